"""Type on a chart and the labels that must not run into one another.

Holds the type's measure, the key of series, labels at the right edge and texts hung on vertical
lines. Each returns primitives and the room it takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stewardship_desktop.domain.chart.primitives import Lines, Primitive, Rect, Text
from stewardship_desktop.domain.chart.scale import spread
from stewardship_desktop.domain.chart.shapes import mark_shape, patterned
from stewardship_desktop.domain.chart.spec import Mark, Pattern
from stewardship_desktop.domain.chart.text import LINE_HEIGHT, cut, width_of, wrap

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Lettering:
    """A type size in pixels; `stretch` is how much wider than the bundled face the drawn one runs."""

    size: float = 12.0
    stretch: float = 1.0

    @property
    def line(self) -> float:
        return self.size * LINE_HEIGHT

    def width(self, text: str, bold: bool = False) -> float:
        return width_of(text, self.size, bold) * self.stretch

    def cut(self, text: str, room: float, bold: bool = False) -> str:
        return cut(text, room / self.stretch, self.size, bold)

    def wrap(self, text: str, room: float, lines: int | None = None, bold: bool = False) -> tuple[str, ...]:
        return wrap(text, room / self.stretch, self.size, bold, lines)

    def stacked(
        self,
        lines: Sequence[str],
        x: float,
        middle: float,
        part: str,
        anchor: str = "start",
        colour: str = "text",
        bold: bool = False,
    ) -> list[Primitive]:
        """Lines of text whose block is centred on `middle`."""
        first = middle - len(lines) * self.line / 2 + self.line / 2 + self.size * 0.36
        return [
            Text(x, first + number * self.line, line, part, colour, self.size, bold, anchor)
            for number, line in enumerate(lines)
        ]


@dataclass(frozen=True)
class KeyEntry:
    """What a pattern or shape stands for."""

    text: str
    colour: str
    pattern: Pattern = Pattern.SOLID
    mark: Mark | None = None
    opacity: float = 1.0


def key_rows(
    entries: Sequence[KeyEntry], x: float, top: float, width: float, lettering: Lettering
) -> tuple[list[Primitive], float]:
    """Swatches with their names in rows that wrap; the height taken."""
    if not entries:
        return [], 0.0
    drawn: list[Primitive] = []
    swatch, across, down, row = lettering.size * 1.5, 0.0, 0.0, lettering.line + 4
    for entry in entries:
        lines = lettering.wrap(entry.text, max(width - swatch - 6, 20), 2)
        wide = swatch + 6 + max((lettering.width(line) for line in lines), default=0.0)
        if across and across + wide > width:
            across, down, row = 0.0, down + row, lettering.line + 4
        row = max(row, len(lines) * lettering.line + 4)
        middle = top + down + lettering.line / 2
        if entry.mark:
            drawn.extend(mark_shape(x + across + swatch / 2, middle, entry.mark))
            drawn = [_renamed(one) for one in drawn]
        else:
            box = Rect(x + across, middle - lettering.size * 0.5, swatch, lettering.size, "swatch")
            drawn.extend(patterned(box, entry.colour, entry.pattern))
        drawn.extend(
            Text(
                x + across + swatch + 6,
                middle + lettering.size * 0.36 + number * lettering.line,
                line,
                "key",
                size=lettering.size,
            )
            for number, line in enumerate(lines)
        )
        across += wide + 18
    return drawn, down + row + 6


def _renamed(one: Primitive) -> Primitive:
    """A mark in the key is not a figure: it must not be counted as one."""
    return replace(one, part="swatch") if one.part == "mark" else one


@dataclass(frozen=True)
class EdgeLabel:
    text: str
    at: float  # pixel on the value axis
    colour: str = "text"
    bold: bool = False
    rank: int = 0  # the greater, the sooner it goes where not all have room


def fitting(labels: Sequence[EdgeLabel], room: float, height: float, lettering: Lettering) -> list[EdgeLabel]:
    """The labels that have room above one another: else the greatest rank goes, the last first."""
    kept = list(labels)
    while len(kept) > 1 and edge_labels(kept, 0.0, room, 0.0, 1.0, lettering)[1] > height:
        worst = max(range(len(kept)), key=lambda place: (kept[place].rank, place))
        del kept[worst]
    return kept


def edge_labels(
    labels: Sequence[EdgeLabel], x: float, room: float, low: float, high: float, lettering: Lettering
) -> tuple[list[Primitive], float]:
    """Labels at the right edge, moved apart and tied to their line where moved; the height they need."""
    wrapped = [lettering.wrap(label.text, room - 12, 3, label.bold) for label in labels]
    heights = [len(lines) * lettering.line + 2 for lines in wrapped]
    middles = spread([label.at for label in labels], heights, low, high)
    drawn: list[Primitive] = []
    for label, lines, middle in zip(labels, wrapped, middles, strict=True):
        if abs(middle - label.at) > 3:
            drawn.append(Lines(((x + 1, label.at, x + 9, middle),), "tie", "edge", 1.0))
        drawn.extend(lettering.stacked(lines, x + 12, middle, "edge-label", colour="text", bold=label.bold))
    return drawn, sum(heights)


@dataclass(frozen=True)
class Tag:
    """A text that names a vertical line at pixel `x`."""

    x: float
    text: str
    colour: str = "text"
    dash: tuple[float, ...] = ()
    part: str = "event"


def tag_rows(
    tags: Sequence[Tag], left: float, right: float, lettering: Lettering
) -> tuple[list[tuple[Tag, str, float, str, int]], int, bool]:
    """(tag, text, x, anchor, row) for each, the number of rows, and whether texts became letters.

    Rows count from the top. A text runs to the right of its line, or to the left near the edge, and
    no line of another tag crosses it. Where that cannot be had in three rows every line gets a
    letter instead and the caller lists the texts below.
    """
    ordered = sorted(tags, key=lambda tag: -tag.x)
    placed: list[tuple[Tag, str, float, str, int]] = []
    spans: list[tuple[float, float, float, int]] = []  # from, to, line, row (0 the lowest)
    for tag in ordered:
        wide = lettering.width(tag.text)
        best: tuple[float, float, str, int] | None = None
        for row in range(3):
            for anchor in ("start", "end"):
                low, high = (tag.x, tag.x + wide + 8) if anchor == "start" else (tag.x - wide - 8, tag.x)
                if low < left or high > right:
                    continue
                if all(_apart(low, high, tag.x, row, other) for other in spans):
                    best = (low, high, anchor, row)
                    break
            if best:
                break
        if best is None:
            return _lettered(tags, lettering)
        low, high, anchor, row = best
        spans.append((low, high, tag.x, row))
        placed.append((tag, tag.text, tag.x + 4 if anchor == "start" else tag.x - 4, anchor, row))
    rows = max((row for *_, row in placed), default=-1) + 1
    return [(tag, text, x, anchor, rows - 1 - row) for tag, text, x, anchor, row in placed], rows, False


def _apart(low: float, high: float, line: float, row: int, other: tuple[float, float, float, int]) -> bool:
    other_low, other_high, other_line, other_row = other
    if row == other_row and low < other_high + 6 and other_low - 6 < high:
        return False
    if row > other_row and other_low - 3 < line < other_high + 3:
        return False
    return not (other_row > row and low - 3 < other_line < high + 3)


def _lettered(
    tags: Sequence[Tag], lettering: Lettering
) -> tuple[list[tuple[Tag, str, float, str, int]], int, bool]:
    placed: list[tuple[Tag, str, float, str, int]] = []
    ends: list[float] = []  # right end of the last letter in each row
    for number, tag in enumerate(sorted(tags, key=lambda tag: tag.x)):
        half = lettering.width(letter_of(number), bold=True) / 2
        row = next((row for row, end in enumerate(ends) if end <= tag.x - half), len(ends))
        ends[row:] = [tag.x + half + 4, *ends[row + 1 :]]
        placed.append((tag, letter_of(number), tag.x, "middle", row))
    return placed, len(ends), True


def letter_of(number: int) -> str:
    """A, B ... Z, A2, B2 ..."""
    turn, place = divmod(number, len(LETTERS))
    return LETTERS[place] + (str(turn + 1) if turn else "")
