"""What the STAR room and the workshop read: the sessions of a care area, and one session whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from stewardship_desktop.domain.criteria_set import CriteriaSet, Criterion, CriterionScore
from stewardship_desktop.domain.due import SOON_DAYS, SessionAhead
from stewardship_desktop.domain.kinds import BY_ENTITY
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import (
    Measure,
    StarChoice,
    StarEffect,
    StarEstimate,
    StarFunding,
    StarOption,
    StarRule,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.domain.workshop import (
    Dissent,
    NextStep,
    Reveal,
    Seat,
    SeatInterest,
    SeatScore,
    StarDecision,
)
from stewardship_desktop.store.queries.records import record, records, records_in

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """A session in the list: how many options take part, how many seats there are, what was decided."""

    session: StarSession
    options: int
    parked: int
    seats: int
    decision: StarDecision | None

    @property
    def id(self) -> str:
        return self.session.id


def sessions(connection: Connection, care_area_id: str) -> list[SessionRow]:
    """The sessions of a care area, the newest day first, those without a day on top."""
    rows = []
    for session in records(connection, StarSession, care_area_id=care_area_id):
        options = records(connection, StarOption, session_id=session.id)
        parked = sum(option.parked for option in options)
        rows.append(
            SessionRow(
                session=session,
                options=len(options) - parked,
                parked=parked,
                seats=len(records(connection, Seat, session_id=session.id)),
                decision=record(connection, StarDecision, StarDecision.id_for(session.id)),
            )
        )
    rows.sort(key=lambda row: (row.session.name.casefold(), row.id))
    rows.sort(key=lambda row: row.session.held_on.toordinal() if row.session.held_on else 10**7, reverse=True)
    return rows


def session_records(connection: Connection, session_id: str) -> SessionRecords | None:
    """A session with everything that belongs to it, or None when it is no longer here."""
    session = record(connection, StarSession, session_id)
    if session is None:
        return None
    options = _in_order(records(connection, StarOption, session_id=session_id))
    mine = [option.id for option in options]
    scenarios = _in_order(records(connection, StarScenario, session_id=session_id))
    plans = [scenario.id for scenario in scenarios]
    seats = sorted(records(connection, Seat, session_id=session_id), key=lambda seat: (seat.number, seat.id))
    criteria_set = criteria = None
    if session.criteria_set_id is not None:
        criteria_set = record(connection, CriteriaSet, session.criteria_set_id)
        criteria = _in_order(records(connection, Criterion, criteria_set_id=session.criteria_set_id))
    estimates: dict[str, dict[Measure, StarEstimate]] = {}
    for estimate in records_in(connection, StarEstimate, "option_id", mine):
        estimates.setdefault(estimate.option_id, {})[estimate.measure] = estimate
    effects: dict[str, tuple[StarEffect, ...]] = {}
    for effect in records_in(connection, StarEffect, "option_id", mine):
        effects[effect.option_id] = (*effects.get(effect.option_id, ()), effect)
    choices: dict[str, dict[str, StarChoice]] = {}
    for choice in records_in(connection, StarChoice, "scenario_id", plans):
        choices.setdefault(choice.scenario_id, {})[choice.option_id] = choice
    funding: dict[str, tuple[StarFunding, ...]] = {}
    for moved in records_in(connection, StarFunding, "scenario_id", plans):
        funding[moved.scenario_id] = (*funding.get(moved.scenario_id, ()), moved)
    scored: dict[str, dict[str, CriterionScore]] = {}
    for score in records_in(connection, CriterionScore, "criterion_id", [each.id for each in criteria or ()]):
        scored.setdefault(score.subject_id, {})[score.criterion_id] = score
    return SessionRecords(
        session=session,
        options=tuple(options),
        estimates=estimates,
        effects=effects,
        rules=tuple(records(connection, StarRule, session_id=session_id)),
        scenarios=tuple(scenarios),
        choices=choices,
        funding=funding,
        seats=tuple(seats),
        interests=tuple(records_in(connection, SeatInterest, "seat_id", [seat.id for seat in seats])),
        scores=tuple(records_in(connection, SeatScore, "seat_id", [seat.id for seat in seats])),
        reveals=tuple(records_in(connection, Reveal, "option_id", mine)),
        decision=record(connection, StarDecision, StarDecision.id_for(session_id)),
        dissents=tuple(_in_order(records(connection, Dissent, session_id=session_id))),
        next_steps=tuple(_in_order(records(connection, NextStep, session_id=session_id))),
        criteria_set=criteria_set,
        criteria=tuple(criteria or ()),
        criterion_scores=scored,
        organisations={body.id: body for body in records(connection, Organisation)},
    )


def sessions_ahead(connection: Connection, today: date, **only: str | None) -> list[SessionAhead]:
    """The sessions of the coming days that are not locked, by day, and what each lacks before its room.

    A benefit is not missed: the room itself gives it.
    """
    until = today + timedelta(days=SOON_DAYS)
    coming = [
        session
        for session in records(connection, StarSession, **only)
        if session.held_on is not None and today <= session.held_on <= until
    ]
    if not coming:
        return []
    locked = {each.session_id for each in records(connection, StarDecision) if each.locked}
    coming = [session for session in coming if session.id not in locked]
    ids = [session.id for session in coming]
    options: dict[str, list[StarOption]] = {}
    for option in records_in(connection, StarOption, "session_id", ids):
        if not option.parked:
            options.setdefault(option.session_id, []).append(option)
    active = [option.id for some in options.values() for option in some]
    known = {
        (each.option_id, each.measure)
        for each in records_in(connection, StarEstimate, "option_id", active)
        if each.best is not None
    }
    seated = {seat.session_id for seat in records_in(connection, Seat, "session_id", ids) if seat.present}
    found = []
    for session in coming:
        needed = {Measure.PEOPLE, Measure.SHARE, Measure.COST}
        if session.apply_success:
            needed.add(Measure.SUCCESS)
        mine = options.get(session.id, [])
        bare = sum(any((option.id, measure) not in known for measure in needed) for option in mine)
        lacks = [f"{bare} option{' lacks' if bare == 1 else 's lack'} figures"] if bare else []
        lacks += [] if mine else ["no options yet"]
        lacks += [] if session.id in seated else ["no seat is taken"]
        found.append(
            SessionAhead(
                session_id=session.id, care_area_id=session.care_area_id, name=session.name,
                held_on=session.held_on, lacks=tuple(lacks),
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (str(each.held_on), each.session_id))


def place_of(connection: Connection, entity: str, row_id: str) -> str:
    """What a room of sessions is opened on to show a record: an option, a scenario or a session.

    What belongs to the room is shown with its session, an option's figure with the option. The record
    itself where it is one of these three, or no record of a session.
    """
    if entity in ("star_session", "star_option", "star_scenario"):
        return row_id
    found = record(connection, BY_ENTITY[entity].record_type, row_id)
    if isinstance(found, SeatInterest | Reveal):
        found = record(connection, StarOption, found.option_id)
    for name in ("session_id", "option_id", "scenario_id", "subject_id"):
        place = getattr(found, name, None)
        if place:
            return str(place)
    return row_id


def _in_order(found: Iterable[R]) -> list[R]:
    return sorted(found, key=lambda each: (getattr(each, "position", 0), each.id))
