"""Accepted budget files with their versions, and a kept file as the engine's table again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, func, select

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport
from stewardship_desktop.domain.budget.headers import read_heading
from stewardship_desktop.domain.budget.kinds import KINDS, kind_named
from stewardship_desktop.domain.budget.table import (
    ImportTable,
    KeptFigure,
    RowType,
    SignRule,
    TableRow,
    table_from_figures,
)
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.system import ServiceLine
from stewardship_desktop.store.queries.budget.newest import LEADING_MEASURE
from stewardship_desktop.store.queries.records import record, records
from stewardship_desktop.store.tables import table_of

_KIND_ORDER = {kind.name: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, kw_only=True)
class FileVersion:
    """One accepted file. `newest` is the highest version of its kind, period and service line.

    `total_pence` is the printed total of the money a book or a page is about, in pence, and
    `lines_pence` what its lines add up to; each None where there is none.
    """

    import_id: str
    kind: str
    kind_title: str
    service_line_id: str | None
    service_line: str
    period: Period
    unit: Unit | None
    version: int
    versions: int
    newest: bool
    file_name: str
    rows: int
    mismatches: int
    roundings: int
    fine: int
    imported_on: date
    notes: str
    price_base: str
    recurrent: str
    sign_rule: str
    source: str
    illustrative: bool
    total_pence: int | None
    lines_pence: int | None


def file_versions(connection: Connection) -> list[FileVersion]:
    """Every accepted file: by kind, service line, period (newest first) and version (newest first)."""
    lines = {line.id: line.name for line in records(connection, ServiceLine)}
    every = records(connection, BudgetImport)
    highest: dict[tuple[str, str, str], list[int]] = {}
    for each in every:
        highest.setdefault(_series(each), []).append(each.version)
    totals = _leading_sums(connection)
    found = []
    for each in every:
        numbers = highest[_series(each)]
        printed, added = totals.get(each.id, (None, None))
        found.append(
            FileVersion(
                import_id=each.id,
                kind=each.kind,
                kind_title=kind_named(each.kind).title,
                service_line_id=each.service_line_id,
                service_line=lines.get(each.service_line_id or "", ""),
                period=Period.parse(each.period),
                unit=Unit(each.unit) if each.unit else None,
                version=each.version,
                versions=len(numbers),
                newest=each.version == max(numbers),
                file_name=each.file_name,
                rows=each.rows,
                mismatches=each.mismatches,
                roundings=each.roundings,
                fine=each.fine,
                imported_on=each.imported_on,
                notes=each.checks_note,
                price_base=each.price_base,
                recurrent=each.recurrent,
                sign_rule=each.sign_rule,
                source=each.source,
                illustrative=each.illustrative,
                total_pence=printed,
                lines_pence=added,
            )
        )
    found.sort(key=lambda v: v.import_id)
    found.sort(key=lambda v: (v.period, v.version), reverse=True)
    found.sort(key=lambda v: (_KIND_ORDER.get(v.kind, len(KINDS)), v.service_line.casefold()))
    return found


def file_version(connection: Connection, import_id: str) -> FileVersion:
    """One accepted file. Raises UserFixable when it is no longer there."""
    for each in file_versions(connection):
        if each.import_id == import_id:
            return each
    raise _gone()


def stored_table(connection: Connection, import_id: str) -> ImportTable:
    """A kept file as the table that the checks take, as printed. Raises UserFixable when it is gone."""
    kept = record(connection, BudgetImport, import_id)
    if kept is None:
        raise _gone()
    line = record(connection, ServiceLine, kept.service_line_id) if kept.service_line_id else None
    columns: dict[str, str] = json.loads(kept.columns or "{}")
    headings: dict[str, str] = {}
    for heading, name in columns.items():
        headings.setdefault(name, heading)
    table = table_from_figures(
        kind=kept.kind,
        period=kept.period,
        unit=Unit(kept.unit) if kept.unit and kind_named(kept.kind).has_money else None,
        figures=_kept_figures(connection, import_id),
        service_line=None if line is None else line.name,
        file_name=kept.file_name,
        headings=headings,
    )
    covers = next((said for h in columns if (said := read_heading(h).covers)), "")
    rule = next((r for r in SignRule if r.value == kept.sign_rule), SignRule.AS_PRINTED)
    place = {name: number for number, name in enumerate(columns.values())}
    return replace(
        table,
        columns=columns,
        covers=covers,
        sign_rule=rule,
        measures=tuple(sorted(table.measures, key=lambda m: place.get(m.name, len(place)))),
        rows=_with_texts(connection, import_id, table),
    )


def newest_tables(connection: Connection, without: tuple[str, str, str] | None = None) -> list[ImportTable]:
    """The newest version of each kind, period and service line as tables, for the checks across files.

    `without` leaves out one (kind, service line id or "", period): the one about to be replaced.
    """
    newest: dict[tuple[str, str, str], BudgetImport] = {}
    for each in records(connection, BudgetImport):
        other = newest.get(_series(each))
        if other is None or other.version < each.version:
            newest[_series(each)] = each
    return [stored_table(connection, each.id) for key, each in sorted(newest.items()) if key != without]


def _series(each: BudgetImport) -> tuple[str, str, str]:
    return each.kind, each.service_line_id or "", each.period


def _kept_figures(connection: Connection, import_id: str) -> Iterator[KeptFigure]:
    table = table_of(BudgetFigure)
    query = (
        select(
            table.c.row_no, table.c.row_type, table.c.label, table.c.measure, table.c.printed, table.c.value
        )
        .where(table.c.budget_import_id == import_id)
        .order_by(table.c.row_no, table.c.id)
    )
    for row_no, row_type, label, measure, printed, value in connection.execute(query):
        yield KeptFigure(row_no, row_type, label, measure, printed, None if value is None else Decimal(value))


def _with_texts(connection: Connection, import_id: str, table: ImportTable) -> tuple[TableRow, ...]:
    """The rows with the further texts that the file printed in them."""
    figures = table_of(BudgetFigure)
    texts = {
        row.row_no: row
        for row in connection.execute(
            select(
                figures.c.row_no,
                figures.c.organisation,
                figures.c.organisation_type,
                figures.c.place,
                figures.c.category,
                figures.c.source,
            )
            .where(figures.c.budget_import_id == import_id)
            .order_by(figures.c.row_no, figures.c.id)
        )
    }
    return tuple(
        replace(
            row,
            organisation=row.organisation or texts[row.row_no].organisation,
            organisation_type=texts[row.row_no].organisation_type,
            place=texts[row.row_no].place,
            category=row.category or texts[row.row_no].category,
            source=texts[row.row_no].source,
        )
        for row in table.rows
    )


def _leading_sums(connection: Connection) -> dict[str, tuple[int | None, int | None]]:
    """For each file its last printed total and the sum of its lines, in pence, of its leading measure."""
    figures, imports = table_of(BudgetFigure), table_of(BudgetImport)
    joined = figures.join(imports, imports.c.id == figures.c.budget_import_id)
    printed: dict[str, int] = {}
    added: dict[str, int] = {}
    for kind, measure in LEADING_MEASURE.items():
        of_kind = (imports.c.kind == kind) & (figures.c.measure == measure) & figures.c.pence.is_not(None)
        sums = (
            select(figures.c.budget_import_id, func.sum(figures.c.pence))
            .select_from(joined)
            .where(of_kind, figures.c.row_type == RowType.LINE.value)
            .group_by(figures.c.budget_import_id)
        )
        added.update({import_id: int(pence) for import_id, pence in connection.execute(sums)})
        totals = (
            select(figures.c.budget_import_id, figures.c.pence)
            .select_from(joined)
            .where(of_kind, figures.c.row_type == RowType.TOTAL.value)
            .order_by(figures.c.row_no, figures.c.id)
        )
        printed.update({import_id: int(pence) for import_id, pence in connection.execute(totals)})
    return {key: (printed.get(key), added.get(key)) for key in {*printed, *added}}


def _gone() -> UserFixable:
    return UserFixable(
        "That budget file is no longer here.", "It was removed; undo the removal to get it back."
    )
