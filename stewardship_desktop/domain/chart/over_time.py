"""What charts over time have and others don't: steps of levels, and flags for what people wrote.

Holds their primitives and the list of texts below the chart. Lines and limits are `figures`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise

from stewardship_desktop.domain.chart.figures import runs
from stewardship_desktop.domain.chart.lettering import Lettering, letter_of
from stewardship_desktop.domain.chart.placing import Box
from stewardship_desktop.domain.chart.plan import mark_for, points, positions, step_edges
from stewardship_desktop.domain.chart.primitives import XY, Circle, Frame, Lines, Path, Primitive, Rect, Text
from stewardship_desktop.domain.chart.reading import key_text, ordered_notes, reading
from stewardship_desktop.domain.chart.shapes import DASHES, mark_shape
from stewardship_desktop.domain.chart.spec import ChartSpec, Dash
from stewardship_desktop.domain.chart.text import clean

MOST_LIST = 0.35
"""The share of the height that texts below take at most where the chart may not grow."""


def letters_of(levels: Sequence[str]) -> tuple[str, ...]:
    """What stands in a level's mark: its name where that is two characters at most, else its initial;
    nothing where initials don't tell levels apart (a number would make an amount of a level)."""
    names = [clean(one) for one in levels]
    if all(len(one) <= 2 for one in names):
        return tuple(names)
    initials = tuple(one[0].upper() for one in names)
    return initials if len(set(initials)) == len(initials) else ("",) * len(names)


def level_steps(spec: ChartSpec, frame: Frame, letters: Lettering) -> list[Primitive]:
    """Each series as a step for every key, broken at gaps, with the level's letter on it."""
    edges = step_edges(spec, *frame.key_range)
    names = letters_of(spec.levels)
    apart = abs(frame.value(1.0) - frame.value(0.0))
    radius = min(letters.size * 0.72, apart * 0.45)
    if radius < letters.size * 0.55:
        names = ("",) * len(names)  # too low for letters: the axis has them
    places = [frame.key(place) for place in positions(spec)]
    roomy = all(later - earlier >= 2 * radius + 2 for earlier, later in pairwise(places))
    drawn: list[Primitive] = []
    marks: list[Primitive] = []
    for number, group in groupby(points(spec), key=lambda point: point.series):
        one = spec.series[number]
        found = list(group)
        steps: list[XY | None] = []
        for point in found:
            if point.end is None:
                steps.append(None)
                continue
            steps.append(frame.at(edges[point.index], point.end))
            steps.append(frame.at(edges[point.index + 1], point.end))
        dash = DASHES[Dash.DASHED if one.forecast else one.dash]
        for run in runs(steps):
            drawn.append(Path(run, "line", stroke=one.colour, stroke_width=2.0, dash=dash))
        for point, before in zip(found, [None, *found], strict=False):
            if point.end is None:
                continue
            x, y = frame.at(point.key, point.end)
            tip = reading(spec, point.series, point.index)
            mark = mark_for(spec, point.series, point.index)
            name, size = names[int(point.end)], min(letters.size * 0.9, radius * 1.3)
            changed = before is None or before.end != point.end or point is found[-1]
            if not name or not (roomy or changed):
                marks.extend(mark_shape(x, y, mark, tip, min(4.5, radius), one.forecast))
                continue
            ground, ink = ("surface", "text") if one.forecast else (mark.colour, "surface")
            marks.append(Circle(x, y, radius, "mark", ground, mark.colour, 1.8, tip))
            marks.append(Text(x, y + size * 0.36, name, "letter", ink, size, True, "middle"))
    return [*drawn, *marks]


def note_flags(
    spec: ChartSpec, frame: Frame, letters: Lettering, taken: Sequence[XY], clear: float
) -> list[Primitive]:
    """A numbered flag at each point that somebody wrote about, beside the lines where there is room and
    `clear` of the point's middle."""
    if not spec.notes:
        return []
    place = {(point.series, spec.keys[point.index]): point for point in points(spec)}
    high = letters.size * 1.25
    drawn: list[Primitive] = []
    flags: list[Box] = []
    for number, note in enumerate(ordered_notes(spec), 1):
        point = place[note.series, note.at]
        if not frame.key_range[0] <= point.key <= frame.key_range[1]:
            continue
        x = frame.key(point.key)
        y = frame.bottom if point.end is None else frame.value(point.end)
        wide = max(letters.width(str(number), True) + 6, high)
        left = min(max(x - wide / 2, frame.left), frame.right - wide)
        away = [clear + far * high for far in range(3)]
        tops = [top for one in away for top in (y - one - high, y + one)]
        inside = [top for top in tops if frame.top <= top and top + high <= frame.bottom] or tops[:1]
        boxes = [(left, top, left + wide, top + high) for top in inside]
        free = [box for box in boxes if not any(_meet(box, other) for other in flags)]
        free = [box for box in free if not any(_holds(box, way) for way in taken)] or free or boxes
        top = free[0][1]
        flags.append((left, top, left + wide, top + high))
        near = top + high if top < y else top
        drawn.append(
            Lines(((x, y + (-clear if top < y else clear) * 0.7, x, near),), "flag-tie", "text", 1.0)
        )
        drawn.append(Rect(left, top, wide, high, "flag", "surface", "text", 1.2, tip=clean(note.text)))
        middle, base = left + wide / 2, top + high / 2 + letters.size * 0.36
        drawn.append(Text(middle, base, str(number), "flag-number", "text", letters.size, True, "middle"))
    return drawn


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 2 and other[0] < one[2] + 2 and one[1] < other[3] + 2 and other[1] < one[3] + 2


def _holds(box: Box, place: XY) -> bool:
    return box[0] - 2 < place[0] < box[2] + 2 and box[1] - 2 < place[1] < box[3] + 2


def places_of(flags: Sequence[Primitive]) -> list[XY]:
    """Places on the flags, for labels to keep clear of."""
    return [
        (one.x + across * one.width / 4, one.y + down * one.height / 2)
        for one in flags
        if isinstance(one, Rect)
        for across in range(5)
        for down in range(3)
    ]


def texts_below(
    spec: ChartSpec, events: Sequence[str], width: float, letters: Lettering, most: float | None
) -> tuple[list[Primitive], float]:
    """The texts of lettered events, of numbered notes and of limits beyond the bounds, and their height.

    Where they would take more than `most` the rest is counted: the data table has them all.
    """
    entries = [("event", f"{letter_of(number)}  {text}") for number, text in enumerate(events)]
    entries += [
        ("note", f"Note {number}, {key_text(spec, note.at)}: {clean(note.text)}")
        for number, note in enumerate(ordered_notes(spec), 1)
    ]
    entries += [("bound", words) for words in beyond_bounds(spec)]
    wrapped = [(part, letters.wrap(text, width - 4)) for part, text in entries]
    drawn: list[Primitive] = []
    down = 0.0
    for number, (part, lines) in enumerate(wrapped):
        rest = sum(len(later) for _, later in wrapped[number:]) * letters.line
        room = math.inf if most is None else most
        after = down + (len(lines) + 1) * letters.line
        if down + rest > room and after > room and number:
            words = f"and {len(wrapped) - number} more, in the data table"
            drawn.append(Text(0.0, down + letters.size, words, "note", "muted", letters.size))
            return drawn, down + letters.line
        for line in lines:
            drawn.append(Text(0.0, down + letters.size, line, part, size=letters.size))
            down += letters.line
    return drawn, down


def beyond_bounds(spec: ChartSpec) -> list[str]:
    """What an earlier stretch's limit is that is drawn at a bound; the last one's label says so itself."""
    said: list[str] = []
    text = spec.number.text
    for limit in spec.limits:
        earlier = dict.fromkeys(value for value in limit.values if value is not None and value != limit.last)
        said += [
            f"{clean(limit.name)} {text(value)} is drawn at {text(spec.drawn(value))}."
            for value in earlier
            if spec.drawn(value) != value
        ]
    return said
