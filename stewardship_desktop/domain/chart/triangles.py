"""Lays value triangles out side by side on one scale: base cost, height gain, steeper is better value."""

from __future__ import annotations

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import PLAIN, money_text
from stewardship_desktop.domain.chart.picture import Triangle, TrianglesSpec
from stewardship_desktop.domain.chart.picture_reading import figures_of
from stewardship_desktop.domain.chart.placing import Ground
from stewardship_desktop.domain.chart.plane import Axis, Plane, notes_below, placed_below, plane
from stewardship_desktop.domain.chart.primitives import XY, Drawing, Lines, Path, Primitive, Target, Text
from stewardship_desktop.domain.chart.scale import nice_range, nice_step
from stewardship_desktop.domain.chart.text import clean

GAP = 0.25
"""Air between triangles, as a share of the mean base."""
LEAST_TARGET = 10.0
REACH = 14
"""Lines that a name may stand off from its tip."""


def triangles(spec: TrianglesSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture; triangles without room for a name are listed under it."""
    laid, labels, fresh = _attempt(spec, width, height, letters, grow, frozenset())
    unnamed = fresh
    while fresh:  # the list under the picture takes from the room that decides who is named
        laid, labels, fresh = _attempt(spec, width, height, letters, grow, unnamed)
        unnamed |= fresh
    tips = figures_of(spec)
    drawn: list[Primitive] = [laid.inside[0]]
    targets = []
    for one, (start, foot, tip) in _shapes(spec, laid):
        drawn.extend(_triangle(one, start, foot, tip, one.key == spec.highlight, tips[one.key]))
        left, right = sorted((start[0], foot[0]))
        top, bottom = sorted((start[1], tip[1]))
        wide, high = max(right - left, LEAST_TARGET), max(bottom - top, LEAST_TARGET)
        targets.append(Target(one.key, (left + right - wide) / 2, bottom - high, wide, high))
    drawn.append(laid.inside[1])
    outside = (*laid.outside, *labels, *_ruler(spec, laid, width, letters))
    return Drawing(laid.frame, width, laid.height, tuple(drawn), outside, targets=tuple(targets))


def _triangle(one: Triangle, start: XY, foot: XY, tip: XY, chosen: bool, said: str) -> list[Primitive]:
    saves, harms = float(one.cost) < 0, float(one.gain) < 0
    colour = "bad" if harms else "good" if saves or not one.cost else "primary"
    wide = 3.5 if chosen else 1.5
    if not one.cost or not one.gain:
        part = "triangle"
        return [Path((start, foot, tip), part, stroke=colour, stroke_width=wide + 1.5, tip=said)]
    fill = colour if chosen else "selection"
    drawn: list[Primitive] = [
        Path((start, foot, tip), "triangle", fill, "text" if chosen else colour, wide, closed=True, tip=said)
    ]
    if (saves or harms) and not chosen:
        drawn.append(Lines(_stripes(start, foot, tip), "pattern", colour, 1.5))
    return drawn


def _stripes(start: XY, foot: XY, tip: XY) -> tuple[tuple[float, float, float, float], ...]:
    """Level lines that fill a triangle: shape besides colour for one that saves or harms."""
    count = int(abs(tip[1] - foot[1]) // 6)
    strokes = []
    for number in range(1, count + 1):
        part = number * 6 / abs(tip[1] - foot[1])
        y = foot[1] + (tip[1] - foot[1]) * part
        strokes.append((start[0] + (foot[0] - start[0]) * part, y, foot[0], y))
    return tuple(strokes)


def _attempt(
    spec: TrianglesSpec, width: float, height: float, letters: Lettering, grow: bool, unnamed: frozenset[str]
) -> tuple[Plane, list[Primitive], frozenset[str]]:
    """The plane over the list of the unnamed, the labels of the others, and who of them found no room."""
    names = [clean(one.name) for one in spec.triangles if one.key in unnamed]
    notes, below_height = notes_below(spec.left_out, names, width, letters, grow)
    below = placed_below(notes, letters.line)  # over them the ruler
    below_height += letters.line
    laid = _plane(spec, width, height, letters, below, below_height)
    return laid, *_labels(spec, laid, letters, unnamed)


def _plane(
    spec: TrianglesSpec,
    width: float,
    height: float,
    letters: Lettering,
    below: list[Primitive],
    below_height: float,
) -> Plane:
    gains = [float(one.gain) for one in spec.triangles]
    low, high = nice_range(min(0.0, *gains), max(0.0, *gains), 8)
    high_end = _total(spec) + _gap(spec) * (len(spec.triangles) + 1)
    across = Axis(low=0.0, high=high_end, name=" ")
    up = Axis(low=low, high=high, name=spec.gain_name, number=PLAIN)
    above = letters.line * 2.2
    return plane(across, up, width, height, letters, above=above, below=below, below_height=below_height)


def _total(spec: TrianglesSpec) -> float:
    return sum(abs(float(one.cost)) for one in spec.triangles) or 1.0


def _gap(spec: TrianglesSpec) -> float:
    return _total(spec) / len(spec.triangles) * GAP


def _shapes(spec: TrianglesSpec, laid: Plane) -> list[tuple[Triangle, tuple[XY, XY, XY]]]:
    """(start, foot, tip) in pixels: the base runs from start to foot, the height from foot to tip."""
    frame = laid.frame
    gap = _gap(spec)
    found, along = [], gap
    for one in spec.triangles:
        cost = float(one.cost)
        left, right = along, along + abs(cost)
        begin, end = (right, left) if cost < 0 else (left, right)
        shape = frame.at(begin, 0.0), frame.at(end, 0.0), frame.at(end, float(one.gain))
        found.append((one, shape))
        along = right + gap
    return found


def _labels(
    spec: TrianglesSpec, laid: Plane, letters: Lettering, skipped: frozenset[str]
) -> tuple[list[Primitive], frozenset[str]]:
    frame = laid.frame
    ground = Ground(frame.left, frame.top - letters.line * 2.2, frame.right + letters.size, frame.bottom)
    shapes = _shapes(spec, laid)
    for _, (start, foot, tip) in shapes:
        count = max(int(abs(foot[0] - start[0]) // 6), 1)
        for number in range(count):
            x1, x2 = (start[0] + (foot[0] - start[0]) * (number + part) / count for part in (0, 1))
            y = start[1] + (tip[1] - start[1]) * (number + 1) / count
            ground.take((min(x1, x2), min(y, start[1]), max(x1, x2), max(y, start[1])))
    drawn: list[Primitive] = []
    unnamed: set[str] = set()
    first = spec.triangles[0]  # the steepest: the title names it
    for one, (_, _, tip) in sorted(
        shapes,
        key=lambda pair: (pair[0].key != spec.highlight, pair[0] is not first, -abs(float(pair[0].gain))),
    ):
        if one.key in skipped:
            continue
        chosen = one.key == spec.highlight
        found: list[Primitive] = []
        sides = "scd" if float(one.gain) < 0 else "nba"
        for lines in ((clean(one.name),), letters.wrap(one.name, letters.size * 8, 3, chosen)):
            found = ground.label(
                lines, *tip, letters, away=4.0, sides=sides, reach=REACH, bold=chosen, part="tip-label"
            )
            if found:
                break
        if not found:
            unnamed.add(one.key)
        drawn.extend(found)
    return drawn, frozenset(unnamed)


def _ruler(spec: TrianglesSpec, laid: Plane, width: float, letters: Lettering) -> list[Primitive]:
    """How long an amount of money is: the triangles stand side by side, so an axis would add them up."""
    if not any(one.cost for one in spec.triangles):
        return []
    frame = laid.frame
    amount = max(round(nice_step(_total(spec), 5)), 1)
    long = frame.key(amount) - frame.key(0.0)
    y = frame.bottom + letters.line * 0.5 + 4
    left = frame.left + 4
    strokes = (
        (left, y, left + long, y),
        (left, y - 4, left, y + 4),
        (left + long, y - 4, left + long, y + 4),
    )
    text = letters.cut(f"{money_text(amount)} of cost a year", max(width - left - long - 10, 20.0))
    at = left + long + 8, y + letters.size * 0.36
    return [Lines(strokes, "ruler", "edge", 1.5), Text(*at, text, "unit", "muted", letters.size)]
