"""What a sheet of a metric's page holds: what there is of one kind, and the form that adds another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import Column, DataTable, Field, button, label
from stewardship_desktop.ui.widgets.draft_form import DraftForm, line_of
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import show_if

MOST_ROWS = 6


class ListedForm(QWidget):
    """`ListedForm(intro, columns, name, fields, action)`: `show_rows(rows)`, `begin(values, first)`.

    -> `sent(values by field)` once every field can be read, `removed(ids)`.
    """

    sent = Signal(dict)
    removed = Signal(list)

    def __init__(
        self,
        intro: str,
        columns: Sequence[Column],
        name: str,
        fields: Sequence[Field],
        action: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.intro_label = label(intro, "muted")
        self.draft = DraftForm(fields, action, quick=True)
        self.draft.sent.connect(self._send)
        self.heading = label(name, "heading")
        self.table = DataTable(columns, name, allow_delete=True, tools=False)
        self.table.delete_requested.connect(self.removed)
        self.remove_button = button("Remove the chosen one", "quiet", icon="trash", clicked=self._remove)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_3)
        self.column.addWidget(self.intro_label)
        self.column.addWidget(self.draft)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.table)
        self.column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show what there is; nothing hides the table."""
        self.table.set_rows(rows)
        self.table.fit_height(MOST_ROWS)
        for part in (self.heading, self.table, self.remove_button):
            show_if(part, bool(rows))

    def begin(self, values: Mapping[str, Any], first: str) -> None:
        """Start the form with these values, the cursor in `first`."""
        self.draft.begin(values, first)

    def refuse(self, error: UserFixable) -> None:
        """Say why it can't be kept."""
        self.draft.refuse(error)

    def refuse_at(self, key: str, error: UserFixable) -> None:
        """Say at a field why it can't be kept."""
        self.draft.form.show_error(key, line_of(error))
        self.draft.form.focus_field(key)

    def _send(self) -> None:
        try:
            values = self.draft.form.drafts()
        except Unreadable:  # said at its field
            return
        self.sent.emit(values)

    def _remove(self) -> None:
        ids = self.table.selected_ids()
        if ids:
            self.removed.emit(ids)
