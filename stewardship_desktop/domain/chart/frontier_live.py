"""The part of a frontier that moves with its slider: budget line, ring of the chosen portfolio, highlight.

`live` lays it out anew over a drawing that stays as it is, so that a slider can move it with every frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stewardship_desktop.domain.chart.frontier_window import at_of, clipped, is_in
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import Number, money_text
from stewardship_desktop.domain.chart.picture import FrontierSpec, Step
from stewardship_desktop.domain.chart.primitives import (
    XY,
    Circle,
    Drawing,
    Frame,
    Lines,
    Path,
    Primitive,
    Rect,
    Text,
)
from stewardship_desktop.domain.chart.shapes import mark_shape
from stewardship_desktop.domain.chart.spec import Mark, Shape
from stewardship_desktop.domain.chart.text import clean


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


def live(spec: FrontierSpec, drawing: Drawing, letters: Lettering) -> Drawing:
    """The drawing with budget line, chosen ring and highlight laid out anew; all else is kept."""
    frame, unit = drawing.frame, letters.size / 12
    drawn: list[Primitive] = []
    if spec.budget is not None:
        drawn.extend(_budget(spec, spec.budget, drawing, letters))
    if spec.chosen is not None and is_in(spec.chosen, frame):
        x, y = at_of(spec.chosen, frame)
        drawn.append(Circle(x, y, 9.0 * unit, "chosen-ring", None, "concern", 3.0 * unit))
    drawn.extend(_highlight(spec, frame, unit))
    drawn.extend(_highlight_name(spec, drawing, letters))
    return replace(drawing, live=tuple(drawn))


def _budget(spec: FrontierSpec, budget: Number, drawing: Drawing, letters: Lettering) -> list[Primitive]:
    """The budget's line and words; one beyond the picture stands at its edge, with a head that points on."""
    frame, unit = drawing.frame, letters.size / 12
    low, high = frame.key_range
    words = clean(spec.budget_text or f"Budget {money_text(budget)}")
    beyond = -1 if budget < low else 1 if budget > high else 0
    if beyond:
        first, colon, rest = words.partition(":")
        words = f"{first}, {'left' if beyond < 0 else 'right'} of this picture{colon}{rest}"
    x = min(max(frame.key(float(budget)), frame.left), frame.right)
    strokes = _broken(x, frame.top - letters.size * 0.3, frame.bottom, drawing.words)
    dash = (8.0 * unit, 4.0 * unit)
    drawn: list[Primitive] = [Lines(strokes, "budget-line", "concern", 2.5 * unit, dash)]
    if beyond:
        size, y = letters.size * 0.5, frame.bottom - letters.size
        inner = x - beyond * size
        head = ((inner, y - size), (x + beyond * size * 0.6, y), (inner, y + size))
        drawn.append(Path(head, "budget-head", "concern", "text", 1.0, closed=True))
    text = letters.cut(words, drawing.width - 4, bold=True)
    half = letters.width(text, bold=True) / 2
    at = min(max(x, half + 2), drawing.width - half - 2)
    y = frame.top - letters.size * 0.55
    return [*drawn, Text(at, y, text, "budget", "text", letters.size, True, "middle")]


def _highlight(spec: FrontierSpec, frame: Frame, unit: float) -> list[Primitive]:
    """The step that a highlighted option adds, drawn thick with a square at its end."""
    before: XY = frame.at(0.0, 0.0)
    for step in spec.steps:
        here = at_of(step, frame)
        if step.key == spec.highlight:
            seen = clipped(before, here, frame)
            drawn: list[Primitive] = []
            if seen is not None:
                drawn.append(Path(seen, "highlight", stroke="text", stroke_width=4.0 * unit))
            if is_in(step, frame):
                square = Mark(shape=Shape.SQUARE, colour="text")
                drawn.extend(mark_shape(*here, square, radius=4.0 * unit))
            return drawn
        before = here
    return []


def _highlight_name(spec: FrontierSpec, drawing: Drawing, letters: Lettering) -> list[Primitive]:
    """The highlighted step's name on a plate, where it found no room among the names that stay."""
    step = next((step for step in spec.steps if step.key == spec.highlight), None)
    if step is None or not is_in(step, drawing.frame):
        return []
    text, frame = step_name(step, drawing.frame, letters), drawing.frame
    if any(
        isinstance(one, Text) and one.part == "step-label" and one.text == text for one in drawing.outside
    ):
        return []
    (x, y), wide, far = at_of(step, frame), letters.width(text, bold=True) + 6, letters.size * 0.7
    tries = [
        (
            min(max(left, frame.left), frame.right - wide),
            min(max(top, frame.top), frame.bottom - letters.line),
        )
        for top in (y + far, y - far - letters.line)
        for left in (x + far, x - far - wide)
    ]
    points = [at_of(one, frame) for one in spec.points]
    left, top = min(tries, key=lambda at: _covered(at, (wide, letters.line), points, drawing))
    plate = Rect(left, top, wide, letters.line, "plate", fill="surface", stroke="text")
    words = Text(left + 3, top + letters.size, text, "step-label", "text", letters.size, True)
    return [plate, words]


def _covered(at: XY, size: XY, points: Sequence[XY], drawing: Drawing) -> int:
    """How many efficient points and labels a plate would hide."""
    (left, top), (right, bottom) = at, (at[0] + size[0], at[1] + size[1])
    hidden = sum(left <= x <= right and top <= y <= bottom for x, y in points)
    return hidden + 3 * sum(
        box[0] < right and left < box[2] and box[1] < bottom and top < box[3] for box in drawing.words
    )


def step_name(step: Step, frame: Frame, letters: Lettering) -> str:
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
