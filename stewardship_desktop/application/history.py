"""Undo and redo by inverse changes: own acts only, newest first, never over what somebody changed since.

The stack is the list of transactions in the file, so it survives a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from stewardship_desktop.application.runner import ChangedSince, Done, Runner, Turned
from stewardship_desktop.domain.change import ALIVE, Scalar
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import BY_ENTITY, field_title
from stewardship_desktop.store.acts import (
    DONE,
    REDO,
    UNDO,
    UNDONE,
    Turnable,
    next_redo,
    next_undo,
    without_effect,
)
from stewardship_desktop.store.connection import Connection
from stewardship_desktop.store.inverse import (
    Step,
    changes_of_record,
    current_row,
    since,
    steps_of,
    unchanged_since,
    unsettled,
)
from stewardship_desktop.store.rows import checked, from_row
from stewardship_desktop.store.writer import Writer, complete_row


@dataclass(frozen=True)
class UndoState:
    """What Undo and Redo would do now, by name; None where there is nothing."""

    undo: str | None
    redo: str | None


def undo_state(connection: Connection, author: str) -> UndoState:
    """The names on the Undo and Redo buttons for this author."""
    undo, redo = next_undo(connection, author), next_redo(connection, author)
    return UndoState(None if undo is None else undo.label, None if redo is None else redo.label)


def undo(runner: Runner) -> Future[Done[Turned]]:
    """Undo the author's newest act. The future raises UserFixable when there is none or it was overtaken."""
    return _turn(runner, UNDO, next_undo, UNDONE, "There is nothing to undo.")


def redo(runner: Runner) -> Future[Done[Turned]]:
    """Do again the act undone last. The future raises UserFixable when there is none or it was overtaken."""
    return _turn(runner, REDO, next_redo, DONE, "There is nothing to redo.")


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
        fault = _overtaken(writer.connection, steps, author)
        if fault is None:
            _invert(writer, steps)
            fault = _left_hanging(writer)
        if fault is not None:
            verb = "undone" if kind == UNDO else "redone"
            raise ChangedSince(
                act.seq, f"{act.label!r} can't be {verb}: {fault}.", "Change it by hand if it should go."
            )
        return Turned(act.seq, state)

    return runner.submit_turn(kind, turn)


def _overtaken(connection: Connection, steps: list[Step], author: str) -> str | None:
    """What was changed since, in words, or None when all is as the transaction left it."""
    as_left = unchanged_since(connection, steps)
    for position, step in enumerate(steps):
        if position in as_left:
            continue
        fault = _difference(connection, step) or _others_since(connection, step, author)
        if fault is not None:
            return fault
    return None


def _difference(connection: Connection, step: Step) -> str | None:
    """How the record differs from what the transaction left, or what rule its return would break."""
    row = current_row(connection, step.entity, step.row_id)
    kind = BY_ENTITY[step.entity]
    if step.left is None:
        return None if row is None else f"the {_called(step, row)} is back already"
    if row is None:
        return f"the {kind.title} was removed since"
    left = step.left
    if step.before is None:
        left = complete_row(kind, step.row_id, step.scope, left)
    for name, value in left.items():
        if row[name] != value:
            return _changed(step, name, row)
    if step.before is not None:
        try:
            checked(kind.record_type, {**row, **step.before})
        except UserFixable as broken:
            return f"what was changed since doesn't go with it ({broken.what.rstrip('.')})"
    return None


def _others_since(connection: Connection, step: Step, author: str) -> str | None:
    """What another person's change since, or an open disagreement, has to say about the same fields.

    Theirs counts even where it brought the same value: it is theirs now. What they undid doesn't.
    """
    row = current_row(connection, step.entity, step.row_id) or {}
    comes_or_goes = step.left is None or step.before is None
    fields = set(step.left or {})
    for name in unsettled(connection, step.entity, step.row_id):
        if comes_or_goes or name in fields:
            return _changed(step, name, row)
    history = changes_of_record(connection, step.entity, step.row_id)
    last = next(change for change in history if change.change_id == step.last_change)
    theirs = [change for change in since(last, history) if change.author != author]
    undone = without_effect(connection, {change.txn_id for change in theirs})
    for change in theirs:
        if change.txn_id not in undone and (comes_or_goes or not fields.isdisjoint(change.patch)):
            name = next((each for each in change.patch if each in fields), ALIVE)
            return _changed(step, name, row)
    return None


def _changed(step: Step, name: str, row: Mapping[str, Any]) -> str:
    what = _called(step, row)
    if name == ALIVE:
        return f"the {what} was changed since"
    return f"{field_title(name)} of the {what} was changed since"


def _left_hanging(writer: Writer) -> str | None:
    """A reference that the inversion would leave without its record, in words."""
    found = writer.dangling()
    if found is None:
        return None
    return (
        f"the {BY_ENTITY[found.target].title} to which "
        f"the {BY_ENTITY[found.referrer].title} refers would not be there"
    )


def _called(step: Step, row: Mapping[str, Any]) -> str:
    """The kind of a record and its name; the kind alone where it is blind, or has only its id for a name."""
    kind = BY_ENTITY[step.entity]
    name = from_row(kind.record_type, row).display_name if row else step.row_id
    return kind.title if kind.blind or name == step.row_id else f"{kind.title} '{name}'"


def _invert(writer: Writer, steps: list[Step]) -> None:
    set_back: dict[str, list[tuple[str, str, Mapping[str, Scalar]]]] = {}
    back: dict[str, list[tuple[str, str, Mapping[str, Scalar]]]] = {}
    going: dict[str, list[tuple[str, str]]] = {}
    for step in steps:
        if step.before is None:
            if step.left is not None:
                going.setdefault(step.entity, []).append((step.row_id, step.scope))
        elif step.left is None:
            back.setdefault(step.entity, []).append((step.row_id, step.scope, step.before))
        elif step.before != step.left:
            set_back.setdefault(step.entity, []).append((step.row_id, step.scope, step.before))
    for entity, rows in set_back.items():
        writer.write_rows(entity, rows)
    for entity, rows in back.items():
        writer.revive_rows(entity, rows)
    for entity, gone in going.items():
        writer.remove_rows(entity, gone)
