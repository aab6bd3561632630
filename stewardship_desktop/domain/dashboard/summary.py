"""The summary of a dashboard as plain words: groups, the line above them, each cell, the whole as a table.

Everything comes from `MetricReading`, so that screen, clipboard and export agree with the chart. It
decides no colour and knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.chart.icons import IconKind
from stewardship_desktop.domain.dashboard.figures import shown
from stewardship_desktop.domain.dashboard.freshness import FreshnessState
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.due import days_words
from stewardship_desktop.domain.record import first_line
from stewardship_desktop.domain.rhythm import period_words, short_period
from stewardship_desktop.domain.spc.outcome import Assurance, PointType, Variation
from stewardship_desktop.domain.spc.words import what_the_limits_are
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, Scale

_DUE = (FreshnessState.OVERDUE, FreshnessState.NEVER, FreshnessState.DUE_SOON)


class Part(StrEnum):
    """The columns of the summary, by their titles."""

    METRIC = "Metric"
    TREND = "Trend"
    LATEST = "Latest value"
    TARGET = "Target"
    VARIATION = "Variation"
    ASSURANCE = "Assurance"
    BENCHMARK = "Benchmark"
    FRESHNESS = "Freshness"


@dataclass(frozen=True, kw_only=True)
class SummaryGroup:
    """The metrics of one column of value. Empty ones are shown too."""

    column: ValueColumn
    readings: tuple[MetricReading, ...]


def in_order(readings: Iterable[MetricReading]) -> list[MetricReading]:
    """Priority metrics before the watch list, and within each what is of most concern first."""
    return sorted(readings, key=lambda each: (not each.records.metric.priority, each.concern))


def groups(readings: Sequence[MetricReading], *, priority_only: bool = False) -> tuple[SummaryGroup, ...]:
    """The three columns of value in their order, each with its metrics in theirs."""
    return tuple(
        SummaryGroup(
            column=column,
            readings=tuple(
                in_order(
                    each
                    for each in readings
                    if each.records.outcome.column is column
                    and (each.records.metric.priority or not priority_only)
                )
            ),
        )
        for column in ValueColumn
    )


def values_due(readings: Iterable[MetricReading]) -> tuple[MetricReading, ...]:
    """The metrics whose next value is due or overdue; priority ones first, then the longest overdue.

    A metric without any value whose data are asked for is left out: the request is what waits there.
    """
    found = [
        each
        for each in readings
        if each.freshness.state in _DUE and each.freshness.start is not None and not each.awaiting
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.freshness.state is FreshnessState.DUE_SOON,
                not each.records.metric.priority,
                each.freshness.due_on or date.max,
                each.records.metric.name.casefold(),
            ),
        )
    )


def due_words(reading: MetricReading, today: date) -> tuple[str, str]:
    """(which value, how late): "January 2023", "12 days overdue"."""
    start = reading.freshness.start
    if start is None:
        return "", ""
    period = period_words(reading.records.metric.frequency, start)
    if reading.freshness.state is FreshnessState.NEVER:
        return period, "no values yet"
    due = reading.freshness.due_on
    return period, "" if due is None else days_words(due, today)


def summary_line(readings: Sequence[MetricReading]) -> str:
    """ "1 concern, 4 steady, 2 without enough values (1 misses its target); 3 values are due." """
    if not readings:
        return "No metrics yet."
    due = len(values_due(readings))
    value = "1 value is due" if due == 1 else f"{due or 'no'} values are due"
    return f"{counts_line(readings)}; {value}."


def counts_line(readings: Iterable[MetricReading]) -> str:
    """ "1 concern, 4 steady, 2 without enough values (1 misses its target)"; blank for no metrics.

    Where a chart has limits it says itself whether the target will be met, and one value that misses it
    is no news; of a figure alone it is all that can be said.
    """
    counts: dict[str, int] = {}
    missed: dict[str, int] = {}
    for each in readings:
        kind = _kind(each)
        counts[kind] = counts.get(kind, 0) + 1
        missed[kind] = missed.get(kind, 0) + (each.meets_target is False)
    return ", ".join(
        f"{counts[kind]} {_said(kind, counts[kind])}{_missed_words(kind, missed[kind])}"
        for kind in _KINDS
        if kind in counts
    )


def _missed_words(kind: str, missed: int) -> str:
    if not missed or kind not in (_GRADED, _FEW):
        return ""
    return " (1 misses its target)" if missed == 1 else f" ({missed} miss their target)"


_CONCERN, _BETTER, _CHANGED, _STEADY = "concern", "better", "changed", "steady"
_GRADED, _FEW = "graded", "without enough values"
_KINDS = (_CONCERN, _BETTER, _CHANGED, _STEADY, _GRADED, _FEW)


def _said(kind: str, count: int) -> str:
    return f"{kind}s" if kind == _CONCERN and count > 1 else kind


def _kind(reading: MetricReading) -> str:
    if reading.is_concern:
        return _CONCERN
    if reading.variation is None:
        return _GRADED if reading.latest is not None and reading.latest.level else _FEW
    return {
        PointType.COMMON: _STEADY,
        PointType.IMPROVEMENT: _BETTER,
        PointType.CONCERN: _CONCERN,
        PointType.NEUTRAL_HIGH: _CHANGED,
        PointType.NEUTRAL_LOW: _CHANGED,
    }[reading.variation.point_type]


def cell(reading: MetricReading, part: Part) -> tuple[str, str]:
    """A cell's words: what is said first, and the quiet line below it."""
    return _CELLS[part](reading)


def short_cell(reading: MetricReading, part: Part) -> tuple[str, str]:
    """As `cell`, for columns with no room: the sign says which way, and what is next is left to the tip."""
    if part is Part.VARIATION and reading.variation is not None:
        return _SHORT_VARIATION[reading.variation.point_type], ""
    if part is Part.ASSURANCE and reading.assurance is not None:
        return _SHORT_ASSURANCE[reading.assurance], ""
    said = cell(reading, part)
    return (said[0], "") if part in (Part.FRESHNESS, Part.BENCHMARK) else said


_SHORT_VARIATION = {
    PointType.COMMON: "No real change",
    PointType.IMPROVEMENT: "Better",
    PointType.CONCERN: "Worse",
    PointType.NEUTRAL_HIGH: "Higher",
    PointType.NEUTRAL_LOW: "Lower",
}
_SHORT_ASSURANCE = {
    Assurance.PASS: "Will be met",
    Assurance.FAIL: "Won't be met",
    Assurance.INCONSISTENT: "Sometimes met",
}


def _metric(reading: MetricReading) -> tuple[str, str]:
    metric, definition = reading.records.metric, reading.definition
    counted = (
        first_line(definition.definition) or definition.numerator or reading.records.outcome.display_name
    )
    return metric.name, counted if metric.priority else f"Watch list. {counted}"


def _trend(reading: MetricReading) -> tuple[str, str]:
    count = sum(not each.is_gap for each in reading.points)
    if not count:
        return "no values", ""
    frequency = reading.records.metric.frequency
    first = period_words(frequency, reading.points[0].on)
    return f"{count} {'value' if count == 1 else 'values'} since {first}", ""


def _latest(reading: MetricReading) -> tuple[str, str]:
    latest = reading.latest
    if latest is None:
        return reading.latest_text, reading.awaiting
    period = latest.period or short_period(reading.records.metric.frequency, latest.on)
    if latest.as_at is None:
        return reading.latest_text, period
    return reading.latest_text, f"{period}, as at {short_period(Frequency.NONE, latest.as_at)}"


def _target(reading: MetricReading) -> tuple[str, str]:
    if reading.target is None:
        return "no target", ""
    met = {True: "met", False: "not met", None: ""}[reading.meets_target]
    # The unit stands beside the latest value.
    return shown(reading.definition, reading.target.value, level=reading.target.level, with_unit=False), met


def _variation(reading: MetricReading) -> tuple[str, str]:
    if reading.latest is not None and reading.definition.scale is Scale.ORDINAL:
        return "grades have no limits", ""
    return reading.variation_words, ""


def _assurance(reading: MetricReading) -> tuple[str, str]:
    if reading.assurance_words or reading.latest is None or reading.definition.scale is Scale.ORDINAL:
        return reading.assurance_words, ""
    return "no target" if reading.target is None else "Too few values to tell", ""


def _benchmark(reading: MetricReading) -> tuple[str, str]:
    found = reading.benchmark
    if found is None:
        return "", ""
    period = found.benchmark.period
    named = f"{found.benchmark.name}, {period}" if period else found.benchmark.name
    return _capital(found.band.value), named


def _freshness(reading: MetricReading) -> tuple[str, str]:
    fresh, frequency = reading.freshness, reading.records.metric.frequency
    if fresh.state in (FreshnessState.DUE_SOON, FreshnessState.OVERDUE) and fresh.start is not None:
        late = fresh.words.removeprefix(period_words(frequency, fresh.start)).strip()
        return _capital(late or fresh.state.value), short_period(frequency, fresh.start)
    ahead = "" if fresh.due_on is None else f"next {short_period(Frequency.NONE, fresh.due_on)}"
    return _capital(fresh.state.value), ahead


_CELLS: dict[Part, Callable[[MetricReading], tuple[str, str]]] = {
    Part.METRIC: _metric,
    Part.TREND: _trend,
    Part.LATEST: _latest,
    Part.TARGET: _target,
    Part.VARIATION: _variation,
    Part.ASSURANCE: _assurance,
    Part.BENCHMARK: _benchmark,
    Part.FRESHNESS: _freshness,
}

EXPORT_HEADINGS = (
    "Column", "Outcome", "Metric", "Definition", "List", "Latest value", "Period", "Baseline", "Target",
    "Target met", "Variation", "Assurance", "What the chart says", "Limits", "Benchmark", "Compared with",
    "Freshness", "Source", "Illustrative",
)  # fmt: skip


def export_row(reading: MetricReading) -> tuple[str, ...]:
    """One metric as a row under `EXPORT_HEADINGS`, icons as words, small numbers hidden as on screen."""
    records, latest = reading.records, reading.latest
    met = _target(reading)[1]
    band, against = _benchmark(reading)
    return (
        records.outcome.column.heading,
        records.outcome.display_name,
        records.metric.name,
        reading.definition.definition,
        "priority" if records.metric.priority else "watch list",
        reading.latest_text,
        reading.as_at_text or reading.awaiting,
        reading.baseline_text,
        reading.target_text or "no target",
        met,
        _variation(reading)[0],
        reading.assurance_words,
        reading.sentence,
        "" if reading.analysis is None else what_the_limits_are(reading.analysis),
        band,
        against,
        reading.freshness.words,
        (latest.source if latest is not None else "") or records.metric.source,
        "illustrative" if reading.illustrative else "",
    )


def export_rows(readings: Sequence[MetricReading]) -> list[tuple[str, ...]]:
    """All metrics as rows under `EXPORT_HEADINGS`, in the order of the summary."""
    return [export_row(each) for group in groups(readings) for each in group.readings]


_VARIATION_SIGNS = {
    Variation.COMMON: IconKind.COMMON,
    Variation.IMPROVEMENT_HIGH: IconKind.IMPROVEMENT_HIGH,
    Variation.IMPROVEMENT_LOW: IconKind.IMPROVEMENT_LOW,
    Variation.CONCERN_HIGH: IconKind.CONCERN_HIGH,
    Variation.CONCERN_LOW: IconKind.CONCERN_LOW,
    Variation.NEUTRAL_HIGH: IconKind.NEUTRAL_HIGH,
    Variation.NEUTRAL_LOW: IconKind.NEUTRAL_LOW,
}
_ASSURANCE_SIGNS = {
    Assurance.PASS: IconKind.PASS,
    Assurance.FAIL: IconKind.FAIL,
    Assurance.INCONSISTENT: IconKind.INCONSISTENT,
}


def signs(reading: MetricReading) -> tuple[IconKind | None, IconKind | None]:
    """The signs of a reading, variation and assurance; None where there is nothing to show."""
    variation, assurance = reading.variation, reading.assurance
    return (
        None if variation is None else _VARIATION_SIGNS[variation],
        None if assurance is None else _ASSURANCE_SIGNS[assurance],
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
