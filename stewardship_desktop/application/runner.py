"""Runs commands: one transaction each, in order, on one writer thread; records, commits, then tells.

A command is a plain function `(writer, ...) -> result` that names its act with `writer.name_act`.
When it raises, everything it did is rolled back and nobody is told of a change.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from stewardship_desktop.application.notices import ChangeNotice
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Person
from stewardship_desktop.store import acts
from stewardship_desktop.store.acts import ACT, UPKEEP
from stewardship_desktop.store.bulk import collector_held
from stewardship_desktop.store.workspace import Workspace
from stewardship_desktop.store.writer import Clock, Stamp, Writer

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done(Generic[T]):
    """A command's result and what it changed; `notice` is None when it changed nothing."""

    result: T
    notice: ChangeNotice | None


@dataclass(frozen=True)
class Author:
    """Who acts: the id is that of a person record, the rest is written into that record once."""

    person_id: str
    name: str
    role: str = ""
    organisation: str = ""

    def record(self) -> Person:
        """The person record that the changes' author id points at."""
        return Person(id=self.person_id, name=self.name, role=self.role, organisation=self.organisation)


@dataclass(frozen=True)
class Turned:
    """What an undo or redo did to the list of acts: the act's sequence number and its new state."""

    seq: int
    state: str


class ChangedSince(UserFixable):
    """An undo or redo that would overwrite a later change of act `seq`'s records."""

    def __init__(self, seq: int, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.seq = seq


Listener = Callable[[ChangeNotice], None]


class Runner:
    """The writer's queue of one open workspace."""

    def __init__(self, workspace: Workspace, author: Author, stamp: Stamp | None = None) -> None:
        self.workspace = workspace
        self.author = author
        self._stamp = stamp or Stamp(
            author=author.person_id,
            author_role=author.role,
            replica=workspace.replica,
            clock=Clock(workspace.last_tick),
        )
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._listeners: list[Listener] = []
        self._introduced: Author | None = None
        self._counting = threading.Lock()
        self.waiting = 0

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each commit, on the writer's thread. Returns what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def submit(
        self, command: Callable[..., T], *arguments: Any, reason: str = "", **named: Any
    ) -> Future[Done[T]]:
        """Queue a command. The future holds its result once it is on disk, or the error that undid it."""
        return self._queue(self._run, ACT, lambda writer: command(writer, *arguments, **named), reason)

    def run(self, command: Callable[..., T], *arguments: Any, reason: str = "", **named: Any) -> Done[T]:
        """Run a command and wait for it. Not for the GUI thread."""
        return self.submit(command, *arguments, reason=reason, **named).result()

    def submit_turn(self, kind: str, turn: Callable[[Writer], Turned]) -> Future[Done[Turned]]:
        """Queue an undo or a redo: `turn` returns the act turned and its new state."""
        return self._queue(self._run_turn, kind, turn)

    def upkeep(self, task: Callable[[Workspace], T]) -> Future[T]:
        """Queue work on the file itself (a rebuild, a backup) behind the commands; it records nothing."""
        return self._threads.submit(task, self.workspace)

    def become(self, author: Author) -> None:
        """Write as this person from the next command on; their person record is written with it."""
        self.author = author

    def close(self) -> None:
        """Finish what is queued and stop the thread."""
        self._threads.shutdown(wait=True)

    def _count(self, step: int) -> None:
        with self._counting:
            self.waiting += step

    def _queue(
        self, work: Callable[Concatenate[Author, P], T], *arguments: P.args, **named: P.kwargs
    ) -> Future[T]:
        self._count(1)
        # Whoever acts is who they were when they acted, not when the queue comes to it.
        future = self._threads.submit(work, self.author, *arguments, **named)
        future.add_done_callback(lambda _: self._count(-1))
        return future

    def _run_turn(self, author: Author, kind: str, turn: Callable[[Writer], Turned]) -> Done[Turned]:
        try:
            return self._run(author, kind, turn, "")
        except ChangedSince as overtaken:
            # Taken off the stack, or nobody could undo what lies under it.
            with self.workspace.writing() as connection:
                acts.put_aside(connection, overtaken.seq)
            raise

    def _run(self, author: Author, kind: str, command: Callable[[Writer], T], reason: str) -> Done[T]:
        stamp = replace(self._stamp, author=author.person_id, author_role=author.role)
        with collector_held(), self.workspace.writing() as connection:
            writer = Writer(connection, stamp, reason=reason)
            result = command(writer)
            if not writer.written and kind == ACT:
                return Done(result, None)
            writer.finish()
            if not writer.label:
                raise AssertionError("a command did not name its act")
            at_ms = stamp.clock.now_ms()
            if self._introduced != author:
                _introduce(writer, author, at_ms)
            _enter(writer, kind, at_ms, result)
        self._introduced = author
        notice = ChangeNotice(writer.txn_id, writer.label, kind, at_ms, tuple(writer.written))
        for listener in tuple(self._listeners):
            try:
                listener(notice)
            except Exception:  # noqa: BLE001 (what was committed is done, whatever becomes of the telling)
                _log.exception("A listener failed on %s", notice.label)
        return Done(result, notice)


def _enter(writer: Writer, kind: str, at_ms: int, result: object) -> None:
    """Add the transaction to the list of acts, and bring the acts that it turns or supersedes up to it."""
    if isinstance(result, Turned):
        acts.turn(writer.connection, result.seq, result.state, writer.txn_id)
    acts.enter(writer.connection, writer.txn_id, writer.label, writer.stamp.author, at_ms, kind)


def _introduce(writer: Writer, author: Author, at_ms: int) -> None:
    """Keep the author's person record in the workspace, together with their first act in it."""
    known = writer.find(Person, author.person_id)
    if known == author.record():
        return
    introduction = Writer(writer.connection, writer.stamp)
    try:
        introduction.put(author.record())
    except UserFixable:
        # Two laptops know this person by different names: for them to settle, not a reason to refuse the act.
        return
    introduction.name_act(f"Introduce {author.name}")
    _enter(introduction, UPKEEP, at_ms, None)


def wait_for(future: Future[Done[T]], seconds: float | None = None) -> Done[T]:
    """The outcome of a queued command. Raises what the command raised."""
    try:
        return future.result(seconds)
    except TimeoutError as error:
        raise UserFixable("The workspace is still busy.", "Wait for the running work to end.") from error
