"""Flip values: the smallest change of one figure that alters the order, or what is funded. All exact.

A figure is moved alone, over all values it can have, whatever its range. The order and what it funds
change only where the option meets another one (or nought, or the budget), so those points are walked
outwards from today's value. The best set changes where its rival, found by an exact engine with the
option forced in or left out, comes up with it. Nothing is searched for by halving, so there is no
tolerance.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import inf

from stewardship_desktop.domain.star.estimate import MEASURES, value_of, with_value
from stewardship_desktop.domain.star.frontier import budgeted, frontier_of
from stewardship_desktop.domain.star.option import Option, gain, missing
from stewardship_desktop.domain.star.order import place_of, priority_order
from stewardship_desktop.domain.star.problem import (
    Item,
    Portfolio,
    Problem,
    plan_costs,
    problem_of,
    with_rule,
)
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.domain.star.solver import Solver


class Altered(StrEnum):
    """Which answer a flip alters."""

    ORDER = "order"
    FUNDED = "funded in order"
    BEST_SET = "best set"


@dataclass(frozen=True, kw_only=True)
class Flip:
    """The nearest value of one figure, upwards (`rises`) or downwards, that alters an answer.

    `beyond`: at the value itself all is as before, any further it is not. `before` and `after` are
    ids: the whole order, or what is funded in id order. For the best set `after` is None where nothing
    is feasible any more.
    """

    option_id: str
    measure: Measure
    altered: Altered
    now: Fraction
    at: Fraction
    rises: bool
    beyond: bool
    before: tuple[str, ...]
    after: tuple[str, ...] | None

    @property
    def change(self) -> Fraction:
        """The size of the change beside today's value; today's nought counts as 1."""
        return abs(self.at - self.now) / (abs(self.now) or 1)


def easiest_first(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    """Flips by the size of the change beside today's value: the answer hangs most on the first."""
    return tuple(
        sorted(flips, key=lambda one: (one.change, one.option_id, MEASURES.index(one.measure), one.rises))
    )


Answer = Callable[[Fraction], tuple[str, ...]]
Turns = Callable[[Fraction], Iterable[Fraction]]


def _ends(measure: Measure) -> tuple[Fraction | None, Fraction | None]:
    least, most = measure.bounds
    return None if least is None else Fraction(least), None if most is None else Fraction(most)


def _stops(
    now: Fraction, turns: Iterable[Fraction], end: Fraction | None, way: int, inner: Turns
) -> Iterator[tuple[Fraction, Fraction | None]]:
    """Each value at which something may turn, from `now` up (way 1) or down (-1), and one just past it.

    Between two neighbours of `turns` no options change places; `inner` says at which values there
    what is funded may still change, given a value in between. The end has nothing past it.
    """
    last = None if end is None else way * end
    ahead = sorted({way * one for one in turns if way * one > way * now})
    marks = [way * now, *(one for one in ahead if last is None or one <= last)]
    for here, following in zip(marks, [*marks[1:], last], strict=True):
        if here == following:
            yield way * here, None
            continue
        sample = here + 1 if following is None else (here + following) / 2
        within = sorted({way * one for one in inner(way * sample)})
        within = [one for one in within if one > here and (following is None or one < following)]
        pieces = [here, *within]
        for piece, beyond in zip(pieces, [*within, following], strict=True):
            yield way * piece, way * (piece + 1 if beyond is None else (piece + beyond) / 2)


def _first(
    now: Fraction, turns: Sequence[Fraction], end: Fraction | None, way: int, answer: Answer, inner: Turns
) -> tuple[Fraction, bool, tuple[str, ...]] | None:
    """The first value with another answer, whether only past it, and that answer."""
    before = answer(now)
    for here, past in _stops(now, turns, end, way, inner):
        after = answer(here)
        if after != before:
            return here, False, after
        if past is not None and (after := answer(past)) != before:
            return here, True, after
    return None


def _gain_of_one(option: Option, measure: Measure, apply_success: bool) -> Fraction:
    """Gain for each unit of a figure, which gain is proportional to; 0 where it does not count."""
    if measure is Measure.COST or (measure is Measure.SUCCESS and not apply_success):
        return Fraction(0)
    return gain(with_value(option, measure, Fraction(1)), apply_success=apply_success) or Fraction(0)


class _Order:
    """The priority order while one figure of one option moves: all the others stay where they are."""

    def __init__(
        self, options: Sequence[Option], option: Option, measure: Measure, apply_success: bool
    ) -> None:
        self.option = option
        self.measure = measure
        self.apply_success = apply_success
        self.others = [
            one for one in priority_order(options, apply_success=apply_success) if one.option.id != option.id
        ]
        places = (place_of(one.option, apply_success=apply_success) for one in self.others)
        self._places = [one for one in places if one is not None]

    def costs(self, value: Fraction) -> list[tuple[str, Fraction]]:
        """Id and cost of each option in the order, with the figure at this value."""
        found = [(one.option.id, one.cost) for one in self.others]
        moved = with_value(self.option, self.measure, value)
        place = place_of(moved, apply_success=self.apply_success)
        if place is not None:
            found.insert(bisect_left(self._places, place), (moved.id, moved.cost or Fraction(0)))
        return found

    def ids(self, value: Fraction) -> tuple[str, ...]:
        return tuple(one for one, _ in self.costs(value))

    def funded(self, value: Fraction, budget: Fraction) -> tuple[str, ...]:
        """What is funded, in id order: from the top until the first that no longer fits."""
        taken, spent = [], Fraction(0)
        for one, cost in self.costs(value):
            spent += cost
            if spent > budget:
                break
            taken.append(one)
        return tuple(sorted(taken))

    def tight_costs(self, value: Fraction, budget: Fraction) -> list[Fraction]:
        """Costs at which the option, or one after it, comes to just the budget, in the order at `value`."""
        found, rest, is_passed = [], Fraction(0), False
        for one, cost in self.costs(value):
            if one == self.option.id:
                is_passed = True
            else:
                rest += cost
            if is_passed:
                found.append(budget - rest)
        return found

    def turns(self) -> list[Fraction]:
        """Every value at which the option comes up with another one, or with nought."""
        values = [one.value_for_money for one in self.others if one.value_for_money is not None]
        if self.measure is Measure.COST:
            gained = gain(self.option, apply_success=self.apply_success) or Fraction(0)
            if gained <= 0:
                return []
            free = [one.cost for one in self.others if one.value_for_money is None]
            return [Fraction(0), *free, *(gained / value for value in values)]
        each = _gain_of_one(self.option, self.measure, self.apply_success)
        if not each:
            return []
        cost = self.option.cost or Fraction(0)
        return [Fraction(0), *(value * cost / each for value in values if cost > 0)]

    def flips(self, altered: Altered, answer: Answer, inner: Turns) -> tuple[Flip, ...]:
        """The flips of an answer that hangs on the order alone, nearest first."""
        now = value_of(self.option, self.measure)
        if now is None or missing(self.option, apply_success=self.apply_success):
            return ()
        turns = self.turns()
        if not turns:
            return ()
        least, most = _ends(self.measure)
        found = []
        for way, end in ((1, most), (-1, least)):
            first = _first(now, turns, end, way, answer, inner)
            if first is not None:
                at, beyond, after = first
                found.append(
                    Flip(
                        option_id=self.option.id, measure=self.measure, altered=altered, now=now, at=at,
                        rises=way > 0, beyond=beyond, before=answer(now), after=after,
                    )
                )  # fmt: skip
        return easiest_first(found)


def order_flips(
    options: Sequence[Option], option: Option, measure: Measure, *, apply_success: bool = True
) -> tuple[Flip, ...]:
    """Up to two flips, one each way, of the priority order by one figure of one of the options."""
    order = _Order(options, option, measure, apply_success)
    return order.flips(Altered.ORDER, order.ids, lambda _sample: ())


def funded_flips(
    options: Sequence[Option],
    option: Option,
    measure: Measure,
    budget: Fraction,
    *,
    apply_success: bool = True,
) -> tuple[Flip, ...]:
    """Up to two flips, one each way, of what the priority order funds at a budget."""
    order = _Order(options, option, measure, apply_success)

    def inner(sample: Fraction) -> list[Fraction]:
        return order.tight_costs(sample, budget) if measure is Measure.COST else []

    return order.flips(Altered.FUNDED, lambda value: order.funded(value, budget), inner)


# The best set --------------------------------------------------------------------------------------


def best_set_flips(
    options: Sequence[Option],
    rules: Sequence[Rule],
    budget: Fraction,
    *,
    solver: Solver | None = None,
    limits: Sequence[Fraction | None] = (),
    apply_success: bool = True,
) -> Iterator[tuple[Flip, ...]]:
    """For each option that can be counted, in id order, the flips of the best set by its figures.

    One by one for progress: two or three solves each, one of them a whole frontier. An alteration is
    a set with strictly more gain, or today's set no longer within the budget; sets that only tie are
    none. Nothing comes where no set keeps to budget, rules and limits.
    """
    problem = problem_of(options, rules, limits=limits, apply_success=apply_success)
    most = problem.scaled_budget(budget)
    today = budgeted(problem, most, solver)
    if today is None:
        return
    by_id = {one.id: one for one in options}
    for item in problem.items:
        option = by_id[item.id]
        family = [
            one
            for one in (by_id[each.id] for each in problem.items)
            if one is option or (option.service and one.service == option.service)
        ]
        one = _OneItem(problem, item, option, tuple(family), today, budget, solver, apply_success)
        yield easiest_first([*one.by_gain(), *one.by_cost()])


@dataclass(frozen=True)
class _OneItem:
    """One option, and what today's best set meets when its figures move."""

    problem: Problem
    item: Item
    option: Option
    family: tuple[Option, ...]
    """All levels of the option's service, itself among them, in id order."""
    today: Portfolio
    budget: Fraction
    solver: Solver | None
    apply_success: bool

    @property
    def _most(self) -> int:
        return self.problem.scaled_budget(self.budget)

    def _flip(
        self, measure: Measure, at: Fraction, rises: bool, beyond: bool, after: Portfolio | None
    ) -> Flip:
        return Flip(
            option_id=self.item.id, measure=measure, altered=Altered.BEST_SET,
            now=value_of(self.option, measure) or Fraction(0), at=at, rises=rises, beyond=beyond,
            before=self.today.members, after=None if after is None else after.members,
        )  # fmt: skip

    def by_gain(self) -> Iterator[Flip]:
        """Where today's best set meets the best one without the option, or with it, figure by figure."""
        chosen = self.item.id in self.today.members
        kind = RuleKind.MUST_NOT if chosen else RuleKind.MUST
        rival = budgeted(with_rule(self.problem, kind, self.item.id), self._most, self.solver)
        if rival is None:
            return
        margin = self.today.gain - rival.gain
        level = self.problem.gain_of(self.item.gain + (-margin if chosen else margin))
        for measure in MEASURES:
            each = _gain_of_one(self.option, measure, self.apply_success)
            if not each:
                continue
            at = level / each
            least, most = _ends(measure)
            rises = (each > 0) != chosen
            end = most if rises else least
            # It flips only past the level, so a level at the very end of the scale is out of reach.
            if end is None or (at < end if rises else at > end):
                yield self._flip(measure, at, rises, True, rival)

    def by_cost(self) -> Iterator[Flip]:
        """The cost at which a better set comes within the budget, or today's falls out of it."""
        if any(one.cost_stays for one in self.family):
            yield from self._by_cost_that_stays()
            return
        cost = self.option.cost or Fraction(0)
        problem = self.problem
        if self.item.id in self.today.members:
            slack = self._most - self.today.cost
            dearer = replace(self.item, cost=self.item.cost + slack + 1)
            items = tuple(dearer if one is self.item else one for one in problem.items)
            after = budgeted(replace(problem, items=items), self._most, self.solver)
            at = cost + self.budget - problem.cost_of(self.today.cost)
            yield self._flip(Measure.COST, at, True, True, after)
        enough = self.today.gain + 1
        forced = with_rule(problem, RuleKind.MUST, self.item.id)
        # A solver comes from the dear end: what it has below this gain is not wanted.
        better = frontier_of(forced, self.solver, found=lambda point: point.gain < enough).reaching(enough)
        if better is not None:
            at = cost - (problem.cost_of(better.cost) - self.budget)
            yield self._flip(Measure.COST, at, False, False, better)

    def _by_cost_that_stays(self) -> Iterator[Flip]:
        """The same where sets without the option pay for it too: each level of its service by itself."""
        problem, enough = self.problem, self.today.gain + 1
        now = self.option.cost or Fraction(0)
        taken = next((one for one in self.family if one.id in self.today.members), None)
        end = self._dearest(taken, self.today)
        if end is not None and end != inf:
            past = Fraction(math.floor(end * problem.cost_scale) + 1, problem.cost_scale)
            yield self._flip(Measure.COST, Fraction(end), True, True, self._best_at(past))
        found: list[tuple[Fraction, Portfolio]] = []
        for level in (None, *self.family):
            forced = problem
            for one in self.family:
                kind = RuleKind.MUST if one is level else RuleKind.MUST_NOT
                forced = with_rule(forced, kind, one.id)
            frontier = frontier_of(forced, self.solver, found=lambda point: point.gain < enough)
            better = frontier.reaching(enough)
            at = None if better is None else self._dearest(level, better)
            if better is not None and at is not None and at < now:
                found.append((Fraction(at), better))
        if found:
            at, better = max(found, key=lambda one: one[0])
            yield self._flip(Measure.COST, at, False, False, better)

    def _family_cost(self, taken: Option | None, cost: Fraction) -> Fraction:
        """What the levels of the service come to in a plan with one of them or none, by the option's cost."""
        costs = [cost if one is self.option else one.cost or Fraction(0) for one in self.family]
        added, left = plan_costs(self.family, costs)
        parts = zip(self.family, added, left, strict=True)
        return sum((more if one is taken else stays for one, more, stays in parts), Fraction(0))

    def _dearest(self, taken: Option | None, portfolio: Portfolio) -> Fraction | float | None:
        """The highest cost of the option at which a portfolio fits; inf for any, None for no cost at all.

        What the levels come to rises with it, in pieces: pound for pound or not at all.
        """
        now = self.option.cost or Fraction(0)
        rest = self.problem.cost_of(portfolio.cost) - self._family_cost(taken, now)
        most = self.budget - rest
        turns = {one.cost or Fraction(0) for one in self.family if one is not self.option}
        marks = sorted({Fraction(0), *turns})
        top = self._family_cost(taken, marks[-1])
        if top <= most and top == self._family_cost(taken, marks[-1] + 1):
            return inf
        for mark in reversed(marks):
            here = self._family_cost(taken, mark)
            if here <= most:
                return mark + most - here
        here = self._family_cost(taken, marks[0])
        return marks[0] - (here - most) if self._family_cost(taken, marks[0] - 1) < here else None

    def _best_at(self, cost: Fraction) -> Portfolio | None:
        """The best set where the option has another cost."""
        scale = self.problem.cost_scale
        costs = [cost if one is self.option else one.cost or Fraction(0) for one in self.family]
        added, left = plan_costs(self.family, costs)
        new = {
            one.id: (int(more * scale), int((one.cost_not_done + stays) * scale))
            for one, more, stays in zip(self.family, added, left, strict=True)
        }
        items = tuple(
            replace(one, cost=new[one.id][0], cost_not_done=new[one.id][1]) if one.id in new else one
            for one in self.problem.items
        )
        return budgeted(replace(self.problem, items=items), self._most, self.solver)
