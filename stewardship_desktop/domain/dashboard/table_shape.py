"""How a file of values is laid out: which of its columns says what. Plain values; nothing is read here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    """Where the values of a file stand."""

    LONG = "one value a row"
    PERIODS_ACROSS = "one metric a row, periods across"
    METRICS_ACROSS = "one period a row, metrics across"


class Means(StrEnum):
    """What a column says. VALUES is one of several columns of values, in the two wide layouts."""

    NAME = "metric"
    DATE = "period or date"
    VALUE = "value"
    VALUES = "values"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    QUALIFIER = "about, over or under"
    KIND = "actual or forecast"
    CUT = "kind of part, as sex or age"
    CATEGORY = "part, as female"
    UNIT = "unit"
    SOURCE = "source"
    NOTE = "note"
    LEFT_OUT = "left out"


class DateOrder(StrEnum):
    """How a date that is all figures is written."""

    DAY_FIRST = "day first, as 31/03/2023"
    MONTH_FIRST = "month first, as 03/31/2023"
    DAY_NUMBERS = "a spreadsheet's day numbers, as 45016"


_BESIDE = (Means.KIND, Means.CUT, Means.CATEGORY, Means.SOURCE, Means.NOTE, Means.LEFT_OUT)
CHOICES: dict[Layout, tuple[Means, ...]] = {
    Layout.LONG: (
        Means.NAME, Means.DATE, Means.VALUE, Means.NUMERATOR, Means.DENOMINATOR, Means.QUALIFIER, Means.UNIT,
        *_BESIDE,
    ),
    Layout.PERIODS_ACROSS: (Means.NAME, Means.VALUES, Means.UNIT, *_BESIDE),
    Layout.METRICS_ACROSS: (Means.DATE, Means.VALUES, *_BESIDE),
}  # fmt: skip
"""What a column can say in each layout."""

_NEEDED = {
    Layout.LONG: (Means.DATE,),
    Layout.PERIODS_ACROSS: (Means.NAME, Means.VALUES),
    Layout.METRICS_ACROSS: (Means.DATE, Means.VALUES),
}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A layout and what each column says, by its place."""

    layout: Layout
    means: tuple[Means, ...]
    date_order: DateOrder = DateOrder.DAY_FIRST

    def place(self, means: Means) -> int | None:
        """Where the only column that says this stands, counted from 0."""
        return self.means.index(means) if means in self.means else None

    def places(self, means: Means) -> tuple[int, ...]:
        """Where the columns that say this stand."""
        return tuple(at for at, each in enumerate(self.means) if each is means)

    def faults(self, headings: Sequence[str]) -> Iterator[str]:
        """What keeps the file from being read so, in words: one line for each."""
        for means in _NEEDED[self.layout]:
            if means not in self.means:
                yield f"No column is the {means.value}. Say which one is."
        counts = Means.NUMERATOR in self.means and Means.DENOMINATOR in self.means
        if self.layout is Layout.LONG and Means.VALUE not in self.means and not counts:
            yield "No column is the value. Say which one is, or which are the numerator and denominator."
        if (Means.CUT in self.means) != (Means.CATEGORY in self.means):
            yield "A part needs two columns: its kind, as sex, and the part, as female. Say both or neither."
        for means in CHOICES[self.layout]:
            places = self.places(means)
            if len(places) > 1 and means not in (Means.VALUES, Means.LEFT_OUT):
                named = " and ".join(f"'{headings[at]}'" for at in places)
                yield f"{named} are both the {means.value}. Leave one out."
