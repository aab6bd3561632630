"""The plane a picture lies on: two axes with their ticks and names, and the lines below the picture.

Holds the frame and what hangs on it. What stands in the frame is each picture's own module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stewardship_desktop.domain.chart.axes import base_line, grid
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import NumberFormat
from stewardship_desktop.domain.chart.primitives import Frame, Lines, Primitive, Rect, Text
from stewardship_desktop.domain.chart.scale import thin, ticks_between
from stewardship_desktop.domain.chart.shapes import patterned
from stewardship_desktop.domain.chart.spec import Pattern
from stewardship_desktop.domain.chart.text import clean

LEAST_BODY, LEAST_PIXELS = 4.0, 72.0
"""The least height of a plane, in sizes of its letters and in pixels: words come first in a room."""


@dataclass(frozen=True)
class Plane:
    """The frame, its axes as primitives, and the height of the whole."""

    frame: Frame
    height: float
    inside: tuple[Primitive, ...]
    outside: tuple[Primitive, ...]


@dataclass(frozen=True, kw_only=True)
class Axis:
    """The range of an axis, what it measures and how its ticks are written; no ticks without `number`."""

    low: float
    high: float
    name: str
    number: NumberFormat | None = None


def plane(
    across: Axis,
    up: Axis,
    width: float,
    height: float,
    letters: Lettering,
    *,
    above: float = 0.0,
    below: Sequence[Primitive] = (),
    below_height: float = 0.0,
    edge: float = 0.0,
) -> Plane:
    """A frame in `width` by at least `height`; `above` is kept free over it, `below` is put under it and
    `edge` is the room that labels at its right take."""
    ticks, texts = _ticks(up, height * 0.7 / (letters.size * 3), 6)
    left = max((letters.width(text) for text in texts), default=0.0) + 10
    right = max(edge, letters.size)
    x_ticks, x_texts = _ticks(across, (width - left - edge) / (letters.size * 7), 7)
    name = letters.wrap(across.name, width - left, 2) if across.name.strip() else ()
    up_name = letters.wrap(up.name, width, 2)
    top = len(up_name) * letters.line + above + letters.size * 0.5
    axis = letters.line * ((1 if x_ticks else 0) + len(name)) + 8
    height = max(height, top + axis + below_height + max(letters.size * LEAST_BODY, LEAST_PIXELS))
    body = height - top - axis - below_height
    ranges = (across.low, across.high), (up.low, up.high)
    frame = Frame(left, top, max(width - left - right, 40.0), body, *ranges, False)
    outside: list[Primitive] = []
    for number, line in enumerate(up_name):
        y = letters.size + number * letters.line
        outside.append(Text(0.0, y, line, "unit", "muted", letters.size))
    for tick, text in zip(ticks, texts, strict=True):
        y = frame.value(tick) + letters.size * 0.36
        outside.append(Text(left - 6, y, text, "tick", "muted", letters.size, anchor="end"))
    places = [frame.key(tick) for tick in x_ticks]
    y = frame.bottom + letters.size + 5
    for kept in thin(places, [letters.width(text) for text in x_texts], 6):
        half = letters.width(x_texts[kept]) / 2
        x = min(places[kept], width - half - 2)
        outside.append(Text(x, y, x_texts[kept], "tick", "muted", letters.size, anchor="middle"))
    y += letters.line if x_ticks else 0.0
    for number, line in enumerate(name):
        # Under its axis where labels stand beside it; a name longer than the axis runs on below them.
        end = max(frame.right, letters.width(line)) if edge else width - 2
        outside.append(
            Text(end, y + number * letters.line, line, "unit", "muted", letters.size, anchor="end")
        )
    outside.extend(placed_below(below, height - below_height))
    return Plane(frame, height, (grid(frame, ticks), base_line(frame)), tuple(outside))


def _ticks(axis: Axis, count: float, most: int) -> tuple[tuple[float, ...], tuple[str, ...]]:
    if axis.number is None:
        return (), ()
    ticks, step = ticks_between(axis.low, axis.high, min(max(2, int(count)), most))
    return ticks, tuple(axis.number.tick(tick, step) for tick in ticks)


def placed_below(drawn: Sequence[Primitive], down: float) -> list[Primitive]:
    """Notes moved down to where they stand."""
    moved: list[Primitive] = []
    for one in drawn:
        if isinstance(one, Text | Rect):
            moved.append(replace(one, y=one.y + down))
        elif isinstance(one, Lines):
            strokes = tuple((a, b + down, c, d + down) for a, b, c, d in one.strokes)
            moved.append(replace(one, strokes=strokes))
    return moved


def notes_below(
    left_out: Sequence[str], width: float, letters: Lettering, grow: bool
) -> tuple[list[Primitive], float]:
    """Lines under a picture that say what could not be drawn (hatched, as it is missing), and their height.

    Where the picture may not grow they are two at most.
    """
    if not left_out:
        return [], 0.0
    down = 6.0
    inset = letters.size * 1.5 + 6
    box = Rect(0.0, down + letters.line / 2 - letters.size / 2, letters.size * 1.5, letters.size, "swatch")
    drawn: list[Primitive] = [*patterned(box, "muted", Pattern.HATCH)]
    joined = clean("Not drawn: " + "; ".join(left_out)) + "."
    for line in letters.wrap(joined, width - inset - 4, None if grow else 2):
        drawn.append(Text(inset, down + letters.size, line, "note", "muted", letters.size))
        down += letters.line
    return drawn, down
