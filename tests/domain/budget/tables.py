"""Makes budget tables for tests: from the example's files, and from a few lines of CSV text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.kinds import Kind, kind_named
from stewardship_desktop.domain.budget.names import KnownNames
from stewardship_desktop.domain.budget.table import ImportTable, ReadRow
from stewardship_desktop.domain.period import Period
from stewardship_desktop.exchange.headed_table import assemble
from stewardship_desktop.exchange.mapping import ColumnMap, build_table
from stewardship_desktop.exchange.reading import read_file

EXAMPLE = Path(__file__).parents[3] / "db" / "example" / "budget"

# The example's files: kind, period as the documents give it, unit of money.
FILES: dict[str, tuple[str, str, Unit | None]] = {
    "budget_book_service_lines.csv": ("budget-book", "2020/21", Unit.THOUSAND),
    "cardiology_resources_by_organisation.csv": ("organisation-resources", "2020/21-H1", Unit.THOUSAND),
    "cardiology_spend_by_category.csv": ("category-spend", "2020/21-H1", Unit.THOUSAND),
    "cardiology_staffing.csv": ("staffing", "2020/21-H1", None),
    "cardiology_activity_by_commissioner.csv": ("activity-by-commissioner", "2020/21-H1", None),
    "cardiology_activity_by_type.csv": ("activity-by-type", "2020/21-H1", None),
    "icb_month10_expenditure.csv": ("month-report", "2022/23-M10", Unit.MILLION),
}


def example(name: str) -> ImportTable:
    """One of the example's files as a table, read by the program's own reader."""
    kind, period, unit = FILES[name]
    return build_table(read_file(EXAMPLE / name), kind_named(kind), period=Period.parse(period), unit=unit)


def table(
    kind: Kind,
    text: str,
    *,
    unit: Unit | None = Unit.THOUSAND,
    period: str = "2020/21",
    file_name: str = "table.csv",
    service_line: str | None = None,
    known: KnownNames | None = None,
    said: ColumnMap | None = None,
) -> ImportTable:
    """A table from CSV text whose lines may be indented."""
    lines = csv.reader(io.StringIO("\n".join(line.strip() for line in text.strip().splitlines())))
    rows = [ReadRow(i, tuple(cells)) for i, cells in enumerate(lines, start=1)]
    read = assemble(file_name=file_name, rows=rows, header_row=1)
    return build_table(
        read, kind, said, period=Period.parse(period), unit=unit, service_line=service_line, known=known
    )


def seen(*values: object) -> tuple[object, ...]:
    """Figures and results side by side, to be compared with plain numbers."""
    return values
