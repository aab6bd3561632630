"""Ticks, thinning and spreading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.chart.scale import (
    nice_range,
    nice_step,
    row_heights,
    spread,
    thin,
    ticks_between,
)


@pytest.mark.parametrize(
    "span, count, step", [(100, 5, 20), (22, 5, 5), (0.3, 3, 0.1), (10, 10, 1), (7, 1, 10), (0, 5, 2e-7)]
)
def test_steps_are_one_two_or_five(span: float, count: int, step: float) -> None:
    assert nice_step(span, count) == pytest.approx(step)


def test_ticks_are_round_and_inside() -> None:
    ticks, step = ticks_between(0.0, 0.3, 3)
    assert ticks == (0.0, 0.1, 0.2, 0.3)
    assert step == pytest.approx(0.1)
    assert ticks_between(-12.0, 31.0, 5)[0] == (-10.0, 0.0, 10.0, 20.0, 30.0)


@given(low=st.floats(-1e9, 1e9), span=st.floats(0, 1e9), count=st.integers(2, 8))
def test_a_nice_range_holds_its_values_and_has_ticks(low: float, span: float, count: int) -> None:
    bottom, top = nice_range(low, low + span, count)
    slack = max(abs(low), span, 1.0) * 1e-8
    assert bottom <= low + slack
    assert low + span <= top + slack
    assert top > bottom
    assert 2 <= len(ticks_between(bottom, top, count)[0]) <= 4 * count


@given(
    wanted=st.lists(st.floats(0, 500), min_size=1, max_size=12),
    height=st.floats(4, 30),
)
def test_spread_labels_do_not_overlap_and_stay_near(wanted: list[float], height: float) -> None:
    placed = spread(wanted, [height] * len(wanted), 0.0, 500.0)
    order = sorted(placed)
    assert all(later - earlier >= height - 1e-6 for earlier, later in pairwise(order))
    assert order[0] >= height / 2 - 1e-6
    assert order[-1] <= 500 - height / 2 + 1e-6
    by_wish = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    assert [placed[place] for place in by_wish] == order


@given(gap=st.floats(0, 20), length=st.floats(1, 200), step=st.floats(1, 80), count=st.integers(1, 80))
def test_thinned_labels_have_room(gap: float, length: float, step: float, count: int) -> None:
    places = [step * number for number in range(count)]
    kept = thin(places, [length] * count, gap)
    assert kept[0] == 0
    assert all(places[later] - places[earlier] >= length + gap for earlier, later in pairwise(kept))


@given(
    least=st.lists(st.floats(5, 200), min_size=1, max_size=40),
    room=st.floats(0, 5000),
    most=st.floats(5, 100),
)
def test_rows_fit_their_room_wherever_their_least_heights_do(
    least: list[float], room: float, most: float
) -> None:
    tall = row_heights(least, room, most)
    assert sum(tall) <= max(room, sum(least)) + 1e-6
    assert all(low - 1e-9 <= high <= max(low, most) + 1e-9 for low, high in zip(least, tall, strict=True))
