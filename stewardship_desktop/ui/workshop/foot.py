"""The row at the foot of the facilitator's page: on and back, seats and notes, and the room's screens.

Buttons only; what they do is the page's.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets.words import button


class Foot(QWidget):
    """`Foot()`: its buttons by name, `one_screen` one that stays down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = button("Back", "quiet")
        self.back.setToolTip("The step before (Page Up or Shift+F8)")
        self.next = button("", "primary")
        self.next.setToolTip("Page Down, a presenter's remote, or F8")
        self.seats = button("Seats", "secondary")
        self.seats.setToolTip("Who is in the room (F6)")
        self.notes = button("Notes", "secondary")
        self.notes.setToolTip("Your private notes on this session (F7)")
        self.one_screen = QPushButton("One screen")
        self.one_screen.setProperty("kind", "secondary")
        self.one_screen.setCheckable(True)
        self.one_screen.setToolTip(
            "The projector mirrors this screen: hide notes, codes, conflicts, typed scores, who speaks"
        )
        self.slide = button("Slide", "secondary")
        self.slide.setToolTip("What the projector shows, over this window (F5); Esc takes it away")
        self.window_button = button("Projector", "secondary")
        self.window_button.setToolTip("Open the projector's window on the second screen")
        self.blank = button("Blank (F9)", "secondary")
        self.blank.setToolTip("Everything the room sees goes empty at once (F9 or B)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(self.back)
        row.addWidget(self.next)
        row.addStretch(1)
        for part in (
            self.seats, self.notes, self.one_screen, self.slide, self.window_button, self.blank,
        ):  # fmt: skip
            row.addWidget(part)

    def show_screens(self, *, blank: bool, projecting: bool) -> None:
        """Say what a press of the screens' buttons does now."""
        self.blank.setText("Show (F9)" if blank else "Blank (F9)")
        self.window_button.setText("Close" if projecting else "Projector")
