"""What a drawn chart is made of: rectangles, lines, circles and texts in pixels.

Holds the frozen values that both renderers draw, and the frame that maps figures to pixels. Colours
are colour names; `part` says what a thing is (bar, mark, tick, label ...), for styles and tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    part: str
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    opacity: float = 1.0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Separate strokes drawn alike: gridlines, hatching."""

    strokes: tuple[tuple[float, float, float, float], ...]
    part: str
    stroke: str
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    points: tuple[XY, ...]
    part: str
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    closed: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    part: str
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """`y` is the baseline; `anchor` is start, middle or end; `turned` runs it upwards at (x, y)."""

    x: float
    y: float
    text: str
    part: str
    colour: str = "text"
    size: float = 12.0
    bold: bool = False
    anchor: str = "start"
    turned: bool = False


Primitive = Rect | Lines | Path | Circle | Text


@dataclass(frozen=True, slots=True)
class View:
    """What part of the chart is looked at: the ranges of keys and values."""

    key_range: tuple[float, float]
    value_range: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's rectangle in pixels and the ranges of keys and values that fill it."""

    left: float
    top: float
    width: float
    height: float
    key_range: tuple[float, float]
    value_range: tuple[float, float]
    horizontal: bool

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def key(self, key: float) -> float:
        low, high = self.key_range
        part = (key - low) / (high - low)
        return self.top + part * self.height if self.horizontal else self.left + part * self.width

    def key_of(self, place: float) -> float:
        """The key at a place along the axis of keys, the way back from `key`; held to the range."""
        low, high = self.key_range
        part = (place - self.top) / self.height if self.horizontal else (place - self.left) / self.width
        return low + min(max(part, 0.0), 1.0) * (high - low)

    def value(self, value: float) -> float:
        low, high = self.value_range
        part = (value - low) / (high - low)
        return self.left + part * self.width if self.horizontal else self.bottom - part * self.height

    def at(self, key: float, value: float) -> XY:
        if self.horizontal:
            return self.value(value), self.key(key)
        return self.key(key), self.value(value)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a picture's figure can be clicked and ringed: a box in pixels under the figure's key."""

    key: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A laid out plot. `inside` is cut at the frame when zoomed; `outside` are axes and labels.

    `height` is what the plot takes; it is more than was offered where rows or labels need it. `live`
    lies over both and can be laid out anew by itself; `targets` are a picture's figures, and `words`
    boxes (left, top, right, bottom) of labels that a live line must not cross.
    """

    frame: Frame
    width: float
    height: float
    inside: tuple[Primitive, ...] = field(default=())
    outside: tuple[Primitive, ...] = field(default=())
    live: tuple[Primitive, ...] = field(default=())
    targets: tuple[Target, ...] = field(default=())
    words: tuple[tuple[float, float, float, float], ...] = field(default=())

    @property
    def everything(self) -> tuple[Primitive, ...]:
        return (*self.inside, *self.outside, *self.live)
