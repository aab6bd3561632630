"""Where a framework stands: how many priorities, how long data has been owed, and what is shared with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets import label
from stewardship_desktop.ui.widgets.words import restyle, show_if


class StandingLines(QWidget):
    """`show_standing(priorities, debt, shared, enough=)`: a blank line is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.priorities = _Line("flag")
        self.debt = _Line("clock")
        self.shared = _Line("link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self.priorities)
        layout.addWidget(self.debt)
        layout.addWidget(self.shared)

    def show_standing(self, priorities: str, debt: str, shared: str, *, enough: bool) -> None:
        """Say all; too few or too many priorities are a warning, and so is data that is owed."""
        self.priorities.say(priorities, "" if enough else "warn")
        self.debt.say(debt, "warn")
        self.shared.say(shared, "")
        show_if(self, bool(priorities or debt or shared))


class _Line(QWidget):
    """An icon and words; a warning has the warning's shape too."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon, self._tone = icon, ""
        self._picture = QLabel()
        self.words = label("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        self._paint()
        apply.notifier().changed.connect(self._paint)

    def say(self, words: str, tone: str) -> None:
        self._tone = tone
        self.words.setText(words)
        self.words.setProperty("tone", tone)
        restyle(self.words)
        show_if(self, bool(words))
        self._paint()

    def _paint(self) -> None:
        side = apply.current().sizes.px(18)
        name = "warn" if self._tone == "warn" else self._icon
        self._picture.setPixmap(icons.pixmap(name, side, self._tone or "muted", self.devicePixelRatioF()))
