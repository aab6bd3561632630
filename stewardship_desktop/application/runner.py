"""Runs commands: one transaction each, in order, on one writer thread; records, commits, then tells.

A command is a plain function `(writer, ...) -> result` that names its act with `writer.name_act`.
When it raises, everything it did is rolled back and nobody is told of a change.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import insert, update

from stewardship_desktop.application.notices import ChangeNotice
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Person
from stewardship_desktop.store import tables
from stewardship_desktop.store.workspace import Workspace
from stewardship_desktop.store.writer import Clock, Stamp, Writer

T = TypeVar("T")

ACT = "act"
UPKEEP = "upkeep"
UNDO = "undo"
REDO = "redo"

DONE = "done"
UNDONE = "undone"
SPENT = "spent"
"""States of a transaction: an act is done or undone; undo, redo and upkeep are spent, and so is an
undone act after a new one."""


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
        self._introduced = False
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
        """Write as this person from the next command on; their person record is written before it."""
        self.author = author
        self._stamp = replace(self._stamp, author=author.person_id, author_role=author.role)
        self._introduced = False

    def close(self) -> None:
        """Finish what is queued and stop the thread."""
        self._threads.shutdown(wait=True)

    def _one_less(self, _future: Future[Any]) -> None:
        self.waiting -= 1

    def _queue(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        self.waiting += 1
        future = self._threads.submit(work, *arguments)
        future.add_done_callback(self._one_less)
        return future

    def _run_turn(self, kind: str, turn: Callable[[Writer], Turned]) -> Done[Turned]:
        try:
            return self._run(kind, turn, "")
        except ChangedSince as overtaken:
            # Taken off the stack, or nobody could undo what lies under it.
            with self.workspace.writing() as connection:
                connection.execute(
                    update(tables.txn).where(tables.txn.c.seq == overtaken.seq).values(state=SPENT)
                )
            raise

    def _run(self, kind: str, command: Callable[[Writer], T], reason: str) -> Done[T]:
        self._introduce()
        with self.workspace.writing() as connection:
            writer = Writer(connection, self._stamp, reason=reason)
            result = command(writer)
            if not writer.written and kind == ACT:
                return Done(result, None)
            if not writer.label:
                raise AssertionError("a command did not name its act")
            at_ms = self._stamp.clock.now_ms()
            self._enter(writer, kind, at_ms, result)
        notice = ChangeNotice(writer.txn_id, writer.label, kind, at_ms, tuple(writer.written))
        for listener in tuple(self._listeners):
            listener(notice)
        return Done(result, notice)

    def _enter(self, writer: Writer, kind: str, at_ms: int, result: object) -> None:
        table, connection = tables.txn, writer.connection
        if isinstance(result, Turned):
            connection.execute(
                update(table)
                .where(table.c.seq == result.seq)
                .values(state=result.state, last_txn=writer.txn_id)
            )
        elif kind == ACT:
            connection.execute(
                update(table)
                .where(table.c.author == self._stamp.author, table.c.state == UNDONE)
                .values(state=SPENT)
            )
        connection.execute(
            insert(table).values(
                txn_id=writer.txn_id,
                label=writer.label,
                author=self._stamp.author,
                at_ms=at_ms,
                kind=kind,
                state=DONE if kind == ACT else SPENT,
                last_txn=writer.txn_id,
            )
        )

    def _introduce(self) -> None:
        """Keep the author's person record in the workspace, before their first act in it."""
        if self._introduced:
            return
        with self.workspace.reading() as reading:
            table = tables.RECORD_TABLES["person"]
            row = (
                reading.execute(table.select().where(table.c.id == self.author.person_id)).mappings().first()
            )
        known = row is not None and (row["name"], row["role"], row["organisation"]) == (
            self.author.name,
            self.author.role,
            self.author.organisation,
        )
        if not known:
            with self.workspace.writing() as connection:
                writer = Writer(connection, self._stamp)
                writer.put(self.author.record())
                writer.name_act(f"Introduce {self.author.name}")
                self._enter(writer, UPKEEP, self._stamp.clock.now_ms(), None)
        self._introduced = True


def wait_for(future: Future[Done[T]], seconds: float | None = None) -> Done[T]:
    """The outcome of a queued command. Raises what the command raised."""
    try:
        return future.result(seconds)
    except TimeoutError as error:
        raise UserFixable("The workspace is still busy.", "Wait for the running work to end.") from error


def now_ms() -> int:
    """UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000
