"""Monthly series for tests of charts, and the rules read off the definitions a second time, slowly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from stewardship_desktop.domain.spc.engine import Analysis, Options, analyse
from stewardship_desktop.domain.spc.outcome import Rule

Values = Sequence[float | None]

STEADY: tuple[float, ...] = (9, 11) * 6
"""Twelve points with mean 10 and limits 4.68 and 15.32, where the limits are fixed on them."""


def months(count: int) -> list[date]:
    """The first days of so many months from January 2020."""
    return [date(2020 + at // 12, at % 12 + 1, 1) for at in range(count)]


def monthly(values: Values, **options: object) -> Analysis:
    """A monthly series read with some options."""
    return analyse(months(len(values)), values, Options(**options))  # type: ignore[arg-type]


def _windows(count: int, length: int) -> list[range]:
    return [range(at, at + length) for at in range(count - length + 1)]


def rules_by_definition(
    values: Values, mean: float, limits: tuple[float, float], warnings: tuple[float, float]
) -> list[Rule]:
    """Each point's rules by the words of the R package's description, window by window."""
    found = [Rule(0)] * len(values)
    sides = [0 if v is None else (v > mean) - (v < mean) for v in values]
    outside = [v is not None and (v < limits[0] or v > limits[1]) for v in values]
    close = [
        v is not None and not out and (v < warnings[0] or v > warnings[1])
        for v, out in zip(values, outside, strict=True)
    ]
    for at, value in enumerate(values):
        if outside[at] and value is not None:
            found[at] |= Rule.ABOVE_UPPER if value > limits[1] else Rule.BELOW_LOWER
    for window in _windows(len(values), 7):
        shown = [values[at] for at in window]
        for side, shift, trend in (
            (1, Rule.SHIFT_ABOVE, Rule.TREND_RISING),
            (-1, Rule.SHIFT_BELOW, Rule.TREND_FALLING),
        ):
            present = [v for v in shown if v is not None]
            steps = [side * (later - earlier) for earlier, later in pairwise(present)]
            for at in window:
                if all(sides[each] == side for each in window):
                    found[at] |= shift
                if len(present) == 7 and all(step > 0 for step in steps):
                    found[at] |= trend
    for window in _windows(len(values), 3):
        for side, rule in ((1, Rule.TWO_OF_THREE_ABOVE), (-1, Rule.TWO_OF_THREE_BELOW)):
            if all(sides[at] == side for at in window) and sum(close[at] for at in window) >= 2:
                for at in window:
                    if close[at]:
                        found[at] |= rule
    return found
