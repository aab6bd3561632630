"""Pictures of areas beside one another: ranked values with their intervals, and a funnel.

Holds the frozen types. What is better, what lies outside and where limits run is reckoned elsewhere and
given as plain values; nothing here compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from stewardship_desktop.domain.chart.number import PLAIN, Number, NumberFormat
from stewardship_desktop.domain.chart.picture import PictureSpec
from stewardship_desktop.domain.chart.spec import ChartSpecError, Dash, Mark, Shape

Interval = tuple[Number, Number]
"""Lower and upper end."""


class Standing(StrEnum):
    """How an area stands beside the benchmark, in the word that is shown with its shape."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not compared"


STANDING_MARKS = {
    Standing.BETTER: Mark(shape=Shape.CIRCLE_UP, colour="improve"),
    Standing.SIMILAR: Mark(shape=Shape.DOT, colour="common"),
    Standing.WORSE: Mark(shape=Shape.DIAMOND, colour="concern"),
    Standing.HIGHER: Mark(shape=Shape.SQUARE, colour="neutral"),
    Standing.LOWER: Mark(shape=Shape.SQUARE, colour="neutral"),
    Standing.NOT_COMPARED: Mark(shape=Shape.DOT, colour="muted"),
}


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """The value that areas are held against, whose it is and of when ("England", "2023/24")."""

    name: str
    value: Number
    as_at: str


@dataclass(frozen=True, kw_only=True)
class IntervalRow:
    """An area: its value (None where there is none, or it must not be shown) and its intervals.

    `words` are shown in place of the standing's own word ("worse, also at 99.8%"); `note` says why there is
    no value ("hidden: a small number") or what else must be known.
    """

    key: str
    name: str
    value: Number | None
    at_95: Interval | None = None
    at_998: Interval | None = None
    standing: Standing = Standing.NOT_COMPARED
    words: str = ""
    quantile: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        return self.words or str(self.standing)


@dataclass(frozen=True, kw_only=True)
class IntervalsSpec(PictureSpec):
    """Areas from top to bottom in the order given (ranked by the caller), on one axis of values.

    `own` is the key of the group's own area; `quantile_name` heads the table's column ("Fifth").
    """

    rows: tuple[IntervalRow, ...]
    value_name: str
    number: NumberFormat = PLAIN
    benchmark: Benchmark | None = None
    own: str = ""
    quantile_name: str = ""
    from_zero: bool = False

    rows_grow: ClassVar[bool] = True

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_keys(one.key for one in self.rows)
        _check_own(self.title, self.own, (one.key for one in self.rows))
        for one in self.rows:
            around = [interval for interval in (one.at_998, one.at_95) if interval is not None]
            value = () if one.value is None else (one.value,)
            inwards = [*(low for low, _ in around), *value, *(high for _, high in reversed(around))]
            self._check_numbers(*inwards)
            if any(later < earlier for earlier, later in pairwise(inwards)):
                raise ChartSpecError(
                    f"Picture '{self.title}': intervals of '{one.name}' do not hold its value. Check them."
                )
        if self.benchmark is not None:
            self._check_numbers(self.benchmark.value)

    @property
    def is_empty(self) -> bool:
        return not self.rows


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """An area by the size of its denominator and its value; `words` say where it lies
    ("above the 99.8% limits"), `outside` has its name written on the picture."""

    key: str
    name: str
    denominator: Number
    value: Number
    words: str
    outside: bool = False
    mark: Mark = field(default=STANDING_MARKS[Standing.SIMILAR])


@dataclass(frozen=True, kw_only=True)
class LimitCurves:
    """A pair of limits as points (denominator, value), rising in the denominator."""

    name: str
    lower: tuple[tuple[Number, Number], ...]
    upper: tuple[tuple[Number, Number], ...]
    dash: Dash = Dash.DASHED
    colour: str = "common"


@dataclass(frozen=True, kw_only=True)
class FunnelSpec(PictureSpec):
    """Areas on a plane of size and value, between limits that narrow as the size grows.

    Limits adjusted for overdispersion are further `curves` with a name that says so; `method` is a line
    below the picture about them ("Limits are adjusted for overdispersion: tau squared 0.004").
    """

    points: tuple[FunnelPoint, ...]
    curves: tuple[LimitCurves, ...]
    baseline: Benchmark
    value_name: str
    denominator_name: str
    number: NumberFormat = PLAIN
    own: str = ""
    method: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_keys(one.key for one in self.points)
        _check_own(self.title, self.own, (one.key for one in self.points))
        self._check_numbers(self.baseline.value)
        for one in self.points:
            self._check_numbers(one.denominator, one.value)
            if one.denominator < 0:
                raise ChartSpecError(f"Picture '{self.title}': '{one.name}' has a size below nought.")
        for curve in self.curves:
            for side in (curve.lower, curve.upper):
                self._check_numbers(*(number for place in side for number in place))
                if any(later[0] < earlier[0] for earlier, later in pairwise(side)):
                    raise ChartSpecError(
                        f"Picture '{self.title}': '{curve.name}' does not rise in size. Sort its points."
                    )

    @property
    def is_empty(self) -> bool:
        return not self.points


def _check_own(title: str, own: str, keys: Iterable[str]) -> None:
    if own and own not in set(keys):
        raise ChartSpecError(f"Picture '{title}': own area '{own}' is not among its areas. Use one of them.")
