"""The example system: built from the CSV facts in `db/example` by the importers and commands a person uses.

Ids, times and author are fixed, so that the examples of two laptops hold the very same changes
and merge into one.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.importing import Meaning, accept, prepare
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.application.runner import Author
from stewardship_desktop.application.starter_questions import starter_questions
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import NAMESPACE, key_id
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.exchange.records import definition_names, names_of, read_records
from stewardship_desktop.store.queries.budget.known import NameBook, name_book
from stewardship_desktop.store.workspace import create, open_workspace
from stewardship_desktop.store.writer import Clock, Stamp

Report = Callable[[float | None, str], None]

EXAMPLE_AUTHOR = Author(key_id("person", "example"), "Example", "made with the program")
AS_AT = date(2023, 3, 16)
"""The day of the profile: the board meeting whose papers it is drawn from."""
_AS_AT_MS = 1_678_924_800_000


@dataclass(frozen=True)
class TableFile:
    """One file of the example's budget book: its kind, period and unit as the command line takes them."""

    kind: str
    file: str
    period: str
    unit: str
    source: str
    service_line: str = ""
    note: str = ""


HALF_YEAR = "The page prints no period; it reads as half a year, since the list has about twice its total."

TABLES: tuple[TableFile, ...] = (
    TableFile(
        "budget-book", "budget_book_service_lines.csv", "2020/21", "thousand", "Service line slides",
        note="Indicative full-year figures.",
    ),
    TableFile(
        "organisation-resources", "cardiology_resources_by_organisation.csv", "2020/21-H1", "thousand",
        "Service line slides", "Cardiology", HALF_YEAR,
    ),
    TableFile(
        "category-spend", "cardiology_spend_by_category.csv", "2020/21-H1", "thousand",
        "Service line slides", "Cardiology", HALF_YEAR,
    ),
    TableFile(
        "staffing", "cardiology_staffing.csv", "2020/21-H1", "thousand",
        "Service line slides", "Cardiology",
    ),
    TableFile(
        "activity-by-commissioner", "cardiology_activity_by_commissioner.csv", "2020/21-H1", "thousand",
        "Service line slides", "Cardiology",
    ),
    TableFile(
        "activity-by-type", "cardiology_activity_by_type.csv", "2020/21-H1", "thousand",
        "Service line slides", "Cardiology", "The day case row and the trust's column are both 200 out.",
    ),
    TableFile(
        "month-report", "icb_month10_expenditure.csv", "2022/23-M10", "million", "Board papers, March 2023",
    ),
)  # fmt: skip

BEFORE_THE_BOOK = (
    "system",
    "place",
    "organisation",
    "organisation_alias",
    "term",
    "care_area",
    "care_area_status",
    "specification_prompt",
    "specification_answer",
    "scope_item",
    "sub_pathway",
    "objective",
    "standard",
    "standard_adoption",
    "blueprint",
    "blueprint_source",
)
VALUE = (
    "outcome",
    "metric",
    "metric_definition",
    "target",
    "observation",
    "rebase",
    "chart_mark",
    "comparator",
    "meeting_view",
)
"""The printed values of the documents, and a framework of invented ones for one care area."""
AFTER_THE_VALUES = ("data_request",)
AFTER_THE_BOOK = ("line_mapping", "line_comment")
STAR = (
    "star_session",
    "star_option",
    "star_estimate",
    "star_effect",
    "star_rule",
    "star_scenario",
    "star_choice",
    "seat",
    "seat_interest",
    "seat_score",
    "reveal",
    "star_decision",
    "dissent",
    "next_step",
)
"""A worked session of invented figures, and one in preparation."""
FOLDERS = {**dict.fromkeys(VALUE, "value"), **dict.fromkeys(STAR, "star")}
"""Where a kind's file lies, if not in "profile"."""
RECORDS = (*BEFORE_THE_BOOK, *VALUE, *AFTER_THE_VALUES, *AFTER_THE_BOOK, *STAR)


@dataclass(frozen=True)
class Built:
    """What an example holds: how many records of each."""

    organisations: int
    care_areas: int
    service_lines: int
    figures: int


def build_example(path: Path, database_folder: Path, report: Report) -> Built:
    """Make the example workspace at `path`. Raises UserFixable when there is a file already.

    Built beside its place and moved there whole: a failed build leaves nothing behind.
    """
    try:
        is_there = path.exists()
    except OSError as error:
        raise UserFixable(f"{path} can't be made: {error.strerror}.", "Choose another name.") from error
    if is_there:
        raise UserFixable(f"{path} is there already.", "Choose another name, or open that one.")
    part = path.with_name(f"{path.stem}.part{path.suffix or '.stewardship'}")
    with suppress(OSError):
        part.unlink()
    create(part)
    try:
        opened = OpenedWorkspace(open_workspace(part), EXAMPLE_AUTHOR, _fixed_stamp())
        try:
            built = _fill(opened, database_folder / "example", report)
        finally:
            opened.close()
        part.replace(path)
    finally:
        for left in (part, part.with_name(part.name + ".lock")):
            left.unlink(missing_ok=True)
    return built


def _fixed_stamp() -> Stamp:
    numbers = itertools.count(1)
    return Stamp(
        author=EXAMPLE_AUTHOR.person_id,
        author_role=EXAMPLE_AUTHOR.role,
        replica=key_id("replica", "example"),
        clock=Clock(now_ms=lambda: _AS_AT_MS),
        new_txn=lambda: str(uuid.uuid5(NAMESPACE, f"example act {next(numbers)}")),
    )


def _fill(opened: OpenedWorkspace, folder: Path, report: Report) -> Built:
    steps = len(RECORDS) + len(TABLES)
    done = itertools.count(1)
    names: dict[str, dict[str, str]] = {}
    scopes: dict[str, str] = {}
    counted: dict[str, int] = {}

    def add(entity: str) -> None:
        records = _read(folder, entity, names, scopes)
        report(next(done) / steps, f"Building the example: {entity.replace('_', ' ')}")
        names[entity] = names_of(records)
        if entity == "metric_definition":
            definitions = [each for each in records if isinstance(each, MetricDefinition)]
            names[entity] = definition_names(definitions, names["metric"])
        scopes.update({each.id: each.scope for each in records})
        counted[entity] = len(records)
        if records:
            opened.act(record.add, records).result()

    for entity in (*BEFORE_THE_BOOK, *VALUE, *AFTER_THE_VALUES):
        add(entity)
    for table in TABLES:
        report(next(done) / steps, f"Building the example: {table.file}")
        counted[table.file] = _import(opened, folder / "budget" / table.file, table)
    book: NameBook = opened.read(name_book)
    names["service_line"] = {name.casefold(): row_id for name, row_id in book.service_line_ids.items()}
    for entity in (*AFTER_THE_BOOK, *STAR):
        add(entity)
    return Built(
        counted["organisation"],
        counted["care_area"],
        len(names["service_line"]),
        sum(counted[table.file] for table in TABLES),
    )


def _read(
    folder: Path, entity: str, names: dict[str, dict[str, str]], scopes: dict[str, str]
) -> list[Record]:
    if entity == "specification_prompt":
        return list(starter_questions())
    return read_records(folder / FOLDERS.get(entity, "profile") / f"{entity}.csv", entity, names, scopes)


def _import(opened: OpenedWorkspace, file: Path, table: TableFile) -> int:
    meaning = Meaning(
        period=Period.parse(table.period),
        unit=Unit(table.unit),
        service_line=table.service_line or None,
        source=table.source,
    )
    prepared = prepare(opened, file, table.kind, None, meaning)
    accept(opened, prepared, table.note, on=AS_AT).result()
    return sum(len(row.cells) for row in prepared.table.rows)
