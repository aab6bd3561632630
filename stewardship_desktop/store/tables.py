"""The tables of a workspace. What travels or is local is written out; the kinds of record give the rest.

`change` is the truth; `LOCAL` tables belong to this file alone; `derived()` tables can be dropped
and rebuilt from the changes at any time. Text, whole numbers and named constraints only, so that
the same schema runs on PostgreSQL.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from stewardship_desktop.domain.kinds import BY_ENTITY, BY_TYPE, KINDS, RecordKind
from stewardship_desktop.domain.record import Record, references
from stewardship_desktop.store.rows import columns_of

SCHEMA_VERSION = 1
"""Written in `user_version` and in every change. A newer workspace is not opened for writing."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Whole = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit whole number under the only name that a STRICT table of SQLite takes."""

change = Table(
    "change",
    metadata,
    Column("change_id", Text, primary_key=True),
    Column("txn_id", Text, nullable=False, index=True),
    Column("scope", Text, nullable=False, index=True),
    Column("entity", Text, nullable=False),
    Column("row_id", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("patch", Text, nullable=False),
    Column("parents", Text, nullable=False),
    Column("hlc", Whole, nullable=False, index=True),
    Column("replica", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("author_role", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("schema_v", Whole, nullable=False),
    CheckConstraint("op IN ('put', 'del')", name="op"),
    Index("ix_change_record", "entity", "row_id"),
    sqlite_strict=True,
)

txn = Table(
    "txn",
    metadata,
    Column("seq", Whole, primary_key=True, autoincrement=True),
    Column("txn_id", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at_ms", Whole, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("last_txn", Text, nullable=False),
    Index("ix_txn_undo", "author", "state", "seq"),
    sqlite_strict=True,
)

store_meta = Table(
    "store_meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

row_state = Table(
    "row_state",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("row_id", Text, primary_key=True),
    Column("frontier", Text, nullable=False),
    Column("alive", Whole, nullable=False),
    Column("rescued", Whole, nullable=False),
    # Without a twin for PostgreSQL: naming that dialect here would load all of it at every start.
    Index("ix_row_state_rescued", "rescued", sqlite_where=text("rescued = 1")),
    sqlite_strict=True,
)

conflict = Table(
    "conflict",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("row_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("heads", Text, nullable=False),
    sqlite_strict=True,
)

alembic_version = Table(
    "alembic_version",
    metadata,
    # As Alembic itself would make it, to the letter: it is the one that reads and writes it.
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

REVISION = f"{SCHEMA_VERSION:04d}"
"""The migration that leads to the present schema: the number its file begins with."""

LOCAL: tuple[Table, ...] = (change, txn, store_meta, alembic_version)
"""Tables that migrations move. The change table is the truth; the others describe this file."""


def _record_table(kind: RecordKind) -> Table:
    targets = references(kind.record_type)
    columns: list[Column[Any]] = []
    for column in columns_of(kind.record_type):
        target = targets.get(column.name)
        keys = (
            [] if target is None else [ForeignKey(f"{target[0]}.id", deferrable=True, initially="DEFERRED")]
        )
        columns.append(
            Column(
                column.name,
                Text() if column.is_text else Whole,
                *keys,
                primary_key=column.name == "id",
                nullable=column.optional,
                index=bool(keys) or None,
            )
        )
    return Table(kind.entity, metadata, *columns, sqlite_strict=True)


class RecordTables(Mapping[str, Table]):
    """The table of each kind of record by its entity, made when first asked for.

    A start needs half of them, and making one costs as much as reading a small table.
    """

    def __init__(self) -> None:
        self._made: dict[str, Table] = {}
        self._making = threading.Lock()

    def __getitem__(self, entity: str) -> Table:
        made = self._made.get(entity)
        if made is None:
            with self._making:
                made = self._made.get(entity)
                if made is None:
                    made = self._made[entity] = _record_table(BY_ENTITY[entity])
        return made

    def __contains__(self, entity: object) -> bool:
        return entity in BY_ENTITY

    def __iter__(self) -> Iterator[str]:
        return (kind.entity for kind in KINDS)

    def __len__(self) -> int:
        return len(KINDS)


RECORD_TABLES = RecordTables()


def table_of(record_type: type[Record]) -> Table:
    """The table that keeps records of this type."""
    return RECORD_TABLES[BY_TYPE[record_type].entity]


def derived() -> tuple[Table, ...]:
    """Tables that equal what a rebuild from the changes gives."""
    return (row_state, conflict, *RECORD_TABLES.values())


def every() -> tuple[Table, ...]:
    """All tables of a workspace, in no order that references ask for."""
    return (*LOCAL, *derived())


def _referrers() -> dict[str, tuple[tuple[RecordKind, str, bool], ...]]:
    found: dict[str, list[tuple[RecordKind, str, bool]]] = {kind.entity: [] for kind in KINDS}
    for kind in KINDS:
        for name, (entity, required) in references(kind.record_type).items():
            found[entity].append((kind, name, required))
    return {entity: tuple(kinds) for entity, kinds in found.items()}


REFERRERS = _referrers()
"""For each entity the kinds and fields that refer to it, and whether they must."""


def derived_shape() -> str:
    """A short sum over the shape of the derived tables: another one means that they must be made anew."""
    shape = [
        (table.name, [(column.name, str(column.type), column.nullable, "") for column in table.columns])
        for table in (row_state, conflict)
    ]
    for kind in KINDS:
        targets = references(kind.record_type)
        shape.append(
            (
                kind.entity,
                [
                    (each.name, str(each.is_text), each.optional, targets.get(each.name, ("", False))[0])
                    for each in columns_of(kind.record_type)
                ],
            )
        )
    return hashlib.sha256(repr(sorted(shape)).encode()).hexdigest()[:16]
