"""Writes the workspace of the present schema version that the tests keep: python -m tests.support.write_store

Once a version is released its file is never written again: it stands for those that people have.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport
from stewardship_desktop.domain.care_area import CareArea, Objective
from stewardship_desktop.domain.change import Scalar
from stewardship_desktop.domain.system import Organisation, OrganisationAlias, Place
from stewardship_desktop.store import tables
from stewardship_desktop.store.workspace import create
from tests.support.stores import ME, OTHER, bring, lines_of, opened

FOLDER = Path(__file__).resolve().parents[1] / "stores"


def store_path(version: int) -> Path:
    """The workspace kept for a schema version."""
    return FOLDER / f"schema-{version:04d}.stewardship"


def fill(workspace: OpenedWorkspace) -> None:
    """A little of everything that a record can hold: edits, a delete, an undone act, a conflict."""
    area = CareArea(id=CareArea.id_for("Stroke"), name="Stroke", also_called=("CVA", "Brain attack"))
    kept = BudgetImport(
        id="import-1",
        kind="budget-book",
        period="2020/21",
        unit="thousand",
        version=1,
        file_name="book.csv",
        file_sha256="00",
        imported_on=date(2022, 7, 1),
        illustrative=True,
    )
    figure = BudgetFigure(
        id=BudgetFigure.id_for("import-1", 1, "spend"),
        budget_import_id="import-1",
        row_no=1,
        row_type="line",
        label="Line 1",
        measure="spend",
        printed="1.5",
        value=Decimal("1.5"),
        pence=150_000,
    )
    place = Place(id="place-1", name="A place", districts=("North", "South"))
    trust = Organisation(id="organisation-1", name="A trust", place_id=place.id)
    for records in (
        [area],
        [place, trust],
        [kept, figure],
        [Objective(id="o-1", care_area_id=area.id, objective="x")],
    ):
        workspace.act(record.add, records).result()
    workspace.act(record.remove, {Objective: ["o-1"]}).result()
    workspace.act(record.edit, [record.FieldEdit(Organisation, trust.id, "name", "The trust")]).result()
    workspace.act(record.edit, [record.FieldEdit(Place, place.id, "level", "neighbourhood")]).result()
    workspace.undo().result()
    seen = (str(lines_of(workspace, "organisation", trust.id)[0]["change_id"]),)
    bring(workspace, "organisation", trust.id, {"name": "That trust"}, parents=seen, hlc=1 << 58)
    alias: dict[str, Scalar] = {"_alive": 1, "organisation_id": trust.id, "alias": "T", "source": ""}
    bring(
        workspace,
        "organisation_alias",
        OrganisationAlias.id_for("T"),
        alias,
        parents=(),
        author=OTHER.person_id,
    )


def write(path: Path) -> None:
    """Make the workspace, in small pages since it holds little."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    create(path)
    with opened(path, ME) as workspace:
        fill(workspace)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("PRAGMA page_size=512; VACUUM;")


if __name__ == "__main__":
    write(store_path(tables.SCHEMA_VERSION))
