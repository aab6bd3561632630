"""What needs a care area's group now, in the order of urgency, each with the one thing to do about it.

Pure rules over records that a query hands in. Today's date is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.care_area import (
    CareArea,
    CareAreaState,
    CareAreaStatus,
    DataRequest,
    Objective,
    SpecificationPart,
)
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.record import first_line
from stewardship_desktop.domain.workshop import NextStep

SOON_DAYS = 14
MOST_VALUES = 2
"""Values that are due get a line each up to so many; more share one, so that the list stays short."""
SILENT_DAYS = 365
"""A value overdue for longer is no reminder of this month any more: what is to do is to decide about it."""


class DueKind(StrEnum):
    """What sort of thing is due: decides where its action leads."""

    VALUE = "value of a metric"
    REQUEST = "data request"
    REVIEW = "status review"
    OBJECTIVE = "objective"
    BUDGET = "budget file"
    COLUMN = "empty resource column"
    SPECIFICATION = "specification"
    LEAD = "lead"
    QUESTIONS = "questions"
    STEP = "next step of a session"
    SESSION = "session to prepare"


class Urgency(StrEnum):
    OVERDUE = "overdue"
    SOON = "due soon"
    STANDING = "to do"


@dataclass(frozen=True, kw_only=True)
class DueItem:
    """One thing that needs doing. `detail` says when or why; `action` are the words of its button.

    `record_id` is the record it is about (of a session's step the session, of a value its metric), else
    the care area's.
    `part` names a specification part.
    """

    kind: DueKind
    urgency: Urgency
    care_area_id: str
    care_area: str
    record_id: str
    what: str
    detail: str
    action: str
    due_on: date | None = None
    part: SpecificationPart | None = None


@dataclass(frozen=True, kw_only=True)
class PartCount:
    """Questions and answered ones of one specification part."""

    part: SpecificationPart
    questions: int
    answered: int


@dataclass(frozen=True, kw_only=True)
class UnnotedFile:
    """An accepted budget file about a line of the area whose checks found mismatches that nobody noted."""

    import_id: str
    name: str
    mismatches: int


@dataclass(frozen=True, kw_only=True)
class SessionAhead:
    """A session of a care area that isn't locked, with what it lacks before its room, a few words each."""

    session_id: str
    care_area_id: str
    name: str
    held_on: date | None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ValueDue:
    """The first value of a metric that is missing: its period in words, and the day it is due."""

    metric_id: str
    metric: str
    period: str
    due_on: date
    owner_role: str = ""


def span_words(days: int) -> str:
    """A stretch of time as people say it: days up to 100, then months, then years."""
    if days < 100:
        return "1 day" if days == 1 else f"{days} days"
    if days < 730:
        return f"{round(days / 30.4)} months"
    return f"{days // 365} years"


def days_words(due_on: date, today: date) -> str:
    """ "5 days overdue", "due today", "due tomorrow", "due in 3 days"."""
    days = (due_on - today).days
    if days < 0:
        return f"{span_words(-days)} overdue"
    if days == 0:
        return "due today"
    return "due tomorrow" if days == 1 else f"due in {span_words(days)}"


def current_status(history: Sequence[CareAreaStatus], today: date) -> CareAreaStatus | None:
    """The step that holds today: the newest that has begun, else the first that is planned; None for none."""
    ordered = sorted(history, key=lambda step: (step.since, step.position, step.id))
    begun = [step for step in ordered if step.since <= today]
    if begun:
        return begun[-1]
    return ordered[0] if ordered else None


def status_words(status: CareAreaStatus | None) -> str:
    """ "Paused since autumn 2022, review 1 September 2023"; says so where no status is noted."""
    if status is None:
        return "No status noted"
    said = f"{status.state.value.capitalize()} since {status.since_words or date_words(status.since)}"
    if status.review_on is not None:
        said += f", review {date_words(status.review_on)}"
    return said


def has_lead(area: CareArea) -> bool:
    """Whether a lead is noted. A note such as "no lead at stocktake" says there is none."""
    note = area.lead_note.strip().casefold()
    return bool(note) and not note.startswith(("no lead", "no clear lead", "none", "vacant"))


def what_is_due(
    area: CareArea,
    *,
    status: CareAreaStatus | None,
    parts: Sequence[PartCount],
    objectives: Sequence[Objective],
    requests: Sequence[DataRequest],
    today: date,
    files: Sequence[UnnotedFile] = (),
    steps: Sequence[NextStep] = (),
    sessions: Sequence[SessionAhead] = (),
    values: Sequence[ValueDue] = (),
    resource_unasked: bool = False,
) -> list[DueItem]:
    """Everything that needs the group of one care area: overdue first, then what is due soon, then the rest.

    A closed area needs nothing. A paused or proposed one is not asked for its specification,
    objectives, values or lead: a pause is a normal state. `resource_unasked` says that the resource
    column has no value and that nobody was asked for any.
    """
    state = None if status is None else status.state
    if state is CareAreaState.CLOSED:
        return []
    found = [item for request in requests for item in _request(area, request, today)]
    found += [item for step in steps for item in _step(area, step, today)]
    if state is CareAreaState.PAUSED and status is not None:
        found += _review(area, status, today)
    elif state is not CareAreaState.PROPOSED:
        found += [item for one in objectives for item in _objective(area, one, today)]
        found += _values(area, values, today)
        found += [_file(area, file) for file in files]
        if resource_unasked:
            found.append(_column(area))
        found += [item for session in sessions for item in _session(area, session, today)]
        found += _specification(area, parts)
        if not has_lead(area):
            found.append(_lead(area))
    return in_order(found)


def in_order(items: Sequence[DueItem]) -> list[DueItem]:
    """Overdue (oldest first), due soon (next first), then the rest by kind, care area and words."""
    rank = {Urgency.OVERDUE: 0, Urgency.SOON: 1, Urgency.STANDING: 2}
    kinds = list(DueKind)
    return sorted(
        items,
        key=lambda item: (
            rank[item.urgency],
            item.due_on or date.max,
            kinds.index(item.kind),
            item.care_area.casefold(),
            item.what.casefold() if item.part is None else str(list(SpecificationPart).index(item.part)),
            item.record_id,
        ),
    )


def _urgency(due_on: date, today: date) -> Urgency | None:
    if due_on < today:
        return Urgency.OVERDUE
    return Urgency.SOON if (due_on - today).days <= SOON_DAYS else None


def _made(
    area: CareArea,
    kind: DueKind,
    what: str,
    detail: str,
    action: str,
    *,
    record_id: str = "",
    urgency: Urgency = Urgency.STANDING,
    due_on: date | None = None,
    part: SpecificationPart | None = None,
) -> DueItem:
    return DueItem(
        kind=kind,
        urgency=urgency,
        care_area_id=area.id,
        care_area=area.name,
        record_id=record_id or area.id,
        what=what,
        detail=detail,
        action=action,
        due_on=due_on,
        part=part,
    )


def _request(area: CareArea, request: DataRequest, today: date) -> list[DueItem]:
    if request.received_on is not None or request.due_on is None:
        return []
    urgency = _urgency(request.due_on, today)
    if urgency is None:
        return []
    what = f"Data not received: {first_line(request.what, 90)}"
    action = "Chase" if urgency is Urgency.OVERDUE else "Open the request"
    return [
        _made(
            area, DueKind.REQUEST, what, days_words(request.due_on, today), action,
            record_id=request.id, urgency=urgency, due_on=request.due_on,
        )
    ]  # fmt: skip


def _review(area: CareArea, status: CareAreaStatus, today: date) -> list[DueItem]:
    if status.review_on is None:
        why = status.reason or "no reason noted"
        what, action = "Paused with no review date", "Set a review date"
        return [_made(area, DueKind.REVIEW, what, why, action, record_id=status.id)]
    urgency = _urgency(status.review_on, today)
    if urgency is None:
        return []
    return [
        _made(
            area, DueKind.REVIEW, "Review of the pause", days_words(status.review_on, today),
            "Review the pause", record_id=status.id, urgency=urgency, due_on=status.review_on,
        )
    ]  # fmt: skip


def _objective(area: CareArea, objective: Objective, today: date) -> list[DueItem]:
    urgency = None if objective.refresh_on is None else _urgency(objective.refresh_on, today)
    if urgency is None or objective.refresh_on is None:
        return []
    what = f"Objective to refresh: {first_line(objective.objective, 90)}"
    return [
        _made(
            area, DueKind.OBJECTIVE, what, days_words(objective.refresh_on, today), "Refresh it",
            record_id=objective.id, urgency=urgency, due_on=objective.refresh_on,
        )
    ]  # fmt: skip


def _values(area: CareArea, values: Sequence[ValueDue], today: date) -> list[DueItem]:
    waiting = sorted(
        (each for each in values if _urgency(each.due_on, today) is not None),
        key=lambda each: (each.due_on, each.metric.casefold(), each.metric_id),
    )
    silent = [each for each in waiting if (today - each.due_on).days > SILENT_DAYS]
    found = _silent(area, silent)
    waiting = waiting[len(silent) :]
    if len(waiting) > MOST_VALUES:
        first = waiting[0]
        when = days_words(first.due_on, today)
        words = (f"{len(waiting)} values are due", f"first {first.metric}, {first.period}, {when}")
        return [*found, _value(area, first, *words, "Enter values", today)]
    return found + [
        _value(
            area, each, f"Value due: {each.metric}, {each.period}",
            ", ".join(part for part in (each.owner_role.strip(), days_words(each.due_on, today)) if part),
            "Enter value", today,
        )
        for each in waiting
    ]  # fmt: skip


def _silent(area: CareArea, values: Sequence[ValueDue]) -> list[DueItem]:
    if not values:
        return []
    first, one = values[0], len(values) == 1
    what = f"No value of {first.metric if one else f'{len(values)} metrics'} for over a year"
    why = f"enter {'it' if one else 'them'}, or put {'it' if one else 'them'} on the watch list"
    action = "Enter value" if one else "Enter values"
    return [_made(area, DueKind.VALUE, what, why, action, record_id=first.metric_id)]


def _value(area: CareArea, value: ValueDue, what: str, detail: str, action: str, today: date) -> DueItem:
    return _made(
        area, DueKind.VALUE, what, detail, action, record_id=value.metric_id,
        urgency=_urgency(value.due_on, today) or Urgency.SOON, due_on=value.due_on,
    )  # fmt: skip


def _column(area: CareArea) -> DueItem:
    why = "no value in it, and nobody was asked for any"
    return _made(area, DueKind.COLUMN, "The resource column is empty", why, "Ask for data")


def _step(area: CareArea, step: NextStep, today: date) -> list[DueItem]:
    urgency = None if step.due_on is None or step.done_on is not None else _urgency(step.due_on, today)
    if urgency is None or step.due_on is None:
        return []
    owner = step.owner_role.strip()
    detail = f"{owner or 'no owner'}, {days_words(step.due_on, today)}"
    return [
        _made(
            area, DueKind.STEP, f"Agreed next step: {first_line(step.what, 90)}", detail, "Open the steps",
            record_id=step.session_id, urgency=urgency, due_on=step.due_on,
        )
    ]  # fmt: skip


def _session(area: CareArea, session: SessionAhead, today: date) -> list[DueItem]:
    """A session whose day is near and that isn't ready; one whose day has passed is for the room to lock."""
    if session.held_on is None or session.held_on < today or not session.lacks:
        return []
    if (session.held_on - today).days > SOON_DAYS:
        return []
    days = (session.held_on - today).days
    when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {span_words(days)}"
    why = f"held {when}: {', '.join(session.lacks)}"
    what = f"STAR session {session.name} isn't ready"
    return [
        _made(
            area, DueKind.SESSION, what, why, "Prepare it",
            record_id=session.session_id, urgency=Urgency.SOON, due_on=session.held_on,
        )
    ]  # fmt: skip


def _file(area: CareArea, file: UnnotedFile) -> DueItem:
    count = "1 mismatch" if file.mismatches == 1 else f"{file.mismatches} mismatches"
    what = f"Budget file {file.name} has {count} without a note"
    why = "printed and computed figures differ; say what you make of it"
    return _made(area, DueKind.BUDGET, what, why, "See the checks", record_id=file.import_id)


def _specification(area: CareArea, parts: Sequence[PartCount]) -> list[DueItem]:
    questions = sum(part.questions for part in parts)
    if not questions:
        what = "The specification has no questions yet"
        why = "the questions are the programme's, the same for all areas"
        return [_made(area, DueKind.QUESTIONS, what, why, "Set the questions")]
    if not any(part.answered for part in parts):
        first = next(part.part for part in parts if part.questions)
        why = f"{questions} questions in five parts"
        what, action = "The specification is not begun", f"Begin with {first.value}"
        return [_made(area, DueKind.SPECIFICATION, what, why, action, part=first)]
    blank = [part for part in parts if part.questions and not part.answered]
    if not blank:
        return []
    names = [part.part.value for part in blank]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    verb = "has" if len(names) == 1 and not names[0].endswith("s") else "have"
    what = f"{listed.capitalize()} {verb} no answers"
    why = f"{sum(part.questions for part in blank)} questions of the specification"
    first = blank[0].part
    return [_made(area, DueKind.SPECIFICATION, what, why, f"Answer {first.value}", part=first)]


def _lead(area: CareArea) -> DueItem:
    why = area.lead_note.strip() or "One clear lead goes with success"
    return _made(area, DueKind.LEAD, "No lead is noted", why, "Note the lead")
