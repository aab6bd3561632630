"""The power goes while values are typed into the grid: what the window called saved is there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.value_framework import Frequency
from tests.journeys.conftest import Program, ask_file
from tests.journeys.other_process import typing
from tests.journeys.steward import WARD, last_month, month_due

ENOUGH, MOST = 40, 120
"""The first line of the grid and a part of the second; all but the last."""
Cells = dict[tuple[str, str], str]

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")


def held(path: Path) -> Cells:
    """The value of each metric and day, by a fresh reader of the file."""
    query = (
        'SELECT metric.name, observation."on", observation.value FROM observation '
        "JOIN metric_definition ON metric_definition.id = definition_id "
        "JOIN metric ON metric.id = metric_id"
    )
    return {(name, on): value for name, on, value in ask_file(path, query)}


def test_what_was_called_saved_is_there_after_a_kill(introduced: Program, tmp_path: Path) -> None:
    program, keys = introduced, introduced.keys
    path = month_due(tmp_path)
    before = held(path)
    typed: list[tuple[tuple[str, str], str]] = []
    saved = 0
    with typing("value_typist", path) as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, *rest = line.rstrip("\n").split(" ", 3)
            if word == "saved":
                saved = int(rest[0])
            else:
                assert word == "typed", line
                on, value, name = rest
                typed.append(((name, on), value))
            if saved >= ENOUGH or len(typed) == MOST:
                os.kill(process.pid, signal.SIGKILL)
    assert saved >= ENOUGH, "too little was called saved to tell"

    program.start(path)
    program.open_by_palette("stroke")
    there = held(path)
    for at, (cell, value) in enumerate(typed):
        if at < saved:
            assert there[cell] == value, f"{cell} was called saved"
        else:
            assert there.get(cell) in (value, before.get(cell)), f"{cell} holds what nobody typed"
    touched = dict(typed)
    # The cell that was half typed at the end may not be in the list of what was sent.
    others = {cell: value for cell, value in there.items() if cell not in touched}
    assert others.items() <= before.items(), "a cell changed that nobody was in"

    # Typing goes on at what is due, and what was typed before the kill can be taken back.
    assert keys.said().startswith("Enter value"), keys.where()
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert keys.said() == "Values by metric and period"
    cell = max(
        (cell for cell, _ in typed if there[cell] == touched[cell]), key=[each for each, _ in typed].index
    )
    program.undo()
    assert held(path).get(cell) == before.get(cell)
    program.redo()
    assert program.sees(f"{WARD}, {period_words(Frequency.MONTHLY, last_month())}: no value")
    keys.type_in("63")
    keys.press(Qt.Key.Key_Return)
    program.done(f"value of {WARD}")
    assert held(path) == {**there, (WARD, last_month().isoformat()): "63"}
