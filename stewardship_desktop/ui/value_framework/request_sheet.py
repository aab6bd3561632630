"""Asking for data on the side sheet: a new request, and one to chase or to note that it came."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.care_area import DataQuality, DataRequest
from stewardship_desktop.domain.data_request import asked_ago_words, state_words, waiting_words
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.store.queries.data_requests import organisation_choices, request_rows
from stewardship_desktop.ui.chase import COPIED, copy_chase
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.value_framework.column_panel import Readings
from stewardship_desktop.ui.widgets import Field, HistoryEntry, PropertyForm, button, icon_button, label
from stewardship_desktop.ui.widgets.draft_form import DraftForm, line_of
from stewardship_desktop.ui.widgets.typed_text import Unreadable

QUALITY = Field(
    "quality", "How good it is", "choice", required=True,
    choices=[(each, each.value.capitalize()) for each in DataQuality],
)  # fmt: skip


def _fields(context: RoomContext) -> list[Field]:
    bodies = context.bridge.read(organisation_choices)
    return [
        Field("what", "What is asked for", "long", lines=2, required=True),
        Field("asked_of_id", "Asked of", "choice", choices=bodies, help="The organisation that holds it"),
        Field("asked_of_role", "Role asked", help="As Finance partner or Analyst"),
        Field("owner_role", "Who follows it up (role)"),
        Field("asked_on", "Asked on", "date", required=True),
        Field("due_on", "Due on", "date", help="A date makes an answer more likely"),
        Field("note", "Note", "long", lines=2),
    ]


class NewRequestForm(QWidget):
    """`NewRequestForm(context, framework, today, column=, metric_id=)` -> `asked(request id)`."""

    asked = Signal(str)

    def __init__(
        self,
        context: RoomContext,
        framework: Framework,
        today: date,
        *,
        column: ValueColumn | None = None,
        metric_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._area_id = context, framework.area.id
        self._column, self._metric_id = column, metric_id or None
        metric = next((each for each in framework.metrics if each.id == metric_id), None)
        if metric is not None:
            what = f"{metric.metric.name}: {metric.definition.definition or 'its values'}"
            self._column = metric.outcome.column
        else:
            what = f"Data for the {column.value} column" if column is not None else ""
        self.draft = DraftForm(_fields(context), "Keep the request", columns=2)
        owner = metric.metric.owner_role if metric is not None else ""
        self.draft.form.set_values({"what": what or None, "asked_on": today, "owner_role": owner or None})
        self.draft.sent.connect(self.ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(
            label("Nothing is sent: it is kept here, counted until it comes, and can be chased.", "muted")
        )
        layout.addWidget(self.draft)
        layout.addStretch(1)

    def ask(self) -> None:
        """Keep the request, or say in words what is wrong."""
        try:
            values = {
                key: blank_to_default(DataRequest, key, value)
                for key, value in self.draft.form.drafts().items()
            }
            made = DataRequest(
                id=new_id(), scope=self._area_id, care_area_id=self._area_id, metric_id=self._metric_id,
                column=self._column, **values,
            )  # fmt: skip
        except Unreadable:
            return
        except UserFixable as error:
            self.draft.refuse(error)
            return
        self._context.bridge.act(
            record.add, [made], then=lambda _: self.asked.emit(made.id), otherwise=self.draft.refuse
        )


class RequestSheet(QWidget):
    """`RequestSheet(context, request_id)`: `show_framework(...)`; each field is saved as it is left.

    -> `removal_asked(request id)`
    """

    removal_asked = Signal(str)

    def __init__(self, context: RoomContext, request_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._request_id = context, request_id
        self._today = date.min
        self.state_label = label("")
        # First, and so under the keyboard when the sheet opens: an Enter too many changes nothing.
        self.chase_button = button("Chase", "secondary", icon="copy", clicked=self._chase)
        self.came_button = button("It came today", "secondary", icon="check", clicked=self._came)
        self.chase_button.setToolTip("Copies a polite message that asks again, to paste into an e-mail")
        self.remove_button = icon_button("trash", "Remove this request", clicked=self._remove)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.chase_button)
        line.addWidget(self.came_button)
        line.addStretch(1)
        line.addWidget(self.remove_button)
        self.received = PropertyForm(
            [Field("received_on", "Received on", "date"), QUALITY], columns=2, history=self._history
        )
        self.form = PropertyForm(_fields(context), columns=2, history=self._history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.state_label)
        layout.addLayout(line)
        layout.addWidget(label("Has it come?", "heading"))
        layout.addWidget(self.received)
        layout.addWidget(label("What was asked", "heading"))
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.received.committed.connect(self._commit)
        self.form.committed.connect(self._commit)

    def show_framework(self, framework: Framework, readings: Readings, today: date) -> bool:
        """Show the request as it is now; False when it is no longer here."""
        del readings
        self._today = today
        found = next((each for each in framework.requests if each.id == self._request_id), None)
        if found is None:
            return False
        waiting = found.received_on is None
        ago = asked_ago_words(found, today).removeprefix("asked ")
        said = f"{waiting_words(found, framework.asked_of)} ({ago})."
        self.state_label.setText(said if waiting else f"{state_words(found, today).capitalize()}.")
        for each in (self.came_button, self.chase_button):
            each.setEnabled(waiting)
        for form in (self.received, self.form):
            form.set_values({key: _blank(getattr(found, key)) for key in form.rows})
        return True

    def _history(self, key: str) -> list[HistoryEntry]:
        return field_entries(self._context.bridge, "data_request", self._request_id, key)

    def _commit(self, key: str, value: object) -> None:
        form = self.form if key in self.form.rows else self.received
        edit = record.FieldEdit(DataRequest, self._request_id, key, blank_to_default(DataRequest, key, value))
        self._context.bridge.act(
            record.edit, [edit], otherwise=lambda error: form.show_error(key, line_of(error))
        )

    def _came(self) -> None:
        # The button is greyed once it came, and would take the keyboard with it.
        self.received.focus_field("quality")
        self._commit("received_on", self._today)

    def _chase(self) -> None:
        rows = self._context.bridge.read(request_rows, self._today)
        row = next((each for each in rows if each.id == self._request_id), None)
        if row is not None:
            copy_chase(self._context, row, self._today)
            self._context.notify(COPIED)

    def _remove(self) -> None:
        self.removal_asked.emit(self._request_id)


def _blank(value: Any) -> Any:
    return None if value == "" else value
