"""Reads a dated series as an XmR chart: limits, rules, variation and assurance, as columns for speed.

Method: NHSRplotthedots 0.2.2 (ptd_spc_standard.R, ptd_calculate_assurance_type.R), with the deviations
listed in the package's docstring. Knows no units and no wording beyond its notes; changes no input.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import fsum, inf, isfinite, ulp
from typing import TypeVar

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.spc.outcome import (
    RULES,
    Assurance,
    PointType,
    Reading,
    Rule,
    Variation,
    readings,
)
from stewardship_desktop.domain.spc.profile import NHS_R, Direction, Profile
from stewardship_desktop.domain.spc.rules import Lines, rules_hit

LIMIT = 2.66
"""Limits lie so many mean moving ranges from the mean."""

WARNING = 2 * (LIMIT / 3)
SCREEN = 3.267
"""A moving range of so many times their mean or more is screened out."""

LEAST_BASELINE = 12
LARGEST = 1e100
"""Sums and squares of larger values would leave the range of a float."""

LEAST_FIRM = 13
"""Fewer observed points have trial limits."""

ROUNDING = 8
"""What is no more than so many units in the last binary digit away from a line lies on it.

Decimals such as 0.1 have no exact binary form: a moving range is off by up to a unit, a limit by about six.
"""


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to read a series. `baseline_points`: limits from the first so many points of each stretch.

    `screen_outliers` overrides the profile's screening of moving ranges; None leaves it to the profile.
    Raises UserFixable for a baseline of fewer than 12 points or a target that is no number.
    """

    direction: Direction = Direction.UP
    target: float | None = None
    rebase_dates: tuple[date, ...] = ()
    baseline_points: int | None = None
    profile: Profile = NHS_R
    screen_outliers: bool | None = None

    def __post_init__(self) -> None:
        if self.baseline_points is not None and self.baseline_points < LEAST_BASELINE:
            raise UserFixable(
                f"Limits can't be fixed on {self.baseline_points} points.",
                f"Fix them on {LEAST_BASELINE} or more, or on all.",
            )
        if self.target is not None and not isfinite(self.target):
            raise UserFixable("The target isn't a number.", "Type a plain number or none.")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between rebase dates. Lines are in the unit of the values; None where there are none.

    `first`: the place of its first point. `n`: how many of its points have a value. `amr`: the
    mean moving range behind the limits. `trial`: limits from fewer than 13 points. `constant`: every value
    is the same. `collapsed`: screening left no moving range but 0, so the limits lie on the mean.
    `rounding`: how far arithmetic may have moved a line; what is no further from it lies on it.
    """

    first: int
    start: date
    n: int
    mean: float | None
    lower: float | None
    upper: float | None
    lower_warning: float | None
    upper_warning: float | None
    amr: float | None
    trial: bool
    constant: bool
    collapsed: bool
    rounding: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was read from a series: a column a property, an entry a point, in the order of dates.

    `values`: None is a gap. `segment` counts from 0. `hits`: all rules hit, as bits of `Rule`. `rule`: the
    word of the rule that decides, "" for a gap. `last`: the place of the last observed point, `current` its
    stretch, `deciding` the rule that decides there (None: no rule). `variation`
    and `assurance` are None where there is nothing to say.
    """

    options: Options
    dates: tuple[date, ...]
    values: tuple[float | None, ...]
    segment: tuple[int, ...]
    mean: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    lower_warning: tuple[float | None, ...]
    upper_warning: tuple[float | None, ...]
    hits: tuple[int, ...]
    rule: tuple[str, ...]
    point_type: tuple[PointType, ...]
    segments: tuple[Segment, ...]
    last: int | None
    current: Segment | None
    deciding: Rule | None
    variation: Variation | None
    assurance: Assurance | None
    notes: tuple[str, ...]

    @property
    def trial_limits(self) -> bool:
        """Whether the limits that hold today are trial limits."""
        return self.current is not None and self.current.trial

    def rules_at(self, place: int) -> tuple[Rule, ...]:
        """Every rule that a point hits, the one that decides not always first."""
        return tuple(rule for rule in RULES if rule & self.hits[place])


_DEFAULT = Options()
_TRENDS = int(Rule.TREND_RISING | Rule.TREND_FALLING)
_T = TypeVar("_T")


def analyse(dates: Sequence[date], values: Sequence[float | None], options: Options = _DEFAULT) -> Analysis:
    """Read a series; dates may come in any order. A value of None is a gap.

    Raises UserFixable for a date that is there twice and for a value that is no finite number.
    """
    if len(dates) != len(values):
        raise ValueError("as many dates as values are needed")
    ordered, column = _sorted(dates, values)
    places, unstarted, moved = _starts(ordered, options.rebase_dates)
    table = readings(options.direction, options.profile.improvement_wins)
    has_better = options.profile.improvement_wins and options.direction is not Direction.NEITHER
    segments: list[Segment] = []
    counts: list[int] = []
    hits: list[int] = []
    read: list[Reading] = []
    for number, first in enumerate(places):
        after = places[number + 1] if number + 1 < len(places) else len(ordered)
        points = column[first:after]
        segment = _segment(ordered[first], first, points, options)
        segments.append(segment)
        counts.append(after - first)
        if segment.mean is None or segment.n < options.profile.least_points:
            hits += [0] * len(points)
            read += [table[0]] * len(points)
            continue
        found = rules_hit(points, _lines(segment, segment.mean), options.profile)
        hits += found.bits
        read += [table[bits] for bits in found.bits]
        if not has_better:
            for place, later in found.later_trend.items():
                read[first + place] = table[found.bits[place] & ~(_TRENDS - later)]
    last = next((i for i in range(len(column) - 1, -1, -1) if column[i] is not None), None)
    numbers = _spread(range(len(segments)), counts)
    current = None if last is None else segments[numbers[last]]
    has_icons = current is not None and current.n >= options.profile.least_points
    return Analysis(
        options=options,
        dates=ordered,
        values=column,
        segment=numbers,
        mean=_spread([s.mean for s in segments], counts),
        lower=_spread([s.lower for s in segments], counts),
        upper=_spread([s.upper for s in segments], counts),
        lower_warning=_spread([s.lower_warning for s in segments], counts),
        upper_warning=_spread([s.upper_warning for s in segments], counts),
        hits=tuple(hits),
        rule=tuple(["" if v is None else each.word for v, each in zip(column, read, strict=True)]),
        point_type=tuple([each.point_type for each in read]),
        segments=tuple(segments),
        last=last,
        current=current,
        deciding=None if last is None else read[last].rule,
        variation=read[last].variation if last is not None and has_icons else None,
        assurance=_assurance(current, options) if current is not None else None,
        notes=(*unstarted, *moved, *_notes(ordered, column, segments, current, last)),
    )


def _sorted(
    dates: Sequence[date], values: Sequence[float | None]
) -> tuple[tuple[date, ...], tuple[float | None, ...]]:
    observed = [value for value in values if value is not None]
    if (
        not all(map(isfinite, observed))
        or max(observed, default=0) > LARGEST
        or min(observed, default=0) < -LARGEST
    ):
        wrong = next(v for v in observed if not isfinite(v) or abs(v) > LARGEST)
        raise UserFixable(f"A value of {wrong} can't be charted.", "Leave it out or correct it.")
    order = sorted(range(len(dates)), key=dates.__getitem__)
    ordered = tuple([dates[i] for i in order])
    for earlier, later in pairwise(ordered):
        if earlier == later:
            raise UserFixable(f"{date_words(later)} has more than one value.", "Keep one value a date.")
    return ordered, tuple([values[i] for i in order])


def _starts(
    ordered: Sequence[date], rebase_dates: Sequence[date]
) -> tuple[list[int], tuple[str, ...], tuple[str, ...]]:
    """Where stretches start, and what to say of rebase dates after the last point and between points."""
    if not ordered:
        return [], (), ()
    places = {0}
    unstarted: list[str] = []
    moved: list[str] = []
    for day in sorted(set(rebase_dates)):
        place = bisect_left(ordered, day)
        if place == len(ordered):
            unstarted.append(f"New limits from {date_words(day)} wait for their first value.")
            continue
        if ordered[place] != day:
            moved.append(
                f"New limits from {date_words(day)} start at the next date of the series, "
                f"{date_words(ordered[place])}."
            )
        places.add(place)
    return sorted(places), tuple(unstarted), tuple(moved)


def _mean(values: Sequence[float]) -> float:
    """The mean to the last digit: rounded once, as the mean of a column of decimals is expected to be."""
    rough = fsum(values) / len(values)
    return rough + fsum([*values, *[-rough] * len(values)]) / len(values)


def _segment(start: date, first: int, points: Sequence[float | None], options: Options) -> Segment:
    observed = [value for value in points if value is not None]
    baseline = points[: options.baseline_points]
    counted = observed if len(baseline) == len(points) else [v for v in baseline if v is not None]
    mean = _mean(counted) if counted else None
    amr: float | None = None
    collapsed = False
    if len(observed) >= options.profile.least_points:
        ranges = [abs(b - a) for a, b in pairwise(baseline) if a is not None and b is not None]
        amr = _mean(ranges) if ranges else None
        screens = (
            options.profile.screens_ranges if options.screen_outliers is None else options.screen_outliers
        )
        if screens and amr:
            most = SCREEN * amr
            amr = _mean([each for each in ranges if each < most])
            collapsed = amr == 0
    lower = upper = lower_warning = upper_warning = None
    if mean is not None and amr is not None:
        lower, upper = mean - LIMIT * amr, mean + LIMIT * amr
        lower_warning, upper_warning = mean - WARNING * amr, mean + WARNING * amr
    largest = max(map(abs, (*counted, lower or 0, upper or 0)))
    return Segment(
        first=first,
        start=start,
        n=len(observed),
        mean=mean,
        lower=lower,
        upper=upper,
        lower_warning=lower_warning,
        upper_warning=upper_warning,
        amr=amr,
        trial=amr is not None and len(observed) < LEAST_FIRM,
        constant=len(observed) > 1 and min(observed) == max(observed),
        collapsed=collapsed,
        rounding=ROUNDING * ulp(largest),
    )


def _lines(segment: Segment, mean: float) -> Lines:
    """The lines that the rules go by. Without a moving range nothing lies outside or close."""
    off = segment.rounding
    if (
        segment.lower is None
        or segment.upper is None
        or segment.lower_warning is None
        or segment.upper_warning is None
    ):
        return Lines(-inf, -inf, mean - off, mean + off, inf, inf)
    return Lines(
        segment.lower - off, segment.lower_warning - off, mean - off,
        mean + off, segment.upper_warning + off, segment.upper + off,
    )  # fmt: skip


def _spread(entries: Sequence[_T], counts: Sequence[int]) -> tuple[_T, ...]:
    """Each entry as often as its count says."""
    if len(entries) == 1:
        return (entries[0],) * counts[0]
    return tuple([entry for entry, count in zip(entries, counts, strict=True) for _ in range(count)])


def _assurance(segment: Segment, options: Options) -> Assurance | None:
    """Whether the target is met with things as they are; None without limits, a target or a direction."""
    target, up = options.target, options.direction is Direction.UP
    lower, upper, mean = segment.lower, segment.upper, segment.mean
    if target is None or options.direction is Direction.NEITHER or lower is None or upper is None:
        return None
    if segment.constant and mean is not None:
        is_met = mean >= target if up else mean <= target
        return Assurance.PASS if is_met else Assurance.FAIL
    # What lies on a limit is beyond it by one profile and within it by another.
    off = -segment.rounding if options.profile.target_on_limit_counts else segment.rounding
    if target > upper + off:
        return Assurance.FAIL if up else Assurance.PASS
    if target < lower - off:
        return Assurance.PASS if up else Assurance.FAIL
    return Assurance.INCONSISTENT


def _notes(
    dates: Sequence[date],
    values: Sequence[float | None],
    segments: Sequence[Segment],
    current: Segment | None,
    last: int | None,
) -> tuple[str, ...]:
    if current is None or last is None:
        return ("There are no values yet.",)
    said = []
    missing = values.count(None)
    if missing:
        said.append(
            f"{missing} {'value is' if missing == 1 else 'values are'} missing: runs end there, and limits "
            "leave them out."
        )
    if last < len(values) - 1:
        said.append(f"There is no value after {date_words(dates[last])}; the chart is read up to there.")
    if current.trial:
        said.append(f"Trial limits: {current.n} points are fewer than {LEAST_FIRM}; each new one moves them.")
    elif current.lower is None:
        said.append(f"{current.n} {'point is' if current.n == 1 else 'points are'} too few for limits.")
    if current.constant:
        said.append(f"No variation: every value since {date_words(current.start)} is the same.")
    if any(segment.collapsed for segment in segments):
        said.append(
            "Nearly all neighbouring values are the same, so the limits lie on the mean. Leave the screening "
            "of moving ranges off, or rebase where the level changed."
        )
    return tuple(said)
