"""Sentences that answer "would the order change?"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from stewardship_desktop.domain.star.estimate import Estimate, Estimates
from stewardship_desktop.domain.star.flip_words import (
    figure_words,
    flip_words,
    no_flip_words,
    range_verdict,
    within_range,
)
from stewardship_desktop.domain.star.flips import Altered, Flip, best_set_flips, funded_flips, order_flips
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.session import Measure

CARERS = Option(
    id="c", name="Carer support", people=Fraction(400), share=Fraction(1, 2), benefit=Fraction(41),
    success=Fraction(9, 10), cost=Fraction(33_000),
)  # fmt: skip
SCHOOLS = Option(
    id="s", name="School sessions", people=Fraction(500), share=Fraction(1, 2), benefit=Fraction(33),
    success=Fraction(8, 10), cost=Fraction(36_000),
)  # fmt: skip
BOTH = [CARERS, SCHOOLS]


def flip(flips: tuple[Flip, ...], *, rises: bool) -> Flip:
    return next(one for one in flips if one.rises == rises)


@pytest.mark.parametrize(
    "measure, value, words",
    [
        (Measure.COST, "40999.6", "£41,000"),
        (Measure.COST, "-5000", "\u2212£5,000"),
        (Measure.PEOPLE, "1250.04", "1,250 people"),
        (Measure.SHARE, "0.125", "12.5%"),
        (Measure.SUCCESS, "0.9", "90%"),
        (Measure.BENEFIT, "41.26", "41.3"),
    ],
)
def test_figures_are_rounded_for_reading(measure: Measure, value: str, words: str) -> None:
    assert figure_words(measure, Fraction(value)) == words


def test_the_order_in_a_sentence() -> None:
    found = flip(order_flips(BOTH, CARERS, Measure.COST), rises=True)
    assert flip_words(found, BOTH) == (
        "If Carer support costs £40,255 or more (now £33,000), it falls behind School sessions."
    )
    ahead = flip(order_flips(BOTH, SCHOOLS, Measure.PEOPLE), rises=True)
    assert flip_words(ahead, BOTH) == (
        "If School sessions reaches more than 609 people (now 500 people), it goes ahead of Carer support."
    )
    gone = flip(order_flips([CARERS], CARERS, Measure.SHARE), rises=False)
    assert flip_words(gone, BOTH) == (
        "If 0% of those reached benefit from Carer support (now 50%), it has no place in the order."
    )


def test_a_range_says_whether_the_flip_is_likely() -> None:
    found = flip(order_flips(BOTH, CARERS, Measure.COST), rises=True)
    wide: Estimates = {("c", Measure.COST): Estimate(low=Fraction(20_000), high=Fraction(50_000))}
    tight: Estimates = {("c", Measure.COST): Estimate(low=Fraction(30_000), high=Fraction(35_000))}
    assert within_range(found, CARERS, wide)
    assert not within_range(found, CARERS, tight)
    assert not within_range(found, CARERS, {})
    assert flip_words(found, BOTH, wide).endswith("That is within its range of £20,000 to £50,000.")
    assert flip_words(found, BOTH, tight).endswith("That is outside its range of £30,000 to £35,000.")
    assert (
        range_verdict([found], BOTH, wide, Altered.ORDER) == "One figure within its range changes the order."
    )
    assert (
        range_verdict([found], BOTH, tight, Altered.ORDER) == "No figure within its range changes the order."
    )
    assert range_verdict([found], BOTH, wide, Altered.BEST_SET) == (
        "No figure within its range changes the best set."
    )
    other = flip(order_flips(BOTH, SCHOOLS, Measure.COST), rises=False)
    both: Estimates = {**wide, ("s", Measure.COST): Estimate(low=Fraction(1_000))}
    assert range_verdict([found, other], BOTH, both, Altered.ORDER) == (
        "2 figures within their range change the order."
    )


def test_one_option_alone_is_no_reassurance() -> None:
    assert range_verdict([], [CARERS], {}, Altered.ORDER) == (
        "Not known yet: it takes two options with all their figures."
    )


def test_a_figure_told_as_the_flip_does_flip_it() -> None:
    found = flip(order_flips(BOTH, CARERS, Measure.BENEFIT), rises=False)
    for at, told in ((Fraction(2776, 100), "27.7"), (Fraction(2784, 100), "27.8")):
        assert f" {told} " in f"{flip_words(replace(found, at=at), BOTH)} ".replace(",", " ")
    dear = flip(order_flips(BOTH, CARERS, Measure.SHARE), rises=False)
    assert " 12.3% " in flip_words(replace(dear, at=Fraction(12_38, 100_00)), BOTH)


def test_a_flip_at_the_very_end_of_a_range_counts_only_if_it_happens_there() -> None:
    found = flip(order_flips(BOTH, CARERS, Measure.COST), rises=True)
    ends: Estimates = {("c", Measure.COST): Estimate(high=found.at)}
    assert within_range(found, CARERS, ends) is not found.beyond


def test_what_is_funded_in_a_sentence() -> None:
    dear = flip(funded_flips(BOTH, CARERS, Measure.COST, Fraction(36_000)), rises=True)
    assert flip_words(dear, BOTH) == (
        "If Carer support costs more than £36,000 (now £33,000), it is no longer funded."
    )
    assert no_flip_words(CARERS, Measure.SHARE, Altered.FUNDED) == (
        "No share who benefit from Carer support changes what the order funds."
    )


def test_the_best_set_in_a_sentence() -> None:
    flips = [one for some in best_set_flips(BOTH, [], Fraction(36_000)) for one in some]
    worse = next(one for one in flips if one.option_id == "c" and one.measure is Measure.SUCCESS)
    assert flip_words(worse, BOTH) == (
        "If the chance of success of Carer support is less than 80.4% (now 90%), "
        "it is no longer funded and School sessions is funded."
    )
    must = [Rule(kind=RuleKind.MUST, members=("c",))]
    flips = [one for some in best_set_flips([CARERS], must, Fraction(36_000)) for one in some]
    (only,) = flips
    assert flip_words(only, BOTH) == (
        "If Carer support costs more than £36,000 (now £33,000), "
        "nothing keeps to the rules and the budget any more."
    )
