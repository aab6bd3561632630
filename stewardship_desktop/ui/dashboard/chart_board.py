"""Chart and table of one reading side by side, agreeing point by point, with the line that takes a value."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands.dashboard import ValueEntry, enter_values
from stewardship_desktop.application.dashboard_files import chart_table_name, save_chart_table
from stewardship_desktop.domain.dashboard.chart_table import HEADINGS, ChartRow, chart_rows, export_grid
from stewardship_desktop.domain.dashboard.entry import EntryRow
from stewardship_desktop.domain.dashboard.pictures import metric_chart
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import ValueKind
from stewardship_desktop.ui.charts.saving import save_chart
from stewardship_desktop.ui.dashboard.chart_add import AddValue
from stewardship_desktop.ui.dashboard.chart_plot import PointedChart
from stewardship_desktop.ui.dashboard.chart_table import READ, ChartTable
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import SplitView, button
from stewardship_desktop.ui.widgets.data_table.clipboard import write_grid
from stewardship_desktop.ui.widgets.words import show_if
from stewardship_desktop.ui.widgets.wrap_row import WrapRow

CSV = (("CSV for a spreadsheet", ("*.csv",)),)
NARROW = 840
"""Less room than this (logical pixels at 100 % text) shows the chart or the table, not both."""
LEAST_HEIGHT = 260


class ChartBoard(QWidget):
    """`ChartBoard(context)`: `show_reading(reading, today, can_add)`; `chosen_row()` is the point in hand.

    -> `row_chosen(row)` when another point is chosen.
    """

    row_chosen = Signal(object)

    def __init__(self, context: RoomContext, reading: MetricReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._reading = context, reading
        self._shows_table, self._follows = False, False
        self._added = ""  # the value that was just sent: its row is chosen when it comes back
        self.chart = PointedChart(metric_chart(reading), save_chart(context))
        self.chart.walked.connect(self._walked)
        self.chart.table_asked.connect(self.to_table)
        self.table = ChartTable(context.remember)
        self.table.row_chosen.connect(self._chosen)
        self.table.typed.connect(self._typed)
        self.add = AddValue()
        self.add.entered.connect(self._enter)
        self.copy_button = button("Copy table", "quiet", icon="copy", clicked=self.copy_table)
        self.export_button = button("Export CSV", "quiet", icon="export", clicked=self.export)
        self.chart_button = button("Show chart", "quiet", icon="chart", clicked=self.to_chart)
        self.table_button = button("Show table", "quiet", icon="table", clicked=self.to_table)
        acts = WrapRow()
        for each in (self.chart_button, self.copy_button, self.export_button):
            acts.add(each)
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.table, 1)
        column.addWidget(self.add)
        column.addWidget(acts)
        self._left = QWidget()
        first = QVBoxLayout(self._left)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(SPACE_2)
        first.addWidget(self.chart, 1)
        first.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.split = SplitView(
            [self._left, self._right], [2, 1], remembers=context.remember, key="dashboard.chart_split"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split, 1)
        apply.notifier().changed.connect(self._fit)
        self._fit()

    # ---- showing
    def show_reading(self, reading: MetricReading, today: date, *, can_add: bool) -> None:
        """Show a reading; the chosen point stays where it is still there."""
        self._reading = reading
        spec = metric_chart(reading)
        if spec != self.chart.spec:
            self.chart.set_spec(spec)
        rows = chart_rows(reading, spec)
        filled = {key for key in ("target", "events", "notes") if any(getattr(row, key) for row in rows)}
        filled |= {key for key in READ if any(getattr(row, key) for row in rows)}
        hidden = {"target", "events", "notes", "source"} | READ
        self.table.set_hidden(hidden - filled)
        self.table.show_lines(rows, (*reading.points, *reading.forecasts), reading.definition)
        if self._added and self.table.select(self._added, "value"):
            self._added = ""
        show_if(self.add, can_add)
        if can_add:
            entry = EntryRow(reading.records, ValueKind.ACTUAL, reading.cut, reading.category)
            self.add.show_entry(entry, today)
        row = self.chosen_row()
        if row is not None:
            self._chosen(row)

    def chosen_row(self) -> ChartRow | None:
        """The point that table and chart stand on."""
        return self.table.current_row()

    def take_focus(self) -> None:
        """Put the keyboard on the chart, or on the table where that is shown."""
        part = self.table if self._shows_table else self.chart
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walked(self, series: int, index: int) -> None:
        self._follows = True
        self.table.choose(series, index)
        self._follows = False

    def _chosen(self, row: ChartRow) -> None:
        if not self._follows:
            self.chart.point_at(row.series, row.index)
        self.row_chosen.emit(row)

    # ---- one at a time
    def to_table(self) -> None:
        """Go to the table."""
        self._shows_table = True
        self._fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_chart(self) -> None:
        """Go back to the chart."""
        self._shows_table = False
        self._fit()
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        sizes = apply.current().sizes
        is_narrow = self.width() < sizes.px(NARROW)
        show_if(self._left, not is_narrow or not self._shows_table)
        show_if(self._right, not is_narrow or self._shows_table)
        show_if(self.chart_button, is_narrow)
        show_if(self.table_button, is_narrow)
        self.setMinimumHeight(sizes.px(LEAST_HEIGHT))

    # ---- acts
    def begin_value(self) -> None:
        """Put the cursor where the next value is typed."""
        if self._right.isHidden():
            self.to_table()
        self.add.begin()

    def _enter(self, entry: ValueEntry) -> None:
        self._added = entry.row_id
        self._context.bridge.act(
            enter_values, [entry], then=lambda _: self.add.kept(), otherwise=self.add.refuse
        )

    def _typed(self, entries: list[ValueEntry]) -> None:
        self._context.bridge.act(enter_values, entries, otherwise=self._refuse)

    def _refuse(self, error: UserFixable) -> None:
        self.table.say(f"{error.what} {error.remedy}".strip())

    def copy_table(self) -> None:
        """Put the whole table on the clipboard, small numbers hidden as on screen."""
        rows = chart_rows(self._reading, metric_chart(self._reading))
        QGuiApplication.clipboard().setText(write_grid([HEADINGS, *export_grid(rows)]))
        count = "1 value is" if len(rows) == 1 else f"{len(rows):,} values are"
        self._context.notify(f"{count} on the clipboard. Paste them into a spreadsheet.")

    def export(self) -> None:
        """Ask for a file and write the table into it."""
        name = chart_table_name(self._reading)
        self._context.ask.choose_file_to_save("Export the values", CSV, name, self._save)

    def _save(self, path: Path) -> None:
        reading = self._reading
        self._context.start_job(
            f"Saving {path.name}", lambda _report: save_chart_table(path, reading), partial(self._saved, path)
        )

    def _saved(self, path: Path, _result: object) -> None:
        self._context.notify(f"The values are in {path}.", "", None, "good")
