"""Headings and cells of the files of the batch verbs, each problem with file, row and column.

Plain decimals only: a figure is never guessed at here. What the columns mean is for `star_options`,
`star_rules`, `spc_input` and `rates_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from stewardship_desktop.domain.budget.table import ReadRow
from stewardship_desktop.domain.errors import UserFixable, one_line
from stewardship_desktop.exchange.headed_table import NoHeadings, TooManyRows
from stewardship_desktop.exchange.reading import ROW_LIMIT, read_file

_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_MOST_DIGITS = 40
_LONGEST_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class CellProblem:
    """What is wrong and where: `file` is a file's name or an argument's; no `rows` if it is the whole file.

    More than one row where several can't stand together. `text` is a sentence or two with what to do.
    """

    file: str
    text: str
    rows: tuple[int, ...] = ()
    column: str = ""

    def line(self) -> str:
        """The problem in one line: "options.csv, row 3, column people: ..."."""
        if not self.rows and self.text.startswith(self.file):
            return one_line(self.text)
        where = [self.file]
        if self.rows:
            first, *others = map(str, self.rows)
            where.append(f"row {first}{f' (with {_listed(others)})' if others else ''}")
        if self.column:
            where.append(f"column {self.column}")
        return one_line(f"{', '.join(where)}: {self.text}")

    def to_json(self) -> dict[str, object]:
        """The problem as JSON holds it."""
        return {"file": self.file, "rows": list(self.rows), "column": self.column, "text": self.text}


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def quoted(text: str) -> str:
    """A cell's text for a message, not longer than a message can bear."""
    return f'"{text}"' if len(text) <= _LONGEST_SHOWN else f'"{text[:_LONGEST_SHOWN]}..."'


def plain_number(text: str) -> Fraction:
    """A plain decimal exactly. Raises `UserFixable` for anything else, such as "1,200", "£1.2m" or "1e5"."""
    if not text:
        raise UserFixable("The figure is missing.", "Write a plain number; 0 if it is none.")
    if not _PLAIN.fullmatch(text):
        raise UserFixable(
            f"{quoted(text)} isn't a plain number.",
            "Write digits, a point for decimals and no separators, units or signs but a minus.",
        )
    if sum(each.isdigit() for each in text) > _MOST_DIGITS:
        raise UserFixable(
            f"{quoted(text)} has more than {_MOST_DIGITS} digits.", "Round it to what is known."
        )
    return Fraction(Decimal(text))


@dataclass(frozen=True, kw_only=True)
class StarTable:
    """A table whose headings have been read. `rows` have a cell for each heading and none beside them."""

    file: str
    places: Mapping[str, int]
    rows: tuple[ReadRow, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...] = ()

    def cell(self, row: ReadRow, column: str) -> str | None:
        """The text in a column, without spaces around it; None where the file lacks the column."""
        place = self.places.get(column)
        return None if place is None else row.cells[place].strip()

    def problem(self, row: ReadRow, column: str, text: str) -> CellProblem:
        """A problem with one cell."""
        return CellProblem(file=self.file, rows=(row.row_no,), column=column, text=text)


def read_table(
    path: Path, required: Sequence[str], *, also: Callable[[str], bool], most_rows: int,
    any_case: Sequence[str] = (),
) -> StarTable:  # fmt: skip
    """Read a file with headings in row 1. `also` says which further headings are allowed.

    `any_case`: headings, in small letters, that may be written in capitals too.
    Never raises for what is in the file: all that is wrong with it is in `problems`.
    """
    try:
        read = read_file(path, row_limit=max(ROW_LIMIT, most_rows))
    except TooManyRows:
        text = (
            f"The file has more than {max(ROW_LIMIT, most_rows):,} rows; up to {most_rows:,} are worked out."
        )
        found = CellProblem(file=path.name, text=f"{text} Split it.")
        return StarTable(file=path.name, places={}, rows=(), problems=(found,))
    except NoHeadings:
        text = "The row is empty. Put the headings there, with nothing above them."
        found = CellProblem(file=path.name, rows=(1,), text=text)
        return StarTable(file=path.name, places={}, rows=(), problems=(found,))
    except UserFixable as error:
        found = CellProblem(file=path.name, text=f"{error.what} {error.remedy}")
        return StarTable(file=path.name, places={}, rows=(), problems=(found,))
    problems: list[CellProblem] = []

    def heading(column: str, text: str) -> None:
        problems.append(CellProblem(file=path.name, rows=(read.header_row,), column=column, text=text))

    places: dict[str, int] = {}
    for place, header in enumerate(read.headers):
        if not header:
            continue
        if header.casefold() in any_case:
            header = header.casefold()
        if header in places:
            heading(header, "This heading is there twice. Delete or rename one of the two.")
        elif header in required or also(header):
            places[header] = place
        else:
            heading(header, f"No such column is known. Delete it; the columns are {', '.join(required)}.")
    for column in required:
        if column not in places:
            heading(column, "The column is missing. Give the file a column with this heading.")
    rows = []
    for row in read.rows:
        beside = [
            place for place, header in enumerate(read.headers) if not header and row.cells[place].strip()
        ]
        if not beside:
            rows.append(row)
            continue
        problems.append(
            CellProblem(
                file=path.name, rows=(row.row_no,), column=str(beside[0] + 1),
                text=f"{quoted(row.cells[beside[0]].strip())} stands under no heading. Check for a comma "
                "inside a number or a name.",
            )
        )  # fmt: skip
    if len(read.rows) > most_rows:
        text = f"The file has {len(read.rows):,} rows; up to {most_rows:,} are worked out."
        problems.append(CellProblem(file=path.name, rows=(read.rows[most_rows].row_no,), text=text))
        rows = rows[:most_rows]
    return StarTable(
        file=path.name, places=places, rows=tuple(rows), problems=tuple(problems), notes=read.notes
    )
