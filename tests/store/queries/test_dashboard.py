"""What is read of a value framework: its order, its debts, what belongs to a metric, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import dashboard, record, value_framework
from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.due import DueItem, DueKind, Urgency
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.observation import Cut, MarkKind, Observation, ValueKind
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition, Outcome
from stewardship_desktop.store.queries import shell
from stewardship_desktop.store.queries.care_areas import care_area_rows
from stewardship_desktop.store.queries.dashboard import framework, priority_metrics
from stewardship_desktop.store.queries.home import area_home, dashboard_words, programme_home
from stewardship_desktop.store.queries.record_life import act_records, record_life
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.queries.values_due import unasked_resource, values_due
from tests.support.care_areas import TODAY
from tests.support.metrics import SmallFramework, framework_open

LAST, NEXT = date(2023, 1, 1), date(2023, 2, 1)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[SmallFramework]:
    with framework_open(tmp_path) as small:
        yield small


def do(made: SmallFramework, command: Any, *arguments: Any, **named: Any) -> Any:
    return made.workspace.act(command, *arguments, **named)


def read(made: SmallFramework, query: Any, *arguments: Any) -> Any:
    return made.workspace.opened.read(query, *arguments)


def enter(made: SmallFramework, name: str, on: date, **values: Any) -> None:
    entry = ValueEntry(definition_id=made.definitions[name], on=on, values=values)
    do(made, dashboard.enter_values, [entry])


def due(made: SmallFramework, today: date = TODAY) -> list[DueItem]:
    """What Home says of values and of the resource column."""
    home = read(made, area_home, made.area, today)
    return [each for each in home.due if each.kind in (DueKind.VALUE, DueKind.COLUMN)]


def test_a_framework_is_read_whole(made: SmallFramework) -> None:
    found = made.whole()
    assert found.area.name == "Stroke"
    assert {column: len(found.outcomes_of(column)) for column in ValueColumn} == dict.fromkeys(ValueColumn, 1)
    personal = found.metrics_of(made.outcomes[ValueColumn.PERSONAL])
    assert [each.metric.name for each in personal] == ["Door to needle", "Audit grade"]
    assert [each.outcome.column for each in personal] == [ValueColumn.PERSONAL] * 2
    assert found.meeting is None
    assert read(made, framework, "nowhere") is None


def test_values_come_by_day_and_by_part(made: SmallFramework) -> None:
    found = made.metric("known")
    values = found.values_of(found.definition)
    assert [each.on for each in values] == sorted(each.on for each in values)
    assert (values[0].numerator, values[0].denominator) == (Decimal(661), Decimal(750))
    assert found.values_of(found.definition, ValueKind.FORECAST) == ()
    assert found.parts_of(found.definition, Cut.SEX) == ()


def test_the_resource_column_says_what_it_waits_for(made: SmallFramework) -> None:
    found = made.whole()
    (request,) = found.waiting_for(ValueColumn.RESOURCE)
    assert found.asked_of[str(request.asked_of_id)] == "TA"
    assert found.waiting_for(ValueColumn.PERSONAL) == ()
    assert made.metric("cost").requests == (request,)
    edit = record.FieldEdit(DataRequest, request.id, "received_on", TODAY)
    do(made, record.edit, [edit])
    assert made.whole().waiting_for(ValueColumn.RESOURCE) == ()
    other = DataRequest(
        id="other", scope=made.area, care_area_id=made.area, what="Staff by site",
        column=ValueColumn.RESOURCE, asked_on=date(2023, 3, 10),
    )  # fmt: skip
    do(made, record.add, [other])
    assert [each.id for each in made.whole().requests] == ["other", request.id]  # the open ones first
    assert [each.id for each in made.whole().waiting_for(ValueColumn.RESOURCE)] == ["other"]


def test_marks_targets_and_definitions_belong_to_their_metric(made: SmallFramework) -> None:
    do(made, dashboard.mark, made.area, LAST, "Everywhere", MarkKind.EVENT)
    do(made, dashboard.mark, made.area, date(2022, 5, 1), "Here", MarkKind.NOTE, made.metrics["needle"])
    do(made, dashboard.rebase, made.definitions["needle"], date(2022, 6, 1), "New pathway")
    do(made, value_framework.change_definition, made.metrics["needle"], NEXT, "Why", {})
    needle, known = made.metric("needle"), made.metric("known")
    assert [each.text for each in needle.marks] == ["Here", "Everywhere"]
    assert [each.text for each in known.marks] == ["Everywhere"]
    assert [each.begins_on for each in needle.definitions] == [None, NEXT]
    assert (len(needle.targets), len(needle.rebases)) == (1, 1)
    assert (known.targets, known.rebases) == ((), ())


def test_a_metric_that_is_shared_says_with_whom(made: SmallFramework) -> None:
    other = next(each.id for each in read(made, care_area_rows, TODAY) if each.name == "Respiratory")
    do(made, value_framework.edit_metric, made.metrics["needle"], {"shared_with_id": other})
    assert made.metric("needle").shared_with == "Respiratory"
    assert made.metric("known").shared_with == ""


def test_a_metric_whose_definition_a_merge_still_has_to_bring_is_left_out(made: SmallFramework) -> None:
    do(made, record.remove, {MetricDefinition: [made.definitions["cost"]]})
    assert {each.metric.name for each in made.whole().metrics}.isdisjoint({"Cost of a stay"})


def test_the_next_value_is_due_when_its_period_is_over(made: SmallFramework) -> None:
    # January is there, and February is due 30 days after its end, on 30 March.
    assert [(each.what, each.detail, each.urgency) for each in due(made)] == [
        ("Value due: Door to needle, February 2023", "Stroke lead, due in 14 days", Urgency.SOON),
        ("Value due: Irregular heartbeats treated, February 2023", "due in 14 days", Urgency.SOON),
    ]
    assert [each.record_id for each in due(made)] == [made.metrics["needle"], made.metrics["known"]]
    assert {each.action for each in due(made)} == {"Enter value"}
    assert due(made, date(2023, 3, 15)) == []
    late = due(made, date(2023, 4, 1))
    assert {each.urgency for each in late} == {Urgency.OVERDUE}
    enter(made, "needle", NEXT, value=Decimal(60))
    assert [each.record_id for each in due(made)] == [made.metrics["known"]]


def test_only_whole_actual_values_count_and_the_watch_list_asks_for_nothing(made: SmallFramework) -> None:
    definition = made.definitions["needle"]
    rows = [
        ValueEntry(definition_id=definition, on=NEXT, kind=ValueKind.FORECAST, values={"value": Decimal(50)}),
        ValueEntry(
            definition_id=definition, on=NEXT, cut=Cut.SEX, category="men", values={"value": Decimal(50)}
        ),
    ]
    do(made, dashboard.enter_values, rows)
    assert made.metrics["needle"] in {each.record_id for each in due(made)}
    do(made, value_framework.set_priority, [made.metrics["needle"]], False)
    assert made.metrics["needle"] not in {each.record_id for each in due(made)}


def test_a_known_gap_answers_for_its_period(made: SmallFramework) -> None:
    gap = {"value": None, "note": "Nobody counted"}
    entry = ValueEntry(definition_id=made.definitions["needle"], on=NEXT, values=gap)
    do(made, dashboard.enter_values, [entry])
    assert made.metrics["needle"] not in {each.record_id for each in due(made)}


def test_many_values_share_one_line(made: SmallFramework) -> None:
    do(made, value_framework.edit_metric, made.metrics["grade"], {"priority": True, "due_after_days": 60})
    (line,) = [each for each in due(made, date(2023, 6, 1)) if each.kind is DueKind.VALUE]
    assert (line.what, line.action, line.urgency) == ("3 values are due", "Enter values", Urgency.OVERDUE)
    assert line.detail == "first Door to needle, February 2023, 63 days overdue"
    assert line.record_id == made.metrics["needle"]


def test_a_changed_definition_does_not_begin_the_metric_anew(made: SmallFramework) -> None:
    do(made, value_framework.change_definition, made.metrics["needle"], NEXT, "Why", {})
    assert made.metrics["needle"] in {each.record_id for each in due(made)}


def test_a_paused_group_is_not_asked_for_values(made: SmallFramework) -> None:
    respiratory = next(each for each in read(made, care_area_rows, TODAY) if each.name == "Respiratory")
    outcome = do(made, value_framework.add_outcome, respiratory.id, ValueColumn.PERSONAL, "I breathe")
    metric = do(made, value_framework.add_metric, outcome, {"name": "Clinic", "priority": True}, {})
    [found] = read(made, framework, respiratory.id).metrics
    assert found.id == metric
    entry = ValueEntry(definition_id=found.definition.id, on=date(2022, 1, 1), values={"value": Decimal(3)})
    do(made, dashboard.enter_values, [entry])
    assert {each.metric for each in read(made, values_due, TODAY)[respiratory.id]} == {"Clinic"}
    everywhere = read(made, programme_home, TODAY).due
    assert {each.care_area for each in everywhere if each.kind is DueKind.VALUE} == {"Stroke"}


def test_an_empty_resource_column_is_due_until_somebody_is_asked(made: SmallFramework) -> None:
    assert read(made, unasked_resource) == frozenset()
    do(made, record.remove, {DataRequest: [made.request_id]})
    assert read(made, unasked_resource) == read(made, unasked_resource, made.area) == {made.area}
    (line,) = [each for each in due(made) if each.kind is DueKind.COLUMN]
    assert (line.what, line.action, line.record_id) == (
        "The resource column is empty", "Ask for data", made.area,
    )  # fmt: skip
    # One answer is enough, whichever way it came.
    enter(made, "cost", LAST, value=Decimal(4000))
    assert read(made, unasked_resource) == frozenset()
    made.workspace.opened.undo().result()
    ask = DataRequest(
        id="staff", scope=made.area, care_area_id=made.area, what="Staff by site",
        column=ValueColumn.RESOURCE, asked_on=date(2022, 1, 1), received_on=date(2022, 2, 1),
    )  # fmt: skip
    do(made, record.add, [ask])
    assert read(made, unasked_resource) == frozenset()


def test_an_area_without_a_framework_is_not_asked_for_one(made: SmallFramework) -> None:
    do(made, record.remove, {Outcome: list(made.outcomes.values()), DataRequest: [made.request_id]})
    assert read(made, unasked_resource) == frozenset()
    assert read(made, values_due, TODAY) == {}
    assert read(made, dashboard_words, made.area, TODAY) == ""
    assert read(made, area_home, made.area, TODAY).value.outcomes == 0


def test_home_counts_the_framework_and_says_how_its_charts_stand(made: SmallFramework) -> None:
    value = read(made, area_home, made.area, TODAY).value
    assert (value.outcomes, value.priorities) == (3, 3)
    assert [number for _, number in value.metrics] == [2, 1, 1]
    assert len(read(made, priority_metrics, made.area)) == 3
    said = read(made, dashboard_words, made.area, TODAY)
    assert said == "2 steady, 1 without enough values"
    for month in (2, 3):
        enter(made, "needle", date(2023, month, 1), value=Decimal(120))
    assert read(made, dashboard_words, made.area, TODAY).startswith("1 concern, 1 steady")


def test_outcomes_and_metrics_are_found_by_name_with_their_care_area(made: SmallFramework) -> None:
    (metric,) = read(made, shell.find, "door to")
    assert (metric.entity, metric.row_id, metric.scope) == ("metric", made.metrics["needle"], made.area)
    (outcome,) = read(made, shell.find, "treated in time")
    assert (outcome.entity, outcome.row_id) == ("outcome", made.outcomes[ValueColumn.PERSONAL])
    assert outcome.scope != PROGRAMME


def test_the_history_calls_a_value_by_its_metric(made: SmallFramework) -> None:
    enter(made, "needle", NEXT, value=Decimal(58), source="Register")
    row_id = Observation.id_for(made.definitions["needle"], NEXT)
    life = read(made, record_life, "observation", row_id)
    assert (life.kind, life.name) == ("value", "Door to needle, value of 1 February 2023")
    lines = {line.field: line.after for line in life.entries[0].lines}
    assert (lines["value"], lines["definition_id"], lines["source"]) == ("58", "Door to needle", "Register")
    txn_id = life.entries[0].txn_id
    assert [each.name for each in read(made, act_records, txn_id).records] == [life.name]
    definition = read(made, record_life, "metric_definition", made.definitions["needle"])
    assert definition.name == "Door to needle, median minutes from arrival to thrombolysis"
    # Of a metric that is gone, too.
    do(made, record.remove, {Metric: [made.metrics["needle"]]})
    assert read(made, records, Metric) != []
    gone = read(made, record_life, "observation", row_id)
    assert gone.name == "Door to needle (removed), value of 1 February 2023"


def test_a_metric_that_is_shared_is_named_in_the_other_care_area_too(made: SmallFramework) -> None:
    other = next(each.id for each in read(made, care_area_rows, TODAY) if each.name == "Respiratory")
    do(made, value_framework.edit_metric, made.metrics["needle"], {"shared_with_id": other})
    there, here = read(made, framework, other), read(made, framework, made.area)
    assert there is not None
    assert here is not None
    assert there.shared_here == ("Door to needle (Stroke)",)
    assert here.shared_here == ()
