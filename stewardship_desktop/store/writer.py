"""The one way to write: each primitive keeps its table, the change record and the record's state in step.

A writer lives for one transaction, which somebody else begins and ends. It records before it
returns, so whatever commits is in the record, and nothing else is.
"""

from __future__ import annotations

import dataclasses
import json
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from stewardship_desktop.domain.change import ALIVE, DELETE, PUT, Change, Scalar, canonical, next_tick
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import BY_ENTITY, BY_TYPE, KINDS, RecordKind, field_title, unit_of
from stewardship_desktop.domain.record import Record, references
from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import upsert
from stewardship_desktop.store.rows import columns_of, from_row, to_row, to_values

R = TypeVar("R", bound=Record)

CHUNK = 500
"""Records per look-up in the bulk form, below every database's limit of bound values."""


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _new_txn() -> str:
    return str(uuid.uuid4())


@dataclass
class Clock:
    """The hybrid clock of one store: never goes back, whatever the computer's clock does."""

    last: int = 0
    now_ms: Callable[[], int] = _now_ms

    def tick(self) -> int:
        """The next reading."""
        self.last = next_tick(self.last, self.now_ms())
        return self.last


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Who writes, from which copy of the store. `author` is a person's id, never a name."""

    author: str
    author_role: str
    replica: str
    clock: Clock
    new_txn: Callable[[], str] = _new_txn


@dataclass(frozen=True)
class RowChange:
    """One record touched in a transaction: `fields` are the names set, empty for a delete."""

    entity: str
    row_id: str
    scope: str
    op: str
    fields: frozenset[str]


@dataclass
class Writer:
    """Insert, update and delete records by type and id. Only commands hold one."""

    connection: Connection
    stamp: Stamp
    reason: str = ""
    label: str = ""
    txn_id: str = ""
    written: list[RowChange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.txn_id = self.txn_id or self.stamp.new_txn()

    def name_act(self, label: str) -> None:
        """Name what the person does, as the undo button says it: "Rename Stroke"."""
        self.label = label

    # -- reads, within the transaction ----------------------------------------------------------

    def get(self, record_type: type[R], row_id: str) -> R:
        """The live record. Raises UserFixable when it is not there, since somebody may have removed it."""
        found = self.find(record_type, row_id)
        if found is None:
            title = BY_TYPE[record_type].title
            raise UserFixable(
                f"That {title} is no longer here.", "It was removed; undo the removal to get it back."
            )
        return found

    def find(self, record_type: type[R], row_id: str) -> R | None:
        """The live record or None."""
        table = tables.TABLE_OF[record_type]
        row = self.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
        return None if row is None else from_row(record_type, row)

    def all(self, record_type: type[R], **equal: str | int | None) -> list[R]:
        """The live records whose columns equal the given ones, in the order of their ids."""
        table = tables.TABLE_OF[record_type]
        query = select(table).order_by(table.c.id)
        for name, value in equal.items():
            query = query.where(table.c[name] == value)
        return [from_row(record_type, row) for row in self.connection.execute(query).mappings()]

    # -- writes ---------------------------------------------------------------------------------

    def insert(self, record: Record) -> None:
        """Add a record. Raises UserFixable when one with this id is live (the same natural key)."""
        self.insert_many([record])

    def insert_many(self, records: Sequence[Record]) -> None:
        """Add records of one type or several in one pass: the same record lines as one by one."""
        by_kind: dict[RecordKind, list[Record]] = {}
        for record in records:
            by_kind.setdefault(BY_TYPE[type(record)], []).append(record)
        for kind, group in by_kind.items():
            self._insert_kind(kind, group)

    def put(self, record: Record) -> None:
        """Add the record, or bring the live one with its id to these values. Equal values write nothing."""
        if self.find(type(record), record.id) is None:
            self.insert(record)
        else:
            names = [c.name for c in columns_of(type(record)) if c.name not in ("id", "scope")]
            self.update(type(record), record.id, **{name: getattr(record, name) for name in names})

    def update(self, record_type: type[R], row_id: str, **values: Any) -> R:
        """Set fields of a live record. Fields that keep their value write nothing.

        Fields of one unit travel together. Raises UserFixable when the new values break a rule of
        the record, or when two people disagree on a field and nobody has settled it.
        """
        kind = BY_TYPE[record_type]
        table = tables.RECORD_TABLES[kind.entity]
        row = self.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
        if row is None:
            self.get(record_type, row_id)
            raise AssertionError("unreachable: get() raises for a missing record")
        new = {**row, **to_values(record_type, values)}
        changed = {name for name in values if new[name] != row[name]}
        if not changed:
            return from_row(record_type, row)
        result = from_row(record_type, new)
        together = {member for name in changed for member in unit_of(kind, name)}
        patch = {name: new[name] for name in sorted(together)}
        self._refuse_unsettled(kind, row_id, together)
        self.write_row(kind.entity, row_id, str(row["scope"]), patch)
        return result

    def delete(self, record_type: type[Record], row_id: str) -> None:
        """Remove a record and, named one by one, the records that hang on it; optional references are emptied."""
        self._delete(BY_TYPE[record_type], row_id, set())

    def write_row(self, entity: str, row_id: str, scope: str, patch: Mapping[str, Scalar]) -> None:
        """Record and apply one PUT of a live record: the field values as the table holds them."""
        table = tables.RECORD_TABLES[entity]
        self._record(entity, row_id, scope, PUT, patch)
        self.connection.execute(update(table).where(table.c.id == row_id).values(**patch))

    def revive_rows(self, entity: str, returning: Sequence[tuple[str, str, Mapping[str, Scalar]]]) -> None:
        """Record and apply the return of deleted records: (id, scope, all fields) each."""
        states = self._states(entity, [row_id for row_id, _, _ in returning])
        self._record_many(
            entity,
            [
                (row_id, scope, PUT, {ALIVE: 1, **fields}, states[row_id][0])
                for row_id, scope, fields in returning
            ],
        )
        rows = [complete_row(BY_ENTITY[entity], row_id, scope, fields) for row_id, scope, fields in returning]
        self.connection.execute(insert(tables.RECORD_TABLES[entity]), rows)

    def remove_rows(self, entity: str, ids_and_scopes: Sequence[tuple[str, str]]) -> None:
        """Record and apply the deletion of these rows, and of nothing that hangs on them."""
        states = self._states(entity, [row_id for row_id, _ in ids_and_scopes])
        self._record_many(
            entity,
            [(row_id, scope, DELETE, {ALIVE: 0}, states[row_id][0]) for row_id, scope in ids_and_scopes],
        )
        table, open_items = tables.RECORD_TABLES[entity], tables.conflict
        gone = [{"row": row_id} for row_id, _ in ids_and_scopes]
        self.connection.execute(delete(table).where(table.c.id == bindparam("row")), gone)
        self.connection.execute(
            delete(open_items).where(open_items.c.entity == entity, open_items.c.row_id == bindparam("row")),
            gone,
        )

    # -- the record -----------------------------------------------------------------------------

    def _insert_kind(self, kind: RecordKind, records: Sequence[Record]) -> None:
        states = self._states(kind.entity, [record.id for record in records])
        rows, entries = [], []
        for record in records:
            row = to_row(record)
            parents, alive = states.get(record.id, ((), False))
            if alive:
                raise UserFixable(
                    f"{kind.title.capitalize()} {record.display_name!r} is here already.",
                    "Change that one, or use another name.",
                )
            patch = {
                name: value
                for name, value in row.items()
                # A first creation leaves out what is empty; a return must say so, to overwrite what was.
                if name not in ("id", "scope") and (value is not None or parents)
            }
            rows.append(row)
            entries.append((record.id, record.scope, PUT, {ALIVE: 1, **patch}, parents))
            states[record.id] = (parents, True)
        self._record_many(kind.entity, entries)
        self.connection.execute(insert(tables.RECORD_TABLES[kind.entity]), rows)

    def _delete(self, kind: RecordKind, row_id: str, doomed: set[tuple[str, str]]) -> None:
        if (kind.entity, row_id) in doomed:
            return
        record = self.get(kind.record_type, row_id)
        doomed.add((kind.entity, row_id))
        for child in KINDS:
            for name, (entity, required) in references(child.record_type).items():
                if entity != kind.entity:
                    continue
                for hanging in self.all(child.record_type, **{name: row_id}):
                    if (child.entity, hanging.id) in doomed:
                        continue
                    if required:
                        self._delete(child, hanging.id, doomed)
                    else:
                        self.update(child.record_type, hanging.id, **{name: None})
        self.remove_rows(kind.entity, [(row_id, record.scope)])

    def _states(self, entity: str, row_ids: Sequence[str]) -> dict[str, tuple[tuple[str, ...], bool]]:
        """For each known record its frontier and whether it is alive."""
        state = tables.row_state
        found: dict[str, tuple[tuple[str, ...], bool]] = {}
        for start in range(0, len(row_ids), CHUNK):
            some = row_ids[start : start + CHUNK]
            query = select(state.c.row_id, state.c.frontier, state.c.alive).where(
                state.c.entity == entity, state.c.row_id.in_(some)
            )
            for row_id, frontier, alive in self.connection.execute(query):
                found[row_id] = (tuple(json.loads(frontier)), bool(alive))
        return found

    def _record(self, entity: str, row_id: str, scope: str, op: str, patch: Mapping[str, Scalar]) -> None:
        states = self._states(entity, [row_id])
        self._record_many(entity, [(row_id, scope, op, patch, states.get(row_id, ((), False))[0])])

    def _record_many(
        self, entity: str, entries: Iterable[tuple[str, str, str, Mapping[str, Scalar], tuple[str, ...]]]
    ) -> None:
        changes, states = [], []
        for row_id, scope, op, patch, parents in entries:
            line = Change(
                txn_id=self.txn_id,
                scope=scope,
                entity=entity,
                row_id=row_id,
                op=op,
                patch=patch,
                parents=tuple(sorted(parents)),
                hlc=self.stamp.clock.tick(),
                replica=self.stamp.replica,
                author=self.stamp.author,
                author_role=self.stamp.author_role,
                reason=self.reason,
                schema_v=tables.SCHEMA_VERSION,
            ).row()
            changes.append(line)
            states.append(
                {
                    "entity": entity,
                    "row_id": row_id,
                    "frontier": canonical([line["change_id"]]),
                    "alive": int(op == PUT),
                    "rescued": 0,
                }
            )
            self.written.append(RowChange(entity, row_id, scope, op, frozenset(patch) - {ALIVE}))
        if changes:
            self.connection.execute(insert(tables.change), changes)
            self.connection.execute(upsert(tables.row_state), states)

    def _refuse_unsettled(self, kind: RecordKind, row_id: str, names: set[str]) -> None:
        open_fields = self.connection.execute(
            select(tables.conflict.c.field).where(
                tables.conflict.c.entity == kind.entity, tables.conflict.c.row_id == row_id
            )
        ).scalars()
        for name in open_fields:
            if name in names:
                raise UserFixable(
                    f"Two people gave {field_title(name)} different values.",
                    "Settle which one holds, then edit it.",
                )


def complete_row(
    kind: RecordKind, row_id: str, scope: str, fields: Mapping[str, Scalar]
) -> dict[str, Scalar]:
    """A whole table row from the fields that changes have set; what was never set is the field's default."""
    row: dict[str, Scalar] = {"id": row_id, "scope": scope}
    defaults = {each.name: each.default for each in dataclasses.fields(kind.record_type)}
    for column in columns_of(kind.record_type):
        if column.name in row:
            continue
        if column.name in fields:
            row[column.name] = fields[column.name]
        else:
            default = defaults[column.name]
            absent = default is dataclasses.MISSING or default is None
            row[column.name] = None if absent else column.encode(default)
    return row
