"""Older workspaces are brought up to date: from every released version, whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.locations import backup_folder, database_folder
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Organisation, OrganisationAlias, Place
from stewardship_desktop.store import migrations, tables
from stewardship_desktop.store.migrations import migrate
from stewardship_desktop.store.workspace import open_workspace
from tests.support.stores import contents, copy_of, differences, fresh, opened
from tests.support.write_schema import created_schema, schema_of, schema_path
from tests.support.write_store import store_path

RELEASED = [1]
"""Schema versions that people have files of. Each has its workspace in tests/stores."""

ADDS_A_COLUMN = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"

def upgrade():
    def count(table):
        return op.get_bind().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()

    with op.batch_alter_table("organisation", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
    assert count("organisation_alias") == 1, "changing the parent table emptied its children"
    # The harshest case: children that would go with their parent, were references watched meanwhile.
    op.execute("CREATE TABLE parent (id TEXT PRIMARY KEY)")
    op.execute("CREATE TABLE child (id TEXT, parent_id TEXT REFERENCES parent (id) ON DELETE CASCADE)")
    op.execute("INSERT INTO parent VALUES ('p')")
    op.execute("INSERT INTO child VALUES ('c', 'p')")
    with op.batch_alter_table("parent", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
    assert count("child") == 1, "changing the parent table emptied its children"
    op.execute("ALTER TABLE store_meta ADD COLUMN noted TEXT")
"""

FAILS_LATE = """
from alembic import op
revision, down_revision = "0002", "0001"

def upgrade():
    op.execute("ALTER TABLE store_meta ADD COLUMN noted TEXT")
    op.execute("UPDATE store_meta SET noted = 'seen'")
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""

LOSES_A_CHANGE = """
from alembic import op
revision, down_revision = "0002", "0001"

def upgrade():
    op.execute("DELETE FROM change WHERE rowid = (SELECT min(rowid) FROM change)")
"""

TAKES_ITS_TIME = """
import time
from alembic import op
revision, down_revision = "0002", "0001"

def upgrade():
    op.execute("ALTER TABLE store_meta ADD COLUMN noted TEXT")
    for number in range(200):
        op.execute(f"INSERT INTO store_meta (key, value) VALUES ('n{number}', 'x')")
"""


def silent(_words: str, _share: float) -> None:
    pass


def folder_with(tmp_path: Path, script: str) -> Path:
    """The migrations with one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(database_folder() / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_artificial.py").write_text(script, "utf-8")
    return folder


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = fresh(tmp_path, "filled")
    with opened(path) as workspace:
        place, trust = Place(id="p", name="P"), Organisation(id="o", name="O", place_id="p")
        alias = OrganisationAlias(id="a", alias="A", organisation_id="o")
        workspace.act(record.add, [place, trust, alias]).result()
        workspace.act(record.edit, [record.FieldEdit(Organisation, "o", "name", "Oh")]).result()
    return path


@pytest.fixture
def second_version(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is one schema version further than the file."""
    assert filled.is_file()
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(tables, "REVISION", "0002")


def test_created_migrated_and_written_schema_are_one(tmp_path: Path) -> None:
    created = created_schema()
    assert schema_path().read_text("utf-8") == created, "run: python -m tests.support.write_schema"
    empty = tmp_path / "migrated.stewardship"
    sqlite3.connect(empty).close()
    with migrations._transaction(empty) as connection:
        migrations.upgrade(connection, database_folder() / "migrations")
        migrations._make_derived_anew(connection)
    assert schema_of(empty) == created


def test_the_newest_migration_leads_to_the_present_version() -> None:
    scripts = sorted((database_folder() / "migrations" / "versions").glob("[0-9]*.py"))
    assert [script.name[:4] for script in scripts] == [f"{n:04d}" for n in range(1, len(scripts) + 1)]
    assert scripts[-1].name[:4] == tables.REVISION == f"{tables.SCHEMA_VERSION:04d}"


def test_every_released_version_is_kept() -> None:
    assert list(range(1, tables.SCHEMA_VERSION + 1)) == RELEASED
    assert [store_path(version).is_file() for version in RELEASED] == [True] * len(RELEASED)


@pytest.mark.parametrize("version", RELEASED)
def test_a_workspace_of_a_released_version_opens_and_goes_on(version: int, tmp_path: Path) -> None:
    path = tmp_path / "old.stewardship"
    shutil.copyfile(store_path(version), path)
    with opened(path) as workspace:
        assert differences(workspace) == []
        assert workspace.check(silent, thorough=True).is_sound
        held = contents(workspace)
        assert [row[2] for row in held["place"]] == ["A place"]
        assert [row[2] for row in held["conflict"]] == ["name"]
        assert held["objective"] == []
        assert workspace.undo_state().redo is not None
        workspace.redo().result()
        workspace.act(record.add, [Place(id="new", name="New")]).result()
        assert differences(workspace) == []
    with opened(path) as workspace:
        assert len(contents(workspace)["place"]) == 2
        assert workspace.workspace.closed_cleanly


def test_tables_of_another_shape_are_made_anew_behind_a_backup(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw, raw:
        raw.execute("UPDATE store_meta SET value = 'another' WHERE key = 'derived_shape'")
        raw.execute("DROP TABLE organisation_alias")
        raw.execute("ALTER TABLE place ADD COLUMN forgotten TEXT")
        raw.execute('CREATE TABLE "of a ""later"" version" (x TEXT)')
    heard: list[str] = []
    with opened(filled) as workspace:
        assert differences(workspace) == []
        assert [row[0] for row in contents(workspace)["organisation_alias"]] == ["a"]
    assert schema_of(filled) == created_schema()
    assert [path.name.split("--")[0] for path in backup_folder().iterdir()] == ["filled"]
    migrate(filled, backup_folder(), database_folder() / "migrations", lambda words, _: heard.append(words))
    assert heard[0] == "Backing up"
    assert list(filled.parent.iterdir()) == [filled]


def test_alembic_is_imported_only_when_a_migration_is_due(filled: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from stewardship_desktop.application.opened import open_for
from stewardship_desktop.application.runner import Author
open_for(Author("me", "Me"), Path({str(filled)!r})).close()
assert "alembic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.usefixtures("second_version")
def test_a_column_is_added_to_a_parent_table_and_its_children_stay(filled: Path, tmp_path: Path) -> None:
    before = copy_of(filled, "before").read_bytes()
    migrate(filled, tmp_path / "backups", folder_with(tmp_path, ADDS_A_COLUMN), silent)
    with closing(sqlite3.connect(filled)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (2,)
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
        assert raw.execute("SELECT noted FROM store_meta LIMIT 1").fetchone() == (None,)
        columns = [row[1] for row in raw.execute("PRAGMA table_info(organisation)")]
        # The record tables are made anew from the kinds, which know no such column.
        assert "colour" not in columns
    (kept,) = (tmp_path / "backups").iterdir()
    with (
        closing(sqlite3.connect(kept)) as old,
        closing(sqlite3.connect(filled.with_name("before.stewardship"))) as was,
    ):
        assert list(old.iterdump()) == list(was.iterdump())
    assert before != filled.read_bytes()
    with opened(filled) as workspace:
        assert differences(workspace) == []


@pytest.mark.usefixtures("second_version")
@pytest.mark.parametrize("script", [FAILS_LATE, LOSES_A_CHANGE], ids=["fails late", "loses a change"])
def test_a_migration_that_fails_leaves_the_file_as_it_was(script: str, filled: Path, tmp_path: Path) -> None:
    before = filled.read_bytes()
    with pytest.raises(UserFixable, match="left as it was; a backup is") as caught:
        migrate(filled, tmp_path / "backups", folder_with(tmp_path, script), silent)
    assert "\n" not in caught.value.what
    assert filled.read_bytes() == before
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", filled.name, "migrations"]


@pytest.mark.usefixtures("second_version")
def test_an_older_file_that_cannot_be_written_is_refused_in_words(filled: Path) -> None:
    with pytest.raises(UserFixable, match="made by an earlier version"):
        open_workspace(filled, read_only=True)


CHILD = """
import sys
from pathlib import Path
from stewardship_desktop.store import tables
from stewardship_desktop.store.migrations import migrate
tables.SCHEMA_VERSION, tables.REVISION = 2, "0002"
print("started", flush=True)
migrate(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), lambda words, _: print(words, flush=True))
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("words", ["started", "Backing up", "Copying", "Migrating", "Rebuilding", "Checking"])
def test_a_kill_while_migrating_leaves_the_old_file_or_the_new(
    words: str, filled: Path, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path, TAKES_ITS_TIME)
    command = [sys.executable, "-c", CHILD, str(filled), str(tmp_path / "backups"), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.startswith(words):
                child.send_signal(signal.SIGKILL)
                break
    with closing(sqlite3.connect(filled)) as raw:
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        noted = {row[1] for row in raw.execute("PRAGMA table_info(store_meta)")} >= {"noted"}
        assert (version, noted) in {(1, False), (2, True)}
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("SELECT count(*) FROM change").fetchone() == (5,)
    if version == 1:
        # What was left half-made is in nobody's way.
        with opened(filled) as workspace:
            assert differences(workspace) == []
