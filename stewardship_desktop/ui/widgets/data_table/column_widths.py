"""How wide the columns of a data table stand: what they hold, then a share of what is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import CELL_PAD, SPACE_1, SPACE_5
from stewardship_desktop.ui.widgets.chip import chip_size
from stewardship_desktop.ui.widgets.data_table.column import Column
from stewardship_desktop.ui.widgets.data_table.model import RowsModel
from stewardship_desktop.ui.widgets.data_table.view import GridView

_LOOKED_AT = 60
_NARROWEST = 120
_GROWS = ("text", "long", "link", "choice")


def fit_columns(
    grid: GridView, model: RowsModel, by_hand: Mapping[int, int], totals: Mapping[str, str]
) -> None:
    """Set the widths: by hand where a person set one, else as wished, else by what the first rows hold.

    Text columns without a wish share the room that is left over; if nothing grows the last one does.
    """
    size = apply.current().sizes
    shown = grid.shown_columns()
    widths: dict[int, int] = {}
    for at in shown:
        column = model.columns[at]
        if at in by_hand:
            widths[at] = by_hand[at]
        elif column.width is not None:
            # A status is its word: a chip is never cut to save room.
            least = _needed(model, at, column, totals) if column.kind == "chip" else 0
            widths[at] = max(size.px(column.width), least)
        else:
            widths[at] = _needed(model, at, column, totals)
    room = grid.viewport().width() - sum(widths.values())
    growing = [at for at in shown if at not in by_hand and model.columns[at].width is None
               and model.columns[at].kind in _GROWS]  # fmt: skip
    if not growing and shown and shown[-1] not in by_hand:
        growing = [at for at in shown if model.columns[at].kind in _GROWS and at not in by_hand][:1]
    if room < 0:
        _shrink(widths, -room, [at for at in growing if at != (shown or [0])[0]], size.px(_NARROWEST))
    if room > 0 and growing:
        total = sum(widths[at] for at in growing)
        for at in growing:
            widths[at] += room * widths[at] // max(1, total)
    for at, wide in widths.items():
        if grid.columnWidth(at) != wide:
            grid.setColumnWidth(at, wide)


def _shrink(widths: dict[int, int], over: int, places: list[int], least: int) -> None:
    """Take `over` pixels from these columns, as far as each has more than `least`: words are cut with
    three dots, which beats a table that scrolls sideways; where it must scroll anyway nothing is cut.
    """
    spare = {at: max(0, widths[at] - least) for at in places}
    total = sum(spare.values())
    if total < over:
        return
    for at, has in spare.items():
        widths[at] -= -(-over * has // total)


def _needed(model: RowsModel, at: int, column: Column, totals: Mapping[str, str]) -> int:
    size = apply.current().sizes
    body, head = QFontMetrics(font(size.body)), QFontMetrics(font(size.caption, bold=True))
    longest_word = max((head.horizontalAdvance(word) for word in column.title.split()), default=0)
    title = head.horizontalAdvance(str(model.headerData(at, Qt.Orientation.Horizontal) or ""))
    need = max(longest_word, title if title < size.px(140) else title // 2 + SPACE_5) + size.px(14) + SPACE_1
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
        else:
            need = max(need, body.horizontalAdvance(column.show(value).split("\n", 1)[0]))
    most = size.px(320 if column.kind in ("long", "text") else 240)
    return min(max(need + 2 * CELL_PAD + 2, size.px(64)), most)
