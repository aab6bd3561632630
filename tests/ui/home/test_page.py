from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stewardship_desktop.application.commands import care_area as commands
from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.care_area import CareArea, DataRequest
from stewardship_desktop.ui.home.page import HomePage
from tests.support.care_areas import QUESTIONS, TODAY, ask, two_areas
from tests.support.metrics import small_framework
from tests.ui.conftest import Surroundings


class HomeInMarch(HomePage):
    """Home on a day and at a moment that a test sets."""

    moment = 1_679_000_000_000

    def today(self) -> date:
        return TODAY

    def now_ms(self) -> int:
        return self.moment


def lines(page: HomePage) -> list[str]:
    shown = page.due_list if page.due_list.isVisible() else page.all_due_list
    return [f"{row.item.what}, {row.item.detail}" for row in shown.rows]


def test_nothing_there_teaches_and_leads_to_the_list(surroundings: Surroundings) -> None:
    page = surroundings.show(HomeInMarch)
    assert page.nothing.isVisible()
    assert not page.due_card.isVisible()
    page.nothing.action_button.click()
    assert surroundings.gone == [("care_areas", None)]


def test_what_needs_the_chosen_area(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    assert page.header.title_label.text() == "Stroke"
    assert lines(page) == ["The specification is not begun, 10 questions in five parts"]
    ask(surroundings, stroke, "spend", date(2023, 3, 11))
    assert lines(page)[0] == "Data not received: spend, 5 days overdue"
    assert page.due_card.title_label.text() == "What needs us: 1 overdue"
    assert page.tiles["requests"].value_label.text() == "1"


def test_the_keyboard_goes_to_the_first_line_of_another_area(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    ask(surroundings, stroke, "spend", date(2023, 3, 11))
    page = surroundings.show(HomeInMarch)
    page.activateWindow()
    surroundings.qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    assert page.all_due_list.rows[0].action_button.hasFocus()
    page.show_care_area(stroke)
    assert page.due_list.rows[0].action_button.hasFocus()


def test_each_line_leads_to_what_it_is_about(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    request = ask(surroundings, stroke, "spend", date(2023, 3, 11))
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    chase, begin = page.due_list.rows
    begin.action_button.click()
    assert surroundings.gone == [("care_area", "population")]
    chase.action_button.click()
    assert "we asked Trust A for: spend." in QGuiApplication.clipboard().text()
    _, _, open_it = surroundings.notices[-1]
    open_it()
    assert surroundings.gone[-1] == ("requests", request)


def test_the_programme_sees_all_areas_and_goes_into_one(surroundings: Surroundings) -> None:
    _, respiratory = two_areas(surroundings)
    page = surroundings.show(HomeInMarch)
    assert page.header.title_label.text() == "Programme"
    assert lines(page)[0] == "Paused with no review date, Led elsewhere"
    page.all_due_list.rows[0].action_button.click()
    assert surroundings.gone[0] == ("home", respiratory)
    assert surroundings.gone[1][0] == "care_area"
    assert page.tiles["cohort 0"].change_label.text() == "1 active, 1 paused"


def test_undo_shows_at_once(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    answer = {"answer": "Adults", "source": "Group"}
    surroundings.act(commands.answer_prompt, stroke, QUESTIONS[0].id, answer)
    assert page.tiles["care_area"].value_label.text() == "1 of 10"
    surroundings.undo()
    assert page.tiles["care_area"].value_label.text() == "0 of 10"


def test_long_lists_are_cut_until_asked_for(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    for day in range(1, 10):
        ask(surroundings, stroke, f"data {day}", date(2023, 3, day))
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    assert len(page.due_list.rows) == 5
    assert page.due_list.more_button is not None
    surroundings.qtbot.keyClick(page.due_list.more_button, Qt.Key.Key_Space)
    assert len(page.due_list.rows) == 10


def test_changes_count_from_the_last_sitting(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    assert page.changed_card.title_label.text() == "What changed in the last seven days"
    # The record has the real clock, so the visits are moved past it.
    HomeInMarch.moment = 4_000_000_000_000
    try:
        page.hide()
        page.show()
        HomeInMarch.moment += 1_000
        page.hide()
        page.show()
    finally:
        HomeInMarch.moment = 1_679_000_000_000
    assert page.changed_card.title_label.text().startswith("What changed since 16 March 2023")


def test_an_area_that_goes_leaves_no_stale_page(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    surroundings.act(record.remove, {CareArea: [stroke]})
    assert page.header.title_label.text() == "Programme"


def test_tiles_open_their_rooms_by_keyboard(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    for key in ("care_area", "scope", "resources", "requests"):
        surroundings.qtbot.keyClick(page.tiles[key], Qt.Key.Key_Return)
    assert surroundings.gone == [
        ("care_area", None), ("care_area", "scope"), ("resources", None), ("requests", None),
    ]  # fmt: skip


def test_tab_goes_from_what_is_due_to_what_changed_to_the_cards(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    ask(surroundings, stroke, "spend", date(2023, 3, 11))
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    surroundings.settle()
    first, second = (row.action_button for row in page.due_list.rows)
    passed = [first]
    while passed[-1] is not page.tiles["requests"]:
        after = passed[-1].nextInFocusChain()
        while not (after.focusPolicy() & Qt.FocusPolicy.TabFocus and after.isVisible()):
            after = after.nextInFocusChain()
        assert after not in passed
        passed.append(after)
    assert passed[:3] == [first, second, page.history_link]


def test_values_and_the_resource_column_lead_to_where_they_are_given(surroundings: Surroundings) -> None:
    made = small_framework(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(made.area)
    assert lines(page)[0] == "Value due: Door to needle, February 2023, Stroke lead, due in 14 days"
    page.due_list.rows[0].action_button.click()
    assert surroundings.gone == [("dashboard", f"entry:{made.metrics['needle']}")]
    surroundings.act(record.remove, {DataRequest: [made.request_id]})
    row = next(each for each in page.due_list.rows if each.item.what == "The resource column is empty")
    row.action_button.click()
    assert surroundings.gone[1:] == [("value", "resource")]


def test_the_cards_count_the_framework_and_say_how_its_charts_stand(surroundings: Surroundings) -> None:
    made = small_framework(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(made.area)
    value, dashboard = page.tiles["value"], page.tiles["dashboard"]
    assert (value.value_label.text(), value.unit_label.text()) == ("4", "metrics")
    assert value.change_label.text() == "2 personal, 1 population, 1 resource"
    assert (dashboard.value_label.text(), dashboard.unit_label.text()) == ("3", "priority metrics")
    standing = "2 steady, 1 without enough values"
    surroundings.qtbot.waitUntil(lambda: dashboard.change_label.text() == standing)
    for key in ("value", "dashboard"):
        surroundings.qtbot.keyClick(page.tiles[key], Qt.Key.Key_Return)
    assert surroundings.gone == [("value", None), ("dashboard", None)]


def test_the_cards_of_an_area_without_a_framework_say_what_to_do(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(HomeInMarch)
    page.show_care_area(stroke)
    assert page.tiles["value"].change_label.text() == "Say what value means in three columns"
    assert page.tiles["dashboard"].change_label.text() == "Choose three to nine priority metrics"
