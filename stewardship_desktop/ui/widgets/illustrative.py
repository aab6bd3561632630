"""The mark of an invented figure: a hatched corner and the word "illustrative"."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import SPACE_2

WORD: Final = "illustrative"
EXPLANATION: Final = "An invented figure, here to show how the program works."


def paint_corner(painter: QPainter, rect: QRectF, side: float) -> None:
    """Hatch the top right corner of `rect`, `side` logical pixels along each edge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corner = QPainterPath(QPointF(rect.right() - side, rect.top()))
    corner.lineTo(rect.right(), rect.top())
    corner.lineTo(rect.right(), rect.top() + side)
    corner.closeSubpath()
    painter.setClipPath(corner, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(apply.colour("muted"), 1.2))
    step = 3.5
    lines = int(side / step) + 1
    for at in range(-lines, lines * 2):
        start = rect.right() - side + at * step
        painter.drawLine(QPointF(start, rect.top() + side), QPointF(start + side, rect.top()))
    painter.setPen(QPen(apply.colour("muted"), 1.2))
    painter.drawLine(QPointF(rect.right() - side, rect.top()), QPointF(rect.right(), rect.top() + side))
    painter.restore()


class IllustrativeMark(QWidget):
    """The hatched corner with its word, to stand beside or in a corner of an invented figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(WORD)
        self.setAccessibleDescription(EXPLANATION)
        self.setToolTip(EXPLANATION)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        size = apply.current().sizes
        metrics = QFontMetricsF(font(size.caption))
        return QSize(
            round(metrics.horizontalAdvance(WORD) + 0.5) + SPACE_2 + size.px(16),
            max(size.px(18), round(metrics.height() + 0.5)),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Another theme may have another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        size = apply.current().sizes
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.setFont(font(size.caption))
        painter.setPen(apply.colour("muted"))
        painter.drawText(
            box.adjusted(0, 0, -size.px(16) - SPACE_2 / 2, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            WORD,
        )
        paint_corner(painter, box, size.px(16))
        painter.end()
