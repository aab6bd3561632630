"""A funnel: units of all sizes around their common value, with limits for what chance alone would do.

Plain limits are far too narrow where denominators are large, so there is a switch that makes room for
the spread between units (`overdispersion`). Works out points and curves; draws nothing, hides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rates.limits import Level, poisson
from stewardship_desktop.domain.rates.overdispersion import (
    Spread,
    proportion_scale,
    spread_of,
    widened_proportion,
    widened_ratio,
)
from stewardship_desktop.domain.rates.poisson import at_least, at_most, solved

CURVE_POINTS = 60
MANY_EXPECTED = 10_000
"""Events expected from which the curves are Byar's limits turned round, within 0.002 of an event of the exact
ones: a sum of their terms grows with the square root, and would take seconds to draw."""
LEAST_UNITS = 3
"""Fewer units say nothing about the spread between them."""


class Kind(StrEnum):
    """What is compared: a part of a whole, or events in a population or to those expected."""

    PROPORTION = "proportion"
    RATE = "rate"
    RATIO = "ratio"


class Position(StrEnum):
    """Where a unit lies: within both limits, between the two on one side, or beyond both."""

    INSIDE = "inside"
    HIGH_95 = "above the 95% limit"
    HIGH_998 = "above the 99.8% limit"
    LOW_95 = "below the 95% limit"
    LOW_998 = "below the 99.8% limit"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One area or provider: `x` events of `n` people, or of `n` expected events."""

    name: str
    x: int
    n: float


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A unit with its value, in the funnel's unit, and where that lies."""

    unit: Unit
    value: float
    position: Position


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The two limits of a level at each of the funnel's denominators."""

    level: Level
    lower: tuple[float, ...]
    upper: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Units, limits and their centre, values per `per`. `spread` is reported whether used or not.

    `spread` is None with fewer than three units, and then `is_adjusted` is False whatever was asked.
    """

    kind: Kind
    per: float
    baseline: float
    placed: tuple[Placed, ...]
    denominators: tuple[float, ...]
    curves: tuple[Curve, Curve]
    spread: Spread | None
    is_adjusted: bool


def funnel(units: Sequence[Unit], kind: Kind, *, per: float = 1, is_adjusted: bool = False) -> Funnel:
    """Place the units and work out the curves for 95% and 99.8%.

    The centre is all events to all denominators, and 1 for ratios. Plain limits: for proportions
    Wilson's interval turned round, cut at 0 and 1; for rates and ratios the curves are exact Poisson
    limits up to `MANY_EXPECTED` events, while a unit is judged by its own interval, exact below 10
    events and Byar's from there, as Fingertips does, so that one that lies on a curve to a hair may be
    judged either way. Adjusted limits judge and draw alike. Raises `UserFixable` for no units, or
    figures that make no rate.
    """
    _refuse_odd_units(units, kind)
    centre = 1.0 if kind is Kind.RATIO else math.fsum(u.x for u in units) / math.fsum(u.n for u in units)
    if not centre > 0 or (kind is Kind.PROPORTION and centre >= 1):
        raise UserFixable(
            "There is nothing to compare: no unit, or every one, has an event.",
            "Choose another period or measure.",
        )
    spread = _spread(units, kind, centre) if len(units) >= LEAST_UNITS else None
    tau2 = spread.tau2 if spread is not None and is_adjusted else None
    sizes = _sizes(units)
    return Funnel(
        kind=kind,
        per=per,
        baseline=centre * per,
        placed=tuple(
            Placed(unit=unit, value=unit.x / unit.n * per, position=_position(unit, kind, centre, tau2))
            for unit in units
        ),
        denominators=sizes,
        curves=(
            _curve(Level.P95, sizes, kind, centre, per, tau2),
            _curve(Level.P998, sizes, kind, centre, per, tau2),
        ),
        spread=spread,
        is_adjusted=tau2 is not None,
    )


def _refuse_odd_units(units: Sequence[Unit], kind: Kind) -> None:
    if not units:
        raise UserFixable("There are no units to compare.", "Add at least one with its figures.")
    for unit in units:
        if not (unit.n > 0 and unit.x >= 0 and math.isfinite(unit.n)):
            raise UserFixable(
                f"{unit.name} has {unit.x:g} of {unit.n:g}.",
                "Give a count from 0 up and a denominator above 0.",
            )
        if kind is Kind.PROPORTION and unit.x > unit.n:
            raise UserFixable(
                f"{unit.name} has {unit.x:g} of {unit.n:g}.", "A part can't be more than its whole."
            )


def _spread(units: Sequence[Unit], kind: Kind, centre: float) -> Spread:
    if kind is Kind.PROPORTION:
        return spread_of(
            [proportion_scale(unit.x / unit.n) for unit in units],
            [1 / (2 * math.sqrt(unit.n)) for unit in units],
            proportion_scale(centre),
        )
    return spread_of(
        [math.sqrt(unit.x / (centre * unit.n)) for unit in units],
        [1 / (2 * math.sqrt(centre * unit.n)) for unit in units],
        1.0,
    )


def _sizes(units: Sequence[Unit]) -> tuple[float, ...]:
    """Denominators for the curves, closer where the curves bend: alike steps of the square root."""
    least, most = min(unit.n for unit in units), max(unit.n for unit in units)
    low, high = math.sqrt(least / 2), math.sqrt(most * 1.05)
    step = (high - low) / (CURVE_POINTS - 1)
    return tuple((low + step * place) ** 2 for place in range(CURVE_POINTS))


def _curve(
    level: Level, sizes: Sequence[float], kind: Kind, centre: float, per: float, tau2: float | None
) -> Curve:
    both = [_limits(level, size, kind, centre, tau2) for size in sizes]
    return Curve(
        level=level, lower=tuple(low * per for low, _ in both), upper=tuple(high * per for _, high in both)
    )


def _limits(level: Level, n: float, kind: Kind, centre: float, tau2: float | None) -> tuple[float, float]:
    """Both limits of a unit of a size, per 1."""
    if kind is Kind.PROPORTION:
        if tau2 is not None:
            return widened_proportion(centre, n, tau2, level)
        reach = level.z * math.sqrt(centre * (1 - centre) / n)
        return max(centre - reach, 0.0), min(centre + reach, 1.0)
    expected = centre * n
    if tau2 is not None:
        low, high = widened_ratio(expected, tau2, level)
        return low * centre, high * centre
    low, high = _count_limits(expected, level)
    return low / n, high / n


def _count_limits(expected: float, level: Level) -> tuple[float, float]:
    """The counts whose exact interval just touches the expected one: 0 where none is low enough."""
    tail = level.tail
    reach = level.z * math.sqrt(expected) + level.z**2 + 2
    top = expected + reach
    if expected >= MANY_EXPECTED:
        return (
            solved(lambda count: _byar(count + 1, level.z) - expected, expected - reach, expected),
            solved(lambda count: _byar(count, -level.z) - expected, expected, top),
        )
    high = solved(lambda count: tail - at_least(count, expected), expected, top)
    if at_most(0, expected) >= tail:
        return 0.0, high
    bottom = max(expected - reach, 0.0)
    return solved(lambda count: at_most(count, expected) - tail, bottom, expected), high


def _byar(count: float, z: float) -> float:
    """Byar's limit (Breslow and Day 1987) of a count, which need not be whole."""
    return count * (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3


def _position(unit: Unit, kind: Kind, centre: float, tau2: float | None) -> Position:
    for level, high, low in (
        (Level.P998, Position.HIGH_998, Position.LOW_998),
        (Level.P95, Position.HIGH_95, Position.LOW_95),
    ):
        if kind is Kind.PROPORTION or tau2 is not None:
            lower, upper = _limits(level, unit.n, kind, centre, tau2)
            above, below = unit.x / unit.n > upper, unit.x / unit.n < lower
        else:
            own, expected = poisson(unit.x, level), centre * unit.n
            above, below = own.lower > expected, own.upper < expected
        if above or below:
            return high if above else low
    return Position.INSIDE
