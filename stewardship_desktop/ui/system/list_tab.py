"""One editable list of the system room: table, add, paste, remove. Knows no kind of record.

What a person typed or pasted in one go is one act, so that one Undo takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands.system import CellEdit
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.system.paste_by_name import NamesOf, plan_by_name
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, button
from stewardship_desktop.ui.widgets.data_table.clipboard import PastePlan

Save = Callable[..., Any]
"""A command `(writer, edits, new rows) -> ids of the new ones`."""


class ListTab(QWidget):
    """`save` is the command behind edits and new rows; `names_of` a row's names in pasted lists.

    `saved(edits, ids of new rows)` after an act, `remove_asked(ids)` when rows are to go.
    """

    saved = Signal(list, tuple)
    remove_asked = Signal(list)

    def __init__(
        self,
        context: RoomContext,
        columns: Sequence[Column],
        name: str,
        save: Save,
        names_of: NamesOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._save = context, save
        self._edits: list[CellEdit] = []
        self._new: list[Mapping[str, Any]] = []
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(0)
        self._waiting.timeout.connect(self._send)
        self.table = DataTable(
            columns,
            name,
            allow_new=True,
            allow_delete=True,
            remembers=context.remember,
            key=f"system.{name.casefold()}",
        )
        self._names_of = names_of
        self._hidden: Sequence[Any] = ()
        self.table.plan_paste_with(self._plan)
        self.paste_button = button("Paste", "quiet", icon="paste", clicked=self.table.paste)
        self.paste_button.setToolTip(
            "Paste from a spreadsheet (Ctrl+V). A list with column titles finds its rows by name."
        )
        self.remove_button = button("Remove", "quiet", icon="trash", clicked=self._remove)
        self.remove_button.setToolTip("Remove the chosen rows (Delete)")
        self.table.add_tool(self.paste_button)
        self.table.add_tool(self.remove_button)
        self.table.edits_requested.connect(self._edit)
        self.table.rows_pasted.connect(self._add)
        self.table.delete_requested.connect(self.remove_asked)
        self.table.selection_changed.connect(self._selection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        self._selection([])

    def set_rows(self, rows: Iterable[Any], hidden: Sequence[Any] = ()) -> None:
        """Show these rows for the old ones; a pasted list finds the `hidden` ones too."""
        self._hidden = hidden
        self.table.set_rows(rows)

    def start_new(self) -> None:
        """Open an editor on the line that takes a new row."""
        self.table.set_filter("")
        grid, model = self.table.grid, self.table.model
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
        grid.setCurrentIndex(model.index(model.rowCount() - 1, (grid.shown_columns() or [0])[0]))
        grid.edit_current()

    def bring_into_view(self, row_id: str) -> bool:
        """Choose a row and scroll to it, whatever the filter says; False if it is not in the list."""
        if not self.table.select(row_id):
            self.table.set_filter("")
        found = self.table.select(row_id)
        if found:
            self.table.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def _plan(self, grid: list[list[str]]) -> PastePlan | None:
        return plan_by_name(grid, self.table.columns, [*self.table.rows(), *self._hidden], self._names_of)

    def _selection(self, row_ids: list[str]) -> None:
        self.remove_button.setEnabled(bool(row_ids))

    def _remove(self) -> None:
        row_ids = self.table.selected_ids()
        if row_ids:
            self.remove_asked.emit(row_ids)

    def _edit(self, edits: list[Edit]) -> None:
        self._edits += [CellEdit(edit.row_id, edit.key, edit.value) for edit in edits]
        self._waiting.start()

    def _add(self, rows: list[dict[str, Any]]) -> None:
        self._new += rows
        self._waiting.start()

    def _send(self) -> None:
        edits, new = self._edits, self._new
        self._edits, self._new = [], []
        self._context.bridge.act(
            self._save,
            edits,
            new,
            then=lambda made: self.saved.emit(edits, made),
            otherwise=self._refused,
        )

    def _refused(self, error: UserFixable) -> None:
        self.table.say(f"Nothing was changed. {error.what} {error.remedy}".strip())
