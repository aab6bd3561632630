"""Small numbers of a metric are hidden with whatever would give them away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stewardship_desktop.domain.dashboard.benchmarking import interval_of
from stewardship_desktop.domain.dashboard.pictures import metric_chart
from stewardship_desktop.domain.dashboard.reading import read_metric
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.small_numbers import ShownValue, shown_values
from stewardship_desktop.domain.observation import Cut, Observation
from stewardship_desktop.domain.rates.limits import Level
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.value_framework import Scale
from tests.support.metrics import values_of, whole_metric

DAY = date(2022, 4, 1)
SHARE = {"scale": Scale.PROPORTION, "unit": "%"}


def cut_metric(policy: Policy, whole: str, parts: dict[str, str]) -> MetricRecords:
    made = whole_metric([whole], first=DAY, metric={"small_numbers": policy}, definition=SHARE)
    cut: list[Observation] = []
    for name, counts in parts.items():
        cut += values_of(made.definition, [counts], first=DAY, cut=Cut.SEX, category=name)
    return replace(made, observations=(*made.observations, *cut))


def shown(records: MetricRecords, category: str = "") -> ShownValue:
    cut = Cut.SEX if category else Cut.WHOLE
    points = records.values_of(records.definition, cut=cut, category=category)
    return shown_values(records, records.definition, points)[0]


def test_one_small_part_takes_another_with_it_so_that_the_whole_does_not_tell() -> None:
    records = cut_metric(Policy.FIVES, "43/200", {"female": "40/100", "male": "3/100"})
    assert shown(records, "male").hidden
    assert shown(records, "female").hidden or shown(records).hidden


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    records = cut_metric(Policy.FIVES, "90/200", {"female": "40/100", "male": "50/100"})
    assert [shown(records, each).hidden for each in ("", "female", "male")] == [False] * 3
    assert shown(records, "female").value == Decimal(40)


def test_without_a_policy_all_is_shown() -> None:
    records = cut_metric(Policy.NONE, "43/200", {"female": "40/100", "male": "3/100"})
    assert shown(records, "male").value == Decimal(3)


def test_rounding_is_of_the_counts_and_the_share_is_theirs() -> None:
    records = cut_metric(Policy.HES, "43/201", {})
    assert shown(records).value == Decimal(45) / 200 * 100


def test_parts_that_overlap_stand_alone() -> None:
    records = cut_metric(Policy.FIVES, "43/100", {"female": "40/90", "male": "30/80"})
    assert not any(shown(records, each).hidden for each in ("", "female", "male"))


@pytest.mark.parametrize("policy", [Policy.FIVES, Policy.HES])
def test_a_count_without_a_base_is_hidden_by_itself_and_a_nought_is_shown(policy: Policy) -> None:
    made = whole_metric([0, 3, 30], first=DAY, metric={"small_numbers": policy})
    found = shown_values(made, made.definition, made.observations)
    assert [each.hidden for each in found] == [False, True, False]
    assert [each.value for each in found] == [Decimal(0), None, Decimal(30)]


def test_a_figure_that_counts_nobody_is_left_alone() -> None:
    made = whole_metric(
        ["81.5"], metric={"small_numbers": Policy.FIVES}, definition={"scale": Scale.MONEY, "unit": "£"}
    )
    made = replace(made, observations=(replace(made.observations[0], level="", value=Decimal(3)),))
    assert shown_values(made, made.definition, made.observations)[0].value == Decimal(3)


def test_where_the_policy_rounds_no_mean_tells_exactly_what_rounding_keeps() -> None:
    """1,004 less 1,000 leaves 4, though 1,005 less 1,000 may be anything from 1 to 9."""
    made = whole_metric([1004, 1009] * 7, metric={"small_numbers": Policy.HES}, definition={"unit": "people"})
    part = values_of(made.definition, [1000, 1005] * 7, cut=Cut.SEX, category="female")
    records = replace(made, observations=(*made.observations, *part))
    for cut, category in ((Cut.WHOLE, ""), (Cut.SEX, "female")):
        reading = read_metric(records, DAY, cut=cut, category=category)
        assert not any(each.hidden for each in reading.shown)
        assert reading.hidden_stretches == {0}
        assert metric_chart(reading).limits == ()
        assert "What is usual is not said" in reading.sentence


def test_what_rounds_and_has_no_small_part_keeps_its_limits() -> None:
    made = whole_metric([1004, 1009] * 7, metric={"small_numbers": Policy.HES}, definition={"unit": "people"})
    part = values_of(made.definition, [500] * 14, cut=Cut.SEX, category="female")
    reading = read_metric(replace(made, observations=(*made.observations, *part)), DAY)
    assert not reading.hidden_stretches
    assert metric_chart(reading).limits


def test_a_mean_of_values_that_are_all_the_same_does_not_undo_their_rounding() -> None:
    made = whole_metric([1004] * 14, metric={"small_numbers": Policy.HES}, definition={"unit": "people"})
    reading = read_metric(made, DAY)
    assert reading.latest_text == "1,005 people"
    assert "1,004" not in " ".join((reading.sentence, *reading.notes))


def test_a_ratio_is_rounded_as_a_ratio() -> None:
    made = whole_metric(
        ["43/50"], first=DAY, metric={"small_numbers": Policy.HES},
        definition={"scale": Scale.RATIO, "per": 100, "unit": ""},
    )  # fmt: skip
    assert shown(made).value == Decimal(90)


@pytest.mark.parametrize("policy", list(Policy))
def test_an_interval_tells_no_more_than_the_counts_as_they_are_shown(policy: Policy) -> None:
    definition = cut_metric(policy, "43/201", {}).definition
    near = [
        interval_of(definition, Decimal(x), Decimal(n), Level.P95, policy) for x, n in ((43, 201), (45, 200))
    ]
    assert (near[0] == near[1]) is (policy is Policy.HES)


def test_one_value_before_a_gap_is_said_and_not_the_gap() -> None:
    assert read_metric(whole_metric([61, None]), DAY).sentence.startswith("One value so far: 61 minutes.")


def test_a_figure_that_its_counts_do_not_make_is_rounded_and_never_turned_into_their_share() -> None:
    """50 minutes for 600 of 750 people are 50 minutes, not 0.8."""
    made = whole_metric([50], first=DAY, metric={"small_numbers": Policy.HES})
    counted = replace(made.observations[0], numerator=Decimal(600), denominator=Decimal(750))
    assert shown(replace(made, observations=(counted,))).value == 50
