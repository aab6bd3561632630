"""Records that somebody deleted but that are kept because a live record refers to them.

Merging brings them about; this module lets them go when nothing refers to them any more.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text, update

from stewardship_desktop.store import tables
from stewardship_desktop.store.ledger import rows_with_ids

Key = tuple[str, str]


def release_kept(connection: Connection) -> list[tuple[str, str, str]]:
    """Take out of the tables each kept record that no live record reaches: entity, id and scope of each.

    Their deletion is in the record already, so nothing is added to it.
    """
    state = tables.row_state
    # Literal, so that the small index of just these rows answers it.
    query = select(state.c.entity, state.c.row_id).where(text("rescued = 1"))
    kept: set[Key] = {(entity, row_id) for entity, row_id in connection.execute(query)}
    reached: set[Key] = set()
    leads: dict[Key, list[Key]] = {}
    for entity in sorted({entity for entity, _ in kept}):
        ids = sorted(row_id for each, row_id in kept if each == entity)
        for kind, name, _ in tables.REFERRERS[entity]:
            table = tables.RECORD_TABLES[kind.entity]
            pointing = select(table.c.id, table.c[name])
            for row_id, target in rows_with_ids(connection, pointing, table.c[name], ids):
                if (kind.entity, row_id) in kept:
                    leads.setdefault((kind.entity, row_id), []).append((entity, target))
                else:
                    reached.add((entity, target))
    waiting = list(reached)
    while waiting:
        for key in leads.get(waiting.pop(), []):
            if key not in reached:
                reached.add(key)
                waiting.append(key)
    return [_release(connection, key) for key in sorted(kept - reached)]


def _release(connection: Connection, key: Key) -> tuple[str, str, str]:
    entity, row_id = key
    table, state, open_items = tables.RECORD_TABLES[entity], tables.row_state, tables.conflict
    scope = connection.execute(select(table.c.scope).where(table.c.id == row_id)).scalar_one()
    connection.execute(delete(table).where(table.c.id == row_id))
    connection.execute(delete(open_items).where(open_items.c.entity == entity, open_items.c.row_id == row_id))
    connection.execute(
        update(state).where(state.c.entity == entity, state.c.row_id == row_id).values(alive=0, rescued=0)
    )
    return entity, row_id, scope
