"""The Value room: three columns that stay, what stands in each, going about by keyboard, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout

from stewardship_desktop.application.commands import record, value_framework
from stewardship_desktop.domain.care_area import CareArea, DataRequest
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, Outcome
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.value_framework.column_panel import NOT_ASKED, ColumnPanel
from stewardship_desktop.ui.value_framework.items import MetricItem, OutcomeItem, RequestItem
from tests.support.accessibility import faults_of
from tests.support.care_areas import two_areas
from tests.ui.conftest import Surroundings
from tests.ui.value_framework.conftest import InOctober, Room

PERSONAL, POPULATION, RESOURCE = ValueColumn


def words_of(panel: ColumnPanel) -> list[str]:
    return [each.accessibleName() for each in panel.items.values()]


def test_without_an_area_it_says_what_to_do(surroundings: Surroundings) -> None:
    page = surroundings.show(InOctober)
    assert page.nothing.isVisible()
    assert page.nothing.what_label.text() == "No care area chosen"


def test_an_empty_framework_teaches_with_one_button_and_keeps_its_three_columns(
    surroundings: Surroundings,
) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(InOctober, 1200, 640)
    page.show_care_area(stroke)
    assert page.begin_button.isVisible()
    assert not page.header.action_button.isVisible()
    for column, panel in page.panels.items():
        assert panel.isVisible()
        assert panel.teaching_label.isVisible()
        assert not panel.add_button.isVisible()
        assert panel.ask_button.isVisible() is (column is RESOURCE)
    assert page.panels[RESOURCE].nothing_label.text() == NOT_ASKED
    page.begin_button.click()
    form = page.sheet.body()
    form.draft.form.rows["outcome"].box.setPlainText("I am treated in time")
    form.draft.send_button.click()
    surroundings.settle()
    assert words_of(page.panels[PERSONAL]) == ["Outcome: I am treated in time, no metric yet"]
    assert page.sheet.title_label.text() == "Personal outcome"
    assert not page.teaching.isVisible()
    assert page.header.action_button.isVisible()


def test_the_columns_say_what_they_hold(room: Room) -> None:
    page, small = room.page, room.small
    assert page.header.state_label.text() == "Outcomes of Stroke: Personal 1, Population 1, Resource 1."
    assert words_of(page.panels[PERSONAL]) == [
        "Outcome: I am treated in time, 2 metrics",
        "Priority metric: Door to needle",
        "Watched metric: Audit grade",
    ]
    needle = page.panels[PERSONAL].items[small.metrics["needle"]]
    assert isinstance(needle, MetricItem)
    assert needle.value_label.text() == "60 minutes, January 2023. Target 60 minutes."
    assert needle.about_label.text() == "Minutes, lower is better, monthly"
    assert needle.chip.word() == "overdue"
    grade = page.panels[PERSONAL].items[small.metrics["grade"]]
    assert isinstance(grade, MetricItem)
    assert grade.value_label.text() == "B, October to December 2022. No target."
    assert (
        grade.about_label.text()
        == "I am treated in time: grade E to A, higher is better, monthly".replace("monthly", "quarterly")
    )


def test_what_another_care_area_shares_is_said_here(room: Room) -> None:
    assert room.page.standing.shared.isHidden()
    areas = room.around.opened.read(records, CareArea)
    other = next(each.id for each in areas if each.name == "Respiratory")
    room.around.act(value_framework.edit_metric, room.small.metrics["needle"], {"shared_with_id": other})
    room.page.show_care_area(other)
    room.around.settle()
    line = room.page.standing.shared
    assert line.words.text() == "Shared with us by other care areas: Door to needle (Stroke)"
    assert line.isVisible()


def test_the_resource_column_says_what_it_waits_for_and_since_when(room: Room) -> None:
    page, small = room.page, room.small
    panel = page.panels[RESOURCE]
    request = panel.items[small.request_id]
    assert isinstance(request, RequestItem)
    assert request.waiting_label.text() == "Awaiting data from TA, asked on 4 March 2023"
    assert request.chip.word() == "asked 34 weeks ago"
    assert page.standing.debt.words.text() == "1 data request unanswered, asked 34 weeks ago"
    cost = panel.items[small.metrics["cost"]]
    assert isinstance(cost, MetricItem)
    assert cost.value_label.text() == "Awaiting data from TA, asked on 4 March 2023. No target."


def test_an_empty_resource_column_nobody_was_asked_for_says_so(
    room: Room, surroundings: Surroundings
) -> None:
    page, small = room.page, room.small
    surroundings.act(record.remove, {DataRequest: [small.request_id], Outcome: [small.outcomes[RESOURCE]]})
    panel = page.panels[RESOURCE]
    assert panel.isVisible()
    assert panel.nothing_label.text() == NOT_ASKED
    assert not page.standing.debt.isVisible()
    panel.ask_button.click()
    form = page.sheet.body()
    assert form.draft.form.rows["what"].box.toPlainText() == "Data for the resource column"
    form.draft.send_button.click()
    surroundings.settle()
    assert not panel.ask_button.isVisible()
    assert page.sheet.title_label.text() == "Data request"
    assert "asked on 30 October 2023, asked today" in words_of(panel)[0]


def test_priorities_outside_three_to_nine_warn_in_words(room: Room, surroundings: Surroundings) -> None:
    page, small = room.page, room.small
    line = page.standing.priorities.words
    assert line.text() == "3 priority metrics (3 to 9), 1 on the watch list"
    assert line.property("tone") == ""
    surroundings.act(value_framework.set_priority, [small.metrics["cost"]], False)
    assert line.text() == (
        "2 priority metrics (3 to 9). Too few to show whether value rose: choose 3 to 9. "
        "Now 2 on the watch list."
    )
    assert line.property("tone") == "warn"


def test_the_watch_list_stands_apart_from_the_priorities(room: Room) -> None:
    page, small = room.page, room.small
    watched = page.panels[PERSONAL].items[small.metrics["grade"]]
    first = page.panels[PERSONAL].items[small.metrics["needle"]]
    assert watched.parentWidget().property("part") == "well"
    assert first.parentWidget().property("part") != "well"
    assert watched.y() + watched.parentWidget().y() > first.y()


def press(key: Qt.Key) -> None:
    """A key on whatever has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_arrows_walk_the_columns_and_enter_opens_and_esc_goes_back(room: Room) -> None:
    page, small = room.page, room.small
    page.take_focus()
    focused = lambda: getattr(QApplication.focusWidget(), "record_id", "")  # noqa: E731
    assert focused() == small.outcomes[PERSONAL]
    press(Qt.Key.Key_Down)
    assert focused() == small.metrics["needle"]
    press(Qt.Key.Key_Right)
    assert focused() == small.metrics["known"]
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert page.sheet.isVisible()
    assert page.sheet.title_label.text() == "Door to needle"
    press(Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()
    assert focused() == small.metrics["needle"]


def test_alt_shift_moves_and_the_keyboard_stays_on_what_moved(room: Room, surroundings: Surroundings) -> None:
    page, small = room.page, room.small
    second = surroundings.act(value_framework.add_outcome, small.area, PERSONAL, "Home soon")
    panel = page.panels[PERSONAL]
    panel.items[second].setFocus()
    turned = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(panel.items[second], Qt.Key.Key_Up, turned)
    surroundings.settle()
    outcomes = [each.record_id for each in panel.items.values() if isinstance(each, OutcomeItem)]
    assert outcomes == [second, small.outcomes[PERSONAL]]
    assert QApplication.focusWidget() is panel.items[second]
    surroundings.undo()
    assert next(iter(panel.items)) == small.outcomes[PERSONAL]


def test_removing_tells_and_can_be_undone(room: Room, surroundings: Surroundings) -> None:
    page, small = room.page, room.small
    page.open_outcome(small.outcomes[PERSONAL])
    page.sheet.body().remove_button.click()
    surroundings.settle()
    assert surroundings.notices[-1][:2] == ("Removed the outcome with its 2 metrics.", "Undo")
    assert page.panels[PERSONAL].items == {}
    assert not page.sheet.isVisible()
    surroundings.notices[-1][2]()
    surroundings.settle()
    assert len(page.panels[PERSONAL].items) == 3
    QTest.keyClick(page.panels[PERSONAL].items[small.metrics["needle"]], Qt.Key.Key_Delete)
    surroundings.settle()
    assert surroundings.notices[-1][0] == "Removed the metric with its values."
    assert small.metrics["needle"] not in page.panels[PERSONAL].items


@pytest.mark.parametrize("name", ["needle", "definition", "outcome", "request"])
def test_a_record_from_elsewhere_opens_its_sheet(room: Room, name: str) -> None:
    page, small = room.page, room.small
    record_id, title = {
        "needle": (small.metrics["needle"], "Door to needle"),
        "definition": (small.definitions["grade"], "Audit grade"),
        "outcome": (small.outcomes[POPULATION], "Population outcome"),
        "request": (small.request_id, "Data request"),
    }[name]
    page.show_record(record_id)
    assert page.sheet.title_label.text() == title


def test_a_column_by_its_name_asks_for_its_data_where_nobody_did(
    room: Room, surroundings: Surroundings
) -> None:
    page, small = room.page, room.small
    page.show_record("resource")
    assert QApplication.focusWidget() is page.panels[RESOURCE].items[small.request_id]
    surroundings.act(record.remove, {DataRequest: [small.request_id]})
    page.show_record("resource")
    assert page.sheet.title_label.text() == "Ask for data"


def test_the_keyboard_goes_on_where_a_moved_metric_stands(room: Room) -> None:
    page, small = room.page, room.small
    needle = small.metrics["needle"]
    page.panels[PERSONAL].items[needle].setFocus()
    page.open_metric(needle)
    room.press(page.sheet.body().list_button)
    page.sheet.close_sheet()
    watched = page.panels[PERSONAL].items[needle]
    assert isinstance(watched, MetricItem)
    assert watched.watched
    assert QApplication.focusWidget() is watched


def test_another_area_closes_the_sheet(room: Room, surroundings: Surroundings) -> None:
    page, small = room.page, room.small
    page.open_metric(small.metrics["needle"])
    areas = [each.id for each in surroundings.opened.read(records, CareArea) if each.id != small.area]
    page.show_care_area(areas[0])
    assert not page.sheet.isVisible()
    assert page.panels[PERSONAL].items == {}


def test_a_narrow_page_stacks_its_columns_and_none_is_lost(room: Room) -> None:
    page = room.page
    page.resize(1280, 720)
    assert page._columns.direction() == QBoxLayout.Direction.LeftToRight
    page.resize(620, 480)
    assert page._columns.direction() == QBoxLayout.Direction.TopToBottom
    assert all(panel.isVisible() for panel in page.panels.values())


@pytest.mark.parametrize("size", [(1200, 640), (790, 400)])
def test_everybody_can_use_it_and_its_sheets(room: Room, size: tuple[int, int], qapp: QApplication) -> None:
    page, small = room.page, room.small
    apply.apply_theme(qapp, "light", motion=False)
    page.resize(*size)
    QApplication.processEvents()
    faults = faults_of(page)
    for opening in (
        lambda: page.open_metric(small.metrics["needle"]),
        lambda: page.open_metric(small.metrics["grade"]),
        lambda: page.open_outcome(small.outcomes[RESOURCE]),
        lambda: page.open_request(small.request_id),
        page.add_metric,
        lambda: page.add_outcome(RESOURCE),
        lambda: page.ask_for_data(metric_id=small.metrics["cost"]),
    ):
        opening()
        QApplication.processEvents()
        faults += faults_of(page.sheet)
    assert not faults, "\n".join(faults)


def test_metrics_without_a_definition_yet_do_not_break_the_room(
    room: Room, surroundings: Surroundings
) -> None:
    page, small = room.page, room.small
    half = Metric(
        id="half", scope=small.area, outcome_id=small.outcomes[PERSONAL], name="Came without definition"
    )
    surroundings.act(record.add, [half])
    assert "half" not in page.panels[PERSONAL].items
