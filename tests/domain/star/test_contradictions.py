"""Rules that can't be: each fault in words, and conflicts exactly where no set of options keeps to all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from stewardship_desktop.domain.star.contradictions import contradictions
from stewardship_desktop.domain.star.problem import Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from tests.support.portfolios import every_portfolio, problems

IDS = ("a", "b", "c", "d")


def rule(kind: RuleKind, members: str, quantity: int = 0, name: str = "") -> Rule:
    return Rule(kind=kind, members=tuple(members), quantity=quantity, name=name)


@pytest.mark.parametrize(
    "wrong, words",
    [
        (rule(RuleKind.MUST, "x"), 'The rule "must" names x, and there is no such option.'),
        (rule(RuleKind.NEEDS, "aa"), 'The rule "needs" names A twice.'),
        (rule(RuleKind.NEEDS, "a"), 'The rule "needs" takes two options, not 1.'),
        (rule(RuleKind.MUST, "ab"), 'The rule "must" takes one option, not 2.'),
        (rule(RuleKind.AT_LEAST, ""), 'The rule "at_least" names no option.'),
        (rule(RuleKind.AT_LEAST, "aba", 1), 'The rule "at_least" names A twice.'),
        (
            rule(RuleKind.AT_MOST, "ab", -1, "G"),
            'The quantity -1 of the rule "at_most" of the group G is below nought.',
        ),
        (rule(RuleKind.EXACTLY, "ab", 3), 'The rule "exactly" asks for 3 of 2 options.'),
        (rule(RuleKind.AT_LEAST, "a", 2, "G"), 'The rule "at_least" of the group G asks for 2 of 1 option.'),
        (rule(RuleKind.SYNERGY, "a"), "A synergy takes two or more options."),
    ],
)
def test_a_rule_that_makes_no_sense_alone(wrong: Rule, words: str) -> None:
    found = contradictions([rule(RuleKind.MUST, "d"), wrong], IDS, str.upper)
    assert [(one.rules, one.words) for one in found] == [((1,), words)]


def test_a_quantity_above_the_group_is_no_fault_of_at_most() -> None:
    assert contradictions([rule(RuleKind.AT_MOST, "ab", 5)], IDS) == ()


def test_the_smallest_conflict_is_named_and_the_innocent_are_not() -> None:
    rules = [
        rule(RuleKind.AT_MOST, "abcd", 3),
        rule(RuleKind.MUST, "a"),
        rule(RuleKind.NEEDS, "ab"),
        rule(RuleKind.NEEDS, "bc"),
        rule(RuleKind.MUST_NOT, "c"),
        rule(RuleKind.EXCLUDES, "ad"),
    ]
    (found,) = contradictions(rules, IDS)
    assert found.rules == (1, 2, 3, 4)
    assert found.words == (
        "These rules can't all hold: a must be in; a needs b; b needs c; c must be left out."
    )


def test_two_conflicts_apart_are_both_found() -> None:
    rules = [rule(kind, one) for one in "ab" for kind in (RuleKind.MUST, RuleKind.MUST_NOT)]
    assert {one.rules for one in contradictions(rules, IDS)} == {(0, 1), (2, 3)}


@settings(max_examples=150, deadline=None)
@given(problem=problems(most=6))
def test_a_conflict_is_found_where_no_set_keeps_to_the_rules(problem: Problem) -> None:
    free = Problem(items=problem.items, rules=problem.rules)
    ids = [one.id for one in problem.items]
    faulty = [one for one in contradictions(problem.rules, ids) if len(one.rules) == 1]
    if not any("asks for" in one.words for one in faulty):
        assert bool(contradictions(problem.rules, ids)) == (not any(every_portfolio(free)))


def test_a_conflict_along_a_chain_is_found_among_bystanders() -> None:
    ids = [f"o{number:02}" for number in range(50)]
    chain = [Rule(kind=RuleKind.NEEDS, members=pair) for pair in pairwise(ids[:40])]
    aside = [Rule(kind=RuleKind.EXCLUDES, members=pair) for pair in pairwise(ids[40:])]
    ends = [Rule(kind=RuleKind.MUST, members=(ids[0],)), Rule(kind=RuleKind.MUST_NOT, members=(ids[30],))]
    (found,) = contradictions([*chain, *aside, *ends], ids)
    assert found.rules == (*range(30), 48, 49)
