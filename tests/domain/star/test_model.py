"""Records read as numbers: figures, rows, rules, weights, and what a plan has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from stewardship_desktop.domain.criteria_set import Criterion, CriterionScore
from stewardship_desktop.domain.star.frontier import frontier_of
from stewardship_desktop.domain.star.model import (
    benefit_of,
    chosen_ids,
    current_ids,
    equity_weight,
    letter,
    lettered,
    limits_of,
    options_of,
    problem_from,
    rules_of,
)
from stewardship_desktop.domain.star.option import gain
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import BenefitScale, Equity, Measure, Mode, OptionKind, StarRule
from tests.support.session_values import PLAN, SESSION, figures, option, session

WARD = option("ward", current=True)
HOME = option("home")


def rule(kind: RuleKind, *members: str, quantity: int = 0) -> StarRule:
    return StarRule(id="rule", session_id="session", kind=kind, members=members, quantity=quantity)


def small(**more: Any) -> SessionRecords:
    return session({WARD: 100, HOME: 50}, {}, **more)


def test_figures_are_exact() -> None:
    records = small()
    estimates = {
        **records.estimates,
        "home": figures("home", 50, share="0.12", success="0.9", benefit="24.5"),
    }
    (_, home) = options_of(replace(records, estimates=estimates))
    assert (home.share, home.success, home.benefit) == (Fraction(12, 100), Fraction(9, 10), Fraction(49, 2))
    assert gain(home) == 10 * Fraction(12, 100) * Fraction(49, 200) * Fraction(9, 10)


def test_a_figure_can_be_put_in_for_another() -> None:
    _, home = options_of(small(), {("home", Measure.COST): Decimal(70), ("home", Measure.PEOPLE): None})
    assert home.cost == 70
    assert home.people is None


def test_only_todays_costs_stay_where_they_release_no_cash() -> None:
    block, wish = option("block", current=True, cash_releasing=False), option("wish", cash_releasing=False)
    records = session({block: 100, wish: 50, option("ends", current=True, cost_not_done=7): 20}, {})
    assert [each.cost_stays for each in options_of(records)] == [True, False, False]
    left_out = {each.id: each.cost_not_done for each in problem_from(records).items}
    assert left_out == {"block": 100, "wish": 0, "ends": 7}


def test_further_rows_are_those_that_the_session_limits() -> None:
    records = small(values={"in_year_limit": 80, "wte_limit": Decimal("2.5")})
    estimates = {
        "ward": figures("ward", 100, wte="1.5"),
        "home": figures("home", 50, in_year_cost=20, wte=1, beds=9),
    }
    assert limits_of(records) == (Fraction(80), Fraction(5, 2))
    rows = [each.rows for each in options_of(replace(records, estimates=estimates))]
    # Without an in-year cost a full year counts.
    assert rows == [(Fraction(100), Fraction(3, 2)), (Fraction(20), Fraction(1))]


def test_rules_pass_over_what_is_parked() -> None:
    parked = option("parked", parked=True)
    costs = {WARD: 100, HOME: 50, parked: 10}
    group = rule(RuleKind.AT_LEAST, "ward", "home", "parked", quantity=1)
    (kept,) = rules_of(session(costs, {}, rules=(group,)))
    assert kept.members == ("ward", "home")
    assert rules_of(session(costs, {}, rules=(rule(RuleKind.NEEDS, "ward", "parked"),))) == ()
    assert rules_of(session(costs, {}, rules=(rule(RuleKind.MUST, "gone"),))) == ()


def test_growth_money_leaves_todays_services_alone() -> None:
    found = rules_of(small(values={"mode": Mode.GROWTH, "envelope": 50}))
    assert [(each.kind, each.members) for each in found] == [(RuleKind.MUST, ("ward",))]


@pytest.mark.parametrize(
    "values, weight",
    [
        ({}, None),
        ({"equity": Equity.WEIGHT, "equity_weight": Decimal("1.5")}, Fraction(3, 2)),
        ({"equity": Equity.ATKINSON, "equity_epsilon": Decimal(2)}, None),
        (
            {"equity": Equity.ATKINSON, "equity_epsilon": Decimal(2), "core20_health": Decimal(50),
             "rest_health": Decimal(60)},
            Fraction(36, 25),
        ),
    ],
)  # fmt: skip
def test_the_weight_of_the_most_deprived_fifth(values: dict[str, Any], weight: Fraction | None) -> None:
    assert equity_weight(replace(SESSION, **values)) == weight


def test_a_weight_multiplies_the_gain_of_those_it_is_for() -> None:
    some = option("some", core20_share=Decimal("0.2"))
    records = session({some: 10, HOME: 10}, {}, values={"equity": Equity.WEIGHT, "equity_weight": Decimal(2)})
    weighted, unknown = options_of(records)
    assert (weighted.weight, unknown.weight) == (Fraction(6, 5), Fraction(1))


def test_a_benefit_of_weighted_criteria() -> None:
    criteria = tuple(
        Criterion(id=name, criteria_set_id="set", name=name, weight=Decimal(weight), position=at)
        for at, (name, weight) in enumerate((("reach", 75), ("ease", 25)))
    )

    def scored(**scores: int) -> SessionRecords:
        found = {
            name: CriterionScore(id=name, criterion_id=name, subject_id="home", score=Decimal(value))
            for name, value in scores.items()
        }
        return small(
            values={"benefit_scale": BenefitScale.CRITERIA},
            criteria=criteria,
            criterion_scores={"home": found},
        )

    assert benefit_of(scored(reach=8), "home") is None
    whole = scored(reach=8, ease=4)
    assert benefit_of(whole, "home") == 70
    assert [each.benefit for each in options_of(whole)] == [None, 70]
    what_if = options_of(whole, {("home", Measure.BENEFIT): Decimal(5)})
    assert what_if[1].benefit == 5
    uneven = replace(whole, criteria=(replace(criteria[0], weight=Decimal(70)), criteria[1]))
    assert benefit_of(uneven, "home") is None


def test_what_nobody_chose_about_stays_as_it_is_today() -> None:
    records = session({WARD: 100, HOME: 50, option("parked", parked=True, current=True): 5}, {"home": True})
    assert current_ids(records) == ("ward",)
    assert chosen_ids(records, PLAN) == ("ward", "home")
    assert letter(PLAN, records) == "A"


def test_a_service_with_a_level_stop_has_one_of_its_levels() -> None:
    now, stop = (
        option("now", current=True, service="ward"),
        option("exit", service="ward", kind=OptionKind.STOP),
    )
    more = option("more", service="ward")
    records = session({now: 100, stop: 40, more: 150}, {}, gains={"exit": 0})
    assert [(each.kind, each.members, each.quantity) for each in rules_of(records)] == [
        (RuleKind.EXACTLY, ("now", "exit", "more"), 1)
    ]
    points = frontier_of(problem_from(records)).points
    assert [each.members for each in points] == [("exit",), ("now",)]
    # Without figures it can't be counted, and no level at all is what stops the service.
    assert rules_of(session({now: 100, stop: None, more: 150}, {})) == ()
    assert rules_of(session({now: 100, more: 150}, {})) == ()


def test_a_plan_goes_by_its_letter_once() -> None:
    assert lettered("A", "fewer beds") == "A, fewer beds"
    for name in ("A", "Plan A"):
        assert lettered("A", name) == "A"
    for name in ("A, fewer beds", "Plan A, fewer beds"):
        assert lettered("A", name) == "A, fewer beds"
    assert lettered("B", "Plan A") == "B, Plan A"
