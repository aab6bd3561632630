"""A metric on its sheet: every field saved as it is left, targets kept, a new series said plainly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.commands import value_framework
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, Scale
from stewardship_desktop.ui.widgets import HistoryPopover
from tests.ui.value_framework.conftest import Room


def test_fields_are_saved_as_they_are_left_and_undone(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    sheet = room.sheet()
    assert sheet.said_label.text().startswith("60 minutes, January 2023.")
    room.type_into(sheet.form, "owner_role", "Thrombolysis nurse")
    room.type_into(sheet.form, "due_after_days", "45")
    room.choose(sheet.form, "direction", "Neither way is better")
    room.choose(sheet.form, "frequency", "Quarterly")
    room.choose(sheet.form, "shared_with_id", "Respiratory")
    room.choose(sheet.reading_form, "small_numbers", Policy.FIVES.value.capitalize())
    room.type_into(sheet.reading_form, "baseline_points", "12")
    room.press(sheet.aims.boxes["inequality"])
    metric = room.small.metric("needle").metric
    assert (metric.owner_role, metric.due_after_days) == ("Thrombolysis nurse", 45)
    assert (metric.direction, metric.frequency) == (Direction.NEITHER, Frequency.QUARTERLY)
    assert (metric.small_numbers, metric.baseline_points) == (Policy.FIVES, 12)
    assert metric.aims == ("inequality",)
    assert room.small.metric("needle").shared_with == "Respiratory"
    shown = room.page.panels[ValueColumn.PERSONAL].items[metric.id]
    assert shown.about_label.text() == "Minutes, neither way is better, quarterly, shared with Respiratory"
    room.around.undo()
    assert not sheet.aims.boxes["inequality"].isChecked()


def test_bad_input_is_refused_at_its_field(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    sheet = room.sheet()
    twin = room.type_into(sheet.form, "name", "audit  GRADE")
    assert twin.error_label.text() == "There is a metric audit GRADE already. Use another name."
    early = room.type_into(sheet.form, "due_after_days", "-3")
    assert early.error_label.text().startswith("Door to needle: a value can't be due before")
    few = room.type_into(sheet.reading_form, "baseline_points", "5")
    assert "limits can't be fixed on 5 points" in few.error_label.text()
    assert room.small.metric("needle").metric.name == "Door to needle"


def test_a_wait_beyond_all_days_is_refused_at_its_field(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    row = room.type_into(room.sheet().form, "due_after_days", "99999999999")
    assert row.error_label.text().endswith("too long to wait for a value. Type 0 to 1,000.")
    assert room.small.metric("needle").metric.due_after_days == 30


def test_a_target_that_is_not_exact_is_refused(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    part = room.sheet().targets
    before = len(room.small.metric("needle").targets)
    part.begin()
    row = room.type_into(part.draft.form, "value", "about 45")
    room.type_into(part.draft.form, "holds_from", "1 April 2023")
    part.set_target()
    room.around.settle()
    assert row.error_label.text() == "A target is exact. Leave out 'about'."
    assert len(room.small.metric("needle").targets) == before


def test_a_tenth_priority_is_refused_in_the_commands_own_line(room: Room) -> None:
    for number in range(6):
        room.around.act(
            value_framework.add_metric, room.small.outcomes[ValueColumn.RESOURCE],
            {"name": f"Priority {number}", "priority": True}, {},
        )  # fmt: skip
    assert room.page.standing.priorities.words.text().startswith("9 priority metrics (3 to 9)")
    room.page.open_metric(room.small.metrics["grade"])
    sheet = room.sheet()
    assert sheet.list_button.text() == "Make it a priority"
    room.press(sheet.list_button)
    assert sheet.error_label.isVisible()
    assert sheet.error_label.text() == (
        "That would be 10 priority metrics; a group keeps 9 at most. Put one on the watch list first."
    )
    room.page.open_metric(room.small.metrics["needle"])
    room.press(room.sheet().list_button)
    assert room.sheet().list_button.text() == "Make it a priority"
    assert not room.small.metric("needle").metric.priority


def test_a_metric_moves_to_another_outcome_and_up_its_list(room: Room) -> None:
    room.page.open_metric(room.small.metrics["known"])
    sheet = room.sheet()
    room.choose(sheet.form, "outcome_id", "Personal: I am treated in time")
    panel = room.page.panels[ValueColumn.PERSONAL]
    needle, known = room.small.metrics["needle"], room.small.metrics["known"]
    order = [each for each in panel.items if each in (needle, known)]
    room.press(sheet.up_button if order == [needle, known] else sheet.down_button)
    assert [each for each in panel.items if each in (needle, known)] == order[::-1]
    assert room.page.sheet.title_label.text() == "Irregular heartbeats treated"


def test_the_chart_is_a_step_away(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    room.press(room.sheet().chart_button)
    assert room.around.gone == [("dashboard", room.small.metrics["needle"])]


def test_the_definition_is_corrected_and_its_scale_held_by_its_values(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    part = room.sheet().definition
    assert not part.form.rows["levels"].isVisibleTo(part)
    assert not part.form.rows["numerator"].isVisibleTo(part)
    room.type_into(part.form, "definition", "Median minutes from the door to thrombolysis")
    room.type_into(part.form, "unit", "min")
    held = room.choose(part.form, "scale", "Pounds")
    assert held.error_label.text() == (
        "There are values in the present scale. Change the definition instead: that begins a new series."
    )
    found = room.small.metric("needle").definition
    assert (found.definition, found.unit) == ("Median minutes from the door to thrombolysis", "min")
    assert found.scale is Scale.NUMBER
    assert held.box.currentText() == "A number"


def test_a_grade_waits_for_its_levels(room: Room) -> None:
    room.page.open_metric(room.small.metrics["cost"])
    part = room.sheet().definition
    room.choose(part.form, "scale", "A grade, such as E to A")
    levels = part.form.rows["levels"]
    assert levels.isVisibleTo(part)
    assert levels.error_label.text().startswith("A grade needs its levels")
    assert room.small.metric("cost").definition.scale is Scale.MONEY
    room.type_into(part.form, "levels", "low; middle; high")
    found = room.small.metric("cost").definition
    assert (found.scale, found.levels) == (Scale.ORDINAL, ("low", "middle", "high"))
    twice = room.type_into(part.form, "levels", "low; low")
    assert twice.error_label.text() == "A level is there twice. Type each level once."


def test_a_baseline_keeps_what_its_source_says(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    part = room.sheet().definition
    room.type_into(part.baseline, "baseline", "about 1,000")
    room.type_into(part.baseline, "baseline_period", "2019/20")
    found = room.small.metric("needle").definition
    assert (found.baseline, found.baseline_qualifier) == (Decimal(1000), "about")
    assert found.baseline_period == "2019/20"
    assert part.baseline.rows["baseline"].box.text() == "about 1,000"
    wrong = room.type_into(part.baseline, "baseline", "many")
    assert wrong.error_label.text().startswith("'many' isn't a number.")
    room.page.open_metric(room.small.metrics["grade"])
    part = room.sheet().definition
    room.type_into(part.baseline, "baseline", "d")
    assert room.small.metric("grade").definition.baseline_level == "D"


def test_targets_are_kept_with_their_days_and_reasons(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    part = room.sheet().targets
    assert [row.value for row in part.table.rows()] == ["60 minutes"]
    part.set_button.click()
    assert part.draft.isVisible()
    form = part.draft.form
    room.type_into(form, "value", "soon")
    room.press(part.draft.send_button)
    assert form.rows["value"].error_label.text().startswith("'soon' isn't a number.")
    room.type_into(form, "value", "45")
    room.type_into(form, "holds_from", "1 April 2023")
    room.type_into(form, "set_on", "3 March 2023")
    room.type_into(form, "reason", "Agreed with the network.")
    room.type_into(form, "source", "Joint plan")
    room.press(part.draft.send_button)
    assert not part.draft.isVisible()
    rows = part.table.rows()
    assert [(row.value, row.holds_from) for row in rows] == [
        ("45 minutes", date(2023, 4, 1)),
        ("60 minutes", date(2021, 2, 1)),
    ]
    assert (rows[0].set_on, rows[0].reason) == (date(2023, 3, 3), "Agreed with the network. Joint plan")
    room.press(part.remove_button)
    assert [row.value for row in part.table.rows()] == ["60 minutes"]
    assert room.around.notices[-1][:2] == ("Removed the target.", "Undo")


def test_tab_goes_from_a_button_into_the_form_it_opens_and_on(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    sheet = room.sheet()
    sheet.targets.set_button.click()
    sheet.series.change_button.click()
    sheet.targets.remove_button.setFocus()
    walked = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    draft = sheet.targets.draft
    assert walked[:5] == [
        draft.form.rows[key].box for key in ("value", "holds_from", "set_on", "source", "reason")
    ]
    assert walked[5] is draft.send_button
    # Cancel, the other button, and the first field of the form below.
    assert walked[7:9] == [sheet.series.change_button, sheet.series.draft.form.rows["begins_on"].box]


def test_a_grade_takes_only_its_own_levels_as_a_target(room: Room) -> None:
    room.page.open_metric(room.small.metrics["grade"])
    part = room.sheet().targets
    assert part.none_label.isVisible()
    part.set_button.click()
    room.type_into(part.draft.form, "value", "F")
    room.press(part.draft.send_button)
    assert part.draft.form.rows["value"].error_label.text() == (
        "'F' is no grade of this metric. Type one of E, D, C, B, A."
    )
    room.type_into(part.draft.form, "value", "a")
    room.press(part.draft.send_button)
    assert [row.value for row in part.table.rows()] == ["A"]


def test_another_meaning_begins_a_new_series_and_says_so(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    part = room.sheet().series
    assert [each.text() for each in part.lines] == [
        "From the beginning: Median minutes from arrival to thrombolysis. 24 values."
    ]
    part.change_button.click()
    assert part.warning_label.isVisible()
    assert "nothing is compared across" in part.warning_label.text()
    form = part.draft.form
    room.press(part.draft.send_button)
    assert form.rows["begins_on"].error_label.text().startswith("First day it holds cannot be blank")
    room.type_into(form, "begins_on", "1 February 2023")
    room.type_into(form, "change_reason", "The clock starts at the ambulance door")
    room.type_into(form, "definition", "Median minutes from the ambulance door")
    room.press(part.draft.send_button)
    assert [each.text() for each in part.lines] == [
        (
            "From 1 February 2023: Median minutes from the ambulance door. "
            "Why: The clock starts at the ambulance door. No values."
        ),
        "From the beginning to 31 January 2023: Median minutes from arrival to thrombolysis. 24 values.",
    ]
    assert not part.draft.isVisible()
    assert not part.warning_label.isVisible()
    shown = room.page.panels[ValueColumn.PERSONAL].items[room.small.metrics["needle"]]
    assert shown.value_label.text() == (
        "No values since its definition changed on 1 February 2023. No target."
    )
    assert room.sheet().targets.table.rows()[0].reason == "Of an earlier definition"
    part.change_button.click()
    room.type_into(form, "begins_on", "1 January 2023")
    room.type_into(form, "change_reason", "Again")
    room.press(part.draft.send_button)
    assert part.draft.error_label.text().startswith("The present definition of Door to needle begins on")


def test_the_history_of_a_field_is_at_hand(room: Room) -> None:
    room.page.open_metric(room.small.metrics["needle"])
    sheet = room.sheet()
    room.type_into(sheet.form, "source", "The audit")
    sheet.form.open_history("source")
    popover = room.page.findChild(HistoryPopover)
    assert popover is not None
    popover.close_popover()
    part = sheet.definition
    room.type_into(part.form, "unit", "min")
    assert part._history("unit")[0].after == "min"


def test_its_data_is_asked_for_and_followed(room: Room) -> None:
    room.page.open_metric(room.small.metrics["cost"])
    part = room.sheet().requests
    (link,) = part.links.values()
    assert link.text() == "Awaiting data from TA, asked on 4 March 2023, 7 months overdue"
    room.press(link)
    assert room.page.sheet.title_label.text() == "Data request"
    room.page.open_metric(room.small.metrics["needle"])
    part = room.sheet().requests
    assert part.none_label.isVisible()
    room.press(part.ask_button)
    form = room.sheet().draft.form
    assert form.rows["what"].box.toPlainText() == (
        "Door to needle: Median minutes from arrival to thrombolysis"
    )
    assert form.rows["owner_role"].box.text() == "Stroke lead"
