"""Portfolio problems by trying every set of options: slow, plain and without a line of the engine's."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, combinations

from tests.support.star_files import TypedOption, TypedRule

Members = frozenset[str]


class Oracle:
    """Every feasible set of a problem, and what follows from them by definition."""

    def __init__(
        self, options: Sequence[TypedOption], rules: Sequence[TypedRule], limits: dict[str, str]
    ) -> None:
        self.options = {one.id: one for one in options}
        self.rules = rules
        self.limits = limits
        ids = list(self.options)
        every = chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))
        self.feasible = [members for one in every if self.keeps_to_all(members := frozenset(one))]
        self.pairs = [(self.cost(one), self.gain(one)) for one in self.feasible]

    def gain_of(self, one: TypedOption) -> Fraction:
        figures = (one.people, one.share, one.benefit, one.success)
        product = Fraction(1, 100)
        for figure in figures:
            product *= Fraction(figure)
        return product

    def cost(self, members: Members) -> Fraction:
        return sum((Fraction(self.options[one].cost) for one in members), Fraction(0))

    def gain(self, members: Members) -> Fraction:
        return sum((self.gain_of(self.options[one]) for one in members), Fraction(0))

    def keeps_to_all(self, members: Members) -> bool:
        for name, most in self.limits.items():
            if sum(Fraction(self.options[one].rows[name]) for one in members) > Fraction(most):
                return False
        return all(self.keeps_to(rule, members) for rule in self.rules)

    @staticmethod
    def keeps_to(rule: TypedRule, members: Members) -> bool:
        inside = [one in members for one in rule.members]
        return {
            "must": inside[0],
            "must_not": not inside[0],
            "needs": not inside[0] or inside[-1],
            "both": inside[0] == inside[-1],
            "excludes": not (inside[0] and inside[-1]),
            "at_least": sum(inside) >= rule.quantity,
            "at_most": sum(inside) <= rule.quantity,
            "exactly": sum(inside) == rule.quantity,
        }[rule.kind]

    def efficient(self) -> list[tuple[Fraction, Fraction, bool, str]]:
        """(cost, gain, whether convex, members joined), cheapest first."""
        points = sorted(
            {
                (cost, gain)
                for cost, gain in self.pairs
                if not any(c <= cost and g >= gain and (c, g) != (cost, gain) for c, g in self.pairs)
            }
        )
        found = []
        for cost, gain in points:
            same = [
                sorted(m) for m, pair in zip(self.feasible, self.pairs, strict=True) if pair == (cost, gain)
            ]
            members = min(same, key=lambda one: (len(one), one))
            above = any(
                g0 + (g1 - g0) * (cost - c0) / (c1 - c0) > gain
                for c0, g0 in points
                for c1, g1 in points
                if c0 < cost < c1
            )
            found.append((cost, gain, not above, "+".join(members)))
        return found

    def best(self, budget: Fraction, banned: str = "") -> list[str] | None:
        fitting = [one for one in self.feasible if self.cost(one) <= budget and banned not in one]
        if not fitting:
            return None
        fitting.sort(key=lambda one: (-self.gain(one), self.cost(one), len(one), sorted(one)))
        return sorted(fitting[0])

    def replacement_costs(self, budget: Fraction) -> dict[str, Fraction | None]:
        best = self.best(budget)
        assert best is not None
        found: dict[str, Fraction | None] = {}
        for member in best:
            instead = self.best(budget, banned=member)
            found[member] = (
                None if instead is None else self.gain(frozenset(best)) - self.gain(frozenset(instead))
            )
        return found

    def differences(self) -> dict[str, Fraction | None]:
        """The four differences from the current allocation: mixtures of two sets, or one whole set."""
        current = frozenset(one.id for one in self.options.values() if one.current)
        cost, gain = self.cost(current), self.gain(current)
        whole_gain = [g for c, g in self.pairs if c <= cost]
        whole_cost = [c for c, g in self.pairs if g >= gain]
        smooth_gain, smooth_cost = list(whole_gain), list(whole_cost)
        for c0, g0 in self.pairs:
            for c1, g1 in self.pairs:
                if c0 < cost < c1:
                    smooth_gain.append(g0 + (g1 - g0) * (cost - c0) / (c1 - c0))
                if g0 < gain < g1:
                    smooth_cost.append(c0 + (c1 - c0) * (gain - g0) / (g1 - g0))
        return {
            "gain_at_same_cost": max(smooth_gain) - gain if smooth_gain else None,
            "cost_at_same_gain": cost - min(smooth_cost) if smooth_cost else None,
            "gain_at_same_cost_whole": max(whole_gain) - gain if whole_gain else None,
            "cost_at_same_gain_whole": cost - min(whole_cost) if whole_cost else None,
        }

    def priority(self) -> list[tuple[str, Fraction, Fraction | None]]:
        """(id, gain, value for money or None for no limit), the best first."""
        able = [(one, self.gain_of(one), Fraction(one.cost)) for one in self.options.values()]
        able = [each for each in able if each[1] > 0]
        free = sorted((each for each in able if each[2] <= 0), key=lambda e: (e[2], e[0].name, e[0].id))
        paid = sorted(
            (each for each in able if each[2] > 0), key=lambda e: (-e[1] / e[2], e[2], e[0].name, e[0].id)
        )
        return [(one.id, gain, None) for one, gain, _ in free] + [
            (one.id, gain, gain / cost) for one, gain, cost in paid
        ]
