"""Long work of one panel: its progress in the panel, and a way to stop it. What is out of date is dropped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import ProgressLine

Step = Callable[[float | None, str], None]


class PanelJob(QWidget):
    """`run(words, work)`, `halt()` -> `finished(result)`, `halted()` when a person stopped it.

    `work(step)` runs on a thread of its own and tells `step(share, words)` how far it is.
    """

    finished = Signal(object)
    halted = Signal()

    def __init__(self, context: RoomContext, stop_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._run: _Run | None = None
        self.progress = ProgressLine("", cancel=stop_words)
        self.progress.cancelled.connect(self._stop_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.progress)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._run is not None

    def run(self, words: str, work: Callable[[Step], Any]) -> None:
        """Do this work instead of what is being done."""
        self.halt()
        run = self._run = _Run(work, self)
        run.moved.connect(self._moved, Qt.ConnectionType.QueuedConnection)
        self.progress.set_progress(words, None)
        if self.parentWidget() is not None:
            self.show()
        self._context.start_job(words, run.work, run.done, run.ended)

    def halt(self) -> None:
        """Give up what is being done."""
        if self._run is not None:
            self._run.stopped.set()
        self._run = None
        self.hide()

    @Slot()
    def _stop_asked(self) -> None:
        self.halt()
        self.halted.emit()

    @Slot(object, str)
    def _moved(self, share: float | None, words: str) -> None:
        if self._run is not None and self._run is self.sender():
            self.progress.set_progress(words, share)

    def finish(self, run: _Run, result: Any) -> None:
        """The work is done; nobody waits for that of a run given up."""
        if run is self._run:
            self._run = None
            self.hide()
            self.finished.emit(result)

    def give_up(self, run: _Run) -> None:
        """The work was stopped elsewhere, or refused."""
        if run is self._run:
            self._stop_asked()


class _StoppedError(Exception):
    """The panel doesn't want the result any more."""


class _Run(QObject):
    """One piece of work. `work` runs on a thread of its own and only sends."""

    moved = Signal(object, str)

    def __init__(self, work: Callable[[Step], Any], owner: PanelJob) -> None:
        super().__init__(owner)
        self._work, self._owner = work, owner
        self.stopped = Event()

    def work(self, report: Step) -> Any:
        """The result, or None where it was stopped."""

        def step(share: float | None, words: str) -> None:
            if self.stopped.is_set():
                raise _StoppedError
            report(share, words)
            self.moved.emit(share, words)

        try:
            return self._work(step)
        except _StoppedError:
            return None

    def done(self, result: Any) -> None:
        """On the GUI thread."""
        self._owner.finish(self, result)

    def ended(self, _error: UserFixable) -> None:
        """On the GUI thread: it came to nothing."""
        self._owner.give_up(self)
