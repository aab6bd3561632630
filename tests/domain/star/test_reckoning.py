"""A session worked out whole: budget, best plan, today's standing, what is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings

from stewardship_desktop.domain.star.check import broken_rules
from stewardship_desktop.domain.star.model import current_ids
from stewardship_desktop.domain.star.problem import evaluate
from stewardship_desktop.domain.star.reckoning import reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import Measure, Mode
from tests.support.session_values import PLAN, figures, option, session, sessions

WARD = option("ward", current=True)
HOME = option("home")
CARERS = option("carers")


def test_the_budget_is_todays_spend_and_the_envelope() -> None:
    found = reckon(
        session({WARD: 100, HOME: 60}, {}, gains={"ward": 10, "home": 30}, values={"envelope": -30})
    )
    assert found.budget == 70
    assert found.best is not None
    assert found.best.members == ("home",)
    assert found.problem.gain_of(found.best.gain) == 30


def test_the_order_takes_value_for_money_alone() -> None:
    records = session({WARD: 100, HOME: 60, CARERS: 50}, {}, gains={"ward": 10, "home": 30, "carers": 26})
    found = reckon(records)
    assert [each.option.id for each in found.order] == ["carers", "home", "ward"]
    assert [each.option.id for each in found.in_order(Fraction(100))] == ["carers"]


def test_growth_money_keeps_todays_services() -> None:
    records = session(
        {WARD: 100, HOME: 60}, {}, gains={"ward": 1, "home": 30},
        values={"mode": Mode.GROWTH, "envelope": 60},
    )  # fmt: skip
    best = reckon(records).best
    assert best is not None
    assert best.members == ("home", "ward")


def test_missing_figures_leave_an_option_out_and_are_named() -> None:
    records = session({WARD: 100, HOME: None}, {"home": True})
    found = reckon(records)
    assert [(one.id, lacks) for one, lacks in found.missing] == [("home", ("cost",))]
    assert [item.id for item in found.problem.items] == ["ward"]
    bare = figures("home", 50)
    del bare[Measure.SUCCESS]
    unsure = replace(records, estimates={**records.estimates, "home": bare})
    assert [lacks for _, lacks in reckon(unsure).missing] == [("success",)]
    off = replace(unsure, session=replace(unsure.session, apply_success=False))
    assert reckon(off).missing == ()


def test_nothing_keeps_to_contrary_limits() -> None:
    found = reckon(session({WARD: 100}, {}, values={"mode": Mode.GROWTH, "in_year_limit": 50}))
    assert found.best is None
    assert found.frontier is not None


def test_too_much_for_the_merge_has_no_frontier_and_all_the_rest() -> None:
    found = reckon(session({WARD: 100, HOME: 60}, {"home": True}), work=1)
    assert (found.frontier, found.standing, found.best) == (None, None, None)
    assert found.ledgers["plan"].left == -60
    assert [each.option.id for each in found.order] == ["home", "ward"]


def test_the_way_to_any_set_is_a_ledger() -> None:
    records = session({WARD: 100, HOME: 60}, {"home": True})
    found = reckon(records)
    way = found.ledger_to(PLAN, frozenset({"home"}))
    assert [(move.option.id, move.cost) for move in way.moves] == [("home", 60), ("ward", -100)]
    assert way.left == 40


@settings(max_examples=150, deadline=None)
@given(records=sessions())
def test_the_best_plan_is_within_the_budget_and_no_worse_than_today(records: SessionRecords) -> None:
    found = reckon(records)
    best, problem = found.best, found.problem
    today = evaluate(problem, current_ids(records))
    if best is None:
        assert found.budget < problem.cost_of(today.cost)
        return
    assert problem.cost_of(best.cost) <= found.budget
    assert not broken_rules(problem, best)
    if problem.cost_of(today.cost) <= found.budget:
        assert best.gain >= today.gain
    assert found.ledger_to(PLAN, frozenset(best.members)).left == found.budget - problem.cost_of(best.cost)


def test_success_can_be_left_out_of_the_count() -> None:
    records = session({WARD: 100}, {})
    halved = replace(records, estimates={"ward": figures("ward", 100, success=Decimal("0.5"))})
    off = replace(halved, session=replace(halved.session, apply_success=False))
    gains = [reckon(each).order[0].gain for each in (halved, off)]
    assert gains == [5, 10]
