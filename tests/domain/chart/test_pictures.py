"""Pictures laid out: what is drawn where, that no label lies on another, and that each has its table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

import pytest

from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import (
    BalanceSpec,
    Block,
    DotRound,
    DotRow,
    DotsSpec,
    FrontierSpec,
    PictureSpec,
    Place,
    RangesSpec,
    RectanglesSpec,
    TrianglesSpec,
)
from stewardship_desktop.domain.chart.picture_reading import description_of, figures_of
from stewardship_desktop.domain.chart.placing import Ground
from stewardship_desktop.domain.chart.primitives import Circle, Drawing, Lines, Path, Rect, Text
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.domain.chart.spec import ChartSpecError
from tests.reports import spc_examples
from tests.support.star_pictures import pictures

PICTURES = pictures() | {name: make() for name, make in spc_examples.PICTURES.items()}
SIZES = ((640.0, 360.0, 12.0), (900.0, 600.0, 12.0), (1720.0, 900.0, 24.0))
Kind = TypeVar("Kind", bound=PictureSpec)
TOUCH = 1.0
"""Pixels by which boxes of letters, which are wider than the ink, may lap over."""


def boxes(drawing: Drawing, size: float) -> list[tuple[float, float, float, float, str]]:
    found = []
    letters = Lettering(size)
    for one in drawing.everything:
        if isinstance(one, Text) and one.part != "letter":
            wide = letters.width(one.text, one.bold) * one.size / size
            left = one.x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
            found.append((left, one.y - one.size * 0.72, left + wide, one.y + one.size * 0.1, one.text))
    return found


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("width, height, size", SIZES)
@pytest.mark.parametrize("grow", [True, False])
def test_no_words_lie_on_others_or_outside(
    name: str, width: float, height: float, size: float, grow: bool
) -> None:
    drawing = arrange(PICTURES[name], width, height, lettering=Lettering(size), grow=grow)
    found = boxes(drawing, size)
    for left, top, right, bottom, text in found:
        assert left >= -TOUCH, text
        assert right <= width + TOUCH, text
        assert top >= -TOUCH, text
        assert bottom <= drawing.height + TOUCH, text
    for one, other in combinations(found, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= TOUCH or down <= TOUCH, f"'{one[4]}' lies on '{other[4]}'"


@pytest.mark.parametrize("name", PICTURES)
def test_every_figure_is_in_the_table_and_can_be_hit(name: str) -> None:
    spec = PICTURES[name]
    header, rows = table_of(spec)
    assert all(len(row) == len(header) for row in rows)
    drawing = arrange(spec, 900, 600)
    assert {one.key for one in drawing.targets} == set(figures_of(spec))
    assert all(one.width >= 1 and one.height >= 1 for one in drawing.targets)
    assert len(rows) >= len(figures_of(spec)) - len(spec.left_out)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_needs_its_words(name: str) -> None:
    with pytest.raises(ChartSpecError, match="alternative_text is empty"):
        replace(PICTURES[name], alternative_text=" ")


def spec_of(name: str, kind: type[Kind]) -> Kind:
    spec = PICTURES[name]
    assert isinstance(spec, kind)
    return spec


def test_a_rectangle_has_the_area_of_its_gain_and_hangs_where_it_harms() -> None:
    spec = spec_of("rectangles", RectanglesSpec)
    drawing = arrange(spec, 900, 600)
    drawn = [one for one in drawing.inside if isinstance(one, Rect) and one.part == "block"]
    zero = drawing.frame.value(0.0)
    shares = []
    for block, rect in zip(spec.blocks, drawn, strict=True):
        shares.append(rect.width * rect.height / abs(float(block.area)))
        assert (rect.y >= zero - 0.01) is (block.area < 0)
    assert max(shares) == pytest.approx(min(shares), rel=1e-6)
    ends = [one.x + one.width for one in drawn]
    assert [one.x for one in drawn[1:]] == pytest.approx(ends[:-1])


def test_triangles_share_a_scale_and_savings_run_leftwards() -> None:
    spec = spec_of("triangles", TrianglesSpec)
    drawing = arrange(spec, 900, 600)
    drawn = [one for one in drawing.inside if isinstance(one, Path) and one.part == "triangle"]
    by_name = dict(zip([one.name for one in spec.triangles], drawn, strict=True))
    widths = {}
    for one in spec.triangles:
        (start, _), (foot, _), (tip, _) = by_name[one.name].points
        assert foot == tip
        widths[one.name] = foot - start
        if one.cost:
            assert (foot - start) / float(one.cost) == pytest.approx(widths[spec.triangles[0].name] / -80_000)
    assert widths["Telephone follow-up in place of clinic"] < 0
    assert widths["Newsletter"] == 0


@pytest.mark.parametrize("name", ["triangles", "rectangles"])
@pytest.mark.parametrize(
    "width, height, size", [(590, 300, 12), (590, 230, 12), (853, 400, 24), (1280, 600, 24)]
)
def test_every_one_of_eight_is_named_on_the_picture(name: str, width: int, height: int, size: int) -> None:
    drawing = arrange(PICTURES[name], width, height, lettering=Lettering(float(size)), grow=False)
    said = " ".join(one.text for one in drawing.outside if isinstance(one, Text))
    for one in ("Guided", "Carer", "School", "Early", "Repeat", "Newsletter", "Telephone", "Old"):
        assert one in said
    listed = [one.text for one in drawing.outside if isinstance(one, Text) and one.part == "key-number"]
    at_figures = {
        one.text
        for one in drawing.outside
        if isinstance(one, Text) and one.part in {"tip-number", "block-number"}
    }
    assert set(listed) == at_figures


def test_triangles_are_numbered_by_steepness_with_their_value_for_money() -> None:
    drawing = arrange(PICTURES["triangles"], 590, 300, grow=False)
    texts = [one for one in drawing.outside if isinstance(one, Text)]
    assert [one.text for one in texts if one.part == "key-number"] == [str(at) for at in range(1, 9)]
    values = [one.text for one in texts if one.part == "key-value"]
    assert values[:3] == ["no limit", "no limit", "72.0"]
    assert "Gain for £100k, the steepest first" in {one.text for one in texts}
    wide = arrange(PICTURES["triangles"], 2400, 900)
    assert not [one for one in wide.outside if isinstance(one, Text) and one.part == "tip-number"]


def test_arrows_end_at_the_same_cost_and_at_the_same_gain() -> None:
    drawing = arrange(PICTURES["frontier"], 900, 600)
    arrows = [one.points for one in drawing.inside if isinstance(one, Path) and one.part == "arrow"]
    at = drawing.frame.at
    assert arrows == [(at(620_000, 90), at(620_000, 213)), (at(620_000, 90), at(140_000, 90))]
    words = {one.text for one in drawing.outside if isinstance(one, Text)}
    assert {"now 90.0 at £620k", "+123.0 at the same cost", "−£480k for the same gain"} <= words


def test_all_portfolios_that_can_be_told_apart_are_drawn() -> None:
    spec = spec_of("frontier", FrontierSpec)
    drawing = arrange(spec, 1720, 900)
    drawn = [one for one in drawing.inside if isinstance(one, Circle)]
    assert len(drawn) == len(spec.points)
    dense = arrange(PICTURES["frontier_3000"], 900, 600)
    assert 300 < len([one for one in dense.inside if isinstance(one, Circle)]) < 3000


def test_the_budget_line_crosses_no_label() -> None:
    spec = spec_of("frontier_60", FrontierSpec)
    drawing = arrange(spec, 900, 600)
    lines = [one for one in drawing.live if isinstance(one, Lines) and one.part == "budget-line"]
    for x, top, _, bottom in lines[0].strokes:
        for left, upper, right, lower in drawing.words:
            assert not (left < x < right and top < lower - 0.01 and upper + 0.01 < bottom)


@pytest.mark.parametrize("size", [(640, 360), (900, 600)])
def test_no_dot_hides_another(size: tuple[int, int]) -> None:
    spec = spec_of("dots", DotsSpec)
    drawing = arrange(spec, *size)
    drawn = [one for one in drawing.inside if isinstance(one, Circle) and one.part == "dot"]
    assert len(drawn) == sum(len(row.rounds[0].values) for row in spec.rows)
    for one, other in combinations(drawn, 2):
        assert abs(one.x - other.x) + abs(one.y - other.y) >= 1.5


def test_hollow_dots_are_the_round_before() -> None:
    drawing = arrange(PICTURES["dots_rounds"], 900, 600)
    fills = [one.fill for one in drawing.inside if isinstance(one, Circle) and one.part == "dot"]
    assert fills == ["surface"] * 12 + ["primary"] * (12 + 12)


def test_ranges_float_around_the_best_figure() -> None:
    spec = spec_of("tornado", RangesSpec)
    drawing = arrange(spec, 900, 600)
    best = drawing.frame.value(float(spec.best))
    drawn = [one for one in drawing.inside if isinstance(one, Rect) and one.part == "bar"]
    assert all(one.x == pytest.approx(best) or one.x + one.width == pytest.approx(best) for one in drawn)
    assert len(drawn) == 2 * len(spec.bars)


def test_a_balance_says_what_is_over() -> None:
    spec = spec_of("balance", BalanceSpec)
    drawing = arrange(spec, 900, 600)
    words = [one.text for one in drawing.outside if isinstance(one, Text)]
    assert "may be spent £420k: £60k over" in words
    assert [one.width for one in drawing.inside if isinstance(one, Rect) and one.part == "difference"]
    zero = drawing.frame.value(0.0)
    bars = [one for one in drawing.inside if isinstance(one, Rect) and one.part == "bar"]
    assert bars[0].x + bars[0].width == pytest.approx(zero)
    assert bars[1].x == pytest.approx(zero)


@pytest.mark.parametrize("name", PICTURES)
def test_the_highlight_is_drawn_by_more_than_colour(name: str) -> None:
    spec = PICTURES[name]
    if not spec.highlight:
        return
    plain, marked = (arrange(replace(spec, highlight=key), 900, 600) for key in ("", spec.highlight))

    def shapes(drawing: Drawing) -> list[object]:
        return [
            replace(one, fill=None, stroke=None) for one in drawing.everything if isinstance(one, Path | Rect)
        ]

    assert shapes(plain) != shapes(marked)


def test_an_empty_picture_says_what_to_do() -> None:
    spec = replace(spec_of("triangles", TrianglesSpec), triangles=())
    drawing = arrange(spec, 900, 600)
    assert [one.text for one in drawing.everything if isinstance(one, Text)] == [spec.empty_text]


def test_what_contradicts_itself_is_refused() -> None:
    rectangles = spec_of("rectangles", RectanglesSpec)
    block = Block(key="a", name="A", width=-1, height=2, area=1)
    with pytest.raises(ChartSpecError, match="width below nought"):
        replace(rectangles, blocks=(block,))
    with pytest.raises(ChartSpecError, match="key 'a' is empty or twice"):
        replace(rectangles, blocks=(replace(block, width=1), replace(block, width=1)))
    with pytest.raises(ChartSpecError, match="arrows start at the current place"):
        replace(spec_of("frontier", FrontierSpec), current=None)
    frontier = spec_of("frontier", FrontierSpec)
    turned = replace(frontier, points=frontier.points[::-1])
    with pytest.raises(ChartSpecError, match="do not rise in cost"):
        turned.check()
    row = DotRow(key="a", name="A", rounds=(DotRound(values=(120,)),))
    with pytest.raises(ChartSpecError, match="outside 0 to 100"):
        replace(spec_of("dots", DotsSpec), rows=(row,))
    with pytest.raises(ChartSpecError, match="cannot be drawn"):
        replace(spec_of("balance", BalanceSpec), spent=Decimal("Infinity"))
    with pytest.raises(ChartSpecError, match="from nought up"):
        replace(spec_of("balance", BalanceSpec), spent=-1)


def test_the_description_says_the_budget_and_that_figures_are_illustrative() -> None:
    spec = replace(spec_of("frontier", FrontierSpec), chosen=Place(cost=1, gain=2), budget_text="Budget £1.")
    assert description_of(spec).endswith("Budget £1. The figures are illustrative.")


def test_a_label_finds_no_place_on_taken_ground() -> None:
    ground = Ground(0, 0, 100, 40)
    ground.take((0, 0, 100, 40))
    assert ground.label(("word",), 50, 20, Lettering(), away=3) == []
    assert Ground(0, 0, 200, 80).label(("word",), 50, 40, Lettering(), away=3) != []
