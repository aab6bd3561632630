"""The table beside a metric's chart: a row a point, its value to be corrected in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal, Slot

from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.domain.dashboard.chart_table import ChartRow
from stewardship_desktop.domain.dashboard.figures import TypedValue, read_value, unit_words
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.ui.dashboard.entry_grid_cells import Cell, typed_text
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, EmptyState
from stewardship_desktop.ui.widgets.data_table.column import Row
from stewardship_desktop.ui.widgets.remembered import Remembers
from stewardship_desktop.ui.widgets.typed_text import Unreadable


@dataclass(frozen=True)
class Line:
    """A row of the table with what its value is typed as."""

    row: ChartRow
    definition: MetricDefinition
    typed: str

    @property
    def id(self) -> str:
        return self.row.id


def _of(key: str) -> Any:
    return lambda line: getattr(line.row, key)


class ValueColumn(Column):
    """The values, each typed over in the metric's own unit."""

    def read(self, row: Row) -> Any:
        return Cell(row.row.value, row.typed)

    def show(self, value: Any) -> str:
        return value.text if isinstance(value, Cell) else ""

    def to_edit(self, value: Any) -> str:
        return value.typed if isinstance(value, Cell) else ""

    def to_copy(self, value: Any) -> str:
        return self.show(value)

    def read_text(self, row: Row | None, text: str) -> Any:
        """A TypedValue, or the cell itself where nothing changed. Raises Unreadable, naming the period."""
        if row is None or " ".join(text.split()) == row.typed:
            return None if row is None else self.read(row)
        try:
            return read_value(row.definition, text)
        except UserFixable as fault:
            raise Unreadable(f"{row.row.period}: {fault.what} {fault.remedy}") from fault


def _period(line: Line) -> str:
    return f"{line.row.short}, forecast" if line.row.is_forecast else line.row.short


def _meaning(line: Line) -> str:
    return ": ".join(part for part in (line.row.meaning, line.row.rules) if part)


def _tip(line: Line) -> str:
    row = line.row
    said = [row.period, row.meaning, row.rules, row.events, row.notes, f"Source: {row.source or 'not noted'}"]
    return "\n".join(part[:1].upper() + part[1:] for part in said if part)


COLUMNS = (
    Column("period", "Period", value=_period, wrap=True, width=112, tip=_tip),
    ValueColumn("value", "Value", editable=True, align="right", width=84, tip=_tip),
    Column("meaning", "Meaning and rules hit", value=_meaning, wrap=True, width=190, tip=_tip),
    Column("mean", "Mean", value=_of("mean"), align="right", width=74),
    Column("lower", "Lower limit", value=_of("lower"), align="right", width=92),
    Column("upper", "Upper limit", value=_of("upper"), align="right", width=92),
    Column("target", "Target", value=_of("target"), align="right", width=74),
    Column("events", "Events", value=_of("events"), wrap=True, width=170),
    Column("notes", "Notes", value=_of("notes"), wrap=True, width=170),
    Column("source", "Source", value=_of("source"), wrap=True, width=170, hidden=True),
)
READ = frozenset({"meaning", "mean", "lower", "upper"})
"""What only values that the rules read have: not grades, and not a single value."""


class ChartTable(DataTable):
    """`show_rows(rows, observations, definition)` -> `typed([ValueEntry])`, `row_chosen(row)`."""

    typed = Signal(list)
    row_chosen = Signal(object)

    def __init__(self, remembers: Remembers) -> None:
        super().__init__(
            COLUMNS,
            "Values on the chart",
            empty=EmptyState("No values yet", icon="table"),
            tools=False,
            illustrative=lambda line, key: key == "value" and line.row.illustrative,
            remembers=remembers,
            key="dashboard.chart_table",
        )
        self._observations: dict[str, Observation] = {}
        self.edits_requested.connect(self._edited)
        self.selection_changed.connect(self._moved)
        self.grid.resized.connect(self._keep_in_sight)

    def show_lines(
        self, rows: Sequence[ChartRow], observations: Sequence[Observation], definition: MetricDefinition
    ) -> None:
        """Show these rows; the chosen one stays where it is still there, else it is the newest value."""
        self._observations = {each.id: each for each in observations}
        before = self.current_id()
        unit = unit_words(definition)
        self.set_title("value", f"Value, {unit}" if unit else "Value")
        # What is hidden is not given back by an editor either.
        self.set_rows(
            Line(row, definition, "" if row.hidden else typed_text(definition, self._observations[row.id]))
            for row in rows
        )
        if before not in self._observations and rows:
            actual = [row for row in rows if not row.is_forecast] or list(rows)
            self.select(actual[-1].id, "value")
        self._keep_in_sight()

    def current_row(self) -> ChartRow | None:
        """The row with the current cell."""
        found = self.current_id()
        return next((line.row for line in self.rows() if line.id == found), None)

    def choose(self, series: int, index: int) -> None:
        """Choose the row of a point of the chart."""
        for line in self.rows():
            if (line.row.series, line.row.index) == (series, index):
                self.select(line.id, "value")
                return

    @Slot()
    def _keep_in_sight(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            self.grid.scrollTo(index)

    def _moved(self, _ids: list[str]) -> None:
        row = self.current_row()
        if row is not None:
            self.row_chosen.emit(row)

    def _edited(self, edits: list[Edit]) -> None:
        entries = [
            _entry(self._observations[edit.row_id], edit.value)
            for edit in edits
            if isinstance(edit.value, TypedValue)
        ]
        if entries:
            self.typed.emit(entries)


def _entry(held: Observation, typed: TypedValue) -> ValueEntry:
    """The entry that brings a value to what was typed; an empty one takes it away with its note."""
    values: dict[str, Any] = {
        "value": typed.value, "level": typed.level, "qualifier": typed.qualifier,
        "numerator": typed.numerator, "denominator": typed.denominator,
    }  # fmt: skip
    if typed.is_empty:
        values["note"] = ""
    return ValueEntry(
        definition_id=held.definition_id, on=held.on, kind=held.kind, cut=held.cut, category=held.category,
        values=values,
    )  # fmt: skip
