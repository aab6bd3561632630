"""The portfolio problem in whole numbers: every engine and the checker work on this one value.

Costs, gains and rows are scaled by the least common denominators, so nothing is rounded.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from stewardship_desktop.domain.star.option import Option, complete, gain
from stewardship_desktop.domain.star.rules import GROUPS, SINGLES, Rule, RuleKind, rule_words

Number = TypeVar("Number", int, Fraction)
"""A cost, scaled or in the budget's unit."""


@dataclass(frozen=True)
class Item:
    """One option that can be counted, scaled. `cost_not_done` counts when it is left out."""

    id: str
    cost: int
    gain: int
    rows: tuple[int, ...] = ()
    cost_not_done: int = 0


@dataclass(frozen=True)
class ScaledSynergy:
    """What choosing all of `members` adds, scaled."""

    members: tuple[str, ...]
    cost: int
    gain: int


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Items in the order of their ids, the rules, and the most of each further row (None: no limit)."""

    items: tuple[Item, ...]
    rules: tuple[Rule, ...] = ()
    synergies: tuple[ScaledSynergy, ...] = ()
    limits: tuple[int | None, ...] = ()
    cost_scale: int = 1
    gain_scale: int = 1
    row_scales: tuple[int, ...] = ()

    def cost_of(self, scaled: int) -> Fraction:
        """A scaled cost in the budget's unit."""
        return Fraction(scaled, self.cost_scale)

    def gain_of(self, scaled: int) -> Fraction:
        """A scaled gain in full-benefit equivalents."""
        return Fraction(scaled, self.gain_scale)

    def scaled_budget(self, budget: Fraction) -> int:
        """The largest scaled cost within a budget."""
        return math.floor(budget * self.cost_scale)


@dataclass(frozen=True)
class Portfolio:
    """A set of whole options by id (in id order) with its scaled cost and gain, synergies and all."""

    members: tuple[str, ...]
    cost: int
    gain: int


def evaluate(problem: Problem, members: Iterable[str]) -> Portfolio:
    """The portfolio of these options, whether or not it keeps to the rules; an unknown id is passed over."""
    chosen = set(members)
    cost = gained = 0
    for item in problem.items:
        cost += item.cost if item.id in chosen else item.cost_not_done
        gained += item.gain if item.id in chosen else 0
    for bonus in problem.synergies:
        if chosen.issuperset(bonus.members):
            cost += bonus.cost
            gained += bonus.gain
    return Portfolio(tuple(one.id for one in problem.items if one.id in chosen), cost, gained)


@dataclass(frozen=True)
class NotApplied:
    """A rule, by its index among the rules given, that plays no part, and why, in a sentence."""

    index: int
    words: str


def not_applied(
    options: Sequence[Option], rules: Sequence[Rule], *, apply_success: bool = True
) -> tuple[NotApplied, ...]:
    """The rules that `problem_of` can't apply, since figures of their options are missing."""
    here = {one.id for one in complete(options, apply_success=apply_success)}
    names = {one.id: one.name for one in options}
    found = []
    for index, rule in enumerate(rules):
        if _applied(rule, here) is None:
            absent = ", ".join(names.get(one, one) for one in rule.members if one not in here)
            words = rule_words(rule, lambda one: names.get(one, one))
            found.append(NotApplied(index, f"Not applied: {words}. Figures are missing for {absent}."))
    return tuple(found)


def _applied(rule: Rule, here: set[str]) -> Rule | None:
    """The rule as it holds for the options that are counted; None where it has no meaning for them.

    An option that isn't counted is out of every portfolio: to leave it out, or not to take it with
    another, then holds of itself, and such a rule keeps the members it has.
    """
    if here.issuperset(rule.members):
        return rule
    members = tuple(one for one in rule.members if one in here)
    match rule.kind:
        case RuleKind.MUST_NOT | RuleKind.EXCLUDES | RuleKind.AT_MOST:
            return replace(rule, members=members)
        case RuleKind.NEEDS if rule.members[0] not in here:
            return replace(rule, members=members)
        case RuleKind.AT_LEAST | RuleKind.EXACTLY if len(members) >= max(1, rule.quantity):
            return replace(rule, members=members)
    return None


def rules_of_levels(options: Sequence[Option]) -> tuple[Rule, ...]:
    """At most one level of each service: options that share `service`."""
    services: dict[str, list[str]] = {}
    for option in options:
        if option.service:
            services.setdefault(option.service, []).append(option.id)
    return tuple(
        Rule(kind=RuleKind.AT_MOST, members=tuple(levels), quantity=1, name=service)
        for service, levels in sorted(services.items())
        if len(levels) > 1
    )


def with_rule(problem: Problem, kind: RuleKind, member: str) -> Problem:
    """The problem with one option forced in (must) or banned (must not)."""
    return replace(problem, rules=(*problem.rules, Rule(kind=kind, members=(member,))))


def _scale(values: Iterable[Fraction]) -> int:
    return math.lcm(1, *(value.denominator for value in values))


def plan_costs(counted: Sequence[Option], costs: Sequence[Number]) -> tuple[list[Number], list[Number]]:
    """What each option adds to the cost of a plan that has it, and what it leaves behind in one that doesn't.

    `costs`: what each costs, nought where nothing is known; the cost of not doing isn't in it. Only cost
    that stays is left behind. Another level of a service takes over what today's level so leaves: of a
    block contract of 210 a level of 105 adds nothing, one of 300 adds 90.
    """
    left = [
        max(cost, cost * 0) if one.cost_stays else cost * 0 for one, cost in zip(counted, costs, strict=True)
    ]
    stays = {one.service: at for at, one in enumerate(counted) if one.service and one.cost_stays}
    added = []
    for at, (option, cost) in enumerate(zip(counted, costs, strict=True)):
        today = stays.get(option.service, at)
        added.append(cost if today == at else cost - max(cost * 0, min(cost, left[today])))
    return added, left


def problem_of(
    options: Sequence[Option],
    rules: Sequence[Rule] = (),
    *,
    limits: Sequence[Fraction | None] = (),
    apply_success: bool = True,
) -> Problem:
    """The problem that these options and rules pose.

    Options with a missing figure are left out of it. A group rule then holds for the members that are
    counted; a rule that has no meaning without the option is dropped (`not_applied` says which).
    Levels of one service get the rule "at most one".
    """
    counted = sorted(complete(options, apply_success=apply_success), key=lambda one: one.id)
    here = {one.id for one in counted}
    held = [_applied(rule, here) for rule in rules]
    # A rule on fewer than two members that are left asks nothing of them, unless it counts them.
    rules = [
        rule
        for rule in held
        if rule is not None and (len(rule.members) > 1 or (rule.kind in SINGLES | GROUPS and rule.members))
    ]
    rules += rules_of_levels(counted)
    gains = [gain(option, apply_success=apply_success) or Fraction(0) for option in counted]
    own = [one.cost or Fraction(0) for one in counted]
    costs, left = plan_costs(counted, own)
    left_out = [one.cost_not_done + cost for one, cost in zip(counted, left, strict=True)]
    bonus = [rule for rule in rules if rule.kind is RuleKind.SYNERGY]
    cost_scale = _scale([*own, *left_out, *(rule.cost for rule in bonus)])
    gain_scale = _scale([*gains, *(rule.gain for rule in bonus)])
    row_scales = tuple(
        _scale(one.rows[at] if at < len(one.rows) else Fraction(0) for one in counted)
        for at in range(len(limits))
    )
    items = tuple(
        Item(
            option.id,
            int(cost * cost_scale),
            int(gained * gain_scale),
            tuple(
                int(option.rows[at] * scale) if at < len(option.rows) else 0
                for at, scale in enumerate(row_scales)
            ),
            int(out * cost_scale),
        )
        for option, cost, out, gained in zip(counted, costs, left_out, gains, strict=True)
    )
    return Problem(
        items=items,
        rules=tuple(rule for rule in rules if rule.kind is not RuleKind.SYNERGY),
        synergies=tuple(
            ScaledSynergy(rule.members, int(rule.cost * cost_scale), int(rule.gain * gain_scale))
            for rule in bonus
        ),
        limits=tuple(
            None if most is None else math.floor(most * scale)
            for most, scale in zip(limits, row_scales, strict=True)
        ),
        cost_scale=cost_scale,
        gain_scale=gain_scale,
        row_scales=row_scales,
    )
