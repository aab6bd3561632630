"""The way from a record to its room: every room named is there, and a record of a session opens its place."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from stewardship_desktop.application.commands import dashboard, star_plan, value_framework, workshop
from stewardship_desktop.application.commands.workshop import ScoreEntry
from stewardship_desktop.domain.due import DueKind
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.domain.observation import MarkKind
from stewardship_desktop.ui.history.destinations import room_of
from stewardship_desktop.ui.history.page import HistoryPage
from stewardship_desktop.ui.home.page import _WHERE
from stewardship_desktop.ui.rooms import BY_ID
from stewardship_desktop.ui.shell.choices import ENTITY_ROOMS
from tests.support.care_areas import TODAY
from tests.support.metrics import small_framework
from tests.support.star_sessions import small_session
from tests.ui.conftest import Surroundings


def test_every_room_that_is_named_is_there() -> None:
    rooms = {room_of(kind.entity, scope) for kind in KINDS for scope in (PROGRAMME, "area")}
    assert rooms - {None} <= set(BY_ID)
    assert set(ENTITY_ROOMS.values()) <= set(BY_ID)
    assert set(_WHERE.values()) <= set(BY_ID)
    assert set(_WHERE) == set(DueKind)


def test_what_is_blind_is_shown_in_no_room() -> None:
    assert {room_of(kind.entity, "area") for kind in KINDS if kind.blind} == {None}


def open_newest(around: Surroundings) -> HistoryPage:
    page: HistoryPage = around.show(HistoryPage, 1080)
    around.settle()
    around.qtbot.waitUntil(lambda: not page.reading)
    page.table.select(page.table.rows()[0].txn_id)
    around.qtbot.keyClick(page.table.grid, Qt.Key.Key_Return)
    around.settle()
    around.qtbot.waitUntil(lambda: not page.reading)
    return page


def test_a_choice_leads_to_its_option_in_its_care_area(surroundings: Surroundings) -> None:
    made = small_session(surroundings)
    ward = made.options["ward"]
    surroundings.act(star_plan.choose, made.session_id, made.scenario_id, {ward: False})
    page = open_newest(surroundings)
    assert page.detail.go_button.isEnabled()
    page.detail.go_button.click()
    area = made.reckoning().records.session.care_area_id
    assert surroundings.gone[-2:] == [("star", area), ("star", ward)]


def test_a_blind_score_leads_nowhere_and_shows_nothing(surroundings: Surroundings) -> None:
    made = small_session(surroundings)
    (seat,) = surroundings.act(workshop.add_seats, made.session_id, [{"role": "Nurse"}])
    given = ScoreEntry(seat_id=seat, option_id=made.options["ward"], round=1, score=83)
    surroundings.act(workshop.give_scores, made.session_id, [given])
    page = open_newest(surroundings)
    (line,) = page.detail.act_table.rows()
    assert (line.first, line.what, line.field, line.before, line.after) == (
        "not shown\nblind score", "added", "", "", "",
    )  # fmt: skip
    assert not page.detail.go_button.isEnabled()
    assert page.sheet.title_label.text() == "Enter a score"


def test_a_target_and_a_mark_lead_to_the_framework_and_to_the_dashboard(surroundings: Surroundings) -> None:
    made = small_framework(surroundings)
    needle = made.definitions["needle"]
    day = TODAY.replace(day=1)
    target = surroundings.act(value_framework.set_target, needle, day, {"value": Decimal(45)})
    page = open_newest(surroundings)
    page.detail.go_button.click()
    assert surroundings.gone[-2:] == [("value", made.area), ("value", target)]
    mark = surroundings.act(dashboard.mark, made.area, day, "Team begins", MarkKind.LAUNCH)
    page = open_newest(surroundings)
    page.detail.go_button.click()
    assert surroundings.gone[-2:] == [("dashboard", made.area), ("dashboard", mark)]
