"""A month's values come as a file; the next month's takes two presses of Enter. All by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.conftest import Program
from tests.journeys.steward import NEEDLE, TREATED, WARD, heading, last_month, month_due, values


def month_file(path: Path, minutes: str) -> Path:
    """One metric a row; a name that isn't ours, one that nobody here watches, a cell that says nothing."""
    lines = (
        ("Measure", heading()), (NEEDLE, minutes), ("To the ward in time", "63"), (TREATED, "671/750"),
        ("Parking complaints", "4"),
    )  # fmt: skip
    path.write_text("".join(f"{name},{text}\n" for name, text in lines), encoding="utf-8")
    return path


def choose_file(program: Program, file: Path) -> None:
    """From anywhere to a file that has been read."""
    keys = program.keys
    program.open_by_palette("dashboard")
    keys.tab_to("Parts of the dashboard", back=True, most=9)
    keys.press(Qt.Key.Key_Right, times=2)
    keys.tab_to("Choose a file", most=2)
    keys.press(Qt.Key.Key_Return)
    program.name_file(file)


def test_a_file_is_matched_once_and_its_next_month_knows_the_way(introduced: Program, tmp_path: Path) -> None:
    program, keys = introduced, introduced.keys
    path, month = month_due(tmp_path), last_month()
    program.start(path)
    program.open_by_palette("stroke")

    choose_file(program, month_file(tmp_path / "first.csv", "58"))
    assert program.sees("4 rows under 2 headings.")
    assert program.sees("One metric a row, periods across, 4 names.")
    assert keys.said() == "Next: Layout", keys.where()
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("Next: Names", most=3)
    keys.press(Qt.Key.Key_Return)
    program.settled()

    # Two names are known; of the others one is ours under another name, one is nobody's.
    assert keys.said() == "Names in the file", keys.where()
    assert keys.column("Goes to") == [NEEDLE, "New metric", TREATED, "New metric"]
    for name, goes in (("To the ward in time", WARD), ("Parking complaints", "Left out")):
        keys.to_cell(name, "Goes to")
        keys.press(Qt.Key.Key_Return)
        keys.choose(goes)
    assert keys.column("Goes to") == [NEEDLE, WARD, TREATED, "Left out"]
    keys.tab_to("Next: Preview", most=3)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.sees("first.csv: 3 new.")
    assert values(path, month) == {}, "a preview writes nothing"
    assert keys.said() == "Import 3 values", keys.where()
    keys.press(Qt.Key.Key_Return)
    program.done("Import 3 values from first.csv")
    first = values(path, month)
    assert {name: each[0] for name, each in first.items() if name != TREATED} == {NEEDLE: "58", WARD: "63"}
    assert keys.said() == "Metrics by column of value", keys.where()

    # The next file of this make: its layout and names are known, two presses do.
    choose_file(program, month_file(tmp_path / "second.csv", "57"))
    assert program.sees("You have imported a file like it: the preview comes next.")
    assert keys.said() == "Next: Preview", keys.where()
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.sees("second.csv: 1 changed, 2 the same.")
    assert keys.said() == "Import 1 value", keys.where()
    keys.press(Qt.Key.Key_Return)
    program.done("Import 1 value from second.csv")
    assert values(path, month)[NEEDLE][0] == "57"

    # Each file is one act, taken back by one key.
    program.undo()
    assert values(path, month) == first
    program.undo()
    assert values(path, month) == {}
    assert program.undo_name() == "Nothing to undo"
