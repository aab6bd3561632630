"""What the pictures of STAR say: order, titles, working, and budgets read off the frontier."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.picture import Place
from stewardship_desktop.domain.chart.picture_reading import arrow_words
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.pictures import frontier, rectangles, slope_words, triangles, with_budget
from stewardship_desktop.domain.star.session_pictures import balance, tornado
from tests.support.star_pictures import EIGHT, MISSING

F = Fraction
# Four projects with benefits 3, 4, 3, 2 and costs 4, 8, 10, 8: the seven efficient portfolios as published
# (Lourenço, Morton, Bana e Costa 2012).
SEVEN = [(F(cost), F(gain), convex) for cost, gain, convex in (
    (0, 0, True), (4, 3, True), (8, 4, False), (12, 7, True), (20, 9, False), (22, 10, True), (30, 12, True),
)]  # fmt: skip


def test_triangles_stand_with_savings_first_then_by_value_for_money() -> None:
    spec = triangles((*EIGHT, MISSING))
    assert [one.key for one in spec.triangles] == ["t", "n", "g", "c", "s", "e", "r", "o"]
    assert spec.left_out == ("Group not costed: people and cost missing",)
    assert spec.triangles[2].slope_text == "72.0 for £100k"
    assert slope_words(EIGHT[5]) == "no limit"
    assert slope_words(EIGHT[7]) == "none"


def test_success_is_applied_or_not_and_both_say_so() -> None:
    applied, plain = rectangles(EIGHT[:1]), rectangles(EIGHT[:1], apply_success=False)
    assert [float(one.blocks[0].area) for one in (applied, plain)] == [43.2, 48.0]
    assert [float(one.blocks[0].height) for one in (applied, plain)] == [10.8, 12.0]
    assert "times success" in applied.subtitle
    assert "times success" not in plain.subtitle
    assert "success not applied" in triangles(EIGHT, apply_success=False).subtitle
    weighted = rectangles([replace(EIGHT[0], weight=F(2))])
    assert "times equity weight" in weighted.subtitle
    assert float(weighted.blocks[0].area) == 86.4


def test_an_option_without_a_cost_has_a_rectangle_and_no_triangle() -> None:
    uncosted = replace(EIGHT[0], cost=None)
    assert [one.key for one in rectangles([uncosted]).blocks] == ["g"]
    assert triangles([uncosted]).left_out == ("Guided self-help: cost missing",)


@pytest.mark.parametrize(
    "budget, cost, gain",
    [(0, 0, 0), (3, 0, 0), (4, 4, 3), (11, 8, 4), (20, 20, 9), (21, 20, 9), (22, 22, 10), (999, 30, 12)],
)
def test_a_budget_reads_the_best_portfolio_off_the_frontier(budget: int, cost: int, gain: int) -> None:
    spec = frontier(SEVEN, budget=F(budget))
    assert spec.chosen is not None
    assert (spec.chosen.cost, spec.chosen.gain) == (cost, gain)


def test_a_budget_below_everything_says_that_nothing_fits() -> None:
    spec = with_budget(frontier(SEVEN[1:]), F(1))
    assert spec.chosen is None
    assert spec.budget_text == "Budget £1: nothing fits."
    assert with_budget(spec, None).budget is None


def test_a_portfolio_under_the_best_can_be_the_chosen_one() -> None:
    spec = with_budget(frontier(SEVEN), F(22), (F(12), F(7)))
    assert spec.chosen == Place(cost=Decimal(12), gain=Decimal(7))
    assert spec.budget_text == "Budget £22: gain 7.0 for £12, £10 left."


def test_the_title_states_what_the_arrows_show() -> None:
    now = F(20), F(7)
    more = frontier(SEVEN, current=now, gain_at_same_cost=F(2), cost_at_same_gain=F(8))
    assert more.title == "The money spent now could gain 2.0 more a year"
    less = frontier(SEVEN, current=now, gain_at_same_cost=F(0), cost_at_same_gain=F(8))
    assert less.title == "The gain of now could cost £8 less a year"
    best = frontier(SEVEN, current=(F(20), F(9)), gain_at_same_cost=F(0), cost_at_same_gain=F(0))
    assert best.title == "No other use of the money spent now would gain more"
    assert table_of(more)[1][0] == ("Now", "£20", "7.0", "+2.0 at the same cost, −£8 for the same gain")


def test_whole_options_are_told_from_part_funding() -> None:
    now = F(20), F(7)
    spec = frontier(
        SEVEN, current=now, gain_at_same_cost=F(2), gain_at_same_cost_whole=F(1),
        cost_at_same_gain=F(8), cost_at_same_gain_whole=F(8),
    )  # fmt: skip
    assert spec.title == "The money spent now could gain 1.0 more a year with whole options"
    assert arrow_words(spec) == ("+2.0 at the same cost (part funding)", "−£8 for the same gain")
    assert "could be 1.0 more with whole options, 2.0 with part funding." in spec.alternative_text
    assert spec.alternative_text.endswith("The same gain could cost £8 less.")
    part = frontier(SEVEN, current=now, gain_at_same_cost=F(2), gain_at_same_cost_whole=F(0))
    assert part.title == "The money spent now could gain 2.0 more a year with part funding"
    assert "2.0 more with part funding, nothing with whole options." in part.alternative_text


def test_steps_are_options_under_their_own_keys() -> None:
    spec = frontier(SEVEN, order=priority_order(EIGHT))
    assert [one.key for one in spec.steps] == ["t", "n", "g", "c", "s", "e", "r"]


def test_a_balance_is_exact() -> None:
    assert balance(F(100), F(100)).title == "The plan balances"
    assert balance(F(100), F(60), F(20)).words == "£60 is left."
    assert balance(F(0), F(0)).is_empty
    pressed = balance(F(1), F(1), by_organisation=[("a", "A", F(-5))], notes=["a cost pressure"])
    assert table_of(pressed)[1][-1] == ("A", "−£5", "a cost pressure")
    assert tornado("Gain", F(1), []).is_empty


figures = st.none() | st.integers(0, 3000).map(F)
options_drawn = st.lists(
    st.builds(
        Option,
        id=st.uuids().map(str),
        name=st.sampled_from(
            ["A", "Home visits", "Support for people who care for others at home by night", "x" * 40]
        ),
        people=figures,
        share=st.fractions(0, 1),
        benefit=st.none() | st.integers(-100, 100).map(F),
        success=st.fractions(0, 1),
        cost=st.none() | st.integers(-(10**9), 10**9).map(F),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(options_drawn, st.booleans())
def test_any_options_can_be_drawn(options: list[Option], applied: bool) -> None:
    order = priority_order(options, apply_success=applied)
    points = [(one.cumulative_cost, one.cumulative_gain, True) for one in order if one.cost > 0]
    for spec in (
        rectangles(options, apply_success=applied),
        triangles(options, apply_success=applied),
        frontier(points, order=order, budget=F(5), current=(F(7), F(0)), gain_at_same_cost=F(1, 3)),
    ):
        for width, height in ((300, 100), (1720, 900)):
            drawing = arrange(spec, width, height, grow=False)
            assert drawing.height >= height
        assert table_of(spec)[0]
