"""Data requests of the chosen care area: what was asked, of whom, whether it came, and asking again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QComboBox, QMenu, QVBoxLayout

from stewardship_desktop.application.commands.care_area import receive_data
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.care_area import DataQuality, DataRequest
from stewardship_desktop.domain.data_request import RequestState
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.record import Record
from stewardship_desktop.store.queries.data_requests import RequestRow, organisation_choices, request_rows
from stewardship_desktop.ui.care_area.list_sections import is_illustrative
from stewardship_desktop.ui.care_area.record_table import RecordTable
from stewardship_desktop.ui.care_area.status_look import REQUEST_KINDS
from stewardship_desktop.ui.chase import COPIED, copy_chase
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import Column, DataTable, PageHeader, button
from stewardship_desktop.ui.widgets.chip import ChipKind

_FILTERS = [("all", "All requests"), ("open", "Open"), ("overdue", "Overdue"), ("received", "Received")]
_QUALITIES = [(each, each.value.capitalize()) for each in DataQuality]


def state_of_row(row: RequestRow) -> tuple[str, ChipKind]:
    """How late or how soon, as a shape and words."""
    return row.state_words[:1].upper() + row.state_words[1:], REQUEST_KINDS[row.state]


def passes(row: RequestRow, wanted: str) -> bool:
    """Whether a request is one of those wanted: all, open, overdue or received."""
    if wanted == "open":
        return row.state is not RequestState.RECEIVED
    if wanted == "overdue":
        return row.state is RequestState.OVERDUE
    return wanted == "all" or row.state is RequestState.RECEIVED


class DataRequestsPage(Page):
    """The requests in one table, with what is done to them most often as buttons."""

    shows: ClassVar[frozenset[str]] = frozenset({"data_request", "organisation", "care_area"})

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.setProperty("part", "page")
        self._all: list[RequestRow] = []
        self._organisations: list[tuple[str, str]] = []
        self.header = PageHeader("Data requests", "", "Ask for data", action_icon="plus")
        self.header.acted.connect(self._add_line)
        self.filter_box = QComboBox()
        self.filter_box.setAccessibleName("Which requests")
        for value, words in _FILTERS:
            self.filter_box.addItem(words, value)
        self.filter_box.activated.connect(self._show)
        self.received_button = button("Received today", "secondary", icon="check", clicked=self.offer_quality)
        self.chase_button = button("Chase", "secondary", icon="copy", clicked=self.chase)
        self.chase_button.setToolTip("Copies a polite message that asks again, to paste into an e-mail")
        self.table = DataTable(
            (
                Column("what", "What", "long", editable=True, required=True, wrap=True, width=220),
                Column("state", "State", "chip", value=state_of_row, chip=lambda said: said, width=186),
                Column("asked_of_id", "Asked of", "choice", editable=True, choices=self._organisations,
                       width=170, wrap=True),
                Column("due_on", "Due on", "date", editable=True, width=150),
                Column("asked_on", "Asked on", "date", editable=True, width=150),
                Column("age", "Age", width=80, hidden=True, help="From asking until it came, or until today"),
                Column("received_on", "Received on", "date", editable=True, width=150),
                Column("quality", "Quality", "choice", editable=True, choices=_QUALITIES, width=130),
                Column("asked_of_role", "Role asked", editable=True, width=130, wrap=True, hidden=True),
                Column("note", "Note", "long", editable=True, wrap=True, width=180, hidden=True),
                Column("owner_role", "Who follows it up (role)", editable=True, width=150, hidden=True),
            ),
            "Data requests", allow_new=True, allow_delete=True, illustrative=is_illustrative,
            remembers=context.remember, key="requests.table",
        )  # fmt: skip
        self._wiring = RecordTable(self.table, context, DataRequest, "data request", make=self._make)
        for part in (self.filter_box, self.received_button, self.chase_button):
            self.table.add_tool(part)
        self.table.selection_changed.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.header)
        layout.addWidget(self.table, 1)
        self._chosen([])

    def today(self) -> date:
        """Today, where the person is."""
        return local_today()

    def refresh(self) -> None:
        read = self.context.bridge.read
        self._organisations[:] = read(organisation_choices)
        self._all = (
            read(request_rows, self.today(), self.care_area_id) if self.care_area_id is not None else []
        )
        self._show()
        self.header.set_action("Ask for data", enabled=self.care_area_id is not None,
                               why_not="Choose a care area at the top left")  # fmt: skip
        self.header.set_state(self._state_line())

    def show_record(self, record_id: str) -> None:
        self._catch_up()
        if not self.table.select(record_id):
            self.filter_box.setCurrentIndex(0)
            self._show()
            self.table.select(record_id)

    def offer_quality(self) -> None:
        """Ask how good the data is that came today, by a menu below the button."""
        menu = self.quality_menu()
        menu.popup(self.received_button.mapToGlobal(QPoint(0, self.received_button.height())))

    def quality_menu(self) -> QMenu:
        """The qualities to choose from; deleted when it closes."""
        menu = QMenu(self)
        menu.setAccessibleName("How good is it?")
        for quality, words in _QUALITIES:
            action = menu.addAction(words)
            action.setData(quality.value)
            action.triggered.connect(self._receive)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def chase(self) -> None:
        """Copy a message that asks again for the chosen request."""
        row = self._row()
        if row is None:
            return
        copy_chase(self.context, row, self.today())
        self.context.notify(COPIED)

    @Slot()
    def _receive(self) -> None:
        quality = DataQuality(self.sender().data())  # type: ignore[attr-defined]
        # The button is greyed once it came, and would take the keyboard with it.
        self.table.grid.setFocus()
        for row_id in self.table.selected_ids():
            self.context.bridge.act(
                receive_data, row_id, self.today(), quality, otherwise=self._wiring.refuse
            )

    @Slot()
    def _show(self) -> None:
        wanted = str(self.filter_box.currentData())
        self.table.set_rows([row for row in self._all if passes(row, wanted)])
        for at, (value, words) in enumerate(_FILTERS):
            count = sum(passes(row, value) for row in self._all)
            self.filter_box.setItemText(at, f"{words} ({count})")
        self._chosen(self.table.selected_ids())

    @Slot(list)
    def _chosen(self, _: list[str]) -> None:
        row = self._row()
        waiting = row is not None and row.state is not RequestState.RECEIVED
        for each in (self.received_button, self.chase_button):
            each.setEnabled(waiting)

    def _row(self) -> RequestRow | None:
        chosen = self.table.selected_ids()
        return next((row for row in self._all if [row.id] == chosen), None)

    @Slot()
    def _add_line(self) -> None:
        grid = self.table.grid
        grid.setFocus()
        grid.setCurrentIndex(self.table.model.index(self.table.model.rowCount() - 1, 0))
        grid.edit_current()

    def _make(self, values: Mapping[str, Any]) -> Record:
        area_id = self.care_area_id or ""
        given = {"asked_on": self.today(), **values}
        return DataRequest(id=new_id(), scope=area_id, care_area_id=area_id, **given)

    def _state_line(self) -> str:
        if self.care_area_id is None:
            return "Choose a care area at the top left to see what it has asked for."
        if not self._all:
            return "Nothing asked for yet. Late data held up every dashboard before: ask early, with a date."
        late = sum(row.state is RequestState.OVERDUE for row in self._all)
        waiting = sum(row.state is not RequestState.RECEIVED for row in self._all)
        said = f"{waiting} open" + (f", {late} overdue" if late else "")
        return f"{said}, {len(self._all) - waiting} received"
