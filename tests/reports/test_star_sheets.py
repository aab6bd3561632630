"""The sheets of a session: what they say, on how many sides, and that they can be printed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.domain.chart.picture import FrontierSpec
from stewardship_desktop.domain.star.reckoning import Reckoning, reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import (
    Evidence,
    Measure,
    StarChoice,
    StarEffect,
    StarEstimate,
    StarOption,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.domain.workshop import (
    Dissent,
    NextStep,
    Outcome,
    Seat,
    SeatInterest,
    StarDecision,
)
from stewardship_desktop.reports.content import (
    Callout,
    Document,
    Figure,
    ScoreLines,
    SideBySide,
    Single,
    Table,
)
from stewardship_desktop.reports.pdf import write_pdf
from stewardship_desktop.reports.star_sheets import PICTURE_HEIGHTS, decision_sheet, score_sheets

DAY = date(2026, 11, 22)


def option(key: str, **values: Any) -> StarOption:
    return StarOption(id=key, session_id="s", name=f"Option {key}", **values)


def figures(key: str, people: int, benefit: int, cost: int) -> dict[Measure, StarEstimate]:
    given = {
        Measure.PEOPLE: people, Measure.SHARE: 1, Measure.BENEFIT: benefit, Measure.SUCCESS: 1,
        Measure.COST: cost,
    }  # fmt: skip
    return {
        measure: StarEstimate(id=f"{key} {measure}", option_id=key, measure=measure, best=Decimal(value))
        for measure, value in given.items()
    }


@pytest.fixture
def records() -> SessionRecords:
    scenario = StarScenario(id="a", session_id="s", name="Less of X")
    return SessionRecords(
        session=StarSession(id="s", care_area_id="c", name="First session", anchor="Well again"),
        options=(option("x", current=True), option("y")),
        estimates={"x": figures("x", 100, 10, 50_000), "y": figures("y", 400, 10, 40_000)},
        effects={"x": (StarEffect(id="e", option_id="x", organisation_id="o", pays=50_000, stranded=5_000),)},
        scenarios=(scenario,),
        choices={
            "a": {
                "x": StarChoice(id="1", scenario_id="a", option_id="x", chosen=False),
                "y": StarChoice(id="2", scenario_id="a", option_id="y", chosen=True),
            }
        },
        seats=(
            Seat(id="1", session_id="s", number=1, role="Steward", code="AB2C"),
            Seat(id="2", session_id="s", number=2, role="Resident", code="DE3F"),
            Seat(id="3", session_id="s", number=3, role="Left early", code="GH4J", present=False),
        ),
        interests=(SeatInterest(id="i", seat_id="2", option_id="y"),),
        dissents=(Dissent(id="d", session_id="s", role="Nurse", view="Too soon"),),
        next_steps=(NextStep(id="n", session_id="s", what="Ask the trust", owner_role="Lead"),),
        organisations={"o": Organisation(id="o", name="Trust A")},
    )


def locked(records: SessionRecords, **values: Any) -> Reckoning:
    given: dict[str, Any] = {"scenario_id": "a", "decided_on": DAY, "reason": "More people helped", **values}
    return reckon(replace(records, decision=StarDecision(id="d", session_id="s", **given)))


def words(document: Document) -> str:
    return repr(document.blocks)


def of_type(document: Document, kind: type[Single]) -> list[Single]:
    return [block for part in document.parts for block in part if isinstance(block, kind)]


def test_a_sheet_for_every_present_seat_with_its_code_and_nothing_of_the_others(
    records: SessionRecords,
) -> None:
    document = score_sheets(records, "Stroke", DAY)
    assert len(document.parts) == 2
    first, second = document.parts
    assert "AB2C" in repr(first)
    assert "DE3F" not in repr(first)
    assert "Left early" not in words(document)
    assert all("Well again" in repr(part) for part in (first, second))


def test_an_option_that_a_seat_withdrew_from_is_closed_on_its_sheet_alone(records: SessionRecords) -> None:
    lines = of_type(score_sheets(records, "Stroke", DAY), ScoreLines)
    closed = [[bool(line.closed) for line in each.lines] for each in lines if isinstance(each, ScoreLines)]
    assert closed == [[False, False], [False, True]]


def test_a_session_without_seats_or_options_says_so(records: SessionRecords) -> None:
    assert "No seats are set yet" in words(score_sheets(replace(records, seats=()), "Stroke", DAY))
    assert "No options take part yet" in words(score_sheets(replace(records, options=()), "Stroke", DAY))


def test_the_decision_says_plan_money_pressure_dissent_and_who_does_what(records: SessionRecords) -> None:
    document = decision_sheet(locked(records), "Stroke", DAY)
    said = words(document)
    assert document.title == "Stroke: what the group decided"
    for part in (
        "£10k left to spend",
        "Less of X",
        "£5k",
        "Nurse: Too soon.",
        "Ask the trust",
        "no date yet",
    ):
        assert part in said
    moves = next(each for each in of_type(document, Table) if isinstance(each, Table))
    assert [row[:3] for row in moves.rows] == [("Less", "Option x", "−£50k"), ("More", "Option y", "+£40k")]


def test_how_it_was_agreed_is_a_sentence_and_the_change_of_spend_is_named(records: SessionRecords) -> None:
    said = words(decision_sheet(locked(records, how="consensus"), "Stroke", DAY))
    assert "More people helped. Consensus." in said
    assert "change of spend: recurrent \N{MINUS SIGN}£10k, once £0" in said


def test_the_frontier_on_the_sheet_says_what_takes_part_funding(records: SessionRecords) -> None:
    document = decision_sheet(locked(records), "Stroke", DAY)
    (pair,) = (block for block in document.blocks if isinstance(block, SideBySide))
    (figure,) = pair.right
    assert isinstance(figure, Figure)
    chart = figure.chart
    assert isinstance(chart, FrontierSpec)
    # 50k buys both: Y whole for 40k; X for the 10k left is a fifth of it.
    assert chart.title == "The money spent now could gain 30.0 more a year with whole options"
    assert "30.0 more with whole options, 32.0 with part funding" in chart.alternative_text


def test_before_the_lock_it_is_a_draft(records: SessionRecords) -> None:
    reckoning = reckon(records)
    document = decision_sheet(reckoning, "Stroke", DAY, records.scenarios[0])
    assert document.title == "Stroke: draft of a decision"
    assert any(
        isinstance(each, Callout) and each.word.startswith("Draft") for each in of_type(document, Callout)
    )
    assert "No scenario is chosen yet" in words(decision_sheet(reckoning, "Stroke", DAY))


def test_no_decision_is_printed_as_such(records: SessionRecords) -> None:
    reckoning = locked(records, scenario_id=None, outcome=Outcome.NO_DECISION, reason="Costs are not known")
    said = words(decision_sheet(reckoning, "Stroke", DAY))
    assert "No decision reached" in said
    assert "Costs are not known" in said


def test_a_plan_over_the_envelope_prints_why_it_was_locked(records: SessionRecords) -> None:
    dear = replace(records, session=replace(records.session, envelope=-20_000))
    said = words(decision_sheet(locked(dear, balance_reason="The board agreed"), "Stroke", DAY))
    assert "Over the envelope" in said
    assert "The board agreed" in said


@pytest.mark.parametrize("picture", PICTURE_HEIGHTS)
def test_every_form_of_the_decision_prints_on_one_side(
    records: SessionRecords, picture: float | None
) -> None:
    document = decision_sheet(locked(records), "Stroke", DAY, picture=picture)
    with pikepdf.open(io.BytesIO(write_pdf(document, resource_folder()))) as pdf:
        assert len(pdf.pages) == 1


def test_illustrative_figures_are_marked_in_print(records: SessionRecords) -> None:
    invented = replace(records, session=replace(records.session, illustrative=True))
    assert score_sheets(invented, "Stroke", DAY).holds_illustrative
    assert decision_sheet(locked(invented), "Stroke", DAY).holds_illustrative
    assert not decision_sheet(locked(records), "Stroke", DAY).holds_illustrative


def test_both_sheets_say_whether_success_was_applied(records: SessionRecords) -> None:
    plain = replace(records, session=replace(records.session, apply_success=False))
    assert "Probability of success: applied" in words(score_sheets(records, "Stroke", DAY))
    assert "Probability of success: not applied" in words(score_sheets(plain, "Stroke", DAY))
    assert "Probability of success: applied" in words(decision_sheet(locked(records), "Stroke", DAY))
    assert "Probability of success: not applied" in words(decision_sheet(locked(plain), "Stroke", DAY))


def test_the_decision_says_what_its_figures_rest_on(records: SessionRecords) -> None:
    given = dict(records.estimates["x"])
    cost = replace(given[Measure.COST], evidence=Evidence.DATA, source="Ledger, month 6")
    found = replace(records, estimates={**records.estimates, "x": {**given, Measure.COST: cost}})
    said = words(decision_sheet(locked(found), "Stroke", DAY))
    assert "The figures rest on: data 1, group judgement 9; 9 have no source." in said
    assert "rest on" not in words(decision_sheet(locked(replace(records, estimates={})), "Stroke", DAY))
