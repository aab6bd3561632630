"""Where each cell of a block from a spreadsheet lands among a dashboard's values, and what it changes.

A block may have periods along its top or down its side, names of metrics on the other side, a line for each
value, or neither: then it lands from the chosen cell on. Every cell that says something lands once or is
named in a problem. Nothing is written here.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.dashboard.block_layout import Layout, Listed, layout_of, names_of, plain
from stewardship_desktop.domain.dashboard.entry import EntryRow, may_have_begun, says
from stewardship_desktop.domain.dashboard.figures import (
    TypedValue,
    as_per_cent,
    may_be_share,
    read_value,
    refuse_share,
    says_nothing,
)
from stewardship_desktop.domain.dashboard.period_text import WrittenPeriod, read_period
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.value_framework import Frequency, MetricDefinition

LEAVE_OUT = ""
"""Chosen for a name that is no metric of this framework."""

NOT_READ = "It is not read: of a list only the name, the period and the value are."
NOT_THE_VALUE = "Several columns have figures. Copy the list with one of them, or head that one Value."


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

    `layout` says in words how it was read, `heads` are the cells (row, column) read as titles, heads and
    names. `blank` is how many cells say nothing and change nothing. `shares` are the texts that can be a per
    cent or a share of 1.
    """

    landed: tuple[Landed, ...] = ()
    strays: tuple[Stray, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    layout: str = ""
    blank: int = 0
    shares: tuple[str, ...] = ()
    heads: frozenset[tuple[int, int]] = frozenset()

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


def read_block(
    block: Sequence[Sequence[str]],
    ground: Ground,
    chosen: Mapping[str, str] | None = None,
    *,
    shares: bool = False,
) -> Reading:
    """Find out where each cell of a block lands.

    `block` is rows of texts of one width. `chosen` has the row id that a person chose for a name, or
    LEAVE_OUT. With `shares` somebody said that per cents up to 1 are shares: 0.814 is 81.4%.
    """
    cells = [[" ".join(text.split()) for text in line] for line in block]
    if not any(text for line in cells for text in line):
        return Reading(layout="The clipboard holds no text. Copy the cells first.")
    layout = layout_of(cells, ground.named)
    laid = _Laid(layout, ground, dict(chosen or {}), shares)
    laid.read()
    return Reading(
        landed=tuple(sorted(laid.landed, key=lambda each: (each.row, each.column))),
        strays=tuple(laid.strays),
        unknown=tuple(laid.unknown.values()),
        layout=layout.words(),
        blank=laid.blank,
        shares=tuple(laid.shares_found),
        heads=layout.head_places(),
    )


# ---- laying it
@dataclass
class _Laid:
    """A block being laid. Rows and columns are those of the layout's cells until they are told."""

    layout: Layout
    ground: Ground
    chosen: dict[str, str]
    shares: bool = False
    landed: list[Landed] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    taken: dict[tuple[str, str, date], Landed] = field(default_factory=dict)
    shares_found: list[str] = field(default_factory=list)
    blank: int = 0

    def read(self) -> None:
        if self.layout.listed is not None:
            self._read_list(self.layout.listed)
        else:
            self._read_table()

    def _read_table(self) -> None:
        cells, names = self.layout.cells, self.layout.names
        lanes = [lane for lane in range(len(cells[0])) if lane != names]
        periods = {lane: self._head(lane) for lane in lanes}
        for at in range(self.layout.first, len(cells)):
            if not any(cells[at][lane] for lane in lanes):
                self.blank += len(lanes)
                continue
            target = self._target(at, names)
            for lane in lanes:
                text = cells[at][lane]
                if not text:
                    self.blank += 1
                elif target is not None and (period := periods[lane]) is not None:
                    self._land(at, lane, text, target, period)

    def _read_list(self, listed: Listed) -> None:
        """Each row on its own; columns besides its name, period and value are not read."""
        cells, first = self.layout.cells, self.layout.first
        for lane in range(len(cells[0])):
            if lane in (listed.names, listed.periods, listed.values):
                continue
            if any(line[lane] for line in cells[first:]):
                self._stray(None, lane, NOT_THE_VALUE if listed.values is None else NOT_READ)
        if listed.values is None:
            return
        for at in range(first, len(cells)):
            text = cells[at][listed.values]
            if not text:
                self.blank += 1
            elif (target := self._target(at, listed.names)) is not None:
                try:
                    period = read_period(cells[at][listed.periods])
                except UserFixable as fault:
                    self._stray(at, None, str(fault))
                else:
                    self._land(at, listed.values, text, target, period)

    def _stray(self, row: int | None, column: int | None, words: str, name: str = "") -> None:
        down, across = self.layout.place(row or 0, column or 0)
        no_row, no_column = (column, row) if self.layout.turned else (row, column)
        self.strays.append(
            Stray(
                row=None if no_row is None else down,
                column=None if no_column is None else across,
                words=words,
                name=name,
            )
        )

    def _head(self, lane: int) -> WrittenPeriod | date | None:
        """The period of a lane: as written, as shown in the grid, or None (and said) where there is none."""
        heads, names = self.layout.heads, self.layout.names
        if not any(line[lane] for line in self.layout.cells[self.layout.first :]):
            return None
        if heads is None:
            at = self.ground.column + lane - (0 if names is None else names + 1)
            if names is not None and lane < names:
                self._stray(None, lane, "It stands before the names, so it is not read.")
                return None
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

    def _target(self, at: int, names: int | None) -> EntryRow | None:
        if names is None:
            place = self.ground.row + at - self.layout.first
            if place < len(self.ground.rows):
                return self.ground.rows[place]
            self._stray(at, None, "It lies below the last metric shown. Start further up.")
            return None
        name = self.layout.cells[at][names]
        if not name:
            self._stray(at, None, "It has figures but no name. Name a metric.")
            return None
        found = [row for row in self.ground.named if plain(name) in names_of(row)]
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
        row, column = self.layout.place(at, 0)
        turned = self.layout.turned
        self.unknown.setdefault(
            name,
            Unknown(
                name=name,
                row=None if turned else row,
                column=column if turned else None,
                likely=tuple(near),
            ),
        )

    def _land(self, at: int, lane: int, text: str, target: EntryRow, period: WrittenPeriod | date) -> None:
        try:
            start = self._start(target, period)
            definition = target.definition_at(start)
            nothing = says_nothing(definition, text)
            typed = TypedValue() if nothing else self._typed(target, definition, text)
        except UserFixable as fault:
            self._stray(at, lane, str(fault))
            return
        row, column = self.layout.place(at, lane)
        key = (target.id, definition.id, start)
        if (other := self.taken.get(key)) is not None:
            self._stray(
                at, lane, f"It lands on {says(target, start)} as row {other.row}, column {other.column} does."
            )
            return
        before = target.held(start)
        made = Landed(
            row=row, column=column, text=text, target=target, start=start, typed=typed, before=before,
            change=change_of(typed, before),
        )  # fmt: skip
        self.taken[key] = made
        self.landed.append(made)

    def _typed(self, target: EntryRow, definition: MetricDefinition, text: str) -> TypedValue:
        typed = read_value(definition, text)
        if target.has_small_values or not may_be_share(definition, text, typed):
            return typed
        self.shares_found.append(text)
        if not self.shares:
            refuse_share(definition, text, typed)
        return as_per_cent(typed)

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
    wanted = plain(name)
    scored = []
    for place, row in enumerate(rows):
        known = plain(row.name)
        likeness = difflib.SequenceMatcher(None, wanted, known).ratio()
        if wanted and (wanted in known or known in wanted):
            likeness += 1
        scored.append((-likeness, place, row.id))
    return [row_id for score, _, row_id in sorted(scored)[:3] if score < -0.5]
