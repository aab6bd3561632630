"""The order of outcomes and metrics, and the scale that values hold fast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import value_framework
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Scale
from tests.support.metrics import SmallFramework, framework_open


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallFramework]:
    with framework_open(tmp_path) as made:
        yield made


def names(small: SmallFramework, column: ValueColumn) -> list[str]:
    return [each.metric.name for each in small.whole().metrics_of(small.outcomes[column])]


def test_a_metric_changes_places_with_its_neighbour_in_the_same_list(small: SmallFramework) -> None:
    personal = small.outcomes[ValueColumn.PERSONAL]
    for name, priority in (("Second", True), ("Also watched", False), ("Third", True)):
        small.workspace.act(value_framework.add_metric, personal, {"name": name, "priority": priority}, {})
    # Door to needle, Audit grade (watched), Second, Also watched, Third
    small.workspace.act(value_framework.move_metric, small.metrics["needle"], 1)
    assert names(small, ValueColumn.PERSONAL) == [
        "Second", "Audit grade", "Door to needle", "Also watched", "Third",
    ]  # fmt: skip
    small.workspace.act(value_framework.move_metric, small.metrics["grade"], 9)
    assert names(small, ValueColumn.PERSONAL) == [
        "Second", "Also watched", "Door to needle", "Audit grade", "Third",
    ]  # fmt: skip
    small.workspace.act(value_framework.move_metric, small.metrics["grade"], 1)
    assert names(small, ValueColumn.PERSONAL)[3] == "Audit grade"


def test_an_outcome_moves_within_its_column(small: SmallFramework) -> None:
    second = small.workspace.act(
        value_framework.add_outcome, small.area, ValueColumn.PERSONAL, "I know what happens next"
    )
    small.workspace.act(value_framework.move_outcome, second, -1)
    whole = small.whole()
    assert [each.id for each in whole.outcomes_of(ValueColumn.PERSONAL)] == [
        second, small.outcomes[ValueColumn.PERSONAL],
    ]  # fmt: skip
    assert [each.outcome for each in whole.outcomes_of(ValueColumn.RESOURCE)] == ["Money goes where it helps"]


def test_values_hold_their_scale_fast(small: SmallFramework) -> None:
    grade, cost = small.definitions["grade"], small.definitions["cost"]
    for values in ({"scale": Scale.NUMBER, "levels": ()}, {"levels": ("E", "D", "C", "B", "A+")}):
        with pytest.raises(UserFixable, match="values in the present scale"):
            small.workspace.act(value_framework.edit_definition, grade, values)
    longer = ("E", "D", "C", "B", "A", "A+")
    small.workspace.act(value_framework.edit_definition, grade, {"levels": longer})
    assert small.metric("grade").definition.levels == longer
    small.workspace.act(value_framework.edit_definition, cost, {"scale": Scale.NUMBER, "unit": "days"})
    assert small.metric("cost").definition.scale is Scale.NUMBER
