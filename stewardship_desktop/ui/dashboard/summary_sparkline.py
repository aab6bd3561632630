"""The small line of a metric: its values as they may be shown, with the limits of each stretch."""

from __future__ import annotations

from stewardship_desktop.domain.chart.number import Number
from stewardship_desktop.domain.chart.spec import Mark, Shape
from stewardship_desktop.domain.dashboard.pictures import bounds_of
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.spc.outcome import PointType
from stewardship_desktop.domain.value_framework import Scale
from stewardship_desktop.ui.charts.sparkline import Sparkline, Stretch

MOST_POINTS = 60
"""A line of more points than this would be a smudge in a cell: the newest are drawn."""

_MARKS = {
    PointType.COMMON: Mark(shape=Shape.DOT, colour="common"),
    PointType.IMPROVEMENT: Mark(shape=Shape.CIRCLE_UP, colour="improve"),
    PointType.CONCERN: Mark(shape=Shape.DIAMOND, colour="concern"),
    PointType.NEUTRAL_HIGH: Mark(shape=Shape.SQUARE, colour="neutral"),
    PointType.NEUTRAL_LOW: Mark(shape=Shape.SQUARE, colour="neutral"),
}


def sparkline_of(reading: MetricReading) -> Sparkline | None:
    """The line of a reading; None where no value can be drawn. Grades are drawn by their place."""
    values = _values(reading)
    before = max(0, len(values) - MOST_POINTS)
    values = values[before:]
    if all(value is None for value in values):
        return None
    if len(values) == 1:
        values = (None, *values)  # at the right, where the newest value of every other row stands
    variation = reading.variation
    graded = reading.definition.scale is Scale.ORDINAL
    return Sparkline(
        values=values,
        stretches=_stretches(reading, before),
        target=None if reading.target is None else reading.target.value,
        last=_MARKS[PointType.COMMON if variation is None else variation.point_type],
        bounds=(None, None) if graded else bounds_of(reading),
    )


def _stretches(reading: MetricReading, before: int) -> tuple[Stretch, ...]:
    """The limits of the stretches that reach into the points drawn, counted from the first of these.

    None where those of one stretch would give a hidden value away.
    """
    if reading.analysis is None or reading.hidden_stretches:
        return ()
    made: list[Stretch] = []
    for each in reading.analysis.segments:
        if each.lower is None or each.upper is None:
            continue
        start = max(0, each.first - before)
        if made and made[-1].start == start:
            made.pop()
        made.append(Stretch(start=start, low=each.lower, high=each.upper))
    return tuple(made)


def _values(reading: MetricReading) -> tuple[Number | None, ...]:
    if reading.definition.scale is not Scale.ORDINAL:
        return tuple(each.value for each in reading.shown)
    levels = {level: place for place, level in enumerate(reading.definition.levels)}
    return tuple(levels.get(each.level) for each in reading.points)
