"""The charts of a metric say of an inexact value that it is one, and draw the largest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stewardship_desktop.domain.chart.reading import reading, table_of
from stewardship_desktop.domain.dashboard.pictures import metric_chart
from stewardship_desktop.domain.dashboard.reading import read_metric
from stewardship_desktop.domain.observation import LARGEST_VALUE, Qualifier
from stewardship_desktop.domain.value_framework import Scale
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


@pytest.mark.parametrize("scale", [Scale.NUMBER, Scale.MONEY])
def test_limits_round_the_largest_values_are_drawn(scale: Scale) -> None:
    """They lie further out than any value can."""
    most = int(LARGEST_VALUE)
    records = whole_metric([most, -most, most, -most, 0], definition={"scale": scale, "unit": ""})
    upper, _, _ = metric_chart(read_metric(records, TODAY)).limits
    assert max(value for value in upper.values if value is not None) > most
