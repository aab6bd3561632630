"""An open workspace as the rest of the program sees it: read, act, undo, listen, check, close."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from stewardship_desktop.application import history
from stewardship_desktop.application.history import UndoState
from stewardship_desktop.application.locations import backup_folder, database_folder
from stewardship_desktop.application.runner import Author, Done, Listener, Runner, Turned
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.backup import back_up, backups
from stewardship_desktop.store.connection import Connection
from stewardship_desktop.store.integrity import Findings, Step, check
from stewardship_desktop.store.rebuild import derive, replace_derived
from stewardship_desktop.store.workspace import Workspace, create, open_workspace
from stewardship_desktop.store.writer import Stamp

P = ParamSpec("P")
T = TypeVar("T")


def _silent(_words: str, _share: float) -> None:
    """Progress for callers that show none."""


class OpenedWorkspace:
    """One workspace with its writer. `ready` is False until an unclean close has been looked into."""

    def __init__(self, workspace: Workspace, author: Author, stamp: Stamp | None = None) -> None:
        self.workspace = workspace
        self.runner = Runner(workspace, author, stamp)
        self.ready = workspace.closed_cleanly or workspace.read_only
        self._sound = True
        self._closed = False

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self.workspace.path

    @property
    def author(self) -> Author:
        """Who acts here."""
        return self.runner.author

    def become(self, author: Author) -> None:
        """Acts from now on are this person's: somebody answered, or changed, who they are."""
        self.runner.become(author)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: the place forbids it, or the file is damaged."""
        return self.workspace.read_only or not self._sound

    def read(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query of `store.queries` on a connection of its own."""
        with self.workspace.reading() as connection:
            return query(connection, *args, **kwargs)

    def act(
        self, command: Callable[..., T], *arguments: Any, reason: str = "", **named: Any
    ) -> Future[Done[T]]:
        """Queue a command. The future fails with UserFixable when nothing may be written now."""
        refusal = self._refusal()
        if refusal is not None:
            return _refused(refusal)
        return self.runner.submit(command, *arguments, reason=reason, **named)

    def undo(self) -> Future[Done[Turned]]:
        """Undo the newest act of this author."""
        refusal = self._refusal()
        return history.undo(self.runner) if refusal is None else _refused(refusal)

    def redo(self) -> Future[Done[Turned]]:
        """Do again what was undone last."""
        refusal = self._refusal()
        return history.redo(self.runner) if refusal is None else _refused(refusal)

    def undo_state(self) -> UndoState:
        """What Undo and Redo would do now."""
        return self.read(history.undo_state, self.author.person_id)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on the writer's thread after each commit. Returns what stops it."""
        return self.runner.listen(listener)

    def check(self, step: Step, *, thorough: bool | None = None) -> Findings:
        """Check the file, thoroughly after an unclean close; mend tables that lag behind the record.

        For a thread of its own; runs in the writer's queue, so that nothing changes under it.
        Afterwards the workspace is ready, or for reading only when the file itself is damaged.
        """
        whole = not self.workspace.closed_cleanly if thorough is None else thorough
        findings = self.runner.upkeep(lambda workspace: _look_into(workspace, whole, step)).result()
        self._sound = self._sound and (findings.is_sound or findings.tables_differ)
        self.ready = True
        return findings

    def back_up_today(self, now: datetime) -> Path | None:
        """Make today's backup, unless there is one or nothing was written since the newest. Its path or None.

        For a thread of its own. Raises UserFixable when it can't be made; the work goes on without.
        """
        if self.read_only or not self.path.exists():
            return None
        made = backups(self.path, backup_folder())
        written = datetime.fromtimestamp(self.path.stat().st_mtime)  # noqa: DTZ006 (names hold wall time)
        if made and (made[0][0].date() == now.date() or made[0][0] >= written):
            return None
        return self.runner.upkeep(
            lambda workspace: back_up(workspace.path, backup_folder(), "daily", now)
        ).result()

    def save_copy(self, target: Path) -> None:
        """Write the whole workspace into a new file, also when its own was deleted or its disk is full."""
        self.runner.upkeep(lambda workspace: workspace.copy_to(target)).result()

    def close(self) -> None:
        """Finish the queue and close the file. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self.runner.close()
        self.workspace.close(sound=self._sound and self.ready)

    def _refusal(self) -> UserFixable | None:
        name = self.path.name
        if not self._sound:
            return UserFixable(f"{name} is damaged and open for reading only.", "Open its newest backup.")
        if not self.ready:
            return UserFixable(
                f"{name} is still being checked.", "Wait for the check to end, then try again."
            )
        return None


def _refused(refusal: UserFixable) -> Future[Any]:
    failed: Future[Any] = Future()
    failed.set_exception(refusal)
    return failed


def _look_into(workspace: Workspace, whole: bool, step: Step) -> Findings:
    """Check, then mend what a rebuild mends, and say in the file what a whole check found sound."""
    with workspace.reading() as connection:
        findings = check(connection, thorough=whole, step=step)
    if workspace.read_only:
        return findings
    if findings.tables_differ:
        step("Rebuilding tables from the record", 0.9)
        with workspace.writing() as connection:
            replace_derived(connection, derive(connection))
    if whole and not workspace.closed_cleanly and (findings.is_sound or findings.tables_differ):
        workspace.mark_clean()
    return findings


def open_for(
    author: Author, path: Path, *, read_only: bool = False, progress: Step = _silent
) -> OpenedWorkspace:
    """Open a workspace for this person; one of an earlier version is brought up to date first.

    That takes seconds for a large file, told to `progress`; a backup is made before.
    """

    def upgrade(older: Path) -> None:
        from stewardship_desktop.store.migrations import migrate

        migrate(older, backup_folder(), database_folder() / "migrations", progress)

    return OpenedWorkspace(open_workspace(path, read_only=read_only, upgrade=upgrade), author)


def make_workspace(path: Path) -> None:
    """Make an empty workspace. Raises UserFixable when there is a file already or no place for one."""
    create(path)
