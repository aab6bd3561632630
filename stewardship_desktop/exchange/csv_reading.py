"""Reads CSV and its relatives as texts: encodings, byte order marks, delimiters, broken quotes.

Opened by `reading.read_file`; knows nothing of budgets.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from stewardship_desktop.domain.budget.table import ReadRow, ReadTable
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.exchange.headed_table import assemble, too_many_rows

_DELIMITERS = ",;\t|"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_LONGEST_CELL = 32_767
_SAMPLE_RECORDS = 20
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_csv(file: Path, head: bytes, header_row: int, row_limit: int) -> ReadTable:
    """Read a delimited text file; `head` is its first bytes.

    UTF-8, UTF-16 (with or without a mark) and, failing these, Windows-1252, which is noted. The
    delimiter is the one of , ; tab | that cuts the first records most evenly.
    """
    encoding = _encoding(file.name, head)
    try:
        return _parse(file, encoding, header_row, row_limit)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _not_text(file.name) from None
    try:
        return _parse(file, "cp1252", header_row, row_limit)
    except UnicodeDecodeError:
        raise _not_text(file.name) from None


def _encoding(name: str, head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > len(head) // 5 and even < odd // 10:
            return "utf-16-le"
        if even > len(head) // 5 and odd < even // 10:
            return "utf-16-be"
        raise _not_text(name)
    return "utf-8"


def _not_text(name: str) -> UserFixable:
    return UserFixable(
        f"{name} isn't a text file: it has bytes that stand for no letter.",
        "Save the table again as .xlsx or as CSV UTF-8, and try again.",
    )


def _parse(file: Path, encoding: str, header_row: int, row_limit: int) -> ReadTable:
    name = file.name
    notes: list[str] = []
    if encoding == "cp1252":
        notes.append(f"{name} isn't UTF-8; it was read as Windows-1252. Check that £ and accents look right.")
    with file.open("r", encoding=encoding, newline="") as stream:
        sample = stream.read(65_536)
    delimiter = _delimiter(sample, header_row)
    if delimiter != ",":
        notes.append(f"The columns of {name} are separated by {_NAMES[delimiter]}.")
    try:
        rows = _records(file, encoding, delimiter, header_row, row_limit, strict=True)
    except _StrayMark:
        # A quotation mark inside an unquoted cell: harmless, read as it stands.
        rows = _records(file, encoding, delimiter, header_row, row_limit, strict=False)
    return assemble(
        file_name=name,
        rows=rows,
        header_row=header_row,
        encoding={"utf-8-sig": "utf-8"}.get(encoding, encoding),
        delimiter=delimiter,
        notes=notes,
    )


class _StrayMark(Exception):
    """A quotation mark stands inside a cell that isn't quoted."""


def _records(
    file: Path, encoding: str, delimiter: str, header_row: int, row_limit: int, *, strict: bool
) -> list[ReadRow]:
    """Records from the heading on. Row numbers count records, as a spreadsheet shows them."""
    rows: list[ReadRow] = []
    number = lines = 0
    with file.open("r", encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=strict)
        try:
            for number, cells in enumerate(reader, start=1):
                lines = reader.line_num
                if number < header_row or (number != header_row and not any(cells)):
                    continue
                for cell in cells:
                    if "\x00" in cell:
                        raise _not_text(file.name)
                    if len(cell) > _LONGEST_CELL:
                        raise (_unclosed if "\n" in cell else _too_long)(file.name, number)
                rows.append(ReadRow(number, tuple(cells)))
                if len(rows) > row_limit + 1:
                    raise too_many_rows(file.name, row_limit)
        except csv.Error as error:
            if strict and "expected after" in str(error):
                raise _StrayMark from error
            over_lines = reader.line_num > lines + 1 or "larger than" not in str(error)
            raise (_unclosed if over_lines else _too_long)(file.name, number + 1) from error
    return rows


def _unclosed(name: str, number: int) -> UserFixable:
    return UserFixable(
        f"{name} has a quotation mark in row {number} that is opened and never closed.",
        "Open the file in Excel, check the row where the columns run together, and save it again.",
    )


def _too_long(name: str, number: int) -> UserFixable:
    return UserFixable(
        f"Row {number} of {name} has a cell of more than {_LONGEST_CELL:,} letters.",
        "Check that it is a table, and shorten the cell.",
    )


def _delimiter(sample: str, header_row: int) -> str:
    """The delimiter that cuts the first records into the most columns, counting only even cuts."""
    best, most = ",", 1.0
    for delimiter in _DELIMITERS:
        records: list[list[str]] = []
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(sample), delimiter=delimiter), start=1):
                if number >= header_row and cells:
                    records.append(cells)
                if len(records) >= _SAMPLE_RECORDS:
                    break
        except csv.Error:
            continue
        if not records or len(records[0]) < 2:
            continue
        widths = Counter(len(r) for r in records)
        evenness = widths[len(records[0])] / len(records)
        score = len(records[0]) * evenness
        if score > most:
            best, most = delimiter, score
    return best
