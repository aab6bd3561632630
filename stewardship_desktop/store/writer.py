"""The one way to write: each primitive keeps its table, the change record and the record's state in step.

A writer lives for one transaction, which somebody else begins and ends. It records before it
returns, so whatever commits is in the record, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, select, update

from stewardship_desktop.domain.change import ALIVE, DELETE, NO_PARENTS, PUT, Scalar, canonical
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import BY_ENTITY, BY_TYPE, RecordKind, field_title, unit_of
from stewardship_desktop.domain.record import Record
from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import insert_rows
from stewardship_desktop.store.creation import first_patch
from stewardship_desktop.store.kept import release_kept
from stewardship_desktop.store.ledger import (
    CHUNK,
    Clock,
    Entry,
    Ledger,
    RowChange,
    RowState,
    Stamp,
    chunks,
    delete_with_ids,
    rows_with_ids,
)
from stewardship_desktop.store.rows import checked, from_row, plan_of, to_values

__all__ = ["CHUNK", "Clock", "Dangling", "RowChange", "Stamp", "Writer", "complete_row"]

R = TypeVar("R", bound=Record)


BATCH = 2000
"""Records written in one go, so that what is made for one batch is reused for the next."""


@dataclass(frozen=True)
class Dangling:
    """A reference to a record that is not there: which entity refers, and to which."""

    referrer: str
    target: str


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
        self._ledger = Ledger(self.connection, self.stamp, self.txn_id, self.reason, self.written)
        self._in_question: dict[str, set[str]] = {}
        self._let_go = False

    def name_act(self, label: str) -> None:
        """Name what the person does, as the undo button says it: "Rename Stroke"."""
        self.label = label

    # -- reads, within the transaction ----------------------------------------------------------

    def get(self, record_type: type[R], row_id: str) -> R:
        """The live record. Raises UserFixable when it is not there, since somebody may have removed it."""
        found = self.find(record_type, row_id)
        if found is None:
            raise _gone(BY_TYPE[record_type])
        return found

    def find(self, record_type: type[R], row_id: str) -> R | None:
        """The live record or None."""
        table = tables.table_of(record_type)
        row = self.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
        return None if row is None else from_row(record_type, row)

    def all(self, record_type: type[R], **equal: str | int | None) -> list[R]:
        """The live records whose columns equal the given ones, in the order of their ids."""
        table = tables.table_of(record_type)
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
        by_type: dict[type[Record], list[Record]] = {}
        for record in records:
            by_type.setdefault(type(record), []).append(record)
        for record_type, group in by_type.items():
            kind = BY_TYPE[record_type]
            ids = {record.id for record in group}
            any_known = len(ids) < len(group) or self._ledger.knows_any(kind.entity)
            for some in chunks(group, BATCH):
                self._insert_kind(kind, some, any_known)

    def put(self, record: Record) -> None:
        """Add the record, or bring the live one with its id to these values. Equal values write nothing."""
        if self.find(type(record), record.id) is None:
            self.insert(record)
        else:
            names = plan_of(type(record)).names[2:]
            self.update(type(record), record.id, **{name: getattr(record, name) for name in names})

    def update(self, record_type: type[R], row_id: str, **values: Any) -> R:
        """Set fields of a live record. Fields that keep their value write nothing.

        Fields of one unit travel together. Raises UserFixable when the new values break a rule of
        the record, or when two people disagree on a field and nobody has settled it.
        """
        return self.update_many(record_type, {row_id: values})[0]

    def update_many(self, record_type: type[R], values: Mapping[str, Mapping[str, Any]]) -> list[R]:
        """Set fields of live records, all or none, in one pass: id -> field -> value. See `update`."""
        kind, plan = BY_TYPE[record_type], plan_of(record_type)
        rows = self._rows(kind, list(values))
        results: list[R] = []
        patches: list[tuple[str, str, Mapping[str, Scalar]]] = []
        for row_id, wanted in values.items():
            row = rows.get(row_id)
            if row is None:
                raise _gone(kind)
            given = to_values(record_type, wanted)
            changed = [name for name, value in given.items() if value != row[name]]
            if not set(changed).isdisjoint(plan.names[:2]):
                raise TypeError("the id and the scope of a record never change")
            if not changed:
                results.append(from_row(record_type, row))
                continue
            new = {**row, **given}
            results.append(checked(record_type, new))
            together = sorted({member for name in changed for member in unit_of(kind, name)})
            patches.append((row_id, row["scope"], {name: new[name] for name in together}))
        self._refuse_unsettled(kind, {row_id: set(patch) for row_id, _, patch in patches})
        self.write_rows(kind.entity, patches)
        return results

    def delete(self, record_type: type[Record], row_id: str) -> None:
        """Remove a record and, named one by one, all that hangs on it; optional references are emptied.

        Raises UserFixable when it is not there, or when two people disagree on one of the records.
        """
        self.delete_many(record_type, [row_id])

    def delete_many(self, record_type: type[Record], row_ids: Sequence[str]) -> None:
        """Remove records in one pass. As `delete` otherwise."""
        kind = BY_TYPE[record_type]
        scopes = self._scopes(kind.entity, "id", row_ids)
        if any(row_id not in scopes for row_id in row_ids):
            raise _gone(kind)
        doomed: dict[str, dict[str, str]] = {kind.entity: scopes}
        order = [(kind.entity, list(scopes.items()))]
        for entity, level in order:
            for child, name, required in tables.REFERRERS[entity]:
                if not required:
                    continue
                known = doomed.setdefault(child.entity, {})
                hanging = self._scopes(child.entity, name, [row_id for row_id, _ in level])
                new = [(row_id, scope) for row_id, scope in hanging.items() if row_id not in known]
                if new:
                    known.update(new)
                    # Grows while it is walked: what hangs on these comes next.
                    order.append((child.entity, new))
        for entity, going in doomed.items():
            self._refuse_unsettled(BY_ENTITY[entity], dict.fromkeys(going))
        self._empty_references(doomed)
        for entity, level in reversed(order):
            self.remove_rows(entity, level)

    # -- writes in columns, for undo and the bulk forms ------------------------------------------

    def write_rows(self, entity: str, entries: Sequence[tuple[str, str, Mapping[str, Scalar]]]) -> None:
        """Record and apply a PUT each of live records: (id, scope, fields as the table holds them)."""
        if not entries:
            return
        table, plan = tables.RECORD_TABLES[entity], plan_of(BY_ENTITY[entity].record_type)
        states = self._ledger.states(entity, [row_id for row_id, _, _ in entries])
        self._ledger.record(
            entity,
            [
                Entry(row_id, scope, PUT, canonical(patch), states[row_id].frontier)
                for row_id, scope, patch in entries
            ],
        )
        by_names: dict[tuple[str, ...], list[dict[str, Scalar]]] = {}
        for row_id, _, patch in entries:
            by_names.setdefault(tuple(patch), []).append({"_row": row_id, **patch})
        for names, rows in by_names.items():
            if names:
                statement = update(table).where(table.c.id == bindparam("_row"))
                self.connection.execute(statement.values({name: bindparam(name) for name in names}), rows)
        for position, target in plan.references:
            name = plan.names[position]
            for _, _, patch in entries:
                if name in patch:
                    self._let_go = True
                    self._question(target, patch[name])

    def revive_rows(self, entity: str, returning: Sequence[tuple[str, str, Mapping[str, Scalar]]]) -> None:
        """Record and apply the return of deleted records: (id, scope, all fields) each."""
        plan = plan_of(BY_ENTITY[entity].record_type)
        states = self._ledger.states(entity, [row_id for row_id, _, _ in returning])
        self._ledger.record(
            entity,
            [
                Entry(row_id, scope, PUT, canonical({ALIVE: 1, **fields}), states[row_id].frontier)
                for row_id, scope, fields in returning
            ],
        )
        self._add_rows(entity, [plan.complete(row_id, scope, fields) for row_id, scope, fields in returning])

    def remove_rows(self, entity: str, ids_and_scopes: Sequence[tuple[str, str]]) -> None:
        """Record and apply the deletion of these rows, and of nothing that hangs on them."""
        row_ids = [row_id for row_id, _ in ids_and_scopes]
        states = self._ledger.states(entity, row_ids)
        gone = canonical({ALIVE: 0})
        self._ledger.record(
            entity,
            [Entry(row_id, scope, DELETE, gone, states[row_id].frontier) for row_id, scope in ids_and_scopes],
        )
        table, open_items = tables.RECORD_TABLES[entity], tables.conflict
        delete_with_ids(self.connection, delete(table), table.c.id, row_ids)
        of_entity = delete(open_items).where(open_items.c.entity == entity)
        delete_with_ids(self.connection, of_entity, open_items.c.row_id, row_ids)
        if tables.REFERRERS[entity]:
            self._in_question.setdefault(entity, set()).update(row_ids)
        self._let_go = True

    # -- the end of the transaction --------------------------------------------------------------

    def finish(self) -> None:
        """What has to hold before the transaction may be committed.

        Lets go of records that were kept only for one that is gone. Raises UserFixable when a
        record now refers to one that is not there.
        """
        if self._let_go and self._ledger.keeps_any():
            for entity, row_id, scope in release_kept(self.connection):
                self.written.append(RowChange(entity, row_id, scope, DELETE))
                self._in_question.setdefault(entity, set()).add(row_id)
        found = self.dangling()
        if found is not None:
            referrer, target = BY_ENTITY[found.referrer].title, BY_ENTITY[found.target].title
            raise UserFixable(
                f"The {referrer} refers to {_a(target)} {target} that is no longer here.",
                "Choose another one, or undo its removal first.",
            )

    def dangling(self) -> Dangling | None:
        """A reference, among those this transaction touched, to a record that is not there."""
        for target, row_ids in self._in_question.items():
            here = set(self._scopes(target, "id", sorted(row_ids)))
            for kind, name, _ in tables.REFERRERS[target]:
                if self._scopes(kind.entity, name, sorted(row_ids - here)):
                    return Dangling(kind.entity, target)
        return None

    # -- the parts -------------------------------------------------------------------------------

    def _insert_kind(self, kind: RecordKind, records: Sequence[Record], any_known: bool) -> None:
        plan = plan_of(kind.record_type)
        states = self._ledger.states(kind.entity, [record.id for record in records]) if any_known else {}
        rows = [plan.row(record) for record in records]
        entries: list[Entry] = []
        here = RowState(NO_PARENTS, alive=True, rescued=False)
        for record, row, first in zip(records, rows, first_patch(kind)(rows), strict=True):
            row_id = record.id
            state = states.get(row_id)
            if state is None:
                entries.append(Entry(row_id, record.scope, PUT, first))
            elif state.alive:
                raise UserFixable(
                    f"{kind.title.capitalize()} {record.display_name!r} is here already.",
                    "Change that one, or use another name.",
                )
            else:
                # A return must say what is empty, to overwrite what was.
                patch = canonical({ALIVE: 1, **dict(zip(plan.names[2:], row[2:], strict=True))})
                entries.append(Entry(row_id, record.scope, PUT, patch, state.frontier))
            states[row_id] = here
        self._ledger.record(kind.entity, entries)
        self._add_rows(kind.entity, rows)

    def _add_rows(self, entity: str, rows: Sequence[tuple[Scalar, ...]]) -> None:
        insert_rows(self.connection, tables.RECORD_TABLES[entity], rows)
        for position, target in plan_of(BY_ENTITY[entity].record_type).references:
            for row_id in {row[position] for row in rows}:
                self._question(target, row_id)

    def _question(self, entity: str, row_id: Scalar) -> None:
        if row_id is not None:
            self._in_question.setdefault(entity, set()).add(str(row_id))

    def _rows(self, kind: RecordKind, row_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        table = tables.RECORD_TABLES[kind.entity]
        names = plan_of(kind.record_type).names
        found = rows_with_ids(self.connection, select(table), table.c.id, row_ids)
        return {row[0]: dict(zip(names, row, strict=True)) for row in found}

    def _scopes(self, entity: str, name: str, values: Sequence[str]) -> dict[str, str]:
        """Id and scope of the live rows whose column `name` is one of these values."""
        table = tables.RECORD_TABLES[entity]
        query = select(table.c.id, table.c.scope).order_by(table.c.id)
        return {row.id: row.scope for row in rows_with_ids(self.connection, query, table.c[name], values)}

    def _empty_references(self, doomed: Mapping[str, Mapping[str, str]]) -> None:
        """Empty the optional references of those that stay to those that go."""
        emptied: dict[str, dict[str, dict[str, None]]] = {}
        for entity, going in doomed.items():
            for child, name, required in tables.REFERRERS[entity]:
                if not required:
                    for row_id in self._scopes(child.entity, name, list(going)):
                        if row_id not in doomed.get(child.entity, {}):
                            emptied.setdefault(child.entity, {}).setdefault(row_id, {})[name] = None
        for entity, values in emptied.items():
            self.update_many(BY_ENTITY[entity].record_type, values)

    def _refuse_unsettled(self, kind: RecordKind, touched: Mapping[str, set[str] | None]) -> None:
        """Refuse to write fields on which two people disagree; None stands for all fields of a record."""
        table = tables.conflict
        query = select(table.c.row_id, table.c.field).where(table.c.entity == kind.entity)
        for row_id, name in rows_with_ids(self.connection, query, table.c.row_id, list(touched)):
            names = touched[row_id]
            if name != ALIVE and (names is None or name in names):
                raise UserFixable(
                    f"Two people gave {field_title(name)} different values.",
                    "Settle which one holds, then go on.",
                )


def complete_row(
    kind: RecordKind, row_id: str, scope: str, fields: Mapping[str, Scalar]
) -> dict[str, Scalar]:
    """A whole table row from the fields that changes have set; what was never set is the field's default."""
    plan = plan_of(kind.record_type)
    return dict(zip(plan.names, plan.complete(row_id, scope, fields), strict=True))


def _gone(kind: RecordKind) -> UserFixable:
    return UserFixable(
        f"That {kind.title} is no longer here.", "It was removed; undo the removal to get it back."
    )


def _a(title: str) -> str:
    return "an" if title[:1] in "aeiou" else "a"
