"""Small lines in table cells, painted by a delegate from plain values.

Knows neither pyqtgraph nor the store. The line is decoration beside a number: the cell's accessible
text says what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stewardship_desktop.domain.chart.number import Number
from stewardship_desktop.domain.chart.shapes import mark_shape
from stewardship_desktop.domain.chart.spec import Mark
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT = 120, 24


@dataclass(frozen=True, kw_only=True)
class Sparkline:
    """Values in order, None a gap; limits and target as single numbers; the last point's mark."""

    values: tuple[Number | None, ...]
    low: Number | None = None
    high: Number | None = None
    target: Number | None = None
    last: Mark = field(default_factory=Mark)


def paint_sparkline(painter: QPainter, box: QRectF, line: Sparkline) -> None:
    """Paint into `box` (logical pixels): limits as a band, target dashed, the last value as its mark."""
    held: Sequence[Number | None] = (*line.values, line.low, line.high, line.target)
    known = [float(value) for value in held if value is not None]
    if not known:
        return
    lowest, highest = min(known), max(known)
    span = (highest - lowest) or 1.0
    inner = box.adjusted(4, 6, -8, -6)
    step = inner.width() / max(len(line.values) - 1, 1)

    def height(value: Number) -> float:
        part = 0.5 if highest == lowest else (float(value) - lowest) / span
        return inner.bottom() - part * inner.height()

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if line.low is not None and line.high is not None:
        top, bottom = sorted((height(line.low), height(line.high)))
        painter.fillRect(QRectF(inner.left(), top, inner.width(), bottom - top), apply.colour("selection"))
    if line.target is not None:
        painter.setPen(QPen(apply.colour("edge"), 1.0, Qt.PenStyle.DashLine))
        at = height(line.target)
        painter.drawLine(QPointF(inner.left(), at), QPointF(inner.right(), at))
    painter.setPen(QPen(apply.colour("common"), 1.5 * apply.current().palette.edge_width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    way, joined, last = QPainterPath(), False, None
    for number, value in enumerate(line.values):
        if value is None:
            joined = False
            continue
        last = QPointF(inner.left() + number * step, height(value))
        if joined:
            way.lineTo(last)
        else:
            way.moveTo(last)
        joined = True
    painter.drawPath(way)
    if last is not None:
        paint(painter, mark_shape(last.x(), last.y(), line.last, radius=3.5))
    painter.restore()


class SparklineDelegate(QStyledItemDelegate):
    """Paints the `Sparkline` that `line_of` gives for an index; where it gives None, the plain cell."""

    def __init__(self, line_of: Callable[[Index], Sparkline | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line_of = line_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._line_of(index)
        if line is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        if widget is not None:
            widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        paint_sparkline(painter, QRectF(option.rect), line)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self._line_of(index) is None:
            return super().sizeHint(option, index)
        return QSize(WIDTH, HEIGHT)
