"""Why order and optimum differ, on the published four projects (Lourenço, Morton, Bana e Costa 2012)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from stewardship_desktop.domain.star.compare import difference_words
from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.problem import problem_of
from stewardship_desktop.domain.star.rules import Rule, RuleKind

FOUR = ((1, 3, 4), (2, 4, 8), (3, 3, 10), (4, 2, 8))


def _project(number: int, benefit: int, cost: int, **more: object) -> Option:
    values: dict[str, object] = {
        "id": str(number), "name": f"Project {number}", "people": Fraction(benefit),
        "benefit": Fraction(100), "cost": Fraction(cost),
    }  # fmt: skip
    return Option(**{**values, **more})  # type: ignore[arg-type]


def _words(options: list[Option], budget: int, rules: tuple[Rule, ...] = ()) -> str:
    problem = problem_of(options, rules)
    best = budgeted(problem, problem.scaled_budget(Fraction(budget)))
    names = {option.id: option.name for option in options}
    return difference_words(problem, priority_order(options), best, Fraction(budget), names)


@pytest.fixture
def four() -> list[Option]:
    return [_project(*each) for each in FOUR]


def test_the_published_case_names_what_stops_the_order_and_what_the_optimum_adds(four: list[Option]) -> None:
    assert _words(four, 20) == (
        "The priority order funds Project 1 and Project 2 (gain 7 for £12), and stops: Project 3 is next "
        "and costs £10, more than the £8 left. The best plan takes Project 4 too: gain 9 for £20, 2 more."
    )


def test_where_both_fund_the_same_nothing_is_explained(four: list[Option]) -> None:
    for budget in (4, 12, 22, 30):
        assert _words(four, budget) == "The priority order funds the same options as the best plan."


def test_a_swap_says_what_is_left_out(four: list[Option]) -> None:
    said = _words([_project(1, 3, 4), _project(2, 7, 10)], 10)
    assert "The best plan leaves out Project 1 and takes Project 2: gain 7 for £10, 4 more." in said


def test_a_broken_rule_is_the_reason(four: list[Option]) -> None:
    said = _words(four, 12, (Rule(kind=RuleKind.MUST_NOT, members=("1",)),))
    assert "but takes no account of rules: Project 1 must be left out" in said
    assert said.endswith("gain 4 for £8, 3 less.")


def test_costs_of_not_doing_are_the_reason() -> None:
    options = [_project(1, 3, 4), _project(2, 1, 6, cost_not_done=Fraction(3))]
    assert _words(options, 6) == (
        "The priority order funds Project 1 (gain 3 for £4), but takes no account of the cost of not doing "
        "the others: with it the plan is £1 over the budget. The best plan leaves out Project 1 and takes "
        "Project 2: gain 1 for £6, 2 less."
    )


def test_nothing_that_fits_is_said(four: list[Option]) -> None:
    assert "Nothing keeps to the rules" in _words(four, 3, (Rule(kind=RuleKind.MUST, members=("1",)),))
