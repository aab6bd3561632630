"""The entry grid's lines and cells as the data table shows them, and what is typed into one as an entry.

It reads no store and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.domain.dashboard.entry import EntryRow, may_have_begun, says
from stewardship_desktop.domain.dashboard.figures import (
    TypedValue,
    may_be_share,
    read_value,
    refuse_share,
    says_nothing,
    shown_observation,
    unit_words,
    worked_out,
)
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Observation, Qualifier, ValueKind
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.rhythm import period_words, short_period
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import COUNTED, Frequency, MetricDefinition
from stewardship_desktop.ui.widgets import Column
from stewardship_desktop.ui.widgets.data_table.column import Row
from stewardship_desktop.ui.widgets.typed_text import Unreadable

DUE, GAP = "due", "gap"
GAP_NOTE = "Known gap"
_NOTHING: Mapping[str, Any] = {
    "value": None, "level": "", "qualifier": Qualifier.EXACT, "numerator": None, "denominator": None,
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """What a cell shows and what its editor starts from."""

    text: str
    typed: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class KnownGap:
    """Typed as "-" or "n/a": there is no value for this period, and that is known."""


@dataclass(frozen=True)
class GridRow:
    """A line of the grid: its cells by the first day of their period, the days that are due, the one where
    entering goes on, and those on which a definition begins. Two are alike when they show the same.
    """

    id: str
    name: str
    column: ValueColumn
    cells: Mapping[date, Cell]
    due: frozenset[date]
    goes_on: date | None
    begins: frozenset[date]
    entry: EntryRow = field(compare=False)
    today: date = field(compare=False, default=date.min)


def grid_row(entry: EntryRow, periods: Sequence[date], today: date) -> GridRow:
    """A line over these periods."""
    due = frozenset(entry.due(today))
    cells = {}
    for start in periods:
        held = entry.held(start)
        if held is not None:
            definition = entry.definition_at(start)
            text = GAP if held.is_gap else shown_observation(definition, held, with_unit=False)
            cells[start] = Cell(text, typed_text(definition, held), held.illustrative)
        elif start in due:
            cells[start] = Cell(DUE)
    unit = unit_words(entry.records.definition)
    return GridRow(
        id=entry.id,
        name=f"{entry.name}, {unit}" if unit else entry.name,
        column=entry.records.outcome.column,
        cells=cells,
        due=due,
        goes_on=entry.goes_on(today) if due else None,
        begins=frozenset(start for start in periods if entry.begins_definition(start)),
        entry=entry,
        today=today,
    )


def typed_text(definition: MetricDefinition, held: Observation) -> str:
    """A value as somebody would type it: "612/750", "about 1000", "B"; blank for a gap."""
    if held.level or held.value is None:
        return held.level
    counted = worked_out(definition, held.numerator, held.denominator)
    if counted is not None and counted == held.value:
        return f"{held.numerator:f}/{held.denominator:f}"
    sign = "%" if may_be_share(definition, "", TypedValue(value=held.value)) else ""
    return f"{held.qualifier.value} {held.value:f}{sign}".strip()


class NameColumn(Column):
    """The metrics, each with the sign of its column of value."""

    def mark(self, row: Row) -> tuple[str, str] | None:
        return row.column.value, row.column.value


@dataclass(frozen=True)
class PeriodColumn(Column):
    """One period. What is typed in it is read by the definition that holds then."""

    start: date = date.min

    def read(self, row: Row) -> Any:
        return row.cells.get(self.start)

    def show(self, value: Any) -> str:
        return value.text if isinstance(value, Cell) else ""

    def to_edit(self, value: Any) -> str:
        return value.typed if isinstance(value, Cell) else ""

    def to_copy(self, value: Any) -> str:
        return self.to_edit(value)

    def edge(self, row: Row) -> str:
        return "primary" if self.start in row.begins else ""

    def read_text(self, row: Row | None, text: str) -> Any:
        """A TypedValue, or the cell itself where it says what it said. Raises Unreadable, naming the cell."""
        if row is None:
            return None
        held = row.cells.get(self.start)
        plain = " ".join(text.split())
        if plain == self.to_edit(held):
            return held
        try:
            return typed_value(row.entry, self.start, plain, row.today)
        except UserFixable as fault:
            raise Unreadable(f"{says(row.entry, self.start)}: {fault.what} {fault.remedy}".strip()) from fault


def period_column(frequency: Frequency, start: date) -> PeriodColumn:
    """The column of a period, as wide as a rounded value with its qualifier."""
    words = period_words(frequency, start)
    return PeriodColumn(
        start.isoformat(), short_period(frequency, start), editable=True, align="right", width=78,
        help=words[:1].upper() + words[1:], tip=partial(_tip, start=start), start=start,
    )  # fmt: skip


def _tip(row: GridRow, *, start: date) -> str:
    return "\n".join(cell_words(row, start))


def typed_value(entry: EntryRow, start: date, text: str, today: date) -> TypedValue | KnownGap:
    """What a typed text gives for a period. Raises UserFixable."""
    if text and not may_have_begun(entry, start, today):
        raise UserFixable(
            f"{period_words(entry.frequency, start)} has not begun.",
            "Switch to forecasts to enter what is expected.",
        )
    definition = entry.definition_at(start)
    if says_nothing(definition, text):
        return KnownGap()
    typed = read_value(definition, text)
    if not entry.has_small_values:
        refuse_share(definition, text, typed)
    return typed


def entry_for(
    entry: EntryRow, start: date, typed: TypedValue | KnownGap, *, source: str, as_at: date | None
) -> ValueEntry:
    """The entry that brings a cell to what was typed. An empty value takes the one that is there away."""
    values: dict[str, Any]
    held = entry.held(start)
    if isinstance(typed, KnownGap):
        note = held.note if held is not None and held.note else GAP_NOTE
        values = {**_NOTHING, "note": note, "source": source, "as_at": as_at}
    elif typed.is_empty:
        values = {**_NOTHING, "note": ""}
    else:
        values = {
            "value": typed.value, "level": typed.level, "qualifier": typed.qualifier,
            "numerator": typed.numerator, "denominator": typed.denominator, "source": source, "as_at": as_at,
        }  # fmt: skip
        if held is not None and held.is_gap and held.note == GAP_NOTE:
            values["note"] = ""
    return with_values(entry, start, values)


def with_values(entry: EntryRow, start: date, values: Mapping[str, Any]) -> ValueEntry:
    """An entry of some fields of a cell's value."""
    return ValueEntry(
        definition_id=entry.definition_at(start).id, on=entry.day_of(start), kind=entry.kind, cut=entry.cut,
        category=entry.category, values=values,
    )  # fmt: skip


def cell_words(row: GridRow, start: date) -> list[str]:
    """What a cell is about, a sentence or two a line: its period, its value whole, what holds for it."""
    entry, held = row.entry, row.entry.held(start)
    definition = entry.definition_at(start)
    kind = "forecast for " if entry.kind is ValueKind.FORECAST else ""
    said = "no value" if held is None else "known gap" if held.is_gap else shown_observation(definition, held)
    lines = [f"{entry.name}, {kind}{period_words(entry.frequency, start)}: {said}"]
    if held is not None and held.numerator is not None and held.denominator is not None:
        lines.append(f"{held.numerator:,f} of {held.denominator:,f}.")
    if held is not None and held.period:
        lines.append(f"Printed for {held.period}.")
    if held is not None and held.illustrative:
        lines.append("Illustrative: invented for the example.")
    if start in row.due:
        lines.append("This value is due.")
    lines += definition_words(entry, start)
    return lines


def definition_words(entry: EntryRow, start: date) -> list[str]:
    """Which definition a value of the period goes to, where the metric has had more than one."""
    definition = entry.definition_at(start)
    if len(entry.records.definitions) == 1:
        return []
    if entry.begins_definition(start) and definition.begins_on is not None:
        return [
            (
                f"A new definition begins on {date_words(definition.begins_on)}: {definition.display_name}. "
                "Nothing compares across it."
            )
        ]
    if definition is not entry.records.definition:
        return [f"It belongs to the earlier definition: {definition.display_name}."]
    return []


def base_hint(entry: EntryRow, start: date, typed: TypedValue) -> str:
    """Asks for the counts behind a per cent, a rate or a ratio that was typed without them; else ""."""
    definition = entry.definition_at(start)
    if definition.scale not in COUNTED or typed.value is None or typed.numerator is not None:
        return ""
    if not (definition.numerator or definition.denominator):
        return ""
    counted = definition.numerator or "the count"
    base = definition.denominator or "what it is of"
    return (
        f"{says(entry, start)} has no base. Where you have them, type {counted} / {base}, "
        "such as 612/750: then the chart can say how sure it is."
    )


def values_words(count: int) -> str:
    """ "1 value", "1,200 values"."""
    return "1 value" if count == 1 else f"{count:,} values"
