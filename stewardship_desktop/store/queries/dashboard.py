"""What the value framework and the dashboard read: a care area's metrics with all that belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from stewardship_desktop.domain.care_area import CareArea, DataRequest
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import ChartMark, Comparator, MeetingView, Observation, Rebase
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition, Outcome, Target
from stewardship_desktop.store.queries.records import record, records, records_in


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A care area's value framework whole. `requests` are all its data requests, the open ones first.

    `shared_here` names the metrics of other care areas that work on them with this one.
    """

    area: CareArea
    outcomes: tuple[Outcome, ...]
    metrics: tuple[MetricRecords, ...]
    requests: tuple[DataRequest, ...]
    asked_of: dict[str, str]
    meeting: MeetingView | None
    shared_here: tuple[str, ...] = ()

    def outcomes_of(self, column: ValueColumn) -> tuple[Outcome, ...]:
        """The outcomes of one column, in their order."""
        return tuple(each for each in self.outcomes if each.column is column)

    def metrics_of(self, outcome_id: str) -> tuple[MetricRecords, ...]:
        """The metrics of one outcome, in their order."""
        return tuple(each for each in self.metrics if each.metric.outcome_id == outcome_id)

    def waiting_for(self, column: ValueColumn) -> tuple[DataRequest, ...]:
        """The unanswered data requests for a column, or for one of its metrics."""
        mine = {each.id for each in self.metrics if each.outcome.column is column}
        return tuple(
            each
            for each in self.requests
            if each.received_on is None and (each.column is column or each.metric_id in mine)
        )


def framework(connection: Connection, care_area_id: str) -> Framework | None:
    """The value framework of a care area with all values, or None when the area is no longer here."""
    area = record(connection, CareArea, care_area_id)
    if area is None:
        return None
    outcomes = sorted(
        records(connection, Outcome, care_area_id=care_area_id), key=lambda each: (each.position, each.id)
    )
    order = {each.id: number for number, each in enumerate(outcomes)}
    metrics = sorted(
        records_in(connection, Metric, "outcome_id", list(order)),
        key=lambda each: (order[each.outcome_id], each.position, each.id),
    )
    requests = sorted(
        records(connection, DataRequest, care_area_id=care_area_id),
        key=lambda each: (each.received_on is not None, each.asked_on, each.id),
    )
    asked_of = _bodies(connection)
    return Framework(
        area=area,
        outcomes=tuple(outcomes),
        metrics=_whole(connection, care_area_id, metrics, outcomes, requests, asked_of),
        requests=tuple(requests),
        asked_of=asked_of,
        meeting=record(connection, MeetingView, MeetingView.id_for(care_area_id)),
        shared_here=_shared_here(connection, care_area_id),
    )


def _shared_here(connection: Connection, care_area_id: str) -> tuple[str, ...]:
    """Metrics that other care areas share with this one: "Door to needle (Stroke)", by name."""
    metrics = records(connection, Metric, shared_with_id=care_area_id)
    if not metrics:
        return ()
    ids = [each.outcome_id for each in metrics]
    outcomes = {each.id: each for each in records_in(connection, Outcome, "id", ids)}
    areas = {area.id: area.name for area in records(connection, CareArea)}
    found = (
        (each.name, areas.get(outcomes[each.outcome_id].care_area_id, ""))
        for each in metrics
        if each.outcome_id in outcomes
    )
    return tuple(sorted(f"{name} ({area})" for name, area in found))


def priority_metrics(connection: Connection, care_area_id: str) -> tuple[MetricRecords, ...]:
    """The priority metrics of a care area, each whole, without the data requests."""
    outcomes = records(connection, Outcome, care_area_id=care_area_id)
    metrics = [
        each
        for each in records_in(connection, Metric, "outcome_id", [each.id for each in outcomes])
        if each.priority
    ]
    return _whole(connection, care_area_id, metrics, outcomes, (), {})


def _whole(
    connection: Connection,
    care_area_id: str,
    metrics: Sequence[Metric],
    outcomes: Sequence[Outcome],
    requests: Sequence[DataRequest],
    asked_of: dict[str, str],
) -> tuple[MetricRecords, ...]:
    if not metrics:
        return ()
    wanted = {each.id: each for each in outcomes}
    definitions = defaultdict(list)
    metric_of = {}
    for definition in records_in(connection, MetricDefinition, "metric_id", [each.id for each in metrics]):
        definitions[definition.metric_id].append(definition)
        metric_of[definition.id] = definition.metric_id
    hanging: dict[type[Record], dict[str, list[Any]]] = {}
    record_type: Any
    for record_type in (Observation, Target, Rebase, Comparator):
        found: dict[str, list[Any]] = defaultdict(list)
        for each in records_in(connection, record_type, "definition_id", list(metric_of)):
            found[metric_of[each.definition_id]].append(each)
        hanging[record_type] = found
    marks = records(connection, ChartMark, care_area_id=care_area_id)
    areas = {area.id: area.name for area in records(connection, CareArea)}
    return tuple(
        MetricRecords(
            metric=metric,
            outcome=wanted[metric.outcome_id],
            definitions=tuple(
                sorted(definitions[metric.id], key=lambda each: (each.begins_on or date.min, each.id))
            ),
            observations=_by_day(hanging[Observation][metric.id], "on"),
            targets=_by_day(hanging[Target][metric.id], "holds_from"),
            rebases=_by_day(hanging[Rebase][metric.id], "on"),
            marks=_by_day([each for each in marks if each.metric_id in (None, metric.id)], "on"),
            comparators=_by_day(hanging[Comparator][metric.id], "on"),
            requests=tuple(each for each in requests if each.metric_id == metric.id),
            asked_of=asked_of,
            shared_with=areas.get(metric.shared_with_id or "", ""),
            care_area=areas.get(care_area_id, ""),
        )
        for metric in metrics
        if definitions[metric.id]  # a merge can leave a metric whose definition is still to come
    )


def _by_day(found: list[Any], name: str) -> tuple[Any, ...]:
    return tuple(sorted(found, key=lambda each: (getattr(each, name), each.id)))


def _bodies(connection: Connection) -> dict[str, str]:
    return {body.id: body.short_name or body.name for body in records(connection, Organisation)}
