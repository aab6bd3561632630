"""All care areas of the programme in one table: what each is, its status, and what it needs next."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from stewardship_desktop.application.commands.care_area import add_care_areas
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.care_area import CareArea, CareAreaState
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.specification import PartCompleteness
from stewardship_desktop.store.queries.care_areas import CareAreaRow, care_area_rows
from stewardship_desktop.ui.care_area.record_table import RecordTable, list_column, typed
from stewardship_desktop.ui.care_area.status_form import StatusForm
from stewardship_desktop.ui.care_area.status_look import state_chip
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import Column, DataTable, PageHeader, SideSheet, button

read_year = typed(lambda text: Period.parse(text).whole_year.year_text if text.strip() else "")


def since_words(row: CareAreaRow) -> str | None:
    """ "autumn 2022, review 1 September 2023"."""
    if row.since is None:
        return None
    said = row.since_words or date_words(row.since)
    return said if row.review_on is None else f"{said}, review {date_words(row.review_on)}"


def requests_words(row: CareAreaRow) -> str | None:
    """ "3 open, 1 overdue"."""
    if not row.open_requests:
        return None
    late = f", {row.overdue_requests} overdue" if row.overdue_requests else ""
    return f"{row.open_requests} open{late}"


def parts_words(parts: tuple[PartCompleteness, ...]) -> str:
    """ "11 of 26"."""
    asked = sum(part.questions for part in parts)
    return f"{sum(part.complete for part in parts)} of {asked}" if asked else "no questions"


def part_shares(parts: tuple[PartCompleteness, ...]) -> list[float | None]:
    """A bar for each part."""
    return [part.share for part in parts]


COLUMNS = (
    Column("name", "Care area", "link", required=True, width=228, help="Enter or a click opens its rooms"),
    Column("number", "No.", "integer", editable=True, width=44),
    Column("cohort", "Cohort", "integer", editable=True, width=72),
    Column("state", "Status", "chip", chip=state_chip, width=112),
    Column("since", "Since", value=since_words, width=116),
    Column(
        "parts", "Specification", format=parts_words, width=206, shares=part_shares,
        help="Complete questions: population, burden, resources, activity, outcomes",
    ),
    Column("requests", "Data requests", value=requests_words, width=152),
    Column("next_due", "Next thing due"),
    Column("cohort_year", "Year", editable=True, parse=read_year, width=76, help="As 2021/22", hidden=True),
    list_column("also_called", "Also called", help="Other names, with semicolons between",
                hidden=True, width=140),
    Column("lead_note", "Lead", editable=True, hidden=True, width=200),
    list_column("named_focus", "Named focus", hidden=True, width=240),
    Column("source", "Source", editable=True, hidden=True, width=160),
)  # fmt: skip


class CareAreasPage(Page):
    """The list of all care areas."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "care_area", "care_area_status", "specification_prompt", "specification_answer", "objective",
            "data_request", "budget_import", "line_mapping",
        }
    )  # fmt: skip

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.setProperty("part", "page")
        self.header = PageHeader("Care areas", "", "Add a care area", action_icon="plus")
        self.status_button = button("Change status", "secondary", clicked=self.open_status)
        self.header.add_secondary(self.status_button)
        self.table = DataTable(
            COLUMNS, "Care areas", opens=True, allow_new=True, allow_delete=True,
            remembers=context.remember, key="care_areas.table",
        )  # fmt: skip
        self._wiring = RecordTable(self.table, context, CareArea, "care area")
        self.table.rows_pasted.connect(self._add)
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._chosen)
        self.header.acted.connect(self._add_line)
        self.sheet = SideSheet(self)
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
        rows = self.context.bridge.read(care_area_rows, self.today())
        self.table.set_rows(rows)
        self.header.set_state(_state_line(rows))
        self._chosen(self.table.selected_ids())

    def show_record(self, record_id: str) -> None:
        self.table.select(record_id, "name")

    def open_status(self) -> None:
        """Open the form that changes the chosen area's status."""
        row = self._row()
        if row is None:
            return
        words = "No status noted yet."
        if row.state is not None:
            words = f"Now: {row.state.value}, since {since_words(row)}."
        form = StatusForm(self.context, row.id, row.state, words, self.today(), self.sheet.close_sheet)
        self.sheet.open_with(form, row.name)

    def _row(self) -> CareAreaRow | None:
        chosen = self.table.selected_ids()
        rows: dict[str, CareAreaRow] = {row.id: row for row in self.table.rows()}
        return rows.get(chosen[0]) if len(chosen) == 1 else None

    @Slot(list)
    def _chosen(self, _: list[str]) -> None:
        self.status_button.setEnabled(self._row() is not None)
        self.status_button.setToolTip("" if self._row() is not None else "Choose one care area first")

    @Slot(str)
    def _open(self, row_id: str) -> None:
        if row_id:
            self.context.go("home", row_id)

    @Slot()
    def _add_line(self) -> None:
        grid = self.table.grid
        at = next(place for place, column in enumerate(COLUMNS) if column.key == "name")
        grid.setFocus()
        grid.setCurrentIndex(self.table.model.index(self.table.model.rowCount() - 1, at))
        grid.edit_current()

    @Slot(list)
    def _add(self, rows: list[dict[str, Any]]) -> None:
        kept = [{key: value for key, value in row.items() if key in _OWN_FIELDS} for row in rows]
        self.context.bridge.act(
            add_care_areas, kept, self.today(), otherwise=self._wiring.refuse, then=self._added
        )

    def _added(self, row_ids: list[str]) -> None:
        if len(row_ids) == 1:
            self.table.select(row_ids[0], "name")


_OWN_FIELDS = {"number", "name", "also_called", "cohort", "cohort_year", "lead_note", "named_focus", "source"}


def _state_line(rows: list[CareAreaRow]) -> str:
    if not rows:
        return "No care area yet. Type a name in the table's last line, or paste a list from a spreadsheet."
    said = [f"{len(rows)} care areas" if len(rows) > 1 else "1 care area"]
    for state in CareAreaState:
        count = sum(row.state is state for row in rows)
        if count:
            said.append(f"{count} {state.value}")
    late = sum(row.overdue_requests for row in rows)
    if late:
        said.append(f"{late} data request{'s' if late > 1 else ''} overdue")
    return ", ".join(said)
