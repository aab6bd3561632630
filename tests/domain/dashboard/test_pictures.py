"""The charts of a metric say of an inexact value that it is one, and draw the largest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stewardship_desktop.domain.chart.reading import reading, table_of
from stewardship_desktop.domain.chart.spec import DateStyle
from stewardship_desktop.domain.dashboard.pictures import metric_chart
from stewardship_desktop.domain.dashboard.reading import read_metric
from stewardship_desktop.domain.observation import LARGEST_VALUE, Qualifier
from stewardship_desktop.domain.value_framework import Frequency, Scale
from stewardship_desktop.reports.chart_svg import svg
from tests.support.metrics import whole_metric

TODAY = date(2023, 3, 16)


def test_a_point_says_what_its_source_says_before_the_value() -> None:
    exact = whole_metric()
    *before, last = exact.observations
    inexact = replace(exact, observations=(*before, replace(last, qualifier=Qualifier.ABOUT)))
    spec = metric_chart(read_metric(inexact, TODAY))
    at = len(spec.keys) - 1
    assert reading(spec, 0, at) == "Jan 2023: Door to needle about 60 minutes, no real change."
    assert reading(spec, 0, at - 1) == "Dec 2022: Door to needle 64 minutes, no real change."
    _, rows = table_of(spec)
    assert [row[1] for row in rows[-2:]] == ["64", "about 60"]
    assert metric_chart(read_metric(exact, TODAY)).series[0].qualifiers == ()


def test_the_label_at_a_lines_end_says_it_too() -> None:
    exact = whole_metric()
    *before, last = exact.observations
    inexact = replace(exact, observations=(*before, replace(last, qualifier=Qualifier.ABOUT)))
    assert ">about 60<" in svg(metric_chart(read_metric(inexact, TODAY)), 900, 500, "light")
    assert ">about " not in svg(metric_chart(read_metric(exact, TODAY)), 900, 500, "light")


def test_a_single_value_without_a_rhythm_is_of_its_month() -> None:
    one = whole_metric([553], metric={"frequency": Frequency.NONE}, first=date(2023, 1, 1))
    spec = metric_chart(read_metric(one, TODAY))
    assert spec.date_style is DateStyle.MONTH
    assert spec.subtitle == "Door to needle, minutes, 1 January 2023"
    days = whole_metric([553], metric={"frequency": Frequency.NONE}, first=date(2023, 1, 17))
    assert metric_chart(read_metric(days, TODAY)).date_style is DateStyle.DAY


@pytest.mark.parametrize("scale", [Scale.NUMBER, Scale.MONEY])
def test_limits_round_the_largest_values_are_drawn(scale: Scale) -> None:
    """They lie further out than any value can."""
    most = int(LARGEST_VALUE)
    records = whole_metric([most, -most, most, -most, 0], definition={"scale": scale, "unit": ""})
    upper, _, _ = metric_chart(read_metric(records, TODAY)).limits
    assert max(value for value in upper.values if value is not None) > most
