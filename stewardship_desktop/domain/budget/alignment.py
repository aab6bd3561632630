"""How much of a budget book the mappings of service lines to care areas reach: alignment, not apportionment.

A line counts once in the book's total however many areas it serves. Its money is put against a
single area only as far as a per cent with evidence says; otherwise the whole line is shown beside
every area that it serves and never added up over areas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from stewardship_desktop.domain.budget.book import LineRole
from stewardship_desktop.domain.errors import UserFixable

WHOLE = Decimal(100)
_TENTH = Decimal("0.1")


class Reach(StrEnum):
    """How a line stands to the care areas."""

    MAIN = "main line of a care area"
    CONTRIBUTES = "contributes to a care area"
    UNMAPPED = "shared or not mapped"


@dataclass(frozen=True, kw_only=True)
class Served:
    """One care area that a line serves. `percent` only where there is evidence for it."""

    care_area_id: str
    care_area: str
    role: LineRole
    percent: Decimal | None = None
    evidence: str = ""
    mapping_id: str = ""
    illustrative: bool = False


@dataclass(frozen=True, kw_only=True)
class AlignedLine:
    """A line of the book with the areas it serves; `pence` is None where the book has no figure for it."""

    service_line_id: str
    name: str
    line_no: int | None
    pence: int | None
    areas: tuple[Served, ...] = ()

    @property
    def reach(self) -> Reach:
        """Main as soon as it is the main line of one area."""
        if any(area.role is LineRole.MAIN for area in self.areas):
            return Reach.MAIN
        return Reach.CONTRIBUTES if self.areas else Reach.UNMAPPED

    @property
    def percent_given(self) -> Decimal:
        """The shares with evidence, added up."""
        return sum((area.percent for area in self.areas if area.percent is not None), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Portion:
    """A part of the book: its lines, its pence, and its per cent of all lines (exact)."""

    reach: Reach
    lines: int
    pence: int
    percent: Decimal | None

    @property
    def percent_shown(self) -> str:
        """The per cent to one decimal, "" where the book adds up to nothing."""
        if self.percent is None:
            return ""
        return f"{self.percent.quantize(_TENTH, ROUND_HALF_UP)}%"


@dataclass(frozen=True, kw_only=True)
class Remainder:
    """The whole book in three portions that add up to it."""

    main: Portion
    contributes: Portion
    unmapped: Portion
    pence: int


def remainder(lines: Iterable[AlignedLine]) -> Remainder:
    """Split the book's lines, each counted once, into main, contributing only, and the unmapped rest."""
    every = tuple(lines)
    total = sum(line.pence or 0 for line in every)
    portions = {}
    for reach in Reach:
        mine = [line for line in every if line.reach is reach]
        pence = sum(line.pence or 0 for line in mine)
        portions[reach] = Portion(
            reach=reach,
            lines=len(mine),
            pence=pence,
            percent=Decimal(pence) * 100 / total if total else None,
        )
    return Remainder(
        main=portions[Reach.MAIN],
        contributes=portions[Reach.CONTRIBUTES],
        unmapped=portions[Reach.UNMAPPED],
        pence=total,
    )


def share_pence(pence: int | None, percent: Decimal | None) -> int | None:
    """A line's money by its evidenced per cent, to the nearest penny; None where there is no per cent."""
    if pence is None or percent is None:
        return None
    return int((Decimal(pence) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def require_room(line: str, others: Iterable[Decimal | None], percent: Decimal | None) -> None:
    """Refuse a per cent that would put more than the whole line against care areas."""
    if percent is None:
        return
    taken = sum((p for p in others if p is not None), Decimal(0))
    if taken + percent > WHOLE:
        raise UserFixable(
            f"{line}: {percent}% would make {taken + percent}% of it; other care areas have {taken}%.",
            f"Type at most {WHOLE - taken}, or lower another area's share first."
            if taken < WHOLE
            else "Lower another area's share first.",
        )
