"""The editor: one choice everywhere, the lock, settings, scenarios and the balance at its foot."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from stewardship_desktop.application.commands import star, star_plan, workshop
from stewardship_desktop.domain.star.session import BenefitScale, Measure
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.ui.star.editor import Editor
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings

Opened = tuple[Any, SmallSession]


@pytest.fixture
def editor(surroundings: Surroundings) -> Opened:
    room = small_session(surroundings, question="What should we do less of")

    def make(context: Any) -> Any:
        made = Editor(context)
        made.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: made.show_session(room.reckoning()))
        return made

    return surroundings.show(make, 1200, 640), room


def lock(surroundings: Surroundings, room: SmallSession) -> None:
    verdict = workshop.Verdict(
        scenario_id=room.scenario_id, outcome=Outcome.AGREED, reason="Most people helped.", how="consensus"
    )
    surroundings.act(workshop.lock, room.session_id, verdict, date(2026, 11, 20))


def test_the_frontier_is_what_one_sees_first(editor: Opened) -> None:
    made, _ = editor
    assert made.tabs.current_key() == "frontier"
    assert made.header.state_label.text() == "What should we do less of. Moves money at constant spend."


def test_the_choice_stands_out_in_the_table_and_every_picture(
    editor: Opened, surroundings: Surroundings
) -> None:
    made, room = editor
    made.options.table.select(room.options["clinic"])
    assert made.panels["frontier"].view.spec.highlight == room.options["clinic"]
    made.tabs.choose("triangles")
    assert made.panels["triangles"].view.spec.highlight == room.options["clinic"]
    made.panels["triangles"].view.chosen.emit(room.options["carers"])
    assert made.options.table.current_id() == room.options["carers"]
    made.tabs.choose("rectangles")
    assert made.panels["rectangles"].view.spec.highlight == room.options["carers"]
    # The choice outlives a change that comes from anywhere.
    surroundings.act(star.edit_session, room.session_id, {"apply_success": False})
    assert made.panels["rectangles"].view.spec.highlight == room.options["carers"]
    assert made.panels["rectangles"].view.spec.foot == "Probability of success: not applied."


def test_the_foot_follows_the_scenario_and_sends_it_on(editor: Opened, surroundings: Surroundings) -> None:
    made, room = editor
    assert made.balance.words_label.text() == "£110k of £110k, nothing left"
    assert made.balance.verdict_label.text() == "Nothing moves: this is today's allocation."
    other = surroundings.act(star_plan.add_scenario, room.session_id, "Home first")
    surroundings.act(
        star_plan.choose,
        room.session_id,
        other,
        {room.options["self-help"]: True, room.options["ward"]: False},
    )
    made.tabs.choose("balance")
    assert not made.balance.verdict_label.isVisible()  # the tab says it larger
    made.tabs.choose("scenarios")
    assert made.balance.verdict_label.isVisible()
    made.panels["scenarios"].scenario_chosen.emit(other)
    assert made.balance.box.currentText() == "Home first"
    assert made.balance.words_label.text() == "£90k of £110k, £20k left, −£20k on today"
    assert made.balance.verdict_label.text().startswith("Within the envelope, £20k left to spend: ")
    surroundings.act(star_plan.choose, room.session_id, other, {room.options["ward"]: True})
    assert made.balance.words_label.text() == "£150k of £110k, £40k over, +£40k on today"


def test_a_locked_session_says_what_was_decided_and_opens_for_a_reason(
    editor: Opened, surroundings: Surroundings
) -> None:
    made, room = editor
    assert not made.lock.isVisible()
    lock(surroundings, room)
    assert made.lock.text_label.text() == (
        "Locked on 20 November 2026: Plan A was agreed (consensus). Most people helped. "
        "Nothing can be changed."
    )
    made.options.table.select(room.options["clinic"], "cost")
    made.options.table.paste_text("70k")
    surroundings.settle()
    assert made.options.table.notice.text_label.text().startswith("The session is locked. Unlock it first")
    assert room.reckoning().records.best(room.options["clinic"], Measure.COST) == 50_000
    assert not made.options.table.model.allow_new
    assert not made.options.success_box.isVisible()
    assert made.options.count_label.text() == "4 of 8 options, probability of success applied"
    made.lock.action_button.click()
    form = made.sheet.body()
    form.unlock_button.click()
    surroundings.settle()
    assert made.lock.isVisible()
    form.form.rows["reason"].box.setPlainText("New costs came in.")
    form.unlock_button.click()
    surroundings.settle()
    assert not made.lock.isVisible()
    assert not made.sheet.isVisible()
    assert made.options.table.model.allow_new


def test_a_locked_session_shows_its_settings_and_options_without_taking_a_change(
    editor: Opened, surroundings: Surroundings
) -> None:
    made, room = editor
    lock(surroundings, room)
    made.open_settings()
    form = made.sheet.body()
    assert form.locked_label.isVisible()
    row = form.forms["Question and scale"].rows["name"]
    assert not row.box.isEnabled()
    assert row.history_button.isEnabled()
    made.open_option(room.options["ward"])
    assert made.sheet.title_label.text() == "Ward beds"
    assert not made.sheet.body().form.rows["name"].box.isEnabled()
    assert not made.panels["frontier"].use_button.isEnabled()


def test_settings_are_saved_as_they_are_left(editor: Opened, surroundings: Surroundings) -> None:
    made, _ = editor
    made.open_settings()
    form = made.sheet.body()
    form.forms["Money and limits"].committed.emit("envelope", 200_000)
    form.forms["Money and limits"].committed.emit("mode", "spend growth money")
    surroundings.settle()
    assert made.header.state_label.text().endswith("Spends £200k of growth money.")
    assert made.panels["frontier"].slider.budget == 310_000
    form.forms["Question and scale"].committed.emit("band", 0)
    surroundings.settle()
    assert "A band of 0 points" in form.forms["Question and scale"].rows["band"].error_label.text()


def test_weighted_criteria_are_found_without_knowing_of_a_setting(
    editor: Opened, surroundings: Surroundings
) -> None:
    made, room = editor
    made.show_tab("criteria")
    panel = made.panels["criteria"]
    assert not panel.matrix_button.isVisible()
    panel.scale_box.activated.emit(1)
    surroundings.settle()
    assert room.reckoning().records.session.benefit_scale is BenefitScale.CRITERIA
    assert panel.matrix_button.isVisible()


def test_the_first_screen_says_what_to_do_next(editor: Opened, surroundings: Surroundings) -> None:
    made, room = editor
    assert made.next.text_label.text().startswith("Next: Nobody has said what a benefit of 100 means.")
    assert made.next.action_button.isVisible()
    made.next.action_button.click()
    assert "\N{BULLET} No seat is taken" in made.sheet.body().text()
    made.sheet.close_sheet()
    surroundings.act(star.add_options, room.session_id, [{"name": f"Idea {n}"} for n in range(6)])
    assert not made.next.isVisible()  # the table says that there are too many
    lock(surroundings, room)
    assert not made.next.isVisible()


def test_the_workshop_opens_with_this_session(editor: Opened, surroundings: Surroundings) -> None:
    made, room = editor
    made.header.action_button.click()
    assert surroundings.gone == [("workshop", room.session_id)]


def test_a_narrow_window_has_the_pictures_below_the_table(editor: Opened) -> None:
    made, _ = editor
    side_by_side = made.split.orientation()
    made.resize(700, 480)
    assert made.split.orientation() != side_by_side
    assert made.back_button.accessibleName() == "All sessions"


def test_when_nothing_is_open_the_next_step_is_the_room_or_the_criteria(
    editor: Opened, surroundings: Surroundings
) -> None:
    made, room = editor
    surroundings.act(star.edit_session, room.session_id, {"anchor": "Back to the life before"})
    seats = [
        {"role": f"Lead, {setting}", "organisation_id": "trust", "setting": setting}
        for setting in ("clinic", "home", "hospital")
    ]
    surroundings.act(workshop.add_seats, room.session_id, seats)
    ranges = {"low": Decimal(0), "high": Decimal(90)}
    for option_id in room.options.values():
        surroundings.act(star.set_estimate, room.session_id, option_id, Measure.BENEFIT, ranges)
    assert made.next.text_label.text() == "Ready for the room: start the workshop when all are seated."
    surroundings.act(star.edit_session, room.session_id, {"benefit_scale": BenefitScale.CRITERIA})
    assert (
        made.next.text_label.text()
        == "Next: score by the criteria; 4 options lack a score or another figure."
    )


def test_while_figures_of_today_are_missing_only_the_change_is_said(
    editor: Opened, surroundings: Surroundings
) -> None:
    made, room = editor
    assert made.balance.bar.isVisible()
    surroundings.act(star.edit_session, room.session_id, {"benefit_scale": BenefitScale.CRITERIA})
    assert made.balance.words_label.text() == "nothing left"
    assert not made.balance.bar.isVisible()
    assert made.panels["frontier"].empty.isVisible()


def test_a_sheet_gives_the_keyboard_back(editor: Opened, surroundings: Surroundings) -> None:
    made, room = editor
    made.options.table.select(room.options["clinic"], "name")
    made.options.table.grid.setFocus()
    surroundings.qtbot.keyClick(made.options.table.grid, Qt.Key.Key_Return)
    assert made.sheet.isVisible()
    surroundings.qtbot.keyClick(made.sheet, Qt.Key.Key_Escape)
    assert not made.sheet.isVisible()
    surroundings.qtbot.waitUntil(made.options.table.grid.hasFocus)
    assert made.options.table.current_id() == room.options["clinic"]
