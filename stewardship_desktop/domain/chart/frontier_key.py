"""What a frontier's shapes mean, in a row under it: filled and hollow dots, and squares of the order.

Today and the scenarios need no key: their words stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.chart.frontier_window import Window
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import FrontierSpec
from stewardship_desktop.domain.chart.primitives import Circle, Path, Primitive, Text

LINE, UNDER, ORDER = "line", "under", "order"


@dataclass(frozen=True)
class Shown:
    """A shape (`LINE`, `UNDER`, `ORDER`, or "" for words alone) and what it means."""

    shape: str
    words: str


def key_entries(spec: FrontierSpec, seen: Window) -> tuple[Shown, ...]:
    """The shapes that are drawn, and a word on steps of the priority order that lie outside."""
    found = []
    if any(one.convex for one in spec.points):
        found.append(Shown(LINE, "efficient, on the line"))
    if any(not one.convex for one in spec.points):
        found.append(Shown(UNDER, "efficient, under it"))
    if spec.steps:
        outside = sum(not seen.holds(one) for one in spec.steps)
        if outside == len(spec.steps):
            found.append(Shown("", "the priority order lies outside"))
        elif outside:
            found.append(Shown(ORDER, f"priority order, {outside} of {len(spec.steps)} steps outside"))
        else:
            found.append(Shown(ORDER, "priority order"))
    return tuple(found)


def fits_a_row(entries: Sequence[Shown], room: float, letters: Lettering) -> bool:
    """Whether all of it stands in one row of `room` pixels."""
    return sum(_wide(one, letters) for one in entries) <= room + _gap(letters)


def key_rows(
    entries: Sequence[Shown], width: float, letters: Lettering, top: float = 0.0
) -> tuple[list[Primitive], float]:
    """The key from `top` on in rows that wrap, and the height they take."""
    drawn: list[Primitive] = []
    across, down = 0.0, top
    for one in entries:
        wide = _wide(one, letters)
        if across and across + wide - _gap(letters) > width:
            across, down = 0.0, down + letters.line
        drawn.extend(_shape(one.shape, across, down + letters.size * 0.64, letters))
        at = across + _swatch(one, letters)
        text = letters.cut(one.words, width - at)
        drawn.append(Text(at, down + letters.size, text, "key", "muted", letters.size))
        across += wide
    return drawn, down - top + letters.line if entries else 0.0


def step_mark(x: float, y: float, unit: float) -> Path:
    """A step of the priority order: a hollow square, in which a point of the line can be seen."""
    far = 5.0 * unit
    corners = ((x - far, y - far), (x + far, y - far), (x + far, y + far), (x - far, y + far))
    return Path(corners, "step", stroke="population", stroke_width=1.8 * unit, closed=True)


def _shape(shape: str, x: float, y: float, letters: Lettering) -> list[Primitive]:
    unit, wide = letters.size / 12, letters.size * 1.8
    ends, middle = ((x, y), (x + wide, y)), x + wide / 2
    if shape == LINE:
        return [
            Path(ends, "swatch", stroke="primary", stroke_width=2.5 * unit),
            Circle(middle, y, 3.2 * unit, "swatch", "primary", "text", 1.0),
        ]
    if shape == UNDER:
        return [Circle(x + letters.size * 0.4, y, 3.0 * unit, "swatch", "surface", "muted", 1.2)]
    if shape == ORDER:
        dash = (2.0 * unit, 3.0 * unit)
        return [
            Path(ends, "swatch", stroke="population", stroke_width=1.5 * unit, dash=dash),
            step_mark(middle, y, unit * 0.8),
        ]
    return []


def _swatch(one: Shown, letters: Lettering) -> float:
    """The room of a shape with the air behind it."""
    return {LINE: 2.2, UNDER: 1.2, ORDER: 2.2}.get(one.shape, 0.0) * letters.size


def _gap(letters: Lettering) -> float:
    return letters.size * 1.2


def _wide(one: Shown, letters: Lettering) -> float:
    return _swatch(one, letters) + letters.width(one.words) + _gap(letters)
