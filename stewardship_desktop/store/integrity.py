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
    """Faults of the file's pages, as SQLite itself reports them."""
    pragma = "integrity_check" if thorough else "quick_check"
    said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}({SHOWN})")]
    return [f"Pages: {line}" for line in said if line != "ok"]


def check_references(connection: Connection) -> list[str]:
    """References to records that are not there."""
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(SHOWN)
    return [f"References: a {row[0]} record refers to a {row[2]} that is not there" for row in dangling]


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
    """Check a file. `thorough` adds the change ids and the comparison with a rebuild.

    A reference to nothing calls for the whole check too: the record tells whether a rebuild mends it.
    """
    step("Checking the file", 0.0)
    altered: list[str] = []
    differing: list[str] = []
    try:
        faults = check_pages(connection, thorough=thorough)
        if not faults:
            faults = check_references(connection)
            if thorough or faults:
                with collector_held():
                    altered, differing = check_record(connection, step)
                faults = [*altered, *faults, *differing]
    except (sqlite3.Error, DBAPIError) as error:
        return Findings((f"Pages: {getattr(error, 'orig', None) or error}",))
    if len(faults) > SHOWN:
        faults = [*faults[:SHOWN], f"and {len(faults) - SHOWN} more"]
    return Findings(tuple(faults), tables_differ=bool(differing) and not altered)
