"""Reads the options of the batch verb `star`: one option a row, every figure exact, every problem told.

Works nothing out.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from stewardship_desktop.domain.budget.table import ReadRow
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.exchange.star_cells import CellProblem, StarTable, plain_number, quoted, read_table

COLUMNS = ("id", "name", "people", "benefit_share", "benefit", "success", "cost", "current")
ROW = "row:"
MOST_OPTIONS = 2_000

_RANGES: dict[str, tuple[int | None, int | None, str]] = {
    "people": (0, None, "Nobody can be reached less than never."),
    "benefit_share": (0, 1, "It is a fraction of 1: 12 per cent is 0.12."),
    "benefit": (-100, 100, "It goes from -100 to 100."),
    "success": (0, 1, "It is a fraction of 1: 90 per cent is 0.9."),
    "cost": (None, None, ""),
}


@dataclass(frozen=True, kw_only=True)
class OptionsFile:
    """What an options file holds. With any problem the options are not to be worked with.

    `ids`: every id that stands in the file, of faulty rows too; None where it has no ids to go by.
    `row_names`: the names of the columns `row:NAME`, in the order of each option's `rows`.
    """

    options: tuple[Option, ...]
    row_names: tuple[str, ...]
    ids: frozenset[str] | None
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...]


def read_options(path: Path) -> OptionsFile:
    """Read an options file. Money is in the unit of the budget; nothing is rounded."""
    table = read_table(path, COLUMNS, also=_is_row, most_rows=MOST_OPTIONS)
    problems = list(table.problems)
    columns = [column for column in table.places if _is_row(column)]
    if table.places and not table.rows and not problems:
        text = "There are headings and no options. Give the file a row for each option."
        problems.append(CellProblem(file=table.file, rows=(2,), column="id", text=text))
    options: list[Option] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        before = len(problems)
        option_id = _id(table, row, seen, problems)
        name = table.cell(row, "name")
        if name == "":
            problems.append(table.problem(row, "name", "The name is missing. Give the option a name."))
        figures = {column: _figure(table, row, column, problems) for column in (*_RANGES, *columns)}
        current = _current(table, row, problems)
        if len(problems) == before and not table.problems:
            options.append(
                Option(
                    id=option_id, name=name or "", people=figures["people"],
                    share=figures["benefit_share"], benefit=figures["benefit"],
                    success=figures["success"], cost=figures["cost"], current=current,
                    rows=tuple(figures[column] or Fraction(0) for column in columns),
                )
            )  # fmt: skip
    return OptionsFile(
        options=tuple(options),
        row_names=tuple(_row_name(column) for column in columns),
        ids=frozenset(seen) if "id" in table.places else None,
        problems=tuple(problems),
        notes=table.notes,
    )


def _row_name(column: str) -> str:
    return column.removeprefix(ROW).strip()


def _is_row(column: str) -> bool:
    return column.startswith(ROW) and bool(_row_name(column))


def _id(table: StarTable, row: ReadRow, seen: dict[str, int], problems: list[CellProblem]) -> str:
    """The id of a row, noted in `seen` with its row."""
    found = table.cell(row, "id")
    if found is None:
        return ""
    if not found:
        problems.append(table.problem(row, "id", "The id is missing. Give each option an id of its own."))
        return ""
    if "+" in found:
        text = f"{quoted(found)} has a + in it, which joins the ids of a set. Leave it out."
        problems.append(table.problem(row, "id", text))
    if found in seen:
        text = f"{quoted(found)} is the id in row {seen[found]} too. Give each option an id of its own."
        problems.append(table.problem(row, "id", text))
    seen.setdefault(found, row.row_no)
    return found


def _figure(table: StarTable, row: ReadRow, column: str, problems: list[CellProblem]) -> Fraction | None:
    text = table.cell(row, column)
    if text is None:
        return None
    try:
        value = plain_number(text)
    except UserFixable as error:
        problems.append(table.problem(row, column, f"{error.what} {error.remedy}"))
        return None
    low, high, remedy = _RANGES.get(column, (None, None, ""))
    if low is not None and value < low:
        problems.append(table.problem(row, column, f"{quoted(text)} is below {low}. {remedy}"))
    if high is not None and value > high:
        problems.append(table.problem(row, column, f"{quoted(text)} is above {high}. {remedy}"))
    return value


def _current(table: StarTable, row: ReadRow, problems: list[CellProblem]) -> bool:
    text = table.cell(row, "current")
    if text is None:
        return False
    try:
        value = plain_number(text)
    except UserFixable:
        value = Fraction(-1)
    if value not in (0, 1):
        said = "The mark is missing." if not text else f"{quoted(text)} is neither 0 nor 1."
        problems.append(
            table.problem(row, "current", f"{said} Write 1 for what is provided today, 0 for a proposal.")
        )
    return value == 1
