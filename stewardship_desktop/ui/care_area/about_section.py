"""About the area: its names, cohort and notes, and its whole status history, editable step by step."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.care_area import CareArea, CareAreaStatus
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import PartialDate
from stewardship_desktop.store.queries.care_area import CareAreaView
from stewardship_desktop.ui.care_area.list_page import read_year
from stewardship_desktop.ui.care_area.record_table import (
    RecordTable,
    partial_label,
    read_list,
    read_partial,
)
from stewardship_desktop.ui.care_area.section import Section
from stewardship_desktop.ui.care_area.status_look import state_chip
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, Field, PropertyForm, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage


def since_of(step: CareAreaStatus) -> PartialDate:
    """When a step began, with the words it was given in."""
    return PartialDate(first=step.since, words=step.since_words)


class AboutSection(Section):
    """Status history above, the area's own fields below."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.history = DataTable(
            (
                Column("state", "Status", "chip", chip=state_chip, width=120),
                Column("since", "Since", editable=True, required=True, value=since_of, parse=read_partial,
                       format=partial_label, width=150, help="A day, or as much as is known: autumn 2022"),
                Column("reason", "Reason", "long", editable=True, wrap=True),
                Column("review_on", "Review on", "date", editable=True, width=150),
                Column("interim_lead_role", "Interim lead (role)", editable=True, width=150),
                Column("source", "Source", editable=True, wrap=True, width=200),
            ),
            "Status history", allow_delete=True, tools=False,
        )  # fmt: skip
        self._wiring = RecordTable(self.history, context, CareAreaStatus, "step", translate=self._translate)
        self.form = PropertyForm(
            [
                Field("name", "Name", required=True),
                Field("also_called", "Also called", parse=read_list, format="; ".join,
                      help="Other names, with semicolons between them"),
                Field("cohort", "Cohort", "integer"),
                Field("cohort_year", "Year of the cohort", parse=read_year, help="As 2021/22"),
                Field("lead_note", "Lead", help="The role that leads, no name. Blank where there is none"),
                Field("named_focus", "Named focus", parse=read_list, format="; ".join,
                      help="With semicolons between them"),
                Field("transformation_relationship", "Relationship to transformation"),
                Field("source", "Source"),
            ],
            columns=2,
        )  # fmt: skip
        self.form.committed.connect(self._left)
        inside = QWidget()
        inside.setProperty("part", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, SPACE_3, 0)
        rows.setSpacing(SPACE_2)
        rows.addWidget(label("Status history", "heading"))
        rows.addWidget(self.history)
        rows.addSpacing(SPACE_3)
        rows.addWidget(label("The area", "heading"))
        rows.addWidget(self.form)
        rows.addStretch(1)
        scroll = ScrollingPage(inside)
        self.rows.addWidget(scroll)
        self._area_id = ""

    def fill(self, view: CareAreaView) -> None:
        if view.area.id != self._area_id:
            self._area_id = view.area.id
            for field in self.form.rows.values():
                field.revert()
        self.history.set_rows(view.history)
        self.history.fit_height(6)
        self.form.set_values({key: getattr(view.area, key) or None for key in self.form.rows})

    def reveal(self, record_id: str) -> bool:
        if record_id == "lead":
            self.form.focus_field("lead_note")
            return True
        return self.history.select(record_id, "review_on")

    def _translate(self, edit: Edit) -> list[record.FieldEdit] | None:
        if edit.key != "since" or edit.value is None:
            return None
        since: PartialDate = edit.value
        return [
            record.FieldEdit(CareAreaStatus, edit.row_id, "since", since.first),
            record.FieldEdit(CareAreaStatus, edit.row_id, "since_words", since.words),
        ]

    def _left(self, key: str, value: object) -> None:
        edit = record.FieldEdit(CareArea, self._area_id, key, blank_to_default(CareArea, key, value))
        self.context.bridge.act(record.edit, [edit], otherwise=lambda error: self._refused(key, error))

    def _refused(self, key: str, error: UserFixable) -> None:
        self.form.show_error(key, f"{error.what} {error.remedy}".strip())
