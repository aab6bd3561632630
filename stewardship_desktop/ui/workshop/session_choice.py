"""Which session is run: the sessions of a care area, or what to do where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.store.queries.star import SessionRow
from stewardship_desktop.ui.widgets import Column, DataTable, EmptyState
from stewardship_desktop.ui.widgets.words import label


class SessionChoice(QWidget):
    """`SessionChoice()`: `chosen(session id)`, and `begin_asked` where there is no session yet."""

    chosen = Signal(str)
    begin_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = DataTable(
            (
                Column("name", "Session", "link", width=320, wrap=True, value=lambda row: row.session.name),
                Column("held_on", "Day", "date", width=150, value=lambda row: row.session.held_on),
                Column("options", "Options", "integer", width=90),
                Column("seats", "Seats", "integer", width=90),
            ),
            "Sessions", opens=True, tools=False,
            empty=EmptyState(
                "No STAR session in this care area yet",
                "Make one in the STAR room with its options and figures; it is then run from here.",
                "Go to the STAR room", icon="star",
            ),
        )  # fmt: skip
        self.table.opened.connect(self.chosen)
        self.table.empty.acted.connect(self.begin_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label("Which session is run?", "display"))
        layout.addWidget(self.table, 1)

    def show_sessions(self, rows: Sequence[SessionRow]) -> None:
        self.table.set_rows(rows)
