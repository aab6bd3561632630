from __future__ import annotations

from datetime import date

from PySide6.QtGui import QGuiApplication

from stewardship_desktop.domain.care_area import DataQuality
from stewardship_desktop.ui.care_area.requests_page import DataRequestsPage
from tests.support.care_areas import TODAY, ask, two_areas
from tests.ui.conftest import Surroundings


class RequestsInMarch(DataRequestsPage):
    def today(self) -> date:
        return TODAY


def shown(page: DataRequestsPage) -> list[str]:
    return [row.what for row in page.table.rows()]


def test_without_an_area_it_says_what_to_do(surroundings: Surroundings) -> None:
    page = surroundings.show(RequestsInMarch)
    assert page.header.state_label.text().startswith("Choose a care area")
    assert not page.header.action_button.isEnabled()


def test_filters_keep_counts_and_show_only_what_fits(surroundings: Surroundings) -> None:
    stroke, respiratory = two_areas(surroundings)
    page = surroundings.show(RequestsInMarch)
    page.show_care_area(stroke)
    assert page.header.state_label.text().startswith("Nothing asked for yet.")
    ask(surroundings, stroke, "late", date(2023, 3, 1))
    ask(surroundings, stroke, "undated", None)
    ask(surroundings, respiratory, "other", None)
    assert shown(page) == ["late", "undated"]
    page.filter_box.setCurrentIndex(2)
    page.filter_box.activated.emit(2)
    assert shown(page) == ["late"]
    assert page.filter_box.itemText(1) == "Open (2)"
    page.show_record("request undated")
    assert page.table.current_id() == "request undated"


def test_received_today_with_its_quality_and_back(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    row_id = ask(surroundings, stroke, "late", date(2023, 3, 1))
    page = surroundings.show(RequestsInMarch)
    page.show_care_area(stroke)
    assert not page.received_button.isEnabled()
    page.table.select(row_id)
    assert page.received_button.isEnabled()
    menu = page.quality_menu()
    next(action for action in menu.actions() if action.text() == "Usable with care").trigger()
    menu.deleteLater()
    surroundings.qtbot.waitUntil(lambda: page.table.rows()[0].received_on == TODAY)
    assert page.table.rows()[0].quality is DataQuality.USABLE
    assert not page.chase_button.isEnabled()
    surroundings.undo()
    assert page.table.rows()[0].received_on is None


def test_chase_copies_and_sends_nothing(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    row_id = ask(surroundings, stroke, "late", date(2023, 3, 1))
    page = surroundings.show(RequestsInMarch)
    page.show_care_area(stroke)
    page.table.select(row_id)
    page.chase_button.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Subject: Stroke stewardship group")
    assert text.endswith("Robin Example, Steward")
    assert len(surroundings.notices) == 1


def test_a_new_line_is_dated_today_and_a_wrong_date_is_refused(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(RequestsInMarch)
    page.show_care_area(stroke)
    page.table.rows_pasted.emit([{"what": "Spend", "asked_of_id": "trust"}])
    surroundings.qtbot.waitUntil(lambda: shown(page) == ["Spend"])
    row = page.table.rows()[0]
    assert (row.asked_on, row.asked_of, row.quality) == (TODAY, "TA", DataQuality.NOT_JUDGED)
    page.table.rows_pasted.emit([{"what": "More", "due_on": date(2020, 1, 1)}])
    surroundings.settle()
    assert shown(page) == ["Spend"]
    assert page.table.notice.isVisible()
