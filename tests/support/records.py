"""Hypothesis strategies for records of any kind, made from their declarations alone."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from stewardship_desktop.domain.record import Record
from stewardship_desktop.store.rows import LARGEST

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field declared with this type may hold."""
    if isinstance(hint, types.UnionType):
        return st.one_of(*[values(each) for each in typing.get_args(hint)])
    if typing.get_origin(hint) is tuple:
        return st.lists(TEXT, max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return {
        type(None): st.none(),
        str: TEXT,
        bool: st.booleans(),
        int: st.integers(-LARGEST, LARGEST),
        Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=None),
        date: st.dates(),
    }[hint]


def records(record_type: type[Record]) -> st.SearchStrategy[Record]:
    """Records with arbitrary values, whether or not their own rules would allow the combination."""
    hints = typing.get_type_hints(record_type)
    names = [each.name for each in dataclasses.fields(record_type)]

    def make(chosen: dict[str, Any]) -> Record:
        record = object.__new__(record_type)
        for name, value in chosen.items():
            object.__setattr__(record, name, value)
        return record

    return st.fixed_dictionaries({name: values(hints[name]) for name in names}).map(make)
