"""Clinical standards and policies, and how far each organisation has adopted them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands.care_area import set_adoption
from stewardship_desktop.domain.care_area import AdoptionState, Standard
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.store.queries.care_area import AdoptionRow, CareAreaView
from stewardship_desktop.ui.care_area.list_sections import is_illustrative
from stewardship_desktop.ui.care_area.record_table import RecordTable
from stewardship_desktop.ui.care_area.section import Section
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, EmptyState, label
from stewardship_desktop.ui.widgets.chip import ChipKind
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

_CHOICES = [(state, state.value.capitalize()) for state in AdoptionState]
_KINDS: dict[AdoptionState, ChipKind] = {
    AdoptionState.ADOPTED: "good",
    AdoptionState.PARTLY: "warn",
    AdoptionState.NOT_YET: "bad",
    AdoptionState.NOT_ASKED: "neutral",
}


def adoption_chip(state: AdoptionState) -> tuple[str, ChipKind]:
    """How far a standard is adopted, as a shape and a word."""
    return state.value.capitalize(), _KINDS[state]


class StandardsSection(Section):
    """The standards at the top; below, organisations down and standards across."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.state_label = label("", "muted")
        self.table = DataTable(
            (
                Column("name", "Standard or policy", editable=True, required=True, wrap=True, width=280),
                Column("description", "What it asks", "long", editable=True, wrap=True),
                Column("source", "Source", editable=True, wrap=True, width=200),
            ),
            "Standards", allow_new=True, allow_delete=True, illustrative=is_illustrative, tools=False,
            remembers=context.remember, key="care_area.standards",
        )  # fmt: skip
        self._wiring = RecordTable(self.table, context, Standard, "standard", make=self._make)
        self.grid: DataTable | None = None
        self._grid_of: tuple[tuple[str, str], ...] | None = None
        inside = QWidget()
        inside.setProperty("part", "page")
        self._below = QVBoxLayout(inside)
        self._below.setContentsMargins(0, 0, SPACE_3, 0)
        self._below.setSpacing(SPACE_2)
        self._below.addWidget(self.state_label)
        self._below.addWidget(self.table)
        self._below.addSpacing(SPACE_3)
        self._below.addWidget(label("Adopted by", "heading"))
        self._host = QVBoxLayout()
        self._below.addLayout(self._host)
        self._below.addStretch(1)
        scroll = ScrollingPage(inside)
        self.rows.addWidget(scroll)

    def fill(self, view: CareAreaView) -> None:
        self.table.set_rows([row.standard for row in view.standards])
        asked = [each for row in view.standards for each in row.by_organisation.values()]
        adopted = sum(each.state is AdoptionState.ADOPTED for each in asked)
        said = "No standard yet. Name those that should hold everywhere, then ask each organisation."
        count = f"{len(view.standards)} standard{'' if len(view.standards) == 1 else 's'}"
        if asked:
            says = "answer says" if len(asked) == 1 else "answers say"
            said = f"{count}; {adopted} of {len(asked)} {says} adopted."
        elif view.standards:
            said = f"{count}. No organisation was asked yet."
        self.state_label.setText(said)
        self._show_grid(view)

    def reveal(self, record_id: str) -> bool:
        return self.table.select(record_id)

    def _show_grid(self, view: CareAreaView) -> None:
        wanted = tuple((row.id, row.standard.name) for row in view.standards)
        if wanted != self._grid_of or self.grid is None:
            if self.grid is not None:
                self._host.removeWidget(self.grid)
                self.grid.hide()
                self.grid.deleteLater()
            self.grid = self._make_grid(view.standards)
            self._grid_of = wanted
            self._host.addWidget(self.grid)
        rows = [_grid_row(body, view.standards) for body in view.organisations]
        self.grid.set_rows(rows if wanted else [])
        self.fit_tables()

    def fit_tables(self) -> None:
        self.table.fit_height(6)
        if self.grid is not None:
            self.grid.fit_height(14)

    def _make_grid(self, standards: tuple[AdoptionRow, ...]) -> DataTable:
        columns = [Column("name", "Organisation", width=220)]
        for row in standards:
            columns.append(
                Column(
                    row.id, row.standard.name, "chip", editable=True, choices=_CHOICES,
                    chip=adoption_chip, width=190, help=f"{row.standard.name}: choose how far it is adopted",
                )
            )  # fmt: skip
        columns.append(Column("as_at", "Newest answer", width=150))
        grid = DataTable(
            columns,
            "Adoption of standards",
            empty=EmptyState(
                "Nothing to ask yet",
                "Name a standard above; organisations are in System.",
                icon="organisation",
            ),
        )
        grid.edits_requested.connect(self._adopt)
        return grid

    @Slot(list)
    def _adopt(self, edits: list[Edit]) -> None:
        for edit in edits:
            state = AdoptionState(edit.value or AdoptionState.NOT_ASKED)
            as_at = None if state is AdoptionState.NOT_ASKED else self.today
            self.context.bridge.act(
                set_adoption, edit.key, edit.row_id, state, as_at, otherwise=self._wiring.refuse
            )

    def _make(self, values: Mapping[str, Any]) -> Record:
        return Standard(**self.owned(), **values)


def _grid_row(body: Organisation, standards: tuple[AdoptionRow, ...]) -> dict[str, Any]:
    dates: list[date] = [
        adoption.as_at
        for row in standards
        if (adoption := row.by_organisation.get(body.id)) is not None and adoption.as_at is not None
    ]
    cells: dict[str, Any] = {row.id: row.state(body.id) for row in standards}
    return {"id": body.id, "name": body.name, "as_at": date_words(max(dates)) if dates else None, **cells}
