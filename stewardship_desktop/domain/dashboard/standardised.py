"""A directly standardised rate from values by age: all 19 bands of the European Standard Population 2013.

Given only where every band has its count and its population for the period. Small numbers need no hiding
here: a rate from fewer than ten events is not given, and a standardised one tells of no single band.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stewardship_desktop.domain.chart.number import exact
from stewardship_desktop.domain.dashboard.figures import shown
from stewardship_desktop.domain.dashboard.reading import as_at_words
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Cut, Observation, ValueKind
from stewardship_desktop.domain.rates.dsr import ESP2013, LEAST_EVENTS, AgeBand, dsr
from stewardship_desktop.domain.rates.limits import Interval
from stewardship_desktop.domain.value_framework import MetricDefinition, Scale


@dataclass(frozen=True, kw_only=True)
class Standardised:
    """The rate of the newest period that has all bands; `interval` is None for too few events."""

    interval: Interval | None
    sentence: str


def standardised(records: MetricRecords, definition: MetricDefinition) -> Standardised | None:
    """The standardised rate of a definition cut by age; None unless it is a rate with all 19 bands."""
    if definition.scale is not Scale.RATE:
        return None
    weights = {_plain(name): weight for name, weight in ESP2013}
    by_day: dict[object, dict[str, Observation]] = {}
    for each in records.observations:
        is_meant = each.definition_id == definition.id and each.kind is ValueKind.ACTUAL
        band = _plain(each.category)
        if is_meant and each.cut is Cut.AGE and band in weights and _is_counted(each):
            by_day.setdefault(each.on, {})[band] = each
    whole = [found for found in by_day.values() if len(found) == len(weights)]
    if not whole:
        return None
    newest = max(whole, key=lambda found: next(iter(found.values())).on)
    bands = [
        AgeBand(stdpop=weights[name], x=int(each.numerator or 0), n=float(each.denominator or 0))
        for name, each in newest.items()
    ]
    found = dsr(bands, per=definition.per)
    period = as_at_words(records, next(iter(newest.values())))
    said = f"Standardised for age (European Standard Population 2013), {period}: "
    if found is None:
        said += f"not given, there are fewer than {LEAST_EVENTS} events."
    else:
        low, high = (shown(definition, exact(value), with_unit=False) for value in (found.lower, found.upper))
        said += f"{shown(definition, exact(found.value))}, 95% interval {low} to {high}."
    return Standardised(interval=found, sentence=said)


def _is_counted(each: Observation) -> bool:
    return (
        each.numerator is not None
        and each.numerator == each.numerator.to_integral_value()
        and each.denominator is not None
    )


def _plain(name: str) -> str:
    """ "85 - 89 years", "85\N{EN DASH}89" and "85 to 89" as "85-89", "90+" as "90-"."""
    numbers = re.findall(r"\d+", name)
    return "-".join(numbers) if len(numbers) == 2 else f"{numbers[0]}-" if len(numbers) == 1 else name
