"""What is typed is kept within a second, also of somebody who never pauses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from stewardship_desktop.domain.star.session import Measure
from tests.ui.workshop.conftest import Room


def test_who_types_on_without_a_pause_loses_no_more_than_a_second(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = room.open()
    timer = page.drafts.timer
    started: list[str] = []
    begin = timer.start

    def start() -> None:
        started.append("again")
        begin()

    monkeypatch.setattr(timer, "start", start)
    room.type(page.panels[0].form.rows["question"].box, "What less")
    assert started == ["again"], "the first key sets it going, the others don't put it off"
    page.go_to(7)
    started.clear()
    room.type(page.panels[7].view_line.line, "The ward")
    assert len(started) == 1
    page.go_to(2)
    started.clear()
    table = page.panels[2].tables[Measure.PEOPLE]
    table.edit_cell(room.session.options["carers"], "best")
    room.type(room.focus(), "1200")
    assert len(started) == 4, "half of a number is another number"
    room.key(Qt.Key.Key_Return)
    room.settle()
    assert room.records().best(room.session.options["carers"], Measure.PEOPLE) == 1200
