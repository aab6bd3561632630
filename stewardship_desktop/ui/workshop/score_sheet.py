"""The entry grid's cells as a model: seats down, options across, what is in, locked, or being typed.

It knows no store. What a cell shows is hidden as dots unless it is told to show it, so that a mirrored
screen gives nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.ui.workshop.typed_score import Given

Index = QModelIndex | QPersistentModelIndex
Place = tuple[str, str]
"""A cell by the ids of its seat and its option."""
DOTS = "\N{BULLET}\N{BULLET}"
HEAD_LINES = 3
"""Lines of an option's name in the head of its column."""


@dataclass(frozen=True, kw_only=True)
class ScoreSheet:
    """One round: seats (id, number, role, code) and options (id, name) in order, what was given, and
    which cells are locked with the word that says why.
    """

    round: int = 1
    seats: tuple[tuple[str, int, str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    given: Mapping[Place, Given] = field(default_factory=dict)
    locked: Mapping[Place, str] = field(default_factory=dict)


def sheet_of(records: SessionRecords, round_: int, option_ids: tuple[str, ...] | None = None) -> ScoreSheet:
    """The sheet of a round over these options (None: all that take part).

    Locked are the cells of seats that withdrew from an option, and of seats that aren't in the room and
    have given nothing.
    """
    wanted = [option for option in records.active if option_ids is None or option.id in option_ids]
    given = {
        (score.seat_id, score.option_id): Given(None if score.no_view else score.score)
        for score in records.scores
        if score.round == round_ and (score.no_view or score.score is not None)
    }
    withdrawn = {(each.seat_id, each.option_id) for each in records.interests if each.withdrawn}
    locked: dict[Place, str] = {}
    for seat in records.seats:
        for option in wanted:
            place = (seat.id, option.id)
            if place in withdrawn:
                locked[place] = "withdrew"
            elif not seat.present and place not in given:
                locked[place] = "not here"
    return ScoreSheet(
        round=round_,
        seats=tuple((seat.id, seat.number, seat.role, seat.code) for seat in records.seats),
        options=tuple((option.id, option.name) for option in wanted),
        given=given,
        locked=locked,
    )


class SheetModel(QAbstractTableModel):
    """Shows a `ScoreSheet`, what is on its way to the store, and what is being typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = ScoreSheet()
        self.shown = False
        self._on_the_way: dict[Place, Given | None] = {}
        self._typed: tuple[Place, str] | None = None
        self._heads: tuple[str, ...] = ()

    # ---- what it is told
    def set_sheet(self, sheet: ScoreSheet) -> None:
        """Show what the store has now. What is still on its way to it stays on show."""
        same = (sheet.seats, sheet.options, sheet.round) == (
            self.sheet.seats, self.sheet.options, self.sheet.round,
        )  # fmt: skip
        if not same:
            self.beginResetModel()
        if sheet.round != self.sheet.round:
            self._on_the_way.clear()
        self.sheet = sheet
        self._on_the_way = {
            place: value for place, value in self._on_the_way.items() if sheet.given.get(place) != value
        }
        if same:
            self.refresh()
        else:
            self.endResetModel()

    def set_shown(self, shown: bool) -> None:
        """Show numbers (True) or dots."""
        self.shown = shown
        self.refresh()

    def set_heads(self, heads: tuple[str, ...]) -> None:
        """The options' names as the heads of their columns have room for them, lines and all."""
        self._heads = heads
        self.refresh()

    def set_typed(self, place: Place | None, text: str) -> None:
        """What is being typed in a cell; None for nothing."""
        self._typed = None if place is None else (place, text)
        self.refresh()

    def send(self, place: Place, value: Given | None) -> None:
        """Show this value until the store has it."""
        self._on_the_way[place] = value
        self.refresh()

    def forget(self) -> None:
        """Drop what was on its way: it was refused."""
        self._on_the_way.clear()
        self.refresh()

    def refresh(self) -> None:
        if self.sheet.seats and self.sheet.options:
            last = self.index(len(self.sheet.seats) - 1, len(self.sheet.options) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.sheet.options) - 1)

    # ---- what it answers
    def place(self, row: int, column: int) -> Place:
        return self.sheet.seats[row][0], self.sheet.options[column][0]

    def value(self, place: Place) -> Given | None:
        """What is in a cell, on its way or stored."""
        if place in self._on_the_way:
            return self._on_the_way[place]
        return self.sheet.given.get(place)

    def is_locked(self, row: int, column: int) -> bool:
        return self.place(row, column) in self.sheet.locked

    def counted(self, column: int) -> tuple[int, int]:
        """How many of how many open cells of an option are in."""
        places = [self.place(row, column) for row in range(len(self.sheet.seats))]
        free = [place for place in places if place not in self.sheet.locked]
        return sum(self.value(place) is not None for place in free), len(free)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.seats)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.options)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.sheet.options):
            entered, free = self.counted(section)
            name = self.sheet.options[section][1]
            if role == Qt.ItemDataRole.DisplayRole:
                head = self._heads[section] if section < len(self._heads) else name
                return f"{f'all {free}' if entered == free else f'{entered} of {free}'} in\n{head}"
            if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{name}: {entered} of {free} in"
        if orientation == Qt.Orientation.Vertical and section < len(self.sheet.seats):
            _, number, role_name, _ = self.sheet.seats[section]
            if role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                return f"{number}  {role_name}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = self.place(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(place)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(index)
        return None

    def _text(self, place: Place) -> str:
        if self._typed is not None and self._typed[0] == place:
            text = self._typed[1]
            return (text if self.shown else "\N{BULLET}" * len(text)) + "|"
        if place in self.sheet.locked:
            return self.sheet.locked[place]
        value = self.value(place)
        if value is None:
            return ""
        return value.words if self.shown else DOTS

    def _said(self, index: Index) -> str:
        _, number, role, _ = self.sheet.seats[index.row()]
        option = self.sheet.options[index.column()][1]
        place = self.place(index.row(), index.column())
        value = self.value(place)
        state = self.sheet.locked.get(place) or (
            "empty" if value is None else value.words if self.shown else "entered"
        )
        return f"Seat {number}, {role}, {option}: {state}"


def in_lines(name: str, letters: QFontMetrics, room: int) -> str:
    """A name in at most `HEAD_LINES` lines of this room; what has none ends in an ellipsis."""
    lines: list[str] = []
    words = name.split()
    while words and len(lines) < HEAD_LINES:
        line = words.pop(0)
        while words and letters.horizontalAdvance(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        last = len(lines) == HEAD_LINES - 1
        rest = " ".join([line, *words]) if last else line
        lines.append(letters.elidedText(rest, Qt.TextElideMode.ElideRight, room))
    return "\n".join(lines)
