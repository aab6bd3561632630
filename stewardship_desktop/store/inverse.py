"""What undoes a transaction: for each record it touched, what it was before and what it was left as.

Computed from the change record, so that undo needs no log of its own and works after a restart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from stewardship_desktop.domain.change import (
    NO_PARENTS,
    PUT,
    Change,
    RecordState,
    Scalar,
    ancestors,
    change_from_row,
    evaluate,
    sole,
)
from stewardship_desktop.domain.kinds import BY_ENTITY
from stewardship_desktop.store import tables
from stewardship_desktop.store.ledger import rows_with_ids
from stewardship_desktop.store.line import Line, is_straight, state_of
from stewardship_desktop.store.rows import plan_of


class Step(NamedTuple):
    """One record of a transaction, with the fields it set as they were `before` and as they were `left`.

    None where the record was not there; what a creation left without a value is at its default.
    """

    entity: str
    row_id: str
    scope: str
    before: Mapping[str, Scalar] | None
    left: Mapping[str, Scalar] | None
    last_change: str


def changes_of_record(connection: Connection, entity: str, row_id: str) -> list[Change]:
    """All changes of one record, oldest first."""
    return changes_of_records(connection, entity, [row_id]).get(row_id, [])


def changes_of_records(
    connection: Connection, entity: str, row_ids: Sequence[str]
) -> dict[str, list[Change]]:
    """All changes of each of these records, oldest first."""
    table = tables.change
    query = select(table).where(table.c.entity == entity).order_by(table.c.hlc, table.c.change_id)
    found: dict[str, list[Change]] = {}
    for row in rows_with_ids(connection, query, table.c.row_id, row_ids):
        change = change_from_row(row._mapping)
        found.setdefault(change.row_id, []).append(change)
    return found


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


def since(change: Change, of_record: Sequence[Change]) -> list[Change]:
    """The record's changes that are neither `change` nor something its author had seen."""
    position = {each.change_id: 1 << index for index, each in enumerate(of_record)}
    seen = ancestors(of_record)[change.change_id]
    return [
        each
        for each in of_record
        if each.change_id != change.change_id and not position[each.change_id] & seen
    ]


def steps_of(connection: Connection, txn_id: str) -> list[Step]:
    """The records that a transaction touched, the latest first, each with its state before and after it."""
    table = tables.change
    query = select(table).where(table.c.txn_id == txn_id).order_by(table.c.hlc, table.c.change_id)
    by_record: dict[tuple[str, str], list[Line]] = {}
    with_past: dict[str, list[str]] = {}
    for line in map(Line._make, connection.execute(query).all()):
        of_record = by_record.setdefault((line.entity, line.row_id), [])
        if not of_record and line.parents != NO_PARENTS:
            with_past.setdefault(line.entity, []).append(line.row_id)
        of_record.append(line)
    past: dict[tuple[str, str], list[Line]] = {}
    for entity, row_ids in with_past.items():
        lines = select(table).where(table.c.entity == entity).order_by(table.c.hlc, table.c.change_id)
        for line in map(Line._make, rows_with_ids(connection, lines, table.c.row_id, row_ids)):
            past.setdefault((entity, line.row_id), []).append(line)
    steps = [_step(lines, _before(lines[0], past.get(key, ()))) for key, lines in by_record.items()]
    return steps[::-1]


def _before(first: Line, of_record: Sequence[Line]) -> RecordState:
    """The record as the author of `first` had it in front of them, given all of its lines."""
    units = BY_ENTITY[first.entity].units
    position = next((index for index, line in enumerate(of_record) if line == first), 0)
    earlier = of_record[:position]
    if is_straight([*earlier, first]):
        return state_of(earlier, units)
    changes = [line.change() for line in of_record]
    return state_seen_by(first.change(), changes)


def _step(lines: Sequence[Line], state: RecordState) -> Step:
    first, last = lines[0], lines[-1]
    plan = plan_of(BY_ENTITY[first.entity].record_type)
    patch: dict[str, Scalar] = {}
    for line in lines:
        patch.update(json.loads(line.patch))
    before: Mapping[str, Scalar] | None = None
    left: Mapping[str, Scalar] | None = None
    if last.op == PUT:
        known = plan.by_name
        left = {name: value for name, value in patch.items() if name in known}
    if state.alive:
        whole = plan.complete(first.row_id, first.scope, state.fields)
        before = dict(zip(plan.names[2:], whole[2:], strict=True))
        if left is not None:
            before = {name: before[name] for name in left}
    return Step(first.entity, first.row_id, first.scope, before, left, last.change_id)


def unchanged_since(connection: Connection, steps: Sequence[Step]) -> set[int]:
    """The steps (by position) whose record nobody has touched since, told by its newest change alone."""
    known: dict[tuple[str, str], str] = {}
    state = tables.row_state
    for entity in {step.entity for step in steps}:
        query = select(state.c.row_id, state.c.frontier).where(state.c.entity == entity)
        row_ids = [step.row_id for step in steps if step.entity == entity]
        for row_id, frontier in rows_with_ids(connection, query, state.c.row_id, row_ids):
            known[(entity, row_id)] = frontier
    return {
        position
        for position, step in enumerate(steps)
        if known.get((step.entity, step.row_id)) == sole(step.last_change)
    }


def current_row(connection: Connection, entity: str, row_id: str) -> Mapping[str, Any] | None:
    """The live row as the table holds it, or None."""
    table = tables.RECORD_TABLES[entity]
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    return None if row is None else {str(name): value for name, value in row.items()}


def unsettled(connection: Connection, entity: str, row_id: str) -> list[str]:
    """The fields of a record on which two people disagree; `_alive` where one deleted what another edited."""
    table = tables.conflict
    query = select(table.c.field).where(table.c.entity == entity, table.c.row_id == row_id)
    return list(connection.execute(query.order_by(table.c.field)).scalars())
