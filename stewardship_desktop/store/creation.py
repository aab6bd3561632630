"""The patch of a record's first creation, straight from its row, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any

from stewardship_desktop.domain.change import ALIVE, Scalar, quoted
from stewardship_desktop.domain.kinds import RecordKind, unit_of
from stewardship_desktop.store.rows import plan_of

_SAID: Any = object()
"""Equals no value of a field."""


@cache
def first_patch(kind: RecordKind) -> Callable[[Sequence[Sequence[Scalar]]], list[str]]:
    """What turns rows into the canonical JSON of their first creation, by columns for the sake of imports.

    It leaves out what is empty: a field that is None or a blank text while that is its default. A field
    that no change has set holds its default wherever a record is read or rebuilt, so nothing is lost. And
    a blank is nobody's statement: where two people make the same new record, the text of the one takes the
    place of the other's blank without a question, as a figure does that of none. Any other default is
    written down: it says something, and another's other value is a disagreement. So is a blank in a
    unit, where it belongs to the fields beside it.
    """
    plan = plan_of(kind.record_type)
    fields = []
    for position, (name, default) in enumerate(zip(plan.names, plan.defaults, strict=True)):
        left_out = default is None or (default == "" and unit_of(kind, name) == (name,))
        fields.append((f",{quoted(name)}:", position, default if left_out else _SAID))
    # Fields begin with a letter, so that this one comes before all of them.
    begin = f"{{{quoted(ALIVE)}:1"
    in_order = tuple(sorted(fields[2:]))

    def encode(rows: Sequence[Sequence[Scalar]]) -> list[str]:
        pieces: list[Iterable[str]] = [repeat(begin, len(rows))]
        columns = list(zip(*rows, strict=True))
        for key, position, unsaid in in_order if rows else ():
            column = columns[position]
            first = column[0]
            if column.count(first) == len(column):
                # Most fields of a file's values are the same on every row.
                if first != unsaid:
                    pieces.append(repeat(_said(key, first), len(rows)))
            else:
                pieces.append(["" if value == unsaid else _said(key, value) for value in column])
        pieces.append(repeat("}", len(rows)))
        return list(map("".join, zip(*pieces, strict=True)))

    return encode


def _said(key: str, value: Scalar) -> str:
    if isinstance(value, str):
        return key + quoted(value)
    return f"{key}null" if value is None else f"{key}{value}"
