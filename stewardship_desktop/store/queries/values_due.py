"""Which values of priority metrics should be there by now, and whose resource column nobody has data for.

Finds the newest value of each metric in the tables and leaves the others there: Home asks for all care
areas at once.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, func, or_, select

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.dashboard.freshness import freshness_of
from stewardship_desktop.domain.due import ValueDue
from stewardship_desktop.domain.observation import Cut, Observation, ValueKind
from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition, Outcome
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.tables import table_of


def values_due(
    connection: Connection, today: date, care_area_id: str | None = None
) -> dict[str, list[ValueDue]]:
    """By care area, for each priority metric that has begun, its next value, if it has a day.

    The watch list asks for nothing: its values come when somebody has them.
    """
    only = {} if care_area_id is None else {"scope": care_area_id}
    metrics = records(connection, Metric, priority=1, **only)
    newest = _newest(connection, [each.id for each in metrics])
    found: dict[str, list[ValueDue]] = defaultdict(list)
    for metric in metrics:
        if metric.id not in newest:
            continue
        fresh = freshness_of(metric, newest[metric.id], today)
        if fresh.start is not None and fresh.due_on is not None:
            found[metric.scope].append(
                ValueDue(
                    metric_id=metric.id,
                    metric=metric.name,
                    period=period_words(metric.frequency, fresh.start),
                    due_on=fresh.due_on,
                    owner_role=metric.owner_role,
                )
            )
    return found


def _newest(connection: Connection, metric_ids: list[str]) -> dict[str, date]:
    """First days of the newest actual values of whole metrics; a known gap answers for its period."""
    definition, value = table_of(MetricDefinition), table_of(Observation)
    query = (
        select(definition.c.metric_id, func.max(value.c.on))
        .join(value, value.c.definition_id == definition.c.id)
        .where(
            definition.c.metric_id.in_(metric_ids),
            value.c.kind == ValueKind.ACTUAL.value,
            value.c.cut == Cut.WHOLE.value,
        )
        .group_by(definition.c.metric_id)
    )
    return {metric_id: date.fromisoformat(day) for metric_id, day in connection.execute(query)}


def unasked_resource(connection: Connection, care_area_id: str | None = None) -> frozenset[str]:
    """Care areas with a value framework whose resource column has no value and was never asked for."""
    outcome, metric = table_of(Outcome), table_of(Metric)
    definition, value, request = table_of(MetricDefinition), table_of(Observation), table_of(DataRequest)
    begun = select(outcome.c.care_area_id).distinct()
    if care_area_id is not None:
        begun = begun.where(outcome.c.care_area_id == care_area_id)
    waiting = set(connection.execute(begun).scalars())
    if not waiting:
        return frozenset()
    resource = (
        select(outcome.c.care_area_id, metric.c.id)
        .join(metric, metric.c.outcome_id == outcome.c.id)
        .where(outcome.c.column == ValueColumn.RESOURCE.value, outcome.c.care_area_id.in_(waiting))
        .subquery()
    )
    has_value = (
        select(definition.c.metric_id)
        .join(value, value.c.definition_id == definition.c.id)
        .where(definition.c.metric_id == resource.c.id, value.c.kind == ValueKind.ACTUAL.value)
    )
    with_values = connection.execute(
        select(resource.c.care_area_id).where(has_value.exists()).distinct()
    ).scalars()
    asked = connection.execute(
        select(request.c.care_area_id)
        .where(
            or_(
                request.c.column == ValueColumn.RESOURCE.value, request.c.metric_id.in_(select(resource.c.id))
            )
        )
        .distinct()
    ).scalars()
    return frozenset(waiting - set(with_values) - set(asked))
