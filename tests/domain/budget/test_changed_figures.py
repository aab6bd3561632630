"""A line figure that is changed in a real table is found wherever a printed figure covers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stewardship_desktop.application.locations import database_folder
from stewardship_desktop.domain.budget.checks import check_table
from stewardship_desktop.domain.budget.findings import Check
from stewardship_desktop.domain.budget.kinds import Role
from stewardship_desktop.domain.budget.table import ImportTable, RowType, TableRow
from stewardship_desktop.domain.period import Period
from stewardship_desktop.exchange.mapping import build_table, recognise_kind
from stewardship_desktop.exchange.reading import read_file

FILES = sorted((database_folder() / "example" / "budget").glob("*.csv"))
CHANGE = 7777


def table_of(file: Path) -> ImportTable:
    read = read_file(file)
    kind = recognise_kind(read.headers)
    assert kind is not None
    return build_table(read, kind, period=Period.parse("2020/21-H1"))


def changed_tables(table: ImportTable) -> Iterator[tuple[TableRow, str, ImportTable]]:
    for at, row in enumerate(table.rows):
        for measure in table.measures:
            # A share of a line weighs as little as the line spends, so a change of it may be lawful rounding.
            value = row.value(measure.name)
            if row.row_type is not RowType.LINE or measure.role is Role.SHARE or value is None:
                continue
            cell = row.cells[measure.name]._replace(value=value + CHANGE)
            other = replace(row, cells={**row.cells, measure.name: cell})
            rows = (*table.rows[:at], other, *table.rows[at + 1 :])
            yield row, measure.name, replace(table, rows=rows)


def known(check: Check) -> tuple[object, ...]:
    return check.check, check.cells[:1], check.difference


def test_all_seven_tables_are_here() -> None:
    assert len(FILES) == 7


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_changed_figure_is_found(file: Path) -> None:
    table = table_of(file)
    before = {known(check) for check in check_table(table).mismatches}
    missed = [
        (row.row_no, measure)
        for row, measure, other in changed_tables(table)
        if not {known(check) for check in check_table(other).mismatches} - before
    ]
    assert missed == []
