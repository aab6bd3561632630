"""The STAR room: its list of sessions, a new one, opening and going back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.commands import star, workshop
from stewardship_desktop.domain.star.session import Mode
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.ui.star.page import StarPage
from stewardship_desktop.ui.theme import apply
from tests.support.accessibility import faults_of
from tests.support.care_areas import two_areas
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings


def opened(surroundings: Surroundings, **values: Any) -> tuple[Any, SmallSession]:
    room = small_session(surroundings, **values)
    page = surroundings.show(StarPage)
    page.show_care_area(room.reckoning().records.session.care_area_id)
    return page, room


def lock(surroundings: Surroundings, room: SmallSession) -> None:
    verdict = workshop.Verdict(
        scenario_id=None, outcome=Outcome.NO_DECISION, reason="The room could not agree."
    )
    surroundings.act(workshop.lock, room.session_id, verdict, date(2026, 11, 20))


def test_without_a_care_area_or_a_session_the_page_says_what_to_do(surroundings: Surroundings) -> None:
    area, _ = two_areas(surroundings)
    page = surroundings.show(StarPage)
    assert page.sessions.empty.what_label.text() == "No care area is chosen"
    page.show_care_area(area)
    assert page.sessions.empty.what_label.text() == "No session yet"
    assert page.sessions.empty.isVisible()
    page.sessions.empty.acted.emit()
    assert page.sessions.sheet.isVisible()


def test_the_newest_session_is_first_with_its_state(surroundings: Surroundings) -> None:
    page, room = opened(surroundings, held_on=date(2026, 11, 2))
    area = room.reckoning().records.session.care_area_id
    newer = surroundings.act(star.start_session, area, "Winter", held_on=date(2026, 12, 2))
    lock(surroundings, room)
    rows = page.sessions.table.rows()
    assert [row.id for row in rows] == [newer, room.session_id]
    column = next(each for each in page.sessions.table.columns if each.key == "state")
    assert [column.show(column.read(row)) for row in rows] == ["preparing", "no decision"]
    assert page.sessions.header.state_label.text() == "2 sessions, 1 to be decided. The newest day first."


def test_a_session_is_started_from_a_few_answers_and_opens(surroundings: Surroundings) -> None:
    area, _ = two_areas(surroundings)
    page = surroundings.show(StarPage)
    page.show_care_area(area)
    page.sessions.begin()
    form = page.sessions.sheet.body()
    form.form.rows["name"].box.setText("Growth money")
    form.form.rows["envelope"].box.setText("£1.2m")
    form.form.rows["mode"].box.setCurrentIndex(1)
    form.start_button.click()
    surroundings.settle()
    session = page.editor.reckoning.records.session
    assert (session.name, session.envelope, session.mode) == ("Growth money", 1_200_000, Mode.GROWTH)
    assert page.stack.currentWidget() is page.editor


def test_enter_opens_a_session_and_escape_goes_back(surroundings: Surroundings) -> None:
    page, room = opened(surroundings)
    page.sessions.table.select(room.session_id)
    surroundings.qtbot.keyClick(page.sessions.table.grid, Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.editor
    assert page.editor.header.title_label.text() == "Stroke at home"
    surroundings.qtbot.keyClick(page.editor.options.table.grid, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.sessions
    assert page.sessions.table.selected_ids() == [room.session_id]


@pytest.mark.parametrize("width, height", [(1200, 640), (800, 430)])
def test_the_editor_can_be_read_and_reached_by_everybody(
    surroundings: Surroundings, qapp: QApplication, width: int, height: int
) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    page, room = opened(surroundings)
    page.resize(width, height)
    page.open_session(room.session_id)
    for key in ("frontier", "triangles", "rectangles"):
        page.editor.tabs.choose(key)
        surroundings.settle()
        assert faults_of(page) == [], key
    page.editor.open_option(room.options["ward"])
    surroundings.settle()
    assert faults_of(page) == []


def test_an_option_or_a_scenario_from_elsewhere_opens_its_session(surroundings: Surroundings) -> None:
    page, room = opened(surroundings)
    page.show_record(room.options["clinic"])
    assert page.editor.options.table.current_id() == room.options["clinic"]
    page.show_list()
    page.show_record(room.scenario_id)
    assert page.editor.tabs.current_key() == "scenarios"
    page.show_list()
    page.show_record("nothing-of-this-room")
    assert page.stack.currentWidget() is page.sessions


def test_a_session_that_is_removed_elsewhere_gives_way_to_the_list(surroundings: Surroundings) -> None:
    page, room = opened(surroundings)
    page.open_session(room.session_id)
    surroundings.act(star.remove_session, room.session_id)
    assert page.stack.currentWidget() is page.sessions
    surroundings.undo()
    assert [row.id for row in page.sessions.table.rows()] == [room.session_id]


def test_a_locked_session_is_not_removed_and_says_why(surroundings: Surroundings) -> None:
    page, room = opened(surroundings)
    lock(surroundings, room)
    page.sessions.table.select(room.session_id)
    page.sessions.remove_chosen()
    surroundings.settle()
    assert page.sessions.table.notice.text_label.text() == (
        "Stroke at home is locked. Unlock its decision first, with a reason."
    )
