"""Small lines in table cells, painted from plain values by the delegate of the table.

Knows neither pyqtgraph nor the store. The line is decoration beside a number: the cell's accessible
text says what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from stewardship_desktop.domain.chart.number import Number
from stewardship_desktop.domain.chart.shapes import mark_shape
from stewardship_desktop.domain.chart.spec import Mark
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """The limits from position `start` on, until the next stretch."""

    start: int
    low: Number
    high: Number


@dataclass(frozen=True, kw_only=True, slots=True)
class Sparkline:
    """Values in order, None a gap; limits for each stretch; the target of now; the last point's mark.

    `bounds` are the least and greatest value that can be: limits beyond are drawn there.
    """

    values: tuple[Number | None, ...]
    stretches: tuple[Stretch, ...] = ()
    target: Number | None = None
    last: Mark = field(default_factory=Mark)
    bounds: tuple[Number | None, Number | None] = (None, None)


def paint_sparkline(painter: QPainter, box: QRectF, line: Sparkline) -> None:
    """Paint into `box` (logical pixels): limits as bands, target dashed, the last value as its mark."""
    bands = [(one.start, _held(one.low, line.bounds), _held(one.high, line.bounds)) for one in line.stretches]
    known = [float(value) for value in (*line.values, line.target) if value is not None]
    known += [end for _, low, high in bands for end in (low, high)]
    if not known:
        return
    lowest, highest = min(known), max(known)
    span = (highest - lowest) or 1.0
    inner = box.adjusted(4, 6, -8, -6)
    step = inner.width() / max(len(line.values) - 1, 1)

    left, bottom, scale = inner.left(), inner.bottom(), inner.height() / span
    middle = (inner.top() + bottom) / 2

    def height(value: Number) -> float:
        return middle if highest == lowest else bottom - (float(value) - lowest) * scale

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if bands:
        ground, rim = apply.colour("selection"), QColor(apply.colour("edge"))
        rim.setAlphaF(0.6)  # the limits are what the line is seen against, not what is seen first
        ends = [*(start for start, *_ in bands[1:]), len(line.values)]
        for (start, low, high), end in zip(bands, ends, strict=True):
            # Half a step to either side of its points, as on the chart.
            from_x, to_x = (
                max(left + (start - 0.5) * step, left),
                min(left + (end - 0.5) * step, inner.right()),
            )
            top, base = height(high), height(low)
            painter.fillRect(QRectF(from_x, top, to_x - from_x, base - top), ground)
            painter.setPen(rim)
            painter.drawLine(QPointF(from_x, top), QPointF(to_x, top))
            painter.drawLine(QPointF(from_x, base), QPointF(to_x, base))
    if line.target is not None:
        painter.setPen(QPen(apply.colour("edge"), 1.0, Qt.PenStyle.DashLine))
        at = height(line.target)
        painter.drawLine(QPointF(left, at), QPointF(inner.right(), at))
    # One pixel: Qt strokes that ten times as fast as a wider line, and a page shows sixty of them.
    painter.setPen(QPen(apply.colour("text"), float(apply.current().palette.edge_width)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    way, joined, last = QPainterPath(), False, None
    for number, value in enumerate(line.values):
        if value is None:
            joined = False
            continue
        last = QPointF(left + number * step, height(value))
        if joined:
            way.lineTo(last)
        else:
            way.moveTo(last)
        joined = True
    painter.drawPath(way)
    if last is not None:
        paint(painter, mark_shape(last.x(), last.y(), line.last, radius=3.5))
    painter.restore()


def _held(value: Number, bounds: tuple[Number | None, Number | None]) -> float:
    low, high = bounds
    shown = float(value) if low is None else max(float(value), float(low))
    return shown if high is None else min(shown, float(high))
