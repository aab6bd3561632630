"""What of cost and gain a frontier shows, and what of a stroke lies in it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from stewardship_desktop.domain.chart.frontier_window import clipped, window
from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import FrontierSpec, Step
from stewardship_desktop.domain.chart.primitives import Circle, Drawing, Frame, Lines, Path, Rect, Text
from stewardship_desktop.domain.star.pictures import frontier, with_budget
from tests.domain.chart.test_pictures import PICTURES

F = Fraction
HIGH = frontier(
    [(F(cost), F(gain), convex) for cost, gain, convex in (
        (2_470_000, 242, True), (2_535_000, 271, True), (2_580_000, 284, False), (2_655_000, 313, True),
        (2_750_000, 314, False), (3_075_000, 325, True), (3_170_000, 326, True),
    )],
    current=(F(2_685_000), F(195)), gain_at_same_cost=F(118), cost_at_same_gain=F(215_000),
    gain_at_same_cost_whole=F(117), cost_at_same_gain_whole=F(215_000),
    budget=F(2_685_000),
    scenarios=(("A", "A, seven days and fewer beds", F(2_685_000), F(285)),
               ("B", "B, and peer support", F(2_655_000), F(313)), ("C", "Beds kept", F(2_890_000), F(254))),
)  # fmt: skip
LOW_STEP = Step(key="s", name="First step", cost=65_000, gain=29)
FRAME = Frame(0.0, 0.0, 100.0, 100.0, (0.0, 1.0), (0.0, 1.0), False)


def words(drawing: Drawing) -> list[str]:
    return [one.text for one in drawing.everything if isinstance(one, Text)]


def _arrow_label(drawing: Drawing) -> list[str]:
    return [one.text for one in drawing.everything if isinstance(one, Text) and one.part == "arrow-label"]


def test_axes_begin_near_places_that_lie_far_from_nought_and_say_so() -> None:
    seen = window(HIGH, (), 0.3)
    assert seen.costs == pytest.approx((2_300_000, 3_300_000))
    assert 100 <= seen.gains[0] < 195
    drawing = arrange(HIGH, 590, 240)
    low = drawing.frame.value_range[0]
    assert 0 < low < 195
    assert {"cost a year, from £2.3m", f"Gain a year, from {low:.0f}"} <= set(words(drawing))


def test_axes_begin_at_nought_where_places_do() -> None:
    spec = PICTURES["frontier"]
    assert isinstance(spec, FrontierSpec)
    seen = window(spec, (), 0.3)
    assert (seen.costs[0], seen.gains[0]) == (0.0, 0.0)
    assert "cost a year" in words(arrange(spec, 900, 500))


def test_steps_outside_are_left_out_with_a_word() -> None:
    outside = replace(HIGH, steps=(LOW_STEP,))
    assert window(outside, (), 0.3) == window(HIGH, (), 0.3)
    drawing = arrange(outside, 900, 500)
    assert "the priority order lies outside" in words(drawing)
    assert not [one for one in drawing.inside if isinstance(one, Path) and one.part == "step"]
    assert "s" not in {one.key for one in drawing.targets}
    partly = replace(HIGH, steps=(LOW_STEP, Step(key="t", name="Second", cost=2_600_000, gain=250)))
    assert "priority order, 1 of 2 steps outside" in words(arrange(partly, 900, 500))
    frame = arrange(partly, 900, 500).frame
    ways = [one for one in arrange(partly, 900, 500).inside if isinstance(one, Path) and one.part == "order"]
    assert all(frame.left - 1 <= x <= frame.right + 1 for one in ways for x, _ in one.points)
    assert all(frame.top - 1 <= y <= frame.bottom + 1 for one in ways for _, y in one.points)


@pytest.mark.parametrize("key", ["s", "t"])
def test_a_highlight_stays_in_the_window(key: str) -> None:
    spec = replace(
        HIGH, highlight=key, steps=(LOW_STEP, Step(key="t", name="Second", cost=2_600_000, gain=250))
    )
    drawing = arrange(spec, 590, 240)
    drawn = [one for one in drawing.live if isinstance(one, Path) and one.part == "highlight"]
    assert len(drawn) == (key == "t")
    assert all(drawing.frame.left - 1 <= x for one in drawn for x, _ in one.points)


@pytest.mark.parametrize("budget, side", [(1_200_000, "left"), (9_000_000, "right")])
def test_a_budget_outside_stands_at_the_edge(budget: int, side: str) -> None:
    drawing = arrange(with_budget(HIGH, F(budget)), 590, 240)
    line = next(one for one in drawing.live if isinstance(one, Lines) and one.part == "budget-line")
    assert {stroke[0] for stroke in line.strokes} == {getattr(drawing.frame, side)}
    assert [one for one in drawing.live if isinstance(one, Path) and one.part == "budget-head"]
    assert any(f"{side} of this picture" in one for one in words(drawing))


@pytest.mark.parametrize("height", [247, 195])
def test_on_a_small_picture_the_arrow_still_says_its_figure_and_part_funding(height: int) -> None:
    drawing = arrange(replace(HIGH, scenarios=HIGH.scenarios[:1]), 300, height, grow=False)
    assert "+118.0 (part funding)" in _arrow_label(drawing)


@pytest.mark.parametrize(
    "width, height, size", [(590, 240, 12), (300, 280, 12), (900, 500, 12), (853, 400, 24)]
)
def test_letters_and_arrows_have_their_words_and_nothing_covers_the_curve(
    width: int, height: int, size: int
) -> None:
    drawing = arrange(HIGH, width, height, lettering=Lettering(float(size)), grow=False)
    said = words(drawing)
    assert {"A", "B", "C"} <= set(said)
    together = " ".join(said)
    assert "now 195.0 at £2.69m" in together
    assert "+118.0" in together
    assert "(part funding)" in together
    assert "\N{MINUS SIGN}£215k for" in together
    points = [drawing.frame.at(float(one.cost), float(one.gain)) for one in HIGH.points]
    squares = [one for one in drawing.inside if isinstance(one, Rect) and one.part == "scenario"]
    for one in squares:
        assert not any(one.x < x < one.x + one.width and one.y < y < one.y + one.height for x, y in points)
    for left, top, right, bottom in drawing.words:
        assert not any(left < x < right and top < y < bottom for x, y in points)
    shapes = [one.part for one in drawing.inside if isinstance(one, Path | Circle)]
    assert shapes.index("arrow") < shapes.index("line")


def test_shapes_are_named_under_the_picture() -> None:
    said = words(arrange(PICTURES["frontier"], 590, 240))
    assert {"efficient, on the line", "efficient, under it", "priority order"} <= set(said)


def test_strokes_are_clipped_to_the_frame() -> None:
    assert clipped((-50.0, 50.0), (50.0, 50.0), FRAME) == ((0.0, 50.0), (50.0, 50.0))
    assert clipped((10.0, 10.0), (20.0, 20.0), FRAME) == ((10.0, 10.0), (20.0, 20.0))
    assert clipped((-50.0, -1.0), (150.0, -1.0), FRAME) is None
    assert clipped((-10.0, 40.0), (-40.0, 60.0), FRAME) is None
