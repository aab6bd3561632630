"""How a metric stands beside its comparators: the latest value with its interval against a named, dated one.

Counts go in as they are shown: an interval of exact ones would undo what a small-number policy rounds.
Hiding small numbers comes after (`small_numbers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stewardship_desktop.domain.chart.number import exact
from stewardship_desktop.domain.dashboard.figures import shown, worked_out
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.small_numbers import rounded
from stewardship_desktop.domain.observation import Comparator, ComparatorRole, Observation
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.rates.comparison import Band, Comparison, compare, comparison_sentence
from stewardship_desktop.domain.rates.comparison import Comparator as Against
from stewardship_desktop.domain.rates.limits import Interval, Level, rate, ratio, wilson
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.value_framework import MetricDefinition, Scale

NO_COUNTS = "no numerator and denominator"
OTHER_COUNTS = "its counts make another value"


@dataclass(frozen=True, kw_only=True)
class BenchmarkReading:
    """The comparison of one value with one benchmark: `value` and both intervals in the definition's unit."""

    benchmark: Comparator
    observation: Observation
    comparison: Comparison
    at_95: Interval | None
    at_998: Interval | None
    sentence: str

    @property
    def band(self) -> Band:
        """Better, similar, worse, or what there is of it."""
        return self.comparison.band


def interval_of(
    definition: MetricDefinition,
    numerator: Decimal | None,
    denominator: Decimal | None,
    level: Level,
    policy: Policy = Policy.NONE,
) -> Interval | None:
    """The interval of counts by the definition's scale, in its unit; None where they make none.

    Counts are rounded where the policy rounds them.
    """
    if numerator is None or denominator is None:
        return None
    x = float(rounded(policy, numerator) or 0)
    n = float((denominator if definition.scale is Scale.RATIO else rounded(policy, denominator)) or 0)
    if definition.scale is Scale.PROPORTION and x <= n:
        found = wilson(x, n, level)
        return found.times(100)
    if not x.is_integer():
        return None
    if definition.scale is Scale.RATE:
        return rate(int(x), n, level, definition.per)
    if definition.scale is Scale.RATIO:
        return ratio(int(x), n, level, definition.per)
    return None


def intervals_of(
    definition: MetricDefinition,
    value: float,
    numerator: Decimal | None,
    denominator: Decimal | None,
    policy: Policy = Policy.NONE,
) -> tuple[Interval | None, Interval | None, str]:
    """The 95% and the 99.8% interval round a value, or why there are none.

    A value as printed may lie outside the interval of the counts given with it: that says nothing of it.
    """
    at_95 = interval_of(definition, numerator, denominator, Level.P95, policy)
    at_998 = interval_of(definition, numerator, denominator, Level.P998, policy)
    if at_95 is None:
        return None, None, NO_COUNTS
    if not at_95.lower <= value <= at_95.upper:
        return None, None, OTHER_COUNTS
    return at_95, at_998, ""


def comparator_value(definition: MetricDefinition, each: Comparator) -> float | None:
    """A comparator's value in the definition's unit: as printed, else worked out from its counts."""
    value = each.value
    if value is None:
        value = worked_out(definition, each.numerator, each.denominator)
    return None if value is None else float(value)


def benchmark_of(records: MetricRecords, definition: MetricDefinition, day: date) -> Comparator | None:
    """The benchmark that a value of this day is held against: the newest up to it, else the first."""
    found = [
        each
        for each in records.comparators
        if each.definition_id == definition.id and each.role is ComparatorRole.BENCHMARK
    ]
    earlier = [each for each in found if each.on <= day]
    return earlier[-1] if earlier else (found[0] if found else None)


def period_of(each: Comparator) -> str:
    """A comparator's period in words."""
    return each.period or date_words(each.on)


def read_benchmark(
    records: MetricRecords, definition: MetricDefinition, latest: Observation | None
) -> BenchmarkReading | None:
    """The latest value against its benchmark; None where there is no value or nothing to compare it with."""
    benchmark = None if latest is None else benchmark_of(records, definition, latest.on)
    if latest is None or benchmark is None:
        return None
    at_95, at_998, why = intervals_of(
        definition,
        float(latest.value or 0),
        latest.numerator,
        latest.denominator,
        records.metric.small_numbers,
    )
    value = comparator_value(definition, benchmark)
    comparison = compare(at_95, at_998, value, records.metric.direction, reason=why)

    def show(number: float) -> str:
        return shown(definition, exact(number))

    against = Against(name=benchmark.name, period=period_of(benchmark), value=value or 0.0)
    return BenchmarkReading(
        benchmark=benchmark,
        observation=latest,
        comparison=comparison,
        at_95=at_95,
        at_998=at_998,
        sentence=comparison_sentence(comparison, at_95, against, show),
    )
