"""What a slide is: parts that are drawn one under another, and which of them every page repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from stewardship_desktop.domain.chart.primitives import Primitive
from stewardship_desktop.ui.workshop.slides.paper import Box, Paper


class Part(Protocol):
    """Something on a slide. `words` says in words what it shows, for a screen reader."""

    @property
    def words(self) -> str:
        """What it says."""

    def least(self, paper: Paper, width: float) -> float:
        """The height it needs at a width, in pixels."""

    def most(self, paper: Paper, width: float) -> float:
        """The height it can make use of."""

    def split(self, paper: Paper, width: float, room: float) -> tuple[Part, ...]:
        """Itself, or pieces of it no higher than `room` where it can be taken apart."""

    def draw(self, paper: Paper, box: Box) -> list[Primitive]:
        """Its primitives in a box at least as high as it needs."""


@dataclass(frozen=True, kw_only=True)
class Slide:
    """`head` and `tail` are on every page; `body` may run over several. `hints` explain a picture to
    who sees it for the first time, and stand after the tail unless they cost a page."""

    head: tuple[Part, ...] = ()
    body: tuple[Part, ...]
    tail: tuple[Part, ...] = ()
    hints: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page as it is painted, and in words."""

    drawn: tuple[Primitive, ...]
    words: str
