"""The small form that adds a step to a care area's status history: pause, resume, activate, close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands.care_area import NewStatus, change_status
from stewardship_desktop.domain.care_area import CareAreaState
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import PartialDate
from stewardship_desktop.ui.care_area.record_table import partial_label, read_partial
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_4
from stewardship_desktop.ui.widgets import Field, PropertyForm, button, label
from stewardship_desktop.ui.widgets.typed_text import Unreadable

_NEXT = {
    None: CareAreaState.PROPOSED,
    CareAreaState.PROPOSED: CareAreaState.IN_TRAINING,
    CareAreaState.IN_TRAINING: CareAreaState.ACTIVE,
    CareAreaState.ACTIVE: CareAreaState.PAUSED,
    CareAreaState.PAUSED: CareAreaState.ACTIVE,
    CareAreaState.CLOSED: CareAreaState.ACTIVE,
}
_WORDS = {
    CareAreaState.PROPOSED: "Propose it",
    CareAreaState.IN_TRAINING: "Start its training",
    CareAreaState.ACTIVE: "Make it active",
    CareAreaState.PAUSED: "Pause it",
    CareAreaState.CLOSED: "Close it",
}


class StatusForm(QWidget):
    """`StatusForm(context, care_area_id, state, now, today, done)`; `done()` once the step is written."""

    def __init__(
        self,
        context: RoomContext,
        care_area_id: str,
        state: CareAreaState | None,
        now_words: str,
        today: date,
        done: Callable[[], object],
    ) -> None:
        super().__init__()
        self._context, self._care_area_id, self._done = context, care_area_id, done
        self._before = state
        self.form = PropertyForm(
            [
                Field(
                    "state", "New status", "choice", required=True,
                    choices=[(each, each.value.capitalize()) for each in CareAreaState],
                ),
                Field(
                    "since", "Since", required=True, parse=read_partial, format=partial_label,
                    help="A day, or as much as is known: autumn 2022",
                ),
                Field("reason", "Reason", "long", lines=3, help="Needed for a pause and for closing"),
                Field("review_on", "Review on", "date", help="When the pause is looked at again"),
                Field(
                    "interim_lead_role", "Interim lead (role)",
                    help="Who keeps the thread meanwhile; a role, no name",
                ),
                Field("source", "Source", help="Where it was decided, for example the minutes of a meeting"),
            ]
        )  # fmt: skip
        self.form.set_values({"state": _NEXT[state], "since": PartialDate(first=today)})
        self.form.committed.connect(self._field_left)
        self.error_label = label("", "error")
        self.error_label.hide()
        self.send_button = button("", "primary", clicked=self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(label(now_words, "muted"))
        layout.addWidget(self.form)
        layout.addWidget(self.error_label)
        layout.addWidget(self.send_button)
        layout.addStretch(1)
        self._name_button(_NEXT[state])

    def send(self) -> None:
        """Write the step, or say in words what is missing."""
        try:
            drafts = self.form.drafts()
        except Unreadable:
            return
        since: PartialDate = drafts["since"]
        status = NewStatus(
            state=CareAreaState(drafts["state"]),
            since=since.first,
            since_words=since.words,
            reason=drafts["reason"] or "",
            review_on=drafts["review_on"],
            interim_lead_role=drafts["interim_lead_role"] or "",
            source=drafts["source"] or "",
        )
        self._context.bridge.act(
            change_status,
            self._care_area_id,
            status,
            then=self._written,
            otherwise=self._refused,
        )

    def _written(self, _: str) -> None:
        self._done()

    def _refused(self, error: UserFixable) -> None:
        self.error_label.setText(f"{error.what} {error.remedy}".strip())
        self.error_label.show()

    def _field_left(self, key: str, value: object) -> None:
        self.error_label.hide()
        if key == "state" and value is not None:
            # Qt hands an enumeration of texts back as a plain text.
            self._name_button(CareAreaState(str(value)))

    def _name_button(self, state: CareAreaState) -> None:
        resumes = self._before is CareAreaState.PAUSED and state is CareAreaState.ACTIVE
        self.send_button.setText("Resume it" if resumes else _WORDS[state])
