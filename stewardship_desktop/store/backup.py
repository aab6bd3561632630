"""Backups of a workspace: whole, checked, named by date and reason, thinned by age.

Never overwrites a workspace.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.connection import connect
from stewardship_desktop.store.disk import clear_away, put_in_place

KEEP_NEWEST, KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 10, 14, 8, 12
_NAME = re.compile(r"^(?P<stem>.+)--(?P<store>[0-9a-f]{8})--(?P<when>\d{8}-\d{6})-[a-z-]+\.stewardship$")
_WHEN = "%Y%m%d-%H%M%S"
_STORE = "SELECT substr(value, 1, 8) FROM store_meta WHERE key = 'store_id'"
_LINES = "SELECT count(*) FROM change"


def back_up(workspace: Path, folder: Path, reason: str, now: datetime) -> Path:
    """Copy a workspace, open or closed, into `folder` and check the copy. `reason` is one lower-case word.

    Returns the backup's path. Raises UserFixable when it can't be made; nothing half-made is left.
    """
    part = folder / f"{workspace.stem}--{reason}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_away(part)
        with closing(connect(workspace, read_only=True)) as source:
            store = str(source.execute(_STORE).fetchone()[0])
            lines = source.execute(_LINES).fetchone()[0]
            source.execute("VACUUM INTO ?", (str(part),)).close()
        _check(part, lines)
        target = folder / f"{workspace.stem}--{store}--{now.strftime(_WHEN)}-{reason}.stewardship"
        put_in_place(part, target)
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise UserFixable(
            f"No backup of {workspace.name} could be made in {folder}: {why}.",
            "Look whether the folder may be written and has room, then try again.",
        ) from error
    finally:
        clear_away(part)
    _thin(folder, workspace.stem, store)
    return target


def _check(path: Path, lines: int) -> None:
    """Refuse a copy that is not sound, or holds fewer change lines than the workspace did."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        said = copy.execute("PRAGMA quick_check").fetchone()[0]
        copied = copy.execute(_LINES).fetchone()[0]
    if said != "ok" or copied < lines:
        raise sqlite3.DatabaseError(f"the copy is not sound ({said}, {copied} of {lines} changes)")


def backups(workspace: Path, folder: Path) -> list[tuple[datetime, Path]]:
    """The backups of workspaces of this name, newest first."""
    return [(when, path) for when, _, path in _found(folder, workspace.stem)]


def _found(folder: Path, stem: str) -> list[tuple[datetime, str, Path]]:
    found = []
    for path in folder.glob("*.stewardship"):
        match = _NAME.match(path.name)
        if match and match["stem"] == stem:
            when = datetime.strptime(match["when"], _WHEN)  # noqa: DTZ007 (local wall time in a name)
            found.append((when, match["store"], path))
    return sorted(found, reverse=True)


def thin(workspace: Path, folder: Path) -> list[Path]:
    """Delete backups past their time: keeps the 10 newest, 14 daily, 8 weekly and 12 monthly.

    Each of several workspaces of one name keeps its own. Returns those gone.
    """
    stores = {store for _, store, _ in _found(folder, workspace.stem)}
    return [path for store in sorted(stores) for path in _thin(folder, workspace.stem, store)]


def _thin(folder: Path, stem: str, store: str) -> list[Path]:
    every = [(when, path) for when, each, path in _found(folder, stem) if each == store]
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
