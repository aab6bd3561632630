"""Flips that come to the same stand together, the likeliest first."""

from __future__ import annotations

from fractions import Fraction

from stewardship_desktop.domain.star.closest_calls import (
    call_verdict,
    call_words,
    closest_calls,
    percent_of,
)
from stewardship_desktop.domain.star.estimate import MEASURES, Estimate, Estimates
from stewardship_desktop.domain.star.flips import Altered, order_flips
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.session import Measure

OPTIONS = [
    Option(
        id=name[0].lower(), name=name, people=Fraction(100), share=Fraction(1, 2), benefit=Fraction(benefit),
        success=Fraction(1, 2), cost=Fraction(10_000),
    )
    for name, benefit in (("Advice", 50), ("Beds", 40), ("Carers", 10))
]  # fmt: skip
FLIPS = [one for option in OPTIONS for measure in MEASURES for one in order_flips(OPTIONS, option, measure)]


def test_what_comes_to_the_same_is_one_call() -> None:
    calls = closest_calls(FLIPS, OPTIONS, {}, Altered.ORDER)
    assert len({call.flip.after for call in calls}) == len(calls)
    assert sum(call.others + 1 for call in calls) == len(FLIPS)
    first = calls[0]
    assert first.flip.after == ("b", "a", "c")
    assert first.flip.change == Fraction(1, 5)
    assert f" {first.others} other changes of one figure would do the same." in call_words(first, OPTIONS)


def test_a_range_puts_a_wider_change_first_and_the_verdict_says_so() -> None:
    assert call_verdict(closest_calls(FLIPS, OPTIONS, {}, Altered.ORDER), OPTIONS, {}, Altered.ORDER) == (
        "No figure has a range yet. One that is 20% off would change the order."
    )
    narrow: Estimates = {("c", Measure.BENEFIT): Estimate(low=Fraction(9), high=Fraction(11))}
    calls = closest_calls(FLIPS, OPTIONS, narrow, Altered.ORDER)
    assert call_verdict(calls, OPTIONS, narrow, Altered.ORDER) == (
        "Not within the ranges given. One figure would have to be 20% off to change the order."
    )
    wide: Estimates = {("c", Measure.BENEFIT): Estimate(low=Fraction(5), high=Fraction(45))}
    calls = closest_calls(FLIPS, OPTIONS, wide, Altered.ORDER)
    assert (calls[0].flip.option_id, calls[0].inside, calls[1].inside) == ("c", True, False)
    assert call_verdict(calls, OPTIONS, wide, Altered.ORDER) == (
        "Yes: within the ranges given, the order can change. 300% off in one figure is enough."
    )


def test_nothing_to_change_is_said() -> None:
    assert call_verdict((), OPTIONS, {}, Altered.BEST_SET) == (
        "No: whatever any one figure is, the best plan stays."
    )
    assert [percent_of(Fraction(each)) for each in ("0.001", "0.034", "12")] == ["under 1%", "3%", "1,200%"]
