"""A block pasted into the entry grid: shown before it is written, one act, one undo."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.value_framework import Metric
from tests.support.metrics import SmallFramework
from tests.ui.conftest import Surroundings
from tests.ui.dashboard.entry_desk import FEBRUARY, JANUARY, Desk

BLOCK = (
    "Metric\tJan-23\tFeb-23\tTarget\n"
    "Door to needle\t60\t64\t60\n"
    "Irregular heartbeats treated\t612/750\tabout 82%\t\n"
    "Cost per stay\t(1,200)\t-\t\n"
)


@pytest.fixture
def desk(surroundings: Surroundings, small: SmallFramework) -> Desk:
    return Desk(surroundings, small)


def test_one_pasted_cell_goes_straight_in(desk: Desk) -> None:
    desk.go("needle", FEBRUARY)
    desk.paste("64\n")
    assert desk.value("needle", FEBRUARY) == 64
    assert not desk.grid.sheet.isVisible()
    desk.paste("many")
    assert desk.grid.table.notice.text_label.text().startswith("Door to needle, February 2023: 'many' isn't")
    assert desk.value("needle", FEBRUARY) == 64


def test_a_block_is_previewed_before_anything_is_written(desk: Desk) -> None:
    told = len(desk.surroundings.told)
    desk.paste(BLOCK)
    preview = desk.grid.preview
    assert desk.grid.sheet.isVisible()
    assert preview.summary_label.text() == (
        "4 cells with a value: 2 new, 1 changed, 1 the same. 2 places are not understood."
    )
    assert preview.enter_button.text() == "Enter 3 values"
    assert preview.problems_label.text().startswith("Column 4: 'Target' is no period.")
    lines = [(row.metric, row.period, row.now, row.becomes, row.what) for row in preview.table.rows()]
    assert lines == [
        ("Irregular heartbeats treated", "Jan 2023", "88.0%", "81.6%", "changed"),
        ("Door to needle", "Feb 2023", "", "64", "new"),
        ("Irregular heartbeats treated", "Feb 2023", "", "about 82.0%", "new"),
        ("Door to needle", "Jan 2023", "60", "60", "the same"),
    ]
    desk.surroundings.qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not desk.grid.sheet.isVisible()
    assert len(desk.surroundings.told) == told
    assert desk.kept("needle", FEBRUARY) is None


def test_a_name_that_is_not_known_is_given_a_metric_and_a_dash_a_gap(desk: Desk) -> None:
    desk.paste(BLOCK)
    preview = desk.grid.preview
    picker = preview.pickers["Cost per stay"]
    assert picker.itemText(2) == "Cost of a stay (resource)"
    picker.setCurrentIndex(2)
    picker.activated.emit(2)
    assert preview.enter_button.text() == "Enter 4 values"
    assert preview.gaps_tick.text() == "Enter - as a known gap"
    preview.gaps_tick.setChecked(True)
    assert preview.enter_button.text() == "Enter 5 values"
    desk.surroundings.qtbot.mouseClick(preview.enter_button, Qt.MouseButton.LeftButton)
    desk.surroundings.settle()
    assert not desk.grid.sheet.isVisible()
    assert desk.value("cost", JANUARY) == -1200
    gap = desk.kept("cost", FEBRUARY)
    assert gap is not None
    assert gap.is_gap
    assert desk.value("known", JANUARY) == Decimal("81.6")
    assert desk.shown("needle", FEBRUARY) == "64"
    assert desk.surroundings.notices[-1][:2] == ("Entered 5 values.", "Undo")


def test_a_paste_is_one_act_and_one_undo(desk: Desk) -> None:
    before = desk.small.whole()
    desk.go("needle", JANUARY)
    desk.paste("71\t72\n700/750\t710/750\n")
    desk.grid.preview.accept()
    desk.surroundings.settle()
    assert [desk.value("needle", on) for on in (JANUARY, FEBRUARY)] == [71, 72]
    assert desk.surroundings.bridge.undo_state().undo == "Enter 4 values"
    desk.surroundings.undo()
    after = desk.small.whole()
    assert [each.observations for each in after.metrics] == [each.observations for each in before.metrics]


def test_a_block_lands_on_the_lines_as_they_are_sorted(desk: Desk) -> None:
    desk.grid.table.sort_by("name", descending=True)
    desk.go("known", JANUARY)
    desk.paste("700/750\t710/750\n900\t910\n")
    found = [(each.target.name, each.start) for each in desk.grid.preview.reading.landed]
    assert found == [
        ("Irregular heartbeats treated", JANUARY), ("Irregular heartbeats treated", FEBRUARY),
        ("Door to needle", JANUARY), ("Door to needle", FEBRUARY),
    ]  # fmt: skip


def test_a_gap_is_left_alone_unless_ticked(desk: Desk) -> None:
    desk.go("needle", JANUARY)
    desk.paste("-\t64\n")
    desk.grid.preview.accept()
    desk.surroundings.settle()
    assert desk.value("needle", JANUARY) == 60
    assert desk.value("needle", FEBRUARY) == 64


def test_nothing_to_enter_cannot_be_entered(desk: Desk) -> None:
    desk.go("needle", JANUARY)
    desk.paste("60\tn/a\n")
    preview = desk.grid.preview
    assert not preview.enter_button.isEnabled()
    told = len(desk.surroundings.told)
    preview.accept()
    desk.surroundings.settle()
    assert len(desk.surroundings.told) == told


def test_an_empty_clipboard_is_said(desk: Desk) -> None:
    desk.grid.paste_text(" \n")
    assert desk.grid.table.notice.text_label.text() == (
        "The clipboard holds no text. Copy the cells in Excel first."
    )


def test_what_the_store_refuses_is_said_in_the_sheet(desk: Desk) -> None:
    desk.go("cost", JANUARY)
    desk.paste("1200\t1300\n")
    desk.surroundings.act(record.remove, {Metric: [desk.small.metrics["cost"]]})
    desk.grid.preview.accept()
    desk.surroundings.settle()
    assert desk.grid.sheet.isVisible()
    assert "no longer" in desk.grid.preview.problems_label.text()


def test_per_cents_copied_as_shares_are_taken_times_100_when_ticked(desk: Desk) -> None:
    desk.paste("\tFeb-23\nIrregular heartbeats treated\t0.814\n")
    preview = desk.grid.preview
    assert not preview.enter_button.isEnabled()
    assert preview.shares_tick.text() == "0.814 is a share of 1: take it times 100"
    preview.shares_tick.setChecked(True)
    assert preview.enter_button.text() == "Enter 1 value"
    desk.surroundings.qtbot.mouseClick(preview.enter_button, Qt.MouseButton.LeftButton)
    desk.surroundings.settle()
    assert desk.value("known", FEBRUARY) == Decimal("81.4")
