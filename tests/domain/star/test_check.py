"""The checker: right answers pass, and each way of being wrong is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from stewardship_desktop.domain.star.check import WrongAnswerError, broken_rules, checked, faults
from stewardship_desktop.domain.star.problem import Item, Portfolio, Problem, ScaledSynergy, evaluate
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from tests.support.portfolios import keeps, problems

ITEMS = (Item("a", 4, 3, (2,), 1), Item("b", 8, 4, (2,)), Item("c", 10, 3, (1,)))
PLAIN = Problem(items=ITEMS, synergies=(ScaledSynergy(("a", "b"), -1, 2),), limits=(3,))

# Lourenço, Morton and Bana e Costa (2012): four projects, their seven efficient portfolios.
PUBLISHED = Problem(items=(Item("1", 4, 3), Item("2", 8, 4), Item("3", 10, 3), Item("4", 8, 2)))


def test_published_portfolios_pass() -> None:
    for members, cost, gain in (
        ("", 0, 0), ("1", 4, 3), ("2", 8, 4), ("12", 12, 7), ("124", 20, 9), ("123", 22, 10),
        ("1234", 30, 12),
    ):  # fmt: skip
        assert faults(PUBLISHED, Portfolio(tuple(members), cost, gain), cost) == ()


@pytest.mark.parametrize(
    "portfolio, budget, words",
    [
        (Portfolio(("a",), 5, 3), None, "The cost is 4, not 5."),
        (Portfolio(("b",), 8, 4), None, "The cost is 9, not 8."),  # a, left out, costs 1
        (Portfolio(("b",), 9, 5), None, "The gain is 4, not 5."),
        (Portfolio(("b",), 9, 4), 8, "The cost 9 is above the budget 8."),
        (Portfolio(("c", "a"), 14, 6), None, "The options are not in the order of their ids."),
        (Portfolio(("a", "a"), 4, 3), None, "a is chosen twice."),
        (Portfolio(("a", "x"), 4, 3), None, "x is no option of the problem."),
        (Portfolio(("a", "b"), 11, 9), None, "Row 1 uses 4 of 3."),
    ],
)
def test_each_wrong_answer_is_named(portfolio: Portfolio, budget: int | None, words: str) -> None:
    assert faults(PLAIN, portfolio, budget) == (words,)
    with pytest.raises(WrongAnswerError, match=words.replace(".", r"\.")):
        checked(PLAIN, portfolio, budget)


def test_synergy_counts_only_with_all_its_members() -> None:
    wide = Problem(items=ITEMS, synergies=PLAIN.synergies, limits=(None,))
    assert faults(wide, Portfolio(("a", "b"), 11, 9)) == ()
    assert faults(wide, Portfolio(("a", "b"), 12, 7)) == ("The cost is 11, not 12.", "The gain is 9, not 7.")


@pytest.mark.parametrize(
    "kind, members, quantity, wrong, right",
    [
        (RuleKind.MUST, "a", 0, "b", "a"),
        (RuleKind.MUST_NOT, "a", 0, "a", "b"),
        (RuleKind.NEEDS, "ab", 0, "a", "b"),
        (RuleKind.BOTH, "ab", 0, "b", "ab"),
        (RuleKind.EXCLUDES, "ab", 0, "ab", "b"),
        (RuleKind.AT_LEAST, "abc", 2, "a", "abc"),
        (RuleKind.AT_MOST, "abc", 1, "bc", ""),
        (RuleKind.EXACTLY, "abc", 2, "abc", "bc"),
    ],
)
def test_each_rule(kind: RuleKind, members: str, quantity: int, wrong: str, right: str) -> None:
    rule = Rule(kind=kind, members=tuple(members), quantity=quantity)
    problem = Problem(items=ITEMS, rules=(rule,))
    assert faults(problem, evaluate(problem, right)) == ()
    assert len(faults(problem, evaluate(problem, wrong))) == 1
    assert broken_rules(problem, evaluate(problem, wrong)) == (rule,)


@settings(max_examples=100, deadline=None)
@given(problem=problems())
def test_broken_rules_are_those_that_the_words_say(problem: Problem) -> None:
    members = {one.id for one in problem.items[::2]}
    broken = broken_rules(problem, evaluate(problem, members))
    assert broken == tuple(rule for rule in problem.rules if not keeps(rule, members))
