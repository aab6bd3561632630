"""How wide the columns of a data table stand: what they hold, then a share of what is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import CELL_PAD, SPACE_1, SPACE_2, SPACE_5
from stewardship_desktop.ui.widgets.chip import chip_size
from stewardship_desktop.ui.widgets.data_table.column import Column
from stewardship_desktop.ui.widgets.data_table.model import NEW_ROW_WORDS, RowsModel
from stewardship_desktop.ui.widgets.data_table.view import GridView
from stewardship_desktop.ui.widgets.share_bars import bars_width

_LOOKED_AT = 60
_NARROWEST = 120
_GROWS = ("text", "long", "link", "choice")


def fit_columns(
    grid: GridView, model: RowsModel, by_hand: Mapping[int, int], totals: Mapping[str, str]
) -> None:
    """Set the widths: by hand where a person set one, else as wished, else by what the first rows hold.

    A wish gives way: where room is short, what a column doesn't fill is taken back first; where there is
    room, columns whose words are cut or wrapped get it first. Text columns without a wish share the rest;
    if nothing grows the first one does. A figure, a date and a status are never cut to save room.
    """
    size = apply.current().sizes
    shown = grid.shown_columns()
    fitted = [at for at in shown if at not in by_hand]
    widths = {at: by_hand[at] for at in shown if at in by_hand}
    needed = {at: _needed(model, at, model.columns[at], totals) for at in fitted}
    for at in fitted:
        wish = model.columns[at].width
        if wish is None:
            widths[at] = needed[at]
        else:
            widths[at] = max(size.px(wish), 0 if _may_be_cut(model.columns[at]) else needed[at])
    growing = [at for at in fitted if model.columns[at].width is None and model.columns[at].kind in _GROWS]
    if not growing and shown and shown[-1] not in by_hand:
        growing = [at for at in fitted if model.columns[at].kind in _GROWS][:1]
    room = grid.viewport().width() - sum(widths.values())
    if room < 0:
        slack = {at: max(0, widths[at] - needed[at]) for at in fitted}
        room += _move(widths, slack, -room, -1)
    if room < 0:
        first = (shown or [0])[0]
        wraps = [at for at in fitted if model.columns[at].wrap and at not in growing]
        places = [at for at in (*growing, *wraps) if at != first]
        if not _shrink(widths, -room, places, size.px(_NARROWEST)):
            # Words that wrap aren't cut: they keep to their wish.
            kept = {at for at in fitted if model.columns[at].wrap and model.columns[at].width is not None}
            widths.update({at: max(widths[at], needed[at]) for at in fitted if at not in kept})
    if room > 0:
        room -= _move(widths, {at: max(0, needed[at] - widths[at]) for at in fitted}, room, 1)
    if room > 0 and growing:
        total = sum(widths[at] for at in growing)
        for at in growing:
            widths[at] += room * widths[at] // max(1, total)
    for at, wide in widths.items():
        if grid.columnWidth(at) != wide:
            grid.setColumnWidth(at, wide)


def _may_be_cut(column: Column) -> bool:
    return column.kind in _GROWS and not column.right


def _move(widths: dict[int, int], wanted: Mapping[int, int], most: int, sign: int) -> int:
    """Widen (or with sign -1 narrow) each column by its share of `most`, at most by what it wants.

    Returns how many pixels were moved.
    """
    total = sum(wanted.values())
    moved = 0
    for at, wants in wanted.items():
        part = wants if total <= most else wants * most // total
        widths[at] += sign * part
        moved += part
    return moved


def _shrink(widths: dict[int, int], over: int, places: list[int], least: int) -> bool:
    """Take `over` pixels from these columns, as far as each has more than `least`: words are cut with
    three dots, which beats a table that scrolls sideways. False where that isn't enough: a table that
    must scroll anyway cuts nothing.
    """
    spare = {at: max(0, widths[at] - least) for at in places}
    total = sum(spare.values())
    if total < over:
        return False
    for at, has in spare.items():
        widths[at] -= -(-over * has // total)
    return True


def _needed(model: RowsModel, at: int, column: Column, totals: Mapping[str, str]) -> int:
    size = apply.current().sizes
    body, head = QFontMetrics(font(size.body)), QFontMetrics(font(size.caption, bold=True))
    longest_word = max((head.horizontalAdvance(word) for word in column.title.split()), default=0)
    title = head.horizontalAdvance(str(model.headerData(at, Qt.Orientation.Horizontal) or ""))
    # A title may stand on two lines: a long one does, and any where a page wished for a width.
    short = title < size.px(140) and column.width is None
    sorting = model.sorting()
    # A tight column makes room for the arrow only while it has one.
    arrow = size.px(14) + SPACE_1 if not column.tight or (sorting is not None and sorting[0] == at) else 0
    need = max(longest_word, title if short else title // 2 + SPACE_5) + arrow
    # Bold is wider, and a total is longer than what it sums.
    total = QFontMetrics(font(size.body, bold=True)).horizontalAdvance(totals.get(column.key, ""))
    need = max(need, total)
    for row in model.shown_rows()[:_LOOKED_AT]:
        # Values come from the row itself: on its way through Qt an enumeration becomes a plain text.
        value = column.read(row)
        if value is None or column.kind == "check":
            continue
        if column.kind == "chip" and column.chip is not None:
            need = max(need, chip_size(column.chip(value)[0]).width())
        elif column.shares is not None:
            bars = round(bars_width(len(column.shares(value)))) + CELL_PAD
            need = max(need, bars + body.horizontalAdvance(column.show(value)))
        else:
            need = max(need, body.horizontalAdvance(column.show(value).split("\n", 1)[0]))
    if at == 0 and model.allow_new:
        need = max(need, size.icon + SPACE_2 + body.horizontalAdvance(NEW_ROW_WORDS.partition(":")[0]))
    most = size.px(320 if column.kind in ("long", "text") else 240)
    return min(max(need + 2 * column.pad + 2, size.px(48 if column.tight else 64)), most)
