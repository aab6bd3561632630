"""A workspace with as many recorded changes as a programme's gathers in years, made in seconds.

By the program's own writer, so that it is what such a file would be: imports of budget figures,
care areas, and single edits with their history.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.system import Organisation, Place
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition, Outcome
from stewardship_desktop.store.workspace import create, open_workspace
from stewardship_desktop.store.writer import Clock, Stamp, Writer

FIGURES_A_FILE = 5_000
WEEKS = 100


def figures(import_id: str, count: int) -> list[Record]:
    """One accepted file of this many rows."""
    kept = BudgetImport(
        id=import_id,
        kind="budget-book",
        period="2020/21",
        unit="pound",
        version=1,
        file_name=f"{import_id}.csv",
        file_sha256="0" * 64,
        imported_on=date(2022, 7, 1),
        rows=count,
        illustrative=True,
    )
    rows = [
        BudgetFigure(
            id=BudgetFigure.id_for(import_id, number, "spend"),
            budget_import_id=import_id,
            row_no=number,
            row_type="line",
            label=f"Service line {number}",
            measure="spend",
            printed=f"{number},000",
            value=Decimal(number * 1000),
            pence=number * 100_000,
        )
        for number in range(count)
    ]
    return [kept, *rows]


def observations(care_area_id: str, count: int) -> tuple[list[Record], list[Record]]:
    """What so many values hang on, and the values: 100 weeks of each metric, as a file would bring them."""
    outcome = Outcome(
        id="outcome", scope=care_area_id, care_area_id=care_area_id, column=ValueColumn.PERSONAL, outcome="O"
    )
    kept: list[Record] = [outcome]
    values: list[Record] = []
    days = [date(2021, 1, 4) + timedelta(weeks=number) for number in range(WEEKS)]
    for number in range(-(-count // WEEKS)):
        metric = Metric(
            id=f"metric-{number}", scope=care_area_id, outcome_id=outcome.id, name=f"Metric {number}"
        )
        definition = MetricDefinition(
            id=f"definition-{number}", scope=care_area_id, metric_id=metric.id, unit="%"
        )
        kept += [metric, definition]
        values += [
            Observation(
                id=Observation.id_for(definition.id, day),
                scope=care_area_id,
                definition_id=definition.id,
                on=day,
                value=Decimal(700 + (number + week) % 277) / 10,
                source="values.csv",
            )
            for week, day in enumerate(days)
        ]
    return kept, values[:count]


def make_large(path: Path, changes: int, *, clean: bool = True) -> Path:
    """A workspace with at least this many changes: half created, the rest edits of what is there."""
    create(path)
    workspace = open_workspace(path)
    stamp = Stamp(author="somebody", author_role="", replica=workspace.replica, clock=Clock())
    made = 0

    def act(label: str, records: list[Record], edits: dict[str, dict[str, object]] | None = None) -> int:
        with workspace.writing() as connection:
            writer = Writer(connection, stamp)
            writer.insert_many(records)
            if edits:
                writer.update_many(BudgetFigure, edits)
            writer.name_act(label)
            writer.finish()
            return len(writer.written)

    areas = [CareArea(id=CareArea.id_for(f"Area {n}"), name=f"Area {n}") for n in range(12)]
    place = Place(id="place", name="A place")
    made += act("Begin", [place, Organisation(id="trust", name="A trust", place_id=place.id), *areas])
    number = 0
    while made < changes:
        number += 1
        rows = figures(f"import-{number}", min(FIGURES_A_FILE, max(changes - made, 10) // 2))
        edits: dict[str, dict[str, object]] = {row.id: {"label": f"Line {number}"} for row in rows[1:]}
        made += act(f"Import {number}", rows, edits)
    workspace.close(sound=clean)
    return path
