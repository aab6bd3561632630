"""Connections to one workspace file: pragmas, one writer, many short readers. SQLite's own is all here."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.schema import Table

# Connection is SQLAlchemy's: the layers above name the type of what they are handed from here.
__all__ = [
    "APPLICATION_ID",
    "Connection",
    "connect",
    "insert_rows",
    "reader_engine",
    "upsert",
    "writer_engine",
]

APPLICATION_ID = 0x53544557
"""Marks a file as one of our workspaces ("STEW"). Never change it."""

BUSY_MS = 5000

_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
)
_WRITER_PRAGMAS = (
    # One file at rest and no loss on power cut; WAL would leave rows outside a copied file.
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    # A large open transaction must not take the file lock early and block the screens' reads.
    "PRAGMA cache_spill=OFF",
    # KiB, used as needed: a bulk act touches pages all over the indexes.
    "PRAGMA cache_size=-32000",
)


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A raw connection with our pragmas. Transactions are begun by hand (`BEGIN`), never by the driver."""
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()).replace(chr(92), '/'))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    for pragma in _PRAGMAS if read_only else (*_PRAGMAS, *_WRITER_PRAGMAS):
        connection.execute(pragma).close()
    return connection


def _engine(path: Path, *, read_only: bool) -> Engine:
    pool: dict[str, Any] = (
        {"poolclass": QueuePool, "pool_size": 4} if read_only else {"poolclass": StaticPool}
    )
    engine = create_engine("sqlite+pysqlite://", creator=lambda: connect(path, read_only=read_only), **pool)
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def reader_engine(path: Path) -> Engine:
    """Connections for reading, from any thread. Fetch and close: an open read holds up the writer."""
    return _engine(path, read_only=True)


def writer_engine(path: Path) -> Engine:
    """The one connection for writing. Only the writer's thread uses it."""
    return _engine(path, read_only=False)


def upsert(table: Table, dialect: str = "sqlite") -> Insert:
    """INSERT that overwrites the row with the same primary key. `dialect` is the database's name."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        ours = postgresql_insert(table)
        return ours.on_conflict_do_update(index_elements=_keys(table), set_=_others(table, ours.excluded))
    statement = sqlite_insert(table)
    return statement.on_conflict_do_update(
        index_elements=_keys(table), set_=_others(table, statement.excluded)
    )


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _others(table: Table, excluded: Any) -> dict[str, Any]:
    keys = _keys(table)
    return {column.name: excluded[column.name] for column in table.columns if column.name not in keys}


_STATEMENTS: dict[tuple[str, bool, str], str] = {}


def _statement(table: Table, overwrite: bool, dialect: Dialect) -> str:
    key = (table.name, overwrite, dialect.name)
    if key not in _STATEMENTS:
        statement = upsert(table, dialect.name) if overwrite else insert(table)
        names = [column.name for column in table.columns]
        compiled = statement.compile(dialect=dialect, column_keys=names)
        if compiled.positiontup != names:
            raise TypeError(f"{table.name}: the columns are not bound in their order")
        _STATEMENTS[key] = str(compiled)
    return _STATEMENTS[key]


def insert_rows(
    connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, overwrite: bool = False
) -> None:
    """Insert many rows, each with all columns in the table's order, in one pass without a copy of each."""
    if not rows:
        return
    if connection.dialect.positional:
        connection.exec_driver_sql(_statement(table, overwrite, connection.dialect), list(rows))
        return
    names = [column.name for column in table.columns]
    statement = upsert(table, connection.dialect.name) if overwrite else insert(table)
    connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
