"""Makes a `ReadTable` of raw rows, alike for every format: headings joined, empty rows and columns dropped.

Opens no file and gives no column a meaning.
"""

from __future__ import annotations

from collections.abc import Sequence

from stewardship_desktop.domain.amount import read_number
from stewardship_desktop.domain.budget.table import ReadRow, ReadTable
from stewardship_desktop.domain.errors import UserFixable

COLUMN_LIMIT = 500


class NoHeadings(UserFixable):
    """The row that should have the headings is empty."""


class TooManyRows(UserFixable):
    """The file has more rows than are read."""


def too_many_rows(name: str, row_limit: int) -> TooManyRows:
    """The refusal of a file with more rows than a budget table has."""
    return TooManyRows(
        f"{name} has more than {row_limit:,} rows; reading stopped there and nothing was imported.",
        "Import a summary by service line or organisation, not the ledger's transactions.",
    )


def assemble(
    *,
    file_name: str,
    rows: Sequence[ReadRow],
    header_row: int,
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    encoding: str = "",
    delimiter: str = "",
    notes: Sequence[str] = (),
) -> ReadTable:
    """Make a `ReadTable` of rows that start at the heading: drops empty rows, joins a heading in two rows.

    Raises `UserFixable` where the heading row is empty.
    """
    said = list(notes)
    where = f"sheet '{sheet}' of {file_name}" if sheet else file_name
    if not rows or rows[0].row_no != header_row or not any(c.strip() for c in rows[0].cells):
        raise NoHeadings(
            f"Row {header_row} of {where} is empty, but the headings should be there.",
            'Delete the rows above the headings, or, for an import, say their row in its map ("header_row").',
        )
    width = max(len(r.cells) for r in rows)
    if width > COLUMN_LIMIT:
        raise UserFixable(
            f"{where} has {width} columns.",
            f"Delete what isn't part of the table; {COLUMN_LIMIT} columns are read.",
        )
    headers = _padded(rows[0].cells, width)
    body = rows[1:]
    joined = _joined_headings(headers, body[0].cells if body else (), width)
    if joined is not None:
        headers, body = joined, body[1:]
        said.append(
            f"The headings stand in two rows ({header_row} and {header_row + 1}) and were joined: "
            f"{', '.join(h for h in headers[:4] if h)} and so on."
        )
    kept = tuple(
        ReadRow(r.row_no, _padded(r.cells, width))
        for r in body
        if any(c and not c.isspace() for c in r.cells)
    )
    while width and not headers[width - 1].strip() and not any(r.cells[width - 1].strip() for r in kept):
        width -= 1
    if width < len(headers):
        headers = headers[:width]
        kept = tuple(ReadRow(r.row_no, r.cells[:width]) for r in kept)
    return ReadTable(
        file_name=file_name,
        headers=tuple(" ".join(h.split()) for h in headers),
        rows=kept,
        header_row=header_row,
        sheet=sheet,
        sheets=sheets,
        encoding=encoding,
        delimiter=delimiter,
        notes=tuple(said),
    )


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(cells) if len(cells) == width else (*cells, *[""] * (width - len(cells)))


def _joined_headings(upper: Sequence[str], lower: Sequence[str], width: int) -> tuple[str, ...] | None:
    """Headings of two rows as one, where merged cells left blanks in the first that the second fills.

    Only when every blank heading between the first and the last is named by the row below and that
    row holds no figure; None otherwise, and for a title above the headings. A name merged over several
    columns is repeated for each.
    """
    below = [c.strip() for c in _padded(lower, width)]
    above = [c.strip() for c in upper]
    filled = [i for i, text in enumerate(above) if not text and below[i]]
    if not filled or any(_is_figure(text) for text in below if text):
        return None
    if below[0] and above[0] and not any(above[1:]):
        # One text over everything is the sheet's title, not part of each heading.
        return None
    names: list[str] = []
    over = ""
    for top, text in zip(above, below, strict=True):
        over = top or (over if text else "")
        names.append(" ".join(p for p in (over, text) if p) if text else top)
    return tuple(names)


def _is_figure(text: str) -> bool:
    try:
        return read_number(text).value is not None
    except UserFixable:
        return False
