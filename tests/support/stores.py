"""Workspaces for tests: fresh ones, what they hold, and changes as another laptop would bring them."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.change import ALIVE, PUT, Change, Scalar
from stewardship_desktop.store import tables
from stewardship_desktop.store.rebuild import derive, replace_derived, stored
from stewardship_desktop.store.workspace import Workspace, create

ME = Author("me", "A person", "analyst")
OTHER = Author("other", "Another person", "steward")


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.stewardship"
        create(path)
        return path.read_bytes()


def fresh(folder: Path, name: str = "") -> Path:
    """A new empty workspace file in `folder`."""
    path = folder / f"{name or uuid.uuid4().hex}.stewardship"
    path.write_bytes(_template())
    return path


@contextmanager
def opened(path: Path, author: Author = ME) -> Iterator[OpenedWorkspace]:
    """The workspace open for this person, closed at the end."""
    workspace = open_for(author, path)
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def working(folder: Path, author: Author = ME) -> Iterator[OpenedWorkspace]:
    """A new workspace open for this person; its file is gone at the end."""
    path = fresh(folder)
    with opened(path, author) as workspace:
        yield workspace
    path.unlink()


Contents = dict[str, list[tuple[Any, ...]]]


def contents(opened: OpenedWorkspace) -> Contents:
    """All that the screens read: every record table but the people who act, and the open conflicts."""
    with opened.workspace.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in (tables.conflict, *tables.RECORD_TABLES.values())
            if table.name != "person"
        }


def differences(opened: OpenedWorkspace) -> list[str]:
    """Where the tables differ from what the record says."""
    with opened.workspace.reading() as connection:
        return derive(connection).differences(stored(connection))


def lines_of(opened: OpenedWorkspace, entity: str, row_id: str) -> list[Mapping[str, Any]]:
    """The change lines of one record, oldest first."""
    table = tables.change
    query = select(table).where(table.c.entity == entity, table.c.row_id == row_id).order_by(table.c.hlc)
    with opened.workspace.reading() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def bring(
    opened: OpenedWorkspace,
    entity: str,
    row_id: str,
    patch: Mapping[str, Scalar],
    *,
    parents: tuple[str, ...],
    author: str = "other",
    op: str = PUT,
    hlc: int = 1 << 62,
    scope: str = "programme",
) -> str:
    """Add a change line as a merge would, and bring the tables up to it. Returns its id."""
    line = Change(
        txn_id=str(uuid.uuid4()),
        scope=scope,
        entity=entity,
        row_id=row_id,
        op=op,
        patch=patch,
        parents=parents,
        hlc=hlc,
        replica="elsewhere",
        author=author,
        author_role="",
        reason="",
        schema_v=1,
    ).row()

    def merge(workspace: Workspace) -> None:
        with workspace.writing() as connection:
            connection.execute(insert(tables.change), line)
            replace_derived(connection, derive(connection))

    opened.runner.upkeep(merge).result()
    return str(line["change_id"])


def created(patch: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """The patch of a creation."""
    return {ALIVE: 1, **patch}


def copy_of(path: Path, name: str) -> Path:
    """Another copy of a closed workspace, beside it."""
    target = path.with_name(f"{name}.stewardship")
    shutil.copyfile(path, target)
    return target
