"""What the history screen lists: acts newest first, and what they can be narrowed to.

Reads the change record alone, so what is here is what merges and undo see. Every list is read a
page at a time. Nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from stewardship_desktop.domain.change import tick_ms
from stewardship_desktop.domain.history import REMOVED_PERSON, SHARED, UNKNOWN_PERSON, count_words
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import BY_ENTITY, KINDS
from stewardship_desktop.store import tables
from stewardship_desktop.store.writer import CHUNK

BLIND = tuple(kind.entity for kind in KINDS if kind.blind)
PAGE = 100
"""Acts read at a time."""


@dataclass(frozen=True, kw_only=True)
class ActFilter:
    """Which acts are wanted; what is None or blank wants all. Times are UTC ms, `until_ms` not included."""

    author: str | None = None
    entity: str | None = None
    scope: str | None = None
    text: str = ""
    since_ms: int | None = None
    until_ms: int | None = None


@dataclass(frozen=True)
class ActCursor:
    """Where the next page begins: below this local act, and below this moment for acts from elsewhere."""

    seq: int | None = None
    tick: int | None = None


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing that somebody did. `counts` is (kind of record, records touched), the most first.

    `here` is False for an act that came from another copy of the workspace; its label says what it touched.
    """

    txn_id: str
    at_ms: int
    author: str
    who: str
    label: str
    kind: str
    undone: bool
    why: str
    counts: tuple[tuple[str, int], ...]
    here: bool = True

    @property
    def records(self) -> int:
        """How many records it touched."""
        return sum(number for _, number in self.counts)

    @property
    def what(self) -> str:
        """Its records in words: "3 organisations, 1 term"."""
        return counts_words(self.counts)


@dataclass(frozen=True)
class ActsPage:
    """Acts newest first, and where to go on; `more` is None at the end."""

    acts: tuple[Act, ...]
    more: ActCursor | None


@dataclass(frozen=True)
class FilterChoices:
    """What the history can be narrowed to: (value, words) pairs in the order shown."""

    people: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    scopes: tuple[tuple[str, str], ...]


def counts_words(counts: Iterable[tuple[str, int]]) -> str:
    """ "3 organisations, 1 term"."""
    return ", ".join(count_words(number, kind_title(entity)) for entity, number in counts)


def kind_title(entity: str) -> str:
    """The words for a kind of record; a kind of a newer version is called by its table."""
    kind = BY_ENTITY.get(entity)
    return entity.replace("_", " ") if kind is None else kind.title


@dataclass(frozen=True)
class People:
    """Names of authors by id."""

    names: Mapping[str, str]
    removed: frozenset[str] = frozenset()

    def name(self, author: str) -> str:
        """The name of an author, or what is known instead."""
        found = self.names.get(author)
        if found is not None:
            return found
        return REMOVED_PERSON if author in self.removed else UNKNOWN_PERSON


def people(connection: Connection) -> People:
    """Everybody whom this workspace has or had a record of."""
    table, state = tables.RECORD_TABLES["person"], tables.row_state
    rows = connection.execute(select(table.c.id, table.c.name))
    names = {row.id: row.name for row in rows}
    gone = connection.execute(
        select(state.c.row_id).where(state.c.entity == "person", state.c.alive == 0)
    ).scalars()
    return People(names, frozenset(gone))


def filter_choices(connection: Connection) -> FilterChoices:
    """The people, kinds of record and care areas by which the history can be narrowed."""
    known = people(connection)
    named = sorted(known.names.items(), key=lambda item: (item[1].casefold(), item[0]))
    gone = [(author, REMOVED_PERSON) for author in sorted(known.removed)]
    state = tables.row_state
    kinds = [
        (kind.entity, kind.title.capitalize())
        for kind in KINDS
        if connection.execute(select(state.c.row_id).where(state.c.entity == kind.entity).limit(1)).first()
    ]
    area = tables.RECORD_TABLES["care_area"]
    areas = [(row.id, row.name) for row in connection.execute(select(area.c.id, area.c.name))]
    return FilterChoices(
        people=(*named, *gone),
        kinds=tuple(sorted(kinds, key=lambda item: item[1])),
        scopes=((PROGRAMME, SHARED), *sorted(areas, key=lambda item: (item[1].casefold(), item[0]))),
    )


def count_acts(connection: Connection) -> int:
    """How many acts were done in this copy of the workspace."""
    return int(connection.execute(select(func.count()).select_from(tables.txn)).scalar_one())


def acts(
    connection: Connection,
    wanted: ActFilter = ActFilter(),
    after: ActCursor = ActCursor(),
    limit: int = PAGE,
) -> ActsPage:
    """One page of acts, newest first. May take some tenths of a second: call it off the GUI thread."""
    known = people(connection)
    local = [
        _Found(row.txn_id, row.at_ms, row.author, row.label, row.kind, row.state, row.seq)
        for row in connection.execute(_local_query(wanted, after, limit + 1))
    ]
    foreign = [
        _Found(row.txn_id, tick_ms(row.tick), row.author, tick=row.tick)
        for row in connection.execute(_foreign_query(wanted, after, limit + 1))
    ]
    found = _merged(local, foreign)
    shown = found[:limit]
    facts = _facts(connection, [each.txn_id for each in shown])
    page = tuple(_act(each, facts.get(each.txn_id, _Facts()), known) for each in shown)
    if len(found) <= limit:
        return ActsPage(page, None)
    seqs = [each.seq for each in shown if each.seq is not None]
    ticks = [each.tick for each in shown if each.tick is not None]
    return ActsPage(page, ActCursor(min(seqs, default=after.seq), min(ticks, default=after.tick)))


@dataclass(frozen=True)
class _Found:
    txn_id: str
    at_ms: int
    author: str
    label: str = ""
    kind: str = ""
    state: str = ""
    seq: int | None = None
    tick: int | None = None


def _merged(local: Sequence[_Found], foreign: Sequence[_Found]) -> list[_Found]:
    """Both lists by time. Each keeps its own order: a clock that was set back must not shuffle our acts."""
    merged: list[_Found] = []
    mine, theirs = list(reversed(local)), list(reversed(foreign))
    while mine and theirs:
        merged.append(mine.pop() if mine[-1].at_ms >= theirs[-1].at_ms else theirs.pop())
    return merged + mine[::-1] + theirs[::-1]


@dataclass
class _Facts:
    counts: list[tuple[str, int]] = field(default_factory=list)
    why: str = ""


def _act(found: _Found, facts: _Facts, known: People) -> Act:
    counts = tuple(sorted(facts.counts, key=lambda item: (-item[1], item[0])))
    return Act(
        txn_id=found.txn_id,
        at_ms=found.at_ms,
        author=found.author,
        who=known.name(found.author),
        label=found.label or f"From another copy: {counts_words(counts)}",
        kind=found.kind,
        undone=found.state == "undone",
        why=facts.why,
        counts=counts,
        here=found.seq is not None,
    )


def _facts(connection: Connection, txn_ids: Sequence[str]) -> dict[str, _Facts]:
    """For each act its records by kind and the reason given."""
    change = tables.change
    found: dict[str, _Facts] = {}
    for start in range(0, len(txn_ids), CHUNK):
        query = (
            select(
                change.c.txn_id,
                change.c.entity,
                func.count(func.distinct(change.c.row_id)),
                func.max(change.c.reason),
            )
            .where(change.c.txn_id.in_(txn_ids[start : start + CHUNK]))
            .group_by(change.c.txn_id, change.c.entity)
        )
        for txn_id, entity, number, why in connection.execute(query):
            facts = found.setdefault(txn_id, _Facts())
            facts.counts.append((entity, number))
            facts.why = facts.why or why
    return found


def _local_query(wanted: ActFilter, after: ActCursor, limit: int) -> Select[tuple[object, ...]]:
    txn, change = tables.txn, tables.change
    query = (
        select(txn.c.seq, txn.c.txn_id, txn.c.label, txn.c.author, txn.c.at_ms, txn.c.kind, txn.c.state)
        .order_by(txn.c.seq.desc())
        .limit(limit)
    )
    if after.seq is not None:
        query = query.where(txn.c.seq < after.seq)
    if wanted.author is not None:
        query = query.where(txn.c.author == wanted.author)
    if wanted.since_ms is not None:
        query = query.where(txn.c.at_ms >= wanted.since_ms)
    if wanted.until_ms is not None:
        query = query.where(txn.c.at_ms < wanted.until_ms)
    within = [change.c.txn_id == txn.c.txn_id]
    narrow = _narrowed(wanted)
    if narrow:
        query = query.where(exists().where(and_(*within, *narrow)))
    if wanted.text.strip():
        in_change = exists().where(and_(*within, _holds(wanted.text)))
        query = query.where(or_(_like(txn.c.label, wanted.text), in_change))
    return query


def _foreign_query(wanted: ActFilter, after: ActCursor, limit: int) -> Select[tuple[object, ...]]:
    """Acts whose changes are here and whose list entry is not: they came from another copy."""
    txn, change = tables.txn, tables.change
    tick = func.max(change.c.hlc)
    query = (
        select(change.c.txn_id, tick.label("tick"), func.max(change.c.author).label("author"))
        .where(~exists().where(txn.c.txn_id == change.c.txn_id), *_narrowed(wanted))
        .group_by(change.c.txn_id)
        .order_by(tick.desc(), change.c.txn_id)
        .limit(limit)
    )
    if wanted.author is not None:
        query = query.where(change.c.author == wanted.author)
    if wanted.text.strip():
        query = query.where(_holds(wanted.text))
    if wanted.since_ms is not None:
        query = query.having(tick >= wanted.since_ms << 16)
    if wanted.until_ms is not None:
        query = query.having(tick < wanted.until_ms << 16)
    if after.tick is not None:
        query = query.having(tick < after.tick)
    return query


def _narrowed(wanted: ActFilter) -> list[ColumnElement[bool]]:
    change = tables.change
    narrow: list[ColumnElement[bool]] = []
    if wanted.entity is not None:
        narrow.append(change.c.entity == wanted.entity)
    if wanted.scope is not None:
        narrow.append(change.c.scope == wanted.scope)
    return narrow


def _holds(text: str) -> ColumnElement[bool]:
    """A change whose reason or values hold the text; in the record a quotation mark is written as \\"."""
    change = tables.change
    written = json.dumps(text.strip(), ensure_ascii=False)[1:-1]
    # To find a score by its value would tell what somebody gave.
    return or_(
        _like(change.c.reason, text),
        and_(change.c.entity.not_in(BLIND), _like(change.c.patch, written)),
    )


def _like(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return func.lower(column).contains(text.strip().lower(), autoescape=True)
