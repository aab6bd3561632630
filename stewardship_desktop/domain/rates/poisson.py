"""The Poisson distribution's two tails and what solves them. Knows nothing of rates or populations."""

from __future__ import annotations

import math
from collections.abc import Callable

_CLOSE = 1e-16
_MOST_TERMS = 1_000_000
_TINY = 1e-300


def at_least(count: float, mean: float) -> float:
    """The chance of `count` or more events where `mean` are expected.

    For a count that isn't whole it is the smooth curve through the whole ones (the regularised lower
    incomplete gamma function), which funnel curves need.
    """
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    return _series(count, mean) if mean < count + 1 else 1.0 - _fraction(count, mean)


def at_most(count: float, mean: float) -> float:
    """The chance of `count` or fewer events where `mean` are expected, smooth as `at_least`."""
    if mean <= 0:
        return 1.0
    shape = count + 1
    return 1.0 - _series(shape, mean) if mean < shape + 1 else _fraction(shape, mean)


def _scale(shape: float, mean: float) -> float:
    return math.exp(shape * math.log(mean) - mean - math.lgamma(shape))


def _series(shape: float, mean: float) -> float:
    """The lower share, by its power series: quick and exact where the mean is below the shape."""
    term = total = 1.0 / shape
    for step in range(1, _MOST_TERMS):
        term *= mean / (shape + step)
        total += term
        if term < total * _CLOSE:
            break
    return total * _scale(shape, mean)


def _fraction(shape: float, mean: float) -> float:
    """The upper share, by Lentz's continued fraction: quick and exact where the mean is above the shape."""
    bottom = mean + 1.0 - shape
    over = 1.0 / _TINY
    under = 1.0 / bottom
    value = under
    for step in range(1, _MOST_TERMS):
        by = -step * (step - shape)
        bottom += 2.0
        under = by * under + bottom
        under = 1.0 / (under if abs(under) > _TINY else _TINY)
        over = bottom + by / over
        over = over if abs(over) > _TINY else _TINY
        change = under * over
        value *= change
        if abs(change - 1.0) <= 4 * _CLOSE:
            break
    return value * _scale(shape, mean)


def solved(excess: Callable[[float], float], low: float, high: float) -> float:
    """Where a steady function that is below 0 at `low` and above 0 at `high` crosses 0.

    By halving, guided by the straight line between the ends (Illinois), to the nearest double or so.
    """
    at_low, at_high = excess(low), excess(high)
    side = 0
    for turn in range(200):
        if high - low <= 1e-15 * max(abs(high), _TINY) or at_high == 0.0 or at_low == 0.0:
            break
        between = (low * at_high - high * at_low) / (at_high - at_low)
        if turn % 3 == 2 or not low < between < high:
            between = (low + high) / 2
            if not low < between < high:
                break
        found = excess(between)
        if found < 0:
            low, at_low = between, found
            at_high = at_high / 2 if side < 0 else at_high
            side = -1
        else:
            high, at_high = between, found
            at_low = at_low / 2 if side > 0 else at_low
            side = 1
    if at_low == 0.0:
        return low
    return high if at_high == 0.0 else (low + high) / 2
