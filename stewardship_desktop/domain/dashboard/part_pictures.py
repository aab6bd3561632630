"""The parts of a metric side by side: a chart each on one axis of values, and the newest period's intervals.

Counts go into intervals as the small-number policy rounds them; a part that it hides is listed without its
value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from stewardship_desktop.domain.chart.areas import Benchmark, IntervalRow, IntervalsSpec, Standing
from stewardship_desktop.domain.chart.number import Number, exact
from stewardship_desktop.domain.chart.spec import ChartSpec, Kind
from stewardship_desktop.domain.dashboard.benchmarking import intervals_of
from stewardship_desktop.domain.dashboard.figures import number_format, shown
from stewardship_desktop.domain.dashboard.meeting import first_sentence
from stewardship_desktop.domain.dashboard.pictures import HIDDEN_WORDS, metric_chart
from stewardship_desktop.domain.dashboard.reading import MetricReading, as_at_words, read_metric
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.small_numbers import inexact_words
from stewardship_desktop.domain.dashboard.views import MetricView
from stewardship_desktop.domain.observation import Cut
from stewardship_desktop.domain.rates.comparison import compare
from stewardship_desktop.domain.spc.words import what_the_limits_are

_DEPRIVATION = ("most", "second most", "middle", "second least", "least")


def parts_in_order(records: MetricRecords, view: MetricView) -> tuple[str, ...]:
    """The parts of a cut: fifths from the most deprived, ages by their numbers, all others by name."""

    def place(category: str) -> tuple[int, int, str]:
        plain = category.casefold()
        if view.cut is Cut.DEPRIVATION:
            words = plain.replace("deprived", "").replace("fifth", "").strip()
            if words in _DEPRIVATION:
                return _DEPRIVATION.index(words), 0, ""
        number = re.search(r"\d+", plain)
        age = 10_000 if number is None else int(number[0]) * 2 - plain.startswith(("under", "<"))
        return len(_DEPRIVATION), age, plain

    return tuple(sorted(records.parts_of(view.definition, view.cut), key=place))


def part_readings(records: MetricRecords, view: MetricView, today: date) -> tuple[MetricReading, ...]:
    """A reading of every part of a cut that has values, in their order."""
    return tuple(
        read_metric(records, today, definition=view.definition, cut=view.cut, category=category)
        for category in parts_in_order(records, view)
    )


def part_charts(readings: Sequence[MetricReading]) -> tuple[tuple[str, ChartSpec], ...]:
    """A chart each by its part, titled by the part and what it found, all on one axis of values."""
    specs = [metric_chart(each) for each in readings]
    held = [
        float(value)
        for spec in specs
        if spec.kind is Kind.LINE
        for values in (
            *(one.values for one in spec.series),
            *([spec.drawn(each)] for one in spec.limits for each in one.values if each is not None),
        )
        for value in values
        if value is not None
    ]
    span: tuple[Number, ...] = (exact(min(held)), exact(max(held))) if held else ()
    return tuple(
        (
            each.category,
            replace(
                spec,
                title=_title(each),
                subtitle=f"{each.latest_text}, {each.as_at_text}" if each.as_at_text else each.latest_text,
                foot="",
                value_span=span if spec.kind is Kind.LINE else (),
            ),
        )
        for each, spec in zip(readings, specs, strict=True)
    )


def _title(reading: MetricReading) -> str:
    said = reading.variation_words or first_sentence(reading.sentence)
    return f"{capital(reading.category)}. {said}"


def rules_of(readings: Sequence[MetricReading]) -> str:
    """What the limits of the small charts are and by which rules they are read; blank for charts without."""
    found = dict.fromkeys(
        what_the_limits_are(each.analysis)
        for each in readings
        if each.analysis is not None and not each.hidden_stretches
    )
    return "; ".join(found)


def capital(text: str) -> str:
    """With a capital letter first."""
    return f"{text[:1].upper()}{text[1:]}"


def newest_period(readings: Sequence[MetricReading]) -> date | None:
    """The newest day for which any part has a value."""
    days = [each.latest.on for each in readings if each.latest is not None]
    return max(days) if days else None


def parts_picture(whole: MetricReading, readings: Sequence[MetricReading]) -> IntervalsSpec | None:
    """The parts in their newest period with 95% and 99.8% intervals beside the whole's value.

    None without a value that can be shown, and for grades, which have no intervals.
    """
    day = newest_period(readings)
    if day is None or whole.definition.levels:
        return None
    at_whole = {each.on: one.value for each, one in zip(whole.points, whole.shown, strict=True)}.get(day)
    rows = [_row(each, day, None if at_whole is None else float(at_whole)) for each in readings]
    if all(row.value is None for row in rows):
        return None
    metric = whole.records.metric
    latest = next(each for reading in readings for each in reading.points if each.on == day)
    period = as_at_words(whole.records, latest)
    title = _gap(whole, rows)
    sources = dict.fromkeys(
        point.source for each in readings for point in each.points if point.on == day and point.source
    )
    return IntervalsSpec(
        title=title,
        subtitle=f"{metric.name} by {readings[0].cut.value}, {period}, with 95% and 99.8% intervals",
        foot=f"Source: {'; '.join(sources) or 'not noted'}.",
        alternative_text=f"{title}. {len(rows)} parts of {metric.name} in {period}.",
        rows=tuple(rows),
        value_name=metric.name,
        number=number_format(whole.definition),
        benchmark=None if at_whole is None else Benchmark(name="Whole", value=at_whole, as_at=period),
        illustrative=any(each.illustrative for each in readings),
    )


def _row(reading: MetricReading, day: date, whole: float | None) -> IntervalRow:
    at = next((at for at, each in enumerate(reading.points) if each.on == day), None)
    name = capital(reading.category)
    if at is None or reading.points[at].is_gap:
        return IntervalRow(key=reading.category, name=name, value=None, note="no value for this period")
    each, seen = reading.points[at], reading.shown[at]
    if seen.hidden or seen.value is None:
        return IntervalRow(key=reading.category, name=name, value=None, note=HIDDEN_WORDS)
    metric = reading.records.metric
    at_95, at_998, why_none = intervals_of(
        reading.definition, float(seen.value), each.numerator, each.denominator, metric.small_numbers
    )
    found = compare(at_95, at_998, whole, metric.direction, reason=why_none)
    inexact = inexact_words(each, seen)
    return IntervalRow(
        key=reading.category,
        name=name,
        value=seen.value,
        at_95=None if at_95 is None else (at_95.lower, at_95.upper),
        at_998=None if at_998 is None else (at_998.lower, at_998.upper),
        standing=Standing(found.band.value),
        note="; ".join(each for each in (inexact, why_none) if each),
    )


def _gap(whole: MetricReading, rows: Sequence[IntervalRow]) -> str:
    """The finding: the highest and the lowest part."""
    known = [row for row in rows if row.value is not None]
    if len(known) < 2:
        return "Too few parts have a value that can be shown to compare them"
    high = max(known, key=lambda row: float(row.value or 0))
    low = min(known, key=lambda row: float(row.value or 0))
    if high.value == low.value:
        return f"All parts shown have {shown(whole.definition, high.value)}"
    return (
        f"Highest: {high.name[:1].lower()}{high.name[1:]}, {shown(whole.definition, high.value)};"
        f" lowest: {low.name[:1].lower()}{low.name[1:]}, {shown(whole.definition, low.value)}"
    )
