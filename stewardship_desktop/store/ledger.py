"""Writes change lines and the state of the records they belong to. The only code that adds to the record.

It knows entities, ids and columns, not what a record means: that is the writer's.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Connection, Delete, Select, bindparam, select, text

from stewardship_desktop.domain.change import (
    NO_PARENTS,
    PUT,
    Scalar,
    next_tick,
    sealer,
    sole,
)
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import insert_rows

T = TypeVar("T")

CHUNK = 500
"""Records per look-up in the bulk form, below every database's limit of bound values."""


_SOME: BindParameter[Any] = bindparam("some", expanding=True)
"""The ids of a chunk, bound as one: else each of them would be looked at anew to make the same statement."""


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _new_txn() -> str:
    return str(uuid.uuid4())


@dataclass
class Clock:
    """The hybrid clock of one store: never goes back, whatever the computer's clock does."""

    last: int = 0
    now_ms: Callable[[], int] = _now_ms

    def ticks(self, count: int) -> range:
        """The next readings, for changes made together."""
        first = next_tick(self.last, self.now_ms())
        self.last = first + count - 1
        return range(first, first + count)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Who writes, from which copy of the store. `author` is a person's id, never a name."""

    author: str
    author_role: str
    replica: str
    clock: Clock
    new_txn: Callable[[], str] = _new_txn


class RowChange(NamedTuple):
    """One record touched in a transaction."""

    entity: str
    row_id: str
    scope: str
    op: str


class RowState(NamedTuple):
    """A record known to the store: its newest changes (canonical JSON), alive or not, only kept or not."""

    frontier: str
    alive: bool
    rescued: bool


class Entry(NamedTuple):
    """One change to record. `patch` and `parents`, the record's frontier before it, are canonical JSON."""

    row_id: str
    scope: str
    op: str
    patch: str
    parents: str = NO_PARENTS


@dataclass
class Ledger:
    """The change lines of one transaction, written as they come; `written` tells what was touched."""

    connection: Connection
    stamp: Stamp
    txn_id: str
    reason: str = ""
    written: list[RowChange] = field(default_factory=list)

    def states(self, entity: str, row_ids: Sequence[str]) -> dict[str, RowState]:
        """The state of each of these records that is known, dead ones included."""
        state = tables.row_state
        found: dict[str, RowState] = {}
        query = select(state.c.row_id, state.c.frontier, state.c.alive, state.c.rescued).where(
            state.c.entity == entity, state.c.row_id.in_(_SOME)
        )
        for some in chunks(row_ids):
            for row_id, frontier, alive, rescued in self.connection.execute(query, {_SOME.key: some}):
                found[row_id] = RowState(frontier, bool(alive), bool(rescued))
        return found

    def knows_any(self, entity: str) -> bool:
        """Whether there is or was any record of this entity."""
        state = tables.row_state
        query = select(state.c.row_id).where(state.c.entity == entity).limit(1)
        return self.connection.execute(query).first() is not None

    def record(self, entity: str, entries: Sequence[Entry]) -> None:
        """Add one change line per entry and bring the records' states up to it.

        Raises UserFixable for a text that no database keeps as it stands.
        """
        stamp, txn_id, reason = self.stamp, self.txn_id, self.reason
        by, role, replica, version = stamp.author, stamp.author_role, stamp.replica, tables.SCHEMA_VERSION
        sealed = sealer(txn_id, entity, replica, by, role, reason, version)
        lines: list[tuple[Scalar, ...]] = []
        states: list[tuple[Scalar, ...]] = []
        for hlc, (row_id, scope, op, patch, parents) in zip(
            stamp.clock.ticks(len(entries)), entries, strict=True
        ):
            if "\\u0000" in patch:
                _refuse_nul(patch)
            try:
                change_id = sealed(scope, row_id, op, patch, parents, hlc)
            except UnicodeEncodeError as error:
                raise _unkeepable() from error
            lines.append(
                (
                    change_id,
                    txn_id,
                    scope,
                    entity,
                    row_id,
                    op,
                    patch,
                    parents,
                    hlc,
                    replica,
                    by,
                    role,
                    reason,
                    version,
                )
            )
            states.append((entity, row_id, sole(change_id), 1 if op == PUT else 0, 0))
        self.written += [RowChange(entity, entry[0], entry[1], entry[2]) for entry in entries]
        insert_rows(self.connection, tables.change, lines)
        insert_rows(self.connection, tables.row_state, states, overwrite=True)

    def keeps_any(self) -> bool:
        """Whether any record is alive only because another refers to it (see `RowState.rescued`)."""
        # Literal, so that the small index of just these rows answers it.
        query = select(tables.row_state.c.row_id).where(text("rescued = 1")).limit(1)
        return self.connection.execute(query).first() is not None


def delete_with_ids(
    connection: Connection, statement: Delete, column: ColumnElement[Any], row_ids: Sequence[str]
) -> None:
    """Delete those of `statement` whose `column` is one of these ids, however many there are."""
    among = statement.where(column.in_(_SOME))
    for some in chunks(row_ids):
        connection.execute(among, {_SOME.key: some})


def rows_with_ids(
    connection: Connection, query: Select[Any], column: Any, row_ids: Sequence[str]
) -> Iterator[Any]:
    """The rows of `query` whose `column` is one of these ids, however many there are."""
    among = query.where(column.in_(_SOME))
    for some in chunks(row_ids):
        yield from connection.execute(among, {_SOME.key: some}).all()


def _refuse_nul(patch: str) -> None:
    # The patch may as well hold the six characters themselves, as somebody typed them.
    if any(isinstance(value, str) and "\x00" in value for value in json.loads(patch).values()):
        raise _unkeepable()


def _unkeepable() -> UserFixable:
    return UserFixable(
        "The text holds a character that can't be kept.", "Type it anew instead of pasting it."
    )
