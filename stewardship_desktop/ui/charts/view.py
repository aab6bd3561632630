"""`ChartView`: a chart on a page, with its words, its keys and its data table.

Knows no store and opens no dialog: saving and copying are functions that it is given. pyqtgraph is
imported when the first view is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from stewardship_desktop.application.chart_picture import ChartPicture
from stewardship_desktop.domain.chart.plan import HORIZONTAL, Point, points
from stewardship_desktop.domain.chart.reading import reading, table_of
from stewardship_desktop.domain.chart.sideways import MOST_ROW
from stewardship_desktop.domain.chart.spec import ChartSpec, Kind
from stewardship_desktop.ui.charts.plot import make_plot
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
from stewardship_desktop.ui.widgets.words import button, label

LEAST_PLOT = 200
ROUND_THE_ROWS = 7
"""Room for axis, limits and keys round the rows of a chart on its side, in sizes of its letters."""
_UNLIMITED = (1 << 24) - 1
"""Qt's own word for no greatest height."""
HINT = "Arrow keys read the figures, T shows them as a table."

Taker = Callable[[ChartPicture], object]


class ChartView(QWidget):
    """`ChartView(spec, save=None, copy=None)`. Without `save` or `copy` their buttons are not shown.

    Keys on the plot: arrows, Home and End move through the figures and read them out; T shows the
    data table; S saves; Ctrl+C copies; plus and minus zoom, 0 shows the whole chart.
    """

    def __init__(
        self,
        spec: ChartSpec,
        *,
        save: Taker | None = None,
        copy: Taker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spec, self._save, self._copy = spec, save, copy
        self._plot: Any = None
        self._at: tuple[int, int] | None = None  # series, index
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title_label = label("", "heading")
        self.subtitle_label = label("", "muted")
        self.foot_label = label("", "caption")
        self.reading_label = label("", "caption")
        self.illustrative = IllustrativeMark()
        self.table_button = button("Show data table", "quiet", icon="table", clicked=self.toggle_table)
        self.whole_button = button("Show whole chart", "quiet", clicked=self.show_whole)
        self.save_button = button("Save chart", "quiet", icon="export", clicked=self.save)
        self.copy_button = button("Copy chart", "quiet", icon="copy", clicked=self.copy)
        self.save_button.setVisible(save is not None)
        self.copy_button.setVisible(copy is not None)
        self.whole_button.hide()
        self.table = _table()
        self._stack = QStackedWidget()
        self._place = QWidget()  # the plot's seat, empty until the first showing
        seat = QVBoxLayout(self._place)
        seat.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._place)
        self._stack.addWidget(self.table)
        self._stack.setMinimumHeight(LEAST_PLOT)
        self._lay_out()
        self._fill()
        apply.notifier().changed.connect(self._theme_changed)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addWidget(self.title_label)
        words.addWidget(self.subtitle_label)
        head.addLayout(words, 1)
        head.addWidget(self.illustrative, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addSpacing(SPACE_2)
        layout.addWidget(self._stack, 1000)
        layout.addWidget(self.reading_label)
        layout.addWidget(self.foot_label)
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_2)
        for one in (self.table_button, self.save_button, self.copy_button, self.whole_button):
            acts.addWidget(one)
        acts.addStretch(1)
        layout.addLayout(acts)
        # What a chart of few rows leaves over lies below its foot, not between chart and foot.
        layout.addStretch(1)

    # ---------------------------------------------------------------------- the chart

    @property
    def spec(self) -> ChartSpec:
        return self._spec

    @property
    def plot(self) -> Any:
        """The plot, or None before the view was first shown."""
        return self._plot

    def set_spec(self, spec: ChartSpec) -> None:
        """Show another chart in this view. The plot is kept; what was chosen is not."""
        self._spec, self._at = spec, None
        self._fill()
        if self._plot is not None:
            self._plot.show_spec(spec)
            self.zoom_changed(False)

    def _fill(self) -> None:
        spec = self._spec
        self.title_label.setText(spec.title)
        self.subtitle_label.setText(spec.subtitle)
        self.foot_label.setText(spec.foot)
        self.subtitle_label.setVisible(bool(spec.subtitle.strip()))
        self.foot_label.setVisible(bool(spec.foot.strip()))
        self.illustrative.setVisible(spec.illustrative)
        self.reading_label.setText("" if spec.is_empty else HINT)
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(self._described())
        self._describe_plot()
        _fill_table(self.table, spec)
        self._limit_height()

    def _limit_height(self) -> None:
        """A chart of few rows is as high as they are; a table and any other chart take what there is."""
        most = _UNLIMITED
        if self._spec.kind in HORIZONTAL and not self._spec.is_empty and not self.table_shown:
            letters = apply.current().sizes.caption
            most = round(len(self._spec.keys) * letters * MOST_ROW + letters * ROUND_THE_ROWS)
        self._stack.setMaximumHeight(max(most, LEAST_PLOT))

    def _described(self) -> str:
        said = self._spec.alternative_text
        return f"{said} The figures are illustrative." if self._spec.illustrative else said

    def _describe_plot(self, said: str = "") -> None:
        if self._plot is not None:
            self._plot.setAccessibleName(self._spec.title)
            self._plot.setAccessibleDescription(f"{said} {self._described()}".strip())

    def showEvent(self, event: QShowEvent) -> None:
        if self._plot is None:
            self._plot = make_plot(self, self._place)
            seat = self._place.layout()
            assert seat is not None
            seat.addWidget(self._plot)
            self._plot.show_spec(self._spec)
            self._describe_plot()
            self.setFocusProxy(self._plot)
            self.setTabOrder(self._plot, self.table_button)
        super().showEvent(event)

    def _theme_changed(self) -> None:
        self._limit_height()
        if self._plot is not None:
            self._plot.lay_out()

    # ---------------------------------------------------------------------- acts

    def picture(self) -> ChartPicture:
        """What save and copy hand on."""
        return ChartPicture(spec=self._spec)

    def save(self) -> None:
        """Hand the chart to the function that saves."""
        if self._save is not None:
            self._save(self.picture())

    def copy(self) -> None:
        """Hand the chart to the function that copies."""
        if self._copy is not None:
            self._copy(self.picture())

    @property
    def table_shown(self) -> bool:
        return self._stack.currentWidget() is self.table

    def toggle_table(self) -> None:
        """Show the figures as a table, or the chart again."""
        shows = not self.table_shown
        self._stack.setCurrentWidget(self.table if shows else self._place)
        self.table_button.setText("Show chart" if shows else "Show data table")
        self.reading_label.setVisible(not shows)
        self._limit_height()
        target = self.table if shows else self._plot
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_whole(self) -> None:
        """Undo pan and zoom."""
        if self._plot is not None:
            self._plot.show_whole()

    def zoom_changed(self, zoomed: bool) -> None:
        """The plot says whether a part of the chart is out of sight."""
        self.whole_button.setVisible(zoomed)

    # ---------------------------------------------------------------------- reading

    def point_under_mouse(self, point: Point | None) -> None:
        """The plot says what the mouse is on; keys go on from there."""
        if point is None:
            return
        if self._at != (point.series, point.index):
            self._read(point.series, point.index, aloud=False)

    def _read(self, series: int, index: int, *, aloud: bool) -> None:
        self._at = (series, index)
        said = reading(self._spec, series, index)
        self.reading_label.setText(said)
        self._describe_plot(said)
        if self._plot is not None:
            count = len(self._spec.keys)
            self._plot.choose(points(self._spec)[series * count + index])
            if aloud:
                announce(self._plot, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C and not self.table_shown:
            self.copy()
            return self._copy is not None
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        acts: dict[int, Callable[[], object]] = {Qt.Key.Key_T: self.toggle_table}
        if self._save is not None:
            acts[Qt.Key.Key_S] = self.save
        if self._plot is not None and not self.table_shown:
            acts[Qt.Key.Key_0] = self.show_whole
            for name in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                acts[name] = self._closer
            acts[Qt.Key.Key_Minus] = self._further
        if key in acts:
            acts[key]()
            return True
        return self._move(key)

    def _closer(self) -> None:
        self._plot.zoom(0.5)

    def _further(self) -> None:
        self._plot.zoom(2.0)

    def _move(self, key: int) -> bool:
        """Arrows along the keys and between the series; False where there is nothing to move on."""
        if self.table_shown or not self._spec.keys or self._spec.is_empty:
            return False
        along = [Qt.Key.Key_Left, Qt.Key.Key_Right]
        between = [Qt.Key.Key_Up, Qt.Key.Key_Down]
        if self._spec.kind in HORIZONTAL:
            along, between = between, along
        elif self._spec.kind is not Kind.LINE and len(self._spec.series) == 1:
            between = []
        last = len(self._spec.keys) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key not in (*along, *between, *ends):
            return False
        series, index = self._at or (0, -1)
        if key in ends:
            index = ends[Qt.Key(key)]
        elif key in along:
            index = max(index - 1, 0) if key == along[0] else min(index + 1, last)
        else:
            step = -1 if key == between[0] else 1
            series = min(max(series + step, 0), len(self._spec.series) - 1)
            index = max(index, 0)
        self._read(series, index, aloud=True)
        return True


class _Table(QTableWidget):
    """The chart's figures. T and S belong to the view, not to a search among the cells."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_T, Qt.Key.Key_S) and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(apply.colour("muted"))
            box: QRect = self.viewport().rect()
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.property("empty_text"))
            painter.end()


def _table() -> _Table:
    table = _Table()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(True)
    table.verticalHeader().hide()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    return table


def _fill_table(table: QTableWidget, spec: ChartSpec) -> None:
    header, rows = table_of(spec)
    table.clear()
    table.setProperty("empty_text", spec.empty_text)
    table.setAccessibleName(f"Data table: {spec.title}")
    table.setColumnCount(len(header))
    table.setRowCount(len(rows))
    table.setHorizontalHeaderLabels(list(header))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            if column and text[-1:].isdigit() | text.endswith(("%", "k", "m")):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    table.horizontalHeader().setStretchLastSection(True)
