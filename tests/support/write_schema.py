"""Writes db/schema.sql, the schema of a new workspace: python -m tests.support.write_schema"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from stewardship_desktop.application.locations import database_folder
from stewardship_desktop.store import tables
from stewardship_desktop.store.workspace import create

HEADER = f"""-- The schema of a workspace file, version {tables.SCHEMA_VERSION}. Generated, not edited:
-- python -m tests.support.write_schema
"""


def schema_path() -> Path:
    """The generated file."""
    return database_folder() / "schema.sql"


def schema_of(database: Path) -> str:
    """The tables and indexes of a database as its own DDL, in one order whatever order they were made in."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT tbl_name, type = 'index', name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).fetchall()
    statements = [tidy(sql) + ";" for _, _, _, sql in sorted(found)]
    return HEADER + "\n" + "\n\n".join(statements) + "\n"


def tidy(sql: str) -> str:
    """One statement with a column a line and no stray blanks."""
    lines = [line.strip() for line in sql.strip().splitlines() if line.strip()]
    if len(lines) == 1:
        return lines[0]
    first, *body, last = lines
    if not last.startswith(")"):
        last = f"{body.pop()} {last}"
    return "\n".join([first, *(f"    {line}" for line in body), last])


def created_schema() -> str:
    """The schema of a workspace made now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.stewardship"
        create(path)
        return schema_of(path)


if __name__ == "__main__":
    schema_path().write_text(created_schema(), "utf-8")
