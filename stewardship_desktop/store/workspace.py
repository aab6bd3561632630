"""A workspace file: making, opening, locking and closing it. Holds the connections; knows no screen."""

from __future__ import annotations

import struct
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, func, insert, select

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import APPLICATION_ID, connect, reader_engine, upsert, writer_engine
from stewardship_desktop.store.faults import explained

SUFFIX = ".stewardship"
_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
CLEAN = "clean_close"


@dataclass(frozen=True)
class Header:
    """What the first hundred bytes of a workspace say, read without opening the database."""

    schema_version: int


def read_header(path: Path) -> Header:
    """The header of a workspace. Raises UserFixable when the file is missing, unreadable or something else."""
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        raise UserFixable(
            f"{path} is not there.", "It may have been moved or renamed; choose it again."
        ) from error
    except OSError as error:
        raise UserFixable(
            f"{path} can't be read: {error.strerror}.", "Ask for access, or choose another."
        ) from error
    if len(start) < _HEADER_BYTES or not start.startswith(_MAGIC):
        raise UserFixable(f"{path.name} is not a workspace.", f"Choose a file that ends in {SUFFIX}.")
    user_version, _, application_id = struct.unpack(">III", start[60:72])
    if application_id != APPLICATION_ID:
        raise UserFixable(
            f"{path.name} is a database of another program, not a workspace.",
            f"Choose a file that ends in {SUFFIX}.",
        )
    if user_version > tables.SCHEMA_VERSION:
        raise UserFixable(
            f"{path.name} was made by a newer version of Stewardship Desktop "
            f"(its format is {user_version}, this program knows up to {tables.SCHEMA_VERSION}).",
            "Install the newer version to open it; nothing was changed.",
        )
    return Header(user_version)


def lock_path(path: Path) -> Path:
    """The lock file that lies beside an open workspace."""
    return path.with_name(path.name + ".lock")


def take_lock(path: Path) -> FileLock | None:
    """The lock of a workspace for writing, or None where the folder or file can't be written.

    Raises UserFixable when another running program holds it.
    """
    lock = FileLock(lock_path(path), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UserFixable(
            f"{path.name} is open in another window.",
            "Go on there, or close it there and open it here again.",
        ) from error
    except OSError:
        return None
    if not _writable(path):
        lock.release()
        return None
    return lock


def _writable(path: Path) -> bool:
    try:
        with path.open("rb+"):
            return True
    except OSError:
        return False


class Workspace:
    """An open workspace. Read from any thread with `reading`; write from one thread with `writing`."""

    def __init__(self, path: Path, lock: FileLock | None) -> None:
        self.path = path
        self.read_only = lock is None
        self._lock = lock
        self._readers: Engine = reader_engine(path)
        self._writer: Engine | None = None if lock is None else writer_engine(path)
        self._dirty = False
        with self.reading() as connection:
            query = select(tables.store_meta.c.key, tables.store_meta.c.value)
            self.meta: dict[str, str] = {row.key: row.value for row in connection.execute(query)}
            self.last_tick = connection.execute(select(func.max(tables.change.c.hlc))).scalar() or 0
        self.closed_cleanly = self.meta.get(CLEAN) == "1"

    @property
    def replica(self) -> str:
        """The id of this copy of the store, in every change made here."""
        return self.meta["replica"]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Fetch what you need and leave: an open read holds up the writer."""
        with explained(self.path), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, rolled back whole when it raises."""
        if self._writer is None:
            raise UserFixable(
                f"{self.path.name} is open for reading only.",
                "Copy the file to a folder of your own and open it there.",
            )
        with explained(self.path), self._writer.begin() as connection:
            if not self._dirty:
                connection.execute(upsert(tables.store_meta), {"key": CLEAN, "value": "0"})
            yield connection
        self._dirty = True

    def mark_clean(self) -> None:
        """Say in the file that all is well with it: after the checks of an unclean close, and at closing."""
        with self.writing() as connection:
            connection.execute(upsert(tables.store_meta), {"key": CLEAN, "value": "1"})
        self._dirty = False
        self.closed_cleanly = True

    def close(self, *, sound: bool = True) -> None:
        """Close the connections and free the lock. `sound` False leaves the file marked for a full check."""
        try:
            if self._writer is not None and self._dirty and sound:
                self.mark_clean()
        finally:
            self._readers.dispose()
            if self._writer is not None:
                self._writer.dispose()
            if self._lock is not None:
                self._lock.release()


def create(path: Path) -> None:
    """Make an empty workspace. Raises UserFixable when there is a file already or the folder can't be written.

    Written under another name and put in place whole, so that no half-made workspace is ever seen.
    """
    if path.exists():
        raise UserFixable(f"{path.name} is there already.", "Open it, or choose another name.")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch()
    except OSError as error:
        raise UserFixable(
            f"No workspace can be made in {path.parent}: {error.strerror}.", "Choose a folder of your own."
        ) from error
    try:
        with explained(path):
            raw = connect(part, read_only=False)
            raw.execute(f"PRAGMA application_id={APPLICATION_ID}").close()
            raw.execute(f"PRAGMA user_version={tables.SCHEMA_VERSION}").close()
            raw.close()
            engine = writer_engine(part)
            try:
                with engine.begin() as connection:
                    tables.metadata.create_all(connection)
                    connection.execute(insert(tables.store_meta), _first_meta())
            finally:
                engine.dispose()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _first_meta() -> list[dict[str, str]]:
    return [
        {"key": "store_id", "value": str(uuid.uuid4())},
        {"key": "replica", "value": str(uuid.uuid4())},
        {"key": "created_ms", "value": str(time.time_ns() // 1_000_000)},
        {"key": CLEAN, "value": "1"},
    ]


def open_workspace(path: Path, *, read_only: bool = False) -> Workspace:
    """Open a workspace of the present schema version (see `migrations` for an older one).

    Opens for reading where the file or its folder can't be written. Raises UserFixable when it is
    not a workspace, is newer than this program, or is open elsewhere.
    """
    read_header(path)
    lock = None if read_only else take_lock(path)
    try:
        with explained(path):
            return Workspace(path, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
