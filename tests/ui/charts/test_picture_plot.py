"""Pictures on the screen: what they show, say and send, and what a moved budget leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QScrollArea

from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import FrontierSpec, PictureSpec
from stewardship_desktop.domain.chart.picture_reading import figures_of
from stewardship_desktop.domain.chart.primitives import Lines, Path, Text
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.domain.star.pictures import with_budget
from stewardship_desktop.ui.charts.picture_plot import PicturePlot
from stewardship_desktop.ui.charts.view import HINT, ChartView
from stewardship_desktop.ui.theme.tokens import PROJECTOR_POINTS, pixels
from tests.reports import spc_examples
from tests.reports.chart_examples import EXAMPLES
from tests.support.star_pictures import pictures

PICTURES = pictures() | {name: make() for name, make in spc_examples.PICTURES.items()}
Show = Callable[..., ChartView]


@pytest.fixture
def shown(qtbot: Any) -> Show:
    def show(spec: PictureSpec, **named: Any) -> ChartView:
        view = ChartView(spec, **named)
        qtbot.addWidget(view)
        view.resize(900, 700)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return show


def frontier_spec() -> FrontierSpec:
    spec = PICTURES["frontier"]
    assert isinstance(spec, FrontierSpec)
    return spec


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_shows_what_is_laid_out(shown: Show, name: str) -> None:
    view, spec = shown(PICTURES[name]), PICTURES[name]
    plot = view.plot
    assert plot.drawing == arrange(spec, plot.width(), plot.height(), lettering=Lettering(12.0), grow=False)
    assert plot.drawing.height <= plot.height() + 1
    assert {spec.title, spec.subtitle, spec.foot} <= {one.text() for one in view.findChildren(QLabel)} | {""}
    assert view.illustrative.isVisible() is spec.illustrative


@pytest.mark.parametrize("name", PICTURES)
def test_arrows_walk_through_every_figure_and_send_it(shown: Show, qtbot: Any, name: str) -> None:
    view, spec = shown(PICTURES[name]), PICTURES[name]
    said = figures_of(spec)
    sent: list[str] = []
    view.chosen.connect(sent.append)
    assert view.reading_label.text() == f"{spec.foot} {HINT}".strip()
    assert not view.foot_label.isVisible()
    for key in list(said)[:12]:
        qtbot.keyClick(view.plot, Qt.Key.Key_Right)
        assert sent[-1] == key
        assert view.reading_label.text() == said[key]
        assert view.plot.accessibleDescription().startswith(said[key])
    qtbot.keyClick(view.plot, Qt.Key.Key_End)
    assert sent[-1] == list(said)[-1]
    qtbot.keyClick(view.plot, Qt.Key.Key_Home)
    assert sent[-1] == next(iter(said))


def test_a_click_sends_the_figure_and_the_mouse_only_reads(shown: Show, qtbot: Any) -> None:
    view = shown(PICTURES["triangles"])
    sent: list[str] = []
    view.chosen.connect(sent.append)
    target = view.plot.target("s")
    place = QPoint(round(target.x + target.width / 2), round(target.y + target.height / 2))
    qtbot.mouseMove(view.plot, place)
    assert sent == []
    assert view.reading_label.text().startswith("School sessions: cost £90k, gain a year 36.0")
    qtbot.mouseClick(view.plot, Qt.MouseButton.LeftButton, pos=place)
    assert sent == ["s"]


def test_one_choice_stands_out_in_every_picture(shown: Show) -> None:
    for name in ("rectangles", "triangles", "frontier"):
        view = shown(PICTURES[name])
        sent: list[str] = []
        view.chosen.connect(sent.append)
        view.highlight("c")
        assert isinstance(view.spec, PictureSpec)
        assert view.spec.highlight == "c"
        view.highlight("nobody has this key")
        assert sent == []


@pytest.mark.parametrize("name", ["rectangles", "triangles", "frontier", "dots", "tornado", "balance"])
def test_answering_a_choice_by_a_highlight_keeps_what_was_read(shown: Show, qtbot: Any, name: str) -> None:
    view = shown(PICTURES[name])
    view.chosen.connect(view.highlight)
    said = figures_of(PICTURES[name])
    for key in list(said)[:3]:
        qtbot.keyClick(view.plot, Qt.Key.Key_Down)
        assert isinstance(view.spec, PictureSpec)
        assert view.spec.highlight == key
        assert view.reading_label.text() == said[key]
        assert view.plot.accessibleDescription().startswith(said[key])


def test_a_step_highlighted_later_is_named(shown: Show) -> None:
    spec = PICTURES["frontier_60"]
    assert isinstance(spec, FrontierSpec)
    view = shown(spec)
    for step in spec.steps:
        view.highlight(step.key)
        words = [one.text for one in view.plot.drawing.everything if isinstance(one, Text)]
        assert sum(one.startswith(step.name[:20]) for one in words) >= 1, step.name


def test_a_moved_budget_repaints_the_live_part_only(shown: Show) -> None:
    view = shown(frontier_spec())
    view.grab()
    plot = view.plot
    still, outside = plot.still, plot.drawing.outside
    before = plot.grab().toImage()
    view.set_spec(with_budget(frontier_spec(), Fraction(200_000)))
    after = plot.grab().toImage()
    assert plot.still is still
    assert plot.drawing.outside is outside
    assert after != before
    assert "Budget £200k" in view.plot.accessibleDescription()
    fresh = shown(with_budget(frontier_spec(), Fraction(200_000)))
    assert differing(fresh.plot.grab().toImage(), after) == 0


def differing(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(0, one.width(), 3)
        for y in range(0, one.height(), 3)
    )


def test_a_budget_off_the_axis_stands_at_the_edge_and_says_so(shown: Show) -> None:
    view = shown(frontier_spec())
    plot = view.plot
    view.grab()
    still, frame = plot.still, plot.drawing.frame
    view.set_spec(with_budget(frontier_spec(), Fraction(round(frame.key_range[1] * 2))))
    assert plot.still is still
    lines = [one for one in plot.drawing.live if isinstance(one, Lines)]
    assert {stroke[0] for stroke in lines[0].strokes} == {frame.right}
    assert [one for one in plot.drawing.live if isinstance(one, Path) and one.part == "budget-head"]
    words = next(one.text for one in plot.drawing.live if isinstance(one, Text) and one.part == "budget")
    assert words.startswith("Budget £1.6m, right of this picture: gain 179.5")


def test_a_projected_picture_in_a_low_window_keeps_its_title_alone(shown: Show) -> None:
    view = shown(PICTURES["triangles"], large=True)
    assert view.subtitle_label.isVisible()
    assert view.foot_label.isVisible()
    view.resize(853, 480)
    assert view.title_label.isVisible()
    assert not view.subtitle_label.isVisible()
    assert not view.foot_label.isVisible()


def test_the_table_is_filled_when_it_is_looked_at(shown: Show, qtbot: Any) -> None:
    view = shown(frontier_spec())
    moved = with_budget(frontier_spec(), Fraction(200_000))
    view.set_spec(moved)
    qtbot.keyClick(view.plot, Qt.Key.Key_T)
    _, rows = table_of(moved)
    cells = view.table.model()
    shown_rows = [
        tuple(cells.index(row, column).data() for column in range(view.table.columnCount()))
        for row in range(view.table.rowCount())
    ]
    assert shown_rows == list(rows)
    view.set_spec(with_budget(frontier_spec(), Fraction(400_000)))
    assert cells.index(1, 1).data() == table_of(frontier_spec())[1][1][1]


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_on_a_projector_is_under_eighteen_points(shown: Show, name: str) -> None:
    view = shown(PICTURES[name], large=True)
    least = pixels(PROJECTOR_POINTS[0])
    assert all(one.size >= least for one in view.plot.drawing.everything if isinstance(one, Text))
    for one in view.findChildren(QLabel):
        assert not one.isVisible() or one.fontInfo().pixelSize() >= least, one.text()
    assert not view.table_button.isVisible()
    assert view.reading_label.text() == ""


def test_a_chart_and_a_picture_take_turns_in_one_view(shown: Show, qtbot: Any) -> None:
    view = shown(PICTURES["triangles"])
    assert isinstance(view.plot, PicturePlot)
    view.set_spec(EXAMPLES["bars"]())
    assert not isinstance(view.plot, PicturePlot)
    view.set_spec(PICTURES["balance"])
    assert isinstance(view.plot, PicturePlot)
    qtbot.waitUntil(view.plot.isVisible)
    assert view.plot.drawing.height <= view.plot.height() + 1


def test_many_rows_get_their_height_on_a_page_that_scrolls(qtbot: Any) -> None:
    few = spc_examples.intervals()
    rows = tuple(replace(few.rows[0], key=str(place), name=f"Area number {place}") for place in range(40))
    view = ChartView(replace(few, rows=rows, own=""))
    page = QScrollArea()
    qtbot.addWidget(page)
    page.setWidgetResizable(True)
    page.setWidget(view)
    page.resize(900, 500)
    with qtbot.waitExposed(page):
        page.show()
    below = view.table_button

    def is_whole() -> bool:
        bottom = view.plot.mapTo(view, view.plot.rect().bottomLeft()).y()
        return view.plot.drawing.height > 600 and view.plot.drawing.height - 1 <= bottom < below.y()

    qtbot.waitUntil(is_whole)
    view.set_spec(few)
    qtbot.waitUntil(lambda: view.minimumSizeHint().height() < 600)
