"""Undo and redo by inverse changes: own acts only, the newest first, never over what somebody else changed since.

The stack is the list of transactions in the file, so it survives a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from stewardship_desktop.application.runner import (
    ACT,
    DONE,
    REDO,
    UNDO,
    UNDONE,
    ChangedSince,
    Done,
    Runner,
    Turned,
)
from stewardship_desktop.domain.change import Scalar
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import BY_ENTITY, KINDS, field_title
from stewardship_desktop.domain.record import references
from stewardship_desktop.store import tables
from stewardship_desktop.store.inverse import Step, current_row, steps_of, unchanged_since
from stewardship_desktop.store.rows import from_row
from stewardship_desktop.store.writer import Writer


@dataclass(frozen=True)
class Turnable:
    """An act that can be undone or redone: its place in the list, its name, the transaction to invert."""

    seq: int
    label: str
    last_txn: str


@dataclass(frozen=True)
class UndoState:
    """What Undo and Redo would do now, by name; None where there is nothing."""

    undo: str | None
    redo: str | None


def _next_undo(connection: Connection, author: str) -> Turnable | None:
    return _first(connection, author, DONE, newest=True)


def _next_redo(connection: Connection, author: str) -> Turnable | None:
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


def undo_state(connection: Connection, author: str) -> UndoState:
    """The names on the Undo and Redo buttons for this author."""
    undo, redo = _next_undo(connection, author), _next_redo(connection, author)
    return UndoState(None if undo is None else undo.label, None if redo is None else redo.label)


def undo(runner: Runner) -> Future[Done[Turned]]:
    """Undo the author's newest act. The future raises UserFixable when there is none or it was overtaken."""
    return _turn(runner, UNDO, _next_undo, UNDONE, "There is nothing to undo.")


def redo(runner: Runner) -> Future[Done[Turned]]:
    """Do again the act undone last. The future raises UserFixable when there is none or it was overtaken."""
    return _turn(runner, REDO, _next_redo, DONE, "There is nothing to redo.")


def _turn(
    runner: Runner,
    kind: str,
    choose: Callable[[Connection, str], Turnable | None],
    state: str,
    nothing: str,
) -> Future[Done[Turned]]:
    author = runner.author.person_id

    def turn(writer: Writer) -> Turned:
        act = choose(writer.connection, author)
        if act is None:
            raise UserFixable(nothing)
        writer.name_act(f"{kind.capitalize()} {act.label}")
        steps = steps_of(writer.connection, act.last_txn)
        fault = _overtaken(writer.connection, steps)
        if fault is not None:
            verb = "undone" if kind == UNDO else "redone"
            raise ChangedSince(
                act.seq, f"{act.label!r} can't be {verb}: {fault}.", "Change it by hand if it should go."
            )
        _invert(writer, steps)
        return Turned(act.seq, state)

    return runner.submit_turn(kind, turn)


def _overtaken(connection: Connection, steps: list[Step]) -> str | None:
    """What somebody changed since, in words, or None when all is as the transaction left it."""
    going = {(step.entity, step.row_id) for step in steps if step.before is None}
    as_left = unchanged_since(connection, steps)
    for position, step in enumerate(steps):
        fault = None if position in as_left else _difference(connection, step)
        if fault is not None:
            return fault
        if step.before is None and step.left is not None and (hanging := _hanging(connection, step, going)):
            return f"a {hanging} refers to the {BY_ENTITY[step.entity].title} since"
    return None


def _difference(connection: Connection, step: Step) -> str | None:
    row = current_row(connection, step.entity, step.row_id)
    title = BY_ENTITY[step.entity].title
    if step.left is None:
        return None if row is None else f"the {title} {_name(step.entity, row)} is back already"
    if row is None:
        return f"the {title} was removed since"
    for name, value in step.left.items():
        if row[name] != value:
            return f"{field_title(name)} of the {title} {_name(step.entity, row)} was changed since"
    return None


def _hanging(connection: Connection, step: Step, going: set[tuple[str, str]]) -> str | None:
    """What refers to a record and would be left behind if it went, in words."""
    for kind in KINDS:
        table = tables.RECORD_TABLES[kind.entity]
        for name, (entity, _) in references(kind.record_type).items():
            if entity != step.entity:
                continue
            for row_id in connection.execute(
                select(table.c.id).where(table.c[name] == step.row_id)
            ).scalars():
                if (kind.entity, row_id) not in going:
                    return kind.title
    return None


def _name(entity: str, row: Mapping[str, Any]) -> str:
    return f"'{from_row(BY_ENTITY[entity].record_type, row).display_name}'"


def _invert(writer: Writer, steps: list[Step]) -> None:
    going: dict[str, list[tuple[str, str]]] = {}
    back: dict[str, list[tuple[str, str, Mapping[str, Scalar]]]] = {}
    for step in steps:
        if step.before is None:
            if step.left is not None:
                going.setdefault(step.entity, []).append((step.row_id, step.scope))
        elif step.left is None:
            back.setdefault(step.entity, []).append((step.row_id, step.scope, step.before))
        elif step.before:
            writer.write_row(step.entity, step.row_id, step.scope, step.before)
    for entity, returning in back.items():
        writer.revive_rows(entity, returning)
    for entity, rows in going.items():
        writer.remove_rows(entity, rows)
