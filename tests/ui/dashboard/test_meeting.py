"""The Meeting tab: choosing charts, the decision, the large window, the printed page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands.dashboard import choose_meeting_charts
from stewardship_desktop.application.commands.value_framework import add_metric, add_outcome
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.store.queries.records import records
from tests.support.metrics import SmallFramework
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.conftest import Surroundings


@pytest.fixture
def meeting(page: Any) -> Any:
    page.tabs.choose("meeting")
    return page._panel("meeting")


@pytest.fixture
def chosen(meeting: Any, surroundings: Surroundings, small: SmallFramework) -> Any:
    """The tab with two charts and a decision."""
    metrics = (small.metrics["needle"], small.metrics["grade"])
    values = {"metrics": metrics, "decision": "Keep the nurse?", "held_on": date(2023, 4, 4)}
    surroundings.act(choose_meeting_charts, small.area, values)
    return meeting


def test_it_begins_with_the_metrics_that_have_values(
    meeting: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    assert meeting.empty.action_button.text() == "Show the first 3 metrics"
    meeting.empty.action_button.click()
    surroundings.settle()
    assert len(meeting.grid.charts) == 3
    assert small.metrics["cost"] not in [each.metric_id for each in meeting.grid.charts]


def test_without_values_it_leads_to_entering_them(
    meeting: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    ids = [each.id for records in small.whole().metrics for each in records.observations]
    surroundings.act(record.remove, {Observation: ids})
    assert meeting.empty.action_button.text() == "Enter values"


def test_each_chart_has_its_finding_as_title(chosen: Any) -> None:
    first, second = chosen.grid.charts
    assert first.accessibleName().startswith("No real change: the last value lies within what is usual")
    assert second.accessibleName().startswith("B, up from C")
    assert "The target is" not in first.accessibleName()
    assert chosen.state_label.text().startswith("2 of 4 charts.")


def test_a_chart_is_read_point_by_point(chosen: Any, surroundings: Surroundings) -> None:
    chart = chosen.grid.charts[0]
    chart.setFocus()
    surroundings.qtbot.keyClick(chart, Qt.Key.Key_End)
    assert "Jan 2023" in chart.said
    assert "60 minutes" in chart.said
    surroundings.qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert "Dec 2022" in chart.said
    opened: list[str] = []
    chart.opened.connect(opened.append)
    surroundings.qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [chart.metric_id]


def test_what_was_read_stays_when_something_changes(
    chosen: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    chart = chosen.grid.charts[0]
    surroundings.qtbot.keyClick(chart, Qt.Key.Key_End)
    surroundings.act(choose_meeting_charts, small.area, {"decision": "Another question"})
    assert "Jan 2023" in chart.said
    assert chosen.form.values()["decision"] == "Another question"


def test_ticks_choose_charts_and_a_fifth_is_refused(
    meeting: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    meeting.open_choice()
    assert [box.toolTip() for box in meeting.boxes][-1] == "Cost of a stay"
    for box in list(meeting.boxes):
        box.click()
        surroundings.settle()
    assert len(meeting._chosen_ids()) == 4
    assert "Take one off before you add another" in meeting.choice_label.text()
    meeting.boxes[0].click()
    surroundings.settle()
    assert len(meeting._chosen_ids()) == 3
    surroundings.act(choose_meeting_charts, small.area, {"metrics": ()})
    assert not any(box.isChecked() for box in meeting.boxes)


def test_more_than_four_are_refused_in_words(
    meeting: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    meeting.open_choice()
    meeting._set(metrics=(*small.metrics.values(), small.metrics["needle"]))
    surroundings.settle()
    assert meeting.choice_label.text().startswith("A meeting looks at 4 charts at most.")
    assert meeting.choice_label.isVisible()


def test_the_decision_and_the_day_are_kept_as_they_are_left(
    chosen: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    form = chosen.form
    form.rows["decision"].box.setText("Move the clinic?")
    form.rows["held_on"].box.setText("11 April 2023")
    assert form.commit_all()
    surroundings.settle()
    view = small.whole().meeting
    assert view is not None
    assert (view.decision, view.held_on) == ("Move the clinic?", date(2023, 4, 11))
    assert len(view.metrics) == 2


def test_a_day_that_is_none_is_refused_at_its_field(
    chosen: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    chosen.form.rows["held_on"].box.setText("31 February")
    assert not chosen.form.commit_all()
    view = small.whole().meeting
    assert view is not None
    assert view.held_on == date(2023, 4, 4)


def test_the_large_window_shows_the_same_and_escape_comes_back(
    chosen: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    surroundings.qtbot.keyClick(chosen, Qt.Key.Key_F11)
    window = chosen.window_open
    surroundings.qtbot.waitExposed(window)
    assert [each.spec.title for each in window.grid.charts] == [
        each.spec.title for each in chosen.grid.charts
    ]
    assert window.decision_label.text() == "To decide: Keep the nurse?"
    surroundings.act(choose_meeting_charts, small.area, {"metrics": (small.metrics["needle"],)})
    assert len(window.grid.charts) == 1
    surroundings.qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert chosen.window_open is None


def test_a_low_large_window_shows_one_chart_at_a_time(chosen: Any, surroundings: Surroundings) -> None:
    chosen.show_large()
    window = chosen.window_open
    window.showNormal()
    window.resize(853, 480)
    surroundings.qtbot.waitUntil(lambda: window.grid.is_single)
    first, second = window.grid.charts
    assert [first.isVisible(), second.isVisible()] == [True, False]
    assert window.place_label.text() == "Chart 1 of 2. Page Down shows the next."
    for _ in range(2):
        surroundings.qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert [first.isVisible(), second.isVisible()] == [False, True]
    assert window.place_label.text() == "Chart 2 of 2. Page Up shows the one before."
    surroundings.qtbot.keyClick(window, Qt.Key.Key_PageUp)
    assert first.isVisible()
    window.resize(1280, 720)
    surroundings.qtbot.waitUntil(lambda: not window.grid.is_single)
    assert first.isVisible()
    assert second.isVisible()
    assert not window.place_label.isVisible()
    window.close()


@pytest.mark.usefixtures("small")
def test_the_page_is_saved_as_pdf(
    request: pytest.FixtureRequest, surroundings: Surroundings, tmp_path: Path
) -> None:
    target = tmp_path / "meeting.pdf"
    surroundings.ask = ScriptedAsk(target)
    request.getfixturevalue("chosen").save_button.click()
    assert target.read_bytes().startswith(b"%PDF")
    assert str(target) in surroundings.notices[-1][0]


def test_another_care_area_is_not_shown_to_the_room(
    page: Any, chosen: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    other = next(area for area in surroundings.opened.read(records, CareArea) if area.id != small.area)
    outcome = surroundings.act(add_outcome, other.id, ValueColumn.PERSONAL, "I am heard")
    surroundings.act(add_metric, outcome, {"name": "Calls answered"}, {"definition": "Calls"})
    chosen.show_large()
    page.show_care_area(other.id)
    assert chosen.window_open is None
    assert chosen.empty.action_button.text() == "Enter values"


def test_in_a_narrow_window_charts_stand_one_below_the_other(
    page: Any, chosen: Any, surroundings: Surroundings
) -> None:
    first, second = chosen.grid.charts
    assert first.y() == second.y()
    page.resize(600, 700)
    surroundings.qtbot.waitUntil(lambda: first.x() == second.x())
    assert first.y() < second.y()
    page.resize(1176, 600)
    surroundings.qtbot.waitUntil(lambda: first.y() == second.y())
