"""The paper of the projector: its size, the type sizes on it, and primitives moved about on it.

Sizes are those of a screen of 1280 by 720 and grow with a larger one; nothing is set under 18 pt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.primitives import Lines, Path, Primitive
from stewardship_desktop.ui.theme.tokens import PROJECTOR_POINTS, SPACE_2, SPACE_4, SPACE_5, pixels

BODY, HEAD, TITLE, QUESTION = PROJECTOR_POINTS
ROW = 44
"""The least height of a row, in pixels of a screen of 1280 by 720."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A page of `width` by `height` pixels. `step` sets large type that many sizes smaller, so that
    a slide with much to say needs fewer pages."""

    width: float
    height: float
    step: int = 0

    @property
    def scale(self) -> float:
        """How much larger than 1280 by 720 this is; a smaller screen is no reason for smaller type."""
        return max(1.0, min(self.width / 1280, self.height / 720))

    def px(self, points: int) -> float:
        """Pixels of a projector type size."""
        at = PROJECTOR_POINTS.index(points)
        return pixels(PROJECTOR_POINTS[max(0, at - self.step)]) * self.scale

    def letters(self, points: int = BODY) -> Lettering:
        """The measure of a type size."""
        return Lettering(self.px(points))

    @property
    def margin(self) -> float:
        return SPACE_5 * self.scale if self.height >= 600 else SPACE_4

    @property
    def gap(self) -> float:
        """Air between the parts of a slide."""
        return SPACE_4 * self.scale if self.height >= 600 else SPACE_2


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float


def moved(drawn: Iterable[Primitive], x: float, y: float) -> list[Primitive]:
    """The same primitives further right by `x` and further down by `y`."""
    found: list[Primitive] = []
    for one in drawn:
        if isinstance(one, Lines):
            strokes = tuple((x1 + x, y1 + y, x2 + x, y2 + y) for x1, y1, x2, y2 in one.strokes)
            found.append(replace(one, strokes=strokes))
        elif isinstance(one, Path):
            found.append(replace(one, points=tuple((px + x, py + y) for px, py in one.points)))
        else:
            found.append(replace(one, x=one.x + x, y=one.y + y))
    return found
