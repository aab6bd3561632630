"""A file between its checks and its acceptance: what was prepared, and the records it becomes.

Values and plain functions: nothing here reads a file or writes to the workspace.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stewardship_desktop.application.commands.budget import AcceptedFile
from stewardship_desktop.domain.amount import Unit, nearest_pence
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport, RememberedMapping
from stewardship_desktop.domain.budget.headers import name_key
from stewardship_desktop.domain.budget.kinds import Quantity, Role
from stewardship_desktop.domain.budget.meaning import price_base_named, recurrence_named
from stewardship_desktop.domain.budget.report import CheckReport, Outcome
from stewardship_desktop.domain.budget.table import (
    ImportTable,
    Measure,
    ReadTable,
    RowType,
    SignRule,
    TableRow,
)
from stewardship_desktop.domain.change import canonical
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.system import OrganisationAlias, ServiceLine
from stewardship_desktop.exchange.mapping import ColumnMap, header_signature
from stewardship_desktop.store.queries.budget.known import NameBook


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a file's figures mean, as a person says it. `unit` None takes what the headings say."""

    period: Period
    unit: Unit | None = None
    service_line: str | None = None
    sign_rule: SignRule = SignRule.AS_PRINTED
    price_base: str = ""
    recurrent: str = ""
    source: str = ""
    illustrative: bool = False


@dataclass(frozen=True, kw_only=True)
class UnknownName:
    """An organisation's name that the workspace doesn't know, with known names that it may mean."""

    name: str
    row_no: int | None
    suggestions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A file read and checked, ready to be accepted unless `report` refuses it. Nothing is stored yet."""

    path: Path
    sha256: str
    read: ReadTable
    said: ColumnMap
    table: ImportTable
    report: CheckReport
    meaning: Meaning
    names: NameBook
    version: int
    unknown: tuple[UnknownName, ...]
    new_lines: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether the file can't be accepted as it is."""
        return self.report.outcome is Outcome.REFUSED

    @property
    def service_line_id(self) -> str | None:
        """The service line a page is about: the known one, else the id it will have."""
        return line_id(self.names, self.table.service_line)

    def will_store(self) -> tuple[str, ...]:
        """What accepting writes, in sentences."""
        return tuple(_will_store(self))


def accepted_file(
    prepared: Prepared, notes: str, aliases: Mapping[str, str], on: date | None = None
) -> AcceptedFile:
    """What is written for a prepared file."""
    table, names, meaning = prepared.table, prepared.names, prepared.meaning
    page_line = None
    if table.kind.about_one_line and table.service_line:
        page_line = ServiceLine(id=prepared.service_line_id or "", name=table.service_line)
    kept = BudgetImport(
        id=new_id(),
        kind=table.kind.name,
        period=str(table.period),
        unit="" if table.unit is None else table.unit.value,
        version=prepared.version,
        file_name=prepared.path.name,
        file_sha256=prepared.sha256,
        imported_on=on or date.today(),  # noqa: DTZ011 - the person's own calendar day
        service_line_id=None if page_line is None else page_line.id,
        price_base=price_base_named(meaning.price_base).value if table.kind.has_money else "",
        recurrent=recurrence_named(meaning.recurrent).value if table.kind.has_money else "",
        sign_rule=table.sign_rule.value,
        columns=json.dumps(dict(table.columns), ensure_ascii=False, separators=(",", ":")),
        rows=prepared.report.rows,
        mismatches=prepared.report.count("mismatch"),
        roundings=prepared.report.count("rounding"),
        fine=prepared.report.count("ok"),
        checks_note=notes.strip(),
        source=meaning.source.strip(),
        illustrative=meaning.illustrative,
    )
    return AcceptedFile(
        kept=kept,
        figures=lambda import_id: list(_figures(import_id, kept.service_line_id, table, names, aliases)),
        lines=tuple(book_lines(table, names)),
        page_line=page_line,
        aliases=tuple(
            OrganisationAlias(
                id=OrganisationAlias.id_for(name),
                alias=name,
                organisation_id=organisation,
                source=kept.file_name,
            )
            for name, organisation in sorted(aliases.items())
        ),
        remembered=_remembered(prepared),
    )


def line_id(names: NameBook, line: str | None) -> str | None:
    if not line:
        return None
    return names.service_line_id(line) or ServiceLine.id_for(line)


def book_lines(table: ImportTable, names: NameBook) -> Iterator[ServiceLine]:
    """The service lines that a budget book names, each once, with the number it gives them."""
    if table.kind.label.name != "service_line":
        return
    seen: set[str] = set()
    spelt: set[str] = set()
    for row in table.rows:
        # A large book names few lines on many rows; each spelling is looked up once.
        if row.row_type is not RowType.LINE or not row.label or row.label in spelt:
            continue
        spelt.add(row.label)
        found = line_id(names, row.label) or ""
        if found not in seen:
            seen.add(found)
            number = row.line_no.strip()
            yield ServiceLine(
                id=found,
                name=row.label,
                line_no=int(number) if number.isdecimal() else None,
                source=row.source,
            )


def _figures(
    import_id: str,
    page_line_id: str | None,
    table: ImportTable,
    names: NameBook,
    aliases: Mapping[str, str],
) -> Iterator[BudgetFigure]:
    chosen = {name_key(name): organisation for name, organisation in aliases.items()}
    found: dict[str, str | None] = {}
    places: dict[str, str | None] = {}
    lines: dict[str, str | None] = {}

    def organisation(text: str) -> str | None:
        if text not in found:
            found[text] = names.organisation_id(text) or (chosen.get(name_key(text)) if text else None)
        return found[text]

    def place(text: str) -> str | None:
        if text not in places:
            places[text] = names.place_id(text)
        return places[text]

    def line(text: str) -> str | None:
        if text not in lines:
            lines[text] = line_id(names, text)
        return lines[text]

    label_is_line = table.kind.label.name == "service_line"
    for row in table.rows:
        is_line = row.row_type is RowType.LINE
        for measure in table.measures:
            cell = row.cells.get(measure.name)
            if cell is None:
                continue
            # A column of an activity table is a provider; elsewhere the row says whose figure it is.
            whose = measure.heading if measure.role is Role.PART else row.organisation
            counted = is_line or measure.role is Role.PART
            yield BudgetFigure(
                id=BudgetFigure.id_for(import_id, row.row_no, measure.name),
                budget_import_id=import_id,
                row_no=row.row_no,
                row_type=row.row_type.value,
                label=row.label,
                measure=measure.name,
                printed=cell.text,
                value=cell.value,
                pence=_pence(table, row, measure),
                organisation_id=organisation(whose) if counted and whose else None,
                place_id=place(row.place) if row.place else None,
                service_line_id=line(row.label) if label_is_line and is_line else page_line_id,
                organisation=row.organisation,
                organisation_type=row.organisation_type,
                place=row.place,
                category=row.category,
                source=row.source,
            )


def _pence(table: ImportTable, row: TableRow, measure: Measure) -> int | None:
    value = row.value(measure.name)
    if value is None or measure.quantity is not Quantity.MONEY or row.row_type is RowType.PERCENT:
        return None
    return None if table.unit is None else nearest_pence(value, table.unit)[0]


def _remembered(prepared: Prepared) -> RememberedMapping:
    table, meaning = prepared.table, prepared.meaning
    signature = header_signature(prepared.read.headers)
    left_out = {h: "" for h in prepared.read.headers if h and h not in table.columns}
    return RememberedMapping(
        id=RememberedMapping.id_for(signature),
        signature=signature,
        kind=table.kind.name,
        choices=canonical(
            {
                "columns": {**left_out, **table.columns},
                "unit": "" if table.unit is None else table.unit.value,
                "sign_rule": table.sign_rule.value,
                "price_base": meaning.price_base,
                "recurrent": meaning.recurrent,
            }
        ),
    )


def _will_store(prepared: Prepared) -> Iterator[str]:
    table, report = prepared.table, prepared.report
    printed = len(table.rows) - table.line_count
    totals = f" and {printed} printed {'total' if printed == 1 else 'totals'}" if printed else ""
    about = f" for {table.service_line}" if table.service_line else ""
    money = f", in {table.unit.label}" if table.unit is not None else ""
    yield (
        f"{_counted(table.line_count, 'line')}{totals}, every figure as it is printed, as version "
        f"{prepared.version} of: {table.kind.title}{about}, {table.period.label}{money}."
    )
    if report.count("mismatch") or report.count("rounding"):
        yield "Figures that don't agree stay as they are; this report can be opened again at any time."
    if prepared.new_lines:
        names = ", ".join(prepared.new_lines[:4]) + (" ..." if len(prepared.new_lines) > 4 else "")
        yield f"{_counted(len(prepared.new_lines), 'new service line')}: {names}."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
