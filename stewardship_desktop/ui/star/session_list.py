"""The sessions of a care area in one table: what each asks, how far it is, and the way into it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.store.queries.star import SessionRow, sessions
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.session_form import NewSessionForm
from stewardship_desktop.ui.theme.tokens import SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import Column, DataTable, EmptyState, PageHeader, SideSheet, button

PREPARING, LOCKED, NO_DECISION, REOPENED = "preparing", "locked", "no decision", "opened again"
_CHIPS = {PREPARING: "info", LOCKED: "good", NO_DECISION: "warn", REOPENED: "warn"}


def state_of(row: SessionRow) -> str:
    """How far a session is, in a word or two."""
    if row.decision is None:
        return PREPARING
    if not row.decision.locked:
        return REOPENED
    return NO_DECISION if row.decision.outcome is Outcome.NO_DECISION else LOCKED


def options_words(row: SessionRow) -> str:
    """ "6, 2 parked"."""
    return f"{row.options}, {row.parked} parked" if row.parked else str(row.options)


def _session(key: str) -> Any:
    return lambda row: getattr(row.session, key)


COLUMNS = (
    Column("name", "Session", "link", width=220, value=_session("name"), help="Enter or a click opens it"),
    Column("held_on", "Day", "date", width=136, value=_session("held_on")),
    Column("state", "State", "chip", width=132, value=state_of, chip=lambda state: (state, _CHIPS[state])),
    Column("options", "Options", width=112, value=options_words),
    Column("seats", "Seats", "integer", width=64),
    Column("question", "Question", wrap=True, value=_session("question")),
)  # fmt: skip


NOTHING_YET = (
    "No session yet",
    (
        "A STAR session asks a room one question about money: which options bring most health for what "
        "they cost, what to do less of, and what to do more of. Name it, type its options, and see them "
        "as triangles and a frontier; then run the workshop from here."
    ),
    "New session",
)
"""What stands where no session is, why, and the way on."""


class SessionList(QWidget):
    """`show_care_area(id)` reads again -> `opened(session id)`."""

    opened = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._care_area_id: str | None = None
        self.header = PageHeader("STAR sessions", "", "New session", action_icon="plus")
        self.header.acted.connect(self.begin)
        self.remove_button = button("Remove", "quiet", icon="trash", clicked=self.remove_chosen)
        self.table = DataTable(
            COLUMNS, "Sessions", opens=True, allow_delete=True,
            illustrative=lambda row, key: key == "name" and row.session.illustrative,
            remembers=context.remember, key="star.sessions",
        )  # fmt: skip
        self.table.add_tool(self.remove_button)
        self.table.opened.connect(self.opened)
        self.table.delete_requested.connect(self._remove)
        self.empty = EmptyState(*NOTHING_YET, icon="target")
        self.empty.acted.connect(self.begin)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.sheet = SideSheet(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)

    def show_care_area(self, care_area_id: str | None) -> None:
        """Show the sessions of a care area; None where none is chosen."""
        self._care_area_id = care_area_id
        if care_area_id is None:
            self.table.set_rows(())
            self.header.set_action("")
            self.header.set_state("")
            self.empty.set_texts(
                "No care area is chosen", "Choose one at the top of the window; its sessions stand here."
            )
            self._stack.setCurrentWidget(self.empty)
            return
        rows = self._context.bridge.read(sessions, care_area_id)
        self.table.set_rows(rows)
        self.empty.set_texts(*NOTHING_YET)
        self.header.set_action("New session" if rows else "")
        self.header.set_state(_state_line(rows))
        self._stack.setCurrentWidget(self.table if rows else self.empty)

    def begin(self) -> None:
        """Open the form of a new session."""
        if self._care_area_id is not None:
            form = NewSessionForm(self._context, self._care_area_id)
            form.started.connect(self._started)
            self.sheet.open_with(form, "New session")

    def remove_chosen(self) -> None:
        """Remove the chosen sessions."""
        self._remove(self.table.selected_ids())

    def _started(self, session_id: str) -> None:
        self.sheet.close_sheet()
        self.opened.emit(session_id)

    def _remove(self, ids: list[str]) -> None:
        bridge, notify = self._context.bridge, self._context.notify
        for session_id in ids[:1]:
            bridge.act(
                star.remove_session,
                session_id,
                then=lambda _: notify("Removed the session.", "Undo", bridge.undo),
                otherwise=lambda error: self.table.say(f"{error.what} {error.remedy}".strip()),
            )


def _state_line(rows: list[SessionRow]) -> str:
    if not rows:
        return ""
    preparing = sum(state_of(row) in (PREPARING, REOPENED) for row in rows)
    said = "1 session" if len(rows) == 1 else f"{len(rows)} sessions"
    return f"{said}, {preparing} to be decided. The newest day first."
