"""The seats of the room: role, category, setting, organisation, and who is here. Never a name."""

from __future__ import annotations

import re

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.application.commands.record import FieldEdit
from stewardship_desktop.domain.star.readiness import seats_by_setting
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.wording import counted, listed
from stewardship_desktop.domain.workshop import Seat, SeatCategory
from stewardship_desktop.store.queries.data_requests import organisation_choices
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, EmptyState
from stewardship_desktop.ui.widgets.words import label, show_if
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.step_panel import AddLine, StepPanel

_CATEGORIES = [(each, each.value.capitalize()) for each in SeatCategory]
_TEXTS = frozenset({"setting", "code"})


def settings_words(records: SessionRecords) -> str:
    """What follows the number of seats in the room: how many sit for which setting; blank for none."""
    split = seats_by_setting(records)
    if not split:
        return ""
    if not any(seat.setting.strip() for seat in records.seats if seat.present):
        return ", no settings stated yet"
    return f": {listed([f'{count} {name}' for name, count in split])}"


class SeatsPanel(StepPanel):
    """Everybody at the table, to be changed at any time: late arrivals, and who leaves."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.summary = label("", "heading")
        self.column.addWidget(self.summary)
        self.add_line = AddLine(
            "Role of another seat",
            "Add seat",
            "seat",
            hint="Role, as “stroke nurse”; several with ; between, or pasted from Excel",
        )
        self.add_line.added.connect(self._add)
        self.column.addWidget(self.add_line)
        self.writing.append(self.add_line)
        self._organisations: list[tuple[str, str]] = []
        self.table = DataTable(
            (
                Column("number", "Seat", "integer", width=52),
                Column("role", "Role", editable=True, required=True, width=150, wrap=True),
                Column("present", "Here", "check", editable=True, width=58),
                Column("category", "Category", "choice", editable=True, required=True, choices=_CATEGORIES,
                       width=96),
                Column("setting", "Setting", editable=True, width=110, wrap=True),
                Column("organisation_id", "Organisation", "choice", editable=True,
                       choices=self._organisations, width=200, wrap=True),
                Column("code", "Code", width=72, help="Stands on the score sheet in place of a name"),
            ),
            "Seats", allow_delete=True, tools=False,
            empty=EmptyState("No seats yet", "Add the roles of those in the room, never their names."),
        )  # fmt: skip
        self.table.edits_requested.connect(self._edit)
        self.table.delete_requested.connect(self._drop)
        self.column.addWidget(self.table, 1)

    def fill(self) -> None:
        self._organisations[:] = self.context.bridge.read(organisation_choices)
        self.table.set_rows(self.records.seats)
        self.table.fit_height(14)
        here = sum(seat.present for seat in self.records.seats)
        away = len(self.records.seats) - here
        self.summary.setText(
            f"{counted(here, 'seat')} in the room{f', {away} away' if away else ''}"
            f"{settings_words(self.records)}"
        )
        # Without seats the table's own words say so.
        show_if(self.summary, bool(self.records.seats))

    def set_one_screen(self, on: bool) -> None:
        """Codes would tell whose sheet is whose."""
        super().set_one_screen(on)
        self.table.set_hidden(["code"] if on else [])

    def showing(self) -> Showing:
        return self.make_showing(What.PURPOSE)

    @Slot(str)
    def _add(self, text: str) -> None:
        # A column of roles copied from Excel keeps its line ends in a line of text.
        roles = [role.strip() for role in re.split(r"[;\r\n\u2028\u2029]", text) if role.strip()]
        if roles:
            self.act(workshop.add_seats, [{"role": role} for role in roles])

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        self.act(
            workshop.edit_seats,
            [
                FieldEdit(Seat, each.row_id, each.key, each.value or "" if each.key in _TEXTS else each.value)
                for each in edits
            ],
        )

    @Slot(list)
    def _drop(self, row_ids: list[str]) -> None:
        self.act(workshop.remove_seats, row_ids)
