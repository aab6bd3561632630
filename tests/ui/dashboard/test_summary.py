"""The Summary tab: its rows and their words, keys, filter, export, and what is due above it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stewardship_desktop.application.commands import dashboard, record, value_framework
from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.dashboard.reading import read_metric
from stewardship_desktop.domain.dashboard.summary import Part
from stewardship_desktop.domain.due import Urgency
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric
from stewardship_desktop.ui.dashboard.summary_model import PARTS, Heading, Nothing, accessible_words
from stewardship_desktop.ui.dashboard.summary_sparkline import sparkline_of
from tests.support.metrics import STEADY, SmallFramework, whole_metric
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.conftest import Surroundings


@pytest.fixture
def summary(page: Any) -> Any:
    return page._panel("summary")


def words_at(table: Any, metric_id: str, part: Part) -> str:
    index = table.rows.index(table.rows.place_of(metric_id), PARTS.index(part))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_three_columns_of_value_are_always_there(summary: Any, small: SmallFramework) -> None:
    rows = [summary.table.rows.row_at(at) for at in range(summary.table.rows.rowCount())]
    assert [row.column for row in rows if isinstance(row, Heading)] == list(ValueColumn)
    assert "Awaiting data from TA, asked on 4 March 2023" in rows[-2].words
    assert rows[-1].id == small.metrics["cost"]


def test_priority_metrics_come_before_the_watch_list(summary: Any, small: SmallFramework) -> None:
    place = summary.table.rows.place_of
    assert place(small.metrics["needle"]) < place(small.metrics["grade"])


def test_a_row_says_in_words_what_its_signs_say(summary: Any, small: SmallFramework) -> None:
    needle = small.metrics["needle"]
    assert words_at(summary.table, needle, Part.VARIATION) == "Variation: No real change"
    assert "sometimes" in words_at(summary.table, needle, Part.ASSURANCE)
    assert words_at(summary.table, needle, Part.LATEST) == "Latest value: 60 minutes, Jan 2023"
    assert words_at(summary.table, needle, Part.TARGET) == "Target: 60 minutes, met"
    assert words_at(summary.table, needle, Part.METRIC).startswith(
        "Personal, priority metric: Door to needle"
    )


def test_the_line_on_top_counts_what_the_rows_say(summary: Any) -> None:
    assert summary.line_label.text() == "2 steady, 1 graded, 1 without enough values; 2 values are due."


def test_the_filter_leaves_the_three_columns(
    summary: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    surroundings.act(record.edit, [record.FieldEdit(Metric, small.metrics["known"], "priority", False)])
    summary.priority_box.click()
    rows = [summary.table.rows.row_at(at) for at in range(summary.table.rows.rowCount())]
    assert sum(isinstance(row, Heading) for row in rows) == 3
    population = next(row for row in rows if isinstance(row, Nothing))
    assert population.words == "No priority metric here; 1 metric is on the watch list."
    assert summary.table.rows.place_of(small.metrics["grade"]) == -1
    assert summary.select_metric(small.metrics["grade"])
    assert not summary.priority_box.isChecked()


def test_a_change_elsewhere_keeps_the_chosen_row(
    summary: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    summary.table.select_metric(small.metrics["known"])
    small.enter("needle", [200], date(2023, 2, 1))
    surroundings.settle()
    surroundings.qtbot.waitUntil(lambda: "1 concern" in summary.line_label.text())
    assert summary.table.current_id() == small.metrics["known"]
    assert words_at(summary.table, small.metrics["needle"], Part.VARIATION).startswith("Variation: Worse")


def test_arrows_go_from_metric_to_metric_and_enter_opens(
    summary: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    opened: list[str] = []
    summary.table.opened.connect(opened.append)
    summary.take_focus()
    qtbot = surroundings.qtbot
    assert summary.table.current_id() == small.metrics["needle"]
    for _ in range(2):
        qtbot.keyClick(summary.table, Qt.Key.Key_Down)
    assert summary.table.current_id() == small.metrics["known"]
    qtbot.keyClick(summary.table, Qt.Key.Key_Return)
    assert opened == [small.metrics["known"]]


def test_chosen_rows_are_copied_with_icons_as_words(
    summary: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    summary.table.select_metric(small.metrics["needle"])
    surroundings.qtbot.keyClick(summary.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 2
    assert lines[0].split("\t")[:3] == ["Column", "Outcome", "Metric"]
    cells = dict(zip(lines[0].split("\t"), lines[1].split("\t"), strict=True))
    assert (cells["Variation"], cells["Latest value"]) == ("No real change", "60 minutes")


def test_the_summary_is_exported_with_small_numbers_hidden(
    request: pytest.FixtureRequest, surroundings: Surroundings, small: SmallFramework, tmp_path: Path
) -> None:
    surroundings.ask = ScriptedAsk(tmp_path / "out.csv")
    summary = request.getfixturevalue("summary")
    policy = type(small.metric("known").metric.small_numbers).FIVES
    surroundings.act(record.edit, [record.FieldEdit(Metric, small.metrics["known"], "small_numbers", policy)])
    small.enter("known", ["3/750"], date(2023, 2, 1))
    surroundings.settle()
    surroundings.qtbot.waitUntil(lambda: "1 concern" in summary.line_label.text())
    summary.export()
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 5
    assert "Irregular heartbeats treated" in text
    assert "0.4" not in text


def test_what_is_due_names_the_value_and_how_late(summary: Any, small: SmallFramework) -> None:
    lines = [row.line for row in summary.due.rows]
    assert [line.urgency for line in lines] == sorted(
        (line.urgency for line in lines), key=list(Urgency).index
    )
    assert len({row.action_button.minimumWidth() for row in summary.due.rows}) == 1
    assert summary.due.title_label.text() == "What is due: 2 values, 1 unanswered request for data"


def test_all_that_is_due_shows_when_asked_for(summary: Any, surroundings: Surroundings) -> None:
    summary.due.set_low(True)
    assert len(summary.due.rows) == 1
    summary.due.all_button.click()
    assert len(summary.due.rows) == 3
    assert summary.due.rows[1].action_button.hasFocus()
    summary.due.all_button.click()
    assert len(summary.due.rows) == 1


def test_the_lowest_window_shows_only_how_much_is_due(summary: Any) -> None:
    summary.due.set_low(True, lowest=True)
    assert not summary.due.rows
    assert not summary.due.all_button.isHidden()
    summary.due.all_button.click()
    assert summary.due.rows[0].action_button.hasFocus()


@pytest.mark.parametrize("width", [725, 900])
def test_every_column_is_in_sight_of_a_narrow_window(summary: Any, width: int) -> None:
    table = summary.table
    table.setFixedSize(width + 20, 400)
    table.show()
    shown = sum(table.columnWidth(at) for at in range(len(PARTS)) if not table.isColumnHidden(at))
    assert shown <= table.viewport().width()
    assert table.painter_of_cells.tight is (width == 725)


def test_a_hidden_value_is_said_in_words() -> None:
    reading = read_metric(
        whole_metric([3], metric={"small_numbers": Policy.FIVES}, definition={"unit": "people"}),
        date(2023, 3, 16),
    )
    said = accessible_words(reading, Part.LATEST)
    assert said.startswith("Latest value: hidden: a small number")
    assert "3" not in said.replace("2023", "")


def test_enter_value_asks_for_the_cell_that_is_due(summary: Any, small: SmallFramework) -> None:
    asked: list[tuple[str, object]] = []
    summary.enter_asked.disconnect()
    summary.enter_asked.connect(lambda metric, on: asked.append((metric, on)))
    row = next(row for row in summary.due.rows if row.line.metric_id == small.metrics["needle"])
    row.action_button.click()
    assert asked == [(small.metrics["needle"], date(2023, 2, 1))]


def test_chase_copies_a_message(summary: Any, surroundings: Surroundings) -> None:
    summary.due.all_button.click()
    row = next(row for row in summary.due.rows if row.line.request_id)
    assert "asked on 4 March 2023" in row.action_button.accessibleName()
    row.action_button.click()
    assert "Cost of stays by site" in QGuiApplication.clipboard().text()
    assert surroundings.notices


def test_when_nothing_is_due_it_says_so(
    summary: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    surroundings.act(
        record.edit, [record.FieldEdit(DataRequest, small.request_id, "received_on", date(2023, 3, 10))]
    )
    for name, value in (("needle", 60), ("known", "650/750")):
        small.enter(name, [value], date(2023, 2, 1))
    surroundings.settle()
    small.enter("cost", [900], date(2023, 2, 1))
    surroundings.settle()
    surroundings.qtbot.waitUntil(lambda: summary.due.title_label.text().startswith("Nothing is due"))
    assert "Next: " in summary.due.title_label.text()
    assert not summary.due.rows


def test_the_small_line_has_the_limits_of_each_stretch(
    surroundings: Surroundings, page: Any, small: SmallFramework
) -> None:
    surroundings.act(dashboard.rebase, small.definitions["needle"], date(2022, 2, 1), "A new unit")
    surroundings.settle()
    reading = next(each for each in page.readings if each.id == small.metrics["needle"])
    line = sparkline_of(reading)
    assert line is not None
    assert [each.start for each in line.stretches] == [0, 12]
    assert line.values == tuple(Decimal(each) for each in STEADY)
    assert line.target == 60


def test_one_value_alone_stands_where_the_newest_of_others_do() -> None:
    line = sparkline_of(read_metric(whole_metric([61]), date(2023, 3, 16)))
    assert line is not None
    assert line.values == (None, Decimal(61))


def test_grades_are_drawn_by_their_place(page: Any, small: SmallFramework) -> None:
    reading = next(each for each in page.readings if each.id == small.metrics["grade"])
    line = sparkline_of(reading)
    assert line is not None
    assert line.values == (1, 1, 2, 1, 2, 2, 3, 3)
    assert line.stretches == ()


def test_a_column_without_metrics_leads_to_the_framework(
    page: Any, summary: Any, surroundings: Surroundings, small: SmallFramework
) -> None:
    surroundings.act(record.remove, {Metric: [small.metrics["cost"]]})
    surroundings.settle()
    table = summary.table
    last = table.rows.row_at(table.rows.rowCount() - 1)
    assert isinstance(last, Nothing)
    assert last.words.startswith("Awaiting data from TA, asked on 4 March 2023.")
    table.setCurrentIndex(table.rows.index(table.rows.rowCount() - 1, 0))
    surroundings.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert surroundings.gone[-1][0] == "value"
    surroundings.act(value_framework.add_outcome, small.area, ValueColumn.RESOURCE, "Another")
