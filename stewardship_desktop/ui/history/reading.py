"""Reads on a thread of its own, since a large record takes longer than a frame. The newest question wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from stewardship_desktop.ui.bridge import Bridge


class Reading(QObject):
    """`ask(query, *arguments, then=...)`: `then(rows)` on the GUI thread unless overtaken by another."""

    _read = Signal(int, object)
    _failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = 0
        self._then: Callable[[Any], None] | None = None
        self._read.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(bridge.broken, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self._then is not None

    def ask(self, query: Callable[..., Any], *arguments: Any, then: Callable[[Any], None]) -> None:
        """Run a query of `store.queries`; the answer to an earlier question is dropped."""
        self._asked += 1
        self._then = then
        QThreadPool.globalInstance().start(_Question(self, self._asked, query, arguments))

    @Slot(int, object)
    def _arrived(self, number: int, rows: object) -> None:
        if number == self._asked and self._then is not None:
            then, self._then = self._then, None
            then(rows)

    def answer(self, number: int, query: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        """Run on the worker: read and hand over."""
        try:
            rows = self._bridge.opened.read(query, *arguments)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must be said and not lost on a thread
            self._hand_over(self._failed, error)
        else:
            self._hand_over(self._read, number, rows)

    @staticmethod
    def _hand_over(signal: Any, *values: Any) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:
            # The page was closed meanwhile, and with it whoever asked.
            return


class _Question(QRunnable):
    def __init__(
        self, reading: Reading, number: int, query: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> None:
        super().__init__()
        self._reading, self._number, self._query, self._arguments = reading, number, query, arguments

    def run(self) -> None:
        self._reading.answer(self._number, self._query, self._arguments)
