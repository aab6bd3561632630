"""The frontier of efficient portfolios: look-ups for a budget, convex points, where the current stands.

The engine is chosen here and nowhere else: the exact merge while it can, the solver where it can't.
Every portfolio passes the checker first. Costs and gains here are scaled whole numbers as in the
problem, or exact Fractions in the budget's unit where a method says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from stewardship_desktop.domain.star.check import broken_rules, checked, exceeded_rows
from stewardship_desktop.domain.star.merge import WORK, TooLargeError, best_within, efficient_portfolios
from stewardship_desktop.domain.star.problem import Portfolio, Problem, evaluate
from stewardship_desktop.domain.star.rules import Rule
from stewardship_desktop.domain.star.solver import Solver

WORK_FOR_ONE = 500_000
"""States the merge may look at for a single budget (a fifth of a second) before the solver takes over."""

Found = Callable[[Portfolio], bool]
"""Told of each point a solver finds, dearest first; returns whether that is enough."""


@dataclass(frozen=True)
class Frontier:
    """Every efficient portfolio, cheapest first, and which of them are convex (on the upper hull).

    `convex[k]`: point k lies on the smooth frontier; points on a straight piece of it count.
    Without points nothing keeps to the rules and limits.
    """

    problem: Problem
    points: tuple[Portfolio, ...]
    convex: tuple[bool, ...]

    @cached_property
    def _costs(self) -> list[int]:
        return [point.cost for point in self.points]

    @cached_property
    def _gains(self) -> list[int]:
        return [point.gain for point in self.points]

    @cached_property
    def _hull(self) -> tuple[list[int], list[int]]:
        hull = [point for point, is_on in zip(self.points, self.convex, strict=True) if is_on]
        return [point.cost for point in hull], [point.gain for point in hull]

    def at(self, budget: int) -> Portfolio | None:
        """The portfolio of most gain within a scaled budget; None where nothing fits."""
        place = bisect_right(self._costs, budget)
        return self.points[place - 1] if place else None

    def reaching(self, gain: int) -> Portfolio | None:
        """The cheapest portfolio with at least this scaled gain; None where none has it."""
        place = bisect_left(self._gains, gain)
        return self.points[place] if place < len(self.points) else None

    def smooth_gain(self, budget: Fraction) -> Fraction | None:
        """Gain at a budget in its unit where options may be funded in part; None below the first point."""
        costs, gains = self._hull
        at = budget * self.problem.cost_scale
        place = bisect_right(costs, at)
        if not place:
            return None
        gained = Fraction(gains[place - 1])
        if place < len(costs):
            run, rise = costs[place] - costs[place - 1], gains[place] - gains[place - 1]
            gained += (at - costs[place - 1]) * Fraction(rise, run)
        return gained / self.problem.gain_scale

    def smooth_cost(self, gained: Fraction) -> Fraction | None:
        """Least cost in the budget's unit of a gain, part funding allowed; None above the best gain."""
        costs, gains = self._hull
        at = gained * self.problem.gain_scale
        place = bisect_left(gains, at)
        if place == len(gains):
            return None
        cost = Fraction(costs[place])
        if place:
            run, rise = costs[place] - costs[place - 1], gains[place] - gains[place - 1]
            cost -= (gains[place] - at) * Fraction(run, rise)
        return cost / self.problem.cost_scale


@dataclass(frozen=True, kw_only=True)
class CurrentStanding:
    """The current allocation beside the frontier, in full-benefit equivalents and the budget's unit.

    `gain_at_same_cost` is the gain that could be added, `cost_at_same_gain` what could be saved; None
    where the frontier has no such point. Either can be below nought where the current allocation
    breaks a rule (`broken`) or takes more of a row than there is (`exceeded`, places among the limits).
    """

    portfolio: Portfolio
    cost: Fraction
    gain: Fraction
    gain_at_same_cost: Fraction | None
    cost_at_same_gain: Fraction | None
    gain_at_same_cost_whole: Fraction | None
    cost_at_same_gain_whole: Fraction | None
    better_at_same_cost: Portfolio | None
    cheaper_at_same_gain: Portfolio | None
    broken: tuple[Rule, ...]
    exceeded: tuple[int, ...]


def convex_marks(points: Sequence[Portfolio]) -> tuple[bool, ...]:
    """Which of the efficient points, cheapest first, lie on their upper hull; collinear ones do."""
    hull: list[int] = []
    for number, point in enumerate(points):
        while len(hull) > 1:
            before, last = points[hull[-2]], points[hull[-1]]
            # Below the straight line from the one before it to the new one: not on the hull.
            if (last.gain - before.gain) * (point.cost - before.cost) >= (point.gain - before.gain) * (
                last.cost - before.cost
            ):
                break
            hull.pop()
        hull.append(number)
    on = set(hull)
    return tuple(number in on for number in range(len(points)))


def frontier_of(
    problem: Problem, solver: Solver | None = None, *, found: Found | None = None, work: int = WORK
) -> Frontier:
    """Every efficient portfolio of a problem, exact.

    The merge does it at once where it can; else the solver does, one point after another, each told
    to `found`, which ends the search by returning True: the frontier then holds the dear end only.
    Raises TooLargeError where the merge can't and there is no solver.
    """
    try:
        points: Iterable[Portfolio] = efficient_portfolios(problem, work=work)
    except TooLargeError:
        if solver is None:
            raise
        told: list[Portfolio] = []
        for point in solver.efficient(problem):
            told.append(point)
            if found is not None and found(point):
                break
        points = reversed(told)
    kept = tuple(checked(problem, point) for point in points)
    return Frontier(problem, kept, convex_marks(kept))


def budgeted(problem: Problem, budget: int | None, solver: Solver | None = None) -> Portfolio | None:
    """The portfolio of most gain within a scaled budget (None: any budget); None where nothing fits.

    Ties: lower cost, then fewest members, then first in the order of ids. Raises TooLargeError where
    the merge would take too long and there is no solver.
    """
    try:
        best = best_within(problem, budget, work=WORK if solver is None else WORK_FOR_ONE)
    except TooLargeError:
        if solver is None:
            raise
        best = solver.best(problem, budget)
    return None if best is None else checked(problem, best, budget)


def standing_of(frontier: Frontier, members: Iterable[str]) -> CurrentStanding:
    """Where an allocation (option ids; those that aren't counted are passed over) stands."""
    problem = frontier.problem
    current = evaluate(problem, members)
    cost, gained = problem.cost_of(current.cost), problem.gain_of(current.gain)
    smooth_gain, smooth_cost = frontier.smooth_gain(cost), frontier.smooth_cost(gained)
    better, cheaper = frontier.at(current.cost), frontier.reaching(current.gain)
    return CurrentStanding(
        portfolio=current,
        cost=cost,
        gain=gained,
        gain_at_same_cost=None if smooth_gain is None else smooth_gain - gained,
        cost_at_same_gain=None if smooth_cost is None else cost - smooth_cost,
        gain_at_same_cost_whole=None if better is None else problem.gain_of(better.gain) - gained,
        cost_at_same_gain_whole=None if cheaper is None else cost - problem.cost_of(cheaper.cost),
        better_at_same_cost=better,
        cheaper_at_same_gain=cheaper,
        broken=broken_rules(problem, current),
        exceeded=exceeded_rows(problem, current),
    )
