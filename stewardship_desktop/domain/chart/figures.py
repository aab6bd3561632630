"""The figures themselves as primitives: bars, parts of a bar, lines, points, bands and limits.

Holds what is drawn inside the frame. Axes, names and margins are the layout's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.plan import (
    Point,
    colour_for,
    mark_for,
    points,
    positions,
    step_edges,
)
from stewardship_desktop.domain.chart.primitives import XY, Frame, Lines, Path, Primitive, Rect, Text
from stewardship_desktop.domain.chart.reading import reading, share_of, value_text
from stewardship_desktop.domain.chart.scale import thin
from stewardship_desktop.domain.chart.shapes import DASHES, mark_shape, patterned
from stewardship_desktop.domain.chart.spec import OVER_TIME, ChartSpec, Dash, Kind, Limit, Pattern
from stewardship_desktop.domain.chart.text import clean

BEYOND = 40.0  # pixels that a zoomed bar may run past the frame before it is cut short
GAP_TEXT = "not available"


def bar_rect(point: Point, frame: Frame, tip: str = "") -> Rect:
    """The point's bar in pixels, cut a little beyond the frame so that zooming stays cheap."""
    assert point.end is not None
    x1, y1 = frame.at(point.key - point.half, point.start)
    x2, y2 = frame.at(point.key + point.half, point.end)
    left, right = (_held(x, frame.left, frame.right) for x in sorted((x1, x2)))
    top, bottom = (_held(y, frame.top, frame.bottom) for y in sorted((y1, y2)))
    return Rect(left, top, max(right - left, 0.75), max(bottom - top, 0.75), "bar", tip=tip)


def _held(value: float, low: float, high: float) -> float:
    return min(max(value, low - BEYOND), high + BEYOND)


def bars(spec: ChartSpec, frame: Frame) -> list[Primitive]:
    drawn: list[Primitive] = []
    for point in points(spec):
        if point.end is None:
            continue
        rect = bar_rect(point, frame, reading(spec, point.series, point.index))
        colour = colour_for(spec, point.series, point.index)
        drawn.extend(patterned(rect, colour, spec.series[point.series].pattern))
    return drawn


def bar_labels(spec: ChartSpec, frame: Frame, lettering: Lettering) -> list[Primitive]:
    """The value at the end of each bar or column, where there is room for all or for every nth."""
    drawn: list[Primitive] = []
    for _, group in groupby(points(spec), key=lambda point: point.series):
        chosen = [point for point in group if frame.key_range[0] <= point.key <= frame.key_range[1]]
        if spec.kind is Kind.COLUMNS:
            drawn.extend(_column_labels(spec, chosen, frame, lettering))
            continue
        places = [frame.key(point.key) for point in chosen]
        per_bar = lettering.line - 1 if len(spec.series) > 1 else lettering.line
        for kept in thin(places, [per_bar] * len(places), -2):
            point = chosen[kept]
            y = places[kept] + lettering.size * 0.36
            if point.end is None:
                x = frame.value(0.0) + 4
                drawn.append(Text(x, y, GAP_TEXT, "gap", "muted", lettering.size))
                continue
            x = min(max(frame.value(point.end), frame.left), frame.right)
            text = value_text(spec, spec.series[point.series].values[point.index])
            # On a plate, or the lines of the grid run through the figures.
            wide, high = lettering.width(text) + 4, lettering.size
            left = x - 3 - wide if point.end < 0 else x + 3
            drawn.append(Rect(left, places[kept] - high / 2, wide, high, "plate", fill="surface"))
            if point.end < 0:
                drawn.append(Text(x - 5, y, text, "value", "text", lettering.size, anchor="end"))
            else:
                drawn.append(Text(x + 5, y, text, "value", "text", lettering.size))
    return drawn


def _column_labels(
    spec: ChartSpec, chosen: list[Point], frame: Frame, lettering: Lettering
) -> Iterator[Primitive]:
    texts = [value_text(spec, spec.series[point.series].values[point.index]) for point in chosen]
    room = abs(frame.key(1.0) - frame.key(0.0)) / len(spec.series) - 3
    fits = all(lettering.width(text) <= room for text, point in zip(texts, chosen, strict=True) if point.end)
    for text, point in zip(texts, chosen, strict=True):
        x = frame.key(point.key)
        if point.end is None:
            base, long = frame.value(0.0), lettering.width(text) + 8
            x += lettering.size * 0.36
            if lettering.line > room + 3:
                continue
            if base - long >= frame.top:
                yield Text(x, base - 6, text, "gap", "muted", lettering.size, turned=True)
            elif base + long <= frame.bottom:
                yield Text(x, base + 6, text, "gap", "muted", lettering.size, anchor="end", turned=True)
        elif fits:
            y = min(max(frame.value(point.end), frame.top), frame.bottom)
            y += lettering.size + 2 if point.end < 0 else -4
            yield Text(x, y, text, "value", "text", lettering.size, anchor="middle")


def part_labels(spec: ChartSpec, frame: Frame, lettering: Lettering) -> list[Primitive]:
    """Inside each part of a stacked bar its value or share, where it fits."""
    drawn: list[Primitive] = []
    for point in points(spec):
        if point.end is None or point.end == point.start:
            continue
        rect = bar_rect(point, frame)
        share = share_of(spec, point.series, point.index)
        text = value_text(spec, spec.series[point.series].values[point.index])
        if spec.kind is Kind.SHARE and share is not None:
            text = f"{share:.0f}%"
        wide = lettering.width(text, bold=True)
        if wide + 10 > rect.width or lettering.line > rect.height:
            continue
        x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
        colour = "surface"
        if spec.series[point.series].pattern is not Pattern.SOLID:
            colour = "text"
            plate = (x - wide / 2 - 4, y - lettering.line / 2, wide + 8, lettering.line)
            drawn.append(Rect(*plate, "plate", fill="surface"))
        drawn.append(
            Text(x, y + lettering.size * 0.36, text, "value", colour, lettering.size, True, "middle")
        )
    return drawn


def lines(spec: ChartSpec, frame: Frame, scale: float = 1.0) -> list[Primitive]:
    """Each series' line, broken at gaps, and a mark on every figure, `scale` times as large as usual."""
    drawn: list[Primitive] = []
    marks: list[Primitive] = []
    many = len(spec.keys) > 80
    places = [frame.key(place) for place in positions(spec)]
    apart = min((later - earlier for earlier, later in pairwise(places)), default=frame.width)
    for number, group in groupby(points(spec), key=lambda point: point.series):
        one = spec.series[number]
        found = list(group)
        for run in runs([None if point.end is None else frame.at(point.key, point.end) for point in found]):
            dash = DASHES[Dash.DASHED if one.forecast else one.dash]
            path = Path(run, "line", stroke=one.colour, stroke_width=2.0 * scale, dash=dash)
            drawn.extend([path] if len(run) > 1 else [])
        for point in found:
            if point.end is None:
                continue
            x, y = frame.at(point.key, point.end)
            tip = reading(spec, point.series, point.index)
            mark = mark_for(spec, point.series, point.index)
            radius = max(min(4.5 * scale, apart / 2), 3.0 if many and not one.marks else 3.5)
            marks.extend(mark_shape(x, y, mark, tip, radius, one.forecast))
    return [*drawn, *marks]


def point_labels(spec: ChartSpec, frame: Frame, lettering: Lettering, taken: Sequence[XY]) -> list[Primitive]:
    """Values asked for beside points of a line: above or below, where no line or label is in the way.

    `taken` are places on which no label may lie (`along_lines`, flags).
    """
    drawn: list[Primitive] = []
    busy = list(taken)
    for point in points(spec):
        one = spec.series[point.series]
        if point.index not in one.labelled or point.end is None:
            continue
        x, y = frame.at(point.key, point.end)
        if not (frame.left <= x <= frame.right and frame.top <= y <= frame.bottom):
            continue
        text = value_text(spec, one.values[point.index])
        half = lettering.width(text) / 2 + 2
        x = min(max(x, frame.left + half), frame.right - half)
        sides = [y - 9, y + 9 + lettering.size * 0.8]
        room = [side for side in sides if frame.top <= side - lettering.size and side + 3 <= frame.bottom]
        free = [
            side
            for side in room
            if not any(
                abs(busy_x - x) < half + 2 and side - lettering.size - 2 < busy_y < side + 4
                for busy_x, busy_y in busy
            )
        ]
        if not free:
            continue  # the readout and the data table have it; a value across a line helps nobody
        drawn.append(Text(x, free[0], text, "value", "text", lettering.size, anchor="middle"))
        busy.extend((x + part * half, free[0] - 4) for part in (-1.0, -0.5, 0.0, 0.5, 1.0))
    return drawn


def along_lines(drawn: Iterable[Primitive]) -> list[XY]:
    """Places every few pixels along lines and limits that were drawn: where a label must not lie."""
    busy: list[XY] = []
    for one in drawn:
        if isinstance(one, Path) and one.part in {"line", "limit"}:
            for (x1, y1), (x2, y2) in pairwise(one.points):
                count = min(int(abs(x2 - x1) + abs(y2 - y1)) // 5 + 1, 400)
                busy.extend(
                    (x1 + (x2 - x1) * part / count, y1 + (y2 - y1) * part / count)
                    for part in range(count + 1)
                )
    return busy


def ordinal(spec: ChartSpec, frame: Frame, lettering: Lettering) -> list[Primitive]:
    """A track for each row with its marks on the levels."""
    tracks = []
    for place in positions(spec):
        y = frame.key(place)
        tracks.append((frame.value(0), y, frame.value(len(spec.levels) - 1), y))
    drawn: list[Primitive] = [Lines(tuple(tracks), "track", "edge", 1.0)]
    gaps = [0] * len(spec.keys)
    rows = positions(spec)
    for point in points(spec):
        if point.end is None:
            one = spec.series[point.series]
            text = GAP_TEXT if len(spec.series) == 1 else f"{clean(one.name)} {GAP_TEXT}"
            text = lettering.cut(text, frame.width)
            y = frame.key(rows[point.index]) - 5 - gaps[point.index] * lettering.line
            gaps[point.index] += 1
            drawn.append(Text(frame.left, y, text, "gap", "muted", lettering.size))
            continue
        x, y = frame.at(point.key, point.end)
        tip = reading(spec, point.series, point.index)
        drawn.extend(mark_shape(x, y, mark_for(spec, point.series, point.index), tip, 6.0))
    return drawn


def runs(places: list[XY | None]) -> list[tuple[XY, ...]]:
    """The stretches between gaps."""
    return [
        tuple(place for place in group if place is not None)
        for present, group in groupby(places, key=lambda place: place is not None)
        if present
    ]


def bands(spec: ChartSpec, frame: Frame) -> list[Primitive]:
    drawn: list[Primitive] = []
    for band in spec.bands:
        low, high = frame.value(float(band.low)), frame.value(float(band.high))
        start, end = sorted((low, high))
        if frame.horizontal:
            box = (start, frame.top, end - start, frame.height)
        else:
            box = (frame.left, start, frame.width, end - start)
        drawn.append(Rect(*box, "band", fill=band.colour))
        drawn.append(Lines(_edges_of(box, frame.horizontal), "band-edge", "edge", 0.75, (1.0, 3.0)))
    return drawn


def _edges_of(
    box: tuple[float, float, float, float], horizontal: bool
) -> tuple[tuple[float, float, float, float], ...]:
    x, y, width, height = box
    if horizontal:
        return (x, y, x, y + height), (x + width, y, x + width, y + height)
    return (x, y, x + width, y), (x, y + height, x + width, y + height)


def limit_path(spec: ChartSpec, limit: Limit, frame: Frame) -> list[Primitive]:
    """A limit over all keys; one that varies steps at the middle between keys (or ticks each row).

    A stretch that starts at a break stands apart, without a stroke from the one before.
    """
    low, high = frame.key_range
    if len(limit.values) == 1:
        value = limit.values[0]
        if value is None:
            return []
        drawn = float(spec.drawn(value))
        return _cased(spec, limit, (frame.at(low, drawn), frame.at(high, drawn)), limit.is_trial(0))
    edges = step_edges(spec, low, high)
    stretches: list[tuple[bool, list[XY | None]]] = [(limit.is_trial(0), [])]
    for index, limit_value in enumerate(limit.values):
        if index in limit.breaks:
            stretches.append((limit.is_trial(index), []))
        steps = stretches[-1][1]
        if limit_value is None:
            steps.append(None)
            continue
        value_here = float(spec.drawn(limit_value))
        if spec.kind not in OVER_TIME:
            steps.append(None)
        steps.append(frame.at(edges[index], value_here))
        steps.append(frame.at(edges[index + 1], value_here))
    return [
        path
        for trial, steps in stretches
        for run in runs(steps)
        for path in _cased(spec, limit, _straight(run), trial)
    ]


def _straight(way: tuple[XY, ...]) -> tuple[XY, ...]:
    """The way without the points at which it only goes on: a flat run is one stroke, and its dashes even."""
    kept = [
        one
        for before, one, after in zip(way, way[1:], way[2:], strict=False)
        if not (before[1] == one[1] == after[1] or before[0] == one[0] == after[0])
    ]
    return (way[0], *kept, way[-1])


def _cased(spec: ChartSpec, limit: Limit, way: tuple[XY, ...], trial: bool) -> list[Primitive]:
    """The limit's stroke, lighter on trial; across bars with a light edge, or a dark dash would be lost."""
    dash, wide = (DASHES[Dash.DOTTED], 1.2) if trial else (DASHES[limit.dash], 1.8)
    line = Path(way, "limit", stroke=limit.colour, stroke_width=wide, dash=dash)
    if spec.kind in OVER_TIME:
        return [line]
    return [Path(way, "limit-edge", stroke="surface", stroke_width=4.0), line]
