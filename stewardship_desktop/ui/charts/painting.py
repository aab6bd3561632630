"""Paints a laid out chart with QPainter: the same primitives that the SVG writer serialises.

Knows the theme's colours and fonts, and neither pyqtgraph nor what a chart means. Everything is drawn
in logical pixels with pens that scale, so that lines are as thick at 200 % as at 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from stewardship_desktop.domain.chart.primitives import Circle, Lines, Path, Primitive, Rect, Text
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import mix

FINE = frozenset({"pattern", "band-edge", "icon-sign", "mark-arrow"})  # thicker strokes would close these up


def paint(painter: QPainter, drawn: Iterable[Primitive]) -> None:
    """Paint primitives in the colours of the theme that is on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for one in drawn:
        if isinstance(one, Text):
            _paint_text(painter, one)
            continue
        if isinstance(one, Lines):
            painter.setPen(_pen(one.stroke, one.stroke_width, one.dash, one.part))
            for x1, y1, x2, y2 in one.strokes:
                painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
            continue
        painter.setBrush(_brush(one.fill, one.opacity if isinstance(one, Rect) else 1.0))
        painter.setPen(
            _pen(one.stroke, one.stroke_width, one.dash if isinstance(one, Path) else (), one.part)
        )
        if isinstance(one, Rect):
            painter.drawRect(QRectF(one.x, one.y, one.width, one.height))
        elif isinstance(one, Circle):
            painter.drawEllipse(QPointF(one.x, one.y), one.radius, one.radius)
        else:
            way = QPainterPath(QPointF(*one.points[0]))
            for point in one.points[1:]:
                way.lineTo(QPointF(*point))
            if one.closed:
                way.closeSubpath()
            painter.drawPath(way)


def _paint_text(painter: QPainter, one: Text) -> None:
    painter.save()
    face = font(round(one.size), bold=one.bold)
    painter.setFont(face)
    painter.setPen(apply.colour(one.colour))
    painter.translate(one.x, one.y)
    if one.turned:
        painter.rotate(-90)
    wide = painter.fontMetrics().horizontalAdvance(one.text)
    start = {"start": 0.0, "middle": -wide / 2, "end": -float(wide)}[one.anchor]
    painter.drawText(QPointF(start, 0.0), one.text)
    painter.restore()


def _brush(fill: str | None, opacity: float) -> QBrush:
    if fill is None:
        return QBrush(Qt.BrushStyle.NoBrush)
    colour = QColor(apply.colour(fill))
    colour.setAlphaF(opacity)
    return QBrush(colour)


def _pen(stroke: str | None, width: float, dash: tuple[float, ...], part: str = "") -> QPen:
    if stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    palette = apply.current().palette
    wide, colour = width, apply.colour(stroke)
    if part == "grid":
        # High contrast makes every line as strong as the text: gridlines would cross out the figures.
        if palette.edge_width > 1:
            colour = QColor(mix(palette.colour(stroke), palette.surface, 0.3))
    elif part not in FINE:
        wide *= palette.edge_width
    pen = QPen(colour, wide)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        # Qt counts dashes in pen widths, SVG in pixels.
        pen.setDashPattern([part / wide for part in dash])
    return pen
