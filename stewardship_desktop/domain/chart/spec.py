"""`ChartSpec`: everything a chart says, as plain values, for both of its renderers.

Holds the frozen types and their validation. Knows no Qt, no file, no pixel and no colour value:
colours are colour names of `domain.palette`. A chart without an alternative text cannot be made.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.chart.number import PLAIN, Number, NumberFormat
from stewardship_desktop.domain.palette import TOKENS

Key = str | date

# The others are grounds and edges: they do not reach 3:1 as a mark.
MARK_TOKENS = TOKENS - {"ground", "surface", "raised", "line", "selection", "focus", "focus-outside"}
BAND_TOKENS = MARK_TOKENS | {"line", "selection"}
LARGEST = 1e16
"""Values go up to 1e15; limits round them may lie a good six times as far out."""


class ChartSpecError(ValueError):
    """A chart that contradicts itself. The message says which part and what to do."""


class Kind(StrEnum):
    BARS = "bars"  # horizontal, one row a key
    COLUMNS = "columns"  # vertical, one column a key
    LINE = "line"  # points joined over dates or ordered keys
    STACK = "stack"  # horizontal, series added end to end, amounts
    SHARE = "share"  # as stack, each row filling 100 per cent
    ORDINAL = "ordinal"  # one row a key, a mark on a step of `levels`
    LEVELS = "levels"  # a step of `levels` for each date or ordered key, the first level at the bottom


OVER_TIME = frozenset({Kind.LINE, Kind.LEVELS})
"""Kinds whose keys run along the bottom, with events, notes and forecasts."""


class Shape(StrEnum):
    CIRCLE_UP = "circle up"
    DIAMOND = "diamond"
    DOT = "dot"
    SQUARE = "square"


class Pattern(StrEnum):
    SOLID = "solid"
    HATCH = "hatch"
    DOTS = "dots"
    CROSS = "cross"
    OUTLINE = "outline"
    BACK_HATCH = "back hatch"


class Dash(StrEnum):
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class DateStyle(StrEnum):
    """How a date key is written."""

    DAY = "day"  # 16 Mar 2023
    MONTH = "month"  # Mar 2023
    YEAR = "year"  # 2023


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The look of one point and, in `note`, what that look means in words."""

    shape: Shape = Shape.DOT
    colour: str = "primary"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One set of values, one for every key of the chart; None is a gap, never a zero.

    Money is in pounds (int or Decimal). `point_colours` colours single bars apart; `labelled` lists
    the positions whose value is written beside the point of a line (its last is always written).
    A `forecast` is drawn dashed with hollow points and said to be one: actuals stay a series of their own.
    `qualifiers` are what the source says before an inexact value ("about"), "" where it says none.
    """

    name: str
    values: tuple[Number | None, ...]
    colour: str = "primary"
    pattern: Pattern = Pattern.SOLID
    dash: Dash = Dash.SOLID
    marks: tuple[Mark | None, ...] = ()
    point_colours: tuple[str, ...] = ()
    labelled: tuple[int, ...] = ()
    forecast: bool = False
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A line across the values: a process limit, a mean or a target.

    `values` has one number for every key (None breaks the line), or exactly one for all of them. Where it
    varies it steps midway between two keys. `breaks` are the positions at which a new stretch starts
    without a stroke from the one before (a rebase); `trial` are the numbers of the stretches, counted
    from 0, that rest on few points and are drawn lighter.
    """

    name: str
    values: tuple[Number | None, ...]
    colour: str = "common"
    dash: Dash = Dash.DASHED
    breaks: tuple[int, ...] = ()
    trial: tuple[int, ...] = ()

    def stretch(self, index: int) -> int:
        """The number of the stretch that a position lies in."""
        return sum(start <= index for start in self.breaks)

    def is_trial(self, index: int) -> bool:
        return self.stretch(index) in self.trial

    def at(self, index: int) -> Number | None:
        return self.values[0] if len(self.values) == 1 else self.values[index]

    @property
    def last(self) -> Number | None:
        return next((value for value in reversed(self.values) if value is not None), None)


@dataclass(frozen=True, kw_only=True)
class Band:
    """A range of values shaded behind the chart, named at its edge."""

    name: str
    low: Number
    high: Number
    colour: str = "selection"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened at a key, or on a date within the chart's dates.

    A `rebase` is where the limits were reckoned anew; its line stands at the edge of the new stretch.
    """

    at: Key
    text: str
    rebase: bool = False


@dataclass(frozen=True, kw_only=True)
class PointNote:
    """What a person wrote about one point: a numbered flag on the chart, the text below it."""

    at: Key
    text: str
    series: int = 0


@dataclass(frozen=True, kw_only=True)
class ChartSpec:
    """One chart. `title` states the finding, `subtitle` the measure, unit and period, `foot` the
    source and "as at". `alternative_text` says in words what the picture shows and is required.

    `keys` are either all dates, strictly rising, or all different texts. `from_zero` may be
    switched off only for lines and only where the value is no amount. `value_bounds` are the least and the
    greatest value that can be (0 and 100 of a percentage): a limit beyond is drawn there and said as it is.
    `value_span` are values that the axis must hold too, so that charts side by side share one.
    """

    kind: Kind
    title: str
    subtitle: str
    foot: str
    alternative_text: str
    key_heading: str
    keys: tuple[Key, ...]
    series: tuple[Series, ...]
    number: NumberFormat = PLAIN
    date_style: DateStyle = DateStyle.MONTH
    limits: tuple[Limit, ...] = ()
    target: Limit | None = None
    bands: tuple[Band, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[PointNote, ...] = ()
    levels: tuple[str, ...] = ()
    value_bounds: tuple[Number | None, Number | None] = (None, None)
    value_span: tuple[Number, ...] = ()
    from_zero: bool = True
    illustrative: bool = False
    empty_text: str = field(default="No figures yet for this chart.")

    def __post_init__(self) -> None:
        for name in ("title", "alternative_text", "key_heading", "empty_text"):
            if not str(getattr(self, name)).strip():
                raise ChartSpecError(f"Chart '{self.title}': {name} is empty. Write it in plain words.")
        self._check_keys()
        if not self.series:
            raise ChartSpecError(f"Chart '{self.title}': it has no series. Give at least one.")
        _different(self.title, "series", (one.name for one in self.series))
        for one in self.series:
            self._check_series(one)
        for limit in self.all_limits:
            self._check_limit(limit)
        for band in self.bands:
            self._check_band(band)
        for event in self.events:
            self._check_event(event)
        for note in self.notes:
            self._check_note(note)
        self._check_bounds()
        self._check_kind()

    @property
    def all_limits(self) -> tuple[Limit, ...]:
        """The limits, then the target."""
        return self.limits if self.target is None else (*self.limits, self.target)

    @property
    def has_dates(self) -> bool:
        return bool(self.keys) and isinstance(self.keys[0], date)

    @property
    def has_levels(self) -> bool:
        """Whether values are places among `levels` rather than amounts."""
        return self.kind in {Kind.ORDINAL, Kind.LEVELS}

    def drawn(self, value: Number) -> Number:
        """Where a limit is drawn: its value, or the bound that it lies beyond."""
        low, high = self.value_bounds
        if low is not None and value < low:
            return low
        return high if high is not None and value > high else value

    @property
    def is_empty(self) -> bool:
        return all(value is None for one in self.series for value in one.values)

    def _check_keys(self) -> None:
        if len({isinstance(key, date) for key in self.keys}) > 1:
            raise ChartSpecError(f"Chart '{self.title}': keys mix dates and texts. Use one of them.")
        if self.has_dates:
            dates = [key for key in self.keys if isinstance(key, date)]
            if any(later <= earlier for earlier, later in itertools.pairwise(dates)):
                raise ChartSpecError(f"Chart '{self.title}': dates do not rise. Sort them, each once.")
        else:
            _different(self.title, "keys", (str(key) for key in self.keys))

    def _check_series(self, one: Series) -> None:
        where = f"Chart '{self.title}', series '{one.name}'"
        if not one.name.strip():
            raise ChartSpecError(f"{where}: its name is empty. Name it.")
        for part, length in (
            ("values", len(one.values)),
            ("marks", len(one.marks) or len(self.keys)),
            ("point_colours", len(one.point_colours) or len(self.keys)),
            ("qualifiers", len(one.qualifiers) or len(self.keys)),
        ):
            if length != len(self.keys):
                raise ChartSpecError(
                    f"{where}: {length} {part} for {len(self.keys)} keys. Give one for each."
                )
        self._check_numbers(where, one.values)
        for colour in (one.colour, *one.point_colours, *(mark.colour for mark in one.marks if mark)):
            _known(where, colour, MARK_TOKENS)
        if any(not 0 <= index < len(self.keys) for index in one.labelled):
            raise ChartSpecError(f"{where}: labelled names a position outside 0 to {len(self.keys) - 1}.")

    def _check_numbers(self, where: str, values: Iterable[Number | None]) -> None:
        for value in values:
            if value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
                raise ChartSpecError(f"{where}: {value!r} is not a number.")
            if not _drawable(value):
                raise ChartSpecError(f"{where}: {value!r} cannot be drawn. Use None for a gap.")
            if self.number.is_money and isinstance(value, float):
                raise ChartSpecError(f"{where}: {value!r} is money as a float. Use int or Decimal pounds.")

    def _check_limit(self, limit: Limit) -> None:
        where = f"Chart '{self.title}', limit '{limit.name}'"
        if len(limit.values) not in {1, len(self.keys)}:
            raise ChartSpecError(
                f"{where}: {len(limit.values)} values for {len(self.keys)} keys. Give one, or one for each."
            )
        self._check_numbers(where, limit.values)
        _known(where, limit.colour, MARK_TOKENS)
        rising = all(later > earlier for earlier, later in itertools.pairwise((0, *limit.breaks)))
        if limit.breaks and not (rising and limit.breaks[-1] < len(limit.values)):
            raise ChartSpecError(
                f"{where}: breaks {limit.breaks} are no rising positions from 1 to {len(limit.values) - 1}."
            )
        if any(not 0 <= number <= len(limit.breaks) for number in limit.trial):
            raise ChartSpecError(f"{where}: trial names a stretch outside 0 to {len(limit.breaks)}.")

    def _check_band(self, band: Band) -> None:
        where = f"Chart '{self.title}', band '{band.name}'"
        self._check_numbers(where, (band.low, band.high))
        if band.low >= band.high:
            raise ChartSpecError(f"{where}: {band.low} is not below {band.high}.")
        _known(where, band.colour, BAND_TOKENS)

    def _check_event(self, event: Event) -> None:
        where = f"Chart '{self.title}', event '{event.text}'"
        if not event.text.strip():
            raise ChartSpecError(f"{where}: its text is empty. Say what happened.")
        if self.has_dates and isinstance(event.at, date):
            first, last = self.keys[0], self.keys[-1]
            inside = isinstance(first, date) and isinstance(last, date) and first <= event.at <= last
        else:
            inside = event.at in self.keys
        if not inside:
            raise ChartSpecError(f"{where}: {event.at} is not on the chart. Use one of its keys.")

    def _check_note(self, note: PointNote) -> None:
        where = f"Chart '{self.title}', note '{note.text}'"
        if not note.text.strip():
            raise ChartSpecError(f"{where}: its text is empty. Say what the person wrote.")
        if note.at not in self.keys or not 0 <= note.series < len(self.series):
            raise ChartSpecError(
                f"{where}: {note.at} is no point of the chart. Use a key and a series of it."
            )

    def _check_bounds(self) -> None:
        low, high = self.value_bounds
        self._check_numbers(f"Chart '{self.title}', value_bounds", (*self.value_bounds, *self.value_span))
        if low is not None and high is not None and low >= high:
            raise ChartSpecError(f"Chart '{self.title}': value bound {low} is not below {high}.")
        if (low is not None or high is not None) and self.kind is not Kind.LINE:
            raise ChartSpecError(f"Chart '{self.title}': value bounds belong to a line, not to {self.kind}.")

    def _check_kind(self) -> None:
        values = [float(value) for one in self.series for value in one.values if value is not None]
        if self.kind is not Kind.LINE:
            if not self.from_zero:
                raise ChartSpecError(f"Chart '{self.title}': {self.kind} must start from zero.")
        elif self.number.is_money and not self.from_zero:
            raise ChartSpecError(f"Chart '{self.title}': an amount of money must start from zero.")
        if self.kind not in OVER_TIME:
            for what, present in (
                ("events", self.events),
                ("notes", self.notes),
                ("forecasts", any(one.forecast for one in self.series)),
                ("breaks", any(one.breaks or one.trial for one in self.all_limits)),
            ):
                if present:
                    raise ChartSpecError(
                        f"Chart '{self.title}': {what} belong to a line, not to {self.kind}."
                    )
        if self.kind in {Kind.STACK, Kind.SHARE, Kind.ORDINAL} and self.all_limits + self.bands:
            raise ChartSpecError(f"Chart '{self.title}': {self.kind} has no place for limits or bands.")
        if self.kind is Kind.LEVELS and self.limits + self.bands:
            raise ChartSpecError(f"Chart '{self.title}': levels have a target, but no limits or bands.")
        if self.kind in {Kind.STACK, Kind.SHARE} and any(value < 0 for value in values):
            raise ChartSpecError(f"Chart '{self.title}': {self.kind} cannot show a negative part. Use bars.")
        if self.has_levels:
            aims = () if self.target is None else self.target.values
            values += [float(value) for value in aims if value is not None]
            _different(self.title, "levels", self.levels)
            if len(self.levels) < 2:
                raise ChartSpecError(f"Chart '{self.title}': an ordinal chart needs two levels or more.")
            if any(value != int(value) or not 0 <= value < len(self.levels) for value in values):
                raise ChartSpecError(
                    f"Chart '{self.title}': a value is no level. Use 0 to {len(self.levels) - 1}."
                )
        elif self.levels:
            raise ChartSpecError(f"Chart '{self.title}': levels belong to an ordinal chart only.")


def _drawable(value: Number) -> bool:
    # An int can be too large for a float, a Decimal no number at all: ask each in its own way.
    if isinstance(value, int):
        return abs(value) <= LARGEST
    return math.isfinite(value) and abs(float(value)) <= LARGEST


def _different(title: str, what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ChartSpecError(f"Chart '{title}': '{name}' is twice among its {what}. Name each once.")
        seen.add(name)


def _known(where: str, colour: str, allowed: frozenset[str]) -> None:
    if colour not in allowed:
        raise ChartSpecError(
            f"{where}: '{colour}' is not a colour token for charts. Use one of {', '.join(sorted(allowed))}."
        )
