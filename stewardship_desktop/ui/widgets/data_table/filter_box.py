"""The box that filters a table: a field with a magnifying glass that grows with the text."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2


class FilterBox(QLineEdit):
    """`FilterBox(name)`; `name` is its accessible name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText("Filter")
        self.setAccessibleName(name)
        self.setToolTip("Show the rows that hold these words (Ctrl+F)")
        self._fit()
        apply.notifier().changed.connect(self._fit)

    def _fit(self) -> None:
        size = apply.current().sizes
        self.setMaximumWidth(size.px(280))
        # Qt draws an icon inside a field at 16 pixels whatever the text size, so it is painted here.
        self.setTextMargins(size.icon + SPACE_1, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = apply.current().sizes.icon
        painter = QPainter(self)
        place = QRectF(SPACE_2, (self.height() - side) / 2, side, side)
        icons.draw(painter, "search", place, apply.colour("muted"))
        painter.end()
