"""The chart on the screen: what it shows, says and does with keys and mouse."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from stewardship_desktop.application.chart_picture import ChartPicture
from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.primitives import Drawing, Text
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.reports.chart_svg import svg
from stewardship_desktop.ui.charts.view import HINT, ChartView
from stewardship_desktop.ui.theme import apply
from tests.reports.chart_examples import EXAMPLES


@pytest.fixture
def shown(qtbot: Any) -> Callable[..., ChartView]:
    def show(spec: ChartSpec, **named: Any) -> ChartView:
        view = ChartView(spec, **named)
        qtbot.addWidget(view)
        view.resize(900, 700)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return show


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply.apply_theme(qapp, "light")


def drawing_of(view: ChartView) -> Drawing:
    drawing: Drawing = view.plot.drawing
    return drawing


def parts(drawing: Drawing) -> Counter[str]:
    return Counter(one.part for one in drawing.everything)


def words(drawing: Drawing) -> Counter[str]:
    return Counter(one.text for one in drawing.everything if isinstance(one, Text))


@pytest.mark.parametrize("make", EXAMPLES.values(), ids=EXAMPLES)
def test_screen_and_export_show_the_same_figures_and_words(
    shown: Callable[..., ChartView], make: Callable[[], ChartSpec]
) -> None:
    view, spec = shown(make()), make()
    on_screen = drawing_of(view)
    size = on_screen.width, on_screen.height
    exported = svg(spec, size[0] + 32, size[1] + 32, with_words=False)
    for part in ("bar", "mark", "line", "limit", "band", "value", "gap", "event", "swatch", "key"):
        assert parts(on_screen)[part] == exported.count(f'class="{part}"'), part
    assert words(on_screen) == words(arrange(spec, *size))
    labels = {one.text() for one in view.findChildren(QLabel)}
    assert {spec.title, spec.subtitle, spec.foot} <= labels | {""}


def test_pyqtgraph_waits_for_the_first_chart_that_is_shown() -> None:
    script = """
import sys
from PySide6.QtWidgets import QApplication
from stewardship_desktop.ui.charts.sparkline import paint_sparkline
from stewardship_desktop.ui.charts.view import ChartView
from tests.reports.chart_examples import EXAMPLES
app = QApplication([])
view = ChartView(EXAMPLES["line"]())
assert not {"pyqtgraph", "numpy"} & set(sys.modules), "imported too early"
view.show()
assert "pyqtgraph" in sys.modules, "never imported"
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_words_are_labels_and_the_plot_has_a_name_and_a_description(
    shown: Callable[..., ChartView],
) -> None:
    spec = EXAMPLES["columns"]()
    view = shown(spec)
    for widget in (view, view.plot):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name) == spec.title
        described = interface.text(QAccessible.Text.Description)
        assert described == f"{spec.alternative_text} The figures are illustrative."
    assert view.title_label.text() == spec.title
    assert view.illustrative.isVisible()
    assert not shown(EXAMPLES["bars"]()).illustrative.isVisible()


def test_arrows_read_the_figures_along_and_between_the_series(
    shown: Callable[..., ChartView], qtbot: Any
) -> None:
    view = shown(EXAMPLES["target_and_events"]())
    assert view.reading_label.text() == HINT
    steps = [
        (Qt.Key.Key_Right, "Apr 2022: Within 4 hours 64.9 per cent, Standard 95.0 per cent."),
        (Qt.Key.Key_Right, "May 2022: Within 4 hours 66.8 per cent, Standard 95.0 per cent."),
        (Qt.Key.Key_Down, "May 2022: Peer 70.0 per cent, Standard 95.0 per cent."),
        (Qt.Key.Key_End, "Jan 2023: Peer 69.5 per cent, Standard 95.0 per cent."),
        (Qt.Key.Key_Right, "Jan 2023: Peer 69.5 per cent, Standard 95.0 per cent."),
        (Qt.Key.Key_Up, "Jan 2023: Within 4 hours 61.4 per cent, Standard 95.0 per cent."),
        (Qt.Key.Key_Home, "Apr 2022: Within 4 hours 64.9 per cent, Standard 95.0 per cent."),
        (Qt.Key.Key_Left, "Apr 2022: Within 4 hours 64.9 per cent, Standard 95.0 per cent."),
    ]
    for key, said in steps:
        qtbot.keyClick(view.plot, key)
        assert view.reading_label.text() == said
        assert view.plot.accessibleDescription().startswith(said)


def test_arrows_run_down_the_rows_of_bars_and_say_gaps(shown: Callable[..., ChartView], qtbot: Any) -> None:
    view = shown(EXAMPLES["negative"]())
    for _ in range(5):
        qtbot.keyClick(view.plot, Qt.Key.Key_Down)
    assert view.reading_label.text() == "Council: not available."


def test_the_mouse_reads_what_it_is_on(shown: Callable[..., ChartView]) -> None:
    view = shown(EXAMPLES["target_and_events"]())
    frame = drawing_of(view).frame
    days = (EXAMPLES["line"]().keys[8] - EXAMPLES["line"]().keys[0]).days  # type: ignore[operator]
    view.plot.scene().sigMouseMoved.emit(QPointF(*frame.at(days, 52.6)) + QPointF(6, 3))
    assert view.reading_label.text().startswith("Dec 2022: Within 4 hours 52.6 per cent")
    bars = shown(EXAMPLES["bars"]())
    frame = drawing_of(bars).frame
    bars.plot.scene().sigMouseMoved.emit(QPointF(*frame.at(1, 80_000_000)))
    assert bars.reading_label.text() == "Adult Mental Health: £171.3 million."


def test_t_shows_the_data_table_and_the_chart_again(shown: Callable[..., ChartView], qtbot: Any) -> None:
    spec = EXAMPLES["line"]()
    view = shown(spec)
    qtbot.keyClick(view.plot, Qt.Key.Key_T)
    assert view.table.isVisible()
    header, rows = table_of(spec)
    headings = view.table.model()
    across = Qt.Orientation.Horizontal
    assert [headings.headerData(place, across) for place in range(len(header))] == list(header)
    assert view.table.rowCount() == len(rows)
    assert headings.index(8, 1).data() == rows[8][1] == "52.6%"
    qtbot.keyClick(view.table, Qt.Key.Key_T)
    assert not view.table.isVisible()
    assert view.plot.isVisible()


def test_save_and_copy_hand_the_chart_on(shown: Callable[..., ChartView], qtbot: Any) -> None:
    saved: list[ChartPicture] = []
    copied: list[ChartPicture] = []
    view = shown(EXAMPLES["line"](), save=saved.append, copy=copied.append)
    qtbot.keyClick(view.plot, Qt.Key.Key_S)
    qtbot.mouseClick(view.save_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(view.plot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [picture.spec for picture in saved] == [view.spec] * 2
    assert [picture.spec for picture in copied] == [view.spec]
    plain = shown(EXAMPLES["line"]())
    qtbot.keyClick(plain.plot, Qt.Key.Key_S)
    assert not plain.save_button.isVisible()
    assert not plain.copy_button.isVisible()


def test_a_chart_that_is_made_shows_no_window_that_takes_the_keyboard(qapp: QApplication) -> None:
    class Windows(QObject):
        shown: ClassVar[list[QWidget]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(watched)
            return False

    watcher = Windows()
    qapp.installEventFilter(watcher)
    try:
        view = ChartView(EXAMPLES["line"](), save=print, copy=print)
    finally:
        qapp.removeEventFilter(watcher)
    assert watcher.shown == []
    assert not view.save_button.isHidden()
    assert not view.copy_button.isHidden()
    view.deleteLater()


def test_zoom_shows_fewer_keys_and_one_act_shows_all(shown: Callable[..., ChartView], qtbot: Any) -> None:
    view = shown(EXAMPLES["target_and_events"]())
    whole = drawing_of(view).frame.key_range
    values = drawing_of(view).frame.value_range
    assert not view.whole_button.isVisible()
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    near = drawing_of(view).frame
    assert near.key_range[1] - near.key_range[0] == pytest.approx((whole[1] - whole[0]) / 2)
    assert near.value_range == values
    assert view.whole_button.isVisible()
    qtbot.keyClick(view.plot, Qt.Key.Key_End)
    assert drawing_of(view).frame.key_range[1] == pytest.approx(whole[1])
    qtbot.mouseClick(view.whole_button, Qt.MouseButton.LeftButton)
    assert drawing_of(view).frame.key_range == pytest.approx(whole)
    assert not view.whole_button.isVisible()


def test_another_chart_takes_the_place_without_a_new_plot(
    shown: Callable[..., ChartView], qtbot: Any
) -> None:
    view = shown(EXAMPLES["line"]())
    plot, items, children = view.plot, len(view.plot.scene().items()), len(view.findChildren(QLabel))
    for make in [*EXAMPLES.values()] * 3:
        qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
        view.set_spec(make())
        assert view.title_label.text() == make().title
        assert words(drawing_of(view)) == words(
            arrange(make(), drawing_of(view).width, drawing_of(view).height)
        )
    assert view.plot is plot
    assert len(view.plot.scene().items()) == items
    assert len(view.findChildren(QLabel)) == children


def test_the_theme_changes_the_picture(
    shown: Callable[..., ChartView], qapp: QApplication, light_again: None
) -> None:
    apply.apply_theme(qapp, "light")
    view = shown(EXAMPLES["bars"]())
    corner = view.plot.mapTo(view, view.plot.rect().bottomLeft()) + QPointF(3, -3).toPoint()
    light = QColor(view.grab().toImage().pixel(corner)).name()
    apply.apply_theme(qapp, "dark")
    dark = QColor(view.grab().toImage().pixel(corner)).name()
    assert (light, dark) == ("#ffffff", "#1a2328")


def test_larger_type_is_laid_out_larger(
    shown: Callable[..., ChartView], qapp: QApplication, light_again: None
) -> None:
    view = shown(EXAMPLES["bars"]())
    apply.apply_theme(qapp, "light", 2.0)
    sizes = {one.size for one in drawing_of(view).everything if isinstance(one, Text)}
    assert sizes == {24.0}
