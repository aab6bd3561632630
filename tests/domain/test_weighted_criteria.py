"""Weights, swings and scores, with the investment matrix as the worked example."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.criteria_set import Criterion
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.weighted_criteria import (
    Band,
    as_benefit,
    band_of,
    band_words,
    check_criteria,
    check_number,
    in_tenths,
    swing_weights,
    weighted_score,
)

MATRIX = tuple(
    Criterion(
        id=name[0],
        criteria_set_id="matrix",
        name=name,
        weight=Decimal(weight),
        low=f"{name} low",
        middle=f"{name} some",
        high=f"{name} much",
    )
    for name, weight in (
        ("Strategic fit", 25),
        ("Addressing health inequalities", 15),
        ("Quality and outcomes", 20),
        ("Deliverability", 20),
        ("Cost effectiveness", 20),
    )
)


def criteria(*weights: str) -> list[Criterion]:
    return [criterion(str(at), Decimal(one)) for at, one in enumerate(weights)]


def criterion(name: str, weight: Decimal) -> Criterion:
    return Criterion(id=name, criteria_set_id="set", name=name, weight=weight)


def test_the_investment_matrix_to_the_digit() -> None:
    found = weighted_score(MATRIX, {"S": 8, "A": 6, "Q": 7, "D": 5, "C": 6})
    assert found.points == 650
    assert found.score == Fraction("6.5")
    assert found.missing == ()
    assert as_benefit(Fraction("6.5")) == 65


def test_a_missing_score_gives_no_score_and_says_which() -> None:
    found = weighted_score(MATRIX, {"S": 8, "A": None, "Q": 7, "D": Decimal("5.5")})
    assert (found.points, found.score, found.missing) == (Fraction(450), None, ("A", "C"))


@pytest.mark.parametrize(
    "score, band",
    [(0, Band.LOW), (3, Band.LOW), (Decimal("3.9"), Band.LOW), (4, Band.MIDDLE), (7, Band.MIDDLE),
     (Fraction(79, 10), Band.MIDDLE), (8, Band.HIGH), (10, Band.HIGH)],
)  # fmt: skip
def test_bands(score: int | Decimal | Fraction, band: Band) -> None:
    assert band_of(score) is band
    assert (
        band_words(MATRIX[0], score)
        == {
            Band.LOW: "Strategic fit low",
            Band.MIDDLE: "Strategic fit some",
            Band.HIGH: "Strategic fit much",
        }[band]
    )


def test_weights_must_sum_to_100() -> None:
    check_criteria(criteria("33.3", "33.3", "33.4"))
    with pytest.raises(UserFixable, match=r"sum to 99\.9 per cent, 0\.1 less than 100"):
        check_criteria(criteria("33.3", "33.3", "33.3"))
    with pytest.raises(UserFixable, match="sum to 120 per cent, 20 more than 100"):
        check_criteria(criteria("60", "60"))
    with pytest.raises(UserFixable, match="can't be"):
        criteria("-20", "120")
    with pytest.raises(UserFixable, match="no criteria yet"):
        check_criteria([])


def test_the_ninth_criterion_is_refused() -> None:
    check_criteria(criteria(*["12.5"] * 8))
    with pytest.raises(UserFixable, match="would be 9 criteria; a set holds 8 at most"):
        check_number(9)
    with pytest.raises(UserFixable, match="would be 9 criteria"):
        check_criteria(criteria(*["10"] * 8, "20"))


@pytest.mark.parametrize("score", [-1, 11, Decimal("10.5")])
def test_a_score_outside_the_scale_is_refused(score: int | Decimal) -> None:
    with pytest.raises(UserFixable, match="Strategic fit is outside 0 to 10"):
        weighted_score(MATRIX, {"S": score})


def test_swings_become_weights() -> None:
    weights = swing_weights({"reach": 100, "evidence": 60, "speed": 40})
    assert weights == {"reach": 50, "evidence": 30, "speed": 20}
    assert swing_weights({"a": 100, "b": 100, "c": 100})["a"] == Fraction(100, 3)


def test_swings_begin_with_the_most_valuable() -> None:
    with pytest.raises(UserFixable, match="No swing has 100 points"):
        swing_weights({"a": 80, "b": 60})
    with pytest.raises(UserFixable, match="No swing has 100 points"):
        swing_weights({})
    with pytest.raises(UserFixable, match="outside 0 to 100"):
        swing_weights({"a": 100, "b": 120})


def test_tenths_left_over_go_to_the_largest_remainders() -> None:
    assert in_tenths(swing_weights({"a": 100, "b": 100, "c": 100})) == {
        "a": Decimal("33.4"),
        "b": Decimal("33.3"),
        "c": Decimal("33.3"),
    }


@given(st.lists(st.integers(0, 100), max_size=7))
def test_swing_weights_sum_to_100_and_so_do_their_tenths(others: list[int]) -> None:
    swings = dict(zip("abcdefgh", [100, *others], strict=False))
    weights = swing_weights(swings)
    assert sum(weights.values()) == 100
    shown = in_tenths(weights)
    assert sum(shown.values()) == 100
    assert all(abs(Fraction(shown[one]) - weights[one]) <= Fraction(1, 10) for one in swings)
    check_criteria([criterion(one, shown[one]) for one in swings])


@given(st.lists(st.integers(0, 10), min_size=5, max_size=5))
def test_a_score_lies_between_the_lowest_and_the_highest_given(scores: list[int]) -> None:
    found = weighted_score(MATRIX, dict(zip("SAQDC", scores, strict=True))).score
    assert found is not None
    assert min(scores) <= found <= max(scores)
