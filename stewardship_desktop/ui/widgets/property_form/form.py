"""A form of labelled fields that saves each one as it is left. There is no Save button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets.history_popover import HistoryEntry, HistoryPopover
from stewardship_desktop.ui.widgets.property_form.field import Field
from stewardship_desktop.ui.widgets.property_form.field_row import FieldRow

HistoryOf = Callable[[str], Sequence[HistoryEntry]]
# A field narrower than this has no room for its label and help; the form goes down to one column.
_NARROWEST = 240


class PropertyForm(QWidget):
    """`PropertyForm(fields, columns=1, history=None)`; `committed(key, value)` for each changed field.

    `history` answers the changes of a field by its key and puts a small button on every field
    (Alt+H). The form changes nothing itself: it sends, and shows what `set_values` brings back.
    """

    committed = Signal(str, object)

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        columns: int = 1,
        history: HistoryOf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._laid, self._history = columns, 0, history
        self.rows: dict[str, FieldRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_5)
        self._grid.setVerticalSpacing(SPACE_4)
        for field in fields:
            row = FieldRow(field, history=history is not None)
            row.committed.connect(self.committed)
            row.history_asked.connect(self.open_history)
            self.rows[field.key] = row
        self._lay_out(columns)
        apply.notifier().changed.connect(self._retheme)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values from outside by key; keys left out keep theirs. A half-typed draft is not lost."""
        for key, value in values.items():
            if key in self.rows:
                self.rows[key].set_value(value)

    def values(self) -> dict[str, Any]:
        """The values last shown from outside."""
        return {key: row.value() for key, row in self.rows.items()}

    def commit_all(self) -> bool:
        """Send every draft; False, with the focus on the first, if one cannot be read."""
        good = True
        for row in self.rows.values():
            if not row.commit() and good:
                good = False
                row.box.setFocus()
        return good

    def drafts(self) -> dict[str, Any]:
        """What is typed now and can be read, by key: for a form inside a wizard that sends at its end.

        A field whose text cannot be read raises Unreadable.
        """
        return {key: row.typed() for key, row in self.rows.items()}

    def show_error(self, key: str, words: str) -> None:
        """Show why a sent value was refused, at its field."""
        self.rows[key].show_error(words)

    def focus_field(self, key: str) -> None:
        self.rows[key].box.setFocus()

    def open_history(self, key: str) -> None:
        """Open the history of a field below its button."""
        if self._history is None:
            return
        row = self.rows[key]
        popover = HistoryPopover(f"History of {row.field.label}", self._history(key), parent=self)
        popover.open_at(row.history_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrowest = apply.current().sizes.px(_NARROWEST)
        self._lay_out(max(1, min(self._columns, self.width() // narrowest)))

    def _lay_out(self, columns: int) -> None:
        if columns == self._laid:
            return
        self._laid = columns
        at = 0
        for row in self.rows.values():
            self._grid.removeWidget(row)
            if row.field.kind == "long" and at % columns:
                at += columns - at % columns
            span = columns if row.field.kind == "long" else 1
            self._grid.addWidget(row, at // columns, at % columns, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
        for line in range(self._grid.rowCount()):
            self._grid.setRowStretch(line, 0)
        # Fields stay together at the top, whatever room the page gives the form.
        self._grid.setRowStretch(at // columns + 1, 1)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _retheme(self) -> None:
        for row in self.rows.values():
            row.retheme()
