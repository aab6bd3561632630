"""The summary's words: order, the line on top, what is due, cells, and what an export says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.chart.icons import IconKind
from stewardship_desktop.domain.dashboard.meeting import offered, suggested
from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.dashboard.summary import (
    EXPORT_HEADINGS,
    Part,
    cell,
    due_words,
    export_rows,
    groups,
    short_cell,
    signs,
    summary_line,
    values_due,
)
from stewardship_desktop.domain.observation import Comparator, ComparatorRole
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, Scale
from tests.support.metrics import FIRST, STEADY, whole_metric

TODAY = date(2023, 3, 16)
WORSE = (*STEADY, 200)
GRADES: dict[str, Any] = {
    "metric": {"frequency": Frequency.QUARTERLY},
    "definition": {"scale": Scale.ORDINAL, "levels": ("C", "B", "A"), "unit": ""},
}
SHARE: dict[str, Any] = {"definition": {"scale": Scale.PROPORTION, "unit": "%", "decimals": 1}}


def read(*values: Any, today: date = TODAY, **more: Any) -> MetricReading:
    return read_metric(whole_metric(values or STEADY, **more), today)


def test_concern_comes_first_and_priority_before_the_watch_list() -> None:
    readings = [
        read(name="Steady"),
        read(*WORSE, name="Watched", metric={"priority": False}),
        read(*WORSE, name="Worse"),
    ]
    personal = groups(readings)[0]
    assert [each.records.metric.name for each in personal.readings] == ["Worse", "Steady", "Watched"]


def test_every_column_is_there_even_when_empty() -> None:
    found = groups([read(column=ValueColumn.POPULATION)], priority_only=True)
    assert [(each.column, len(each.readings)) for each in found] == [
        (ValueColumn.PERSONAL, 0),
        (ValueColumn.POPULATION, 1),
        (ValueColumn.RESOURCE, 0),
    ]


@pytest.mark.parametrize(
    "readings, words",
    [
        ([], "No metrics yet."),
        ([read(*WORSE)], "1 concern; no values are due."),
        ([read(), read(*WORSE, name="b"), read(*WORSE, name="c")], "2 concerns, 1 steady; 1 value is due."),
        ([read(60, target=50)], "1 without enough values (1 misses its target); 1 value is due."),
        ([read(60), read("B", name="g", **GRADES)], "1 graded, 1 without enough values; 2 values are due."),
    ],
)
def test_the_line_on_top_counts_each_metric_once(readings: list[MetricReading], words: str) -> None:
    assert summary_line(readings) == words


def test_an_improvement_is_counted_as_better() -> None:
    assert summary_line([read(*STEADY, 20)]).startswith("1 better;")


def test_the_longest_overdue_priority_value_comes_first() -> None:
    readings = [
        read(60, name="Old watched", metric={"priority": False}),
        read(*STEADY, name="Soon"),
        read(60, 61, name="Old"),
        read(*WORSE, name="Up to date"),
    ]
    assert [each.records.metric.name for each in values_due(readings)] == ["Old", "Old watched", "Soon"]
    assert due_words(values_due(readings)[0], TODAY) == ("April 2021", "22 months overdue")


def test_a_metric_whose_data_are_asked_for_is_not_due_a_value() -> None:
    asked = DataRequest(
        id="r", scope="area", care_area_id="area", what="Costs", asked_of_role="Finance", asked_on=TODAY
    )
    empty = whole_metric((), name="Empty")
    waiting = whole_metric((), name="Waiting", requests=(asked,))
    readings = [read_metric(each, TODAY) for each in (empty, waiting)]
    assert [each.records.metric.name for each in values_due(readings)] == ["Empty"]
    assert due_words(readings[0], TODAY) == ("January 2023", "no values yet")
    assert cell(readings[1], Part.LATEST)[1] == "Awaiting data from Finance, asked on 16 March 2023"


def test_cells_of_a_metric_with_limits_and_target() -> None:
    reading = read(target=50)
    assert cell(reading, Part.LATEST) == ("60 minutes", "Jan 2023")
    assert cell(reading, Part.TARGET) == ("50", "not met")
    assert cell(reading, Part.VARIATION) == ("No real change", "")
    assert cell(reading, Part.ASSURANCE) == ("Target won't be met without a change", "")
    assert cell(reading, Part.FRESHNESS) == ("Due in 14 days", "Feb 2023")
    assert signs(reading) == (IconKind.COMMON, IconKind.FAIL)


def test_cells_of_grades_say_why_there_are_no_limits() -> None:
    reading = read("C", "B", first=date(2022, 7, 1), **GRADES)
    assert cell(reading, Part.LATEST) == ("B", "Oct-Dec 2022")
    assert cell(reading, Part.VARIATION) == ("grades have no limits", "")
    assert signs(reading) == (None, None)


def test_the_benchmark_is_named_and_dated() -> None:
    national = Comparator(
        id="n", scope="area", definition_id="Door to needle counted", name="National audit",
        role=ComparatorRole.BENCHMARK, on=FIRST, period="2021/22", value=Decimal(50),
    )  # fmt: skip
    reading = read(
        *["600/750"] * 20, comparators=(national,), **{**SHARE, "metric": {"direction": Direction.UP}}
    )
    assert cell(reading, Part.BENCHMARK) == ("Better", "National audit, 2021/22")


def test_an_export_says_all_in_words_and_hides_small_numbers() -> None:
    national = Comparator(
        id="n", scope="area", definition_id="Door to needle counted", name="National audit",
        role=ComparatorRole.BENCHMARK, on=FIRST, value=Decimal(50),
    )  # fmt: skip
    values = [*["600/750"] * 20, "3/750"]
    reading = read(*values, comparators=(national,), **SHARE, metric={"small_numbers": Policy.FIVES})
    row = dict(zip(EXPORT_HEADINGS, export_rows([reading])[0], strict=True))
    assert row["Latest value"] == "*"
    assert row["Variation"].startswith("Better")
    assert row["List"] == "priority"
    assert "0.4" not in " ".join(row.values())


def test_an_export_names_the_rules_its_charts_are_read_by_and_the_baseline() -> None:
    known = {"baseline": Decimal(70), "baseline_period": "2019/20"}
    row = dict(zip(EXPORT_HEADINGS, export_rows([read(definition=known)])[0], strict=True))
    assert row["Limits"] == "XmR limits, NHSRplotthedots 0.2 rules"
    assert row["Baseline"] == "70 minutes, 2019/20"
    one = dict(zip(EXPORT_HEADINGS, export_rows([read(61)])[0], strict=True))
    assert (one["Limits"], one["Baseline"]) == ("", "")


def test_metrics_without_values_are_offered_last_and_never_suggested() -> None:
    readings = [read(name="A"), read_metric(whole_metric((), name="B"), TODAY), read(*WORSE, name="C")]
    assert [each.id for each in offered(readings)] == ["C", "A", "B"]
    assert suggested(readings) == ("C", "A")


def test_short_words_say_the_same_as_the_long_ones() -> None:
    reading = read(*WORSE, target=10)
    assert short_cell(reading, Part.VARIATION) == ("Worse", "")
    assert short_cell(reading, Part.ASSURANCE) == ("Won't be met", "")
    assert short_cell(reading, Part.FRESHNESS) == (cell(reading, Part.FRESHNESS)[0], "")
    assert short_cell(reading, Part.LATEST) == cell(reading, Part.LATEST)
    assert short_cell(read(60), Part.VARIATION) == cell(read(60), Part.VARIATION)
