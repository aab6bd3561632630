"""The charts of a metric, drawn from its reading and nothing else.

Values that a small-number policy hides are gaps here; limits are worked out from all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from stewardship_desktop.domain.chart.number import Number, NumberFormat, exact
from stewardship_desktop.domain.chart.spec import (
    ChartSpec,
    Dash,
    DateStyle,
    Event,
    Kind,
    Limit,
    Mark,
    PointNote,
    Series,
    Shape,
)
from stewardship_desktop.domain.dashboard.figures import number_format, unit_words, value_bounds
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.small_numbers import shown_values
from stewardship_desktop.domain.observation import ChartMark, MarkKind, Observation
from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.spc.engine import Analysis
from stewardship_desktop.domain.spc.outcome import PointType
from stewardship_desktop.domain.spc.words import rule_words, what_the_limits_are
from stewardship_desktop.domain.value_framework import Frequency, Scale

HIDDEN_WORDS = "hidden: a small number"
LINES_HIDDEN = "Mean and limits are not shown where they would give a small number away."

_MARKS = {
    PointType.COMMON: (Shape.DOT, "common", "no real change"),
    PointType.IMPROVEMENT: (Shape.CIRCLE_UP, "improve", "improvement"),
    PointType.CONCERN: (Shape.DIAMOND, "concern", "concern"),
    PointType.NEUTRAL_HIGH: (Shape.SQUARE, "neutral", "higher than usual"),
    PointType.NEUTRAL_LOW: (Shape.SQUARE, "neutral", "lower than usual"),
}
MEANINGS = {kind: words for kind, (_, _, words) in _MARKS.items()}
"""What a point of each type means, as its mark and the table beside it say."""

_DATE_STYLES = {
    Frequency.WEEKLY: DateStyle.DAY,
    Frequency.NONE: DateStyle.DAY,
    Frequency.YEARLY: DateStyle.YEAR,
}


def metric_chart(reading: MetricReading) -> ChartSpec:
    """The metric over time: an XmR chart, or grades as grades. Its title is the finding."""
    keys = tuple(sorted({each.on for each in (*reading.points, *reading.forecasts)}))
    return _grades(reading, keys) if reading.definition.scale is Scale.ORDINAL else _values(reading, keys)


def _values(reading: MetricReading, keys: tuple[date, ...]) -> ChartSpec:
    number = number_format(reading.definition)
    actual = {each.on: one.value for each, one in zip(reading.points, reading.shown, strict=True)}
    place = {} if reading.analysis is None else {day: at for at, day in enumerate(reading.analysis.dates)}
    series = [
        Series(
            name=reading.records.metric.name,
            values=tuple(actual.get(key) for key in keys),
            colour="common",
            marks=tuple(_mark(reading, place.get(key), actual.get(key)) for key in keys),
            qualifiers=_qualifiers(reading.points, keys),
        )
    ]
    forecast = _forecast(reading, keys)
    if forecast is not None:
        series.append(forecast)
    return ChartSpec(
        kind=Kind.LINE,
        series=tuple(series),
        number=number,
        limits=_limits(reading, keys, number),
        from_zero=number.is_money,
        value_bounds=bounds_of(reading),
        **_round_the_values(reading, keys),
    )


def _round_the_values(reading: MetricReading, keys: tuple[date, ...]) -> dict[str, Any]:
    """What numbers and grades over time have alike: words, keys, target, events and notes."""
    return {
        "title": reading.sentence,
        "subtitle": _subtitle(reading),
        "foot": _foot(reading),
        "alternative_text": _alternative(reading),
        "key_heading": "Period",
        "keys": keys,
        "date_style": _date_style(reading, keys),
        "target": _target(reading, keys),
        "events": _events(reading, keys),
        "notes": _notes(reading, keys),
        "illustrative": reading.illustrative,
        "empty_text": reading.sentence,
    }


def _date_style(reading: MetricReading, keys: Sequence[date]) -> DateStyle:
    """Without a rhythm values that all hold from the first of a month are of months, not of days."""
    frequency = reading.records.metric.frequency
    if frequency is Frequency.NONE and all(key.day == 1 for key in keys):
        return DateStyle.MONTH
    return _DATE_STYLES.get(frequency, DateStyle.MONTH)


def _mark(reading: MetricReading, place: int | None, value: Decimal | None) -> Mark | None:
    if value is None or place is None or reading.analysis is None:
        return None
    shape, colour, words = _MARKS[reading.analysis.point_type[place]]
    rules = [rule_words(rule, reading.analysis.options.profile) for rule in reading.analysis.rules_at(place)]
    return Mark(shape=shape, colour=colour, note=f"{words}: {'; '.join(rules)}" if rules else words)


def _limits(reading: MetricReading, keys: Sequence[date], number: NumberFormat) -> tuple[Limit, ...]:
    """Mean and limits over the actual values' stretches; forecasts have none.

    A stretch with a hidden value has none either: it could be worked out from the mean and the others.
    """
    analysis = reading.analysis
    if analysis is None or all(
        segment.upper is None or at in reading.hidden_stretches
        for at, segment in enumerate(analysis.segments)
    ):
        return ()
    place = {day: at for at, day in enumerate(analysis.dates)}
    trial = tuple(at for at, segment in enumerate(analysis.segments) if segment.trial)

    def line(name: str, column: Sequence[float | None], dash: Dash, colour: str) -> Limit:
        values = tuple(
            None
            if (at := place.get(key)) is None or analysis.segment[at] in reading.hidden_stretches
            else drawn(column[at], number)
            for key in keys
        )
        return Limit(
            name=name, values=values, dash=dash, colour=colour, breaks=_breaks(analysis, keys), trial=trial
        )

    return (
        line("Upper limit", analysis.upper, Dash.DASHED, "common"),
        line("Mean", analysis.mean, Dash.SOLID, "text"),
        line("Lower limit", analysis.lower, Dash.DASHED, "common"),
    )


def _breaks(analysis: Analysis, keys: Sequence[date]) -> tuple[int, ...]:
    starts = [segment.start for segment in analysis.segments[1:]]
    return tuple(keys.index(start) for start in starts)


def drawn(value: float | None, number: NumberFormat) -> Number | None:
    """A worked-out number as a chart takes it: money as pounds and pence, never a float."""
    if value is None or not number.is_money:
        return value
    return exact(value).quantize(Decimal("0.01"))


def _target(reading: MetricReading, keys: Sequence[date]) -> Limit | None:
    """The targets as they held at each period, as steps."""
    held = [reading.records.target_at(reading.definition, key) for key in keys]
    values: list[Number | None]
    if reading.definition.scale is Scale.ORDINAL:
        levels = reading.definition.levels
        values = [
            None if each is None or each.level not in levels else levels.index(each.level) for each in held
        ]
    else:
        values = [None if each is None else each.value for each in held]
    if all(value is None for value in values):
        return None
    return Limit(name="Target", values=tuple(values), colour="bad", dash=Dash.DASHED)


def _forecast(reading: MetricReading, keys: Sequence[date]) -> Series | None:
    if not reading.forecasts:
        return None
    levels = reading.definition.levels
    shown = shown_values(reading.records, reading.definition, reading.forecasts)
    known: dict[date, Number | None] = {}
    for each, one in zip(reading.forecasts, shown, strict=True):
        known[each.on] = levels.index(each.level) if each.level in levels else one.value
    return Series(
        name="Forecast", values=tuple(known.get(key) for key in keys), colour="neutral", forecast=True,
        qualifiers=_qualifiers(reading.forecasts, keys),
    )  # fmt: skip


def _qualifiers(points: Sequence[Observation], keys: Sequence[date]) -> tuple[str, ...]:
    """ "about", "over" or "under" of each value; none at all where every value is exact."""
    inexact = {each.on: each.qualifier.value for each in points if each.qualifier.value}
    return tuple(inexact.get(key, "") for key in keys) if inexact else ()


def _grades(reading: MetricReading, keys: tuple[date, ...]) -> ChartSpec:
    levels = reading.definition.levels
    actual = {each.on: levels.index(each.level) for each in reading.points if each.level in levels}
    series = [Series(name=reading.records.metric.name, values=tuple(actual.get(key) for key in keys))]
    forecast = _forecast(reading, keys)
    if forecast is not None:
        series.append(forecast)
    return ChartSpec(
        kind=Kind.LEVELS, series=tuple(series), levels=levels, **_round_the_values(reading, keys)
    )


def _events(reading: MetricReading, keys: Sequence[date]) -> tuple[Event, ...]:
    if not keys:
        return ()
    lines = [
        Event(at=each.on, text=each.text)
        for each in reading.records.marks
        if each.kind is not MarkKind.NOTE and keys[0] <= each.on <= keys[-1]
    ]
    lines += [
        Event(at=each.on, text=f"New limits: {each.reason}", rebase=True)
        for each in reading.records.rebases
        if each.definition_id == reading.definition.id and keys[0] <= each.on <= keys[-1]
    ]
    return tuple(sorted(lines, key=lambda each: str(each.at)))


def _notes(reading: MetricReading, keys: Sequence[date]) -> tuple[PointNote, ...]:
    """What people noted on points: marks of the kind note, and the notes of values."""
    own = [each for each in reading.points if each.note.strip() and not each.is_gap]
    found = [PointNote(at=each.on, text=each.note) for each in own]
    found += [PointNote(at=each.on, text=each.text) for each in _point_marks(reading) if each.on in keys]
    return tuple(sorted(found, key=lambda each: str(each.at)))


def _point_marks(reading: MetricReading) -> list[ChartMark]:
    return [
        each
        for each in reading.records.marks
        if each.kind is MarkKind.NOTE and each.metric_id == reading.records.metric.id
    ]


def bounds_of(reading: MetricReading) -> tuple[Number | None, Number | None]:
    """The least and the greatest value that can be."""
    return value_bounds(reading.definition, (each.value for each in reading.points))


def _subtitle(reading: MetricReading) -> str:
    part = f", {reading.category}" if reading.category else ""
    unit = {Scale.PROPORTION: "per cent", Scale.MONEY: "pounds", Scale.ORDINAL: "grade"}.get(
        reading.definition.scale, unit_words(reading.definition)
    )
    said = f"{reading.records.metric.name}{part}{f', {unit}' if unit else ''}"
    if not reading.points:
        return said
    first, last = reading.points[0], reading.points[-1]
    begins, ends = _period(reading, first), _period(reading, last)
    return f"{said}, {begins}" if begins == ends else f"{said}, {begins} to {ends}"


def _period(reading: MetricReading, each: Observation) -> str:
    return each.period or period_words(reading.records.metric.frequency, each.on)


def _foot(reading: MetricReading) -> str:
    source = (reading.latest.source if reading.latest else "") or reading.records.metric.source
    said = f"Source: {source or 'not noted'}."
    if reading.as_at_text:
        said += f" Latest value: {reading.as_at_text}."
    if reading.analysis is not None:
        said += f" {what_the_limits_are(reading.analysis)}."
    if reading.hidden_stretches:
        said += f" {LINES_HIDDEN}"
    return said


def _alternative(reading: MetricReading) -> str:
    """What the picture shows in words: the finding, the latest value, limits and target."""
    said = [f"{reading.records.metric.name}: {reading.sentence}"]
    if reading.latest is not None:
        said.append(f"Latest value {reading.latest_text}, {reading.as_at_text}.")
    if reading.target_text:
        said.append(f"Target {reading.target_text}.")
    return " ".join(said)
