"""Backups of a workspace: whole, checked, named by date and reason, thinned by age. Never overwrites a workspace."""

from __future__ import annotations

import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.connection import connect
from stewardship_desktop.store.faults import explained

KEEP_NEWEST, KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 10, 14, 8, 12
_NAME = re.compile(r"^(?P<stem>.+)--(?P<when>\d{8}-\d{6})-[a-z-]+\.stewardship$")
_WHEN = "%Y%m%d-%H%M%S"


def back_up(workspace: Path, folder: Path, reason: str, now: datetime) -> Path:
    """Copy a workspace, open or closed, into `folder` and check the copy. `reason` is one lower-case word.

    Returns the backup's path. Raises UserFixable when it can't be made; nothing half-made is left.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{workspace.stem}--{now.strftime(_WHEN)}-{reason}.stewardship"
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with explained(workspace):
            source = connect(workspace, read_only=True)
            try:
                source.execute("VACUUM INTO ?", (str(part),)).close()
            finally:
                source.close()
        _check(part)
        _flush(part)
        part.replace(target)
    except OSError as error:
        raise UserFixable(
            f"No backup could be made in {folder}: {error.strerror}.", "Free some space there and try again."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    thin(workspace, folder)
    return target


def _check(path: Path) -> None:
    copy = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        said = copy.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        copy.close()
    if said != "ok":
        raise UserFixable(f"The backup {path.name} is not sound: {said}.", "Check the disk, then try again.")


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def backups(workspace: Path, folder: Path) -> list[tuple[datetime, Path]]:
    """This workspace's backups, newest first."""
    found = []
    for path in folder.glob("*.stewardship"):
        match = _NAME.match(path.name)
        if match and match["stem"] == workspace.stem:
            found.append((datetime.strptime(match["when"], _WHEN), path))  # noqa: DTZ007 (local wall time in a name)
    return sorted(found, reverse=True)


def thin(workspace: Path, folder: Path) -> list[Path]:
    """Delete backups past their time: keeps the 10 newest, 14 daily, 8 weekly and 12 monthly. Returns those gone."""
    every = backups(workspace, folder)
    kept = {path for _, path in every[:KEEP_NEWEST]}
    for count, period in ((KEEP_DAILY, "%Y%m%d"), (KEEP_WEEKLY, "%G%V"), (KEEP_MONTHLY, "%Y%m")):
        newest: dict[str, Path] = {}
        for when, path in every:
            newest.setdefault(when.strftime(period), path)
        kept |= set(list(newest.values())[:count])
    gone = [path for _, path in every if path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
