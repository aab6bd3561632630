"""The tables of a workspace. Those that travel or are local are written out; the rest come from the record kinds.

`change` is the truth; `LOCAL` tables belong to this file alone; `DERIVED` tables can be dropped
and rebuilt from the changes at any time. Text, whole numbers and named constraints only, so that
the same schema runs on PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from stewardship_desktop.domain.kinds import KINDS, RecordKind
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

LOCAL: tuple[Table, ...] = (change, txn, store_meta)
"""Tables that migrations move. The change table is the truth; the others describe this file."""


def _record_table(kind: RecordKind) -> Table:
    targets = references(kind.record_type)
    columns: list[Column[str] | Column[int]] = []
    for column in columns_of(kind.record_type):
        target = targets.get(column.name)
        key = (
            ForeignKey(f"{target[0]}.id", deferrable=True, initially="DEFERRED")
            if target is not None
            else None
        )
        made: Column[str] | Column[int] = Column(
            column.name,
            Text() if column.is_text else Whole,
            *([key] if key is not None else []),
            primary_key=column.name == "id",
            nullable=column.optional,
            index=key is not None or None,
        )
        columns.append(made)
    return Table(kind.entity, metadata, *columns, sqlite_strict=True)


RECORD_TABLES: dict[str, Table] = {kind.entity: _record_table(kind) for kind in KINDS}
DERIVED: tuple[Table, ...] = (row_state, conflict, *RECORD_TABLES.values())
"""Tables that equal what a rebuild from the changes gives."""

TABLE_OF: dict[type[Record], Table] = {kind.record_type: RECORD_TABLES[kind.entity] for kind in KINDS}
