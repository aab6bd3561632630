"""The seven budget files of the example, and workspaces that hold them, for tests of what stands on them."""

from __future__ import annotations

from pathlib import Path

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.importing import Prepared, accept, prepare
from stewardship_desktop.application.locations import database_folder
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.application.prepared import Meaning
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.book import BudgetImport
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.identity import key_id
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.system import Organisation, Place

FOLDER = database_folder() / "example" / "budget"
YEAR, HALF, MONTH = Period.parse("2020/21"), Period.parse("2020/21-H1"), Period.parse("2022/23-M10")

BOOK = "budget_book_service_lines.csv"
RESOURCES = "cardiology_resources_by_organisation.csv"
CATEGORIES = "cardiology_spend_by_category.csv"
STAFFING = "cardiology_staffing.csv"
BY_COMMISSIONER = "cardiology_activity_by_commissioner.csv"
BY_TYPE = "cardiology_activity_by_type.csv"
MONTH_REPORT = "icb_month10_expenditure.csv"

PERIODS = {
    BOOK: YEAR,
    RESOURCES: HALF,
    CATEGORIES: HALF,
    STAFFING: HALF,
    BY_COMMISSIONER: HALF,
    BY_TYPE: HALF,
    MONTH_REPORT: MONTH,
}


def meaning(name: str, unit: Unit | None = None) -> Meaning:
    """The period of one of the seven files; its unit is what its headings say."""
    return Meaning(period=PERIODS[name], unit=unit)


def prepared(opened: OpenedWorkspace, name: str) -> Prepared:
    """One of the seven, checked and not kept."""
    return prepare(opened, FOLDER / name, None, None, meaning(name))


def keep(opened: OpenedWorkspace, *names: str) -> list[BudgetImport]:
    """Import some of the seven in this order."""
    return [accept(opened, prepared(opened, name)).result().result for name in names]


def add_organisations(opened: OpenedWorkspace) -> None:
    """The bodies that the cardiology page names, as the system profile knows them, and a place."""
    place = Place(id=key_id("place", "Mid Essex"), name="Mid Essex")
    opened.act(record.add, [place]).result()
    names = (
        ("Basildon and Brentwood CCG", ""),
        ("Castle Point and Rochford CCG", ""),
        ("Mid Essex CCG", ""),
        ("Southend CCG", ""),
        ("Thurrock CCG", ""),
        ("Essex Partnership University NHS Foundation Trust", "EPUT"),
        ("Mid and South Essex NHS Foundation Trust", "MSEFT"),
        ("North East London NHS Foundation Trust", "NELFT"),
        ("Provide Community Interest Company", "Provide"),
    )
    opened.act(
        record.add,
        [
            Organisation(
                id=key_id("organisation", name),
                name=name,
                short_name=short,
                place_id=place.id if name.startswith("Mid Essex") else None,
            )
            for name, short in names
        ],
    ).result()


def add_care_areas(opened: OpenedWorkspace, *names: str) -> list[str]:
    """Care areas by name; their ids."""
    made = [CareArea(id=CareArea.id_for(name), name=name) for name in names]
    opened.act(record.add, made).result()
    return [each.id for each in made]


def changed_copy(folder: Path, name: str, *replacements: tuple[str, str]) -> Path:
    """A copy of one of the seven in `folder` with some texts replaced."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    copy = folder / name
    copy.write_text(text, encoding="utf-8")
    return copy
