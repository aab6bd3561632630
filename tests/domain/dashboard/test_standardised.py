"""The standardised rate of a metric cut by age."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.standardised import standardised
from stewardship_desktop.domain.observation import Cut, Observation
from stewardship_desktop.domain.rates.dsr import ESP2013, AgeBand, dsr
from stewardship_desktop.domain.value_framework import Scale
from tests.support.metrics import values_of, whole_metric

RATE = {"scale": Scale.RATE, "per": 100_000, "unit": "people"}


def by_age(names: list[str], count: int = 4, scale: Scale = Scale.RATE) -> MetricRecords:
    base = whole_metric([], definition={**RATE, "scale": scale})
    found: list[Observation] = []
    for at, name in enumerate(names):
        found += values_of(base.definition, [f"{count + at % 3}/9000"], cut=Cut.AGE, category=name)
    return replace(base, observations=tuple(found))


NAMES = [name for name, _ in ESP2013]


@pytest.mark.parametrize(
    "names", [NAMES, [f"{name.replace('-', ' to ').replace(' and over', '+')} years" for name in NAMES]]
)
def test_all_bands_make_a_rate(names: list[str]) -> None:
    records = by_age(names)
    found = standardised(records, records.definition)
    wanted = dsr(
        [AgeBand(stdpop=weight, x=4 + at % 3, n=9000) for at, (_, weight) in enumerate(ESP2013)], per=100_000
    )
    assert found is not None
    assert found.interval == wanted
    assert "2013), February 2021: " in found.sentence
    assert "95% interval" in found.sentence


def test_a_missing_band_makes_none() -> None:
    records = by_age(NAMES[:-1])
    assert standardised(records, records.definition) is None


def test_too_few_events_are_said() -> None:
    records = by_age(NAMES, count=0)
    kept = [replace(each, numerator=Decimal(at < 9)) for at, each in enumerate(records.observations)]
    few = replace(records, observations=tuple(kept))
    found = standardised(few, few.definition)
    assert found is not None
    assert found.interval is None
    assert "fewer than 10 events" in found.sentence


def test_only_rates_are_standardised() -> None:
    records = by_age(NAMES, scale=Scale.PROPORTION)
    assert standardised(records, records.definition) is None
