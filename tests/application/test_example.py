"""The example: what hangs on a care area belongs to it, and the worked session says what it should."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from stewardship_desktop.application.example import AS_AT
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.domain.observation import ComparatorRole, Cut, Observation, Qualifier
from stewardship_desktop.domain.record import Record, references
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.outcome import PointType
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
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import (
    FEWEST_PRIORITIES,
    MOST_PRIORITIES,
    MetricDefinition,
    Scale,
    Target,
)
from stewardship_desktop.domain.workshop import SeatCategory
from stewardship_desktop.store.queries.dashboard import Framework, framework
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


PRINTED = Path(__file__).parent / "printed"
"""The documents' own series as they were taken down, to hold the example against."""

Fact = tuple[str, Decimal | str]


def printed(name: str) -> list[dict[str, str]]:
    with (PRINTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> Decimal | str:
    """A printed value: a number, or the grade that it is."""
    return text if text.isalpha() else Decimal(text)


def area_framework(opened: OpenedWorkspace, name: str) -> Framework:
    area = next(each for each in opened.read(records, CareArea) if each.name == name)
    found = opened.read(framework, area.id)
    assert found is not None
    return found


def stroke(opened: OpenedWorkspace) -> dict[str, MetricReading]:
    """The readings of the stroke group's metrics by name, on the example's day."""
    found = area_framework(opened, "Stroke")
    return {each.metric.name: read_metric(each, AS_AT) for each in found.metrics}


def test_every_printed_value_is_in_the_example_once(opened: OpenedWorkspace) -> None:
    wanted: Counter[Fact] = Counter()
    for row in printed("ed_4_hour_monthly"):
        wanted[row["source"], number(row["performance_pct_printed"])] += 1
    for row in printed("ambulance_response"):
        wanted[row["source"], number(row["actual_seconds"])] += 1
    for row in printed("cancer_standards"):
        wanted[row["source"], number(row["performance_pct"])] += 1
    for row in printed("diagnostics_waits"):
        wanted[row["source"], number(row["pct_6_weeks_plus"])] += 1
        wanted[row["source"], number(row["pct_13_weeks_plus"])] += 1
    for row in printed("primary_care_consultations"):
        wanted[row["source"], number(row["consultations"])] += 1
    in_both = 0
    for row in printed("outcome_metrics_examples"):
        fact = row["source"], number(row["value"])
        if wanted[fact] and fact[0].endswith(("2633-2635", "2685-2687")):
            in_both += 1  # the same line of the same page as in a series above
        else:
            wanted[fact] += 1
    assert in_both == 3
    found: Counter[Fact] = Counter()
    for each in opened.read(records, Observation):
        if not each.illustrative:
            assert each.value is not None or each.level
            found[each.source, each.level if each.value is None else each.value] += 1
    for definition in opened.read(records, MetricDefinition):
        if definition.baseline is not None and not definition.illustrative:
            found[definition.baseline_source, definition.baseline] += 1
    assert (found - wanted, wanted - found) == (Counter(), Counter())
    assert wanted.total() == 240


def test_counts_standards_and_hedges_are_kept_as_printed(opened: OpenedWorkspace) -> None:
    values = {
        (each.source, each.value): each
        for each in opened.read(records, Observation)
        if not each.illustrative and each.value is not None
    }
    for row in printed("ed_4_hour_monthly"):
        value = values[row["source"], Decimal(row["performance_pct_printed"])]
        assert value.denominator == Decimal(row["type1_attendances"])
        assert value.denominator - (value.numerator or 0) == Decimal(row["breaches"])
    for row in printed("diagnostics_waits"):
        for weeks in ("6", "13"):
            value = values[row["source"], Decimal(row[f"pct_{weeks}_weeks_plus"])]
            assert value.numerator == Decimal(row[f"waiting_{weeks}_weeks_plus"])
            assert value.denominator == Decimal(row["waiting_list"])
    targets = Counter(
        (each.source, each.value) for each in opened.read(records, Target) if not each.illustrative
    )
    for row in printed("ambulance_response"):
        assert targets[row["source"], Decimal(row["standard_seconds"])]
    for row in printed("cancer_standards"):
        assert bool(row["standard_pct"]) == bool(
            row["standard_pct"] and targets[row["source"], Decimal(row["standard_pct"])]
        )
    said = {
        (each.period, each.value): each.qualifier
        for each in values.values()
        if each.qualifier is not Qualifier.EXACT
    }
    assert said["2023/24", Decimal(62)] is Qualifier.ABOUT
    assert said["2023/24", Decimal(2000)] is Qualifier.OVER
    forecasts = area_framework(opened, "Cancer").metrics
    waiting = next(each for each in forecasts if each.metric.name.startswith("Patients waiting 62 days"))
    assert {(each.kind.value, each.qualifier.value, each.value) for each in waiting.observations} == {
        ("actual", "", Decimal(595)),
        ("forecast", "under", Decimal(100)),
    }
    assert waiting.definition.baseline == 1000
    assert waiting.definition.baseline_qualifier == "about"


def test_each_framework_has_three_columns_and_a_short_list(opened: OpenedWorkspace) -> None:
    with_metrics = 0
    for area in opened.read(records, CareArea):
        found = opened.read(framework, area.id)
        assert found is not None
        if not found.metrics:
            continue
        with_metrics += 1
        assert all(found.outcomes_of(column) for column in ValueColumn), area.name
        priorities = sum(each.metric.priority for each in found.metrics)
        assert FEWEST_PRIORITIES <= priorities <= MOST_PRIORITIES, area.name
        invented = {each.illustrative for each in found.outcomes}
        assert invented == {area.name == "Stroke"}
    assert with_metrics == 8


def test_the_stroke_dashboard_shows_what_charts_can_do(opened: OpenedWorkspace) -> None:
    found = stroke(opened)
    assert [name for name, each in found.items() if not each.illustrative] == ["SSNAP acute rating"]
    needle = found["Door to needle"]
    assert needle.variation is not None
    assert needle.variation.point_type is PointType.IMPROVEMENT
    assert {each.value for each in needle.records.targets} == {Decimal(60), Decimal(45)}
    assert any(mark.metric_id == needle.id for mark in needle.records.marks)
    beds = found["Bed days of people ready to leave"]
    assert beds.variation is not None
    assert beds.variation.point_type is PointType.CONCERN
    assert any(each.is_gap for each in beds.points)
    assert len(beds.forecasts) == 3
    home = found["Home with therapy within a day"]
    assert home.records.rebases[0].reason
    assert home.variation is not None
    assert home.variation.point_type is PointType.COMMON
    changed = found["Strokes of people under 75"].records
    assert len(changed.definitions) == 2
    assert all(changed.values_of(each) for each in changed.definitions)
    grade = found["SSNAP grade by quarter"]
    assert grade.definition.scale is Scale.ORDINAL
    assert len(grade.points) == 10
    assert grade.analysis is None
    known = found["Irregular heartbeats treated"].records
    parts = known.parts_of(known.definition, Cut.DEPRIVATION)
    assert len(parts) == 5
    last = known.values_of(known.definition)[-1]
    assert last.numerator == sum(
        (known.values_of(known.definition, cut=Cut.DEPRIVATION, category=part)[-1].numerator or 0)
        for part in parts
    )
    assert Counter(each.role for each in known.comparators) == {
        ComparatorRole.PEER: 12,
        ComparatorRole.BENCHMARK: 1,
    }
    assert all(each.as_at for each in known.comparators)
    assert found["Irregular heartbeats treated"].benchmark is not None
    falls = found["Falls with harm on the stroke ward"]
    assert falls.records.metric.small_numbers is Policy.FIVES
    assert any(each.hidden for each in falls.shown)
    assert {each.value for each in found["Swallow checked before food or drink"].points} == {Decimal(100)}
    assert found["Cost of a stroke stay"].awaiting.startswith("Awaiting data from MSEFT, asked on ")
    meeting = area_framework(opened, "Stroke").meeting
    assert meeting is not None
    assert len([each for each in meeting.metrics if each in {one.id for one in found.values()}]) == 4
    assert meeting.decision
