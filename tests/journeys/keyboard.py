"""A person at the keyboard: keys go to what has the focus, and only looking reaches into the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.widgets.data_table.view import GridView
from tests.support.accessibility import describe

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier

PATIENCE = 12
"""Tabs after which a person looks for the mouse."""


class Keyboard:
    """`press`, `type_in`, `tab_to`, `to_cell`: each as somebody without a mouse would do it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    # ---- acting
    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key, as often as asked, where the focus is."""
        for _ in range(times):
            QTest.keyClick(self._target(), key, modifiers)
            # No hand is quicker than the program's own turn, in which what a key brought up is shown.
            QApplication.processEvents()

    def press_over(
        self, window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1
    ) -> None:
        """Press a key where nothing has the keyboard on purpose: the window takes its shortcuts only."""
        for _ in range(times):
            assert QApplication.focusWidget() is None, f"the focus is on {self.where()}, under the slide"
            QTest.keyClick(window, key, modifiers)
            QApplication.processEvents()

    def type_in(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            # Each to what has the focus then: the first one may open an editor.
            QTest.keyClicks(self._target(), letter)

    def write(self, text: str) -> None:
        """Replace what the field with the focus holds."""
        self.press(Qt.Key.Key_A, CTRL)
        self.type_in(text)

    def tab_to(self, name: str, *, back: bool = False, most: int = PATIENCE) -> None:
        """Press Tab until what has the focus is announced with this name (or one that begins so)."""
        passed: list[str] = []
        for _ in range(most):
            self.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NONE)
            # On some systems a list is announced by what it shows, with its name as a relation.
            if self.said().startswith(name) or self.focus().accessibleName().startswith(name):
                return
            passed.append(self.said())
        raise AssertionError(f"{most} Tabs and no {name!r}; passed: {passed}")

    def to_cell(self, row_words: str, column: str) -> None:
        """Walk with the arrows to the cell of a column, in the first row that says these words."""
        grid = self.grid()
        model = grid.model()
        across = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
        shown = grid.shown_columns()
        wanted = shown.index(across.index(column))
        down = next(
            row
            for row in range(model.rowCount())
            if any(row_words in str(model.index(row, at).data() or "") for at in shown)
        )
        if not grid.currentIndex().isValid():
            self.press(Qt.Key.Key_Down)
        rows = down - grid.currentIndex().row()
        self.press(Qt.Key.Key_Down if rows > 0 else Qt.Key.Key_Up, times=abs(rows))
        columns = wanted - shown.index(grid.currentIndex().column())
        self.press(Qt.Key.Key_Right if columns > 0 else Qt.Key.Key_Left, times=abs(columns))
        assert grid.currentIndex().row() == down
        assert grid.currentIndex().column() == shown[wanted]

    def choose(self, words: str) -> None:
        """Choose in the list with the focus by its first letters, and take it with Enter."""
        box = self.focus()
        window = box.window()
        assert isinstance(box, QComboBox), f"the focus is on {self.where()}, not on a list"
        self.press(Qt.Key.Key_Down, ALT)
        self._qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        self.type_in(words)
        self.press(Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
        self.back_in(window)

    def back_in(self, window: QWidget) -> None:
        """As a desktop does when what lay over a window has closed; the screen of the tests has none."""
        window.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    # ---- looking
    def focus(self) -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        assert found is not None, "the focus is lost: keys would go nowhere"
        assert found.isVisible(), f"the focus is on something hidden: {describe(found)}"
        return found

    def said(self) -> str:
        """What a screen reader says of the focus."""
        face = QAccessible.queryAccessibleInterface(self.focus())
        return face.text(QAccessible.Text.Name).strip()

    def where(self) -> str:
        """The focus in words, for a test that fails."""
        found = QApplication.focusWidget()
        return "nothing" if found is None else describe(found)

    def grid(self) -> GridView:
        """The table that has the focus."""
        found = self.focus()
        assert isinstance(found, GridView), f"the focus is on {self.where()}, not on a table"
        return found

    def column(self, title: str) -> list[str]:
        """What a column of the table with the focus shows, from the top."""
        model = self.grid().model()
        at = next(
            at
            for at in range(model.columnCount())
            if model.headerData(at, Qt.Orientation.Horizontal) == title
        )
        return [str(model.index(row, at).data() or "") for row in range(model.rowCount())]

    def wait(self, seen: Callable[[], object]) -> None:
        """Wait until something can be seen."""
        self._qtbot.waitUntil(lambda: bool(seen()))

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            inside: QWidget | None = popup.focusWidget()
            return popup if inside is None else inside
        return self.focus()
