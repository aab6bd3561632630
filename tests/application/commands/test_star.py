"""Acts on a session: options, figures, rules, scenarios; what is refused, what undo gives back."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stewardship_desktop.application.commands import record, star, star_plan, workshop
from stewardship_desktop.application.commands.star import OptionEdit
from stewardship_desktop.application.commands.workshop import Verdict
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.domain.star.model import chosen_ids
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import Evidence, Measure, StarRule, StarSession
from stewardship_desktop.domain.workshop import NextStep, Outcome, Seat
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.rebuild import derive, stored
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


def now(room: SmallSession) -> SessionRecords:
    return room.reckoning().records


def label(room: SmallSession) -> str:
    return str(room.workspace.opened.undo_state().undo)


def best(room: SmallSession, option: str, measure: Measure) -> Decimal | None:
    return now(room).best(room.options[option], measure)


def ends(room: SmallSession, option: str, measure: Measure) -> list[int | None]:
    """Low, best and high of a figure."""
    found = now(room).estimate(room.options[option], measure)
    assert found is not None
    return [None if each is None else int(each) for each in (found.low, found.best, found.high)]


def plan(room: SmallSession, letter: str = "A") -> set[str]:
    found = now(room)
    scenario = next(each for each in found.scenarios if each.id == room.plans()[letter])
    names = {option.id: option.name for option in found.options}
    return {names[each] for each in chosen_ids(found, scenario)}


def everything(room: SmallSession) -> dict[str, set[Any]]:
    """Every live record, to compare before and after."""
    return {
        kind.entity: set(room.workspace.opened.read(records, kind.record_type))
        for kind in KINDS
        if kind.entity != "person"
    }


def test_a_session_begins_with_todays_allocation(room: SmallSession) -> None:
    found = now(room)
    assert found.session.scope == found.session.care_area_id
    assert [each.name for each in found.scenarios] == ["Plan A"]
    assert plan(room) == {"Ward beds", "Clinic"}
    assert [each.position for each in found.options] == [1, 2, 3, 4]
    do(room, star.edit_session, {"envelope": 5_000, "wte_limit": Decimal("3.5")})
    assert (now(room).session.envelope, now(room).session.wte_limit) == (5_000, Decimal("3.5"))
    with pytest.raises(UserFixable, match="below nought"):
        do(room, star.edit_session, {"beds_limit": Decimal(-1)})


def test_options_are_added_all_or_none(room: SmallSession) -> None:
    with pytest.raises(UserFixable, match="an option clinic already"):
        do(room, star.add_options, [{"name": "New"}, {"name": "clinic"}])
    with pytest.raises(UserFixable, match="empty"):
        do(room, star.add_options, [{"name": " "}])
    with pytest.raises(UserFixable, match="out of range"):
        do(room, star.add_options, [{"name": "New", "share": 2}])
    assert len(now(room).options) == 4
    ids = do(room, star.add_options, [{"name": "New", "people": 10}, {"name": "Newer", "acuity": 2}])
    assert label(room) == "Add 2 options"
    assert now(room).best(ids[0], Measure.PEOPLE) == 10
    assert [each.position for each in now(room).options] == [1, 2, 3, 4, 5, 6]


def test_a_best_value_moves_the_end_it_passes(room: SmallSession) -> None:
    ward = room.options["ward"]
    do(room, star.edit_options, [OptionEdit(ward, "cost", Decimal(95_000))])
    assert ends(room, "ward", Measure.COST) == [50_000, 95_000, 95_000]
    assert label(room) == "Set cost of Ward beds"
    do(room, star.edit_options, [OptionEdit(ward, "cost", Decimal(40_000))])
    assert ends(room, "ward", Measure.COST) == [40_000, 40_000, 95_000]
    do(room, star.edit_options, [OptionEdit(ward, "cost", None)])
    assert now(room).estimate(ward, Measure.COST) is None
    do(room, star.edit_options, [OptionEdit(ward, "cost", None)])


def test_a_paste_is_taken_whole_or_not_at_all(room: SmallSession) -> None:
    ward, clinic = room.options["ward"], room.options["clinic"]
    with pytest.raises(UserFixable, match="Type 1 to 5"):
        do(room, star.edit_options, [OptionEdit(ward, "people", Decimal(1)), OptionEdit(clinic, "acuity", 9)])
    assert best(room, "ward", Measure.PEOPLE) == 400
    with pytest.raises(UserFixable, match="an option Clinic already"):
        do(room, star.edit_options, [OptionEdit(ward, "name", " CLINIC ")])
    do(
        room, star.edit_options,
        [
            OptionEdit(ward, "people", Decimal(1)),
            OptionEdit(ward, "name", "Beds"),
            OptionEdit(clinic, "category", "staff"),
        ],
    )  # fmt: skip
    assert [each.name for each in now(room).options][:2] == ["Beds", "Clinic"]
    assert label(room) == "Edit 2 options"


def test_a_range_and_its_source_are_kept_without_a_best_value(room: SmallSession) -> None:
    clinic = room.options["clinic"]
    values = {"low": Decimal(10), "high": Decimal(30), "evidence": Evidence.DATA, "source": "Audit"}
    do(room, star.set_estimate, clinic, Measure.WTE, values)
    assert ends(room, "clinic", Measure.WTE) == [10, None, 30]
    assert now(room).estimates[clinic][Measure.WTE].evidence is Evidence.DATA
    with pytest.raises(UserFixable, match="not in order"):
        do(room, star.set_estimate, clinic, Measure.WTE, {"best": Decimal(31)})
    do(room, star.set_estimate, clinic, Measure.WTE, {"low": None, "high": None, "source": " "})
    assert now(room).estimate(clinic, Measure.WTE) is None


def test_effects_on_organisations(room: SmallSession) -> None:
    clinic = room.options["clinic"]
    do(room, star.set_effect, clinic, "trust", {"pays": 50_000})
    do(room, star.set_effect, clinic, "trust", {"stranded": 10_000})
    (effect,) = now(room).effects[clinic]
    assert (effect.pays, effect.stranded, effect.stranded_covered) == (50_000, 10_000, 0)
    with pytest.raises(UserFixable, match="than there is"):
        do(room, star.set_effect, clinic, "trust", {"stranded_covered": 10_001})
    do(room, star.remove_effects, [effect.id])
    assert clinic not in now(room).effects
    assert label(room) == "Remove who pays"


def test_a_parked_option_keeps_its_figures(room: SmallSession) -> None:
    clinic = room.options["clinic"]
    before = now(room).estimates[clinic]
    do(room, star.park, [clinic], "no time")
    found = now(room)
    assert [each.parked_reason for each in found.parked] == ["no time"]
    assert found.estimates[clinic] == before
    assert label(room) == "Park option Clinic"
    do(room, star.take_up, [clinic])
    assert now(room).parked == ()


def test_options_move_in_the_list(room: SmallSession) -> None:
    def order() -> list[str]:
        return [each.name for each in now(room).options]

    do(room, star.move_option, room.options["clinic"], -1)
    assert order()[:2] == ["Clinic", "Ward beds"]
    do(room, star.move_option, room.options["clinic"], -1)
    assert order()[:2] == ["Clinic", "Ward beds"]
    do(room, star.move_option, room.options["clinic"], 99)
    assert order()[-1] == "Clinic"


def test_a_move_passes_what_is_parked(room: SmallSession) -> None:
    do(room, star.park, [room.options["clinic"]], "later")
    do(room, star.move_option, room.options["self-help"], -1)
    assert [each.name for each in now(room).active] == ["Guided self-help", "Ward beds", "Carer support"]
    assert [each.name for each in now(room).parked] == ["Clinic"]


def test_an_act_on_an_option_that_has_gone_says_so(room: SmallSession) -> None:
    do(room, star.remove_options, [room.options["clinic"]])
    gone = room.options["clinic"]
    for act_on_it in (
        lambda: do(room, star.move_option, gone, 1),
        lambda: do(room, star_plan.choose, room.scenario_id, {gone: True}),
        lambda: do(room, star_plan.choose, room.scenario_id, {gone: False, room.options["ward"]: True}),
    ):
        with pytest.raises(UserFixable, match="no longer here"):
            act_on_it()


def test_a_merge_keeps_what_the_other_had(room: SmallSession) -> None:
    clinic = room.options["clinic"]
    (other,) = do(
        room, star.add_options, [{"name": "Clinic, late", "wte": 2, "people": 7, "description": "x"}]
    )
    do(room, star.set_effect, other, "trust", {"pays": 5})
    (seat,) = do(room, workshop.add_seats, [{"role": "Nurse"}])
    do(room, workshop.declare_interest, seat, other, "Runs it", withdrawn=True)
    do(room, star_plan.add_rule, {"kind": RuleKind.NEEDS, "members": (other, clinic)})
    do(room, star.merge_options, clinic, other)
    found = now(room)
    assert ends(room, "clinic", Measure.WTE) == [None, 2, None]
    assert ends(room, "clinic", Measure.PEOPLE) == [None, 300, None]
    assert [each.pays for each in found.effects[clinic]] == [5]
    assert [(each.option_id, each.withdrawn) for each in found.interests] == [(clinic, True)]
    assert found.rules == ()
    option = found.option(clinic)
    assert option is not None
    assert option.description == "Takes in Clinic, late: x"
    assert found.option(other) is None
    with pytest.raises(UserFixable, match="with itself"):
        do(room, star.merge_options, clinic, clinic)


def test_rules_follow_removed_options(room: SmallSession) -> None:
    ward, clinic, self_help, carers = room.options.values()
    do(room, star_plan.add_rule, {"kind": RuleKind.AT_MOST, "members": (ward, clinic, carers), "quantity": 3})
    do(room, star_plan.add_rule, {"kind": RuleKind.EXCLUDES, "members": (ward, self_help)})
    do(room, star_plan.add_rule, {"kind": RuleKind.MUST, "members": (clinic,)})
    do(room, star.remove_options, [ward])
    rules = now(room).rules
    assert sorted((rule.kind.value, rule.quantity, set(rule.members)) for rule in rules) == [
        ("at_most", 2, {clinic, carers}),
        ("must", 0, {clinic}),
    ]
    do(room, star.remove_options, [clinic])
    assert now(room).rules == ()
    assert ward not in now(room).estimates


def test_a_rule_that_can_not_be_is_refused(room: SmallSession) -> None:
    ward, clinic, *_ = room.options.values()
    for values, words in (
        ({"kind": RuleKind.NEEDS, "members": (ward,)}, "two options"),
        ({"kind": RuleKind.MUST, "members": (ward, clinic)}, "one option"),
        ({"kind": RuleKind.SYNERGY, "members": (ward, ward)}, "twice"),
        ({"kind": RuleKind.EXACTLY, "members": (ward, clinic), "quantity": 3}, "can't be"),
    ):
        with pytest.raises(UserFixable, match=words):
            do(room, star_plan.add_rule, values)
    rule = do(room, star_plan.add_rule, {"kind": RuleKind.BOTH, "members": (ward, clinic)})
    do(room, star_plan.remove_rules, [rule])
    assert now(room).rules == ()


def test_of_one_services_levels_the_last_put_in_stays(room: SmallSession) -> None:
    ward, clinic, self_help, _ = room.options.values()
    do(room, star.edit_options, [OptionEdit(each, "service", "Care") for each in (ward, self_help)])
    do(room, star_plan.choose, room.scenario_id, {self_help: True})
    assert plan(room) == {"Guided self-help", "Clinic"}
    assert label(room) == "Put Guided self-help into Plan A"
    do(room, star_plan.choose, room.scenario_id, {self_help: True, ward: True})
    assert plan(room) == {"Ward beds", "Clinic"}
    do(room, star_plan.choose, room.scenario_id, {ward: False})
    assert plan(room) == {"Clinic"}
    do(room, star_plan.choose, room.scenario_id, {clinic: False})
    assert plan(room) == set()


def test_scenarios_copy_rename_and_go(room: SmallSession) -> None:
    do(room, star_plan.choose, room.scenario_id, {room.options["carers"]: True})
    do(room, star_plan.set_funding, room.scenario_id, "trust", -20_000, "agreed")
    second = do(room, star_plan.add_scenario, "Plan B", room.scenario_id)
    assert plan(room, "B") == plan(room)
    assert [each.amount for each in now(room).funding[second]] == [-20_000]
    do(room, star_plan.set_funding, second, "trust", None)
    assert second not in now(room).funding
    do(room, star_plan.edit_scenario, second, {"name": "Later", "note": "if money comes"})
    assert [each.name for each in now(room).scenarios] == ["Plan A", "Later"]
    do(room, star_plan.remove_scenario, room.scenario_id)
    with pytest.raises(UserFixable, match="only scenario"):
        do(room, star_plan.remove_scenario, second)


GUARDED: dict[str, Callable[[SmallSession], Any]] = {
    "edit_session": lambda r: do(r, star.edit_session, {"envelope": 1}),
    "remove_session": lambda r: do(r, star.remove_session),
    "add_options": lambda r: do(r, star.add_options, [{"name": "New"}]),
    "edit_options": lambda r: do(r, star.edit_options, [OptionEdit(r.options["ward"], "cost", Decimal(1))]),
    "set_estimate": lambda r: do(r, star.set_estimate, r.options["ward"], Measure.WTE, {"best": Decimal(1)}),
    "set_estimates": lambda r: do(
        r,
        star.set_estimates,
        r.options["ward"],
        {Measure.WTE: {"best": Decimal(1)}, Measure.COST: {"low": None}},
    ),
    "set_effect": lambda r: do(r, star.set_effect, r.options["clinic"], "trust", {"pays": 1}),
    "remove_effects": lambda r: do(
        r, star.remove_effects, [each.id for each in now(r).effects[r.options["ward"]]]
    ),
    "park": lambda r: do(r, star.park, [r.options["ward"]], "why"),
    "take_up": lambda r: do(r, star.take_up, [r.options["parked"]]),
    "move_option": lambda r: do(r, star.move_option, r.options["ward"], 1),
    "merge_options": lambda r: do(r, star.merge_options, r.options["ward"], r.options["clinic"]),
    "remove_options": lambda r: do(r, star.remove_options, [r.options["ward"]]),
    "add_rule": lambda r: do(r, star_plan.add_rule, {"kind": RuleKind.MUST, "members": (r.options["ward"],)}),
    "remove_rules": lambda r: do(r, star_plan.remove_rules, [each.id for each in now(r).rules]),
    "add_scenario": lambda r: do(r, star_plan.add_scenario, "Plan C", r.scenario_id),
    "edit_scenario": lambda r: do(r, star_plan.edit_scenario, r.scenario_id, {"note": "new"}),
    "remove_scenario": lambda r: do(r, star_plan.remove_scenario, r.scenario_id),
    "choose": lambda r: do(r, star_plan.choose, r.scenario_id, {r.options["ward"]: False}),
    "set_funding": lambda r: do(r, star_plan.set_funding, r.scenario_id, "trust", 5),
}


def full(room: SmallSession) -> SmallSession:
    """The session with a rule, a second scenario and a parked option: every act has something to do."""
    ward, clinic, *_ = room.options.values()
    do(room, star_plan.add_rule, {"kind": RuleKind.EXCLUDES, "members": (ward, clinic)})
    do(room, star_plan.add_scenario, "Plan B")
    (parked,) = do(room, star.add_options, [{"name": "Later"}])
    do(room, star.park, [parked], "no figures")
    return SmallSession(room.session_id, {**room.options, "parked": parked}, room.scenario_id, room.workspace)


@pytest.mark.parametrize("name", GUARDED)
def test_every_act_is_refused_while_locked_and_undone_while_open(room: SmallSession, name: str) -> None:
    ready = full(room)
    before = everything(ready)
    GUARDED[name](ready)
    after = everything(ready)
    assert after != before
    opened = ready.workspace.opened
    opened.undo().result()
    assert everything(ready) == before
    opened.redo().result()
    assert everything(ready) == after
    opened.undo().result()
    assert opened.read(stored).rows == opened.read(derive).rows
    do(ready, workshop.lock, Verdict(scenario_id=None, outcome=Outcome.NO_DECISION, reason="No time"), TODAY)
    locked = everything(ready)
    with pytest.raises(UserFixable, match="Stroke at home is locked"):
        GUARDED[name](ready)
    assert everything(ready) == locked


def test_every_act_on_a_session_is_guarded() -> None:
    acts = {
        name
        for module in (star, star_plan)
        for name, act_ in vars(module).items()
        if inspect.isfunction(act_) and act_.__module__ == module.__name__ and not name.startswith("_")
    }
    assert acts - {"open_session", "start_session"} == set(GUARDED)


def test_a_session_goes_with_all_that_belongs_to_it(room: SmallSession) -> None:
    ready = full(room)
    opened = ready.workspace.opened
    (seat,) = do(ready, workshop.add_seats, [{"role": "Nurse"}])
    do(ready, workshop.add_next_step, {"what": "Write it up"})
    before = everything(ready)
    ready.workspace.act(record.remove, {CareArea: [now(ready).session.care_area_id]})
    for kind in KINDS:
        if any(
            each.name in ("session_id", "option_id", "scenario_id", "seat_id")
            for each in fields(kind.record_type)
        ):
            assert opened.read(records, kind.record_type) == [], kind.entity
    assert opened.read(records, StarSession) == []
    opened.undo().result()
    assert everything(ready) == before
    assert seat in {each.id for each in opened.read(records, Seat)}
    assert opened.read(records, StarRule)
    assert opened.read(records, NextStep)
