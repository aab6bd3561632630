"""Enter presses the button that has the keyboard, as Space does. Qt does so in dialogs only."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(QObject):
    """`EnterPresses(app)`: keep one for as long as the program runs."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        # Watches one button at a time: a filter on the whole program would see every event in Python.
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            with suppress(RuntimeError):  # deleted meanwhile: its filter went with it
                self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, QPushButton | QToolButton) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and watched is self._watched
        ):
            if not event.isAutoRepeat():
                # By way of Space, so that a button with a menu opens it.
                QApplication.sendEvent(
                    watched, QKeyEvent(event.type(), Qt.Key.Key_Space, event.modifiers(), " ")
                )
            return True
        return False
