"""What the list of all care areas shows: one row an area, by number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from stewardship_desktop.domain.care_area import CareAreaState
from stewardship_desktop.domain.specification import PartCompleteness, overall_words
from stewardship_desktop.store.queries.care_area_facts import AreaFacts, area_facts


@dataclass(frozen=True, kw_only=True)
class CareAreaRow:
    """One care area in the list. `state` is None for an area that never had a status."""

    id: str
    number: int | None
    name: str
    also_called: tuple[str, ...]
    cohort: int | None
    cohort_year: str
    state: CareAreaState | None
    since: date | None
    since_words: str
    review_on: date | None
    reason: str
    interim_lead_role: str
    parts: tuple[PartCompleteness, ...]
    specification: str
    open_requests: int
    overdue_requests: int
    next_due: str
    next_due_on: date | None
    due_count: int
    named_focus: tuple[str, ...]
    lead_note: str
    source: str


def care_area_rows(connection: Connection, today: date) -> list[CareAreaRow]:
    """All care areas, by number, then name."""
    return [_row(facts, today) for facts in area_facts(connection, today)]


def _row(facts: AreaFacts, today: date) -> CareAreaRow:
    area, status, due = facts.area, facts.status(today), facts.due(today)
    waiting, overdue = facts.open_requests(today)
    return CareAreaRow(
        id=area.id,
        number=area.number,
        name=area.name,
        also_called=area.also_called,
        cohort=area.cohort,
        cohort_year=area.cohort_year,
        state=None if status is None else status.state,
        since=None if status is None else status.since,
        since_words="" if status is None else status.since_words,
        review_on=None if status is None else status.review_on,
        reason="" if status is None else status.reason,
        interim_lead_role="" if status is None else status.interim_lead_role,
        parts=facts.parts,
        specification=overall_words(facts.parts),
        open_requests=waiting,
        overdue_requests=overdue,
        next_due=f"{due[0].what}, {due[0].detail}" if due else "",
        next_due_on=due[0].due_on if due else None,
        due_count=len(due),
        named_focus=area.named_focus,
        lead_note=area.lead_note,
        source=area.source,
    )
