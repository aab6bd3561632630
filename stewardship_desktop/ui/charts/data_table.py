"""The data table behind a chart: the same figures as text, for whoever reads rather than looks."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from stewardship_desktop.domain.chart.picture import Chart
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.ui.theme import apply


class DataTable(QTableWidget):
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


def make_table() -> DataTable:
    """An empty table that nobody can edit."""
    table = DataTable()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(True)
    table.verticalHeader().hide()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    return table


def fill_table(table: QTableWidget, spec: Chart) -> None:
    """Fill it with the chart's figures, numbers to the right."""
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
