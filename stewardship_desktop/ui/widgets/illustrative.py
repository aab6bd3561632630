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

    def __init__(self, parent: QWidget | None = None, *, pixels: int | None = None) -> None:
        """`pixels` is the type size where it is not that of captions: a projector's."""
        super().__init__(parent)
        self._pixels = pixels
        self.setAccessibleName(WORD)
        self.setAccessibleDescription(EXPLANATION)
        self.setToolTip(EXPLANATION)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(self._letters))
        return QSize(
            round(metrics.horizontalAdvance(WORD) + 0.5) + SPACE_2 + self._corner,
            max(round(self._letters * 1.5), round(metrics.height() + 0.5)),
        )

    @property
    def _letters(self) -> int:
        return self._pixels or apply.current().sizes.caption

    @property
    def _corner(self) -> int:
        """Side of the hatched corner: 16 beside letters of 12."""
        return round(self._letters * 4 / 3)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme may have another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.setFont(font(self._letters))
        painter.setPen(apply.colour("muted"))
        painter.drawText(
            box.adjusted(0, 0, -self._corner - SPACE_2 / 2, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            WORD,
        )
        paint_corner(painter, box, self._corner)
        painter.end()
