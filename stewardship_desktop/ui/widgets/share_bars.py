"""Small bars side by side, one for each part of a whole, each filled as far as its part is done.

Painting only. A bar is an outline with a filling, so it reads without colour;
the words beside it say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1

BAR_WIDTH, BAR_HEIGHT = 20, 9


def bars_width(count: int, width: float = 0) -> float:
    """How wide `count` bars are, in logical pixels."""
    side = width or apply.current().sizes.px(BAR_WIDTH)
    return count * side + max(0, count - 1) * SPACE_1


def paint_shares(
    painter: QPainter, rect: QRectF, shares: Sequence[float | None], *, width: float = 0
) -> None:
    """Paint bars at the left of `rect`, centred in its height.

    A share is 0 to 1; None is a part with nothing in it.
    """
    size, edge = apply.current().sizes, apply.current().palette.edge_width
    side, high = width or size.px(BAR_WIDTH), size.px(BAR_HEIGHT)
    top = round(rect.center().y() - high / 2)
    painter.save()
    for at, share in enumerate(shares):
        box = QRectF(round(rect.x() + at * (side + SPACE_1)), top, side, high)
        pen = QPen(apply.colour("edge"), edge)
        if share is None:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(apply.colour("surface"))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if share:
            inside = box.adjusted(1, 1, -1, -1)
            # Something done must show, and something left must stay open.
            filled = inside.width() if share >= 1 else max(2, min(inside.width() - 2, inside.width() * share))
            inside.setWidth(filled)
            painter.fillRect(inside, apply.colour("good" if share >= 1 else "primary"))
    painter.restore()
