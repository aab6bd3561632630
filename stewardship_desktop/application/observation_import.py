"""From a file of values to a dashboard: `prepare` says what each cell would do, `take_values` keeps it.

Reading and preparing are for a thread of their own and write nothing. What is kept is one act: the values
chosen, the metrics they need, and what was said of the file, for the next one of its make.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from stewardship_desktop.application.commands.dashboard import keep_observations
from stewardship_desktop.application.importing import Reads
from stewardship_desktop.domain.budget.book import RememberedMapping
from stewardship_desktop.domain.budget.table import ReadTable
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.change import canonical
from stewardship_desktop.domain.dashboard.arriving import Arrived, arrive
from stewardship_desktop.domain.dashboard.file_cells import series_key
from stewardship_desktop.domain.dashboard.pasting import Change
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.series_names import (
    LEAVE_OUT,
    NEW,
    Goal,
    Match,
    NewMetric,
    match_series,
    seen_series,
)
from stewardship_desktop.domain.dashboard.table_shape import DateOrder, Layout, Means, Shape
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition, Outcome
from stewardship_desktop.exchange.observation_tables import (
    advice,
    cells,
    open_table,
    plain_heading,
    recognise,
    reshaped,
    signature,
)
from stewardship_desktop.store.bulk import collector_held
from stewardship_desktop.store.connection import Connection
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.store.queries.records import record
from stewardship_desktop.store.writer import Writer

KIND = "observations"
Step = Callable[[float, str], None]
"""Told how far the work is (0 to 1) and what it does now. May raise to stop it."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was said last time of a file of this make. `goes`: series key -> metric's id or LEAVE_OUT."""

    shape: Shape | None = None
    goes: Mapping[str, str]
    source: str = ""
    shares: bool = False


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """A file as it was read, and what was said of one like it before. `fault` is why it has no names."""

    table: ReadTable
    kept: Kept
    shape: Shape | None = None
    goals: tuple[Goal, ...] = ()
    fault: str = ""

    @property
    def is_known(self) -> bool:
        """Whether last time's answers are enough: nothing is new, nothing only similar."""
        settled = all(
            each.goes == LEAVE_OUT or (each.goes != NEW and each.why is not Match.NEAR) for each in self.goals
        )
        return bool(self.goals) and self.kept.shape is not None and settled


@dataclass(frozen=True, kw_only=True)
class PreparedValues:
    """A file read against the metrics of a care area: what each cell would do, nothing of it written."""

    area_id: str
    file_name: str
    arrived: Arrived
    metrics: tuple[MetricRecords, ...]
    remembered: RememberedMapping

    def count(self, *changes: Change) -> int:
        """How many cells do one of these."""
        return sum(each.change in changes for each in self.arrived.arrivals)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What was kept: how many values are new, how many replace another, how many metrics were added."""

    new: int
    changed: int
    metrics: int


def read_values(path: Path, sheet: str | None = None, header_row: int | None = None) -> ReadTable:
    """Read a file's texts; without `header_row` it is found. Raises UserFixable where it can't be read."""
    return open_table(path, sheet, header_row)


def look_at(
    reader: Reads, found: Framework, path: Path, sheet: str | None = None, header_row: int | None = None
) -> FileRead:
    """Read a file and find out how it is laid out and where its names go, as last time if there was one.

    Raises UserFixable where it can't be read; a file without values has its `fault`.
    """
    with collector_held():
        return _look_at(reader, found, read_values(path, sheet, header_row))


def _look_at(reader: Reads, found: Framework, table: ReadTable) -> FileRead:
    kept: Kept = reader.read(kept_before, found.area.id, table)
    shape = kept.shape or recognise(table)
    if shape is None:
        return FileRead(table=table, kept=kept, fault=advice(table))
    try:
        named = goals(table, shape, found.metrics, kept.goes)
    except UserFixable as fault:
        return FileRead(table=table, kept=kept, shape=shape, fault=str(fault))
    return FileRead(table=table, kept=kept, shape=shape, goals=named)


def blank_shape(read: ReadTable) -> Shape:
    """A layout of which nothing is said yet."""
    return Shape(layout=Layout.LONG, means=(Means.LEFT_OUT,) * len(read.headers))


def shape_as(read: ReadTable, shape: Shape, layout: Layout) -> Shape:
    """What the columns of a file say in another layout, as far as it can be told."""
    return reshaped(read, shape, layout)


def kept_before(connection: Connection, area_id: str, read: ReadTable) -> Kept:
    """What was said last time of a file with these headings, in this care area."""
    for layout in Layout:
        found = record(
            connection, RememberedMapping, RememberedMapping.id_for(_signature(area_id, read, layout))
        )
        if found is None or found.kind != KIND:
            continue
        said = json.loads(found.choices)
        if said["layout"] == layout.value:
            shape = _shape_again(read, layout, said)
            return Kept(
                shape=shape, goes=dict(said["goes"]), source=str(said["source"]), shares=bool(said["shares"])
            )
    return Kept(goes={})


def goals(
    read: ReadTable, shape: Shape, metrics: Sequence[MetricRecords], goes: Mapping[str, str]
) -> tuple[Goal, ...]:
    """The series of a file and where each is likely to go. Raises UserFixable where there is none."""
    seen = seen_series(cells(read, shape))
    if not seen:
        raise UserFixable(
            f"{read.file_name} has headings and no values.",
            "Check that the right file and columns were chosen.",
        )
    return match_series(seen, metrics, goes, shape.date_order)


def prepare(
    framework: Framework,
    read: ReadTable,
    shape: Shape,
    chosen: Sequence[Goal],
    today: date,
    *,
    source: str = "",
    shares: bool = False,
    step: Step = lambda _share, _words: None,
) -> PreparedValues:
    """Say what each cell of a file would do to a care area's values. Writes nothing.

    With `shares` per cents that are all below 1 are shares of 1, as spreadsheets keep them.

    Raises UserFixable for a layout that lacks something, and for a new metric without an outcome or with the
    name of another one.
    """
    for fault in shape.faults(read.headers):
        raise UserFixable(fault)
    made = _new_metrics(framework, chosen)
    known = {each.id: each for each in framework.metrics}
    aims: dict[str, MetricRecords | None] = {}
    for goal in chosen:
        key = series_key(goal.series)
        if goal.goes not in (NEW, LEAVE_OUT) and goal.goes not in known:
            raise UserFixable(
                f"The metric of {goal.series} is no longer here.", "Choose another one, or leave it out."
            )
        aims[key] = made[key] if goal.goes == NEW else known.get(goal.goes)
    lanes = 1 if shape.layout is Layout.LONG else len(shape.places(Means.VALUES))
    total = max(1, len(read.rows) * lanes)
    with collector_held():
        arrived = arrive(
            cells(read, shape),
            aims,
            date_order=shape.date_order,
            today=today,
            source=source.strip() or read.file_name,
            shares=shares,
            step=lambda count: step(min(1.0, count / total), f"Comparing {count:,} values"),
        )
    step(1.0, "Compared")
    used = {each.target.records.id for each in arrived.arrivals}
    goes = {
        series_key(goal.series): made[series_key(goal.series)].id if goal.goes == NEW else goal.goes
        for goal in chosen
    }
    return PreparedValues(
        area_id=framework.area.id,
        file_name=read.file_name,
        arrived=arrived,
        metrics=tuple(each for each in made.values() if each.id in used),
        remembered=_remembered(framework.area.id, read, shape, goes, source.strip(), shares),
    )


def take_values(writer: Writer, prepared: PreparedValues, changes: Sequence[Change]) -> Taken:
    """Keep the values that do one of these, with the metrics that they need: one act, all or none.

    Raises UserFixable when a metric of theirs is gone, or another has come by the name of a new one.
    """
    area = writer.get(CareArea, prepared.area_id)
    chosen = [each for each in prepared.arrived.arrivals if each.change in changes]
    wanted = {each.target.records.id for each in chosen}
    made = [each for each in prepared.metrics if each.id in wanted]
    here = {_plain(each.name) for each in writer.all(Metric, scope=area.id)}
    for each in made:
        if _plain(each.metric.name) in here:
            raise UserFixable(
                f"There is a metric {each.metric.name} already.", "Check the file again and choose it."
            )
    for outcome_id in {each.metric.outcome_id for each in made}:
        writer.get(Outcome, outcome_id)
    writer.insert_many([each.metric for each in made])
    writer.insert_many([each.definition for each in made])
    observations = [each.observation for each in chosen]
    _refuse_gone(writer, area.id, observations)
    label = f"Import {len(chosen):,} {'value' if len(chosen) == 1 else 'values'} from {prepared.file_name}"
    new, changed = keep_observations(writer, observations, label)
    # The names of metrics that were not made after all mean nothing next time.
    missing = {each.id for each in prepared.metrics} - wanted
    writer.put(_without(prepared.remembered, missing) if missing else prepared.remembered)
    writer.name_act(label)
    return Taken(new=new, changed=changed, metrics=len(made))


# ---- metrics that a file brings
def _new_metrics(framework: Framework, chosen: Sequence[Goal]) -> dict[str, MetricRecords]:
    outcomes = {each.id: each for each in framework.outcomes}
    names = {_plain(each.metric.name) for each in framework.metrics}
    places = {
        each.id: max((one.metric.position for one in framework.metrics_of(each.id)), default=0)
        for each in framework.outcomes
    }
    made = {}
    for goal in chosen:
        if goal.goes != NEW:
            continue
        new = goal.new
        outcome = outcomes.get(new.outcome_id)
        if outcome is None:
            raise UserFixable(
                f"The new metric {new.name} has no outcome.", "Choose the one that it would show."
            )
        if _plain(new.name) in names:
            raise UserFixable(f"There is a metric {new.name} already.", "Let its values go there.")
        names.add(_plain(new.name))
        places[outcome.id] += 1
        made[series_key(goal.series)] = _new_records(new, outcome, places[outcome.id])
    return made


def _new_records(new: NewMetric, outcome: Outcome, position: int) -> MetricRecords:
    metric = Metric(
        id=new_id(), scope=outcome.scope, outcome_id=outcome.id, name=new.name, direction=new.direction,
        frequency=new.frequency, position=position,
    )  # fmt: skip
    definition = MetricDefinition(
        id=new_id(), scope=outcome.scope, metric_id=metric.id, scale=new.scale, unit=new.unit,
        decimals=new.decimals, levels=new.levels,
    )  # fmt: skip
    return MetricRecords(metric=metric, outcome=outcome, definitions=(definition,), asked_of={})


def _refuse_gone(writer: Writer, area_id: str, observations: Sequence[Observation]) -> None:
    here = {each.id for each in writer.all(MetricDefinition, scope=area_id)}
    if any(each.definition_id not in here for each in observations):
        raise UserFixable(
            "A metric that values go to is no longer here.", "Go back a step, and choose another for it."
        )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


# ---- what is remembered
def _signature(area_id: str, read: ReadTable, layout: Layout) -> str:
    return f"{KIND}|{area_id}|{signature(read, layout)}"


def _remembered(
    area_id: str, read: ReadTable, shape: Shape, goes: Mapping[str, str], source: str, shares: bool
) -> RememberedMapping:
    said = _signature(area_id, read, shape.layout)
    across = shape.layout is Layout.PERIODS_ACROSS
    columns = [
        [plain_heading(heading), means.value]
        for heading, means in zip(read.headers, shape.means, strict=True)
        if not (across and means is Means.VALUES)
    ]
    return RememberedMapping(
        id=RememberedMapping.id_for(said),
        scope=area_id,
        signature=said,
        kind=KIND,
        choices=canonical(
            {
                "layout": shape.layout.value,
                "columns": columns,
                "date_order": shape.date_order.value,
                "goes": dict(goes),
                "source": "" if source == read.file_name else source,
                "shares": shares,
            }
        ),
    )


def _shape_again(read: ReadTable, layout: Layout, said: Mapping[str, Any]) -> Shape | None:
    """The layout of last time on this file's columns; None where it doesn't fit them."""
    waiting: dict[str, list[str]] = {}
    for heading, means in said["columns"]:
        waiting.setdefault(heading, []).append(means)
    fresh = recognise(read)
    means = []
    for at, heading in enumerate(read.headers):
        held = waiting.get(plain_heading(heading))
        if held:
            means.append(Means(held.pop(0)))
        else:
            means.append(fresh.means[at] if fresh is not None else Means.LEFT_OUT)
    shape = Shape(layout=layout, means=tuple(means), date_order=DateOrder(said["date_order"]))
    return None if any(shape.faults(read.headers)) else shape


def _without(remembered: RememberedMapping, missing: set[str]) -> RememberedMapping:
    said = json.loads(remembered.choices)
    said["goes"] = {key: goes for key, goes in said["goes"].items() if goes not in missing}
    return replace(remembered, choices=canonical(said))
