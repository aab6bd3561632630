"""Every connection has our settings, and nothing but the connection module needs SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.expression import ClauseElement

from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import APPLICATION_ID, reader_engine, upsert, writer_engine
from tests.support.stores import fresh

# Written down a second time, against a change by accident.
EVERY = {
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 5000,
    "temp_store": 2,
    "application_id": 0x53544557,
}
WRITER = {"journal_mode": "truncate", "synchronous": 2, "cache_spill": 0}


@pytest.mark.parametrize("writes", [False, True], ids=["reader", "writer"])
def test_settings_of_a_connection(writes: bool, tmp_path: Path) -> None:
    assert EVERY["application_id"] == APPLICATION_ID
    engine = (writer_engine if writes else reader_engine)(fresh(tmp_path))
    try:
        with engine.connect() as connection:
            for name, value in {**EVERY, **(WRITER if writes else {})}.items():
                # A setting that does not apply to a file without a map answers with no row.
                found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                assert found == value or (name == "mmap_size" and found is None), name
    finally:
        engine.dispose()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    engine = reader_engine(fresh(tmp_path))
    try:
        with engine.connect() as connection, pytest.raises(Exception, match="readonly"):
            connection.exec_driver_sql("DELETE FROM change")
    finally:
        engine.dispose()


def statements() -> list[ClauseElement]:
    """The schema, and one of each shape of statement that the store runs."""
    change, state = tables.change, tables.row_state
    found: list[ClauseElement] = []
    for table in tables.every():
        found += [CreateTable(table), *[CreateIndex(index) for index in table.indexes]]
        found += [select(table).order_by(*table.primary_key), insert(table), delete(table)]
        if len(table.columns) > len(table.primary_key):
            found.append(upsert(table, "postgresql"))
    for kind, table in tables.RECORD_TABLES.items():
        found.append(select(table).where(table.c.id.in_(["a", "b"])))
        found.append(update(table).where(table.c.id == bindparam("_row")).values(scope=bindparam("scope")))
        for other, name, _ in tables.REFERRERS[kind]:
            found.append(select(tables.RECORD_TABLES[other.entity].c[name]))
    found.append(select(func.max(change.c.hlc)).where(change.c.hlc <= 1 << 60))
    found.append(select(state.c.frontier).where(state.c.entity == "x", state.c.row_id.in_(["a"])))
    return found


def test_schema_and_statements_compile_for_postgresql() -> None:
    dialect = postgresql.dialect()
    for statement in statements():
        compiled = str(statement.compile(dialect=dialect))
        assert compiled
        assert "STRICT" not in compiled
    schema = str(CreateTable(tables.change).compile(dialect=dialect))
    assert "hlc BIGINT NOT NULL" in schema
    assert "CONSTRAINT ck_change_op CHECK (op IN ('put', 'del'))" in schema
    alias = str(CreateTable(tables.RECORD_TABLES["organisation_alias"]).compile(dialect=dialect))
    assert "REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED" in alias


def test_every_query_of_a_screen_is_free_of_one_databases_own_words() -> None:
    """Only the connection module and what checks the file itself may name a dialect or a pragma."""
    store = Path(tables.__file__).parent
    own = {
        "connection.py",
        "workspace.py",
        "integrity.py",
        "backup.py",
        "migrations.py",
        "disk.py",
        "faults.py",
    }
    others = [path for path in store.rglob("*.py") if path.name not in own or path.parent != store]
    assert len(others) > 5
    for path in others:
        source = path.read_text("utf-8")
        for word in ("PRAGMA", "sqlite3", "dialects.sqlite", "sqlite_master", "INSERT OR", "exec_driver_sql"):
            assert word not in source, f"{path.name} says {word}"


def test_upsert_speaks_the_dialect_it_is_asked_for() -> None:
    for name, dialect in (
        ("sqlite", sqlite.dialect()),
        ("postgresql", postgresql.dialect()),
    ):
        statement = str(upsert(tables.row_state, name).compile(dialect=dialect))
        assert "ON CONFLICT (entity, row_id) DO UPDATE SET frontier = excluded.frontier" in statement


def test_names_of_constraints_are_fixed() -> None:
    for table in tables.every():
        for constraint in table.constraints:
            assert constraint.name, table.name


def test_every_column_that_refers_is_indexed() -> None:
    for table in tables.every():
        indexed = {next(iter(index.columns)).name for index in table.indexes}
        assert {column.name for column in table.columns if column.foreign_keys} <= indexed, table.name
