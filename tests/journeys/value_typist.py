"""The program as a process of its own, in which somebody types values into the grid until it is killed.

`python -m tests.journeys.value_typist WORKSPACE`: goes from Home to the entry grid, to its first line and
period, and types a value in each cell at a quick hand's pace. It says on its standard output, a line each:
`typed DAY VALUE METRIC` when a value was sent with Tab, and `saved COUNT` when the foot of the window says
that all is saved, with how many were typed by then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import Program
from tests.journeys.keyboard import CTRL
from tests.journeys.typist import KEY_MS, Waiting, say


def strokes(program: Program) -> Iterator[None]:
    """A key at a time, along the lines of the grid."""
    keys = program.keys
    page: Any = program.window.page("dashboard")
    count, saved = 0, 0
    while True:
        table = next(each for each in page.findChildren(object) if type(each).__name__ == "EntryTable")
        if keys.grid().currentIndex().column() == 0:
            keys.press(Qt.Key.Key_Right)
            yield
        row, start = table.place()
        value = str(10 + count % 80)
        for sign in value:
            keys.type_in(sign)
            yield
            if count > saved and program.window.status.saved.text().startswith("Saved "):
                saved = count
                say("saved", count)
        keys.press(Qt.Key.Key_Tab)
        count += 1
        say("typed", start.isoformat(), value, row.entry.name)
        yield


def main(path: Path) -> None:
    """Go to the grid, and type until somebody kills this process."""
    app = QApplication([sys.argv[0], "-style", "fusion"])
    program = Program(cast(QtBot, Waiting()), app)
    program.start(path)
    program.open_by_palette("stroke")
    assert program.keys.said().startswith("Enter values")
    program.keys.press(Qt.Key.Key_Return)
    program.settled()
    program.keys.press(Qt.Key.Key_Home, CTRL)
    going = strokes(program)
    hand = QTimer()
    hand.timeout.connect(lambda: next(going, None))
    hand.start(KEY_MS)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
