"""Lays the frontier out: efficient portfolios over cost, where the group stands, and the budget.

What moves with a budget slider (its line, the chosen portfolio, the highlight) is in `frontier_live`.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise, permutations

from stewardship_desktop.domain.chart.frontier_key import fits_a_row, key_entries, key_rows, step_mark
from stewardship_desktop.domain.chart.frontier_live import live, step_name
from stewardship_desktop.domain.chart.frontier_window import Window, at_of, clipped, is_in, window
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import PLAIN, Number, money_format, money_text, one_decimal
from stewardship_desktop.domain.chart.picture import FrontierSpec, Place
from stewardship_desktop.domain.chart.picture_reading import (
    CURRENT,
    IN_PART,
    arrow_words,
    figures_of,
    point_key,
)
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
    Rect,
    Target,
    Text,
)
from stewardship_desktop.domain.chart.shapes import mark_shape
from stewardship_desktop.domain.chart.spec import Mark, Shape
from stewardship_desktop.domain.chart.text import clean

SEEN = 2.0
"""Pixels within which two hollow dots cannot be told apart: one of them is drawn."""
LEAST_TARGET = 12.0
ROOMY = 480.0
"""From this width on, in twelfths of the letters' size, letters have their place before words have theirs."""
HALF = 8.0
"""Half a lettered square, in twelfths of the letters' size."""
AROUND, LEAST_LINES, UNDER = 5.5, 6.0, 3.4
"""In lines: what axes and words take of the height, the least that is left, and the words under today."""
BESIDE = (
    (0.8, 0.8),
    (0.0, 1.0),
    (1.0, 0.0),
    (-0.8, 0.8),
    (-1.0, 0.0),
    (-0.8, -0.8),
    (0.0, -1.0),
    (0.8, -0.8),
)
"""Ways out from a place that is taken, tried in their order: under the curve there is more room."""


def frontier(spec: FrontierSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The whole picture."""
    body = max(height - letters.line * AROUND, letters.line * LEAST_LINES)
    under = min(letters.line * UNDER / (body - letters.line * UNDER), 1.0)
    seen = window(spec, _arrow_ends(spec), under)
    number = money_format(seen.costs)
    across = Axis(
        low=seen.costs[0], high=seen.costs[1], number=number,
        name="cost a year" + (f", from {money_text(seen.costs[0])}" if seen.costs[0] > 0 else ""),
    )  # fmt: skip
    up = Axis(
        low=seen.gains[0], high=seen.gains[1], number=PLAIN,
        name=f"{spec.gain_name} a year"
        + (f", from {PLAIN.text(seen.gains[0])}" if seen.gains[0] > 0 else ""),
    )  # fmt: skip
    entries = key_entries(spec, seen)
    room = width - letters.width(across.name) - letters.size * 2
    beside = fits_a_row(entries, room, letters)
    notes, below_height = notes_below(spec.left_out, width, letters, grow)
    _, key_height = key_rows(entries, room if beside else width, letters)
    below = placed_below(notes, 0.0 if beside else key_height)
    below_height += 0.0 if beside else key_height
    # The budget's words have a row of their own over the frame.
    laid = plane(
        across, up, width, height, letters, above=letters.line * 1.1, below=below, below_height=below_height
    )
    frame, unit = laid.frame, letters.size / 12
    down = frame.bottom + 5 + letters.line if beside else laid.height - below_height
    key, _ = key_rows(entries, room if beside else width, letters, down)
    ground = Ground(frame.left, frame.top - letters.size * 0.4, frame.right + letters.size, frame.bottom)
    ways: list[Primitive] = [*_line(spec, frame, ground, unit), *_steps(spec, frame, ground, unit)]
    arrows = _arrows(spec, frame, ground, unit)
    today = _today(spec, frame, ground, unit)
    on_place = _reserved(spec, frame, ground, unit)
    now = _now(spec, frame, ground, letters, unit)
    lettered, squares = _scenarios(spec, frame, ground, unit, on_place)
    labels = _labels(spec, frame, ground, letters, unit, squares)
    # Arrows under the curve: what they point at stays in sight.
    return live(
        spec,
        Drawing(
            frame, width, laid.height, (*laid.inside, *arrows, *ways, *today, *lettered),
            (*laid.outside, *key, *now, *labels), targets=_targets(spec, frame, seen),
            words=(*ground.words, *_standing(spec, frame, unit, squares)),
        ),
        letters,
    )  # fmt: skip


def _arrow_ends(spec: FrontierSpec) -> list[Place]:
    """Where the arrows from the current place end: none for an arrow of no length."""
    if spec.current is None:
        return []
    ends = [_up(spec.current, spec.same_cost)] if spec.same_cost and spec.same_cost > 0 else []
    if spec.same_gain is not None and spec.same_gain > 0:
        ends.append(_left(spec.current, spec.same_gain))
    return ends


def _standing(
    spec: FrontierSpec, frame: Frame, unit: float, squares: Sequence[XY]
) -> tuple[tuple[float, float, float, float], ...]:
    """Boxes of the marks and of the upright arrow, over which the budget's line would hide them."""
    found = [(x - 9 * unit, y - 9 * unit, x + 9 * unit, y + 9 * unit) for x, y in squares]
    if spec.current is not None:
        x, y = at_of(spec.current, frame)
        top = min([y, *(at_of(end, frame)[1] for end in _arrow_ends(spec))])
        found.append((x - 4 * unit, top, x + 4 * unit, y + 9 * unit))
    return tuple(found)


def _up(current: Place, more: Number) -> Place:
    return Place(cost=current.cost, gain=float(current.gain) + float(more))


def _left(current: Place, less: Number) -> Place:
    return Place(cost=float(current.cost) - float(less), gain=current.gain)


def _line(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> list[Primitive]:
    """The line through the convex points, and a hollow dot for every other efficient one that can be seen."""
    convex = [at_of(one, frame) for one in spec.points if one.convex]
    for (x1, y1), (x2, y2) in pairwise(convex):
        ground.take_line(x1, y1, x2, y2, barred=True)
        ground.take_line(x1, y1 - 2, x2, y2 - 2)
    drawn: list[Primitive] = []
    seen: set[tuple[int, int]] = set()
    many = len(spec.points) > 150
    radius = (2.2 if many else 3.0) * unit
    for one in spec.points:
        x, y = at_of(one, frame)
        cell = int(x / SEEN), int(y / SEEN)
        if one.convex or cell in seen:
            continue
        seen.add(cell)
        ground.take((x - radius, y - radius, x + radius, y + radius))
        drawn.append(Circle(x, y, radius, "efficient", "surface", "muted", 1.2))
    if len(convex) > 1:
        drawn.append(Path(tuple(convex), "line", stroke="primary", stroke_width=2.5 * unit))
    seen.clear()
    for x, y in convex:
        cell = int(x / SEEN), int(y / SEEN)
        if cell not in seen:
            seen.add(cell)
            ground.take((x - 3, y - 3, x + 3, y + 3))
            drawn.append(Circle(x, y, 3.2 * unit, "convex", "primary", "text", 1.0))
    return drawn


def _steps(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> list[Primitive]:
    """The priority order from nothing, dotted, as far as it lies in the window: hollow squares, so that
    where rules play no part and it lies on the line, the points of the line are seen in them."""
    way = (frame.at(0.0, 0.0), *(at_of(step, frame) for step in spec.steps))
    drawn: list[Primitive] = []
    dash = (2.0 * unit, 3.0 * unit)
    seen = [part for start, end in pairwise(way) if (part := clipped(start, end, frame)) is not None]
    for (x1, y1), (x2, y2) in seen:
        ground.take_line(x1, y1, x2, y2)
    for run in _runs(seen):
        drawn.append(Path(run, "order", stroke="population", stroke_width=1.5 * unit, dash=dash))
    for step in spec.steps:
        if is_in(step, frame):
            drawn.append(step_mark(*at_of(step, frame), unit))
    return drawn


def _runs(parts: Sequence[tuple[XY, XY]]) -> list[tuple[XY, ...]]:
    """Strokes that go on from one another as one path each."""
    runs: list[list[XY]] = []
    for start, end in parts:
        if runs and runs[-1][-1] == start:
            runs[-1].append(end)
        else:
            runs.append([start, end])
    return [tuple(run) for run in runs]


def _arrows(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> list[Primitive]:
    if spec.current is None:
        return []
    start = at_of(spec.current, frame)
    drawn: list[Primitive] = []
    for end in (at_of(one, frame) for one in _arrow_ends(spec)):
        ground.take_line(*start, *end)
        drawn.append(Path((start, end), "arrow", stroke="text", stroke_width=1.8 * unit))
        drawn.append(_head(start, end, 8.0 * unit))
    return drawn


def _head(start: XY, end: XY, size: float) -> Path:
    x, y = end
    if abs(start[0] - x) < 1e-6:  # upwards
        corners: tuple[XY, ...] = ((x - size * 0.6, y + size), (x, y), (x + size * 0.6, y + size))
    else:
        corners = ((x + size, y - size * 0.6), (x, y), (x + size, y + size * 0.6))
    return Path(corners, "arrow-head", "text", "text", 1.0, closed=True)


def _today(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> list[Primitive]:
    """The current place as a diamond."""
    if spec.current is None:
        return []
    x, y = at_of(spec.current, frame)
    ground.take((x - 8 * unit, y - 8 * unit, x + 8 * unit, y + 8 * unit))
    said = figures_of(replace(spec, points=()))[CURRENT]
    return [*mark_shape(x, y, Mark(shape=Shape.DIAMOND, colour="concern"), said, 6.0 * unit)]


def _reserved(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> set[str]:
    """Letters that can stand on their very place. A letter may move, its place may not be written over."""
    found = set()
    for one in spec.scenarios:
        x, y = at_of(one, frame)
        half = HALF * unit
        box = (x - half, y - half, x + half, y + half)
        if frame.width >= unit * ROOMY and ground.is_free(box):
            found.add(one.letter)
            ground.take(box)
            ground.words.append(box)
        else:
            ground.take((x - 3, y - 3, x + 3, y + 3))
    return found


def _scenarios(
    spec: FrontierSpec, frame: Frame, ground: Ground, unit: float, on_place: set[str]
) -> tuple[list[Primitive], list[XY]]:
    """Scenarios as lettered squares, and where these stand."""
    drawn: list[Primitive] = []
    half = HALF * unit
    squares = []
    for one in spec.scenarios:
        at = at_of(one, frame)
        x, y = at if one.letter in on_place else _square(at, frame, ground, half)
        squares.append((x, y))
        ground.take((x - half, y - half, x + half, y + half))
        ground.words.append((x - half, y - half, x + half, y + half))  # no label's line runs over it
        if (x, y) != at:
            ground.take_line(*at, x, y)
            drawn.append(Lines(((*at, x, y),), "tie", "text", 1.2))
            drawn.append(Circle(*at, 2.2 * unit, "scenario-place", "text"))
        drawn.append(Rect(x - half, y - half, half * 2, half * 2, "scenario", "surface", "text", 1.8))
        drawn.append(Text(x, y + 4.2 * unit, one.letter, "letter", "text", 12.0 * unit, True, "middle"))
    return drawn, squares


def _square(at: XY, frame: Frame, ground: Ground, half: float) -> XY:
    """Where a lettered square stands beside its place: as near as it covers neither curve nor mark."""
    tries = [
        (at[0] + across * far * half, at[1] + down * far * half)
        for far in (2.2, 3.0, 4.0, 5.5, 7.0)
        for across, down in BESIDE
    ]
    inside = [
        (x, y)
        for x, y in tries
        if frame.left < x - half and x + half < frame.right
        and frame.top < y - half and y + half < frame.bottom
    ]  # fmt: skip
    for x, y in inside:
        if ground.is_free((x - half - 1, y - half - 1, x + half + 1, y + half + 1)):
            return x, y
    return inside[-1] if inside else at


def _now(
    spec: FrontierSpec, frame: Frame, ground: Ground, letters: Lettering, unit: float
) -> list[Primitive]:
    """The words of the current place and of its arrows: they come before all other labels.

    Where they are short of room the order in which they are placed decides who finds some: the first
    order in which all do is taken, else the one in which the most do.
    """
    if spec.current is None:
        return []
    at = at_of(spec.current, frame)
    text = f"now {one_decimal(spec.current.gain)} at {money_text(spec.current.cost)}"

    def place(part: str, end: XY, on: Ground) -> list[Primitive]:
        if end != at:
            sides = "ewcd" if abs(end[0] - at[0]) < 1e-6 else "sncd"
            return _arrow_label(part, (end[0] + at[0]) / 2, (end[1] + at[1]) / 2, sides, on, letters)
        for lines, reach in (((part,), 0), (letters.wrap(part, letters.size * 7, 2, True), 0), ((part,), 6)):
            found = on.label(
                lines, *at, letters, away=10 * unit, sides="ecsdaw", reach=reach, bold=True, part="now"
            )
            if found:
                return found
        return []

    ends = [at_of(one, frame) for one in _arrow_ends(spec)]
    # Over and under the level arrow alone there is room for its words, so they are the first to be placed.
    parts = [*zip(arrow_words(spec), ends, strict=True)][::-1]
    parts.insert(min(1, len(parts)), (text, at))
    best: tuple[int, Ground, list[Primitive]] | None = None
    for order in permutations(parts):
        trial = deepcopy(ground)
        found = [place(*one, trial) for one in order]
        count = sum(map(bool, found))
        if best is None or count > best[0]:
            best = count, trial, [each for drawn in found for each in drawn]
        if count == len(parts):
            break
    assert best is not None  # there is at least one order
    ground.become(best[1])
    return best[2]


def _labels(
    spec: FrontierSpec,
    frame: Frame,
    ground: Ground,
    letters: Lettering,
    unit: float,
    squares: Sequence[XY],
) -> list[Primitive]:
    """What stands beside the lettered squares and, where there is room, beside the steps."""
    drawn: list[Primitive] = []
    for one, place in zip(spec.scenarios, squares, strict=True):
        # Its letter stands in the square: "A, seven days" needs no second one.
        text = clean(one.name).removeprefix(f"{one.letter}, ").removeprefix(f"{one.letter}: ")
        short = letters.width(text) < frame.width * 0.3
        lines = (text,) if short else letters.wrap(text, frame.width * 0.25, 2)
        drawn.extend(
            ground.label(
                lines, *place, letters, away=13 * unit, sides="ewcdabsn", reach=0, part="scenario-label"
            )
        )
    for step in sorted(spec.steps, key=lambda step: step.key != spec.highlight):
        if is_in(step, frame):
            text = step_name(step, frame, letters)
            drawn.extend(
                ground.label(
                    (text,), *at_of(step, frame), letters, away=6 * unit, sides="csbe", reach=1,
                    part="step-label",
                )
            )  # fmt: skip
    return drawn


def _arrow_label(
    text: str, x: float, y: float, sides: str, ground: Ground, letters: Lettering
) -> list[Primitive]:
    tries = [(text,), letters.wrap(text, letters.size * 8), letters.wrap(text, letters.size * 6.5)]
    if text.endswith(IN_PART):
        # On a small picture the figure and how it is reached: the arrow itself shows what stays the same.
        tries = [*(lines for lines in tries if len(lines) < 3), (text.partition(" ")[0] + IN_PART,)]
    away = letters.size * 0.6
    for reach in (1, 8):  # two lines close by read better than one far off
        for lines in tries:
            found = ground.label(
                lines, x, y, letters, away=away, sides=sides, reach=reach, part="arrow-label"
            )
            if found:
                return found
    return []


def _targets(spec: FrontierSpec, frame: Frame, seen: Window) -> tuple[Target, ...]:
    found = []
    if spec.current is not None:
        found.append(_target(CURRENT, at_of(spec.current, frame), 18.0))
    found.extend(_target(one.letter, at_of(one, frame), 18.0) for one in spec.scenarios)
    found.extend(_target(one.key, at_of(one, frame), LEAST_TARGET) for one in spec.steps if seen.holds(one))
    found.extend(
        _target(point_key(index), at_of(one, frame), LEAST_TARGET) for index, one in enumerate(spec.points)
    )
    return tuple(found)


def _target(key: str, at: XY, size: float) -> Target:
    return Target(key, at[0] - size / 2, at[1] - size / 2, size, size)
