"""What the cells of a file of values give: each one's metric, period and value, and what it would change.

Every cell is an arrival, a stray with its reason in words, blank, or of a series that a person left out.
The order of the cells decides nothing. Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from stewardship_desktop.domain.dashboard.entry import EntryRow, may_have_begun, says
from stewardship_desktop.domain.dashboard.figures import TypedValue, as_per_cent, read_value, says_nothing
from stewardship_desktop.domain.dashboard.file_cells import FileCell, read_when, series_key
from stewardship_desktop.domain.dashboard.pasting import Change, Stray, change_of
from stewardship_desktop.domain.dashboard.period_text import WrittenPeriod
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.table_shape import DateOrder
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Cut, Observation, ValueKind
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.value_framework import COUNTED, Frequency, MetricDefinition, Scale

_TOLD_EVERY = 2_000
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")
_KINDS = {
    "": ValueKind.ACTUAL, "actual": ValueKind.ACTUAL, "observed": ValueKind.ACTUAL,
    "outturn": ValueKind.ACTUAL,
    "forecast": ValueKind.FORECAST, "plan": ValueKind.FORECAST, "planned": ValueKind.FORECAST,
    "projection": ValueKind.FORECAST, "trajectory": ValueKind.FORECAST, "expected": ValueKind.FORECAST,
}  # fmt: skip
_CUTS = {
    **{each.value.casefold(): each for each in Cut},
    "deprivation": Cut.DEPRIVATION, "imd": Cut.DEPRIVATION, "deprivation quintile": Cut.DEPRIVATION,
    "gender": Cut.SEX, "age group": Cut.AGE, "age band": Cut.AGE, "ethnic group": Cut.ETHNICITY,
}  # fmt: skip
_EVERYBODY = ("", "all", "total", "whole", "everybody", "all patients", "persons")


_PUBLISHED_MARKS = ("[c]", "[x]", "[z]", "suppressed")
"""What published tables print for a value that is confidential, not available or not applicable."""


def is_kind(text: str) -> bool:
    """Whether a text says that a value is actual or a forecast."""
    return series_key(text) in _KINDS


class Arrival(NamedTuple):
    """A cell that gives a value: the observation it makes, and the one that is there."""

    row: int
    column: int
    text: str
    target: EntryRow
    observation: Observation
    before: Observation | None
    change: Change


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A date that is no first day of its metric's period, and the day its value is kept under."""

    row: int
    text: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What a file says. `moved` is how many values went to the first day of their period, with an example.

    `blank` cells say nothing, `left_out` belong to series that a person left out, `repeated` say again what
    another row says. `fractions` names the per cent metrics whose values all look like fractions of 1.
    """

    arrivals: tuple[Arrival, ...] = ()
    strays: tuple[Stray, ...] = ()
    blank: int = 0
    left_out: int = 0
    repeated: int = 0
    moved: int = 0
    first_moved: Moved | None = None
    fractions: tuple[str, ...] = ()

    def of(self, *changes: Change) -> tuple[Arrival, ...]:
        """The arrivals that do one of these."""
        return tuple(each for each in self.arrivals if each.change in changes)


def arrive(
    cells: Iterable[FileCell],
    goals: Mapping[str, MetricRecords | None],
    *,
    date_order: DateOrder,
    today: date,
    source: str,
    shares: bool = False,
    step: Callable[[int], None] = lambda _count: None,
) -> Arrived:
    """Find out what each cell gives.

    `goals` has the metric of each `series_key`, None for one that is left out. `source` is said of values
    whose row says none. With `shares` a person said that `fractions` are shares of 1: 0.814 is 81.4%.
    `step(cells so far)` is called now and then and may raise to stop it.
    """
    reading = _Arriving(goals, date_order, today, source, shares)
    for count, cell in enumerate(cells, 1):
        reading.take(cell)
        if count % _TOLD_EVERY == 0:
            step(count)
    return reading.result()


@dataclass
class _Place:
    """The line of values that cells of one name, kind and part go to, or why there is none."""

    row: EntryRow | None = None
    fault: str = ""
    only: MetricDefinition | None = None
    frequency: Frequency = Frequency.NONE
    taken: dict[date, Arrival] = field(default_factory=dict)
    clashes: dict[date, list[Arrival]] = field(default_factory=dict)
    ids: dict[str, Callable[[date], str]] = field(default_factory=dict)

    def ids_of(self, definition: MetricDefinition) -> Callable[[date], str]:
        """What gives the id of a day's value."""
        found = self.ids.get(definition.id)
        if found is None:
            assert self.row is not None
            found = Observation.ids_of(definition.id, self.row.kind, self.row.cut, self.row.category)
            self.ids[definition.id] = found
        return found


class _When(NamedTuple):
    start: date
    moved: bool
    printed: str


@dataclass
class _Arriving:
    goals: Mapping[str, MetricRecords | None]
    order: DateOrder
    today: date
    source: str
    shares: bool
    places: dict[tuple[str, str, str, str], _Place] = field(default_factory=dict)
    rows: dict[tuple[str, ValueKind, Cut, str], _Place] = field(default_factory=dict)
    written: dict[str, WrittenPeriod | str] = field(default_factory=dict)
    starts: dict[tuple[Frequency, str], _When | str] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    blank: int = 0
    left_out: int = 0
    repeated: int = 0
    moved: int = 0
    first_moved: Moved | None = None

    def take(self, cell: FileCell) -> None:
        key = (cell.name, cell.kind, cell.cut, cell.category)
        place = self.places.get(key)
        if place is None:
            place = self.places[key] = self._place(cell)
        if place.row is None:
            if place.fault:
                self._stray(cell, place.fault)
            else:
                self.left_out += 1
            return
        when = self.starts.get((place.frequency, cell.when))
        if when is None:
            when = self.starts[place.frequency, cell.when] = self._when(place, cell.when)
        if isinstance(when, str):
            self._stray(cell, when)
            return
        try:
            self._value(cell, place, place.row, when)
        except UserFixable as fault:
            self._stray(cell, str(fault))

    def _stray(self, cell: FileCell, words: str) -> None:
        self.strays.append(Stray(row=cell.row, column=cell.column, words=words, name=cell.name))

    # ---- whose
    def _place(self, cell: FileCell) -> _Place:
        if not cell.name.strip():
            return _Place(fault="It has no metric. Name one.")
        records = self.goals.get(series_key(cell.name))
        if records is None:
            return _Place()
        kind = _KINDS.get(series_key(cell.kind))
        if kind is None:
            said = " ".join(cell.kind.split())
            return _Place(fault=f"'{said}' is neither an actual value nor a forecast. Write one of the two.")
        part = " ".join(cell.category.split())
        cut = _CUTS.get(series_key(cell.cut))
        if part.casefold() in _EVERYBODY or series_key(cell.cut) in _EVERYBODY:
            cut, part = Cut.WHOLE, ""
        if cut is None:
            known = ", ".join(each.value for each in Cut if each.value)
            return _Place(fault=f"'{cell.cut.strip()}' is no kind of part. Write one of {known}.")
        key = (records.id, kind, cut, part.casefold())
        place = self.rows.get(key)
        if place is None:
            only = records.definitions[0] if len(records.definitions) == 1 else None
            place = self.rows[key] = _Place(
                row=EntryRow(records, kind, cut, _as_held(records, cut, part)), only=only,
                frequency=records.metric.frequency,
            )  # fmt: skip
        return place

    # ---- when
    def _when(self, place: _Place, text: str) -> _When | str:
        written = self.written.get(text)
        if written is None:
            try:
                written = read_when(text, self.order) if text.strip() else "It has no period. Give it one."
            except UserFixable as fault:
                written = str(fault)
            except (OverflowError, ValueError):
                written = f"'{text.strip()}' is no day that there is."
            self.written[text] = written
        if isinstance(written, str):
            return written
        try:
            start = written.start_in(place.frequency)
        except UserFixable as fault:
            return str(fault)
        day = written.length is Frequency.NONE
        printed = "" if day or written.length is place.frequency else period_words(
            written.length, written.first
        )  # fmt: skip
        return _When(start, day and written.first != start, printed)

    # ---- what
    def _value(self, cell: FileCell, place: _Place, row: EntryRow, when: _When) -> None:
        start = when.start
        definition = place.only or row.definition_at(start)
        typed = self._typed(cell, definition)
        if typed is None:
            self.blank += 1
            return
        if not may_have_begun(row, start, self.today):
            raise UserFixable(
                f"{period_words(place.frequency, start)} has not begun.", "If it is a forecast, say so."
            )
        before = row.held(start) if row.records.observations else None
        on = start if before is None else before.on
        observation = Observation(
            id=place.ids_of(definition)(on),
            scope=definition.scope, definition_id=definition.id, on=on, value=typed.value, level=typed.level,
            qualifier=typed.qualifier, kind=row.kind, cut=row.cut, category=row.category,
            numerator=typed.numerator, denominator=typed.denominator, period=when.printed,
            source=cell.source.strip() or self.source, note=cell.note.strip(),
            illustrative=definition.illustrative,
        )  # fmt: skip
        made = Arrival(cell.row, cell.column, cell.text, row, observation, before, change_of(typed, before))
        other = place.taken.get(start)
        if other is not None:
            place.clashes.setdefault(start, [other]).append(made)
            return
        place.taken[start] = made
        if when.moved:
            self.moved += 1
            if self.first_moved is None:
                self.first_moved = Moved(row=cell.row, text=cell.when.strip(), on=on)

    def _typed(self, cell: FileCell, definition: MetricDefinition) -> TypedValue | None:
        """The value that a cell and what stands beside it give; empty for a known gap, None for nothing."""
        text = cell.text
        if not cell.qualifier and not cell.denominator and _PLAIN.fullmatch(text):
            # Most cells of a long file; what `read_value` might refuse is left to it.
            value = Decimal(text) + 0
            if definition.scale is Scale.NUMBER or (definition.scale in COUNTED and 0 <= value <= 100):
                return TypedValue(value=value)
        text = text.strip()
        if not text and not (cell.numerator.strip() and cell.denominator.strip()):
            return TypedValue() if cell.when.strip() and cell.name.strip() else None
        if text and (text.casefold() in _PUBLISHED_MARKS or says_nothing(definition, text)):
            return TypedValue()
        counted = _counts(definition, cell)
        if not text:
            assert counted is not None
            return counted
        typed = read_value(definition, f"{cell.qualifier.strip()} {text}".strip())
        if counted is None or typed.numerator is not None:
            return typed
        _refuse_disagreement(text, typed, counted)
        return TypedValue(
            value=typed.value, level=typed.level, qualifier=typed.qualifier, numerator=counted.numerator,
            denominator=counted.denominator,
        )  # fmt: skip

    # ---- all together
    def result(self) -> Arrived:
        arrivals: list[Arrival] = []
        fractions = []
        for place in self.rows.values():
            for start, same in place.clashes.items():
                if len({_says(each.observation) for each in same}) == 1:
                    self.repeated += len(same) - 1
                    place.taken[start] = min(same, key=lambda each: (each.row, each.column))
                    continue
                del place.taken[start]
                assert place.row is not None
                self._clash(place.row, start, same)
            made: Iterable[Arrival] = place.taken.values()
            if _like_fractions(place):
                assert place.row is not None
                fractions.append(place.row.name)
                made = map(_as_per_cent, made) if self.shares else made
            arrivals += made
        arrivals.sort(key=lambda each: (each.row, each.column))
        return Arrived(
            arrivals=tuple(arrivals),
            strays=tuple(sorted(self.strays, key=lambda each: (each.row or 0, each.column or 0))),
            blank=self.blank,
            left_out=self.left_out,
            repeated=self.repeated,
            moved=self.moved,
            first_moved=self.first_moved,
            fractions=tuple(fractions),
        )

    def _clash(self, row: EntryRow, start: date, same: list[Arrival]) -> None:
        for each in same:
            where = sorted({other.row for other in same if other is not each} - {each.row})
            if where:
                rows = f"{'row' if len(where) == 1 else 'rows'} {', '.join(map(str, where[:5]))}"
            else:
                rows = "another column of this row"
            self.strays.append(
                Stray(
                    row=each.row, column=each.column, name=row.records.metric.name,
                    words=f"It is about {says(row, start)}, as {rows} is, and they differ. Keep one of them.",
                )
            )  # fmt: skip


def _as_held(records: MetricRecords, cut: Cut, part: str) -> str:
    """A part as its values have it: "Female" is the part "female" that there is."""
    known = (each.category for each in records.observations if each.cut is cut)
    return next((each for each in known if each.casefold() == part.casefold()), part)


def _counts(definition: MetricDefinition, cell: FileCell) -> TypedValue | None:
    top, base = cell.numerator.strip(), cell.denominator.strip()
    if not (top and base) or definition.scale not in COUNTED:
        if top and base and not cell.text.strip():
            raise UserFixable(
                "It has counts and no value, and its metric is not worked out from counts.",
                "Give the value, or choose a metric that is a per cent or a rate.",
            )
        return None
    return read_value(definition, f"{top}/{base}")


def _refuse_disagreement(text: str, typed: TypedValue, counted: TypedValue) -> None:
    """A printed value must be what its counts make, to within the rounding that it shows, and a half more."""
    if typed.value is None or counted.value is None:
        return
    figures = text.rstrip("% )").rpartition(".")
    shown = len(figures[2]) if figures[1] else 0
    if abs(typed.value - counted.value) > Decimal(10) ** -shown:
        made = f"{counted.numerator:f} of {counted.denominator:f} make"
        raise UserFixable(
            f"'{text}' is not what {made}, {counted.value:.2f}.",
            "Check the three figures.",
        )


def _says(observation: Observation) -> tuple[object, ...]:
    return (
        observation.value, observation.level, observation.qualifier, observation.numerator,
        observation.denominator,
    )  # fmt: skip


def _as_per_cent(arrival: Arrival) -> Arrival:
    """The arrival with its share of 1 as the per cent that it is."""
    here = arrival.observation
    typed = replace(as_per_cent(TypedValue(value=here.value, qualifier=here.qualifier)),
                    numerator=here.numerator, denominator=here.denominator)  # fmt: skip
    return arrival._replace(
        observation=replace(here, value=typed.value), change=change_of(typed, arrival.before)
    )


def _like_fractions(place: _Place) -> bool:
    if place.row is None or place.row.records.definition.scale is not Scale.PROPORTION:
        return False
    values = [each.observation.value for each in place.taken.values() if each.observation.value is not None]
    return len(values) > 1 and all(0 <= each <= 1 for each in values) and any(0 < each < 1 for each in values)


def moved_words(arrived: Arrived) -> str:
    """What is said where dates were put on the first day of their period; "" where none was."""
    first = arrived.first_moved
    if first is None:
        return ""
    many = "1 date is" if arrived.moved == 1 else f"{arrived.moved:,} dates are"
    return (
        f"{many} put on the first day of the period: row {first.row}, '{first.text}', "
        f"becomes {date_words(first.on)}."
    )
