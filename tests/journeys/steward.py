"""A steward lead's care area with a month of values due, for the journeys through Value and Dashboard.

The group, its metrics and all figures are invented. The months end with the last one that is over, whatever
day it is, so that something is due whenever this runs.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from stewardship_desktop.application.commands import dashboard, record, value_framework
from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.rhythm import newest_due, previous_start, short_period
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, Scale
from stewardship_desktop.store.queries.dashboard import framework
from tests.journeys.conftest import ask_file
from tests.support.metrics import STEADY, fields_of
from tests.support.stores import fresh, opened

AREA, TRUST, SOURCE = "Stroke", "Anytown Hospitals Trust", "Ward register"
NEEDLE, WARD, TREATED = "Door to needle", "Four hours to the ward", "Irregular heartbeats treated"
REVIEWS, RETURNS, COST = "Six month reviews", "Returns within a month", "Cost of a stay"
_METRICS: tuple[tuple[str, ValueColumn, dict[str, Any], dict[str, Any]], ...] = (
    (NEEDLE, ValueColumn.PERSONAL, {"direction": Direction.DOWN}, {"unit": "minutes", "decimals": 0}),
    (WARD, ValueColumn.PERSONAL, {}, {"scale": Scale.PROPORTION, "unit": "%", "per": 100, "decimals": 1}),
    (
        TREATED, ValueColumn.POPULATION, {},
        {
            "scale": Scale.PROPORTION, "unit": "%", "per": 100, "numerator": "People treated",
            "denominator": "People known",
        },
    ),
    (REVIEWS, ValueColumn.POPULATION, {"priority": False}, {"unit": "reviews", "decimals": 0}),
    (
        RETURNS, ValueColumn.POPULATION, {"priority": False, "direction": Direction.DOWN},
        {"unit": "people", "decimals": 0},
    ),
    (COST, ValueColumn.RESOURCE, {"direction": Direction.NEITHER}, {"scale": Scale.MONEY, "unit": "£"}),
)  # fmt: skip


def last_month() -> date:
    """The first day of the month whose values are due now."""
    found = newest_due(Frequency.MONTHLY, 0, local_today())
    assert found is not None
    return found


def heading() -> str:
    """The month that is due as a spreadsheet has it above a column."""
    return short_period(Frequency.MONTHLY, last_month())


def months_back(count: int) -> date:
    """So many months before the one that is due."""
    found = last_month()
    for _ in range(count):
        found = previous_start(Frequency.MONTHLY, found)
    return found


def month_due(folder: Path) -> Path:
    """A workspace with six metrics: five have 24 months up to the one that is due, the cost has none."""
    path = fresh(folder, "ours")
    with opened(path) as workspace:

        def act(command: Any, *arguments: Any) -> Any:
            return workspace.act(command, *arguments).result().result

        act(record.add, [CareArea(id="stroke", name=AREA), Organisation(id="trust", name=TRUST)])
        outcomes = {
            column: act(value_framework.add_outcome, "stroke", column, f"{column.heading} outcome")
            for column in ValueColumn
        }
        for name, column, metric, definition in _METRICS:
            told = {"name": name, "priority": True, "due_after_days": 0, "owner_role": "Stroke lead"}
            counted = {"definition": f"{name}, as the register counts it"}
            act(value_framework.add_metric, outcomes[column], {**told, **metric}, {**counted, **definition})
        found = workspace.read(framework, "stroke")
        assert found is not None
        for each in found.metrics:
            if each.metric.name != COST:
                act(dashboard.enter_values, _two_years(each))
    return path


def _two_years(records: MetricRecords) -> list[ValueEntry]:
    with_counts = records.metric.name == TREATED
    return [
        ValueEntry(
            definition_id=records.definition.id,
            on=months_back(len(STEADY) - at),
            values={**fields_of(f"{600 + value}/750" if with_counts else value), "source": SOURCE},
        )
        for at, value in enumerate(STEADY)
    ]


Values = dict[str, tuple[str | None, str, str]]


def values(path: Path, on: date) -> Values:
    """Value, source and definition of each metric on a day, by a fresh reader of the file."""
    query = (
        "SELECT metric.name, observation.value, observation.source, definition FROM observation "
        "JOIN metric_definition ON metric_definition.id = definition_id "
        'JOIN metric ON metric.id = metric_id WHERE observation."on" = ?'
    )
    return {name: tuple(rest) for name, *rest in ask_file(path, query, on.isoformat())}
