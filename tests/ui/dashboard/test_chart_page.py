"""A metric's page, used as a person at the keyboard does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stewardship_desktop.application.commands import value_framework
from stewardship_desktop.domain.dashboard.views import ViewKind
from stewardship_desktop.domain.observation import MarkKind
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.profile import ProfileKey
from stewardship_desktop.ui.dashboard.page import SUMMARY
from tests.support.metrics import SmallFramework
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.conftest import Surroundings
from tests.ui.dashboard.chart_reader import Reader
from tests.ui.dashboard.conftest import DatedPage

FEBRUARY = date(2023, 2, 1)


@pytest.fixture
def reader(page: Any, small: SmallFramework, surroundings: Surroundings) -> Reader:
    return Reader(page, small, surroundings)


def test_enter_opens_it_and_escape_goes_back_to_the_row(reader: Reader) -> None:
    summary = reader.room._panel(SUMMARY)
    summary.select_metric(reader.small.metrics["known"])
    reader.press(summary.table, Qt.Key.Key_Return)
    assert reader.chart.isVisible()
    assert reader.chart.head.title_label.text() == "Irregular heartbeats treated"
    assert reader.chart.board.chart.isAncestorOf(reader.room.focusWidget())
    reader.press(reader.room.focusWidget(), Qt.Key.Key_Escape)
    assert not reader.chart.isVisible()
    assert summary.table.current_id() == reader.small.metrics["known"]


def test_the_finding_and_its_signs_stand_above(reader: Reader) -> None:
    chart = reader.open("needle")
    assert chart.head.sentence_label.text() == chart.reading.sentence
    assert chart.head.variation.accessibleName() == "Variation. No real change"
    assert chart.head.assurance.accessibleName().startswith("Assurance. Target sometimes met")
    assert chart.head.latest_label.text() == "Latest 60 minutes, January 2023"


def test_keys_on_the_chart_walk_the_table(reader: Reader) -> None:
    board = reader.open("needle").board
    board.chart.plot.setFocus()
    reader.press(board.chart.plot, Qt.Key.Key_Home, Qt.Key.Key_Right)
    row = board.chosen_row()
    assert (row.period, row.value) == ("March 2021", "64")
    assert board.chart.reading_label.text().startswith("Mar 2021: Door to needle 64 minutes")


def test_the_table_rings_the_point(reader: Reader) -> None:
    board = reader.open("needle").board
    board.table.choose(0, 3)
    assert board.chart._at == (0, 3)
    reader.press(board.chart.plot, Qt.Key.Key_T)
    assert board.table.isAncestorOf(reader.room.focusWidget())


def test_a_value_is_added_at_the_foot(reader: Reader) -> None:
    chart = reader.open("needle")
    chart.act_buttons["add"].click()
    add = chart.board.add
    assert add.value_box.hasFocus()
    assert add.period_box.currentText() == "February 2023"
    reader.surroundings.qtbot.keyClicks(add.value_box, "58")
    reader.press(add.value_box, Qt.Key.Key_Return)
    assert add.value_box.text() == ""
    assert chart.board.chosen_row().period == "February 2023"
    assert [row.row.value for row in chart.board.table.rows()][-1] == "58"
    assert chart.board.chart.spec.series[0].values[-1] == Decimal(58)


@pytest.mark.parametrize("typed, said", [("fifty", "'fifty' isn't a number"), ("", "No value is typed")])
def test_a_bad_value_is_said_and_stays(reader: Reader, typed: str, said: str) -> None:
    add = reader.open("needle").board.add
    reader.surroundings.qtbot.keyClicks(add.value_box, typed)
    reader.press(add.value_box, Qt.Key.Key_Return)
    assert said in add.error_label.text()
    assert add.error_label.text().startswith("February 2023: ")
    assert add.value_box.text() == typed


def test_a_value_is_corrected_in_the_table(reader: Reader) -> None:
    board = reader.open("known").board
    newest = board.chosen_row()
    board.table.edit_cell(newest.id, "value")
    editor = reader.room.focusWidget()
    editor.selectAll()
    reader.surroundings.qtbot.keyClicks(editor, "690/750")
    reader.press(editor, Qt.Key.Key_Return)
    held = next(each for each in reader.small.metric("known").observations if each.id == newest.id)
    assert (held.value, held.numerator, held.denominator) == (Decimal(92), Decimal(690), Decimal(750))


def test_a_mark_stands_on_the_chart_and_in_the_table(reader: Reader) -> None:
    chart = reader.open("needle")
    chart.board.table.choose(0, 5)
    chart.open_mark()
    assert reader.form().rows["on"].box.text() == "1 July 2021"
    reader.fill(text="Stroke nurse meets the ambulance")
    reader.send()
    assert [each.text for each in chart.board.chart.spec.events] == ["Stroke nurse meets the ambulance"]
    assert chart.board.table.rows()[5].row.events == "Stroke nurse meets the ambulance"
    mark = reader.small.metric("needle").marks[0]
    assert (mark.kind, mark.metric_id) == (MarkKind.EVENT, reader.small.metrics["needle"])


def test_a_mark_needs_words(reader: Reader) -> None:
    reader.open("needle").open_mark()
    reader.send()
    assert reader.small.metric("needle").marks == ()
    assert reader.chart.sheets.sheet.isVisible()


def test_a_note_on_the_chosen_point(reader: Reader) -> None:
    chart = reader.open("needle")
    chart.board.table.choose(0, 2)
    chart.open_note()
    assert chart.sheets.sheet.title_label.text() == "Note on April 2021"
    reader.fill(note="Scanner out of use")
    reader.send()
    assert chart.board.table.rows()[2].row.notes == "1: Scanner out of use"
    assert chart.board.chart.spec.notes[0].text == "Scanner out of use"
    chart.open_note()
    reader.fill(note="")
    reader.send()
    assert chart.board.chart.spec.notes == ()


def test_new_limits_need_a_day_and_a_reason(reader: Reader) -> None:
    chart = reader.open("needle")
    chart.board.table.choose(0, 12)
    chart.open_limits()
    reader.send()
    assert reader.small.metric("needle").rebases == ()
    reader.fill(reason="The scanner moved", role="Stroke lead")
    reader.send()
    assert len(chart.reading.analysis.segments) == 2
    assert chart.board.table.rows()[12].row.events == "New limits: The scanner moved"
    chart.open_limits()
    chart.sheets.part.table.select(chart.sheets.part.table.rows()[0].id)
    chart.sheets.part.remove_button.click()
    reader.surroundings.settle()
    assert len(chart.reading.analysis.segments) == 1


def test_limits_from_before_the_first_value_are_refused_and_those_ahead_wait(reader: Reader) -> None:
    chart = reader.open("needle")
    chart.open_limits()
    reader.fill(on="1 January 1990", reason="The scanner moved")
    reader.send()
    assert reader.small.metric("needle").rebases == ()
    assert reader.form().rows["role"].error_label.text()  # somebody decides
    reader.fill(role="Stroke lead")
    reader.send()
    assert reader.small.metric("needle").rebases == ()
    assert reader.form().rows["on"].error_label.text().startswith("There is no value before 1 January 1990.")
    reader.fill(on="1 January 2030")
    reader.send()
    assert reader.surroundings.notices[-1][0].startswith("Kept. New limits start with the first value")
    assert chart.reading.notes == ("New limits from 1 January 2030 wait for their first value.",)


def test_the_rules_of_the_chart_are_chosen_and_printed(reader: Reader) -> None:
    chart = reader.open("needle")
    chart.open_limits()
    settings = chart.sheets.settings
    settings.committed.emit("profile", ProfileKey.MDC_EXCEL.value)
    reader.surroundings.settle()
    assert "MDC Excel" in chart.board.chart.spec.foot
    settings.committed.emit("baseline_points", 5)
    reader.surroundings.settle()
    assert "12 or more" in settings.rows["baseline_points"].error_label.text()


def test_a_lasting_shift_is_suggested_and_nothing_happens_by_itself(reader: Reader) -> None:
    reader.small.enter("needle", [40, 42, 41, 39, 43, 40, 42, 41, 40, 42, 41, 40, 43, 42], FEBRUARY)
    chart = reader.open("needle")
    assert chart.suggestion.isVisible()
    assert "all lie below the mean" in chart.suggestion_label.text()
    assert reader.small.metric("needle").rebases == ()
    chart.suggestion_button.click()
    assert reader.form().rows["on"].box.text() == "1 February 2023"
    assert reader.form().rows["reason"].box.toPlainText() == ""


def test_a_target_is_set_and_drawn_as_a_step(reader: Reader) -> None:
    chart = reader.open("needle")
    chart.open_target()
    reader.fill(value="quick", holds_from="1 January 2023")
    reader.send()
    assert "'quick' isn't a number" in reader.form().rows["value"].error_label.text()
    reader.fill(value="about 55")
    reader.send()
    assert reader.form().rows["value"].error_label.text() == "A target is exact. Leave out 'about'."
    reader.fill(value="55")
    reader.send()
    steps = [row.row.target for row in chart.board.table.rows()]
    assert steps == ["60"] * 23 + ["55"]


def test_the_metric_opens_in_its_own_room(reader: Reader) -> None:
    reader.open("needle").act_buttons["form"].click()
    assert reader.surroundings.gone == [("value", reader.small.metrics["needle"])]


def test_without_values_it_says_what_is_awaited(reader: Reader) -> None:
    chart = reader.open("cost")
    assert chart.empty.what_label.text() == "Awaiting data from TA, asked on 4 March 2023."
    assert chart.empty.what_label.isVisible()
    assert chart.empty.action_button.hasFocus()
    chart.empty.action_button.click()
    assert not chart.isVisible()
    assert reader.room.tabs.current_key() == "entry"


def test_one_value_is_no_chart_yet(reader: Reader) -> None:
    reader.small.enter("cost", [5200], FEBRUARY)
    chart = reader.open("cost")
    assert chart.head.sentence_label.text().startswith("One value so far")
    assert len(chart.board.table.rows()) == 1


def test_grades_are_drawn_as_grades(reader: Reader) -> None:
    chart = reader.open("grade")
    assert chart.board.chart.spec.levels == ("E", "D", "C", "B", "A")
    assert chart.board.table.rows()[-1].row.value == "B"
    assert {"mean", "lower", "upper", "meaning"} <= set(chart.board.table.hidden())
    assert not chart.act_buttons["limits"].isVisible()
    assert [each.kind for each in chart._views] == [ViewKind.WHOLE]


# ---- small numbers and files
def test_small_numbers_stay_hidden_in_table_copy_and_file(
    surroundings: Surroundings, small: SmallFramework, tmp_path: Path
) -> None:
    target = tmp_path / "values.csv"
    surroundings.ask = ScriptedAsk(target)
    room = surroundings.show(DatedPage, 1176, 600)
    room.show_care_area(small.area)
    reader = Reader(room, small, surroundings)
    reader.surroundings.act(
        value_framework.edit_metric, reader.small.metrics["known"], {"small_numbers": Policy.FIVES}
    )
    reader.small.enter("known", ["3/750"], FEBRUARY)
    chart = reader.open("known")
    newest = chart.board.table.rows()[-1]
    assert (newest.row.value, newest.typed) == ("*", "")
    chart.board.copy_table()
    assert "0.4" not in QGuiApplication.clipboard().text()
    chart.board.export_button.click()
    said = target.read_text("utf-8-sig")
    assert "February 2023,2023-02-01,actual,*," in said
    assert chart.reading.analysis is not None
    mean = chart.reading.analysis.current.mean
    assert f"{mean:.1f}" not in said


def test_a_narrow_page_shows_one_at_a_time(reader: Reader) -> None:
    chart = reader.open("needle")
    reader.room.resize(700, 480)
    board = chart.board
    assert not board.table.isVisible()
    board.table_button.click()
    assert board.table.isVisible()
    assert not board.chart.isVisible()
    chart.act_buttons["add"].click()
    assert board.add.value_box.hasFocus()


def test_another_metric_starts_on_its_whole(reader: Reader) -> None:
    chart = reader.open("known")
    reader.tab(ViewKind.BENCHMARK)
    reader.open("needle")
    assert chart.view().kind is ViewKind.WHOLE
    assert chart.board.isVisible()


def test_every_act_has_its_keys(reader: Reader) -> None:
    chart = reader.open("needle")
    said = {key: each.toolTip() for key, each in chart.act_buttons.items()}
    assert said == {
        "add": "Alt+A", "mark": "Alt+M", "note": "Alt+N", "limits": "Alt+L", "target": "Alt+T",
        "form": "Alt+V",
    }  # fmt: skip
    reader.room.activateWindow()
    reader.surroundings.qtbot.waitActive(reader.room)
    reader.surroundings.qtbot.keyClick(chart.board.chart.plot, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    reader.surroundings.qtbot.waitUntil(chart.sheets.sheet.isVisible)  # a key lets its button be seen pressed
    assert chart.sheets.sheet.title_label.text() == "Set a target"
    reader.press(reader.room.focusWidget(), Qt.Key.Key_Escape)
    assert not chart.sheets.sheet.isVisible()
    assert chart.isVisible()
