"""Each step's work through the page, by keyboard and by the store's word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.commands import star, star_plan, workshop
from stewardship_desktop.application.commands.record import FieldEdit
from stewardship_desktop.domain.star.model import chosen_ids
from stewardship_desktop.domain.star.session import Evidence, Measure
from stewardship_desktop.domain.workshop import Outcome, Seat, SeatCategory
from stewardship_desktop.ui.widgets import Edit
from stewardship_desktop.ui.workshop.entry_panel import shorten
from stewardship_desktop.ui.workshop.pictures_step import order_answer
from stewardship_desktop.ui.workshop.showing import What
from stewardship_desktop.ui.workshop.splits_step import speaking_order
from tests.ui.workshop.conftest import NotedScreen, Room

SPLIT = (10, 12, 60, 90)
CLOSE = (40, 42, 44, 46)


def reveal(room: Room, round_: int, *names: str) -> None:
    ids = [room.session.options[name] for name in names]
    room.surroundings.act(workshop.reveal, room.session.session_id, ids, round_)


# ---- purpose


def test_a_conflict_withdraws_a_seat_and_its_cell_is_locked(room: Room) -> None:
    page = room.open()
    purpose = page.panels[0]
    assert "The room has not been asked for conflicts of interest." in purpose.ready_label.text()
    purpose.seat_picker.set_choices([(room.seats[1], "2  Therapist")], room.seats[1])
    purpose.option_picker.setCurrentIndex(purpose.option_picker.findData(room.session.options["ward"]))
    room.enter(purpose.interest_line, "Runs the ward")
    (interest,) = room.records().interests
    assert (interest.seat_id, interest.option_id) == (room.seats[1], room.session.options["ward"])
    assert (interest.interest, interest.withdrawn) == ("Runs the ward", True)
    assert purpose.asked_box.isChecked()
    assert "conflicts" not in purpose.ready_label.text()
    page.go_to(3)
    assert page.panels[3].entry.grid.model().index(1, 0).data() == "withdrew"
    purpose.table.edits_requested.emit([Edit(row_id=interest.id, key="withdrawn", value=False)])
    room.settle()
    assert not room.records().interests[0].withdrawn
    purpose.table.delete_requested.emit([interest.id])
    room.settle()
    assert room.records().interests == ()


def test_seats_can_be_added_and_leave_at_any_step(room: Room) -> None:
    page = room.open()
    page.go_to(3)
    page.open_seats()
    room.enter(page.seats.add_line.line, "Carer; Finance partner")
    assert [seat.role for seat in room.records().seats][-2:] == ["Carer", "Finance partner"]
    assert page.panels[3].entry.grid.model().rowCount() == 6
    assert page.seats.table.grid.mapTo(page.seats.table, QPoint()).y() == 0  # room left over is below
    page.seats.table.edits_requested.emit(
        [
            Edit(row_id=room.seats[0], key="present", value=False),
            Edit(row_id=room.seats[1], key="category", value=SeatCategory.RESIDENT),
            Edit(row_id=room.seats[1], key="setting", value=None),
        ]
    )
    room.settle()
    first, second = room.records().seats[:2]
    assert (first.present, second.category, second.setting) == (False, SeatCategory.RESIDENT, "")
    assert page.panels[3].entry.grid.model().index(0, 0).data() == "not here"
    assert page.seats.summary.text() == "5 seats in the room, 1 away: 3 with no setting stated and 2 home"


def test_a_column_of_roles_copied_from_excel_is_a_seat_each(room: Room) -> None:
    page = room.open()
    page.open_seats()
    QApplication.clipboard().setText("Carer\r\nFinance partner\r\n")
    page.seats.add_line.line.paste()
    page.seats.add_line.add_button.click()
    room.settle()
    assert [seat.role for seat in room.records().seats][-2:] == ["Carer", "Finance partner"]


# ---- options and figures


def test_options_are_added_parked_with_a_reason_taken_up_and_merged(room: Room) -> None:
    page = room.open()
    page.go_to(1)
    step = page.panels[1]
    room.enter(step.add_line.line, "Falls class")
    assert [option.name for option in room.records().active][-1] == "Falls class"
    step.table.select(room.session.options["carers"])
    room.enter(step.reason_line, "No figures yet")
    (parked,) = room.records().parked
    assert (parked.name, parked.parked_reason) == ("Carer support", "No figures yet")
    assert step.parked_card.isVisible()
    step.take_up_button.click()
    room.settle()
    assert room.records().parked == ()
    step.table.select(room.session.options["carers"])
    step.merge_picker.setCurrentIndex(step.merge_picker.findData(room.session.options["self-help"]))
    step.merge_button.click()
    room.settle()
    assert "Carer support" not in [option.name for option in room.records().options]


def test_more_than_eight_options_warn(room: Room) -> None:
    page = room.open()
    page.go_to(1)
    assert not page.panels[1].warning.isVisible()
    more = [{"name": f"Another {at}"} for at in range(5)]
    room.surroundings.act(star.add_options, room.session.session_id, more)
    assert page.panels[1].warning.text().startswith("9 options are too many for two hours: park 1 option")
    assert page.panels[1].warning.isVisible()


def test_a_range_is_typed_with_its_source_and_the_projector_follows_the_tab(room: Room) -> None:
    page = room.open()
    page.window_button.click()
    page.go_to(2)
    step, ward = page.panels[2], room.session.options["ward"]
    (screen,) = NotedScreen.made
    assert screen.now() is What.PEOPLE
    step.tabs.choose("cost")
    assert screen.now() is What.COST
    table = step.tables[Measure.COST]
    column = next(each for each in table.columns if each.key == "high")
    edits = [
        Edit(row_id=ward, key="high", value=column.from_text("£75k")),
        Edit(row_id=ward, key="source", value="Ledger"),
        Edit(row_id=ward, key="evidence", value=Evidence.DATA),
    ]
    table.edits_requested.emit(edits)
    room.settle()
    found = room.records().estimate(ward, Measure.COST)
    assert found is not None
    assert (found.low, found.best, found.high) == (Decimal(50_000), Decimal(60_000), Decimal(75_000))
    assert (found.source, found.evidence) == ("Ledger", Evidence.DATA)
    table.edits_requested.emit([Edit(row_id=ward, key="low", value=Decimal(70_000))])
    room.settle()
    assert "not in order" in step.problem.text()


# ---- scores and splits


def test_scores_go_in_by_code_are_revealed_together_and_agreed(room: Room) -> None:
    page = room.open()
    page.window_button.click()
    page.go_to(3)
    (screen,) = NotedScreen.made
    entry = page.panels[3].entry
    seat: Seat = room.records().seats[2]
    room.enter(entry.seat_line, seat.code.lower())
    assert entry.grid.hasFocus()
    for score in (40, 50, 60, 70):
        room.surroundings.qtbot.keyClicks(entry.grid, str(score))
        room.key(Qt.Key.Key_Return)
    given = {score.option_id: score.score for score in room.records().scores}
    assert given == dict(zip(room.session.options.values(), (40, 50, 60, 70), strict=True))
    assert {score.seat_id for score in room.records().scores} == {seat.id}
    assert entry.seat_line.hasFocus()
    assert screen.now() is What.SCORING
    assert entry.reveal_all_button.text() == "Reveal all (4)"
    entry.reveal_all_button.click()
    room.settle()
    assert screen.now() is What.REVEAL
    assert screen.showings[-1].option_ids == tuple(room.session.options.values())
    assert page.panels[3].table.rows()[0].before == "median 40, middle half 40 to 40, 1 score"
    entry.agree_button.click()
    room.settle()
    assert room.records().best(room.session.options["ward"], Measure.BENEFIT) == 40


def test_an_unknown_code_is_said(room: Room) -> None:
    page = room.open()
    page.go_to(3)
    entry = page.panels[3].entry
    room.enter(entry.seat_line, "nobody")
    assert "No seat has the number or code “nobody”" in entry.problem.text()


def test_only_revealed_options_are_projected_one_at_a_time_where_asked(room: Room) -> None:
    page = room.open()
    page.window_button.click()
    room.score(1, ward=SPLIT, clinic=CLOSE)
    page.go_to(3)
    (screen,) = NotedScreen.made
    assert screen.now() is What.SCORING
    reveal(room, 1, "ward")
    shown = screen.showings[-1]
    assert (shown.what, shown.option_ids) == (What.REVEAL, (room.session.options["ward"],))
    step = page.panels[3]
    rows = {row.name: row for row in step.table.rows()}
    assert rows["Ward beds"].state == "split: talk"
    assert (rows["Clinic"].state, rows["Clinic"].before) == ("not shown yet", "")
    step.alone_box.click()
    step.table.select(room.session.options["clinic"])
    assert screen.showings[-1].option_id is None, "what is not revealed is never dwelt on"
    step.table.select(room.session.options["ward"])
    assert screen.showings[-1].option_id == room.session.options["ward"]
    step.categories_box.click()
    assert screen.showings[-1].by_category


def test_a_category_of_one_seat_shows_no_score(room: Room) -> None:
    edit = FieldEdit(Seat, room.seats[3], "category", SeatCategory.RESIDENT)
    room.surroundings.act(workshop.edit_seats, room.session.session_id, [edit])
    room.score(1, ward=SPLIT)
    reveal(room, 1, "ward")
    page = room.open()
    page.go_to(3)
    row = page.panels[3].table.rows()[0]
    assert (row.members, row.residents, row.guests) == ("12 (3)", "one seat", "")


def test_splits_are_talked_about_in_turn_and_scored_again(room: Room) -> None:
    room.score(1, ward=SPLIT, clinic=CLOSE)
    reveal(room, 1, "ward", "clinic")
    page = room.open()
    page.window_button.click()
    page.go_to(4)
    (screen,) = NotedScreen.made
    step = page.panels[4]
    assert [row.name for row in step.table.rows()] == ["Ward beds"]
    assert screen.now() is What.SPLITS
    step.table.select(room.session.options["ward"])
    assert screen.showings[-1].speaking == "Nurse"
    step.speakers.setFocus()
    room.key(Qt.Key.Key_Space)
    assert step.next_label.text() == "Next to speak: Therapist"
    assert screen.showings[-1].speaking == "Therapist"
    again = room.open()
    assert again.panels[4].next_label.text() == "Next to speak: Therapist", "kept over a restart"
    entry = again.panels[4].entry
    assert [name for _, name in entry.grid.model().sheet.options] == ["Ward beds"]
    entry.grid.setFocus()
    for score in (30, 32, 34, 36):
        room.surroundings.qtbot.keyClicks(entry.grid, str(score))
        room.key(Qt.Key.Key_Return)
    entry.reveal_button.click()
    room.settle()
    row = again.panels[4].table.rows()[0]
    assert row.before.startswith("median 36, ")
    assert row.after.startswith("median 33, ")
    assert row.state == "close together"
    assert again.panels[4].showing().what is What.BEFORE_AND_AFTER


def test_scores_play_no_part_in_who_speaks_first() -> None:
    def seat(number: int, category: SeatCategory, present: bool = True) -> Seat:
        return Seat(
            id=f"p{number}", scope="a", session_id="s", number=number, role="R", category=category,
            present=present,
        )  # fmt: skip

    seats = [
        seat(1, SeatCategory.MEMBER), seat(2, SeatCategory.GUEST), seat(3, SeatCategory.MEMBER),
        seat(4, SeatCategory.RESIDENT), seat(5, SeatCategory.MEMBER, present=False),
    ]  # fmt: skip
    assert [each.number for each in speaking_order(seats, 0)] == [4, 2, 1, 3]
    assert [each.number for each in speaking_order(seats, 1)] == [4, 2, 3, 1]


# ---- pictures, plan, decision


def test_the_room_is_told_whether_the_order_would_change(room: Room) -> None:
    page = room.open()
    page.go_to(5)
    step = page.panels[5]
    answer = order_answer(room.session.reckoning())
    assert step.verdict_label.text() == answer.verdict
    assert all(line in step.flips_label.text() for line in answer.flips)
    step.success_box.click()
    room.settle()
    assert not room.records().session.apply_success
    assert step.showing().what is What.TRIANGLES
    step.tabs.choose("frontier")
    assert step.showing().what is What.FRONTIER


def test_a_plan_is_made_by_keys_shift_before_wish(room: Room) -> None:
    page = room.open()
    page.go_to(6)
    step = page.panels[6]
    assert step.verdict_label.text() == "Nothing moves: this is today's allocation."
    step.shift_list.setFocus()
    room.key(Qt.Key.Key_Space)
    step.wish_list.setFocus()
    room.key(Qt.Key.Key_2)
    room.key(Qt.Key.Key_1)
    plan = room.records().scenarios[0]
    names = {"clinic", "self-help", "carers"}
    assert set(chosen_ids(room.records(), plan)) == {room.session.options[name] for name in names}
    assert step.verdict_label.text().startswith("Balanced")
    assert step.shift_list.item(0).checkState() == Qt.CheckState.Checked
    assert "has no seat in the room" in step.warnings_label.text()
    step.copy_button.click()
    room.settle()
    assert len(room.records().scenarios) == 2
    assert step.showing().scenario_id == room.records().scenarios[1].id
    room.key(Qt.Key.Key_1)
    step.undo_button.click()
    room.settle()
    second = room.records().scenarios[1]
    assert room.session.options["self-help"] in chosen_ids(room.records(), second)


def test_a_decision_is_prepared_locked_and_opened_again_with_reasons(room: Room) -> None:
    page = room.open()
    page.go_to(7)
    step = page.panels[7]
    step.lock_button.click()
    room.settle()
    assert "Reason of the decision" in step.problem.text()
    room.type(step.form.rows["reason"].box, "It helps more people.")
    page.drafts.timer.timeout.emit()
    room.settle()
    decision = room.records().decision
    assert decision is not None
    assert (decision.reason, decision.locked) == ("It helps more people.", False)
    room.enter(step.view_line.line, "The ward was not asked")
    room.enter(step.step_line.line, "Write the case")
    (next_step,) = room.records().next_steps
    step.steps.edits_requested.emit(
        [
            Edit(row_id=next_step.id, key="owner_role", value="Steward lead"),
            Edit(row_id=next_step.id, key="due_on", value=date(2023, 4, 1)),
        ]
    )
    room.settle()
    assert [(each.role, each.view) for each in room.records().dissents] == [
        ("Nurse", "The ward was not asked")
    ]
    assert room.records().next_steps[0].due_on == date(2023, 4, 1)
    step.lock_button.click()
    room.settle()
    assert room.records().locked
    assert step.locked_card.isVisible()
    assert not step.open_card.isVisible()
    assert "It helps more people." in step.locked_label.text()
    room.enter(step.unlock_line.line, "A figure was wrong")
    assert not room.records().locked
    assert step.open_card.isVisible()


def test_over_the_envelope_the_lock_asks_why(room: Room) -> None:
    room.surroundings.act(
        star_plan.choose,
        room.session.session_id,
        room.session.scenario_id,
        {room.session.options["carers"]: True},
    )
    page = room.open()
    page.go_to(7)
    step = page.panels[7]
    assert step.form.rows["balance_reason"].isVisible()
    assert "£20k over the envelope" in step.form.rows["balance_reason"].label.text()
    room.type(step.form.rows["reason"].box, "Agreed")
    step.lock_button.click()
    room.settle()
    assert "over the envelope" in step.problem.text()
    assert not room.records().locked
    room.type(step.form.rows["balance_reason"].box, "Winter money is promised")
    step.lock_button.click()
    room.settle()
    assert room.records().locked


def test_no_decision_is_recorded_as_such(room: Room) -> None:
    page = room.open()
    page.go_to(7)
    step = page.panels[7]
    step.outcome_picker.picked.emit(Outcome.NO_DECISION.name)
    room.settle()
    assert step.lock_button.text() == "Lock: no decision reached"
    assert not step.plan_picker.isVisible()
    room.type(step.form.rows["reason"].box, "The figures were not good enough")
    step.lock_button.click()
    room.settle()
    decision = room.records().decision
    assert decision is not None
    assert (decision.outcome, decision.scenario_id, decision.locked) == (Outcome.NO_DECISION, None, True)


def test_in_a_low_window_the_grid_keeps_its_heads_in_sight_and_comes_to_where_one_types(room: Room) -> None:
    more = [{"role": f"Seat {number}", "setting": "home"} for number in range(5, 13)]
    room.surroundings.act(workshop.add_seats, room.session.session_id, more)
    page = room.open(790, 360)
    page.go_to(3)
    room.settle()
    grid, viewport = page.panel.entry.grid, page.stack.currentWidget().viewport()
    assert grid.height() <= viewport.height()
    for _ in range(11):
        room.key(Qt.Key.Key_Down)
    top = grid.mapTo(viewport, QPoint(0, 0)).y()
    assert top >= 0
    assert top + grid.height() <= viewport.height()
    cell = grid.visualRect(grid.currentIndex())
    assert grid.currentIndex().row() == 11
    assert grid.viewport().rect().contains(cell.center())


def test_ctrl_enter_reveals_the_option_that_is_typed_and_a_long_name_leaves_room(room: Room) -> None:
    page = room.open()
    page.go_to(3)
    room.type(page.panel.entry.grid, "40")
    room.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.round for each in room.records().reveals] == [1]
    short = shorten("Early supported discharge, seven days", 36)
    assert short == "Early supported discharge, seven da\N{HORIZONTAL ELLIPSIS}"
