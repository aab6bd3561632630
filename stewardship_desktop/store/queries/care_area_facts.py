"""What the screens of care areas are worked out from: the records of one area, or of all, read once.

Reads only; the rules that judge them are `domain.due` and `domain.specification`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from stewardship_desktop.domain.budget.book import BudgetImport, LineMapping
from stewardship_desktop.domain.care_area import (
    CareArea,
    CareAreaStatus,
    DataRequest,
    Objective,
    SpecificationAnswer,
    SpecificationPrompt,
)
from stewardship_desktop.domain.due import (
    DueItem,
    PartCount,
    SessionAhead,
    UnnotedFile,
    ValueDue,
    current_status,
    what_is_due,
)
from stewardship_desktop.domain.specification import PARTS, PartCompleteness, completeness
from stewardship_desktop.domain.star.session import StarSession
from stewardship_desktop.domain.workshop import NextStep
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.queries.star import sessions_ahead
from stewardship_desktop.store.queries.values_due import unasked_resource, values_due


def questions(connection: Connection) -> list[SpecificationPrompt]:
    """The specification's questions: by part, then position, then id."""
    return sorted(
        records(connection, SpecificationPrompt),
        key=lambda each: (PARTS.index(each.part), each.position, each.id),
    )


@dataclass(frozen=True, kw_only=True)
class AreaFacts:
    """One care area with what hangs on it, as far as its state and its due list need it."""

    area: CareArea
    history: tuple[CareAreaStatus, ...]
    parts: tuple[PartCompleteness, ...]
    objectives: tuple[Objective, ...]
    requests: tuple[DataRequest, ...]
    files: tuple[UnnotedFile, ...]
    steps: tuple[NextStep, ...] = ()
    sessions: tuple[SessionAhead, ...] = ()
    values: tuple[ValueDue, ...] = ()
    resource_unasked: bool = False

    def status(self, today: date) -> CareAreaStatus | None:
        """The step that holds today."""
        return current_status(self.history, today)

    def due(self, today: date) -> list[DueItem]:
        """What needs the group, most urgent first."""
        counts = [
            PartCount(part=each.part, questions=each.questions, answered=each.answered) for each in self.parts
        ]
        return what_is_due(
            self.area,
            status=self.status(today),
            parts=counts,
            objectives=self.objectives,
            requests=self.requests,
            today=today,
            files=self.files,
            steps=self.steps,
            sessions=self.sessions,
            values=self.values,
            resource_unasked=self.resource_unasked,
        )

    def open_requests(self, today: date) -> tuple[int, int]:
        """How many requests are open, and how many of these are overdue."""
        waiting = [request for request in self.requests if request.received_on is None]
        return len(waiting), sum(request.is_overdue(today) for request in waiting)


def area_facts(connection: Connection, today: date, care_area_id: str | None = None) -> list[AreaFacts]:
    """All care areas, or the one; by number, then name, then id. One query a kind, whatever the areas."""
    only: dict[str, str | None] = {} if care_area_id is None else {"care_area_id": care_area_id}
    prompts = questions(connection)
    areas = records(connection, CareArea, **({} if care_area_id is None else {"id": care_area_id}))
    history = _by_area(records(connection, CareAreaStatus, **only))
    answers = _by_area(records(connection, SpecificationAnswer, **only))
    objectives = _by_area(records(connection, Objective, **only))
    requests = _by_area(records(connection, DataRequest, **only))
    files = _unnoted_files(connection, **only)
    coming = _by_area(sessions_ahead(connection, today, **only))
    steps = _steps(connection, **only)
    values = values_due(connection, today, care_area_id)
    unasked = unasked_resource(connection, care_area_id)
    facts = [
        AreaFacts(
            area=area,
            history=tuple(history[area.id]),
            parts=completeness(prompts, answers[area.id]),
            objectives=tuple(objectives[area.id]),
            requests=tuple(requests[area.id]),
            files=tuple(files[area.id]),
            steps=tuple(steps[area.id]),
            sessions=tuple(coming[area.id]),
            values=tuple(values.get(area.id, ())),
            resource_unasked=area.id in unasked,
        )
        for area in areas
    ]
    return sorted(facts, key=lambda each: area_order(each.area))


def area_order(area: CareArea) -> tuple[bool, int, str, str]:
    """The order of care areas in a list: by number, those without one after, by name."""
    return area.number is None, area.number or 0, area.name.casefold(), area.id


def _unnoted_files(connection: Connection, **only: str | None) -> dict[str, list[UnnotedFile]]:
    """For each area the newest files about its mapped lines that have mismatches and no note, by name."""
    newest: dict[tuple[str, str, str], BudgetImport] = {}
    for each in sorted(records(connection, BudgetImport), key=lambda file: (file.version, file.id)):
        if each.service_line_id is not None:
            newest[each.kind, each.period, each.service_line_id] = each
    waiting = sorted(
        (file for file in newest.values() if file.mismatches and not file.checks_note.strip()),
        key=lambda file: (file.file_name.casefold(), file.id),
    )
    found: dict[str, list[UnnotedFile]] = defaultdict(list)
    if not waiting:
        return found
    for mapping in records(connection, LineMapping, **only):
        found[mapping.care_area_id] += [
            UnnotedFile(import_id=file.id, name=file.file_name, mismatches=file.mismatches)
            for file in waiting
            if file.service_line_id == mapping.service_line_id
        ]
    return found


def _steps(connection: Connection, **only: str | None) -> dict[str, list[NextStep]]:
    """For each area the next steps of its sessions, done or not."""
    areas = {session.id: session.care_area_id for session in records(connection, StarSession, **only)}
    found: dict[str, list[NextStep]] = defaultdict(list)
    for step in records(connection, NextStep) if areas else ():
        if step.session_id in areas:
            found[areas[step.session_id]].append(step)
    return found


Hanging = TypeVar("Hanging", CareAreaStatus, SpecificationAnswer, Objective, DataRequest, SessionAhead)


def _by_area(records: list[Hanging]) -> dict[str, list[Hanging]]:
    found: dict[str, list[Hanging]] = defaultdict(list)
    for record in records:
        found[record.care_area_id].append(record)
    return found
