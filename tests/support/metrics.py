"""Metrics to try dashboards on: whole ones as plain values, and a small framework. All invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from stewardship_desktop.application.commands import dashboard, record, value_framework
from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.rhythm import next_start
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import (
    Frequency,
    Metric,
    MetricDefinition,
    Outcome,
    Scale,
    Target,
)
from stewardship_desktop.store.queries.dashboard import Framework, framework
from tests.support.care_areas import TRUST, two_areas
from tests.support.workspaces import ME, act, open_new

FIRST = date(2021, 2, 1)
"""The first month of the small framework's values; the last of 24 is January 2023."""

STEADY = (61, 64, 58, 63, 60, 66, 59, 62, 65, 60, 63, 57, 64, 61, 59, 66, 62, 60, 58, 65, 63, 61, 64, 60)
"""24 minutes from door to needle that vary by chance alone."""


def values_of(
    definition: MetricDefinition,
    values: Sequence[int | str | None],
    *,
    first: date = FIRST,
    frequency: Frequency = Frequency.MONTHLY,
    **more: Any,
) -> tuple[Observation, ...]:
    """One observation a period from `first` on. None is a known gap, a text with a "/" counts
    ("612/750"), any other text is a grade. `more` are fields of each.
    """
    keys = {name: more[name] for name in ("kind", "cut", "category") if name in more}
    made, on = [], first
    for value in values:
        fields = {"definition_id": definition.id, "on": on, "scope": definition.scope, **fields_of(value)}
        row_id = Observation.id_for(definition.id, on, **keys)
        made.append(Observation(id=row_id, **{**fields, **more}))
        on = next_start(frequency, on)
    return tuple(made)


def fields_of(value: int | str | None) -> dict[str, Any]:
    """The fields of an observation that a value in short stands for."""
    if isinstance(value, str) and "/" in value:
        numerator, _, denominator = value.partition("/")
        part, whole = Decimal(numerator), Decimal(denominator)
        return {"value": part / whole * 100, "numerator": part, "denominator": whole}
    if isinstance(value, str):
        return {"level": value}
    return {"value": None if value is None else Decimal(value)}


def whole_metric(
    values: Sequence[int | str | None] = STEADY,
    *,
    name: str = "Door to needle",
    column: ValueColumn = ValueColumn.PERSONAL,
    metric: Mapping[str, Any] | None = None,
    definition: Mapping[str, Any] | None = None,
    target: int | None = None,
    first: date = FIRST,
    **more: Any,
) -> MetricRecords:
    """A metric with one definition and its values, without a workspace; minutes, lower is better.

    `metric` and `definition` are fields of these records, `more` those of MetricRecords. Ids are
    "outcome", `name` and `name` with " counted".
    """
    told = {"direction": Direction.DOWN, "priority": True, **(metric or {})}
    made = Metric(id=name, scope="area", outcome_id="outcome", name=name, **told)
    counted = {"unit": "minutes", "decimals": 0, **(definition or {})}
    only = MetricDefinition(id=f"{name} counted", scope="area", metric_id=name, **counted)
    given = {
        "observations": values_of(only, values, first=first, frequency=made.frequency),
        "targets": () if target is None else (
            Target(
                id="target", scope="area", definition_id=only.id, value=Decimal(target), holds_from=first
            ),
        ),
        "asked_of": {},
        **more,
    }  # fmt: skip
    outcome = Outcome(
        id="outcome", scope="area", care_area_id="area", column=column, outcome="Treated in time"
    )
    return MetricRecords(metric=made, outcome=outcome, definitions=(only,), **given)


class Workspace(Protocol):
    """Whatever runs commands in a workspace and waits, and reads it."""

    opened: Any

    def act(self, command: Any, *arguments: Any, **named: Any) -> Any:
        """Run one command."""


@dataclass(frozen=True)
class SmallFramework:
    """The ids of a small framework: outcomes by column, metrics and their definitions by short name."""

    area: str
    outcomes: dict[ValueColumn, str]
    metrics: dict[str, str]
    definitions: dict[str, str]
    request_id: str
    workspace: Workspace

    def whole(self) -> Framework:
        """The framework as it stands."""
        found: Framework | None = self.workspace.opened.read(framework, self.area)
        assert found is not None
        return found

    def metric(self, name: str) -> MetricRecords:
        """One metric as it stands, by its short name."""
        return next(each for each in self.whole().metrics if each.id == self.metrics[name])

    def enter(self, name: str, values: Sequence[int | str | None], first: date = FIRST, **more: Any) -> None:
        """Enter one value a period from `first` on, in short as `values_of` takes them."""
        whole = self.metric(name)
        entries, on = [], first
        for value in values:
            entries.append(
                ValueEntry(definition_id=self.definitions[name], on=on, values=fields_of(value), **more)
            )
            on = next_start(whole.metric.frequency, on)
        self.workspace.act(dashboard.enter_values, entries)


ROWS: tuple[tuple[str, ValueColumn, dict[str, Any], dict[str, Any]], ...] = (
    (
        "needle", ValueColumn.PERSONAL,
        {
            "name": "Door to needle", "priority": True, "direction": Direction.DOWN,
            "owner_role": "Stroke lead",
        },
        {"definition": "Median minutes from arrival to thrombolysis", "unit": "minutes", "decimals": 0},
    ),
    (
        "grade", ValueColumn.PERSONAL, {"name": "Audit grade", "frequency": Frequency.QUARTERLY},
        {"definition": "Grade of the audit", "scale": Scale.ORDINAL, "levels": ("E", "D", "C", "B", "A")},
    ),
    (
        "known", ValueColumn.POPULATION, {"name": "Irregular heartbeats treated", "priority": True},
        {
            "definition": "People treated of those known", "numerator": "People treated",
            "denominator": "People known", "scale": Scale.PROPORTION, "unit": "%", "per": 100,
        },
    ),
    (
        "cost", ValueColumn.RESOURCE,
        {"name": "Cost of a stay", "priority": True, "direction": Direction.NEITHER},
        {"definition": "Pounds a stay", "scale": Scale.MONEY, "unit": "£", "decimals": 0},
    ),
)  # fmt: skip


def small_framework(workspace: Workspace) -> SmallFramework:
    """Make it in Stroke of `two_areas`: three columns, four metrics.

    `needle` has 24 months and a target of 60, `known` 24 months of 600 or more in 750, `grade` eight
    quarters, all to the end of January 2023 or of 2022; `cost` has none and is asked of Trust A.
    """
    area, _ = two_areas(workspace)
    outcomes = {
        column: workspace.act(value_framework.add_outcome, area, column, words)
        for column, words in (
            (ValueColumn.PERSONAL, "I am treated in time"),
            (ValueColumn.POPULATION, "Fewer people have a stroke"),
            (ValueColumn.RESOURCE, "Money goes where it helps"),
        )
    }
    metrics = {
        short: workspace.act(value_framework.add_metric, outcomes[column], values, definition)
        for short, column, values, definition in ROWS
    }
    found: Framework = workspace.opened.read(framework, area)
    by_id = {each.id: each.definition.id for each in found.metrics}
    definitions = {short: by_id[metric_id] for short, metric_id in metrics.items()}
    request = DataRequest(
        id="cost request", scope=area, care_area_id=area, what="Cost of stays by site",
        metric_id=metrics["cost"], column=ValueColumn.RESOURCE, asked_of_id=TRUST.id,
        asked_on=date(2023, 3, 4), due_on=date(2023, 4, 4),
    )  # fmt: skip
    workspace.act(record.add, [request])
    made = SmallFramework(area, outcomes, metrics, definitions, request.id, workspace)
    made.enter("needle", STEADY)
    made.enter("known", [f"{600 + minutes}/750" for minutes in STEADY])
    made.enter("grade", ("D", "D", "C", "D", "C", "C", "B", "B"), date(2021, 1, 1))
    workspace.act(value_framework.set_target, definitions["needle"], FIRST, {"value": Decimal(60)})
    return made


class Room:
    """A workspace whose acts are waited for."""

    def __init__(self, opened: OpenedWorkspace) -> None:
        self.opened = opened

    def act(self, command: Any, *arguments: Any, **named: Any) -> Any:
        """Run one command."""
        return act(self.opened, command, *arguments, **named)


@cache
def _prepared() -> tuple[bytes, SmallFramework]:
    """The file of a small framework, and its ids: made once, since it takes forty times as long as a copy."""
    with TemporaryDirectory() as folder:
        with open_new(Path(folder)) as opened:
            made = small_framework(Room(opened))
        return (Path(folder) / "test.stewardship").read_bytes(), made


def prepared_framework(workspace: Workspace) -> SmallFramework:
    """The small framework of a workspace that `framework_open` opened, for whoever acts in it."""
    return replace(_prepared()[1], workspace=workspace)


@contextmanager
def framework_open(folder: Path) -> Iterator[SmallFramework]:
    """A small framework in a workspace of its own in `folder`, closed afterwards."""
    content, _ = _prepared()
    path = folder / "test.stewardship"
    path.write_bytes(content)
    opened = open_for(ME, path)
    try:
        yield prepared_framework(Room(opened))
    finally:
        opened.close()
