"""The exact merge against trying every set, and its published example."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from stewardship_desktop.domain.star.merge import TooLargeError, best_within, efficient_portfolios
from stewardship_desktop.domain.star.problem import Item, Portfolio, Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from tests.support.portfolios import best_by_force, budgets, frontier_by_force, problems


@settings(max_examples=150, deadline=None)
@given(problem=problems(most=9))
def test_frontier_is_what_trying_every_set_finds(problem: Problem) -> None:
    assert efficient_portfolios(problem) == frontier_by_force(problem)


@settings(max_examples=6, deadline=None)
@given(problem=problems(most=12))
def test_frontier_of_up_to_twelve_options(problem: Problem) -> None:
    assert efficient_portfolios(problem) == frontier_by_force(problem)


@settings(max_examples=150, deadline=None)
@given(problem=problems(), budget=budgets)
def test_best_within_a_budget_is_what_trying_every_set_finds(problem: Problem, budget: int | None) -> None:
    assert best_within(problem, budget) == best_by_force(problem, budget)


def test_ties_take_fewest_members_then_the_first_in_id_order() -> None:
    items = (Item("B10", 2, 2), Item("B2", 1, 1), Item("a", 1, 1), Item("b", 2, 2), Item("idle", 0, 0))
    points = efficient_portfolios(Problem(items=items))
    assert [one.members for one in points] == [
        (), ("B2",), ("B10",), ("B10", "B2"), ("B10", "b"), ("B10", "B2", "b"), ("B10", "B2", "a", "b"),
    ]  # fmt: skip


def test_no_options_leave_the_empty_portfolio() -> None:
    assert efficient_portfolios(Problem(items=())) == (Portfolio((), 0, 0),)
    assert best_within(Problem(items=()), 0) == Portfolio((), 0, 0)
    assert best_within(Problem(items=()), -1) is None


def test_rules_that_nothing_can_meet_leave_no_portfolio() -> None:
    both = (Rule(kind=RuleKind.MUST, members=("a",)), Rule(kind=RuleKind.MUST_NOT, members=("a",)))
    problem = Problem(items=(Item("a", 1, 1), Item("b", 1, 1)), rules=both)
    assert efficient_portfolios(problem) == ()
    assert best_within(problem, None) is None


def test_leaving_out_may_cost_more_than_taking() -> None:
    problem = Problem(items=(Item("a", 3, 1, cost_not_done=5),))
    assert efficient_portfolios(problem) == (Portfolio(("a",), 3, 1),)


def test_a_single_group_of_thirty_options_is_no_obstacle() -> None:
    ids = [f"o{number:02}" for number in range(30)]
    items = tuple(Item(one, 7 + at * 5 % 31, 3 + at * 11 % 29) for at, one in enumerate(ids))
    chain = tuple(Rule(kind=RuleKind.NEEDS, members=(a, b)) for a, b in pairwise(ids))
    points = efficient_portfolios(Problem(items=items, rules=chain))
    # Each option needs the next, so a portfolio is a tail of the list.
    assert all(one.members == tuple(ids[30 - len(one.members) :]) for one in points)
    three = Rule(kind=RuleKind.EXACTLY, members=tuple(ids), quantity=3)
    assert {len(one.members) for one in efficient_portfolios(Problem(items=items, rules=(three,)))} == {3}


def test_too_much_work_is_refused() -> None:
    items = tuple(Item(f"{number:02}", 2**number, 2**number) for number in range(16))
    with pytest.raises(TooLargeError):
        efficient_portfolios(Problem(items=items), work=1000)
    rows = tuple(replace(one, rows=(one.cost % 7, one.cost % 5)) for one in items)
    with pytest.raises(TooLargeError):
        best_within(Problem(items=rows, limits=(9, 9)), None, work=1000)
