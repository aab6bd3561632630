"""Three views of one pound: the same lines added up by place, by organisation and by service.

Every view has the same total, because what a source doesn't say has a row of its own. Printed
totals take no part; they are shown beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

NOT_GIVEN = "Not given in the source"
"""The name of the row that holds what the source doesn't say, in every view."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """Whom or what a line's money is put down to: the known record's name and id, else the printed text."""

    name: str
    record_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class LineAmount:
    """One line's money in pence with what the source says of it; None where it says nothing."""

    pence: int
    place: Party | None = None
    organisation: Party | None = None
    service: Party | None = None


@dataclass(frozen=True, kw_only=True)
class ViewRow:
    """One row of a view. `given` is False for the row of what the source doesn't say."""

    name: str
    pence: int
    lines: int
    record_id: str | None = None
    given: bool = True


@dataclass(frozen=True, kw_only=True)
class View:
    """One way to add up the lines, largest first, what isn't given last."""

    by: str
    rows: tuple[ViewRow, ...]

    @property
    def pence(self) -> int:
        """What the view adds up to."""
        return sum(row.pence for row in self.rows)

    @property
    def given_pence(self) -> int:
        """The part that the source puts a name to."""
        return sum(row.pence for row in self.rows if row.given)


@dataclass(frozen=True, kw_only=True)
class ThreeViews:
    """The three views of the same lines; their totals are one."""

    place: View
    organisation: View
    service: View

    @property
    def pence(self) -> int:
        """The common total in pence, computed from the lines."""
        return self.service.pence


def three_views(lines: Iterable[LineAmount]) -> ThreeViews:
    """Add up the same lines three ways."""
    every = tuple(lines)
    return ThreeViews(
        place=_view("place", every, lambda line: line.place),
        organisation=_view("organisation", every, lambda line: line.organisation),
        service=_view("service", every, lambda line: line.service),
    )


def _view(by: str, lines: tuple[LineAmount, ...], party_of: Callable[[LineAmount], Party | None]) -> View:
    sums: dict[tuple[bool, str, str], list[int]] = {}
    names: dict[tuple[bool, str, str], ViewRow] = {}
    for line in lines:
        party = party_of(line)
        key = (
            (True, "", "")
            if party is None
            else (False, party.record_id or "", "" if party.record_id else party.name.casefold())
        )
        if key not in names:
            names[key] = (
                ViewRow(name=NOT_GIVEN, pence=0, lines=0, given=False)
                if party is None
                else ViewRow(name=party.name, pence=0, lines=0, record_id=party.record_id)
            )
        sums.setdefault(key, []).append(line.pence)
    rows = [
        ViewRow(
            name=row.name,
            pence=sum(sums[key]),
            lines=len(sums[key]),
            record_id=row.record_id,
            given=row.given,
        )
        for key, row in names.items()
    ]
    rows.sort(key=lambda row: (not row.given, -row.pence, row.name.casefold(), row.record_id or ""))
    return View(by=by, rows=tuple(rows))
