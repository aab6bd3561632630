"""Whether a workspace file is sound: the pages, the references, the change ids, and the tables against the record.

Reads only. The cheap part runs at every open; the whole after an unclean close and on request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from stewardship_desktop.domain.change import digest
from stewardship_desktop.store import tables
from stewardship_desktop.store.rebuild import derive, stored

Step = Callable[[str, float], None]
"""Called with what is being checked, in words, and how far along the whole is (0 to 1)."""

SHOWN = 20
"""Faults listed one by one; the rest are counted."""

VERIFY_EVERY = 5000


@dataclass(frozen=True)
class Findings:
    """What a check found. `faults` is empty for a sound file; `tables_differ` says that a rebuild would mend it."""

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
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(SHOWN):
        faults.append(f"References: a {row[0]} record refers to a {row[2]} that is not there")
    return faults


def check_changes(connection: Connection, step: Step = _silent) -> list[str]:
    """Change lines whose content no longer fits their id (a changed byte that no page check sees)."""
    total = connection.execute(select(func.count()).select_from(tables.change)).scalar_one()
    faults = []
    names = [column.name for column in tables.change.columns]
    for done, row in enumerate(connection.execute(select(tables.change))):
        line = dict(zip(names, row, strict=True))
        if digest(line) != line["change_id"]:
            faults.append(f"Record: change {line['change_id'][:12]} of a {line['entity']} has been altered")
        if done % VERIFY_EVERY == 0:
            step("Checking the change record", done / max(total, 1))
    return faults


def check_tables(connection: Connection, step: Step = _silent) -> list[str]:
    """Rows of the tables on screen that differ from what the change record says."""
    total = connection.execute(select(func.count()).select_from(tables.row_state)).scalar_one()
    right = derive(connection, lambda done, _: step("Comparing tables with the record", done / max(total, 1)))
    return [f"Tables: {row} differs from the record" for row in right.differences(stored(connection))]


def check(connection: Connection, *, thorough: bool, step: Step = _silent) -> Findings:
    """Check a file. `thorough` adds the change ids and the comparison with a rebuild."""
    step("Checking the file", 0.0)
    faults = check_pages(connection, thorough=thorough)
    differing: list[str] = []
    if thorough and not faults:
        faults += check_changes(connection, step)
        differing = check_tables(connection, step)
    shown = [*faults, *differing]
    if len(shown) > SHOWN:
        shown = [*shown[:SHOWN], f"and {len(shown) - SHOWN} more"]
    return Findings(tuple(shown), tables_differ=bool(differing) and not faults)
