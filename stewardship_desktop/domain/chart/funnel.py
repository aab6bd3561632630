"""Lays a funnel out: areas by size and value between limits that narrow, the outside ones named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stewardship_desktop.domain.chart.areas import FunnelSpec
from stewardship_desktop.domain.chart.areas_reading import area_figures, benchmark_text
from stewardship_desktop.domain.chart.lettering import EdgeLabel, Lettering, edge_labels, fitting
from stewardship_desktop.domain.chart.number import PLAIN, Number
from stewardship_desktop.domain.chart.placing import Ground
from stewardship_desktop.domain.chart.plane import Axis, notes_below, placed_below, plane
from stewardship_desktop.domain.chart.primitives import (
    XY,
    Circle,
    Drawing,
    Frame,
    Lines,
    Path,
    Primitive,
    Target,
    Text,
)
from stewardship_desktop.domain.chart.scale import nice_range
from stewardship_desktop.domain.chart.shapes import DASHES, mark_shape
from stewardship_desktop.domain.chart.text import clean

GRIP = 12.0
"""Half the side of the square in which a point can be clicked."""


def funnel(spec: FunnelSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture; its curves are cut where they leave the part in which areas lie."""
    across, up = _ranges(spec)
    trial = Frame(0.0, 0.0, 1.0, 100.0, across, up, False)
    wanted = max(letters.width(label.text, label.bold) for label in _edge(spec, trial)) + 16
    edge_room = min(wanted, width * 0.28)
    below, below_height = _below(spec, width, letters, grow)
    laid = plane(
        Axis(low=across[0], high=across[1], name=clean(spec.denominator_name), number=PLAIN),
        Axis(low=up[0], high=up[1], name=_up_name(spec, up[0]), number=spec.number),
        width, height, letters, below=below, below_height=below_height, edge=edge_room,
    )  # fmt: skip
    frame = laid.frame
    ground = Ground(frame.left, frame.top, frame.right, frame.bottom)
    inside = [*laid.inside, *_curves(spec, frame, ground)]
    outside = list(laid.outside)
    tips = dict(area_figures(spec))
    radius = letters.size * 0.36
    targets = []
    for one in spec.points:
        x, y = frame.at(float(one.denominator), float(one.value))
        ground.take((x - radius - 3, y - radius - 3, x + radius + 3, y + radius + 3))
        if one.key == spec.own:
            inside.append(Circle(x, y, radius + 5, "own-ring", "selection", "text", 2.0))
        if one.key == spec.highlight:
            inside.append(Circle(x, y, radius + 8, "highlight", None, "primary", 2.5))
        inside.extend(mark_shape(x, y, one.mark, tips[one.key], radius))
        targets.append(Target(one.key, x - GRIP, y - GRIP, 2 * GRIP, 2 * GRIP))
    first = {spec.own: 0, spec.highlight: 1}
    for one in sorted(spec.points, key=lambda point: first.get(point.key, 2)):
        if one.outside or one.key in {spec.own, spec.highlight}:
            x, y = frame.at(float(one.denominator), float(one.value))
            name = letters.wrap(one.name, frame.width * 0.3, 2)
            away, bold = radius + 7, one.key == spec.own
            outside.extend(ground.label(name, x, y, letters, away=away, sides="ewabcdns", bold=bold))
    bottom = frame.bottom + letters.line * 0.5
    named = fitting(_edge(spec, frame), edge_room, bottom - frame.top, letters)
    edges, _ = edge_labels(named, frame.right, edge_room, frame.top, bottom, letters)
    outside.extend(edges)
    return Drawing(frame, width, laid.height, tuple(inside), tuple(outside), targets=tuple(targets))


def _ranges(spec: FunnelSpec) -> tuple[tuple[float, float], tuple[float, float]]:
    """Sizes from nought; values that hold the areas, and the curves from the smallest area on."""
    sizes = [float(one.denominator) for one in spec.points]
    least, most = min(sizes), max(sizes)
    held = [float(spec.baseline.value), *(float(one.value) for one in spec.points)]
    for curve in spec.curves:
        for side in (curve.lower, curve.upper):
            held.extend(float(value) for size, value in side if least <= size <= most)
    return (0.0, nice_range(0.0, most or 1.0, 6)[1]), nice_range(min(held), max(held), 5)


def _up_name(spec: FunnelSpec, low: float) -> str:
    name = clean(spec.value_name)
    return f"{name} (axis starts at {spec.number.tick(low, low)})" if low > 0 else name


def _below(spec: FunnelSpec, width: float, letters: Lettering, grow: bool) -> tuple[list[Primitive], float]:
    """What was done to the limits, and what could not be drawn."""
    drawn: list[Primitive] = []
    down = 0.0
    if spec.method.strip():
        for line in letters.wrap(clean(spec.method), width - 4, None if grow else 2):
            drawn.append(Text(0.0, down + letters.size + 4, line, "note", "muted", letters.size))
            down += letters.line
        down += 4
    left_out, high = notes_below(spec.left_out, width, letters, grow)
    return [*drawn, *placed_below(left_out, down)], down + high


def _curves(spec: FunnelSpec, frame: Frame, ground: Ground) -> list[Primitive]:
    drawn: list[Primitive] = []
    for curve in spec.curves:
        for side in (curve.lower, curve.upper):
            for run in _cut(side, frame):
                dash = DASHES[curve.dash]
                drawn.append(Path(run, "limit", stroke=curve.colour, stroke_width=1.6, dash=dash))
                for (x1, y1), (x2, y2) in pairwise(run):
                    ground.take_line(x1, y1, x2, y2)
    y = frame.value(float(spec.baseline.value))
    drawn.append(Lines(((frame.left, y, frame.right, y),), "benchmark", "text", 1.6))
    ground.take_line(frame.left, y, frame.right, y)
    return drawn


def _cut(side: Sequence[tuple[Number, Number]], frame: Frame) -> list[tuple[XY, ...]]:
    """The parts of a curve that lie in the frame: what lies beyond is not squeezed onto its rim."""
    runs: list[list[XY]] = []
    for (size, value), (next_size, next_value) in pairwise(side):
        start, end = (float(size), float(value)), (float(next_size), float(next_value))
        inside = _clip(start, end, frame)
        if inside is None:
            continue
        first, last = frame.at(*inside[0]), frame.at(*inside[1])
        if runs and runs[-1][-1] == first:
            runs[-1].append(last)
        else:
            runs.append([first, last])
    return [tuple(run) for run in runs]


def _clip(start: XY, end: XY, frame: Frame) -> tuple[XY, XY] | None:
    """The part of a stroke within the frame's ranges (Liang and Barsky, 1984)."""
    low, high = 0.0, 1.0
    for axis, (least, most) in enumerate((frame.key_range, frame.value_range)):
        run = end[axis] - start[axis]
        if run == 0:
            if not least <= start[axis] <= most:
                return None
            continue
        enter, leave = sorted(((least - start[axis]) / run, (most - start[axis]) / run))
        low, high = max(low, enter), min(high, leave)
    if low >= high:
        return None

    def at(part: float) -> XY:
        if part in {0.0, 1.0}:
            return end if part else start
        return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])

    return at(low), at(high)


def _edge(spec: FunnelSpec, frame: Frame) -> list[EdgeLabel]:
    """Names at the right: the baseline, and each pair of limits where its upper one ends."""
    baseline = clean(benchmark_text(spec.baseline, spec.number))
    labels = [EdgeLabel(baseline, frame.value(float(spec.baseline.value)), bold=True)]
    for curve in spec.curves:
        runs = _cut(curve.upper, frame)
        if runs:
            labels.append(EdgeLabel(clean(curve.name), runs[-1][-1][1], rank=1))
    return labels
