"""The steps as a row of names, and the clock beside it: where the workshop is and how long it has been.

It moves nothing by itself: it says which step was asked for.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_1
from stewardship_desktop.ui.widgets.words import restyle
from stewardship_desktop.ui.workshop.agenda import STEPS


class StepStrip(QWidget):
    """`StepStrip()`: `show_step(at)`; `asked(at)`. Where the names don't fit they shorten."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        self._at = 0
        self.buttons: list[QPushButton] = []
        for at, step in enumerate(STEPS):
            made = QPushButton(_title(at))
            made.setProperty("part", "step")
            made.setProperty("step", at)
            made.setToolTip(f"{step.title}, {step.minutes} minutes")
            made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            made.clicked.connect(self._pressed)
            self.buttons.append(made)
            row.addWidget(made)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Mark the step that is on."""
        self._at = at
        for place, made in enumerate(self.buttons):
            state = "now" if place == at else "done" if place < at else "ahead"
            made.setProperty("state", state)
            words = {"now": "you are here", "done": "done", "ahead": "to come"}[state]
            made.setAccessibleName(f"Step {place + 1} of {len(STEPS)}, {STEPS[place].title}, {words}")
            restyle(made)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        spacing = SPACE_1 * len(self.buttons)
        for here, words in ((_title, _title), (_title, _word), (_title, _number), (_word, _number)):
            for at, made in enumerate(self.buttons):
                made.setText(here(at) if at == self._at else words(at))
            if sum(made.sizeHint().width() for made in self.buttons) + spacing <= self.width():
                return

    @Slot()
    def _pressed(self) -> None:
        asked = self.sender()
        if isinstance(asked, QPushButton):
            self.asked.emit(int(asked.property("step")))


def _title(at: int) -> str:
    return f"{at + 1}  {STEPS[at].title}"


def _word(at: int) -> str:
    return f"{at + 1}  {STEPS[at].word}"


def _number(at: int) -> str:
    return f"{at + 1}"
