"""A thin bar with words: what is being done, how far it is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_3
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import button, label, show_if


class ProgressLine(QWidget):
    """`ProgressLine(words="", cancel="")`: `set_progress(words, fraction)`, `cancelled` from its button.

    `fraction` is 0 to 1, or None while there is no telling how far it is.
    """

    cancelled = Signal()

    def __init__(self, words: str = "", cancel: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        column = QVBoxLayout()
        column.setSpacing(SPACE_1)
        self.words_label = label(words)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        column.addWidget(self.words_label)
        column.addWidget(self.bar)
        row.addLayout(column, 1)
        self.cancel_button = button(cancel, "quiet", clicked=self.cancelled.emit)
        show_if(self.cancel_button, bool(cancel))
        row.addWidget(self.cancel_button)
        self.set_progress(words, None)

    def set_progress(self, words: str, fraction: float | None) -> None:
        """New words and how far; None shows a moving bar. Words are read out when they change."""
        if words and words != self.words_label.text():
            announce(self, words)
        self.words_label.setText(words)
        self.bar.setAccessibleName(words or "Progress")
        if fraction is None:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * min(1.0, max(0.0, fraction))))
