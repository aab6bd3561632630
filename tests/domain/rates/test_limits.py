"""Intervals of proportions, counts, rates and ratios: the published package's, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rates.limits import Interval, Level, byar, exact, poisson, rate, ratio, wilson
from stewardship_desktop.domain.rates.poisson import at_least, at_most
from tests.domain.rates.expected import agrees, rows

COUNTS = st.integers(0, 10**7)
LEVELS = st.sampled_from(list(Level))


@pytest.mark.parametrize("level", list(Level))
def test_every_proportion_of_the_published_package(level: Level) -> None:
    expected = rows("wilson_grid")
    assert len(expected) == 66
    wrong = [row for row in expected if not agrees(wilson(int(row["x"]), int(row["n"]), level), row, level)]
    assert wrong == []


@pytest.mark.parametrize("level", list(Level))
def test_every_rate_of_the_published_package(level: Level) -> None:
    expected = rows("rate_grid")
    assert len(expected) == 48
    wrong = [row for row in expected if not agrees(rate(int(row["x"]), int(row["n"]), level), row, level)]
    assert wrong == []


def test_a_ratio_is_a_rate_of_what_was_expected() -> None:
    # Observed 12, expected 8: Byar's limits of 12 divided by 8.
    of_12 = byar(12)
    assert ratio(12, 8) == Interval(value=1.5, lower=of_12.lower / 8, upper=of_12.upper / 8)
    assert ratio(12, 8, per=100).value == 150


def test_levels_are_two_sided() -> None:
    assert Level.P95.z == pytest.approx(1.959963984540054, rel=1e-14)
    assert Level.P998.z == pytest.approx(3.090232306167813, rel=1e-14)
    assert [level.words for level in Level] == ["95%", "99.8%"]


@given(st.integers(0, 9), LEVELS)
def test_exact_limits_leave_the_tail_on_either_side(x: int, level: Level) -> None:
    found = exact(x, level)
    assert at_most(x, found.upper) == pytest.approx(level.tail, rel=1e-12)
    assert (found.lower == 0) if x == 0 else at_least(x, found.lower) == pytest.approx(level.tail, rel=1e-12)


@given(st.integers(10, 3_000))
def test_byars_is_within_a_five_hundredth_of_exact_from_10_events(x: int) -> None:
    near, true = byar(x), exact(x)
    assert near.lower == pytest.approx(true.lower, rel=0.002)
    assert near.upper == pytest.approx(true.upper, rel=0.002)


def test_exact_below_10_and_byars_from_there() -> None:
    assert poisson(9) == exact(9) != byar(9)
    assert poisson(10) == byar(10) != exact(10)


@given(COUNTS, COUNTS, LEVELS)
def test_a_proportion_lies_within_its_interval_and_that_within_0_and_1(a: int, b: int, level: Level) -> None:
    x, n = min(a, b), max(a, b) + 1
    found = wilson(x, n, level)
    assert 0 <= found.lower <= found.value <= found.upper <= 1


@given(COUNTS, st.floats(1e-3, 1e9), LEVELS)
def test_a_rate_lies_within_its_interval(x: int, n: float, level: Level) -> None:
    found = rate(x, n, level)
    assert 0 <= found.lower <= found.value <= found.upper


@given(COUNTS, COUNTS)
def test_the_surer_interval_is_the_wider(a: int, b: int) -> None:
    x, n = min(a, b), max(a, b) + 1
    for usual, strict in (
        (wilson(x, n), wilson(x, n, Level.P998)),
        (rate(x, n), rate(x, n, Level.P998)),
    ):
        assert strict.lower <= usual.lower
        assert usual.upper <= strict.upper


@given(COUNTS, COUNTS, LEVELS)
def test_what_is_a_part_and_what_isnt_mirror_each_other(a: int, b: int, level: Level) -> None:
    x, n = min(a, b), max(a, b) + 1
    one, other = wilson(x, n, level), wilson(n - x, n, level)
    assert one.lower == pytest.approx(1 - other.upper, abs=1e-12)


@given(st.integers(0, 10**6), LEVELS)
def test_one_more_event_moves_both_limits_up(x: int, level: Level) -> None:
    one, more = poisson(x, level), poisson(x + 1, level)
    assert one.lower < more.lower
    assert one.upper < more.upper


def test_what_is_no_rate_is_refused_in_words() -> None:
    for x, n in ((3, 2), (-1, 5), (0, 0), (1, float("inf")), (1, float("nan"))):
        with pytest.raises(UserFixable, match="is no proportion"):
            wilson(x, n)
    for n in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(UserFixable, match="is no population"):
            rate(1, n)
        with pytest.raises(UserFixable, match="expected events give no ratio"):
            ratio(1, n)
    with pytest.raises(UserFixable, match="is no count"):
        rate(-1, 10)


def test_more_events_than_people_are_a_rate_all_the_same() -> None:
    assert rate(30, 10, per=1).value == 3


def test_an_interval_in_another_unit() -> None:
    assert Interval(value=0.5, lower=0.25, upper=0.75).times(100) == Interval(value=50, lower=25, upper=75)
