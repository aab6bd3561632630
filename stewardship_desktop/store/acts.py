"""The list of acts in a file: who did what, what is done, undone or past undoing. Undo and redo walk it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, or_, select, update

from stewardship_desktop.store import tables

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
class Turnable:
    """An act that can be undone or redone: its place in the list, its name, the transaction to invert."""

    seq: int
    label: str
    last_txn: str


def next_undo(connection: Connection, author: str) -> Turnable | None:
    """The author's newest act that is done."""
    return _first(connection, author, DONE, newest=True)


def next_redo(connection: Connection, author: str) -> Turnable | None:
    """The author's act that was undone last."""
    return _first(connection, author, UNDONE, newest=False)


def _first(connection: Connection, author: str, state: str, *, newest: bool) -> Turnable | None:
    table = tables.txn
    query = (
        select(table.c.seq, table.c.label, table.c.last_txn)
        .where(table.c.author == author, table.c.state == state, table.c.kind == ACT)
        .order_by(table.c.seq.desc() if newest else table.c.seq.asc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else Turnable(row.seq, row.label, row.last_txn)


def enter(connection: Connection, txn_id: str, label: str, author: str, at_ms: int, kind: str) -> None:
    """Add a transaction to the list. A new act leaves the author nothing to redo."""
    table = tables.txn
    if kind == ACT:
        connection.execute(
            update(table).where(table.c.author == author, table.c.state == UNDONE).values(state=SPENT)
        )
    connection.execute(
        insert(table).values(
            txn_id=txn_id,
            label=label,
            author=author,
            at_ms=at_ms,
            kind=kind,
            state=DONE if kind == ACT else SPENT,
            last_txn=txn_id,
        )
    )


def turn(connection: Connection, seq: int, state: str, txn_id: str) -> None:
    """Note that an act was undone or done again, by which transaction."""
    table = tables.txn
    connection.execute(update(table).where(table.c.seq == seq).values(state=state, last_txn=txn_id))


def put_aside(connection: Connection, seq: int) -> None:
    """Take an act off the stack for good: what it did was overtaken."""
    connection.execute(update(tables.txn).where(tables.txn.c.seq == seq).values(state=SPENT))


def without_effect(connection: Connection, txn_ids: Iterable[str]) -> set[str]:
    """Those of these transactions that are an act undone, or the undoing of one."""
    table = tables.txn
    query = select(table.c.txn_id).where(
        table.c.txn_id.in_(sorted(txn_ids)),
        or_(table.c.state == UNDONE, table.c.kind.in_((UNDO, REDO))),
    )
    return set(connection.execute(query).scalars())
