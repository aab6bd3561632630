"""The reason for opening a locked session again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_4
from stewardship_desktop.ui.widgets import Field, PropertyForm, button, label
from stewardship_desktop.ui.widgets.typed_text import Unreadable

Send = Callable[[str, Callable[[str], None]], object]


class UnlockForm(QWidget):
    """`UnlockForm(send)`: `send(reason, refused)`; `refused(words)` shows why it was not possible."""

    def __init__(self, send: Send, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self.form = PropertyForm(
            [Field("reason", "Reason", "long", required=True, help="Why the decision is opened again")]
        )
        self.error_label = label("", "error")
        self.error_label.hide()
        self.unlock_button = button("Unlock the session", "primary", clicked=self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(label("The decision stays on record; the history keeps this reason.", "muted"))
        layout.addWidget(self.form)
        layout.addWidget(self.error_label)
        layout.addWidget(self.unlock_button)
        layout.addStretch(1)

    def send(self) -> None:
        """Send the reason, or say that there is none."""
        try:
            reason = self.form.drafts()["reason"]
        except Unreadable:
            return
        self._send(str(reason), self._refused)

    def _refused(self, words: str) -> None:
        self.error_label.setText(words)
        self.error_label.show()
