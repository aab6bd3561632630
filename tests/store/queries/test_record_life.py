"""Records of a session in the history: named by what they hang on, and blind scores told to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stewardship_desktop.application.commands import star, star_plan, workshop
from stewardship_desktop.application.commands.star import OptionEdit
from stewardship_desktop.application.commands.workshop import ScoreEntry
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import BY_ENTITY, KINDS
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.workshop import SeatScore
from stewardship_desktop.store.queries import history, home, record_life, shell
from stewardship_desktop.store.queries.history import ActFilter
from stewardship_desktop.store.queries.record_life import RecordChange
from stewardship_desktop.store.queries.records import records
from tests.support.star_sessions import SmallSession, small_session
from tests.support.workspaces import act, open_new

GIVEN = 83
"""A score that is no other figure of the session."""
ALL = ActFilter()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SmallSession]:
    with open_new(tmp_path) as opened:
        yield small_session(
            SimpleNamespace(opened=opened, act=lambda command, *a, **n: act(opened, command, *a, **n))
        )


def do(room: SmallSession, command: Any, *arguments: Any, **named: Any) -> Any:
    return room.workspace.act(command, room.session_id, *arguments, **named)


def newest(room: SmallSession) -> list[RecordChange]:
    """What the newest act changed, record by record."""
    opened = room.workspace.opened
    (latest, *_) = opened.read(history.acts, ALL).acts
    return list(opened.read(record_life.act_records, latest.txn_id).records)


def lines(room: SmallSession) -> dict[str, tuple[str, str]]:
    (change,) = newest(room)
    return {line.field: (line.before, line.after) for line in change.lines}


def test_records_are_called_by_what_they_hang_on(room: SmallSession) -> None:
    ward, clinic, self_help, _ = room.options.values()
    do(room, star.edit_options, [OptionEdit(ward, "benefit", Decimal(12))])
    assert [each.name for each in newest(room)] == ["Ward beds, benefit per person"]
    do(room, star_plan.choose, room.scenario_id, {self_help: True})
    assert [each.name for each in newest(room)] == ["Plan A, Guided self-help"]
    do(room, star.set_effect, clinic, "trust", {"pays": 50_000})
    assert [each.name for each in newest(room)] == ["Clinic, Trust A"]
    do(room, star_plan.set_funding, room.scenario_id, "trust", -60_000)
    assert [each.name for each in newest(room)] == ["Plan A, Trust A"]
    assert lines(room)["amount"] == ("", "\N{MINUS SIGN}£60,000")
    (seat,) = do(room, workshop.add_seats, [{"role": "Nurse"}])
    do(room, workshop.declare_interest, seat, ward, "Works there", withdrawn=True)
    assert [each.name for each in newest(room)] == ["seat 1, Nurse, Ward beds"]


def test_a_removed_option_still_names_its_figures(room: SmallSession) -> None:
    do(room, star.remove_options, [room.options["carers"]])
    names = {each.name for each in newest(room) if each.entity == "star_estimate"}
    assert "Carer support (removed), people" in names


def test_values_are_read_with_their_units_and_names(room: SmallSession) -> None:
    ward, clinic, *_ = room.options.values()
    do(room, star.edit_options, [OptionEdit(ward, "cost", Decimal(70_000))])
    assert lines(room)["best"] == ("£60,000", "£70,000")
    do(room, star.edit_options, [OptionEdit(ward, "people", Decimal(1_400))])
    assert lines(room)["best"] == ("400", "1,400")
    do(room, star_plan.add_rule, {"kind": RuleKind.SYNERGY, "members": (ward, clinic), "cost": -5_000})
    assert lines(room)["members"] == ("", "Ward beds; Clinic")
    assert lines(room)["cost"] == ("", "\N{MINUS SIGN}£5,000")


def scored(room: SmallSession) -> tuple[str, list[str]]:
    """Scores of a revealed option: one corrected, one taken away, one seat gone and back."""
    ward = room.options["ward"]
    seats = do(room, workshop.add_seats, [{"role": f"Role {number}"} for number in range(3)])
    do(room, workshop.give_scores, [entry(seat, ward, 20) for seat in seats])
    do(room, workshop.give_scores, [entry(seats[0], ward, GIVEN)])
    do(room, workshop.give_scores, [ScoreEntry(seat_id=seats[1], option_id=ward, round=1)])
    do(room, workshop.reveal, [ward], 1)
    do(room, workshop.remove_seats, [seats[2]])
    room.workspace.opened.undo().result()
    return ward, seats


def entry(seat: str, option: str, score: int) -> ScoreEntry:
    return ScoreEntry(seat_id=seat, option_id=option, round=1, score=score)


def texts(value: Any) -> Iterator[str]:
    """Every text and number in a query's answer that a screen could show; ids and moments aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if not each.name.endswith(("_id", "_ms")) and each.name not in ("author", "scope"):
                yield from texts(getattr(value, each.name))
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield str(value)


def test_nothing_in_the_history_tells_a_score(room: SmallSession) -> None:
    scored(room)
    read = room.workspace.opened.read
    told: list[str] = []
    blind: list[RecordChange] = []
    for done in read(history.acts, ALL).acts:
        told += texts(done)
        changed = read(record_life.act_records, done.txn_id, 0, 1_000).records
        told += texts(changed)
        blind += [each for each in changed if BY_ENTITY[each.entity].blind]
    for kind in KINDS:
        for each in read(records, kind.record_type):
            life = read(record_life.record_life, kind.entity, each.id)
            told += texts(life)
            for field in fields(kind.record_type):
                told += texts(read(record_life.field_history, kind.entity, each.id, field.name))
    told += texts(read(home.changes_since, 0))
    told += texts(read(history.filter_choices))
    told += [str(GIVEN)] if read(shell.find, str(GIVEN)) else []
    assert len(told) > 500
    assert not [text for text in told if re.search(rf"\b{GIVEN}\b", text)]
    assert len(blind) == 7
    assert {(each.name, each.kind, each.lines) for each in blind} == {("not shown", "blind score", ())}


def test_the_lives_of_scores_are_all_alike(room: SmallSession) -> None:
    ward, seats = scored(room)
    read = room.workspace.opened.read
    for seat in seats:
        row_id = SeatScore.id_for(seat, ward, 1)
        life = read(record_life.record_life, "seat_score", row_id)
        assert life is not None
        assert (life.name, life.kind) == ("not shown", "blind score")
        assert not any(each.lines for each in life.entries)
        assert {each.label for each in life.entries} <= {
            "Enter 3 scores", "Enter a score", "Remove seat 3, Role 2", "Undo Remove seat 3, Role 2",
        }  # fmt: skip
        for field in ("score", "no_view", "seat_id", "option_id"):
            assert read(record_life.field_history, "seat_score", row_id, field) == ()


def test_no_score_is_found_by_its_value_seat_or_option(room: SmallSession) -> None:
    ward, seats = scored(room)
    read = room.workspace.opened.read
    for text in (str(GIVEN), f'"score":{GIVEN}', 'score":', seats[0], ward):
        found = read(history.acts, ActFilter(entity="seat_score", text=text)).acts
        assert [each.label for each in found if "score" in each.label.casefold()] == [], text
    assert len(read(history.acts, ActFilter(entity="seat_score")).acts) == 5


def test_acts_and_undo_say_nothing(room: SmallSession) -> None:
    ward, (seat, *_) = room.options["ward"], do(room, workshop.add_seats, [{"role": "Nurse"}])
    opened = room.workspace.opened
    do(room, workshop.give_scores, [entry(seat, ward, GIVEN)])
    assert opened.undo_state().undo == "Enter a score"
    opened.become(Author("22222222-2222-4222-8222-222222222222", "B. Other", "Facilitator"))
    do(room, workshop.give_scores, [entry(seat, ward, 20)])
    opened.become(Author("11111111-1111-4111-8111-111111111111", "Robin Example", "Steward", "Trust A"))
    with pytest.raises(UserFixable) as refused:
        opened.undo().result()
    said = f"{refused.value.what} {refused.value.remedy}"
    assert "blind score was changed since" in said
    assert not re.search(rf"\b({GIVEN}|20)\b|Nurse|Ward", said)


def test_what_changed_counts_them_and_no_more(room: SmallSession) -> None:
    scored(room)
    changes = room.workspace.opened.read(home.changes_since, 0, None, 50)
    assert "3 blind scores" in changes.words
