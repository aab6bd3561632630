"""Putting a finished file in its place: a power cut leaves the old one or the new one, never a mixture."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def put_in_place(finished: Path, target: Path) -> None:
    """Move a closed file over `target` once its bytes are on the disk. Raises OSError."""
    with finished.open("rb+") as file:
        os.fsync(file.fileno())
    finished.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            # The name itself is on the disk only after this; Windows has no such call and needs none.
            os.fsync(folder)
        finally:
            os.close(folder)


def journal_path(database: Path) -> Path:
    """The file beside a database in which SQLite keeps what a transaction has overwritten."""
    return database.with_name(database.name + "-journal")


def clear_away(database: Path) -> None:
    """Remove an unfinished copy of a database with its journal, if there is one and it may be removed."""
    for path in (database, journal_path(database)):
        # Where nothing can be removed nothing can be made either, and that is what is then reported.
        with suppress(OSError):
            path.unlink(missing_ok=True)
