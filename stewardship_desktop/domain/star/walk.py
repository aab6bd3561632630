"""Deciding options one after another: which belong together, in what order, and what the rules still allow.

Each rule and synergy is watched by a small number, its status; all statuses of a connected component
are packed into one whole number. Two ways of deciding the same options that reach the same number
have the same future, which is what keeps the exact merge small. Nothing here knows costs or gains.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.star.rules import Rule, RuleKind

DONE = 0
NO = -1


@dataclass(frozen=True)
class Bonus:
    """A synergy to be watched: earned when every member (by place) is taken."""

    members: tuple[int, ...]


@dataclass(frozen=True)
class Watch:
    """What deciding one option makes of one status: `left` and `taken` by status, NO where forbidden."""

    shift: int
    mask: int
    left: tuple[int, ...]
    taken: tuple[int, ...]
    earns: int = -1
    """The synergy that is earned by taking the option while its status is not DONE."""


@dataclass(frozen=True)
class Step:
    """One option to decide, by its place among the items, and the watches on it."""

    item: int
    watches: tuple[Watch, ...]

    def left(self, status: int) -> int:
        """The status after leaving the option out, NO where a rule forbids it."""
        now = status
        for watch in self.watches:
            was = status >> watch.shift & watch.mask
            to = watch.left[was]
            if to < 0:
                return NO
            now += (to - was) << watch.shift
        return now

    def taken(self, status: int) -> tuple[int, tuple[int, ...]]:
        """The status after taking the option (NO where a rule forbids it) and the synergies earned."""
        now = status
        earned: tuple[int, ...] = ()
        for watch in self.watches:
            was = status >> watch.shift & watch.mask
            to = watch.taken[was]
            if to < 0:
                return NO, ()
            if watch.earns >= 0 and was != DONE:
                earned += (watch.earns,)
            now += (to - was) << watch.shift
        return now, earned


@dataclass(frozen=True)
class Walk:
    """The steps through one connected component. `start` is NO where a rule can't be met from the start."""

    start: int
    steps: tuple[Step, ...]


Watched = Rule | Bonus


def _places(watched: Watched, place: dict[str, int]) -> tuple[int, ...]:
    if isinstance(watched, Bonus):
        return tuple(dict.fromkeys(watched.members))
    return tuple(dict.fromkeys(place[member] for member in watched.members))


def components(count: int, groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """The places 0..count-1 in connected parts: two places of one group are in one part."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for group in groups:
        for other in group[1:]:
            parent[root(other)] = root(group[0])
    parts: dict[int, list[int]] = {}
    for at in range(count):
        parts.setdefault(root(at), []).append(at)
    return list(parts.values())


def _order(part: Sequence[int], groups: Sequence[Sequence[int]]) -> list[int]:
    """The places of a part so that few groups are open at any time: greedy, ties by place."""
    if len(part) <= 2:
        return list(part)
    of: dict[int, list[int]] = {at: [] for at in part}
    for number, group in enumerate(groups):
        for at in group:
            of[at].append(number)
    weight = [math.log2(len(group) + 1) for group in groups]
    open_members = [len(group) for group in groups]
    is_open = [False] * len(groups)
    rest = sorted(part)
    order = []

    def burden(at: int) -> float:
        change = 0.0
        for number in of[at]:
            if open_members[number] == 1:
                change -= weight[number] if is_open[number] else 0.0
            elif not is_open[number]:
                change += weight[number]
        return change

    while rest:
        # An option that is alone in closing something goes first; then the one that opens the least.
        at = min(rest, key=lambda one: (burden(one), -sum(is_open[n] for n in of[one]), one))
        rest.remove(at)
        order.append(at)
        for number in of[at]:
            open_members[number] -= 1
            is_open[number] = open_members[number] > 0
    return order


def _count_tables(size: int, least: int, most: int) -> tuple[int, list[tuple[list[int], list[int]]]]:
    """Start and tables of "between least and most of so many": status is the count + 1, or DONE."""

    def status(count: int, rest: int) -> int:
        if count > most or count + rest < least:
            return NO
        return DONE if count >= least and count + rest <= most else count + 1

    tables = []
    for decided in range(size):
        rest = size - decided - 1
        left = [DONE, *(status(count, rest) for count in range(size + 1))]
        taken = [DONE, *(status(count + 1, rest) for count in range(size + 1))]
        tables.append((left, taken))
    return status(0, size), tables


def _pair_tables(allowed: frozenset[tuple[int, int]]) -> tuple[int, list[tuple[list[int], list[int]]]]:
    """Start and tables of a rule over two options, given what (first, second) may be."""

    def after(first: int) -> int:
        second = {b for a, b in allowed if a == first}
        return {(): NO, (0,): 2, (1,): 3, (0, 1): DONE}[tuple(sorted(second))]

    return 1, [([DONE, after(0), 0, 0], [DONE, after(1), 0, 0]), ([DONE, NO, 0, NO], [DONE, NO, NO, 0])]


def _rule_tables(
    rule: Rule, first_is_first: bool, size: int
) -> tuple[int, list[tuple[list[int], list[int]]]]:
    match rule.kind:
        case RuleKind.NEEDS | RuleKind.BOTH if size == 1:
            return DONE, [([DONE], [DONE])]
        case RuleKind.NEEDS:
            never = (1, 0) if first_is_first else (0, 1)
            return _pair_tables(frozenset({(0, 0), (0, 1), (1, 0), (1, 1)} - {never}))
        case RuleKind.BOTH:
            return _pair_tables(frozenset({(0, 0), (1, 1)}))
        case RuleKind.MUST:
            return _count_tables(size, size, size)
        case RuleKind.MUST_NOT:
            return _count_tables(size, 0, 0)
        case RuleKind.EXCLUDES:
            return _count_tables(size, 0, 1)
        case RuleKind.AT_LEAST:
            return _count_tables(size, rule.quantity, size)
        case RuleKind.AT_MOST:
            return _count_tables(size, 0, rule.quantity)
        case RuleKind.EXACTLY:
            return _count_tables(size, rule.quantity, rule.quantity)
        case RuleKind.SYNERGY:
            raise ValueError("A synergy is watched as a Bonus.")


def _bonus_tables(size: int) -> tuple[int, list[tuple[list[int], list[int]]]]:
    tables = [([DONE, DONE], [DONE, 1]) for _ in range(size - 1)]
    return 1, [*tables, ([DONE, DONE], [DONE, DONE])]


def walks(ids: Sequence[str], rules: Sequence[Rule], bonuses: Sequence[Bonus] = ()) -> list[Walk]:
    """One walk for each connected part of the options `ids` under rules and synergies.

    Every member of a rule must be among `ids`. `Watch.earns` counts along `bonuses`.
    """
    place = {one: at for at, one in enumerate(ids)}
    watched: list[Watched] = [*rules, *bonuses]
    groups = [_places(one, place) for one in watched]
    by_item: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        for at in group:
            by_item.setdefault(at, []).append(number)
    found = []
    for part in components(len(ids), groups):
        numbers = sorted({number for at in part for number in by_item.get(at, ())})
        order = _order(part, [groups[number] for number in numbers])
        found.append(_walk(order, numbers, watched, groups, len(rules)))
    return found


def _walk(
    order: Sequence[int], numbers: Sequence[int], watched: Sequence[Watched],
    groups: Sequence[tuple[int, ...]], first_bonus: int,
) -> Walk:  # fmt: skip
    turn = {at: number for number, at in enumerate(order)}
    watches: dict[int, list[Watch]] = {at: [] for at in order}
    start = shift = 0
    for number in numbers:
        rule, members = watched[number], groups[number]
        in_turn = sorted(members, key=turn.__getitem__)
        if isinstance(rule, Bonus):
            begin, tables = _bonus_tables(len(members))
        else:
            begin, tables = _rule_tables(rule, in_turn[0] == members[0], len(members))
        if begin == NO:
            return Walk(NO, ())
        width = max(len(left) for left, _ in tables).bit_length()
        for last, (at, (left, taken)) in enumerate(zip(in_turn, tables, strict=True), 1):
            is_bonus = isinstance(rule, Bonus) and last == len(members)
            earns = number - first_bonus if is_bonus else -1
            watches[at].append(Watch(shift, (1 << width) - 1, tuple(left), tuple(taken), earns))
        start |= begin << shift
        shift += width
    return Walk(start, tuple(Step(at, tuple(watches[at])) for at in order))
