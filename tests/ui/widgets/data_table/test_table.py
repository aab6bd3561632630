"""The whole table: what a person does is asked for, what arrives is shown, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import Column, DataTable
from tests.ui.widgets.data_table.five_lines import COLUMNS, Kept, Line, editor, lines, make


@pytest.fixture
def table(qapp: QApplication, qtbot) -> DataTable:
    apply.apply_theme(qapp, "light", motion=False)
    return make(qtbot)


def test_a_row_is_chosen_alone_though_a_key_is_held(table: DataTable) -> None:
    table.select("r1", "cost")
    held = table.window().windowHandle()
    QTest.keyPress(held, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        table.select("r3", "cost")
        assert (table.current_id(), table.selected_ids()) == ("r3", ["r3"])
    finally:
        QTest.keyRelease(held, Qt.Key.Key_Control)


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


def test_tight_columns_and_names_that_wrap_leave_room_for_figures(qtbot, qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light", motion=False)
    name = Column("name", "Line", wrap=True, width=90)
    figures = [Column(f"n{at}", "People", "integer", tight=True, value=lambda row: 120) for at in range(8)]
    table = DataTable((name, *figures), "Lines", tools=False)
    qtbot.addWidget(table)
    table.resize(300, 300)
    table.show()
    table.set_rows([Line(id="r1", name="A line with a good many words in its name")])
    assert table.grid.columnWidth(0) == 90  # wrapped, not widened, though the table scrolls
    assert table.grid.columnWidth(1) < 64
