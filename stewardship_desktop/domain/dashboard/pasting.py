"""Where each cell of a block from a spreadsheet lands among a dashboard's values, and what it changes.

A block may have periods along its top or down its side, names of metrics on the other side, or neither:
then it lands from the chosen cell on. Every cell that says something lands once or is named in a problem.
Nothing is written here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.amount import read_number
from stewardship_desktop.domain.dashboard.entry import EntryRow, may_have_begun, says
from stewardship_desktop.domain.dashboard.figures import TypedValue, read_value
from stewardship_desktop.domain.dashboard.period_text import WrittenPeriod, is_period, read_period
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.value_framework import Frequency, MetricDefinition

LEAVE_OUT = ""
"""Chosen for a name that is no metric of this framework."""


class Change(StrEnum):
    """What a pasted cell does to the value that is there."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "the same"
    GAP = "known gap"


@dataclass(frozen=True, kw_only=True)
class Landed:
    """A cell of the block (counted from 1) and the value that it gives; of a known gap the value is empty."""

    row: int
    column: int
    text: str
    target: EntryRow
    start: date
    typed: TypedValue
    before: Observation | None
    change: Change


@dataclass(frozen=True, kw_only=True)
class Stray:
    """Why a cell doesn't land, in words. Without a row it is the whole column, without a column the row.

    `name` is the one that a metric is to be chosen for, where that is why.
    """

    row: int | None
    column: int | None
    words: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A name that no metric has, or two have: where it stands, and the likeliest rows' ids, best first."""

    name: str
    row: int | None
    column: int | None
    likely: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a block says: the cells that land, those that don't, the names to choose a metric for.

    `layout` says in words how it was read. `blank` is how many cells say nothing and change nothing.
    """

    landed: tuple[Landed, ...] = ()
    strays: tuple[Stray, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    layout: str = ""
    blank: int = 0

    def of(self, *changes: Change) -> tuple[Landed, ...]:
        """The cells that do one of these."""
        return tuple(each for each in self.landed if each.change in changes)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a block is laid on: the grid as shown, of one rhythm, the cell it begins at (counted from 0), and
    every row that a name can mean.
    """

    rows: Sequence[EntryRow]
    periods: Sequence[date]
    frequency: Frequency
    row: int = 0
    column: int = 0
    named: Sequence[EntryRow] = ()
    today: date


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """How a block is read: which of its first row and first column are heads, and of what."""

    periods_across: bool
    top: bool
    side: bool
    named: bool


def read_block(
    block: Sequence[Sequence[str]], ground: Ground, chosen: Mapping[str, str] | None = None
) -> Reading:
    """Find out where each cell of a block lands.

    `block` is rows of texts of one width. `chosen` has the row id that a person chose for a name, or
    LEAVE_OUT.
    """
    cells = [[" ".join(text.split()) for text in line] for line in block]
    if not any(text for line in cells for text in line):
        return Reading(layout="The clipboard holds no text. Copy the cells first.")
    layout = _layout_of(cells, ground)
    flat = cells if layout.periods_across else [list(line) for line in zip(*cells, strict=True)]
    laid = _Laid(flat, layout, ground, dict(chosen or {}))
    laid.read()
    return Reading(
        landed=tuple(sorted(laid.landed, key=lambda each: (each.row, each.column))),
        strays=tuple(laid.strays),
        unknown=tuple(laid.unknown.values()),
        layout=_layout_words(layout),
        blank=laid.blank,
    )


# ---- how the block is laid out
def _layout_of(cells: Sequence[Sequence[str]], ground: Ground) -> _Layout:
    """Periods across unless the first column has more of them than the first row has.

    One period is enough for a head; a row or column of heads is one only if most of what it holds are.
    """
    top, side = list(cells[0]), [line[0] for line in cells]
    down = _periods(side) > _periods(top) or (_mostly_periods(side[1:]) and not _mostly_periods(top[1:]))
    if down and _mostly_periods(side[1:] if len(side) > 1 else side):
        named = _mostly_names(top[1:], ground)
        return _Layout(periods_across=False, top=named, side=True, named=named)
    heads = _mostly_periods(top[1:]) or _mostly_periods(top)
    body = side[1:] if heads else side
    # A column of names may stand before figures only; alone it would be words that nothing belongs to.
    named = len(top) > 1 and _mostly_names(body, ground) and not (heads and is_period(top[0]))
    return _Layout(periods_across=True, top=heads, side=named, named=named)


def _periods(texts: Sequence[str]) -> int:
    return sum(1 for text in texts if text and is_period(text))


def _mostly_periods(texts: Sequence[str]) -> bool:
    said = [text for text in texts if text]
    return bool(said) and 2 * _periods(said) >= len(said)


def _mostly_names(texts: Sequence[str], ground: Ground) -> bool:
    said = [text for text in texts if text]
    known = {_plain(row.name) for row in ground.named}
    if any(_plain(text) in known for text in said):
        return True
    return bool(said) and 2 * sum(_looks_like_name(text, ground) for text in said) >= len(said)


def _looks_like_name(text: str, ground: Ground) -> bool:
    """Words that are no value of any metric: three letters in a row, and nothing that can be read."""
    return bool(re.search(r"[^\W\d_]{3}", text)) and not any(_reads(row, text) for row in ground.named)


def _reads(row: EntryRow, text: str) -> bool:
    try:
        read_value(row.records.definition, text)
    except UserFixable:
        return says_nothing(row.records.definition, text)
    return True


def says_nothing(definition: MetricDefinition, text: str) -> bool:
    """Whether a text says that there is no value, as "-" and "n/a" do where they are no grade."""
    if text.casefold() in {level.casefold() for level in definition.levels}:
        return False
    try:
        return bool(read_number(text).nil_mark)
    except UserFixable:
        return False


def _layout_words(layout: _Layout) -> str:
    names = "down its side" if layout.periods_across else "along its top"
    heads = "along its top" if layout.periods_across else "down its side"
    has_periods = layout.top if layout.periods_across else layout.side
    if has_periods and layout.named:
        return f"The block has periods {heads} and names {names}."
    if has_periods:
        return f"The block has periods {heads} and no names, so its lines land from the chosen metric down."
    if layout.named:
        return f"The block has names {names} and no periods, so it lands from the chosen period on."
    return "The block has neither periods nor names, so it lands from the chosen cell on."


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


# ---- laying it
@dataclass
class _Laid:
    """A block with its periods across, being laid. Rows and columns of `cells` are turned back when told."""

    cells: Sequence[Sequence[str]]
    layout: _Layout
    ground: Ground
    chosen: dict[str, str]
    landed: list[Landed] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    taken: dict[tuple[str, str, date], Landed] = field(default_factory=dict)
    blank: int = 0

    def read(self) -> None:
        heads, names = self._heads(), self._names()
        first_row, first_column = (1 if heads is not None else 0), (1 if names is not None else 0)
        lines = [at for at in range(first_row, len(self.cells)) if any(self.cells[at][first_column:])]
        lanes = range(first_column, len(self.cells[0]))
        periods = {lane: self._head(lane, heads, first_column, first_row) for lane in lanes}
        for at in range(first_row, len(self.cells)):
            if at not in lines:
                self.blank += len(lanes)
                continue
            target = self._target(at, names, first_row)
            for lane in lanes:
                text = self.cells[at][lane]
                if not text:
                    self.blank += 1
                elif target is not None and (period := periods[lane]) is not None:
                    self._land(at, lane, text, target, period)

    def _heads(self) -> Sequence[str] | None:
        has = self.layout.top if self.layout.periods_across else self.layout.side
        return self.cells[0] if has else None

    def _names(self) -> list[str] | None:
        return [line[0] for line in self.cells] if self.layout.named else None

    def _stray(self, row: int | None, column: int | None, words: str, name: str = "") -> None:
        at = (None if row is None else row + 1), (None if column is None else column + 1)
        if not self.layout.periods_across:
            at = at[1], at[0]
        self.strays.append(Stray(row=at[0], column=at[1], words=words, name=name))

    def _head(
        self, lane: int, heads: Sequence[str] | None, first: int, first_row: int
    ) -> WrittenPeriod | date | None:
        """The period of a lane: as written, as shown in the grid, or None (and said) where there is none."""
        if not any(line[lane] for line in self.cells[first_row:]):
            return None
        if heads is None:
            at = self.ground.column + lane - first
            if at < len(self.ground.periods):
                return self.ground.periods[at]
            self._stray(None, lane, "It lies past the last period shown. Start further left.")
            return None
        try:
            if not heads[lane]:
                raise UserFixable("It has figures but no period at its head.", "Give it one.")
            return read_period(heads[lane])
        except UserFixable as fault:
            self._stray(None, lane, str(fault))
            return None

    def _target(self, at: int, names: list[str] | None, first_row: int) -> EntryRow | None:
        if names is None:
            place = self.ground.row + at - first_row
            if place < len(self.ground.rows):
                return self.ground.rows[place]
            self._stray(at, None, "It lies below the last metric shown. Start further up.")
            return None
        name = names[at]
        if not name:
            self._stray(at, None, "It has figures but no name. Name a metric.")
            return None
        found = [row for row in self.ground.named if _plain(row.name) == _plain(name)]
        if name in self.chosen:
            picked = [row for row in self.ground.named if row.id == self.chosen[name]]
            if not picked:
                self._stray(at, None, f"'{name}' is left out, as chosen.", name)
        else:
            picked = found if len(found) == 1 else []
            if not picked:
                many = f"{len(found)} metrics are called" if found else "No metric here is called"
                self._stray(at, None, f"{many} '{name}'. Choose one for it, or leave it out.", name)
        if len(found) != 1:
            self._note_unknown(name, at, found)
        return picked[0] if picked else None

    def _note_unknown(self, name: str, at: int, found: Sequence[EntryRow]) -> None:
        near = [row.id for row in found] or _likely(name, self.ground.named)
        across = self.layout.periods_across
        self.unknown.setdefault(
            name,
            Unknown(
                name=name,
                row=at + 1 if across else None,
                column=None if across else at + 1,
                likely=tuple(near),
            ),
        )

    def _land(self, at: int, lane: int, text: str, target: EntryRow, period: WrittenPeriod | date) -> None:
        try:
            start = self._start(target, period)
            definition = target.definition_at(start)
            nothing = says_nothing(definition, text)
            typed = TypedValue() if nothing else read_value(definition, text)
        except UserFixable as fault:
            self._stray(at, lane, str(fault))
            return
        row, column = (at, lane) if self.layout.periods_across else (lane, at)
        key = (target.id, definition.id, start)
        if (other := self.taken.get(key)) is not None:
            self._stray(
                at, lane, f"It lands on {says(target, start)} as row {other.row}, column {other.column} does."
            )
            return
        before = target.held(start)
        made = Landed(
            row=row + 1, column=column + 1, text=text, target=target, start=start, typed=typed, before=before,
            change=change_of(typed, before),
        )  # fmt: skip
        self.taken[key] = made
        self.landed.append(made)

    def _start(self, target: EntryRow, period: WrittenPeriod | date) -> date:
        start = period if isinstance(period, date) else period.start_in(target.frequency)
        if isinstance(period, date) and target.frequency is not self.ground.frequency:
            raise UserFixable(
                f"The values of {target.name} come {target.frequency.value}.", "Copy the periods with them."
            )
        if not may_have_begun(target, start, self.ground.today):
            raise UserFixable(
                f"{period_words(target.frequency, start)} has not begun.",
                "Switch to forecasts to enter what is expected.",
            )
        return start


def change_of(typed: TypedValue, before: Observation | None) -> Change:
    """What a typed value does to the one that is there. Counts that it leaves out are no difference."""
    if typed.is_empty:
        return Change.SAME if before is not None and before.is_gap else Change.GAP
    if before is None:
        return Change.NEW
    same = (typed.value, typed.level, typed.qualifier) == (before.value, before.level, before.qualifier)
    counted = typed.numerator is None or (
        (typed.numerator, typed.denominator) == (before.numerator, before.denominator)
    )
    return Change.SAME if same and counted else Change.CHANGED


def _likely(name: str, rows: Sequence[EntryRow]) -> list[str]:
    """The rows whose names are nearest to a name: one within the other first, then by likeness."""
    wanted = _plain(name)
    scored = []
    for place, row in enumerate(rows):
        known = _plain(row.name)
        likeness = difflib.SequenceMatcher(None, wanted, known).ratio()
        if wanted and (wanted in known or known in wanted):
            likeness += 1
        scored.append((-likeness, place, row.id))
    return [row_id for score, _, row_id in sorted(scored)[:3] if score < -0.5]
