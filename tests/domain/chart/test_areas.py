"""Areas beside one another: what is refused, drawn, named and said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from stewardship_desktop.domain.chart.areas import (
    STANDING_MARKS,
    FunnelPoint,
    IntervalRow,
    IntervalsSpec,
    LimitCurves,
    Standing,
)
from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture_reading import figures_of
from stewardship_desktop.domain.chart.primitives import Circle, Drawing, Lines, Path, Rect, Text
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.domain.chart.spec import ChartSpecError
from tests.reports.spc_examples import funnel, intervals


def texts(drawing: Drawing, part: str) -> list[str]:
    return [one.text for one in drawing.everything if isinstance(one, Text) and one.part == part]


def row(**changes: object) -> IntervalRow:
    given: dict[str, object] = {"key": "a", "name": "A", "value": 5.0, "at_95": (4.0, 6.0)}
    return IntervalRow(**(given | changes))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------ intervals


@pytest.mark.parametrize(
    "one, message",
    [
        (row(at_95=(5.5, 6.0)), "do not hold its value"),
        (row(at_95=(4.0, 4.5)), "do not hold its value"),
        (row(at_998=(4.5, 7.0)), "do not hold its value"),
        (row(value=float("nan")), "cannot be drawn"),
    ],
)
def test_intervals_hold_their_value(one: IntervalRow, message: str) -> None:
    with pytest.raises(ChartSpecError, match=message):
        replace(intervals(), rows=(one,), own="")


def test_an_own_area_is_among_the_areas() -> None:
    with pytest.raises(ChartSpecError, match="own area 'nowhere' is not among its areas"):
        replace(intervals(), own="nowhere")
    with pytest.raises(ChartSpecError, match="own area 'nowhere' is not among its areas"):
        replace(funnel(), own="nowhere")


def test_better_and_worse_differ_in_shape_and_word_not_only_in_colour() -> None:
    shapes = {STANDING_MARKS[one].shape for one in (Standing.BETTER, Standing.SIMILAR, Standing.WORSE)}
    assert len(shapes) == 3
    words = texts(arrange(intervals(), 900, 500), "standing")
    assert words.count("better") == 2
    assert words.count("similar") == 3
    assert "worse, also at 99.8%" in words
    assert "not compared" in words


def test_the_benchmark_is_named_and_dated_and_the_own_area_stands_out() -> None:
    drawing = arrange(intervals(), 900, 500)
    assert texts(drawing, "benchmark-label") == ["England 84.2% (2023/24)"]
    (line,) = [one for one in drawing.inside if isinstance(one, Lines) and one.part == "benchmark"]
    assert line.strokes[0][0] == pytest.approx(drawing.frame.value(84.2))
    assert sum(one.part == "own-row" for one in drawing.inside) == 1
    bold = [one.text for one in drawing.outside if isinstance(one, Text) and one.bold]
    assert {"Fir", "81.9%", "worse"} <= set(bold)


def test_what_must_not_be_shown_is_said_and_not_drawn() -> None:
    drawing = arrange(intervals(), 900, 500)
    assert texts(drawing, "gap") == ["hidden: a small number"]
    assert sum(one.part == "mark" for one in drawing.inside) == 7


def test_an_area_is_read_with_its_intervals_benchmark_and_fifth() -> None:
    said = figures_of(intervals())
    assert said["fir"] == (
        "Fir: 81.9 per cent, 95% interval 79.8% to 83.8%, 99.8% interval 78.5% to 84.9%, worse, "
        "England 84.2 per cent in 2023/24, fifth 3, our own area."
    )
    assert said["hazel"] == "Hazel: hidden: a small number, not compared, England 84.2 per cent in 2023/24."


def test_the_table_has_benchmark_intervals_and_quantile() -> None:
    header, rows = table_of(intervals())
    assert header == (
        "Area", "Seen within two weeks", "95% interval", "99.8% interval", "Compared", "Fifth", "Note",
    )  # fmt: skip
    assert rows[0][:2] == ("England (2023/24)", "84.2%")
    assert rows[6][4:] == ("worse", "3", "our own area")
    plain = table_of(replace(intervals(), quantile_name="", benchmark=None))
    assert "Fifth" not in plain[0]
    assert len(plain[1]) == 8


def forty() -> IntervalsSpec:
    rows = tuple(
        row(key=str(place), name=f"Area number {place}", value=50 + place, at_95=(48 + place, 53 + place))
        for place in range(40)
    )
    return replace(intervals(), rows=rows, own="7")


@pytest.mark.parametrize("grow", [True, False])
def test_many_areas_grow_in_height_and_none_is_lost(grow: bool) -> None:
    drawing = arrange(forty(), 900, 300, grow=grow)
    assert drawing.height > 600
    assert len(texts(drawing, "key-label")) == 40
    tops = sorted(one.y for one in drawing.targets)
    assert all(later - earlier >= 15 for earlier, later in pairwise(tops))
    # What it needs is what it takes: a screen that gives that height asks for no more.
    assert arrange(forty(), 900, drawing.height, grow=grow).height == pytest.approx(drawing.height)


def test_rows_of_unlike_height_fit_the_height_that_they_are_given() -> None:
    least = arrange(intervals(), 420, 0.0, grow=False).height
    for more in (0.0, 10.0, 60.0):
        assert arrange(intervals(), 420, least + more, grow=False).height <= least + more + 0.01


def test_an_axis_that_starts_above_nought_says_so() -> None:
    assert texts(arrange(intervals(), 900, 500), "unit")[0].endswith("(the axis does not start at 0)")
    from_zero = replace(intervals(), from_zero=True)
    assert texts(arrange(from_zero, 900, 500), "unit") == ["Seen within two weeks"]


# ------------------------------------------------------------------------------------ funnel


def test_a_curve_must_rise_in_size() -> None:
    back = LimitCurves(name="95%", lower=((10, 1), (5, 2)), upper=())
    with pytest.raises(ChartSpecError, match="'95%' does not rise in size"):
        replace(funnel(), curves=(back,))


def test_an_area_of_no_size_below_nought() -> None:
    below = FunnelPoint(key="x", name="X", denominator=-1, value=5, words="inside the limits")
    with pytest.raises(ChartSpecError, match="size below nought"):
        replace(funnel(), points=(below,), own="")


def test_outside_and_own_areas_are_named_and_the_others_are_not() -> None:
    drawing = arrange(funnel(), 900, 500)
    assert set(texts(drawing, "point-label")) == {"Elder", "Fir"}
    chosen = arrange(replace(funnel(), highlight="cedar"), 900, 500)
    assert set(texts(chosen, "point-label")) == {"Cedar", "Elder", "Fir"}
    (ring,) = [one for one in drawing.inside if isinstance(one, Circle) and one.part == "own-ring"]
    assert (ring.x, ring.y) == pytest.approx(drawing.frame.at(810.0, 75.5))


def test_curves_are_cut_at_the_frame_and_named() -> None:
    drawing = arrange(funnel(), 900, 500)
    frame = drawing.frame
    curves = [one for one in drawing.inside if isinstance(one, Path) and one.part == "limit"]
    assert len(curves) == 6
    for one in curves:
        for x, y in one.points:
            assert frame.left - 0.01 <= x <= frame.right + 0.01
            assert frame.top - 0.01 <= y <= frame.bottom + 0.01
    named = " ".join(texts(drawing, "edge-label"))
    for name in ("95% limits", "99.8% limits", "99.8%, adjusted", "All eight areas 84.2% (2023/24)"):
        assert name in named
    assert texts(drawing, "note") == [funnel().method]


def test_an_area_in_a_funnel_is_read_with_its_size_and_place() -> None:
    said = figures_of(funnel())["fir"]
    assert said == (
        "Fir: 75.5 per cent of 810 referrals, below the 99.8% limits, "
        "All eight areas 84.2 per cent in 2023/24, our own area."
    )
    header, rows = table_of(funnel())
    assert header == ("Area", "Referrals", "Seen within two weeks", "Position", "Note")
    assert rows[0][-1] == funnel().method
    assert rows[6] == ("Fir", "810", "75.5%", "below the 99.8% limits", "our own area")


def test_one_area_alone_is_a_funnel_too() -> None:
    alone = replace(funnel(), points=funnel().points[:1], own="", curves=())
    drawing = arrange(alone, 900, 500)
    assert sum(one.part == "mark" for one in drawing.inside) == 1


def test_plates_do_not_cover_the_own_row() -> None:
    own = replace(intervals(), own="hazel")
    plates = [one for one in arrange(own, 900, 500).inside if isinstance(one, Rect) and one.part == "plate"]
    assert [one.fill for one in plates] == ["selection"]


def test_bold_words_of_the_own_row_stay_on_the_picture() -> None:
    drawing = arrange(forty(), 900, 300)
    letters = Lettering()
    for one in drawing.outside:
        if isinstance(one, Text) and one.part == "standing":
            assert one.x + letters.width(one.text, one.bold) <= 900
