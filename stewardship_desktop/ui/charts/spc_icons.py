"""Signs of variation and assurance in table cells, each with its word.

Paints what `domain.chart.icons` draws. The model's display text is the word shown (`icon_words` gives
it) and its accessible text the whole saying: a sign alone tells a screen reader nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from stewardship_desktop.domain.chart.icons import IconKind, icon_of
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import SPACE_1

LEAST = 24
"""The least side of a sign in logical pixels; it grows with the type."""


def icon_size() -> int:
    return max(LEAST, apply.current().sizes.px(LEAST))


def paint_icon(
    painter: QPainter, box: QRectF, kind: IconKind, word: str = "", colour: QColor | None = None
) -> None:
    """The sign at the left of `box`, centred in its height, and the word beside it, cut where it must be.

    A box lower than the sign shrinks it. `colour` is the word's, where the cell's ground is not the theme's.
    """
    size = min(float(icon_size()), box.height())
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    paint(painter, icon_of(kind, size, box.left(), box.center().y() - size / 2))
    if word:
        painter.setFont(font(apply.current().sizes.body))
        painter.setPen(colour or apply.colour("text"))
        words = box.adjusted(size + SPACE_1 * 1.5, 0, 0, 0)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
