"""How a block from a spreadsheet is laid out: which cells are heads, of what, and which are values.

Sheets have titles above their heads, years over months, a reference before each name, or a line for every
value. What looks like heads is never taken for values, so that no figure lands in another period by order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from stewardship_desktop.domain.dashboard.entry import EntryRow
from stewardship_desktop.domain.dashboard.figures import read_value, says_nothing, unit_words
from stewardship_desktop.domain.dashboard.period_text import is_period, read_period
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import month_named
from stewardship_desktop.domain.value_framework import Frequency

Line = Sequence[str]
_NAME_HEADS = frozenset({"", "metric", "metrics", "measure", "indicator", "kpi", "name", "description"})
_VALUE_HEADS = frozenset({"value", "values", "actual", "figure", "result"})
_FURTHEST_NAMES = 4
"""Names stand in one of the first so many columns."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Columns of a block that has a line for every value; `values` None where several could be it."""

    names: int
    periods: int
    values: int | None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A block with its periods across, `turned` if they went down, without the `above` rows of titles.

    `heads` are the texts over its columns as they are to be read, `names` is the column of names, and values
    begin in the row `first`. With `listed` there are no heads: each row has its own name and period.
    """

    cells: Sequence[Line]
    turned: bool = False
    above: int = 0
    heads: Line | None = None
    names: int | None = None
    first: int = 0
    listed: Listed | None = None

    def place(self, row: int, column: int) -> tuple[int, int]:
        """The row and the column of the block as pasted, counted from 1, of a cell of `cells`."""
        down, across = (column, row) if self.turned else (row, column)
        return down + self.above + 1, across + 1

    def head_places(self) -> frozenset[tuple[int, int]]:
        """The cells of the block as pasted that are titles, heads or names, counted from 1."""
        rows, columns = range(len(self.cells)), range(len(self.cells[0]))
        inner = {(row, column) for row in range(self.first) for column in columns}
        sides = (self.listed.names, self.listed.periods) if self.listed else (self.names,)
        inner |= {(row, column) for row in rows for column in sides if column is not None}
        width = len(self.cells) if self.turned else len(self.cells[0])
        titles = {(row + 1, column + 1) for row in range(self.above) for column in range(width)}
        return frozenset(titles | {self.place(*cell) for cell in inner})

    def words(self) -> str:
        """How the block is read, in words."""
        if self.listed is not None:
            return "The block is a list: each line has its own name and period."
        names, heads = (
            ("along its top", "down its side") if self.turned else ("down its side", "along its top")
        )
        if self.heads is not None and self.names is not None:
            return f"The block has periods {heads} and names {names}."
        if self.heads is not None:
            return (
                f"The block has periods {heads} and no names, so its lines land from the chosen metric down."
            )
        if self.names is not None:
            return f"The block has names {names} and no periods, so it lands from the chosen period on."
        return "The block has neither periods nor names, so it lands from the chosen cell on."


def plain(text: str) -> str:
    """A name without its case and marks, to compare it with another."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def names_of(row: EntryRow) -> frozenset[str]:
    """What a line may be called, plain: its name, alone or with the unit that the grid shows behind it."""
    return frozenset({plain(row.name), plain(f"{row.name} {unit_words(row.records.definition)}")})


def layout_of(cells: Sequence[Line], named: Sequence[EntryRow]) -> Layout:
    """Find the heads of a block of texts of one width that says something; `named` can be meant by a name."""
    eye = _Eye(named)
    above = 0
    while above < len(cells) - 1 and eye.is_title(cells[above]):
        above += 1
    rest = cells[above:]
    listed = eye.listed(rest)
    if listed is not None:
        headed = not eye.is_known(rest[0][listed.names]) and not is_period(rest[0][listed.periods])
        return Layout(cells=rest, above=above, listed=listed, first=int(headed))
    if len(rest) > 1 and (heads := _months_under_years(rest[0], rest[1])) is not None:
        names = eye.names_column(rest[2:], heads)
        return Layout(cells=rest[1:], above=above + 1, heads=heads, names=names, first=1)
    return eye.table(rest, above)


class _Eye:
    """Tells names, periods and values apart, for the metrics of one framework."""

    def __init__(self, named: Sequence[EntryRow]) -> None:
        self._rows = named
        self._values: dict[str, bool] = {}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(name for row in self._rows for name in names_of(row))

    def is_known(self, text: str) -> bool:
        return bool(text) and plain(text) in self._known

    def is_worded(self, text: str) -> bool:
        """Words that are no value of any metric: three letters in a row, and nothing that can be read."""
        return bool(re.search(r"[^\W\d_]{3}", text)) and not self._is_value(text)

    def _is_value(self, text: str) -> bool:
        if text not in self._values:
            self._values[text] = any(_reads(row, text) for row in self._rows)
        return self._values[text]

    def is_title(self, line: Line) -> bool:
        """A line above the heads with one text or none."""
        said = [text for text in line if text]
        if len(line) < 2 or len(said) > 1:
            return False
        return not said or (
            self.is_worded(said[0]) and not is_period(said[0]) and not self.is_known(said[0])
            and not _is_lone_month(said[0])
        )  # fmt: skip

    def listed(self, cells: Sequence[Line]) -> Listed | None:
        """The columns of a list with a line for every value; None for any other block."""
        width = len(cells[0])
        for names in range(width if width > 2 else 0):
            known = [at for at, line in enumerate(cells) if self.is_known(line[names])]
            if not known or (known[0] > 0 and any(is_period(text) for text in cells[0] if text)):
                continue
            for periods in range(width):
                if periods != names and all(is_period(cells[at][periods]) for at in known):
                    body = [cells[at] for at in known]
                    found = [
                        at for at in range(width)
                        if at not in (names, periods)
                        and any(line[at] and not self.is_worded(line[at]) for line in body)
                    ]  # fmt: skip
                    if found and not any(is_period(line[at]) for line in body for at in found):
                        called = [at for at in found if known[0] > 0 and plain(cells[0][at]) in _VALUE_HEADS]
                        values = (called or found)[0] if len(called or found) == 1 else None
                        return Listed(names=names, periods=periods, values=values)
        return None

    def names_column(self, body: Sequence[Line], heads: Line | None) -> int | None:
        """The column that has names of metrics before the first period; None where none has."""
        width = len(heads if heads is not None else body[0] if body else ())
        if width < 2:
            return None
        until = width
        if heads is not None:
            until = next((at for at, text in enumerate(heads) if text and is_period(text)), width)
        counts = {
            at: sum(self.is_known(line[at]) for line in body)
            for at in range(min(until, width - 1, _FURTHEST_NAMES))
        }
        best = max(counts, key=lambda at: (counts[at], -at), default=None)
        if best is not None and counts[best]:
            return best
        return 0 if until > 0 and self._mostly_names([line[0] for line in body]) else None

    def table(self, cells: Sequence[Line], above: int) -> Layout:
        """A block with heads along its top, down its side, both or neither.

        Periods go across unless the first column has more of them than the first row has. One period is
        enough for a head; a row or column of heads is one only if most of what it holds are.
        """
        top, side = cells[0], [line[0] for line in cells]
        down = _periods(side) > _periods(top) or (_mostly_periods(side[1:]) and not _mostly_periods(top[1:]))
        if down and _mostly_periods(side[1:] if len(side) > 1 else side):
            turned = tuple(zip(*cells, strict=True))
            names = 0 if self._mostly_names(top[1:]) else None
            return Layout(cells=turned, turned=True, above=above, heads=turned[0], names=names, first=1)
        if _mostly_periods(top[1:]) or _mostly_periods(top):
            names = self.names_column(cells[1:], top)
            return Layout(cells=cells, above=above, heads=top, names=names, first=1)
        names = self.names_column(cells, None)
        if names is not None and len(cells) > 1 and self._is_unread_head(top, names):
            return Layout(cells=cells, above=above, heads=top, names=names, first=1)
        return Layout(cells=cells, above=above, names=names)

    def _is_unread_head(self, top: Line, names: int) -> bool:
        """Whether a line over named ones is their heads, though none of them is a period that can be read."""
        over = [text for at, text in enumerate(top) if at != names and text]
        corner = plain(top[names])
        if not over or corner in self._known:
            return False
        return corner in _NAME_HEADS or not any(self._is_value(text) for text in over)

    def _mostly_names(self, texts: Line) -> bool:
        said = [text for text in texts if text]
        if any(self.is_known(text) for text in said):
            return True
        return bool(said) and 2 * sum(self.is_worded(text) for text in said) >= len(said)


def _months_under_years(years: Line, months: Line) -> Line | None:
    """The heads that "2022/23" over "Apr", "May" ... makes, each year going on until the next; else None."""
    said = [text for text in years if text]
    if not said or not all(_is_year(text) for text in said) or not _mostly(months[1:], _is_lone_month):
        return None
    heads, year = [], ""
    for over, text in zip(years, months, strict=True):
        year = over or year
        number = month_named(text.casefold().rstrip(".")) if year and _is_lone_month(text) else None
        heads.append(text if number is None else f"{text} {read_period(year).first.year + (number < 4)}")
    return heads


def _is_year(text: str) -> bool:
    return is_period(text) and read_period(text).length is Frequency.YEARLY


def _is_lone_month(text: str) -> bool:
    return month_named(text.casefold().rstrip(".")) is not None


def _reads(row: EntryRow, text: str) -> bool:
    try:
        read_value(row.records.definition, text)
    except UserFixable:
        return says_nothing(row.records.definition, text)
    return True


def _periods(texts: Iterable[str]) -> int:
    return sum(1 for text in texts if text and is_period(text))


def _mostly_periods(texts: Line) -> bool:
    return _mostly(texts, is_period)


def _mostly(texts: Line, test: Callable[[str], bool]) -> bool:
    said = [text for text in texts if text]
    return bool(said) and 2 * sum(test(text) for text in said) >= len(said)
