"""Hidden small numbers against a reader who subtracts, and that nothing is hidden for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.suppression import (
    HIDDEN,
    Around,
    Shown,
    ShownShare,
    ShownShares,
    ShownTable,
    Totals,
    shown_counts,
    shown_shares,
)
from tests.support.subtraction_attack import ANY, Attack, Bounds, Sight, seen

_T = TypeVar("_T")
HIDING = st.sampled_from([Policy.HES, Policy.FIVES])
COUNTS = st.integers(0, 9) | st.integers(0, 60)
SEEN = st.sampled_from([Totals.SHOWN, Totals.ABSENT])
AROUND = st.builds(Around, rows=SEEN, columns=SEEN, whole=SEEN)
Table = list[list[int]]
Shares = list[list[tuple[int, int]]]


def tables(cell: st.SearchStrategy[Any]) -> st.SearchStrategy[list[list[Any]]]:
    sizes = st.tuples(st.integers(1, 4), st.integers(1, 5))
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(cell, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


COUNT_TABLES = tables(COUNTS)
SHARE_TABLES = tables(st.builds(lambda x, rest: (x, x + rest), COUNTS, COUNTS))
VISIT_TABLES = tables(st.tuples(COUNTS, COUNTS))


def everything(true: Table) -> list[int]:
    """Parts, totals of rows, of columns, of all."""
    rows, columns = [sum(row) for row in true], [sum(column) for column in zip(*true, strict=True)]
    return [*chain(*true), *rows, *columns, sum(rows)]


def marks(table: ShownTable) -> list[Shown]:
    return [*chain(*table.parts), *table.rows, *table.columns, table.whole]


def sums(rows: list[list[_T]]) -> Iterator[list[_T]]:
    """Which parts each number of `everything` is the sum of."""
    yield from ([part] for part in chain(*rows))
    yield from rows
    yield from (list(column) for column in zip(*rows, strict=True))
    yield list(chain(*rows))


def sight(policy: Policy, table: ShownTable, least: int, most: float) -> Sight:
    def one(shown: Shown) -> Bounds:
        return seen(policy, shown, least=least, most=most)

    return Sight(
        parts=[[one(shown) for shown in row] for row in table.parts],
        rows=[one(shown) for shown in table.rows],
        columns=[one(shown) for shown in table.columns],
        whole=one(table.whole),
    )


def marks_alone(table: ShownTable) -> ShownTable:
    """The same with only marks and noughts left to see."""

    def one(shown: Shown) -> Shown:
        return shown if shown is HIDDEN or shown == 0 else None

    return ShownTable(
        parts=tuple(tuple(map(one, row)) for row in table.parts),
        rows=tuple(map(one, table.rows)),
        columns=tuple(map(one, table.columns)),
        whole=one(table.whole),
        is_safe=table.is_safe,
    )


def leaves_enough(policy: Policy, found: Bounds, by_marks: Bounds) -> bool:
    """Whether three small numbers stay possible, or as many as the marks leave by themselves."""
    small, same = (min(high, policy.largest_hidden) - low + 1 for low, high in (found, by_marks))
    return small >= 3 or (found[0] == by_marks[0] and small == same)


@given(COUNT_TABLES, HIDING, AROUND)
@settings(max_examples=150)
def test_no_small_count_can_be_worked_out(true: Table, policy: Policy, around: Around) -> None:
    table = shown_counts(policy, true, around)
    assert table.is_safe
    assert_safe(policy, true, table, most=ANY)
    if all(number <= policy.largest_hidden for number in hidden_of(true, table)):
        # One who knows how the policy works knows then that nothing large is hidden.
        assert_safe(policy, true, table, most=policy.largest_hidden)


def hidden_of(true: Table, table: ShownTable) -> list[int]:
    return [number for number, mark in zip(everything(true), marks(table), strict=True) if mark is HIDDEN]


def assert_safe(policy: Policy, true: Table, table: ShownTable, *, most: float) -> None:
    """No small number can be told to be small, or one of few, from what is hidden being up to `most`."""
    least = min([1, *hidden_of(true, table)])
    all_seen, marks_seen = Attack(), Attack()
    unknown = all_seen.look(sight(policy, table, least, most))
    marked = marks_seen.look(sight(policy, marks_alone(table), least, most))
    for number, parts, same in zip(everything(true), sums(unknown), sums(marked), strict=True):
        if policy.is_small(number):
            low, high = all_seen.possible(parts)
            assert low <= number <= high
            assert high > policy.largest_hidden or most < ANY
            assert leaves_enough(policy, (low, high), marks_seen.possible(same))


@dataclass(frozen=True)
class SharesAttack:
    """What can be worked out of shown shares: the unknown events and others behind each number."""

    attack: Attack
    events: list[list[Any]]
    others: list[list[Any]]


def attack_shares(
    policy: Policy, table: ShownShares, xs: list[int], ys: list[int], *, by_marks: bool
) -> SharesAttack:
    attack = Attack()
    high, wide = len(table.parts), len(table.parts[0])
    events, others = ([[attack.unknown() for _ in range(wide)] for _ in range(high)] for _ in (0, 1))
    found = SharesAttack(attack, list(sums(events)), list(sums(others)))
    shown = shares(table)
    least_x, least_y = (
        min([1, *(number for number, one in zip(of, shown, strict=True) if one.x is HIDDEN)])
        for of in (xs, ys)
    )
    for one, x_parts, y_parts in zip(shown, found.events, found.others, strict=True):
        if one.x is HIDDEN:
            attack.hold(x_parts, (least_x, ANY))
            attack.hold(y_parts, (least_y, ANY))
            continue
        if not by_marks or one.x == 0:
            attack.hold(x_parts, seen(policy, one.x, least=0, most=ANY))
        if not by_marks or one.n == 0:
            attack.hold([*x_parts, *y_parts], seen(policy, one.n, least=0, most=ANY))
    return found


def shares(table: ShownShares) -> list[ShownShare]:
    return [*chain(*table.parts), *table.rows, *table.columns, table.whole]


@given(SHARE_TABLES, HIDING, AROUND)
@settings(max_examples=100)
def test_nor_can_a_small_part_of_a_share_or_its_rest(true: Shares, policy: Policy, around: Around) -> None:
    table = shown_shares(policy, true, around)
    assert table.is_safe
    xs = everything([[x for x, _ in row] for row in true])
    ns = everything([[n for _, n in row] for row in true])
    ys = [n - x for x, n in zip(xs, ns, strict=True)]
    all_seen = attack_shares(policy, table, xs, ys, by_marks=False)
    marks_seen = attack_shares(policy, table, xs, ys, by_marks=True)
    for numbers, parts, same in (
        (xs, all_seen.events, marks_seen.events),
        (ys, all_seen.others, marks_seen.others),
    ):
        for number, these, those in zip(numbers, parts, same, strict=True):
            if policy.is_small(number):
                low, high = all_seen.attack.possible(these)
                assert low <= number <= high
                assert high > policy.largest_hidden
                assert leaves_enough(policy, (low, high), marks_seen.attack.possible(those))
    for number, x_parts, y_parts in zip(ns, all_seen.events, all_seen.others, strict=True):
        if policy.is_small(number):
            low, high = all_seen.attack.possible([*x_parts, *y_parts])
            assert low <= number <= high
            assert high > policy.largest_hidden


@given(VISIT_TABLES, HIDING, AROUND)
@settings(max_examples=60)
def test_nor_a_small_count_where_events_can_outnumber_people(
    true: Shares, policy: Policy, around: Around
) -> None:
    more = [[(x + n + 1, n) for x, n in row] for row in true]
    table = shown_shares(policy, more, around)
    assert table.is_safe
    for pick in (0, 1):
        counts = ShownTable(
            parts=tuple(tuple((one.x, one.n)[pick] for one in row) for row in table.parts),
            rows=tuple((one.x, one.n)[pick] for one in table.rows),
            columns=tuple((one.x, one.n)[pick] for one in table.columns),
            whole=(table.whole.x, table.whole.n)[pick],
            is_safe=True,
        )
        assert_safe(policy, [[share[pick] for share in row] for row in more], counts, most=ANY)


@given(COUNT_TABLES, AROUND)
def test_without_a_policy_all_is_shown_as_it_is(true: Table, around: Around) -> None:
    table = shown_counts(Policy.NONE, true, around)
    for number, mark in zip(everything(true), marks(table), strict=True):
        assert mark in (number, None)
    assert [list(row) for row in table.parts] == true


@given(tables(st.just(0) | st.integers(8, 99)), HIDING, AROUND)
def test_where_no_count_is_small_nothing_is_hidden(true: Table, policy: Policy, around: Around) -> None:
    assert HIDDEN not in marks(shown_counts(policy, true, around))


@given(COUNT_TABLES, HIDING, AROUND)
def test_every_small_count_is_hidden_and_every_nought_shown(
    true: Table, policy: Policy, around: Around
) -> None:
    for number, mark in zip(everything(true), marks(shown_counts(policy, true, around)), strict=True):
        if policy.is_small(number):
            assert mark in (HIDDEN, None)
        elif number == 0:
            assert mark in (0, None)
        elif isinstance(mark, int):
            assert abs(mark - number) <= (2 if policy is Policy.HES else 0)
