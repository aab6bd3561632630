"""Where the figures of a chart lie on its own axes, before any pixel is known.

Holds positions of keys, extents of values and the list of points that can be read one by one. Both
renderers, the keyboard and the tests walk this one list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from stewardship_desktop.domain.chart.reading import mark_of, share_of
from stewardship_desktop.domain.chart.scale import LEAST_SPAN, nice_range
from stewardship_desktop.domain.chart.spec import OVER_TIME, ChartSpec, Event, Key, Kind, Mark, Shape

HORIZONTAL = frozenset({Kind.BARS, Kind.STACK, Kind.SHARE, Kind.ORDINAL})
GROUP = 0.72  # of a row or column's slot that its bars take
_SHAPES = (Shape.DOT, Shape.SQUARE, Shape.DIAMOND, Shape.CIRCLE_UP)


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: its place among the series and keys, and where it lies.

    `key` is the centre on the key axis, `half` half its thickness there; `start` and `end` the
    values it runs between (equal for a point of a line). A gap has `end` None.
    """

    series: int
    index: int
    key: float
    half: float
    start: float
    end: float | None


def position(spec: ChartSpec, key: Key) -> float:
    """Days since the first date, or the place in the row of keys."""
    if isinstance(key, date):
        first = spec.keys[0]
        return float((key - first).days) if isinstance(first, date) else 0.0
    return float(spec.keys.index(key))


def positions(spec: ChartSpec) -> tuple[float, ...]:
    if spec.has_dates and spec.kind in OVER_TIME:
        return tuple(position(spec, key) for key in spec.keys)
    return tuple(float(index) for index in range(len(spec.keys)))


def key_range(spec: ChartSpec) -> tuple[float, float]:
    """The keys' range with half a step of air at both ends."""
    places = positions(spec)
    if not places:
        return 0.0, 1.0
    if spec.kind in OVER_TIME:
        steps = [later - earlier for earlier, later in pairwise(places)]
        air = min(steps, default=1.0) / 2
        air = min(max(air, (places[-1] - places[0]) * 0.02), max((places[-1] - places[0]) * 0.05, 0.5))
        return places[0] - air, places[-1] + air
    return -0.5, len(places) - 0.5


def points(spec: ChartSpec) -> tuple[Point, ...]:
    """Every figure, series by series, in the order of the keys."""
    found: list[Point] = []
    places = positions(spec)
    count = len(spec.series)
    filled = [0.0] * len(places)
    for number, one in enumerate(spec.series):
        for index, value in enumerate(one.values):
            key, half, start = places[index], 0.0, 0.0
            end = None if value is None else float(value)
            if spec.kind in {Kind.BARS, Kind.COLUMNS, Kind.ORDINAL}:
                half = GROUP / count / 2
                if spec.kind is not Kind.ORDINAL or _meets_another(spec, index):
                    key += -GROUP / 2 + (2 * number + 1) * half
            elif spec.kind in {Kind.STACK, Kind.SHARE}:
                half, start = GROUP / 2, filled[index]
                part = share_of(spec, number, index) if spec.kind is Kind.SHARE else end
                end = None if part is None else min(start + part, 100.0 if spec.kind is Kind.SHARE else 1e18)
                filled[index] = start if end is None else end
            if spec.kind in {Kind.LINE, Kind.LEVELS, Kind.ORDINAL} and end is not None:
                start = end
            found.append(Point(number, index, key, half, start, end))
    return tuple(found)


def _meets_another(spec: ChartSpec, index: int) -> bool:
    """Whether two series stand on the same level of a row, so that each needs its own lane."""
    levels = [one.values[index] for one in spec.series if one.values[index] is not None]
    return len(set(levels)) < len(levels)


def value_range(spec: ChartSpec, count: int = 5) -> tuple[float, float]:
    """Round ends that hold every value, limit, target and band, and zero where the rule asks it."""
    if spec.kind is Kind.SHARE:
        return 0.0, 100.0
    if spec.has_levels:
        return -0.5, len(spec.levels) - 0.5
    held = [end for point in points(spec) if (end := point.end) is not None]
    held.extend(
        float(spec.drawn(value)) for limit in spec.all_limits for value in limit.values if value is not None
    )
    held.extend(float(value) for value in spec.value_span)
    held.extend(float(edge) for band in spec.bands for edge in (band.low, band.high))
    if spec.from_zero:
        held.append(0.0)
    low, high = min(held, default=0.0), max(held, default=1.0)
    if spec.kind in HORIZONTAL and high - low > LEAST_SPAN:
        return low, high  # values stand at the bars' ends: air beyond them would only shorten the bars
    nice = nice_range(low, high, count)
    # Round ends must not promise what cannot be: 120% of patients.
    return max(nice[0], min(low, float(spec.drawn(nice[0])))), min(
        nice[1], max(high, float(spec.drawn(nice[1])))
    )


def step_edges(spec: ChartSpec, low: float, high: float) -> tuple[float, ...]:
    """Where the steps of limits and levels meet: midway between keys, and at the ends of the keys' range."""
    places = positions(spec)
    if spec.kind not in OVER_TIME:
        low, high = -0.5, places[-1] + 0.5
    return low, *((one + two) / 2 for one, two in pairwise(places)), max(places[-1] + 0.5, high)


def event_position(spec: ChartSpec, event: Event) -> float:
    """Where an event's line stands: on its date, or where the new stretch starts that it brought."""
    place = position(spec, event.at)
    if not event.rebase:
        return place
    places = positions(spec)
    index = next((index for index, one in enumerate(places) if one >= place), 0)
    return (places[index - 1] + places[index]) / 2 if index else place


def mark_for(spec: ChartSpec, series: int, index: int) -> Mark:
    """The point's own mark, or the series' colour with a shape that tells the series apart."""
    one = spec.series[series]
    given = mark_of(one, index)
    return given or Mark(shape=_SHAPES[series % len(_SHAPES)], colour=colour_for(spec, series, index))


def colour_for(spec: ChartSpec, series: int, index: int) -> str:
    one = spec.series[series]
    return one.point_colours[index] if one.point_colours else one.colour
