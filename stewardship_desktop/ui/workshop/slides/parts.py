"""What slides are made of: words, rows, a picture, and parts side by side.

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
from stewardship_desktop.domain.chart.primitives import Lines, Primitive, Rect
from stewardship_desktop.ui.workshop.slides.paper import BODY, HEAD, ROW, Box, Paper, moved
from stewardship_desktop.ui.workshop.slides.slide import Part


class Whole:
    """A part that is never taken apart and makes no use of more room than it needs."""

    def least(self, paper: Paper, width: float) -> float:
        raise NotImplementedError

    def most(self, paper: Paper, width: float) -> float:
        return self.least(paper, width)


@dataclass(frozen=True, kw_only=True)
class Words(Whole):
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
class Row(Whole):
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
class Rows(Whole):
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
class Picture(Whole):
    """A picture as every other screen draws it, in the projector's letters. Dots come apart by rows.

    `tallest` is the height it makes use of, as a share of its width; `lowest` the height, in sizes of
    the letters, below which marks and labels would crowd.
    """

    spec: PictureSpec
    tallest: float = 0.6
    lowest: float = 0.0

    @property
    def words(self) -> str:
        return self.spec.alternative_text

    def least(self, paper: Paper, width: float) -> float:
        size = paper.px(BODY)
        return max(_least_height(self.spec, width, size), size * self.lowest)

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
class Beside(Whole):
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
