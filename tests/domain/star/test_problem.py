"""A problem in whole numbers: exact scales, missing figures, levels of a service."""

from __future__ import annotations

from fractions import Fraction

from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.problem import (
    Item,
    Portfolio,
    evaluate,
    not_applied,
    problem_of,
    rules_of_levels,
)
from stewardship_desktop.domain.star.rules import Rule, RuleKind


def option(name: str, cost: str | None, people: str | None = "1", **more: object) -> Option:
    figures: dict[str, object] = {"id": name, "name": name.upper(), "benefit": Fraction(100), **more}
    return Option(
        **figures,  # type: ignore[arg-type]
        people=None if people is None else Fraction(people),
        cost=None if cost is None else Fraction(cost),
    )


def rule(kind: RuleKind, members: str, quantity: int = 0) -> Rule:
    return Rule(kind=kind, members=tuple(members), quantity=quantity)


def test_scales_make_every_figure_whole() -> None:
    options = [
        option("b", "12.5", "1/3", rows=(Fraction("0.2"),), cost_not_done=Fraction("0.25")),
        option("a", "-3", "0.7"),
    ]
    synergy = Rule(kind=RuleKind.SYNERGY, members=("a", "b"), cost=Fraction("0.1"), gain=Fraction(1, 7))
    problem = problem_of(options, [synergy], limits=[Fraction("1.5")])
    assert (problem.cost_scale, problem.gain_scale, problem.row_scales) == (20, 210, (5,))
    assert problem.items == (Item("a", -60, 147, (0,), 0), Item("b", 250, 70, (1,), 5))
    assert problem.limits == (7,)
    whole = evaluate(problem, ["b", "a", "unknown"])
    assert whole == Portfolio(("a", "b"), 192, 247)
    assert problem.cost_of(whole.cost) == Fraction("9.6")
    assert problem.gain_of(whole.gain) == Fraction("0.7") + Fraction(1, 3) + Fraction(1, 7)
    assert evaluate(problem, []).cost == 5
    assert problem.scaled_budget(Fraction("9.6")) == 192
    assert problem.scaled_budget(Fraction("9.59")) == 191


def test_success_counts_only_where_it_is_applied() -> None:
    options = [option("a", "1", success=None), option("b", "1", success=Fraction(1, 2))]
    assert [one.id for one in problem_of(options).items] == ["b"]
    plain = problem_of(options, apply_success=False)
    assert [(one.id, one.gain) for one in plain.items] == [("a", 1), ("b", 1)]


def test_rules_hold_for_the_options_that_are_counted() -> None:
    options = [option("a", "1"), option("b", "1"), option("c", "1"), option("x", None)]
    rules = [
        rule(RuleKind.AT_LEAST, "abx", 1),
        rule(RuleKind.AT_MOST, "ax", 1),
        rule(RuleKind.EXACTLY, "abcx", 2),
        rule(RuleKind.EXCLUDES, "ax"),
        rule(RuleKind.MUST_NOT, "x"),
        rule(RuleKind.NEEDS, "xa"),
        rule(RuleKind.NEEDS, "ab"),
    ]
    assert not_applied(options, rules) == ()
    assert problem_of(options, rules).rules == (
        rule(RuleKind.AT_LEAST, "ab", 1),
        rule(RuleKind.AT_MOST, "a", 1),
        rule(RuleKind.EXACTLY, "abc", 2),
        rule(RuleKind.NEEDS, "ab"),
    )


def test_rules_without_meaning_are_named() -> None:
    options = [option("a", "1"), option("b", "1"), option("x", None), option("y", "1", None)]
    rules = [
        rule(RuleKind.MUST, "x"),
        rule(RuleKind.MUST, "a"),
        rule(RuleKind.NEEDS, "ax"),
        rule(RuleKind.BOTH, "xa"),
        rule(RuleKind.AT_LEAST, "axy", 2),
        rule(RuleKind.SYNERGY, "ax"),
    ]
    assert [(one.index, one.words) for one in not_applied(options, rules)] == [
        (0, "Not applied: X must be in. Figures are missing for X."),
        (2, "Not applied: A needs X. Figures are missing for X."),
        (3, "Not applied: X and A go together or not at all. Figures are missing for X."),
        (4, "Not applied: at least 2 of A, X, Y. Figures are missing for X, Y."),
        (5, "Not applied: A, X work together. Figures are missing for X."),
    ]
    problem = problem_of(options, rules)
    assert problem.rules == (rules[1],)
    assert problem.synergies == ()


def test_levels_of_one_service_exclude_each_other() -> None:
    options = [option(one, "1", service="Rehab" if one in "ac" else "") for one in "abc"]
    levels = Rule(kind=RuleKind.AT_MOST, members=("a", "c"), quantity=1, name="Rehab")
    assert rules_of_levels(options) == problem_of(options).rules == (levels,)
