"""Sessions read back: the list of a care area, one session whole, where a record is shown, what is near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stewardship_desktop.application.commands import record, star, star_plan, workshop
from stewardship_desktop.application.commands.star import OptionEdit
from stewardship_desktop.application.commands.workshop import ScoreEntry, Verdict
from stewardship_desktop.domain.due import SessionAhead
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.domain.workshop import Outcome, Seat
from stewardship_desktop.store.queries import shell
from stewardship_desktop.store.queries.star import place_of, session_records, sessions, sessions_ahead
from tests.support.star_sessions import SmallSession, small_session
from tests.support.workspaces import act, open_new

TODAY = date(2023, 3, 16)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SmallSession]:
    with open_new(tmp_path) as opened:
        yield small_session(
            SimpleNamespace(opened=opened, act=lambda command, *a, **n: act(opened, command, *a, **n))
        )


def do(room: SmallSession, command: Any, *arguments: Any, **named: Any) -> Any:
    return room.workspace.act(command, room.session_id, *arguments, **named)


def read(room: SmallSession, query: Any, *arguments: Any, **named: Any) -> Any:
    return room.workspace.opened.read(query, *arguments, **named)


def ahead(room: SmallSession, session_id: str) -> SessionAhead:
    return next(each for each in read(room, sessions_ahead, TODAY) if each.session_id == session_id)


def test_the_list_counts_and_begins_with_what_has_no_day(room: SmallSession) -> None:
    area = room.reckoning().records.session.care_area_id
    for name, day in (("Old", date(2023, 1, 5)), ("New", date(2023, 3, 1))):
        room.workspace.act(star.start_session, area, name, held_on=day)
    do(room, star.park, [room.options["carers"]], "later")
    do(room, workshop.add_seats, [{"role": "Nurse"}])
    do(room, workshop.lock, Verdict(scenario_id=None, outcome=Outcome.NO_DECISION, reason="No time"), TODAY)
    rows = read(room, sessions, area)
    assert [row.session.name for row in rows] == ["Stroke at home", "New", "Old"]
    assert (rows[0].options, rows[0].parked, rows[0].seats) == (3, 1, 1)
    assert rows[0].decision.locked
    assert rows[1].decision is None
    assert read(room, sessions, "nowhere") == []


def test_a_session_is_read_whole_and_holds_nothing_of_another(room: SmallSession) -> None:
    area = room.reckoning().records.session.care_area_id
    other = room.workspace.act(star.start_session, area, "Other")
    (wish,) = room.workspace.act(star.add_options, other, [{"name": "Wish", "cost": 5}])
    room.workspace.act(star_plan.add_rule, other, {"kind": RuleKind.MUST, "members": (wish,)})
    (seat,) = do(room, workshop.add_seats, [{"role": "Nurse"}])
    ward = room.options["ward"]
    do(room, workshop.give_scores, [ScoreEntry(seat_id=seat, option_id=ward, round=1, score=5)])
    do(room, workshop.reveal, [ward], 1)
    do(room, workshop.add_dissent, "Nurse", "No")
    do(room, workshop.add_next_step, {"what": "Write"})
    found = read(room, session_records, room.session_id)
    assert [each.name for each in found.options] == [
        "Ward beds",
        "Clinic",
        "Guided self-help",
        "Carer support",
    ]
    assert found.best(ward, Measure.COST) == Decimal(60_000)
    counts = [
        len(each)
        for each in (found.rules, found.seats, found.scores, found.reveals, found.dissents, found.next_steps)
    ]
    assert counts == [0, 1, 1, 1, 1, 1]
    assert found.organisations["trust"].short_name == "TA"
    theirs = read(room, session_records, other)
    assert [each.name for each in theirs.options] == ["Wish"]
    assert (len(theirs.rules), theirs.seats, theirs.scores) == (1, (), ())
    assert read(room, session_records, "nowhere") is None


def test_where_each_record_of_a_session_is_shown(room: SmallSession) -> None:
    ward = room.options["ward"]
    do(room, star_plan.choose, room.scenario_id, {ward: False})
    do(room, star_plan.add_rule, {"kind": RuleKind.MUST, "members": (ward,)})
    (seat,) = do(room, workshop.add_seats, [{"role": "Nurse"}])
    do(room, workshop.declare_interest, seat, ward, "Runs it", withdrawn=False)
    do(room, workshop.give_scores, [ScoreEntry(seat_id=seat, option_id=ward, round=1, score=5)])
    do(room, workshop.reveal, [ward], 1)
    step = do(room, workshop.add_next_step, {"what": "Write"})
    found = read(room, session_records, room.session_id)
    shown = {
        ("star_session", room.session_id): room.session_id,
        ("star_option", ward): ward,
        ("star_estimate", found.estimates[ward][Measure.COST].id): ward,
        ("star_effect", found.effects[ward][0].id): ward,
        ("star_rule", found.rules[0].id): room.session_id,
        ("star_scenario", room.scenario_id): room.scenario_id,
        ("star_choice", found.choices[room.scenario_id][ward].id): ward,
        ("seat", seat): room.session_id,
        ("seat_interest", found.interests[0].id): room.session_id,
        ("reveal", found.reveals[0].id): room.session_id,
        ("next_step", step): room.session_id,
        ("organisation", "trust"): "trust",
        ("star_option", "gone"): "gone",
    }
    assert {key: read(room, place_of, *key) for key in shown} == shown


def test_what_a_session_lacks_before_its_day(room: SmallSession) -> None:
    assert read(room, sessions_ahead, TODAY) == []
    do(room, star.edit_session, {"held_on": date(2023, 3, 20)})
    assert ahead(room, room.session_id).lacks == ("no seat is taken",)
    (seat,) = do(room, workshop.add_seats, [{"role": "Nurse"}])
    assert ahead(room, room.session_id).lacks == ()
    do(room, workshop.edit_seats, [record.FieldEdit(Seat, seat, "present", False)])
    do(room, star.edit_options, [OptionEdit(room.options["ward"], "success", None)])
    do(room, star.edit_options, [OptionEdit(room.options["clinic"], "benefit", None)])
    assert ahead(room, room.session_id).lacks == ("1 option lacks figures", "no seat is taken")
    do(room, star.edit_session, {"apply_success": False})
    assert ahead(room, room.session_id).lacks == ("no seat is taken",)
    area = room.reckoning().records.session.care_area_id
    bare = room.workspace.act(star.start_session, area, "Bare", held_on=date(2023, 3, 18))
    assert ahead(room, bare).lacks == ("no options yet", "no seat is taken")
    assert [each.name for each in read(room, sessions_ahead, TODAY, care_area_id=area)] == [
        "Bare",
        "Stroke at home",
    ]
    assert read(room, sessions_ahead, TODAY, care_area_id="other") == []
    do(room, workshop.lock, Verdict(scenario_id=None, outcome=Outcome.NO_DECISION, reason="No time"), TODAY)
    assert [each.name for each in read(room, sessions_ahead, TODAY)] == ["Bare"]
    for day in (date(2023, 3, 19), date(2023, 3, 3)):
        assert read(room, sessions_ahead, day) == []


def test_sessions_and_options_are_found_by_name_with_their_care_area(room: SmallSession) -> None:
    area = room.reckoning().records.session.care_area_id
    (option,) = read(room, shell.find, "guided self")
    assert (option.entity, option.row_id, option.scope) == ("star_option", room.options["self-help"], area)
    found = read(room, shell.find, "stroke")
    assert [(each.entity, each.scope) for each in found][:2] == [
        ("care_area", "programme"),
        ("star_session", area),
    ]
