"""Who works here: asked at the first start, and changed later under Settings. For the record; no password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.application.settings import NAME, ORGANISATION, ROLE, Option, Settings
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import Field, PropertyForm, button, label
from stewardship_desktop.ui.widgets.typed_text import Unreadable

WHY = (
    "Every change keeps who made it, so that a group can see what happened. This is for the record only: "
    "there is no account and no password, and nothing leaves this computer. You can change it under Settings."
)


def identity_fields() -> tuple[Field, ...]:
    """The three fields of who somebody is."""
    return _field(NAME, required=True), _field(ROLE), _field(ORGANISATION)


def _field(option: Option[str], *, required: bool = False) -> Field:
    return Field(option.key, option.title, help=option.help, required=required, most=120)


class IdentityForm(QWidget):
    """The question of the first start: `answered` once the answer is kept, `postponed` on Later."""

    answered = Signal()
    postponed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setAccessibleName("Who are you?")
        self.title = label("Who are you?", "title")
        self.why = label(WHY, "muted")
        self.form = PropertyForm(identity_fields())
        self.begin_button = button("Keep this and begin", "primary", clicked=self.answer)
        self.later_button = button("Later", "quiet", clicked=self.postponed.emit)
        for row in self.form.rows.values():
            if isinstance(row.box, QLineEdit):
                row.box.returnPressed.connect(self.answer)
        known = settings.identity
        if known is not None:
            self.form.set_values(
                {
                    NAME.key: known.name,
                    ROLE.key: known.role or None,
                    ORGANISATION.key: known.organisation or None,
                }
            )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.title)
        layout.addWidget(self.why)
        layout.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.begin_button)
        buttons.addWidget(self.later_button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.setMaximumWidth(apply.current().sizes.px(560))

    def answer(self) -> None:
        """Keep what is typed; a missing name is said at its field."""
        try:
            typed = self.form.drafts()
        except Unreadable:
            self.form.focus_field(NAME.key)
            return
        self._settings.introduce(typed[NAME.key], typed[ROLE.key] or "", typed[ORGANISATION.key] or "")
        self.answered.emit()
