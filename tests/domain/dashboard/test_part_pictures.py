"""Parts side by side, and the views of a metric's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from stewardship_desktop.domain.chart.areas import Standing
from stewardship_desktop.domain.chart.layout import full_view
from stewardship_desktop.domain.dashboard.part_pictures import (
    part_charts,
    part_readings,
    parts_in_order,
    parts_picture,
    rules_of,
)
from stewardship_desktop.domain.dashboard.reading import read_metric
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.views import MetricView, ViewKind, views_of
from stewardship_desktop.domain.observation import Cut, Qualifier
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import MetricDefinition, Scale
from tests.support.metrics import values_of, whole_metric

TODAY = date(2023, 3, 16)
SHARE = {"scale": Scale.PROPORTION, "unit": "%", "decimals": 1}


def cut_metric(
    parts: dict[str, list[str]], cut: Cut = Cut.DEPRIVATION, policy: Policy = Policy.NONE
) -> MetricRecords:
    """A share whose whole is the sum of its parts."""
    base = whole_metric([], definition=SHARE, metric={"direction": Direction.UP, "small_numbers": policy})
    rows = zip(*parts.values(), strict=True)
    whole = []
    for row in rows:
        pairs = [tuple(map(int, each.split("/"))) for each in row]
        whole.append(f"{sum(x for x, _ in pairs)}/{sum(n for _, n in pairs)}")
    found = [*values_of(base.definition, whole)]
    for category, values in parts.items():
        found += values_of(base.definition, values, cut=cut, category=category)
    return replace(base, observations=tuple(sorted(found, key=lambda each: each.on)))


def view_of(records: MetricRecords) -> MetricView:
    return next(each for each in views_of(records, TODAY) if each.kind is ViewKind.CUT)


FIFTHS = {
    "least deprived fifth": ["95/100"] * 4,
    "middle fifth": ["80/100"] * 4,
    "most deprived fifth": ["50/100", "52/100", "49/100", "51/100"],
}


def test_fifths_stand_from_the_most_deprived() -> None:
    records = cut_metric(FIFTHS)
    assert parts_in_order(records, view_of(records)) == (
        "most deprived fifth", "middle fifth", "least deprived fifth",
    )  # fmt: skip


def test_ages_stand_by_their_numbers() -> None:
    records = cut_metric({"75 and over": ["5/9"], "18 to 64": ["5/9"], "under 18": ["5/9"]}, Cut.AGE)
    assert parts_in_order(records, view_of(records)) == ("under 18", "18 to 64", "75 and over")


def test_the_charts_share_one_axis_of_values() -> None:
    records = cut_metric(FIFTHS)
    charts = part_charts(part_readings(records, view_of(records), TODAY))
    assert len({full_view(spec).value_range for _, spec in charts}) == 1
    assert charts[0][1].title.startswith("Most deprived fifth. ")


def test_the_newest_period_is_held_against_the_whole() -> None:
    records = cut_metric(FIFTHS)
    picture = parts_picture(read_metric(records, TODAY), part_readings(records, view_of(records), TODAY))
    assert picture is not None
    assert [row.standing for row in picture.rows] == [Standing.WORSE, Standing.SIMILAR, Standing.BETTER]
    assert picture.benchmark is not None
    assert round(picture.benchmark.value, 1) == Decimal("75.3")
    assert picture.title == "Highest: least deprived fifth, 95.0%; lowest: most deprived fifth, 51.0%"


def test_small_parts_are_hidden_with_another_one() -> None:
    parts = {**FIFTHS, "most deprived fifth": ["2/100"] * 4}
    records = cut_metric(parts, policy=Policy.FIVES)
    readings = part_readings(records, view_of(records), TODAY)
    picture = parts_picture(read_metric(records, TODAY), readings)
    assert picture is not None
    hidden = [row for row in picture.rows if row.value is None]
    assert len(hidden) >= 2
    assert all(row.at_95 is None and row.at_998 is None for row in hidden)
    for category, spec in part_charts(readings):
        if any(row.key == category for row in hidden):
            assert all(value is None for value in spec.series[0].values)
            assert not spec.limits


def test_no_values_make_no_picture() -> None:
    records = whole_metric([])
    assert parts_picture(read_metric(records, TODAY), ()) is None


def test_an_earlier_definition_is_a_view_of_its_own() -> None:
    base = whole_metric()
    later = MetricDefinition(
        id="later", scope="area", metric_id=base.id, definition="From the call", unit="minutes",
        begins_on=date(2023, 2, 1), change_reason="Counted from the ambulance",
    )  # fmt: skip
    views = views_of(replace(base, definitions=(base.definition, later)), TODAY)
    assert [each.title for each in views] == ["Whole", "Benchmark", "Until 1 February 2023"]
    assert views[0].definition is later
    assert views[-1].definition is base.definition
    assert "(Counted from the ambulance)" in views[-1].note


def test_a_definition_that_is_still_to_begin_has_no_view() -> None:
    base = whole_metric()
    later = MetricDefinition(id="later", scope="area", metric_id=base.id, begins_on=date(2023, 4, 1))
    views = views_of(replace(base, definitions=(base.definition, later)), TODAY)
    assert [(each.title, each.definition) for each in views] == [
        ("Whole", base.definition), ("Benchmark", base.definition),
    ]  # fmt: skip


def test_grades_have_no_benchmark() -> None:
    records = whole_metric(["D", "C"], definition={"scale": Scale.ORDINAL, "levels": ("D", "C")})
    assert [each.kind for each in views_of(records, TODAY)] == [ViewKind.WHOLE]


def test_the_rules_of_the_small_charts_are_named_once() -> None:
    records = cut_metric(FIFTHS)
    readings = part_readings(records, view_of(records), TODAY)
    assert rules_of(readings) == (
        "XmR limits, NHSRplotthedots 0.2 rules, trial limits (fewer than 13 points)"
    )
    assert rules_of(()) == ""


def test_an_inexact_value_of_a_part_says_so_beside_its_interval() -> None:
    records = cut_metric(FIFTHS)
    about = tuple(
        replace(each, qualifier=Qualifier.ABOUT) if each.category.startswith("most") else each
        for each in records.observations
    )
    records = replace(records, observations=about)
    whole = read_metric(records, TODAY)
    picture = parts_picture(whole, part_readings(records, view_of(records), TODAY))
    assert picture is not None
    notes = {row.key: row.note for row in picture.rows}
    assert notes["most deprived fifth"] == "printed as about 51.0%"
    assert notes["middle fifth"] == ""


def test_parts_that_are_all_hidden_make_no_picture() -> None:
    parts = dict.fromkeys(FIFTHS, ["2/100"] * 4)
    records = cut_metric(parts, policy=Policy.FIVES)
    readings = part_readings(records, view_of(records), TODAY)
    assert parts_picture(read_metric(records, TODAY), readings) is None
    assert all(spec.is_empty for _, spec in part_charts(readings))
