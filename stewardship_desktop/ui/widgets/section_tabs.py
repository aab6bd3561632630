"""Tabs between the sections of a page, and a quiet row of tools above a piece of work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets.words import hairline


class SectionTabs(QWidget):
    """`SectionTabs(sections, name)`: `sections` is (key, title, page); `chosen(key)` when another shows."""

    chosen = Signal(str)

    def __init__(
        self, sections: Sequence[tuple[str, str, QWidget]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = [key for key, _, _ in sections]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(name)
        self.stack = QStackedWidget()
        for _, title, page in sections:
            self.bar.addTab(title)
            self.stack.addWidget(page)
        layout.addWidget(self.bar)
        layout.addWidget(hairline())
        layout.addSpacing(SPACE_4)
        layout.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._changed)

    def choose(self, key: str) -> None:
        """Show a section. ValueError if there is none of that key."""
        self.bar.setCurrentIndex(self._keys.index(key))

    def current_key(self) -> str:
        return self._keys[self.bar.currentIndex()]

    def set_title(self, key: str, title: str) -> None:
        """Another title, for one that holds a count."""
        self.bar.setTabText(self._keys.index(key), title)

    def _changed(self, at: int) -> None:
        if at >= 0:
            self.stack.setCurrentIndex(at)
            self.chosen.emit(self._keys[at])


class ToolbarRow(QWidget):
    """`ToolbarRow()`: a row of quiet controls; `add_left(widget)`, `add_right(widget)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_2)
        self._row.addStretch(1)
        self._left = 0

    def add_left(self, widget: QWidget, stretch: int = 0) -> None:
        self._row.insertWidget(self._left, widget, stretch)
        self._left += 1

    def add_right(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
