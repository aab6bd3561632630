"""Which value belongs into which period of the entry grid, and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from stewardship_desktop.domain.dashboard.entry import EntryRow, periods_shown, rows_of
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Cut, Observation, ValueKind
from stewardship_desktop.domain.value_framework import Frequency, MetricDefinition
from tests.support.metrics import values_of, whole_metric

TODAY = date(2023, 3, 16)


def changed_in_2022() -> MetricRecords:
    """A metric whose second definition begins on 1 July 2022, with a value either side."""
    made = whole_metric([60], first=date(2022, 6, 1))
    later = MetricDefinition(
        id="counted anew",
        scope="area",
        metric_id=made.id,
        unit="minutes",
        decimals=0,
        begins_on=date(2022, 7, 1),
    )
    more = values_of(later, [50], first=date(2022, 7, 1))
    return replace(made, definitions=(*made.definitions, later), observations=(*made.observations, *more))


def test_a_value_belongs_to_the_definition_of_its_day() -> None:
    row = EntryRow(changed_in_2022())
    assert row.definition_at(date(2022, 6, 1)).id == "Door to needle counted"
    assert row.definition_at(date(2022, 7, 1)).id == "counted anew"
    june, july = row.held(date(2022, 6, 1)), row.held(date(2022, 7, 1))
    assert june is not None
    assert july is not None
    assert (june.value, july.value) == (Decimal(60), Decimal(50))
    begun = row.begins_definition(date(2022, 7, 1))
    assert begun is not None
    assert begun.id == "counted anew"
    assert row.begins_definition(date(2022, 8, 1)) is None
    assert row.begins_definition(date(2022, 6, 1)) is None


def test_a_value_within_a_period_is_that_periods_unless_its_first_day_has_one() -> None:
    whole = whole_metric([], metric={"frequency": Frequency.QUARTERLY})
    only = whole.definition.id
    within = Observation(
        id=Observation.id_for(only, date(2023, 2, 9)), scope="area", definition_id=only, on=date(2023, 2, 9),
        value=Decimal(7),
    )  # fmt: skip
    row = EntryRow(replace(whole, observations=(within,)))
    assert row.held(date(2023, 1, 1)) == within
    assert row.day_of(date(2023, 1, 1)) == date(2023, 2, 9)
    first = replace(within, id="first", on=date(2023, 1, 1), value=Decimal(8))
    row = EntryRow(replace(whole, observations=(first, within)))
    assert row.held(date(2023, 1, 1)) == first


def test_due_are_the_periods_after_the_newest_value_whose_day_has_come() -> None:
    to_november = whole_metric([60], first=date(2022, 11, 1))
    assert EntryRow(to_november).due(TODAY) == (date(2022, 12, 1), date(2023, 1, 1))
    november_alone = replace(to_november, observations=to_november.observations + values_of(
        to_november.definition, [58], first=date(2023, 1, 1)
    ))  # fmt: skip
    assert EntryRow(november_alone).due(TODAY) == (date(2022, 12, 1),)
    stopped = values_of(to_november.definition, [58], first=date(2020, 1, 1))
    long_ago = replace(to_november, observations=stopped + to_november.observations)
    assert EntryRow(long_ago).due(TODAY)[0] == date(2021, 11, 1)
    gap_in_december = whole_metric([60, None], first=date(2022, 11, 1))
    assert EntryRow(gap_in_december).due(TODAY) == (date(2023, 1, 1),)
    assert EntryRow(whole_metric([60], first=date(2023, 1, 1))).due(TODAY) == ()
    assert EntryRow(whole_metric([])).due(TODAY) == (date(2023, 1, 1),)
    assert EntryRow(whole_metric([]), ValueKind.FORECAST).due(TODAY) == ()
    assert EntryRow(whole_metric([], metric={"frequency": Frequency.NONE})).due(TODAY) == ()


def test_entering_goes_on_at_the_newest_due_or_where_values_stopped_long_ago() -> None:
    assert EntryRow(whole_metric([60], first=date(2022, 11, 1))).goes_on(TODAY) == date(2023, 1, 1)
    assert EntryRow(whole_metric([60], first=date(2023, 1, 1))).goes_on(TODAY) == date(2023, 1, 1)
    assert EntryRow(whole_metric([60], first=date(2019, 1, 1))).goes_on(TODAY) == date(2019, 2, 1)
    assert EntryRow(whole_metric([], metric={"frequency": Frequency.NONE})).goes_on(TODAY) == TODAY


def test_values_that_stopped_long_ago_are_shown_with_the_year_before_them() -> None:
    shown = periods_shown(rows_of([whole_metric([60], first=date(2019, 1, 1))]), Frequency.MONTHLY, TODAY, 24)
    assert (shown[0], shown[-1]) == (date(2018, 1, 1), date(2023, 3, 1))
    ancient = rows_of([whole_metric([60], first=date(1901, 1, 1))])
    assert len(periods_shown(ancient, Frequency.MONTHLY, TODAY, 24)) == 240
    assert periods_shown(ancient, Frequency.MONTHLY, TODAY, 2000)[0].year == 1900


def test_parts_follow_their_metric_when_asked_for() -> None:
    made = whole_metric([60])
    parts = (
        values_of(made.definition, [70], cut=Cut.SEX, category="female")
        + values_of(made.definition, [50], cut=Cut.DEPRIVATION, category="most deprived fifth")
    )  # fmt: skip
    made = replace(made, observations=(*made.observations, *parts))
    assert [row.name for row in rows_of([made])] == ["Door to needle"]
    rows = rows_of([made], parts=True)
    assert [row.name for row in rows] == [
        "Door to needle", "Door to needle: most deprived fifth", "Door to needle: female",
    ]  # fmt: skip
    assert len({row.id for row in rows}) == 3
    held = rows[2].held(date(2021, 2, 1))
    assert held is not None
    assert held.value == 70


def test_the_periods_shown_end_with_the_one_that_holds_today() -> None:
    rows = rows_of([whole_metric([60], first=date(2023, 1, 1))])
    shown = periods_shown(rows, Frequency.MONTHLY, TODAY, 24)
    assert (len(shown), shown[0], shown[-1]) == (24, date(2021, 4, 1), date(2023, 3, 1))
    assert periods_shown(rows, Frequency.YEARLY, TODAY, 2) == (date(2021, 4, 1), date(2022, 4, 1))


def test_forecasts_are_shown_a_year_ahead_and_later_where_there_are_some() -> None:
    rows = rows_of([whole_metric([])], ValueKind.FORECAST)
    assert periods_shown(rows, Frequency.MONTHLY, TODAY, 24)[-1] == date(2024, 3, 1)
    far = whole_metric([60], first=date(2025, 1, 1), observations=())
    far = replace(
        far, observations=values_of(far.definition, [60], first=date(2025, 1, 1), kind=ValueKind.FORECAST)
    )
    rows = rows_of([far], ValueKind.FORECAST)
    assert periods_shown(rows, Frequency.MONTHLY, TODAY, 24)[-1] == date(2025, 1, 1)


def test_without_a_rhythm_the_days_that_have_values_are_shown_and_today() -> None:
    rows = rows_of([whole_metric([60], metric={"frequency": Frequency.NONE}, first=date(2022, 5, 3))])
    assert periods_shown(rows, Frequency.NONE, TODAY, 24) == (date(2022, 5, 3), TODAY)


def test_the_source_is_the_newest_values_else_the_metrics() -> None:
    made = whole_metric([60, 61], metric={"source": "National audit"})
    assert EntryRow(made).last_source() == "National audit"
    older, newer = made.observations
    told = replace(made, observations=(replace(older, source="Board papers"), newer))
    assert EntryRow(told).last_source() == "Board papers"
