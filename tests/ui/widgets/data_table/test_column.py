"""A column whose rows differ reads, marks and edges its cells by their row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import Column, DataTable
from stewardship_desktop.ui.widgets.data_table.column import Row
from stewardship_desktop.ui.widgets.typed_text import Unreadable

LINES = ({"id": "grade", "levels": "ABC", "value": "A"}, {"id": "mark", "levels": "123", "value": "1"})


class Levels(Column):
    """Takes a level of its row. The second row has a sign before it and a line at its left."""

    def read_text(self, row: Row | None, text: str) -> Any:
        if row is not None and text not in row["levels"]:
            raise Unreadable(f"{text} is none of {row['levels']}.")
        return text

    def mark(self, row: Row) -> tuple[str, str] | None:
        return ("flag", "bad") if row["id"] == "mark" else None

    def edge(self, row: Row) -> str:
        return "primary" if row["id"] == "mark" else ""


def shown(qtbot: QtBot) -> DataTable:
    made = DataTable([Column("id", "Id"), Levels("value", "Value", editable=True)], "Levels", tools=False)
    qtbot.addWidget(made)
    made.set_rows(LINES)
    made.resize(400, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_text_is_read_by_the_row_it_is_typed_in(qtbot: QtBot) -> None:
    table = shown(qtbot)
    with qtbot.waitSignal(table.edits_requested) as told:
        type_into(qtbot, table, "mark", "2")
    assert [(edit.row_id, edit.value) for edit in told.args[0]] == [("mark", "2")]
    type_into(qtbot, table, "grade", "2")
    assert "2 is none of ABC." in table.grid.delegate.problem_text()


def test_a_pasted_text_is_read_by_the_row_it_lands_in(qtbot: QtBot) -> None:
    table = shown(qtbot)
    table.select("grade", "value")
    table.paste_text("B\nB")
    assert "Row 2, Value: B is none of 123." in table.notice.text_label.text()
    with qtbot.waitSignal(table.edits_requested) as told:
        table.paste_text("B\n3")
    assert [edit.value for edit in told.args[0]] == ["B", "3"]


def test_a_cell_shows_its_sign_and_its_edge(qtbot: QtBot) -> None:
    table = shown(qtbot)
    assert not has_colour(table, "grade", "bad")
    assert not has_colour(table, "grade", "primary")
    assert has_colour(table, "mark", "bad")
    assert has_colour(table, "mark", "primary")


def type_into(qtbot: QtBot, table: DataTable, row_id: str, text: str) -> None:
    table.edit_cell(row_id, "value")
    editor = next(each for each in table.grid.findChildren(QLineEdit) if each.isVisible())
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def has_colour(table: DataTable, row_id: str, token: str) -> bool:
    """Whether the cell of a row has a point of this very colour."""
    box = table.grid.visualRect(table.model.index(table.model.place_of(row_id), 1))
    picture = table.grid.viewport().grab().toImage()
    wanted = apply.colour(token).rgb()
    return any(
        picture.pixel(x, y) == wanted
        for x in range(box.left(), box.right())
        for y in range(box.top() + 4, box.bottom() - 4)
    )
