"""How a record's fields become columns and back: one codec per type, none per record.

A column holds text or a whole number, the same on every database, so that a change reads the
same wherever it is replayed.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from stewardship_desktop.domain.change import Scalar, canonical
from stewardship_desktop.domain.record import Record

R = TypeVar("R", bound=Record)

Encode = Callable[[Any], Scalar]
Decode = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One field as a column: `is_text` decides TEXT or INTEGER; `optional` whether it may be empty."""

    name: str
    is_text: bool
    optional: bool
    encode: Encode
    decode: Decode


def plain_decimal(value: Decimal) -> str:
    """A Decimal in digits without an exponent, so that one number has one spelling."""
    return format(value, "f")


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not a number") from error
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a finite number")
    return value


def _strings(text: str) -> tuple[str, ...]:
    return tuple(str(item) for item in json.loads(text))


def _same(value: Any) -> Any:
    return value


def _codec(kind: Any) -> tuple[bool, Encode, Decode]:
    if kind is str:
        return True, _same, str
    if kind is bool:
        return False, int, bool
    if kind is int:
        return False, _same, int
    if kind is Decimal:
        return True, plain_decimal, _decimal
    if kind is date:
        return True, date.isoformat, date.fromisoformat
    if typing.get_origin(kind) is tuple:
        return True, canonical, _strings
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return True, str, kind
    raise TypeError(f"no column type for {kind!r}")


def _column(name: str, hint: Any) -> Column:
    optional = False
    if isinstance(hint, types.UnionType):
        kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        optional = len(kinds) < len(typing.get_args(hint))
        hint = kinds[0]
    is_text, encode, decode = _codec(hint)
    return Column(name, is_text, optional, encode, decode)


@cache
def columns_of(record_type: type[Record]) -> tuple[Column, ...]:
    """The columns of a record type, in the order of its fields."""
    hints = typing.get_type_hints(record_type)
    return tuple(_column(each.name, hints[each.name]) for each in fields(record_type))


def to_row(record: Record) -> dict[str, Scalar]:
    """A record as its columns."""
    return {
        column.name: None if (value := getattr(record, column.name)) is None else column.encode(value)
        for column in columns_of(type(record))
    }


def to_values(record_type: type[Record], values: Mapping[str, Any]) -> dict[str, Scalar]:
    """Some of a record's fields as columns."""
    by_name = {column.name: column for column in columns_of(record_type)}
    return {name: None if value is None else by_name[name].encode(value) for name, value in values.items()}


def from_row(record_type: type[R], row: Mapping[str, Any]) -> R:
    """The record that these columns hold. Raises ValueError when a column can't hold what it does."""
    values = {
        column.name: None if row[column.name] is None else column.decode(row[column.name])
        for column in columns_of(record_type)
    }
    return record_type(**values)
