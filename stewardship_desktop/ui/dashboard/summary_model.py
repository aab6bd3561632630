"""The rows of the summary as Qt sees them: a heading for each column of value, its metrics or why none.

Holds and arranges; what a cell says is `domain.dashboard.summary`. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import Part, cell
from stewardship_desktop.domain.suppression import HIDDEN
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.ui.charts.sparkline import Sparkline
from stewardship_desktop.ui.dashboard.summary_sparkline import sparkline_of

Index = QModelIndex | QPersistentModelIndex
PARTS = tuple(Part)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Above the metrics of a column; `words` are its question, or what it waits for."""

    column: ValueColumn
    count: int
    words: str

    @property
    def count_words(self) -> str:
        return "no metrics" if not self.count else "1 metric" if self.count == 1 else f"{self.count} metrics"


@dataclass(frozen=True, kw_only=True)
class Nothing:
    """In place of the metrics of a column that has none."""

    column: ValueColumn
    words: str


Row = Heading | Nothing | MetricReading


class SummaryModel(QAbstractTableModel):
    """`set_rows(rows)`; `row_at(row)`, `place_of(metric_id)`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._places: dict[str, int] = {}
        self._lines: dict[int, Sparkline | None] = {}
        self._cells: dict[tuple[int, Part], tuple[str, str]] = {}
        self._invented: frozenset[str] = frozenset()

    def set_rows(self, rows: Sequence[Row]) -> bool:
        """Take these rows for the old ones. True if rows came, went or moved, not only changed."""
        fresh = tuple(rows)
        same = [_key(each) for each in fresh] == [_key(each) for each in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._lines, self._cells = fresh, {}, {}
        self._invented = frozenset(
            each.id for each in fresh if isinstance(each, MetricReading) and each.illustrative
        )
        self._places = {each.id: at for at, each in enumerate(fresh) if isinstance(each, MetricReading)}
        if same and fresh:
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(PARTS) - 1))
        if not same:
            self.endResetModel()
        return not same

    def row_at(self, row: int) -> Row | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def reading_at(self, row: int) -> MetricReading | None:
        found = self.row_at(row)
        return found if isinstance(found, MetricReading) else None

    def cell_at(self, row: int, part: Part) -> tuple[str, str]:
        """A metric's words in one column; put together once."""
        found = self._cells.get((row, part))
        if found is None:
            reading = self.reading_at(row)
            found = self._cells[row, part] = ("", "") if reading is None else cell(reading, part)
        return found

    def is_illustrative(self, metric_id: str) -> bool:
        """Whether any figure of a metric is invented."""
        return metric_id in self._invented

    def sparkline_at(self, row: int) -> Sparkline | None:
        """A metric's small line; made once, as it is painted on each frame of scrolling."""
        if row not in self._lines:
            reading = self.reading_at(row)
            self._lines[row] = None if reading is None else sparkline_of(reading)
        return self._lines[row]

    def ids(self) -> frozenset[str]:
        """The metrics shown."""
        return frozenset(self._places)

    def holds_any(self, metric_ids: frozenset[str]) -> bool:
        """Whether one of these metrics is shown."""
        return not metric_ids.isdisjoint(self._places)

    def place_of(self, metric_id: str) -> int:
        """Where a metric stands; -1 if it doesn't."""
        return self._places.get(metric_id, -1)

    # ---- Qt's side
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(PARTS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if isinstance(row, MetricReading):
            return _of_metric(row, PARTS[index.column()], role)
        if index.column() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, Heading):
            return f"{row.column.heading}, {row.count_words}. {row.words}"
        return f"{row.column.heading}: {row.words}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return PARTS[section].value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row())
        if row is None or isinstance(row, Heading):
            # The keyboard goes from metric to metric; each says the column that it stands in.
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _key(row: Row) -> str:
    return row.id if isinstance(row, MetricReading) else f"{type(row).__name__} {row.column.value}"


def _of_metric(reading: MetricReading, part: Part, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return "\n".join(words for words in cell(reading, part) if words)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return accessible_words(reading, part)
    if role == Qt.ItemDataRole.ToolTipRole:
        return _tip(reading, part)
    return None


def accessible_words(reading: MetricReading, part: Part) -> str:
    """A cell for a screen reader: the first one says the column of value and what the chart says."""
    said = ", ".join(words for words in cell(reading, part) if words) or "none"
    marked = ", illustrative" if reading.illustrative else ""
    if part is Part.METRIC:
        priority = "priority metric" if reading.records.metric.priority else "watch list"
        column = reading.records.outcome.column.heading
        return f"{column}, {priority}: {reading.records.metric.name}{marked}. {reading.sentence}"
    if part is Part.LATEST and reading.latest_text == HIDDEN.value:
        return f"{part.value}: {HIDDEN.words}, {reading.as_at_text}{marked}"
    if part is Part.TARGET and reading.target is not None:
        met = cell(reading, part)[1]
        return f"Target: {reading.target_text}{f', {met}' if met else ''}"
    return f"{part.value}: {said}{marked if part is Part.LATEST else ''}"


def _tip(reading: MetricReading, part: Part) -> str:
    if part is Part.BENCHMARK:
        return "" if reading.benchmark is None else reading.benchmark.sentence
    if part is Part.METRIC:
        definition = reading.definition
        base = (
            definition.definition,
            definition.numerator and f"{definition.numerator} of {definition.denominator}",
        )
        lines = [reading.records.metric.name, *(each for each in base if each)]
        return "\n".join([*lines, *reading.notes])
    if part is Part.LATEST and reading.latest is not None:
        said = (
            HIDDEN.words if reading.latest_text == HIDDEN.value else reading.latest_text,
            reading.as_at_text,
            reading.latest.source and f"Source: {reading.latest.source}",
        )
        return "\n".join(f"{each[:1].upper()}{each[1:]}" for each in said if each)
    if part is Part.FRESHNESS:
        return reading.freshness.words
    return reading.sentence
