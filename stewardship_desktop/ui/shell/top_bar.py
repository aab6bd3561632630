"""The bar above every room: which care area, search and command palette, undo and redo by name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from stewardship_desktop.ui.theme import icons
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets.words import button

LONGEST_NAME = 34
"""Letters of an act's name on a button; the whole name is in the tool tip."""


class TopBar(QFrame):
    """`care_area_chosen(id or "")`, `palette_asked()`, `undo_asked()`, `redo_asked()`."""

    care_area_chosen = Signal(str)
    palette_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "topbar")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        row.setSpacing(SPACE_2)
        self.picker = QToolButton(self)
        self.picker.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.picker.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.picker.setIcon(icons.icon("care-area"))
        self.picker.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picker.setAccessibleName("Care area")
        self._menu = QMenu(self.picker)
        self._menu.setAccessibleName("Care areas")
        self._group: QActionGroup | None = None
        self.picker.setMenu(self._menu)
        row.addWidget(self.picker)
        self.search = button(
            "Search or do anything    Ctrl+K", icon="search", clicked=self.palette_asked.emit
        )
        self.search.setProperty("part", "search")
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMaximumWidth(480)
        self.search.setAccessibleName("Search or do anything")
        row.addWidget(self.search, 2)
        row.addStretch(1)
        self.undo = button("Undo", "quiet", icon="undo", clicked=self.undo_asked.emit)
        self.redo = button("Redo", "quiet", icon="redo", clicked=self.redo_asked.emit)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        self.show_care_areas([], "")
        self.show_undo(None, None)
        self.setEnabled(False)

    def show_care_areas(self, areas: list[tuple[str, str, str]], chosen: str) -> None:
        """Fill the picker: (id, name, state in words) each; `chosen` is an id or "" for none."""
        self._menu.clear()
        self._group = QActionGroup(self._menu)
        title = "Choose a care area"
        for area_id, name, state in areas:
            action = QAction(f"{name}   ({state})" if state else name, self._menu)
            action.setData(area_id)
            action.setCheckable(True)
            action.setChecked(area_id == chosen)
            action.triggered.connect(self._choose)
            self._group.addAction(action)
            self._menu.addAction(action)
            if area_id == chosen:
                title = name
        if not areas:
            nothing = self._menu.addAction("No care areas yet: add them in Care areas")
            nothing.setEnabled(False)
        self.picker.setText(f"\u2002{title}")
        self.picker.setToolTip("Choose the care area that the rooms below are about")

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """Name what Undo and Redo would do; None greys the button."""
        for shown, word, act, keys in (
            (self.undo, "Undo", undo, "Ctrl+Z"),
            (self.redo, "Redo", redo, "Ctrl+Y"),
        ):
            shown.setEnabled(act is not None)
            name = "" if act is None else f' "{_cut(act)}"'
            shown.setText(f"\u2002{word}{name}")
            whole = f"{word} {act}" if act is not None else f"Nothing to {word.lower()}"
            shown.setToolTip(f"{whole} ({keys})")
            shown.setAccessibleName(whole)

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.care_area_chosen.emit(str(action.data()))


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 3].rstrip()}..."
