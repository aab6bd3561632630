"""What changed in a record, field by field, in words: for one act, for one field, or over its whole life.

A record that is gone is told like any other. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, func, select

from stewardship_desktop.domain.change import (
    ALIVE,
    PUT,
    Change,
    Scalar,
    change_from_row,
    is_chain,
    tick_ms,
)
from stewardship_desktop.domain.history import SHARED
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import BY_ENTITY, KINDS, field_title
from stewardship_desktop.store import tables
from stewardship_desktop.store.inverse import changes_of_record, state_seen_by
from stewardship_desktop.store.queries.history import kind_title, people
from stewardship_desktop.store.queries.record_names import Names, RecordKey, referred, typed
from stewardship_desktop.store.writer import CHUNK

PAGE = 50
"""Records of an act read at a time."""

ADDED, CHANGED, REMOVED, RETURNED = "added", "changed", "removed", "brought back"


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """One field's values as people read them; blank where there was or is nothing."""

    field: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class RecordChange:
    """What one act did to one record. `what` is one of the four words above; `here` is live now."""

    entity: str
    row_id: str
    kind: str
    name: str
    scope: str
    scope_name: str
    what: str
    here: bool
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True)
class ActRecords:
    """Some of an act's records, in the order in which they were written, of `total`."""

    records: tuple[RecordChange, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class LifeEntry:
    """One change in the life of a record: who did what, when, in which act and why."""

    change_id: str
    txn_id: str
    at_ms: int
    who: str
    role: str
    label: str
    why: str
    what: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True, kw_only=True)
class RecordLife:
    """All that happened to a record, oldest first. `here` is whether it is live now."""

    entity: str
    row_id: str
    kind: str
    name: str
    scope: str
    scope_name: str
    here: bool
    entries: tuple[LifeEntry, ...]


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One change of one field, newest first in a list; `before` and `after` in words."""

    at_ms: int
    who: str
    before: str
    after: str
    why: str


def act_records(connection: Connection, txn_id: str, offset: int = 0, limit: int = PAGE) -> ActRecords:
    """What an act changed, record by record. A large act takes some tenths of a second."""
    change = tables.change
    grouped = (
        select(change.c.entity, change.c.row_id)
        .where(change.c.txn_id == txn_id)
        .group_by(change.c.entity, change.c.row_id)
    )
    total = connection.execute(select(func.count()).select_from(grouped.subquery())).scalar_one()
    keys: list[RecordKey] = [
        (entity, row_id)
        for entity, row_id in connection.execute(
            grouped.order_by(func.min(change.c.hlc), change.c.entity, change.c.row_id)
            .offset(offset)
            .limit(limit)
        )
    ]
    stories = _stories(connection, keys)
    told = []
    for key in keys:
        mine = [part for part in stories[key] if part.change.txn_id == txn_id]
        told.append((key, mine[0], mine[-1]))
    names = Names(connection)
    names.look_up(
        referred(
            (key[0], part) for key, first, last in told for part in (first.before, last.after, last.fields)
        )
    )
    scopes = _scope_names(connection)
    here = _live(connection, keys)
    records = tuple(
        RecordChange(
            entity=key[0],
            row_id=key[1],
            kind=kind_title(key[0]),
            name=names.of(key, last.after or first.before or last.fields),
            scope=last.change.scope,
            scope_name=scopes.get(last.change.scope, last.change.scope),
            what=_what(first, last),
            here=key in here,
            lines=_lines(key[0], first.before, last.after, names),
        )
        for key, first, last in told
    )
    return ActRecords(records, int(total))


def record_life(connection: Connection, entity: str, row_id: str) -> RecordLife | None:
    """Everything that happened to one record from its creation on, or None if there never was one."""
    key = (entity, row_id)
    story = _stories(connection, [key])[key]
    if not story:
        return None
    known = people(connection)
    labels = _labels(connection, {part.change.txn_id for part in story})
    names = Names(connection)
    names.look_up(
        referred((entity, state) for part in story for state in (part.before, part.after, part.fields))
    )
    entries = tuple(
        LifeEntry(
            change_id=part.change.change_id,
            txn_id=part.change.txn_id,
            at_ms=tick_ms(part.change.hlc),
            who=known.name(part.change.author),
            role=part.change.author_role,
            label=labels.get(part.change.txn_id, "From another copy"),
            why=part.change.reason,
            what=_what(part, part),
            lines=_lines(entity, part.before, part.after, names),
        )
        for part in story
    )
    newest = story[-1]
    return RecordLife(
        entity=entity,
        row_id=row_id,
        kind=kind_title(entity),
        name=names.of(key, newest.after or newest.before or newest.fields),
        scope=newest.change.scope,
        scope_name=_scope_names(connection).get(newest.change.scope, newest.change.scope),
        here=key in _live(connection, [key]),
        entries=entries,
    )


def entity_of(connection: Connection, row_id: str) -> str | None:
    """The kind of a record of which only the id is known; None if there never was one."""
    state = tables.row_state
    for kind in KINDS:
        known = select(state.c.row_id).where(state.c.entity == kind.entity, state.c.row_id == row_id)
        if connection.execute(known).first() is not None:
            return kind.entity
    return None


def field_history(connection: Connection, entity: str, row_id: str, name: str) -> tuple[FieldChange, ...]:
    """Who set one field of one record to what, newest first. For the popover beside any field."""
    life = record_life(connection, entity, row_id)
    if life is None:
        return ()
    return tuple(
        FieldChange(at_ms=entry.at_ms, who=entry.who, before=line.before, after=line.after, why=entry.why)
        for entry in reversed(life.entries)
        for line in entry.lines
        if line.field == name
    )


@dataclass(frozen=True)
class _Part:
    """One change with the record's fields before and after it, None while the record was not there."""

    change: Change
    before: Mapping[str, Scalar] | None
    after: Mapping[str, Scalar] | None
    fields: Mapping[str, Scalar]


def _stories(connection: Connection, keys: Sequence[RecordKey]) -> dict[RecordKey, list[_Part]]:
    """For each record its changes, oldest first, each with what its author had in front of them."""
    by_key: dict[RecordKey, list[Change]] = {key: [] for key in keys}
    table = tables.change
    for entity in sorted({entity for entity, _ in keys}):
        row_ids = [row_id for each, row_id in keys if each == entity]
        if len(row_ids) == 1:
            by_key[(entity, row_ids[0])] = changes_of_record(connection, entity, row_ids[0])
            continue
        for start in range(0, len(row_ids), CHUNK):
            query = (
                select(table)
                .where(table.c.entity == entity, table.c.row_id.in_(row_ids[start : start + CHUNK]))
                .order_by(table.c.hlc, table.c.change_id)
            )
            for row in connection.execute(query).mappings():
                by_key[(entity, row["row_id"])].append(change_from_row(row))
    return {key: _told(changes) for key, changes in by_key.items()}


def _told(changes: Sequence[Change]) -> list[_Part]:
    parts: list[_Part] = []
    straight = is_chain(changes)
    fields_now: Mapping[str, Scalar] = {}
    alive = False
    for change in changes:
        if not straight:
            seen = state_seen_by(change, changes)
            fields_now, alive = seen.fields, seen.alive
        patch = {name: value for name, value in change.patch.items() if name != ALIVE}
        left = {**fields_now, **patch}
        after = left if change.op == PUT else None
        parts.append(_Part(change, fields_now if alive else None, after, left))
        fields_now, alive = left, change.op == PUT
    return parts


def _what(first: _Part, last: _Part) -> str:
    if last.after is None:
        return REMOVED
    if first.before is not None:
        return CHANGED
    return RETURNED if first.change.parents else ADDED


def _lines(
    entity: str, before: Mapping[str, Scalar] | None, after: Mapping[str, Scalar] | None, names: Names
) -> tuple[FieldLine, ...]:
    """The fields whose words differ, in the order of the record's fields; none of a blind kind."""
    kind = BY_ENTITY.get(entity)
    if kind is not None and kind.blind:
        return ()
    old, new = typed(entity, before or {}), typed(entity, after or {})
    known = [each.name for each in fields(kind.record_type)] if kind is not None else []
    order = known + sorted({*old, *new} - set(known))
    lines = []
    for name in order:
        if old.get(name) == new.get(name):
            continue
        was, is_now = names.words(entity, name, old), names.words(entity, name, new)
        if was != is_now:
            lines.append(FieldLine(field=name, title=field_title(name), before=was, after=is_now))
    return tuple(lines)


def _live(connection: Connection, keys: Sequence[RecordKey]) -> set[RecordKey]:
    found: set[RecordKey] = set()
    for entity in {entity for entity, _ in keys if entity in tables.RECORD_TABLES}:
        table = tables.RECORD_TABLES[entity]
        row_ids = [row_id for each, row_id in keys if each == entity]
        for start in range(0, len(row_ids), CHUNK):
            query = select(table.c.id).where(table.c.id.in_(row_ids[start : start + CHUNK]))
            found.update((entity, row_id) for row_id in connection.execute(query).scalars())
    return found


def _labels(connection: Connection, txn_ids: set[str]) -> dict[str, str]:
    table, wanted, found = tables.txn, sorted(txn_ids), dict[str, str]()
    for start in range(0, len(wanted), CHUNK):
        query = select(table.c.txn_id, table.c.label).where(table.c.txn_id.in_(wanted[start : start + CHUNK]))
        found.update({row.txn_id: row.label for row in connection.execute(query)})
    return found


def _scope_names(connection: Connection) -> dict[str, str]:
    area = tables.RECORD_TABLES["care_area"]
    names = {row.id: row.name for row in connection.execute(select(area.c.id, area.c.name))}
    return {PROGRAMME: SHARED, **names}
