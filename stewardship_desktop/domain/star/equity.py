"""Inequality: Atkinson's measures, weights on gains for the most deprived fifth, and where they tip an order.

Two ways of stating one concern, both ending in a plain weight: how much a gain counts for somebody in
the most deprived fifth (Core20) beside one for anybody else. Off unless the group asks for it.
Powers and logarithms are Decimals of 28 digits, which come out alike on every machine; weights from
them are fixed to nine places, so that an order made with them can be repeated. No floats.

Source of EDE, index and weights: the dceasimR package, R/06_social_welfare.R and R/07_equity_weights.R.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.option import Option, gain
from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.problem import problem_of
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.solver import Solver

_DIGITS = Context(prec=28)
PLACES = Decimal("1e-9")


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _power(base: Fraction, exponent: Fraction) -> Decimal:
    """base ** exponent for a base above nought, by the correctly rounded ln and exp."""
    return _DIGITS.exp(_DIGITS.multiply(_decimal(exponent), _DIGITS.ln(_decimal(base))))


def _mean(values: Iterable[Decimal], shares: Sequence[Fraction]) -> Decimal:
    total = Decimal(0)
    for value, share in zip(values, shares, strict=True):
        total = _DIGITS.add(total, _DIGITS.multiply(value, _decimal(share)))
    return total


def _fixed(value: Decimal) -> Fraction:
    return Fraction(value.quantize(PLACES, context=_DIGITS))


def ede(health: Sequence[Fraction], shares: Sequence[Fraction], epsilon: Fraction) -> Decimal:
    """Equally distributed equivalent: the health that, were it everybody's, would be worth as much.

    `health` of each group (above nought, years), `shares` of the population (summing to 1), `epsilon`
    0 or more: the aversion to inequality, 0 gives the mean. 28 digits.
    """
    if epsilon == 1:
        return _DIGITS.exp(_mean((_DIGITS.ln(_decimal(one)) for one in health), shares))
    mean = _mean((_power(one, 1 - epsilon) for one in health), shares)
    return _power(Fraction(mean), 1 / (1 - epsilon))


def atkinson_index(health: Sequence[Fraction], shares: Sequence[Fraction], epsilon: Fraction) -> Decimal:
    """1 - EDE / mean: the share of health that could be given up for equality. 0 where all are equal."""
    mean = _mean(map(_decimal, health), shares)
    return _DIGITS.subtract(Decimal(1), _DIGITS.divide(ede(health, shares, epsilon), mean))


def atkinson_weights(
    health: Sequence[Fraction], shares: Sequence[Fraction], epsilon: Fraction
) -> tuple[Fraction, ...]:
    """What a gain counts in each group: proportional to health ** -epsilon, mean 1; to nine places."""
    raw = [_power(one, -epsilon) for one in health]
    mean = _mean(raw, shares)
    return tuple(_fixed(_DIGITS.divide(one, mean)) for one in raw)


def weight_for(epsilon: Fraction, *, core20_health: Fraction, rest_health: Fraction) -> Fraction:
    """The plain weight that an epsilon stands for: (rest / Core20) ** epsilon, to nine places.

    The two health figures are what the group compares, such as healthy life expectancy in years.
    """
    return _fixed(_power(rest_health / core20_health, epsilon))


def epsilon_for(weight: Fraction, *, core20_health: Fraction, rest_health: Fraction) -> Fraction | None:
    """The epsilon that a plain weight of 1 or more stands for, to nine places: the inverse of `weight_for`.

    None where the most deprived fifth is not in worse health: then no epsilon reaches a weight above 1.
    """
    if core20_health >= rest_health:
        return None
    height = _DIGITS.ln(_decimal(weight))
    return _fixed(_DIGITS.divide(height, _DIGITS.ln(_decimal(rest_health / core20_health))))


def multiplier(
    core20_share: Fraction, weight: Fraction, *, population_share: Fraction | None = None
) -> Fraction:
    """What multiplies an option's gain, exact: (1 + (w - 1) c) / (1 + (w - 1) s).

    `core20_share` c of those the option reaches and `population_share` s of the population live in
    the most deprived fifth; a gain for one of them counts w times. Without s the divisor is 1; with
    it the population's mean weight is 1, so that gains stay comparable. No order depends on s.
    """
    mean = Fraction(1) if population_share is None else 1 + (weight - 1) * population_share
    return (1 + (weight - 1) * core20_share) / mean


def weighted(
    options: Sequence[Option],
    core20_shares: Mapping[str, Fraction | None],
    weight: Fraction,
    *,
    population_share: Fraction | None = None,
) -> tuple[Option, ...]:
    """The options with their gains weighted; one whose Core20 share nobody knows counts as the population."""
    found = []
    for option in options:
        share = _share(core20_shares.get(option.id), population_share)
        found.append(replace(option, weight=multiplier(share, weight, population_share=population_share)))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class TippingPoint:
    """The smallest weight above 1 that changes an answer. `beyond`: at it all is as before, above it not.

    `before` and `after` are ids: the order, or the funded set in id order.
    """

    weight: Fraction
    beyond: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


def _share(known: Fraction | None, population_share: Fraction | None) -> Fraction:
    return (population_share or Fraction(0)) if known is None else known


class _Order:
    """The priority order as the weight rises: scaled to whole numbers, since it is made many times.

    Value for money is linear in t = w - 1: V (1 + t c). Free and cost-saving options stay in front.
    """

    def __init__(
        self,
        options: Sequence[Option],
        core20_shares: Mapping[str, Fraction | None],
        population_share: Fraction | None,
        apply_success: bool,
    ) -> None:
        plain = priority_order(
            [replace(one, weight=Fraction(1)) for one in options], apply_success=apply_success
        )
        self.first = [one for one in plain if one.value_for_money is None]
        self.rest = [one for one in plain if one.value_for_money is not None]
        values = [one.value_for_money or Fraction(0) for one in self.rest]
        shares = [_share(core20_shares.get(one.option.id), population_share) for one in self.rest]
        slopes = [value * share for value, share in zip(values, shares, strict=True)]
        scale = math.lcm(1, *(one.denominator for one in (*values, *slopes)))
        self.lines = [(int(at * scale), int(by * scale)) for at, by in zip(values, slopes, strict=True)]
        self.ties = [(one.cost, one.option.name, one.option.id) for one in self.rest]

    def crossings(self) -> list[Fraction]:
        """Every t from 0 at which two options have the same value for money, ascending."""
        found = set()
        for at, (value, slope) in enumerate(self.lines):
            for other, other_slope in self.lines[at + 1 :]:
                if other_slope > slope:
                    found.add(Fraction(value - other, other_slope - slope))
        return sorted(found)

    def at(self, t: Fraction) -> tuple[int, ...]:
        """Places in `rest`, the best first."""
        worth = [value * t.denominator + slope * t.numerator for value, slope in self.lines]
        return tuple(sorted(range(len(worth)), key=lambda place: (-worth[place], self.ties[place])))

    def ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return (*(one.option.id for one in self.first), *(self.rest[place].option.id for place in places))

    def funded(self, places: Sequence[int], budget: Fraction) -> tuple[str, ...]:
        """The ids of what the order funds at a budget, in id order."""
        taken, spent = [], Fraction(0)
        for one in [*self.first, *(self.rest[place] for place in places)]:
            spent += one.cost
            if spent > budget:
                break
            taken.append(one.option.id)
        return tuple(sorted(taken))


def _first_change(order: _Order, answer: Callable[[tuple[int, ...]], tuple[str, ...]]) -> TippingPoint | None:
    before = answer(order.at(Fraction(0)))
    crossings = order.crossings()
    for at, crossing in enumerate(crossings):
        after = answer(order.at(crossing))
        if after != before:
            return TippingPoint(weight=1 + crossing, beyond=False, before=before, after=after)
        # Nothing crosses between two crossings: any point there stands for all of them.
        between = (crossing + crossings[at + 1]) / 2 if at + 1 < len(crossings) else crossing + 1
        after = answer(order.at(between))
        if after != before:
            return TippingPoint(weight=1 + crossing, beyond=True, before=before, after=after)
    return None


def order_tips_at(
    options: Sequence[Option],
    core20_shares: Mapping[str, Fraction | None],
    *,
    population_share: Fraction | None = None,
    apply_success: bool = True,
) -> TippingPoint | None:
    """The smallest weight that changes the priority order, exact; None where none does.

    The weights that the options already have play no part.
    """
    order = _Order(options, core20_shares, population_share, apply_success)
    return _first_change(order, order.ids)


def funded_tips_at(
    options: Sequence[Option],
    core20_shares: Mapping[str, Fraction | None],
    budget: Fraction,
    *,
    population_share: Fraction | None = None,
    apply_success: bool = True,
) -> TippingPoint | None:
    """The smallest weight that changes what the priority order funds at a budget, exact; None: none does."""
    order = _Order(options, core20_shares, population_share, apply_success)
    return _first_change(order, lambda places: order.funded(places, budget))


MOST_WEIGHT = Fraction(100)


def best_set_tips_at(
    options: Sequence[Option],
    core20_shares: Mapping[str, Fraction | None],
    rules: Sequence[Rule],
    budget: Fraction,
    *,
    solver: Solver | None = None,
    limits: Sequence[Fraction | None] = (),
    population_share: Fraction | None = None,
    most: Fraction = MOST_WEIGHT,
    apply_success: bool = True,
) -> TippingPoint | None:
    """The smallest weight up to `most` that changes the best set at a budget, exact; None: none does.

    A set's gain is linear in the weight, so the best set of today stays the best on one interval; its
    end is reached from `most` by the crossing with each better set found (Newton's method on lines:
    finite, a handful of solves). A set that only ties with today's does not change the answer. The
    weights that the options already have play no part; what a synergy adds is not weighted.
    """
    core20 = {one.id: _share(core20_shares.get(one.id), population_share) for one in options}
    plain = [replace(one, weight=Fraction(1)) for one in options]
    gains = {one.id: gain(one, apply_success=apply_success) or Fraction(0) for one in plain}
    synergies = [rule for rule in rules if rule.kind is RuleKind.SYNERGY]

    def line(members: Sequence[str]) -> tuple[Fraction, Fraction]:
        """The gain of a set at t = w - 1, times the population's mean weight: at 0, and its slope."""
        extra = sum((one.gain for one in synergies if set(one.members) <= set(members)), Fraction(0))
        slope = sum((gains[one] * core20[one] for one in members), Fraction(0))
        start = sum((gains[one] for one in members), extra)
        return start, slope + extra * (population_share or Fraction(0))

    def solved(some: Sequence[Option]) -> tuple[str, ...] | None:
        problem = problem_of(some, rules, limits=limits, apply_success=apply_success)
        best = budgeted(problem, problem.scaled_budget(budget), solver)
        return None if best is None else best.members

    today = solved(plain)
    if today is None:
        return None
    start, slope = line(today)
    t, after = most - 1, None
    while True:
        rival = solved(weighted(options, core20_shares, 1 + t, population_share=population_share))
        if rival is None:
            break
        rival_start, rival_slope = line(rival)
        if rival_start + rival_slope * t <= start + slope * t:
            break
        after = rival
        t = (start - rival_start) / (rival_slope - slope)
    if after is None:
        return None
    return TippingPoint(weight=1 + t, beyond=True, before=today, after=after)
