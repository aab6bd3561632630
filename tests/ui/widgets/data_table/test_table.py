"""The whole table: what a person does is asked for, what arrives is shown, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import Column, DataTable, Edit
from stewardship_desktop.ui.widgets.data_table.grid_clipboard import PREVIEW_FROM


@dataclass(frozen=True, kw_only=True)
class Line:
    id: str
    name: str
    cost: int | None = None
    kind: str = "a"
    done: bool = False
    note: str | None = None


COLUMNS = (
    Column("name", "Name", editable=True, required=True, help="As people say it"),
    Column("cost", "Cost", "integer", editable=True),
    Column(
        "kind", "Type", "choice", editable=True, required=True, choices=[("a", "Acute"), ("c", "Community")]
    ),
    Column("done", "Done", "check", editable=True),
    Column("note", "Note", "long", editable=True),
    Column("id", "Number", hidden=True),
)


class Kept(dict[str, object]):
    """Remembers in a dictionary."""

    def set(self, key: str, value: object) -> None:
        self[key] = value


def lines(count: int = 5) -> list[Line]:
    return [Line(id=f"r{at}", name=f"Line {at}", cost=10 * at) for at in range(count)]


@pytest.fixture
def table(qapp: QApplication, qtbot) -> DataTable:
    apply.apply_theme(qapp, "light", motion=False)
    return make(qtbot)


def make(qtbot, **options: Any) -> DataTable:
    made = DataTable(COLUMNS, "Service lines", **options)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.set_rows(lines())
    made.show()
    made.activateWindow()
    made.grid.setFocus()
    qtbot.waitUntil(made.grid.hasFocus)
    return made


def editor(table: DataTable) -> QWidget:
    found = [
        each
        for each in table.grid.viewport().findChildren(QWidget)
        if each.property("part") == "cell" and each.isVisible()
    ]
    assert len(found) == 1
    return found[0]


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


def test_selection_current_and_sorting_outlive_new_rows(table: DataTable, qtbot) -> None:
    table.sort_by("cost", descending=True)
    table.select("r3", "cost")
    with qtbot.assertNotEmitted(table.selection_changed):
        table.set_rows([*lines(), Line(id="r9", name="Line 9", cost=25)])
    assert table.current_id() == "r3"
    assert table.selected_ids() == ["r3"]
    assert [row.id for row in table.shown_rows()] == ["r4", "r3", "r9", "r2", "r1", "r0"]


def test_selection_outlives_a_reset(table: DataTable) -> None:
    table.set_rows([Line(id=f"n{at}", name=f"n{at}") for at in range(900)])
    table.select("n450", "name")
    table.set_rows([Line(id=f"n{at}", name=f"n{at}") for at in range(0, 900, 2)])
    assert table.selected_ids() == ["n450"]
    assert table.current_id() == "n450"


def test_titles_sort_and_a_third_click_takes_it_back(table: DataTable) -> None:
    header = table.grid.horizontalHeader()
    header.sectionClicked.emit(1)
    header.sectionClicked.emit(1)
    assert table.shown_rows()[0].id == "r4"
    header.sectionClicked.emit(1)
    assert table.model.sorting() is None


def test_the_column_menu_opens_by_keyboard_sorts_and_hides(table: DataTable, qtbot) -> None:
    with qtbot.waitSignal(table.grid.menu_asked) as asked:
        table.select("r0", "cost")
        table.grid.menu_asked.disconnect(table._choice.open_menu)
        qtbot.keyClick(table.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked.args[0] == 1
    menu = table.column_menu(1)
    actions = menu.actions()
    actions[1].trigger()
    assert table.model.sorting() == (1, True)
    next(action for action in actions if action.text() == "Note").trigger()
    assert table.hidden() == ["note", "id"]
    menu.close()


def test_the_last_column_cannot_be_hidden(table: DataTable) -> None:
    table.set_hidden(column.key for column in COLUMNS)
    assert len(table.hidden()) == len(COLUMNS) - 1


def test_filter_by_keyboard_and_back(table: DataTable, qtbot) -> None:
    qtbot.keyClick(table.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert table.filter_box.hasFocus()
    qtbot.keyClicks(table.filter_box, "line 3")
    assert [row.id for row in table.shown_rows()] == ["r3"]
    assert table.count_label.text() == "1 of 5"
    qtbot.keyClick(table.filter_box, Qt.Key.Key_Escape)
    assert len(table.shown_rows()) == 5
    assert table.grid.hasFocus()


def test_nothing_found_and_nothing_there_say_different_things(table: DataTable) -> None:
    table.set_filter("xyz")
    assert table.nothing_found.isVisible()
    table.set_filter("")
    table.set_rows([])
    assert table.empty.isVisible()
    assert not table.grid.isVisible()


def test_tab_leaves_the_table(table: DataTable, qtbot) -> None:
    table.select("r0", "name")
    qtbot.keyClick(table.grid, Qt.Key.Key_Tab)
    assert not table.grid.hasFocus()


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


def test_delete_asks_only_where_it_may(table: DataTable, qtbot) -> None:
    table.select("r1", "name")
    with qtbot.assertNotEmitted(table.delete_requested):
        qtbot.keyClick(table.grid, Qt.Key.Key_Delete)
    other = make(qtbot, allow_delete=True)
    other.select("r1", "name")
    with qtbot.waitSignal(other.delete_requested) as asked:
        qtbot.keyClick(other.grid, Qt.Key.Key_Delete)
    assert asked.args == [["r1"]]


def test_enter_opens_a_record_where_there_is_one(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    table = make(qtbot, opens=True)
    table.select("r2", "name")
    with qtbot.waitSignal(table.opened) as asked:
        qtbot.keyClick(table.grid, Qt.Key.Key_Return)
    assert asked.args == ["r2"]


def test_the_first_column_stays_in_sight(table: DataTable) -> None:
    table.resize(300, 300)
    QApplication.processEvents()
    assert not table.grid.frozen.isVisible()
    table.grid.setColumnWidth(0, 100)
    table.grid.horizontalScrollBar().setValue(80)
    assert table.grid.frozen.isVisible()
    assert table.grid.frozen.width() == 101
    table.edit_cell("r1", "name")
    assert not table.grid.frozen.isVisible()
    assert editor(table).isVisible()


def test_totals_follow_the_filter(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    table = make(qtbot, totals=lambda rows: {"name": "Total", "cost": sum(row.cost or 0 for row in rows)})
    assert table.totals_bar.isVisible()
    assert table.totals_bar.accessibleDescription() == "Name Total, Cost 100"
    table.set_filter("Line 4")
    assert table.totals_bar.texts() == {"name": "Total", "cost": "40"}


def test_columns_and_sorting_are_remembered(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    kept = Kept()
    first = make(qtbot, remembers=kept, key="lines")
    first.sort_by("cost", descending=True)
    first.set_hidden(["note", "id"])
    first.grid.setColumnWidth(1, 133)
    second = make(qtbot, remembers=kept, key="lines")
    assert second.model.sorting() == (1, True)
    assert second.hidden() == ["note", "id"]
    assert second.grid.columnWidth(1) == 133


def test_rows_grow_with_the_text(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    table = make(qtbot)
    assert table.grid.rowHeight(0) == 32
    apply.apply_theme(qapp, "light", 2.0, motion=False)
    assert table.grid.rowHeight(0) >= 48
    apply.apply_theme(qapp, "light", motion=False)


def test_every_part_has_a_name(table: DataTable) -> None:
    for part in (table.grid, table.filter_box, table.columns_button, table.notice.close_button):
        assert part.accessibleName() or part.text()  # type: ignore[union-attr]


def test_a_ring_is_painted_and_told(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    plain = make(qtbot)
    ringed = make(qtbot, rings=lambda row, key: ("bad", "Printed 5, computed 6") if key == "cost" else None)
    cell = ringed.model.index(1, 1)
    assert "Printed 5, computed 6" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Printed 5, computed 6" in cell.data(Qt.ItemDataRole.ToolTipRole)

    def inks(table: DataTable) -> set[str]:
        picture = table.grid.viewport().grab(table.grid.visualRect(cell)).toImage()
        return {
            picture.pixelColor(x, y).name().upper()
            for x in range(picture.width())
            for y in range(picture.height())
        }

    bad = apply.current().palette.bad
    assert bad in inks(ringed)
    assert bad not in inks(plain)


def test_giving_the_table_the_keyboard_gives_it_to_the_grid(table: DataTable, qtbot) -> None:
    table.filter_box.setFocus()
    table.setFocus()
    qtbot.waitUntil(table.grid.hasFocus)


def test_rows_of_long_texts_are_as_high_as_their_words(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    columns = (Column("name", "Name", width=400), Column("note", "Note", "long", wrap=True, width=200))
    table = DataTable(columns, "Notes")
    qtbot.addWidget(table)
    table.resize(420, 400)
    long = "Waiting for the figures of the last three months from two of the providers, asked on 4 March"
    table.set_rows([Line(id="a", name="A", note=long), Line(id="b", name="B", note="Short")])
    table.show()
    QApplication.processEvents()
    assert table.grid.rowHeight(0) > 2 * table.grid.rowHeight(1)
    assert table.grid.rowHeight(1) == 32
    table.grid.horizontalScrollBar().setValue(60)
    assert table.grid.frozen.rowHeight(0) == table.grid.rowHeight(0)


def test_a_chip_is_wider_than_its_column_was_wished(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    chip = Column("kind", "State", "chip", width=60, chip=lambda value: ("Waiting for the provider", "warn"))
    table = DataTable((COLUMNS[0], chip), "Lines")
    qtbot.addWidget(table)
    table.set_rows(lines())
    table.show()
    assert table.grid.columnWidth(1) > 150


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
