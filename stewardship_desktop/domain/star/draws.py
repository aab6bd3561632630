"""How often an option takes a rank or is funded when its figures are drawn from their ranges.

Each figure with a range is drawn from a triangle over low, best and high, apart from all others and
from a stream of its own (seed, option, figure): the same seed gives the same draws on every machine,
and a change to one figure leaves the draws of all others as they were. Ranks are compared as floats,
for speed, and so are not for decisions; a funded set is solved exactly for figures that were drawn.
Only the five figures of the method are drawn; further resources (wte, beds) stay at their best.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import zip_longest
from math import inf, sqrt
from operator import mul, truediv
from random import Random

from stewardship_desktop.domain.star.estimate import MEASURES, Estimates, span, value_of
from stewardship_desktop.domain.star.option import Option, complete, gain
from stewardship_desktop.domain.star.problem import Portfolio, Problem, plan_costs, problem_of
from stewardship_desktop.domain.star.rules import Rule
from stewardship_desktop.domain.star.session import Measure

RANK_DRAWS = 10_000
FUNDED_DRAWS = 500
COST_PARTS = 100
GAIN_PARTS = 1_000_000
"""Drawn costs are taken to a hundredth of the budget's unit, drawn gains to a millionth."""

FREE = 1e200
"""Above any value for money: where free and cost-saving options stand among floats."""


@dataclass(frozen=True, kw_only=True)
class RankDraws:
    """Rank acceptability. `counts`: by option id, in how many of the `draws` it took rank 1, 2, ...

    The rest of an option's draws left it without a place in the order. Source of the method: SMAA,
    doi 10.1016/j.ejor.2005.12.037.
    """

    seed: int
    draws: int
    counts: Mapping[str, tuple[int, ...]]

    def share(self, option_id: str, rank: int) -> Fraction:
        """The share of draws in which the option took this rank, the first being 1."""
        return Fraction(self.counts[option_id][rank - 1], self.draws)

    def without_place(self, option_id: str) -> Fraction:
        """The share of draws in which the option gained nothing and so had no place."""
        return 1 - Fraction(sum(self.counts[option_id]), self.draws)


class Core(StrEnum):
    """What the core index says of an option."""

    CORE = "core: funded in every draw"
    BORDERLINE = "borderline: funded in some draws"
    EXTERIOR = "exterior: funded in no draw"


@dataclass(frozen=True, kw_only=True)
class FundedDraws:
    """How often each option was in the best set, after `done` of the `wanted` draws.

    In `infeasible` of them nothing kept to the rules and the budget; they count for no option.
    """

    seed: int
    wanted: int
    done: int
    infeasible: int
    funded: Mapping[str, int]

    def core_index(self, option_id: str) -> Fraction | None:
        """The share of feasible draws in which the option is funded; None before there is one."""
        feasible = self.done - self.infeasible
        return Fraction(self.funded[option_id], feasible) if feasible else None

    def core(self, option_id: str) -> Core | None:
        """Core, exterior or borderline; None before there is a feasible draw."""
        index = self.core_index(option_id)
        if index is None:
            return None
        return Core.CORE if index == 1 else Core.BORDERLINE if index else Core.EXTERIOR


def _triangle(low: float, best: float, high: float, points: Sequence[float]) -> list[float]:
    """Points of 0 to 1 as draws from a triangle, by its inverse distribution (exactly rounded steps only)."""
    width, rise, fall = high - low, best - low, high - best
    turn, up, down = rise / width, width * rise, width * fall
    return [low + sqrt(u * up) if u < turn else high - sqrt((1 - u) * down) for u in points]


@dataclass(frozen=True)
class Drawn:
    """An option's draws; None where nothing of it has a range."""

    gains: list[float] | None
    costs: list[float] | None


def _drawn(option: Option, estimates: Estimates, seed: int, draws: int, apply_success: bool) -> Drawn:
    fixed = option.weight / 100
    gains: list[float] | None = None
    costs: list[float] | None = None
    for measure in MEASURES:
        if measure is Measure.SUCCESS and not apply_success:
            continue
        ends = span(option, measure, estimates)
        if ends is None:
            if measure is not Measure.COST:
                fixed *= value_of(option, measure) or 0
            continue
        stream = Random(f"{seed}/{option.id}/{measure.value}").random  # noqa: S311 - a sample, no secret
        low, best, high = map(float, ends)
        column = _triangle(low, best, high, [stream() for _ in range(draws)])
        if measure is Measure.COST:
            costs = column
        else:
            gains = column if gains is None else list(map(mul, gains, column))
    if gains is not None:
        times = float(fixed)
        gains = [one * times for one in gains]
    return Drawn(gains, costs)


def _worth(gained: float, cost: float) -> float:
    """A number that sorts like the order: no gain last, what costs nought or less before all others."""
    if gained <= 0:
        return -inf
    return gained / cost if cost > 0 else FREE * (1 - cost)


def _worths(option: Option, drawn: Drawn, draws: int, apply_success: bool) -> list[float]:
    gained, cost = gain(option, apply_success=apply_success) or Fraction(0), option.cost or Fraction(0)
    if drawn.gains is None and drawn.costs is None:
        # One rounding of the exact quotient: options that tie exactly tie here too.
        exact = float(gained / cost) if gained > 0 and cost > 0 else _worth(float(gained), float(cost))
        return [exact] * draws
    gains = drawn.gains or [float(gained)] * draws
    costs = drawn.costs or [float(cost)] * draws
    if min(gains) > 0 and min(costs) > 0:
        return list(map(truediv, gains, costs))
    return list(map(_worth, gains, costs))


def rank_draws(
    options: Sequence[Option],
    estimates: Estimates,
    *,
    seed: int,
    draws: int = RANK_DRAWS,
    apply_success: bool = True,
) -> RankDraws:
    """How often each option takes each rank of the priority order; one with a figure missing takes none."""
    counted = sorted(
        complete(options, apply_success=apply_success),
        key=lambda one: (one.cost or 0, one.name, one.id),
    )
    columns = [
        _worths(one, _drawn(one, estimates, seed, draws, apply_success), draws, apply_success)
        for one in counted
    ]
    places = range(len(counted))
    # Sorting is stable, reversed or not: options that tie stay in the order of cost, name and id.
    orders = [sorted(places, key=worth.__getitem__, reverse=True) for worth in zip(*columns, strict=True)]
    if any(-inf in column for column in columns):
        for order, worth in zip(orders, zip(*columns, strict=True), strict=True):
            while order and worth[order[-1]] == -inf:
                order.pop()
    by_rank = [Counter(rank) for rank in zip_longest(*orders, fillvalue=-1)]
    by_rank += [Counter()] * (len(counted) - len(by_rank))
    return RankDraws(
        seed=seed,
        draws=draws,
        counts={one.id: tuple(rank[place] for rank in by_rank) for place, one in enumerate(counted)},
    )


BestOf = Callable[[Problem], Portfolio | None]
"""An exact engine at one budget: the best portfolio of a problem, None where nothing is feasible."""


def funded_draws(
    options: Sequence[Option],
    rules: Sequence[Rule],
    estimates: Estimates,
    best: BestOf,
    *,
    seed: int,
    draws: int = FUNDED_DRAWS,
    limits: Sequence[Fraction | None] = (),
    apply_success: bool = True,
) -> Iterator[FundedDraws]:
    """How often each option is in the best set: the count so far after every draw, for progress.

    Stop asking and it stops. `best` must find the best set of the problem it is given at the caller's
    budget. Without any range one draw would do, and all come out the same.
    """
    counted = sorted(complete(options, apply_success=apply_success), key=lambda one: one.id)
    problem = _finer(problem_of(options, rules, limits=limits, apply_success=apply_success))
    columns = [_drawn(one, estimates, seed, draws, apply_success) for one in counted]
    funded = dict.fromkeys((one.id for one in counted), 0)
    infeasible = 0
    best_costs = [round((one.cost or 0) * problem.cost_scale) for one in counted]
    not_done = [round(one.cost_not_done * problem.cost_scale) for one in counted]
    for at in range(draws):
        # A drawn cost that stays is drawn for the plans that leave the option out too.
        costs, left = plan_costs(
            counted,
            [
                cost if drawn.costs is None else round(drawn.costs[at] * problem.cost_scale)
                for cost, drawn in zip(best_costs, columns, strict=True)
            ],
        )
        items = tuple(
            replace(
                item,
                gain=item.gain if drawn.gains is None else round(drawn.gains[at] * problem.gain_scale),
                cost=costs[place],
                cost_not_done=not_done[place] + left[place],
            )
            for place, (item, drawn) in enumerate(zip(problem.items, columns, strict=True))
        )
        found = best(replace(problem, items=items))
        if found is None:
            infeasible += 1
        else:
            for member in found.members:
                funded[member] += 1
        yield FundedDraws(seed=seed, wanted=draws, done=at + 1, infeasible=infeasible, funded=dict(funded))


def _finer(problem: Problem) -> Problem:
    """The same problem on scales fine enough for drawn figures."""
    cost = math.lcm(problem.cost_scale, COST_PARTS) // problem.cost_scale
    gained = math.lcm(problem.gain_scale, GAIN_PARTS) // problem.gain_scale
    return replace(
        problem,
        items=tuple(
            replace(one, cost=one.cost * cost, gain=one.gain * gained, cost_not_done=one.cost_not_done * cost)
            for one in problem.items
        ),
        synergies=tuple(
            replace(one, cost=one.cost * cost, gain=one.gain * gained) for one in problem.synergies
        ),
        cost_scale=problem.cost_scale * cost,
        gain_scale=problem.gain_scale * gained,
    )
