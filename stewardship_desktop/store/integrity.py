"""Whether a workspace file is sound: pages, references, change ids, and the tables against the record.

Reads only. The cheap part runs at every open; the whole after an unclean close and on request.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from stewardship_desktop.domain.change import seal
from stewardship_desktop.store import tables
from stewardship_desktop.store.bulk import collector_held
from stewardship_desktop.store.line import Line
from stewardship_desktop.store.rebuild import derive, stored

Step = Callable[[str, float], None]
"""Called with what is being checked, in words, and how far along the whole is (0 to 1)."""

SHOWN = 20
"""Faults listed one by one; the rest are counted."""


@dataclass(frozen=True)
class Findings:
    """What a check found: `faults` is empty for a sound file.

    `tables_differ` says that the record is whole and a rebuild from it would mend the tables.
    """

    faults: tuple[str, ...] = ()
    tables_differ: bool = False

    @property
    def is_sound(self) -> bool:
        """No fault of any sort."""
        return not self.faults


def _silent(_words: str, _share: float) -> None:
    """Progress for callers that show none."""


def check_pages(connection: Connection, *, thorough: bool) -> list[str]:
    """Faults of the file's pages and references, as SQLite itself reports them."""
    pragma = "integrity_check" if thorough else "quick_check"
    said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}({SHOWN})")]
    faults = [f"Pages: {line}" for line in said if line != "ok"]
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(SHOWN)
    return faults + [
        f"References: a {row[0]} record refers to a {row[2]} that is not there" for row in dangling
    ]


def check_record(connection: Connection, step: Step = _silent) -> tuple[list[str], list[str]]:
    """Change lines altered since they were written, and table rows that differ from what the lines say.

    A line's id is the sum over its content: a changed byte that no page check sees shows there.
    """
    total = connection.execute(select(func.count()).select_from(tables.row_state)).scalar_one()
    altered: list[str] = []

    def inspect(line: Line) -> bool:
        try:
            whole = seal(*line[1:]) == line.change_id
        except (TypeError, UnicodeError):
            whole = False
        if not whole:
            altered.append(f"Record: change {str(line.change_id)[:12]} of a {line.entity} has been altered")
        return whole

    def progress(done: int, _all: int) -> None:
        step("Checking the change record", 0.2 + 0.6 * min(done / max(total, 1), 1.0))

    right = derive(connection, progress, inspect)
    if altered:
        return altered, []
    step("Comparing tables with the record", 0.8)
    return [], [f"Tables: {row} differs from the record" for row in right.differences(stored(connection))]


def check(connection: Connection, *, thorough: bool, step: Step = _silent) -> Findings:
    """Check a file. `thorough` adds the change ids and the comparison with a rebuild."""
    step("Checking the file", 0.0)
    faults: list[str] = []
    differing: list[str] = []
    try:
        faults = check_pages(connection, thorough=thorough)
        if thorough and not faults:
            with collector_held():
                faults, differing = check_record(connection, step)
    except (sqlite3.Error, DBAPIError) as error:
        faults = [f"Pages: {getattr(error, 'orig', None) or error}"]
    shown = [*faults, *differing]
    if len(shown) > SHOWN:
        shown = [*shown[:SHOWN], f"and {len(shown) - SHOWN} more"]
    return Findings(tuple(shown), tables_differ=bool(differing) and not faults)
