"""Pictures whose figures are no rows of keys: areas, triangles, a frontier, dots, ranges and a balance.

Holds the frozen types, siblings of `ChartSpec` that go through the same layout, renderers, view and
table. Knows no Qt, no pixel and no colour value. A picture without an alternative text cannot be made.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar

from stewardship_desktop.domain.chart.number import Number
from stewardship_desktop.domain.chart.spec import LARGEST, ChartSpec, ChartSpecError


@dataclass(frozen=True, kw_only=True)
class PictureSpec:
    """The words every picture has; they mean what they mean in `ChartSpec`.

    `highlight` is the key of the figure that stands out, or "" (a key that isn't there is no error:
    several pictures share one choice). `left_out` names what can't be drawn, each with its reason.
    """

    title: str
    subtitle: str
    foot: str
    alternative_text: str
    illustrative: bool = False
    highlight: str = ""
    left_out: tuple[str, ...] = ()
    empty_text: str = field(default="No figures yet for this picture.")

    rows_grow: ClassVar[bool] = False
    """Whether rows are as high as their names need, so that a page scrolls rather than loses some."""

    def __post_init__(self) -> None:
        for name in ("title", "alternative_text", "empty_text"):
            if not str(getattr(self, name)).strip():
                raise ChartSpecError(f"Picture '{self.title}': {name} is empty. Write it in plain words.")

    @property
    def is_empty(self) -> bool:
        raise NotImplementedError

    def _check_keys(self, keys: Iterable[str]) -> None:
        seen: set[str] = set()
        for key in keys:
            if not key or key in seen:
                raise ChartSpecError(
                    f"Picture '{self.title}': key '{key}' is empty or twice. Give each its own."
                )
            seen.add(key)

    def _check_numbers(self, *values: Number | None) -> None:
        for value in values:
            if value is not None and not (math.isfinite(value) and abs(float(value)) <= LARGEST):
                raise ChartSpecError(
                    f"Picture '{self.title}': {value!r} cannot be drawn. Use None for a gap."
                )


Chart = ChartSpec | PictureSpec


# ------------------------------------------------------------------------------ rectangles


@dataclass(frozen=True, kw_only=True)
class Block:
    """An option as a rectangle; `area` is the gain, width times height over 100."""

    key: str
    name: str
    width: Number
    height: Number
    area: Number
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RectanglesSpec(PictureSpec):
    """Blocks end to end from left to right; one with a negative height hangs below the axis."""

    blocks: tuple[Block, ...]
    width_name: str
    height_name: str
    area_name: str = "Gain"

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_keys(one.key for one in self.blocks)
        for one in self.blocks:
            self._check_numbers(one.width, one.height, one.area)
            if one.width < 0:
                raise ChartSpecError(f"Picture '{self.title}': '{one.name}' has a width below nought.")

    @property
    def is_empty(self) -> bool:
        return not self.blocks


# ------------------------------------------------------------------------------ triangles


@dataclass(frozen=True, kw_only=True)
class Triangle:
    """An option's cost (pounds a year) and gain; `slope_text` is its value for money in words, and
    `slope_short` the same under `slope_heading`, which says its unit once for all."""

    key: str
    name: str
    cost: Number
    gain: Number
    slope_text: str = ""
    slope_short: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TrianglesSpec(PictureSpec):
    """Triangles side by side in the order given, on one scale: base cost, height gain."""

    triangles: tuple[Triangle, ...]
    gain_name: str = "Gain"
    slope_name: str = "Value for money"
    slope_heading: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_keys(one.key for one in self.triangles)
        for one in self.triangles:
            self._check_numbers(one.cost, one.gain)

    @property
    def is_empty(self) -> bool:
        return not self.triangles


# ------------------------------------------------------------------------------ frontier


@dataclass(frozen=True, kw_only=True)
class Place:
    """A cost (pounds a year) and the gain it buys."""

    cost: Number
    gain: Number


@dataclass(frozen=True, kw_only=True)
class EfficientPoint(Place):
    """One efficient portfolio; `convex` where no mix of two others beats it."""

    convex: bool


@dataclass(frozen=True, kw_only=True)
class Step(Place):
    """Where the priority order stands after this option was added."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Scenario(Place):
    """A plan under a letter."""

    letter: str
    name: str


@dataclass(frozen=True, kw_only=True)
class FrontierSpec(PictureSpec):
    """Efficient portfolios cheapest first, and where the group stands beside them.

    `same_cost` is the gain that the current cost could buy more, `same_gain` the cost that the current
    gain could save; an arrow is drawn for each above nought. Both lie on the line, where an option may be
    paid for in part: `same_cost_whole` and `same_gain_whole` are what whole options reach.
    `budget`, `chosen`, `budget_text` and `highlight` are the live part: changing nothing else redraws
    nothing else.
    """

    points: tuple[EfficientPoint, ...]
    current: Place | None = None
    same_cost: Number | None = None
    same_gain: Number | None = None
    same_cost_whole: Number | None = None
    same_gain_whole: Number | None = None
    steps: tuple[Step, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    budget: Number | None = None
    chosen: Place | None = None
    budget_text: str = ""
    gain_name: str = "Gain"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.current is None and (self.same_cost is not None or self.same_gain is not None):
            raise ChartSpecError(f"Picture '{self.title}': arrows start at the current place. Give it.")
        self._check_numbers(self.same_cost, self.same_gain, self.budget)
        self._check_numbers(self.same_cost_whole, self.same_gain_whole)

    def check(self) -> FrontierSpec:
        """Itself, once its points were checked: apart from the making, which each slider move repeats."""
        places = [*self.points, *self.steps, *self.scenarios]
        places += [one for one in (self.current, self.chosen) if one is not None]
        for one in places:
            self._check_numbers(one.cost, one.gain)
        if any(later.cost < earlier.cost for earlier, later in pairwise(self.points)):
            raise ChartSpecError(f"Picture '{self.title}': points do not rise in cost. Sort them.")
        self._check_keys([*(one.key for one in self.steps), *(one.letter for one in self.scenarios)])
        return self

    @property
    def is_empty(self) -> bool:
        return not self.points and self.current is None


# ------------------------------------------------------------------------------ dots


@dataclass(frozen=True, kw_only=True)
class DotRound:
    """One round, or one category of seats: a value (0 to 100) a person, never a name.

    `words` says what it means ("split: talk"); `hollow` draws rings, as of the round before.
    """

    values: tuple[Number, ...]
    median: Number | None = None
    low: Number | None = None
    high: Number | None = None
    label: str = ""
    words: str = ""
    is_split: bool = False
    hollow: bool = False


@dataclass(frozen=True, kw_only=True)
class DotRow:
    """An option with its rounds from top to bottom; `note` stands under the name ("1 seat left out")."""

    key: str
    name: str
    rounds: tuple[DotRound, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DotsSpec(PictureSpec):
    """Rows of dots on one line from `low` to `high`, whose ends are named."""

    rows: tuple[DotRow, ...]
    low: Number = 0
    high: Number = 100
    low_name: str = "no benefit"
    high_name: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_keys(one.key for one in self.rows)
        for row in self.rows:
            for one in row.rounds:
                held = (*one.values, *(v for v in (one.median, one.low, one.high) if v is not None))
                self._check_numbers(*held)
                if any(not self.low <= value <= self.high for value in held):
                    raise ChartSpecError(
                        f"Picture '{self.title}': '{row.name}' has a value outside {self.low} to {self.high}."
                    )

    @property
    def is_empty(self) -> bool:
        return not any(one.values for row in self.rows for one in row.rounds)


# ------------------------------------------------------------------------------ ranges


@dataclass(frozen=True, kw_only=True)
class RangeBar:
    """What the result becomes at an input's low and high figure, and those figures in words."""

    key: str
    name: str
    at_low: Number
    at_high: Number
    low_words: str
    high_words: str

    @property
    def ends(self) -> tuple[Number, Number]:
        return min(self.at_low, self.at_high), max(self.at_low, self.at_high)


@dataclass(frozen=True, kw_only=True)
class RangesSpec(PictureSpec):
    """Floating bars around `best`, in the order given (widest first makes a tornado)."""

    best: Number
    bars: tuple[RangeBar, ...]
    result_name: str = "Gain"

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_keys(one.key for one in self.bars)
        self._check_numbers(self.best, *(end for one in self.bars for end in one.ends))

    @property
    def is_empty(self) -> bool:
        return not self.bars


# ------------------------------------------------------------------------------ balance


@dataclass(frozen=True, kw_only=True)
class NetEffect:
    """What a plan adds to (above nought) or takes from a body, pounds a year."""

    key: str
    name: str
    net: Number
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BalanceSpec(PictureSpec):
    """Money released against money spent; `envelope` is what may be spent beyond what is released."""

    released: Number
    spent: Number
    envelope: Number = 0
    words: str
    effects: tuple[NetEffect, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_keys(one.key for one in self.effects)
        self._check_numbers(self.released, self.spent, self.envelope, *(one.net for one in self.effects))
        if self.released < 0 or self.spent < 0:
            raise ChartSpecError(f"Picture '{self.title}': released and spent are amounts from nought up.")

    @property
    def is_empty(self) -> bool:
        return not (self.released or self.spent or self.envelope or self.effects)
