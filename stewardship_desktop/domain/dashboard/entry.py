"""What can be typed for a metric: which value belongs into which period, and what is due.

Plain values for the entry grid and for a paste into it. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Cut, Observation, ValueKind
from stewardship_desktop.domain.rhythm import (
    newest_due,
    next_start,
    period_start,
    period_words,
    previous_start,
    starts,
)
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, MetricDefinition


@dataclass(frozen=True)
class EntryRow:
    """A line of the grid: the values of one kind of a metric, or of one part of it."""

    records: MetricRecords
    kind: ValueKind = ValueKind.ACTUAL
    cut: Cut = Cut.WHOLE
    category: str = ""

    @property
    def id(self) -> str:
        """Tells rows apart; the metric's own id for the whole of it."""
        return f"{self.records.id}|{self.cut.value}|{self.category}" if self.category else self.records.id

    @property
    def name(self) -> str:
        """ "Door to needle", "Door to needle: most deprived fifth"."""
        name = self.records.metric.name
        return f"{name}: {self.category}" if self.category else name

    @property
    def frequency(self) -> Frequency:
        return self.records.metric.frequency

    @cached_property
    def _held(self) -> dict[tuple[str, date], Observation]:
        """By definition and first day of the period. The value on that very day goes before others in it."""
        found: dict[tuple[str, date], Observation] = {}
        for each in self.observations:
            start = period_start(self.frequency, each.on)
            key = (each.definition_id, start)
            if key not in found or found[key].on != start:
                found[key] = each
        return found

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """The row's values of all definitions, by day."""
        wanted = (self.kind, self.cut, self.category)
        return tuple(
            each for each in self.records.observations if (each.kind, each.cut, each.category) == wanted
        )

    @cached_property
    def has_small_values(self) -> bool:
        """Whether the metric has values above 0 and up to 1: then another such is no surprise."""
        return any(each.value is not None and 0 < each.value <= 1 for each in self.records.observations)

    def definition_at(self, start: date) -> MetricDefinition:
        """The definition that a value of the period belongs to."""
        return self.records.definition_at(start)

    def held(self, start: date) -> Observation | None:
        """The value of the period that begins on `start`."""
        return self._held.get((self.definition_at(start).id, start))

    def day_of(self, start: date) -> date:
        """The day that a value of the period is kept under: the held one's, else the period's first."""
        held = self.held(start)
        return start if held is None else held.on

    def begins_definition(self, start: date) -> MetricDefinition | None:
        """The definition that is the period's but not the period's before; None where it goes on."""
        now = self.definition_at(start)
        return None if self.definition_at(previous_start(self.frequency, start)) is now else now

    def last_source(self) -> str:
        """Where the newest value came from, else where the metric says values come from."""
        sources = [each.source for each in self.observations if each.source]
        return sources[-1] if sources else self.records.metric.source

    def due(self, today: date) -> tuple[date, ...]:
        """The periods that should have a value by now: after the newest one, and missed shortly before it.

        Known gaps aren't due. Only actual values of the whole are.
        """
        metric = self.records.metric
        last = newest_due(metric.frequency, metric.due_after_days, today)
        if last is None or self.kind is not ValueKind.ACTUAL or self.category:
            return ()
        values = [each.on for each in self.observations if not each.is_gap]
        if not values:
            return () if self.held(last) else (last,)
        first = period_start(metric.frequency, values[-1])
        for _ in range(LONG_AGO):
            first = previous_start(metric.frequency, first)
        waits = starts(metric.frequency, max(first, values[0]), last)
        return tuple(start for start in waits if self.held(start) is None)

    def goes_on(self, today: date) -> date:
        """The period where entering goes on: the newest due, else the one that last had to have a value.

        Where values stopped long ago it is the first that is missing, beside what there is.
        """
        metric = self.records.metric
        due = self.due(today)
        if due:
            return due[0] if len(due) > LONG_AGO else due[-1]
        return newest_due(metric.frequency, metric.due_after_days, today) or today


def in_order(metrics: Sequence[MetricRecords]) -> list[MetricRecords]:
    """The metrics by column of value, priority ones first."""
    order = list(ValueColumn)
    return sorted(metrics, key=lambda each: (order.index(each.outcome.column), not each.metric.priority))


class Part(NamedTuple):
    """A part of a metric: along which cut, and its name."""

    cut: Cut
    category: str


def rows_of(
    metrics: Sequence[MetricRecords],
    kind: ValueKind = ValueKind.ACTUAL,
    *,
    parts: bool = False,
    more: Mapping[str, Collection[Part]] = MappingProxyType({}),
) -> tuple[EntryRow, ...]:
    """The lines of these metrics; with `parts` each is followed by those of the parts it has values of, and
    of the `more` parts that somebody wants to enter, by the metric's id.
    """
    made = []
    for each in metrics:
        made.append(EntryRow(each, kind))
        if parts:
            found = dict.fromkeys(Part(one.cut, one.category) for one in each.observations if one.category)
            found.update(dict.fromkeys(more.get(each.id, ())))
            order = list(Cut)
            made += [
                EntryRow(each, kind, cut, category)
                for cut, category in sorted(found, key=lambda part: order.index(part.cut))
            ]
    return tuple(made)


LONG_AGO = 12
"""More missing periods than this and a series has stopped rather than fallen behind."""

SHOWN_AT_FIRST = {
    Frequency.WEEKLY: 26,
    Frequency.MONTHLY: 24,
    Frequency.QUARTERLY: 12,
    Frequency.HALF_YEARLY: 8,
    Frequency.YEARLY: 6,
    Frequency.NONE: 24,
}
"""How many periods of a rhythm are shown at first, and how many more each time earlier ones are asked for."""

MOST_UNASKED = 240
"""No more periods than this are shown unless somebody asks for them."""

FIRST_YEAR = 1900

FORECAST_PERIODS = 12
"""How many periods ahead a forecast can be typed in the grid; a paste may go further."""


def periods_shown(
    rows: Sequence[EntryRow],
    frequency: Frequency,
    today: date,
    count: int,
    more_days: Collection[date] = (),
) -> tuple[date, ...]:
    """The first days of the newest `count` periods of a rhythm, the earliest first; where values stopped
    long ago, those too that lead up to the newest.

    The last is the one that holds today, for forecasts a year's worth later or where the last value is.
    Without a rhythm: the days that have values, `more_days` and today.
    """
    days = [each.on for row in rows for each in row.observations]
    if frequency is Frequency.NONE:
        return tuple(sorted({*days, *more_days, today}))[-count:]
    last = period_start(frequency, today)
    ahead = any(row.kind is ValueKind.FORECAST for row in rows)
    for _ in range(FORECAST_PERIODS if ahead else 0):
        last = next_start(frequency, last)
    last = max([last, *(period_start(frequency, day) for day in days)])
    found = [last]
    enough = max((period_start(frequency, day) for day in days), default=last)
    for _ in range(count // 2):
        enough = previous_start(frequency, enough)
    while len(found) < count or (found[-1] > enough and len(found) < MOST_UNASKED):
        if found[-1].year <= FIRST_YEAR:
            break
        found.append(previous_start(frequency, found[-1]))
    return tuple(reversed(found))


def may_have_begun(row: EntryRow, start: date, today: date) -> bool:
    """Whether a value of the period can be there: forecasts always, actual ones once it has begun."""
    return row.kind is ValueKind.FORECAST or start <= today


def says(row: EntryRow, start: date) -> str:
    """A cell for sentences: "Door to needle, March 2023"."""
    return f"{row.name}, {period_words(row.frequency, start)}"
