"""The signs for variation and assurance, as our own drawings made of primitives.

Holds their names, words and shapes. Form says what a sign means before its colour does: a circle is
improvement, a diamond concern, a square neither, as with the points of a chart; the arrow says whether
the values run high or low.
"""

from __future__ import annotations

import math
from enum import StrEnum

from stewardship_desktop.domain.chart.primitives import XY, Circle, Lines, Path, Primitive


class IconKind(StrEnum):
    """A sign, by the name that code and tests know it by; `icon_words` are what people read."""

    COMMON = "common"
    IMPROVEMENT_HIGH = "improvement high"
    IMPROVEMENT_LOW = "improvement low"
    CONCERN_HIGH = "concern high"
    CONCERN_LOW = "concern low"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"
    PASS = "pass"
    FAIL = "fail"
    INCONSISTENT = "inconsistent"
    NONE = "none"


_VARIATION_WORDS = {
    IconKind.COMMON: "No real change",
    IconKind.IMPROVEMENT_HIGH: "Better: high or rising",
    IconKind.IMPROVEMENT_LOW: "Better: low or falling",
    IconKind.CONCERN_HIGH: "Worse: high or rising",
    IconKind.CONCERN_LOW: "Worse: low or falling",
    IconKind.NEUTRAL_HIGH: "Changed: high or rising",
    IconKind.NEUTRAL_LOW: "Changed: low or falling",
}
_ASSURANCE_WORDS = {
    IconKind.PASS: "Target will be met",
    IconKind.FAIL: "Target won't be met without a change",
    IconKind.INCONSISTENT: "Target sometimes met, sometimes missed",
    IconKind.NONE: "No target",
}


def icon_words(kind: IconKind) -> str:
    """The words beside the sign, those of `domain.spc.words`: "Worse: low or falling"."""
    return {**_VARIATION_WORDS, **_ASSURANCE_WORDS}[kind]


def icon_alternative(kind: IconKind) -> str:
    """The sign in words, for a screen reader and as the alternative text of its picture."""
    return f"{'Variation' if kind in _VARIATION_WORDS else 'Assurance'}. {icon_words(kind)}"


GRID = 24.0
"""Icons are drawn on a square of 24, in which they keep 1 clear of the rim, and scaled from there."""
_UP = ((12.0, 18.0), (12.0, 6.5)), ((7.5, 11.0), (12.0, 6.5), (16.5, 11.0))


def icon_of(kind: IconKind, size: float = GRID, x: float = 0.0, y: float = 0.0) -> tuple[Primitive, ...]:
    """The sign in a square of `size` pixels whose top left corner is (x, y)."""
    pen = _Pen(size / GRID, x, y)
    if kind is IconKind.COMMON:
        return _common(pen)
    if kind in _VARIATION:
        colour, high = _VARIATION[kind]
        return _special(pen, colour, high)
    return _assurance(pen, kind)


_VARIATION = {
    IconKind.IMPROVEMENT_HIGH: ("improve", True),
    IconKind.IMPROVEMENT_LOW: ("improve", False),
    IconKind.CONCERN_HIGH: ("concern", True),
    IconKind.CONCERN_LOW: ("concern", False),
    IconKind.NEUTRAL_HIGH: ("neutral", True),
    IconKind.NEUTRAL_LOW: ("neutral", False),
}


class _Pen:
    """Turns places on the square of 24 into pixels."""

    def __init__(self, scale: float, x: float, y: float) -> None:
        self._scale, self._x, self._y = scale, x, y

    def at(self, place: XY) -> XY:
        return self._x + place[0] * self._scale, self._y + place[1] * self._scale

    def way(self, places: tuple[XY, ...], colour: str, width: float, part: str = "icon-sign") -> Path:
        return Path(tuple(map(self.at, places)), part, stroke=colour, stroke_width=width * self._scale)

    def shape(self, places: tuple[XY, ...], fill: str | None, stroke: str, width: float) -> Path:
        return Path(tuple(map(self.at, places)), "icon", fill, stroke, width * self._scale, closed=True)

    def ring(self, radius: float, fill: str | None, stroke: str | None, width: float = 1.0) -> Circle:
        x, y = self.at((12.0, 12.0))
        return Circle(x, y, radius * self._scale, "icon", fill, stroke, width * self._scale)

    def strokes(self, strokes: tuple[tuple[XY, XY], ...], colour: str, width: float) -> Lines:
        drawn = tuple((*self.at(start), *self.at(end)) for start, end in strokes)
        return Lines(drawn, "icon-sign", colour, width * self._scale)


def _common(pen: _Pen) -> tuple[Primitive, ...]:
    """A wave within a thin ring: ups and downs as usual."""
    wave = tuple((5.0 + part * 14 / 24, 12.0 - 3.6 * math.sin(part / 24 * 2 * math.pi)) for part in range(25))
    return pen.ring(10.6, "surface", "common", 1.4), pen.way(wave, "common", 2.2)


def _special(pen: _Pen, colour: str, high: bool) -> tuple[Primitive, ...]:
    """A filled circle, diamond or square with an arrow: improvement, concern or neither; high or low."""
    arrow = [tuple((x, y if high else GRID - y) for x, y in part) for part in _UP]
    sign = [pen.way(part, "surface", 2.4) for part in arrow]
    if colour == "improve":
        return pen.ring(10.6, colour, "text"), *sign
    if colour == "concern":
        corners: tuple[XY, ...] = ((12.0, 0.4), (23.6, 12.0), (12.0, 23.6), (0.4, 12.0))
    else:
        corners = ((2.5, 2.5), (21.5, 2.5), (21.5, 21.5), (2.5, 21.5))
    return pen.shape(corners, colour, "text", 1.0), *sign


def _assurance(pen: _Pen, kind: IconKind) -> tuple[Primitive, ...]:
    """A target: filled and ticked, crossed out, half filled, or an empty ring with a dash."""
    if kind is IconKind.PASS:
        tick = ((6.8, 12.4), (10.6, 16.2), (17.4, 8.2))
        return pen.ring(10.6, "improve", "text"), pen.way(tick, "surface", 2.6)
    if kind is IconKind.FAIL:
        cross = (((7.6, 7.6), (16.4, 16.4)), ((16.4, 7.6), (7.6, 16.4)))
        corners = tuple(_turned(part / 8 + 1 / 16, 11.4) for part in range(8))
        return pen.shape(corners, "concern", "text", 1.0), pen.strokes(cross, "surface", 2.6)
    if kind is IconKind.INCONSISTENT:
        half = tuple(_turned(0.5 + part / 48, 10.6) for part in range(25))
        return pen.ring(10.6, "surface", "common", 1.4), pen.shape(half, "common", "common", 1.0)
    return pen.ring(10.6, "surface", "muted", 1.4), pen.strokes((((7.5, 12.0), (16.5, 12.0)),), "muted", 2.2)


def _turned(part: float, radius: float) -> XY:
    """A place on a circle round the middle, `part` of a turn on from the top."""
    angle = part * 2 * math.pi
    return 12.0 + radius * math.sin(angle), 12.0 - radius * math.cos(angle)
