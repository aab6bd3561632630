"""One laptop, one screen: what the room can read never tells a score before it is revealed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from stewardship_desktop.application.commands import star, workshop
from stewardship_desktop.domain.chart.primitives import Circle, Text
from stewardship_desktop.ui.workshop.projector_stage import ProjectorStage
from tests.journeys.conftest import Program
from tests.journeys.facilitator import ROLES, Facilitator, one_area, scores
from tests.journeys.keyboard import SHIFT
from tests.support.stores import opened

SECRET = (61, 63, 67, 69, 71, 73, 77, 79, 83, 87, 91, 97)
"""Scores that no other figure of the session is, nor their median."""
MEDIAN = "75"
NUMBERS = {*map(str, SECRET), MEDIAN}
OPTIONS = ("Early supported discharge", "Ward classes")


def session(folder: Path) -> Path:
    """A workspace with a session of two options and twelve seats."""
    path = one_area(folder)
    with opened(path) as workspace:

        def act(command: Any, *arguments: Any) -> Any:
            return workspace.act(command, *arguments).result().result

        here = act(star.start_session, "stroke", "Stroke at home")
        rows = [
            {
                "name": name,
                "people": 400,
                "share": 1,
                "success": 1,
                "cost": 50_000,
                "current": name == OPTIONS[1],
            }
            for name in OPTIONS
        ]
        act(star.add_options, here, rows)
        act(workshop.add_seats, here, [{"role": role} for role in ROLES])
    return path


def readable(program: Program) -> Iterator[str]:
    """Every text that somebody in the room could read or have read out, the slide's drawing too."""
    for widget in (program.window, *program.window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        text = getattr(widget, "text", None)
        if callable(text):
            yield str(text())
        if isinstance(widget, ProjectorStage):
            yield from drawn(widget)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            for row in range(model.rowCount()):
                for column in range(columns):
                    index = model.index(row, column)
                    yield str(index.data() or "")
                    yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
                    yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")


def drawn(stage: ProjectorStage) -> list[str]:
    """The words on a slide, and those at its dots."""
    return [
        *(one.text for one in stage.drawn() if isinstance(one, Text)),
        *(one.tip for one in stage.drawn() if isinstance(one, Circle)),
    ]


def told(program: Program) -> set[str]:
    """The secret numbers that can be read."""
    return {number for text in readable(program) for number in re.findall(r"\d+", text)} & NUMBERS


def slide(program: Program) -> ProjectorStage | None:
    """The slide that covers the window, if it is on; a preview of it is smaller."""
    stages = program.window.findChildren(ProjectorStage)
    whole = program.window.size()
    return next((one for one in stages if one.isVisible() and one.size() == whole), None)


def test_the_room_reads_no_score_before_the_reveal(introduced: Program, tmp_path: Path) -> None:
    program, keys, person = introduced, introduced.keys, Facilitator(introduced)
    path = session(tmp_path)
    program.start(path)
    program.open_by_palette("stroke")
    program.open_by_palette("workshop")
    assert keys.said() == "Sessions", keys.where()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert person.step() == 1
    person.next_step(2)
    keys.tab_to("One screen", most=12)
    keys.press(Qt.Key.Key_Space)
    for step in (3, 4):
        person.next_step(step)

    # While the sheets go in the room sees dots, digits on the way included.
    for score in SECRET:
        for sign in str(score):
            keys.type_in(sign)
            assert told(program) == set()
        keys.press(Qt.Key.Key_Return)
    program.settled()
    assert [scores(path)[OPTIONS[0], 1, seat] for seat in range(1, 13)] == [*SECRET]
    assert told(program) == set()

    # The slide over it, in this step and in every other.
    keys.press(Qt.Key.Key_F5)
    assert slide(program) is not None
    for _ in range(4):
        assert told(program) == set()
        keys.press_over(program.window, Qt.Key.Key_F8)
    assert person.step() == 8
    assert told(program) == set()
    keys.press_over(program.window, Qt.Key.Key_F8, SHIFT, times=4)
    keys.press_over(program.window, Qt.Key.Key_Escape)
    assert slide(program) is None
    assert keys.said() == "Scores by seat and option", keys.where()

    # The reveal is the moment: now the slide has the median.
    keys.tab_to("Reveal", most=30)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    keys.press(Qt.Key.Key_F5)
    shown = slide(program)
    assert shown is not None
    assert any(MEDIAN in words for words in drawn(shown)), drawn(shown)

    # And the panic key takes even that away at once.
    keys.press_over(program.window, Qt.Key.Key_F9)
    assert shown.is_blank
    assert shown.accessibleDescription() == ""
