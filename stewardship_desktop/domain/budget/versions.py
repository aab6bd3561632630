"""Two versions of one table compared row by row: what came, what went, which figures changed.

Nothing is merged here and no version is called right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.budget.headers import name_key
from stewardship_desktop.domain.budget.table import ImportTable, TableRow

RowKey = tuple[str, ...]


class Change(StrEnum):
    """What became of a row between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class FigureChange:
    """One measure of one row, before and after, in the table's own unit; None where there is no figure."""

    measure: str
    heading: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """After less before, None where one of them has no figure."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """A row that differs. `row_no` is that of the newer version, or of the older for a removed row."""

    change: Change
    label: str
    row_type: str
    row_no: int
    figures: tuple[FigureChange, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What differs, in the newer version's order, what was removed last; `same` counts the rest."""

    rows: tuple[RowChange, ...]
    same: int

    def count(self, change: Change) -> int:
        """How many rows were added, removed or changed."""
        return sum(row.change is change for row in self.rows)


def compare(before: ImportTable, after: ImportTable) -> Comparison:
    """Compare two versions. Rows meet by their type and names; a name that repeats, by its turn."""
    old, new = _keyed(before.rows), _keyed(after.rows)
    headings = {m.name: m.heading for t in (before, after) for m in t.measures}
    found: list[RowChange] = []
    same = 0
    for key, row in new.items():
        earlier = old.get(key)
        if earlier is None:
            found.append(_row(Change.ADDED, row, _differences(None, row, headings)))
            continue
        differences = _differences(earlier, row, headings)
        if differences:
            found.append(_row(Change.CHANGED, row, differences))
        else:
            same += 1
    found += [
        _row(Change.REMOVED, row, _differences(row, None, headings))
        for key, row in old.items()
        if key not in new
    ]
    return Comparison(rows=tuple(found), same=same)


def _keyed(rows: Iterable[TableRow]) -> dict[RowKey, TableRow]:
    turns: Counter[RowKey] = Counter()
    keyed: dict[RowKey, TableRow] = {}
    for row in rows:
        names = (row.row_type.value, *map(name_key, (row.label, row.organisation, row.place, row.category)))
        turns[names] += 1
        keyed[(*names, str(turns[names]))] = row
    return keyed


def _row(change: Change, row: TableRow, figures: tuple[FigureChange, ...]) -> RowChange:
    return RowChange(
        change=change, label=row.label, row_type=row.row_type.value, row_no=row.row_no, figures=figures
    )


def _differences(
    before: TableRow | None, after: TableRow | None, headings: dict[str, str]
) -> tuple[FigureChange, ...]:
    found = []
    for measure, heading in headings.items():
        old = None if before is None else before.value(measure)
        new = None if after is None else after.value(measure)
        if old != new:
            found.append(FigureChange(measure=measure, heading=heading, before=old, after=new))
    return tuple(found)
