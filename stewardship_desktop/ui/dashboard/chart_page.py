"""The page of one metric: the finding, its chart and table, what people mark, its parts and its peers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.views import MetricView, ViewKind, views_of
from stewardship_desktop.ui.dashboard.chart_board import ChartBoard
from stewardship_desktop.ui.dashboard.chart_head import ChartHead
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import EmptyState, ScrollingPage, hairline, label
from stewardship_desktop.ui.widgets.words import show_if


class ChartPage(QWidget):
    """`ChartPage(context)`: `show_metric(records, today)`.

    -> `closed()` by Esc or the button at the top left, `enter_asked(metric_id, None)` for the entry grid.
    """

    closed = Signal()
    enter_asked = Signal(str, object)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self._context = context
        self._records: MetricRecords | None = None
        self._today = date.min
        self._views: tuple[MetricView, ...] = ()
        self._category = ""
        self.reading: MetricReading | None = None
        self.board: ChartBoard | None = None
        self.head = ChartHead()
        self.head.back_button.clicked.connect(self.closed)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("What the chart shows")
        self.tabs.currentChanged.connect(self._tab_changed)
        self.note_label = label("", "muted")
        self.empty = EmptyState("", icon="chart")
        self.empty.acted.connect(self._add_value)
        self.seat = QStackedWidget()
        self.seat.addWidget(self.empty)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        inside.setSpacing(SPACE_2)
        inside.addWidget(self.head)
        inside.addWidget(self.tabs)
        inside.addWidget(hairline())
        inside.addWidget(self.note_label)
        inside.addWidget(self.seat, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))

    # ---- showing
    def show_metric(self, records: MetricRecords, today: date) -> None:
        """Show a metric, or what became of it: the tab, the chosen point and half-typed drafts stay."""
        is_other = self._records is None or self._records.id != records.id
        self._records, self._today = records, today
        before = "" if is_other else self.view().key
        self._category = "" if is_other else self._category
        self._views = views_of(records)
        keys = [each.key for each in self._views]
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(keys):
            self.tabs.removeTab(self.tabs.count() - 1)
        for at, each in enumerate(self._views):
            if at >= self.tabs.count():
                self.tabs.addTab(each.title)
            else:
                self.tabs.setTabText(at, each.title)
        self.tabs.setCurrentIndex(keys.index(before) if before in keys else 0)
        self.tabs.blockSignals(False)
        self._show_view()

    def view(self) -> MetricView:
        """The view that is chosen."""
        return self._views[max(0, self.tabs.currentIndex())]

    def take_focus(self) -> None:
        """Put the keyboard on the chart; with no values on the button that begins them."""
        if self.seat.currentWidget() is self.board and self.board is not None:
            self.board.take_focus()
        else:
            self.empty.action_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _tab_changed(self, at: int) -> None:
        if 0 <= at < len(self._views):
            self._category = ""
            self._show_view()

    def _show_view(self) -> None:
        if self._records is None:
            return
        view = self.view()
        reading = read_metric(
            self._records, self._today, definition=view.definition, cut=view.cut, category=self._category
        )
        self.reading = reading
        self.head.show_reading(reading)
        self.note_label.setText(view.note)
        show_if(self.note_label, bool(view.note))
        if not reading.points and not reading.forecasts:
            self.empty.set_texts(*_nothing(reading))
            self.seat.setCurrentWidget(self.empty)
            return
        self._show_board(reading, view)

    def _show_board(self, reading: MetricReading, view: MetricView) -> None:
        if self.board is None:
            self.board = ChartBoard(self._context, reading)
            self.seat.addWidget(self.board)
        self.board.show_reading(reading, self._today, can_add=view.kind is not ViewKind.EARLIER)
        self.seat.setCurrentWidget(self.board)

    # ---- acts
    def _add_value(self) -> None:
        if self._records is not None:
            self.enter_asked.emit(self._records.id, None)


def _nothing(reading: MetricReading) -> tuple[str, str, str]:
    """What stands where there are no values: what is awaited, why it matters, and the button to begin."""
    what = f"{reading.awaiting}." if reading.awaiting else "No values yet"
    why = (
        "Two values make a chart begin, thirteen make its limits firm. Type those there are,"
        " or paste them from a spreadsheet."
    )
    return what[:1].upper() + what[1:], why, "Enter values"
