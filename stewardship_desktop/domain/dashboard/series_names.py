"""The series that a file names: which metric each is likely to be, and the metric a new one would make."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise

from stewardship_desktop.domain.amount import read_number
from stewardship_desktop.domain.dashboard.file_cells import FileCell, read_when, series_key
from stewardship_desktop.domain.dashboard.period_text import WrittenPeriod
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.table_shape import DateOrder
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import Frequency, Scale

_SAMPLES = 60
_NEAR = 0.8
_MOST_COMPARED = 60_000
"""So many pairs of names are compared letter by letter; more than that only where they share a word."""
_PER_CENT = re.compile(r"%|\b(?:pct|percent|per cent|percentage|proportion)\b", re.IGNORECASE)


@dataclass
class SeriesSeen:
    """One name of a file: how many cells it has, and its first texts."""

    name: str
    cells: int = 0
    texts: list[str] = field(default_factory=list)
    whens: list[str] = field(default_factory=list)
    unit: str = ""
    counted: bool = False


class Match(StrEnum):
    """Why a series goes where it goes."""

    SAME_NAME = "same name"
    BEFORE = "as last time"
    NEAR = "similar name"
    NONE = "no such metric"


NEW = "new metric"
LEAVE_OUT = ""


@dataclass(frozen=True, kw_only=True)
class NewMetric:
    """What a metric that the file brings is to be. `outcome_id` "" until one is chosen."""

    name: str
    outcome_id: str = ""
    direction: Direction = Direction.NEITHER
    frequency: Frequency = Frequency.MONTHLY
    scale: Scale = Scale.NUMBER
    unit: str = ""
    decimals: int = 0
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Where a series goes: a metric's id, NEW or LEAVE_OUT; `why` it was offered."""

    series: str
    cells: int
    goes: str
    why: Match
    new: NewMetric


def seen_series(cells: Iterable[FileCell]) -> dict[str, SeriesSeen]:
    """The series of a file by `series_key`, in their order. Cells without a name are passed over."""
    found: dict[str, SeriesSeen] = {}
    by_text: dict[str, SeriesSeen | None] = {}
    for cell in cells:
        name = cell.name
        if name in by_text:
            seen = by_text[name]
        else:
            key = series_key(name)
            seen = by_text[name] = found.setdefault(key, SeriesSeen(" ".join(name.split()))) if key else None
        if seen is None:
            continue
        seen.cells += 1
        if seen.cells <= _SAMPLES:
            seen.whens.append(cell.when)
            if cell.text:
                seen.texts.append(cell.text)
            if cell.denominator:
                seen.counted = True
            if cell.unit and not seen.unit:
                seen.unit = " ".join(cell.unit.split())
    return found


def match_series(
    seen: Mapping[str, SeriesSeen],
    metrics: Sequence[MetricRecords],
    before: Mapping[str, str],
    date_order: DateOrder,
) -> tuple[Goal, ...]:
    """Where each series is likely to go. `before` is what was chosen last time: series key -> metric's id.

    A total is left out. A similar name is offered only where it is very similar; else the series would make
    a new metric.
    """
    ids = {each.id for each in metrics}
    by_name = {_plain(each.metric.name): each.id for each in metrics}
    near = _Near(metrics, len(seen))
    read = _reader(date_order)
    goals = []
    for key, each in seen.items():
        new = _new_metric(each, read)
        goes, why = NEW, Match.NONE
        if key in before and (before[key] in ids or before[key] == LEAVE_OUT):
            goes, why = before[key], Match.BEFORE
        elif (same := by_name.get(_plain(each.name))) is not None:
            goes, why = same, Match.SAME_NAME
        elif _plain(each.name) in ("total", "totals", "grand total", "sum", "average"):
            goes = LEAVE_OUT
        elif (likely := near.to(each.name)) is not None:
            goes, why = likely, Match.NEAR
        goals.append(Goal(series=each.name, cells=each.cells, goes=goes, why=why, new=new))
    return tuple(goals)


class _Near:
    """Finds the metric whose name is very like another one."""

    def __init__(self, metrics: Sequence[MetricRecords], names: int) -> None:
        self._plain = [(_plain(each.metric.name), each.id) for each in metrics]
        self._all = len(metrics) * names <= _MOST_COMPARED
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for at, (plain, _) in enumerate(self._plain):
            for word in set(plain.split()):
                self._by_word[word].append(at)

    def to(self, name: str) -> str | None:
        wanted = _plain(name)
        if not wanted:
            return None
        shared = Counter(at for word in set(wanted.split()) for at in self._by_word.get(word, ()))
        places = range(len(self._plain)) if self._all else [at for at, _ in shared.most_common(5)]
        best, most = None, _NEAR
        for at in places:
            known, metric_id = self._plain[at]
            matcher = difflib.SequenceMatcher(None, wanted, known)
            if matcher.real_quick_ratio() < most or matcher.quick_ratio() < most:
                likeness = 0.0
            else:
                likeness = matcher.ratio()
            if set(wanted.split()) == set(known.split()):
                likeness = 1.0
            if likeness >= most and (likeness > most or best is None):
                best, most = metric_id, likeness
        # Names that differ by a figure only ("within 4 hours", "within 12 hours") are two measures.
        if best is not None:
            known = next(plain for plain, metric_id in self._plain if metric_id == best)
            if re.findall(r"\d+", known) != re.findall(r"\d+", wanted):
                return None
        return best


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


# ---- what a new metric would be
_Read = Callable[[str], WrittenPeriod | None]


def _reader(order: DateOrder) -> _Read:
    """Reads a period, None where it can't; every text once, as all series have the same ones."""

    @cache
    def read(text: str) -> WrittenPeriod | None:
        try:
            return read_when(text, order)
        except (UserFixable, ValueError, OverflowError):
            return None

    return read


def _new_metric(seen: SeriesSeen, read: _Read) -> NewMetric:
    scale, decimals, levels = _scale(seen)
    unit = "" if scale in (Scale.PROPORTION, Scale.MONEY, Scale.ORDINAL) else seen.unit
    return NewMetric(
        name=_spoken(seen.name), frequency=_frequency(seen.whens, read), scale=scale, unit=unit,
        decimals=decimals, levels=levels,
    )  # fmt: skip


def _spoken(name: str) -> str:
    """A name as people write it: "type1_attendances" is "Type1 attendances"."""
    said = " ".join(name.replace("_", " ").split()) if "_" in name else name
    return (said[:1].upper() + said[1:]) or name


def _scale(seen: SeriesSeen) -> tuple[Scale, int, tuple[str, ...]]:
    texts = [" ".join(text.split()) for text in seen.texts if text.strip()]
    grades = {text.upper() for text in texts if len(text) == 1 and text.isalpha()}
    if len(grades) > 1 and max(grades) <= "H" and all(len(text) == 1 for text in texts):
        # From the worst to the best: A is the best of letters, and E usually the worst.
        return Scale.ORDINAL, 0, tuple(chr(at) for at in range(max(ord(max(grades)), ord("E")), 64, -1))
    numbers = []
    for text in texts:
        try:
            numbers.append(read_number(text))
        except UserFixable:
            if re.fullmatch(r"[\d, ]+/[\d, ]+", text):
                return Scale.PROPORTION, 1, ()
    decimals = min(2, max((each.decimals for each in numbers), default=0))
    values = [each.value for each in numbers if each.value is not None]
    if numbers and sum(each.percent for each in numbers) * 2 > len(numbers):
        return Scale.PROPORTION, max(decimals, 1), ()
    if numbers and sum(each.pound for each in numbers) * 2 > len(numbers):
        return Scale.MONEY, decimals, ()
    named = _PER_CENT.search(f"{seen.name} {seen.unit}".replace("_", " ").replace("-", " "))
    if (named or seen.counted) and all(0 <= value <= 100 for value in values):
        return Scale.PROPORTION, max(decimals, 1), ()
    return Scale.NUMBER, decimals, ()


def _frequency(whens: Sequence[str], read: _Read) -> Frequency:
    """The rhythm in which the periods come: as long as they are written, else by the steps between days."""
    lengths: Counter[Frequency] = Counter()
    days: set[date] = set()
    for text in dict.fromkeys(whens):
        written = read(text)
        if written is None:
            continue
        lengths[written.length] += 1
        days.add(written.first)
    if not lengths:
        return Frequency.MONTHLY
    usual = lengths.most_common(1)[0][0]
    if usual is not Frequency.NONE:
        return usual
    steps = [(later - earlier).days for earlier, later in pairwise(sorted(days))]
    if not steps:
        return Frequency.MONTHLY
    shortest = min(steps)
    if shortest < 28:
        return Frequency.WEEKLY if all(step % 7 == 0 for step in steps) else Frequency.NONE
    for most, frequency in (
        (89, Frequency.MONTHLY),
        (180, Frequency.QUARTERLY),
        (364, Frequency.HALF_YEARLY),
    ):
        if shortest <= most:
            return frequency
    return Frequency.YEARLY
