"""The example: what hangs on a care area belongs to it, and the worked session says what it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.domain.record import Record, references
from stewardship_desktop.domain.star.model import current_ids
from stewardship_desktop.domain.star.problem import evaluate
from stewardship_desktop.domain.star.reckoning import reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.scores import newest_round, split_options, spread_of
from stewardship_desktop.domain.star.session import (
    Evidence,
    Measure,
    Mode,
    OptionKind,
    StarEstimate,
    StarSession,
)
from stewardship_desktop.domain.star.verdict import verdict
from stewardship_desktop.domain.workshop import SeatCategory
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.queries.star import session_records, sessions
from tests.support.example import copy_example


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    made = open_for(Author("p", "P"), copy_example(tmp_path), read_only=True)
    try:
        yield made
    finally:
        made.close()


def worked_session(opened: OpenedWorkspace) -> SessionRecords:
    """The session that was held, of the two."""
    stroke = next(each for each in opened.read(records, CareArea) if each.name == "Stroke")
    held = [row for row in opened.read(sessions, stroke.id) if row.decision is not None]
    found = opened.read(session_records, held[0].id)
    assert found is not None
    return found


def test_the_worked_session_says_that_it_is_invented(opened: OpenedWorkspace) -> None:
    every = opened.read(records, StarSession)
    assert len(every) == 2
    assert all(each.illustrative for each in every)
    figures = opened.read(records, StarEstimate)
    assert len(figures) > 50
    assert [each for each in figures if not each.source.startswith("Illustrative: ")] == []
    assert {each.evidence for each in figures} == set(Evidence)


def test_the_worked_session_has_something_on_every_screen(opened: OpenedWorkspace) -> None:
    found = worked_session(opened)
    assert (len(found.active), len(found.parked), len(found.seats)) == (8, 1, 12)
    assert {seat.category for seat in found.seats} == set(SeatCategory)
    assert sum(option.current for option in found.active) >= 3
    assert {option.kind for option in found.active} >= {
        OptionKind.GROW,
        OptionKind.SCALE_BACK,
        OptionKind.STOP,
    }
    assert [each.withdrawn for each in found.interests].count(True) == 1
    assert len(found.scenarios) == 3
    assert found.rules
    assert found.dissents
    assert all(step.owner_role and step.due_on for step in found.next_steps)
    assert reckon(found).missing == ()
    effects = {each.organisation_id for some in found.effects.values() for each in some}
    assert effects <= set(found.organisations)


def test_the_plan_that_was_locked_reads_as_a_finance_partner_would_say_it(opened: OpenedWorkspace) -> None:
    found = worked_session(opened)
    assert found.decision is not None
    assert found.decision.locked
    ledger = reckon(found).ledgers[str(found.decision.scenario_id)]
    assert verdict(ledger) == (
        "Balanced: \N{MINUS SIGN}£420k MSEFT, +£120k Provide, +£300k EPUT; "
        "£60k of stranded cost is not covered."
    )
    assert ledger.left == 0
    assert ledger.gain > 0
    assert ledger.not_placed == 0
    assert ledger.shift is not None
    assert ledger.shift[1] < ledger.shift[0]


def test_what_was_agreed_is_the_median_of_the_newest_round_shown(opened: OpenedWorkspace) -> None:
    found = worked_session(opened)
    rounds = {option.id: newest_round(found, option.id) for option in found.active}
    assert set(rounds.values()) == {1, 2}
    for option in found.active:
        spread = spread_of(found, option.id, rounds[option.id])
        agreed = found.estimates[option.id][Measure.BENEFIT]
        said = (agreed.low, agreed.best, agreed.high)
        assert said == (spread.lower_quartile, spread.median, spread.upper_quartile), option.name
        assert agreed.source == f"Illustrative: median of {spread.n} scores, round {rounds[option.id]}"
    talked_about = {each for each, newest in rounds.items() if newest == 2}
    assert {each for each in rounds if spread_of(found, each, 1).split} == talked_about
    assert split_options(found) == ()


def test_there_is_room_to_improve_and_the_order_is_not_the_optimum(opened: OpenedWorkspace) -> None:
    found = reckon(worked_session(opened))
    assert found.standing is not None
    assert found.frontier is not None
    assert len(found.frontier.points) > 5
    best = found.best
    assert best is not None
    today = evaluate(found.problem, current_ids(found.records))
    assert best.gain > today.gain
    in_order = {ranked.option.id for ranked in found.in_order(found.budget)}
    assert in_order != set(best.members)


def test_the_session_ahead_has_something_left_to_prepare(opened: OpenedWorkspace) -> None:
    ahead = next(each for each in opened.read(records, StarSession) if each.mode is Mode.GROWTH)
    found = opened.read(session_records, ahead.id)
    assert found is not None
    assert found.decision is None
    assert found.scores == ()
    lacks = {words for _, some in reckon(found).missing for words in some}
    assert {"benefit", "cost"} <= lacks


def test_every_record_has_the_scope_of_what_it_hangs_on(opened: OpenedWorkspace) -> None:
    every: list[Record] = [each for kind in KINDS for each in opened.read(records, kind.record_type)]
    scopes = {each.id: each.scope for each in every}
    checked = 0
    for each in every:
        for name, (target, required) in references(type(each)).items():
            row_id = getattr(each, name)
            wanted = row_id if target == "care_area" else scopes.get(row_id, PROGRAMME)
            if required and wanted != PROGRAMME:
                assert each.scope == wanted, each
                checked += 1
    assert checked > 50
