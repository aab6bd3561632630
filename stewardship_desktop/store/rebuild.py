"""The derived tables computed anew from the change record, to compare with or to replace what is there.

Writing them is for the store's own upkeep (a migration, a fault found at open); a person's edits
go through the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from stewardship_desktop.domain.change import (
    Change,
    RecordState,
    Scalar,
    canonical,
    change_from_row,
    evaluate,
)
from stewardship_desktop.domain.kinds import BY_ENTITY
from stewardship_desktop.domain.record import references
from stewardship_desktop.store import tables
from stewardship_desktop.store.writer import complete_row

Progress = Callable[[int, int], None]
"""Called with records done and records in all."""

EVERY = 2000
"""Records between two calls of the progress function, often enough for a bar and a cancel."""


@dataclass
class Derived:
    """Rows of the derived tables by table name, each keyed by its primary key."""

    rows: dict[str, dict[tuple[Scalar, ...], dict[str, Scalar]]] = field(default_factory=dict)

    def add(self, table: Table, row: Mapping[str, Any]) -> None:
        """Take one row of a derived table."""
        key = tuple(row[column.name] for column in table.primary_key)
        self.rows.setdefault(table.name, {})[key] = dict(row)

    def differences(self, other: Derived) -> list[str]:
        """In words, each row that the two do not share; empty when they are equal."""
        found = []
        for name in sorted({*self.rows, *other.rows}):
            mine, theirs = self.rows.get(name, {}), other.rows.get(name, {})
            for key in sorted({*mine, *theirs}, key=str):
                if mine.get(key) != theirs.get(key):
                    found.append(f"{name} {'/'.join(str(part) for part in key)}")
        return found


def _records(connection: Connection) -> Iterator[tuple[tuple[str, str], list[Change]]]:
    table = tables.change
    query = select(table).order_by(table.c.entity, table.c.row_id, table.c.hlc, table.c.change_id)
    lines = (change_from_row(row) for row in connection.execute(query).mappings())  # type: ignore[arg-type]
    for key, group in groupby(lines, key=lambda line: (line.entity, line.row_id)):
        yield key, list(group)


def derive(connection: Connection, progress: Progress | None = None) -> Derived:
    """The derived tables as the change record says they must be. Entities this version doesn't know stay unread."""
    states: dict[tuple[str, str], tuple[str, RecordState]] = {}
    for done, (key, lines) in enumerate(_records(connection)):
        if progress is not None and done % EVERY == 0:
            progress(done, 0)
        if key[0] in BY_ENTITY:
            states[key] = (lines[0].scope, evaluate(lines, BY_ENTITY[key[0]].units))
    rescued = _rescued(states)
    result = Derived({table.name: {} for table in tables.DERIVED})
    for (entity, row_id), (scope, state) in states.items():
        alive = state.alive or (entity, row_id) in rescued
        result.add(
            tables.row_state,
            {
                "entity": entity,
                "row_id": row_id,
                "frontier": canonical(state.frontier),
                "alive": int(alive),
                "rescued": int((entity, row_id) in rescued),
            },
        )
        if not alive:
            continue
        result.add(tables.RECORD_TABLES[entity], complete_row(BY_ENTITY[entity], row_id, scope, state.fields))
        for name, heads in state.conflicts.items():
            result.add(
                tables.conflict,
                {"entity": entity, "row_id": row_id, "field": name, "heads": canonical(heads)},
            )
    return result


def _rescued(states: Mapping[tuple[str, str], tuple[str, RecordState]]) -> set[tuple[str, str]]:
    """Dead records that a live one still refers to: they are kept, and shown as kept."""
    kept: set[tuple[str, str]] = set()
    waiting = [key for key, (_, state) in states.items() if state.alive]
    while waiting:
        entity, row_id = waiting.pop()
        fields = states[(entity, row_id)][1].fields
        for name, (target, _) in references(BY_ENTITY[entity].record_type).items():
            key = (target, str(fields.get(name)))
            if key in states and not states[key][1].alive and key not in kept:
                kept.add(key)
                waiting.append(key)
    return kept


def stored(connection: Connection) -> Derived:
    """The derived tables as they stand in the file."""
    result = Derived({table.name: {} for table in tables.DERIVED})
    for table in tables.DERIVED:
        for row in connection.execute(select(table)).mappings():
            result.add(table, row)  # type: ignore[arg-type]
    return result


def replace_derived(connection: Connection, derived: Derived) -> None:
    """Make the derived tables these rows. Needs the transaction of somebody who holds the file."""
    for table in reversed(_parents_first()):
        connection.execute(table.delete())
    for table in _parents_first():
        rows = list(derived.rows.get(table.name, {}).values())
        if rows:
            connection.execute(insert(table), rows)


def _parents_first() -> list[Table]:
    names = {table.name for table in tables.DERIVED}
    return [table for table in tables.metadata.sorted_tables if table.name in names]
