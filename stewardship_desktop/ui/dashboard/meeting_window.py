"""The meeting as a room sees it: up to four charts that fill the screen, and the one decision below them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.meeting import MeetingPage
from stewardship_desktop.domain.observation import MEETING_CHARTS
from stewardship_desktop.ui.dashboard.meeting_chart import MeetingChart
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import PROJECTOR_POINTS, SPACE_3, SPACE_4, pixels
from stewardship_desktop.ui.widgets import label
from stewardship_desktop.ui.widgets.announce import announce

TITLE = "Meeting"
NARROW = 640
"""Charts in less width than this (logical pixels at 100 % text) stand one below the other."""


LEAST_LARGE = 250
"""A large grid lower than two of these shows one chart: side by side or in rows they would be all words."""


class MeetingGrid(QWidget):
    """Charts two by two: one fills it, two stand side by side. `charts` are those of the meeting.

    A low large grid shows them one at a time; `step(1)` goes to the next. `turned()` tells of either.
    """

    turned = Signal()

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._large = large
        self.at = 0
        self.is_single = False
        self.charts: list[MeetingChart] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_3)

    def show_page(self, page: MeetingPage) -> None:
        """Show the charts of a meeting; a chart that stays keeps the point that was read."""
        while len(self.charts) > len(page.charts):
            gone = self.charts.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.charts) < len(page.charts):
            made = MeetingChart(large=self._large)
            made.opened.connect(self.opened)
            self.charts.append(made)
        for chart, shown in zip(self.charts, page.charts, strict=True):
            chart.show_chart(*shown)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two by two, or one below the other where two would have no room for their words."""
        narrow = not self._large and self.width() < apply.current().sizes.px(NARROW)
        single = self._large and len(self.charts) > 1 and self.height() < 2 * LEAST_LARGE
        across = 1 if narrow or single or len(self.charts) == 1 else 2
        self.at = max(0, min(self.at, len(self.charts) - 1))
        for at, chart in enumerate(self.charts):
            # A widget that has a place already is moved.
            self._grid.addWidget(chart, at // across, at % across)
            chart.setHidden(single and at != self.at)
        for line in range(MEETING_CHARTS):
            on = line == self.at if single else len(self.charts) > across * line
            self._grid.setColumnStretch(line, 1 if line < across else 0)
            self._grid.setRowStretch(line, 1 if on else 0)
        if single is not self.is_single:
            self.is_single = single
            self.turned.emit()

    def step(self, by: int) -> None:
        """Show the next chart or the one before, where one is shown at a time."""
        if self.is_single and 0 <= self.at + by < len(self.charts):
            self.at += by
            self._arrange()
            announce(
                self, f"Chart {self.at + 1} of {len(self.charts)}: {self.charts[self.at].accessibleName()}"
            )
            self.turned.emit()


class MeetingWindow(QWidget):
    """A window of its own beside `parent`'s. Esc closes it, F11 turns full screen on and off.

    Where it is low, Page Down and Page Up go from chart to chart.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumSize(480, 270)
        self.grid = MeetingGrid(large=True)
        self.grid.turned.connect(self._tell_place)
        self.place_label = label("", "muted")
        self.decision_label = label("", "body")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.place_label)
        layout.addWidget(self.decision_label)
        self._tell_place()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_page(self, page: MeetingPage) -> None:
        """Show this from now on."""
        self.grid.show_page(page)
        self._tell_place()
        self.decision_label.setStyleSheet(f"font-size: {pixels(PROJECTOR_POINTS[1])}px; font-weight: bold;")
        self.decision_label.setText(f"To decide: {page.decision}" if page.decision else "")
        self.decision_label.setVisible(bool(page.decision))

    def _tell_place(self) -> None:
        grid = self.grid
        self.place_label.setStyleSheet(f"font-size: {pixels(PROJECTOR_POINTS[0])}px;")
        last = grid.at + 1 >= len(grid.charts)
        way = "Page Up shows the one before" if last else "Page Down shows the next"
        self.place_label.setText(f"Chart {grid.at + 1} of {len(grid.charts)}. {way}.")
        self.place_label.setVisible(grid.is_single)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.grid.step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), apply.colour("ground"))
        painter.end()
