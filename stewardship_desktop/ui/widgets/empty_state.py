"""What an empty room says: what this is, why it matters, and one button to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_5
from stewardship_desktop.ui.widgets.words import button, label, show_if


class EmptyState(QWidget):
    """`EmptyState(what, why="", action="", icon="")`; `acted` when its button is pressed.

    `set_other_action` offers a second way to begin, `other_acted`.
    """

    acted = Signal()
    other_acted = Signal()

    def __init__(
        self, what: str, why: str = "", action: str = "", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(what)
        self.setAccessibleDescription(why)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        layout.setSpacing(SPACE_2)
        layout.addStretch(1)
        self._icon_name = icon
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        show_if(self._picture, bool(icon))
        layout.addWidget(self._picture)
        self.what_label = label(what, "heading")
        self.why_label = label(why, "muted")
        # In a column of its own: a label that is centred by its layout gets no room to wrap.
        column = QWidget()
        column.setMaximumWidth(apply.current().sizes.px(520))
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE_2)
        for words in (self.what_label, self.why_label):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(words)
            show_if(words, bool(words.text()))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        layout.addLayout(middle)
        self._column = column
        self.action_button = button(action, "primary", clicked=self.acted.emit)
        show_if(self.action_button, bool(action))
        layout.addSpacing(SPACE_3)
        layout.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.other_button = button("", "quiet", clicked=self.other_acted.emit)
        self.other_button.hide()
        layout.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self._paint_icon()
        apply.notifier().changed.connect(self._paint_icon)

    def set_texts(self, what: str, why: str = "", action: str = "") -> None:
        """Other words for another reason of being empty (nothing yet, nothing found)."""
        self.what_label.setText(what)
        show_if(self.what_label, bool(what))
        self.why_label.setText(why)
        show_if(self.why_label, bool(why))
        self.action_button.setText(action)
        show_if(self.action_button, bool(action))
        self.setAccessibleName(what)
        self.setAccessibleDescription(why)

    def set_other_action(self, action: str) -> None:
        """Offer a second way to begin below the first; "" takes it away."""
        self.other_button.setText(action)
        show_if(self.other_button, bool(action))

    def _paint_icon(self) -> None:
        self._column.setMaximumWidth(apply.current().sizes.px(520))
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            self._picture.setPixmap(
                icons.pixmap(self._icon_name, apply.current().sizes.px(32), "muted", ratio)
            )
