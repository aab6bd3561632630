"""Somebody opens the program for the first time, changes one thing, takes it back, and comes again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from stewardship_desktop.application.locations import workspace_folder
from stewardship_desktop.ui.shell.session import EXAMPLE_NAME
from tests.journeys.conftest import Program, ask_file
from tests.journeys.keyboard import CTRL

TRUST = "Essex Partnership University NHS Foundation Trust"
OLD, NEW = "EPUT", "Essex Partnership"


def short_names(path: Path) -> list[str]:
    return [row[0] for row in ask_file(path, "SELECT short_name FROM organisation WHERE name = ?", TRUST)]


def test_first_start_an_edit_taken_back_and_done_again(program: Program) -> None:
    keys = program.keys
    program.start()
    path = workspace_folder() / EXAMPLE_NAME

    # Who are you? The cursor is in the first field already; Enter keeps the answer.
    assert program.sees("Who are you?")
    keys.type_in("Sam Example")
    keys.press(Qt.Key.Key_Tab)
    keys.type_in("Programme manager")
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: not program.sees("Who are you?"))
    assert program.window.status.person.text() == "Sam Example, Programme manager"
    assert keys.said().startswith("Chase"), keys.where()

    # A care area by its name: its home, with its figures.
    program.open_by_palette("stroke")
    assert program.window.room_id == "home"
    assert program.window.top_bar.picker.text().strip() == "Stroke"
    keys.wait(lambda: program.sees("£22.5m") and program.sees("11 of 26"))
    assert keys.said().startswith("Chase: Data not received"), keys.where()

    # An organisation by its letters, its short name changed in the table.
    program.open_by_palette(OLD)
    assert program.window.room_id == "system"
    keys.to_cell(TRUST, "Short name")
    keys.press(Qt.Key.Key_F2)
    keys.write(NEW)
    keys.press(Qt.Key.Key_Return)
    act = f"Edit {TRUST}"
    program.done(act)
    assert short_names(path) == [NEW]
    program.undo()
    assert program.undo_name() == "Nothing to undo"
    assert program.redo_name() == f"Redo {act}"
    assert short_names(path) == [OLD]
    assert keys.grid().accessibleName() == "Organisations"
    keys.press(Qt.Key.Key_Q, CTRL)
    assert not program.window.isVisible()
    program.end()

    # The next day.
    program.start()
    assert program.window.status.person.text() == "Sam Example, Programme manager"
    assert program.window.top_bar.picker.text().strip() == "Stroke"
    assert program.redo_name() == f"Redo {act}"
    program.redo()
    assert short_names(path) == [NEW]

    # What happened, and the life of the record.
    program.open_by_palette("history")
    keys.wait(lambda: program.sees("acts in all"))
    keys.tab_to("Acts, newest first", most=5)
    assert keys.column("What was done")[:3] == [f"Redo {act}", f"Undo {act}", act]
    assert set(keys.column("Who")[:3]) == {"Sam Example"}
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: keys.said() == "Changes of the act")
    keys.tab_to("Show this record's life", back=True, most=2)
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: keys.said() == "Life of the record")
    assert keys.column("From")[-3:] == [OLD, NEW, OLD]
    assert keys.column("To")[-3:] == [NEW, OLD, NEW]
    keys.press(Qt.Key.Key_Escape)
    assert keys.said() == "Acts, newest first"
    program.end()
    assert short_names(path) == [NEW]
