"""The change graph: one immutable line per edit of a record, and what a set of such lines adds up to.

A change knows the changes of its record that its author had seen (`parents`). What was not seen is
concurrent; two concurrent values of one field are both kept and a person decides. No clock decides
what is kept: the clock only picks which of two unsettled values is shown meanwhile.
No SQL here: the store feeds lines in and keeps what comes out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Scalar = str | int | None
"""What a field holds in a change and in a table: text, whole number or nothing."""

PUT = "put"
DELETE = "del"
ALIVE = "_alive"
"""Pseudo field: set to 1 by the change that creates a record, to 0 by one that deletes it."""

COUNTER_BITS = 16
DAY_MS = 24 * 60 * 60 * 1000

COLUMNS = (
    "change_id",
    "txn_id",
    "scope",
    "entity",
    "row_id",
    "op",
    "patch",
    "parents",
    "hlc",
    "replica",
    "author",
    "author_role",
    "reason",
    "schema_v",
)
"""The columns of a change, in the order of its table."""

NO_PARENTS = "[]"
"""The `parents` column of a record's first change."""

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)
quoted: Callable[[str], str] = json.encoder.encode_basestring
"""A text as canonical JSON has it."""


def canonical(value: object) -> str:
    """JSON in the one form that is hashed and stored: sorted keys, no spaces, UTF-8 kept."""
    return _ENCODER.encode(value)


def sole(change_id: str) -> str:
    """The `parents` or `frontier` column that names one change: its canonical JSON list."""
    return f'["{change_id}"]'


def seal(
    txn_id: str,
    scope: str,
    entity: str,
    row_id: str,
    op: str,
    patch: str,
    parents: str,
    hlc: int,
    replica: str,
    author: str,
    author_role: str,
    reason: str,
    schema_v: int,
) -> str:
    """The id of the change with these columns: SHA-256 over the canonical JSON of them all.

    Written out field by field because a file is opened no quicker than its ids are checked. Raises
    UnicodeEncodeError for text that has no UTF-8 (half of a surrogate pair).
    """
    text = (
        f'{{"author":{quoted(author)},"author_role":{quoted(author_role)},"entity":{quoted(entity)},'
        f'"hlc":{hlc},"op":{quoted(op)},"parents":{quoted(parents)},"patch":{quoted(patch)},'
        f'"reason":{quoted(reason)},"replica":{quoted(replica)},"row_id":{quoted(row_id)},'
        f'"schema_v":{schema_v},"scope":{quoted(scope)},"txn_id":{quoted(txn_id)}}}'
    )
    return hashlib.sha256(text.encode()).hexdigest()


def sealer(
    txn_id: str, entity: str, replica: str, author: str, author_role: str, reason: str, schema_v: int
) -> Callable[[str, str, str, str, str, int], str]:
    """`seal` for the many changes of one transaction and entity.

    What they share is put into JSON once. Takes scope, row_id, op, patch, parents and hlc of each.
    """
    begin = (
        f'{{"author":{quoted(author)},"author_role":{quoted(author_role)},"entity":{quoted(entity)},"hlc":'
    )
    middle = f',"reason":{quoted(reason)},"replica":{quoted(replica)},"row_id":'
    version, end = f',"schema_v":{schema_v},"scope":', f',"txn_id":{quoted(txn_id)}}}'
    sha256 = hashlib.sha256

    def sealed(scope: str, row_id: str, op: str, patch: str, parents: str, hlc: int) -> str:
        text = (
            f'{begin}{hlc},"op":{quoted(op)},"parents":{quoted(parents)},"patch":{quoted(patch)}'
            f"{middle}{quoted(row_id)}{version}{quoted(scope)}{end}"
        )
        return sha256(text.encode()).hexdigest()

    return sealed


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One line of the record. `hlc` is milliseconds since 1970 (UTC) << 16, plus a counter.

    `patch` holds only the fields changed, as the table holds them. `parents` are the ids of the
    record's newest changes in the author's store when the change was made.
    """

    txn_id: str
    scope: str
    entity: str
    row_id: str
    op: str
    patch: Mapping[str, Scalar]
    parents: tuple[str, ...]
    hlc: int
    replica: str
    author: str
    author_role: str
    reason: str
    schema_v: int
    change_id: str = ""

    def row(self) -> dict[str, Scalar]:
        """The columns of the change table, with `change_id` computed: SHA-256 over all the others."""
        columns: dict[str, Scalar] = {
            "txn_id": self.txn_id,
            "scope": self.scope,
            "entity": self.entity,
            "row_id": self.row_id,
            "op": self.op,
            "patch": canonical(self.patch),
            "parents": canonical(self.parents),
            "hlc": self.hlc,
            "replica": self.replica,
            "author": self.author,
            "author_role": self.author_role,
            "reason": self.reason,
            "schema_v": self.schema_v,
        }
        columns["change_id"] = digest(columns)
        return columns


def digest(columns: Mapping[str, Any]) -> str:
    """The id that a change with these columns must have. `change_id` itself is left out of the sum."""
    return seal(**{name: columns[name] for name in COLUMNS if name != "change_id"})


def change_from_row(columns: Mapping[Any, Any]) -> Change:
    """A change as read from the table."""
    values = dict(columns)
    values["patch"] = json.loads(values["patch"])
    values["parents"] = tuple(json.loads(values["parents"]))
    return Change(**values)


@dataclass(frozen=True, slots=True)
class RecordState:
    """What a record's changes add up to.

    `conflicts` maps a field (the first field of its unit, or `_alive`) to the ids of the changes
    that disagree, newest first; their shown value is that of the first.
    """

    fields: Mapping[str, Scalar]
    alive: bool
    frontier: tuple[str, ...]
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def is_chain(changes: Sequence[Change]) -> bool:
    """Whether each change saw exactly the one before it, so that no two are concurrent."""
    if changes and changes[0].parents:
        return False
    return all(later.parents == (earlier.change_id,) for earlier, later in pairwise(changes))


def evaluate(changes: Iterable[Change], units: Sequence[tuple[str, ...]] = ()) -> RecordState:
    """The state of one record from all its known changes, in whatever order they arrived.

    A change whose parents are unknown here counts as having seen those that are known. Fields of
    a unit are judged together by the change that last set any of them. Method: heads of the change
    graph per field; a delete holds only if it saw every put.
    """
    ordered = sorted(changes, key=lambda change: (change.hlc, change.change_id))
    if not ordered:
        return RecordState({}, alive=False, frontier=())
    if is_chain(ordered):
        return _fold(ordered)
    return _judge(ordered, units)


def _fold(chain: Sequence[Change]) -> RecordState:
    fields: dict[str, Scalar] = {}
    for change in chain:
        fields.update(change.patch)
    fields.pop(ALIVE, None)
    return RecordState(fields, chain[-1].op == PUT, (chain[-1].change_id,))


def ancestors(changes: Sequence[Change]) -> dict[str, int]:
    """For each change what its author had seen, itself not included.

    A bit mask: bit n stands for `changes[n]`.
    """
    index = {change.change_id: position for position, change in enumerate(changes)}
    seen: dict[str, int] = {}
    for start in index:
        stack = [start]
        while stack:
            current = stack[-1]
            known = [parent for parent in changes[index[current]].parents if parent in index]
            waiting = [parent for parent in known if parent not in seen]
            if waiting and current not in seen:
                stack.extend(waiting)
                continue
            mask = 0
            for parent in known:
                mask |= seen[parent] | (1 << index[parent])
            seen[current] = mask
            stack.pop()
    return seen


@dataclass(frozen=True, slots=True)
class _Graph:
    """The changes of one record, oldest first by the clock, with what each had seen."""

    changes: Sequence[Change]
    seen: Mapping[str, int]
    bit: Mapping[str, int]

    def heads(self, changes: Sequence[Change]) -> list[Change]:
        """Those of `changes` that no other of them has seen, newest first."""
        overtaken = 0
        for change in changes:
            overtaken |= self.seen[change.change_id]
        return [change for change in reversed(changes) if not self.bit[change.change_id] & overtaken]

    def values(self, head: Change, unit: Sequence[str], setting: Sequence[Change]) -> dict[str, Scalar]:
        """The unit's fields as `head` left them: what it set, and for the rest what it had seen."""
        values = {name: head.patch[name] for name in unit if name in head.patch}
        known = [each for each in setting if self.bit[each.change_id] & self.seen[head.change_id]]
        for name in unit:
            if name not in values:
                earlier = self.heads([each for each in known if name in each.patch])
                if earlier:
                    values[name] = earlier[0].patch[name]
        return values


def _judge(ordered: Sequence[Change], units: Sequence[tuple[str, ...]]) -> RecordState:
    bit = {change.change_id: 1 << position for position, change in enumerate(ordered)}
    graph = _Graph(ordered, ancestors(ordered), bit)
    fields: dict[str, Scalar] = {}
    conflicts: dict[str, tuple[str, ...]] = {}
    for unit, setting in _setters(ordered, units).items():
        rivals = graph.heads(setting)
        claims = [graph.values(rival, unit, setting) for rival in rivals]
        fields.update(claims[0])
        if len({canonical([claim.get(name) for name in unit]) for claim in claims}) > 1:
            conflicts[unit[0]] = tuple(rival.change_id for rival in rivals)
    seen_by_deletes = 0
    for change in ordered:
        if change.op == DELETE:
            seen_by_deletes |= graph.seen[change.change_id]
    alive = any(change.op == PUT and not bit[change.change_id] & seen_by_deletes for change in ordered)
    frontier = graph.heads(ordered)
    if alive and any(change.op == DELETE for change in frontier):
        conflicts[ALIVE] = tuple(change.change_id for change in frontier)
    return RecordState(fields, alive, tuple(sorted(change.change_id for change in frontier)), conflicts)


def _setters(
    ordered: Sequence[Change], units: Sequence[tuple[str, ...]]
) -> dict[tuple[str, ...], list[Change]]:
    """For each unit of fields the changes that set any of it, oldest first."""
    unit_by_field = {name: unit for unit in units for name in unit}
    setters: dict[tuple[str, ...], list[Change]] = {}
    for change in ordered:
        touched = [unit_by_field.get(name, (name,)) for name in change.patch if name != ALIVE]
        for unit in dict.fromkeys(touched):
            setters.setdefault(unit, []).append(change)
    return setters


def next_tick(last: int, now_ms: int) -> int:
    """The next reading of the hybrid clock: never behind `last`, whatever the computer's clock says."""
    return max(last + 1, now_ms << COUNTER_BITS)


def adopts(remote: int, now_ms: int) -> bool:
    """Whether a reading from elsewhere may move our clock: not if it lies more than a day ahead."""
    return (remote >> COUNTER_BITS) <= now_ms + DAY_MS


def tick_ms(hlc: int) -> int:
    """Milliseconds since 1970 (UTC) of a clock reading."""
    return hlc >> COUNTER_BITS
