"""What the checks say: `Check` where two numbers meet, `Problem` for everything else.

Holds the one tolerance rule that every comparison uses. Nothing here changes a figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Result = Literal["ok", "rounding", "mismatch"]
Severity = Literal["refuse", "warn", "note"]
CellRef = tuple[int, str]

HALF = Decimal("0.5")


@dataclass(frozen=True, kw_only=True)
class Check:
    """A printed figure against what other printed figures make of it.

    `printed`, `computed` and `difference` (printed less computed) are in `unit`, the file's own.
    `cells` are (row number, measure) pairs to ring in the preview, the checked figure first.
    `file` names the file when the check is across files.
    """

    check: str
    printed: Decimal
    computed: Decimal
    result: Result
    likely_cause: str = ""
    cells: tuple[CellRef, ...] = ()
    unit: str = ""
    why_it_matters: str = ""
    file: str = ""

    @property
    def difference(self) -> Decimal:
        """Printed less computed."""
        return self.printed - self.computed


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something worth saying that has no two numbers. "refuse" keeps the file out; the others don't.

    For a name that the workspace doesn't know, `name` is the name and `offers` the known names it
    may mean, likeliest first.
    """

    text: str
    row_no: int | None = None
    measure: str | None = None
    severity: Severity = "warn"
    name: str = ""
    offers: tuple[str, ...] = ()


def step(decimals: int) -> Decimal:
    """The unit in which a figure with that many decimals is shown: 1 for 0, 0.1 for 1, 1000 for -3."""
    return Decimal(1).scaleb(-decimals)


def tolerance(term_steps: Iterable[Decimal], printed_step: Decimal) -> Decimal:
    """How far a printed figure may be from one made of rounded figures (domain rule B1).

    Half a step for each figure that went into it; never less than half the printed figure's own
    step, which matters only where that is the coarser.
    """
    return max(HALF * sum(term_steps, Decimal(0)), HALF * printed_step)


def judge(printed: Decimal, computed: Decimal, allowed: Decimal) -> Result:
    """Equal is ok, within the allowance is rounding, anything else a mismatch."""
    gap = abs(printed - computed)
    return "ok" if not gap else "rounding" if gap <= allowed else "mismatch"


def plain_number(value: Decimal) -> int | float:
    """A figure as a JSON number: an integer where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
