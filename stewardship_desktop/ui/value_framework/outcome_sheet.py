"""An outcome on the side sheet: a new one in few words, and all the fields of one that is there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record, value_framework
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Outcome
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.value_framework.column_panel import Readings
from stewardship_desktop.ui.widgets import Field, HistoryEntry, PropertyForm, button, icon_button, label
from stewardship_desktop.ui.widgets.draft_form import DraftForm, line_of
from stewardship_desktop.ui.widgets.typed_text import Unreadable

COLUMN = Field(
    "column", "Column", "choice", required=True, choices=[(each, each.heading) for each in ValueColumn]
)
OUTCOME = Field(
    "outcome", "Outcome", "long", lines=2, required=True,
    help="What is true when it goes well, in a sentence: I am back home and can speak for myself",
)  # fmt: skip
NOTICED = Field(
    "noticed_by", "Who would notice?", help="Who would say so if it came true: people, families, ward staff"
)
FIELDS = (
    OUTCOME,
    COLUMN,
    NOTICED,
    Field("source", "Source", help="Where it was agreed or is written"),
    Field("illustrative", "Invented", "check", help="Marked as illustrative wherever it stands"),
)


class NewOutcomeForm(QWidget):
    """`NewOutcomeForm(context, care_area_id, column)` -> `added(outcome id)` once it is written."""

    added = Signal(str)

    def __init__(
        self, context: RoomContext, care_area_id: str, column: ValueColumn, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._care_area_id = context, care_area_id
        self.question_label = label(column.question, "muted")
        self.draft = DraftForm([OUTCOME, NOTICED, COLUMN], "Add the outcome", quick=True)
        self.draft.form.set_values({"column": column})
        self.draft.left.connect(self._field_left)
        self.draft.sent.connect(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.question_label)
        layout.addWidget(self.draft)
        layout.addStretch(1)

    def add(self) -> None:
        """Write the outcome, or say in words what is missing."""
        try:
            drafts = self.draft.form.drafts()
        except Unreadable:
            return
        column = ValueColumn(drafts["column"])
        self._context.bridge.act(
            value_framework.add_outcome, self._care_area_id, column, drafts["outcome"],
            noticed_by=drafts["noticed_by"] or "", then=self.added.emit, otherwise=self.draft.refuse,
        )  # fmt: skip

    def _field_left(self, key: str, value: object) -> None:
        if key == "column":
            self.question_label.setText(ValueColumn(str(value)).question)


class OutcomeSheet(QWidget):
    """`OutcomeSheet(context, outcome_id)`: `show_framework(...)`; each field is saved as it is left.

    -> `metric_wanted(outcome id)`, `removal_asked(outcome id)`
    """

    metric_wanted = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, context: RoomContext, outcome_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._outcome_id = context, outcome_id
        self.metric_button = button("Add metric", "secondary", icon="plus", clicked=self._want_metric)
        self.up_button = icon_button("chevron-up", "Move up in its column", clicked=self._move_up)
        self.down_button = icon_button("chevron-down", "Move down in its column", clicked=self._move_down)
        self.remove_button = icon_button("trash", "Remove this outcome", clicked=self._remove)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.metric_button)
        line.addStretch(1)
        for part in (self.up_button, self.down_button, self.remove_button):
            line.addWidget(part)
        self.form = PropertyForm(FIELDS, history=self._history)
        self.form.committed.connect(self._commit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addLayout(line)
        layout.addWidget(self.form)
        layout.addStretch(1)

    def show_framework(self, framework: Framework, readings: Readings, today: date) -> bool:
        """Show the outcome as it is now; False when it is no longer here."""
        del readings, today
        found = next((each for each in framework.outcomes if each.id == self._outcome_id), None)
        if found is not None:
            self.form.set_values({field.key: getattr(found, field.key) for field in FIELDS})
        return found is not None

    def _history(self, key: str) -> list[HistoryEntry]:
        return field_entries(self._context.bridge, "outcome", self._outcome_id, key)

    def _commit(self, key: str, value: object) -> None:
        edit = record.FieldEdit(Outcome, self._outcome_id, key, blank_to_default(Outcome, key, value))
        self._context.bridge.act(
            record.edit, [edit], otherwise=lambda error: self.form.show_error(key, line_of(error))
        )

    def _move_up(self) -> None:
        self._context.bridge.act(value_framework.move_outcome, self._outcome_id, -1)

    def _move_down(self) -> None:
        self._context.bridge.act(value_framework.move_outcome, self._outcome_id, 1)

    def _want_metric(self) -> None:
        self.metric_wanted.emit(self._outcome_id)

    def _remove(self) -> None:
        self.removal_asked.emit(self._outcome_id)
