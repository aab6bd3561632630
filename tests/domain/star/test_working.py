"""The working of a gain, to the digit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.working import (
    gain_working,
    number_words,
    rounded_words,
    value_working,
    working,
)

SELF_HELP = Option(
    id="a", name="Guided self-help", people=Fraction(400), benefit=Fraction(12), success=Fraction(9, 10),
    cost=Fraction(60_000),
)  # fmt: skip


def test_the_working_is_exact() -> None:
    assert gain_working(SELF_HELP) == "400 x 12/100 x 0.90 = 43.2 full-benefit equivalents a year"
    assert value_working(SELF_HELP) == ("43.2 / £60k = 72 per £100k; £1.4k for each full-benefit equivalent")


def test_success_that_is_not_applied_has_no_factor() -> None:
    assert gain_working(SELF_HELP, apply_success=False) == (
        "400 x 12/100 = 48 full-benefit equivalents a year"
    )
    assert working(SELF_HELP, apply_success=False)[-1] == "Probability of success is not applied."
    assert working(SELF_HELP)[-1] == "Probability of success is applied."


def test_share_and_weight_stand_where_they_count() -> None:
    option = Option(
        id="b", name="B", people=Fraction(1500), share=Fraction(1, 5), benefit=Fraction(4),
        success=Fraction(1), cost=Fraction(0), weight=Fraction(4, 3),
    )  # fmt: skip
    assert gain_working(option) == (
        "1,500 x 0.2 x 4/100 x 1 x about 1.33 (weight) = 16 full-benefit equivalents a year"
    )
    assert value_working(option).startswith("Gains at no cost")
    assert working(option)[0].endswith("share who benefit x benefit per person of 100 x "
                                       "probability of success x weight = gain")  # fmt: skip


def test_harm_is_in_brackets_with_a_minus_sign() -> None:
    option = Option(id="c", name="C", people=Fraction(10), benefit=Fraction(-5), cost=Fraction(1))
    assert gain_working(option) == (
        "10 x (\N{MINUS SIGN}5/100) x 1 = \N{MINUS SIGN}0.5 full-benefit equivalents a year"
    )


def test_missing_figures_are_named() -> None:
    option = Option(id="d", name="D", people=None, benefit=None, cost=None)
    assert gain_working(option) == "Not worked out: people and benefit missing."
    assert value_working(option).startswith("Figures are missing")


@pytest.mark.parametrize(
    "value, words",
    [
        (Fraction(432, 10), "43.2"),
        (Fraction(1, 3), "about 0.33"),
        (Fraction(100_000), "100,000"),
        (Fraction(1, 8), "0.125"),
        (Fraction(0), "0"),
    ],
)
def test_numbers_are_said_exactly_where_they_end(value: Fraction, words: str) -> None:
    assert number_words(value) == words


def test_rounded_numbers_never_say_nought_of_something() -> None:
    said = [rounded_words(value) for value in (Fraction(31290896, 100000), Fraction(7), Fraction(1, 50))]
    assert said == ["312.9", "7", "0.02"]
    assert rounded_words(Fraction(0)) == "0"
    assert rounded_words(Fraction(2000)) == "2,000"
