"""Rules in plain words."""

from __future__ import annotations

import pytest

from stewardship_desktop.domain.star.rules import Rule, RuleKind, rule_words


@pytest.mark.parametrize(
    "rule, words",
    [
        (Rule(kind=RuleKind.MUST, members=("a",)), "A must be in"),
        (Rule(kind=RuleKind.MUST_NOT, members=("a",)), "A must be left out"),
        (Rule(kind=RuleKind.NEEDS, members=("a", "b")), "A needs B"),
        (Rule(kind=RuleKind.BOTH, members=("a", "b")), "A and B go together or not at all"),
        (Rule(kind=RuleKind.EXCLUDES, members=("a", "b")), "A and B exclude each other"),
        (Rule(kind=RuleKind.SYNERGY, members=("a", "b", "c")), "A, B, C work together"),
        (Rule(kind=RuleKind.AT_LEAST, members=("a", "b"), quantity=1), "at least 1 of A, B"),
        (
            Rule(kind=RuleKind.AT_MOST, members=("a", "b"), quantity=1, name="Rehab"),
            "at most 1 of A, B (Rehab)",
        ),
        (Rule(kind=RuleKind.EXACTLY, members=("a", "b"), quantity=2), "exactly 2 of A, B"),
    ],
)
def test_words(rule: Rule, words: str) -> None:
    assert rule_words(rule, str.upper) == words
