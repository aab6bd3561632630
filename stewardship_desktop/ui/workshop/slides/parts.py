"""What slides are made of: words, rows, a picture, parts side by side, and the scale of scores.

Each measures and draws itself as primitives; none knows a session.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import DotsSpec, PictureSpec
from stewardship_desktop.domain.chart.primitives import Lines, Primitive, Rect, Text
from stewardship_desktop.ui.workshop.slides.paper import BODY, HEAD, ROW, Box, Paper, moved
from stewardship_desktop.ui.workshop.slides.slide import Part


class _Whole:
    """A part that is never taken apart and makes no use of more room than it needs."""

    def least(self, paper: Paper, width: float) -> float:
        raise NotImplementedError

    def most(self, paper: Paper, width: float) -> float:
        return self.least(paper, width)


@dataclass(frozen=True, kw_only=True)
class Words(_Whole):
    """A paragraph, centred unless `centred` is off."""

    text: str
    points: int = BODY
    bold: bool = False
    colour: str = "text"
    centred: bool = True

    @property
    def words(self) -> str:
        return self.text

    def least(self, paper: Paper, width: float) -> float:
        letters = paper.letters(self.points)
        return len(letters.wrap(self.text, width, bold=self.bold)) * letters.line

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        """A text longer than a page goes on upon the next one."""
        letters = paper.letters(self.points)
        lines = letters.wrap(self.text, width, bold=self.bold)
        fit = max(1, int(room / letters.line))
        return tuple(
            replace(self, text=" ".join(lines[at : at + fit])) for at in range(0, len(lines), fit)
        ) or (self,)

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        letters = paper.letters(self.points)
        lines = letters.wrap(self.text, box.width, bold=self.bold)
        x, anchor = (box.x + box.width / 2, "middle") if self.centred else (box.x, "start")
        middle = box.y + box.height / 2
        return letters.stacked(lines, x, middle, "words", anchor, self.colour, self.bold)


@dataclass(frozen=True, kw_only=True)
class Row(_Whole):
    """A line of a list: a mark, a name, what there is to say of it, and a word at the end.

    `names` is the share of the width that names take; without it the name runs through.
    """

    name: str
    mark: str = ""
    detail: str = ""
    end: str = ""
    names: float = 1.0
    points: int = BODY
    bold: bool = True
    highlight: bool = False
    mark_room: float = 2.0
    end_room: float = 0.0

    @property
    def words(self) -> str:
        return ", ".join(text for text in (self.mark, self.name, self.detail, self.end) if text) + "."

    def _rooms(self, paper: Paper, width: float) -> tuple[float, float, float, float]:
        """Widths of mark, name, detail and end."""
        size = paper.px(BODY)
        mark = size * self.mark_room if self.mark else size * 0.5
        end = size * self.end_room
        left = width - mark - end - size * 0.5
        name = left * self.names
        return mark, name - (size * 0.6 if self.names < 1 else 0.0), left - name, end

    def _lines(self, paper: Paper, width: float) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        _, name, detail, end = self._rooms(paper, width)
        return (
            paper.letters(self.points).wrap(self.name, name, bold=self.bold),
            paper.letters().wrap(self.detail, detail) if self.detail else (),
            paper.letters().wrap(self.end, end - paper.px(BODY) * 0.6) if self.end else (),
        )

    def least(self, paper: Paper, width: float) -> float:
        name, *others = self._lines(paper, width)
        tall = max(
            len(name) * paper.letters(self.points).line,
            *(len(lines) * paper.letters().line for lines in others),
        )
        return max(ROW * paper.scale, tall + paper.px(BODY) * 0.4)

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        return (self,)

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        letters, middle = paper.letters(), box.y + box.height / 2
        mark, _, detail, end = self._rooms(paper, box.width)
        lines, said, last = self._lines(paper, box.width)
        drawn: list[Primitive] = []
        if self.highlight:
            drawn.append(Rect(box.x, box.y, box.width, box.height, "highlight", "selection", "primary"))
        start = box.x + mark
        if self.mark:
            at = start - letters.size * 0.6
            drawn += letters.stacked((self.mark,), at, middle, "mark-word", "end", "muted")
        drawn += paper.letters(self.points).stacked(lines, start, middle, "name", bold=self.bold)
        beside = box.x + box.width - end - detail - letters.size * 0.5
        drawn += letters.stacked(said, beside, middle, "detail")
        right = box.x + box.width - letters.size * 0.5
        drawn += letters.stacked(last, right, middle, "end-word", "end", "muted")
        return drawn


@dataclass(frozen=True, kw_only=True)
class Rows(_Whole):
    """Rows close together with hairlines between, under a title that every piece repeats."""

    rows: tuple[Part, ...]
    title: str = ""

    @property
    def words(self) -> str:
        said = " ".join(row.words for row in self.rows)
        return f"{self.title}: {said}" if self.title else said

    def _head(self, paper: Paper) -> float:
        return paper.letters(HEAD).line + paper.px(BODY) * 0.2 if self.title else 0.0

    def least(self, paper: Paper, width: float) -> float:
        return self._head(paper) + sum(row.least(paper, width) for row in self.rows)

    def most(self, paper: Paper, width: float) -> float:
        return self.least(paper, width) + len(self.rows) * paper.px(BODY) * 0.6

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        if self.least(paper, width) <= room:
            return (self,)
        heights = [row.least(paper, width) for row in self.rows]
        for count in range(2, len(self.rows)):
            ends = _ends(len(self.rows), count)
            if all(sum(heights[begin:end]) + self._head(paper) <= room for begin, end in pairwise(ends)):
                return tuple(replace(self, rows=self.rows[begin:end]) for begin, end in pairwise(ends))
        return tuple(replace(self, rows=(row,)) for row in self.rows)

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        drawn: list[Primitive] = []
        spare = max(0.0, box.height - self.least(paper, box.width)) / max(len(self.rows), 1)
        y = box.y + self._head(paper)
        if self.title:
            line = paper.letters(HEAD).line
            drawn += paper.letters(HEAD).stacked((self.title,), box.x, box.y + line / 2, "words", bold=True)
        for number, row in enumerate(self.rows):
            tall = row.least(paper, box.width) + spare
            drawn += row.draw(paper, Box(box.x, y, box.width, tall))
            if number:
                drawn.append(Lines(((box.x, y, box.x + box.width, y),), "row-edge", "line"))
            y += tall
        return drawn


@dataclass(frozen=True, kw_only=True)
class Picture(_Whole):
    """A picture as every other screen draws it, in the projector's letters. Dots come apart by rows.

    `tallest` is the height it makes use of, as a share of its width.
    """

    spec: PictureSpec
    tallest: float = 0.6

    @property
    def words(self) -> str:
        return self.spec.alternative_text

    def least(self, paper: Paper, width: float) -> float:
        return _least_height(self.spec, width, paper.px(BODY))

    def most(self, paper: Paper, width: float) -> float:
        low = self.least(paper, width)
        if isinstance(self.spec, DotsSpec):
            lanes = sum(max(len(row.rounds), 1) for row in self.spec.rows)
            return max(low, low + lanes * paper.px(BODY) * 3)
        return max(low, width * self.tallest)

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        spec = self.spec
        if not isinstance(spec, DotsSpec) or self.least(paper, width) <= room:
            return (self,)
        for count in range(2, len(spec.rows) + 1):
            ends = _ends(len(spec.rows), count)
            pieces = [replace(self, spec=_only(spec, begin, end)) for begin, end in pairwise(ends)]
            if all(piece.least(paper, width) <= room for piece in pieces):
                return tuple(pieces)
        return (self,)

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        made = arrange(self.spec, box.width, box.height, lettering=paper.letters(), grow=False)
        return moved(made.everything, box.x, box.y)


@lru_cache(maxsize=64)
def _least_height(spec: PictureSpec, width: float, size: float) -> float:
    """Kept, because paging asks for it again with every attempt."""
    return arrange(spec, width, 0.0, lettering=Lettering(size), grow=False).height


def _ends(rows: int, pieces: int) -> list[int]:
    """Where each of so many even pieces begins, the longer ones first, and where the last one ends."""
    return [-(-rows * piece // pieces) for piece in range(pieces + 1)]


def _only(spec: DotsSpec, begin: int, end: int) -> DotsSpec:
    """Some rows of a picture of dots; what it says in words is of these alone."""
    rows = spec.rows[begin:end]
    told = "; ".join(
        f"{row.name} " + ", ".join(f"{one.label} {one.words}".strip() for one in row.rounds if one.values)
        for row in rows
    )
    return replace(
        spec, rows=rows, alternative_text=f"Scores as dots on a line from 0 to 100: {told or 'none yet'}."
    )


@dataclass(frozen=True, kw_only=True)
class Beside(_Whole):
    """Two stacks of parts side by side where there is room, one under the other where there is not."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    share: float = 0.5
    least_letters: float = 45.0
    """Below this width, in sizes of the letters, the right stack goes under the left one."""

    @property
    def words(self) -> str:
        return " ".join(part.words for part in (*self.left, *self.right))

    def _widths(self, paper: Paper, width: float) -> tuple[float, float]:
        gap = paper.gap * 2
        return (width - gap) * self.share, (width - gap) * (1 - self.share)

    def _tall(self, parts: Sequence[Part], paper: Paper, width: float) -> float:
        return sum(part.least(paper, width) for part in parts) + paper.gap * max(0, len(parts) - 1)

    def least(self, paper: Paper, width: float) -> float:
        left, right = self._widths(paper, width)
        return max(self._tall(self.left, paper, left), self._tall(self.right, paper, right))

    def most(self, paper: Paper, width: float) -> float:
        # Whatever the page has: what is short stays at the top of its own side.
        return max(self.least(paper, width), min(width * 0.5, paper.height))

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        if width >= paper.px(BODY) * self.least_letters and self.least(paper, width) <= room:
            return (self,)
        return tuple(piece for part in (*self.left, *self.right) for piece in part.split(paper, width, room))

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        left, right = self._widths(paper, box.width)
        drawn = self._draw(self.left, paper, Box(box.x, box.y, left, box.height))
        return drawn + self._draw(self.right, paper, Box(box.x + box.width - right, box.y, right, box.height))

    def _draw(self, parts: Sequence[Part], paper: Paper, box: Box) -> list[Primitive]:
        least = [part.least(paper, box.width) for part in parts]
        spare = box.height - self._tall(parts, paper, box.width)
        drawn: list[Primitive] = []
        y = box.y
        for part, low in zip(parts, least, strict=True):
            more = min(spare, part.most(paper, box.width) - low)
            spare -= more
            drawn += part.draw(paper, Box(box.x, y, box.width, low + more))
            y += low + more + paper.gap
        return drawn


@dataclass(frozen=True, kw_only=True)
class ScoreScale(_Whole):
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
class RangeRow(_Whole):
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
