"""The whole book as one bar: main lines, lines that contribute, the unmapped rest; always in words too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stewardship_desktop.domain.budget.alignment import Portion, Remainder
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import RADIUS, SPACE_1, SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import label

_PARTS = (
    ("main", "primary", Qt.BrushStyle.SolidPattern, "Main lines of a care area"),
    ("contributes", "primary", Qt.BrushStyle.BDiagPattern, "Lines that contribute"),
    ("unmapped", "muted", Qt.BrushStyle.NoBrush, "Unmapped rest"),
)


class RemainderBar(QWidget):
    """`show_remainder(remainder)`. It is never hidden: what isn't mapped must stay in sight."""

    def __init__(self, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts = amounts
        self.bar = _Bar()
        self.labels = {key: label("") for key, _, _, _ in _PARTS}
        row = QHBoxLayout()
        row.setSpacing(SPACE_4)
        for key, token, brush, _ in _PARTS:
            one = QHBoxLayout()
            one.setSpacing(SPACE_2)
            one.addWidget(_Swatch(token, brush), 0, Qt.AlignmentFlag.AlignTop)
            one.addWidget(self.labels[key], 1)
            row.addLayout(one, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.bar)
        layout.addLayout(row)

    def show_remainder(self, remainder: Remainder) -> None:
        """Show the three portions."""
        said = []
        for key, _, _, words in _PARTS:
            portion: Portion = getattr(remainder, key)
            share = f", {portion.percent_shown}" if portion.percent_shown else ""
            text = f"{words}: {self._amounts.short(portion.pence)}{share}, {counted(portion.lines, 'line')}"
            self.labels[key].setText(text)
            self.labels[key].setToolTip(self._amounts.exact(portion.pence))
            said.append(text)
        self.bar.shares = [
            max(0.0, float(getattr(remainder, key).percent or 0)) / 100 for key, _, _, _ in _PARTS
        ]
        self.bar.setAccessibleName("How much of the book is mapped")
        self.bar.setAccessibleDescription("; ".join(said))
        self.bar.update()


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.shares: list[float] = [0.0, 0.0, 1.0]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, apply.current().sizes.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        left = box.left()
        for share, (_, token, brush, _) in zip(self.shares, _PARTS, strict=True):
            width = box.width() * share
            if width > 0:
                _paint_part(painter, QRectF(left, box.top(), width, box.height()), token, brush)
            left += width
        painter.setPen(QPen(apply.colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS / 2, RADIUS / 2)
        painter.end()


class _Swatch(QWidget):
    def __init__(self, token: str, brush: Qt.BrushStyle) -> None:
        super().__init__()
        self._token, self._brush = token, brush
        side = apply.current().sizes.px(14)
        self.setFixedSize(side, side + SPACE_1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_part(
            painter, QRectF(self.rect()).adjusted(0.5, SPACE_1 + 0.5, -0.5, -0.5), self._token, self._brush
        )
        painter.end()


def _paint_part(painter: QPainter, box: QRectF, token: str, brush: Qt.BrushStyle) -> None:
    painter.fillRect(box, apply.colour("surface"))
    painter.setPen(QPen(apply.colour(token), 1))
    painter.setBrush(QBrush(apply.colour(token), brush))
    painter.drawRect(box)
