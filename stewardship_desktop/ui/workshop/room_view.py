"""What the room sees now, small, and in a word whether it is on a screen at all.

It follows the projector's window or the slide over this one; it decides nothing and takes no key.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1
from stewardship_desktop.ui.widgets.words import label
from stewardship_desktop.ui.workshop.projector_stage import ProjectorStage
from stewardship_desktop.ui.workshop.showing import Showing

SCREEN = QSize(1280, 720)
"""What a slide is laid out for while no screen is open."""
_WIDTHS = ((800, 240), (520, 168), (0, 96))
"""How wide the picture is from which height of the page, in pixels of plain text."""

SEES, WAITS, BLANK, MIRRORED = "The room sees", "Not projected", "Room: blank", "One screen"


class RoomView(QWidget):
    """`RoomView()`: `present`, `set_blank` and `turn_to` as a screen has them, `say` and `fit`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label("", "caption", wrap=False)
        self.stage = ProjectorStage(laid_out_for=SCREEN)
        frame = QFrame()
        frame.setProperty("part", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.stage)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self.label)
        layout.addWidget(frame)
        layout.addStretch(1)
        self.say(WAITS, "")

    def present(self, showing: Showing, reckoning: Reckoning, size: QSize | None) -> None:
        """Show this as a screen of that size has it; None while none is open."""
        self.stage.lay_out_for(size or SCREEN)
        self.stage.present(showing, reckoning)

    def say(self, words: str, whole: str) -> None:
        """In a word what the room sees; `whole` is the sentence to it."""
        self.label.setText(words)
        for part in (self, self.label, self.stage):
            part.setToolTip(whole)
        self.label.setAccessibleName(f"{words}. {whole}")

    def fit(self, page_height: int) -> None:
        """As large as a page of this height has room for."""
        px = apply.current().sizes.px
        wide = next(px(width) for height, width in _WIDTHS if page_height >= px(height))
        self.stage.setFixedSize(wide, round(wide * 9 / 16))
