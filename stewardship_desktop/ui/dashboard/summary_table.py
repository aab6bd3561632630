"""The table of the summary: one row a metric under the heading of its column of value.

It knows rows, keys and widths. What a row says is the model's, how it looks the delegate's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import EXPORT_HEADINGS, Part, export_row
from stewardship_desktop.ui.dashboard.summary_model import PARTS, Heading, Nothing, Row, SummaryModel
from stewardship_desktop.ui.dashboard.summary_paint import SummaryDelegate, heading_height, metric_height
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets.data_table.clipboard import write_grid

# (least, comfortable) logical pixels at 100 % text. The metric takes what is left.
_WIDTHS: Final[dict[Part, tuple[int, int]]] = {
    Part.METRIC: (180, 206),
    Part.TREND: (88, 112),
    Part.LATEST: (120, 156),
    Part.TARGET: (76, 84),
    Part.VARIATION: (124, 132),
    Part.ASSURANCE: (168, 172),
    Part.BENCHMARK: (124, 136),
    Part.FRESHNESS: (132, 144),
}
_TIGHT: Final[dict[Part, int]] = {
    Part.METRIC: 130,
    Part.TREND: 60,
    Part.LATEST: 102,
    Part.TARGET: 58,
    Part.VARIATION: 96,
    Part.ASSURANCE: 104,
    Part.BENCHMARK: 82,
    Part.FRESHNESS: 92,
}
"""With short words: all columns fit a window of 853 pixels (1280 at 150 %), so that none is out of sight."""
_METRIC_SHARE = 0.45
"""Of the room beyond what is comfortable, so much goes to the metric's name; the rest to all columns."""


class SummaryTable(QTableView):
    """`show_rows(rows)`, `select_metric(id)`, `current_id()` -> `opened(metric_id)`, `empty_opened()`."""

    opened = Signal(str)
    empty_opened = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Enter opens a metric's chart, Ctrl+C copies the chosen rows.")
        self.setProperty("ownFocus", True)
        self.rows = SummaryModel(self)
        self.setModel(self.rows)
        self.painter_of_cells = SummaryDelegate(self)
        self.setItemDelegate(self.painter_of_cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setAccessibleName("Column titles")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        apply.notifier().changed.connect(self._restyle)

    # ---- what a page tells
    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the chosen metric and the place scrolled to stay."""
        current, chosen = self.currentIndex(), self.selected_ids()
        kept, column, down = self.current_id(), current.column(), self.verticalScrollBar().value()
        before = self.rows.ids()
        moved = self.rows.set_rows(rows)
        self._show_columns(rows)
        if not moved:
            return
        self._lay_rows(rows)
        if not self.rows.holds_any(before):
            self.verticalScrollBar().setValue(0)
            return
        picks = self.selectionModel()
        for metric_id in chosen:
            place = self.rows.place_of(metric_id)
            if place >= 0:
                picks.select(
                    self.rows.index(place, 0),
                    QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
                )
        place = self.rows.place_of(kept)
        if place >= 0:
            picks.setCurrentIndex(
                self.rows.index(place, max(0, column)), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.verticalScrollBar().setValue(down)

    def current_id(self) -> str:
        """The metric of the row with the keyboard; "" for none."""
        found = self.rows.reading_at(self.currentIndex().row())
        return "" if found is None else found.id

    def selected_ids(self) -> list[str]:
        """The metrics of the chosen rows, from the top."""
        return [each.id for each in self.selected_readings()]

    def selected_readings(self) -> list[MetricReading]:
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        found = (self.rows.reading_at(row) for row in rows)
        return [each for each in found if each is not None]

    def select_metric(self, metric_id: str) -> bool:
        """Choose a metric's row and bring it into view; False if it isn't shown."""
        place = self.rows.place_of(metric_id)
        if place < 0:
            return False
        self.setCurrentIndex(self.rows.index(place, 0))
        return True

    def choose_first(self) -> None:
        """Choose the first metric where none is, so that the arrow keys have a place to start from."""
        if self.currentIndex().isValid():
            return
        for row in range(self.rows.rowCount()):
            if self.rows.reading_at(row) is not None:
                self.setCurrentIndex(self.rows.index(row, 0))
                return

    def copy(self) -> None:
        """Put the chosen metrics on the clipboard, with titles and icons as words."""
        chosen = self.selected_readings()
        if chosen:
            QGuiApplication.clipboard().setText(
                write_grid([EXPORT_HEADINGS, *(export_row(each) for each in chosen)])
            )

    # ---- keys and mouse
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._open(index.row())

    def _open(self, row: int) -> None:
        found = self.rows.row_at(row)
        if isinstance(found, MetricReading):
            self.opened.emit(found.id)
        elif isinstance(found, Nothing):
            self.empty_opened.emit()

    # ---- sizes
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _restyle(self) -> None:
        self._lay_rows([row for at in range(self.rows.rowCount()) if (row := self.rows.row_at(at))])
        self._fit_columns()
        self.viewport().update()

    def _lay_rows(self, rows: Sequence[Row]) -> None:
        self.clearSpans()
        high, low = metric_height(), heading_height()
        self.verticalHeader().setDefaultSectionSize(high)
        self.verticalScrollBar().setSingleStep(high)
        for at, row in enumerate(rows):
            if isinstance(row, MetricReading):
                if self.rowHeight(at) != high:
                    self.setRowHeight(at, high)
                continue
            self.setSpan(at, 0, 1, len(PARTS))
            self.setRowHeight(at, low if isinstance(row, Heading) else high)

    def _show_columns(self, rows: Sequence[Row]) -> None:
        """A column of benchmarks where no metric has one would take the room of the names."""
        compared = any(isinstance(row, MetricReading) and row.benchmark is not None for row in rows)
        at = PARTS.index(Part.BENCHMARK)
        if self.isColumnHidden(at) is compared:
            self.setColumnHidden(at, not compared)
            self._fit_columns()

    def _fit_columns(self) -> None:
        size, room = apply.current().sizes, self.viewport().width()
        shown = [part for at, part in enumerate(PARTS) if not self.isColumnHidden(at)]
        least = {part: size.px(_WIDTHS[part][0]) for part in shown}
        wanted = {part: size.px(_WIDTHS[part][1]) for part in shown}
        self.painter_of_cells.tight = room < sum(least.values())
        if self.painter_of_cells.tight:
            widths = {part: size.px(_TIGHT[part]) for part in shown}
            widths[Part.METRIC] += max(0, room - sum(widths.values()))
        elif room <= sum(wanted.values()):
            over = room - sum(least.values())
            span = sum(wanted.values()) - sum(least.values())
            widths = {part: least[part] + (wanted[part] - least[part]) * over // span for part in shown}
            widths[Part.METRIC] += room - sum(widths.values())
        else:
            over = room - sum(wanted.values())
            each = int(over * (1 - _METRIC_SHARE)) // (len(shown) - 1)
            widths = {part: wanted[part] + each for part in shown}
            widths[Part.METRIC] += room - sum(widths.values())
        for at, part in enumerate(PARTS):
            if part in widths and self.columnWidth(at) != widths[part]:
                self.setColumnWidth(at, widths[part])
