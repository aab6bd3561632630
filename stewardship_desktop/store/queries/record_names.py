"""What the records in a change were called: by their fields as they were, and by what they hang on.

A record that is gone keeps its name. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from stewardship_desktop.domain.change import Scalar, evaluate
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.history import value_words
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import BY_ENTITY
from stewardship_desktop.domain.record import listed, references
from stewardship_desktop.store import tables
from stewardship_desktop.store.inverse import changes_of_record
from stewardship_desktop.store.queries.history import kind_title
from stewardship_desktop.store.rows import columns_of, from_row
from stewardship_desktop.store.writer import CHUNK, complete_row

RecordKey = tuple[str, str]
"""Entity and id of a record."""


def typed(entity: str, row: Mapping[str, Scalar]) -> dict[str, Any]:
    """Fields in their own types; what this version cannot read stays as it was written."""
    kind = BY_ENTITY.get(entity)
    columns = {} if kind is None else {column.name: column for column in columns_of(kind.record_type)}
    typed: dict[str, Any] = {}
    for name, value in row.items():
        column = columns.get(name)
        try:
            typed[name] = value if column is None or value is None else column.decode(value)
        except (ValueError, TypeError):
            typed[name] = value
    return typed


def _name(key: RecordKey, row: Mapping[str, Scalar]) -> str:
    """What a record was called when its fields were these; of a blind kind only that it is one."""
    kind = BY_ENTITY.get(key[0])
    if kind is not None and kind.blind:
        return "not shown"
    if kind is not None:
        try:
            return from_row(kind.record_type, complete_row(kind, key[1], PROGRAMME, row)).display_name
        except (ValueError, TypeError, UserFixable):
            # Written by another version, whose rules were others.
            pass
    return next((str(row[each]) for each in ("name", "term", "label") if row.get(each)), "without a name")


def referred(states: Iterable[tuple[str, Mapping[str, Scalar] | None]]) -> set[RecordKey]:
    """The records that others, given as they were at some time, refer to or are named by."""
    found: set[RecordKey] = set()
    for entity, row in states:
        kind = BY_ENTITY.get(entity)
        if kind is None or row is None:
            continue
        targets = {name: target for name, (target, _) in references(kind.record_type).items()}
        for name, target in {**targets, **dict(kind.named_by)}.items():
            if row.get(name) is not None:
                found.add((target, str(row[name])))
        for name, target in listed(kind.record_type).items():
            found.update((target, row_id) for row_id in typed(entity, row).get(name) or ())
    return found


def _named_after(key: RecordKey, row: Mapping[str, Any]) -> dict[RecordKey, RecordKey]:
    """The record whose name goes before this one's, where that is one record."""
    named_by = BY_ENTITY[key[0]].named_by
    if len(named_by) != 1 or not row.get(named_by[0][0]):
        return {}
    return {key: (named_by[0][1], str(row[named_by[0][0]]))}


class Names:
    """Names of referred records: as they are now, or as they last were."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[RecordKey, str] = {}

    def look_up(self, keys: set[RecordKey]) -> None:
        """Learn the names of these records in few reads.

        One that goes by another's name, as a definition by its metric's, is known by that name alone.
        """
        after: dict[RecordKey, RecordKey] = {}
        for entity in sorted({entity for entity, _ in keys}):
            kind, table = BY_ENTITY[entity], tables.RECORD_TABLES[entity]
            row_ids = sorted(row_id for each, row_id in keys if each == entity)
            for start in range(0, len(row_ids), CHUNK):
                query = select(table).where(table.c.id.in_(row_ids[start : start + CHUNK]))
                for row in self._connection.execute(query).mappings():
                    self._known[(entity, row["id"])] = from_row(kind.record_type, row).display_name
                    after.update(_named_after((entity, row["id"]), dict(row)))
        for key in sorted(keys - self._known.keys()):
            state = evaluate(changes_of_record(self._connection, *key), BY_ENTITY[key[0]].units)
            name = _name(key, state.fields) if state.fields else f"unknown {kind_title(key[0])}"
            self._known[key] = f"{name} (removed)" if state.fields else name
            after.update(_named_after(key, state.fields))
        if after:
            self.look_up(set(after.values()))
            self._known.update({key: self._known[parent] for key, parent in after.items()})

    def of(self, key: RecordKey, row: Mapping[str, Scalar]) -> str:
        """What a record was called when its fields were these, after what it hangs on where it needs that."""
        kind, own = BY_ENTITY.get(key[0]), _name(key, row)
        if kind is None or not kind.named_by:
            return own
        before = [self._known.get((target, str(row.get(name)))) for name, target in kind.named_by]
        # A record without a name of its own is called by its id.
        parts = [*before, None if own == key[1] else own[:1].lower() + own[1:]]
        return ", ".join(part for part in parts if part) or kind.title

    def words(self, entity: str, name: str, row: Mapping[str, Any]) -> str:
        """One field in words, an id as the referred record's name."""
        kind, value = BY_ENTITY.get(entity), row.get(name)
        each = listed(kind.record_type).get(name) if kind is not None else None
        if each is not None and value:
            return "; ".join(self._known.get((each, row_id), row_id) for row_id in value)
        target = references(kind.record_type).get(name) if kind is not None else None
        if target is not None and value is not None:
            return self._known.get((target[0], str(value)), str(value))
        return value_words(name, value, row)
