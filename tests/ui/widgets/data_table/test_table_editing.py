"""Typing, choosing and pasting into a table: it asks for edits, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import Column, DataTable, Edit
from stewardship_desktop.ui.widgets.data_table.grid_clipboard import PREVIEW_FROM
from tests.ui.widgets.data_table.five_lines import Line, editor, lines, make


@pytest.fixture
def table(qapp: QApplication, qtbot) -> DataTable:
    apply.apply_theme(qapp, "light", motion=False)
    return make(qtbot)


def test_typing_replaces_and_enter_asks_and_moves_down(table: DataTable, qtbot) -> None:
    table.select("r1", "cost")
    with qtbot.waitSignal(table.edits_requested) as asked:
        qtbot.keyClicks(table.grid, "7")
        qtbot.keyClicks(editor(table), "5")
        qtbot.keyClick(editor(table), Qt.Key.Key_Return)
    assert asked.args == [[Edit(row_id="r1", key="cost", value=75)]]
    assert table.model.index(1, 1).data() == "10"
    assert table.current_id() == "r2"
    qtbot.waitUntil(table.grid.hasFocus)


def test_tab_in_an_editor_goes_to_the_next_cell(table: DataTable, qtbot) -> None:
    table.edit_cell("r1", "cost")
    qtbot.keyClick(editor(table), Qt.Key.Key_Tab)
    assert table.columns[table.grid.currentIndex().column()].key == "kind"


def test_what_cannot_be_read_stays_in_the_editor_with_a_reason(table: DataTable, qtbot) -> None:
    table.edit_cell("r1", "cost")
    box = editor(table)
    assert isinstance(box, QLineEdit)
    box.setText("1,2oo")
    with qtbot.assertNotEmitted(table.edits_requested):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert editor(table) is box
    assert "“1,2oo” is not a number" in table.grid.delegate.problem_text()
    assert "not a number" in box.accessibleDescription()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert table.grid.delegate.problem_text() == ""


def test_a_required_cell_cannot_be_blanked(table: DataTable, qtbot) -> None:
    table.edit_cell("r1", "name")
    box = editor(table)
    assert isinstance(box, QLineEdit)
    box.clear()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "Name cannot be blank" in table.grid.delegate.problem_text()


def test_leaving_by_a_click_with_a_bad_value_keeps_the_editor(table: DataTable, qtbot) -> None:
    table.edit_cell("r1", "cost")
    box = editor(table)
    assert isinstance(box, QLineEdit)
    box.setText("x")
    table.filter_box.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(box.hasFocus)
    assert box.text() == "x"


def test_rows_that_arrive_do_not_wipe_an_open_editor(table: DataTable, qtbot) -> None:
    table.edit_cell("r1", "cost")
    box = editor(table)
    assert isinstance(box, QLineEdit)
    box.setText("half")
    rows = lines()
    table.set_rows([Line(id="new", name="First"), *[replace(row, cost=99) for row in rows[1:]]])
    assert editor(table) is box
    assert box.text() == "half"
    assert table.current_id() == "r1"


def test_space_and_click_turn_a_tick(table: DataTable, qtbot) -> None:
    table.select("r2", "done")
    with qtbot.waitSignal(table.edits_requested) as asked:
        qtbot.keyClick(table.grid, Qt.Key.Key_Space)
    assert asked.args == [[Edit(row_id="r2", key="done", value=True)]]
    box = table.grid.visualRect(table.model.index(1, 3))
    with qtbot.waitSignal(table.edits_requested) as asked:
        qtbot.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(18, 16))
    assert asked.args == [[Edit(row_id="r1", key="done", value=True)]]


def test_a_choice_is_chosen(table: DataTable, qtbot) -> None:
    table.edit_cell("r1", "kind")
    box = editor(table)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Acute"
    box.setCurrentIndex(1)
    with qtbot.waitSignal(table.edits_requested) as asked:
        box.activated.emit(1)
    assert asked.args == [[Edit(row_id="r1", key="kind", value="c")]]


def test_long_text_takes_lines(table: DataTable, qtbot) -> None:
    table.edit_cell("r1", "note")
    box = editor(table)
    assert isinstance(box, QPlainTextEdit)
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box, "two")
    with qtbot.waitSignal(table.edits_requested) as asked:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked.args == [[Edit(row_id="r1", key="note", value="one\ntwo")]]


def test_copy_takes_the_selected_rectangle(table: DataTable, qtbot) -> None:
    table.select("r1", "name")
    table.grid.selectionModel().select(
        table.model.index(2, 1), table.grid.selectionModel().SelectionFlag.Select
    )
    qtbot.keyClick(table.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Line 1\t\n\t20"
    table.copy(with_titles=True)
    assert QGuiApplication.clipboard().text().startswith("Name\tCost\n")


def test_paste_lands_from_the_current_cell(table: DataTable, qtbot) -> None:
    QGuiApplication.clipboard().setText("1\tCommunity\n2\tAcute")
    table.select("r1", "cost")
    with qtbot.waitSignal(table.edits_requested) as asked:
        qtbot.keyClick(table.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [
        [
            Edit(row_id="r1", key="cost", value=1),
            Edit(row_id="r1", key="kind", value="c"),
            Edit(row_id="r2", key="cost", value=2),
        ]
    ]
    assert table.notice.text_label.text() == "Pasted 4 cells: 2 rows change."


def test_one_value_fills_a_selection(table: DataTable, qtbot) -> None:
    table.select("r1", "cost")
    table.grid.selectionModel().select(
        table.model.index(3, 1), table.grid.selectionModel().SelectionFlag.Select
    )
    with qtbot.waitSignal(table.edits_requested) as asked:
        table.paste_text("8")
    assert [(edit.row_id, edit.value) for edit in asked.args[0]] == [("r1", 8), ("r3", 8)]


def test_a_bad_paste_changes_nothing_and_names_the_cell(table: DataTable, qtbot) -> None:
    table.select("r1", "cost")
    with qtbot.assertNotEmitted(table.edits_requested):
        table.paste_text("1\n1,2oo")
    assert table.notice.isVisible()
    assert "Nothing was pasted" in table.notice.text_label.text()
    assert "Row 3, Cost: “1,2oo”" in table.notice.text_label.text()


def test_a_large_paste_is_counted_first(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    table = make(qtbot, allow_new=True)
    table.select("r0", "name")
    text = "\n".join(f"New {at}\t{at}\tAcute" for at in range(PREVIEW_FROM))
    with qtbot.assertNotEmitted(table.rows_pasted), qtbot.assertNotEmitted(table.edits_requested):
        table.paste_text(text)
    assert table.notice.action_button.text() == "Paste 180 cells"
    changed: list[Edit] = []
    new: list[dict[str, Any]] = []
    table.edits_requested.connect(changed.extend)
    table.rows_pasted.connect(new.extend)
    table.notice.action_button.click()
    assert len(changed) == 9
    assert new[0] == {"name": "New 5", "cost": 5, "kind": "a"}
    assert len(new) == PREVIEW_FROM - 5


def test_the_last_line_takes_a_new_row(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    table = make(qtbot, allow_new=True)
    last = table.model.rowCount() - 1
    table.grid.setCurrentIndex(table.model.index(last, 0))
    table.grid.edit_current()
    qtbot.keyClicks(editor(table), "Fresh")
    qtbot.keyClick(editor(table), Qt.Key.Key_Tab)
    assert table.model.draft == {"name": "Fresh"}
    with qtbot.waitSignal(table.rows_pasted) as asked:
        table.model.setData(table.model.index(last, 2), "c")
    assert asked.args == [[{"name": "Fresh", "kind": "c"}]]


class State(StrEnum):
    OPEN = "open"
    DONE = "done"


def test_enumerations_keep_their_kind(qtbot, qapp: QApplication) -> None:
    """Qt turns a StrEnum that passes through it into a plain text; nothing a page gets or gives may."""
    apply.apply_theme(qapp, "light", motion=False)
    seen: list[Any] = []

    def word(value: Any) -> tuple[str, str]:
        seen.append(value)
        return str(value), "good"

    columns = (
        Column(
            "kind", "State", "choice", editable=True, choices=[(each, each.name.title()) for each in State]
        ),
        Column("look", "Look", "chip", width=80, chip=word, value=lambda row: row["kind"]),
    )
    table = DataTable(columns, "States")
    qtbot.addWidget(table)
    table.set_rows([{"id": "a", "kind": State.OPEN}])
    table.show()
    table.grid.grab()
    assert seen
    assert all(isinstance(each, State) for each in seen)
    table.edit_cell("a", "kind")
    box = editor(table)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Open"
    box.setCurrentIndex(2)
    with qtbot.waitSignal(table.edits_requested) as asked:
        box.activated.emit(2)
    assert asked.args[0][0].value is State.DONE


def test_a_read_only_table_says_why_and_takes_nothing(table: DataTable, qtbot) -> None:
    table.select("r2", "cost")
    rows = table.model.rowCount()
    table.set_read_only("Locked.")
    assert table.current_id() == "r2"
    assert table.model.rowCount() == rows - int(table.model.allow_new or rows > len(lines()))
    with qtbot.assertNotEmitted(table.edits_requested):
        table.edit_cell("r1", "cost")
        assert table.grid.state() != table.grid.State.EditingState
        table.paste_text("75")
    assert table.notice.text_label.text() == "Locked."
    table.set_read_only("")
    assert table.model.rowCount() == rows
    with qtbot.waitSignal(table.edits_requested):
        table.paste_text("75")
