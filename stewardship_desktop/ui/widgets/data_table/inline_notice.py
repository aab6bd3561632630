"""What a paste did or would do, in words above the grid, with one button where it waits for a yes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import button, icon_button, label, restyle


class InlineNotice(QFrame):
    """`show_words(text, tone, action="")`; `accepted` when the action is pressed."""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_1, SPACE_1, SPACE_1)
        row.setSpacing(SPACE_2)
        self._picture = QLabel()
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self.text_label = label("")
        row.addWidget(self.text_label, 1)
        self.action_button = button("", "primary", clicked=self._accept)
        row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button = icon_button("close", "Close this notice", clicked=self.hide)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_words(self, text: str, tone: str = "info", *, action: str = "") -> None:
        """Show `text`; bad and warn are read out at once."""
        self.setProperty("tone", tone)
        restyle(self)
        self.text_label.setText(text)
        self.action_button.setText(action)
        self.action_button.setVisible(bool(action))
        self.setAccessibleName(text)
        token = "primary" if tone == "info" else tone
        self._picture.setPixmap(
            icons.pixmap(tone, apply.current().sizes.px(20), token, self.devicePixelRatioF())
        )
        self.show()
        announce(self, text, urgent=tone in ("warn", "bad"))
        if action:
            self.action_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        self.hide()
        self.accepted.emit()
