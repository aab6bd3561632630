"""Opening, checking and leaving workspaces with the window: the one place where the two are tied together.

Heavy libraries are imported in a job, after the first paint; nothing here imports them at module level.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from stewardship_desktop.application.locations import workspace_folder
from stewardship_desktop.application.settings import NAME, ORGANISATION, ROLE, Settings
from stewardship_desktop.domain.errors import UserFixable, one_line
from stewardship_desktop.ui.ask import Ask
from stewardship_desktop.ui.shell.choices import Choices
from stewardship_desktop.ui.shell.main_window import MainWindow
from stewardship_desktop.ui.shell.opening import FIRST_ROOM, make_and_open, open_example, open_file

if TYPE_CHECKING:
    from stewardship_desktop.application.notices import ChangeNotice
    from stewardship_desktop.application.opened import OpenedWorkspace
    from stewardship_desktop.store.integrity import Findings
    from stewardship_desktop.store.queries.shell import PickerRow
    from stewardship_desktop.ui.bridge import Bridge
    from stewardship_desktop.ui.jobs import Job, Report
    from stewardship_desktop.ui.widgets.side_sheet import SideSheet

UNDO = "Undo"
"""The action of a notice that takes back what it tells of."""
EXAMPLE_NAME = "Example.stewardship"
FILES = (("Workspaces", ("*.stewardship",)),)


class Session(QObject):
    """The window's workspace: at most one is open. `usable` when its first room shows its figures."""

    usable = Signal()

    def __init__(self, window: MainWindow, settings: Settings, ask: Ask) -> None:
        super().__init__(window)
        self.window, self.settings, self.ask = window, settings, ask
        self.opened: OpenedWorkspace | None = None
        self.bridge: Bridge | None = None
        self._saved_at: datetime | None = None
        self._checking: Job | None = None
        self._who: SideSheet | None = None
        self._start_wired = False
        # What the status line calls saved must be on disk, also when somebody else moves the file.
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._show_saved)
        self._watcher.directoryChanged.connect(self._show_saved)
        self.areas: list[PickerRow] = []
        self._wire()

    # -- which workspace ------------------------------------------------------------------------

    def begin(self, path: Path | None) -> None:
        """Open what was asked for, else the one opened last, else the example."""
        if path is not None:
            self.open_file(path)
            return
        there = [each for each in self.settings.recent_workspaces() if each.exists()]
        if there:
            self.open_file(there[0])
        else:
            self.open_example()

    def open_file(self, path: Path) -> None:
        """Open a workspace in a job; what can't be opened is said in a notice and leaves all as it was."""
        if self._is_open(path):
            return
        author = self.settings.author_fields()
        self.window.start_job(
            f"Opening {path.name}",
            lambda report: open_file(report, path, author),
            self._opened,
            self._not_opened,
            discard=_close,
        )

    def open_example(self) -> None:
        """Open the example, building it the first time."""
        path = workspace_folder() / EXAMPLE_NAME
        if self._is_open(path):
            return
        author = self.settings.author_fields()

        def work(report: Report) -> OpenedWorkspace:
            return open_example(report, path, author)

        self.window.start_job("Opening the example", work, self._opened, self._not_opened, discard=_close)

    def _is_open(self, path: Path) -> bool:
        """Whether this very file is open here; says so rather than find it locked by ourselves."""
        here = self.opened is not None and path.absolute() == self.opened.path.absolute()
        if here:
            self.window.notify(f"{path.name} is open already.")
        return here

    def ask_open(self) -> None:
        """Let a person choose a workspace file."""
        self.ask.choose_file_to_open("Open a workspace", FILES, self.open_file)

    def ask_new(self) -> None:
        """Let a person name a new workspace."""
        self.ask.choose_file_to_save(
            "Make a new workspace", FILES, "Our care area.stewardship", self.make_file
        )

    def make_file(self, path: Path) -> None:
        """Make an empty workspace and open it. A file that is there already is not overwritten."""
        target = path if path.suffix == ".stewardship" else path.with_name(f"{path.name}.stewardship")
        author = self.settings.author_fields()

        def work(report: Report) -> OpenedWorkspace:
            return make_and_open(report, target, author)

        self.window.start_job(f"Making {target.name}", work, self._opened, self._not_opened, discard=_close)

    # -- open and closed ------------------------------------------------------------------------

    def _not_opened(self, error: UserFixable) -> None:
        """Say why; what was open stays open, and where nothing was, the person can choose."""
        self.window.refuse(error)
        if self.opened is None:
            self.show_start()

    def _opened(self, opened: OpenedWorkspace) -> None:
        from stewardship_desktop.ui.bridge import Bridge
        from stewardship_desktop.ui.page import RoomContext

        self.leave()
        self.opened = opened
        bridge = Bridge(opened, self)
        self.bridge = bridge
        bridge.changed.connect(self._on_changed)
        bridge.refused.connect(self.window.refuse)
        bridge.broken.connect(self._on_broken)
        bridge.busy_changed.connect(self._on_busy)
        self.window.enter_workspace(
            RoomContext(
                bridge=bridge,
                ask=self.ask,
                remember=self.settings.remembered("rooms"),
                settings=self.settings,
                go=self.go,
                notify=self.window.notify,
                start_job=self.window.start_job,
            )
        )
        self.settings.opened(opened.path)
        self.window.status.show_workspace(opened.path)
        self._show_person()
        self.window.setWindowTitle(f"{opened.path.stem} - Stewardship Desktop")
        self._saved_at = None
        self._watcher.addPaths([str(opened.path), str(opened.path.parent)])
        self._show_saved()
        self._refresh_frame()
        QTimer.singleShot(0, self._enter)

    @Slot()
    def _enter(self) -> None:
        """In a turn of its own, so that the frame answers between being filled and its first room."""
        self.window.go(FIRST_ROOM)
        QTimer.singleShot(0, self._show_usable)

    @Slot()
    def _show_usable(self) -> None:
        """The first room is on the screen: say so, then look into the file and ask who works here."""
        self.usable.emit()
        self.window.usable.emit()
        self._check()
        if self.settings.problem:
            self.window.notify(self.settings.problem, tone="warn")
        if self.settings.identity is None and self.opened is not None:
            self._ask_who()

    def _ask_who(self) -> None:
        """The first-start question, beside the work: it can be answered later."""
        from stewardship_desktop.ui.settings.identity_form import IdentityForm
        from stewardship_desktop.ui.widgets.side_sheet import SideSheet

        if self._who is None:
            self._who = SideSheet(self.window.stack)
        form = IdentityForm(self.settings)
        form.answered.connect(self._who.close_sheet)
        form.postponed.connect(self._who.close_sheet)
        self._who.open_with(form, "Welcome")

    def _check(self) -> None:
        opened = self.opened
        if opened is None:
            return
        if not opened.ready:
            self.window.status.show_words("Reading only while the file is checked")

        def work(report: Report) -> tuple[OpenedWorkspace, Findings]:
            return opened, opened.check(lambda words, share: report(share, words))

        self._checking = self.window.start_job(
            f"Checking {opened.path.name}",
            work,
            self._checked,
            lambda error: self._not_checked(opened, error),
        )

    def _not_checked(self, opened: OpenedWorkspace, error: UserFixable) -> None:
        """The check was stopped or couldn't be made: say how to go on, where that is needed to edit."""
        if opened is self.opened and not opened.ready:
            self.window.notify(
                f"{one_line(str(error))} {opened.path.name} can't be edited before it is checked.",
                "Check it now",
                self._check,
                tone="warn",
            )

    def _checked(self, result: tuple[OpenedWorkspace, Findings]) -> None:
        opened, findings = result
        if opened is not self.opened:
            return
        if findings.tables_differ:
            self.window.notify("The workspace was not closed well; its tables were rebuilt from the record.")
            self._refresh_frame()
        elif not findings.is_sound:
            self.window.notify(
                f"{opened.path.name} is damaged: {findings.faults[0]}. It is open for reading only; "
                "open its newest backup.",
                tone="bad",
            )
        self._show_saved()
        if findings.is_sound and not opened.read_only:
            self._back_up(opened)

    def _back_up(self, opened: OpenedWorkspace) -> None:
        """Make today's backup behind the work; only a failure is worth a word."""
        now = datetime.now()  # noqa: DTZ005 (a backup's name holds the wall's time)
        self._checking = self.window.start_job(
            f"Backing up {opened.path.name}", lambda _report: opened.back_up_today(now)
        )

    def is_busy(self) -> bool:
        """Whether anything is being written or worked on."""
        return bool(self.window.jobs.running) or (self.bridge is not None and self.bridge.busy)

    def leave(self) -> None:
        """Close the open workspace, if any. What the status line called saved is on disk already."""
        if self.opened is None or self.bridge is None:
            return
        if self._checking is not None:
            self.window.jobs.stop(self._checking)
            self._checking = None
        self.bridge.detach()
        self.window.leave_workspace()
        self.opened.close()
        self.opened, self.bridge = None, None
        self._watcher.removePaths([*self._watcher.files(), *self._watcher.directories()])
        self.window.status.show_workspace(None)
        self.window.status.show_words("")
        self.window.setWindowTitle("Stewardship Desktop")
        self.show_start()

    def show_start(self) -> None:
        """Show the start page, with the workspaces opened lately."""
        page = self.window.start_page
        if not self._start_wired:
            self._start_wired = True
            page.open_asked.connect(self.ask_open)
            page.new_asked.connect(self.ask_new)
            page.example_asked.connect(self.open_example)
            page.recent_asked.connect(self._open_recent)
        page.show_recent(self.settings.recent_workspaces())
        self.window.stack.setCurrentWidget(page)

    # -- rooms and acts -------------------------------------------------------------------------

    def go(self, room_id: str, record_id: str = "", scope: str = "") -> None:
        """Open a room; a record that is a care area, or whose scope is one, makes it the chosen one."""
        chosen = self._care_area_id()
        for area in self.areas:
            if area.care_area_id in (record_id, scope) and area.care_area_id != chosen:
                self.choose_care_area(area.care_area_id)
        self.window.go(room_id, record_id)

    @Slot(str)
    def choose_care_area(self, care_area_id: str) -> None:
        """Make this care area the one that the rooms are about."""
        if self.opened is None:
            return
        self.settings.choose_care_area(self.opened.path, care_area_id)
        self._refresh_frame()
        if self.window.room_id in ("care_areas", ""):
            self.window.go("home")

    def undo(self) -> None:
        """Undo the newest act."""
        if self.bridge is not None:
            self.bridge.undo()

    def redo(self) -> None:
        """Redo what was undone last."""
        if self.bridge is not None:
            self.bridge.redo()

    def _on_option(self, key: str) -> None:
        """Who acts was answered or changed: acts from now on carry it."""
        if key not in (NAME.key, ROLE.key, ORGANISATION.key):
            return
        self._show_person()
        if self.opened is not None:
            from stewardship_desktop.application.runner import Author

            self.opened.become(Author(*self.settings.author_fields()))

    def _show_person(self) -> None:
        known = self.settings.identity
        self.window.status.show_person(known.name if known else "", known.role if known else "")

    # -- what is shown in the frame ---------------------------------------------------------------

    def _refresh_frame(self) -> None:
        from stewardship_desktop.application.today import local_today
        from stewardship_desktop.store.queries import shell

        if self.bridge is None:
            return
        self.areas = self.bridge.read(shell.care_areas, local_today())
        chosen = self._care_area_id()
        self.window.top_bar.show_care_areas([(a.care_area_id, a.name, a.state) for a in self.areas], chosen)
        name = next((a.name for a in self.areas if a.care_area_id == chosen), "")
        self.window.show_care_area(chosen, name)
        state = self.bridge.undo_state()
        self.window.top_bar.show_undo(state.undo, state.redo)

    def _care_area_id(self) -> str:
        if self.opened is None:
            return ""
        kept = self.settings.chosen_care_area(self.opened.path)
        return kept if any(kept == area.care_area_id for area in self.areas) else ""

    @Slot(object)
    def _on_changed(self, notice: ChangeNotice) -> None:
        self._saved_at = datetime.fromtimestamp(notice.at_ms / 1000).astimezone()
        # Undo beside a notice is for the act it tells of; from now on it would undo this newer one.
        self.window.notices.withdraw(UNDO)
        self._refresh_frame()
        self._show_saved()

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        if busy:
            self.window.status.show_saving()
        else:
            self._show_saved()

    @Slot(object)
    def _on_broken(self, error: BaseException) -> None:
        raise error

    @Slot()
    def _show_saved(self) -> None:
        if self.opened is None or (self.bridge is not None and self.bridge.busy):
            return
        if not self.opened.path.exists():
            self.window.status.show_words("Not on disk: the file was moved or deleted")
        elif self.opened.read_only:
            self.window.status.show_words("Open for reading only")
        elif self.opened.ready:
            self.window.status.show_saved(self._saved_at)

    def _wire(self) -> None:
        window = self.window
        window.top_bar.undo_asked.connect(self.undo)
        window.top_bar.redo_asked.connect(self.redo)
        window.top_bar.care_area_chosen.connect(self.choose_care_area)
        for keys, slot in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+O", self.ask_open),
            ("Ctrl+N", self.ask_new),
            ("Ctrl+Q", window.close),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(slot)
        window.jobs.broken.connect(self._on_broken)
        window.closing.connect(self._end)
        choices = Choices(self)
        window.add_acts(choices.acts, choices.search)
        window.status.workspace.offer(choices.workspaces)
        self._stop_listening = self.settings.listen(self._on_option)

    @Slot()
    def _end(self) -> None:
        self._stop_listening()
        self.leave()

    @Slot(str)
    def _open_recent(self, path: str) -> None:
        self.open_file(Path(path))


def _close(opened: OpenedWorkspace) -> None:
    """Give back a workspace whose opening was stopped; its lock would keep everybody out."""
    opened.close()
