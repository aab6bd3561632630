"""From the application's threads to Qt's: the one place where a commit or a job's end becomes a signal.

Only QObject slots are connected to these signals, so that nothing of a page runs on a worker.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from stewardship_desktop.application.history import UndoState
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.queries import Connection

P = ParamSpec("P")
T = TypeVar("T")


class Bridge(QObject):
    """The open workspace as pages see it. Lives on the GUI thread.

    `changed(ChangeNotice)` after each commit; `refused(UserFixable)` when an act was not possible;
    `broken(object)` for an exception of ours; `busy_changed(bool)` while acts wait to be written.
    """

    changed = Signal(object)
    refused = Signal(object)
    broken = Signal(object)
    busy_changed = Signal(bool)

    _arrived = Signal(object)
    _finished = Signal(object, object)

    def __init__(self, opened: OpenedWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opened = opened
        self._under_way = 0
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._stop = opened.listen(self._arrived.emit)

    def read(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query of `store.queries` and return its rows. For what a screen needs at once."""
        return self.opened.read(query, *args, **kwargs)

    def act(
        self,
        command: Callable[..., T],
        *arguments: Any,
        reason: str = "",
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[UserFixable], None] | None = None,
        **named: Any,
    ) -> None:
        """Queue a command. `then` gets its result on the GUI thread once it is on disk.

        A refusal goes to `otherwise` if given, else to the `refused` signal (the notice bar).
        """
        self._watch(self.opened.act(command, *arguments, reason=reason, **named), then, otherwise)

    def undo(self) -> None:
        """Undo the newest act."""
        self._watch(self.opened.undo(), None, None)

    def redo(self) -> None:
        """Redo what was undone last."""
        self._watch(self.opened.redo(), None, None)

    def undo_state(self) -> UndoState:
        """The names for the Undo and Redo buttons."""
        return self.opened.undo_state()

    @property
    def busy(self) -> bool:
        """Whether acts wait to be written."""
        return self._under_way > 0

    def detach(self) -> None:
        """Stop listening; call before the workspace closes."""
        self._stop()

    def _watch(self, future: Future[Any], then: Callable[[Any], None] | None, otherwise: Any) -> None:
        self._under_way += 1
        if self._under_way == 1:
            self.busy_changed.emit(True)
        future.add_done_callback(lambda done: self._finished.emit(done, (then, otherwise)))

    @Slot(object)
    def _tell(self, notice: object) -> None:
        self.changed.emit(notice)

    @Slot(object, object)
    def _settle(self, future: Future[Any], calls: tuple[Any, Any]) -> None:
        then, otherwise = calls
        self._under_way -= 1
        if self._under_way == 0:
            self.busy_changed.emit(False)
        error = future.exception()
        if error is None:
            if then is not None:
                then(future.result().result)
        elif isinstance(error, UserFixable):
            if otherwise is not None:
                otherwise(error)
            else:
                self.refused.emit(error)
        else:
            self.broken.emit(error)
