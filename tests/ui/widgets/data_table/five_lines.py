"""A table of five lines as the tests of its behaviour share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from stewardship_desktop.ui.widgets import Column, DataTable


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
