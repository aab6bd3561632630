"""Tails of the Poisson distribution against sums of their terms in exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from stewardship_desktop.domain.rates.poisson import at_least, at_most, solved


def summed(count: int, mean: Fraction) -> float:
    """The chance of `count` or fewer events, its terms added exactly."""
    whole = sum((mean**k / math.factorial(k) for k in range(count + 1)), Fraction(0))
    return float(whole) * math.exp(-float(mean))


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 20, 60])
@pytest.mark.parametrize("mean", ["0.01", "0.5", "3", "9.5", "21", "80"])
def test_tails_are_the_sums_of_their_terms(count: int, mean: str) -> None:
    expected = summed(count, Fraction(mean))
    assert at_most(count, float(mean)) == pytest.approx(expected, rel=1e-11, abs=1e-15)
    assert at_least(count + 1, float(mean)) == pytest.approx(1 - expected, rel=1e-9, abs=1e-14)


def test_small_tails_keep_their_digits() -> None:
    # The chance of at least one of 1e-12 is that number less half its square.
    assert at_least(1, 1e-12) == pytest.approx(1e-12 - 5e-25, rel=1e-12)
    assert at_most(0, 700.0) == pytest.approx(math.exp(-700), rel=1e-10)


def test_the_ends() -> None:
    assert at_least(0, 5.0) == 1.0
    assert at_least(3, 0.0) == 0.0
    assert at_most(3, 0.0) == 1.0


def test_between_whole_counts_the_curve_rises_steadily() -> None:
    chances = [at_most(count / 4, 12.0) for count in range(120)]
    assert chances == sorted(chances)


def test_a_crossing_is_found_to_the_last_digits() -> None:
    assert solved(lambda x: x**3 - 2, 0.0, 9.0) == pytest.approx(2 ** (1 / 3), rel=1e-14)
    assert solved(lambda x: x - 4, 4.0, 9.0) == 4.0
    assert solved(lambda x: x - 9, 4.0, 9.0) == 9.0
