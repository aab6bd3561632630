"""Draws that can be repeated, ranks as the order makes them, funded sets as an exact engine finds them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.star.draws import Core, FundedDraws, funded_draws, rank_draws
from stewardship_desktop.domain.star.estimate import Estimate, Estimates
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.problem import Portfolio, Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.session import Measure


def option(name: str, gained: int, cost: int, **figures: Fraction) -> Option:
    return replace(
        Option(id=name, name=name, people=Fraction(gained), benefit=Fraction(100), cost=Fraction(cost)),
        **figures,  # type: ignore[arg-type]
    )


def ranging(low: int, high: int) -> Estimate:
    return Estimate(low=Fraction(low), high=Fraction(high))


ABC = [option("a", 30, 10), option("b", 20, 10), option("c", 16, 10)]
UNSURE: Estimates = {("b", Measure.PEOPLE): ranging(10, 40), ("c", Measure.COST): ranging(4, 12)}


def best_within(budget: int):
    """An engine that tries every set."""

    def best(problem: Problem) -> Portfolio | None:
        most = problem.scaled_budget(Fraction(budget))
        found = [
            Portfolio(
                tuple(one.id for one in some), sum(one.cost for one in some), sum(one.gain for one in some)
            )
            for size in range(len(problem.items) + 1)
            for some in itertools.combinations(problem.items, size)
            if sum(one.cost for one in some) <= most
        ]
        return max(found, key=lambda one: (one.gain, -one.cost), default=None)

    return best


def last(draws: Iterable[FundedDraws]) -> FundedDraws:
    return list(draws)[-1]


def test_the_same_seed_gives_the_same_counts_on_every_machine() -> None:
    found = rank_draws(ABC, UNSURE, seed=7, draws=1000)
    assert found.counts == {"a": (793, 195, 12), "b": (170, 538, 292), "c": (37, 267, 696)}
    assert (found.seed, found.draws) == (7, 1000)
    assert rank_draws(list(reversed(ABC)), UNSURE, seed=7, draws=1000).counts == found.counts
    assert rank_draws(ABC, UNSURE, seed=8, draws=1000).counts != found.counts


def test_shares_come_near_the_triangles_own() -> None:
    # Triangle 10, 20, 40: above 30 lies (40 - 30)^2 / (30 x 20) = 1/6.
    found = rank_draws(ABC[:2], {("b", Measure.PEOPLE): ranging(10, 40)}, seed=1)
    assert abs(found.share("b", 1) - Fraction(1, 6)) < Fraction(1, 100)
    assert found.share("b", 1) + found.share("b", 2) == 1


def test_a_change_to_one_figure_leaves_the_draws_of_the_others() -> None:
    before = rank_draws(ABC, UNSURE, seed=7, draws=500).counts
    idle = [*ABC, option("z", 1, 1_000)]
    after = rank_draws(idle, {**UNSURE, ("z", Measure.COST): ranging(900, 2_000)}, seed=7, draws=500).counts
    assert {one: after[one][:3] for one in "abc"} == before
    assert after["z"] == (0, 0, 0, 500)


def test_without_ranges_every_draw_is_the_order_ties_and_all() -> None:
    thirds = [
        option("late", 1, 3, share=Fraction(1, 3)), option("free", 5, 0), option("early", 2, 18),
        option("harm", -3, 4), option("saves", 1, -4), option("nothing", 0, 4),
    ]  # fmt: skip
    found = rank_draws(thirds, {}, seed=1, draws=4)
    order = [one.option.id for one in priority_order(thirds)]
    assert order == ["saves", "free", "late", "early"]
    for rank, one in enumerate(order, 1):
        assert found.share(one, rank) == 1
    assert found.without_place("harm") == found.without_place("nothing") == 1


def test_a_gain_that_may_fall_to_nought_loses_its_place() -> None:
    found = rank_draws(ABC, {("b", Measure.BENEFIT): ranging(-100, 100)}, seed=3, draws=2000)
    assert 0 < found.without_place("b") < Fraction(1, 2)
    assert found.share("c", 2) > 0
    assert sum(found.share("a", rank) for rank in (1, 2, 3)) == 1


def test_success_is_drawn_only_where_it_counts() -> None:
    unsure = {("a", Measure.SUCCESS): Estimate(low=Fraction(0))}
    assert rank_draws(ABC, unsure, seed=1, draws=200).share("a", 1) < 1
    assert rank_draws(ABC, unsure, seed=1, draws=200, apply_success=False).share("a", 1) == 1


def test_nothing_to_draw() -> None:
    assert rank_draws([], {}, seed=1).counts == {}
    missing = replace(ABC[0], cost=None)
    assert set(rank_draws([missing, *ABC[1:]], {}, seed=1, draws=5).counts) == {"b", "c"}


@given(
    st.lists(st.tuples(st.integers(-2, 9), st.integers(-2, 9)), min_size=1, max_size=6),
    st.integers(0, 2**32),
)
@settings(max_examples=60, deadline=None)
def test_ranks_without_ranges_are_those_of_the_order(figures: list[tuple[int, int]], seed: int) -> None:
    options = [option("abcdef"[at], gained, cost) for at, (gained, cost) in enumerate(figures)]
    found = rank_draws(options, {}, seed=seed, draws=2)
    ranks = {one.option.id: one.rank for one in priority_order(options)}
    for one in options:
        assert found.counts[one.id] == tuple(
            2 if ranks.get(one.id) == rank else 0 for rank in range(1, len(options) + 1)
        )


def test_funded_sets_are_counted_draw_by_draw() -> None:
    steps = list(funded_draws(ABC, [], UNSURE, best_within(20), seed=7, draws=60))
    assert [one.done for one in steps] == list(range(1, 61))
    end = steps[-1]
    assert (end.wanted, end.infeasible, end.seed) == (60, 0, 7)
    assert end.core("a") is Core.CORE
    assert end.core("b") is end.core("c") is Core.BORDERLINE
    assert end.funded == {"a": 60, "b": 57, "c": 3}
    again = last(funded_draws(ABC, [], UNSURE, best_within(20), seed=7, draws=60))
    assert again == end


def test_core_and_exterior_without_ranges() -> None:
    end = last(funded_draws(ABC, [], {}, best_within(20), seed=1, draws=3))
    assert [end.core(one) for one in "abc"] == [Core.CORE, Core.CORE, Core.EXTERIOR]
    assert end.core_index("c") == 0


def test_draws_in_which_nothing_is_feasible_count_for_no_option() -> None:
    dear = {("a", Measure.COST): ranging(10, 30)}

    def must_take_a(problem: Problem) -> Portfolio | None:
        assert problem.rules == (must,)
        item = next(one for one in problem.items if one.id == "a")
        fits = item.cost <= problem.scaled_budget(Fraction(20))
        return Portfolio(("a",), item.cost, item.gain) if fits else None

    must = Rule(kind=RuleKind.MUST, members=("a",))
    end = last(funded_draws(ABC, [must], dear, must_take_a, seed=1, draws=200))
    assert 0 < end.infeasible < 200
    assert end.core("a") is Core.CORE
    never = last(funded_draws(ABC, [], {}, lambda problem: None, seed=1, draws=2))
    assert never.core("a") is None


def test_drawn_figures_reach_the_engine_in_whole_numbers() -> None:
    seen = []

    def note(problem: Problem) -> Portfolio:
        b, c = (next(one for one in problem.items if one.id == name) for name in "bc")
        seen.append((problem.gain_of(b.gain), problem.cost_of(c.cost)))
        assert problem.cost_of(b.cost) == 10
        assert problem.gain_of(c.gain) == 16
        return Portfolio((), 0, 0)

    last(funded_draws(ABC, [], UNSURE, note, seed=7, draws=400))
    assert all(10 <= gained <= 40 and 4 <= cost <= 12 for gained, cost in seen)
    # The mean of a triangle is the mean of its corners.
    assert fmean(gained for gained, _ in seen) == pytest.approx(70 / 3, abs=1)
    assert fmean(cost for _, cost in seen) == pytest.approx(26 / 3, abs=0.3)


def test_a_drawn_cost_that_stays_is_paid_in_every_plan() -> None:
    block = option("block", 9, 210, current=True, cost_stays=True, service="clinics")  # type: ignore[arg-type]
    level, wish = option("level", 5, 105, service="clinics"), option("wish", 4, 50)  # type: ignore[arg-type]
    ranges = {("block", Measure.COST): ranging(150, 300), ("level", Measure.COST): ranging(100, 140)}
    seen = []

    def note(problem: Problem) -> Portfolio:
        items = {one.id: one for one in problem.items}
        seen.append(items["block"].cost)
        assert items["block"].cost_not_done == items["block"].cost
        assert (items["level"].cost, items["level"].cost_not_done) == (0, 0)
        assert problem.cost_of(items["wish"].cost) == 50
        return Portfolio((), 0, 0)

    last(funded_draws([block, level, wish], [], ranges, note, seed=1, draws=50))
    assert len(set(seen)) == 50
