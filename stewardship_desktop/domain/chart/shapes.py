"""Bars' patterns and points' shapes, as primitives.

Holds the geometry that lets a chart read without colour: hatching cut to its rectangle (plain lines,
because pattern fills are drawn differently by every reader of SVG) and the four SPC shapes.
"""

from __future__ import annotations

from collections.abc import Iterator

from stewardship_desktop.domain.chart.primitives import XY, Circle, Lines, Path, Primitive, Rect
from stewardship_desktop.domain.chart.spec import Dash, Mark, Pattern, Shape

SPACING = 6.0
_ARROW = ((-2.8, 1.4), (0.0, -2.6), (2.8, 1.4))
"""The arrowhead of "circle up" in a circle of radius 6."""
DASHES: dict[Dash, tuple[float, ...]] = {Dash.SOLID: (), Dash.DASHED: (6.0, 4.0), Dash.DOTTED: (2.0, 3.0)}


def _rising(x: float, y: float, width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    """Lines at 45 degrees, bottom left to top right, cut to the rectangle."""
    offset = SPACING
    while offset < width + height:
        start_x, start_y = (x, y + offset) if offset <= height else (x + offset - height, y + height)
        end_x, end_y = (x + offset, y) if offset <= width else (x + width, y + offset - width)
        yield start_x, start_y, end_x, end_y
        offset += SPACING


def hatch(x: float, y: float, width: float, height: float, pattern: Pattern) -> tuple[tuple[float, ...], ...]:
    """Strokes of a hatched or crossed rectangle."""
    rising = tuple(_rising(x, y, width, height))
    falling = tuple((x1, 2 * y + height - y1, x2, 2 * y + height - y2) for x1, y1, x2, y2 in rising)
    if pattern is Pattern.HATCH:
        return rising
    return falling if pattern is Pattern.BACK_HATCH else (*rising, *falling)


def patterned(rect: Rect, colour: str, pattern: Pattern) -> tuple[Primitive, ...]:
    """The rectangle filled with a colour's pattern; solid and outline are one primitive."""
    x, y, width, height = rect.x, rect.y, rect.width, rect.height

    def box(fill: str, stroke_width: float = 1.0) -> Rect:
        return Rect(x, y, width, height, rect.part, fill, colour, stroke_width, tip=rect.tip)

    if pattern is Pattern.SOLID:
        return (box(colour),)
    if pattern is Pattern.OUTLINE:
        return (box("surface", 2.0),)
    if pattern is Pattern.DOTS:
        dots: list[Primitive] = []
        row, down = 0, 4.0
        while down < height - 1.5:
            across = 4.0 + (row % 2) * 3.0
            while across < width - 1.5:
                dots.append(Circle(x + across, y + down, 1.3, "pattern", fill=colour))
                across += SPACING
            row, down = row + 1, down + SPACING
        return (box("surface", 1.5), *dots)
    strokes = tuple((a, b, c, d) for a, b, c, d in hatch(x, y, width, height, pattern))
    return (box("surface", 1.5), Lines(strokes, "pattern", colour, 1.5))


def mark_shape(
    x: float, y: float, mark: Mark, tip: str = "", radius: float = 4.5, hollow: bool = False
) -> tuple[Primitive, ...]:
    """A point: filled shape with an outline in the text colour, and an arrowhead in "circle up".

    A hollow one is a forecast: the outline has the colour, and the ground shows inside.
    """
    fill, edge, wide = ("surface", mark.colour, 1.8) if hollow else (mark.colour, "text", 1.0)
    if mark.shape is Shape.DOT:
        return (Circle(x, y, radius - 1.0, "mark", fill, edge, wide, tip),)
    if mark.shape is Shape.CIRCLE_UP:
        size = radius + 1.5
        part = size / 6.0
        arrow = tuple((x + across * part, y + down * part) for across, down in _ARROW)
        return (
            Circle(x, y, size, "mark", fill, edge, wide, tip),
            Path(arrow, "mark-arrow", stroke=edge if hollow else "surface", stroke_width=1.8 * part),
        )
    if mark.shape is Shape.DIAMOND:
        far = radius + 1.5
        corners: tuple[XY, ...] = ((x, y - far), (x + far, y), (x, y + far), (x - far, y))
    else:
        sides = ((-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius))
        corners = tuple((x + across, y + down) for across, down in sides)
    return (Path(corners, "mark", fill, edge, wide, closed=True, tip=tip),)
