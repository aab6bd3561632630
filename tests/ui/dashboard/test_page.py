"""The room: its tabs, its empty states, the ways in and out, and what it is told of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import MeetingView, Observation
from stewardship_desktop.domain.value_framework import Metric
from stewardship_desktop.ui.dashboard import page as room
from stewardship_desktop.ui.dashboard.page import ENTRY, IMPORT, MEETING, SUMMARY
from tests.support.care_areas import two_areas
from tests.support.metrics import SmallFramework
from tests.ui.conftest import Surroundings
from tests.ui.dashboard.conftest import DatedPage


class PlainChart(QWidget):
    """What the room knows of a chart page, and no more."""

    closed = Signal()
    enter_asked = Signal(str, object)

    def __init__(self, _context: Any) -> None:
        super().__init__()
        self.shown: list[MetricRecords] = []
        QVBoxLayout(self).addWidget(QPushButton("Back"))

    def show_metric(self, records: MetricRecords, _today: date) -> None:
        self.shown.append(records)


@pytest.fixture
def charted(page: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The room with a plain chart page, so that only the way there and back is tried."""
    load = room._load
    monkeypatch.setattr(room, "CHART", "chart")
    monkeypatch.setattr(room, "_load", lambda place: PlainChart if place == "chart" else load(place))
    return page


def test_without_a_care_area_it_says_what_to_choose(surroundings: Surroundings) -> None:
    page = surroundings.show(DatedPage)
    assert page.empty.isVisible()
    assert page.empty.what_label.text() == "No care area is chosen"


def test_without_metrics_it_leads_to_the_framework(surroundings: Surroundings) -> None:
    area, _ = two_areas(surroundings)
    page = surroundings.show(DatedPage)
    page.show_care_area(area)
    assert page.empty.what_label.text() == "Stroke has no metrics yet"
    page.take_focus()
    assert page.focusWidget() is page.empty.action_button
    page.empty.action_button.click()
    assert surroundings.gone == [("value", None)]


def test_without_metrics_a_spreadsheet_can_be_the_beginning(
    surroundings: Surroundings, tmp_path: Path
) -> None:
    area, _ = two_areas(surroundings)
    page = surroundings.show(DatedPage, 1176, 600)
    page.show_care_area(area)
    page.empty.other_button.click()
    panel = page._panels[IMPORT]
    assert page.focusWidget() is panel.file_step.file.choose_button
    path = tmp_path / "calls.csv"
    path.write_text("Metric,Jan 2023,Feb 2023\nCalls,12,14\n", encoding="utf-8")
    panel.begin_with(path)
    for _ in range(3):
        panel.stepper.next_button.click()
    line = panel.names_step.outcome_line
    assert page.focusWidget() is line.words
    assert panel.stepper.why_label.text().startswith("Add the outcome that Calls would show")
    line.words.setText("Nobody waits for an answer")
    line.keep_button.click()
    surroundings.settle()
    panel.stepper.next_button.click()
    panel.stepper.next_button.click()
    surroundings.settle()
    assert [each.records.metric.name for each in page.readings] == ["Calls"]
    page.show_record(SUMMARY)
    assert not page.empty.isVisible()


def test_the_other_tabs_of_an_empty_framework_say_what_to_do(surroundings: Surroundings) -> None:
    area, _ = two_areas(surroundings)
    page = surroundings.show(DatedPage, 1176, 600)
    page.show_care_area(area)
    page.show_record(IMPORT)
    assert page.tabs.isVisible()
    page.tabs.choose(MEETING)
    assert page.empty.isVisible()
    assert page.focusWidget() is page.empty.action_button


def test_metrics_without_values_ask_for_the_first_ones(
    page: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    ids = [each.id for records in small.whole().metrics for each in records.observations]
    surroundings.act(record.remove, {Observation: ids})
    assert page.header.state_label.text().startswith("No values yet. Enter the first ones")
    assert page.header.action_button.text() == "Enter values"
    page.header.action_button.click()
    assert page.tabs.current_key() == ENTRY


def test_another_tab_is_filled_when_it_is_chosen(page: Any, small: SmallFramework) -> None:
    assert list(page._panels) == [SUMMARY]
    page.tabs.choose(MEETING)
    assert page._panels[MEETING].page.care_area == "Stroke"


def test_a_hidden_tab_catches_up(page: Any, surroundings: Surroundings, small: SmallFramework) -> None:
    page.tabs.choose(MEETING)
    small.enter("needle", [200], date(2023, 2, 1))
    surroundings.settle()
    page.tabs.choose(SUMMARY)
    assert "1 concern" in page._panel(SUMMARY).line_label.text()


def test_enter_value_opens_the_grid_on_its_cell(page: Any, small: SmallFramework) -> None:
    row = next(row for row in page._panel(SUMMARY).due.rows if row.line.metric_id == small.metrics["needle"])
    row.action_button.click()
    assert page.tabs.current_key() == ENTRY


def test_a_link_to_the_meeting_opens_its_tab(page: Any, small: SmallFramework) -> None:
    page.show_record(MeetingView.id_for(small.area))
    assert page.tabs.current_key() == MEETING


def test_a_value_that_is_due_opens_its_cell(page: Any, small: SmallFramework) -> None:
    page.show_record(f"entry:{small.metrics['known']}")
    assert page.tabs.current_key() == ENTRY
    grid = page._panel(ENTRY)
    assert grid.isAncestorOf(page.focusWidget())
    page.tabs.choose(SUMMARY)
    page.show_record("entry:nobody")
    assert page.tabs.current_key() == SUMMARY


def test_every_record_of_a_metric_leads_to_it(page: Any, small: SmallFramework) -> None:
    needle = small.metric("needle")
    for record_id in (needle.id, needle.definition.id, needle.observations[3].id, needle.targets[0].id):
        assert page._metric_of(record_id) == needle.id
    assert page._metric_of("nobody") == ""


def test_escape_comes_back_from_the_chart_to_its_row(
    charted: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    charted.show_record(small.metrics["known"])
    assert charted._chart.isVisible()
    assert charted._chart.findChild(QPushButton).hasFocus()
    surroundings.qtbot.keyClick(charted._chart, Qt.Key.Key_Escape)
    summary = charted._panel(SUMMARY)
    assert summary.table.current_id() == small.metrics["known"]
    assert summary.table.hasFocus()


def test_the_chart_page_goes_back_by_itself_too(charted: Any, small: SmallFramework) -> None:
    charted._panel(SUMMARY).table.opened.emit(small.metrics["needle"])
    charted._chart.closed.emit()
    assert not charted._chart.isVisible()


def test_an_open_chart_is_told_of_changes(
    charted: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    charted.show_record(small.metrics["needle"])
    small.enter("needle", [70], date(2023, 2, 1))
    surroundings.settle()
    assert len(charted._chart.shown[-1].observations) == len(charted._chart.shown[0].observations) + 1


def test_the_chart_of_a_removed_metric_closes(
    charted: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    charted.show_record(small.metrics["cost"])
    surroundings.act(record.remove, {Metric: [small.metrics["cost"]]})
    assert not charted._chart.isVisible()


def test_the_chart_closes_with_its_care_area(charted: Any, small: SmallFramework) -> None:
    charted.show_record(small.metrics["known"])
    charted.show_care_area(None)
    assert not charted._chart.isVisible()
    assert charted.empty.isVisible()
