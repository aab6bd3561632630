"""A cut of a metric: a small chart for each part on one axis of values, and the newest period beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.part_pictures import part_charts, parts_picture, rules_of
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.ui.charts.saving import save_chart
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.dashboard.meeting_chart import MeetingChart
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import label
from stewardship_desktop.ui.widgets.words import show_if

WIDE = 900
"""Less room than this (logical pixels at 100 % text) has the newest period below the charts."""
CHART_WIDTH, CHART_HEIGHT, EMPTY_HEIGHT = 300, 190, 110
NO_LIMIT = 16_777_215
"""The greatest height that a widget can have."""
HINT = "One chart a part, all on one axis of values. Arrow keys read the points, Enter opens the chart."
NOTHING = "No part has a value that can be shown: all are small numbers or missing."


class ChartParts(QWidget):
    """`ChartParts(context)`: `show_parts(whole, readings)` -> `part_chosen(category)` by Enter."""

    part_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.charts: list[MeetingChart] = []
        self.intervals: ChartView | None = None
        self._columns = 0
        self.hint_label = label(HINT, "caption")
        self._are_empty = False
        grid = QWidget()
        self._grid = QGridLayout(grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_2)
        left = QWidget()
        column = self._left = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.hint_label)
        column.addWidget(grid, 1)
        column.addStretch()
        self._right = QWidget()
        self._seat = QVBoxLayout(self._right)
        self._seat.setContentsMargins(0, 0, 0, 0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_4)
        self._row.addWidget(left, 3)
        self._row.addWidget(self._right, 2)
        apply.notifier().changed.connect(self._fit)

    def show_parts(self, whole: MetricReading, readings: Sequence[MetricReading]) -> None:
        """Show the parts of a cut; the points that were read stay."""
        found = part_charts(readings)
        while len(self.charts) < len(found):
            made = MeetingChart()
            made.opened.connect(self.part_chosen)
            self.charts.append(made)
            self._columns = 0
        while len(self.charts) > len(found):
            spare = self.charts.pop()
            self._grid.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
            self._columns = 0
        for chart, (category, spec) in zip(self.charts, found, strict=True):
            chart.show_chart(category, spec)
        self._are_empty = all(spec.is_empty for _, spec in found)
        self._left.setStretch(1, 0 if self._are_empty else 1)
        self._left.setStretch(2, 1 if self._are_empty else 0)
        rules = rules_of(readings)
        hint = f"{HINT} {rules}." if rules else HINT
        self.hint_label.setText(NOTHING if self._are_empty else hint)
        picture = parts_picture(whole, readings)
        if picture is not None and self.intervals is None:
            self.intervals = ChartView(picture, save=save_chart(self._context))
            self._seat.addWidget(self.intervals)
        elif picture is not None and self.intervals is not None:
            self.intervals.set_spec(picture)
        show_if(self._right, picture is not None)
        self._fit()

    def take_focus(self) -> None:
        """Put the keyboard on the first part."""
        if self.charts:
            self.charts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        sizes = apply.current().sizes
        is_wide = self.width() >= sizes.px(WIDE)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)
        room = self.width() * 3 // 5 if is_wide and not self._right.isHidden() else self.width()
        columns = max(1, min(room // sizes.px(CHART_WIDTH), 3, len(self.charts)))
        high = sizes.px(CHART_HEIGHT)
        for chart in self.charts:
            chart.setMinimumHeight(sizes.px(EMPTY_HEIGHT) if self._are_empty else high)
            # Cards with nothing but a line of words stay low.
            chart.setMaximumHeight(sizes.px(EMPTY_HEIGHT) if self._are_empty else NO_LIMIT)
        if columns != self._columns:
            self._columns = columns
            for at, chart in enumerate(self.charts):
                self._grid.addWidget(chart, at // columns, at % columns)
            for before, after in zip(self.charts, self.charts[1:], strict=False):
                QWidget.setTabOrder(before, after)
