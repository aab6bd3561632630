"""The tornado, bar by bar, for each of its headlines."""

from __future__ import annotations

from fractions import Fraction

from stewardship_desktop.domain.star.estimate import Estimate, Estimates
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.sensitivity import (
    Bar,
    bars,
    best_gain,
    gain_in_order,
    value_of_one,
    widest_first,
)
from stewardship_desktop.domain.star.session import Measure


def option(name: str, gained: int, cost: int) -> Option:
    return Option(
        id=name, name=name.upper(), people=Fraction(gained), benefit=Fraction(100), cost=Fraction(cost)
    )


# The published four projects of a portfolio robustness tool (PROBE), benefit and cost.
FOUR = [option("1", 3, 4), option("2", 4, 8), option("3", 3, 10), option("4", 2, 8)]
UNSURE: Estimates = {
    ("2", Measure.COST): Estimate(low=Fraction(6), high=Fraction(12)),
    ("3", Measure.PEOPLE): Estimate(low=Fraction(1), high=Fraction(6)),
    ("4", Measure.SUCCESS): Estimate(low=Fraction(1, 2)),
}


def headlines(bar: Bar) -> list[int | None]:
    return [None if one is None else int(one) for one in (bar.at_low, bar.at_best, bar.at_high)]


def test_the_best_gain_at_a_budget() -> None:
    found = list(bars(FOUR, UNSURE, best_gain(Fraction(20))))
    assert {one.option_id: headlines(one) for one in found} == {
        # At 6 the dearer 3 fits beside 1 and 2; at 12 the best is 1 and 2 alone, gain 7.
        "2": [10, 9, 7],
        "3": [9, 9, 10],
        # Half as likely: {1, 2} with 4 gives 8.
        "4": [8, 9, 9],
    }
    ordered = widest_first(found)
    assert "".join(one.option_id for one in ordered) == "234"
    assert [int(one.width) for one in ordered] == [3, 1, 1]


def test_the_gain_of_what_the_order_funds() -> None:
    found = {one.option_id: one for one in bars(FOUR, UNSURE, gain_in_order(Fraction(20)))}
    assert headlines(found["2"]) == [10, 7, 7]
    assert gain_in_order(Fraction(0))(FOUR) == 0


def test_the_value_of_one_option() -> None:
    found = list(bars(FOUR, UNSURE, value_of_one("2")))
    assert [one.width for one in found] == [Fraction(4, 6) - Fraction(4, 12), 0, 0]
    assert [int(one) for one in (found[0].low, found[0].best, found[0].high)] == [6, 8, 12]
    assert (found[0].option_name, found[0].measure) == ("2", Measure.COST)
    assert all(one.at_low is None and one.width == 0 for one in bars(FOUR, UNSURE, value_of_one("none")))


def test_success_has_no_bar_where_it_is_not_applied() -> None:
    headline = best_gain(Fraction(20), apply_success=False)
    assert [one.option_id for one in bars(FOUR, UNSURE, headline, apply_success=False)] == ["2", "3"]


def test_an_end_where_nothing_is_feasible_has_no_headline() -> None:
    must = [Rule(kind=RuleKind.MUST, members=("2",))]
    bar = next(bars(FOUR, UNSURE, best_gain(Fraction(10), must)))
    assert headlines(bar) == [7, 4, None]
    assert bar.width == 3
