"""Acts of the room: seats, blind scores, reveals, agreed benefits, the lock and what follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stewardship_desktop.application.commands import record, star, star_plan, workshop
from stewardship_desktop.application.commands.workshop import ScoreEntry, Verdict
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import Evidence, Measure
from stewardship_desktop.domain.workshop import Dissent, NextStep, Outcome, PrivateNote, Seat, SeatCategory
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.rebuild import derive, stored
from tests.support.star_sessions import SmallSession, small_session
from tests.support.workspaces import act, open_new

TODAY = date(2023, 3, 16)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SmallSession]:
    with open_new(tmp_path) as opened:
        made = small_session(
            SimpleNamespace(opened=opened, act=lambda command, *a, **n: act(opened, command, *a, **n))
        )
        rows: list[dict[str, Any]] = [{"role": f"Role {number}"} for number in range(1, 5)]
        rows[3]["category"] = SeatCategory.RESIDENT
        do(made, workshop.add_seats, rows)
        yield made


def do(room: SmallSession, command: Any, *arguments: Any, **named: Any) -> Any:
    return room.workspace.act(command, room.session_id, *arguments, **named)


def now(room: SmallSession) -> SessionRecords:
    return room.reckoning().records


def label(room: SmallSession) -> str:
    return str(room.workspace.opened.undo_state().undo)


def seats(room: SmallSession) -> list[str]:
    return [seat.id for seat in now(room).seats]


def score(room: SmallSession, option: str, *given: int | None, round_: int = 1) -> None:
    """Enter one score a seat in their order; None is "no view"."""
    entries = [
        ScoreEntry(
            seat_id=seat, option_id=room.options[option], round=round_, score=each, no_view=each is None
        )
        for seat, each in zip(seats(room), given, strict=False)
    ]
    do(room, workshop.give_scores, entries)


def lock(room: SmallSession, scenario_id: str | None = "A", **more: Any) -> None:
    values = {"outcome": Outcome.AGREED, "reason": "It does more good", **more}
    chosen = room.scenario_id if scenario_id == "A" else scenario_id
    do(room, workshop.lock, Verdict(scenario_id=chosen, **values), TODAY)


def everything(room: SmallSession) -> dict[str, set[Any]]:
    return {
        kind.entity: set(room.workspace.opened.read(records, kind.record_type))
        for kind in KINDS
        if kind.entity != "person"
    }


def test_seats_are_numbered_and_have_codes_of_their_own(room: SmallSession) -> None:
    found = now(room).seats
    assert [seat.number for seat in found] == [1, 2, 3, 4]
    assert len({seat.code for seat in found}) == 4
    assert all(len(seat.code) == 4 for seat in found)
    assert found[3].category is SeatCategory.RESIDENT
    do(room, workshop.remove_seats, [found[1].id])
    (added,) = do(room, workshop.add_seats, [{"role": "Late"}])
    assert next(seat.number for seat in now(room).seats if seat.id == added) == 5
    with pytest.raises(UserFixable, match="Role of the seat"):
        do(room, workshop.add_seats, [{"role": " "}])
    do(room, workshop.edit_seats, [record.FieldEdit(Seat, added, "present", False)])
    assert [seat.present for seat in now(room).seats] == [True, True, True, False]


def test_scores_are_entered_corrected_and_emptied(room: SmallSession) -> None:
    ward, (first, second, *_) = room.options["ward"], seats(room)
    score(room, "ward", 40, None)
    given = {each.seat_id: (each.score, each.no_view) for each in now(room).scores}
    assert given == {first: (40, False), second: (None, True)}
    assert label(room) == "Enter 2 scores"
    do(room, workshop.give_scores, [ScoreEntry(seat_id=first, option_id=ward, round=1, score=45)])
    assert label(room) == "Enter a score"
    do(room, workshop.give_scores, [ScoreEntry(seat_id=second, option_id=ward, round=1)])
    do(room, workshop.give_scores, [ScoreEntry(seat_id=second, option_id=ward, round=1)])
    assert [(each.seat_id, each.score) for each in now(room).scores] == [(first, 45)]
    wrong = [
        ScoreEntry(seat_id=second, option_id=ward, round=1, score=10),
        ScoreEntry(seat_id=first, option_id=ward, round=1, score=101),
    ]
    with pytest.raises(UserFixable, match="101 is not a score"):
        do(room, workshop.give_scores, wrong)
    assert [each.score for each in now(room).scores] == [45]
    with pytest.raises(UserFixable, match="no round 3"):
        do(room, workshop.give_scores, [ScoreEntry(seat_id=first, option_id=ward, round=3, score=1)])


def test_what_has_no_scores_is_not_revealed(room: SmallSession) -> None:
    ward, clinic = room.options["ward"], room.options["clinic"]
    score(room, "ward", 40)
    with pytest.raises(UserFixable, match="Clinic has no scores in round 1"):
        do(room, workshop.reveal, [ward, clinic], 1)
    assert now(room).reveals == ()
    do(room, workshop.reveal, [ward], 1)
    assert [(each.option_id, each.round) for each in now(room).reveals] == [(ward, 1)]
    assert label(room) == "Reveal the scores of an option"
    with pytest.raises(UserFixable, match="no scores in round 2"):
        do(room, workshop.reveal, [ward], 2)


def test_nothing_is_agreed_unseen(room: SmallSession) -> None:
    ward = room.options["ward"]
    before = now(room).estimates[ward][Measure.BENEFIT]
    score(room, "ward", 10, 20, 40, 60)
    with pytest.raises(UserFixable, match="have not been shown"):
        do(room, workshop.agree_benefits, [ward])
    assert now(room).estimates[ward][Measure.BENEFIT] == before
    do(room, workshop.reveal, [ward], 1)
    do(room, workshop.agree_benefits, [ward])
    agreed = now(room).estimates[ward][Measure.BENEFIT]
    # Of 10, 20, 40, 60 the median is 30; the halves' medians are 15 and 50.
    assert [agreed.low, agreed.best, agreed.high] == [Decimal(15), Decimal(30), Decimal(50)]
    assert (agreed.evidence, agreed.source) == (Evidence.JUDGEMENT, "Median of 4 scores, round 1")
    assert room.reckoning().options[ward].benefit == 30


def test_the_second_round_keeps_first_scores_of_those_still_here(room: SmallSession) -> None:
    ward, (_, second, third, fourth) = room.options["ward"], seats(room)
    score(room, "ward", 10, 20, 40, 60)
    do(room, workshop.reveal, [ward], 1)
    do(room, workshop.edit_seats, [record.FieldEdit(Seat, fourth, "present", False)])
    do(room, workshop.give_scores, [ScoreEntry(seat_id=third, option_id=ward, round=2, score=22)])
    do(room, workshop.agree_benefits, [ward])
    assert now(room).best(ward, Measure.BENEFIT) == 30, "round 2 has not been shown yet"
    do(room, workshop.reveal, [ward], 2)
    do(room, workshop.agree_benefits, [ward])
    assert now(room).best(ward, Measure.BENEFIT) == 20
    do(room, workshop.declare_interest, second, ward, "Works there", withdrawn=True)
    do(room, workshop.agree_benefits, [ward])
    agreed = now(room).estimates[ward][Measure.BENEFIT]
    assert (agreed.best, agreed.source) == (Decimal(16), "Median of 2 scores, round 2")


def test_a_withdrawn_seat_does_not_count(room: SmallSession) -> None:
    ward, here = room.options["ward"], seats(room)
    score(room, "ward", 80)
    do(room, workshop.reveal, [ward], 1)
    do(room, workshop.declare_interest, here[0], ward, "Runs it", withdrawn=True)
    assert label(room) == "Withdraw seat 1, Role 1 from Ward beds"
    with pytest.raises(UserFixable, match="Nobody whose score counts"):
        do(room, workshop.agree_benefits, [ward])
    do(room, workshop.declare_interest, here[0], ward, "Runs it", withdrawn=False)
    do(room, workshop.agree_benefits, [ward])
    assert now(room).best(ward, Measure.BENEFIT) == 80
    do(room, workshop.drop_interest, here[0], ward)
    assert label(room) == "Take away the interest of seat 1, Role 1 in Ward beds"
    assert now(room).interests == ()


def test_a_plan_over_the_envelope_needs_a_reason(room: SmallSession) -> None:
    do(room, star_plan.choose, room.scenario_id, {room.options["self-help"]: True})
    with pytest.raises(UserFixable, match="Plan A is £40,000 over the envelope"):
        lock(room, balance_reason="  ")
    assert not now(room).locked
    lock(room, balance_reason="The money is promised")
    decision = now(room).decision
    assert decision is not None
    assert (decision.locked, decision.balance_reason) == (True, "The money is promised")


def test_unspent_money_needs_none(room: SmallSession) -> None:
    do(room, star_plan.choose, room.scenario_id, {room.options["ward"]: False})
    lock(room)
    assert now(room).locked
    assert label(room) == "Lock the decision of Stroke at home"


def test_a_lock_needs_what_was_decided_and_why(room: SmallSession) -> None:
    with pytest.raises(UserFixable, match="Reason of the decision"):
        lock(room, reason=" ")
    with pytest.raises(UserFixable, match="needs a scenario"):
        lock(room, None)
    assert now(room).decision is None
    lock(room, outcome=Outcome.NO_DECISION, reason="Too few figures")
    decision = now(room).decision
    assert decision is not None
    assert (decision.scenario_id, decision.outcome) == (None, Outcome.NO_DECISION)


def test_a_decision_in_preparation_may_lack_its_reason(room: SmallSession) -> None:
    do(room, workshop.prepare_decision, {"how": "Consensus"}, TODAY)
    do(room, workshop.prepare_decision, {"scenario_id": room.scenario_id}, TODAY)
    decision = now(room).decision
    assert decision is not None
    assert (decision.how, decision.scenario_id, decision.reason) == ("Consensus", room.scenario_id, "")
    assert not now(room).locked
    do(room, star.edit_session, {"question": "What now?"})


def test_an_unlock_needs_a_reason(room: SmallSession) -> None:
    lock(room)
    with pytest.raises(UserFixable, match="no reason"):
        do(room, workshop.unlock)
    assert now(room).locked
    do(room, workshop.unlock, reason="A figure was wrong")
    assert not now(room).locked
    do(room, star.edit_session, {"question": "What now?"})
    lock(room)
    assert now(room).locked


def test_undo_of_a_lock_opens_the_session(room: SmallSession) -> None:
    lock(room)
    room.workspace.opened.undo().result()
    assert now(room).decision is None
    room.workspace.opened.redo().result()
    assert now(room).locked


def test_next_steps_go_on_after_the_lock_and_dissent_does_not(room: SmallSession) -> None:
    dissent = do(room, workshop.add_dissent, "Nurse", "Too fast")
    step = do(room, workshop.add_next_step, {"what": "Tell the wards", "owner_role": "Lead"})
    lock(room)
    do(room, workshop.edit_room, [record.FieldEdit(NextStep, step, "done_on", TODAY)])
    do(room, workshop.add_next_step, {"what": "Tell the clinics"})
    found = now(room)
    assert [(each.position, each.done_on) for each in found.next_steps] == [(1, TODAY), (2, None)]
    for refused in (
        lambda: do(room, workshop.add_dissent, "Nurse", "Still too fast"),
        lambda: do(room, workshop.edit_room, [record.FieldEdit(Dissent, dissent, "view", "Fine")]),
        lambda: do(room, workshop.remove_from_room, {NextStep: [step]}),
    ):
        with pytest.raises(UserFixable, match="is locked"):
            refused()
    assert now(room) == found


GUARDED: dict[str, Callable[[SmallSession], Any]] = {
    "add_seats": lambda r: do(r, workshop.add_seats, [{"role": "New"}]),
    "edit_seats": lambda r: do(r, workshop.edit_seats, [record.FieldEdit(Seat, seats(r)[0], "role", "New")]),
    "remove_seats": lambda r: do(r, workshop.remove_seats, seats(r)[:1]),
    "declare_interest": lambda r: do(
        r, workshop.declare_interest, seats(r)[1], r.options["ward"], "x", withdrawn=True
    ),
    "drop_interest": lambda r: do(r, workshop.drop_interest, seats(r)[0], r.options["ward"]),
    "give_scores": lambda r: score(r, "ward", 1, 2, 3, 4),
    "reveal": lambda r: do(r, workshop.reveal, [r.options["clinic"]], 1),
    "agree_benefits": lambda r: do(r, workshop.agree_benefits, [r.options["ward"]]),
    "add_dissent": lambda r: do(r, workshop.add_dissent, "Nurse", "No"),
    "edit_room": lambda r: do(
        r, workshop.edit_room, [record.FieldEdit(Dissent, now(r).dissents[0].id, "view", "Yes")]
    ),
    "remove_from_room": lambda r: do(r, workshop.remove_from_room, {Dissent: [now(r).dissents[0].id]}),
    "prepare_decision": lambda r: do(r, workshop.prepare_decision, {"how": "By vote"}, TODAY),
    "lock": lock,
}
FOLLOW_UP = {"add_next_step", "keep_note", "unlock"}
"""What can be done after the lock, each with a test of its own."""


@pytest.mark.parametrize("name", GUARDED)
def test_every_act_is_refused_while_locked_and_undone_while_open(room: SmallSession, name: str) -> None:
    ward = room.options["ward"]
    score(room, "ward", 10, 20, 40, 60)
    score(room, "clinic", 10, 20)
    do(room, workshop.reveal, [ward], 1)
    do(room, workshop.declare_interest, seats(room)[0], ward, "Runs it", withdrawn=True)
    do(room, workshop.add_dissent, "Therapist", "Too slow")
    before = everything(room)
    GUARDED[name](room)
    after = everything(room)
    assert after != before
    opened = room.workspace.opened
    opened.undo().result()
    assert everything(room) == before
    opened.redo().result()
    assert everything(room) == after
    opened.undo().result()
    assert opened.read(stored).rows == opened.read(derive).rows
    lock(room, None, outcome=Outcome.NO_DECISION)
    locked = everything(room)
    with pytest.raises(UserFixable, match="Stroke at home is locked"):
        GUARDED[name](room)
    assert everything(room) == locked


def test_every_act_of_the_room_is_guarded() -> None:
    acts = {
        name
        for name, each in vars(workshop).items()
        if callable(each) and each.__module__ == workshop.__name__ and not isinstance(each, type)
    }
    assert {name for name in acts if not name.startswith("_")} - FOLLOW_UP == set(GUARDED)


def test_a_private_note_is_kept_of_a_locked_session_too_and_told_nowhere(room: SmallSession) -> None:
    do(room, workshop.keep_note, "Ask the nurse first")
    do(
        room,
        workshop.lock,
        Verdict(scenario_id=None, outcome=Outcome.NO_DECISION, reason="More to learn"),
        TODAY,
    )
    do(room, workshop.keep_note, "Ring the ward")
    kept = room.workspace.opened.read(records, PrivateNote)
    assert [note.text for note in kept] == ["Ring the ward"]
    assert "Ring the ward" not in repr(now(room))
    assert "Ring" not in label(room)
    assert next(kind for kind in KINDS if kind.record_type is PrivateNote).blind
