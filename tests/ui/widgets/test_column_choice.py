"""Showing and hiding columns of a data table."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.widgets import Column, DataTable


def test_a_column_that_comes_back_still_shares_the_room(qtbot: QtBot) -> None:
    columns = (Column("a", "A", width=200), Column("b", "B", hidden=True), Column("c", "C", width=120))
    table = DataTable(columns, "Things", tools=False)
    qtbot.addWidget(table)
    table.set_rows([{"id": "1", "a": "x", "b": "y", "c": "z"}])
    table.resize(900, 300)
    table.show()
    qtbot.waitExposed(table)
    table.set_hidden(())
    widths = [table.grid.columnWidth(at) for at in range(3)]
    assert sum(widths) == table.grid.viewport().width()
    assert widths[1] > 400
