"""Confidence intervals of proportions, counts, rates and ratios: Wilson, Byar's, exact Poisson.

Figures in, figures out. What the figures are of, how they compare and whether they may be shown is for
others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from statistics import NormalDist

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rates.poisson import at_least, at_most, solved

EXACT_BELOW = 10
"""Events from which Byar's approximation is used: from there it is within 0.2% of the exact limits."""


class Level(Enum):
    """How sure an interval is: the two levels that Fingertips uses."""

    P95 = 0.95
    P998 = 0.998

    @property
    def tail(self) -> float:
        """The chance left on either side: 0.025 or 0.001."""
        return 0.025 if self is Level.P95 else 0.001

    @property
    def z(self) -> float:
        """Standard deviations to either side: 1.959964 or 3.090232."""
        return _Z[self]

    @property
    def words(self) -> str:
        """The level for a person: "95%" or "99.8%"."""
        return "95%" if self is Level.P95 else "99.8%"


_Z = {level: -NormalDist().inv_cdf(level.tail) for level in Level}


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A value and the limits of its interval, all in one unit; lower <= value <= upper."""

    value: float
    lower: float
    upper: float

    def times(self, factor: float) -> Interval:
        """The same in another unit."""
        return Interval(value=self.value * factor, lower=self.lower * factor, upper=self.upper * factor)


def wilson(x: float, n: float, level: Level = Level.P95) -> Interval:
    """A proportion of 1 with Wilson's score interval. Raises `UserFixable` unless 0 <= x <= n and n > 0."""
    if not (n > 0 and 0 <= x <= n and math.isfinite(n)):
        raise UserFixable(
            f"{x:g} of {n:g} is no proportion.", "Give a part from 0 up to its whole, and a whole above 0."
        )
    z = level.z
    spread = z * math.sqrt(z * z + 4 * x * (1 - x / n))
    middle, size = 2 * x + z * z, 2 * (n + z * z)
    value = x / n
    # At the ends the formula gives 0 and 1 but for the last digit.
    lower = 0.0 if x == 0 else min(max((middle - spread) / size, 0.0), value)
    upper = 1.0 if x == n else max(min((middle + spread) / size, 1.0), value)
    return Interval(value=value, lower=lower, upper=upper)


def poisson(x: int, level: Level = Level.P95) -> Interval:
    """A count of events with its limits: Byar's from 10 events, exact below. Raises `UserFixable` below 0."""
    _refuse_odd_count(x)
    return exact(x, level) if x < EXACT_BELOW else byar(x, level)


def byar(x: int, level: Level = Level.P95) -> Interval:
    """A count of events above 0 with Byar's limits (Breslow and Day 1987)."""
    z, above = level.z, x + 1
    return Interval(
        value=float(x),
        lower=x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3,
        upper=above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3,
    )


@lru_cache(maxsize=256)
def exact(x: int, level: Level = Level.P95) -> Interval:
    """A count of events with exact Poisson limits: the means at which it would be just too high or low."""
    _refuse_odd_count(x)
    tail = level.tail
    lower = 0.0 if x == 0 else solved(lambda mean: at_least(x, mean) - tail, 0.0, float(x))
    top = (x + 1) + 5 * level.z * (math.sqrt(x + 1) + 1)
    upper = solved(lambda mean: tail - at_most(x, mean), float(x), top)
    return Interval(value=float(x), lower=lower, upper=upper)


def rate(x: int, n: float, level: Level = Level.P95, per: float = 100_000) -> Interval:
    """Events per `per` of a population or of person-years, with the limits of `poisson`.

    More events than people are allowed: somebody may come twice. Raises `UserFixable` where the
    population isn't above 0 or the count isn't a whole number from 0 up.
    """
    if not (n > 0 and math.isfinite(n)):
        raise UserFixable(f"{n:g} is no population.", "Give a population above 0.")
    found = poisson(x, level)
    return Interval(value=x * per / n, lower=found.lower * per / n, upper=found.upper * per / n)


def ratio(observed: int, expected: float, level: Level = Level.P95, per: float = 1) -> Interval:
    """An indirectly standardised ratio, observed to expected events, of 1 or of 100 (`per`), as `rate`."""
    if not (expected > 0 and math.isfinite(expected)):
        raise UserFixable(f"{expected:g} expected events give no ratio.", "Give expected events above 0.")
    return rate(observed, expected, level, per)


def _refuse_odd_count(x: int) -> None:
    if x < 0 or x != int(x):
        raise UserFixable(f"{x:g} is no count of events.", "Give a whole number from 0 up.")
