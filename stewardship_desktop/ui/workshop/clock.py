"""The clock of a workshop: how long the step has been, in words, and a button that starts and stops it.

It shows what it is told and measures nothing.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets.words import button, label, restyle
from stewardship_desktop.ui.workshop.progress import Progress


class WorkshopClock(QWidget):
    """`WorkshopClock()`: `show_progress(progress, now)`; `pressed` to start or stop."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        self.label = label("", "label", wrap=False)
        self.button = button("Start", "quiet", icon="clock", clicked=self.pressed.emit)
        row.addWidget(self.label)
        row.addWidget(self.button)

    def show_progress(self, progress: Progress, now: datetime) -> None:
        """Say how long the step has been; the whole session's time is the tool tip."""
        running = progress.started_at is not None
        words, whole = progress.step_words(now), progress.session_words(now)
        self.label.setText(words)
        self.label.setToolTip(whole)
        self.label.setAccessibleName(f"{words}. {whole}")
        kind = "error" if progress.is_over(now) else "label"
        if self.label.property("type") != kind:
            self.label.setProperty("type", kind)
            restyle(self.label)
        self.button.setText("Stop" if running else "Start")
        self.button.setAccessibleName("Stop the clock" if running else "Start the clock")
