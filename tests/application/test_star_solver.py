"""HiGHS against trying every set: gain, cost and members, and what it does with what doubles blur."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from stewardship_desktop.application.star_solver import HighsSolver
from stewardship_desktop.domain.star.frontier import budgeted, frontier_of
from stewardship_desktop.domain.star.merge import efficient_portfolios
from stewardship_desktop.domain.star.problem import Item, Portfolio, Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from tests.support.portfolios import best_by_force, budgets, frontier_by_force, problems


@settings(max_examples=60, deadline=None)
@given(problem=problems(), budget=budgets)
def test_best_is_what_trying_every_set_finds(problem: Problem, budget: int | None) -> None:
    assert HighsSolver().best(problem, budget) == best_by_force(problem, budget)


@settings(max_examples=4, deadline=None)
@given(problem=problems(most=12), budget=budgets)
def test_best_of_up_to_twelve_options(problem: Problem, budget: int | None) -> None:
    assert HighsSolver().best(problem, budget) == best_by_force(problem, budget)


@settings(max_examples=12, deadline=None)
@given(problem=problems(most=6))
def test_frontier_is_what_trying_every_set_finds(problem: Problem) -> None:
    assert tuple(reversed(list(HighsSolver().efficient(problem)))) == frontier_by_force(problem)


def test_seven_efficient_portfolios_as_published() -> None:
    # Lourenço, Morton and Bana e Costa (2012).
    items = (Item("1", 4, 3), Item("2", 8, 4), Item("3", 10, 3), Item("4", 8, 2))
    frontier = frontier_of(Problem(items=items), HighsSolver(), work=1)
    assert [(one.cost, one.gain) for one in frontier.points] == [
        (0, 0), (4, 3), (8, 4), (12, 7), (20, 9), (22, 10), (30, 12),
    ]  # fmt: skip
    assert frontier.points == efficient_portfolios(Problem(items=items))


def test_ties_over_more_ids_than_one_solve_can_order() -> None:
    ids = [f"{number:02}" for number in range(50)]
    items = tuple(Item(one, 5, 5) for one in ids)
    far = Rule(kind=RuleKind.AT_MOST, members=tuple(ids[:3]), quantity=1)
    found = HighsSolver().best(Problem(items=items, rules=(far,)), 20)
    assert found == Portfolio(("00", "03", "04", "05"), 20, 20)


def test_small_differences_in_large_figures() -> None:
    million = 10**6
    items = tuple(Item(f"{number}", 40_000_000 + number, 5 * million + number) for number in range(10))
    problem = Problem(items=items)
    budget = 4 * 40_000_000 + 25
    assert HighsSolver().best(problem, budget) == best_by_force(problem, budget)


def test_figures_beyond_doubles_still_keep_to_the_rules() -> None:
    huge = 2**60
    items = tuple(Item(f"{number}", huge + number, huge + 2 * number) for number in range(6))
    found = HighsSolver().best(Problem(items=items), 3 * huge + 6)
    assert found is not None
    assert found.cost <= 3 * huge + 6
    assert len(found.members) == 3


def test_it_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    items = tuple(Item(f"{number:02}", 7 + number % 5, 3 + number % 7, (number % 4,)) for number in range(30))
    HighsSolver().best(Problem(items=items, limits=(20,)), 90)
    assert capfd.readouterr() == ("", "")


def test_the_solver_is_asked_where_the_merge_gives_up() -> None:
    ids = [f"{number:03}" for number in range(70)]
    items = tuple(
        Item(one, 50 + at * 37 % 101, 40 + at * 53 % 97, (at * 29 % 13, at * 31 % 11, at * 7 % 17))
        for at, one in enumerate(ids)
    )
    problem = Problem(items=items, limits=(150, 120, 200))
    found = budgeted(problem, 2_000, HighsSolver())
    assert found is not None
    assert found == HighsSolver().best(problem, 2_000)
