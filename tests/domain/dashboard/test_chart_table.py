"""The table beside a chart says what the chart shows, point by point, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.domain.dashboard import figures
from stewardship_desktop.domain.dashboard.chart_table import (
    HEADINGS,
    ChartRow,
    chart_rows,
    export_foot,
    export_grid,
)
from stewardship_desktop.domain.dashboard.figures import NO_VALUE
from stewardship_desktop.domain.dashboard.pictures import LINES_HIDDEN, metric_chart
from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import ChartMark, MarkKind, Qualifier, Rebase, ValueKind
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.value_framework import Scale
from tests.support.metrics import STEADY, values_of, whole_metric

TODAY = date(2023, 3, 16)
JUNE = date(2021, 6, 1)


def shown(records: MetricRecords) -> tuple[MetricReading, ChartSpec, tuple[ChartRow, ...]]:
    reading = read_metric(records, TODAY)
    spec = metric_chart(reading)
    return reading, spec, chart_rows(reading, spec)


def mark(kind: MarkKind, on: date, text: str) -> ChartMark:
    return ChartMark(
        id=text, scope="area", care_area_id="area", metric_id="Door to needle", on=on, kind=kind, text=text
    )


def test_every_point_of_the_chart_is_a_row() -> None:
    _, spec, rows = shown(whole_metric([*STEADY, None, 90], target=60))
    assert [row.on for row in rows] == list(spec.keys)
    for row, value, point in zip(rows, spec.series[0].values, spec.series[0].marks, strict=True):
        assert row.value == ("no value" if value is None else str(value))
        if point is not None:
            assert ": ".join(part for part in (row.meaning, row.rules) if part) == point.note
    assert {row.mean for row in rows} == {"63"}
    assert {row.target for row in rows} == {"60"}
    assert rows[-1].meaning == "concern"
    assert rows[-1].rules == "above the upper limit"


def test_all_rules_hit_are_named_not_only_the_one_that_decides() -> None:
    *_, rows = shown(whole_metric([*STEADY, *([90] * 8)]))
    assert rows[-1].rules.split("; ")[-1] == "7 points or more in a row above the mean"
    assert len(rows[-1].rules.split("; ")) > 1


def test_limits_start_anew_where_a_person_said() -> None:
    rebase = Rebase(
        id="rebase", scope="area", definition_id="Door to needle counted", on=date(2022, 2, 1), reason="Moved"
    )
    values = [*STEADY[:12], *(value - 20 for value in STEADY[12:])]
    *_, rows = shown(whole_metric(values, rebases=(rebase,)))
    assert rows[11].mean != rows[12].mean
    assert rows[12].events == "New limits: Moved"


def test_marks_and_notes_stand_at_their_point() -> None:
    marks = (
        mark(MarkKind.LAUNCH, date(2021, 6, 20), "Stroke nurse begins"),
        mark(MarkKind.NOTE, JUNE, "Scanner out of use"),
    )
    *_, rows = shown(whole_metric(marks=marks))
    row = next(row for row in rows if row.on == JUNE)
    assert (row.events, row.notes) == ("Stroke nurse begins", "1: Scanner out of use")
    assert [each for each in rows if each.events or each.notes] == [row]


def test_forecasts_stand_apart() -> None:
    base = whole_metric()
    ahead = values_of(base.definition, [55, 54], first=date(2023, 1, 1), kind=ValueKind.FORECAST)
    records = replace(base, observations=(*base.observations, *ahead))
    _, spec, rows = shown(records)
    assert [(row.series, row.index, row.meaning) for row in rows[-3:]] == [
        (0, 23, "no real change"), (1, 23, "forecast"), (1, 24, "forecast"),
    ]  # fmt: skip
    assert (rows[-1].mean, rows[-1].rules) == ("", "")
    assert spec.series[1].values[24] == Decimal(54)


def test_grades_have_neither_limits_nor_rules() -> None:
    records = whole_metric(["D", "C", "B"], definition={"scale": Scale.ORDINAL, "levels": ("D", "C", "B")})
    *_, rows = shown(records)
    assert [(row.value, row.mean, row.rules) for row in rows] == [("D", "", ""), ("C", "", ""), ("B", "", "")]


def small_numbers(values: list[Any]) -> MetricRecords:
    return whole_metric(
        values, metric={"small_numbers": Policy.FIVES}, definition={"unit": "falls"}, target=6
    )


def test_a_hidden_value_cannot_be_worked_out_from_mean_and_limits() -> None:
    reading, spec, rows = shown(small_numbers([8, 9, 7, 3, 8, 10, 9, 8, 7, 9, 8, 9, 8, 9]))
    assert rows[3].value == "*"
    assert rows[3].meaning == "hidden: a small number"
    assert all((row.mean, row.lower, row.upper) == ("", "", "") for row in rows)
    assert not spec.limits
    assert reading.analysis is not None
    assert reading.analysis.current is not None
    assert "What is usual is not said" in reading.sentence
    assert LINES_HIDDEN in spec.foot
    said = str([*export_grid(rows), *export_foot(reading), spec.alternative_text])
    assert f"{reading.analysis.current.mean:.1f}" not in said


def test_stretches_without_hidden_values_keep_their_lines() -> None:
    rebase = Rebase(
        id="rebase", scope="area", definition_id="Door to needle counted", on=date(2021, 8, 1), reason="Moved"
    )
    values = [3, 9, 7, 8, 8, 10, *([9, 8, 7, 9, 8, 9, 8, 9] * 2)]
    reading, _, rows = shown(replace(small_numbers(values), rebases=(rebase,)))
    assert reading.hidden_stretches == {0}
    assert not any(row.mean for row in rows[:6])
    assert all(row.mean for row in rows[6:])
    assert "What is usual is not said" not in reading.sentence


def test_a_hidden_latest_value_says_neither_target_met_nor_benchmark() -> None:
    reading, *_ = shown(small_numbers([8, 9, 7, 8, 3]))
    assert reading.meets_target is None
    assert reading.benchmark is None
    assert reading.latest_text == "*"


def test_values_that_are_all_the_same_do_not_tell_the_hidden_ones() -> None:
    reading, *_ = shown(small_numbers([3] * 14))
    assert not any("same" in note for note in reading.notes)
    assert "every value" not in reading.sentence


def test_a_file_says_whose_values_they_are() -> None:
    reading, _, rows = shown(whole_metric(definition={"definition": "Median minutes"}))
    grid = [*export_grid(rows), *export_foot(reading)]
    assert {len(line) for line in grid} == {len(HEADINGS)}
    foot = {line[0]: line[1] for line in export_foot(reading)}
    assert foot["Metric"] == "Door to needle"
    assert foot["Unit"] == "minutes"
    assert foot["Limits"].startswith("XmR limits, NHSRplotthedots 0.2")


def test_a_file_says_who_began_new_limits_and_why_and_by_which_policy_numbers_are_hidden() -> None:
    rebase = Rebase(
        id="rebase", scope="area", definition_id="Door to needle counted", on=date(2021, 8, 1),
        reason="Moved", decided_by_role="Stewardship group",
    )  # fmt: skip
    other = replace(rebase, id="other", definition_id="another", on=date(2021, 9, 1))
    reading, _, _ = shown(replace(small_numbers([30] * 20), rebases=(rebase, other)))
    foot = {line[0]: line[1] for line in export_foot(reading)}
    assert foot["New limits from 1 August 2021"] == "Moved, decided by Stewardship group"
    assert "New limits from 1 September 2021" not in foot
    assert foot["Small-number policy"] == reading.records.metric.small_numbers.value


PARTS = st.fixed_dictionaries(
    {
        "value": st.none() | st.decimals(min_value=0, max_value=9000, places=2),
        "qualifier": st.sampled_from(Qualifier),
        "kind": st.sampled_from(ValueKind),
    }
)


@given(
    parts=st.lists(PARTS, min_size=1, max_size=30),
    policy=st.sampled_from(Policy),
    scale=st.sampled_from([Scale.NUMBER, Scale.MONEY]),
    target=st.none() | st.integers(0, 9000),
)
def test_table_and_chart_agree_in_every_value(
    parts: list[dict[str, Any]], policy: Policy, scale: Scale, target: int | None
) -> None:
    """Whatever a row says, the chart shows at its place; what the chart leaves out, the table does too."""
    records = whole_metric(
        [None] * len(parts), definition={"scale": scale}, metric={"small_numbers": policy}, target=target
    )
    records = replace(
        records,
        observations=tuple(
            replace(
                each,
                value=None if part["value"] is None else Decimal(part["value"]),
                qualifier=Qualifier.EXACT if part["value"] is None else part["qualifier"],
                kind=part["kind"],
            )
            for each, part in zip(records.observations, parts, strict=True)
        ),
    )
    reading, spec, rows = shown(records)
    drawn = {
        (at, index): value
        for at, one in enumerate(spec.series)
        for index, value in enumerate(one.values)
        if value is not None
    }
    for row in rows:
        value = drawn.pop((row.series, row.index), None)
        assert spec.keys[row.index] == row.on
        if value is None:
            assert row.hidden or row.value == NO_VALUE
        else:
            bare = figures.shown(reading.definition, value, with_unit=False)
            said = spec.series[row.series].qualifiers
            assert row.value == f"{said[row.index] if said else ''} {bare}".strip()
        for text, line in zip((row.upper, row.mean, row.lower), spec.limits or (None,) * 3, strict=True):
            at = None if line is None or row.is_forecast else line.at(row.index)
            assert text == ("" if at is None else figures.shown(reading.definition, at, with_unit=False))
        held = None if spec.target is None else spec.target.at(row.index)
        assert row.target == (
            "" if held is None else figures.shown(reading.definition, held, with_unit=False)
        )
    assert not drawn  # nothing on the chart is without its row
