"""The entry grid over a small framework, used as a person at the keyboard does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.ui.dashboard.entry_grid import EntryGrid
from tests.support.metrics import SmallFramework
from tests.ui.conftest import Surroundings

TODAY = date(2023, 3, 16)
JANUARY, FEBRUARY, MARCH = date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)
DOWN, ALONG = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Desk:
    """The grid in its surroundings, used as a person at the keyboard does."""

    def __init__(self, surroundings: Surroundings, small: SmallFramework) -> None:
        self.today = TODAY
        self.surroundings = surroundings
        self.small = small
        self.grid: Any = surroundings.show(self._make, 1176, 560)
        self.grid.take_focus()

    def _make(self, context: Any) -> Any:
        made = EntryGrid(context)

        def fill(*_: object) -> None:
            made.show_framework(self.small.whole(), (), self.today)

        fill()
        self.surroundings.bridge.changed.connect(fill)
        return made

    def go(self, short: str, on: date) -> None:
        self.grid.focus_metric(self.small.metrics[short], on)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.surroundings.qtbot.keyClick(self._target(), key)

    def type(self, text: str, key: Qt.Key = DOWN) -> None:
        """Type into the chosen cell and leave it by a key."""
        self.surroundings.qtbot.keyClick(self._target(), text[0])
        self.surroundings.qtbot.keyClicks(self._target(), text[1:])
        self.press(key)
        self.surroundings.settle()

    def _target(self) -> Any:
        return self.editor() or self.grid.table.grid

    def editor(self) -> QLineEdit | None:
        found: list[QLineEdit] = self.grid.table.grid.findChildren(QLineEdit)
        return next((each for each in found if each.isVisible()), None)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.surroundings.qtbot.keyClick(
            self.grid.table.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
        )
        self.surroundings.settle()

    def place(self) -> tuple[str, date]:
        row, start = self.grid.table.place()
        return row.entry.records.metric.name, start

    def shown(self, short: str, on: date) -> str:
        table = self.grid.table
        row = next(each for each in table.rows() if each.id == self.small.metrics[short])
        column = table.column_of(on)
        return str(column.show(column.read(row)))

    def kept(self, short: str, on: date, **more: Any) -> Observation | None:
        whole = self.small.metric(short)
        wanted = Observation.id_for(self.small.definitions[short], on, **more)
        return next((each for each in whole.observations if each.id == wanted), None)

    def value(self, short: str, on: date) -> Decimal | None:
        held = self.kept(short, on)
        return None if held is None else held.value

    def problem(self) -> str:
        return str(self.grid.table.grid.delegate.problem_text())
