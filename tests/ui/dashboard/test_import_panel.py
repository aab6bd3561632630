"""The import of values, step by step and by keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from stewardship_desktop.domain.budget.book import RememberedMapping
from stewardship_desktop.domain.dashboard.series_names import LEAVE_OUT, NEW
from stewardship_desktop.domain.dashboard.table_shape import Layout, Means
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, Scale
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.ui.dashboard.import_panel import FILE, LAYOUT, NAMES, PREVIEW, ImportPanel
from stewardship_desktop.ui.widgets.data_table import DataTable, Edit
from tests.support.metrics import STEADY, SmallFramework
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.conftest import Surroundings

TODAY = date(2023, 3, 16)
LONG = """metric,date,value
Door to needle,2023-02-01,57
Door to needle,2023-01-01,59
"""


def lines(table: DataTable | None) -> list[Any]:
    assert table is not None
    return table.rows()


def press(panel: ImportPanel) -> None:
    """The step's own button, by keyboard."""
    panel.stepper.next_button.setFocus()
    QTest.keyClick(panel.stepper.next_button, Qt.Key.Key_Space)


def written(folder: Path, text: str, name: str = "values.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def choose(panel: ImportPanel, series: str, key: str, value: Any) -> None:
    """Choose something for a name of the file, as its cell's editor does."""
    assert panel.names_step.table is not None
    row = next(row for row in lines(panel.names_step.table) if row.series == series)
    panel.names_step.table.edits_requested.emit([Edit(row_id=row.id, key=key, value=value)])


def say(panel: ImportPanel, heading: str, means: Means) -> None:
    assert panel.layout_step.table is not None
    row = next(row for row in lines(panel.layout_step.table) if row.heading == heading)
    panel.layout_step.table.edits_requested.emit([Edit(row_id=row.id, key="means", value=means.value)])


def values(small: SmallFramework, name: str) -> dict[date, Decimal | None]:
    return {each.on: each.value for each in small.metric(name).observations}


@pytest.fixture
def panel(surroundings: Surroundings, small: SmallFramework) -> Any:
    def make(context: Any) -> Any:
        made = ImportPanel(context)

        def fill(*_: object) -> None:
            made.show_framework(small.whole(), (), TODAY)

        fill()
        surroundings.bridge.changed.connect(fill)
        return made

    return surroundings.show(make, 1176, 600)


def test_a_file_is_imported_by_keyboard_and_the_next_one_by_two_presses(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    surroundings.ask._answers.append(written(tmp_path, LONG))
    panel.take_focus()
    QTest.keyClick(panel.file_step.file.choose_button, Qt.Key.Key_Space)
    assert panel.window().focusWidget() is panel.stepper.next_button
    assert "One value a row, 1 name" in panel.file_step.told_label.text()
    press(panel)
    assert panel.stepper.current_step() == LAYOUT
    assert [row.means for row in lines(panel.layout_step.table)] == [
        Means.NAME.value, Means.DATE.value, Means.VALUE.value
    ]  # fmt: skip
    press(panel)
    assert panel.stepper.current_step() == NAMES
    press(panel)
    assert panel.stepper.current_step() == PREVIEW
    assert panel.preview_step.summary_label.text() == "values.csv: 1 new, 1 changed."
    [changed] = panel.preview_step.tables["changed"].rows()
    assert (changed.period, changed.now, changed.becomes, changed.row) == ("Jan 2023", "60", "59", 3)
    assert panel.stepper.next_button.text() == "Import 2 values"
    press(panel)
    surroundings.settle()
    kept = values(small, "needle")
    assert [kept[date(2023, 1, 1)], kept[date(2023, 2, 1)]] == [59, 57]
    assert len(kept) == len(STEADY) + 1
    assert surroundings.gone[-1] == ("dashboard", "summary")
    assert surroundings.notices[-1][0] == "Imported 1 new and 1 changed values from values.csv."
    assert panel.stepper.current_step() == FILE
    # The month after: choose the file, Enter, Enter.
    panel.begin_with(written(tmp_path, LONG + "Door to needle,2023-03-01,55\n", "later.csv"))
    assert "You have imported a file like it" in panel.file_step.told_label.text()
    press(panel)
    assert panel.stepper.current_step() == PREVIEW
    assert panel.window().focusWidget() is panel.stepper.next_button
    press(panel)
    surroundings.settle()
    assert values(small, "needle")[date(2023, 3, 1)] == 55
    surroundings.undo()
    assert date(2023, 3, 1) not in values(small, "needle")


def test_one_undo_takes_values_metrics_and_what_was_remembered_back(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    before = small.whole()
    panel.begin_with(written(tmp_path, "month,Calls,Waits %\nJan 2023,12,81.4%\nFeb 2023,14,79%\n"))
    press(panel)
    press(panel)
    press(panel)
    assert panel.stepper.current_step() == NAMES
    assert "Choose the outcome" in panel.stepper.why_label.text()
    outcome = small.outcomes[ValueColumn.POPULATION]
    step = panel.names_step
    step.outcome_line.outcomes.setCurrentIndex(step.outcome_line.outcomes.findData(outcome))
    step.outcome_line.outcomes.activated.emit(step.outcome_line.outcomes.currentIndex())
    choose(panel, "Calls", "unit", "calls")
    assert [row.scale for row in lines(step.table)] == [Scale.NUMBER.value, Scale.PROPORTION.value]
    press(panel)
    assert "2 new metrics" in panel.preview_step.notes_label.text()
    press(panel)
    surroundings.settle()
    made = {each.metric.name: each for each in small.whole().metrics_of(outcome)}
    assert made["Calls"].definition.unit == "calls"
    assert [each.value for each in made["Waits %"].observations] == [Decimal("81.4"), Decimal(79)]
    assert not made["Calls"].metric.priority
    surroundings.undo()
    assert small.whole() == before
    assert surroundings.opened.read(records, RememberedMapping) == []


def test_bad_cells_are_listed_and_the_rest_waits_for_a_word(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    panel.begin_with(written(tmp_path, LONG + "Door to needle,31/02/2023,60\nDoor to needle,2022-12-01,6o\n"))
    for _ in (FILE, LAYOUT, NAMES):
        press(panel)
    rows = panel.preview_step.tables["strays"].rows()
    assert [(row.row, row.column) for row in rows] == [(4, "value"), (5, "value")]
    assert "no such day" in rows[0].words
    press(panel)
    assert panel.stepper.current_step() == PREVIEW
    assert "not understood" in panel.stepper.why_label.text()
    panel.preview_step.without_tick.setChecked(True)
    press(panel)
    surroundings.settle()
    assert values(small, "needle")[date(2023, 2, 1)] == 57


def test_a_group_is_left_and_gaps_are_taken_by_choice(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    panel.begin_with(written(tmp_path, LONG + "Door to needle,2023-03-01,n/a\n"))
    for _ in (FILE, LAYOUT, NAMES):
        press(panel)
    ticks = list(panel.preview_step.ticks.values())
    assert [tick.text() for tick in ticks] == ["Take 1 new", "Replace 1 changed", "Enter 1 known gap"]
    assert [tick.isChecked() for tick in ticks] == [True, True, False]
    ticks[0].setChecked(False)
    ticks[1].setChecked(False)
    press(panel)
    assert "Nothing is taken" in panel.stepper.why_label.text()
    ticks[2].setChecked(True)
    assert panel.stepper.next_button.text() == "Import 1 value"
    press(panel)
    surroundings.settle()
    kept = values(small, "needle")
    assert kept[date(2023, 3, 1)] is None
    assert date(2023, 2, 1) not in kept
    assert kept[date(2023, 1, 1)] == STEADY[-1]


def test_shares_of_one_are_asked_about(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    panel.begin_with(written(tmp_path, "month,Irregular heartbeats treated\n2023-02,0.814\n2023-03,0.79\n"))
    for _ in (FILE, LAYOUT, NAMES):
        press(panel)
    tick = panel.preview_step.shares_tick
    assert "0.814 is 81.4%: Irregular heartbeats treated" in tick.text()
    tick.setChecked(True)
    assert [row.becomes for row in panel.preview_step.tables["new"].rows()] == ["81.4%", "79.0%"]
    press(panel)
    surroundings.settle()
    assert values(small, "known")[date(2023, 3, 1)] == 79
    assert not tick.isChecked()
    # Next month it is known.
    panel.begin_with(
        written(tmp_path, "month,Irregular heartbeats treated\n2023-01,0.814\n2023-03,0.8\n", "next.csv")
    )
    press(panel)
    assert tick.isChecked()
    assert [row.becomes for row in panel.preview_step.tables["changed"].rows()] == ["81.4%", "80.0%"]


def test_the_layout_can_be_said_otherwise(panel: ImportPanel, tmp_path: Path) -> None:
    panel.begin_with(written(tmp_path, "who,what,when\nDoor to needle,57,nonsense\n"))
    assert "don't say" in panel.stepper.why_label.text()
    press(panel)
    assert panel.stepper.current_step() == LAYOUT
    press(panel)
    assert "No column is the period or date" in panel.stepper.why_label.text()
    say(panel, "when", Means.DATE)
    say(panel, "what", Means.VALUE)
    say(panel, "who", Means.VALUE)
    assert [row.means for row in lines(panel.layout_step.table)] == ["value", "left out", "period or date"]
    layouts = panel.layout_step.layouts
    layouts.setCurrentIndex(layouts.findData(Layout.PERIODS_ACROSS.value))
    layouts.activated.emit(layouts.currentIndex())
    assert panel.layout_step.orders.isHidden()
    assert "values" in [row.means for row in lines(panel.layout_step.table)]


def test_a_name_goes_to_another_metric_and_that_is_remembered(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    wide = "Measure,Jan 2023,Feb 2023\nDTN median,58,57\nSum,1,2\n"
    panel.begin_with(written(tmp_path, wide))
    for _ in (FILE, LAYOUT):
        press(panel)
    assert [row.goes for row in lines(panel.names_step.table)] == [NEW, "left out"]
    choose(panel, "DTN median", "goes", small.metrics["needle"])
    choose(panel, "DTN median", "unit", "calls")
    assert panel.names_step.table is not None
    assert "Only a new metric" in panel.names_step.table.notice.text_label.text()
    press(panel)
    press(panel)
    surroundings.settle()
    assert values(small, "needle")[date(2023, 2, 1)] == 57
    panel.begin_with(written(tmp_path, wide.replace("Feb", "Mar"), "next.csv"))
    press(panel)
    assert panel.stepper.current_step() == PREVIEW
    assert panel.preview_step.summary_label.text() == "next.csv: 1 new, 1 the same."


def test_everything_left_out_goes_no_further(panel: ImportPanel, tmp_path: Path) -> None:
    panel.begin_with(written(tmp_path, "metric,date,value\nCalls,2023-01-01,3\n"))
    for _ in (FILE, LAYOUT):
        press(panel)
    panel.names_step.outcome_line.leave_button.click()
    press(panel)
    assert panel.stepper.current_step() == NAMES
    assert "Everything is left out" in panel.stepper.why_label.text()


def test_the_same_file_again_has_nothing_to_import(
    surroundings: Surroundings, panel: ImportPanel, tmp_path: Path
) -> None:
    path = written(tmp_path, LONG)
    panel.begin_with(path)
    for _ in range(4):
        press(panel)
    surroundings.settle()
    panel.begin_with(path)
    press(panel)
    press(panel)
    assert "already" in panel.stepper.why_label.text()


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x03binary\xff\xfe\x00", "isn't a text file"),
        (b"%PDF-1.4 something", "is a PDF"),
        (b"\n\n\n", "is empty"),
        (b"metric,date,value\n", "has headings and no values"),
    ],
)
def test_a_bad_file_is_one_line_and_another_can_be_chosen(
    panel: ImportPanel, tmp_path: Path, content: bytes, said: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    panel.begin_with(bad)
    shown = f"{panel.file_step.file.error_label.text()} {panel.stepper.why_label.text()}"
    assert said in shown
    panel.begin_with(written(tmp_path, LONG))
    assert panel.file_step.file.error_label.isHidden()
    assert panel.stepper.why_label.isHidden()
    assert panel.stepper.next_button.isEnabled()


def test_a_file_is_dropped(panel: ImportPanel, tmp_path: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(written(tmp_path, LONG)))])
    panel.file_step.file.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert panel.file_step.file.name_label.text() == "values.csv"


def test_other_headings_are_read_when_their_row_is_said(panel: ImportPanel, tmp_path: Path) -> None:
    panel.begin_with(written(tmp_path, f"Report of the unit\n\n{LONG}"))
    header = panel.file_step.header
    assert header.currentData() == 3
    header.setCurrentIndex(3)
    header.activated.emit(3)
    assert header.currentData() == 4
    assert "1 row under 3 headings" in panel.file_step.file.read_label.text()


def test_work_is_stopped(panel: ImportPanel, tmp_path: Path) -> None:
    panel.begin_with(written(tmp_path, LONG))
    panel._stop_reading()
    assert "Nothing was stored" in panel.file_step.file.error_label.text()
    assert not panel.stepper.next_button.isEnabled()
    panel.begin_with(written(tmp_path, LONG))
    for _ in (FILE, LAYOUT, NAMES):
        press(panel)
    panel.preview_step.progress.cancel_button.click()
    assert panel.stepper.current_step() == NAMES
    assert "Nothing was stored" in panel.stepper.why_label.text()
    press(panel)
    assert panel.preview_step.summary_label.text() == "values.csv: 1 new, 1 changed."


def test_values_that_come_meanwhile_are_seen(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    panel.begin_with(written(tmp_path, LONG))
    for _ in (FILE, LAYOUT, NAMES):
        press(panel)
    small.enter("needle", [57], date(2023, 2, 1))
    surroundings.settle()
    assert panel.preview_step.summary_label.text() == "values.csv: 1 changed, 1 the same."


def test_a_metric_that_goes_meanwhile_is_asked_for_again(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    from stewardship_desktop.application.commands import record

    panel.begin_with(written(tmp_path, LONG))
    for _ in (FILE, LAYOUT, NAMES):
        press(panel)
    surroundings.act(record.remove, {Metric: [small.metrics["needle"]]})
    assert panel.stepper.current_step() == NAMES
    assert "Choose the outcome" in panel.stepper.why_label.text()
    assert surroundings.opened.read(records, Observation, definition_id=small.definitions["needle"]) == []
    assert [each.goes for each in panel._goals] == [NEW] != [LEAVE_OUT]
    assert isinstance(surroundings.ask, ScriptedAsk)


def test_a_refusal_puts_the_keyboard_on_what_must_be_done_and_a_new_metric_can_be_renamed(
    surroundings: Surroundings, panel: ImportPanel, small: SmallFramework, tmp_path: Path
) -> None:
    panel.begin_with(written(tmp_path, "month,Calls\nJan 2023,12\nFeb 2023,14\n"))
    for _ in (FILE, LAYOUT, NAMES):
        press(panel)
    line = panel.names_step.outcome_line
    assert panel.stepper.current_step() == NAMES
    assert panel.window().focusWidget() is line.outcomes
    choose(panel, "Calls", "name", "  Calls to   the ward ")
    choose(panel, "Calls", "name", " ")
    assert [row.name for row in lines(panel.names_step.table)] == ["Calls to the ward"]
    line.add_button.click()
    assert panel.window().focusWidget() is line.words
    QTest.keyClicks(line.words, "Nobody waits for an answer")
    QTest.keyClick(line.words, Qt.Key.Key_Return)
    surroundings.settle()
    outcome = next(each for each in small.whole().outcomes if each.outcome == "Nobody waits for an answer")
    assert outcome.column is ValueColumn.POPULATION
    assert panel.window().focusWidget() is panel.stepper.next_button
    press(panel)
    press(panel)
    surroundings.settle()
    assert [each.metric.name for each in small.whole().metrics_of(outcome.id)] == ["Calls to the ward"]


def test_a_layout_that_lacks_something_puts_the_keyboard_on_the_columns(
    panel: ImportPanel, tmp_path: Path
) -> None:
    panel.begin_with(written(tmp_path, LONG))
    press(panel)
    say(panel, "date", Means.LEFT_OUT)
    press(panel)
    assert panel.stepper.current_step() == LAYOUT
    assert panel.layout_step.table is not None
    assert panel.layout_step.table.isAncestorOf(panel.window().focusWidget())
