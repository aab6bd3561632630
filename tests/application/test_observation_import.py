"""A file of values from its reading to one act, what it remembers, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import record, value_framework
from stewardship_desktop.application.observation_import import (
    FileRead,
    PreparedValues,
    Taken,
    blank_shape,
    look_at,
    prepare,
    take_values,
)
from stewardship_desktop.domain.budget.book import RememberedMapping
from stewardship_desktop.domain.dashboard.pasting import Change
from stewardship_desktop.domain.dashboard.series_names import LEAVE_OUT, NEW, Goal
from stewardship_desktop.domain.dashboard.table_shape import Layout
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, Outcome
from stewardship_desktop.store.queries.records import records
from tests.support.metrics import SmallFramework, framework_open

TODAY = date(2023, 3, 16)
WIDE = "Measure,Jan 2023,Feb 2023\nDoor to needle,59,57\nCalls,3,4\n"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[SmallFramework]:
    with framework_open(tmp_path) as small:
        yield small


def look(made: SmallFramework, folder: Path, text: str, name: str = "values.csv") -> FileRead:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return look_at(made.workspace.opened, made.whole(), path)


def ready(
    made: SmallFramework, found: FileRead, goals: Sequence[Goal] | None = None, **more: Any
) -> PreparedValues:
    """New metrics show the outcome of the population, unless it is said otherwise."""
    outcome = made.outcomes[ValueColumn.POPULATION]
    chosen = [
        replace(each, new=replace(each.new, outcome_id=each.new.outcome_id or outcome))
        for each in found.goals
    ]
    assert found.shape is not None
    return prepare(made.whole(), found.table, found.shape, goals or chosen, TODAY, **more)


def take(made: SmallFramework, prepared: PreparedValues, *changes: Change) -> Taken:
    taken: Taken = made.workspace.act(take_values, prepared, changes or (Change.NEW, Change.CHANGED))
    return taken


def test_values_and_their_new_metrics_are_one_act(made: SmallFramework, tmp_path: Path) -> None:
    before = made.whole()
    prepared = ready(made, look(made, tmp_path, WIDE), source="Unit audit")
    assert {each: prepared.count(each) for each in Change} == {
        Change.NEW: 3, Change.CHANGED: 1, Change.SAME: 0, Change.GAP: 0
    }  # fmt: skip
    assert made.whole() == before
    assert take(made, prepared) == Taken(new=3, changed=1, metrics=1)
    assert made.workspace.opened.undo_state().undo == "Import 4 values from values.csv"
    [calls] = [each for each in made.whole().metrics if each.metric.name == "Calls"]
    assert [(each.on, each.value, each.source) for each in calls.observations] == [
        (date(2023, 1, 1), Decimal(3), "Unit audit"), (date(2023, 2, 1), Decimal(4), "Unit audit")
    ]  # fmt: skip
    made.workspace.opened.undo().result()
    assert made.whole() == before
    assert made.workspace.opened.read(records, RememberedMapping) == []


def test_a_metric_none_of_whose_values_are_taken_is_not_made(made: SmallFramework, tmp_path: Path) -> None:
    prepared = ready(made, look(made, tmp_path, WIDE))
    assert take(made, prepared, Change.CHANGED) == Taken(new=0, changed=1, metrics=0)
    assert "Calls" not in {each.metric.name for each in made.whole().metrics}
    again = look(made, tmp_path, WIDE)
    assert [each.goes for each in again.goals] == [made.metrics["needle"], NEW]
    assert not again.is_known


def test_the_next_file_of_its_make_is_known(made: SmallFramework, tmp_path: Path) -> None:
    text = "who,Jan 2023,Feb 2023,remark\nDTN,59,57,x\nCalls,3,4,\nSum,7,8,\n"
    first = look(made, tmp_path, text)
    assert not first.is_known
    needle = made.metrics["needle"]
    goals = [
        replace(first.goals[0], goes=needle),
        *(replace(each, goes=LEAVE_OUT) for each in first.goals[1:]),
    ]
    take(made, ready(made, first, goals, source="Unit audit"))
    later = look(made, tmp_path, text.replace("Feb 2023,", "Feb 2023,Mar 2023,").replace("57,", "57,55,")
                 .replace("4,", "4,5,").replace("8,", "8,9,"), "later.csv")  # fmt: skip
    assert later.is_known
    assert later.kept.source == "Unit audit"
    assert [each.goes for each in later.goals] == [needle, LEAVE_OUT, LEAVE_OUT]
    assert ready(made, later, later.goals).count(Change.NEW) == 1
    # A name that was not there makes it one to look at.
    assert not look(made, tmp_path, text + "Other,1,2,\n", "other.csv").is_known


def test_what_is_remembered_is_of_one_care_area(made: SmallFramework, tmp_path: Path) -> None:
    take(made, ready(made, look(made, tmp_path, WIDE)))
    whole = made.whole()
    elsewhere = replace(whole, area=replace(whole.area, id="elsewhere"))
    found = look_at(made.workspace.opened, elsewhere, tmp_path / "values.csv")
    assert found.kept.shape is None


def test_a_file_imported_twice_changes_nothing(made: SmallFramework, tmp_path: Path) -> None:
    take(made, ready(made, look(made, tmp_path, WIDE)))
    again = look(made, tmp_path, WIDE)
    prepared = ready(made, again)
    assert prepared.count(Change.SAME) == 4
    assert len(prepared.arrived.arrivals) == 4


def test_gaps_are_kept_when_they_are_taken(made: SmallFramework, tmp_path: Path) -> None:
    prepared = ready(made, look(made, tmp_path, WIDE.replace("57", "n/a")))
    take(made, prepared, Change.GAP)
    assert made.metric("needle").observations[-1].is_gap


def test_a_changed_value_takes_the_files_note_and_keeps_its_own_where_it_has_none(
    made: SmallFramework, tmp_path: Path
) -> None:
    text = "metric,date,value,note\nDoor to needle,2023-01-01,{},{}\n"
    take(made, ready(made, look(made, tmp_path, text.format(59, "ten sites"))))
    assert made.metric("needle").observations[-1].note == "ten sites"
    take(made, ready(made, look(made, tmp_path, text.format(58, ""))))
    newest = made.metric("needle").observations[-1]
    assert (newest.value, newest.note, newest.source) == (Decimal(58), "ten sites", "values.csv")


@pytest.mark.parametrize(
    "change, words",
    [
        ({"outcome_id": ""}, "Calls has no outcome"),
        ({"outcome_id": "gone"}, "Calls has no outcome"),
        ({"name": "door TO needle"}, "There is a metric door TO needle already"),
    ],
)
def test_a_new_metric_needs_an_outcome_and_a_name_of_its_own(
    made: SmallFramework, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    found = look(made, tmp_path, WIDE)
    new = replace(found.goals[1].new, outcome_id=made.outcomes[ValueColumn.POPULATION])
    goals = [found.goals[0], replace(found.goals[1], new=replace(new, **change))]
    with pytest.raises(UserFixable, match=words) as caught:
        ready(made, found, goals)
    assert caught.value.remedy


def test_what_changes_meanwhile_is_refused_whole(made: SmallFramework, tmp_path: Path) -> None:
    found = look(made, tmp_path, WIDE)
    prepared = ready(made, found)
    outcome = made.outcomes[ValueColumn.POPULATION]
    made.workspace.act(value_framework.add_metric, outcome, {"name": "calls"}, {})
    with pytest.raises(UserFixable, match="There is a metric Calls already"):
        take(made, prepared)
    made.workspace.act(record.remove, {Metric: [made.metrics["needle"]]})
    with pytest.raises(UserFixable, match="no longer here"):
        ready(made, found, found.goals[:1])
    without = ready(made, look(made, tmp_path, WIDE.replace("Calls", "Others")))
    made.workspace.act(record.remove, {Outcome: [outcome]})
    with pytest.raises(UserFixable):
        take(made, without)
    assert made.workspace.opened.read(records, Observation, definition_id=made.definitions["needle"]) == []


def test_a_metric_that_goes_between_preview_and_act_is_refused(made: SmallFramework, tmp_path: Path) -> None:
    prepared = ready(made, look(made, tmp_path, "Measure,Jan 2023,Feb 2023\nDoor to needle,59,57\n"))
    made.workspace.act(record.remove, {Metric: [made.metrics["needle"]]})
    with pytest.raises(UserFixable, match="no longer here"):
        take(made, prepared)


def test_a_layout_that_lacks_something_is_refused(made: SmallFramework, tmp_path: Path) -> None:
    found = look(made, tmp_path, "a,b\nx,y\n")
    assert found.shape is None
    with pytest.raises(UserFixable, match="No column is the period or date"):
        prepare(made.whole(), found.table, blank_shape(found.table), (), TODAY)


def test_a_file_without_values_says_so(made: SmallFramework, tmp_path: Path) -> None:
    found = look(made, tmp_path, "metric,date,value\n,,\n")
    assert not found.goals
    found = look(made, tmp_path, "Measure,Jan 2023\n,\nCalls,\n")
    assert "has headings and no values" in found.fault


def test_preparing_tells_how_far_it_is_and_can_be_stopped(made: SmallFramework, tmp_path: Path) -> None:
    rows = "".join(f"Calls {at % 9},2022-{at % 12 + 1:02},{at}\n" for at in range(5_000))
    found = look(made, tmp_path, "metric,date,value\n" + rows)
    assert found.shape is not None
    assert found.shape.layout is Layout.LONG

    class Stopped(Exception):
        pass

    told: list[float] = []

    def step(share: float, words: str) -> None:
        assert words
        told.append(share)
        if share > 0.5:
            raise Stopped

    with pytest.raises(Stopped):
        ready(made, found, step=step)
    assert told == [0.4, 0.8]
