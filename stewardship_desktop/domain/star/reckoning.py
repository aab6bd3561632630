"""A session worked out whole: order, frontier, today's standing, the best plan for the budget, each ledger.

What every screen and sheet of a session shows comes from one of these; it is made anew after a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.star.frontier import CurrentStanding, Frontier, frontier_of, standing_of
from stewardship_desktop.domain.star.merge import WORK, TooLargeError
from stewardship_desktop.domain.star.model import current_ids, options_of, problem_from
from stewardship_desktop.domain.star.moves import Ledger, ledger_between, ledger_of
from stewardship_desktop.domain.star.option import Option, missing
from stewardship_desktop.domain.star.order import Ranked, funded_in_order, priority_order
from stewardship_desktop.domain.star.problem import Portfolio, Problem, evaluate
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import StarOption, StarScenario
from stewardship_desktop.domain.star.solver import Solver

AT_ONCE = 400_000
"""States the merge may look at where a screen waits for it: a moment's work."""


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """What the engine makes of a session. `budget` is today's spend and the envelope, pounds a year.

    `frontier` and `standing` are None while the problem is too large for the merge and no solver was
    given, or nothing keeps to the rules (`frontier` then has no points).
    """

    records: SessionRecords
    options: Mapping[str, Option]
    order: tuple[Ranked, ...]
    problem: Problem
    frontier: Frontier | None
    standing: CurrentStanding | None
    budget: Fraction
    ledgers: Mapping[str, Ledger]

    @property
    def best(self) -> Portfolio | None:
        """The portfolio of most gain within the budget; None where there is none or it isn't known."""
        if self.frontier is None:
            return None
        return self.frontier.at(self.problem.scaled_budget(self.budget))

    @property
    def missing(self) -> tuple[tuple[StarOption, tuple[str, ...]], ...]:
        """The options that can't be counted, each with the figures it lacks."""
        success = self.records.session.apply_success
        found = (
            (option, missing(self.options[option.id], apply_success=success))
            for option in self.records.active
        )
        return tuple((option, lacks) for option, lacks in found if lacks)

    def in_order(self, budget: Fraction) -> tuple[Ranked, ...]:
        """What the priority order alone funds at a budget; rules play no part in it."""
        return funded_in_order(self.order, budget)

    def ledger_to(self, scenario: StarScenario, members: frozenset[str]) -> Ledger:
        """The ledger of going from today to a set of options, with the scenario's funding."""
        return ledger_between(self.records, scenario, set(current_ids(self.records)), set(members))


def reckon(records: SessionRecords, solver: Solver | None = None, *, work: int = WORK) -> Reckoning:
    """Work a session out. Without a solver a problem too large for the merge has no frontier.

    `work` is how many states the merge may look at before that is so: a screen that must answer at
    once takes fewer.
    """
    options = options_of(records)
    problem = problem_from(records, options=options)
    try:
        frontier: Frontier | None = frontier_of(problem, solver, work=work)
    except TooLargeError:
        frontier = None
    today = evaluate(problem, current_ids(records))
    return Reckoning(
        records=records,
        options={option.id: option for option in options},
        order=priority_order(options, apply_success=records.session.apply_success),
        problem=problem,
        frontier=frontier,
        standing=None if frontier is None else standing_of(frontier, current_ids(records)),
        budget=problem.cost_of(today.cost) + records.session.envelope,
        ledgers={each.id: ledger_of(records, each) for each in records.scenarios},
    )
