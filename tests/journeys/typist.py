"""The program as a process of its own, in which somebody types score sheets until it is killed.

`python -m tests.journeys.typist WORKSPACE [--pauses]`: holds a workshop by keyboard up to its scores, leaves
a line half typed on the way, and types sheets at a quick hand's pace; with `--pauses` it stops before the
first Enter. It says on its standard output, a line each: `clock MOMENT` (when that was started), `typed
SECONDS SEAT SCORE OPTION` at each Enter (seconds of the system's monotonic clock), and `kept` when a score
without its Enter has been written.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import Program
from tests.journeys.facilitator import HALF_TYPED, SCORES, Facilitator

KEY_MS = 15


class Waiting:
    """What the journeys' driver needs of a QtBot, in a process without a test."""

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 (as in pytest-qt)
        """Nothing to do: the process ends with its widgets."""

    def waitUntil(self, seen: Callable[[], object], timeout: int = 20_000) -> None:  # noqa: N802
        """Let the program go on until something can be seen; at most so many milliseconds."""
        loop, ends = QEventLoop(), time.monotonic() + timeout / 1000
        look = QTimer()
        look.timeout.connect(lambda: loop.quit() if seen() or time.monotonic() > ends else None)
        if not seen():
            look.start(10)
            loop.exec()
        if not seen():
            raise TimeoutError(f"not seen in {timeout} ms")

    @contextmanager
    def waitSignal(self, signal: Any, timeout: int = 20_000) -> Iterator[None]:  # noqa: N802
        """Wait at the end of the block until the signal came."""
        came: list[bool] = []
        signal.connect(lambda *_: came.append(True))
        yield
        self.waitUntil(lambda: came, timeout)


def say(*words: object) -> None:
    """A line to whoever watches."""
    print(*words, flush=True)


def strokes(program: Program, *, pauses: bool) -> Iterator[None]:
    """A key at a time: scores down the options; with `pauses` the first one only, without its Enter."""
    for option, given in SCORES.items():
        for seat, score in enumerate(given, 1):
            if score == "withdrew":
                continue
            for sign in str(score):
                program.keys.type_in(sign)
                yield
            if pauses:
                assert program.session.bridge is not None
                program.session.bridge.changed.connect(lambda _: say("kept"))
                return
            program.keys.press(Qt.Key.Key_Return)
            say("typed", time.monotonic(), seat, score, option)
            yield


def main(path: Path, *, pauses: bool) -> None:
    """Hold a workshop up to its scores, and type until somebody kills this process."""
    app = QApplication([sys.argv[0], "-style", "fusion"])
    program = Program(cast(QtBot, Waiting()), app)
    person = Facilitator(program)
    program.start(path)
    person.make_session()
    person.open_workshop()
    person.start_clock()
    person.seat_everybody()
    person.declare("3", "Ward", "runs the classes")
    program.keys.type_in(HALF_TYPED)
    person.next_step(2)
    person.park("Gym vouchers", "for another day")
    person.next_step(3)
    person.correct_cost("Six month reviews", "25k", "£32,000", "40k")
    person.next_step(4)
    page: Any = program.window.page("workshop")
    say("clock", page.progress.started_at.isoformat())
    going = strokes(program, pauses=pauses)
    hand = QTimer()
    hand.timeout.connect(lambda: next(going, None))
    hand.start(KEY_MS)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), pauses="--pauses" in sys.argv)
