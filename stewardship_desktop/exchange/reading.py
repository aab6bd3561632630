"""Opens a table file for import: tells by its content what it is, and hands it to the reader for that.

`read_file` is the one entry. Readers return texts (`ReadTable`); what the columns mean is for
`mapping`. Nothing here writes, and no more than `ROW_LIMIT` rows are ever held.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from stewardship_desktop.domain.budget.table import ReadTable
from stewardship_desktop.domain.errors import UserFixable

# No budget table comes near it; a file beyond it is another extract, and reading on would fill memory.
ROW_LIMIT = 200_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEAD = 65_536
_SAVE_AS = "Open it in the program it was made with, save it as .xlsx or CSV, and try again."


def read_file(
    path: str | Path, sheet: str | None = None, header_row: int = 1, row_limit: int = ROW_LIMIT
) -> ReadTable:
    """Read a CSV or XLSX file; its content decides which, not its name.

    `sheet` chooses a sheet of a workbook (None: the first visible one with anything in it).
    `header_row` counts from 1. Raises `UserFixable` with one line on what is wrong and what to
    do for a file that can't be read: gone, locked, empty, password-protected, another format,
    no heading, or more than `row_limit` rows (told without reading further).
    """
    file = Path(path)
    name = file.name
    if header_row < 1:
        raise UserFixable(f"There is no row {header_row} in {name}.", "Rows are counted from 1.")
    try:
        _refuse_what_is_no_file(file)
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
        return _read(file, head, sheet, header_row, row_limit)
    except FileNotFoundError as error:
        raise UserFixable(
            f"{name} isn't there any more.", "Check where the file is and choose it again."
        ) from error
    except PermissionError as error:
        raise UserFixable(
            f"{name} can't be opened: it is locked or not yours to read.",
            "Close it in other programs, or copy it to your own folder, and try again.",
        ) from error
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "the disk or network did not answer"
        raise UserFixable(
            f"{name} can't be read ({reason}).", "Copy it to this computer and try again."
        ) from error


def _refuse_what_is_no_file(file: Path) -> None:
    """Folders, pipes and devices, which can't be read twice or not at all, and names that aren't text."""
    try:
        file.name.encode()
    except UnicodeEncodeError as error:
        raise UserFixable(
            f"The name of {file.name} has letters that are no text.", "Rename the file and try again."
        ) from error
    mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UserFixable(f"{file} is a folder.", "Choose the file in it.")
    if not stat.S_ISREG(mode):
        raise UserFixable(
            f"{file} is a pipe or a device, not a file.", "Save the table as a CSV or .xlsx file first."
        )


def _read(file: Path, head: bytes, sheet: str | None, header_row: int, row_limit: int) -> ReadTable:
    name = file.name
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UserFixable(f"{name} is empty.", "Check that the file was saved or downloaded completely.")
    if head.startswith(_ZIP):
        from stewardship_desktop.exchange.xlsx_reading import read_xlsx

        table = read_xlsx(file, sheet, header_row, row_limit)
        if file.suffix.lower() not in (".xlsx", ".xlsm"):
            table = with_note(table, f"{name} is an Excel workbook by its content and was read as one.")
        return table
    _refuse_other_formats(file, head)
    if sheet:
        raise UserFixable(f"{name} is a text file and has no sheet '{sheet}'.", "Leave the sheet out.")
    from stewardship_desktop.exchange.csv_reading import read_csv

    table = read_csv(file, head, header_row, row_limit)
    if file.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        table = with_note(table, f"{name} is a text file by its content and was read as CSV.")
    return table


def _refuse_other_formats(file: Path, head: bytes) -> None:
    name = file.name
    if head.startswith(_OLE):
        _refuse_ole(file)
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        raise UserFixable(f"{name} is a PDF, not a table.", "Ask for the figures as .xlsx or CSV.")
    if start.startswith((b"<!doctype html", b"<html", b"<table")) or b"<html" in start or b"<table" in start:
        raise UserFixable(f"{name} is a web page.", "Open it in Excel, save it as .xlsx, and try again.")
    if start.startswith(b"<?xml"):
        raise UserFixable(f"{name} is an XML file.", _SAVE_AS)
    if start.startswith(
        (b"{\\rtf", b"\x1f\x8b", b"rar!", b"7z\xbc\xaf", b"sqlite format", b"\x89png", b"\xff\xd8\xff")
    ):
        raise UserFixable(f"{name} isn't a table file.", "Choose a CSV or .xlsx file.")


def _refuse_ole(file: Path) -> NoReturn:
    """An OLE container is either an encrypted .xlsx or an old .xls; its directory says which."""
    name = file.name
    with file.open("rb") as stream:
        content = stream.read(4_000_000)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UserFixable(
            f"{name} is protected with a password.",
            "Open it in Excel, take the password off (File, Info, Protect Workbook), save it and try again.",
        )
    if "WordDocument".encode("utf-16-le") in content:
        raise UserFixable(f"{name} is a Word document.", "Ask for the figures as .xlsx or CSV.")
    raise UserFixable(
        f"{name} is in the old Excel format (.xls).", "Open it in Excel, save it as .xlsx, and try again."
    )


def with_note(table: ReadTable, note: str) -> ReadTable:
    """The same table with one more remark on how it was read."""
    return replace(table, notes=(*table.notes, note))
