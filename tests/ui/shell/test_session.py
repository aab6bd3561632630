"""The window as a person drives it: open, act, undo, find, leave; and what it says when it can't."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.store.workspace import create
from tests.ui.shell.conftest import Desk


def add(desk: Desk, name: str = "Trust A") -> None:
    """One act from somewhere in the window, waited for."""
    bridge = desk.session.bridge
    assert bridge is not None
    with desk.qtbot.waitSignal(bridge.changed):
        bridge.act(record.add, [Organisation(id=new_id(), name=name)])
    desk.settled()


def test_the_example_opens_with_its_care_areas(desk: Desk, example: Callable[[], Path]) -> None:
    desk.open(example())
    assert len(desk.window.top_bar.picker.menu().actions()) == 12
    assert desk.window.status.workspace.text() == "Example.stewardship"
    assert desk.window.status.saved.text() == "All changes saved"


def test_undo_and_redo_carry_the_acts_name(desk: Desk, example: Callable[[], Path]) -> None:
    desk.open(example())
    bar = desk.window.top_bar
    assert not bar.undo.isEnabled()
    add(desk)
    assert "Add organisation Trust A" in bar.undo.text()
    assert desk.window.status.saved.text().startswith("Saved ")
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(bar.redo.isEnabled)
    assert "Add organisation Trust A" in bar.redo.text()
    QTest.keyClick(desk.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(bar.undo.isEnabled)


def test_choosing_a_care_area_is_remembered(desk: Desk, example: Callable[[], Path]) -> None:
    path = example()
    desk.open(path)
    stroke = next(a for a in desk.window.top_bar.picker.menu().actions() if a.text().startswith("Stroke"))
    stroke.trigger()
    assert desk.window.top_bar.picker.text().strip() == "Stroke"
    desk.session.leave()
    assert desk.window.stack.currentWidget() is desk.window.start_page
    desk.open(path)
    assert desk.window.top_bar.picker.text().strip() == "Stroke"


def test_a_found_option_opens_in_its_own_care_area(desk: Desk, example: Callable[[], Path]) -> None:
    desk.open(example())
    other = next(area for area in desk.session.areas if area.name != "Stroke")
    desk.session.choose_care_area(other.care_area_id)
    desk.window.palette_popup.open_over()
    palette = desk.window.palette_popup
    palette.line.setText("peer support and exercise")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    desk.settled()
    assert desk.window.room_id == "star"
    assert desk.window.top_bar.picker.text().strip() == "Stroke"


def test_the_palette_finds_rooms_acts_and_records(desk: Desk, example: Callable[[], Path]) -> None:
    desk.open(example())
    QTest.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = desk.window.palette_popup
    assert palette.isVisible()
    palette.line.setText("strok")
    assert any("Stroke" in palette.list.item(row).text() for row in range(palette.list.count()))
    palette.line.setText("hist")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert desk.window.room_id == "history"
    desk.window.palette_popup.open_over()
    palette.line.setText("zzzz")
    assert palette.list.count() == 0
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_what_is_no_workspace_leaves_the_open_one(
    desk: Desk, example: Callable[[], Path], tmp_path: Path
) -> None:
    path = example()
    desk.open(path)
    stranger = tmp_path / "letter.stewardship"
    stranger.write_text("Dear all", encoding="utf-8")
    desk.session.open_file(stranger)
    desk.qtbot.waitUntil(lambda: bool(desk.window.notices.current_text()))
    assert "is not a workspace" in desk.window.notices.current_text()
    assert desk.session.opened is not None
    assert desk.session.opened.path == path


def test_a_newer_workspace_is_refused_whole(desk: Desk, example: Callable[[], Path]) -> None:
    path = example()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    desk.session.open_file(path)
    desk.qtbot.waitUntil(lambda: bool(desk.window.notices.current_text()))
    assert "newer version" in desk.window.notices.current_text()
    assert path.read_bytes() == before


def test_a_new_workspace_is_made_and_never_over_another(desk: Desk, tmp_path: Path) -> None:
    with desk.qtbot.waitSignal(desk.session.usable):
        desk.session.make_file(tmp_path / "ours")
    desk.settled()
    assert (tmp_path / "ours.stewardship").exists()
    desk.session.leave()
    desk.session.make_file(tmp_path / "ours.stewardship")
    desk.qtbot.waitUntil(lambda: bool(desk.window.notices.current_text()))
    assert "is there already" in desk.window.notices.current_text()


def test_an_unclean_close_is_looked_into_before_edits(desk: Desk, example: Callable[[], Path]) -> None:
    path = example()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE store_meta SET value = '0' WHERE key = 'clean_close'")
        connection.execute("UPDATE organisation SET name = 'Lagging' WHERE short_name = 'EPUT'")
    connection.close()
    desk.open(path)
    assert "rebuilt from the record" in desk.window.notices.current_text()
    add(desk)
    desk.session.leave()
    with sqlite3.connect(path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM organisation")}
    connection.close()
    assert "Lagging" not in names
    assert "Trust A" in names


def test_a_workspace_open_elsewhere_is_said_so(desk: Desk, example: Callable[[], Path]) -> None:
    from stewardship_desktop.store.workspace import open_workspace

    path = example()
    other = open_workspace(path)
    try:
        desk.session.open_file(path)
        desk.qtbot.waitUntil(lambda: bool(desk.window.notices.current_text()))
        assert "open in another window" in desk.window.notices.current_text()
    finally:
        other.close()


def test_an_opening_that_was_stopped_leaves_a_way_on_and_no_lock(
    desk: Desk, example: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stewardship_desktop.application import opened as application

    path = example()
    begun, may_end = Event(), Event()
    real = application.open_for

    def held(*arguments: Any, **named: Any) -> Any:
        found = real(*arguments, **named)
        begun.set()
        may_end.wait(5)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(application, "open_for", held)
        desk.session.open_file(path)
        assert begun.wait(5)
        desk.window.status.progress.cancelled.emit()
        may_end.set()
        desk.qtbot.waitUntil(lambda: not desk.window.jobs.running)
    assert "was stopped" in desk.window.notices.current_text()
    assert desk.window.stack.currentWidget() is desk.window.start_page
    desk.open(path)
    assert desk.session.opened is not None
    assert not desk.session.opened.read_only


def test_a_check_that_was_stopped_can_be_made_after_all(
    desk: Desk, example: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = example()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE store_meta SET value = '0' WHERE key = 'clean_close'")
    connection.close()
    check = desk.session._check

    def stopped() -> None:
        check()
        assert desk.session._checking is not None
        desk.session._checking.cancel()

    with monkeypatch.context() as patched:
        patched.setattr(desk.session, "_check", stopped)
        desk.open(path)
    assert desk.session.opened is not None
    assert not desk.session.opened.ready
    assert "can't be edited before it is checked" in desk.window.notices.current_text()
    desk.session._check()
    desk.qtbot.waitUntil(lambda: not desk.window.jobs.running)
    assert desk.session.opened.ready
    add(desk)


def test_recent_workspaces_that_are_gone_are_left_out(desk: Desk, tmp_path: Path) -> None:
    kept, gone = tmp_path / "kept.stewardship", tmp_path / "gone.stewardship"
    create(kept)
    shutil.copy2(kept, gone)
    desk.settings.opened(gone)
    desk.settings.opened(kept)
    gone.unlink()
    desk.session.show_start()
    from stewardship_desktop.ui.widgets.words import LinkButton

    assert [link.text() for link in desk.window.start_page.findChildren(LinkButton)] == ["kept"]


def test_the_first_start_asks_who_and_acts_carry_it(
    desk: Desk, example: Callable[[], Path], tmp_path: Path
) -> None:
    from stewardship_desktop.application.settings import Settings
    from stewardship_desktop.ui.settings.identity_form import IdentityForm

    desk.session.settings = Settings(tmp_path / "fresh.json")
    desk.session.settings.listen(desk.session._on_option)
    desk.open(example())
    form = desk.window.findChild(IdentityForm)
    assert form is not None
    assert desk.window.status.person.text() == ""
    desk.session.settings.introduce("Sam Example", "Finance partner")
    assert desk.window.status.person.text() == "Sam Example, Finance partner"
    add(desk)
    opened = desk.session.opened
    assert opened is not None
    assert opened.author.name == "Sam Example"


def test_the_workspaces_name_holds_what_is_done_with_workspaces(
    desk: Desk, example: Callable[[], Path], tmp_path: Path
) -> None:
    assert not desk.window.status.workspace.isVisible()
    other = tmp_path / "Our care area.stewardship"
    create(other)
    desk.open(other)
    desk.open(example())
    name = desk.window.status.workspace
    assert name.isVisible()

    def offered() -> dict[str, QAction]:
        name.fill()
        return {act.text().split("\t")[0]: act for act in name.menu().actions() if not act.isSeparator()}

    assert list(offered()) == [
        "Open a workspace ...",
        "Make a new workspace ...",
        "Open the example system",
        "Our care area.stewardship",
        "Save a copy of the workspace ...",
        "Close the workspace",
    ]
    with desk.qtbot.waitSignal(desk.session.usable):
        offered()["Our care area.stewardship"].trigger()
    desk.qtbot.waitUntil(lambda: not desk.window.jobs.running)
    assert name.text() == "Our care area.stewardship"
    offered()["Close the workspace"].trigger()
    assert desk.window.stack.currentWidget() is desk.window.start_page
    assert not name.isVisible()


def test_a_file_that_goes_is_not_called_saved(
    desk: Desk, example: Callable[[], Path], tmp_path: Path
) -> None:
    path = example()
    desk.open(path)
    elsewhere = tmp_path / "elsewhere.stewardship"
    path.rename(elsewhere)
    desk.qtbot.waitUntil(lambda: "Not on disk" in desk.window.status.saved.text())
    elsewhere.rename(path)
    desk.qtbot.waitUntil(lambda: "saved" in desk.window.status.saved.text().casefold())
