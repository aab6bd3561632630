"""A line across the page that stays while something holds: a lock, too many options. One button at most."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.words import show_if


class Banner(QFrame):
    """`Banner(tone, icon)`: `show_words(text, action)`, "" hides it; `acted` by its button."""

    acted = Signal()

    def __init__(self, tone: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self.setProperty("tone", tone)
        self._tone, self._icon = tone, icon
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_1, SPACE_2, SPACE_1)
        row.setSpacing(SPACE_2)
        self._picture = QLabel()
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self.text_label = label("")
        row.addWidget(self.text_label, 1)
        self.action_button = button("", "secondary", clicked=self._act)
        row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        apply.notifier().changed.connect(self._paint_icon)
        self._paint_icon()

    def show_words(self, text: str, action: str = "") -> None:
        """Show these words; "" hides the line."""
        self.text_label.setText(text)
        self.setAccessibleName(text)
        self.action_button.setText(action)
        show_if(self.action_button, bool(action))
        show_if(self, bool(text))

    def _act(self) -> None:
        self.acted.emit()

    def _paint_icon(self) -> None:
        token = {"info": "primary"}.get(self._tone, self._tone)
        side = apply.current().sizes.px(20)
        self._picture.setPixmap(icons.pixmap(self._icon, side, token, self.devicePixelRatioF()))
