"""From a chosen file to accepted figures: `prepare` reads and checks and writes nothing, `accept` keeps it.

Preparing is for a thread of its own; accepting runs in the writer's queue as one act. The engine
that reads, maps and checks is in `exchange` and `domain.budget`; here it meets the workspace.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection

from stewardship_desktop.application.commands.budget import AcceptedFile, accept_import
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.application.runner import Done
from stewardship_desktop.domain.amount import Unit, nearest_pence
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport, RememberedMapping
from stewardship_desktop.domain.budget.checks import check_across, check_table
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.headers import name_key
from stewardship_desktop.domain.budget.kinds import Kind, Quantity, Role, kind_named
from stewardship_desktop.domain.budget.meaning import price_base_named, recurrence_named
from stewardship_desktop.domain.budget.problems import unknown_organisations
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
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.system import OrganisationAlias, ServiceLine
from stewardship_desktop.exchange.mapping import ColumnMap, build_table, header_signature, recognise_kind
from stewardship_desktop.exchange.reading import read_file
from stewardship_desktop.store.queries.budget.files import file_versions, newest_tables, stored_table
from stewardship_desktop.store.queries.budget.known import NameBook, name_book
from stewardship_desktop.store.queries.budget.records import record
from stewardship_desktop.store.writer import Writer

__all__ = ["stored_table"]

Step = Callable[[float, str], None]
"""Told how far the work is (0 to 1) and what it does now. May raise to stop it."""


class Reads(Protocol):
    """What can run a query: an open workspace, or the bridge to it."""

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run `query(connection, *args)`."""


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
    """A file read and checked, ready to be accepted unless `report` refuses it. Nothing of it is stored yet."""

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
        return _line_id(self.names, self.table.service_line)

    def will_store(self) -> tuple[str, ...]:
        """What accepting writes, in sentences."""
        return tuple(_will_store(self))


def read_source(path: str | Path, sheet: str | None = None, header_row: int = 1) -> ReadTable:
    """Read a file's texts. Raises UserFixable where it can't be read."""
    return read_file(path, sheet, header_row)


def recognised(read: ReadTable) -> Kind:
    """The kind of table that the headings say. Raises UserFixable when they don't."""
    kind = recognise_kind(read.headers)
    if kind is None:
        shown = ", ".join(f"'{h}'" for h in read.headers[:8] if h) or "none"
        raise UserFixable(
            f"The headings of {read.file_name} don't say what kind of table it is: {shown}.",
            "Choose the kind, then say which column is which.",
        )
    return kind


def remembered_choices(connection: Connection, headers: tuple[str, ...]) -> dict[str, Any] | None:
    """What was said last about a file with these headings: "kind", "columns" and more; None if nothing."""
    found = record(connection, RememberedMapping, RememberedMapping.id_for(header_signature(headers)))
    if found is None:
        return None
    choices: dict[str, Any] = json.loads(found.choices)
    return {**choices, "kind": found.kind}


def prepare(
    reader: Reads,
    path: str | Path,
    kind: Kind | str | None,
    said: ColumnMap | None,
    meaning: Meaning,
    *,
    read: ReadTable | None = None,
    step: Step | None = None,
) -> Prepared:
    """Read, map and check a file against itself and the workspace. Writes nothing.

    `read` is the file's text if it has been read already. Raises UserFixable for a file that can't
    be read or told, and for a map that is wrong; everything else the file has against it is in
    `report`, whose outcome says whether it can be accepted.
    """
    file = Path(path)
    tell = step or (lambda _share, _words: None)
    tell(0.0, f"Reading {file.name}")
    columns = said or ColumnMap()
    text = read or read_file(file, columns.sheet, columns.header_row)
    sha256 = _sha256(file)
    meant = _kind(kind or columns.kind, text)
    price_base_named(meaning.price_base)
    recurrence_named(meaning.recurrent)
    tell(0.35, "Comparing names")
    names = reader.read(name_book)
    tell(0.4, "Making out the figures")
    table = build_table(
        text,
        meant,
        columns,
        period=meaning.period,
        unit=meaning.unit,
        sign_rule=meaning.sign_rule,
        service_line=meaning.service_line,
        known=names.known,
    )
    tell(0.6, f"Checking {table.line_count:,} lines")
    checked = check_table(table, names.known)
    tell(0.85, "Comparing with the other files")
    series = (meant.name, _line_id(names, table.service_line) or "", str(meaning.period))
    others = reader.read(newest_tables, without=series)
    report = checked.with_checks(check_across([*others, table], about=table))
    if report.outcome is not Outcome.REFUSED and not table.rows:
        report = report.with_problems([Problem(text="The file has no rows to import.", severity="refuse")])
    tell(1.0, "Checked")
    return Prepared(
        path=file,
        sha256=sha256,
        read=text,
        said=columns,
        table=table,
        report=report,
        meaning=replace(meaning, unit=table.unit),
        names=names,
        version=reader.read(_next_version, series),
        unknown=tuple(_unknown(table, names)),
        new_lines=tuple(_new_lines(table, names)),
    )


def accept(
    opened: OpenedWorkspace,
    prepared: Prepared,
    notes: str = "",
    aliases: Mapping[str, str] | None = None,
    *,
    on: date | None = None,
) -> Future[Done[BudgetImport]]:
    """Keep a prepared file: one act in the writer's queue. `aliases`: printed name to organisation id."""
    return opened.act(accept_prepared, prepared, notes, dict(aliases or {}), on)


def accept_prepared(
    writer: Writer, prepared: Prepared, notes: str, aliases: Mapping[str, str], on: date | None = None
) -> BudgetImport:
    """The command behind `accept`. Raises UserFixable for a refused file."""
    if prepared.refused:
        first = next(p.text for p in prepared.report.problems if p.severity == "refuse")
        raise UserFixable(
            f"{prepared.path.name} can't be accepted: {first}", "Mend the file and check it again."
        )
    return accept_import(writer, accepted_file(prepared, notes, aliases, on))


def accepted_file(
    prepared: Prepared, notes: str, aliases: Mapping[str, str], on: date | None = None
) -> AcceptedFile:
    """What is written for a prepared file. Builds one figure per printed cell: not for the GUI thread."""
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
        figures=tuple(_figures(kept, table, names, aliases)),
        lines=tuple(_lines(table, names)),
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


def refusal(error: UserFixable) -> CheckReport:
    """The report of a file that couldn't even be read: nothing but why."""
    return CheckReport(rows=0, problems=(Problem(text=str(error), severity="refuse"),))


def stored_report(reader: Reads, import_id: str) -> tuple[ImportTable, CheckReport]:
    """A kept file's table with its checks made anew, those across today's newest files included."""
    table: ImportTable = reader.read(stored_table, import_id)
    names: NameBook = reader.read(name_book)
    kept: BudgetImport | None = reader.read(record, BudgetImport, import_id)
    # Its own series is no clash with itself.
    known = replace(
        names.known,
        imports=tuple(
            each
            for each in names.known.imports
            if (each.kind, each.period) != (table.kind.name, table.period)
            or name_key(each.service_line or "") != name_key(table.service_line or "")
        ),
    )
    series = (table.kind.name, (kept.service_line_id or "") if kept else "", str(table.period))
    others = reader.read(newest_tables, without=series)
    return table, check_table(table, known).with_checks(check_across([*others, table], about=table))


def _kind(kind: Kind | str | None, read: ReadTable) -> Kind:
    if kind is None:
        return recognised(read)
    return kind_named(kind) if isinstance(kind, str) else kind


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UserFixable(
            f"{file.name} can't be read any more.", "Check where the file is and choose it again."
        ) from error


def _next_version(connection: Connection, series: tuple[str, str, str]) -> int:
    numbers = [
        each.version
        for each in file_versions(connection)
        if (each.kind, each.service_line_id or "", str(each.period)) == series
    ]
    return 1 + max(numbers, default=0)


def _line_id(names: NameBook, line: str | None) -> str | None:
    if not line:
        return None
    return names.service_line_id(line) or ServiceLine.id_for(line)


def _lines(table: ImportTable, names: NameBook) -> Iterator[ServiceLine]:
    """The service lines that a budget book names, each once, with the number it gives them."""
    if table.kind.label.name != "service_line":
        return
    seen: set[str] = set()
    for row in table.rows:
        if row.row_type is not RowType.LINE or not row.label:
            continue
        line_id = _line_id(names, row.label) or ""
        if line_id not in seen:
            seen.add(line_id)
            number = row.line_no.strip()
            yield ServiceLine(
                id=line_id,
                name=row.label,
                line_no=int(number) if number.isdecimal() else None,
                source=row.source,
            )


def _new_lines(table: ImportTable, names: NameBook) -> Iterator[str]:
    if table.kind.about_one_line and table.service_line and names.service_line_id(table.service_line) is None:
        yield table.service_line
    for line in _lines(table, names):
        if names.service_line_id(line.name) is None:
            yield line.name


def _unknown(table: ImportTable, names: NameBook) -> Iterator[UnknownName]:
    """Organisations named by lines or columns that the workspace doesn't know; none where it knows no names."""
    if not names.knows_organisations:
        return
    for name, row_no, suggestions in unknown_organisations(table, names.known):
        yield UnknownName(name=name, row_no=row_no, suggestions=suggestions)


def _figures(
    kept: BudgetImport, table: ImportTable, names: NameBook, aliases: Mapping[str, str]
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
            lines[text] = _line_id(names, text)
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
                id=kept.id,
                budget_import_id=kept.id,
                row_no=row.row_no,
                row_type=row.row_type.value,
                label=row.label,
                measure=measure.name,
                printed=cell.text,
                value=cell.value,
                pence=_pence(table, row, measure),
                organisation_id=organisation(whose) if counted and whose else None,
                place_id=place(row.place) if row.place else None,
                service_line_id=line(row.label) if label_is_line and is_line else kept.service_line_id,
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
    money = f", in {table.unit.label}" if table.unit is not None else ""
    yield (
        f"{_counted(table.line_count, 'line')}{totals} as version {prepared.version} of the "
        f"{table.kind.title} for {table.period.label}{money}, every figure as it is printed."
    )
    if report.count("mismatch") or report.count("rounding"):
        yield "Figures that don't agree stay as they are; this report can be opened again at any time."
    if prepared.new_lines:
        names = ", ".join(prepared.new_lines[:4]) + (" ..." if len(prepared.new_lines) > 4 else "")
        yield f"{_counted(len(prepared.new_lines), 'new service line')}: {names}."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
