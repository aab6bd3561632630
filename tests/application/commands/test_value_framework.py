"""Acts on a value framework: what they make, what is refused, what undo gives back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands import value_framework as commands
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import (
    MOST_PRIORITIES,
    Metric,
    MetricDefinition,
    Scale,
    Target,
)
from stewardship_desktop.store.queries.records import records
from tests.support.metric_acts import do, label, refused
from tests.support.metrics import SmallFramework, framework_open

BEGINS = date(2023, 4, 1)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[SmallFramework]:
    with framework_open(tmp_path) as small:
        yield small


def add(made: SmallFramework, name: str, **values: Any) -> str:
    row_id: str = do(
        made,
        commands.add_metric,
        made.outcomes[ValueColumn.PERSONAL],
        {"name": name, **values},
        {"unit": "people"},
    )
    return row_id


def test_outcomes_stand_in_their_column_in_the_order_added(made: SmallFramework) -> None:
    do(
        made,
        commands.add_outcome,
        made.area,
        ValueColumn.PERSONAL,
        "  I go home sooner ",
        noticed_by="My daughter",
    )
    assert label(made) == "Add outcome I go home sooner"
    found = made.whole().outcomes_of(ValueColumn.PERSONAL)
    assert [(each.outcome, each.position) for each in found] == [
        ("I am treated in time", 1),
        ("I go home sooner", 2),
    ]
    assert found[1].noticed_by == "My daughter"
    refused(made, "Outcome is empty", commands.add_outcome, made.area, ValueColumn.POPULATION, " ")
    refused(made, "no longer here", commands.add_outcome, "nowhere", ValueColumn.POPULATION, "Fewer strokes")


def test_a_metric_comes_with_its_first_definition(made: SmallFramework) -> None:
    row_id = add(made, "Seen by a consultant", illustrative=True)
    assert label(made) == "Add metric Seen by a consultant"
    found = next(each for each in made.whole().metrics if each.id == row_id)
    assert (found.metric.position, found.metric.priority) == (3, False)
    assert [(each.unit, each.begins_on, each.illustrative) for each in found.definitions] == [
        ("people", None, True)
    ]
    made.workspace.opened.undo().result()
    assert all(each.id != row_id for each in made.whole().metrics)


def test_no_two_metrics_of_an_area_have_one_name(made: SmallFramework) -> None:
    population = made.outcomes[ValueColumn.POPULATION]
    refused(
        made, "There is a metric door  TO needle already", commands.add_metric, population,
        {"name": " door  TO needle"}, {},
    )  # fmt: skip
    refused(made, "already", commands.edit_metric, made.metrics["cost"], {"name": "Door to needle"})
    do(made, commands.edit_metric, made.metrics["needle"], {"name": "Door to Needle"})
    assert made.metric("needle").metric.name == "Door to Needle"
    assert label(made) == "Set name of Door to Needle"
    refused(made, "Name of the metric is empty", commands.add_metric, population, {"name": ""}, {})


def test_nine_priorities_are_the_most(made: SmallFramework) -> None:
    watched = [add(made, f"Metric {number}") for number in range(7)]
    do(made, commands.set_priority, watched[:6], True)
    assert label(made) == "Put 6 metrics on the priority list"
    assert sum(each.metric.priority for each in made.whole().metrics) == MOST_PRIORITIES
    words = "That would be 10 priority metrics; a group keeps 9 at most"
    refused(made, words, commands.set_priority, [watched[6]], True)
    refused(made, words, commands.edit_metric, watched[6], {"priority": True})
    refused(made, words, commands.add_metric, made.outcomes[ValueColumn.RESOURCE],
            {"name": "One more", "priority": True}, {})  # fmt: skip
    do(made, commands.set_priority, watched[:2], True)  # they are there already
    do(made, commands.edit_metric, watched[0], {"priority": True, "owner_role": "Analyst"})
    assert label(made) == "Edit metric Metric 0"
    do(made, commands.set_priority, [watched[0]], False)
    assert label(made) == "Put Metric 0 on the watch list"
    do(made, commands.set_priority, [watched[6]], True)


def test_a_metric_stays_in_its_care_area(made: SmallFramework) -> None:
    areas = {each.scope for each in made.workspace.opened.read(records, Metric)}
    other = next(each.id for each in made.workspace.opened.read(records, CareArea) if each.id not in areas)
    there = do(made, commands.add_outcome, other, ValueColumn.PERSONAL, "I breathe well")
    needle = made.metrics["needle"]
    refused(made, "stays in its care area", commands.edit_metric, needle, {"outcome_id": there})
    do(made, commands.edit_metric, needle, {"outcome_id": made.outcomes[ValueColumn.RESOURCE]})
    assert made.metric("needle").outcome.column is ValueColumn.RESOURCE
    assert label(made) == "Set outcome of Door to needle"


@pytest.mark.parametrize(
    "values, words",
    [
        ({"due_after_days": -1}, "can't be due before its period ends"),
        ({"baseline_points": 11}, "limits can't be fixed on 11 points"),
    ],
)
def test_a_metric_has_its_rules(made: SmallFramework, values: dict[str, Any], words: str) -> None:
    refused(made, words, commands.edit_metric, made.metrics["needle"], values)


@pytest.mark.parametrize(
    "values, words",
    [
        ({"scale": Scale.ORDINAL, "levels": ("A",)}, "needs two different levels"),
        ({"scale": Scale.ORDINAL, "levels": ("A", "A")}, "needs two different levels"),
        ({"scale": Scale.ORDINAL, "levels": ("B", "A"), "baseline_level": "C"}, "baseline 'C' is no level"),
        ({"per": 0}, "rate per 0"),
        ({"decimals": 7}, "7 decimals"),
    ],
)
def test_a_definition_has_its_rules(made: SmallFramework, values: dict[str, Any], words: str) -> None:
    refused(made, words, commands.edit_definition, made.definitions["cost"], values)


def test_a_definition_can_be_corrected_without_a_new_series(made: SmallFramework) -> None:
    do(made, commands.edit_definition, made.definitions["needle"], {"baseline": Decimal(70)})
    assert label(made) == "Correct the definition of Door to needle"
    found = made.metric("needle")
    assert len(found.definitions) == 1
    assert len(found.observations) == 24
    assert found.definition.baseline == 70


def test_a_changed_definition_begins_a_new_series(made: SmallFramework) -> None:
    do(made, commands.edit_definition, made.definitions["needle"], {"baseline": Decimal(70)})
    new = do(
        made, commands.change_definition, made.metrics["needle"], BEGINS, " Counts transfers too ",
        {"definition": "Median minutes, transfers included"},
    )  # fmt: skip
    assert label(made) == "Change the definition of Door to needle"
    found = made.metric("needle")
    first, second = found.definitions
    assert (second.id, second.begins_on, second.change_reason) == (new, BEGINS, "Counts transfers too")
    assert (second.unit, second.baseline) == (first.unit, None)
    assert first.baseline == 70
    assert {each.definition_id for each in found.observations} == {first.id}
    assert (found.definition_at(date(2023, 3, 31)), found.definition_at(BEGINS)) == (first, second)
    assert found.values_of(second) == ()
    assert found.target_at(second, BEGINS) is None


def test_a_change_needs_a_reason_and_a_later_day(made: SmallFramework) -> None:
    needle = made.metrics["needle"]
    refused(made, "has no reason", commands.change_definition, needle, BEGINS, " ", {})
    new = do(made, commands.change_definition, needle, BEGINS, "Why", {})
    for day in (BEGINS, date(2022, 1, 1)):
        refused(made, "begins on 1 April 2023", commands.change_definition, needle, day, "Why", {})
    refused(made, "Two definitions of Door to needle would begin on one day", commands.edit_definition,
            new, {"begins_on": None})  # fmt: skip
    refused(made, "no longer here", commands.change_definition, "nowhere", BEGINS, "Why", {})


def test_targets_are_kept_and_the_one_of_a_day_holds(made: SmallFramework) -> None:
    needle = made.definitions["needle"]
    do(made, commands.set_target, needle, date(2022, 4, 1), {"value": Decimal(45), "reason": "Others do it"})
    assert label(made) == "Set target of Door to needle"
    found = made.metric("needle")
    assert [each.value for each in found.targets] == [60, 45]
    held = [found.target_at(found.definition, day) for day in (date(2022, 3, 31), date(2022, 4, 1))]
    assert [each.value for each in held if each is not None] == [60, 45]
    assert found.target_at(found.definition, date(2020, 1, 1)) is None


def test_a_target_of_the_same_day_is_corrected(made: SmallFramework) -> None:
    needle, day = made.definitions["needle"], made.metric("needle").targets[0].holds_from
    before = made.metric("needle").targets[0].id
    assert do(made, commands.set_target, needle, day, {"value": Decimal(55)}) == before
    assert label(made) == "Correct a target of Door to needle"
    do(made, commands.set_target, needle, day, {"reason": "A slip"})
    assert [(each.value, each.reason) for each in made.metric("needle").targets] == [(Decimal(55), "A slip")]


def test_a_target_fits_the_scale(made: SmallFramework) -> None:
    grade, needle = made.definitions["grade"], made.definitions["needle"]
    do(made, commands.set_target, grade, BEGINS, {"level": "A"})
    do(made, commands.set_target, grade, BEGINS, {"level": "B"})
    assert [(each.level, each.value) for each in made.metric("grade").targets] == [("B", None)]
    refused(made, "'F' is no grade", commands.set_target, grade, BEGINS, {"level": "F"})
    refused(made, "'3' is no grade", commands.set_target, grade, BEGINS, {"value": Decimal(3)})
    refused(made, "'A' is no number", commands.set_target, needle, BEGINS, {"level": "A"})
    refused(made, "either a value or a grade", commands.set_target, needle, BEGINS, {"reason": "Why"})


def test_what_hangs_on_a_metric_goes_with_it_and_comes_back(made: SmallFramework) -> None:
    opened = made.workspace.opened
    before = made.whole()
    do(made, record.remove, {Metric: [made.metrics["needle"]]})
    assert all(each.metric_id != made.metrics["needle"] for each in opened.read(records, MetricDefinition))
    assert opened.read(records, Target) == []
    opened.undo().result()
    assert made.whole() == before
