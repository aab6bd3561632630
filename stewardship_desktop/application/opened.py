"""An open workspace as the rest of the program sees it: read, act, undo, listen, check, close."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from stewardship_desktop.application import history
from stewardship_desktop.application.history import UndoState
from stewardship_desktop.application.runner import Author, Done, Listener, Runner, Turned
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.integrity import Findings, Step, check
from stewardship_desktop.store.rebuild import derive, replace_derived
from stewardship_desktop.store.workspace import Workspace, create, open_workspace
from stewardship_desktop.store.writer import Stamp

P = ParamSpec("P")
T = TypeVar("T")


class OpenedWorkspace:
    """One workspace with its writer. `ready` is False until an unclean close has been looked into."""

    def __init__(self, workspace: Workspace, author: Author, stamp: Stamp | None = None) -> None:
        self.workspace = workspace
        self.runner = Runner(workspace, author, stamp)
        self.ready = workspace.closed_cleanly or workspace.read_only
        self._sound = True

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
            failed: Future[Done[T]] = Future()
            failed.set_exception(refusal)
            return failed
        return self.runner.submit(command, *arguments, reason=reason, **named)

    def undo(self) -> Future[Done[Turned]]:
        """Undo the newest act of this author."""
        return history.undo(self.runner)

    def redo(self) -> Future[Done[Turned]]:
        """Do again what was undone last."""
        return history.redo(self.runner)

    def undo_state(self) -> UndoState:
        """What Undo and Redo would do now."""
        return self.read(history.undo_state, self.author.person_id)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on the writer's thread after each commit. Returns what stops it."""
        return self.runner.listen(listener)

    def check(self, step: Step, *, thorough: bool | None = None) -> Findings:
        """Check the file, thoroughly after an unclean close; mend tables that lag behind the record.

        For a thread of its own. Afterwards the workspace is ready, or for reading only when the
        file itself is damaged.
        """
        whole = not self.workspace.closed_cleanly if thorough is None else thorough
        findings = self.read(check, thorough=whole, step=step)
        if findings.tables_differ and not self.workspace.read_only:
            self.runner.upkeep(_rebuild).result()
        elif not findings.is_sound:
            self._sound = False
        self.ready = True
        return findings

    def close(self) -> None:
        """Finish the queue and close the file."""
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


def _rebuild(workspace: Workspace) -> None:
    with workspace.writing() as connection:
        replace_derived(connection, derive(connection))


def open_for(author: Author, path: Path, *, read_only: bool = False) -> OpenedWorkspace:
    """Open a workspace of the present version for this person."""
    return OpenedWorkspace(open_workspace(path, read_only=read_only), author)


def make_workspace(path: Path) -> None:
    """Make an empty workspace. Raises UserFixable when there is a file already or no place for one."""
    create(path)
