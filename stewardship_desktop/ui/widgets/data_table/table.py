"""The data table: filter line, grid, totals, paste and copy, column choice and empty state in one part.

It knows no noun and changes no data: what a person asks for is sent out as a signal, and shows once
`set_rows` brings the changed rows back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.data_table.clipboard import PastePlan
from stewardship_desktop.ui.widgets.data_table.column import Column, Row
from stewardship_desktop.ui.widgets.data_table.column_choice import ColumnChoice
from stewardship_desktop.ui.widgets.data_table.column_widths import fit_columns
from stewardship_desktop.ui.widgets.data_table.filter_box import FilterBox
from stewardship_desktop.ui.widgets.data_table.grid_clipboard import GridClipboard
from stewardship_desktop.ui.widgets.data_table.inline_notice import InlineNotice
from stewardship_desktop.ui.widgets.data_table.model import Ring, RowsModel
from stewardship_desktop.ui.widgets.data_table.totals import TotalsBar
from stewardship_desktop.ui.widgets.data_table.view import GridView
from stewardship_desktop.ui.widgets.empty_state import EmptyState
from stewardship_desktop.ui.widgets.remembered import Remembers
from stewardship_desktop.ui.widgets.words import button, label

_MOST_WRAPPED_ROWS = 1000


class DataTable(QWidget):
    """A table of rows keyed by id.

    `name` is the accessible name. `row_id` is the name of the rows' id or a function of a row.
    `opens` sends `opened` on Enter (and on a double click of a cell that is not editable).
    `allow_new` shows a last line that takes a new row by typing or paste, sent as `rows_pasted`;
    `allow_delete` sends `delete_requested` on Delete. `totals` is given the rows shown and answers
    values by column key. `illustrative(row, key)` marks invented figures; `rings(row, key)` answers
    (colour token, words) for a cell to be ringed, else None. `remembers` keeps widths,
    hidden columns and sorting under `key`.
    """

    edits_requested = Signal(list)
    rows_pasted = Signal(list)
    delete_requested = Signal(list)
    opened = Signal(str)
    selection_changed = Signal(list)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        *,
        row_id: str | Callable[[Row], str] = "id",
        empty: EmptyState | None = None,
        opens: bool = False,
        allow_new: bool = False,
        allow_delete: bool = False,
        tools: bool = True,
        totals: Callable[[Sequence[Row]], Mapping[str, Any]] | None = None,
        illustrative: Callable[[Row, str], bool] | None = None,
        rings: Callable[[Row, str], Ring | None] | None = None,
        remembers: Remembers | None = None,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._allow_delete, self._totals = allow_delete, totals
        self._fitting = False
        self._most_rows = 0
        self._known: set[str] | None = None
        self._goes_on, self._read_only = False, ""
        self.model = RowsModel(
            columns, row_id, allow_new=allow_new, illustrative=illustrative, rings=rings, parent=self
        )
        self.grid = GridView(self.model, name, opens=opens)
        self.notice = InlineNotice()
        self._paste = GridClipboard(self.grid, self.model, self.notice)
        self._choice = ColumnChoice(self.grid, self.model, remembers, key)
        self.totals_bar = TotalsBar(self.grid, self.model)
        self.empty = empty or EmptyState(f"No {name[:1].lower()}{name[1:]} yet", icon="table")
        self.nothing_found = EmptyState("Nothing fits the filter", action="Clear the filter", icon="search")
        self._lay_out(tools)
        self._connect()
        self._choice.recall()
        self.model.set_rows(())
        self._after_rows()

    # ---- what a page tells
    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows for the old ones; selection, scroll, sorting and an open editor stay."""
        chosen, current = self.grid.selected_ids(), self._current_place()
        self.model.modelAboutToBeReset.connect(self._note_reset)
        self._was_reset = False
        self.model.set_rows(rows)
        self.model.modelAboutToBeReset.disconnect(self._note_reset)
        if self._was_reset:
            self._choose_again(chosen, current)
        self._follow_new(current)
        self._after_rows()

    def rows(self) -> list[Row]:
        """All rows, in the order given."""
        return self.model.all_rows()

    def shown_rows(self) -> list[Row]:
        """The rows that pass the filter, as sorted."""
        return self.model.shown_rows()

    def selected_ids(self) -> list[str]:
        """The ids of the rows with a selected cell, from the top."""
        return self.grid.selected_ids()

    def current_id(self) -> str:
        """The id of the row with the current cell; "" if there is none."""
        return self.model.id_at(self.grid.currentIndex().row())

    def select(self, row_id: str, key: str = "") -> bool:
        """Make a row's cell the current one and scroll to it; False if the row is not shown."""
        place = self.model.place_of(row_id)
        if place < 0:
            return False
        shown = self.grid.shown_columns()
        named = [at for at in shown if self.columns[at].key == key]
        self.grid.choose(self.model.index(place, (named or shown or [0])[0]))
        return True

    def set_title(self, key: str, title: str) -> None:
        """Another title for a column, where it has to say what holds now."""
        self.model.set_title(key, title)
        self.columns = self.model.columns

    def set_read_only(self, why: str) -> None:
        """Take no change, typed, pasted, added or removed, while `why` says why not; "" ends it."""
        if why == self._read_only:
            return
        self._read_only = why
        kept = self.grid.selected_ids(), self._current_place()
        self.model.set_read_only(bool(why))
        self.columns = self.model.columns
        self._choose_again(*kept)
        self._after_rows()

    def edit_cell(self, row_id: str, key: str) -> None:
        """Open an editor on a cell, if it is shown and may be edited."""
        if self.select(row_id, key):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.edit_current()

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column's key; "" goes back to the order given."""
        self._choice.sort_by(key, descending=descending)

    def set_filter(self, text: str) -> None:
        """Filter the rows as if `text` had been typed."""
        self.filter_box.setText(text)

    def set_hidden(self, keys: Iterable[str]) -> None:
        """Hide these columns and show all others; the last one left cannot be hidden."""
        self._choice.set_hidden(keys)

    def hidden(self) -> list[str]:
        return self._choice.hidden()

    def column_menu(self, at: int) -> QMenu:
        """Sorting for one column and the choice of all of them; deleted when it closes."""
        return self._choice.menu(at)

    def plan_paste_with(self, planner: Callable[[list[list[str]]], PastePlan | None]) -> None:
        """Ask `planner` first what a pasted grid of texts means; None leaves it to the table."""
        self._paste.planner = planner

    def add_tool(self, widget: QWidget) -> None:
        """Put a quiet button on the filter line, left of Columns."""
        self._tools_row.insertWidget(self._tools_row.count() - 1, widget)

    def lead_with(self, widget: QWidget) -> None:
        """Put a switch first on that line."""
        self._tools_row.insertWidget(0, widget)

    def fit_height(self, most_rows: int = 12) -> None:
        """Be as high as the rows need, up to `most_rows`, for a table inside a page that scrolls."""
        self._most_rows = most_rows
        self._set_height()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever gives the table the keyboard means its grid."""
        super().focusInEvent(event)
        self.grid.setFocus(event.reason())

    def say(self, text: str, tone: str = "bad") -> None:
        """Show a notice above the grid until it is closed or the next paste."""
        self.notice.show_words(text, tone)

    # ---- making
    def _lay_out(self, tools: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        self._tools_row = QHBoxLayout(tools_line := QWidget())
        self._tools_row.setContentsMargins(0, 0, 0, 0)
        self._tools_row.setSpacing(SPACE_2)
        self.filter_box = FilterBox(f"Filter {self.grid.accessibleName()}")
        self.count_label = label("", "caption", wrap=False)
        self.columns_button = button("Columns", "quiet", icon="columns", clicked=self._columns_menu)
        self.columns_button.setToolTip("Choose columns, sort (Alt+Down in the table)")
        self._tools_row.addWidget(self.filter_box, 2)
        self._tools_row.addWidget(self.count_label)
        self._tools_row.addStretch(1)
        self._tools_row.addWidget(self.columns_button)
        layout.addWidget(tools_line)
        tools_line.setHidden(not tools)
        layout.addWidget(self.notice)
        self._stack_host = QWidget()
        self._stack = QStackedLayout(self._stack_host)
        for part in (self.grid, self.empty, self.nothing_found):
            self._stack.addWidget(part)
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._stack_host, 1)
        body.addWidget(self.totals_bar)
        body.addStretch()  # room beyond the rows of `fit_height` lies under them, not around them
        layout.addLayout(body, 1)
        self.totals_bar.setVisible(False)
        for at, column in enumerate(self.columns):
            self.grid.setColumnHidden(at, column.hidden)
        # A focus proxy would have Tab jump over the filter and the button above the grid.
        QWidget.setTabOrder(self.filter_box, self.columns_button)
        QWidget.setTabOrder(self.columns_button, self.grid)

    def _connect(self) -> None:
        self.model.edits_requested.connect(self.edits_requested)
        self.model.new_row_filled.connect(self._new_row)
        grid = self.grid
        grid.copy_asked.connect(self.copy)
        grid.paste_asked.connect(self.paste)
        grid.delete_asked.connect(self._delete)
        grid.filter_asked.connect(self._to_filter)
        grid.menu_asked.connect(self._choice.open_menu)
        grid.opened_at.connect(self._open_at)
        grid.resized.connect(self._refit)
        grid.selectionModel().selectionChanged.connect(self._selection_moved)
        grid.horizontalHeader().sectionClicked.connect(self._choice.title_pressed)
        grid.frozen.horizontalHeader().sectionClicked.connect(self._choice.title_pressed)
        grid.horizontalHeader().sectionResized.connect(self._section_resized)
        grid.delegate.moved.connect(self._after_edit)
        self.filter_box.textChanged.connect(self._filter)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.filter_box)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(self._leave_filter)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.filter_box)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._to_grid)
        self.nothing_found.acted.connect(self._leave_filter)
        self._paste.edits_pasted.connect(self.edits_requested)
        self._paste.rows_pasted.connect(self.rows_pasted)
        self._choice.changed.connect(self._refit)
        apply.notifier().changed.connect(self._retheme)

    # ---- after something changed
    def _note_reset(self) -> None:
        self._was_reset = True

    def _current_place(self) -> tuple[str, int]:
        index = self.grid.currentIndex()
        return self.model.id_at(index.row()), index.column()

    def _choose_again(self, chosen: list[str], current: tuple[str, int]) -> None:
        picks = self.grid.selectionModel()
        place = self.model.place_of(current[0])
        if place >= 0:
            picks.setCurrentIndex(
                self.model.index(place, max(0, current[1])), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        for row_id in chosen:
            place = self.model.place_of(row_id)
            if place >= 0:
                index = self.model.index(place, max(0, current[1]))
                picks.select(index, QItemSelectionModel.SelectionFlag.Select)

    def _follow_new(self, current: tuple[str, int]) -> None:
        """Whoever went on to the next cell of a row just added goes on in that row, wherever it stands."""
        fresh = [] if self._known is None else [i for i in self.model.ids() if i not in self._known]
        if fresh:
            self._known = None
            if self._goes_on and not current[0]:
                self.select(fresh[0], self.columns[max(0, current[1])].key)

    def _after_rows(self) -> None:
        everything, shown = len(self.model.all_rows()), len(self.model.shown_rows())
        self.count_label.setText(
            f"{shown:,} of {everything:,}"
            if self.filter_box.text()
            else f"{everything:,} {'row' if everything == 1 else 'rows'}"
        )
        self.count_label.setAccessibleName(f"{shown} of {everything} rows shown")
        part: QWidget = self.grid
        if not everything and not self.model.allow_new:
            part = self.empty
        elif not shown and everything:
            part = self.nothing_found
        self._stack.setCurrentWidget(part)
        self.filter_box.setEnabled(bool(everything))
        if self._totals is not None:
            self.totals_bar.setVisible(part is self.grid and everything > 0)
            self.totals_bar.set_values(self._totals(self.model.shown_rows()))
        self._refit()

    def _set_height(self) -> None:
        row = apply.current().sizes.row
        if not self._most_rows:
            # Titles and two rows always show: the page scrolls before the table is squashed to nothing.
            self.grid.setMinimumHeight(self.grid.horizontalHeader().sizeHint().height() + 2 * row)
            return
        part = self._stack.currentWidget()
        if part is not None and part is not self.grid:
            self._stack_host.setFixedHeight(max(row * 4, part.sizeHint().height()))
            return
        count = min(self._most_rows, self.model.rowCount())
        rows = sum(self.grid.rowHeight(at) for at in range(count)) or row
        bar = (
            self.grid.horizontalScrollBar().sizeHint().height()
            if self.grid.horizontalScrollBar().maximum()
            else 0
        )
        self._stack_host.setFixedHeight(self.grid.horizontalHeader().sizeHint().height() + rows + bar + 2)

    def _refit(self) -> None:
        self._fitting = True
        fit_columns(self.grid, self.model, self._choice.widths, self.totals_bar.texts())
        self._fitting = False
        if any(column.wrap for column in self.columns) and len(self.model.shown_rows()) <= _MOST_WRAPPED_ROWS:
            self.grid.resizeRowsToContents()
        self.grid.horizontalHeader().updateGeometry()
        self._set_height()

    def _retheme(self) -> None:
        self._after_rows()
        self.totals_bar.updateGeometry()

    def _selection_moved(self) -> None:
        self.selection_changed.emit(self.grid.selected_ids())

    def _section_resized(self, at: int, old: int, new: int) -> None:
        if not self._fitting and new > 0:
            self._choice.set_width(at, new)

    def _after_edit(self, rows: int, _columns: int) -> None:
        # Enter went on to the next new row, Tab to the next cell of this one.
        self._goes_on = rows == 0
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- filter, sort, columns
    def _filter(self, text: str) -> None:
        chosen, current = self.grid.selected_ids(), self._current_place()
        self._was_reset = False
        self.model.modelAboutToBeReset.connect(self._note_reset)
        self.model.set_filter(text)
        self.model.modelAboutToBeReset.disconnect(self._note_reset)
        if self._was_reset:
            self._choose_again(chosen, current)
        self._after_rows()
        announce(self.filter_box, self.count_label.accessibleName())

    def _to_filter(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def _leave_filter(self) -> None:
        self.filter_box.clear()
        self._to_grid()

    def _to_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.grid.currentIndex().isValid() and self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(0, (self.grid.shown_columns() or [0])[0]))

    def _columns_menu(self) -> None:
        column = max(0, self.grid.currentIndex().column())
        below = QPoint(0, self.columns_button.height())
        self._choice.open_menu(column, self.columns_button.mapToGlobal(below))

    # ---- asking for changes
    def _new_row(self, values: dict[str, Any]) -> None:
        self._known = set(self.model.ids())
        self.rows_pasted.emit([values])

    def _delete(self) -> None:
        ids = self.grid.selected_ids()
        if self._allow_delete and ids and not self._may_not():
            self.delete_requested.emit(ids)

    def _open_at(self, row: int) -> None:
        self.opened.emit(self.model.id_at(row))

    def copy(self, with_titles: bool = False) -> None:
        """Put the selected cells on the clipboard; Ctrl+Shift+C adds the titles."""
        self._paste.copy(with_titles)

    def paste(self) -> None:
        """Lay the clipboard's text over the table from the current cell: all of it, or nothing."""
        if not self._may_not():
            self._paste.paste()

    def paste_text(self, text: str) -> None:
        """`paste()` with a given text."""
        if not self._may_not():
            self._paste.paste_text(text)

    def _may_not(self) -> bool:
        """Whether no change is taken; says why."""
        if self._read_only:
            self.say(self._read_only, "info")
        return bool(self._read_only)
