"""The frame: bar, navigation, rooms, notices, status line. What happens in a room is the room's."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.rooms import BY_ID
from stewardship_desktop.ui.shell.navigation import Navigation
from stewardship_desktop.ui.shell.status_line import StatusLine
from stewardship_desktop.ui.shell.top_bar import TopBar
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3

if TYPE_CHECKING:
    from collections.abc import Callable

    from stewardship_desktop.ui.jobs import Job, Jobs
    from stewardship_desktop.ui.page import Page, RoomContext
    from stewardship_desktop.ui.shell.command_palette import CommandPalette, Entry
    from stewardship_desktop.ui.shell.start_page import StartPage
    from stewardship_desktop.ui.widgets.notice_bar import NoticeBar, Tone

NARROW = 1280
"""Logical pixels up to which the navigation shows icons only."""


class MainWindow(QMainWindow):
    """The window. `painted` after its first paint; `usable` with its first room; `closing` before it goes."""

    painted = Signal()
    closing = Signal()
    usable = Signal()
    care_area_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Stewardship Desktop")
        self.resize(1280, 800)
        self.setMinimumSize(640, 420)
        self.top_bar = TopBar()
        self.navigation = Navigation()
        self.status = StatusLine()
        self.stack = QStackedWidget()
        self._notice_row = QHBoxLayout()
        self._pages: dict[str, Page] = {}
        self._context: RoomContext | None = None
        self._care_area: tuple[str, str] = ("", "")
        self.room_id = ""
        self._was_painted = False
        self._acts: Callable[[], list[Entry]] = list
        self._find: Callable[[str], list[Entry]] = _nothing_found
        self._build()
        self._wire()

    # -- parts that the first paint does without --------------------------------------------------

    @cached_property
    def jobs(self) -> Jobs:
        """Work off this thread."""
        from stewardship_desktop.ui.jobs import Jobs

        jobs = Jobs(self)
        jobs.progressed.connect(self._show_progress)
        jobs.ended.connect(self._end_progress)
        jobs.refused.connect(self.refuse)
        self.status.progress.cancelled.connect(self._cancel_work)
        return jobs

    @cached_property
    def notices(self) -> NoticeBar:
        """The bar of notices above the rooms."""
        from stewardship_desktop.ui.widgets.notice_bar import NoticeBar

        bar = NoticeBar()
        self._notice_row.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, 0)
        self._notice_row.addWidget(bar)
        return bar

    @cached_property
    def start_page(self) -> StartPage:
        """What shows while no workspace is open."""
        from stewardship_desktop.ui.shell.start_page import StartPage

        page = StartPage()
        self.stack.addWidget(page)
        return page

    @cached_property
    def palette_popup(self) -> CommandPalette:
        """Search or do anything."""
        from stewardship_desktop.ui.shell.command_palette import CommandPalette

        return CommandPalette(self.stack, self._entries, self._search)

    # -- the rooms ------------------------------------------------------------------------------

    def enter_workspace(self, context: RoomContext) -> None:
        """Rooms from now on work on this workspace."""
        self._context = context
        self.top_bar.setEnabled(True)
        self.navigation.setEnabled(True)

    def leave_workspace(self) -> None:
        """The pages of the workspace that was open are dropped; no room can be entered."""
        self._context = None
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.room_id = ""
        self.navigation.show_room("")
        self.navigation.setEnabled(False)
        self.top_bar.setEnabled(False)

    def go(self, room_id: str, record_id: str = "") -> None:
        """Open a room, on a record if one is given; a care area itself is no record of a room."""
        if self._context is None:
            return
        if BY_ID[room_id].needs_care_area and not self._care_area[0]:
            room_id = "care_areas"
        page = self._pages.get(room_id)
        if page is None:
            page = BY_ID[room_id].build(self._context)
            self._pages[room_id] = page
            self.stack.addWidget(page)
        page.show_care_area(self._care_area[0] or None)
        is_new = room_id != self.room_id
        self.room_id = room_id
        self.navigation.show_room(room_id)
        self.stack.setCurrentWidget(page)
        if (is_new or record_id) and not self.navigation.isAncestorOf(self.focusWidget()):
            page.take_focus()
        if is_new and not record_id:
            page.show_top()
        if record_id and record_id != self._care_area[0]:
            page.show_record(record_id)

    def show_care_area(self, care_area_id: str, name: str) -> None:
        """The care area that the rooms are about; "" for none."""
        self._care_area = (care_area_id, name)
        self.navigation.show_care_area(name)
        for room_id, page in self._pages.items():
            if room_id == self.room_id or not care_area_id:
                page.show_care_area(care_area_id or None)

    def page(self, room_id: str) -> Page | None:
        """The room's page if it was entered."""
        return self._pages.get(room_id)

    # -- telling --------------------------------------------------------------------------------

    def notify(
        self, text: str, action: str = "", act: Callable[[], object] | None = None, tone: Tone = "info"
    ) -> None:
        """Show a notice with at most one action."""
        self.notices.show_notice(text, tone, action=action, act=act)

    def refuse(self, error: UserFixable) -> None:
        """Show what a person can mend, and how."""
        self.notices.show_notice(f"{error.what} {error.remedy}".strip(), "warn")

    def start_job(
        self,
        words: str,
        work: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[UserFixable], None] | None = None,
        *,
        discard: Callable[[Any], None] | None = None,
    ) -> Job:
        """Run work off this thread, with its progress in the status line. As `Jobs.start` otherwise."""
        job = self.jobs.start(words, work, then, otherwise, discard=discard)
        self.status.show_work(words, None)
        return job

    # -- Qt -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is on the screen, so that heavy work can begin."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons only where there is little room."""
        super().resizeEvent(event)
        self.navigation.set_narrow(self.width() <= apply.current().sizes.px(NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the jobs, then the workspace, close before the window does."""
        self.jobs.close()
        self.closing.emit()
        super().closeEvent(event)

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        work = QVBoxLayout()
        work.setSpacing(0)
        work.addLayout(self._notice_row)
        work.addWidget(self.stack, 1)
        middle.addLayout(work, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self.navigation.setEnabled(False)

    def _wire(self) -> None:
        self.navigation.room_chosen.connect(self.go)
        self.top_bar.palette_asked.connect(self._ask_palette)
        self.top_bar.care_area_chosen.connect(self.care_area_chosen)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self._ask_palette)

    def _ask_palette(self) -> None:
        if self._context is not None:
            self.palette_popup.open_over()

    def _show_progress(self, _job: Job, share: float | None, words: str) -> None:
        self.status.show_work(words, share)

    def _end_progress(self, _job: Job) -> None:
        if not self.jobs.running:
            self.status.show_work("", None)

    def _cancel_work(self) -> None:
        for job in self.jobs.running:
            job.cancel()

    # -- the palette ----------------------------------------------------------------------------

    def add_acts(self, acts: Callable[[], list[Entry]], search: Callable[[str], list[Entry]]) -> None:
        """What the palette offers besides the rooms: acts, and records found by typing."""
        self._acts, self._find = acts, search

    def _entries(self) -> list[Entry]:
        from stewardship_desktop.ui.shell.command_palette import Entry

        rooms = [
            Entry(room.title, room.purpose, room.icon, partial(self.go, room.room_id))
            for room in BY_ID.values()
            if not room.needs_care_area or self._care_area[0]
        ]
        return [*rooms, *self._acts()]

    def _search(self, typed: str) -> list[Entry]:
        return self._find(typed)


def _nothing_found(_typed: str) -> list[Entry]:
    return []
