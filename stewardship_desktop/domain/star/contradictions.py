"""Rules that can't be: what is wrong with each alone, and which can't all hold, found exactly.

Costs, budgets and limits play no part here. Whoever calls knows where the rules were written down and
says so beside the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.star.rules import GROUPS, PAIRS, SINGLES, Rule, RuleKind, rule_words
from stewardship_desktop.domain.star.walk import NO, walks

MOST_STATUSES = 200_000
"""Statuses of one connected part beyond which a conflict isn't looked for (no real set comes near)."""


@dataclass(frozen=True)
class Contradiction:
    """What is wrong, in a sentence, with the rules at these indices."""

    rules: tuple[int, ...]
    words: str


def contradictions(
    rules: Sequence[Rule], ids: Sequence[str], name: Callable[[str], str] = str
) -> tuple[Contradiction, ...]:
    """Every rule that makes no sense alone, in order, then each smallest set that can't hold together.

    `ids`: all options, those with missing figures too. Give the rules of the levels along with the
    others, so that two levels that are both a must are found.
    """
    known = set(ids)
    found = []
    sound = []
    for index, rule in enumerate(rules):
        words = _fault(rule, known, name)
        if words:
            found.append(Contradiction((index,), words))
        else:
            sound.append(index)
    while True:
        conflict = _conflict(rules, sound)
        if not conflict:
            return tuple(found)
        words = "; ".join(rule_words(rules[index], name) for index in conflict)
        found.append(Contradiction(tuple(conflict), f"These rules can't all hold: {words}."))
        sound = [index for index in sound if index not in conflict]


def _fault(rule: Rule, known: set[str], name: Callable[[str], str]) -> str:
    """What is wrong with one rule by itself, in a sentence; empty if nothing is."""
    kind = rule.kind.value
    if not rule.members or "" in rule.members:
        return f'The rule "{kind}" names no option.'
    for member in rule.members:
        if member not in known:
            return f'The rule "{kind}" names {member}, and there is no such option.'
    for member in rule.members:
        if rule.members.count(member) > 1:
            return f'The rule "{kind}" names {name(member)} twice.'
    if rule.kind in SINGLES and len(rule.members) != 1:
        return f'The rule "{kind}" takes one option, not {len(rule.members)}.'
    if rule.kind in PAIRS and len(rule.members) != 2:
        return f'The rule "{kind}" takes two options, not {len(rule.members)}.'
    if rule.kind is RuleKind.SYNERGY and len(rule.members) < 2:
        return "A synergy takes two or more options."
    if rule.kind in GROUPS:
        group = f" of the group {rule.name}" if rule.name else ""
        if rule.quantity < 0:
            return f'The quantity {rule.quantity} of the rule "{kind}"{group} is below nought.'
        if rule.kind is not RuleKind.AT_MOST and rule.quantity > len(rule.members):
            size = "1 option" if len(rule.members) == 1 else f"{len(rule.members)} options"
            return f'The rule "{kind}"{group} asks for {rule.quantity} of {size}.'
    return ""


def _conflict(rules: Sequence[Rule], indices: Sequence[int]) -> list[int]:
    """A smallest set of these rules that can't hold together; none where all can."""
    held = [index for index in indices if rules[index].kind is not RuleKind.SYNERGY]
    if _can_hold([rules[index] for index in held]):
        return []
    # The shortest beginning that can't hold ends in a rule that is needed for it; so one rule after another
    # is found in a few trials, where leaving out each in turn would try a thousand rules a thousand times.
    found: list[int] = []
    while held and _can_hold([rules[index] for index in found]):
        holds, fails = 0, len(held)
        while fails - holds > 1:
            middle = (holds + fails) // 2
            if _can_hold([rules[index] for index in (*found, *held[:middle])]):
                holds = middle
            else:
                fails = middle
        found.append(held[fails - 1])
        held = held[: fails - 1]
    return sorted(found)


def _can_hold(rules: Sequence[Rule]) -> bool:
    ids = sorted({member for rule in rules for member in rule.members})
    for walk in walks(ids, rules):
        reached = {walk.start} - {NO}
        for step in walk.steps:
            reached = {to for status in reached for to in (step.left(status), step.taken(status)[0])} - {NO}
            if len(reached) > MOST_STATUSES:
                return True
        if not reached:
            return False
    return True
