"""Better, similar or worse than a named and dated benchmark, told from an interval. Draws no colours.

The test is that of Fingertips: the benchmark's own value against the area's 95% interval; the 99.8%
interval, where given, says whether it would hold by the stricter test too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from stewardship_desktop.domain.rates.limits import Interval
from stewardship_desktop.domain.spc.profile import Direction

TOO_FEW = "too few events for a rate"


class Band(StrEnum):
    """How an area stands to its benchmark; LOWER and HIGHER where neither way is better."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    LOWER = "lower"
    HIGHER = "higher"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The finding. `is_strict`: it holds for the 99.8% interval too; `reason`: why nothing is compared."""

    band: Band
    is_strict: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Comparator:
    """What an area is compared with: its name, the period its value is of, and the value."""

    name: str
    period: str
    value: float


def compare(
    interval95: Interval | None,
    interval998: Interval | None,
    benchmark: float | None,
    direction: Direction,
    *,
    reason: str = TOO_FEW,
) -> Comparison:
    """Set an area's interval against a benchmark's value in the same unit.

    Wholly on one side counts as different; a limit on the value itself doesn't. `reason` is given
    where `interval95` is None.
    """
    if interval95 is None:
        return Comparison(band=Band.NOT_COMPARED, reason=reason)
    if benchmark is None:
        return Comparison(band=Band.NOT_COMPARED, reason="no value of the benchmark")
    side = _side(interval95, benchmark)
    if side == 0:
        return Comparison(band=Band.SIMILAR)
    band = Band.HIGHER if side > 0 else Band.LOWER
    if direction is not Direction.NEITHER:
        band = Band.BETTER if (side > 0) == (direction is Direction.UP) else Band.WORSE
    return Comparison(band=band, is_strict=interval998 is not None and _side(interval998, benchmark) == side)


def _side(interval: Interval, value: float) -> int:
    if interval.lower > value:
        return 1
    return -1 if interval.upper < value else 0


def comparison_sentence(
    comparison: Comparison,
    interval95: Interval | None,
    comparator: Comparator,
    show: Callable[[float], str],
    show_bare: Callable[[float], str] | None = None,
) -> str:
    """The finding in a line, such as "Worse than England (84.2%, 2023/24): 71.3%, 95% interval 69.0 to 73.5".

    `show` writes a value with its unit, `show_bare` (else `show` as well) a limit without.
    """
    against = f"{comparator.name} ({show(comparator.value)}, {comparator.period})"
    if comparison.band is Band.NOT_COMPARED or interval95 is None:
        return f"Not compared with {comparator.name}, {comparator.period}: {comparison.reason}"
    joined = "to" if comparison.band is Band.SIMILAR else "than"
    bare = show_bare or show
    limits = f"95% interval {bare(interval95.lower)} to {bare(interval95.upper)}"
    strict = ", and so by the 99.8% interval" if comparison.is_strict else ""
    return (
        f"{comparison.band.value.capitalize()} {joined} {against}: {show(interval95.value)}, {limits}{strict}"
    )
