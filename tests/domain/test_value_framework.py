"""Metrics, definitions and values: what they refuse so that no reading or chart breaks on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import ChartMark, Comparator, Observation, Rebase
from stewardship_desktop.domain.value_framework import MetricDefinition, Target

OWNED: dict[str, Any] = {"id": "this", "scope": "area"}
OF_DEFINITION: dict[str, Any] = {**OWNED, "definition_id": "definition"}
DATED: dict[str, Callable[[date], Any]] = {
    "value": lambda on: Observation(on=on, **OF_DEFINITION),
    "new limits": lambda on: Rebase(on=on, reason="A new scanner", **OF_DEFINITION),
    "mark": lambda on: ChartMark(on=on, care_area_id="area", text="A new scanner", **OWNED),
    "comparator": lambda on: Comparator(on=on, name="A peer", value=Decimal(1), **OF_DEFINITION),
    "target": lambda on: Target(holds_from=on, value=Decimal(1), **OF_DEFINITION),
    "definition": lambda on: MetricDefinition(begins_on=on, metric_id="metric", **OWNED),
}


@pytest.mark.parametrize("on", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
@pytest.mark.parametrize("what", DATED)
def test_a_day_that_no_calendar_goes_round_is_refused(what: str, on: date) -> None:
    with pytest.raises(UserFixable, match="no day of ours"):
        DATED[what](on)


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2199, 12, 31)])
@pytest.mark.parametrize("what", DATED)
def test_days_of_ours_are_taken(what: str, on: date) -> None:
    assert DATED[what](on).id == "this"


def test_a_baseline_is_about_over_or_under_and_nothing_else() -> None:
    assert MetricDefinition(metric_id="metric", baseline_qualifier="about", **OWNED).baseline_qualifier
    with pytest.raises(UserFixable, match="'odd' can't stand before the baseline"):
        MetricDefinition(metric_id="metric", baseline_qualifier="odd", **OWNED)
