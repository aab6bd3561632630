"""One reading of a metric: what table, chart and text say of it, and that they say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.chart.reading import table_of
from stewardship_desktop.domain.dashboard.pictures import metric_chart
from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.observation import (
    ChartMark,
    Comparator,
    ComparatorRole,
    MarkKind,
    Observation,
    Qualifier,
    Rebase,
    ValueKind,
)
from stewardship_desktop.domain.rates.comparison import Band
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.outcome import Assurance, Variation
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import Frequency, MetricDefinition, Scale, Target
from tests.support.care_areas import TRUST
from tests.support.metrics import STEADY, whole_metric

TODAY = date(2023, 3, 16)
GRADES = {"scale": Scale.ORDINAL, "levels": ("E", "D", "C", "B", "A")}
SHARE = {"scale": Scale.PROPORTION, "unit": "%", "decimals": 1}


def reading(*values: Any, **more: Any) -> MetricReading:
    return read_metric(whole_metric(*values, **more), TODAY)


def test_steady_values_say_so_in_their_own_unit() -> None:
    found = reading(target=60)
    assert found.variation is Variation.COMMON
    assert found.assurance is Assurance.INCONSISTENT
    assert (found.latest_text, found.target_text, found.as_at_text) == (
        "60 minutes", "60 minutes", "January 2023",
    )  # fmt: skip
    assert found.sentence.startswith("No real change")
    assert not found.is_concern


def test_a_run_on_the_wrong_side_is_a_concern_and_sorts_first() -> None:
    worse = reading([*STEADY, 90, 92, 91, 94, 93, 92, 95])
    assert worse.variation is Variation.CONCERN_HIGH
    assert worse.is_concern
    missed = reading(target=55)
    order = sorted([reading(), worse, missed], key=lambda each: each.concern)
    assert order[:2] == [worse, missed]


def test_a_constant_hundred_per_cent_meets_its_target() -> None:
    found = reading(["50/50"] * 14, definition=SHARE, metric={"direction": Direction.UP}, target=100)
    assert (found.variation, found.assurance) == (Variation.COMMON, Assurance.PASS)
    assert found.meets_target


def test_grades_are_said_as_grades_and_never_as_numbers() -> None:
    quarterly = {"direction": Direction.UP, "frequency": Frequency.QUARTERLY}
    found = reading(
        ["D", "C", None, "B"], definition=GRADES, metric=quarterly, first=date(2022, 1, 1),
        targets=(
            Target(
                id="t", scope="area", definition_id="Door to needle counted", level="A",
                holds_from=date(2022, 1, 1),
            ),
        ),
    )  # fmt: skip
    assert found.analysis is None
    assert found.sentence == "B, up from C in April to June 2022. The target is A."
    assert found.meets_target is False
    drawn = metric_chart(found)
    assert drawn.levels == ("E", "D", "C", "B", "A")
    assert "B" in table_of(drawn)[1][3]


def test_no_values_name_what_is_awaited() -> None:
    asked = DataRequest(
        id="r", scope="area", care_area_id="area", what="Stays", metric_id="Door to needle",
        asked_of_id=TRUST.id, asked_on=date(2023, 3, 4),
    )  # fmt: skip
    found = reading([], requests=(asked,), asked_of={TRUST.id: "Trust A"})
    assert found.awaiting == found.sentence == "Awaiting data from Trust A, asked on 4 March 2023"
    assert metric_chart(found).is_empty


def test_a_rebase_breaks_the_lines_and_is_marked_with_its_reason() -> None:
    start = date(2022, 2, 1)
    whole = whole_metric([*STEADY[:12], *(each + 30 for each in STEADY[12:])])
    rebased = Rebase(id="r", scope="area", definition_id=whole.definition.id, on=start, reason="New pathway")
    found = read_metric(replace(whole, rebases=(rebased,)), TODAY)
    drawn = metric_chart(found)
    assert [limit.breaks for limit in drawn.limits] == [(12,)] * 3
    assert [(event.at, event.rebase) for event in drawn.events] == [(start, True)]
    assert "New pathway" in drawn.events[0].text
    assert found.variation is Variation.COMMON


def test_a_small_number_is_hidden_on_every_way_out_but_counts_in_the_limits() -> None:
    values = [30, 28, 33, 4, 31, 29, 30, 32, 28, 31, 30, 29, 33, 3]
    open_ = reading(values)
    hidden = reading(values, metric={"small_numbers": Policy.FIVES})
    assert hidden.analysis == open_.analysis
    assert hidden.shown[3].hidden
    assert "3" not in hidden.latest_text
    drawn = metric_chart(hidden)
    assert drawn.series[0].values[3] is None
    assert drawn.series[0].values[13] is None
    assert "3 minutes" not in hidden.sentence + drawn.alternative_text


def test_the_chart_holds_what_the_reading_shows() -> None:
    found = reading(target=60)
    drawn = metric_chart(found)
    assert drawn.series[0].values == tuple(each.value for each in found.shown)
    assert drawn.title == found.sentence
    assert "NHSRplotthedots 0.2" in drawn.foot
    _, rows = table_of(drawn)
    assert len(rows) == len(found.points)


def test_forecasts_are_a_series_of_their_own() -> None:
    whole = whole_metric()
    ahead = Observation(
        id="f", scope="area", definition_id=whole.definition.id, on=date(2023, 6, 1), value=Decimal(50),
        kind=ValueKind.FORECAST,
    )  # fmt: skip
    found = read_metric(whole_metric(observations=(*whole.observations, ahead)), TODAY)
    assert found.latest is not None
    assert found.latest.on == date(2023, 1, 1)
    drawn = metric_chart(found)
    assert [one.forecast for one in drawn.series] == [False, True]
    assert drawn.series[0].values[-1] is None


def test_a_changed_definition_begins_a_series_that_nothing_is_compared_with() -> None:
    old = whole_metric()
    new = MetricDefinition(
        id="new", scope="area", metric_id=old.metric.id, unit="minutes", begins_on=date(2022, 8, 1),
        change_reason="Counted from the first call",
    )  # fmt: skip
    later = Observation(id="l", scope="area", definition_id="new", on=date(2022, 8, 1), value=Decimal(75))
    whole = replace(old, definitions=(old.definition, new), observations=(*old.observations, later))
    found = read_metric(whole, TODAY)
    assert [each.id for each in found.points] == ["l"]
    assert any("earlier values are not compared" in note for note in found.notes)
    assert whole.definition_at(date(2022, 7, 31)) is old.definition
    assert whole.definition_at(date(2022, 8, 1)) is new
    assert len(read_metric(whole, TODAY, definition=old.definition).points) == len(STEADY)


@pytest.mark.parametrize(
    "direction, band",
    [(Direction.UP, Band.WORSE), (Direction.DOWN, Band.BETTER), (Direction.NEITHER, Band.LOWER)],
)
def test_the_latest_value_is_held_against_a_named_and_dated_benchmark(
    direction: Direction, band: Band
) -> None:
    whole = whole_metric()
    england = Comparator(
        id="c", scope="area", definition_id=whole.definition.id, name="England", value=Decimal("84.2"),
        role=ComparatorRole.BENCHMARK, on=date(2022, 4, 1), period="2022/23",
    )  # fmt: skip
    found = reading(
        ["600/800"], definition=SHARE, metric={"direction": direction}, comparators=(england,)
    ).benchmark
    assert found is not None
    assert found.band is band
    assert "England (84.2%, 2022/23)" in found.sentence


def test_an_inexact_value_meets_only_the_target_it_must_meet() -> None:
    def meets(qualifier: Qualifier, value: int, direction: Direction) -> bool | None:
        whole = whole_metric([value], target=60, metric={"direction": direction})
        said = Observation(
            id="x", scope="area", definition_id=whole.definition.id, on=date(2023, 1, 1),
            value=Decimal(value), qualifier=qualifier,
        )  # fmt: skip
        return read_metric(
            whole_metric(observations=(said,), target=60, metric={"direction": direction}), TODAY
        ).meets_target

    assert meets(Qualifier.OVER, 80, Direction.UP) is True
    assert meets(Qualifier.OVER, 50, Direction.UP) is None
    assert meets(Qualifier.UNDER, 50, Direction.DOWN) is True
    assert meets(Qualifier.ABOUT, 80, Direction.UP) is None


def test_events_of_the_whole_area_and_notes_of_the_metric_are_drawn() -> None:
    marks = (
        ChartMark(id="a", scope="area", care_area_id="area", on=date(2022, 5, 9), kind=MarkKind.LAUNCH,
                  text="Hub opened"),
        ChartMark(id="b", scope="area", care_area_id="area", metric_id="Door to needle",
                  on=date(2022, 6, 1), kind=MarkKind.NOTE, text="Strike"),
        ChartMark(id="c", scope="area", care_area_id="area", on=date(2030, 1, 1), text="Too late to show"),
    )  # fmt: skip
    drawn = metric_chart(reading(marks=marks))
    assert [event.text for event in drawn.events] == ["Hub opened"]
    assert [note.text for note in drawn.notes] == ["Strike"]


def test_a_definition_that_is_still_to_begin_hides_nothing_that_is_known_today() -> None:
    base = whole_metric()
    later = MetricDefinition(
        id="later", scope="area", metric_id=base.id, unit="minutes",
        begins_on=date(2023, 4, 1), change_reason="Counted from the ambulance",
    )  # fmt: skip
    records = replace(base, definitions=(base.definition, later))
    before = read_metric(records, TODAY)
    assert (before.latest_text, before.is_current) == ("60 minutes", True)
    assert before.notes[-1] == "What is counted changes on 1 April 2023 (Counted from the ambulance)."
    begun = read_metric(records, date(2023, 4, 1))
    assert (begun.definition, begun.latest) == (later, None)
    assert not read_metric(records, date(2023, 4, 1), definition=base.definition).is_current


def test_the_baseline_is_said_with_its_period_and_source() -> None:
    known = {
        "baseline": Decimal(1000), "baseline_qualifier": "about", "baseline_period": "November 2022",
        "baseline_source": "Board papers",
    }  # fmt: skip
    found = reading([595], definition=known)
    assert found.baseline_text == "about 1,000 minutes, November 2022, Board papers"
    assert found.notes[-1] == "Baseline: about 1,000 minutes, November 2022, Board papers."
    assert reading().baseline_text == ""


def test_a_small_baseline_is_hidden_as_a_small_value_is() -> None:
    found = reading([40, 41], definition={"baseline": Decimal(3)}, metric={"small_numbers": Policy.HES})
    assert found.baseline_text == "*"


def test_the_first_value_of_a_new_definition_is_due_after_the_last_of_the_old_one() -> None:
    base = whole_metric()  # to January 2023
    later = MetricDefinition(
        id="later", scope="area", metric_id=base.id, unit="minutes", begins_on=date(2023, 2, 1)
    )
    records = replace(base, definitions=(base.definition, later))
    soon = read_metric(records, TODAY)
    assert (soon.latest_text, soon.sentence) == ("no value", "No values yet.")
    assert soon.freshness.words == "February 2023 due in 14 days"
    assert soon.freshness.start == date(2023, 2, 1)


def test_the_sentence_says_when_its_last_value_is_inexact() -> None:
    whole = whole_metric()
    last = replace(whole.observations[-1], qualifier=Qualifier.UNDER)
    found = read_metric(replace(whole, observations=(*whole.observations[:-1], last)), TODAY)
    assert found.sentence.endswith("The last value is printed as under 60 minutes.")
