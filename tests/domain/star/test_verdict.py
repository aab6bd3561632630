"""A plan in one sentence, and what the group should see before it agrees to it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.star.moves import ledger_of
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import StarFunding
from stewardship_desktop.domain.star.verdict import shift_words, verdict, warnings
from stewardship_desktop.domain.workshop import Seat
from tests.support.session_values import PLAN, effect, figures, option, session

BEDS = option("beds", current=True, setting="ward", acuity=4)
HOME = option("home", setting="home", acuity=2)
REVIEW = option("review", setting="clinic", acuity=3)
MINUS = "\N{MINUS SIGN}"


def said(records: SessionRecords) -> str:
    return verdict(ledger_of(records, PLAN))


def warned(records: SessionRecords) -> tuple[str, ...]:
    return warnings(records, ledger_of(records, PLAN))


def swap(envelope: int = 0, **more: Any) -> SessionRecords:
    """420k of beds for 300k at home and 120k of reviews; of 90k stranded cost 30k is covered."""
    return session(
        {BEDS: 420_000, HOME: 300_000, REVIEW: 120_000},
        {"beds": False, "home": True, "review": True},
        effects=(
            effect("beds", "MSEFT", 420_000, stranded=90_000, stranded_covered=30_000),
            effect("home", "EPUT", 300_000), effect("review", "Provide", 120_000),
        ),
        values={"envelope": envelope},
        **more,
    )  # fmt: skip


def test_the_issues_own_sentence() -> None:
    assert said(swap()) == (
        f"Balanced: {MINUS}£420k MSEFT, +£120k Provide, +£300k EPUT; £60k of stranded cost is not covered."
    )


@pytest.mark.parametrize(
    "envelope, head",
    [(50_000, "Within the envelope, £50k left to spend: "), (-50_000, "Over the envelope by £50k: ")],
)
def test_out_of_balance(envelope: int, head: str) -> None:
    assert said(swap(envelope)).startswith(head)


def test_what_no_organisation_is_named_for_stands_beside_those_named() -> None:
    placed = session(
        {BEDS: 420_000, HOME: 300_000, REVIEW: 200_000},
        {"beds": False, "home": True, "review": True},
        effects=(
            effect("beds", "MSEFT", 420_000),
            effect("home", "EPUT", 300_000), effect("review", "Provide", 120_000),
        ),
    )  # fmt: skip
    assert said(placed) == (
        f"Over the envelope by £80k: {MINUS}£420k MSEFT, +£120k Provide, +£300k EPUT, "
        "+£80k not placed with an organisation."
    )


AMOUNTS = st.integers(0, 900).map(lambda each: each * 1_000)


@settings(max_examples=60)
@given(
    costs=st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), placed=st.tuples(AMOUNTS, AMOUNTS, AMOUNTS),
    not_done=AMOUNTS, cash=st.booleans(), envelope=AMOUNTS,
)  # fmt: skip
def test_the_parts_of_the_sentence_add_up_to_the_change_of_spend(
    costs: tuple[int, ...], placed: tuple[int, ...], not_done: int, cash: bool, envelope: int
) -> None:
    ends = replace(BEDS, cost_not_done=not_done, cash_releasing=cash)
    records = session(
        dict(zip((ends, HOME, REVIEW), costs, strict=True)),
        {"beds": False, "home": True, "review": True},
        effects=(
            effect("beds", "MSEFT", placed[0]), effect("home", "EPUT", placed[1]),
            effect("review", "Provide", placed[2]),
        ),
        values={"envelope": envelope},
    )  # fmt: skip
    ledger = ledger_of(records, PLAN)
    parts = verdict(ledger).partition(": ")[2]
    amounts = re.findall(rf"([+{MINUS}])£([0-9.]+)([km])", parts)
    total = sum(
        Decimal(f"{'-' if sign == MINUS else ''}{figure}") * {"k": 1_000, "m": 1_000_000}[suffix]
        for sign, figure, suffix in amounts
    )
    # Millions are said to ten thousand: each part may be half of that away.
    assert abs(total - ledger.net) <= 5_000 * sum(suffix == "m" for _, _, suffix in amounts)


def test_nothing_moves() -> None:
    costs = {BEDS: 420_000, HOME: 300_000}
    assert said(session(costs, {})) == "Nothing moves: this is today's allocation."
    less = session(costs, {}, values={"envelope": -50_000})
    assert said(less) == "Over the envelope by £50k: nothing moves."
    more = session(costs, {}, values={"envelope": 50_000})
    assert said(more) == "Within the envelope, £50k left to spend: nothing moves."


def test_without_organisations_it_says_the_balance_alone() -> None:
    assert said(session({BEDS: 300_000, HOME: 300_000}, {"beds": False, "home": True})) == "Balanced."


def test_what_has_no_cost_is_never_called_balanced_in_silence() -> None:
    records = session({BEDS: 420_000, HOME: None}, {"home": True})
    assert said(records) == "Balanced: 1 option without a cost not counted."
    assert "Moved without a cost, so not counted: home." in warned(records)


def test_warnings_name_pressure_absence_time_and_what_is_not_placed() -> None:
    seat = Seat(id="s", session_id="session", number=1, role="Finance", organisation_id="EPUT")
    gone = Seat(
        id="t", session_id="session", number=2, role="Nurse", organisation_id="Provide", present=False
    )
    assert warned(swap(seats=(seat, gone))) == (
        "MSEFT is left with a cost pressure of £60k a year by this plan.",
        "MSEFT is affected by this plan and has no seat in the room.",
        "Provide is affected by this plan and has no seat in the room.",
    )
    block = option("block", current=True, cash_releasing=False)
    assert warned(session({block: 210_000}, {"block": False}))[0] == (
        "£210k of what is released frees time or capacity, not cash."
    )
    placed = session({HOME: 300_000}, {"home": True}, effects=(effect("home", "EPUT", 250_000),))
    assert "£50k of the moves is not placed with an organisation." in warned(placed)


def test_the_shift_in_words() -> None:
    lower = swap()
    assert shift_words(ledger_of(lower, PLAN)) == (
        "Money moves to lower acuity: from step 4.0 to 2.3 on average."
    )
    assert "Money moves to higher acuity, not lower." not in warned(lower)
    up = session({option("home", current=True, setting="home", acuity=2): 300, option("beds", acuity=4): 300},
                 {"home": False, "beds": True})  # fmt: skip
    assert shift_words(ledger_of(up, PLAN)).startswith("Money moves to higher acuity: from step 2.0 to 4.0")
    assert "Money moves to higher acuity, not lower." in warned(up)
    none = session({BEDS: 420, option("new"): 420}, {"beds": False, "new": True})
    assert shift_words(ledger_of(none, PLAN)) == (
        "Acuity is missing for what is less or what is more: no shift can be told."
    )


def test_a_shift_too_small_to_see_is_none() -> None:
    old = option("old", current=True, setting="ward", acuity=4)
    records = session(
        {
            old: 1_000,
            option("most", setting="unit", acuity=4): 990,
            option("rest", setting="icu", acuity=5): 10,
        },
        {"old": False, "most": True, "rest": True},
    )
    assert shift_words(ledger_of(records, PLAN)) == "Money stays at the same acuity (4.0)."
    assert "Money moves to higher acuity, not lower." not in warned(records)


def test_funding_that_is_not_there_presses_somebody() -> None:
    over = session(
        {HOME: 300_000}, {"home": True}, effects=(effect("home", "EPUT", 300_000),),
        values={"envelope": 200_000},
    )  # fmt: skip
    assert warned(over)[0] == "£100k of the plan has no funding and would be left with EPUT."
    moved = (StarFunding(id="f", scenario_id="plan", organisation_id="EPUT", amount=300_000),)
    records = session(
        {BEDS: 300_000, HOME: 300_000}, {"beds": False, "home": True},
        effects=(effect("beds", "MSEFT", 300_000), effect("home", "EPUT", 300_000)),
        funding={"plan": moved},
    )  # fmt: skip
    assert warned(records)[0] == "The funding moved to organisations is £300k more than there is to move."


def test_what_goes_on_is_not_met_by_what_ends() -> None:
    once = option("project", current=True, recurrent=False)
    records = session({once: 300_000, HOME: 300_000}, {"project": False, "home": True})
    assert said(records) == "Balanced."
    assert warned(records)[0] == (
        "£300k of recurrent cost is met from money that doesn't recur: a cost pressure from next year."
    )
    grown = session({once: 300_000, HOME: 300_000}, {"home": True}, values={"envelope": 300_000})
    assert not any("recur" in each for each in warned(grown))


def test_a_plan_that_balances_in_a_full_year_only() -> None:
    records = session({BEDS: 300_000, HOME: 300_000}, {"beds": False, "home": True})
    records = replace(
        records, estimates={**records.estimates, "beds": figures("beds", 300_000, in_year_cost=100_000)}
    )
    assert warned(records)[0] == (
        "The plan costs £200k more than the envelope this year, though not in a full year."
    )


def test_what_leaving_out_costs_is_placed_with_nobody() -> None:
    ends = option("ends", current=True, cost_not_done=40_000)
    assert (
        "£40k that leaving options out or joining them costs is not placed with an organisation."
        in warned(session({ends: 100_000}, {"ends": False}))
    )
