"""A finance partner brings in a page of the budget book, twice, and says what a service line is for."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.conftest import Program, ask_file
from tests.support.budget_files import FOLDER, RESOURCES

HEADING, NAME = "What is left", "Provide of Colchester"
TRUST = "Provide Community Interest Company"


def workbook(path: Path, **figures: int) -> Path:
    """The cardiology page as a trust might send it: an XLSX, a heading of its own, a name of its own.

    `figures` replace the net spend of the organisations named.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    with (FOLDER / RESOURCES).open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            new = {"net_spend_gbp_thousand": HEADING, "Provide": NAME}
            cells: list[object] = [new.get(cell, cell) for cell in row]
            if row[0] in figures:
                cells[5] = figures[row[0]]
            sheet.append([_number(cell) for cell in cells])
    book.save(path)
    return path


def _number(cell: object) -> object:
    try:
        return float(str(cell))
    except ValueError:
        return cell


def kept(path: Path) -> list[tuple[int, str, str]]:
    """The kept versions of the cardiology page, by a fresh reader of the file."""
    query = "SELECT version, file_name, checks_note FROM budget_import WHERE kind = ? ORDER BY version"
    return ask_file(path, query, "organisation-resources")


def aliases(path: Path) -> list[tuple[str, str]]:
    query = (
        "SELECT alias, name FROM organisation_alias JOIN organisation "
        "ON organisation.id = organisation_id WHERE alias = ?"
    )
    return ask_file(path, query, NAME)


def choose_file(program: Program, file: Path) -> None:
    """From anywhere to a file that has been read."""
    keys = program.keys
    program.open_by_palette("budget book")
    keys.tab_to("Import a file", back=True, most=8)
    keys.press(Qt.Key.Key_Return)
    assert keys.said().startswith("Choose a")
    keys.press(Qt.Key.Key_Return)
    program.name_file(file)


def test_a_page_is_imported_twice_compared_and_taken_back(
    introduced: Program, example: Path, tmp_path: Path
) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    before = kept(example)

    choose_file(program, workbook(tmp_path / "cardiology.xlsx"))
    assert program.sees("14 rows under 9 headings")
    assert keys.said() == "Next: Columns"
    keys.press(Qt.Key.Key_Return)

    # The heading that nobody knows.
    keys.to_cell(HEADING, "Is taken for")
    keys.press(Qt.Key.Key_Return)
    keys.choose("Net")
    assert "Net spend" in keys.column("Is taken for")
    keys.tab_to("Next: Meaning", most=3)
    keys.press(Qt.Key.Key_Return)

    # Nothing goes on without what the figures mean.
    assert keys.said() == "Period"
    keys.tab_to("Next: Check report")
    keys.press(Qt.Key.Key_Return)
    assert program.sees("Period cannot be blank")
    assert program.sees("Choose one. If the source doesn't say, choose that.")
    assert keys.said() == "Period"
    keys.type_in("2020/21-H1")
    keys.tab_to("Prices")
    keys.choose("Not stated")
    keys.tab_to("Does the money come again")
    keys.choose("Not stated")
    keys.tab_to("Next: Check report")
    keys.press(Qt.Key.Key_Return)
    program.settled()

    # What the checks found, and who the unknown name is.
    assert keys.said() == "Mismatch checks"
    assert any("printed system total" in words for words in keys.column("What is compared"))
    assert program.sees("reads as half a year")
    keys.tab_to("Mismatch 2", back=True, most=1)
    keys.press(Qt.Key.Key_Right, times=4)
    keys.tab_to("Unknown organisations", most=1)
    keys.to_cell(NAME, "Means")
    keys.press(Qt.Key.Key_Return)
    keys.choose("Provide")
    assert TRUST in keys.column("Means")
    keys.tab_to("Next: Accept", most=3)
    keys.press(Qt.Key.Key_Return)
    assert keys.said() == "Notes on what the checks found"
    keys.type_in("The trust says the share is theirs.")
    keys.tab_to("Accept 10 lines with 2 mismatches", most=4)
    keys.press(Qt.Key.Key_Return)
    program.done("Import cardiology.xlsx, version 2")
    assert program.notice() == "cardiology.xlsx is kept as version 2: 10 lines."
    assert kept(example) == [*before, (2, "cardiology.xlsx", "The trust says the share is theirs.")]
    assert aliases(example) == [(NAME, TRUST)]

    # A corrected page: what was said is remembered and the name is known; asked is only which half year
    # and, as the file's name doesn't tell it, of which service line.
    choose_file(program, workbook(tmp_path / "corrected.xlsx", MSEFT=10700))
    assert program.sees("You have imported a file with these headings before")
    keys.press(Qt.Key.Key_Return)
    assert "Net spend" in keys.column("Is taken for")
    keys.tab_to("Next: Meaning", most=3)
    keys.press(Qt.Key.Key_Return)
    keys.type_in("2020/21-H1")
    keys.press(Qt.Key.Key_Tab)
    keys.type_in("Cardiology")
    keys.tab_to("Next: Check report")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    keys.tab_to("Next: Accept", most=3)
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("Accept 10 lines", most=4)
    keys.press(Qt.Key.Key_Return)
    program.done("Import corrected.xlsx, version 3")
    assert [version for version, *_ in kept(example)] == [1, 2, 3]
    # What could be undone from the notice of the first import is said of the second alone.
    assert program.notice() == "corrected.xlsx is kept as version 3: 10 lines."
    assert program.window.notices.waiting() == 0

    # The two versions beside each other.
    assert keys.said() == "Accepted budget files"
    keys.tab_to("Compare", most=4)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert keys.said() == "Differences between the versions"
    assert program.sees("Version 3 against version 2: 1 row differs, 13 rows are the same")
    assert [keys.column(title) for title in ("Before", "After")] == [["10,652"], ["10,700"]]
    keys.press(Qt.Key.Key_Escape)
    assert keys.said() == "Accepted budget files"

    # Both are taken back, the note and the other name with them.
    program.undo()
    program.undo()
    assert kept(example) == before
    assert aliases(example) == []
    assert program.redo_name() == "Redo Import cardiology.xlsx, version 2"


def mapped(path: Path, line: str) -> list[tuple[str, str, str | None, str]]:
    query = (
        "SELECT care_area.name, role, percent, evidence FROM line_mapping "
        "JOIN service_line ON service_line.id = service_line_id "
        "JOIN care_area ON care_area.id = care_area_id WHERE service_line.name = ?"
    )
    return ask_file(path, query, line)


def test_a_line_is_mapped_with_a_share_that_needs_its_evidence(introduced: Program, example: Path) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    program.open_by_palette("line mapping")
    assert program.sees("Unmapped rest: £1,413.1m, 53.9%, 24 lines")
    keys.to_cell("Critical Care", "Service line")
    keys.press(Qt.Key.Key_Return)
    assert keys.said() == "Care areas of the line"
    assert mapped(example, "Critical Care") == []

    # The row that takes a new area: the area, then what the line is to it.
    keys.press(Qt.Key.Key_Return)
    keys.choose("Stroke")
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Return)
    keys.choose("Contributes")
    program.done("Map Critical Care to Stroke")
    assert mapped(example, "Critical Care") == [("Stroke", "contributes", None, "")]
    assert program.sees("Unmapped rest: £1,385.3m, 52.9%, 23 lines")

    # A share from nowhere is refused in words, and nothing of it is kept.
    keys.to_cell("Stroke", "Per cent")
    keys.type_in("40")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.sees("A per cent has no evidence. Say where the share comes from, or leave it out.")
    assert mapped(example, "Critical Care") == [("Stroke", "contributes", None, "")]
    keys.to_cell("Stroke", "Evidence")
    keys.type_in("Bed days by specialty, 2020/21")
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: mapped(example, "Critical Care")[0][3])
    program.settled()
    keys.to_cell("Stroke", "Per cent")
    keys.type_in("40")
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: mapped(example, "Critical Care")[0][2])
    program.settled()
    evidence = "Bed days by specialty, 2020/21"
    assert mapped(example, "Critical Care") == [("Stroke", "contributes", "40", evidence)]

    # Away from the sheet, and all three acts taken back.
    keys.press(Qt.Key.Key_Escape)
    assert keys.said() == "Service lines and their care areas"
    for _ in range(3):
        program.undo()
    assert mapped(example, "Critical Care") == []
    assert program.sees("Unmapped rest: £1,413.1m, 53.9%, 24 lines")
