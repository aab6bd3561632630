"""What the Home room shows: what needs us, what changed since the last visit, and the cards.

One care area, or the whole programme where none is chosen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from stewardship_desktop.domain.budget.book import BudgetFigure, LineMapping, LineRole
from stewardship_desktop.domain.care_area import CareArea, CareAreaState, CareAreaStatus, ScopeItem, ScopeSide
from stewardship_desktop.domain.due import DueItem, in_order
from stewardship_desktop.domain.specification import PartCompleteness
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, Outcome
from stewardship_desktop.store import tables
from stewardship_desktop.store.queries.budget.newest import LEADING_MEASURE, newest_import
from stewardship_desktop.store.queries.care_area_facts import AreaFacts, area_facts
from stewardship_desktop.store.queries.history import counts_words
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.tables import table_of

BUDGET_BOOK = "budget-book"
LOOKED_AT = 5_000
"""The newest changes that are counted for what changed."""


@dataclass(frozen=True, kw_only=True)
class RecentAct:
    """One act since the last visit: its words, who did it, UTC ms since 1970."""

    txn_id: str
    label: str
    who: str
    at_ms: int


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What was done since a moment: records touched by kind in words, and the newest acts.

    `cut` says that there was more than is looked at, so that the counts are of the newest changes.
    """

    words: str
    acts: tuple[RecentAct, ...]
    act_count: int
    cut: bool = False


@dataclass(frozen=True, kw_only=True)
class MappedResources:
    """Lines of the newest budget book mapped to an area. `main_pence` sums the main ones; None without."""

    main_lines: int
    contributing_lines: int
    main_pence: int | None
    book: str


@dataclass(frozen=True, kw_only=True)
class ValueCounts:
    """A value framework in numbers: outcomes, metrics by column, and how many of these are priorities."""

    outcomes: int
    metrics: tuple[tuple[ValueColumn, int], ...]
    priorities: int


@dataclass(frozen=True, kw_only=True)
class AreaHome:
    """Home of one care area."""

    area: CareArea
    status: CareAreaStatus | None
    due: tuple[DueItem, ...]
    parts: tuple[PartCompleteness, ...]
    scope_in: int
    scope_out: int
    resources: MappedResources
    open_requests: int
    overdue_requests: int
    received_requests: int
    objectives: int
    value: ValueCounts


@dataclass(frozen=True, kw_only=True)
class CohortLine:
    """One cohort of the programme: areas by state, in words the states have."""

    cohort: int | None
    year: str
    areas: int
    by_state: tuple[tuple[CareAreaState | None, int], ...]


@dataclass(frozen=True, kw_only=True)
class ProgrammeHome:
    """Home where no care area is chosen."""

    areas: int
    cohorts: tuple[CohortLine, ...]
    by_state: tuple[tuple[CareAreaState | None, int], ...]
    due: tuple[DueItem, ...]
    open_requests: int
    overdue_requests: int
    complete_questions: int
    all_questions: int


def area_home(connection: Connection, care_area_id: str, today: date) -> AreaHome | None:
    """Home of one care area, or None when it is no longer here."""
    found = area_facts(connection, today, care_area_id)
    if not found:
        return None
    facts = found[0]
    item = table_of(ScopeItem)
    sides = select(item.c.side, func.count()).where(item.c.care_area_id == care_area_id).group_by(item.c.side)
    scope = {side: int(count) for side, count in connection.execute(sides)}
    waiting, overdue = facts.open_requests(today)
    return AreaHome(
        area=facts.area,
        status=facts.status(today),
        due=tuple(facts.due(today)),
        parts=facts.parts,
        scope_in=scope.get(ScopeSide.IN.value, 0),
        scope_out=scope.get(ScopeSide.OUT.value, 0),
        resources=mapped_resources(connection, care_area_id),
        open_requests=waiting,
        overdue_requests=overdue,
        received_requests=len(facts.requests) - waiting,
        objectives=len(facts.objectives),
        value=value_counts(connection, care_area_id),
    )


def programme_home(connection: Connection, today: date) -> ProgrammeHome:
    """Home across all care areas."""
    facts = area_facts(connection, today)
    states = [(each, None if (status := each.status(today)) is None else status.state) for each in facts]
    counts = [each.open_requests(today) for each in facts]
    return ProgrammeHome(
        areas=len(facts),
        cohorts=tuple(_cohorts(states)),
        by_state=_count_states([state for _, state in states]),
        due=tuple(in_order([item for each in facts for item in each.due(today)])),
        open_requests=sum(waiting for waiting, _ in counts),
        overdue_requests=sum(overdue for _, overdue in counts),
        complete_questions=sum(part.complete for each in facts for part in each.parts),
        all_questions=sum(part.questions for each in facts for part in each.parts),
    )


def _cohorts(states: list[tuple[AreaFacts, CareAreaState | None]]) -> list[CohortLine]:
    keys = sorted(
        {(each.area.cohort, each.area.cohort_year) for each, _ in states},
        key=lambda key: (key[0] is None, key[0] or 0, key[1]),
    )
    lines = []
    for cohort, year in keys:
        mine = [
            state for each, state in states if (each.area.cohort, each.area.cohort_year) == (cohort, year)
        ]
        lines.append(CohortLine(cohort=cohort, year=year, areas=len(mine), by_state=_count_states(mine)))
    return lines


def _count_states(states: list[CareAreaState | None]) -> tuple[tuple[CareAreaState | None, int], ...]:
    counted = Counter(states)
    return tuple((state, counted[state]) for state in (*CareAreaState, None) if counted[state])


def mapped_resources(connection: Connection, care_area_id: str) -> MappedResources:
    """What the newest budget book has on the lines mapped to this area. Nothing is split (alignment)."""
    mappings = records(connection, LineMapping, care_area_id=care_area_id)
    main = {each.service_line_id for each in mappings if each.role is LineRole.MAIN}
    book = newest_import(connection, BUDGET_BOOK)
    pence: int | None = None
    if book is not None and main:
        figures = table_of(BudgetFigure)
        pence = connection.execute(
            select(func.sum(figures.c.pence)).where(
                figures.c.budget_import_id == book.id,
                figures.c.row_type == "line",
                figures.c.measure == LEADING_MEASURE[BUDGET_BOOK],
                figures.c.service_line_id.in_(sorted(main)),
            )
        ).scalar_one()
    return MappedResources(
        main_lines=len(main),
        contributing_lines=len(mappings) - len(main),
        main_pence=pence,
        book="" if book is None else book.period,
    )


def value_counts(connection: Connection, care_area_id: str) -> ValueCounts:
    """How many outcomes and metrics a care area's value framework has."""
    outcome, metric = table_of(Outcome), table_of(Metric)
    here = outcome.c.care_area_id == care_area_id
    outcomes = connection.execute(select(func.count()).select_from(outcome).where(here)).scalar_one()
    query = (
        select(outcome.c.column, func.count(), func.sum(metric.c.priority))
        .join(metric, metric.c.outcome_id == outcome.c.id)
        .where(here)
        .group_by(outcome.c.column)
    )
    found = {column: (int(number), int(first)) for column, number, first in connection.execute(query)}
    return ValueCounts(
        outcomes=int(outcomes),
        metrics=tuple((column, found.get(column.value, (0, 0))[0]) for column in ValueColumn),
        priorities=sum(first for _, first in found.values()),
    )


def dashboard_words(connection: Connection, care_area_id: str, today: date) -> str:
    """How a care area's priority metrics stand: "1 concern, 4 steady"; blank for none.

    Reads their charts, some tens of milliseconds: for after the page is shown.
    """
    # Not before the first paint: charts' rules are of no use to whoever has no metrics.
    from stewardship_desktop.domain.dashboard.reading import read_metric
    from stewardship_desktop.domain.dashboard.summary import counts_line
    from stewardship_desktop.store.queries.dashboard import priority_metrics

    return counts_line([read_metric(each, today) for each in priority_metrics(connection, care_area_id)])


def changes_since(
    connection: Connection, since_ms: int, care_area_id: str | None = None, most: int = 5
) -> Changes:
    """What was changed after a moment (UTC ms) in one care area, or anywhere where None.

    Counts records by kind and names the newest acts, `most` of them. Undone acts are left out.
    """
    change, txn = tables.change, tables.txn
    # The newest changes only: a large import must not hold up the window.
    newest = (
        select(change.c.entity, change.c.row_id, change.c.scope, change.c.txn_id)
        .where(change.c.hlc >= (since_ms << 16), change.c.entity != "person")
        .order_by(change.c.hlc.desc(), change.c.change_id)
        .limit(LOOKED_AT)
    )
    touched: dict[str, set[str]] = {}
    txn_ids: dict[str, None] = {}
    undone = set(
        connection.execute(
            select(txn.c.txn_id).where(txn.c.state != "done", txn.c.at_ms >= since_ms)
        ).scalars()
    )
    steps = set()
    if care_area_id is not None:
        status = table_of(CareAreaStatus)
        steps = set(
            connection.execute(select(status.c.id).where(status.c.care_area_id == care_area_id)).scalars()
        )
    looked_at = 0
    for entity, row_id, scope, txn_id in connection.execute(newest):
        looked_at += 1
        mine = care_area_id is None or scope == care_area_id or row_id == care_area_id or row_id in steps
        if mine and txn_id not in undone:
            touched.setdefault(entity, set()).add(row_id)
            txn_ids.setdefault(txn_id)
    ordered = sorted(
        ((name, len(ids)) for name, ids in touched.items()), key=lambda each: (-each[1], each[0])
    )
    shown = list(txn_ids)[:most]
    acts = connection.execute(
        select(txn.c.txn_id, txn.c.label, txn.c.author, txn.c.at_ms)
        .where(txn.c.txn_id.in_(shown))
        .order_by(txn.c.seq.desc())
    ).all()
    person = tables.RECORD_TABLES["person"]
    names = dict(connection.execute(select(person.c.id, person.c.name)).all())
    return Changes(
        words=counts_words(ordered),
        acts=tuple(
            RecentAct(txn_id=row.txn_id, label=row.label, who=str(names.get(row.author, "")), at_ms=row.at_ms)
            for row in acts
        ),
        act_count=len(txn_ids),
        cut=looked_at == LOOKED_AT,
    )
