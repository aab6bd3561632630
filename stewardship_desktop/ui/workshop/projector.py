"""The projector's window: a `ProjectorStage` on the second screen, and its keys. Nothing private is in it.

For the facilitator's page: `window = ProjectorWindow(); window.open_on(other_screen(self.window()))`, then
`window.present(showing, reckoning)` after each change and `window.set_blank(True)` for the panic key.
It is a window of its own without a parent: keep it, and close it when the page goes. Its signals:
`blank_changed(bool)` when a key in it was pressed, `step_asked(+1 or -1)` when a remote asks for more
than there are pages, `closed()`. The slide over the facilitator's window is
a `ProjectorStage()` filled by the same `present`, the small preview one that is laid out for that screen.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.ui.workshop.projector_stage import ProjectorStage
from stewardship_desktop.ui.workshop.showing import Showing

TITLE = "Projector"
_BLANK = frozenset({Qt.Key.Key_B, Qt.Key.Key_F9, Qt.Key.Key_Period})
_ON = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space})
_BACK = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up})


def other_screen(window: QWidget) -> QScreen | None:
    """A screen that `window` is not on: the projector. None where there is one screen, or they mirror."""
    here = window.screen()
    return next(
        (
            screen
            for screen in QGuiApplication.screens()
            if screen is not here and screen.geometry() != here.geometry()
        ),
        None,
    )


class ProjectorWindow(QWidget):
    """What the room sees. Keys: Esc closes, B or F9 blanks, F11 full screen, Page Down and Page Up turn.

    `blank_changed(blank)`, `turned()`, `step_asked(by)` and `closed()` tell the facilitator's page what was
    pressed.
    """

    blank_changed = Signal(bool)
    turned = Signal()
    step_asked = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumSize(480, 270)
        self.stage = ProjectorStage(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stage)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QGuiApplication.instance().screenRemoved.connect(self._screen_removed)  # type: ignore[union-attr]

    def open_on(self, screen: QScreen | None) -> None:
        """Fill a screen (the second one), without taking the keyboard; None: a window of its own."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, screen is not None)
        if screen is None:
            self.resize(QSize(1280, 720).boundedTo(self.screen().availableSize()))
            self.showNormal()
        else:
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self.showFullScreen()

    def present(self, showing: Showing, reckoning: Reckoning) -> None:
        """Show this from now on. While blank it is drawn when the blank is lifted."""
        self.stage.present(showing, reckoning)

    def set_blank(self, blank: bool) -> None:
        """Show nothing at all (True), or what was presented last (False). Sends no signal."""
        self.stage.set_blank(blank)

    def next_page(self) -> bool:
        """Turn to the next page of the slide; False where this is the last."""
        return self._said(self.stage.next_page())

    def previous_page(self) -> bool:
        """Turn a page back; False where this is the first."""
        return self._said(self.stage.previous_page())

    def _said(self, turned: bool) -> bool:
        if turned:
            self.turned.emit()
        return turned

    @property
    def page(self) -> int:
        """The page on show, from 1."""
        return self.stage.page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in _BLANK:
            self.set_blank(not self.stage.is_blank)
            self.blank_changed.emit(self.stage.is_blank)
        elif key == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif key in _ON:
            if not self.next_page():
                self.step_asked.emit(1)
        elif key in _BACK:
            if not self.previous_page():
                self.step_asked.emit(-1)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self.closed.emit()

    def _screen_removed(self, screen: QScreen) -> None:
        """The projector was unplugged: do not lie full screen over the facilitator's page."""
        if self.isVisible() and self.isFullScreen() and screen is self.screen():
            self.close()
