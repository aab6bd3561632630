"""Scenarios side by side: which lines differ, and what a plan does to this year's spend."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from stewardship_desktop.domain.star.plans import (
    PlanLine,
    in_year_change,
    left_words,
    option_words,
    plan_lines,
)
from stewardship_desktop.domain.star.reckoning import Reckoning, reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import (
    Measure,
    StarChoice,
    StarEffect,
    StarEstimate,
    StarOption,
    StarRule,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.system import Organisation

FIGURES = {
    Measure.PEOPLE: 100, Measure.SHARE: 1, Measure.BENEFIT: 10, Measure.SUCCESS: 1, Measure.COST: 60_000,
}  # fmt: skip


def estimates(option_id: str, **changed: int) -> dict[Measure, StarEstimate]:
    values = {**FIGURES, **{Measure(key): value for key, value in changed.items()}}
    return {
        measure: StarEstimate(
            id=f"{option_id}-{measure.value}", option_id=option_id, measure=measure, best=Decimal(value)
        )
        for measure, value in values.items()
    }


def option(option_id: str, **values: object) -> StarOption:
    return StarOption(id=option_id, session_id="s", name=option_id.title(), **values)  # type: ignore[arg-type]


RECORDS = SessionRecords(
    session=StarSession(id="s", care_area_id="a", name="Session", wte_limit=Decimal(3)),
    options=(
        option("ward", current=True, setting="hospital", acuity=4),
        option("home", setting="home", acuity=1),
    ),
    estimates={"ward": estimates("ward"), "home": estimates("home", cost=50_000, benefit=30, wte=4)},
    effects={
        "ward": (
            StarEffect(
                id="e", option_id="ward", organisation_id="t", pays=60_000, stranded=15_000,
                stranded_covered=5_000,
            ),
        )
    },
    scenarios=(
        StarScenario(id="a", session_id="s", name="Plan A", position=1),
        StarScenario(id="b", session_id="s", name="Plan B", position=2),
    ),
    choices={
        "b": {
            "ward": StarChoice(id="b-ward", scenario_id="b", option_id="ward", chosen=False),
            "home": StarChoice(id="b-home", scenario_id="b", option_id="home", chosen=True),
        }
    },
    organisations={"t": Organisation(id="t", name="Trust A", short_name="TA")},
)  # fmt: skip


def lines(reckoning: Reckoning) -> dict[str, PlanLine]:
    return {each.id: each for each in plan_lines(reckoning)}


def test_what_a_plan_comes_to_beside_today() -> None:
    found = lines(reckon(RECORDS))
    assert found["cost"].today == "£60k"
    assert found["cost"].values == ("£60k", "£50k")
    assert found["gain"].values == ("10.0", "30.0")
    assert found["left"].values == ("balanced", "£10k left")
    assert found["organisation:t"].values == ("£0", "\u2212£60k; cost pressure £10k")
    assert found["setting:1:home"].values == ("£0", "+£50k")
    assert found["wte"].values == ("0 of 3", "4 of 3, over the limit")
    assert found["cost"].differs
    assert found["people"].values == ("100.0", "100.0")
    assert not found["people"].differs


def test_a_line_on_which_all_plans_agree_may_still_be_another_than_today() -> None:
    records = replace(RECORDS, choices=dict.fromkeys(("a", "b"), RECORDS.choices["b"]))
    found = lines(reckon(records))
    assert not found["cost"].differs
    assert found["cost"].changed
    assert not found["people"].changed


def test_broken_rules_are_said() -> None:
    rule = StarRule(id="r", session_id="s", kind=RuleKind.MUST, members=("ward",))
    found = lines(reckon(replace(RECORDS, rules=(rule,))))
    assert found["rules"].values == ("none", "Ward must be in")


def test_this_year_counts_what_is_known_of_it() -> None:
    plain = reckon(RECORDS)
    assert in_year_change(RECORDS, plain.ledgers["b"]) is None
    part = {**RECORDS.estimates, "home": estimates("home", cost=50_000, in_year_cost=20_000)}
    records = replace(RECORDS, estimates=part)
    # A full year of the ward saved, part of a year of home paid.
    assert in_year_change(records, reckon(records).ledgers["b"]) == -40_000
    held = replace(records, options=(replace(records.options[0], cash_releasing=False), records.options[1]))
    assert in_year_change(held, reckon(held).ledgers["b"]) == 20_000


def test_a_level_takes_over_this_years_cost_that_stays() -> None:
    part = {**RECORDS.estimates, "home": estimates("home", cost=80_000, in_year_cost=70_000)}
    levels = tuple(replace(each, service="care", cash_releasing=False) for each in RECORDS.options)
    records = replace(RECORDS, options=levels, estimates=part)
    assert in_year_change(records, reckon(records).ledgers["b"]) == 10_000


def test_a_saving_of_time_frees_no_cash_this_year() -> None:
    part = {**RECORDS.estimates, "home": estimates("home", cost=-50_000, in_year_cost=-20_000)}
    ward, home = RECORDS.options
    cash = replace(RECORDS, estimates=part)
    time = replace(cash, options=(ward, replace(home, cash_releasing=False)))
    changes = [in_year_change(each, reckon(each).ledgers["b"]) for each in (cash, time)]
    assert changes == [-80_000, -60_000]


def test_left_over_and_balanced() -> None:
    ledger = reckon(RECORDS).ledgers["b"]
    assert left_words(ledger) == "£10k left"
    assert left_words(replace(ledger, envelope=-10_000)) == "balanced"
    assert left_words(replace(ledger, envelope=-15_000)) == "£5k over"


def test_an_option_is_marked_where_the_plans_part() -> None:
    assert option_words([True, False], current=True) == "differs"
    assert option_words([False, False], current=True) == "changed"
    assert option_words([True, True], current=True) == ""
    assert option_words([], current=True) == ""
