"""What a reader returns (`ReadTable`) and what is checked and kept (`ImportTable`).

Values only: nothing here reads files, judges figures or changes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from stewardship_desktop.domain.amount import Unit, read_number
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.kinds import Kind, Quantity, Role, kind_named
from stewardship_desktop.domain.period import Period


class RowType(StrEnum):
    """What a row of a table is. Only lines are summed; the others are kept as printed."""

    LINE = "line"
    SUBTOTAL = "subtotal_printed"
    TOTAL = "total_printed"
    BALANCE = "balance_printed"
    PERCENT = "percent_printed"


class SignRule(StrEnum):
    """What a minus in the file means. The figures themselves are kept as printed."""

    AS_PRINTED = "as printed"
    SPEND_POSITIVE = "spend positive, income negative"
    SPEND_NEGATIVE = "spend negative, income positive"


class ReadRow(NamedTuple):
    """A row of text cells; `row_no` counts from 1 as a spreadsheet does."""

    row_no: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReadTable:
    """A sheet or CSV file as texts, before anybody says what its columns mean.

    `notes` are plain sentences on how it was read (encoding, delimiter, sheet, merged cells).
    `sheets` names every sheet of a workbook, () for a CSV. Rows without any text are left out.
    """

    file_name: str
    headers: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    header_row: int = 1
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[str, ...] = ()


class Cell(NamedTuple):
    """A printed figure: its text, its value in the table's unit (None if blank), its step.

    `decimals` is how many digits are shown after the point; it is negative for "£2.6bn" in a
    table of thousands, which is shown to the nearest 10^5 thousand.
    """

    text: str
    value: Decimal | None
    decimals: int


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A column of figures. `decimals` is the most that any cell of it shows, percent rows apart."""

    name: str
    heading: str
    role: Role
    quantity: Quantity
    stretch: str = ""
    decimals: int = 0


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One printed row. `label` is its name; the texts below it are "" where the table has no such column.

    `cells` holds only measures that the row prints something for (text, even if it is no number).
    """

    row_no: int
    row_type: RowType
    label: str
    cells: Mapping[str, Cell]
    organisation: str = ""
    organisation_type: str = ""
    place: str = ""
    category: str = ""
    service_line: str = ""
    line_no: str = ""
    source: str = ""

    def value(self, measure: str) -> Decimal | None:
        """The figure printed for a measure, None where it is blank."""
        cell = self.cells.get(measure)
        return None if cell is None else cell.value


@dataclass(frozen=True, kw_only=True)
class ImportTable:
    """A budget table ready to be checked and kept: what each cell is, all figures as printed.

    `unit` is the unit of its money, None where it has none. `service_line` is what a one-line page
    is about, None if nobody said. `problems` is what reading and mapping had to say.
    `columns` maps the file's headings to canonical names, to be remembered.
    """

    kind: Kind
    period: Period
    unit: Unit | None
    measures: tuple[Measure, ...]
    rows: tuple[TableRow, ...]
    file_name: str = ""
    sheet: str = ""
    service_line: str | None = None
    sign_rule: SignRule = SignRule.AS_PRINTED
    problems: tuple[Problem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    row_types_inferred: bool = False
    covers: str = ""

    def measure(self, name: str) -> Measure:
        """The measure of that canonical name."""
        return next(m for m in self.measures if m.name == name)

    def of_role(self, role: Role, stretch: str | None = None) -> tuple[Measure, ...]:
        """Measures in a role, of one stretch of time if given."""
        return tuple(m for m in self.measures if m.role is role and (stretch is None or m.stretch == stretch))

    @property
    def line_count(self) -> int:
        """How many rows are lines."""
        return sum(row.row_type is RowType.LINE for row in self.rows)

    def unit_text(self, measure: Measure) -> str:
        """The unit of a measure for people: "GBP thousand", "wte", "percent", "activity"."""
        if measure.quantity is Quantity.MONEY:
            return {None: "GBP", Unit.POUND: "GBP"}.get(self.unit, f"GBP {self.unit}")
        return "activity" if measure.quantity is Quantity.COUNT else measure.quantity.value

    def grand_total(self, measure: str) -> tuple[TableRow, Decimal] | None:
        """The last printed total row that has a figure for the measure, and that figure."""
        for row in reversed(self.rows):
            value = row.value(measure)
            if row.row_type is RowType.TOTAL and value is not None:
                return row, value
        return None

    def lines_total(self, measure: str) -> Decimal | None:
        """The sum of the line rows, None where none of them has a figure."""
        values = [v for r in self.rows if r.row_type is RowType.LINE and (v := r.value(measure)) is not None]
        return sum(values, Decimal(0)) if values else None


class KeptFigure(NamedTuple):
    """One figure as the store keeps it, for `table_from_figures`."""

    row_no: int
    row_type: str
    label: str
    measure: str
    printed: str
    value: Decimal | None


def table_from_figures(
    *,
    kind: str,
    period: str,
    unit: Unit | None,
    figures: Iterable[KeptFigure],
    service_line: str | None = None,
    file_name: str = "",
    headings: Mapping[str, str] | None = None,
) -> ImportTable:
    """Make a kept import a table again, so that the same checks run on it (across files, in the preview).

    `headings` maps canonical names to the file's headings, for people to recognise.
    """
    meant = kind_named(kind)
    rows: dict[int, tuple[RowType, str, dict[str, Cell]]] = {}
    names: dict[str, None] = {}
    for figure in figures:
        entry = rows.setdefault(figure.row_no, (RowType(figure.row_type), figure.label, {}))
        entry[2][figure.measure] = kept_cell(figure.printed, figure.value)
        names.setdefault(figure.measure)
    order = {c.name: i for i, c in enumerate(meant.columns)}
    measures = [(name, meant.column(name)) for name in sorted(names, key=lambda n: order.get(n, -1))]
    label_role = meant.label.role
    built = tuple(
        TableRow(
            row_no=row_no,
            row_type=row_type,
            label=label,
            cells=cells,
            organisation=label if meant.label.name == "organisation" else "",
            category=label if meant.label.name == "category" else "",
            service_line=label if meant.label.name == "service_line" else service_line or "",
        )
        for row_no, (row_type, label, cells) in sorted(rows.items())
        if label_role is Role.LABEL
    )
    return ImportTable(
        kind=meant,
        period=Period.parse(period),
        unit=unit,
        measures=tuple(
            Measure(
                name=name,
                heading=(headings or {}).get(name, name),
                role=column.role,
                quantity=column.quantity or Quantity.COUNT,
                stretch=column.stretch,
                decimals=shown_decimals(built, name),
            )
            for name, column in measures
        ),
        rows=built,
        file_name=file_name,
        service_line=service_line,
    )


def kept_cell(printed: str, value: Decimal | None) -> Cell:
    """A cell from its kept text and value; a scale suffix in the text widens the step it is shown in."""
    if value is None:
        return Cell(printed, None, 0)
    number = read_number(printed)
    if number.value is None:
        return Cell(printed, value, 0)
    return Cell(printed, value, number.decimals - _power(value, number.value))


def shown_decimals(rows: Iterable[TableRow], measure: str) -> int:
    """The most decimals shown by any cell of a measure, leaving out rows of percentages."""
    return max(
        (
            cell.decimals
            for row in rows
            if row.row_type is not RowType.PERCENT
            and (cell := row.cells.get(measure)) is not None
            and cell.value is not None
        ),
        default=0,
    )


def _power(value: Decimal, printed: Decimal) -> int:
    """By which power of ten a kept value exceeds the printed digits (a scale suffix)."""
    if not printed or not value:
        return 0
    return round((value / printed).log10())
