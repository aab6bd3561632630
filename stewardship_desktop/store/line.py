"""One line of the change table as it is read: its columns, and what unbranched lines of one record add up to.

The quick way for many records. A history with branches is left to `domain.change`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from stewardship_desktop.domain.change import (
    ALIVE,
    NO_PARENTS,
    PUT,
    Change,
    RecordState,
    Scalar,
    change_from_row,
    evaluate,
    sole,
)


class Line(NamedTuple):
    """A row of the change table, in the order of its columns; patch and parents are canonical JSON."""

    change_id: str
    txn_id: str
    scope: str
    entity: str
    row_id: str
    op: str
    patch: str
    parents: str
    hlc: int
    replica: str
    author: str
    author_role: str
    reason: str
    schema_v: int

    def change(self) -> Change:
        """The change that this line holds."""
        return change_from_row(self._asdict())


def is_straight(lines: Sequence[Line]) -> bool:
    """Whether each line saw exactly the one before it and the first saw none."""
    expected = NO_PARENTS
    for line in lines:
        if line.parents != expected:
            return False
        expected = sole(line.change_id)
    return True


def state_of(lines: Sequence[Line], units: Sequence[tuple[str, ...]]) -> RecordState:
    """What a record's lines, oldest first, add up to."""
    if not lines or not is_straight(lines):
        return evaluate([line.change() for line in lines], units)
    fields: dict[str, Scalar] = {}
    for line in lines:
        fields.update(json.loads(line.patch))
    fields.pop(ALIVE, None)
    return RecordState(fields, lines[-1].op == PUT, (lines[-1].change_id,))
