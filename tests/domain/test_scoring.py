"""Median, quartiles, splits; "no view" and excluded answers."""

from __future__ import annotations

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.scoring import Answer, by_category, summarise, summarise_answers

SCORES = st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=25)


def test_the_median_of_an_even_number_is_exact() -> None:
    found = summarise([40, 25, 10, 60], band=10)
    assert (found.n, found.median) == (4, Decimal("32.5"))
    assert (found.lower_quartile, found.upper_quartile) == (Decimal("17.5"), Decimal(50))
    assert (found.lowest, found.highest) == (Decimal(10), Decimal(60))


def test_the_middle_of_an_odd_number_is_in_both_halves() -> None:
    # Tukey's hinges of 1..5 are 2 and 4; leaving the middle out of the halves would give 1.5 and 4.5.
    found = summarise([5, 3, 1, 2, 4], band=1)
    assert (found.lower_quartile, found.median, found.upper_quartile) == (Decimal(2), Decimal(3), Decimal(4))


def test_four_of_twelve_outside_one_level_are_a_split_and_three_are_not() -> None:
    assert summarise([3] * 8 + [1, 1, 5, 5], band=1).split
    assert not summarise([3] * 9 + [1, 5, 5], band=1).split


def test_exactly_one_band_away_is_not_outside() -> None:
    assert summarise([50, 50, 60], band=10).outside == 0
    assert summarise([50, 50, 61], band=10).outside == 1
    assert summarise([50, 50, Decimal("60.1")], band=10).split


def test_nobody_scored() -> None:
    for nobody in ([], [None, None]):
        found = summarise(nobody, band=10)
        assert (found.n, found.no_view, found.median, found.split) == (0, len(nobody), None, False)


def test_one_score_is_never_split_and_two_far_apart_are() -> None:
    assert not summarise([0], band=0).split
    assert not summarise([40, 60], band=10).split
    assert summarise([40, 61], band=10).split


def test_no_view_is_not_nought() -> None:
    with_silent = summarise([70, 80, None, None], band=10)
    assert with_silent.median == 75
    assert with_silent.no_view == 2
    assert summarise([70, 80, 0, 0], band=10).median == 35


def test_a_seat_with_a_conflict_is_left_out() -> None:
    answers = [
        Answer(who="seat 1", value=20, category="member"),
        Answer(who="seat 2", value=30, category="resident"),
        Answer(who="seat 3", value=100, category="member", excluded=True),
        Answer(who="seat 4", value=None, category="resident"),
        Answer(who="seat 5", value=90, category="guest", excluded=True),
    ]
    assert summarise_answers(answers, band=10).median == 25
    compared = by_category(answers, band=10)
    assert list(compared) == ["member", "resident", "guest"]
    assert [(one.n, one.no_view, one.median) for one in compared.values()] == [
        (1, 0, 20),
        (1, 1, 30),
        (0, 0, None),
    ]


@given(SCORES, st.integers(0, 30))
def test_spreads_hold_together(scores: list[int | None], band: int) -> None:
    found = summarise(scores, band=band)
    given_scores = [score for score in scores if score is not None]
    assert found.n + found.no_view == len(scores)
    if not given_scores:
        assert not found.split
        return
    assert found.median == Decimal(str(statistics.median(given_scores)))
    assert found.lowest is not None
    assert found.lower_quartile is not None
    assert found.upper_quartile is not None
    assert found.highest is not None
    assert found.lowest <= found.lower_quartile <= found.median <= found.upper_quartile <= found.highest
    far = [score for score in given_scores if abs(score - statistics.median(given_scores)) > band]
    assert found.outside == len(far)
    assert found.split == (len(far) / len(given_scores) >= 1 / 3)


@given(SCORES, st.randoms(use_true_random=False), st.integers(1, 9))
def test_neither_order_nor_a_shift_of_all_matters(scores: list[int | None], random, shift: int) -> None:
    shuffled = list(scores)
    random.shuffle(shuffled)
    found = summarise(scores, band=10)
    assert summarise(shuffled, band=10) == found
    moved = summarise([None if score is None else score + shift for score in scores], band=10)
    assert (moved.outside, moved.split) == (found.outside, found.split)
    assert (None if found.median is None else found.median + shift) == moved.median


@pytest.mark.parametrize("band", [1, Decimal("0.5")])
def test_decimals_and_whole_scores_mix(band: int | Decimal) -> None:
    assert summarise([Decimal("1.5"), 2, Decimal("2.5")], band=band).median == 2
