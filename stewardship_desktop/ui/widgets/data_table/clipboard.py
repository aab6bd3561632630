"""Text from and to the clipboard: what a spreadsheet puts there, and what one may safely take. Knows no Qt.

A paste is all or nothing: `plan_paste` says what would change and every cell that cannot be read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from stewardship_desktop.ui.widgets.data_table.column import Column, Edit, Row
from stewardship_desktop.ui.widgets.typed_text import Unreadable

# What a spreadsheet would run, and what stands for a guard already.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def read_grid(text: str) -> list[list[str]]:
    """The cells of a text from Excel, from CSV or of a single value; without trailing blank lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    first = text.split("\n", 1)[0]
    if "\t" in text:
        separator = "\t"
    elif _looks_like_csv(text, ","):
        separator = ","
    elif _looks_like_csv(text, ";"):
        separator = ";"
    else:
        # One column, or one value: a comma in it belongs to it.
        separator = "\t" if '"' in first else ""
    if separator:
        grid = [list(row) for row in csv.reader(io.StringIO(text), delimiter=separator)]
    else:
        grid = [[line] for line in text.split("\n")]
    while grid and not any(cell.strip() for cell in grid[-1]):
        grid.pop()
    width = max((len(row) for row in grid), default=0)
    return [[_unguard(cell) for cell in row] + [""] * (width - len(row)) for row in grid]


def _looks_like_csv(text: str, separator: str) -> bool:
    """Whether two lines or more have the same number of separators outside quotes, one at least."""
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row]
    # "1,200" over "3,400" is a column of numbers, not two columns.
    if separator == "," and all(re.fullmatch(r"-?£?\d{1,3}(,\d{3})+(\.\d+)?", line) for line in text.split()):
        return False
    return len(rows) > 1 and len(rows[0]) > 1 and all(len(row) == len(rows[0]) for row in rows)


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_grid(rows: Sequence[Sequence[str]]) -> str:
    """Cells as tab separated text. A text that a spreadsheet would run as a formula gets a leading '."""
    return "\n".join("\t".join(_guard(cell) for cell in row) for row in rows)


def _guard(cell: str) -> str:
    if _FORMULA.match(cell) and not re.fullmatch(r"[-+]?[\d,]*\.?\d+%?", cell):
        cell = f"'{cell}"
    if any(mark in cell for mark in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@dataclass(frozen=True, kw_only=True)
class PastePlan:
    """What a paste would do. `problems` is one sentence per bad cell; with any, nothing is done."""

    edits: list[Edit] = field(default_factory=list)
    new_rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    cells: int = 0
    rows_changed: int = 0

    def summary(self) -> str:
        """ "24 cells: 6 rows change, 2 rows are new"."""
        parts = []
        if self.edits:
            parts.append(
                f"{_count(self.rows_changed, 'row')} {'changes' if self.rows_changed == 1 else 'change'}"
            )
        if self.new_rows:
            parts.append(
                f"{_count(len(self.new_rows), 'row')} {'is' if len(self.new_rows) == 1 else 'are'} new"
            )
        what = ", ".join(parts) or "nothing changes"
        return f"{_count(self.cells, 'cell')}: {what}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def match_header(cells: Sequence[str], columns: Sequence[Column]) -> list[Column | None] | None:
    """The columns that a first row names, None for a title that fits none; None if it is not a header.

    It is one if at least one cell is a column's title (or key), no two name the same, and more name a
    column than do not.
    """
    titles = {_plain(column.title): column for column in columns}
    titles.update({_plain(column.key): column for column in columns if _plain(column.key) not in titles})
    found = [titles.get(_plain(cell)) for cell in cells]
    named = [column for column in found if column is not None]
    if not named or len({id(column) for column in named}) < len(named) or 2 * len(named) <= len(cells):
        return None
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def plan_paste(
    grid: Sequence[Sequence[str]],
    *,
    columns: Sequence[Column],
    start_column: int,
    targets: Sequence[tuple[str, Row, int]],
    all_columns: Sequence[Column],
    new_rows_allowed: bool,
    first_new: int = 1,
) -> PastePlan:
    """Lay a grid over `targets`, which are (row id, row, number shown to people).

    It starts at `start_column` of the shown `columns`. Rows past the last target become new ones
    where that is allowed, numbered from `first_new`. A first row that holds titles maps the rest by
    title, whatever the start column; it may name hidden columns (`all_columns`).
    """
    if not grid:
        return PastePlan(problems=["The clipboard holds no text. Copy the cells first."])
    header = match_header(grid[0], all_columns)
    body = grid[1:] if header is not None else grid
    problems: list[str] = []
    if header is not None:
        lanes = header
        unknown = [
            cell for cell, column in zip(grid[0], header, strict=True) if column is None and cell.strip()
        ]
        problems += [
            f"No column is called “{cell}”. Take it out, or give it a title of this table."
            for cell in unknown
        ]
    else:
        lanes = list(columns[start_column : start_column + len(grid[0])])
        if len(grid[0]) > len(lanes):
            problems.append(
                f"The clipboard is {_count(len(grid[0]), 'column')} wide and only {len(lanes)} fit here. "
                "Start further left."
            )
            return PastePlan(problems=problems)
    edits: list[Edit] = []
    fresh: list[dict[str, Any]] = []
    changed: set[str] = set()
    cells = 0
    for at, line in enumerate(body):
        row_id, row, number = targets[at] if at < len(targets) else ("", None, first_new + at - len(targets))
        if row is None and not new_rows_allowed:
            left = len(body) - len(targets)
            problems.append(
                f"The last {_count(left, 'row')} of the clipboard do not fit: no rows can be added here."
            )
            break
        made: dict[str, Any] = {}
        for cell, column in zip(line, lanes, strict=False):
            if column is None:
                continue
            cells += 1
            where = f"Row {number}, {column.title}"
            if row is None and not cell.strip():
                continue
            try:
                value = column.read_text(row, cell)
            except Unreadable as fault:
                problems.append(f"{where}: {fault}")
                continue
            if row is None:
                if column.editable or header is not None or column.required:
                    made[column.key] = value
                else:
                    problems.append(f"{where}: this column is worked out and cannot be typed.")
            elif value != column.read(row):
                if column.editable:
                    edits.append(Edit(row_id=row_id, key=column.key, value=value))
                    changed.add(row_id)
                else:
                    says = column.show(column.read(row))
                    problems.append(f"{where}: this column cannot be changed here. It says “{says}”.")
        if row is None and any(value is not None for value in made.values()):
            missing = [c.title for c in all_columns if c.required and made.get(c.key) is None]
            if missing and not any(problem.startswith(f"Row {number},") for problem in problems):
                problems.append(f"Row {number}, {missing[0]}: cannot be blank in a new row. Type a value.")
            fresh.append(made)
    return PastePlan(edits=edits, new_rows=fresh, problems=problems, cells=cells, rows_changed=len(changed))
