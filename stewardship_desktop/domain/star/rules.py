"""What may go together: the rules between options, and whether they can hold at all."""

from __future__ import annotations

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
