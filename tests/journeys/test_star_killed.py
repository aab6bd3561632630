"""The power goes while the sheets of a STAR workshop are typed in; the room goes on where it was."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.journeys.conftest import Program, ask_file
from tests.journeys.facilitator import HALF_TYPED, SCORES, Facilitator, medians, one_area, scores
from tests.journeys.other_process import heard, typing

LAST_SECOND = 1.0
HALF = 36
FIRST = next(iter(SCORES))

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")


Typed = dict[tuple[str, int, int], tuple[float, int | None]]


def note(typed: Typed, said: list[str]) -> None:
    """Keep what a line says: when which score went into which cell."""
    moment, seat, score, option = said
    typed[option, 1, int(seat)] = (float(moment), None if score == "-" else int(score))


def come_back(program: Program, path: Path, clock: str) -> Any:
    """Start again, and find the workshop where it was."""
    program.start(path)
    program.open_by_palette("workshop")
    page: Any = program.window.page("workshop")
    assert page.progress.started_at.isoformat() == clock
    assert program.window.room_id == "workshop"
    assert Facilitator(program).step() == 4
    assert program.sees("of 25 minutes")
    assert program.sees("Score sheets, round 1")
    assert program.keys.said() == "Scores by seat and option", program.keys.where()
    return page


def test_killed_in_the_middle_of_typing_the_workshop_goes_on_to_its_lock(
    introduced: Program, tmp_path: Path
) -> None:
    program, keys, person = introduced, introduced.keys, Facilitator(introduced)
    path = one_area(tmp_path)
    typed: Typed = {}
    with typing("typist", path) as process:
        (clock,) = heard(process, "clock")
        while len(typed) < HALF:
            note(typed, heard(process, "typed"))
        killed_at = time.monotonic()
        os.kill(process.pid, signal.SIGKILL)
        assert process.stdout is not None
        for line in process.stdout:
            # Said before it died, read after.
            note(typed, line.rstrip("\n").split(" ", 4)[1:])
    assert HALF <= len(typed) < 71, "it was not killed in the middle"

    come_back(program, path, clock)
    there = scores(path)
    for cell, (moment, given) in typed.items():
        assert cell in there or moment > killed_at - LAST_SECOND, "more than the last second is gone"
        assert there.get(cell, given) == given
    old = [moment for moment, _ in typed.values() if moment < killed_at - LAST_SECOND]
    assert old, "nothing was older than a second: the kill came too early to tell"

    # Typing goes on in the first cell that is empty.
    wanted = {
        (option, 1, seat): score
        for option, sheet in SCORES.items()
        for seat, score in enumerate(sheet, 1)
        if score != "withdrew"
    }
    for cell, score in wanted.items():
        if cell not in there:
            keys.type_in(str(score))
            keys.press(Qt.Key.Key_Return)
    program.settled()
    assert scores(path) == {cell: None if score == "-" else score for cell, score in wanted.items()}
    keys.tab_to("Reveal", most=1)
    person.reveal_and_agree()
    person.next_step(5)
    person.talk_and_score_again()
    person.next_step(6)
    person.next_step(7)
    person.choose_moves()
    person.next_step(8)
    person.lock()
    program.end()
    assert medians(path)[FIRST] == "75.5"
    assert ask_file(path, "SELECT locked FROM star_decision") == [(1,)]


def test_killed_in_a_pause_nothing_typed_is_gone(introduced: Program, tmp_path: Path) -> None:
    program, keys = introduced, introduced.keys
    path = one_area(tmp_path)
    with typing("typist", path, "--pauses") as process:
        (clock,) = heard(process, "clock")
        heard(process, "kept")
        os.kill(process.pid, signal.SIGKILL)
    come_back(program, path, clock)
    assert scores(path) == {(FIRST, 1, 1): SCORES[FIRST][0]}

    # The line that was half typed in the first step is as it was left.
    keys.press(Qt.Key.Key_PageUp, times=3)
    keys.tab_to("Interest", back=True, most=4)
    keys.press(Qt.Key.Key_End)
    keys.type_in(" a charity")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    said = [words for (words,) in ask_file(path, "SELECT interest FROM seat_interest")]
    assert sorted(said) == [f"{HALF_TYPED} a charity", "runs the classes"]
