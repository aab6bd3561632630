"""The ledger of a plan: what moves, whose money it is, and that it agrees with the engine to the pound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from stewardship_desktop.domain.star.model import chosen_ids, current_ids
from stewardship_desktop.domain.star.moves import Ledger, OrganisationNet, ledger_of
from stewardship_desktop.domain.star.problem import evaluate
from stewardship_desktop.domain.star.reckoning import reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import StarFunding, StarRule
from tests.support.session_values import PLAN, effect, option, session, sessions

BEDS = option("beds", current=True, service="wards", level="24", setting="ward", acuity=4, category="staff")
FEWER = option("fewer beds", service="wards", level="16", setting="ward", acuity=4, category="staff")
HOME = option("home", setting="home", acuity=1, category="staff")
SCANS = option("scans", current=True, setting="clinic", acuity=3, category="drugs")


def ledger(records: SessionRecords) -> Ledger:
    return ledger_of(records, PLAN)


@settings(max_examples=300, deadline=None)
@given(records=sessions())
def test_the_ledger_is_what_the_engine_counts(records: SessionRecords) -> None:
    reckoning = reckon(records)
    plan = evaluate(reckoning.problem, chosen_ids(records, PLAN))
    today = evaluate(reckoning.problem, current_ids(records))
    found = reckoning.ledgers[PLAN.id]
    assert reckoning.missing == ()
    assert reckoning.budget - reckoning.problem.cost_of(plan.cost) == found.left
    assert reckoning.problem.gain_of(plan.gain - today.gain) == found.gain


@settings(max_examples=200, deadline=None)
@given(records=sessions())
def test_every_breakdown_adds_up(records: SessionRecords) -> None:
    found = ledger(records)
    cash = found.spent - found.freed
    assert sum(share.net for share in found.settings) == cash
    assert sum(share.net for share in found.categories) == cash
    assert found.recurrent + found.non_recurrent == cash
    assert found.productivity >= 0
    assert len(found.released) + len(found.added) == len(found.moves)
    assert found.net == cash + found.synergy + found.not_done


def test_levels_of_one_service_are_one_move() -> None:
    records = session(
        {BEDS: 1_900, FEWER: 1_480, HOME: 300},
        {"beds": False, "fewer beds": True, "home": True},
        effects=(
            effect("beds", "T", 1_900, stranded=90, stranded_covered=30), effect("fewer beds", "T", 1_480),
            effect("home", "C", 300),
        ),
        gains={"beds": 90, "fewer beds": 80, "home": 25},
    )  # fmt: skip
    found = ledger(records)
    assert [move.words for move in found.released] == ["wards: 24 to 16"]
    assert [(move.cost, move.cash) for move in found.moves] == [(-420, -420), (300, 300)]
    assert [move.gain for move in found.moves] == [Fraction(-10), Fraction(25)]
    assert (found.freed, found.spent, found.left) == (420, 300, 120)
    assert found.gain == 15
    assert [(each.name, each.net) for each in found.organisations] == [("T", -420), ("C", 300)]
    assert (found.uncovered, found.not_placed, found.productivity) == (60, 0, 0)
    assert [(each.name, each.net, each.acuity) for each in found.settings] == [
        ("home", 300, 1),
        ("ward", -420, 4),
    ]
    assert found.shift == (Fraction(4), Fraction(1))


def test_a_level_that_costs_more_strands_nothing_where_nobody_says_who_pays_for_it() -> None:
    records = session(
        {BEDS: 1_000, FEWER: 1_300}, {"beds": False, "fewer beds": True},
        effects=(effect("beds", "T", 1_000, stranded=90),),
    )  # fmt: skip
    assert ledger(records).uncovered == 0
    assert [move.cost for move in ledger(records).added] == [300]


def test_what_is_not_cash_releasing_frees_time_only() -> None:
    block = option("block", current=True, cash_releasing=False, setting="clinic", acuity=3)
    records = session({block: 210}, {"block": False}, effects=(effect("block", "T", 210),))
    found = ledger(records)
    assert [(move.cost, move.cash) for move in found.released] == [(-210, 0)]
    assert (found.productivity, found.freed, found.left) == (210, 0, 0)
    assert [each.net for each in found.organisations] == [0]
    assert found.not_placed == 0


@pytest.mark.parametrize("level, cash, time", [(105, 0, 105), (300, 90, 0), (210, 0, 0), (-10, -10, 210)])
def test_a_level_takes_over_what_a_block_contract_leaves_behind(level: int, cash: int, time: int) -> None:
    block = option("block", current=True, cash_releasing=False, service="clinics")
    other = option("other", service="clinics")
    records = session(
        {block: 210, other: level}, {"block": False, "other": True},
        effects=(effect("block", "T", 210), effect("other", "T", max(level, 0), max(-level, 0))),
    )  # fmt: skip
    found = ledger(records)
    assert (found.spent - found.freed, found.productivity, found.left) == (cash, time, -cash)
    assert [each.net for each in found.organisations] == [cash]
    reckoning = reckon(records)
    plan = evaluate(reckoning.problem, {"other"})
    assert reckoning.budget - reckoning.problem.cost_of(plan.cost) == -cash


def test_a_cost_of_not_doing_counts_where_it_is_left_out() -> None:
    kept = option("kept", current=True, cost_not_done=40)
    new = option("new", cost_not_done=15)
    dropped = ledger(session({kept: 100, new: 50}, {"kept": False}))
    assert (dropped.not_done, dropped.freed, dropped.left) == (40, 100, 60)
    both = ledger(session({kept: 100, new: 50}, {"new": True}))
    assert (both.not_done, both.left) == (-15, -35)


def test_a_synergy_counts_once_all_its_options_are_in() -> None:
    rule = StarRule(
        id="r",
        session_id="session",
        kind=RuleKind.SYNERGY,
        members=("home", "scans"),
        cost=-20,
        gain=Decimal("1.5"),
    )
    costs = {HOME: 300, SCANS: 95}
    found = ledger(session(costs, {"home": True}, rules=(rule,)))
    assert (found.synergy, found.gain, found.left) == (-20, Fraction(23, 2), -280)
    found = ledger(session(costs, {"home": True, "scans": False}, rules=(rule,)))
    assert (found.synergy, found.gain, found.left) == (0, Fraction(0), -205)


def test_money_that_nobody_is_named_for_is_not_placed() -> None:
    records = session(
        {HOME: 300, SCANS: 95}, {"home": True, "scans": False}, effects=(effect("home", "C", 200),)
    )
    assert ledger(records).not_placed == 100 + 95


def test_where_money_moves_with_the_work_only_stranded_cost_presses() -> None:
    records = session(
        {SCANS: 95, HOME: 300}, {"scans": False, "home": True},
        effects=(
            effect("scans", "T", 95, stranded=20, stranded_covered=5), effect("home", "C", 300),
            effect("home", "T", 0, 30),
        ),
    )  # fmt: skip
    by_name = {each.name: each for each in ledger(records).organisations}
    assert (by_name["T"].net, by_name["T"].pressure, by_name["T"].funding) == (-125, 15, None)
    assert (by_name["C"].net, by_name["C"].pressure) == (300, 0)


def test_where_funding_is_moved_the_rest_presses() -> None:
    def pressures(**amounts: int) -> dict[str, int]:
        funding = tuple(
            StarFunding(id=body, scenario_id="plan", organisation_id=body, amount=amount)
            for body, amount in amounts.items()
        )
        records = session(
            {SCANS: 95, HOME: 300}, {"scans": False, "home": True},
            effects=(effect("scans", "T", 95, stranded=20), effect("home", "C", 300)),
            funding={"plan": funding},
        )  # fmt: skip
        return {each.organisation_id: each.pressure for each in ledger(records).organisations}

    assert pressures(T=-95, C=300) == {"T": 20, "C": 0}
    assert pressures(T=-115, C=250) == {"T": 40, "C": 50}
    assert pressures(T=-95) == {"T": 20, "C": 300}
    assert pressures(T=-95, C=300, ICB=10) == {"T": 20, "C": 0, "ICB": 0}


def test_a_saving_of_time_frees_no_cash_for_anybody() -> None:
    tool = option("tool", cash_releasing=False, setting="home", acuity=1)
    records = session(
        {tool: -100, HOME: 300}, {"tool": True, "home": True},
        effects=(effect("tool", "T", 0, 100), effect("home", "C", 300)), values={"envelope": 300},
    )  # fmt: skip
    found = ledger(records)
    assert (found.freed, found.productivity, found.spent, found.left) == (0, 100, 300, 0)
    assert {each.name: each.net for each in found.organisations} == {"T": 0, "C": 300}
    assert found.not_placed == 0
    reckoning = reckon(records)
    assert reckoning.problem.cost_of(evaluate(reckoning.problem, {"tool"}).cost) == 0


def test_a_saving_that_todays_service_made_is_lost_though_its_cost_stays() -> None:
    block = option("block", current=True, cash_releasing=False, service="clinics")
    level = option("level", service="clinics", cash_releasing=False)
    effects = (
        effect("block", "C", 210), effect("block", "T", 0, 100),
        effect("level", "C", 210), effect("level", "T", 0, 100),
    )  # fmt: skip
    gone = ledger(session({block: 110}, {"block": False}, effects=effects))
    assert {each.name: each.net for each in gone.organisations} == {"C": 0, "T": 100}
    same = ledger(session({block: 110, level: 110}, {"block": False, "level": True}, effects=effects))
    assert {each.name: each.net for each in same.organisations} == {"C": 0, "T": 0}


def test_who_loses_the_work_is_left_with_its_stranded_cost_though_the_new_level_costs_more() -> None:
    records = session(
        {BEDS: 1_000, FEWER: 1_300}, {"beds": False, "fewer beds": True},
        effects=(
            effect("beds", "T", 1_000, stranded=90, stranded_covered=30), effect("fewer beds", "C", 1_300),
        ),
    )  # fmt: skip
    assert {each.name: each.pressure for each in ledger(records).organisations} == {"T": 60, "C": 0}


def test_each_side_of_a_change_of_level_recurs_or_not_by_itself() -> None:
    once = option("once", service="wards", recurrent=False)
    found = ledger(session({BEDS: 100, once: 100}, {"beds": False, "once": True}))
    assert (found.recurrent, found.non_recurrent, found.left) == (-100, 100, 0)


def test_what_the_funding_adds_up_to() -> None:
    funding = tuple(
        StarFunding(id=body, scenario_id="plan", organisation_id=body, amount=amount)
        for body, amount in (("T", -95), ("C", 300))
    )
    records = session({SCANS: 95, HOME: 300}, {"scans": False, "home": True}, funding={"plan": funding})
    assert ledger(records).moved == 205
    assert ledger(session({HOME: 300}, {"home": True})).moved is None


def test_an_organisation_that_is_gone_is_said_to_be() -> None:
    records = session({HOME: 300}, {"home": True}, effects=(effect("home", "C", 300),))
    bare = SessionRecords(**{**records.__dict__, "organisations": {}})
    assert [each.name for each in ledger(bare).organisations] == ["an organisation since removed"]


def test_a_move_without_a_cost_is_named_and_not_counted() -> None:
    found = ledger(session({HOME: None, SCANS: 95}, {"home": True, "scans": False}))
    assert [each.id for each in found.uncounted] == ["home"]
    assert found.left == 95


def test_acuity_that_one_side_does_not_name_says_nothing_about_a_shift() -> None:
    somewhere = option("somewhere")
    assert ledger(session({SCANS: 95, somewhere: 90}, {"scans": False, "somewhere": True})).shift is None
    assert ledger(session({SCANS: 95}, {})).shift is None


def test_pressure_is_never_below_nought() -> None:
    one = OrganisationNet(
        organisation_id="T", name="T", pays=10, saves=50, stranded=0, uncovered=0, funding=5
    )
    assert (one.net, one.pressure) == (-40, 0)
