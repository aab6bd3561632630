"""The row of totals under a data table: it stands still while the rows scroll, and goes along sideways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import CELL_PAD
from stewardship_desktop.ui.widgets.data_table.model import RowsModel
from stewardship_desktop.ui.widgets.data_table.view import GridView


class TotalsBar(QWidget):
    """Values by column key, painted under their columns. A text is shown as it stands."""

    def __init__(self, grid: GridView, model: RowsModel) -> None:
        super().__init__()
        self._grid, self._model = grid, model
        self._values: Mapping[str, Any] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = grid.horizontalHeader()
        header.sectionResized.connect(self.update)
        header.geometriesChanged.connect(self.update)
        grid.horizontalScrollBar().valueChanged.connect(self.update)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these totals; a key without a column is left out."""
        self._values = values
        known = [(column, values[column.key]) for column in self._model.columns if column.key in values]
        self.setAccessibleName("Totals")
        self.setAccessibleDescription(
            ", ".join(f"{c.title} {self._words(c.key)}" for c, value in known if value is not None)
        )
        self.update()

    def texts(self) -> dict[str, str]:
        """What is shown, by column key."""
        return {
            column.key: self._words(column.key)
            for column in self._model.columns
            if column.key in self._values
        }

    def _words(self, key: str) -> str:
        value = self._values.get(key)
        if isinstance(value, str):
            return value
        column = next(each for each in self._model.columns if each.key == key)
        return column.show(value)

    def sizeHint(self) -> QSize:
        return QSize(100, apply.current().sizes.row)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = apply.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), apply.colour("surface"))
        painter.setFont(font(theme.sizes.body, bold=True))
        painter.setPen(apply.colour("text"))
        stays = self._grid.frozen.column() if self._grid.frozen.isVisible() else -1
        order = [at for at in self._grid.shown_columns() if at != stays]
        for at in [*order, *([stays] if stays >= 0 else [])]:
            column = self._model.columns[at]
            left = 0 if at == stays else self._grid.columnViewportPosition(at)
            box = QRectF(left, 0, self._grid.columnWidth(at), self.height())
            if at == stays:
                painter.fillRect(box, apply.colour("surface"))
            if column.key not in self._values:
                continue
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            inner = box.adjusted(CELL_PAD, 0, -CELL_PAD, 0)
            words = painter.fontMetrics().elidedText(
                self._words(column.key), Qt.TextElideMode.ElideRight, int(inner.width())
            )
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        # Filled, not drawn: a pen on the very edge is half outside, and gone at 150 per cent.
        painter.fillRect(0, 0, self.width(), theme.palette.edge_width, apply.colour("edge"))
        painter.end()
