"""Parts that draw figures: the scale that people score on, and a figure as a bar with its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.chart.primitives import Lines, Primitive, Rect, Text
from stewardship_desktop.ui.workshop.slides.paper import BODY, ROW, Box, Paper
from stewardship_desktop.ui.workshop.slides.parts import Whole
from stewardship_desktop.ui.workshop.slides.slide import Part


@dataclass(frozen=True, kw_only=True)
class ScoreScale(Whole):
    """The line from 0 to 100 that people score on, with what its ends mean."""

    low: str
    high: str

    @property
    def words(self) -> str:
        return f"0 means {self.low}. 100 means {self.high}."

    def _ends(self, paper: Paper, width: float) -> tuple[Sequence[str], Sequence[str]]:
        letters = paper.letters()
        return letters.wrap(self.low, width * 0.42), letters.wrap(self.high, width * 0.42)

    def least(self, paper: Paper, width: float) -> float:
        lines = max(len(end) for end in self._ends(paper, width))
        return paper.letters().line * (lines + 1.2) + paper.px(BODY) * 1.6

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        return (self,)

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        letters = paper.letters()
        inset = letters.size * 1.2
        left, right = box.x + inset, box.x + box.width - inset
        y = box.y + letters.size
        strokes = [(left, y, right, y)]
        drawn: list[Primitive] = []
        for number in range(11):
            x = left + (right - left) * number / 10
            tick = letters.size * (0.5 if number % 5 == 0 else 0.28)
            strokes.append((x, y - tick, x, y + tick))
            if number % 5 == 0:
                below = y + letters.size * 1.7
                drawn.append(
                    Text(x, below, str(number * 10), "tick", size=letters.size, bold=True, anchor="middle")
                )
        low, high = self._ends(paper, box.width)
        top = y + letters.size * 1.7 + letters.line * 0.3
        for lines, x, anchor in ((low, box.x, "start"), (high, box.x + box.width, "end")):
            drawn += letters.stacked(lines, x, top + len(lines) * letters.line / 2, "anchor", anchor)
        return [Lines(tuple(strokes), "scale", "text", 2.0 * paper.scale), *drawn]


@dataclass(frozen=True, kw_only=True)
class RangeRow(Whole):
    """A figure as a bar with its range as a line over it, in words, and its source underneath.

    The bars of a slide run from `least_value` to `most_value`. `value` None draws no bar.
    """

    name: str
    said: str
    source: str
    value: float | None
    low: float | None
    high: float | None
    least_value: float
    most_value: float
    highlight: bool = False

    @property
    def words(self) -> str:
        return f"{self.name}: {self.said}. {self.source}".strip()

    def _columns(self, paper: Paper, width: float) -> tuple[float, float, float]:
        """Widths of the name, the bar and the words."""
        air = paper.px(BODY) * 0.6
        return width * 0.28 - air, width * 0.26, width * 0.46 - air * 2

    def _lines(self, paper: Paper, width: float) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        name, _, said = self._columns(paper, width)
        letters = paper.letters()
        return (
            letters.wrap(self.name, name, bold=True),
            letters.wrap(self.said, said, bold=True),
            letters.wrap(self.source, said) if self.source else (),
        )

    def least(self, paper: Paper, width: float) -> float:
        name, said, source = self._lines(paper, width)
        tall = max(len(name), len(said) + len(source)) * paper.letters().line
        return max(ROW * paper.scale, tall + paper.px(BODY) * 0.2)

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        return (self,)

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        letters, middle = paper.letters(), box.y + box.height / 2
        air = letters.size * 0.6
        name, bar, _ = self._columns(paper, box.width)
        lines, said, source = self._lines(paper, box.width)
        drawn: list[Primitive] = []
        if self.highlight:
            drawn.append(Rect(box.x, box.y, box.width, box.height, "highlight", "selection", "primary"))
        drawn += letters.stacked(lines, box.x + air / 2, middle, "name", bold=True)
        left = box.x + name + air
        drawn += self._bar(paper, left, bar, middle)
        start = left + bar + air
        first = middle - len(source) * letters.line / 2
        drawn += letters.stacked(said, start, first, "value", bold=True)
        drawn += letters.stacked(
            source, start, middle + len(said) * letters.line / 2, "source", colour="muted"
        )
        return drawn

    def _bar(self, paper: Paper, left: float, width: float, middle: float) -> list[Primitive]:
        span = (self.most_value - self.least_value) or 1.0

        def at(value: float) -> float:
            return left + (value - self.least_value) / span * width

        high = paper.px(BODY) * 0.9
        drawn: list[Primitive] = []
        if self.value is not None:
            begin, end = sorted((at(0.0), at(self.value)))
            wide = max(end - begin, 2.0)
            drawn.append(Rect(begin, middle - high / 2, wide, high, "bar", "selection", "primary", 1.5))
        if self.low is not None and self.high is not None:
            low, top, cap = at(self.low), at(self.high), high * 0.38
            strokes = ((low, middle, top, middle), (low, middle - cap, low, middle + cap),
                       (top, middle - cap, top, middle + cap))  # fmt: skip
            drawn.append(Lines(strokes, "range", "text", 2.5 * paper.scale))
        zero = at(0.0)
        drawn.append(Lines(((zero, middle - high, zero, middle + high),), "zero", "edge", 1.5))
        return drawn
