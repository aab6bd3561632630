"""The STAR room: the list of a care area's sessions, and the editor of the one that is open."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.domain.star.reckoning import AT_ONCE, reckon
from stewardship_desktop.domain.star.session import StarOption, StarScenario, StarSession
from stewardship_desktop.store.queries.records import record
from stewardship_desktop.store.queries.star import session_records
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.star.editor import Editor
from stewardship_desktop.ui.star.session_list import SessionList


class StarPage(Page):
    """The sessions; Enter opens one, Esc goes back."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "star_session", "star_option", "star_estimate", "star_effect", "star_rule", "star_scenario",
            "star_choice", "star_funding", "seat", "seat_interest", "seat_score", "reveal",
            "star_decision", "dissent", "next_step", "criteria_set", "criterion", "criterion_score",
            "organisation", "care_area",
        }
    )  # fmt: skip

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("part", "page")
        self._session_id = ""
        self.sessions = SessionList(context)
        self.sessions.opened.connect(self.open_session)
        self.editor = Editor(context)
        self.editor.left.connect(self.show_list)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.sessions)
        self.stack.addWidget(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    # ---- Page
    def refresh(self) -> None:
        if self._session_id:
            records = self.context.bridge.read(session_records, self._session_id)
            if records is not None and records.session.care_area_id == self.care_area_id:
                self.editor.show_session(reckon(records, work=AT_ONCE))
                self.stack.setCurrentWidget(self.editor)
                return
            self._session_id = ""
        self.sessions.show_care_area(self.care_area_id)
        self.stack.setCurrentWidget(self.sessions)

    def show_care_area(self, care_area_id: str | None) -> None:
        if care_area_id != self.care_area_id:
            self._session_id = ""
        super().show_care_area(care_area_id)

    def show_record(self, record_id: str) -> None:
        """Open a session, or the session of an option or a scenario."""
        read = self.context.bridge.read
        option = read(record, StarOption, record_id)
        scenario = read(record, StarScenario, record_id)
        owner = option or scenario
        session_id = record_id if owner is None else owner.session_id
        if read(record, StarSession, session_id) is None:
            return
        self.open_session(session_id)
        if option is not None:
            self.editor.choose(option.id)
        if scenario is not None:
            self.editor.show_tab("scenarios")

    def take_focus(self) -> None:
        part = self.editor.options.table if self._session_id else self.sessions.table
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- going about
    @Slot(str)
    def open_session(self, session_id: str) -> None:
        """Open a session in the editor."""
        self._session_id = session_id
        self._stale = False
        self.refresh()
        self.take_focus()

    @Slot()
    def show_list(self) -> None:
        """Go back to the list, with the session that was open chosen."""
        before, self._session_id = self._session_id, ""
        self.refresh()
        self.sessions.table.select(before)
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody else wanted goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._session_id:
            self.show_list()
            return
        super().keyPressEvent(event)
