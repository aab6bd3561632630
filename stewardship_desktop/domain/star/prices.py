"""What it costs to insist: the gain lost if a chosen option is stopped, or if another is kept in.

Both compare whole portfolios at one budget, in full-benefit equivalents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.problem import Portfolio, Problem, with_rule
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.solver import Solver


@dataclass(frozen=True, kw_only=True)
class Price:
    """The price of one option at a budget.

    `chosen`: in the best portfolio. `loss` of best gain if it is stopped (chosen) or kept in (not
    chosen); None where nothing is then feasible. `instead` is the best portfolio then.
    """

    id: str
    chosen: bool
    loss: Fraction | None
    instead: Portfolio | None


def loss_if_stopped(
    problem: Problem, best: Portfolio, budget: int | None, option: str, solver: Solver | None = None
) -> Price:
    """Replacement cost: the best gain lost when the option is left out. `best`: the best at the budget."""
    if option not in best.members:
        return Price(id=option, chosen=False, loss=Fraction(0), instead=best)
    instead = budgeted(with_rule(problem, RuleKind.MUST_NOT, option), budget, solver)
    return _price(problem, best, instead, option)


def price_of_keeping(
    problem: Problem, best: Portfolio, budget: int | None, option: str, solver: Solver | None = None
) -> Price:
    """The best gain lost when the option is forced in. `best`: the best at the budget."""
    if option in best.members:
        return Price(id=option, chosen=True, loss=Fraction(0), instead=best)
    instead = budgeted(with_rule(problem, RuleKind.MUST, option), budget, solver)
    return _price(problem, best, instead, option)


def prices(problem: Problem, budget: int | None, solver: Solver | None = None) -> Iterator[Price]:
    """The price of each option in id order, one by one (a job's progress); none if nothing fits."""
    best = budgeted(problem, budget, solver)
    if best is None:
        return
    for item in problem.items:
        find = loss_if_stopped if item.id in best.members else price_of_keeping
        yield find(problem, best, budget, item.id, solver)


def _price(problem: Problem, best: Portfolio, instead: Portfolio | None, option: str) -> Price:
    loss = None if instead is None else problem.gain_of(best.gain - instead.gain)
    return Price(id=option, chosen=option in best.members, loss=loss, instead=instead)
