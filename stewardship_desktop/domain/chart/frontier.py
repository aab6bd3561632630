"""Lays the frontier out: efficient portfolios over cost, where the group stands, and the budget.

The budget line, the ring of the chosen portfolio and the highlight are the live part: `live` lays them
out anew over a drawing that stays as it is, so that a slider can move them with every frame.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import PLAIN, Number, money_format, money_text, one_decimal
from stewardship_desktop.domain.chart.picture import FrontierSpec, Place, Step
from stewardship_desktop.domain.chart.picture_reading import CURRENT, arrow_words, figures_of, point_key
from stewardship_desktop.domain.chart.placing import Ground
from stewardship_desktop.domain.chart.plane import Axis, notes_below, plane
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
from stewardship_desktop.domain.chart.scale import nice_range
from stewardship_desktop.domain.chart.shapes import mark_shape
from stewardship_desktop.domain.chart.spec import Mark, Shape
from stewardship_desktop.domain.chart.text import clean

SEEN = 2.0
"""Pixels within which two hollow dots cannot be told apart: one of them is drawn."""
LEAST_TARGET = 12.0
BESIDE = ((0.0, 0.0), (1.2, 1.2), (1.2, -1.2), (-1.2, 1.2), (-1.2, -1.2), (2.4, 0.0), (-2.4, 0.0), (0.0, 2.4))
"""Steps away from a place that is taken, tried in their order."""


def same_but_live(one: FrontierSpec, other: FrontierSpec) -> bool:
    """Whether two pictures differ in their live part only."""
    return (
        replace(
            one,
            budget=other.budget,
            chosen=other.chosen,
            budget_text=other.budget_text,
            highlight=other.highlight,
        )
        == other
    )


def frontier(spec: FrontierSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The whole picture."""
    places = _places(spec)
    costs, gains = [float(one.cost) for one in places], [float(one.gain) for one in places]
    low, high = nice_range(min(0.0, *costs), max(0.0, *costs, float(spec.budget or 0)), 6)
    low_gain, high_gain = nice_range(min(0.0, *gains), max(0.0, *gains), 5)
    below, below_height = notes_below(spec.left_out, width, letters, grow)
    across = Axis(low=low, high=high, name="cost a year", number=money_format(one.cost for one in places))
    up = Axis(low=low_gain, high=high_gain, name=f"{spec.gain_name} a year", number=PLAIN)
    # The budget's words have a row of their own over the frame.
    laid = plane(
        across, up, width, height, letters, above=letters.line * 1.2, below=below, below_height=below_height
    )
    frame, unit = laid.frame, letters.size / 12
    ground = Ground(frame.left, frame.top - letters.size * 0.4, frame.right + letters.size, frame.bottom)
    ways: list[Primitive] = [*_line(spec, frame, ground, unit), *_steps(spec, frame, ground, unit)]
    arrows = _arrows(spec, frame, ground, unit)
    marks = _marks(spec, frame, ground, unit)
    labels = _labels(spec, frame, ground, letters, unit)
    drawing = Drawing(
        frame, width, laid.height, (*laid.inside, *ways, *arrows, *marks), (*laid.outside, *labels),
        targets=_targets(spec, frame), words=tuple(ground.words),
    )  # fmt: skip
    return live(spec, drawing, letters)


def live(spec: FrontierSpec, drawing: Drawing, letters: Lettering) -> Drawing:
    """The drawing with budget line, chosen ring and highlight laid out anew; all else is kept."""
    frame, unit = drawing.frame, letters.size / 12
    drawn: list[Primitive] = []
    if spec.budget is not None:
        x = min(max(frame.key(float(spec.budget)), frame.left), frame.right)
        top = frame.top - letters.size * 0.3
        strokes = _broken(x, top, frame.bottom, drawing.words)
        drawn.append(Lines(strokes, "budget-line", "concern", 2.5 * unit, (8.0 * unit, 4.0 * unit)))
        words = spec.budget_text or f"Budget {money_text(spec.budget)}"
        text = letters.cut(clean(words), drawing.width - 4, bold=True)
        half = letters.width(text, bold=True) / 2
        at = min(max(x, half + 2), drawing.width - half - 2)
        y = frame.top - letters.size * 0.55
        drawn.append(Text(at, y, text, "budget", "text", letters.size, True, "middle"))
    if spec.chosen is not None:
        x, y = _at(spec.chosen, frame)
        drawn.append(Circle(x, y, 9.0 * unit, "chosen-ring", None, "concern", 3.0 * unit))
        drawn.append(Circle(x, y, 4.0 * unit, "chosen", "concern", "text", 1.0))
    drawn.extend(_highlight(spec, frame, unit))
    drawn.extend(_highlight_name(spec, drawing, letters))
    return replace(drawing, live=tuple(drawn))


def _highlight(spec: FrontierSpec, frame: Frame, unit: float) -> list[Primitive]:
    """The step that a highlighted option adds, drawn thick with a square at its end."""
    before: XY = frame.at(0.0, 0.0)
    for step in spec.steps:
        here = _at(step, frame)
        if step.key == spec.highlight:
            square = Mark(shape=Shape.SQUARE, colour="text")
            way = Path((before, here), "highlight", stroke="text", stroke_width=4.0 * unit)
            return [way, *mark_shape(*here, square, radius=4.0 * unit)]
        before = here
    return []


def _highlight_name(spec: FrontierSpec, drawing: Drawing, letters: Lettering) -> list[Primitive]:
    """The highlighted step's name on a plate, where it found no room among the names that stay."""
    step = next((step for step in spec.steps if step.key == spec.highlight), None)
    if step is None:
        return []
    text, frame = _step_name(step, drawing.frame, letters), drawing.frame
    if any(
        isinstance(one, Text) and one.part == "step-label" and one.text == text for one in drawing.outside
    ):
        return []
    (x, y), wide = _at(step, frame), letters.width(text, bold=True) + 6
    left = min(x + letters.size * 0.7, frame.right - wide)
    top = min(y + letters.size * 0.7, frame.bottom - letters.line)
    plate = Rect(left, top, wide, letters.line, "plate", fill="surface", stroke="text")
    words = Text(left + 3, top + letters.size, text, "step-label", "text", letters.size, True)
    return [plate, words]


def _step_name(step: Step, frame: Frame, letters: Lettering) -> str:
    return letters.cut(clean(step.name), frame.width * 0.25)


def _broken(
    x: float, top: float, bottom: float, words: tuple[tuple[float, float, float, float], ...]
) -> tuple[tuple[float, float, float, float], ...]:
    """The upright line at `x` without the stretches on which labels stand."""
    crossed = sorted((box[1], box[3]) for box in words if box[0] - 2 <= x <= box[2] + 2)
    strokes, start = [], top
    for upper, lower in crossed:
        if upper > start:
            strokes.append((x, start, x, upper))
        start = max(start, lower)
    return (*strokes, (x, start, x, bottom)) if start < bottom else tuple(strokes)


def _places(spec: FrontierSpec) -> list[Place]:
    places: list[Place] = [*spec.points, *spec.steps, *spec.scenarios]
    if spec.current is not None:
        places.append(spec.current)
        if spec.same_cost:
            places.append(_up(spec.current, spec.same_cost))
        if spec.same_gain:
            places.append(_left(spec.current, spec.same_gain))
    return places


def _up(current: Place, more: Number) -> Place:
    return Place(cost=current.cost, gain=float(current.gain) + float(more))


def _left(current: Place, less: Number) -> Place:
    return Place(cost=float(current.cost) - float(less), gain=current.gain)


def _at(one: Place, frame: Frame) -> XY:
    return frame.at(float(one.cost), float(one.gain))


def _line(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> list[Primitive]:
    """The line through the convex points, and a hollow dot for every other efficient one that can be seen."""
    convex = [_at(one, frame) for one in spec.points if one.convex]
    for (x1, y1), (x2, y2) in pairwise(convex):
        ground.take_line(x1, y1, x2, y2)
        ground.take_line(x1, y1 - 2, x2, y2 - 2)
    drawn: list[Primitive] = []
    seen: set[tuple[int, int]] = set()
    many = len(spec.points) > 150
    radius = (2.2 if many else 3.0) * unit
    for one in spec.points:
        x, y = _at(one, frame)
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
    """The priority order from nothing, dotted: where rules play no part it lies on the line."""
    if not spec.steps:
        return []
    way = (frame.at(0.0, 0.0), *(_at(step, frame) for step in spec.steps))
    for (x1, y1), (x2, y2) in pairwise(way):
        ground.take_line(x1, y1, x2, y2)
    drawn: list[Primitive] = [
        Path(way, "order", stroke="population", stroke_width=1.5 * unit, dash=(2.0 * unit, 3.0 * unit))
    ]
    for x, y in way[1:]:
        drawn.extend(mark_shape(x, y, Mark(shape=Shape.SQUARE, colour="population"), radius=2.6 * unit))
    return drawn


def _arrows(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> list[Primitive]:
    if spec.current is None:
        return []
    start = _at(spec.current, frame)
    ends = []
    if spec.same_cost is not None and spec.same_cost > 0:
        ends.append(_at(_up(spec.current, spec.same_cost), frame))
    if spec.same_gain is not None and spec.same_gain > 0:
        ends.append(_at(_left(spec.current, spec.same_gain), frame))
    drawn: list[Primitive] = []
    for end in ends:
        ground.take_line(*start, *end)
        drawn.append(Path((start, end), "arrow", stroke="text", stroke_width=1.8 * unit))
        drawn.append(_head(start, end, 7.0 * unit))
    return drawn


def _head(start: XY, end: XY, size: float) -> Path:
    x, y = end
    if abs(start[0] - x) < 1e-6:  # upwards
        corners: tuple[XY, ...] = ((x - size * 0.6, y + size), (x, y), (x + size * 0.6, y + size))
    else:
        corners = ((x + size, y - size * 0.6), (x, y), (x + size, y + size * 0.6))
    return Path(corners, "arrow-head", "text", "text", 1.0, closed=True)


def _marks(spec: FrontierSpec, frame: Frame, ground: Ground, unit: float) -> list[Primitive]:
    """The current place as a diamond, scenarios as squares with their letters in them."""
    drawn: list[Primitive] = []
    if spec.current is not None:
        x, y = _at(spec.current, frame)
        said = figures_of(replace(spec, points=()))[CURRENT]
        drawn.extend(mark_shape(x, y, Mark(shape=Shape.DIAMOND, colour="concern"), said, 6.0 * unit))
        ground.take((x - 8 * unit, y - 8 * unit, x + 8 * unit, y + 8 * unit))
    half = 8.0 * unit
    for one, (x, y) in zip(spec.scenarios, _squares(spec, frame, unit), strict=True):
        at = _at(one, frame)
        if (x, y) != at:
            drawn.append(Lines(((*at, x, y),), "tie", "text", 1.2))
            drawn.append(Circle(*at, 2.2 * unit, "scenario-place", "text"))
        drawn.append(Rect(x - half, y - half, half * 2, half * 2, "scenario", "surface", "text", 1.8))
        drawn.append(Text(x, y + 4.2 * unit, one.letter, "letter", "text", 12.0 * unit, True, "middle"))
        ground.take((x - half, y - half, x + half, y + half))
    return drawn


def _squares(spec: FrontierSpec, frame: Frame, unit: float) -> list[XY]:
    """Where the lettered squares stand: on their place, or beside it where another mark stands there."""
    taken = [] if spec.current is None else [_at(spec.current, frame)]
    found = []
    away = 18.0 * unit
    for one in spec.scenarios:
        x, y = _at(one, frame)
        tries = [(x + across * away, y + down * away) for across, down in BESIDE]
        inside = [
            (left, top)
            for left, top in tries
            if frame.left < left < frame.right and frame.top < top < frame.bottom
            and all(max(abs(left - a), abs(top - b)) >= away * 0.9 for a, b in taken)
        ]  # fmt: skip
        place = inside[0] if inside else (x, y)
        taken.append(place)
        found.append(place)
    return found


def _labels(
    spec: FrontierSpec, frame: Frame, ground: Ground, letters: Lettering, unit: float
) -> list[Primitive]:
    """What stands beside the marks: the current place and its arrows first, then scenarios, then steps."""
    drawn: list[Primitive] = []
    if spec.current is not None:
        at = _at(spec.current, frame)
        text = f"now {one_decimal(spec.current.gain)} at {money_text(spec.current.cost)}"
        drawn.extend(
            ground.label(
                (text,), *at, letters, away=10 * unit, sides="cesdaw", reach=6, bold=True, part="now"
            )
        )
        words = list(arrow_words(spec))
        if spec.same_cost is not None and spec.same_cost > 0:
            x, y = _at(_up(spec.current, spec.same_cost), frame)
            drawn.extend(_arrow_label(words.pop(0), x, (y + at[1]) / 2, "ewcd", ground, letters))
        if spec.same_gain is not None and spec.same_gain > 0:
            x, y = _at(_left(spec.current, spec.same_gain), frame)
            drawn.extend(_arrow_label(words.pop(0), (x + at[0]) / 2, y, "sncd", ground, letters))
    for one, place in zip(spec.scenarios, _squares(spec, frame, unit), strict=True):
        text = clean(one.name)
        if not text:  # a plan that goes by its letter
            continue
        lines = (
            (text,) if letters.width(text) < frame.width * 0.3 else letters.wrap(text, frame.width * 0.25, 2)
        )
        drawn.extend(
            ground.label(lines, *place, letters, away=10 * unit, sides="ecsdawnb", part="scenario-label")
        )
    for step in sorted(spec.steps, key=lambda step: step.key != spec.highlight):
        text = _step_name(step, frame, letters)
        drawn.extend(
            ground.label(
                (text,), *_at(step, frame), letters, away=6 * unit, sides="csbe", reach=1, part="step-label"
            )
        )
    return drawn


def _arrow_label(
    text: str, x: float, y: float, sides: str, ground: Ground, letters: Lettering
) -> list[Primitive]:
    for lines in ((text,), letters.wrap(text, letters.size * 8)):
        found = ground.label(lines, x, y, letters, away=5.0, sides=sides, reach=8, part="arrow-label")
        if found:
            return found
    return []


def _targets(spec: FrontierSpec, frame: Frame) -> tuple[Target, ...]:
    found = []
    if spec.current is not None:
        found.append(_target(CURRENT, _at(spec.current, frame), 18.0))
    found.extend(_target(one.letter, _at(one, frame), 18.0) for one in spec.scenarios)
    found.extend(_target(one.key, _at(one, frame), LEAST_TARGET) for one in spec.steps)
    found.extend(
        _target(point_key(index), _at(one, frame), LEAST_TARGET) for index, one in enumerate(spec.points)
    )
    return tuple(found)


def _target(key: str, at: XY, size: float) -> Target:
    return Target(key, at[0] - size / 2, at[1] - size / 2, size, size)
