"""Collects Python's garbage on the GUI thread only.

A cycle that holds a widget must not be collected by the writer's or a job's thread: Qt then destroys
it there, and the process falls. So the automatic collector is off and a timer does its work.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000


class GarbageTimer(QObject):
    """Turns the automatic collector off until `stop`; looks once a second whether a collection is due.

    None is made while `busy()`: it would walk every row that a running job has in hand.
    """

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = busy
        self._was_on = gc.isenabled()
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Leave the collector as it was found."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def _look(self) -> None:
        """Collect the oldest generation that is due, by the interpreter's own thresholds."""
        if self._busy():
            return
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
