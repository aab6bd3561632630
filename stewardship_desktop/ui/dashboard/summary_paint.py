"""How the cells of the summary look: two lines of words, a sparkline, signs beside their words.

Painting only. What is said comes from `domain.dashboard.summary`; signs and marks are those of the charts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stewardship_desktop.domain.chart.icons import IconKind
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.shapes import mark_shape
from stewardship_desktop.domain.chart.spec import Mark, Shape
from stewardship_desktop.domain.dashboard.freshness import FreshnessState
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import Part, short_cell, signs
from stewardship_desktop.domain.rates.comparison import Band
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.charts.sparkline import paint_sparkline
from stewardship_desktop.ui.charts.spc_icons import icon_size, paint_icon
from stewardship_desktop.ui.dashboard.summary_model import PARTS, Heading, Nothing, SummaryModel
from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3, Palette
from stewardship_desktop.ui.widgets.data_table.cell_paint import paint_focus
from stewardship_desktop.ui.widgets.illustrative import paint_corner

Index = QModelIndex | QPersistentModelIndex
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
CORNER = 10
"""Side of the hatched corner of an invented figure, in pixels at 100 % text."""
_BANDS: Final = {
    Band.BETTER: Mark(shape=Shape.CIRCLE_UP, colour="improve"),
    Band.SIMILAR: Mark(shape=Shape.DOT, colour="common"),
    Band.WORSE: Mark(shape=Shape.DIAMOND, colour="concern"),
    Band.LOWER: Mark(shape=Shape.SQUARE, colour="neutral"),
    Band.HIGHER: Mark(shape=Shape.SQUARE, colour="neutral"),
}
_FRESH: Final = {
    FreshnessState.CURRENT: ("good", "good"),
    FreshnessState.DUE_SOON: ("clock", "warn"),
    FreshnessState.OVERDUE: ("bad", "bad"),
    FreshnessState.NEVER: ("neutral", "muted"),
    FreshnessState.NO_RHYTHM: ("neutral", "muted"),
}


def metric_height() -> int:
    """The height of a metric's row: two lines of words."""
    size = apply.current().sizes
    return max(size.row, round(size.body * 1.3 + size.caption * 1.3) + SPACE_3)


def heading_height() -> int:
    """The height of the line above a column's metrics."""
    return apply.current().sizes.row + SPACE_1


class SummaryDelegate(QStyledItemDelegate):
    """Paints every cell of the summary, with the short words where the columns are `tight`."""

    tight = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(apply.current().sizes.px(80), metric_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(SummaryModel, index.model())
        row = model.row_at(index.row())
        box = QRectF(option.rect)
        painter.save()
        if isinstance(row, Heading):
            _paint_heading(painter, box, row)
        elif isinstance(row, Nothing):
            _paint_ground(painter, option, box)
            _paint_nothing(painter, box, row)
        elif row is not None:
            _paint_ground(painter, option, box)
            part = PARTS[index.column()]
            if part is Part.TREND:
                line = model.sparkline_at(index.row())
                if line is not None:
                    paint_sparkline(painter, box.adjusted(SPACE_1, SPACE_1, -SPACE_1, -SPACE_1), line)
            else:
                is_invented = row.latest is not None and model.is_illustrative(row.id)
                words = short_cell(row, part) if self.tight else model.cell_at(index.row(), part)
                _paint_part(painter, box, row, part, words, is_invented=is_invented)
                if part is Part.LATEST and is_invented:
                    side = apply.current().sizes.px(CORNER)
                    paint_corner(painter, box.adjusted(0, SPACE_1, -SPACE_2, 0), side)
        painter.restore()
        painter.setPen(apply.colour("line"))
        painter.drawLine(option.rect.left(), option.rect.bottom(), option.rect.right(), option.rect.bottom())
        view = option.widget
        if (
            option.state & QStyle.StateFlag.State_HasFocus
            and isinstance(view, QAbstractItemView)
            and view.currentIndex() == index
        ):
            paint_focus(painter, box)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, apply.colour("selection"))


def _paint_heading(painter: QPainter, box: QRectF, row: Heading) -> None:
    size, token = apply.current().sizes, row.column.value
    painter.fillRect(box, apply.colour("ground"))
    painter.fillRect(QRectF(box.x(), box.y(), SPACE_1, box.height()), apply.colour(token))
    ink = apply.colour(token)
    side = float(size.icon)
    at = box.x() + SPACE_2
    icons.draw(painter, token, QRectF(at, box.center().y() - side / 2, side, side), ink)
    at += side + SPACE_2
    painter.setPen(ink)
    at = _words(painter, box, at, row.column.heading, font(size.body, bold=True)) + SPACE_3
    painter.setPen(apply.colour("muted"))
    at = _words(painter, box, at, row.count_words, font(size.caption)) + SPACE_3
    painter.setPen(apply.colour("text"))
    _words(painter, box, at, row.words, font(size.caption))


def _words(painter: QPainter, box: QRectF, at: float, words: str, face: QFont) -> float:
    """One line of words from `at` on, cut where the box ends; answers where they end."""
    painter.setFont(face)
    room = box.right() - at - SPACE_2
    said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, int(room)))
    painter.drawText(QRectF(at, box.y(), room, box.height()), LEFT, said)
    return at + painter.fontMetrics().horizontalAdvance(said)


def _paint_nothing(painter: QPainter, box: QRectF, row: Nothing) -> None:
    size = apply.current().sizes
    painter.setPen(apply.colour("text"))
    _words(painter, box, box.x() + SPACE_2 + size.icon + SPACE_2, row.words, font(size.body))


def _paint_part(
    painter: QPainter,
    box: QRectF,
    reading: MetricReading,
    part: Part,
    words: tuple[str, str],
    *,
    is_invented: bool,
) -> None:
    inner = box.adjusted(SPACE_2, 0, -SPACE_1, 0)
    first, second = words
    side = float(apply.current().sizes.px(20))
    if part in (Part.VARIATION, Part.ASSURANCE):
        sign = signs(reading)[part is Part.ASSURANCE]
        if sign is not None:
            high = icon_size()
            drawn = _sign(sign, high, apply.current().palette, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(inner.x(), round(inner.center().y() - high / 2)), drawn)
            inner = inner.adjusted(high + SPACE_2, 0, 0, 0)
        _wrapped(painter, inner, first, "muted" if sign is None else "text")
        return
    if part is Part.BENCHMARK and reading.benchmark is not None:
        mark = _BANDS.get(reading.benchmark.band)
        if mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, mark_shape(inner.x() + side / 2, inner.center().y(), mark, radius=side / 3.4))
        inner = inner.adjusted(side + SPACE_1, 0, 0, 0)
    if part is Part.FRESHNESS:
        name, token = _FRESH[reading.freshness.state]
        mark_box = QRectF(inner.x(), inner.center().y() - side * 0.4, side * 0.8, side * 0.8)
        icons.draw(painter, name, mark_box, apply.colour(token))
        inner = inner.adjusted(side + SPACE_1, 0, 0, 0)
        if not second and _is_wider(first, inner.width(), bold=False):
            _wrapped(painter, inner, first, "text")
            return
    heavy = reading.records.metric.priority
    if part is Part.METRIC and _is_wider(first, inner.width(), bold=heavy):
        _wrapped_name(painter, inner, first, bold=heavy)
        return
    if part is Part.LATEST and is_invented:
        inner = inner.adjusted(0, 0, -apply.current().sizes.px(CORNER), 0)
    if part is Part.LATEST and reading.awaiting:
        _wrapped(painter, inner, reading.awaiting, "text")
        return
    bold = heavy if part is Part.METRIC else part is Part.LATEST and reading.latest is not None
    _two_lines(painter, inner, first, second, bold=bold)


def _is_wider(words: str, room: float, *, bold: bool) -> bool:
    face = font(apply.current().sizes.body, bold=bold)
    return QFontMetricsF(face).horizontalAdvance(words) > room


def _wrapped_name(painter: QPainter, box: QRectF, name: str, *, bold: bool) -> None:
    """A long name on two lines, in place of what it counts: names that begin alike must be told apart."""
    size = apply.current().sizes
    letters = size.body
    if len(Lettering(float(letters)).wrap(name, box.width(), 3, bold=bold)) > 2:
        letters = size.caption
    lettering = Lettering(float(letters))
    painter.setFont(font(letters, bold=bold))
    painter.setPen(apply.colour("text"))
    lines = lettering.wrap(name, box.width(), 2, bold=bold)
    top = box.center().y() - len(lines) * lettering.line / 2
    for at, line in enumerate(lines):
        painter.drawText(QRectF(box.x(), top + at * lettering.line, box.width(), lettering.line), LEFT, line)


@lru_cache(maxsize=64)
def _sign(kind: IconKind, side: int, palette: Palette, ratio: float) -> QPixmap:  # noqa: ARG001
    """A sign in the colours of the theme that is on (`palette`), drawn once for all rows and frames."""
    made = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, QRectF(0, 0, side, side), kind)
    painter.end()
    return made


def _two_lines(painter: QPainter, box: QRectF, first: str, second: str, *, bold: bool) -> None:
    size = apply.current().sizes
    # A value that is too long is rather small than cut.
    letters = size.caption if _is_wider(first, box.width(), bold=bold) else size.body
    top_font, low_font = font(letters, bold=bold), font(size.caption)
    high, low = QFontMetricsF(top_font), QFontMetricsF(low_font)
    whole = high.height() + (low.height() if second else 0)
    top = box.center().y() - whole / 2
    painter.setFont(top_font)
    painter.setPen(apply.colour("text" if bold or second or not first.startswith("no ") else "muted"))
    painter.drawText(
        QRectF(box.x(), top, box.width(), high.height()), LEFT,
        high.elidedText(first, Qt.TextElideMode.ElideRight, box.width()),
    )  # fmt: skip
    if second:
        painter.setFont(low_font)
        painter.setPen(apply.colour("muted"))
        painter.drawText(
            QRectF(box.x(), top + high.height(), box.width(), low.height()), LEFT,
            low.elidedText(second, Qt.TextElideMode.ElideRight, box.width()),
        )  # fmt: skip


def _wrapped(painter: QPainter, box: QRectF, words: str, ink: str) -> None:
    """A few words on up to two lines."""
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setFont(font(apply.current().sizes.caption))
    painter.setPen(apply.colour(ink))
    painter.drawText(box, LEFT | int(Qt.TextFlag.TextWordWrap), words)
