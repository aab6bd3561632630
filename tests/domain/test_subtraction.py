"""How far a count in a table can be off, given what the others are known to be."""

from __future__ import annotations

from stewardship_desktop.domain.subtraction import MOST, Ring

# Two rows and two columns: parts, totals of rows, totals of columns, total of all.
RING = Ring(2, 2)
FLOWS = [3, 7, 5, 9, 10, 14, 8, 16, 24]


def room(arrow: int, unknown: set[int], *, is_up: bool, enough: int = 1000) -> int:
    lows = [1 if place in unknown else flow for place, flow in enumerate(FLOWS)]
    highs = [MOST if place in unknown else flow for place, flow in enumerate(FLOWS)]
    return RING.room(arrow, is_up=is_up, flows=FLOWS, lows=lows, highs=highs, enough=enough)


def test_one_unknown_among_known_sums_is_known() -> None:
    assert room(0, {0}, is_up=True) == 0
    assert room(0, {0}, is_up=False) == 0


def test_four_unknown_in_a_ring_give_way_to_each_other() -> None:
    # Up by as much as the others of its row and column can go down, down by as much as it has.
    assert room(0, {0, 1, 2, 3}, is_up=True) == min(7, 5) - 1
    assert room(0, {0, 1, 2, 3}, is_up=False) == 2


def test_it_looks_no_further_than_asked() -> None:
    assert room(0, {0, 1, 2, 3}, is_up=True, enough=3) == 3


def test_with_its_totals_unknown_a_part_may_be_anything() -> None:
    assert room(0, {0, 4, 6, 8}, is_up=True) == 1000


def cheapest(costs: list[int | None]) -> tuple[int, frozenset[int]] | None:
    lows, highs = [1, *FLOWS[1:]], [MOST, *FLOWS[1:]]
    return RING.cheapest(0, is_up=True, flows=FLOWS, lows=lows, highs=highs, costs=costs)


def test_the_cheapest_way_out_is_found() -> None:
    assert cheapest([None, 1, 1, 1, 9, 9, 9, 9, 9]) == (3, frozenset({1, 2, 3}))
    assert cheapest([None, 5, 5, 5, 1, 9, 1, 9, 1]) == (3, frozenset({4, 6, 8}))


def test_where_nothing_may_be_given_up_there_is_no_way() -> None:
    assert cheapest([None] * 9) is None
