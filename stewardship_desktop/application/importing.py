"""From a chosen file to accepted figures: `prepare` reads and checks and writes nothing, `accept` keeps it.

Preparing is for a thread of its own; accepting runs in the writer's queue as one act. The engine
that reads, maps and checks is in `exchange` and `domain.budget`; here it meets the workspace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from stewardship_desktop.application.commands.budget import accept_import
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.application.prepared import (
    Meaning,
    Prepared,
    UnknownName,
    accepted_file,
    book_lines,
    line_id,
)
from stewardship_desktop.application.runner import Done
from stewardship_desktop.domain.budget.book import BudgetImport
from stewardship_desktop.domain.budget.checks import check_across, check_table
from stewardship_desktop.domain.budget.findings import Problem
from stewardship_desktop.domain.budget.headers import name_key
from stewardship_desktop.domain.budget.kinds import Kind, kind_named
from stewardship_desktop.domain.budget.meaning import price_base_named, recurrence_named
from stewardship_desktop.domain.budget.problems import unknown_organisations
from stewardship_desktop.domain.budget.report import CheckReport, Outcome
from stewardship_desktop.domain.budget.table import (
    ImportTable,
    ReadTable,
)
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.exchange.mapping import ColumnMap, build_table, recognise_kind
from stewardship_desktop.exchange.reading import read_file
from stewardship_desktop.store.connection import Connection
from stewardship_desktop.store.queries.budget.files import file_versions, newest_tables, stored_table
from stewardship_desktop.store.queries.budget.known import NameBook, name_book
from stewardship_desktop.store.queries.records import record
from stewardship_desktop.store.writer import Writer

__all__ = ["Meaning", "Prepared", "UnknownName", "stored_table"]

Step = Callable[[float, str], None]
"""Told how far the work is (0 to 1) and what it does now. May raise to stop it."""


class Reads(Protocol):
    """What can run a query: an open workspace, or the bridge to it."""

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run `query(connection, *args)`."""


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
    if columns.kind and kind_named(columns.kind) is not meant:
        raise UserFixable(
            f"The map is for a {columns.kind} table, but {meant.name} was asked for.",
            "Ask for the map's kind, or use another map.",
        )
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
    series = (meant.name, line_id(names, table.service_line) or "", str(meaning.period))
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


def _new_lines(table: ImportTable, names: NameBook) -> Iterator[str]:
    if table.kind.about_one_line and table.service_line and names.service_line_id(table.service_line) is None:
        yield table.service_line
    for line in book_lines(table, names):
        if names.service_line_id(line.name) is None:
            yield line.name


def _unknown(table: ImportTable, names: NameBook) -> Iterator[UnknownName]:
    """Organisations that the file names and the workspace doesn't know; none where it knows no names."""
    if not names.knows_organisations:
        return
    for name, row_no, suggestions in unknown_organisations(table, names.known):
        yield UnknownName(name=name, row_no=row_no, suggestions=suggestions)
