"""What may go together: the rules between options, and whether they can hold at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class RuleKind(StrEnum):
    """One kind of rule, written as in a rules file."""

    MUST = "must"
    MUST_NOT = "must_not"
    NEEDS = "needs"
    BOTH = "both"
    EXCLUDES = "excludes"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    SYNERGY = "synergy"


PAIRS = frozenset({RuleKind.NEEDS, RuleKind.BOTH, RuleKind.EXCLUDES})
GROUPS = frozenset({RuleKind.AT_LEAST, RuleKind.AT_MOST, RuleKind.EXACTLY})
SINGLES = frozenset({RuleKind.MUST, RuleKind.MUST_NOT})


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule over options by id.

    `members`: one for must and must_not; (option, other) for needs (option needs other), both and
    excludes; the group for at_least, at_most, exactly (with `quantity`); two or more for a synergy,
    which adds `cost` and `gain` (either may be below nought) when all of them are chosen.
    `name` is the group's name, for messages.
    """

    kind: RuleKind
    members: tuple[str, ...]
    quantity: int = 0
    cost: Fraction = Fraction(0)
    gain: Fraction = Fraction(0)
    name: str = ""


def rule_words(rule: Rule, name: Callable[[str], str] = str) -> str:
    """A rule in plain words, without a full stop; `name` turns an option's id into what people call it."""
    called = [name(member) for member in rule.members]
    group = ", ".join(called)
    first, second = (*called, "?", "?")[:2]
    match rule.kind:
        case RuleKind.MUST:
            return f"{group} must be in"
        case RuleKind.MUST_NOT:
            return f"{group} must be left out"
        case RuleKind.NEEDS:
            return f"{first} needs {second}"
        case RuleKind.BOTH:
            return f"{first} and {second} go together or not at all"
        case RuleKind.EXCLUDES:
            return f"{first} and {second} exclude each other"
        case RuleKind.SYNERGY:
            return f"{group} work together"
    how = {RuleKind.AT_LEAST: "at least", RuleKind.AT_MOST: "at most", RuleKind.EXACTLY: "exactly"}[rule.kind]
    return f"{how} {rule.quantity} of {group}" + (f" ({rule.name})" if rule.name else "")
