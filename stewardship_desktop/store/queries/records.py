"""Reads live records of one type in the order of their ids, for the queries beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Connection, select

from stewardship_desktop.domain.record import Record
from stewardship_desktop.store.rows import from_row
from stewardship_desktop.store.tables import table_of

R = TypeVar("R", bound=Record)


def records(connection: Connection, record_type: type[R], **equal: str | int | None) -> list[R]:
    """The live records whose columns equal the given ones, by id."""
    table = table_of(record_type)
    query = select(table).order_by(table.c.id)
    for name, value in equal.items():
        query = query.where(table.c[name] == value)
    return [from_row(record_type, dict(row)) for row in connection.execute(query).mappings()]


def record(connection: Connection, record_type: type[R], row_id: str) -> R | None:
    """The live record with this id, or None."""
    return next(iter(records(connection, record_type, id=row_id)), None)


def records_in(connection: Connection, record_type: type[R], column: str, ids: Sequence[str]) -> list[R]:
    """The live records whose column holds one of the ids, in the order of their own ids."""
    if not ids:
        return []
    table = table_of(record_type)
    query = select(table).where(table.c[column].in_(ids)).order_by(table.c.id)
    return [from_row(record_type, dict(row)) for row in connection.execute(query).mappings()]
