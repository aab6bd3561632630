"""Faults of ours: kept in the crash log, said in a notice, shown at the next start if the program fell."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from stewardship_desktop.application.crash_log import CrashLog
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.ask import Ask
from stewardship_desktop.ui.shell.main_window import MainWindow

MOST_NOTICES = 3
"""Notices of faults in one run: a fault that repeats with every paint is said only so often."""


class Faults(QObject):
    """Takes exceptions that nobody caught, on whatever thread."""

    _met = Signal(object, str)

    def __init__(self, window: MainWindow, log: CrashLog, ask: Ask) -> None:
        super().__init__(window)
        self._window, self._log, self._ask = window, log, ask
        self._told = 0
        self._met.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._hook

    def show_earlier(self, text: str) -> None:
        """Say that the last run fell, with what it left, for the person to read or copy."""
        if text:
            self._earlier = text
            self._window.notify(
                "The program ended badly last time. Everything it had called saved is on disk.",
                "Show what happened",
                self._show,
                "warn",
            )

    def _show(self) -> None:
        self._ask.tell(
            "What happened last time",
            "This stays on this computer. Send it to whoever looks after the program, if you want it mended.",
            detail=self._earlier,
        )

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "" if isinstance(error, UserFixable) else self._log.write(kind, error, trace)
        if text:
            sys.stderr.write(text)
        self._met.emit(error, text)

    @Slot(object, str)
    def _tell(self, error: BaseException, text: str) -> None:
        if isinstance(error, UserFixable):
            self._window.refuse(error)
            return
        self._told += 1
        if self._told <= MOST_NOTICES:
            self._earlier = text
            self._window.notify(
                "Something went wrong in the program. What was saved stays saved; please go on elsewhere.",
                "Show what happened",
                self._show,
                "bad",
            )
