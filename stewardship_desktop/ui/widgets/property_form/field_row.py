"""One field of a property form: label above, the box, help below, the error in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
from stewardship_desktop.ui.widgets.property_form.field import Field
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import icon_button, label, restyle, show_if

# Leaving for these reasons is not the person leaving the field.
_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class FieldRow(QWidget):
    """`committed(key, value)` when the box is left, or Enter pressed, with a changed, readable value."""

    committed = Signal(str, object)
    history_asked = Signal(str)

    def __init__(self, field: Field, *, history: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._value: Any = None
        self._offered: list[tuple[Any, str]] = []
        self._sent: Any = None
        self._waiting = False
        self._error = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        self.label = label(field.label, "label")
        head.addWidget(self.label, 1)
        self.mark = IllustrativeMark()
        head.addWidget(self.mark)
        self.history_button = icon_button(
            "history", f"History of {field.label}", token="muted", clicked=self._history
        )
        self.history_button.setToolTip(f"History of {field.label} (Alt+H)")
        # Alt+H is its key: as a stop of its own it would double the way through a form by Tab.
        self.history_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        layout.addLayout(head)
        self.box = self._make_box()
        self.box.setAccessibleName(field.label)
        self.box.installEventFilter(self)
        ticks = isinstance(self.box, QCheckBox)
        if ticks:
            self.label.hide()
        else:
            self.label.setBuddy(self.box)
            head.addWidget(self.history_button)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.box, 1)
        if field.unit:
            line.addWidget(label(field.unit, "muted", wrap=False))
        if ticks:
            line.addWidget(self.history_button)
        layout.addLayout(line)
        if not history:
            self.history_button.hide()
        if not field.illustrative:
            self.mark.hide()
        self.error_label = label("", "error")
        self.elsewhere_label = label("", "caption")
        self.help_label = label(field.help, "caption")
        for shown in (self.error_label, self.elsewhere_label, self.help_label):
            layout.addWidget(shown)
            show_if(shown, bool(shown.text()))
        self._describe()

    # ---- what the form asks and tells
    def value(self) -> Any:
        """The value last shown from outside (not a draft)."""
        return self._value

    def typed(self) -> Any:
        """What is in the box now. Raises Unreadable, and shows it, if it cannot be read."""
        try:
            value = self._read()
            if value is None and self.field.required:
                raise Unreadable(f"{self.field.label} cannot be blank. Type a value.")
        except Unreadable as fault:
            self.show_error(str(fault))
            raise
        self.show_error("")
        return value

    def has_draft(self) -> bool:
        """Whether something is typed that was not sent."""
        if self.field.read_only:
            return False
        try:
            return bool(self._read() != self._value)
        except Unreadable:
            return True

    def set_value(self, value: Any) -> None:
        """Show a value from outside. A half-typed draft stays, and a line says what arrived meanwhile."""
        busy = self.box.hasFocus() or bool(self._error)
        own = self._waiting and value == self._sent
        # What was sent comes back while more is being typed: that goes on being a draft.
        drafting = busy and (not self._shown_is(value) if own else self.has_draft())
        changed = value != self._value
        self._value = value
        self._waiting = False
        if drafting:
            if changed and not own:
                words = self.field.show(value) or "blank"
                self._elsewhere(
                    f"Changed meanwhile to “{words}”. Esc takes that; Enter keeps what you typed."
                )
            return
        self._elsewhere("")
        if self._shown_is(value) and (self.box.hasFocus() or not changed):
            return
        self._show(value)

    def commit(self) -> bool:
        """Send what is typed if it changed; False if it cannot be read."""
        if self.field.read_only:
            return True
        try:
            value = self._read()
        except Unreadable as fault:
            self.show_error(str(fault))
            return False
        self.show_error("")
        if value == self._value or (self._waiting and value == self._sent):
            if value == self._value:
                self._elsewhere("")
                self._show(value)
            return True
        self._sent, self._waiting = value, True
        self._elsewhere("")
        self._show(value)
        self.committed.emit(self.field.key, value)
        return True

    def commit_quietly(self) -> None:
        """Send what is typed if it can be read, without touching the text: somebody may type on."""
        if self.field.read_only:
            return
        try:
            value = self._read()
        except Unreadable:
            return
        if value != self._value and not (self._waiting and value == self._sent):
            self._sent, self._waiting = value, True
            self.committed.emit(self.field.key, value)

    def show_error(self, words: str) -> None:
        """Show why the value was refused, under the box; "" takes it away."""
        changed = words != self._error
        self._error = words
        self.error_label.setText(words)
        show_if(self.error_label, bool(words))
        self.box.setProperty("state", "error" if words else "")
        if changed:
            restyle(self.box)
            self._describe()
            if words:
                announce(self.box, f"{self.field.label}: {words}", urgent=True)

    def revert(self) -> None:
        """Back to the value from outside."""
        self._waiting = False
        self.show_error("")
        self._elsewhere("")
        self._show(self._value)

    # ---- the box
    def _make_box(self) -> QWidget:
        field = self.field
        if field.read_only:
            shown = QLineEdit() if field.kind != "long" else QPlainTextEdit()
            shown.setReadOnly(True)
            return shown
        if field.kind == "check":
            tick = QCheckBox(field.label)
            tick.clicked.connect(self.commit)
            return tick
        if field.kind == "choice" or field.choices:
            combo = _CalmCombo()
            self._offered = [*([] if field.required else [(None, "")]), *field.choices]
            combo.addItems([words for _, words in self._offered])
            combo.activated.connect(self.commit)
            return combo
        if field.kind == "long":
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            text.setFixedHeight(text.fontMetrics().lineSpacing() * max(2, field.lines) + 24)
            return text
        line = QLineEdit()
        if field.kind == "date":
            line.setPlaceholderText("16 March 2023")
        line.returnPressed.connect(self.commit)
        return line

    def _read(self) -> Any:
        box = self.box
        if isinstance(box, QCheckBox):
            return box.isChecked() if self._value is not None or box.isChecked() else self._value
        if isinstance(box, QComboBox):
            # By place: on its way through the box an enumeration would become a plain text.
            at = box.currentIndex()
            return self._offered[at][0] if at >= 0 else None
        text = box.toPlainText() if isinstance(box, QPlainTextEdit) else box.text()  # type: ignore[attr-defined]
        if text == self.field.show(self._value):
            return self._value
        return self.field.from_text(text)

    def _shown_is(self, value: Any) -> bool:
        try:
            return bool(self._read() == value)
        except Unreadable:
            return False

    def _show(self, value: Any) -> None:
        box = self.box
        if isinstance(box, QCheckBox):
            box.setChecked(bool(value))
        elif isinstance(box, QComboBox):
            known = [each for each, _ in self._offered]
            at = known.index(value) if value in known else -1
            if at < 0 and value is not None:
                # A value that is no longer offered is still shown, never quietly blanked.
                self._offered.append((value, self.field.show(value)))
                box.addItem(self.field.show(value))
                at = box.count() - 1
            box.setCurrentIndex(at)
        else:
            text = self.field.show(value)
            if isinstance(box, QPlainTextEdit):
                if box.toPlainText() != text:
                    box.setPlainText(text)
            elif isinstance(box, QLineEdit) and box.text() != text:
                box.setText(text)
                box.setCursorPosition(0)

    def _elsewhere(self, words: str) -> None:
        self.elsewhere_label.setText(words)
        show_if(self.elsewhere_label, bool(words))
        if words:
            announce(self.box, words)

    def _describe(self) -> None:
        history = "" if self.history_button.isHidden() else "Alt+H shows its history"
        parts = ("Required" if self.field.required else "", self._error, self.field.help, history)
        self.box.setAccessibleDescription(". ".join(part for part in parts if part))

    def _history(self) -> None:
        self.history_asked.emit(self.field.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_H and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                if not self.history_button.isHidden():
                    self._history()
                    return True
            elif event.key() == Qt.Key.Key_Escape and (self.has_draft() or self._error):
                # Only a draft is taken back by Esc; without one Esc belongs to the sheet around.
                self.revert()
                return True
            elif (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and isinstance(watched, QPlainTextEdit)
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self.commit()
                return True
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and (self.has_draft() or self._error):
                event.accept()
                return True
        elif (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STAYS
            and not isinstance(watched, QComboBox)
        ):
            self.commit()
        return super().eventFilter(watched, event)

    def retheme(self) -> None:
        """Heights that come from the type size."""
        if isinstance(self.box, QPlainTextEdit) and not self.field.read_only:
            lines = max(2, self.field.lines)
            self.box.setFixedHeight(round(apply.current().sizes.body * 1.35) * lines + 24)


class _CalmCombo(QComboBox):
    """A choice that the wheel does not change while somebody scrolls the page past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
