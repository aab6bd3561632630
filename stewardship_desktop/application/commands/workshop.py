"""Acts of the room: seats, interests, blind scores, reveals, agreed benefits, the decision and what follows.

A blind score is named by seat and option in no act, so that the history shows none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands.star import open_session
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.star.moves import ledger_of
from stewardship_desktop.domain.star.scores import newest_round, spread_of
from stewardship_desktop.domain.star.session import (
    Evidence,
    Measure,
    StarEstimate,
    StarOption,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.workshop import (
    Dissent,
    NextStep,
    Outcome,
    PrivateNote,
    Reveal,
    Seat,
    SeatInterest,
    SeatScore,
    StarDecision,
    new_code,
)
from stewardship_desktop.store.queries.star import session_records
from stewardship_desktop.store.writer import Writer


@dataclass(frozen=True, kw_only=True)
class ScoreEntry:
    """What a seat gave an option in a round: a score, "no view", or neither (the entry is taken away)."""

    seat_id: str
    option_id: str
    round: int
    score: int | None = None
    no_view: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the room decided, to lock. `balance_reason` is needed where the plan is out of balance."""

    scenario_id: str | None
    outcome: Outcome
    reason: str
    how: str = ""
    balance_reason: str = ""


def add_seats(writer: Writer, session_id: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Add seats from fields of Seat; each gets the next number and a code of its own. Returns their ids."""
    session = open_session(writer, session_id)
    here = writer.all(Seat, session_id=session_id)
    number = max((seat.number for seat in here), default=0)
    codes = {seat.code for seat in here}
    made = []
    for row in rows:
        number += 1
        row_id = new_id()
        code = new_code(codes, row_id)
        codes.add(code)
        values = {key: value for key, value in row.items() if value is not None}
        made.append(
            Seat(
                id=row_id, scope=session.scope, session_id=session_id,
                **{"number": number, "code": code, **values},
            )
        )  # fmt: skip
    writer.insert_many(made)
    writer.name_act(f"Add {made[0].display_name}" if len(made) == 1 else f"Add {len(made)} seats")
    return [seat.id for seat in made]


def edit_seats(writer: Writer, session_id: str, edits: Sequence[record.FieldEdit]) -> None:
    """Set fields of seats."""
    open_session(writer, session_id)
    record.edit(writer, edits)


def remove_seats(writer: Writer, session_id: str, seat_ids: Sequence[str]) -> None:
    """Remove seats with their scores and interests."""
    open_session(writer, session_id)
    record.remove(writer, {Seat: seat_ids})


def declare_interest(
    writer: Writer, session_id: str, seat_id: str, option_id: str, interest: str, *, withdrawn: bool
) -> None:
    """Note a seat's interest in an option; while withdrawn its score of the option does not count."""
    session = open_session(writer, session_id)
    seat, option = writer.get(Seat, seat_id), writer.get(StarOption, option_id)
    writer.put(
        SeatInterest(
            id=SeatInterest.id_for(seat_id, option_id), scope=session.scope, seat_id=seat_id,
            option_id=option_id, interest=interest, withdrawn=withdrawn,
        )
    )  # fmt: skip
    verb = "Withdraw" if withdrawn else "Note interest of"
    writer.name_act(f"{verb} {seat.display_name} {'from' if withdrawn else 'in'} {option.name}")


def drop_interest(writer: Writer, session_id: str, seat_id: str, option_id: str) -> None:
    """Take a declared interest away."""
    open_session(writer, session_id)
    record.remove(writer, {SeatInterest: [SeatInterest.id_for(seat_id, option_id)]})
    seat, option = writer.get(Seat, seat_id), writer.get(StarOption, option_id)
    writer.name_act(f"Take away the interest of {seat.display_name} in {option.name}")


def give_scores(writer: Writer, session_id: str, entries: Sequence[ScoreEntry]) -> None:
    """Enter scores from the sheets, all or none. One with neither score nor "no view" empties a place."""
    session = open_session(writer, session_id)
    for entry in entries:
        row_id = SeatScore.id_for(entry.seat_id, entry.option_id, entry.round)
        if entry.score is None and not entry.no_view:
            if writer.find(SeatScore, row_id) is not None:
                writer.delete(SeatScore, row_id)
            continue
        writer.put(
            SeatScore(
                id=row_id, scope=session.scope, seat_id=entry.seat_id, option_id=entry.option_id,
                round=entry.round, score=entry.score, no_view=entry.no_view,
            )
        )  # fmt: skip
    writer.name_act("Enter a score" if len(entries) == 1 else f"Enter {len(entries)} scores")


def reveal(writer: Writer, session_id: str, option_ids: Sequence[str], round_: int) -> None:
    """Show the scores of these options in this round. Raises UserFixable where an option has none."""
    session = open_session(writer, session_id)
    scored = {
        score.option_id
        for seat in writer.all(Seat, session_id=session_id)
        for score in writer.all(SeatScore, seat_id=seat.id)
        if score.round == round_
    }
    for option_id in option_ids:
        option = writer.get(StarOption, option_id)
        if option_id not in scored:
            raise UserFixable(f"{option.name} has no scores in round {round_}.", "Enter the sheets first.")
        writer.put(
            Reveal(
                id=Reveal.id_for(option_id, round_), scope=session.scope, option_id=option_id, round=round_
            )
        )
    writer.name_act("Reveal the scores" if len(option_ids) > 1 else "Reveal the scores of an option")


def agree_benefits(writer: Writer, session_id: str, option_ids: Sequence[str]) -> None:
    """Take the median of the newest revealed round as each option's benefit, the middle half as its range.

    Raises UserFixable where an option's scores have not been revealed: nothing is agreed unseen.
    """
    session = open_session(writer, session_id)
    records = session_records(writer.connection, session_id)
    assert records is not None
    for option_id in option_ids:
        option = writer.get(StarOption, option_id)
        round_ = newest_round(records, option_id)
        if not round_:
            raise UserFixable(f"The scores of {option.name} have not been shown.", "Reveal them first.")
        spread = spread_of(records, option_id, round_)
        if spread.median is None:
            raise UserFixable(f"Nobody whose score counts scored {option.name}.", "Type a benefit by hand.")
        writer.put(
            StarEstimate(
                id=StarEstimate.id_for(option_id, Measure.BENEFIT), scope=session.scope,
                option_id=option_id, measure=Measure.BENEFIT, low=spread.lower_quartile, best=spread.median,
                high=spread.upper_quartile, evidence=Evidence.JUDGEMENT,
                source=f"Median of {spread.n} scores, round {round_}",
            )
        )  # fmt: skip
    writer.name_act("Agree the benefits" if len(option_ids) > 1 else "Agree a benefit")


def add_dissent(writer: Writer, session_id: str, role: str, view: str) -> str:
    """Record a view against the decision. Returns its id."""
    session = open_session(writer, session_id)
    position = len(writer.all(Dissent, session_id=session_id)) + 1
    made = Dissent(
        id=new_id(), scope=session.scope, session_id=session_id, role=role, view=view, position=position
    )
    writer.insert(made)
    writer.name_act(f"Record dissent of {role}")
    return made.id


def add_next_step(writer: Writer, session_id: str, values: Mapping[str, Any]) -> str:
    """Add a next step from the fields of NextStep. Returns its id. Also after the lock: it is follow-up."""
    session = writer.get(StarSession, session_id)
    position = len(writer.all(NextStep, session_id=session_id)) + 1
    made = NextStep(
        id=new_id(), scope=session.scope, session_id=session_id, **{"position": position, **values}
    )
    writer.insert(made)
    writer.name_act(f"Add next step {made.display_name}")
    return made.id


def edit_room(writer: Writer, session_id: str, edits: Sequence[record.FieldEdit]) -> None:
    """Set fields of dissents and next steps. Dissents only while the session is open."""
    if any(each.record_type is not NextStep for each in edits):
        open_session(writer, session_id)
    record.edit(writer, edits)


def remove_from_room(writer: Writer, session_id: str, removed: Mapping[type[Record], Sequence[str]]) -> None:
    """Remove dissents and next steps of an open session."""
    open_session(writer, session_id)
    record.remove(writer, removed)


def prepare_decision(writer: Writer, session_id: str, values: Mapping[str, Any], decided_on: date) -> None:
    """Keep fields of the decision while it is being written; it is made if need be and stays open."""
    session = open_session(writer, session_id)
    row_id = StarDecision.id_for(session_id)
    empty = StarDecision(
        id=row_id, scope=session.scope, session_id=session_id, decided_on=decided_on, locked=False
    )
    writer.put(replace(writer.find(StarDecision, row_id) or empty, **values))
    writer.name_act(f"Prepare the decision of {session.name}")


def keep_note(writer: Writer, session_id: str, text: str) -> None:
    """Keep the facilitator's own note, of a locked session too: no decision hangs on it."""
    session = writer.get(StarSession, session_id)
    writer.put(
        PrivateNote(id=PrivateNote.id_for(session_id), scope=session.scope, session_id=session_id, text=text)
    )
    writer.name_act(f"Keep a private note on {session.name}")


def lock(writer: Writer, session_id: str, verdict: Verdict, decided_on: date) -> None:
    """Lock the session with what was decided. Raises UserFixable for a plan out of balance without a reason.

    Out of balance is a plan that costs more than the envelope allows; unspent money is not.
    """
    session = open_session(writer, session_id)
    if verdict.outcome is Outcome.AGREED and verdict.scenario_id is not None:
        records = session_records(writer.connection, session_id)
        assert records is not None
        scenario = writer.get(StarScenario, verdict.scenario_id)
        over = -ledger_of(records, scenario).left
        if over > 0 and not verdict.balance_reason.strip():
            raise UserFixable(
                f"{scenario.name} is £{over:,} over the envelope.",
                "Change the plan, or say why it is locked out of balance.",
            )
    writer.put(
        StarDecision(
            id=StarDecision.id_for(session_id), scope=session.scope, session_id=session_id,
            scenario_id=verdict.scenario_id if verdict.outcome is Outcome.AGREED else None,
            outcome=verdict.outcome, how=verdict.how, decided_on=decided_on, reason=verdict.reason,
            balance_reason=verdict.balance_reason, locked=True,
        )
    )  # fmt: skip
    writer.name_act(f"Lock the decision of {session.name}")


def unlock(writer: Writer, session_id: str) -> None:
    """Open a locked session again. The act's own reason says why; raises UserFixable without one."""
    session = writer.get(StarSession, session_id)
    if not writer.reason.strip():
        raise UserFixable("The unlocking has no reason.", "Say in a sentence why it is opened again.")
    writer.update(StarDecision, StarDecision.id_for(session_id), locked=False)
    writer.name_act(f"Unlock {session.name}")
