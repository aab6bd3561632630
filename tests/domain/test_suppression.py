"""Small numbers by each policy: counts alone, shares, lists with a total, and tables."""

from __future__ import annotations

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.suppression import (
    HIDDEN,
    NOTHING,
    Around,
    Shown,
    ShownShare,
    Totals,
    shown_count,
    shown_counts,
    shown_share,
    shown_shares,
)

TOTAL = Around(rows=Totals.SHOWN)
ALL = Around(rows=Totals.SHOWN, columns=Totals.SHOWN, whole=Totals.SHOWN)
STAR = HIDDEN


@pytest.mark.parametrize(
    "policy, shown",
    [
        (Policy.NONE, [0, 1, 5, 6, 7, 8, 12, 13, 238]),
        (Policy.FIVES, [0, STAR, STAR, 6, 7, 8, 12, 13, 238]),
        (Policy.HES, [0, STAR, STAR, STAR, STAR, 10, 10, 15, 240]),
    ],
)
def test_counts_alone(policy: Policy, shown: list[Shown]) -> None:
    assert [shown_count(policy, count) for count in (0, 1, 5, 6, 7, 8, 12, 13, 238)] == shown
    assert shown_count(policy, None) is None


def test_the_mark_and_its_words() -> None:
    assert HIDDEN.value == "*"
    assert HIDDEN.words.startswith("hidden: a small number")


@pytest.mark.parametrize(
    "policy, x, n, shown",
    [
        (Policy.NONE, 3, 250, ShownShare(x=3, n=250, value=3 / 250)),
        (Policy.FIVES, 20, 250, ShownShare(x=20, n=250, value=0.08)),
        (Policy.FIVES, 3, 250, ShownShare(x=STAR, n=250, value=STAR)),
        (Policy.FIVES, 247, 250, ShownShare(x=STAR, n=250, value=STAR)),
        (Policy.FIVES, 0, 250, ShownShare(x=0, n=250, value=0)),
        (Policy.FIVES, 250, 250, ShownShare(x=250, n=250, value=1)),
        (Policy.FIVES, 0, 4, ShownShare(x=STAR, n=STAR, value=STAR)),
        (Policy.FIVES, 2, 6, ShownShare(x=STAR, n=STAR, value=STAR)),
        (Policy.FIVES, 0, 0, ShownShare(x=0, n=0, value=None)),
        (Policy.FIVES, 300, 250, ShownShare(x=300, n=250, value=1.2)),
        (Policy.HES, 21, 98, ShownShare(x=20, n=100, value=0.2)),
        (Policy.HES, 7, 98, ShownShare(x=STAR, n=100, value=STAR)),
        (Policy.NONE, 0, 0, ShownShare(x=0, n=0, value=None)),
    ],
)
def test_shares_alone(policy: Policy, x: int, n: int, shown: ShownShare) -> None:
    assert shown_share(policy, x, n) == shown


def listed(policy: Policy, parts: list[int | None], around: Around = TOTAL) -> tuple[list[Shown], Shown]:
    table = shown_counts(policy, [parts], around)
    assert table.is_safe
    return list(table.parts[0]), table.rows[0]


@pytest.mark.parametrize(
    "parts, shown, total",
    [
        # One alone could be subtracted: the next smallest goes with it.
        ([3, 60, 70], [STAR, STAR, 70], 133),
        # Two that add up to 7 may be 2 and 5 or 4 and 3.
        ([3, 4, 60, 70], [STAR, STAR, 60, 70], 137),
        # Two that add up to 5 are both small for certain.
        ([2, 3, 60], [STAR, STAR, STAR], 65),
        # Where small ones are all there is, the total goes.
        ([5, 5], [STAR, STAR], STAR),
        ([1, 1, 1, 1, 1, 1], [STAR] * 6, STAR),
        # A nought is about nobody, so it neither is hidden nor hides another.
        ([0, 3, 0], [0, STAR, 0], STAR),
        ([0, 3, 8], [0, STAR, STAR], 11),
        ([None, 3, 60, 70], [None, STAR, STAR, 70], 133),
        ([6, 7, 8], [6, 7, 8], 21),
        ([0, 0], [0, 0], 0),
    ],
)
def test_a_list_with_its_total_by_fives(parts: list[int | None], shown: list[Shown], total: Shown) -> None:
    assert listed(Policy.FIVES, parts) == (shown, total)


@pytest.mark.parametrize(
    "parts, shown, total",
    [
        # Rounding blurs the sum enough: 135 - 60 - 70 may be anything up to 11.
        ([3, 60, 70], [STAR, 60, 70], 135),
        # 10 - 10 can't be more than 4, rounded or not.
        ([2, 10], [STAR, STAR], 10),
        # Four times 7 rounds to 30, which four small numbers only just reach.
        ([7, 7, 7, 7], [STAR] * 4, STAR),
        ([8, 12, 13], [10, 10, 15], 35),
    ],
)
def test_a_list_with_its_total_rounded(parts: list[int | None], shown: list[Shown], total: Shown) -> None:
    assert listed(Policy.HES, parts) == (shown, total)


def test_without_a_total_only_the_small_are_hidden() -> None:
    assert listed(Policy.FIVES, [3, 60, 70], Around()) == ([STAR, 60, 70], None)


def test_sums_over_time_are_guarded_too() -> None:
    # Months down, groups across; the sums of the months stand below.
    months = [[3, 60, 70], [40, 50, 60], [70, 80, 90]]
    table = shown_counts(Policy.FIVES, months, Around(columns=Totals.SHOWN))
    assert [list(row) for row in table.parts] == [[STAR, 60, 70], [STAR, 50, 60], [70, 80, 90]]
    assert table.columns == (113, 190, 220)
    assert table.rows == (None, None, None)


def test_in_both_directions_a_ring_of_four_is_hidden() -> None:
    table = shown_counts(Policy.FIVES, [[3, 60, 70], [40, 50, 60], [70, 80, 90]], ALL)
    assert [list(row) for row in table.parts] == [[STAR, STAR, 70], [STAR, STAR, 60], [70, 80, 90]]
    assert (table.rows, table.columns, table.whole) == ((133, 150, 240), (113, 190, 220), 523)


def test_what_is_known_elsewhere_may_give_a_small_number_away_all_the_same() -> None:
    known = Around(rows=Totals.KNOWN)
    assert not shown_counts(Policy.FIVES, [[1, 2]], known).is_safe
    assert not shown_counts(Policy.FIVES, [[5, 5]], known).is_safe
    several = shown_counts(Policy.FIVES, [[3, 60, 70]], known)
    assert several.is_safe
    assert several.parts == ((STAR, STAR, 70),)
    assert several.rows == (None,)


def test_a_row_that_cant_be_saved_leaves_no_other_open() -> None:
    table = shown_counts(Policy.FIVES, [[1, 2, 0], [3, 60, 70]], Around(rows=Totals.KNOWN))
    assert not table.is_safe
    assert table.parts[1] == (STAR, STAR, 70)


def test_shares_with_a_total_hide_events_people_and_share_together() -> None:
    hidden = ShownShare(x=STAR, n=STAR, value=STAR)
    table = shown_shares(Policy.FIVES, [[(3, 100), (50, 100), (60, 120), None]], TOTAL)
    assert table.parts == ((hidden, hidden, ShownShare(x=60, n=120, value=0.5), NOTHING),)
    assert table.rows == (ShownShare(x=113, n=320, value=113 / 320),)
    assert table.whole == NOTHING


def test_the_rest_of_a_share_is_guarded_as_its_part_is() -> None:
    table = shown_shares(Policy.FIVES, [[(97, 100), (50, 100), (60, 120)]], TOTAL)
    assert [one.x for one in table.parts[0]] == [STAR, STAR, 60]


def test_an_empty_table_stays_empty() -> None:
    table = shown_counts(Policy.FIVES, [], ALL)
    assert (table.parts, table.rows, table.columns, table.whole) == ((), (), (), 0)


@pytest.mark.parametrize("policy", list(Policy))
def test_a_count_below_0_is_refused(policy: Policy) -> None:
    with pytest.raises(UserFixable, match="-1 is no count of people"):
        shown_count(policy, -1)
    with pytest.raises(UserFixable, match="-1 is no count of people"):
        shown_share(policy, 3, -1)
    with pytest.raises(UserFixable, match="-1 is no count of people"):
        shown_counts(policy, [[4, -1]], TOTAL)
