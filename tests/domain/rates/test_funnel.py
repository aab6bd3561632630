"""Funnels: their limits against reference workings, positions, and the room for overdispersion."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rates.funnel import MANY_EXPECTED, Funnel, Kind, Position, Unit, funnel
from stewardship_desktop.domain.rates.limits import Level, exact, poisson, wilson
from stewardship_desktop.domain.rates.overdispersion import (
    Spread,
    percentile,
    spread_of,
    widened_proportion,
    widened_ratio,
    winsorised,
)
from stewardship_desktop.domain.rates.poisson import at_least, at_most

UNITS = st.lists(
    st.builds(lambda x, more: Unit(name="one", x=x, n=x + more), st.integers(1, 500), st.integers(1, 5000)),
    min_size=3, max_size=25,
)  # fmt: skip
MIXED = [
    Unit(name=f"unit {place}", x=x, n=n)
    for place, (x, n) in enumerate([(5, 100), (60, 400), (30, 900), (300, 1500), (150, 2000), (500, 2600)])
]


def reference_spread(units: list[Unit], kind: Kind) -> Spread:
    """Phi and tau squared straight from the formulas, with the standard library's own percentiles."""
    total = sum(u.x for u in units) / sum(u.n for u in units)
    if kind is Kind.PROPORTION:
        y = [math.asin(math.sqrt(u.x / u.n)) for u in units]
        target, variances = math.asin(math.sqrt(total)), [1 / (4 * u.n) for u in units]
    else:
        expected = [u.n * (total if kind is Kind.RATE else 1) for u in units]
        y = [math.sqrt(u.x / e) for u, e in zip(units, expected, strict=True)]
        target, variances = 1.0, [1 / (4 * e) for e in expected]
    z = [(a - target) / math.sqrt(v) for a, v in zip(y, variances, strict=True)]
    # The inclusive method is R's type 7.
    tenths = statistics.quantiles(z, n=10, method="inclusive")
    drawn_in = [tenths[0] if a < tenths[0] else min(a, tenths[-1]) for a in z]
    count = len(units)
    phi = sum(a * a for a in drawn_in) / count
    if count * phi < count - 1:
        return Spread(phi=phi, tau2=0.0)
    w = [1 / v for v in variances]
    return Spread(phi=phi, tau2=(count * phi - (count - 1)) / (sum(w) - sum(a * a for a in w) / sum(w)))


@given(UNITS, st.sampled_from(list(Kind)))
@settings(max_examples=40)
def test_the_spread_between_units_is_that_of_the_formulas(units: list[Unit], kind: Kind) -> None:
    found, expected = funnel(units, kind).spread, reference_spread(units, kind)
    assert found is not None
    assert found.phi == pytest.approx(expected.phi, rel=1e-9, abs=1e-9)
    assert found.tau2 == pytest.approx(expected.tau2, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("level", list(Level))
def test_limits_of_a_proportion_are_wilsons_turned_round(level: Level) -> None:
    found = funnel(MIXED, Kind.PROPORTION)
    curve = next(each for each in found.curves if each.level is level)
    for n, low, high in zip(found.denominators, curve.lower, curve.upper, strict=True):
        # On the limit, the interval of that very proportion ends at the centre.
        assert wilson(high * n, n, level).lower == pytest.approx(found.baseline, rel=1e-9)
        if low > 0:
            assert wilson(low * n, n, level).upper == pytest.approx(found.baseline, rel=1e-9)


@pytest.mark.parametrize("x", [2, 9, 10, 40, 900])
@pytest.mark.parametrize("level", list(Level))
def test_curves_of_a_rate_meet_the_exact_limits_of_whole_counts(x: int, level: Level) -> None:
    interval = exact(x, level)
    for expected, is_high in ((interval.lower, True), (interval.upper, False)):
        # The curves start at half of the smallest unit: one of twice the size puts the first point there.
        found = funnel([Unit(name="all", x=1, n=expected * 2)], Kind.RATIO)
        curve = next(each for each in found.curves if each.level is level)
        side = curve.upper if is_high else curve.lower
        assert found.denominators[0] == pytest.approx(expected)
        assert side[0] * expected == pytest.approx(x, rel=1e-9)


@pytest.mark.parametrize("level", list(Level))
def test_curves_of_many_events_have_the_tails_of_their_level(level: Level) -> None:
    """They come from Byar's limits; the chance beyond them is still that of the exact ones."""
    size = MANY_EXPECTED * 1.5
    units = [Unit(name=name, x=int(size), n=size) for name in "ab"]
    found = funnel(units, Kind.RATIO)
    curve = found.curves[list(Level).index(level)]
    n = found.denominators[-1]
    assert at_least(curve.upper[-1] * n, n) == pytest.approx(level.tail, rel=1e-3)
    assert at_most(curve.lower[-1] * n, n) == pytest.approx(level.tail, rel=1e-3)


def test_any_number_of_events_can_be_drawn() -> None:
    """Each curve took as many terms as the square root of its events: for ever, of very many."""
    found = funnel([Unit(name="a", x=10**15, n=1e-9), Unit(name="b", x=1, n=9e14)], Kind.RATE)
    assert all(math.isfinite(end) for curve in found.curves for end in (*curve.lower, *curve.upper))


def test_where_no_count_is_low_enough_the_lower_limit_is_0() -> None:
    found = funnel([Unit(name="small", x=1, n=3.0)], Kind.RATIO)
    assert set(found.curves[1].lower) == {0.0}


def test_positions_of_rates_go_by_each_units_own_interval() -> None:
    units = [Unit(name=str(x), x=x, n=20.0) for x in range(60)]
    for placed in funnel(units, Kind.RATIO).placed:
        usual, strict = poisson(placed.unit.x), poisson(placed.unit.x, Level.P998)
        expected = Position.INSIDE
        if strict.lower > 20:
            expected = Position.HIGH_998
        elif usual.lower > 20:
            expected = Position.HIGH_95
        elif strict.upper < 20:
            expected = Position.LOW_998
        elif usual.upper < 20:
            expected = Position.LOW_95
        assert placed.position is expected
    assert {placed.position for placed in funnel(units, Kind.RATIO).placed} == set(Position)


def test_the_centre_and_the_unit_of_the_values() -> None:
    found = funnel(MIXED, Kind.RATE, per=1000)
    assert found.baseline == pytest.approx(1000 * 1045 / 7500)
    assert found.placed[0].value == pytest.approx(50)
    assert funnel(MIXED, Kind.RATIO, per=100).baseline == 100


@pytest.mark.parametrize("kind", list(Kind))
def test_room_for_the_spread_lets_units_in(kind: Kind) -> None:
    units = [Unit(name=str(x), x=3000 + 150 * x, n=40_000.0) for x in range(-8, 9)]
    if kind is Kind.RATIO:
        units = [Unit(name=unit.name, x=unit.x, n=3000.0) for unit in units]
    plain, adjusted = funnel(units, kind), funnel(units, kind, is_adjusted=True)
    assert plain.spread == adjusted.spread
    assert plain.spread is not None
    assert plain.spread.tau2 > 0
    assert (plain.is_adjusted, adjusted.is_adjusted) == (False, True)

    def outside(one: Funnel) -> int:
        return sum(placed.position is not Position.INSIDE for placed in one.placed)

    assert outside(plain) > 10
    assert outside(adjusted) <= 2
    for narrow, wide in zip(plain.curves, adjusted.curves, strict=True):
        assert all(a > b for a, b in zip(narrow.lower, wide.lower, strict=True))
        assert all(a < b for a, b in zip(narrow.upper, wide.upper, strict=True))


def test_units_alike_have_no_spread_and_stay_inside() -> None:
    units = [Unit(name=str(place), x=50, n=500) for place in range(9)]
    for kind in (Kind.PROPORTION, Kind.RATE):
        found = funnel(units, kind, is_adjusted=True)
        assert found.spread is not None
        assert found.spread.phi == pytest.approx(0, abs=1e-20)
        assert found.spread.tau2 == 0
        assert {placed.position for placed in found.placed} == {Position.INSIDE}


def test_a_spread_that_chance_explains_adds_nothing() -> None:
    # z-scores of -1 and 1 in turn: phi is 1, what chance alone would give.
    error = 0.1
    found = spread_of([0.5 + error * (-1) ** place for place in range(20)], [error] * 20, 0.5)
    assert found.phi == pytest.approx(1)
    assert found.tau2 == pytest.approx(1 / (20 * 100 - 100), rel=1e-6)
    quiet = spread_of([0.5 + 0.9 * error * (-1) ** place for place in range(20)], [error] * 20, 0.5)
    assert quiet.tau2 == 0


def test_of_two_units_no_spread_is_told_and_nothing_adjusted() -> None:
    found = funnel(MIXED[:2], Kind.RATE, is_adjusted=True)
    assert found.spread is None
    assert not found.is_adjusted


def test_percentiles_lie_between_their_neighbours() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.1) == pytest.approx(1.2)
    assert percentile([5.0], 0.9) == 5.0
    assert winsorised([0.0, 1.0, 2.0, 3.0, 100.0]) == pytest.approx([0.4, 1, 2, 3, 61.2])


def test_widened_limits_stop_at_the_ends_of_the_scale() -> None:
    assert widened_proportion(0.99, 5, 0.5, Level.P998)[1] == 1.0
    assert widened_proportion(0.02, 5, 0.5, Level.P998)[0] == 0.0
    assert widened_ratio(0.5, 0.5, Level.P998)[0] == 0.0


@given(UNITS, st.sampled_from(list(Kind)), st.booleans())
@settings(max_examples=40)
def test_limits_hold_the_centre_and_the_surer_hold_the_usual(
    units: list[Unit], kind: Kind, is_adjusted: bool
) -> None:
    found = funnel(units, kind, is_adjusted=is_adjusted)
    usual, strict = found.curves
    for a, b, c, d in zip(strict.lower, usual.lower, usual.upper, strict.upper, strict=True):
        assert a <= b <= found.baseline * (1 + 1e-12)
        assert found.baseline <= c * (1 + 1e-12)
        assert c <= d


@pytest.mark.parametrize(
    "units, kind, words",
    [
        ([], Kind.RATE, "no units"),
        ([Unit(name="a", x=1, n=0)], Kind.RATE, "a has 1 of 0"),
        ([Unit(name="a", x=-1, n=5)], Kind.RATE, "a has -1 of 5"),
        ([Unit(name="a", x=6, n=5)], Kind.PROPORTION, "can't be more than its whole"),
        ([Unit(name="a", x=0, n=5)], Kind.RATE, "nothing to compare"),
        ([Unit(name="a", x=5, n=5)], Kind.PROPORTION, "nothing to compare"),
    ],
)
def test_what_makes_no_funnel_is_refused_in_words(units: list[Unit], kind: Kind, words: str) -> None:
    with pytest.raises(UserFixable, match=words):
        funnel(units, kind)
