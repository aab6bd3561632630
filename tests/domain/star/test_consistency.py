"""Questions about ratios of benefit."""

from __future__ import annotations

from fractions import Fraction

from stewardship_desktop.domain.star.consistency import questions


def test_a_double_is_asked_as_twice_whichever_of_the_two_is_looked_at() -> None:
    scores = {"Clinic": Fraction(40), "Leaflet": Fraction(20)}
    asked = ("Is Clinic really worth twice Leaflet to one person? (40 against 20)",)
    assert questions(scores, "Clinic") == asked
    assert questions(scores, "Leaflet") == asked


def test_the_most_telling_ratios_come_first_and_no_more_than_three() -> None:
    scores = {name: Fraction(value) for name, value in zip("ABCDE", (60, 30, 20, 7, 60), strict=True)}
    assert questions(scores, "A") == (
        "Is A really worth twice B to one person? (60 against 30)",
        "Is A really worth three times C to one person? (60 against 20)",
        "Is A really worth the same to one person as E? (60 against 60)",
    )


def test_an_odd_ratio_is_rounded_and_says_so() -> None:
    assert questions({"A": Fraction(50), "B": Fraction(7)}, "A") == (
        "Is A really worth about 7.1 times B to one person? (50 against 7)",
    )


def test_nought_and_harm_are_no_ratio() -> None:
    assert questions({"A": Fraction(0), "B": Fraction(7)}, "A") == ()
    assert questions({"A": Fraction(5), "B": Fraction(-7), "C": Fraction(0)}, "A") == ()
    assert questions({"A": Fraction(5)}, "A") == ()
