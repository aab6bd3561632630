"""What charts over time have and others don't: steps of levels, and flags for what people wrote.

Holds their primitives and the list of texts below the chart. Lines and limits are `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from stewardship_desktop.domain.chart.figures import runs
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.plan import mark_for, points, positions, step_edges
from stewardship_desktop.domain.chart.primitives import XY, Circle, Frame, Path, Primitive, Text
from stewardship_desktop.domain.chart.reading import reading
from stewardship_desktop.domain.chart.shapes import DASHES, mark_shape
from stewardship_desktop.domain.chart.spec import ChartSpec, Dash
from stewardship_desktop.domain.chart.text import clean

MOST_LIST = 0.35
"""The share of the height that texts below take at most where the chart may not grow."""


def letters_of(levels: Sequence[str]) -> tuple[str, ...]:
    """What stands in a level's mark: its name where that is two characters at most, else its number."""
    names = [clean(one) for one in levels]
    if all(len(one) <= 2 for one in names):
        return tuple(names)
    return tuple(str(number) for number in range(1, len(names) + 1))


def level_steps(spec: ChartSpec, frame: Frame, letters: Lettering) -> list[Primitive]:
    """Each series as a step for every key, broken at gaps, with the level's letter on it."""
    edges = step_edges(spec, *frame.key_range)
    names = letters_of(spec.levels)
    radius = letters.size * 0.72
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
            lettered = roomy or before is None or before.end != point.end or point is found[-1]
            if not lettered:
                marks.extend(mark_shape(x, y, mark, tip, 3.5, one.forecast))
                continue
            edge = mark.colour
            marks.append(Circle(x, y, radius, "mark", "surface", edge, 1.8, tip))
            name = names[int(point.end)]
            marks.append(
                Text(x, y + letters.size * 0.32, name, "letter", "text", letters.size * 0.9, True, "middle")
            )
    return [*drawn, *marks]
