"""A workspace file: making, opening, locking and closing it. Holds the connections; knows no screen."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import DBAPIError

from stewardship_desktop.domain.change import COUNTER_BITS, DAY_MS
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import APPLICATION_ID, connect, reader_engine, upsert, writer_engine
from stewardship_desktop.store.disk import clear_away, journal_path, put_in_place
from stewardship_desktop.store.faults import damaged, explained

SUFFIX = ".stewardship"
_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
CLEAN = "clean_close"
SHAPE = "derived_shape"

Upgrade = Callable[[Path], None]
"""Brings an older workspace file up to the present schema, in place (`migrations.migrate`)."""


@dataclass(frozen=True)
class Header:
    """What the first hundred bytes of a workspace say, read without opening the database."""

    schema_version: int


def read_header(path: Path) -> Header:
    """The header of a workspace. Raises UserFixable when the file is missing or something else.

    Not for a file that this process has open: closing it again would drop SQLite's own locks.
    """
    refuse_odd_place(path)
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


def refuse_odd_place(path: Path) -> None:
    """Raise UserFixable for a path that can hold no workspace: a folder, a pipe, a name that isn't text."""
    try:
        str(path).encode()
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise UserFixable(f"{path} is a link that leads nowhere.", "Choose the file itself.") from None
        return
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name has letters that are no text"
        raise UserFixable(f"{path} can't be a workspace: {reason}.", "Choose another name.") from error
    if stat.S_ISDIR(mode):
        raise UserFixable(f"{path} can't be read: it is a folder.", "Choose a file in it.")
    if not stat.S_ISREG(mode):
        raise UserFixable(f"{path} can't be read: it is a pipe or a device.", "Choose a file.")


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
        if not lock_path(path).exists():
            # Nobody holds a lock that is not there: it could not be made.
            return None
        raise UserFixable(
            f"{path.name} is open in another window.",
            "Go on there, or close it there and open it here again.",
        ) from error
    except (OSError, NotImplementedError):
        return None
    if not _writable(path):
        free_lock(lock)
        return None
    return lock


def free_lock(lock: FileLock) -> None:
    """Give a lock back and leave no file of it behind."""
    if os.name == "posix":
        # While it is held, so that nobody else's is taken away. Windows has it removed by the release.
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


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
        self._place = _place(path)
        self._dirty = False
        self._readers: Engine = reader_engine(path)
        self._writer: Engine | None = None if lock is None else writer_engine(path)
        try:
            with self.reading() as connection:
                query = select(tables.store_meta.c.key, tables.store_meta.c.value)
                self.meta: dict[str, str] = {row.key: row.value for row in connection.execute(query)}
                self.replica: str = self.meta["replica"]
                self.last_tick = _last_tick(connection)
            if self._writer is not None:
                # Now, while the file is there: a copy must still be possible once it is gone.
                self._writer.raw_connection().close()
        except BaseException:
            self._dispose()
            raise
        self.closed_cleanly = self.meta.get(CLEAN) == "1"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Fetch what you need and leave: an open read holds up the writer."""
        with explained(self.path), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, rolled back whole when it raises."""
        with self._transaction() as connection:
            driver: Any = connection.connection.driver_connection
            before = driver.total_changes
            yield connection
            changed = driver.total_changes != before
            if changed and not self._dirty:
                connection.execute(upsert(tables.store_meta), {"key": CLEAN, "value": "0"})
        self._dirty = self._dirty or changed

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._writer is None:
            raise UserFixable(
                f"{self.path.name} is open for reading only.",
                "Copy the file to a folder of your own and open it there.",
            )
        if _place(self.path) != self._place:
            # SQLite would go on writing into a file that has no name any more.
            raise UserFixable(
                f"{self.path.name} was moved or deleted while it was open; the change was not saved.",
                f"Put the file back in {self.path.parent}, or save a copy of the workspace.",
            )
        with explained(self.path), self._writer.begin() as connection:
            yield connection

    def mark_clean(self) -> None:
        """Say in the file that all is well with it: after the checks of an unclean close, and at closing."""
        with self._transaction() as connection:
            connection.execute(upsert(tables.store_meta), {"key": CLEAN, "value": "1"})
        self._dirty = False
        self.closed_cleanly = True

    def copy_to(self, target: Path) -> None:
        """Write all of the workspace into a new file, also when its own is gone or its disk is full.

        On the writer's thread. Raises UserFixable when there is such a file or it can't be written.
        """
        if target.exists():
            raise UserFixable(f"{target.name} is there already.", "Choose another name.")
        with explained(target):
            raw = (self._writer or self._readers).raw_connection()
            try:
                raw.cursor().execute("VACUUM INTO ?", (str(target),)).close()
            except BaseException:
                clear_away(target)
                raise
            finally:
                raw.close()

    def close(self, *, sound: bool = True) -> None:
        """Close the connections and free the lock. `sound` False leaves the file marked for a full check."""
        try:
            if self._writer is not None and sound:
                # A mark that can't be set costs a check at the next open, nothing more.
                with suppress(UserFixable):
                    if self._dirty:
                        self.mark_clean()
                with suppress(UserFixable):
                    self._leave_one_file()
        finally:
            self._dispose()
            if self._lock is not None:
                free_lock(self._lock)

    def _leave_one_file(self) -> None:
        if self._writer is None:
            return
        if not self.path.exists():
            # Deleted meanwhile; the journal of what is no more says nothing to anybody.
            clear_away(self.path)
            return
        if _place(self.path) != self._place:
            return
        with explained(self.path):
            raw = self._writer.raw_connection()
            try:
                # Takes away the emptied journal, so that one file is all there is to copy.
                raw.cursor().execute("PRAGMA journal_mode=DELETE").close()
            finally:
                raw.close()

    def _dispose(self) -> None:
        self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()


def _place(path: Path) -> tuple[int, int] | None:
    """What tells one file from another under the same name; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _last_tick(connection: Connection) -> int:
    """The newest reading of the clock in the record, but none that lies more than a day ahead."""
    limit = (time.time_ns() // 1_000_000 + DAY_MS) << COUNTER_BITS
    hlc = tables.change.c.hlc
    return connection.execute(select(func.max(hlc)).where(hlc <= limit)).scalar() or 0


def create(path: Path) -> None:
    """Make an empty workspace. Raises UserFixable when there is a file already or no place for one.

    Written under another name and put in place whole, so that no half-made workspace is ever seen.
    """
    refuse_odd_place(path)
    if path.exists():
        raise UserFixable(f"{path.name} is there already.", "Open it, or choose another name.")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear_away(part)
        part.touch()
    except OSError as error:
        raise _no_place(path, error) from error
    try:
        with explained(path):
            raw = connect(part, read_only=False)
            try:
                raw.execute(f"PRAGMA application_id={APPLICATION_ID}").close()
                raw.execute(f"PRAGMA user_version={tables.SCHEMA_VERSION}").close()
            finally:
                raw.close()
            engine = writer_engine(part)
            try:
                with engine.begin() as connection:
                    tables.metadata.create_all(connection, tables=list(tables.every()))
                    connection.execute(insert(tables.store_meta), _first_meta())
                    connection.execute(insert(tables.alembic_version), {"version_num": tables.REVISION})
            finally:
                engine.dispose()
        put_in_place(part, path)
    except OSError as error:
        raise _no_place(path, error) from error
    finally:
        clear_away(part)


def _no_place(path: Path, error: OSError) -> UserFixable:
    return UserFixable(
        f"No workspace can be made in {path.parent}: {error.strerror}.", "Choose a folder of your own."
    )


def _first_meta() -> list[dict[str, str]]:
    return [
        {"key": "store_id", "value": str(uuid.uuid4())},
        {"key": "replica", "value": str(uuid.uuid4())},
        {"key": "created_ms", "value": str(time.time_ns() // 1_000_000)},
        {"key": CLEAN, "value": "1"},
        {"key": SHAPE, "value": tables.derived_shape()},
    ]


def open_workspace(path: Path, *, read_only: bool = False, upgrade: Upgrade | None = None) -> Workspace:
    """Open a workspace. `upgrade` is called first when it was made by an earlier version.

    Opens for reading where the file or its folder can't be written. Raises UserFixable when it is
    not a workspace, is damaged, is newer than this program or older with no way to bring it up to
    date, or is open elsewhere.
    """
    if not path.is_file():
        read_header(path)
    lock = None if read_only else take_lock(path)
    try:
        header = read_header(path)
        with _readable(path):
            _finish_what_was_cut_off(path, lock is not None)
            is_older = _is_older(path, header)
        if is_older:
            if lock is None or upgrade is None:
                raise UserFixable(
                    f"{path.name} was made by an earlier version and can't be brought up to date "
                    "while it is open for reading only.",
                    "Open it for writing, in a folder of your own.",
                )
            upgrade(path)
        with _readable(path):
            return Workspace(path, lock)
    except BaseException:
        if lock is not None:
            free_lock(lock)
        raise


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Whatever stops a file with our header from being read as a workspace is damage to it."""
    try:
        with explained(path):
            yield
    except (sqlite3.Error, DBAPIError, KeyError, ValueError) as error:
        raise damaged(path) from error


def _finish_what_was_cut_off(path: Path, may_write: bool) -> None:
    """Let SQLite take back a transaction that a crash cut off; a reader alone is not allowed to."""
    if may_write:
        raw = connect(path, read_only=False)
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").close()
        finally:
            raw.close()
        return
    try:
        raw = connect(path, read_only=True)
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").close()
        finally:
            raw.close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            raise UserFixable(
                f"{path.name} was cut off while saving and can't be put right where it is.",
                f"Copy it together with {journal_path(path).name} to a folder of your own and open it there.",
            ) from error
        raise


def _is_older(path: Path, header: Header) -> bool:
    if header.schema_version < tables.SCHEMA_VERSION:
        return True
    raw = connect(path, read_only=True)
    try:
        found = raw.execute("SELECT value FROM store_meta WHERE key = ?", (SHAPE,)).fetchone()
    finally:
        raw.close()
    return found is None or found[0] != tables.derived_shape()
