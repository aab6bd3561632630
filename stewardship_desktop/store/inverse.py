"""What undoes a transaction: for each record it touched, what it was before and what it was left as.

Computed from the change record, so that undo needs no log of its own and works after a restart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from stewardship_desktop.domain.change import (
    ALIVE,
    Change,
    RecordState,
    Scalar,
    canonical,
    change_from_row,
    evaluate,
)
from stewardship_desktop.domain.kinds import BY_ENTITY
from stewardship_desktop.store import tables
from stewardship_desktop.store.writer import CHUNK, complete_row


@dataclass(frozen=True)
class Step:
    """One record of a transaction: `before` and `left` hold the fields it set; None where it was not there."""

    entity: str
    row_id: str
    scope: str
    before: Mapping[str, Scalar] | None
    left: Mapping[str, Scalar] | None
    last_change: str


def changes_of_record(connection: Connection, entity: str, row_id: str) -> list[Change]:
    """All changes of one record, oldest first."""
    table = tables.change
    query = (
        select(table)
        .where(table.c.entity == entity, table.c.row_id == row_id)
        .order_by(table.c.hlc, table.c.change_id)
    )
    return [change_from_row(row) for row in connection.execute(query).mappings()]  # type: ignore[arg-type]


def changes_of_txn(connection: Connection, txn_id: str) -> list[Change]:
    """All changes of one transaction, oldest first."""
    table = tables.change
    query = select(table).where(table.c.txn_id == txn_id).order_by(table.c.hlc, table.c.change_id)
    return [change_from_row(row) for row in connection.execute(query).mappings()]  # type: ignore[arg-type]


def state_seen_by(change: Change, of_record: Sequence[Change]) -> RecordState:
    """The record as the author of `change` had it in front of them."""
    by_id = {each.change_id: each for each in of_record}
    seen: dict[str, Change] = {}
    stack = [parent for parent in change.parents if parent in by_id]
    while stack:
        current = stack.pop()
        if current not in seen:
            seen[current] = by_id[current]
            stack.extend(parent for parent in by_id[current].parents if parent in by_id)
    return evaluate(seen.values(), BY_ENTITY[change.entity].units)


def steps_of(connection: Connection, txn_id: str) -> list[Step]:
    """The records that a transaction touched, the latest first, each with its state before and after it."""
    by_record: dict[tuple[str, str], list[Change]] = {}
    for change in changes_of_txn(connection, txn_id):
        by_record.setdefault((change.entity, change.row_id), []).append(change)
    steps = [_step(connection, changes) for changes in by_record.values()]
    return steps[::-1]


def _step(connection: Connection, changes: Sequence[Change]) -> Step:
    first, last = changes[0], changes[-1]
    patch: dict[str, Scalar] = {}
    for change in changes:
        patch.update(change.patch)
    kind = BY_ENTITY[first.entity]
    existed = bool(first.parents)
    state = RecordState({}, alive=False, frontier=())
    if existed:
        state = state_seen_by(first, changes_of_record(connection, first.entity, first.row_id))
    whole_before = complete_row(kind, first.row_id, first.scope, state.fields) if state.alive else None
    ends_alive = bool(last.patch.get(ALIVE, 1))
    names = [name for name in patch if name != ALIVE]
    before: Mapping[str, Scalar] | None = None
    left: Mapping[str, Scalar] | None = None
    if whole_before is not None:
        wanted = names if ends_alive else [name for name in whole_before if name not in ("id", "scope")]
        before = {name: whole_before[name] for name in wanted}
    if ends_alive:
        left = {name: patch[name] for name in names}
        if whole_before is None:
            whole_left = complete_row(kind, first.row_id, first.scope, {**state.fields, **left})
            left = {name: value for name, value in whole_left.items() if name not in ("id", "scope")}
    return Step(first.entity, first.row_id, first.scope, before, left, last.change_id)


def unchanged_since(connection: Connection, steps: Sequence[Step]) -> set[int]:
    """The steps (by position) whose record nobody has touched since, told by its newest change alone."""
    known: dict[tuple[str, str], str] = {}
    state = tables.row_state
    for entity in {step.entity for step in steps}:
        row_ids = [step.row_id for step in steps if step.entity == entity]
        for start in range(0, len(row_ids), CHUNK):
            query = select(state.c.row_id, state.c.frontier).where(
                state.c.entity == entity, state.c.row_id.in_(row_ids[start : start + CHUNK])
            )
            known.update({(entity, row_id): frontier for row_id, frontier in connection.execute(query)})
    return {
        position
        for position, step in enumerate(steps)
        if known.get((step.entity, step.row_id)) == canonical([step.last_change])
    }


def current_row(connection: Connection, entity: str, row_id: str) -> Mapping[str, Any] | None:
    """The live row as the table holds it, or None."""
    table = tables.RECORD_TABLES[entity]
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    return None if row is None else dict(row)
