"""A form that is sent whole by the one button below it, and says there in a line why it was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import Field, PropertyForm, button, label
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import show_if


def line_of(error: UserFixable) -> str:
    """A refusal in one line."""
    return f"{error.what} {error.remedy}".strip()


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEAD = 140
"""Logical pixels above the first field that stay in view: what the form is about."""


class DraftForm(QWidget):
    """`DraftForm(fields, action, columns=1)`: `begin(values, first)`, `refuse(error)`,
    `end()`. With `cancel` a second button and Esc put it away unsent, before Esc closes the sheet around.

    -> `sent()` by its button or Ctrl+Enter, in a `quick` form by Enter in a field of one line too,
    `left(key, value)` for each field that was changed and left, `ended()`.
    """

    sent = Signal()
    left = Signal(str, object)
    ended = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        action: str,
        *,
        columns: int = 1,
        cancel: bool = False,
        quick: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._first, self._cancels, self._quick = fields[0].key, cancel, quick
        self.form = PropertyForm(fields, columns=columns)
        self.form.committed.connect(self._left)
        self.error_label = label("", "error")
        self.send_button = button(action, "primary", clicked=self.sent.emit)
        self.send_button.setToolTip("Enter, in a longer text Ctrl+Enter" if quick else "Ctrl+Enter")
        for row in self.form.rows.values():
            row.box.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.form)
        layout.addWidget(self.error_label)
        foot = QHBoxLayout()
        foot.addWidget(self.send_button)
        if cancel:
            foot.addWidget(button("Cancel", "quiet", clicked=self.end))
        foot.addWidget(label("or Ctrl+Enter", "caption", wrap=False))
        foot.addStretch(1)
        layout.addLayout(foot)
        self.error_label.hide()

    def begin(self, values: Mapping[str, Any], first: str) -> None:
        """Start with these values, the cursor in the field `first`; what was half typed is gone."""
        self.form.set_values(values)
        for row in self.form.rows.values():
            row.revert()
        self.error_label.hide()
        show_if(self, True)
        self.form.focus_field(first)
        self._first = first
        QTimer.singleShot(0, self._come_into_view)

    def tab_after(self, stop: QWidget) -> None:
        """Have Tab come here from `stop`: a form that is made late stands at the window's end otherwise."""
        for each in self.findChildren(QWidget):
            # The list that a choice drops down is a window of its own.
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is self.window():
                QWidget.setTabOrder(stop, each)
                stop = each

    def end(self) -> None:
        """Put the form away."""
        self.hide()
        self.ended.emit()

    def refuse(self, error: UserFixable) -> None:
        """Say why it can't be kept."""
        self.error_label.setText(line_of(error))
        show_if(self.error_label, True)
        announce(self.send_button, self.error_label.text(), urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that the field had no other use for sends a quick form; a long one would go half filled."""
        if event.key() in _ENTER and (self._quick or _with_ctrl(event)):
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape and self._cancels:
            self.end()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._cancels
        ):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a text of several lines Enter begins the next one, so there it takes Ctrl."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QPlainTextEdit)
            and event.key() in _ENTER
            and _with_ctrl(event)
        ):
            self.sent.emit()
            return True
        return super().eventFilter(watched, event)

    def _left(self, key: str, value: object) -> None:
        self.error_label.hide()
        self.left.emit(key, value)

    @Slot()
    def _come_into_view(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self.send_button)
            around.ensureWidgetVisible(self.form.rows[self._first].box, SPACE_3, _HEAD)


def _with_ctrl(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
