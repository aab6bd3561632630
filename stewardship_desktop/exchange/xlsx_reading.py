"""Reads a sheet of an XLSX workbook as texts: figures as stored, merged cells, formulas without values.

Opened by `reading.read_file`. openpyxl is imported inside the function that needs it.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from stewardship_desktop.domain.budget.table import ReadRow, ReadTable
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.exchange.headed_table import assemble, too_many_rows

_CHUNK = 1 << 20
# What a workbook may unpack to: a few kilobytes can hold gigabytes of nothing.
_LARGEST_SHEET = 1 << 29
_LARGEST_PART = 1 << 26
_MOST_ROWS = 1_048_576
_MOST_CELLS = 2_000_000
_MOST_MARKS = 10_000_000
_MOST_MERGED = 20_000
_MERGE = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
# Longer than any mergeCell element, so that none is lost between two chunks.
_OVERLAP = 200
_SAVE_AS = "Open it in Excel, save it as an ordinary .xlsx workbook, and try again."


@dataclass(frozen=True)
class _Raw:
    """What one pass over a sheet's XML tells that the reader of values does not."""

    formulas: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    refusal: UserFixable | None = None


def read_xlsx(file: Path, sheet: str | None, header_row: int, row_limit: int) -> ReadTable:
    """Read one sheet. Formulas give the values that were saved with them.

    Raises `UserFixable` for a workbook that is damaged, of another kind, without the sheet, with
    formulas that have no saved values, or with more than `row_limit` rows.
    """
    import openpyxl

    if header_row > _MOST_ROWS:
        raise UserFixable(f"There is no row {header_row} in a sheet.", "Say which row the headings are in.")
    # Holding the file open ourselves closes it on every way out, also when openpyxl gives up half-way.
    with _damage_told(file), file.open("rb") as stream:
        _refuse_other_packages(file)
        scans = _scans(file, row_limit)
        book: Any = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        try:
            chosen, raw = _choose(book, sheet, file.name, header_row, scans)
            rows, blanks = _rows(chosen, header_row, row_limit, file)
            title, titles = chosen.title, tuple(book.sheetnames)
        finally:
            book.close()
        if raw.formulas and blanks:
            _refuse_uncached(file, title, header_row)
    notes = []
    if sheet is None and len(titles) > 1:
        others = ", ".join(t for t in titles if t != title)
        notes.append(f"Sheet '{title}' was read; the workbook also has {others}.")
    rows = _spread_merged(rows, raw.merged, header_row, notes)
    return assemble(
        file_name=file.name, rows=rows, header_row=header_row, sheet=title, sheets=titles, notes=notes
    )


@contextmanager
def _damage_told(file: Path) -> Iterator[None]:
    """Whatever the libraries make of a broken workbook is one refusal, and their remarks aren't printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (UserFixable, OSError, MemoryError):
            raise
        except Exception as error:
            # A changed byte can raise anything in zlib, expat and openpyxl.
            raise _damaged(file) from error


def _refuse_other_packages(file: Path) -> None:
    """Zip files that are no XLSX workbook, by the parts they hold."""
    with zipfile.ZipFile(file) as package:
        names = set(package.namelist())
        if any(info.flag_bits & 1 for info in package.infolist()):
            raise UserFixable(
                f"{file.name} is protected with a password.", "Take the password off and try again."
            )
        for part in package.infolist():
            # Media and the like are never unpacked; sheets are read in pieces, the other parts whole.
            is_sheet = part.filename.startswith("xl/worksheets/")
            if part.filename.endswith((".xml", ".rels")) and (
                part.file_size > (_LARGEST_SHEET if is_sheet else _LARGEST_PART)
            ):
                raise UserFixable(
                    f"{file.name} unpacks to more than a budget table needs "
                    f"({part.file_size / 1e6:,.0f} MB in {part.filename}).",
                    "Import a summary, not the ledger's transactions.",
                )
        strict = "xl/workbook.xml" in names and b"purl.oclc.org/ooxml" in package.read("xl/workbook.xml")
    if strict:
        raise UserFixable(f"{file.name} is a Strict Open XML workbook.", _SAVE_AS)
    if "xl/workbook.bin" in names:
        raise UserFixable(f"{file.name} is a binary workbook (.xlsb).", _SAVE_AS)
    if "xl/workbook.xml" in names or (
        "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)
    ):
        return
    if any(n.startswith("word/") for n in names):
        raise UserFixable(f"{file.name} is a Word document.", "Ask for the figures as .xlsx or CSV.")
    if "mimetype" in names and "content.xml" in names:
        raise UserFixable(f"{file.name} is an OpenDocument file.", "Save it as .xlsx or CSV and try again.")
    raise UserFixable(
        f"{file.name} is a zip file without a workbook in it.", "Unpack it and choose the CSV or .xlsx file."
    )


def _damaged(file: Path) -> UserFixable:
    return UserFixable(
        f"{file.name} is damaged or not a complete Excel workbook.",
        "Open it in Excel, save it again, and try again.",
    )


def _choose(
    book: Any, sheet: str | None, name: str, header_row: int, scans: Mapping[str, _Raw]
) -> tuple[Any, _Raw]:
    """The sheet asked for, or the first visible one with anything in it, with what its scan told."""
    wanted = [
        worksheet
        for worksheet in book.worksheets
        if (worksheet.sheet_state == "visible" if sheet is None else _same(worksheet.title, sheet))
    ]
    if sheet is not None and not wanted:
        raise UserFixable(
            f"{name} has no sheet '{sheet}'.", f"Choose one of {', '.join(w.title for w in book.worksheets)}."
        )
    for worksheet in wanted:
        raw = scans[str(worksheet._worksheet_path).lstrip("/")]
        if raw.refusal is not None:
            raise raw.refusal
        rows = worksheet.iter_rows(min_row=1, max_row=header_row + 50, values_only=True)
        if sheet is not None or any(value is not None for row in rows for value in row):
            return worksheet, raw
    raise UserFixable(f"{name} has no sheet with anything in it.", "Check that the right file was chosen.")


def _same(title: str, sheet: str) -> bool:
    return title.strip().casefold() == sheet.strip().casefold()


def _scans(file: Path, row_limit: int) -> dict[str, _Raw]:
    """What each sheet holds, by its part; before anything is parsed, which takes a hundred times as long."""
    with zipfile.ZipFile(file) as package:
        return {
            part: _scan(file, package, part, row_limit)
            for part in package.namelist()
            if part.startswith("xl/") and part.endswith(".xml")
        }


def _scan(file: Path, package: zipfile.ZipFile, part: str, row_limit: int) -> _Raw:
    """One pass over a sheet's XML in chunks: formulas, merged cells, how much there is.

    Far faster than parsing, so that a sheet which is too much for that is never parsed.
    """
    formulas, sized, values, rows, cells, marks = False, False, 0, 0, 0, 0
    merged: dict[tuple[int, int, int, int], None] = {}
    refusal: UserFixable | None = None
    with package.open(part) as stream:
        tail = b""
        while refusal is None and (chunk := stream.read(_CHUNK)):
            text = tail + chunk
            sized = sized or b"<dimension" in text
            formulas = formulas or b"<f>" in text or b"<f " in text
            values += chunk.count(b"<v>") + chunk.count(b"<is>")
            rows += chunk.count(b"<row")
            cells += chunk.count(b"<c ") + chunk.count(b"<c>") + chunk.count(b"<c/")
            more = chunk.count(b"<")
            marks += more
            for found in _MERGE.finditer(text):
                left, top, right, bottom = found.groups()
                merged[(int(top), _column(left), int(bottom), _column(right))] = None
            if rows > row_limit < values:
                refusal = too_many_rows(file.name, row_limit)
            elif cells > _MOST_CELLS or marks > _MOST_MARKS or rows > _MOST_ROWS:
                refusal = _too_many_cells(file.name)
            elif len(merged) > _MOST_MERGED or (not more and len(chunk) == _CHUNK):
                # No text of a sheet is as long as a chunk; parsing one would hold all of it.
                refusal = _damaged(file)
            tail = text[-_OVERLAP:]
    if refusal is not None and not sized:
        # A sheet that doesn't state its size is parsed whole as soon as the workbook is opened.
        raise refusal
    return _Raw(formulas, tuple(merged), refusal)


def _too_many_cells(name: str) -> UserFixable:
    return UserFixable(
        f"{name} has a sheet of more than {_MOST_CELLS:,} cells, most of them empty or no part of a table.",
        "Copy the table alone to a new workbook, save that and try again.",
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows(worksheet: Any, header_row: int, row_limit: int, file: Path) -> tuple[list[ReadRow], bool]:
    """Rows from the heading on as texts, and whether any cell inside them is blank."""
    rows: list[ReadRow] = []
    blanks = False
    seen = 0
    # The stated size of a sheet is often wrong; rows are read as they come.
    worksheet.reset_dimensions()
    for number, cells in enumerate(worksheet.iter_rows(min_row=header_row), start=header_row):
        # A stray cell far to the right or below makes every gap before it a blank cell.
        seen += len(cells)
        if number > _MOST_ROWS:
            raise _damaged(file)
        if seen > 4 * _MOST_CELLS:
            raise _too_many_cells(file.name)
        last = max((i for i, c in enumerate(cells) if c.value is not None), default=-1)
        if last < 0 and number != header_row:
            # A row of formulas without values is blank too.
            blanks = blanks or bool(cells)
            continue
        texts = tuple(
            _text(c.value, c.number_format if _is_number(c.value) else "") for c in cells[: last + 1]
        )
        blanks = blanks or len(cells) > last + 1 or "" in texts
        rows.append(ReadRow(number, texts))
        if len(rows) > row_limit + 1:
            raise too_many_rows(file.name, row_limit)
    return rows, blanks


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: object, number_format: str) -> str:
    """A cell as text. A figure is written out in full as stored; a percentage as it is shown."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return f"{value * 100}%" if "%" in number_format else str(value)
    if isinstance(value, float):
        # Fifteen digits are what a spreadsheet keeps; the rest is noise of binary fractions.
        number = Decimal(f"{value:.15g}") * (100 if "%" in number_format else 1)
        shown = (
            f"{number.quantize(Decimal('1e-10')).normalize():f}" if abs(number) < 10**15 else f"{number:f}"
        )
        return f"{shown}%" if "%" in number_format else shown
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _refuse_uncached(file: Path, title: str, header_row: int) -> None:
    """Refuse a sheet with formulas whose values were never saved; the second look is for these only."""
    import openpyxl

    with file.open("rb") as values_stream, file.open("rb") as formulas_stream:
        values: Any = openpyxl.load_workbook(values_stream, read_only=True, data_only=True)
        formulas: Any = openpyxl.load_workbook(formulas_stream, read_only=True, data_only=False)
        try:
            cell = next(_uncached(values[title], formulas[title], header_row), None)
        finally:
            values.close()
            formulas.close()
    if cell is not None:
        raise UserFixable(
            f"{file.name} has formulas with no saved values (the first is in {title}!{cell}).",
            "Open it in Excel, save it, and try again.",
        )


def _uncached(values: Any, formulas: Any, header_row: int) -> Iterator[str]:
    values.reset_dimensions()
    formulas.reset_dimensions()
    for seen, meant in zip(
        values.iter_rows(min_row=header_row), formulas.iter_rows(min_row=header_row), strict=False
    ):
        for value, formula in zip(seen, meant, strict=False):
            # A formula may well have "" for its value; then the saved cell is a text.
            if value.value is None and formula.data_type == "f" and value.data_type not in ("s", "str"):
                yield formula.coordinate


def _spread_merged(
    rows: list[ReadRow], merged: tuple[tuple[int, int, int, int], ...], header_row: int, notes: list[str]
) -> list[ReadRow]:
    """Repeat the text of a merged name in the rows it spans. A merged figure stays where it stands, once."""
    by_number = {r.row_no: i for i, r in enumerate(rows)}
    spread = 0
    for top, left, bottom, right in merged:
        is_one_column = right == left and bottom > top > header_row
        if not is_one_column or top not in by_number or bottom - top > len(rows):
            continue
        cells = rows[by_number[top]].cells
        text = cells[left - 1] if left <= len(cells) else ""
        if not text.strip() or re.fullmatch(r"[-(£\d.,% )]+", text):
            continue
        for number in range(top + 1, bottom + 1):
            at = by_number.get(number)
            if at is not None:
                row = list(rows[at].cells) + [""] * max(0, left - len(rows[at].cells))
                row[left - 1] = row[left - 1] or text
                rows[at] = ReadRow(number, tuple(row))
                spread += 1
    if spread:
        notes.append(
            f"Merged cells below the headings were read as if their name stood in each of {spread} more rows."
        )
    return rows
