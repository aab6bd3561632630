"""The four rules on one stretch of a series. Knows no dates, directions or targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stewardship_desktop.domain.spc.outcome import Rule
from stewardship_desktop.domain.spc.profile import Profile

_ABOVE, _BELOW = int(Rule.ABOVE_UPPER), int(Rule.BELOW_LOWER)
_RISING, _FALLING = int(Rule.TREND_RISING), int(Rule.TREND_FALLING)
_TWO_ABOVE, _TWO_BELOW = int(Rule.TWO_OF_THREE_ABOVE), int(Rule.TWO_OF_THREE_BELOW)
_SHIFT_ABOVE, _SHIFT_BELOW = int(Rule.SHIFT_ABOVE), int(Rule.SHIFT_BELOW)


class Hits:
    """The rules hit by each point of a stretch as bits, and for a point of two trends the later one's."""

    __slots__ = ("bits", "later_trend")

    def __init__(self, bits: list[int], later_trend: dict[int, int]) -> None:
        self.bits = bits
        self.later_trend = later_trend


class Lines(NamedTuple):
    """What a value must be beyond to lie outside, close to a limit or on a side of the mean, from below up.

    Each is a line and what arithmetic may have moved it by, so that a value on a line isn't beyond it.
    """

    lower: float
    lower_warning: float
    mean_from_below: float
    mean_from_above: float
    upper_warning: float
    upper: float


def rules_hit(values: Sequence[float | None], lines: Lines, profile: Profile) -> Hits:
    """Which rules each point hits.

    A missing value (None) hits none and ends every run. Every comparison is strict: a value on a line is
    within it, a value on the mean is on neither side. Method: NHSRplotthedots, ptd_calculate_point_type.R.
    """
    lower, lower_warning, below, above, upper_warning, upper = lines
    length, ties_pass = profile.run_length, profile.ties_pass
    counts_outside = profile.two_of_three_counts_outside
    steps_needed = length - 1
    bits = [0] * len(values)
    later: dict[int, int] = {}
    previous: float | None = None
    run = run_side = 0
    steps = way = first = last = 0
    side_1 = side_2 = 0
    close_1 = close_2 = False
    for i, value in enumerate(values):
        if value is None:
            previous = None
            run = run_side = steps = way = side_1 = 0
            close_1 = False
            continue
        side = 1 if value > above else -1 if value < below else 0
        # Outside a limit, or close to it; the warning lines lie within the limits.
        close = False
        if value > upper_warning or value < lower_warning:
            if value > upper:
                bits[i] |= _ABOVE
                close = counts_outside
            elif value < lower:
                bits[i] |= _BELOW
                close = counts_outside
            else:
                close = True
        # Two of three.
        if side and side == side_1 == side_2 and close + close_1 + close_2 >= 2:
            bit = _TWO_ABOVE if side > 0 else _TWO_BELOW
            if close:
                bits[i] |= bit
            if close_1:
                bits[i - 1] |= bit
            if close_2:
                bits[i - 2] |= bit
        side_2, close_2 = side_1, close_1
        side_1, close_1 = side, close
        # Shift.
        if side and side == run_side:
            run += 1
            if run >= length:
                bit = _SHIFT_ABOVE if side > 0 else _SHIFT_BELOW
                if run > length:
                    bits[i] |= bit
                else:
                    for j in range(i - length + 1, i + 1):
                        bits[j] |= bit
        else:
            run_side, run = side, abs(side)
        # Trend.
        if previous is not None:
            step = 1 if value > previous else -1 if value < previous else 0
            if step and step == way:
                steps += 1
                if steps >= steps_needed:
                    bit, other = (_RISING, _FALLING) if step > 0 else (_FALLING, _RISING)
                    for j in range(first if steps == steps_needed else last + 1, i + 1):
                        if bits[j] & other:
                            later[j] = bit
                        bits[j] |= bit
                last = i
            elif step:
                way, steps, first, last = step, 1, i - 1, i
            elif not ties_pass:
                way = steps = 0
        previous = value
    return Hits(bits, later)
