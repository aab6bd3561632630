"""The entry grid of the score sheets: type a number, Enter, type the next one. By keyboard alone.

It changes no data: each score goes out as soon as it is typed and shows once the store has it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from stewardship_desktop.application.commands.workshop import ScoreEntry
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.data_table.cell_paint import paint_focus
from stewardship_desktop.ui.workshop.drafts import QUIET_MS
from stewardship_desktop.ui.workshop.score_sheet import (
    HEAD_LINES,
    Index,
    Place,
    ScoreSheet,
    SheetModel,
    in_lines,
)
from stewardship_desktop.ui.workshop.typed_score import HOW, SIGNS, Given, Unscored, read_score

_CONTROL = Qt.KeyboardModifier.ControlModifier
_COMMANDS = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_LEAST, _SEATS, _ROWS = 48, 230, 5


class ScoreGrid(QTableView):
    """Seats down, options across.

    `given([ScoreEntry])` for what is to be saved; `refused(words)` when something can't be, "" once all
    is well again; `sheet_done` when Enter leaves a seat's last option while going across; `reveal_asked` at
    Ctrl+Enter.
    """

    given = Signal(list)
    refused = Signal(str)
    sheet_done = Signal()
    option_changed = Signal(str)
    reveal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.across = False
        self._buffer = ""
        self._room = 10_000
        self._heads: tuple[str, ...] = ()
        self._cells = SheetModel(self)
        self.setModel(self._cells)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName("Scores by seat and option")
        self.setAccessibleDescription(
            "Type a score and press Enter; a minus sign is no view, Delete empties, Ctrl+Enter reveals."
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setTextElideMode(Qt.TextElideMode.ElideNone)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        across.setSectionsClickable(False)
        down = self.verticalHeader()
        down.setSectionsClickable(False)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.quiet = QTimer(self)
        self.quiet.setSingleShot(True)
        self.quiet.setInterval(QUIET_MS)
        self.quiet.timeout.connect(self.keep_draft)
        apply.notifier().changed.connect(self._retheme)
        self._retheme()

    # ---- what a page tells
    def set_sheet(self, sheet: ScoreSheet) -> None:
        """Show what the store has; the place and what is being typed stay."""
        kept = self.place()
        self._cells.set_sheet(sheet)
        if kept is not None and self.place() != kept:
            self._go_to(kept)
        if self.place() is None:
            self._drop_buffer()
        if not self.currentIndex().isValid() and sheet.seats and sheet.options:
            # Where entering goes on after a restart.
            self._choose(*self._next_free(*self._next_free(0, 0, 1), 1, empty=True))
        self._fit()

    def set_shown(self, shown: bool) -> None:
        """Show numbers while typing, or dots."""
        self._cells.set_shown(shown)

    def go_to_seat(self, wanted: str) -> bool:
        """Make a seat, by number or code, the current one at its first empty cell; False if there is none."""
        plain = wanted.strip().casefold()
        for row, (_, number, _, code) in enumerate(self._cells.sheet.seats):
            if plain and plain in (str(number), code.casefold()):
                columns = range(len(self._cells.sheet.options))
                free = [at for at in columns if not self._cells.is_locked(row, at)]
                empty = [at for at in free if self._cells.value(self._cells.place(row, at)) is None]
                self._choose(row, (empty or free or [0])[0])
                return True
        return False

    def set_room(self, height: int) -> None:
        """Be no higher than this, in pixels, but always a few rows."""
        self._room = height
        self._fit()

    def forget(self) -> None:
        """What was on its way was refused: show what the store has."""
        self._cells.forget()

    def place(self) -> Place | None:
        """The current cell."""
        index = self.currentIndex()
        return self._cells.place(index.row(), index.column()) if index.isValid() else None

    def option_id(self) -> str:
        """The option of the current cell; "" for none."""
        place = self.place()
        return "" if place is None else place[1]

    # ---- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if not self.currentIndex().isValid():
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text(QGuiApplication.clipboard().text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CONTROL:
            if self.commit():
                self.reveal_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.commit():
                self._move_on(-1 if back else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self.commit():
                super().keyPressEvent(event)
        elif key == Qt.Key.Key_Delete and not event.modifiers():
            self._drop_buffer()
            self._empty()
        elif key == Qt.Key.Key_Backspace:
            self._set_buffer(self._buffer[:-1])
        elif key == Qt.Key.Key_Escape and self._buffer:
            self._drop_buffer()
            self.refused.emit("")
        elif text and text.isprintable() and not text.isspace() and not event.modifiers() & _COMMANDS:
            self._type(text)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves on from cell to cell and leaves the grid after the last one."""
        if self.currentIndex().isValid():
            if not self.commit():
                return True
            if self._move_on(1 if forward else -1, leaves=True):
                return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keep_draft()
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self._drop_buffer()
        super().focusOutEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        if self._buffer and previous.isValid() and current != previous:
            # A click elsewhere: what can be read is kept, what can't is said.
            self._send_buffer(self._cells.place(previous.row(), previous.column()))
            self._drop_buffer()
        super().currentChanged(current, previous)
        if current.isValid() and (not previous.isValid() or current.column() != previous.column()):
            self.option_changed.emit(self.option_id())

    # ---- typing
    def commit(self) -> bool:
        """Save what is typed; False, with the reason said and the place kept, where it is no score."""
        if not self._buffer:
            return True
        place = self.place()
        if place is not None and not self._send_buffer(place):
            return False
        self._drop_buffer()
        return True

    @Slot()
    def keep_draft(self) -> None:
        """Save what is typed if it is a score already; typing goes on in the cell."""
        self.quiet.stop()
        place = self.place()
        if self._buffer and place is not None:
            try:
                value = read_score(self._buffer)
            except Unscored:
                return
            self._send(place, value)

    def paste_text(self, text: str) -> None:
        """Lay rows of scores over the grid from the current cell: all, or none and why."""
        self._drop_buffer()
        index = self.currentIndex()
        entries: list[tuple[Place, Given]] = []
        for down, line in enumerate(text.rstrip("\r\n").splitlines()):
            for right, cell in enumerate(line.split("\t")):
                row, column = index.row() + down, index.column() + right
                where = f"Pasted row {down + 1}, column {right + 1}"
                try:
                    value = read_score(cell)
                except Unscored as fault:
                    self._refuse(f"{where}: {fault}")
                    return
                if value is None:
                    continue
                if row >= len(self._cells.sheet.seats) or column >= len(self._cells.sheet.options):
                    self._refuse(f"{where} lies outside the grid. Paste from a cell further up or left.")
                    return
                if self._cells.is_locked(row, column):
                    self._refuse(f"{where}: {self._why_locked(row, column)} Leave that cell blank.")
                    return
                entries.append((self._cells.place(row, column), value))
        if entries:
            self.refused.emit("")
            for place, value in entries:
                self._cells.send(place, value)
            self.given.emit([self._entry(place, value) for place, value in entries])

    def _type(self, text: str) -> None:
        index = self.currentIndex()
        if self._cells.is_locked(index.row(), index.column()):
            self._refuse(self._why_locked(index.row(), index.column()))
            return
        plain = text.translate(SIGNS)
        if not ((plain.isascii() and plain.isdigit()) or (plain == "-" and not self._buffer)):
            self._refuse(f"“{text}” is not part of a score. {HOW}")
            return
        self.refused.emit("")
        self._set_buffer(self._buffer + plain)

    def _why_locked(self, row: int, column: int) -> str:
        _, number, role, _ = self._cells.sheet.seats[row]
        word = self._cells.sheet.locked[self._cells.place(row, column)]
        name = self._cells.sheet.options[column][1]
        if word == "withdrew":
            return f"Seat {number}, {role}, withdrew from {name} and gives no score."
        return f"Seat {number}, {role}, is not in the room. Mark the seat as here first."

    def _set_buffer(self, text: str) -> None:
        self._buffer = text
        place = self.place()
        self._cells.set_typed(place if text else None, text)
        if text:
            self.quiet.start()
        else:
            self.quiet.stop()

    def _drop_buffer(self) -> None:
        self._buffer = ""
        self.quiet.stop()
        self._cells.set_typed(None, "")

    def _send_buffer(self, place: Place) -> bool:
        try:
            value = read_score(self._buffer)
        except Unscored as fault:
            seat = next(each for each in self._cells.sheet.seats if each[0] == place[0])
            self._refuse(f"Seat {seat[1]}, {seat[2]}: {fault}")
            return False
        self.refused.emit("")
        self._send(place, value)
        return True

    def _send(self, place: Place, value: Given | None) -> None:
        if self._cells.value(place) != value:
            self._cells.send(place, value)
            self.given.emit([self._entry(place, value)])

    def _empty(self) -> None:
        index = self.currentIndex()
        if self._cells.is_locked(index.row(), index.column()):
            self._refuse(self._why_locked(index.row(), index.column()))
            return
        place = self._cells.place(index.row(), index.column())
        self._send(place, None)

    def _entry(self, place: Place, value: Given | None) -> ScoreEntry:
        return ScoreEntry(
            seat_id=place[0],
            option_id=place[1],
            round=self._cells.sheet.round,
            score=None if value is None else value.score,
            no_view=value is not None and value.score is None,
        )

    def _refuse(self, words: str) -> None:
        self.refused.emit(words)
        announce(self, words, urgent=True)

    # ---- moving
    def _move_on(self, by: int, *, leaves: bool = False) -> bool:
        """To the next open cell down the option, or across the sheet; False where Tab leaves the grid."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        place = self._next_free(row, column, by, skip=True)
        if self.across and by > 0 and place[0] != row and not leaves:
            self.sheet_done.emit()
        if place == (row, column):
            if not leaves and by > 0:
                announce(self, "That was the last cell.")
            return False
        self._choose(*place)
        return True

    def _next_free(
        self, row: int, column: int, by: int, *, skip: bool = False, empty: bool = False
    ) -> tuple[int, int]:
        """The next cell that isn't locked in the order of entry; the same one where there is none."""
        rows, columns = self._cells.rowCount(), self._cells.columnCount()
        at = row * columns + column if self.across else column * rows + row
        step = at + by if skip else at
        while 0 <= step < rows * columns:
            place = divmod(step, columns) if self.across else divmod(step, rows)[::-1]
            filled = empty and self._cells.value(self._cells.place(*place)) is not None
            if not self._cells.is_locked(*place) and not filled:
                return place[0], place[1]
            step += by
        return row, column

    def _choose(self, row: int, column: int) -> None:
        index = self._cells.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _go_to(self, place: Place) -> None:
        for row in range(self._cells.rowCount()):
            for column in range(self._cells.columnCount()):
                if self._cells.place(row, column) == place:
                    self._choose(row, column)
                    return

    # ---- looks
    @Slot()
    def _retheme(self) -> None:
        sizes = apply.current().sizes
        self.verticalHeader().setDefaultSectionSize(sizes.px(28))
        self.horizontalHeader().setMinimumSectionSize(sizes.px(_LEAST))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its seats, or as there is room for in the window: the heads stay in sight."""
        across, columns = self.horizontalHeader(), max(1, self._cells.columnCount())
        seats = apply.current().sizes.px(_SEATS)
        # A narrow window keeps room for the options: a seat is told by its number.
        self.verticalHeader().setFixedWidth(min(seats, self.width() // 5))
        letters = QFontMetrics(font(apply.current().sizes.caption, bold=True))
        room = (self.width() - self.verticalHeader().width()) // columns - SPACE_4
        heads = tuple(in_lines(name, letters, room) for _, name in self._cells.sheet.options)
        if heads != self._heads:
            self._heads = heads
            self._cells.set_heads(heads)
        header = letters.lineSpacing() * (1 + HEAD_LINES) + SPACE_3
        across.setFixedHeight(header)
        rows = self._cells.rowCount() * self.verticalHeader().defaultSectionSize()
        least = header + _ROWS * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(min(header + rows + 4, max(self._room, least)))


class _CellDelegate(QStyledItemDelegate):
    """Locked cells in muted words; the current cell in the focus ring."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, SheetModel) and model.is_locked(index.row(), index.column()):
            option.palette.setColor(QPalette.ColorRole.Text, apply.colour("muted"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = option.widget
        painter.save()
        if isinstance(view, ScoreGrid) and view.currentIndex() == index and view.hasFocus():
            paint_focus(painter, QRectF(option.rect))
        painter.restore()
