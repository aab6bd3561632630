"""Deciding options one after another reaches just the sets that keep to the rules."""

from __future__ import annotations

from hypothesis import given, settings

from stewardship_desktop.domain.star.problem import Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.walk import NO, Bonus, Walk, components, walks
from tests.support.portfolios import keeps, problems


def sets_of(walk: Walk) -> dict[frozenset[int], tuple[int, ...]]:
    """Every set of places the walk allows, with the synergies it earns."""
    reached: dict[tuple[int, ...], tuple[int, tuple[int, ...]]] = {}
    if walk.start != NO:
        reached[()] = walk.start, ()
    for step in walk.steps:
        moved: dict[tuple[int, ...], tuple[int, tuple[int, ...]]] = {}
        for chosen, (status, earned) in reached.items():
            if step.left(status) != NO:
                moved[chosen] = step.left(status), earned
            to, more = step.taken(status)
            if to != NO:
                moved[(*chosen, step.item)] = to, earned + more
        reached = moved
    assert all(status == 0 for status, _ in reached.values())
    return {frozenset(chosen): tuple(sorted(earned)) for chosen, (_, earned) in reached.items()}


@settings(max_examples=100, deadline=None)
@given(problem=problems(most=6))
def test_walks_allow_what_the_rules_allow(problem: Problem) -> None:
    ids = [one.id for one in problem.items]
    members = [tuple(ids.index(one) for one in bonus.members) for bonus in problem.synergies]
    found = {frozenset[int](): tuple[int, ...]()}
    for walk in walks(ids, problem.rules, [Bonus(one) for one in members]):
        part = sets_of(walk)
        found = {a | b: tuple(sorted(x + y)) for a, x in found.items() for b, y in part.items()}
    allowed = {}
    for bits in range(1 << len(ids)):
        chosen = frozenset(at for at in range(len(ids)) if bits >> at & 1)
        if all(keeps(rule, {ids[at] for at in chosen}) for rule in problem.rules):
            allowed[chosen] = tuple(n for n, one in enumerate(members) if chosen.issuperset(one))
    assert found == allowed


def test_parts_are_what_rules_connect() -> None:
    assert components(6, [(0, 2), (4, 5, 2), (3,)]) == [[0, 2, 4, 5], [1], [3]]


def test_a_chain_of_needs_keeps_few_statuses() -> None:
    ids = [f"{number:02}" for number in range(40)]
    # Written down in an order that would leave every second option open.
    pairs = [(ids[at], ids[at + 20]) for at in range(20)]
    rules = [Rule(kind=RuleKind.NEEDS, members=pair) for pair in pairs]
    rules += [Rule(kind=RuleKind.NEEDS, members=(ids[at], ids[at + 1])) for at in range(19)]
    (walk,) = walks(ids, rules)
    reached, most = {walk.start}, 0
    for step in walk.steps:
        reached = {to for one in reached for to in (step.left(one), step.taken(one)[0])} - {NO}
        most = max(most, len(reached))
    assert most <= 8
