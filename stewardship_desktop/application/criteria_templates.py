"""The ready sets of weighted criteria that are shipped with the program.

Reads the shipped lists; it writes nothing. A session takes a copy and changes that.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal

from stewardship_desktop.application.locations import database_folder


@dataclass(frozen=True, kw_only=True)
class CriterionTemplate:
    """One criterion of a ready set: its weight in per cent and what low, middle and high scores mean."""

    name: str
    detail: str
    weight: Decimal
    low: str
    middle: str
    high: str


@dataclass(frozen=True, kw_only=True)
class CriteriaTemplate:
    """A ready set, its weights summing to 100."""

    name: str
    source: str
    criteria: tuple[CriterionTemplate, ...]


def investment_matrix() -> CriteriaTemplate:
    """The system's investment matrix: five factors weighted 25, 15, 20, 20 and 20 per cent."""
    path = database_folder() / "templates" / "investment_matrix.csv"
    with path.open(encoding="utf-8", newline="") as file:
        criteria = tuple(
            CriterionTemplate(
                name=row["name"],
                detail=row["detail"],
                weight=Decimal(row["weight"]),
                low=row["low"],
                middle=row["middle"],
                high=row["high"],
            )
            for row in csv.DictReader(file)
        )
    return CriteriaTemplate(
        name="Investment matrix",
        source="The system's matrix for weighing investments",
        criteria=criteria,
    )
