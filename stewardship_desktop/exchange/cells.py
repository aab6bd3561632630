"""The rows of a budget table from texts: figures, row types, and what couldn't be read.

Used by `mapping.build_table`, once it is known which column means what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from stewardship_desktop.domain.amount import PrintedNumber, Unit, format_number, read_number
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.kinds import Column, Kind, Quantity, Role
from stewardship_desktop.domain.budget.row_types import infer_row_types, label_row_type, written_row_type
from stewardship_desktop.domain.budget.table import (
    Cell,
    Measure,
    ReadRow,
    ReadTable,
    RowType,
    TableRow,
    shown_decimals,
)
from stewardship_desktop.domain.errors import UserFixable

_MOST_UNREADABLE = 20
# Pounds (or a count): four times what the whole country earns in a year. The store keeps pence exactly to
# 9 * 10^18, sums included.
_BEYOND = Decimal(10) ** 13
# What a program set to another country writes for 1,234.
_POINT_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})")
_TEXT_ROLES = {
    Role.ORGANISATION: "organisation",
    Role.ORGANISATION_TYPE: "organisation_type",
    Role.PLACE: "place",
    Role.CATEGORY: "category",
    Role.LINE_NO: "line_no",
    Role.SOURCE: "source",
}


class BuiltRows(NamedTuple):
    """Rows and measures of a table, the problems met, and whether row types were told by labels."""

    rows: tuple[TableRow, ...]
    measures: tuple[Measure, ...]
    problems: tuple[Problem, ...]
    inferred: bool


def all_figures(read: ReadTable, position: int) -> bool:
    """True when a column holds figures and nothing else but blanks."""
    some = False
    for row in read.rows:
        try:
            some = read_number(row.cells[position]).value is not None or some
        except UserFixable:
            return False
    return some


@dataclass
class _Reading:
    """What is gathered while rows go by."""

    read: ReadTable
    unit: Unit | None
    unreadable: list[Problem]
    suffixed: list[Problem]
    nil_marks: int = 0


def read_rows(read: ReadTable, kind: Kind, columns: Mapping[int, Column], unit: Unit | None) -> BuiltRows:
    """Read every row under the headings. Rows without figures are headings or notes and are left out."""
    gathered = _Reading(read, unit, [], [])
    by_role = {c.role: i for i, c in columns.items() if not c.is_measure}
    figures = [(i, c) for i, c in columns.items() if c.is_measure]
    typed = by_role.get(Role.ROW_TYPE)
    rows: list[TableRow] = []
    headings: list[ReadRow] = []
    problems: list[Problem] = []
    for row in read.rows:
        if row.cells == read.headers:
            problems.append(
                Problem(text="The headings are repeated here; skipped.", row_no=row.row_no, severity="note")
            )
            continue
        label = _text(row, by_role.get(Role.LABEL))
        row_type, problem = _row_type(row, typed, label, kind)
        problems += [problem] if problem else []
        cells = _cells(gathered, row, figures, row_type)
        if not cells and (typed is None or not row.cells[typed].strip() or not label):
            headings.append(row)
            continue
        rows.append(_row(row, row_type, label, cells, kind, by_role, read.file_name))
    inferred = typed is None
    if inferred:
        guessed, notes = infer_row_types(kind, rows)
        rows = list(guessed)
        problems += notes
    return BuiltRows(
        tuple(rows),
        _measures(rows, figures, read),
        (*gathered.unreadable[:_MOST_UNREADABLE], *_summary(gathered, headings, rows, figures), *problems),
        inferred,
    )


def _text(row: ReadRow, position: int | None) -> str:
    return "" if position is None else " ".join(row.cells[position].split())


def _row_type(row: ReadRow, position: int | None, label: str, kind: Kind) -> tuple[RowType, Problem | None]:
    if position is None:
        return label_row_type(label, balances=kind.balances), None
    written = written_row_type(row.cells[position])
    if written is not None:
        return written, None
    problem = Problem(
        text=f"'{row.cells[position].strip()}' isn't a row type. Use {', '.join(t.value for t in RowType)}.",
        row_no=row.row_no,
        measure="row_type",
        severity="refuse",
    )
    return RowType.LINE, problem


def _cells(
    gathered: _Reading, row: ReadRow, figures: Sequence[tuple[int, Column]], row_type: RowType
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for position, column in figures:
        text = row.cells[position]
        if not text:
            continue
        try:
            number = read_number(text)
            cell = _cell(gathered, row, column, text, number, row_type)
            _refuse_beyond_keeping(gathered, column, cell)
        except UserFixable as error:
            gathered.unreadable.append(
                Problem(
                    text=f"{error.what} It stands in '{gathered.read.headers[position]}'. {error.remedy}",
                    row_no=row.row_no,
                    measure=column.name,
                    severity="refuse",
                )
            )
            cell = Cell(text.strip(), None, 0)
        if cell is not None:
            cells[column.name] = cell
    return cells


def _refuse_beyond_keeping(gathered: _Reading, column: Column, cell: Cell | None) -> None:
    if cell is None or cell.value is None:
        return
    pounds = gathered.unit.pounds if gathered.unit is not None and column.quantity is Quantity.MONEY else 1
    if abs(cell.value) * pounds >= _BEYOND:
        shown = cell.text if len(cell.text) <= 40 else f"{cell.text[:37]}..."
        raise UserFixable(
            f"'{shown}' is larger than any figure of a budget table.", "Check the figure and the unit."
        )


def _cell(
    gathered: _Reading, row: ReadRow, column: Column, text: str, number: PrintedNumber, row_type: RowType
) -> Cell | None:
    if number.value is None:
        gathered.nil_marks += bool(number.nil_mark)
        return Cell(number.nil_mark, None, 0) if number.nil_mark else None
    if number.percent and column.quantity is not Quantity.PERCENT and row_type is not RowType.PERCENT:
        raise UserFixable(
            f"'{text.strip()}' is a percentage in a column of {column.quantity}.", "Check the columns."
        )
    if number.pound and column.quantity is not Quantity.MONEY and row_type is not RowType.PERCENT:
        raise UserFixable(
            f"'{text.strip()}' is money in a column of {column.quantity}.", "Check the columns."
        )
    if number.scale == 1:
        return Cell(text.strip(), number.value, number.decimals)
    pounds = gathered.unit.pounds if gathered.unit is not None and column.quantity is Quantity.MONEY else 1
    if number.scale == pounds:
        return Cell(text.strip(), number.value, number.decimals)
    value = number.value * number.scale / pounds
    value = value.to_integral_value() if value == value.to_integral_value() else value.normalize()
    # Both are powers of ten, so their ratio shifts the point by whole places.
    shift = len(str(number.scale)) - len(str(pounds))
    unit = f"{gathered.unit}" if column.quantity is Quantity.MONEY and gathered.unit else f"{column.quantity}"
    gathered.suffixed.append(
        Problem(
            text=f"'{text.strip()}' has its own unit; read as {format_number(value)} {unit}. Check it.",
            row_no=row.row_no,
            measure=column.name,
        )
    )
    return Cell(text.strip(), value, number.decimals - shift)


def _row(
    row: ReadRow,
    row_type: RowType,
    label: str,
    cells: dict[str, Cell],
    kind: Kind,
    by_role: Mapping[Role, int],
    file_name: str,
) -> TableRow:
    texts = dict.fromkeys(_TEXT_ROLES.values(), "")
    for role, position in by_role.items():
        if role in _TEXT_ROLES:
            texts[_TEXT_ROLES[role]] = _text(row, position)
    if kind.label.name in texts:
        texts[kind.label.name] = label
    elif kind.label.name == "commissioner":
        texts["organisation"] = label
    return TableRow(
        row_no=row.row_no,
        row_type=row_type,
        label=label,
        cells=cells,
        organisation=texts["organisation"],
        organisation_type=texts["organisation_type"],
        place=texts["place"],
        category=texts["category"],
        service_line=label if kind.label.name == "service_line" else "",
        line_no=texts["line_no"],
        source=texts["source"] or f"{file_name}, row {row.row_no}",
    )


def _measures(
    rows: Sequence[TableRow], figures: Sequence[tuple[int, Column]], read: ReadTable
) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            name=column.name,
            heading=read.headers[position],
            role=column.role,
            quantity=column.quantity or Quantity.COUNT,
            stretch=column.stretch,
            decimals=shown_decimals(rows, column.name),
        )
        for position, column in figures
    )


def _summary(
    gathered: _Reading,
    headings: Sequence[ReadRow],
    rows: Sequence[TableRow],
    figures: Sequence[tuple[int, Column]],
) -> list[Problem]:
    """Problems that speak for many cells at once."""
    found: list[Problem] = gathered.suffixed[:_MOST_UNREADABLE]
    if len(gathered.suffixed) > _MOST_UNREADABLE:
        rest = len(gathered.suffixed) - _MOST_UNREADABLE
        found = [*found, Problem(text=f"{rest} more cells carry a unit of their own.")]
    if len(gathered.unreadable) > _MOST_UNREADABLE:
        rest = len(gathered.unreadable) - _MOST_UNREADABLE
        found = [*found, Problem(text=f"{rest} more cells aren't numbers.", severity="refuse")]
    if gathered.nil_marks:
        text = f"{gathered.nil_marks} cells hold a mark such as - or n/a and count as blank."
        found = [*found, Problem(text=text, severity="note")]
    if headings:
        named = ", ".join(str(r.row_no) for r in headings[:5])
        more = f" and {len(headings) - 5} more" if len(headings) > 5 else ""
        text = f"Rows without figures were read as headings or notes and left out: {named}{more}."
        found = [*found, Problem(text=text, severity="note")]
    for _, column in figures:
        if gathered.read.delimiter == ";" and (example := _thousands_by_point(rows, column.name)):
            text = (
                f"Every figure in '{column.name}' has a point and three digits ({example}). They were read "
                "as decimals; if the point separates thousands, save the file with commas or none."
            )
            found = [*found, Problem(text=text, measure=column.name)]
        if column.role is Role.SHARE:
            values = [v for r in rows if (v := r.value(column.name)) is not None]
            if values and all(0 <= v <= 1 for v in values) and any(0 < v < 1 for v in values):
                text = f"'{column.name}' looks like fractions of 1. Per cent are read as 77, not 0.77."
                found = [*found, Problem(text=text, measure=column.name)]
    return found


def _thousands_by_point(rows: Sequence[TableRow], measure: str) -> str:
    """The first figure of a column that looks throughout as if points separated its thousands, else ""."""
    texts = [c.text for r in rows if (c := r.cells.get(measure)) is not None and c.value is not None]
    return texts[0] if len(texts) > 1 and all(_POINT_THOUSANDS.fullmatch(t) for t in texts) else ""
