"""How a record's fields become columns and back: one codec per type, none per record.

A column holds text or a whole number, the same on every database, so that a change reads the
same wherever it is replayed.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from stewardship_desktop.domain.change import Scalar, canonical
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.record import Record, references

R = TypeVar("R", bound=Record)

Encode = Callable[[Any], Scalar]
Decode = Callable[[Any], Any]

LARGEST = 2**63 - 1
"""The largest whole number that a column holds."""


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
    if not value.is_finite():
        raise ValueError(f"{value} is not a finite number")
    return format(value, "f")


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not a number") from error
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a finite number")
    return value


def _whole(value: int) -> int:
    if not -LARGEST <= value <= LARGEST:
        raise UserFixable(f"{value} is larger than the workspace can keep.", "Type a smaller number.")
    return int(value)


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
        return False, _whole, int
    if kind is Decimal:
        return True, plain_decimal, _decimal
    if kind is date:
        return True, date.isoformat, date.fromisoformat
    if typing.get_origin(kind) is tuple:
        return True, canonical, _strings
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return True, str, kind
    raise TypeError(f"no column type for {kind!r}")


def _member_of(decode: Decode) -> Decode:
    """For an enumeration a look into a dict, at a third of the price of calling it; else `decode`."""
    if not (isinstance(decode, type) and issubclass(decode, StrEnum)):
        return decode
    kind, members = decode, {each.value: each for each in decode}

    def member(text: str) -> StrEnum:
        found = members.get(text)
        return kind(text) if found is None else found

    return member


@cache
def _named(annotation: str, module: str) -> Any:
    """The type that an annotation names in a module. The few that there are fill hundreds of fields."""
    owner = types.SimpleNamespace(__annotations__={"field": annotation})
    return typing.get_type_hints(owner, vars(sys.modules[module]))["field"]


def _hints(record_type: type[Record]) -> dict[str, Any]:
    """The types of a record's fields, as `typing.get_type_hints` gives them at many times the price."""
    names = {each.name for each in fields(record_type)}
    return {
        name: _named(annotation, declared.__module__)
        for declared in reversed(record_type.__mro__)
        for name, annotation in vars(declared).get("__annotations__", {}).items()
        if name in names
    }


def _column(name: str, hint: Any) -> Column:
    optional = False
    if isinstance(hint, types.UnionType):
        kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        optional = len(kinds) < len(typing.get_args(hint))
        hint = kinds[0]
    is_text, encode, decode = _codec(hint)
    return Column(name, is_text, optional, encode, decode)


class Plan:
    """How one record type is turned into rows, worked out once: `names` begin with id and scope."""

    def __init__(self, record_type: type[Record]) -> None:
        hints = _hints(record_type)
        own = fields(record_type)
        self.columns: tuple[Column, ...] = tuple(_column(each.name, hints[each.name]) for each in own)
        self.names: tuple[str, ...] = tuple(column.name for column in self.columns)
        if self.names[:2] != ("id", "scope") or len(self.names) < 4:
            raise TypeError(
                f"{record_type.__name__} must begin as a record does and hold two fields of its own"
            )
        self.by_name: dict[str, Column] = {column.name: column for column in self.columns}
        self.defaults: tuple[Scalar, ...] = tuple(
            None
            if each.default is dataclasses.MISSING or each.default is None
            else column.encode(each.default)
            for each, column in zip(own, self.columns, strict=True)
        )
        """What a field that no change has set holds, as a column."""
        self._default_of = dict(zip(self.names, self.defaults, strict=True))
        self._body: Callable[[Mapping[str, Scalar]], tuple[Scalar, ...]] = itemgetter(*self.names[2:])
        self.references: tuple[tuple[int, str], ...] = tuple(
            (self.names.index(name), entity) for name, (entity, _) in references(record_type).items()
        )
        """Position and entity of each field that refers to another record."""
        self._values: Callable[[Record], tuple[Any, ...]] = attrgetter(*self.names)
        self._coded = tuple(
            (position, column.encode)
            for position, column in enumerate(self.columns)
            if column.encode is not _same
        )
        self.decoded: tuple[tuple[str, Decode], ...] = tuple(
            (column.name, _member_of(column.decode))
            for column in self.columns
            if column.decode not in (_same, str)
        )
        """What turns a stored column into its value, where that is another: a table's texts are texts."""

    def row(self, record: Record) -> tuple[Scalar, ...]:
        """The record's columns, in the order of `names`."""
        row = list(self._values(record))
        for position, encode in self._coded:
            value = row[position]
            if value is not None:
                row[position] = encode(value)
        return tuple(row)

    def complete(self, row_id: str, scope: str, known: Mapping[str, Scalar]) -> tuple[Scalar, ...]:
        """A whole row from the fields that changes have set; what was never set is the field's default."""
        return (row_id, scope, *self._body({**self._default_of, **known}))


_PLANS: dict[type[Record], Plan] = {}


def plan_of(record_type: type[Record]) -> Plan:
    """The plan of a record type."""
    plan = _PLANS.get(record_type)
    if plan is None:
        plan = _PLANS.setdefault(record_type, Plan(record_type))
    return plan


def columns_of(record_type: type[Record]) -> tuple[Column, ...]:
    """The columns of a record type, in the order of its fields."""
    return plan_of(record_type).columns


def to_row(record: Record) -> dict[str, Scalar]:
    """A record as its columns."""
    plan = plan_of(type(record))
    return dict(zip(plan.names, plan.row(record), strict=True))


def to_values(record_type: type[Record], values: Mapping[str, Any]) -> dict[str, Scalar]:
    """Some of a record's fields as columns."""
    by_name = plan_of(record_type).by_name
    return {name: None if value is None else by_name[name].encode(value) for name, value in values.items()}


def from_row(record_type: type[R], row: Mapping[Any, Any]) -> R:
    """The record that these columns hold. Raises ValueError when a column can't hold what it does.

    The record's own rules are not applied: two people's edits, each right by itself, can add up to
    what neither could have typed, and that must still be shown to be mended.
    """
    record = object.__new__(record_type)
    for column in columns_of(record_type):
        value = row[column.name]
        # The way round `frozen` that a dataclass takes itself.
        object.__setattr__(record, column.name, None if value is None else column.decode(value))
    return record


def reader_of(record_type: type[R]) -> Callable[[Sequence[Any]], R]:
    """`from_row` for many rows of the store's own table, with the values in the order of `columns_of`."""
    plan = plan_of(record_type)
    names, decoded = plan.names, plan.decoded

    def read(row: Sequence[Any]) -> R:
        record = object.__new__(record_type)
        # The way round `frozen`, for all fields at once.
        held = record.__dict__
        held.update(zip(names, row, strict=True))
        for name, decode in decoded:
            value = held[name]
            if value is not None:
                held[name] = decode(value)
        return record

    return read


def checked(record_type: type[R], row: Mapping[Any, Any]) -> R:
    """The record that these columns hold, by its own rules. Raises UserFixable when it breaks one."""
    values: dict[str, Any] = {
        column.name: None if row[column.name] is None else column.decode(row[column.name])
        for column in columns_of(record_type)
    }
    return record_type(**values)
