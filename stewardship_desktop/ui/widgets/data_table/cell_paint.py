"""How one cell of a data table looks. Painting only: it holds nothing and changes nothing."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import CELL_PAD, FOCUS_OUTSIDE, FOCUS_WIDTH, RADIUS, SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets.chip import ChipKind, chip_size, paint_chip
from stewardship_desktop.ui.widgets.data_table.column import Column
from stewardship_desktop.ui.widgets.data_table.model import NEW_ROW_WORDS, Index, RowsModel, alignment
from stewardship_desktop.ui.widgets.illustrative import paint_corner
from stewardship_desktop.ui.widgets.share_bars import bars_width, paint_shares

EDGE_WIDTH = 3


def mark_room() -> int:
    """What an icon before the words of a cell takes of its width, in pixels."""
    return apply.current().sizes.icon + SPACE_2


def paint_cell(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Ground, content, hairline, illustrative corner and, on the current cell, the focus ring.

    Called for each cell in sight on each frame of scrolling, so it asks the model once for the row
    and saves the painter's state only where something changes it.
    """
    model = cast(RowsModel, index.model())
    at = index.column()
    column = model.columns[at]
    row = model.row_at(index.row())
    box = QRectF(option.rect)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, apply.colour("selection"))
    if row is None:
        if model.draft:
            _paint_text(painter, box, column.show(model.draft.get(column.key)), column)
        else:
            _paint_new_line(painter, box, NEW_ROW_WORDS if at == 0 else "")
    else:
        value = column.read(row)
        mark = column.mark(row)
        ends = _paint_value(
            painter, box if mark is None else _paint_mark(painter, box, mark, column), value, column
        )
        if model.is_illustrative(row, column.key):
            # Beside what it marks: in the corner of a wide cell it would seem to mark the next one.
            side = apply.current().sizes.px(10)
            right = box.right() - 1 if column.right else min(ends + SPACE_1 + side, box.right() - 1)
            paint_corner(painter, QRectF(box.x(), box.y() + SPACE_1, right - box.x(), box.height()), side)
    painter.setPen(apply.colour("line"))
    low = option.rect.bottom()
    painter.drawLine(option.rect.left(), low, option.rect.right(), low)
    ring = None if row is None else model.ring_of(row, column)
    if ring is not None:
        _paint_ring(painter, box, ring[0])
    if row is not None and (edge := column.edge(row)):
        painter.fillRect(QRectF(box.x(), box.y(), EDGE_WIDTH, box.height()), apply.colour(edge))
    view = option.widget
    if (
        option.state & QStyle.StateFlag.State_HasFocus
        and isinstance(view, QAbstractItemView)
        and view.currentIndex() == index
    ):
        paint_focus(painter, box)


def _paint_value(painter: QPainter, box: QRectF, value: object, column: Column) -> float:
    """Paint a row's value; answer where it ends. In a row of several lines all stand on the first one."""
    line = QRectF(box.x(), box.y(), box.width(), min(box.height(), apply.current().sizes.row))
    if column.kind == "check":
        _paint_check(painter, line, bool(value), column)
        return box.right()
    if value is None:
        return box.right()
    if column.kind == "chip" and column.chip is not None:
        word, kind = column.chip(value)
        inner = line.adjusted(CELL_PAD, 0, -SPACE_1, 0)
        paint_chip(painter, inner, word, cast(ChipKind, kind))
        return inner.x() + chip_size(word).width()
    inner = box if column.wrap else line
    if column.shares is not None:
        shares = column.shares(value)
        paint_shares(painter, line.adjusted(CELL_PAD, 0, 0, 0), shares)
        inner = inner.adjusted(bars_width(len(shares)) + CELL_PAD, 0, 0, 0)
    return _paint_text(painter, inner, column.show(value), column)


def _paint_mark(painter: QPainter, box: QRectF, mark: tuple[str, str], column: Column) -> QRectF:
    """Paint an icon on the first line of a cell; answer what is left for the words."""
    size = apply.current().sizes
    middle = box.y() + min(box.height(), size.row) / 2
    icons.draw(
        painter, mark[0], QRectF(box.x() + column.pad, middle - size.icon / 2, size.icon, size.icon),
        apply.colour(mark[1]),
    )  # fmt: skip
    return box.adjusted(mark_room(), 0, 0, 0)


def paint_focus(painter: QPainter, box: QRectF) -> None:
    """The focus ring inside a cell: yellow, with the dark line outside it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(apply.colour("focus_outside"), FOCUS_OUTSIDE))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    inset = FOCUS_OUTSIDE + FOCUS_WIDTH / 2
    pen = QPen(apply.colour("focus"), FOCUS_WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(inset, inset, -inset, -inset))


def _paint_ring(painter: QPainter, box: QRectF, token: str) -> None:
    """An outline round a cell that a check has something to say of; dashed where it is only rounding."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(apply.colour(token), 2)
    if token != "bad":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(3, 3, -3, -4), RADIUS, RADIUS)
    painter.restore()


def _paint_text(painter: QPainter, box: QRectF, words: str, column: Column) -> float:
    """Paint words in a cell; answer where the longest line of them ends."""
    size = apply.current().sizes
    ink = "primary" if column.kind == "link" else "text"
    painter.setFont(font(size.body, underline=column.kind == "link"))
    painter.setPen(apply.colour(ink))
    inner = box.adjusted(column.pad, 0, -column.pad, 0)
    align = alignment(column)
    if column.wrap:
        flags = int((align & ~Qt.AlignmentFlag.AlignVCenter) | Qt.AlignmentFlag.AlignTop) | int(
            Qt.TextFlag.TextWordWrap
        )
        top = max(0.0, (size.row - painter.fontMetrics().height()) / 2)
        return painter.drawText(inner.adjusted(0, min(top, SPACE_2), 0, 0), flags, words).right()
    line = words.split("\n", 1)[0]
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(line) > inner.width():
        line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(inner.width()))
    return painter.drawText(inner, int(align), line).right()


def _paint_check(painter: QPainter, box: QRectF, on: bool, column: Column) -> None:
    theme = apply.current()
    side = theme.sizes.px(16)
    left = box.center().x() - side / 2 if column.align == "centre" else box.x() + CELL_PAD
    square = QRectF(round(left), round(box.center().y() - side / 2), side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if column.editable:
        painter.setPen(QPen(apply.colour("primary" if on else "edge"), theme.palette.edge_width))
        painter.setBrush(apply.colour("primary" if on else "surface"))
        painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if on:
        ink = apply.colour("on_primary" if column.editable else "good")
        icons.draw(painter, "check", square.adjusted(1, 1, -1, -1), ink)
    elif not column.editable:
        painter.setPen(apply.colour("muted"))
        painter.setFont(font(theme.sizes.body))
        painter.drawText(box.adjusted(CELL_PAD, 0, -CELL_PAD, 0), int(alignment(column)), "No")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_new_line(painter: QPainter, box: QRectF, words: str) -> None:
    size = apply.current().sizes
    if not words:
        return
    mark = size.icon
    ink = apply.colour("muted")
    icons.draw(painter, "plus", QRectF(box.x() + CELL_PAD, box.center().y() - mark / 2, mark, mark), ink)
    painter.setFont(font(size.body))
    painter.setPen(ink)
    inner = box.adjusted(CELL_PAD + mark + SPACE_2, 0, -SPACE_1, 0)
    if painter.fontMetrics().horizontalAdvance(words) > inner.width():
        words = words.partition(":")[0]
    text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
