"""Which columns of a data table show, how wide, and by which one it is sorted; remembered if asked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from stewardship_desktop.ui.theme import icons
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.data_table.model import RowsModel
from stewardship_desktop.ui.widgets.data_table.view import GridView
from stewardship_desktop.ui.widgets.remembered import Remembers


class ColumnChoice(QObject):
    """`changed` when another set of columns shows. `widths` holds what was set by hand, by place."""

    changed = Signal()

    def __init__(self, grid: GridView, model: RowsModel, remembers: Remembers | None, key: str) -> None:
        super().__init__(grid)
        self._grid, self._model = grid, model
        self._remembers, self._key = remembers, key
        self.widths: dict[int, int] = {}

    # ---- sorting
    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column's key; "" goes back to the order given."""
        at = next((n for n, column in enumerate(self._model.columns) if column.key == key), -1)
        self._sort(at, descending)

    def title_pressed(self, at: int) -> None:
        """Smallest first, then largest first, then the order given."""
        sorting = self._model.sorting()
        if sorting is None or sorting[0] != at:
            self._sort(at, False)
        elif not sorting[1]:
            self._sort(at, True)
        else:
            self._sort(-1, False)

    def _sort(self, at: int, descending: bool) -> None:
        self._model.sort(at, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        for view in (self._grid, self._grid.frozen):
            view.horizontalHeader().updateGeometry()
            view.horizontalHeader().viewport().update()
        way = "in the order given"
        if at >= 0:
            way = f"by {self._model.columns[at].title}, {'largest' if descending else 'smallest'} first"
        announce(self._grid, f"Sorted {way}")
        self._keep()

    # ---- columns
    def set_hidden(self, keys: Iterable[str]) -> None:
        """Hide these columns and show all others; the last one left cannot be hidden."""
        hidden, by_hand = set(keys), dict(self.widths)
        for at, column in enumerate(self._model.columns):
            self._grid.setColumnHidden(at, column.key in hidden)
        if not self._grid.shown_columns():
            self._grid.setColumnHidden(0, False)
        # A column that comes back is told as a change of width; nobody set that by hand.
        self.widths = by_hand
        self.changed.emit()
        self._keep()

    def hidden(self) -> list[str]:
        """The keys of the columns that do not show."""
        return [column.key for at, column in enumerate(self._model.columns) if self._grid.isColumnHidden(at)]

    def set_width(self, at: int, width: int) -> None:
        """Note a width that a person set."""
        self.widths[at] = width
        self._keep()

    # ---- the menu
    def open_menu(self, column: int, at: QPoint) -> None:
        """Open the menu of a column at a place on the screen."""
        self.menu(column).popup(at)

    def menu(self, at: int) -> QMenu:
        """Sorting for one column and the choice of all of them; deleted when it closes."""
        menu = QMenu(self._grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self._model.columns[at].title
        for words, icon, place, descending in (
            (f"Sort by {title}, smallest first", "sort-up", at, False),
            (f"Sort by {title}, largest first", "sort-down", at, True),
            ("Back to the order given", "undo", -1, False),
        ):
            action = menu.addAction(icons.icon(icon), words)
            action.setData((place, descending))
            action.triggered.connect(self._sort_chosen)
        menu.addSeparator()
        for number, column in enumerate(self._model.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._grid.isColumnHidden(number))
            # The first column names the row: without it the others say nothing.
            action.setEnabled(number > 0)
            action.setData(column.key)
            action.triggered.connect(self._column_chosen)
        return menu

    def _sort_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            place, descending = action.data()
            self._sort(place, descending)

    def _column_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.set_hidden(set(self.hidden()) ^ {action.data()})

    # ---- remembering
    def _keep(self) -> None:
        if self._remembers is None or not self._key:
            return
        sorting, columns = self._model.sorting(), self._model.columns
        self._remembers.set(
            self._key,
            {
                "hidden": self.hidden(),
                "widths": {columns[at].key: wide for at, wide in self.widths.items()},
                "sort": [columns[sorting[0]].key, sorting[1]] if sorting else [],
            },
        )

    def recall(self) -> None:
        """Take up what was remembered; what does not fit today's columns is left out."""
        kept = self._remembers.get(self._key) if self._remembers is not None and self._key else None
        if not isinstance(kept, dict):
            return
        places = {column.key: at for at, column in enumerate(self._model.columns)}
        widths, hidden, order = kept.get("widths"), kept.get("hidden"), kept.get("sort")
        if isinstance(widths, dict):
            self.widths = {places[k]: w for k, w in widths.items() if k in places and isinstance(w, int)}
        if isinstance(hidden, list):
            self.set_hidden(key for key in hidden if key in places)
        if isinstance(order, list) and len(order) == 2 and order[0] in places:
            self.sort_by(order[0], descending=bool(order[1]))
