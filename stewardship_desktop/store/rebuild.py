"""The derived tables computed anew from the change record, to compare with or to replace what is there.

Writing them is for the store's own upkeep (a migration, a fault found at open); a person's edits
go through the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, select

from stewardship_desktop.domain.change import RecordState, canonical, sole
from stewardship_desktop.domain.kinds import BY_ENTITY, RecordKind
from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import insert_rows
from stewardship_desktop.store.line import Line, state_of
from stewardship_desktop.store.rows import plan_of

Progress = Callable[[int, int], None]
"""Called with records done and records in all (0 when that is not known)."""

Row = tuple[Any, ...]
Key = tuple[str, str]
Inspect = Callable[[Line], bool]
"""Judges one line of the change table; what it turns down is left out."""

EVERY = 2000
"""Records between two calls of the progress function, often enough for a bar and a cancel."""

FETCH = 1000
"""Rows fetched at a time, so that no one step keeps other threads waiting."""


@dataclass
class Derived:
    """Rows of the derived tables by table name and primary key, in the order of the table's columns."""

    rows: dict[str, dict[Row, Row]] = field(
        default_factory=lambda: {each.name: {} for each in tables.derived()}
    )

    def differences(self, other: Derived) -> list[str]:
        """In words, each row that the two do not share; empty when they are equal."""
        found: list[str] = []
        for name in sorted({*self.rows, *other.rows}):
            mine, theirs = self.rows.get(name, {}), other.rows.get(name, {})
            # Row by row: one comparison of all would keep every other thread waiting.
            differing = [key for key, row in mine.items() if theirs.get(key) != row]
            differing += [key for key in theirs if key not in mine]
            found += [f"{name} {'/'.join(str(part) for part in key)}" for key in sorted(differing, key=str)]
        return found


def _lines(connection: Connection) -> Generator[Line, None, None]:
    table = tables.change
    query = select(table).order_by(table.c.entity, table.c.row_id, table.c.hlc, table.c.change_id)
    result = connection.execution_options(yield_per=FETCH).execute(query)
    with result:
        for some in result.partitions():
            yield from map(Line._make, some)


def derive(
    connection: Connection, progress: Progress | None = None, inspect: Inspect | None = None
) -> Derived:
    """The derived tables as the change record says they must be.

    Entities this version doesn't know stay unread. `inspect` is handed every line on the way.
    """
    result = Derived()
    states = result.rows[tables.row_state.name]
    dead: dict[Key, tuple[str, RecordState]] = {}
    targets: list[Key] = []
    # Closed when the work is stopped half way: a query left open would keep the file from being written.
    with closing(_lines(connection)) as every:
        lines = every if inspect is None else filter(inspect, every)
        for done, (key, group) in enumerate(groupby(lines, key=attrgetter("entity", "row_id"))):
            if progress is not None and done % EVERY == 0:
                progress(done, 0)
            kind = BY_ENTITY.get(key[0])
            if kind is None:
                continue
            of_record = list(group)
            scope, state = of_record[-1].scope, state_of(of_record, kind.units)
            states[key] = (*key, _frontier(state), int(state.alive), 0)
            if state.alive:
                _add(result, kind, key, scope, state)
                targets += _targets(kind, state)
            else:
                dead[key] = (scope, state)
    _keep(result, dead, targets)
    return result


def _frontier(state: RecordState) -> str:
    return sole(state.frontier[0]) if len(state.frontier) == 1 else canonical(state.frontier)


def _add(result: Derived, kind: RecordKind, key: Key, scope: str, state: RecordState) -> None:
    plan = plan_of(kind.record_type)
    result.rows[kind.entity][(key[1],)] = plan.complete(key[1], scope, state.fields)
    for name, heads in state.conflicts.items():
        result.rows[tables.conflict.name][(*key, name)] = (*key, name, canonical(heads))


def _targets(kind: RecordKind, state: RecordState) -> list[Key]:
    plan = plan_of(kind.record_type)
    found = [(entity, state.fields.get(plan.names[position])) for position, entity in plan.references]
    return [(entity, str(row_id)) for entity, row_id in found if row_id is not None]


def _keep(result: Derived, dead: Mapping[Key, tuple[str, RecordState]], targets: Sequence[Key]) -> None:
    """Put back the dead records to which a live one refers, and those to which these refer."""
    waiting = [key for key in targets if key in dead]
    kept: set[Key] = set()
    while waiting:
        key = waiting.pop()
        if key in kept:
            continue
        kept.add(key)
        kind, (scope, state) = BY_ENTITY[key[0]], dead[key]
        result.rows[tables.row_state.name][key] = (*key, _frontier(state), 1, 1)
        _add(result, kind, key, scope, state)
        waiting += [target for target in _targets(kind, state) if target in dead]


def stored(connection: Connection) -> Derived:
    """The derived tables as they stand in the file."""
    result = Derived()
    for table in tables.derived():
        width = len(table.primary_key)
        rows = result.rows[table.name]
        # The primary key is made of the first columns in every derived table.
        query = connection.execution_options(yield_per=FETCH).execute(select(table))
        for some in query.partitions():
            rows.update((row[:width], row) for row in map(tuple, some))
    return result


def replace_derived(connection: Connection, derived: Derived) -> None:
    """Make the derived tables these rows. Needs the transaction of somebody who holds the file."""
    for table in reversed(_parents_first()):
        connection.execute(table.delete())
    for table in _parents_first():
        rows = list(derived.rows[table.name].values())
        for start in range(0, len(rows), FETCH):
            insert_rows(connection, table, rows[start : start + FETCH])


def _parents_first() -> list[Table]:
    names = {table.name for table in tables.derived()}
    return [table for table in tables.metadata.sorted_tables if table.name in names]
