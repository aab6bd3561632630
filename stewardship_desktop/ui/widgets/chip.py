"""A status as a shape and a word: never a colour alone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import CHIP_TINT, SPACE_1, SPACE_2

ChipKind = Literal["good", "warn", "bad", "neutral", "info"]
# The colour and the shape of each kind; the shapes differ in outline, so they survive a grey print.
INK: dict[ChipKind, str] = {
    "good": "good", "warn": "warn", "bad": "bad", "neutral": "muted", "info": "primary",
}  # fmt: skip
SHAPE: dict[ChipKind, str] = {
    "good": "good", "warn": "warn", "bad": "bad", "neutral": "neutral", "info": "info",
}  # fmt: skip


def chip_size(word: str) -> QSize:
    """What a chip with this word needs, in logical pixels."""
    size = apply.current().sizes
    metrics = QFontMetricsF(font(size.caption, bold=True))
    width = SPACE_2 + size.px(14) + SPACE_1 + metrics.horizontalAdvance(word) + SPACE_2
    return QSize(round(width + 0.5), max(size.px(22), round(metrics.height()) + 6))


def paint_chip(painter: QPainter, rect: QRectF, word: str, kind: ChipKind) -> None:
    """Paint a chip at the left of `rect`, centred in its height; the word is elided where it must be."""
    theme = apply.current()
    wanted = chip_size(word)
    size = theme.sizes
    width = min(float(wanted.width()), rect.width())
    box = QRectF(rect.x(), rect.y() + (rect.height() - wanted.height()) / 2, width, wanted.height())
    ink = QColor(theme.palette.colour(INK[kind]))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.palette.edge_width
    painter.setBrush(QColor(theme.palette.tint(INK[kind], CHIP_TINT)))
    painter.setPen(QPen(ink, edge) if edge > 1 else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
    mark = size.px(14)
    icons.draw(painter, SHAPE[kind], QRectF(box.x() + SPACE_2, box.center().y() - mark / 2, mark, mark), ink)
    painter.setFont(font(size.caption, bold=True))
    painter.setPen(ink)
    words = box.adjusted(SPACE_2 + mark + SPACE_1, 0, -SPACE_1, 0)
    text = QFontMetricsF(painter.font()).elidedText(word, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


class Chip(QWidget):
    """`Chip(word, kind)` with kind good, warn, bad, neutral or info."""

    def __init__(self, word: str, kind: ChipKind = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._kind = word, kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def set_status(self, word: str, kind: ChipKind) -> None:
        self._word, self._kind = word, kind
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        return self._word

    def kind(self) -> ChipKind:
        return self._kind

    def sizeHint(self) -> QSize:
        return chip_size(self._word)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme may have another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._word, self._kind)
        painter.end()
