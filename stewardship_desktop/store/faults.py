"""Faults of the file and its disk, in words a person can act on. Faults of ours are left to be reported."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from stewardship_desktop.domain.errors import UserFixable

_WORDS: tuple[tuple[int, str, str], ...] = (
    (
        sqlite3.SQLITE_FULL,
        "The disk is full; the last change was not saved.",
        "Free some space and try again.",
    ),
    (
        sqlite3.SQLITE_BUSY,
        "Another program is using the workspace.",
        "Close the other program, or wait a moment and try again.",
    ),
    (
        sqlite3.SQLITE_LOCKED,
        "Another program is using the workspace.",
        "Close the other program, or wait a moment and try again.",
    ),
    (
        sqlite3.SQLITE_READONLY,
        "The workspace can't be written where it is.",
        "Copy the file to a folder of your own and open it there.",
    ),
    (
        sqlite3.SQLITE_IOERR,
        "The disk did not take the change; it was not saved.",
        "Check that the drive is still there, then try again.",
    ),
    (
        sqlite3.SQLITE_CANTOPEN,
        "The workspace can't be opened where it is.",
        "Check that the file and its folder are still there and that you may write to them.",
    ),
    (
        sqlite3.SQLITE_CORRUPT,
        "The workspace file is damaged.",
        "Don't go on with it: open the newest backup, which lies in the folder of backups.",
    ),
    (
        sqlite3.SQLITE_NOTADB,
        "The file is not a workspace.",
        "Choose a file that ends in .stewardship.",
    ),
)


class DamagedFile(UserFixable):
    """A file that is a workspace and can't be read as one any more."""


def explain(error: BaseException, path: Path) -> UserFixable | None:
    """The fault as a UserFixable that names the file, or None when it is not of the file or the disk."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlite3.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if not code and str(cause).startswith("Could not decode"):
        # Bytes that are no text where text must be: the driver reports it without a code.
        code = sqlite3.SQLITE_CORRUPT
    for known, what, remedy in _WORDS:
        if code == known:
            kind = DamagedFile if known == sqlite3.SQLITE_CORRUPT else UserFixable
            return kind(f"{path.name}: {what}", remedy)
    return None


def damaged(path: Path) -> UserFixable:
    """What to say of a file that is a workspace but can't be read as one."""
    what, remedy = next((what, remedy) for code, what, remedy in _WORDS if code == sqlite3.SQLITE_CORRUPT)
    return DamagedFile(f"{path.name}: {what}", remedy)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise faults of the file and its disk as UserFixable; let everything else through as it is."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        fault = explain(error, path)
        if fault is None:
            raise
        raise fault from error
