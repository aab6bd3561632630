"""Small random portfolio problems, and what trying every set of options finds: the measure of all engines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from stewardship_desktop.domain.star.problem import Item, Portfolio, Problem, ScaledSynergy
from stewardship_desktop.domain.star.rules import Rule, RuleKind

# Orders that a careless sort gets wrong: "B10" before "B2", capitals before small letters.
NAMES = ("a", "A", "b", "B10", "B2", "c", "d", "é", "9", "10", "Z", "z")


def keeps(rule: Rule, chosen: set[str]) -> bool:
    """Whether a set of options keeps to a rule, by the rule's own words."""
    taken = [member in chosen for member in rule.members]
    return {
        RuleKind.MUST: taken[0],
        RuleKind.MUST_NOT: not taken[0],
        RuleKind.NEEDS: taken[-1] or not taken[0],
        RuleKind.BOTH: taken[0] == taken[-1],
        RuleKind.EXCLUDES: not (taken[0] and taken[-1]),
        RuleKind.AT_LEAST: sum(taken) >= rule.quantity,
        RuleKind.AT_MOST: sum(taken) <= rule.quantity,
        RuleKind.EXACTLY: sum(taken) == rule.quantity,
    }[rule.kind]


def every_portfolio(problem: Problem) -> Iterator[Portfolio]:
    """Every set of options that keeps to rules and limits."""
    for size in range(len(problem.items) + 1):
        for items in itertools.combinations(problem.items, size):
            chosen = {one.id for one in items}
            earned = [one for one in problem.synergies if chosen.issuperset(one.members)]
            within = all(
                limit is None or sum(one.rows[row] for one in items) <= limit
                for row, limit in enumerate(problem.limits)
            )
            if within and all(keeps(rule, chosen) for rule in problem.rules):
                yield Portfolio(
                    tuple(one.id for one in items),
                    sum(one.cost if one.id in chosen else one.cost_not_done for one in problem.items)
                    + sum(one.cost for one in earned),
                    sum(one.gain for one in items) + sum(one.gain for one in earned),
                )


def best_by_force(problem: Problem, budget: int | None) -> Portfolio | None:
    """The best of every set within a budget, ties by cost, then number of members, then their ids."""
    fitting = [one for one in every_portfolio(problem) if budget is None or one.cost <= budget]
    return min(fitting, key=lambda one: (-one.gain, one.cost, len(one.members), one.members), default=None)


def frontier_by_force(problem: Problem) -> tuple[Portfolio, ...]:
    """The efficient ones of every set, cheapest first."""
    found: list[Portfolio] = []
    order = sorted(
        every_portfolio(problem), key=lambda one: (one.cost, -one.gain, len(one.members), one.members)
    )
    for one in order:
        if not found or one.gain > found[-1].gain:
            found.append(one)
    return tuple(found)


@st.composite
def problems(draw: st.DrawFn, most: int = 8) -> Problem:
    """Problems with rules of every kind, synergies, rows and figures on both sides of nought."""
    ids = sorted(draw(st.lists(st.sampled_from(NAMES), max_size=most, unique=True)))
    width = draw(st.sampled_from([3, 12, 100_000]))
    figure = st.integers(-width // 3, width)
    rows = draw(st.integers(0, 3))
    items = tuple(
        Item(
            one,
            draw(figure),
            draw(figure),
            tuple(draw(st.integers(-3, 9)) for _ in range(rows)),
            draw(st.sampled_from([0, 0, 0, 2, -1])),
        )
        for one in ids
    )
    if not ids:
        return Problem(items=(), limits=tuple(draw(st.sampled_from([None, -1, 0])) for _ in range(rows)))
    member = st.sampled_from(ids)
    several = st.lists(member, min_size=min(2, len(ids)), max_size=len(ids), unique=True).map(tuple)
    kinds = [RuleKind.MUST, RuleKind.MUST_NOT, RuleKind.AT_LEAST, RuleKind.AT_MOST, RuleKind.EXACTLY]
    if len(ids) > 1:
        kinds += [RuleKind.NEEDS, RuleKind.BOTH, RuleKind.EXCLUDES] * 2
    rules = []
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=len(ids))):
        members = draw(several)
        if kind in (RuleKind.MUST, RuleKind.MUST_NOT):
            members = members[:1]
        elif kind in (RuleKind.NEEDS, RuleKind.BOTH, RuleKind.EXCLUDES):
            members = members[:2]
        rules.append(Rule(kind=kind, members=members, quantity=draw(st.integers(0, len(members)))))
    synergies = tuple(
        ScaledSynergy(draw(several), draw(st.integers(-5, 5)), draw(st.integers(-5, 9)))
        for _ in range(draw(st.integers(0, 2)))
    )
    limits = tuple(draw(st.none() | st.integers(-3, 30)) for _ in range(rows))
    return Problem(items=items, rules=tuple(rules), synergies=synergies, limits=limits)


budgets = st.none() | st.integers(-20, 60) | st.integers(0, 400_000)
