"""Ticks, ranges and thinning: the arithmetic of an axis.

Holds pure functions on numbers. Knows nothing of pixels beyond the lengths it is given.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

LEAST_SPAN = 1e-6


def nice_step(span: float, count: int) -> float:
    """The step 1, 2 or 5 times a power of ten that cuts `span` into about `count` parts."""
    rough = max(span, LEAST_SPAN) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next((part * power for part in (1.0, 2.0, 5.0) if part * power >= rough * 0.999999), 10.0 * power)


def ticks_between(low: float, high: float, count: int) -> tuple[tuple[float, ...], float]:
    """Round values inside [low, high], about `count` of them, and the step between them."""
    step = nice_step(high - low, count)
    while math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) < 1 and count < 64:
        count *= 2  # an axis with one tick has no scale
        step = nice_step(high - low, count)
    digits = max(0, 2 - math.floor(math.log10(step)))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(part * step, digits) + 0.0 for part in range(first, last + 1)), step


def nice_range(low: float, high: float, count: int) -> tuple[float, float]:
    """The range widened to round ends; a range without width gets one."""
    if high - low < max(LEAST_SPAN, abs(high) * 1e-9):
        pad = max(abs(high) * 0.5, 1.0)
        low, high = (low - pad if low else 0.0), high + pad
    step = nice_step(high - low, count)
    digits = max(0, 2 - math.floor(math.log10(step)))
    return (
        round(math.floor(low / step + 1e-9) * step, digits),
        round(math.ceil(high / step - 1e-9) * step, digits),
    )


def thin(positions: Sequence[float], lengths: Sequence[float], gap: float) -> tuple[int, ...]:
    """Indexes of the labels to keep: every first, second, third, sixth, twelfth ... such that none
    overlaps the next. `positions` are centres in drawing order, `lengths` extents, both in pixels."""
    for every in (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240):
        kept = range(0, len(positions), every)
        if all(
            abs(positions[later] - positions[earlier]) >= (lengths[later] + lengths[earlier]) / 2 + gap
            for earlier, later in zip(kept, list(kept)[1:], strict=False)
        ):
            return tuple(kept)
    return (0,) if positions else ()


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Centres near `wanted`, in the same order as given, that do not overlap and stay in [low, high].

    Where the heights do not fit at all they run past `high`: the caller asks for more room.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    placed = [0.0] * len(wanted)
    floor = low
    for index in order:
        half = heights[index] / 2
        placed[index] = max(wanted[index], floor + half)
        floor = placed[index] + half
    ceiling = max(high, low + sum(heights))
    for index in reversed(order):
        half = heights[index] / 2
        placed[index] = min(placed[index], ceiling - half)
        ceiling = placed[index] - half
    return tuple(placed)


def row_heights(least: Sequence[float], room: float, most: float) -> list[float]:
    """Heights of rows of at least `least` each: what is left of `room` goes to all alike, up to `most`.

    Together they are higher than `room` only where the least heights are.
    """
    spare = max(room - sum(least), 0.0) / max(len(least), 1)
    return [one + min(spare, max(most - one, 0.0)) for one in least]
