"""What a form or a table hands over, as the field of a record wants it. Knows no widget."""

from __future__ import annotations

import dataclasses
import typing
from enum import StrEnum
from typing import Any

from stewardship_desktop.domain.record import Record


def blank_to_default(record_type: type[Record], key: str, value: Any) -> Any:
    """A cell's value as the field wants it: a blank as its own blank ("" for text, () for a list, else
    None), and a choice as the enumeration it is of, since Qt hands those back as plain text.
    """
    if value is not None:
        hint = typing.get_type_hints(record_type).get(key)
        return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value
    for each in dataclasses.fields(record_type):
        if each.name == key and each.default is not dataclasses.MISSING:
            return each.default
    return value
