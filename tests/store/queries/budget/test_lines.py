from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.application.commands.system import remove_rows
from stewardship_desktop.application.locations import database_folder
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.budget.alignment import Reach
from stewardship_desktop.domain.budget.book import LineMapping, LineRole
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import ServiceLine
from stewardship_desktop.store.queries.budget.lines import care_area_resources, line_page, mapping_board
from tests.support import budget_files as files
from tests.support.workspaces import act, open_new


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with open_new(tmp_path) as made:
        yield made


def map_as_suggested(opened: OpenedWorkspace) -> None:
    with (database_folder() / "example" / "profile" / "line_mapping.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    files.add_care_areas(opened, *sorted({row["care_area"] for row in rows}))
    mappings = [
        LineMapping(
            id=LineMapping.id_for(line, area),
            service_line_id=line,
            care_area_id=area,
            role=LineRole(row["role"]),
        )
        for row in rows
        for line, area in [(ServiceLine.id_for(row["service_line"]), CareArea.id_for(row["care_area"]))]
    ]
    act(opened, commands.map_lines, mappings)


def test_the_board_is_empty_before_a_book_is_in(opened: OpenedWorkspace) -> None:
    board = opened.read(mapping_board)
    assert (board.book, board.lines, board.remainder.pence) == (None, (), 0)
    assert board.remainder.unmapped.percent_shown == ""


def test_the_suggested_map_reaches_23_and_46_per_cent_of_the_book(opened: OpenedWorkspace) -> None:
    files.keep(opened, files.BOOK)
    map_as_suggested(opened)
    board = opened.read(mapping_board)
    found = board.remainder
    assert len(board.lines) == 58
    assert found.pence == 262_015_400_000
    assert found.main.pence + found.contributes.pence + found.unmapped.pence == found.pence
    assert found.main.lines + found.contributes.lines + found.unmapped.lines == 58
    assert found.main.percent is not None
    assert found.contributes.percent is not None
    assert round(found.main.percent) == 23
    assert round(found.main.percent + found.contributes.percent) == 46
    therapies = next(line for line in board.lines if line.name == "Therapies")
    assert therapies.reach is Reach.CONTRIBUTES
    assert [area.care_area for area in therapies.areas] == ["Musculoskeletal care", "Stroke"]


def test_the_money_of_a_removed_line_stays_in_the_rest(opened: OpenedWorkspace) -> None:
    files.keep(opened, files.BOOK)
    before = opened.read(mapping_board).remainder
    act(opened, remove_rows, ServiceLine, [ServiceLine.id_for("Stroke")])
    board = opened.read(mapping_board)
    assert len(board.lines) == 57
    assert board.remainder == before


def test_a_care_areas_lines_are_shown_whole_and_split_only_with_evidence(opened: OpenedWorkspace) -> None:
    files.keep(opened, files.BOOK)
    map_as_suggested(opened)
    stroke = CareArea.id_for("Stroke")
    found = opened.read(care_area_resources, stroke)
    assert [(line.name, line.pence, line.share) for line in found.lines] == [
        ("Stroke", 2_249_300_000, None),
        ("Therapies", 4_141_900_000, None),
        ("Neurology", 746_800_000, None),
    ]
    assert found.main_pence == 2_249_300_000
    assert found.lines[1].also == ("Musculoskeletal care",)
    therapies = ServiceLine.id_for("Therapies")
    act(opened, commands.map_line, therapies, stroke, LineRole.CONTRIBUTES, Decimal("12.5"), "caseload")
    shared = opened.read(care_area_resources, stroke).lines[1]
    assert (shared.pence, shared.share) == (4_141_900_000, 517_737_500)


def test_a_care_area_that_is_gone_is_said_so(opened: OpenedWorkspace) -> None:
    with pytest.raises(UserFixable, match="no longer here"):
        opened.read(care_area_resources, "gone")
    with pytest.raises(UserFixable, match="no longer here"):
        opened.read(line_page, "gone")


def test_a_lines_page_has_its_figure_and_its_files(opened: OpenedWorkspace) -> None:
    files.keep(opened, *[name for name in files.PERIODS if name != files.MONTH_REPORT])
    page = opened.read(line_page, ServiceLine.id_for("Cardiology"))
    [book] = page.books
    assert (book.pence, book.printed) == (2_628_500_000, "26285")
    assert [file.kind for file in page.pages] == [
        "organisation-resources",
        "category-spend",
        "staffing",
        "activity-by-commissioner",
        "activity-by-type",
    ]


def test_the_board_is_against_the_newest_whole_year(opened: OpenedWorkspace, tmp_path: Path) -> None:
    files.keep(opened, files.BOOK)
    from stewardship_desktop.application.importing import Meaning, accept, prepare
    from stewardship_desktop.domain.period import Period

    half = Meaning(period=Period.parse("2020/21-H2"))
    accept(opened, prepare(opened, files.FOLDER / files.BOOK, None, None, half)).result()
    board = opened.read(mapping_board)
    assert board.book is not None
    assert str(board.book.period) == "2020/21"
