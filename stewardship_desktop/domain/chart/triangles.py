"""Lays value triangles out side by side on one scale: base cost, height gain, steeper is better value."""

from __future__ import annotations

from stewardship_desktop.domain.chart.keyed import Keyed, keyed_list
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
OVER_NAMES, OVER_NUMBERS = 2.2, 0.8
"""Lines kept free over the tallest triangle, for names or for numbers at the tips."""
LEAST_TARGET = 10.0
HEADING_ROOM = 0.45
"""The share of the ruler's row in which the heading of the list may stand."""
FEW = 20
"""Up to so many triangles each has its number, at the end of a lead if need be."""
REACH = 4
"""Lines that a name may stand off from its tip: with longer leads a room can't tell whose it is."""


def triangles(spec: TrianglesSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture: a name at each tip, or, where not all find room, numbers and a list under the axis."""
    laid = _plane(spec, width, height, letters, grow, numbered=False)
    labels = _names(spec, laid, letters)
    if labels is None:
        laid = _plane(spec, width, height, letters, grow, numbered=True)
        labels = _numbers(spec, laid, letters)
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


def _plane(
    spec: TrianglesSpec, width: float, height: float, letters: Lettering, grow: bool, *, numbered: bool
) -> Plane:
    """The frame over the ruler, the list of the numbered and what could not be drawn."""
    notes, notes_height = notes_below(spec.left_out, width, letters, grow)
    below_height = letters.line * 1.2  # the ruler
    below: list[Primitive] = []
    if numbered:
        entries = [
            Keyed(
                number=number, name=one.name, value=one.slope_short or one.slope_text,
                chosen=one.key == spec.highlight,
            )
            for number, one in enumerate(spec.triangles, 1)
        ]  # fmt: skip
        if spec.slope_heading:
            heading = letters.cut(spec.slope_heading, width)
            beside = letters.width(heading) <= width * HEADING_ROOM
            y = letters.line * 0.5 - 4 + letters.size * 0.36 if beside else below_height + letters.size
            below.append(Text(width - 2, y, heading, "unit", "muted", letters.size, anchor="end"))
            below_height += 0.0 if beside else letters.line
        key, key_height = keyed_list(entries, width, height, letters, grow)
        below.extend(placed_below(key, below_height))
        below_height += key_height
    below.extend(placed_below(notes, below_height))
    below_height += notes_height
    gains = [float(one.gain) for one in spec.triangles]
    low, high = nice_range(min(0.0, *gains), max(0.0, *gains), 8)
    high_end = _total(spec) + _gap(spec) * (len(spec.triangles) + 1)
    across = Axis(low=0.0, high=high_end, name="")
    up = Axis(low=low, high=high, name=spec.gain_name, number=PLAIN)
    above = letters.line * (OVER_NUMBERS if numbered else OVER_NAMES)
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


def _ground(spec: TrianglesSpec, laid: Plane, letters: Lettering, above: float) -> Ground:
    """Where labels may stand: over the frame and in it, but on no triangle."""
    frame = laid.frame
    ground = Ground(frame.left, frame.top - letters.line * above, frame.right + letters.size, frame.bottom)
    for _, (start, foot, tip) in _shapes(spec, laid):
        count = max(int(abs(foot[0] - start[0]) // 6), 1)
        for number in range(count):
            x1, x2 = (start[0] + (foot[0] - start[0]) * (number + part) / count for part in (0, 1))
            y = start[1] + (tip[1] - start[1]) * (number + 1) / count
            ground.take((min(x1, x2), min(y, start[1]), max(x1, x2), max(y, start[1])))
    return ground


def _names(spec: TrianglesSpec, laid: Plane, letters: Lettering) -> list[Primitive] | None:
    """A name at every tip; None where one of them finds no room."""
    ground = _ground(spec, laid, letters, OVER_NAMES)
    drawn: list[Primitive] = []
    for one, (_, _, tip) in sorted(_shapes(spec, laid), key=lambda pair: -abs(float(pair[0].gain))):
        chosen = one.key == spec.highlight
        found: list[Primitive] = []
        for lines in ((clean(one.name),), letters.wrap(one.name, letters.size * 8, 3, chosen)):
            found = ground.label(
                lines, *tip, letters, away=4.0, sides=_sides(one), reach=REACH, bold=chosen, part="tip-label"
            )
            if found:
                break
        if not found:
            return None
        drawn.extend(found)
    return drawn


def _numbers(spec: TrianglesSpec, laid: Plane, letters: Lettering) -> list[Primitive]:
    """The number of each triangle at its tip, the highlighted one's first; the list names them."""
    ground = _ground(spec, laid, letters, OVER_NUMBERS)
    drawn: list[Primitive] = []
    shapes = list(enumerate(_shapes(spec, laid), 1))
    reach = 6 if len(shapes) <= FEW else 1
    for number, (one, (_, foot, tip)) in sorted(shapes, key=lambda pair: pair[1][0].key != spec.highlight):
        for at, sides in ((tip, _sides(one)), (foot, "nba")):  # over one that hangs too, if not under it
            found = ground.label(
                (str(number),), *at, letters, away=4.0, sides=sides, reach=reach, bold=True, part="tip-number"
            )
            drawn.extend(found)
            if found:
                break
    return drawn


def _sides(one: Triangle) -> str:
    return "scd" if float(one.gain) < 0 else "nba"


def _ruler(spec: TrianglesSpec, laid: Plane, width: float, letters: Lettering) -> list[Primitive]:
    """How long an amount of money is: the triangles stand side by side, so an axis would add them up."""
    if not any(one.cost for one in spec.triangles):
        return []
    frame = laid.frame
    amount = max(round(nice_step(_total(spec), 12)), 1)
    long = frame.key(amount) - frame.key(0.0)
    y = frame.bottom + letters.line * 0.5 + 4
    left = frame.left + 4
    strokes = (
        (left, y, left + long, y),
        (left, y - 4, left, y + 4),
        (left + long, y - 4, left + long, y + 4),
    )
    room = width * (1 - HEADING_ROOM) - left - long - 10
    text = letters.cut(f"{money_text(amount)} of cost a year", max(room, 20.0))
    at = left + long + 8, y + letters.size * 0.36
    return [Lines(strokes, "ruler", "edge", 1.5), Text(*at, text, "unit", "muted", letters.size)]
