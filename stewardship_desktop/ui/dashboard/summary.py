"""The Summary tab: the line in words, what is due, and every metric under its column of value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from stewardship_desktop.application.dashboard_files import save_summary, summary_name
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import (
    EXPORT_HEADINGS,
    SummaryGroup,
    export_rows,
    groups,
    summary_line,
)
from stewardship_desktop.domain.data_request import waiting_words
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.store.queries.data_requests import request_rows
from stewardship_desktop.ui.chase import COPIED, copy_chase
from stewardship_desktop.ui.dashboard.due_lines import due_lines, nothing_due
from stewardship_desktop.ui.dashboard.due_strip import DueStrip
from stewardship_desktop.ui.dashboard.summary_model import Heading, Nothing, Row
from stewardship_desktop.ui.dashboard.summary_paint import metric_height
from stewardship_desktop.ui.dashboard.summary_table import SummaryTable
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import ScrollingPage, ToolbarRow, button, label
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.data_table.clipboard import write_grid

CSV = (("CSV for a spreadsheet", ("*.csv",)),)
PRIORITY_ONLY = "dashboard.priority_only"
LOW = 560
"""A panel lower than this shows fewer lines of what is due (logical pixels at 100 % text)."""
LOWEST = 340
"""A panel lower than this shows only how much is due."""
LEAST_ROWS = 4


class SummaryPanel(QWidget):
    """`SummaryPanel(context)`: `show_framework(...)`, `select_metric(id)`.

    `metric_chosen(id)` opens a chart, `enter_asked(id, first day)` the grid on a cell, `framework_asked()`
    the room where metrics are agreed.
    """

    metric_chosen = Signal(str)
    enter_asked = Signal(str, object)
    framework_asked = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._framework: Framework | None = None
        self._readings: tuple[MetricReading, ...] = ()
        self._today = date.min
        self.line_label = label("", "lead")
        self.priority_box = QCheckBox("Priority only")
        self.priority_box.setChecked(bool(context.remember.get(PRIORITY_ONLY, False)))
        self.priority_box.toggled.connect(self._filter)
        self.copy_button = button("Copy table", "quiet", icon="copy", clicked=self.copy_all)
        self.export_button = button("Export CSV", "quiet", icon="export", clicked=self.export)
        tools = ToolbarRow()
        tools.add_left(self.line_label, 100)
        for part in (self.priority_box, self.copy_button, self.export_button):
            tools.add_right(part)
        self.due = DueStrip()
        self.due.enter_asked.connect(self.enter_asked)
        self.due.chase_asked.connect(self.chase)
        self.table = SummaryTable("Metrics by column of value")
        self.table.opened.connect(self.metric_chosen)
        self.table.empty_opened.connect(self.framework_asked)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_3)
        inside.addWidget(tools)
        inside.addWidget(self.due)
        inside.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))
        self._set_least()
        apply.notifier().changed.connect(self._set_least)

    # ---- Panel
    def show_framework(self, framework: Framework, readings: Sequence[MetricReading], today: date) -> None:
        """Show these readings; the chosen row, the scroll and the filter stay."""
        self._framework, self._readings, self._today = framework, tuple(readings), today
        said = summary_line(readings)
        if said != self.line_label.text():
            self.line_label.setText(said)
            announce(self.line_label, said)
        self.due.show_lines(due_lines(framework, readings, today), nothing_due(readings))
        self._show_rows()

    def select_metric(self, metric_id: str) -> bool:
        """Choose a metric's row; one that the filter hides is brought back."""
        if self.table.select_metric(metric_id):
            return True
        self.priority_box.setChecked(False)
        return self.table.select_metric(metric_id)

    def take_focus(self) -> None:
        """Put the keyboard on the table, on its first metric if on none."""
        self.table.choose_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- acts
    def copy_all(self) -> None:
        """Put the whole summary on the clipboard, icons as words."""
        rows = export_rows(self._shown())
        QGuiApplication.clipboard().setText(write_grid([EXPORT_HEADINGS, *rows]))
        count = "1 metric is" if len(rows) == 1 else f"{len(rows)} metrics are"
        self._context.notify(f"{count} on the clipboard. Paste them into a spreadsheet.")

    def export(self) -> None:
        """Ask for a file and write the summary into it."""
        if self._framework is None:
            return
        name = summary_name(self._framework.area.name, self._today)
        self._context.ask.choose_file_to_save("Export the summary", CSV, name, self._save)

    def chase(self, request_id: str) -> None:
        """Copy a message that asks again for data."""
        if self._framework is None:
            return
        rows = self._context.bridge.read(request_rows, self._today, self._framework.area.id)
        row = next((each for each in rows if each.id == request_id), None)
        if row is not None:
            copy_chase(self._context, row, self._today)
            self._context.notify(
                COPIED, "Open the request", partial(self._context.go, "requests", request_id)
            )

    def _save(self, path: Path) -> None:
        shown = tuple(self._shown())
        self._context.start_job(
            f"Saving {path.name}", lambda _report: save_summary(path, shown), partial(self._saved, path)
        )

    def _saved(self, path: Path, _result: object) -> None:
        self._context.notify(f"The summary is in {path}.", "", None, "good")

    # ---- showing
    def _filter(self, on: bool) -> None:
        self._context.remember.set(PRIORITY_ONLY, on)
        self._show_rows()
        announce(self.priority_box, f"{len(self._shown())} of {len(self._readings)} metrics shown")

    def _shown(self) -> list[MetricReading]:
        return [each for group in self._groups() for each in group.readings]

    def _groups(self) -> tuple[SummaryGroup, ...]:
        return groups(self._readings, priority_only=self.priority_box.isChecked())

    def _show_rows(self) -> None:
        rows: list[Row] = []
        for group in self._groups():
            rows.append(Heading(column=group.column, count=len(group.readings), words=self._words(group)))
            if group.readings:
                rows += group.readings
            else:
                rows.append(Nothing(column=group.column, words=self._why_empty(group)))
        self.table.show_rows(rows)

    def _words(self, group: SummaryGroup) -> str:
        """What a column waits for where it has no value yet, else its question."""
        if any(each.latest is not None for each in group.readings):
            return group.column.question
        return self._waiting(group) or group.column.question

    def _waiting(self, group: SummaryGroup) -> str:
        if self._framework is None:
            return ""
        waiting = self._framework.waiting_for(group.column)
        return f"{waiting_words(waiting[0], self._framework.asked_of)}." if waiting else ""

    def _why_empty(self, group: SummaryGroup) -> str:
        hidden = sum(each.records.outcome.column is group.column for each in self._readings)
        if hidden:
            one = "1 metric is" if hidden == 1 else f"{hidden} metrics are"
            return f"No priority metric here; {one} on the watch list."
        asked = self._waiting(group) or "Nothing was asked for yet."
        return f"{asked} Press Enter or double-click to agree a metric in Value."

    # ---- sizes
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = apply.current().sizes
        self.due.set_low(self.height() < size.px(LOW), lowest=self.height() < size.px(LOWEST))

    def _set_least(self) -> None:
        self.table.setMinimumHeight(metric_height() * LEAST_ROWS)

    def sizeHint(self) -> QSize:
        return QSize(960, 600)
