"""Puts the person's choice of colours, text size and motion on the program, whenever it changes."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.settings import REDUCE_MOTION, TEXT_SIZE, THEME, Settings
from stewardship_desktop.ui.theme.apply import apply_theme


class Look:
    """Applies the theme at once and after every change of its settings."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._apply()
        self._stop = settings.listen(self._on_option)

    def attend(self) -> None:
        """Show the focus and let Enter press buttons. Apart, since the first paint needs neither."""
        from stewardship_desktop.ui.widgets.enter_presses import EnterPresses
        from stewardship_desktop.ui.widgets.focus_ring import FocusRing

        self._ring = FocusRing(self._app)
        self._enter = EnterPresses(self._app)

    def detach(self) -> None:
        """Stop listening."""
        self._stop()

    def _on_option(self, key: str) -> None:
        if key in (THEME.key, TEXT_SIZE.key, REDUCE_MOTION.key):
            self._apply()

    def _apply(self) -> None:
        settings = self._settings
        apply_theme(
            self._app,
            settings.get(THEME).value,
            settings.get(TEXT_SIZE) / 100,
            motion=not settings.get(REDUCE_MOTION),
        )
