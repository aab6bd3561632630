"""The screens the room looks at: the projector's window on a second screen, and the slide over this one.

It holds what is presented and whether it is blank, so that every screen that opens shows the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.ui.workshop.projector import other_screen
from stewardship_desktop.ui.workshop.room_view import BLANK, MIRRORED, SEES, WAITS, RoomView
from stewardship_desktop.ui.workshop.showing import Showing

MakeScreen = Callable[[QWidget | None], Any]
"""Makes a widget that is a `Screen`."""


class Presenting(QObject):
    """`Presenting(page, make_window, make_stage)`.

    `changed` when a screen opened, closed or went blank; `step_asked(by)` when a key in the projector's
    window asks for another step. A stage lies over the window it is given, a window is the projector's.
    """

    changed = Signal()
    step_asked = Signal(int)

    def __init__(
        self, page: QWidget, view: RoomView, make_window: MakeScreen, make_stage: MakeScreen
    ) -> None:
        super().__init__(page)
        self._view, self._mirrored = view, False
        self._page, self._make_window, self._make_stage = page, make_window, make_stage
        self._now: tuple[Showing, Reckoning] | None = None
        self._window: Any = None
        self._window_on = False
        self._slide: Any = None
        self.blank = False

    def present(self, showing: Showing, reckoning: Reckoning) -> None:
        """Show this on every open screen."""
        self._now = (showing, reckoning)
        for screen in self._screens():
            screen.present(showing, reckoning)
        self._tell()

    def now(self) -> Showing | None:
        """What is presented."""
        return None if self._now is None else self._now[0]

    def set_blank(self, blank: bool) -> None:
        """Black out every screen, or show what is presented again."""
        self.blank = blank
        for screen in self._screens():
            screen.set_blank(blank)
        self._view.stage.set_blank(blank)
        self._tell()

    def set_mirrored(self, mirrored: bool) -> None:
        """Whether the projector shows this very screen."""
        self._mirrored = mirrored
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Have the small picture show what the room sees, and everybody know that it changed."""
        on = self._open()
        if self._now is not None:
            self._view.present(*self._now, on[-1].size() if on else None)
            if on:
                self._view.stage.turn_to(on[-1].page)
        if self.blank:
            self._view.say(BLANK, "Nothing is projected until you press F9 again.")
        elif self._mirrored and not self.slide_is_open():
            self._view.say(MIRRORED, "The room sees this whole window. F5 lays the slide over it.")
        elif on:
            self._view.say(SEES, "This is on the projector now.")
        else:
            self._view.say(WAITS, "The room would see this. Open the projector's window to show it.")
        self.changed.emit()

    def turn(self, by: int) -> bool:
        """Turn the pages of what is open on (1) or back (-1); False where none has another page."""
        turned = [each.next_page() if by > 0 else each.previous_page() for each in self._open()]
        self._tell()
        return any(turned)

    # ---- the projector's own window
    def is_open(self) -> bool:
        """Whether the projector's window is on."""
        return self._window_on

    def toggle_window(self) -> None:
        """Open the projector's window on a screen that this one is not on, or close it."""
        if self.is_open():
            self._window.close()
            return
        if self._window is None:
            self._window = self._make_window(None)
            self._window.blank_changed.connect(self.set_blank)
            self._window.step_asked.connect(self.step_asked)
            self._window.turned.connect(self._tell)
            self._window.closed.connect(self._window_closed)
            # It has no parent to go with.
            self._page.destroyed.connect(self._window.deleteLater)
        self._bring(self._window)
        self._window.open_on(other_screen(self._page.window()))
        self._window_on = True
        # The keys stay with the facilitator.
        self._page.window().activateWindow()
        self._tell()

    @Slot()
    def _window_closed(self) -> None:
        self._window_on = False
        self._tell()

    # ---- the slide over this window
    def slide_is_open(self) -> bool:
        return self._slide is not None and bool(self._slide.isVisible())

    def toggle_slide(self) -> None:
        """Lay what the projector shows over this window, or take it away again."""
        if self.slide_is_open():
            self._slide.hide()
        else:
            host = self._page.window()
            if self._slide is None:
                self._slide = self._make_stage(host)
                host.installEventFilter(self)
            self._bring(self._slide)
            self._slide.setGeometry(host.rect())
            self._slide.show()
            self._slide.raise_()
        self._tell()

    def close_all(self) -> None:
        """Take every screen away, as the session is left."""
        if self._window_on:
            self._window.close()
        if self._slide is not None:
            self._slide.hide()
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The host's last events come when this object is already being taken down.
        slide = self.__dict__.get("_slide")
        if slide is not None and event.type() == QEvent.Type.Resize and watched is slide.parentWidget():
            slide.setGeometry(slide.parentWidget().rect())
        return super().eventFilter(watched, event)

    def _bring(self, screen: Any) -> None:
        screen.set_blank(self.blank)
        if self._now is not None:
            screen.present(*self._now)

    def _open(self) -> list[Any]:
        # A window that is closing is visible still.
        window = [self._window] if self._window_on else []
        return [*window, self._slide] if self.slide_is_open() else window

    def _screens(self) -> list[Any]:
        return [each for each in (self._window, self._slide) if each is not None]
