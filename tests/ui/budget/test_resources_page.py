from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.domain.budget.book import LineRole
from stewardship_desktop.domain.system import ServiceLine
from stewardship_desktop.ui.budget.resources_page import ResourcesPage
from stewardship_desktop.ui.page import RoomContext
from tests.support import budget_files as files
from tests.ui.conftest import Surroundings


def shown(surroundings: Surroundings, care_area_id: str | None) -> Any:
    def make(context: RoomContext) -> ResourcesPage:
        page = ResourcesPage(context)
        page.show_care_area(care_area_id)
        return page

    return surroundings.show(make)


def test_without_a_care_area_or_a_line_the_room_says_what_to_do(surroundings: Surroundings) -> None:
    assert shown(surroundings, None).empty.what_label.text() == "No care area is chosen"
    [stroke] = files.add_care_areas(surroundings.opened, "Stroke")
    page = shown(surroundings, stroke)
    assert page.empty.what_label.text() == "No service line is mapped to Stroke"
    page.empty.action_button.click()
    assert surroundings.gone == [("mapping", None)]
    assert shown(surroundings, "gone").empty.what_label.text() == "That care area is no longer here."


def test_lines_are_shown_whole_with_where_else_they_serve(surroundings: Surroundings) -> None:
    files.keep(surroundings.opened, files.BOOK)
    stroke, ageing = files.add_care_areas(surroundings.opened, "Stroke", "Ageing Well")
    page = shown(surroundings, stroke)
    therapies = ServiceLine.id_for("Therapies")
    surroundings.act(commands.map_line, ServiceLine.id_for("Stroke"), stroke, LineRole.MAIN)
    surroundings.act(commands.map_line, therapies, stroke, LineRole.CONTRIBUTES, Decimal(10), "caseload")
    surroundings.act(commands.map_line, therapies, ageing, LineRole.CONTRIBUTES)
    assert page.header.title_label.text() == "Resources of Stroke"
    assert page.tiles["main"].value_label.text() == "£22.5m"
    assert page.tiles["contributes"].value_label.text() == "£41.4m"
    main, other = page.table.rows()
    assert (main.name, main.share, main.also) == ("Stroke", None, ())
    assert (other.name, other.pence, other.share, other.also) == (
        "Therapies",
        4_141_900_000,
        414_190_000,
        ("Ageing Well",),
    )
    assert page._share_tip(other) == "£4,141,900, 10%: caseload"
    assert page.chart.spec.title == "Stroke's main line holds £22.5m"
    page.table.select(therapies)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert surroundings.gone[-1] == ("budget", therapies)
