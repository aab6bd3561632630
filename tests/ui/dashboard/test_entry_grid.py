"""The entry grid: values typed by keyboard alone, and taken back by Undo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.commands import dashboard, value_framework
from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.domain.observation import Cut, Qualifier, ValueKind
from stewardship_desktop.ui.dashboard.entry_grid import EntryGrid
from stewardship_desktop.ui.theme import apply
from tests.support.accessibility import faults_of
from tests.support.metrics import SmallFramework
from tests.ui.conftest import Surroundings
from tests.ui.dashboard.entry_desk import ALONG, DOWN, FEBRUARY, JANUARY, MARCH, TODAY, Desk


@pytest.fixture
def desk(surroundings: Surroundings, small: SmallFramework) -> Desk:
    return Desk(surroundings, small)


def test_it_opens_on_the_newest_value_that_is_due(desk: Desk) -> None:
    # Values of February are due 30 days after its end; the cost of a stay has none at all.
    assert desk.place() == ("Cost of a stay", JANUARY)
    assert desk.shown("cost", JANUARY) == "due"
    assert desk.shown("needle", JANUARY) == "60"
    assert desk.grid.bar.rhythm.currentText() == "Monthly: 1 of 3 due"
    assert "This value is due." in desk.grid.foot.words_label.text()


def test_metrics_stand_by_column_of_value_priority_first(desk: Desk) -> None:
    assert [row.name for row in desk.grid.table.rows()] == [
        "Door to needle, minutes", "Irregular heartbeats treated", "Cost of a stay",
    ]  # fmt: skip


def test_a_value_typed_is_kept_at_once_and_enter_goes_down_tab_right(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    desk.type("64")
    assert desk.value("needle", FEBRUARY) == 64
    assert desk.place() == ("Irregular heartbeats treated", FEBRUARY)
    desk.type("612/750", ALONG)
    held = desk.kept("known", FEBRUARY)
    assert held is not None
    assert held.value == Decimal("81.6")
    assert (held.numerator, held.denominator) == (Decimal(612), Decimal(750))
    assert held.as_at == TODAY
    assert desk.place() == ("Irregular heartbeats treated", MARCH)
    assert desk.shown("known", FEBRUARY) == "81.6%"


def test_a_qualifier_is_kept_and_typed_over(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    desk.type("about 1,000")
    held = desk.kept("needle", FEBRUARY)
    assert held is not None
    assert (held.value, held.qualifier) == (Decimal(1000), Qualifier.ABOUT)
    assert desk.shown("needle", FEBRUARY) == "about 1,000"
    desk.go("needle", FEBRUARY)
    desk.press(Qt.Key.Key_F2)
    editor = desk.editor()
    assert editor is not None
    assert editor.text() == "about 1000"


def test_leaving_a_cell_as_it_was_writes_nothing(desk: Desk) -> None:
    told = len(desk.surroundings.told)
    desk.go("known", JANUARY)
    desk.press(Qt.Key.Key_F2, DOWN)
    desk.go("cost", JANUARY)
    desk.press(Qt.Key.Key_F2, DOWN)
    desk.surroundings.settle()
    assert len(desk.surroundings.told) == told


def test_what_cannot_be_read_is_said_in_a_line_that_names_the_cell(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    desk.type("6o")
    assert desk.problem().startswith("Door to needle, February 2023: '6o' isn't a number")
    assert "Type 60" in desk.problem()
    assert desk.kept("needle", FEBRUARY) is None
    assert desk.place() == ("Door to needle", FEBRUARY)
    desk.press(Qt.Key.Key_Escape)
    assert desk.editor() is None


def test_a_period_that_has_not_begun_takes_a_forecast_only(desk: Desk) -> None:
    desk.go("needle", JANUARY)
    bar = desk.grid.bar
    bar.kind.setCurrentIndex(bar.kind.findData(ValueKind.FORECAST.value))
    bar.kind.activated.emit(1)
    assert bar.forecast_label.isVisible()
    april = date(2023, 4, 1)
    desk.grid.table.select_cell(desk.small.metrics["needle"], april)
    desk.type("58")
    held = desk.kept("needle", april, kind=ValueKind.FORECAST)
    assert held is not None
    assert held.value == 58
    assert desk.kept("needle", april) is None


def test_undo_takes_the_last_value_back(desk: Desk) -> None:
    desk.go("needle", JANUARY)
    desk.type("99")
    assert desk.shown("needle", JANUARY) == "99"
    desk.surroundings.undo()
    assert desk.value("needle", JANUARY) == 60
    assert desk.shown("needle", JANUARY) == "60"


def test_delete_takes_values_away_and_says_how_to_have_them_back(desk: Desk) -> None:
    desk.go("needle", JANUARY)
    desk.press(Qt.Key.Key_Delete)
    desk.surroundings.settle()
    assert desk.kept("needle", JANUARY) is None
    assert desk.surroundings.notices[-1][:2] == ("Took 1 value away.", "Undo")
    desk.surroundings.undo()
    assert desk.value("needle", JANUARY) == 60


def test_a_dash_marks_a_known_gap_and_a_value_over_it_ends_it(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    desk.type("n/a")
    held = desk.kept("needle", FEBRUARY)
    assert held is not None
    assert held.is_gap
    assert held.note == "Known gap"
    assert desk.shown("needle", FEBRUARY) == "gap"
    desk.go("needle", FEBRUARY)
    desk.type("64")
    held = desk.kept("needle", FEBRUARY)
    assert held is not None
    assert (held.value, held.note) == (Decimal(64), "")


def test_a_cell_without_value_can_be_marked_as_a_gap_below_the_grid(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    assert desk.grid.foot.gap_button.isVisible()
    assert not desk.grid.foot.form.isVisible()
    desk.grid.foot.gap_button.click()
    desk.surroundings.settle()
    assert desk.shown("needle", FEBRUARY) == "gap"
    assert desk.grid.foot.form.isVisible()


def test_source_date_and_note_of_the_chosen_cell_are_edited_below(desk: Desk) -> None:
    desk.go("needle", JANUARY)
    foot = desk.grid.foot
    assert foot.card.title_label.text() == "Door to needle, January 2023: 60 minutes"
    for key, text in (("note", "Half the ward was shut"), ("source", "Ward book"), ("as_at", "1/3/2023")):
        box = foot.form.rows[key].box
        box.setFocus()
        box.setText(text)
        desk.surroundings.qtbot.keyClick(box, Qt.Key.Key_Return)
        desk.surroundings.settle()
    held = desk.kept("needle", JANUARY)
    assert held is not None
    assert (held.note, held.source, held.as_at) == ("Half the ward was shut", "Ward book", date(2023, 3, 1))
    assert held.value == 60


def test_the_source_is_remembered_from_last_time(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    form = desk.grid.bar.form
    for key, text in (("source", "National audit"), ("as_at", "10 March 2023")):
        box = form.rows[key].box
        box.setFocus()
        box.setText(text)
        desk.surroundings.qtbot.keyClick(box, Qt.Key.Key_Return)
    desk.grid.take_focus()
    desk.type("64")
    held = desk.kept("needle", FEBRUARY)
    assert held is not None
    assert (held.source, held.as_at) == ("National audit", date(2023, 3, 10))
    anew: Any = EntryGrid(desk.surroundings.context)
    desk.surroundings.qtbot.addWidget(anew)
    anew.show_framework(desk.small.whole(), (), TODAY)
    anew.focus_metric(desk.small.metrics["needle"], MARCH)
    assert anew.bar.form.rows["source"].box.text() == "National audit"
    anew.focus_metric(desk.small.metrics["known"], MARCH)
    assert anew.bar.form.rows["source"].box.text() == ""
    anew.focus_metric(desk.small.metrics["needle"], MARCH)
    anew.bar.spread.click()
    anew.focus_metric(desk.small.metrics["known"], MARCH)
    assert anew.bar.form.rows["source"].box.text() == "National audit"


def test_a_per_cent_with_no_base_asks_gently_for_its_counts(desk: Desk) -> None:
    desk.go("known", FEBRUARY)
    desk.type("81.4%")
    assert desk.value("known", FEBRUARY) == Decimal("81.4")
    assert (
        "has no base. Where you have them, type People treated / People known" in desk.grid.hint_label.text()
    )
    desk.go("known", FEBRUARY)
    desk.type("612/750")
    assert not desk.grid.hint_label.isVisible()


def test_a_grade_is_typed_as_one_in_its_own_rhythm(desk: Desk) -> None:
    desk.go("grade", date(2022, 10, 1))
    assert desk.grid.bar.rhythm.currentText() == "Quarterly: 1 metric"
    desk.type("a")
    held = desk.kept("grade", date(2022, 10, 1))
    assert held is not None
    assert held.level == "A"
    desk.go("grade", JANUARY)
    desk.type("F")
    assert "Audit grade, January to March 2023: 'F' is no grade of this metric" in desk.problem()
    desk.press(Qt.Key.Key_Escape)


def test_a_value_before_a_definition_goes_to_the_one_of_its_day(desk: Desk) -> None:
    desk.surroundings.act(
        value_framework.change_definition, desk.small.metrics["needle"], FEBRUARY,
        "The clock starts at the door", {"definition": "Median minutes from the door"},
    )  # fmt: skip
    old = desk.small.definitions["needle"]
    desk.go("needle", JANUARY)
    desk.type("70")
    whole = desk.small.metric("needle")
    assert next(each for each in whole.observations if each.on == JANUARY).definition_id == old
    assert "It belongs to the earlier definition" in "\n".join(
        [*desk.grid.table.column_of(JANUARY).tip(desk.grid.table.rows()[0]).splitlines()]
    )
    desk.go("needle", FEBRUARY)
    assert "A new definition begins on 1 February 2023" in desk.grid.foot.words_label.text()
    assert desk.grid.table.column_of(FEBRUARY).edge(desk.grid.table.rows()[0]) == "primary"
    assert desk.grid.table.column_of(JANUARY).edge(desk.grid.table.rows()[0]) == ""
    desk.type("50")
    whole = desk.small.metric("needle")
    newest = whole.observations[-1]
    assert (newest.on, newest.definition_id) == (FEBRUARY, whole.definition.id)
    assert newest.definition_id != old


def test_parts_have_lines_of_their_own_when_asked_for(desk: Desk) -> None:
    part = ValueEntry(
        definition_id=desk.small.definitions["known"], on=JANUARY, cut=Cut.SEX, category="female",
        values={"value": Decimal(80)},
    )  # fmt: skip
    desk.surroundings.act(dashboard.enter_values, [part])
    desk.grid.bar.parts.setChecked(True)
    rows = desk.grid.table.rows()
    assert [row.name for row in rows][2] == "Irregular heartbeats treated: female"
    desk.grid.table.select_cell(rows[2].id, FEBRUARY)
    desk.grid.take_focus()
    desk.type("82")
    assert desk.kept("known", FEBRUARY) is None
    held = desk.kept("known", FEBRUARY, cut=Cut.SEX, category="female")
    assert held is not None
    assert held.value == 82


def test_the_first_value_of_a_part_is_typed_by_hand(desk: Desk) -> None:
    form = desk.grid.bar.part_form
    assert not form.isVisible()
    desk.go("known", FEBRUARY)
    desk.grid.bar.parts.setChecked(True)
    assert form.isVisible()
    form.cut.setCurrentIndex(form.cut.findData(Cut.SEX.value))
    desk.surroundings.qtbot.keyClick(form.line, DOWN)
    assert form.error_label.text().startswith("Type which part it is")
    desk.surroundings.qtbot.keyClicks(form.line, " Women ")
    desk.surroundings.qtbot.keyClick(form.line, DOWN)
    assert form.error_label.text() == ""
    assert desk.place() == ("Irregular heartbeats treated", FEBRUARY)
    desk.type("82")
    held = desk.kept("known", FEBRUARY, cut=Cut.SEX, category="women")
    assert held is not None
    assert held.value == 82
    assert desk.kept("known", FEBRUARY) is None
    names = [row.name for row in desk.grid.table.rows()]
    assert names.count("Irregular heartbeats treated: women") == 1


def test_a_per_cent_that_may_be_a_share_is_asked_about(desk: Desk) -> None:
    desk.go("known", FEBRUARY)
    desk.type("0.814")
    assert desk.kept("known", FEBRUARY) is None
    desk.press(Qt.Key.Key_Escape)
    desk.type("0.9%")
    assert desk.value("known", FEBRUARY) == Decimal("0.9")
    desk.go("known", FEBRUARY)
    desk.press(Qt.Key.Key_F2)
    editor = desk.editor()
    assert editor is not None
    assert editor.text() == "0.9%"


def test_the_keyboard_stays_in_a_grid_that_is_made_anew(desk: Desk) -> None:
    old = desk.grid.table
    desk.grid.take_focus()
    desk.grid.show_earlier()
    assert desk.grid.table is not old
    assert desk.grid.window().focusWidget() is desk.grid.table.grid


def test_a_newer_value_takes_no_column_away(desk: Desk) -> None:
    """Values that stopped long ago are shown from a year before the newest; that may move on."""
    desk.today = date(2026, 11, 22)
    desk.grid.show_framework(desk.small.whole(), (), desk.today)
    table, first = desk.grid.table, desk.grid.table.periods[0]
    desk.go("needle", FEBRUARY)
    desk.type("64")
    assert desk.shown("needle", FEBRUARY) == "64"
    assert desk.grid.table is table
    assert table.periods[0] == first


def test_earlier_periods_can_be_shown_and_the_cell_stays(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    assert desk.grid.table.periods[0] == date(2021, 4, 1)
    desk.grid.bar.earlier.click()
    assert desk.grid.table.periods[0] == date(2019, 4, 1)
    assert desk.place() == ("Door to needle", FEBRUARY)
    desk.go("needle", date(2010, 5, 6))
    assert desk.place() == ("Door to needle", date(2010, 5, 1))


@pytest.mark.parametrize("size,text", [((1176, 560), 100), ((750, 330), 100), ((1176, 560), 200)])
def test_everybody_can_use_it_and_its_preview(
    desk: Desk, qapp: QApplication, size: tuple[int, int], text: int
) -> None:
    apply.apply_theme(qapp, "light", motion=False, text_scale=text / 100)
    desk.grid.resize(*size)
    desk.go("needle", JANUARY)
    for _ in range(3):  # the bar's fields take their heights a round after the grid has found its own
        QApplication.processEvents()
    faults = faults_of(desk.grid)
    desk.paste("Metric\tJan-23\tFeb-23\nDoor to needle\t61\tn/a\nNeedle\t1\t6o\n")
    QApplication.processEvents()
    faults += faults_of(desk.grid.sheet)
    apply.apply_theme(qapp, "light", motion=False)
    assert not faults, "\n".join(faults)


def test_the_chart_is_asked_for_by_its_metric(desk: Desk) -> None:
    desk.go("needle", JANUARY)
    with desk.surroundings.qtbot.waitSignal(desk.grid.metric_chosen) as told:
        desk.grid.foot.chart_button.click()
    assert told.args == [desk.small.metrics["needle"]]
