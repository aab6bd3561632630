"""Reads live records of one type in the order of their ids, for the queries beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, select

from stewardship_desktop.domain.record import Record
from stewardship_desktop.store.rows import columns_of, reader_of
from stewardship_desktop.store.tables import table_of

R = TypeVar("R", bound=Record)


def records(connection: Connection, record_type: type[R], **equal: str | int | None) -> list[R]:
    """The live records whose columns equal the given ones, by id."""
    table = table_of(record_type)
    query = _all_of(record_type)
    for name, value in equal.items():
        query = query.where(table.c[name] == value)
    return _read(connection, record_type, query)


def record(connection: Connection, record_type: type[R], row_id: str) -> R | None:
    """The live record with this id, or None."""
    return next(iter(records(connection, record_type, id=row_id)), None)


def records_in(connection: Connection, record_type: type[R], column: str, ids: Sequence[str]) -> list[R]:
    """The live records whose column holds one of the ids, in the order of their own ids."""
    if not ids:
        return []
    return _read(
        connection, record_type, _all_of(record_type).where(table_of(record_type).c[column].in_(ids))
    )


def _all_of(record_type: type[Record]) -> Select[Any]:
    """The record's own columns in the order of its fields, as a reader of rows takes them."""
    table = table_of(record_type)
    return select(*(table.c[column.name] for column in columns_of(record_type))).order_by(table.c.id)


def _read(connection: Connection, record_type: type[R], query: Select[Any]) -> list[R]:
    return list(map(reader_of(record_type), connection.execute(query)))
