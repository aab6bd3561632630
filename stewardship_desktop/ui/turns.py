"""Work of one page off the GUI thread, one piece at a time: a new one stops the old and drops its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.page import RoomContext

Step = Callable[[float, str], None]


class Turns(QObject):
    """`start(words, work, then, otherwise)`, `stop()`; `told(share, words)` as the present piece goes on.

    `work(step)` runs on a thread of its own and calls `step(share, words)` now and then.
    """

    told = Signal(object, str)
    _said = Signal(int, object, str)

    def __init__(self, context: RoomContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._turn = 0
        self._job: Any = None
        self._said.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        words: str,
        work: Callable[[Step], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[UserFixable], None],
    ) -> None:
        """Stop what runs and run this."""
        self.stop()
        turn, said = self._turn, self._said

        def stepped(report: Callable[[float, str], None]) -> Any:
            def step(share: float, doing: str) -> None:
                report(share, doing)
                said.emit(turn, share, doing)

            return work(step)

        def done(result: Any) -> None:
            if turn == self._turn:
                self._job = None
                then(result)

        def failed(error: UserFixable) -> None:
            if turn == self._turn:
                self._job = None
                otherwise(error)

        self._job = self._context.start_job(words, stepped, done, failed)

    def stop(self) -> None:
        """Ask what runs to stop; whatever it still brings is passed over."""
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(int, object, str)
    def _pass_on(self, turn: int, share: float | None, words: str) -> None:
        if turn == self._turn:
            self.told.emit(share, words)
