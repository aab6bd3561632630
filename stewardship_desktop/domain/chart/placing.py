"""Where a label may stand in a picture: beside its figure, on nothing else.

Holds a grid of what is taken already and the search for a free place around a point. It decides
nothing about what is labelled first: callers place what matters most first.
"""

from __future__ import annotations

import math
from collections import defaultdict

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.primitives import Lines, Primitive

CELL = 4.0
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Ground:
    """The part of a picture in which labels may stand, and what of it is taken."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.box: Box = (left, top, right, bottom)
        self.words: list[Box] = []
        # A row of cells is the bits of one number: a label asks for a dozen rows, not hundreds of cells.
        self._rows: defaultdict[int, int] = defaultdict(int)
        self._ties: list[tuple[float, float, float, float]] = []

    def take(self, box: Box) -> None:
        rows, bits = _cells(box)
        for row in rows:
            self._rows[row] |= bits

    def take_line(self, x1: float, y1: float, x2: float, y2: float, *, barred: bool = False) -> None:
        """Take the cells along a stroke; no label's line crosses one that is `barred`."""
        if barred:
            self._ties.append((x1, y1, x2, y2))
        count = int(math.hypot(x2 - x1, y2 - y1) / (CELL / 2)) + 1
        for part in range(count + 1):
            x, y = x1 + (x2 - x1) * part / count, y1 + (y2 - y1) * part / count
            self._rows[int(y // CELL)] |= 1 << max(int(x // CELL), 0)

    def become(self, other: Ground) -> None:
        """Take over what another try at the same ground has taken."""
        self.words, self._rows, self._ties = other.words, other._rows, other._ties

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < self.box[0] or top < self.box[1] or right > self.box[2] or bottom > self.box[3]:
            return False
        rows, bits = _cells(box)
        return not any(self._rows.get(row, 0) & bits for row in rows)

    def label(
        self,
        lines: tuple[str, ...],
        x: float,
        y: float,
        letters: Lettering,
        *,
        away: float,
        sides: str = "neswab",
        reach: int = 3,
        bold: bool = False,
        part: str = "point-label",
        colour: str = "text",
    ) -> list[Primitive]:
        """The lines beside (x, y), or nothing where no place is free.

        `away` is the distance to keep from the point. `sides` are tried in their order: n above,
        s below, e right, w left, a above and to the right, b above and to the left, c below and to
        the right, d below and to the left; first close by, then up to `reach` lines further off, tied
        to the point by a thin line.
        """
        wide = max((letters.width(line, bold) for line in lines), default=0.0) + 2
        high = len(lines) * letters.line
        for far in range(reach + 1):
            for side in sides:
                box = _beside(side, x, y, away + far * letters.line, wide, high)
                if not self.is_free(box):
                    continue
                tie = _tie(x, y, *_nearest(box, x, y), away * 0.8)
                if far and not self._can_tie(tie):
                    continue
                self.take(box)
                self.words.append(box)
                drawn: list[Primitive] = []
                if far:
                    drawn.append(Lines((tie,), "tie", "edge", 1.0))
                    self.take_line(*tie)
                    self._ties.append(tie)
                anchor = {"e": "start", "a": "start", "c": "start", "n": "middle", "s": "middle"}.get(
                    side, "end"
                )
                at = {"start": box[0] + 1, "middle": (box[0] + box[2]) / 2, "end": box[2] - 1}[anchor]
                middle = (box[1] + box[3]) / 2
                drawn.extend(letters.stacked(lines, at, middle, part, anchor, colour, bold))
                return drawn
        return []

    def _can_tie(self, tie: tuple[float, float, float, float]) -> bool:
        """Whether a line runs over no other label and across no other label's line."""
        if any(_crosses(tie, other) for other in self._ties):
            return False
        return not any(_runs_over(tie, box) for box in self.words)


def _tie(x: float, y: float, to_x: float, to_y: float, clear: float) -> tuple[float, float, float, float]:
    """From beside the point, whose mark the line must not cross, to the label."""
    long = math.hypot(to_x - x, to_y - y) or 1.0
    part = min(clear / long, 1.0)
    return x + (to_x - x) * part, y + (to_y - y) * part, to_x, to_y


def _runs_over(line: tuple[float, float, float, float], box: Box) -> bool:
    x1, y1, x2, y2 = line
    left, top, right, bottom = box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1
    if max(x1, x2) < left or min(x1, x2) > right or max(y1, y2) < top or min(y1, y2) > bottom:
        return False
    edges = ((left, top, right, bottom), (left, bottom, right, top))
    inside = left <= x1 <= right and top <= y1 <= bottom
    return inside or any(_crosses(line, edge) for edge in edges)


def _crosses(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    def side(line: tuple[float, float, float, float], x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (
        side(one, *other[:2]) * side(one, *other[2:]) <= 0
        and side(other, *one[:2]) * side(other, *one[2:]) <= 0
    )


def _beside(side: str, x: float, y: float, away: float, wide: float, high: float) -> Box:
    slant = away * 0.75
    if side == "n":
        return x - wide / 2, y - away - high, x + wide / 2, y - away
    if side == "s":
        return x - wide / 2, y + away, x + wide / 2, y + away + high
    if side == "e":
        return x + away, y - high / 2, x + away + wide, y + high / 2
    if side == "w":
        return x - away - wide, y - high / 2, x - away, y + high / 2
    if side in "ab":
        left = x + slant if side == "a" else x - slant - wide
        return left, y - slant - high, left + wide, y - slant
    left = x + slant if side == "c" else x - slant - wide
    return left, y + slant, left + wide, y + slant + high


def _nearest(box: Box, x: float, y: float) -> tuple[float, float]:
    return min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])


def _cells(box: Box) -> tuple[range, int]:
    """The rows of cells that a box touches, and the bits of its columns in each of them."""
    left, top, right, bottom = (int(edge // CELL) for edge in box)
    first, last = max(left, 0), max(right, 0)
    return range(top, bottom + 1), ((1 << (last - first + 1)) - 1) << first
