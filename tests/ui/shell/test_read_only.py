"""A workspace that can't be written: every room opens, every edit is refused in one line, the file stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stewardship_desktop.store import workspace
from stewardship_desktop.ui.rooms import ROOMS
from stewardship_desktop.ui.widgets import DataTable, Edit
from tests.ui.shell.conftest import Desk

REFUSED = "open for reading only"


def test_every_room_opens_and_refuses_edits_in_a_line(
    desk: Desk, example: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = example()
    # As a folder that forbids writing does, which a test run by an administrator can't make.
    monkeypatch.setattr(workspace, "_writable", lambda _path: False)
    before = path.read_bytes()
    desk.open(path)
    assert desk.session.opened is not None
    assert desk.session.opened.read_only
    desk.session.choose_care_area(desk.session.areas[0].care_area_id)
    refused = 0
    for room in ROOMS:
        desk.session.go(room.room_id)
        desk.settled()
        page = desk.window.page(room.room_id)
        assert page is not None
        for table in page.findChildren(DataTable):
            key = next((column.key for column in table.columns if column.editable), "")
            if not key or not table.isVisible() or not table.shown_rows():
                continue
            row_id = table.model.id_at(0)
            said = desk.window.notices.current_text()
            table.edits_requested.emit([Edit(row_id=row_id, key=key, value="Other")])
            desk.settled()
            words = table.notice.text_label.text() + desk.window.notices.current_text().removeprefix(said)
            assert REFUSED in words, (room.room_id, words)
            assert "\n" not in words
            refused += 1
    desk.session.leave()
    assert refused >= 2
    assert path.read_bytes() == before
