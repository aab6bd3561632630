from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from stewardship_desktop.domain.care_area import CareAreaState
from stewardship_desktop.ui.care_area.list_page import CareAreasPage
from stewardship_desktop.ui.care_area.status_form import StatusForm
from tests.support.care_areas import TODAY, ask, two_areas
from tests.ui.conftest import Surroundings


class ListInMarch(CareAreasPage):
    def today(self) -> date:
        return TODAY


def type_into(form: StatusForm, key: str, text: str) -> None:
    """Type into a field of the form without leaving it."""
    box = form.form.rows[key].box
    if isinstance(box, QPlainTextEdit):
        box.setPlainText(text)
    else:
        assert isinstance(box, QLineEdit)
        box.setText(text)


def names(page: CareAreasPage) -> list[str]:
    return [row.name for row in page.table.rows()]


def test_nothing_there_says_how_to_begin(surroundings: Surroundings) -> None:
    page = surroundings.show(ListInMarch)
    assert page.header.state_label.text().startswith("No care area yet.")
    assert not page.status_button.isEnabled()


def test_rows_say_status_and_what_is_next(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    ask(surroundings, stroke, "spend", date(2023, 3, 11))
    page = surroundings.show(ListInMarch)
    assert names(page) == ["Stroke", "Respiratory"]
    assert page.header.state_label.text() == "2 care areas, 1 active, 1 paused, 1 data request overdue"
    shown = {column.key: column.show(column.read(page.table.rows()[0])) for column in page.table.columns}
    assert (shown["state"], shown["since"], shown["parts"]) == ("Active", "1 September 2021", "0 of 10")
    assert (shown["requests"], shown["next_due"]) == (
        "1 open, 1 overdue",
        "Data not received: spend, 5 days overdue",
    )


def test_pasted_rows_are_added_as_one_act(surroundings: Surroundings) -> None:
    page = surroundings.show(ListInMarch)
    page.table.rows_pasted.emit([{"name": "Eyes", "also_called": ("Ophthalmology",)}, {"name": "Diabetes"}])
    surroundings.qtbot.waitUntil(lambda: names(page) == ["Eyes", "Diabetes"])
    surroundings.undo()
    assert names(page) == []


def test_a_name_that_is_taken_is_refused_above_the_table(surroundings: Surroundings) -> None:
    two_areas(surroundings)
    page = surroundings.show(ListInMarch)
    page.table.rows_pasted.emit([{"name": "stroke"}])
    surroundings.settle()
    assert names(page) == ["Stroke", "Respiratory"]
    assert page.table.notice.isVisible()


def test_edits_removal_and_their_way_back(surroundings: Surroundings) -> None:
    _, respiratory = two_areas(surroundings)
    page = surroundings.show(ListInMarch)
    page.table.select(respiratory, "cohort")
    page.table.delete_requested.emit([respiratory])
    surroundings.qtbot.waitUntil(lambda: names(page) == ["Stroke"] and bool(surroundings.notices))
    assert surroundings.notices[0][:2] == ("Removed 1 care area.", "Undo")
    surroundings.undo()
    assert names(page) == ["Stroke", "Respiratory"]


def test_enter_opens_the_area(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(ListInMarch)
    page.table.select(stroke, "name")
    page.table.grid.setFocus()
    surroundings.qtbot.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert surroundings.gone == [("home", stroke)]


def test_the_status_form_asks_for_a_reason_then_pauses(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(ListInMarch)
    page.table.select(stroke, "name")
    page.status_button.click()
    form = page.sheet.body()
    assert isinstance(form, StatusForm)
    assert form.send_button.text() == "Pause it"
    form.send_button.click()
    surroundings.settle()
    assert "no reason" in form.error_label.text()
    type_into(form, "since", "spring 2023")
    type_into(form, "reason", "Work led elsewhere")
    type_into(form, "review_on", "1/9/2023")
    form.send_button.click()
    surroundings.qtbot.waitUntil(lambda: not page.sheet.isVisible())
    row = page.table.rows()[0]
    assert (row.state, row.since_words, row.review_on) == (
        CareAreaState.PAUSED,
        "spring 2023",
        date(2023, 9, 1),
    )
    surroundings.undo()
    assert page.table.rows()[0].state is CareAreaState.ACTIVE


def test_a_date_nobody_can_read_is_said_at_its_field(surroundings: Surroundings) -> None:
    stroke, _ = two_areas(surroundings)
    page = surroundings.show(ListInMarch)
    page.table.select(stroke, "name")
    page.open_status()
    form = page.sheet.body()
    assert isinstance(form, StatusForm)
    type_into(form, "since", "soon")
    form.send_button.click()
    assert "'soon' isn't a date" in form.form.rows["since"].error_label.text()
    assert page.sheet.isVisible()
