"""The working of a plan: every figure taken apart adds up to the figure that the screens show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings

from stewardship_desktop.domain.star.model import chosen_ids
from stewardship_desktop.domain.star.plan_working import (
    Sum,
    gain_of_options,
    move_working,
    plan_working,
)
from stewardship_desktop.domain.star.plans import in_year_change, plan_lines
from stewardship_desktop.domain.star.problem import evaluate
from stewardship_desktop.domain.star.reckoning import reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import StarRule
from tests.support.session_values import PLAN, effect, option, session, sessions

WARD = option("ward", current=True, setting="hospital", acuity=4, recurrent=False)
HOME = option("home", setting="home", acuity=1)
KIT = option("kit", setting="home", acuity=1)
TOGETHER = StarRule(
    id="r", session_id="session", kind=RuleKind.SYNERGY, members=("home", "kit"), cost=-5, gain=Decimal(3)
)
RECORDS = session(
    {WARD: 600, HOME: 400, KIT: 70},
    {"ward": False, "home": True, "kit": True},
    effects=(effect("ward", "T", 600, stranded=90, stranded_covered=30), effect("home", "C", 400)),
    rules=(TOGETHER,),
    gains={"ward": 50, "home": 70, "kit": 8},
)


@settings(max_examples=150, deadline=None)
@given(records=sessions())
def test_every_part_adds_up(records: SessionRecords) -> None:
    reckoning = reckon(records)
    ledger, problem = reckoning.ledgers[PLAN.id], reckoning.problem
    plan = evaluate(problem, chosen_ids(records, PLAN))
    known: dict[str, Fraction | int | None] = {
        "cost": problem.cost_of(plan.cost), "gain": problem.gain_of(plan.gain), "net": ledger.net,
        "left": ledger.left, "freed": ledger.freed, "spent": ledger.spent, "time": ledger.productivity,
        "once": ledger.non_recurrent, "stranded": ledger.uncovered,
        "in_year": in_year_change(records, ledger),
    }  # fmt: skip
    known |= {f"organisation:{each.organisation_id}": each.net for each in ledger.organisations}
    known |= {f"setting:{each.acuity or 9}:{each.name}": each.net for each in ledger.settings}
    shown = {line.id for line in plan_lines(reckoning)}
    assert shown.issuperset(known)
    known |= {f"category:{each.name}": each.net for each in ledger.categories}
    for line_id, figure in known.items():
        found = plan_working(reckoning, PLAN, line_id)
        assert (None if found is None else found.total) == figure, line_id


def worked(line_id: str) -> Sum:
    found = plan_working(reckon(RECORDS), PLAN, line_id)
    assert found is not None
    return found


def test_the_parts_read_as_a_sum() -> None:
    assert worked("cost").lines == (
        "£400  home", "£70  kit", "\N{MINUS SIGN}£5  home with kit, together", "= £465 a year",
    )  # fmt: skip
    assert worked("gain").lines == (
        "70  home: 70 x 100/100 x 1",
        "8  kit: 8 x 100/100 x 1",
        "3  home with kit, together",
        "= 81 full-benefit equivalents a year",
    )
    assert worked("organisation:T").lines == (
        "\N{MINUS SIGN}£600  ward: pays less", "= \N{MINUS SIGN}£600 a year",
    )  # fmt: skip
    assert worked("people").lines[-1] == "= 78 people a year"
    assert worked("setting:1:home").lines == ("£400  home", "£70  kit", "= £470 a year")
    assert worked("time").lines == ("Nothing adds to it: it is nought.",)


def test_parts_stand_in_the_order_of_the_list() -> None:
    swapped = replace(RECORDS, options=RECORDS.options[::-1])
    found = plan_working(reckon(swapped), PLAN, "cost")
    assert found is not None
    assert [term.words for term in found.terms][:2] == ["kit", "home"]


def test_what_is_no_sum_has_no_working() -> None:
    assert plan_working(reckon(RECORDS), PLAN, "rules") is None
    # Nobody gave a cost of this year.
    assert plan_working(reckon(RECORDS), PLAN, "in_year") is None


def test_a_set_that_is_no_scenario_is_worked_out_too() -> None:
    assert gain_of_options(reckon(RECORDS), ["ward"]).total == 50


def test_a_move_shows_the_working_of_its_gain() -> None:
    reckoning = reckon(RECORDS)
    (released,) = reckoning.ledgers[PLAN.id].released
    assert move_working(reckoning, released) == (
        "Before: ward. 50 x 100/100 x 1 = 50 full-benefit equivalents a year.",
        "Change of gain \N{MINUS SIGN}50 a year.",
    )
