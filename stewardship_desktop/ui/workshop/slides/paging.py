"""Lays a slide out over as few pages as its words need: a projector does not scroll.

Large type gives way first, then the hints; nothing is ever cut and nothing is set under 18 pt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.chart.primitives import Primitive
from stewardship_desktop.ui.workshop.slides.paper import Box, Paper
from stewardship_desktop.ui.workshop.slides.slide import Page, Part, Slide

_ATTEMPTS = ((0, True), (1, True), (0, False), (1, False), (2, False))
"""How many sizes smaller large type is, and whether hints are there: the first with the fewest pages."""


@dataclass(frozen=True)
class _Stack:
    """Parts one under another on one page, from its `top` or in its middle."""

    parts: tuple[Part, ...]
    top: bool = False


def pages(slide: Slide, width: float, height: float) -> tuple[Page, ...]:
    """The pages of a slide in an area of `width` by `height` pixels; at least one."""
    best: tuple[Paper, Sequence[_Stack]] | None = None
    for step, hints in _ATTEMPTS:
        paper = Paper(width=width, height=height, step=step)
        found = _stacks(slide, paper, hints=hints)
        if best is None or len(found) < len(best[1]):
            best = paper, found
        if len(found) == 1:
            break
    assert best is not None
    paper, stacks = best
    return tuple(
        Page(drawn=tuple(_draw(stack, paper)), words=" ".join(part.words for part in stack.parts))
        for stack in stacks
    )


def _stacks(slide: Slide, paper: Paper, *, hints: bool) -> Sequence[_Stack]:
    head, tail = slide.head, (*slide.tail, *(slide.hints if hints else ()))
    room = paper.height - _height((*head, *tail), paper) - paper.gap
    body = _pieces(slide.body, paper, room)
    if any(part.least(paper, paper.width) > room for part in body):
        # A picture as high as the page: what every page would repeat stands before and after it instead.
        room = paper.height
        body, head, tail = _pieces((*head, *slide.body, *tail), paper, room), (), ()
    filled = _fill(body, paper, room)
    return [_Stack((*head, *part, *tail), top=len(filled) > 1) for part in filled]


def _pieces(body: Sequence[Part], paper: Paper, room: float) -> list[Part]:
    return [piece for part in body for piece in part.split(paper, paper.width, room)]


def _height(parts: Sequence[Part], paper: Paper) -> float:
    """Of parts one under another, with the air between them."""
    if not parts:
        return 0.0
    return sum(part.least(paper, paper.width) for part in parts) + paper.gap * (len(parts) - 1)


def _fill(body: Sequence[Part], paper: Paper, room: float) -> list[list[Part]]:
    """Parts over pages, as evenly as the fewest pages allow."""
    fewest = _greedy(body, paper, room)
    cap, kept = room, fewest
    while len(fewest) > 1 and cap > room / 2:
        cap -= room / 40
        tried = _greedy(body, paper, cap)
        if len(tried) > len(fewest):
            break
        kept = tried
    return kept


def _greedy(body: Sequence[Part], paper: Paper, room: float) -> list[list[Part]]:
    found: list[list[Part]] = [[]]
    for part in body:
        if found[-1] and _height([*found[-1], part], paper) > room:
            found.append([])
        found[-1].append(part)
    return found


def _draw(stack: _Stack, paper: Paper) -> list[Primitive]:
    """The parts in the middle of the page, or from its top where there are several pages."""
    least = [part.least(paper, paper.width) for part in stack.parts]
    wants = [
        max(0.0, part.most(paper, paper.width) - low) for part, low in zip(stack.parts, least, strict=True)
    ]
    spare = max(0.0, paper.height - _height(stack.parts, paper))
    share = min(1.0, spare / sum(wants)) if sum(wants) else 0.0
    heights = [low + want * share for low, want in zip(least, wants, strict=True)]
    left = paper.height - sum(heights) - paper.gap * (len(heights) - 1)
    y = 0.0 if stack.top else max(0.0, left / 2)
    drawn: list[Primitive] = []
    for part, tall in zip(stack.parts, heights, strict=True):
        drawn += part.draw(paper, Box(0.0, y, paper.width, tall))
        y += tall + paper.gap
    return drawn
