"""Brings a workspace of an earlier version up to the present schema: backup, copy, migrate the copy, swap.

Alembic moves the tables that can't be made anew (the change record and what is local to the file);
the rest is dropped and rebuilt from the record. Alembic is imported only when a migration is due.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store import tables
from stewardship_desktop.store.backup import back_up
from stewardship_desktop.store.connection import connect, upsert
from stewardship_desktop.store.disk import clear_away, journal_path, put_in_place
from stewardship_desktop.store.faults import explain
from stewardship_desktop.store.integrity import Step
from stewardship_desktop.store.rebuild import derive, replace_derived
from stewardship_desktop.store.workspace import SHAPE

_RECORD = "SELECT count(*), coalesce(max(change_id), ''), coalesce(min(change_id), '') FROM change"


def migrate(path: Path, backup_folder: Path, migrations_folder: Path, progress: Step) -> None:
    """Bring the workspace file up to the present schema, in place. The caller holds its lock.

    A backup is made first. What is migrated is a copy, which takes the file's place when it is
    whole and checked: a failure or a crash leaves the old file as it was. Raises UserFixable when
    it can't be done.
    """
    progress("Backing up", 0.0)
    kept = back_up(path, backup_folder, "migration", datetime.now().astimezone())
    part = path.with_name(path.name + ".migrating")
    try:
        clear_away(part)
        progress("Copying", 0.1)
        with closing(connect(path, read_only=False)) as source:
            before = source.execute(_RECORD).fetchone()
            source.execute("VACUUM INTO ?", (str(part),)).close()
        _migrate_copy(part, migrations_folder, progress)
        progress("Checking", 0.95)
        _check(part, before)
        with closing(connect(path, read_only=False)) as source:
            # No journal of the old file may be left to be found beside the new one.
            source.execute("PRAGMA journal_mode=DELETE").close()
        put_in_place(part, path)
    except UserFixable:
        raise
    except Exception as error:
        # Whatever went wrong, the person's file is untouched, and that is what they must be told.
        raise _failed(path, kept, error) from error
    finally:
        clear_away(part)


def _failed(path: Path, kept: Path, error: Exception) -> UserFixable:
    fault = explain(error, path)
    why = fault.remedy if fault is not None else f"Go on with the earlier version and report this: {error}."
    return UserFixable(
        f"{path.name} could not be brought up to date and was left as it was; a backup is {kept}.", why
    )


def _migrate_copy(part: Path, migrations_folder: Path, progress: Step) -> None:
    with _transaction(part) as connection:
        progress("Migrating", 0.2)
        upgrade(connection, migrations_folder)
        progress("Rebuilding tables from the record", 0.3)
        _make_derived_anew(connection)
        connection.execute(upsert(tables.store_meta), {"key": SHAPE, "value": tables.derived_shape()})
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise sqlite3.IntegrityError("the migrated tables refer to records that are not there")
        connection.exec_driver_sql(f"PRAGMA user_version={tables.SCHEMA_VERSION}")


@contextmanager
def _transaction(part: Path) -> Iterator[Connection]:
    """One transaction of our own over DDL and rows, with references unchecked while tables are swapped."""

    def unreferenced() -> sqlite3.Connection:
        raw = connect(part, read_only=False)
        # Has no effect once a transaction has begun. With references on, the copy that changes a
        # parent table would empty its children.
        raw.execute("PRAGMA foreign_keys=OFF").close()
        return raw

    engine = create_engine("sqlite+pysqlite://", creator=unreferenced, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def upgrade(connection: Connection, migrations_folder: Path, revision: str = "head") -> None:
    """Run the migrations in the folder that this database lacks, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _make_derived_anew(connection: Connection) -> None:
    local = {table.name for table in tables.LOCAL}
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).scalars()
    for name in found.all():
        if name not in local:
            quoted = '"' + name.replace('"', '""') + '"'
            connection.exec_driver_sql(f"DROP TABLE {quoted}")
    tables.metadata.create_all(connection, tables=list(tables.derived()))
    replace_derived(connection, derive(connection))


def _check(part: Path, before: tuple[object, ...]) -> None:
    with closing(connect(part, read_only=False)) as migrated:
        said = migrated.execute("PRAGMA quick_check").fetchone()[0]
        after = migrated.execute(_RECORD).fetchone()
        migrated.execute("PRAGMA journal_mode=DELETE").close()
    if said != "ok":
        raise sqlite3.DatabaseError(f"the migrated file is not sound: {said}")
    if after != before:
        raise sqlite3.DatabaseError("the migrated file does not hold the same changes")
    if journal_path(part).exists():
        raise sqlite3.DatabaseError("the migrated file was not closed")
