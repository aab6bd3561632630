"""Search or do anything: rooms, acts and records in one list. Runs what is chosen, knows no noun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets.words import label

WIDTH = 560
ROWS_IN_VIEW = 9


@dataclass(frozen=True)
class Entry:
    """One thing that can be chosen: its words, a second line, an icon, and what it does."""

    words: str
    detail: str
    icon: str
    run: Callable[[], object]

    def matches(self, typed: str) -> bool:
        """Whether every typed word stands somewhere in this entry's words."""
        text = f"{self.words} {self.detail}".casefold()
        return all(word in text for word in typed.casefold().split())

    def distance(self, typed: str) -> int:
        """How far what is typed is from this entry's name; 0 is the name itself."""
        wanted = " ".join(typed.casefold().split())
        name, second = self.words.casefold(), self.detail.casefold()
        if wanted in (name, second):
            return 0
        if name.startswith(wanted):
            return 1
        if f" {wanted}" in name or second.startswith(wanted):
            return 2
        return 3 if wanted in name else 4


class CommandPalette(QFrame):
    """`open_over(window)`; `fixed` gives rooms and acts, `search(text)` records for what is typed."""

    def __init__(
        self,
        host: QWidget,
        fixed: Callable[[], list[Entry]],
        search: Callable[[str], list[Entry]],
    ) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("part", "popover")
        self.setAccessibleName("Search or do anything")
        self._fixed, self._search = fixed, search
        self._entries: list[Entry] = []
        self._opener: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, SPACE_2)
        column.setSpacing(SPACE_2)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(
            "Type a room, an act, a care area, a service line, an organisation or a term"
        )
        self.line.setAccessibleName("What to look for")
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        column.addWidget(self.line)
        self.list = QListWidget(self)
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        column.addWidget(self.list)
        self._nothing = label("Nothing has that name. Try fewer letters.", "caption")
        column.addWidget(self._nothing)
        column.addWidget(label("Enter opens, Esc closes", "caption"))
        self.hide()

    def open_over(self) -> None:
        """Show the palette at the top of its window, ready to type."""
        host = self._host
        self._opener = self.window().focusWidget()
        self.line.clear()
        self._fill("")
        width = min(apply.current().sizes.px(WIDTH), host.width() - 32)
        self.setFixedWidth(width)
        self.list.setFixedHeight(apply.current().sizes.control * ROWS_IN_VIEW + SPACE_2)
        self.adjustSize()
        self.move(QPoint((host.width() - width) // 2, SPACE_2))
        self.raise_()
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide and give the focus back to where it was."""
        self.hide()
        opener, self._opener = self._opener, None
        try:
            back = opener if opener is not None and opener.isVisible() else self._host
        except RuntimeError:  # what opened it was filled anew meanwhile
            back = self._host
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc while typing; leaving the line closes the palette."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                rows = max(self.list.count(), 1)
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % rows)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
            if key == Qt.Key.Key_Escape:
                self.close_palette()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self.hide()
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        found = [] if not typed.strip() else self._search(typed)
        fixed = [entry for entry in self._fixed() if entry.matches(typed)]
        # A room of that name comes before a record that only mentions it.
        self._entries = sorted([*fixed, *found], key=lambda entry: entry.distance(typed)) if typed else fixed
        self.list.clear()
        for entry in self._entries:
            text = f"{entry.words}    {entry.detail}" if entry.detail else entry.words
            self.list.addItem(QListWidgetItem(icons.icon(entry.icon), text))
        self.list.setCurrentRow(0)
        self._nothing.setVisible(not self._entries)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry = self._entries[self.list.row(item)]
        self.close_palette()
        entry.run()
