"""What a person sees, by keyboard alone, when the world does not keep still: one clear line, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from stewardship_desktop.store.workspace import open_workspace
from tests.journeys.conftest import Program, ask_file
from tests.journeys.keyboard import CTRL
from tests.support.budget_files import FOLDER, RESOURCES
from tests.support.stores import fresh

TRUST = "Essex Partnership University NHS Foundation Trust"


def short_name(path: Path) -> str:
    [(name,)] = ask_file(path, "SELECT short_name FROM organisation WHERE name = ?", TRUST)
    return str(name)


def rename(program: Program, name: str) -> None:
    """Type another short name for the trust, in the System room's table."""
    program.keys.to_cell(TRUST, "Short name")
    program.keys.press(Qt.Key.Key_F2)
    program.keys.write(name)
    program.keys.press(Qt.Key.Key_Return)


def test_the_file_goes_while_the_workspace_is_open(
    introduced: Program, example: Path, tmp_path: Path
) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    program.open_by_palette("EPUT")
    example.unlink()
    rename(program, "Lost?")
    keys.wait(lambda: program.sees("was moved or deleted while it was open; the change was not saved"))
    program.settled()
    assert "EPUT" in keys.column("Short name")
    assert program.undo_name() == "Nothing to undo"

    # What can still be read is kept by what the line says: a copy, opened from its notice.
    copy = tmp_path / "saved.stewardship"
    program.open_by_palette("save a copy")
    program.name_file(copy)
    assert program.notice() == f"A copy is kept in {copy}."
    keys.tab_to("Open the copy", back=True, most=30)
    with program.qtbot.waitSignal(program.session.usable):
        keys.press(Qt.Key.Key_Return)
    program.settled()
    program.open_by_palette("EPUT")
    rename(program, "Kept")
    program.done(f"Edit {TRUST}")
    assert short_name(copy) == "Kept"
    program.undo()
    assert short_name(copy) == "EPUT"
    assert not example.exists()


def test_the_file_is_put_back(introduced: Program, example: Path, tmp_path: Path) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    program.open_by_palette("EPUT")
    aside = example.rename(tmp_path / "aside.stewardship")
    rename(program, "Early")
    keys.wait(lambda: program.sees("was moved or deleted while it was open; the change was not saved"))
    aside.rename(example)
    rename(program, "Late")
    program.done(f"Edit {TRUST}")
    assert short_name(example) == "Late"


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """A workbook as Excel writes it with a password: an OLE file with an encrypted package in it."""
    path = tmp_path / "locked.xlsx"
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(start + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(4000))
    return path


def test_bad_files_and_an_import_left_halfway(
    introduced: Program, example: Path, tmp_path: Path, protected: Path
) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    before = ask_file(example, "SELECT count(*) FROM budget_import")
    program.open_by_palette("budget book")
    keys.tab_to("Import a file", back=True, most=8)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    program.name_file(protected)
    assert program.sees("locked.xlsx is protected with a password. Open it in Excel, take the password off")

    # The keyboard is still where another one is chosen. This one is not in the encoding it should be.
    odd = tmp_path / "odd.csv"
    text = (FOLDER / RESOURCES).read_text(encoding="utf-8").replace("Provide", "Provîde")
    odd.write_bytes(text.encode("cp1252"))
    keys.press(Qt.Key.Key_Return)
    program.name_file(odd)
    assert program.sees(
        "odd.csv isn't UTF-8; it was read as Windows-1252. Check that £ and accents look right."
    )
    keys.press(Qt.Key.Key_Return)
    assert keys.grid().accessibleName() == "Columns of the file"

    # Esc leaves it as it is; nothing is stored, and it can be gone on with.
    keys.press(Qt.Key.Key_Escape)
    assert keys.grid().accessibleName() == "Amounts"
    assert ask_file(example, "SELECT count(*) FROM budget_import") == before
    assert program.undo_name() == "Nothing to undo"
    keys.tab_to("Go on importing odd.csv", back=True, most=8)
    keys.press(Qt.Key.Key_Return)
    assert keys.grid().accessibleName() == "Columns of the file"


def test_a_workspace_open_in_another_window(introduced: Program, example: Path, tmp_path: Path) -> None:
    program, keys = introduced, introduced.keys
    program.start(fresh(tmp_path, "mine"))
    other = open_workspace(example)
    try:
        keys.press(Qt.Key.Key_O, CTRL)
        program.name_file(example)
        keys.wait(lambda: program.sees("Example.stewardship is open in another window. Go on there"))
        assert program.session.opened is not None
        assert program.session.opened.path.name == "mine.stewardship"
        keys.focus()
    finally:
        other.close()
    with program.qtbot.waitSignal(program.session.usable):
        keys.press(Qt.Key.Key_O, CTRL)
        program.name_file(example)
    assert program.sees("12 care areas")
