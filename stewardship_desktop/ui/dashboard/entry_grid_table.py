"""The table of the entry grid: a line a metric, a column a period of one rhythm.

It sends what is typed and asked for; what that means is the grid's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Signal, Slot

from stewardship_desktop.domain.dashboard.entry import EntryRow
from stewardship_desktop.domain.dashboard.pasting import Ground
from stewardship_desktop.domain.value_framework import Frequency
from stewardship_desktop.ui.dashboard.entry_grid_cells import (
    DUE,
    GridRow,
    NameColumn,
    PeriodColumn,
    grid_row,
    period_column,
)
from stewardship_desktop.ui.widgets import DataTable, Edit

FEWEST_LINES = 4
NAMES, NARROW_NAMES = 300, 190
HOW = (
    "Type a value and press Enter to go down or Tab to go right. F2 edits, Delete takes away, "
    "Ctrl+V pastes a block from Excel."
)


class EntryTable(DataTable):
    """`EntryTable(frequency, periods, about=None, wide=True)`; `show_entries(rows, today)`, `place()`,
    `select_cell(row_id, start)`.

    `place_changed` when another cell is chosen, `block_pasted` for Ctrl+V, `emptied` for Delete.
    """

    place_changed = Signal()
    block_pasted = Signal()
    emptied = Signal()

    def __init__(
        self, frequency: Frequency, periods: Sequence[date], *, about: object = None, wide: bool = True
    ) -> None:
        self.frequency, self.periods, self.about, self.wide = frequency, tuple(periods), about, wide
        super().__init__(
            [
                NameColumn("name", "Metric", wrap=True, width=NAMES if wide else NARROW_NAMES),
                *(period_column(frequency, start) for start in periods),
            ],
            "Values by metric and period",
            tools=False,
            illustrative=_is_illustrative,
            rings=_ring,
        )
        self.grid.setAccessibleDescription(HOW)
        # A block may name its metrics and periods, so where it lands is more than the table can tell.
        self.grid.paste_asked.disconnect(self.paste)
        self.grid.paste_asked.connect(self.block_pasted)
        self.grid.delete_asked.connect(self.emptied)
        self.grid.selectionModel().currentChanged.connect(self._moved)
        self.grid.resized.connect(self._keep_in_sight)

    def covers(self, about: object, periods: Sequence[date]) -> bool:
        """Whether it is made for this and has a column for all these periods."""
        return self.about == about and set(periods) <= set(self.periods)

    def show_entries(self, rows: Sequence[EntryRow], today: date) -> None:
        """Show these lines for the old ones."""
        self.set_rows(grid_row(row, self.periods, today) for row in rows)

    def fit_into(self, room: int) -> None:
        """Be as high as the lines need, but no higher than `room` pixels; a few lines always show."""
        grid = self.grid
        room -= grid.horizontalHeader().sizeHint().height() + grid.horizontalScrollBar().sizeHint().height()
        count = 0
        while count < self.model.rowCount() and room >= grid.rowHeight(count):
            room -= grid.rowHeight(count)
            count += 1
        self.fit_height(max(FEWEST_LINES, count))

    def place(self) -> tuple[GridRow, date] | None:
        """The chosen line and period; on a metric's name the one where entering goes on, else the last."""
        index = self.grid.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        if isinstance(column, PeriodColumn):
            return row, column.start
        return row, row.goes_on if row.goes_on in self.periods else self.periods[-1]

    def column_of(self, start: date) -> PeriodColumn:
        """The column of a period that is shown."""
        found = self.columns[1 + self.periods.index(start)]
        assert isinstance(found, PeriodColumn)  # all but the first are
        return found

    def select_cell(self, row_id: str, start: date) -> None:
        """Choose a cell and bring it into view."""
        self.select(row_id, start.isoformat())

    def chosen_values(self) -> list[tuple[EntryRow, date]]:
        """The chosen cells that hold a value."""
        found = []
        for index in self.grid.selectionModel().selectedIndexes():
            row, column = self.model.row_at(index.row()), self.columns[index.column()]
            if isinstance(column, PeriodColumn) and row is not None and row.entry.held(column.start):
                found.append((row.entry, column.start))
        return found

    def read_one(self, text: str) -> list[Edit]:
        """What one pasted text asks of the chosen cell: nothing where it says what is there.

        Raises Unreadable, in words.
        """
        place = self.place()
        if place is None:
            return []
        row, column = place[0], self.column_of(place[1])
        typed = column.read_text(row, text)
        return [] if typed == column.read(row) else [Edit(row_id=row.id, key=column.key, value=typed)]

    def ground(self, named: Sequence[EntryRow], today: date) -> Ground | None:
        """What a block would be laid on: the lines as sorted now, from the chosen cell; None without one."""
        place = self.place()
        if place is None:
            return None
        return Ground(
            rows=[row.entry for row in self.shown_rows()], periods=self.periods, frequency=self.frequency,
            row=self.model.place_of(place[0].id), column=self.periods.index(place[1]), named=named,
            today=today,
        )  # fmt: skip

    @Slot()
    def _keep_in_sight(self) -> None:
        """A grid that became narrower or got a scroll bar still shows the chosen cell whole."""
        index = self.grid.currentIndex()
        if index.isValid():
            self.grid.scrollTo(index)

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.place_changed.emit()


def _is_illustrative(row: GridRow, key: str) -> bool:
    cell = None if key == "name" else row.cells.get(date.fromisoformat(key))
    return cell is not None and cell.illustrative


def _ring(row: GridRow, key: str) -> tuple[str, str] | None:
    return ("warn", DUE) if row.goes_on is not None and key == row.goes_on.isoformat() else None
