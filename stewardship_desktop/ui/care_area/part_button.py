"""One part of the specification as a button: its name, a bar of how far it is, and the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import RADIUS, SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets.share_bars import BAR_HEIGHT, paint_shares


class PartButton(QAbstractButton):
    """`PartButton(name)`; `show_share(share, short, words)`. Checked means that this part is on show."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share: float | None = None
        self._words = ""
        self.show_share(None, "", "")

    def show_share(self, share: float | None, short: str, words: str) -> None:
        """How much of the part is complete, 0 to 1 (None where nothing is asked), in few words and in all."""
        self._share, self._words = share, short
        self.setAccessibleName(f"{self.text()}: {words}" if words else self.text())
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        size = apply.current().sizes
        lines = (
            QFontMetricsF(font(size.body, bold=True)).height() + QFontMetricsF(font(size.caption)).height()
        )
        return QSize(size.px(120), round(lines) + size.px(BAR_HEIGHT) + 4 * SPACE_1 + SPACE_2)

    def minimumSizeHint(self) -> QSize:
        return QSize(apply.current().sizes.px(72), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        size, palette = apply.current().sizes, apply.current().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        ground = "selection" if chosen else "hover" if self.underMouse() else "surface"
        painter.setBrush(apply.colour(ground))
        painter.setPen(QPen(apply.colour("primary" if chosen else "line"), palette.edge_width))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        inner = box.adjusted(SPACE_2, SPACE_1 + 1, -SPACE_2, 0)
        title = font(size.body, bold=True)
        painter.setFont(title)
        painter.setPen(apply.colour("primary_strong" if chosen else "text"))
        high = QFontMetricsF(title).height()
        self._line(painter, QRectF(inner.x(), inner.y(), inner.width(), high), self.text())
        bar = QRectF(inner.x(), inner.y() + high + SPACE_1, inner.width(), size.px(BAR_HEIGHT))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_shares(painter, bar, [self._share], width=inner.width())
        caption = font(size.caption)
        painter.setFont(caption)
        painter.setPen(apply.colour("text" if chosen else "muted"))
        foot = QRectF(inner.x(), bar.bottom() + SPACE_1, inner.width(), QFontMetricsF(caption).height())
        self._line(painter, foot, self._words)
        painter.end()

    def _line(self, painter: QPainter, box: QRectF, words: str) -> None:
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
