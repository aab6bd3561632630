"""The facilitator's page: going on, the clock, screens, drafts, and a restart in the middle."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from stewardship_desktop.application.commands import star, workshop
from stewardship_desktop.application.settings import REDUCE_MOTION, TEXT_SIZE
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.ui.shell.look import Look
from stewardship_desktop.ui.workshop.agenda import STEPS
from stewardship_desktop.ui.workshop.drafts import QUIET_MS
from stewardship_desktop.ui.workshop.showing import What
from tests.support.accessibility import faults_of
from tests.ui.conftest import Surroundings
from tests.ui.workshop.conftest import NotedScreen, Room, TimedPage


def test_without_a_session_it_offers_those_there_are(room: Room) -> None:
    page = room.surroundings.show(lambda context: TimedPage(context, (NotedScreen, NotedScreen)))
    page.show_care_area(room.records().session.care_area_id)
    assert page.choice.isVisible()
    assert not page.work.isVisible()
    page.choice.table.opened.emit(room.session.session_id)
    assert page.work.isVisible()
    assert page.title_label.text() == "Stroke at home"


def test_a_care_area_without_a_session_says_what_to_do(surroundings: Surroundings) -> None:
    page = surroundings.show(TimedPage)
    assert page.choice.table.empty.isVisible()
    page.choice.table.empty.acted.emit()
    assert surroundings.gone == [("star", None)]


@pytest.mark.parametrize(
    "on, back",
    [
        ((Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)),
        (
            (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier),
        ),
    ],
)
def test_one_key_goes_through_all_steps_and_back(room: Room, on: Any, back: Any) -> None:
    page = room.open()
    for step in range(1, len(STEPS)):
        room.key(*on)
        assert page.stack.currentIndex() == page.progress.step == step
        said = f"Step {step + 1} of 8, {STEPS[step].title}, you are here"
        assert page.strip.buttons[step].accessibleName() == said
        assert page.panel.isAncestorOf(room.focus()) or room.focus() is page.next_button
    room.key(*on)
    assert page.progress.step == len(STEPS) - 1
    room.key(*back)
    assert page.progress.step == len(STEPS) - 2


def test_the_clock_starts_by_a_person_and_survives_a_restart(room: Room) -> None:
    page = room.open()
    assert page.clock.label.text() == "10 minutes planned"
    page.clock.button.click()
    page.minutes = 12
    page.advance()
    page.minutes = 30
    page._show_clock()
    assert page.clock.label.text() == "3 minutes over the 15 planned"
    page.close()
    again = room.open()
    assert again.progress.step == 1
    again.minutes = 31
    again._show_clock()
    assert again.clock.label.text() == "4 minutes over the 15 planned"
    again.clock.button.click()
    assert again.clock.label.text() == "15 minutes planned"


def test_the_projector_shows_the_step_and_goes_black_at_a_key(room: Room) -> None:
    page = room.open()
    page.window_button.click()
    (screen,) = NotedScreen.made
    assert screen.isVisible()
    assert screen.now() is What.PURPOSE
    page.advance()
    assert screen.now() is What.OPTIONS
    assert screen.showings[-1].option_ids == tuple(room.session.options.values())
    room.surroundings.qtbot.waitUntil(page.isActiveWindow)
    room.key(Qt.Key.Key_F9)
    assert screen.blank
    assert page.blank_button.text() == "Show (F9)"
    room.key(Qt.Key.Key_F9)
    assert not screen.blank
    assert screen.showings[-1].clock == ""
    page.clock_shown_button.click()
    assert screen.showings[-1].clock == "15 minutes planned"
    screen.close()
    page.window_button.click()
    assert page.presenting.is_open()


def test_one_screen_mode_hides_what_is_private_and_f5_shows_the_slide(room: Room) -> None:
    page = room.open()
    page.go_to(3)
    entry = page.panels[3].entry
    entry.shown_box.click()
    page.one_screen_button.click()
    assert not entry.shown_box.isVisible()
    room.score(1, ward=(40, 40, 40, 40))
    assert str(entry.grid.model().index(0, 0).data()) == "\N{BULLET}\N{BULLET}"
    page.open_seats()
    assert "code" in page.seats.table.hidden()
    page.sheet.close_sheet()
    page.next_button.setFocus()
    room.key(Qt.Key.Key_F5)
    (slide,) = NotedScreen.made
    assert slide.isVisible()
    assert slide.geometry() == page.window().rect()
    assert QApplication.focusWidget() is None, "what is typed goes nowhere while the room looks"
    room.surroundings.qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.progress.step == 4
    room.surroundings.qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not slide.isVisible()
    assert QApplication.focusWidget() is not None


def test_the_projectors_own_keys_are_heard(room: Room) -> None:
    page = room.open()
    page.window_button.click()
    (screen,) = NotedScreen.made
    screen.blank_changed.emit(True)
    assert page.blank_button.text() == "Show (F9)"
    screen.step_asked.emit(1)
    assert page.progress.step == 1
    screen.close()
    assert page.window_button.text() == "Projector"


def test_a_remote_turns_the_slides_pages_before_the_step(room: Room) -> None:
    page = room.open()
    page.window_button.click()
    (screen,) = NotedScreen.made
    screen.pages = 2
    page._page_on()
    assert (screen.page, page.progress.step) == (2, 0)
    page._page_on()
    assert page.progress.step == 1


def test_a_field_is_saved_within_a_second_of_the_last_key_and_typing_goes_on(room: Room) -> None:
    page = room.open()
    box = page.panels[0].form.rows["question"].box
    room.type(box, "What less of ")
    timer = page.drafts.timer
    assert timer.isActive()
    assert timer.interval() == QUIET_MS < 1000
    timer.timeout.emit()
    room.type(box, "f")
    room.settle()
    assert room.records().session.question == "What less of"
    assert box.text() == "What less of f"
    timer.timeout.emit()
    room.settle()
    assert room.records().session.question == "What less of f"
    assert box.text() == "What less of f"


def test_a_cell_being_typed_in_is_saved_within_a_second(room: Room) -> None:
    page = room.open()
    page.go_to(1)
    table = page.panels[1].table
    table.edit_cell(room.session.options["carers"], "name")
    editor = room.focus()
    editor.selectAll()  # type: ignore[attr-defined]
    room.type(editor, "Carers")
    page.drafts.timer.timeout.emit()
    room.settle()
    assert [option.name for option in room.records().active][-1] == "Carers"
    room.type(editor, " and friends")
    room.key(Qt.Key.Key_Return)
    assert [option.name for option in room.records().active][-1] == "Carers and friends"


def test_an_unfinished_line_comes_back_after_a_kill(room: Room) -> None:
    page = room.open()
    page.go_to(7)
    room.type(page.panels[7].view_line.line, "The ward is all we")
    page.drafts.timer.timeout.emit()
    # Killed: nothing is closed, nothing is left, a new page opens on what is kept.
    again = room.open()
    assert again.progress.step == 7
    assert again.panels[7].view_line.line.text() == "The ward is all we"
    room.type(again.panels[7].view_line.line, " have")
    room.key(Qt.Key.Key_Return)
    assert [each.view for each in room.records().dissents] == ["The ward is all we have"]
    again.drafts.timer.timeout.emit()
    assert again.progress.drafts == {}


def test_a_locked_session_says_so_and_takes_nothing_in(room: Room) -> None:
    page = room.open()
    verdict = workshop.Verdict(
        scenario_id=room.session.scenario_id, outcome=Outcome.AGREED, reason="Read out"
    )
    room.surroundings.act(workshop.lock, room.session.session_id, verdict, page.panels[7].today())
    page.go_to(1)
    assert "locked" in page.prompt_label.text()
    options = page.panels[1]
    assert not any(part.isEnabled() for part in options.writing)
    options.table.selection_changed.emit([room.session.options["ward"]])
    assert not options.park_button.isEnabled()
    page.go_to(6)
    page.panel.shift_list.turned.emit(room.session.options["ward"])
    room.settle()
    assert "is locked" in page.panel.problem.text()
    assert page.panel.problem.isVisible()
    page.go_to(7)
    page.panel.unlock_line.added.emit("We missed a cost")
    room.settle()
    page.go_to(1)
    assert options.add_line.isEnabled()


@pytest.mark.parametrize("width, height", [(797, 400), (1080, 600)])
def test_no_step_scrolls_sideways(room: Room, look: Look, width: int, height: int) -> None:
    page = room.open(width, height)
    room.score(1, ward=(10, 10, 90, 90), clinic=(20, 20, 20, 20))
    ids = list(room.session.options.values())[:2]
    room.surroundings.act(workshop.reveal, room.session.session_id, ids, 1)
    room.surroundings.act(star.park, room.session.session_id, [room.session.options["carers"]], "Later")
    for step in range(len(STEPS)):
        page.go_to(step)
        area = page.stack.currentWidget()
        assert isinstance(area, QScrollArea)
        assert page.panel.minimumSizeHint().width() <= area.viewport().width(), STEPS[step].title
    assert page.width() == width


@pytest.mark.parametrize("width, height, text", [(797, 400, 100), (1224, 600, 200)])
def test_every_step_is_for_everybody(room: Room, look: Look, width: int, height: int, text: int) -> None:
    room.surroundings.settings.set(TEXT_SIZE, text)
    room.surroundings.settings.set(REDUCE_MOTION, True)
    room.score(1, ward=(10, 10, 90, 90), clinic=(20, 20, 20, 20))
    ids = list(room.session.options.values())[:2]
    room.surroundings.act(workshop.reveal, room.session.session_id, ids, 1)
    page = room.open(width, height)
    faults = []
    for step in STEPS:
        room.settle()  # what is worked out comes,
        room.settle()  # and is laid out
        faults += [f"{step.key}: {fault}" for fault in faults_of(page)]
        page.advance()
    page.open_seats()
    room.settle()
    faults += [f"seats: {fault}" for fault in faults_of(page) if "never reaches" not in fault]
    assert not faults, "\n".join(faults)


def test_private_notes_are_kept_when_left_outlive_a_kill_and_close_in_one_screen_mode(room: Room) -> None:
    page = room.open()
    room.key(Qt.Key.Key_F7)
    room.type(page.notes.text, "Ask the nurse first")
    page.notes.keep_draft()
    again = room.open()
    again.open_notes()
    assert again.notes.text.toPlainText() == "Ask the nurse first"
    again.notes.text.setFocus()
    again.next_button.setFocus()
    room.settle()
    assert "notes" not in again.progress.drafts
    again.open_notes()
    again.one_screen_button.click()
    assert not again.notes.isVisible()
    again.open_notes()
    assert not again.notes.isVisible()


def test_the_small_picture_follows_the_screen_and_says_what_the_room_sees(room: Room) -> None:
    page = room.open()
    said = page.view.label
    assert said.text() == "Not projected"
    page.window_button.click()
    assert said.text() == "The room sees"
    page.advance()
    assert "Options" in page.view.stage.accessibleName()
    page.blank_button.click()
    assert said.text() == "Room: blank"
    assert page.view.stage.is_blank
    page.blank_button.click()
    page.window_button.click()
    assert said.text() == "Not projected"
    page.one_screen_button.click()
    assert said.text() == "One screen"
