"""What the frame around the rooms reads: care areas for the picker, and names to find by typing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from stewardship_desktop.store.tables import RECORD_TABLES


@dataclass(frozen=True)
class PickerRow:
    """A care area in the picker; `state` is its status that holds today, in words, or ""."""

    care_area_id: str
    name: str
    state: str


@dataclass(frozen=True)
class Found:
    """A record that can be gone to: its kind, its id, what it is called, a second line, and its scope."""

    entity: str
    row_id: str
    name: str
    detail: str
    scope: str


def care_areas(connection: Connection, today: date) -> list[PickerRow]:
    """All care areas by number, then name; each with the newest status that has begun."""
    area, status = RECORD_TABLES["care_area"], RECORD_TABLES["care_area_status"]
    query = select(status.c.care_area_id, status.c.state).where(status.c.since <= today.isoformat())
    steps = connection.execute(query.order_by(status.c.since, status.c.position, status.c.id))
    states: dict[str, str] = {step.care_area_id: step.state for step in steps}
    rows = connection.execute(select(area.c.id, area.c.name, area.c.number).order_by(area.c.id)).all()
    rows = sorted(rows, key=lambda row: (row.number is None, row.number or 0, row.name.casefold(), row.id))
    return [PickerRow(row.id, row.name, states.get(row.id, "")) for row in rows]


_SOURCES = (
    ("care_area", "name", "also_called"),
    ("service_line", "name", ""),
    ("organisation", "name", "short_name"),
    ("place", "name", ""),
    ("term", "term", "meaning"),
    ("star_session", "name", "question"),
    ("star_option", "name", ""),
    ("outcome", "outcome", "noticed_by"),
    ("metric", "name", "owner_role"),
)


def find(connection: Connection, words: str, limit: int = 8) -> list[Found]:
    """Records whose name or short name holds these words, the likeliest first. Case doesn't count.

    Likeliest is what is called so, then what begins so, then what has the words in its name.
    """
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return []
    found = []
    for entity, name, other in _SOURCES:
        table = RECORD_TABLES[entity]
        columns = [table.c.id, table.c.scope, table.c[name].label("name")]
        columns.append((table.c[other] if other else func.coalesce(None, "")).label("other"))
        for row in connection.execute(select(*columns).order_by(table.c.id)):
            if wanted in f"{row.name} {row.other}".casefold():
                other_names = row.other.strip("[]").replace('"', "")
                found.append(Found(entity, row.id, row.name, other_names, row.scope))
    found.sort(key=lambda each: (_distance(each, wanted), each.name.casefold(), each.row_id))
    return found[:limit]


def _distance(found: Found, wanted: str) -> int:
    name, other = found.name.casefold(), found.detail.casefold()
    if wanted in (name, *other.split(", ")):
        return 0
    if name.startswith(wanted) or other.startswith(wanted):
        return 1
    return 2 if wanted in name else 3
