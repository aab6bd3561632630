"""Whether a session is ready for its room: what is missing, who is not there, what would take too long.

Sentences for the facilitator, the gravest first; nothing here stops a session.
"""

from __future__ import annotations

from stewardship_desktop.domain.star.option import missing
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import MOST_OPTIONS, BenefitScale, Measure, Mode
from stewardship_desktop.domain.star.wording import listed

GIVEN_BY_ROOM = frozenset({"benefit"})
"""Figures that the room itself gives: their best value is not missing before it meets."""


def readiness(reckoning: Reckoning, *, conflicts_asked: bool) -> tuple[str, ...]:
    """What is open before the room, a sentence each; empty when the session is ready.

    `conflicts_asked`: the facilitator has said that the room was asked for conflicts of interest.
    """
    records = reckoning.records
    session, active = records.session, records.active
    found: list[str] = []
    if not session.question.strip():
        found.append("The question that the room is asked is not written yet.")
    if not session.anchor.strip() and session.benefit_scale is BenefitScale.SINGLE:
        found.append("Nobody has said what a benefit of 100 means.")
    if not active:
        found.append("There are no options yet.")
    if len(active) > MOST_OPTIONS:
        found.append(f"{len(active)} options are more than {MOST_OPTIONS}: two hours won't do. Park some.")
    found += _figures(reckoning)
    if active and session.mode is Mode.REALLOCATE and not any(option.current for option in active):
        found.append("No option is spent on today, so there is nothing to shift money from.")
    found += _room(records)
    if not conflicts_asked:
        found.append("The room has not been asked for conflicts of interest.")
    return tuple(found)


def _figures(reckoning: Reckoning) -> list[str]:
    """The options without a scale or a cost, and those whose benefit nobody can place."""
    records = reckoning.records
    success = records.session.apply_success
    found = []
    for option in records.active:
        lacks = [
            figure
            for figure in missing(reckoning.options[option.id], apply_success=success)
            if figure not in GIVEN_BY_ROOM
        ]
        if lacks:
            none = [f"no {'chance of success' if each == 'success' else each}" for each in lacks]
            found.append(f"{option.name} has {listed(none)}.")
    if records.session.benefit_scale is BenefitScale.CRITERIA:
        return found
    unranged = [
        option.name
        for option in records.active
        if (benefit := records.estimate(option.id, Measure.BENEFIT)) is not None
        and benefit.best is not None
        and (benefit.low is None or benefit.high is None)
    ]
    if unranged:
        found.append(f"No range is given for the benefit of {listed(unranged)}.")
    return found


def _room(records: SessionRecords) -> list[str]:
    """Who is not in the room: no seats, organisations and settings of the options without a seat."""
    here = [seat for seat in records.seats if seat.present]
    if not here:
        return ["No seat is taken: add the roles of those in the room."]
    found = []
    seated = {seat.organisation_id for seat in here}
    affected = {
        effect.organisation_id: records.organisations[effect.organisation_id]
        for option in records.active
        for effect in records.effects.get(option.id, ())
        if effect.organisation_id in records.organisations
    }
    absent = sorted(body.name for key, body in affected.items() if key not in seated)
    if absent:
        verb = "is affected by an option and has" if len(absent) == 1 else "are affected by options and have"
        found.append(f"{listed(absent)} {verb} no seat in the room.")
    settings = {_plain(seat.setting) for seat in here}
    unseated = {
        _plain(option.setting): option.setting.strip()
        for option in records.active
        if option.setting.strip() and _plain(option.setting) not in settings
    }
    if unseated:
        found.append(f"Nobody in the room works in: {listed(sorted(unseated.values()))}.")
    return found


def seats_by_setting(records: SessionRecords) -> tuple[tuple[str, int], ...]:
    """The settings of the seats present and how many sit for each, the most first: a bias is seen."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for seat in records.seats:
        if seat.present:
            key = _plain(seat.setting)
            names.setdefault(key, seat.setting.strip() or "with no setting stated")
            counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts, key=lambda key: (-counts[key], key == "", key))
    return tuple((names[key], counts[key]) for key in ordered)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
