from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from stewardship_desktop.application.importing import Meaning, accept, prepare
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.budget.versions import Change
from stewardship_desktop.domain.budget.views import NOT_GIVEN
from stewardship_desktop.store.queries.budget.files import file_version, file_versions
from stewardship_desktop.store.queries.budget.views import compared, file_views
from tests.support import budget_files as files
from tests.support.workspaces import open_new


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with open_new(tmp_path) as made:
        yield made


def test_one_pound_has_one_total_in_three_views(opened: OpenedWorkspace) -> None:
    [kept] = files.keep(opened, files.BOOK)
    found = opened.read(file_views, kept.id)
    views = found.views
    assert views is not None
    assert views.place.pence == views.organisation.pence == views.service.pence == 262_015_400_000
    assert [(row.name, row.given, row.lines) for row in views.place.rows] == [(NOT_GIVEN, False, 58)]
    assert views.service.rows[0].name == "Primary Care"
    assert len(views.service.rows) == 58


def test_a_page_is_placed_by_where_its_organisations_belong_and_says_so(opened: OpenedWorkspace) -> None:
    files.add_organisations(opened)
    [kept] = files.keep(opened, files.RESOURCES)
    found = opened.read(file_views, kept.id)
    views = found.views
    assert views is not None
    by_body = {row.name: row.pence for row in views.organisation.rows}
    assert by_body["MSEFT"] == 1_065_200_000
    assert by_body["System (Mid Essex hosted)"] == 0
    assert {row.name: row.pence for row in views.place.rows} == {
        "Mid Essex": 83_000_000,
        NOT_GIVEN: 1_310_000_000 - 83_000_000 + 100_000 - 100_000,
    }
    assert found.places_known == 83_000_000
    assert [row.name for row in views.service.rows] == ["Cardiology"]
    assert views.place.pence == views.organisation.pence == views.service.pence


def test_a_file_with_places_and_organisations_of_its_own(opened: OpenedWorkspace, tmp_path: Path) -> None:
    files.add_organisations(opened)
    book = tmp_path / "book.csv"
    book.write_text(
        "service line,organisation,place,spend (£000)\n"
        "Stroke,MSEFT,Mid Essex,10\nStroke,A Hospice,Elsewhere,5\nPain,,,2\nTotal,,,17\n",
        encoding="utf-8",
    )
    prepared = prepare(opened, book, None, None, Meaning(period=files.YEAR))
    kept = accept(opened, prepared).result().result
    views = opened.read(file_views, kept.id).views
    assert views is not None
    assert {(r.name, r.pence, r.record_id is not None) for r in views.organisation.rows} == {
        ("MSEFT", 1_000_000, True),
        ("A Hospice", 500_000, False),
        (NOT_GIVEN, 200_000, False),
    }
    assert {r.name: r.pence for r in views.place.rows} == {
        "Mid Essex": 1_000_000,
        "Elsewhere": 500_000,
        NOT_GIVEN: 200_000,
    }
    assert {r.name: r.lines for r in views.service.rows} == {"Stroke": 2, "Pain": 1}


def test_a_file_without_money_has_no_views(opened: OpenedWorkspace) -> None:
    [kept] = files.keep(opened, files.STAFFING)
    assert opened.read(file_views, kept.id).views is None
    version = opened.read(file_version, kept.id)
    assert (version.unit, version.total_pence, version.lines_pence) == (None, None, None)


def test_two_versions_are_compared_row_by_row(opened: OpenedWorkspace, tmp_path: Path) -> None:
    [first] = files.keep(opened, files.BOOK)
    copy = files.changed_copy(
        tmp_path, files.BOOK, ("22493", "22500"), ("57,line,Urology", "57,line,New line")
    )
    second = accept(opened, prepare(opened, copy, None, None, files.meaning(files.BOOK))).result().result
    found = opened.read(compared, first.id, second.id)
    rows = {(row.change, row.label): row for row in found.comparison.rows}
    assert set(rows) == {
        (Change.CHANGED, "Stroke"),
        (Change.ADDED, "New line"),
        (Change.REMOVED, "Urology"),
    }
    [figure] = rows[(Change.CHANGED, "Stroke")].figures
    assert [figure.before, figure.after, figure.difference] == [Decimal(22493), Decimal(22500), Decimal(7)]
    assert rows[(Change.REMOVED, "Urology")].figures[0].difference is None
    assert found.comparison.same == 57
    assert (found.before.version, found.after.version) == (1, 2)


def test_files_are_listed_by_kind_with_their_printed_and_computed_totals(opened: OpenedWorkspace) -> None:
    files.keep(opened, files.MONTH_REPORT, files.RESOURCES, files.BOOK)
    listed = opened.read(file_versions)
    assert [v.kind for v in listed] == ["budget-book", "organisation-resources", "month-report"]
    assert (listed[0].total_pence, listed[0].lines_pence) == (262_015_200_000, 262_015_400_000)
    assert (listed[1].total_pence, listed[1].lines_pence) == (1_310_000_000, 1_310_000_000)
    assert listed[2].total_pence is None
