"""A data table over records of one kind: edits, new rows and removals become commands, refusals a line.

Also the small columns that several tables here share. It reads nothing: the page hands it its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Slot

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import PartialDate, read_partial_date
from stewardship_desktop.domain.record import Record
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.widgets import Column, DataTable, Edit
from stewardship_desktop.ui.widgets.typed_text import Unreadable

Make = Callable[[Mapping[str, Any]], Record]
Translate = Callable[[Edit], Sequence[record.FieldEdit] | None]


class RecordTable(QObject):
    """Wires a table to records of `record_type`. `make` turns a pasted or typed row into a record.

    `translate` may turn an edit into other field edits (a date in words sets two fields); None
    leaves it as it is. `noun` is what a removal calls the rows.
    """

    def __init__(
        self,
        table: DataTable,
        context: RoomContext,
        record_type: type[Record],
        noun: str,
        *,
        make: Make | None = None,
        translate: Translate | None = None,
    ) -> None:
        super().__init__(table)
        self.table, self._context = table, context
        self._record_type, self._noun = record_type, noun
        self._make, self._translate = make, translate
        table.edits_requested.connect(self._edit)
        table.rows_pasted.connect(self._add)
        table.delete_requested.connect(self._remove)

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        wanted: list[record.FieldEdit] = []
        for edit in edits:
            translated = self._translate(edit) if self._translate is not None else None
            if translated is None:
                value = blank_to_default(self._record_type, edit.key, edit.value)
                translated = [record.FieldEdit(self._record_type, edit.row_id, edit.key, value)]
            wanted.extend(translated)
        self._context.bridge.act(record.edit, wanted, otherwise=self.refuse)

    @Slot(list)
    def _add(self, rows: list[dict[str, Any]]) -> None:
        if self._make is None:
            return
        try:
            records = [
                self._make(
                    {
                        key: blank_to_default(self._record_type, key, value)
                        for key, value in row.items()
                        if value is not None
                    }
                )
                for row in rows
            ]
        except UserFixable as error:
            self.refuse(error)
            return
        self._context.bridge.act(record.add, records, otherwise=self.refuse)

    @Slot(list)
    def _remove(self, row_ids: list[str]) -> None:
        count = f"1 {self._noun}" if len(row_ids) == 1 else f"{len(row_ids)} {self._noun}s"
        bridge, notify = self._context.bridge, self._context.notify
        bridge.act(
            record.remove,
            {self._record_type: row_ids},
            then=lambda _: notify(f"Removed {count}.", "Undo", bridge.undo),
            otherwise=self.refuse,
        )

    def refuse(self, error: UserFixable) -> None:
        """Say above the table why something could not be done."""
        self.table.say(f"{error.what} {error.remedy}".strip())


def list_column(key: str, title: str, **more: Any) -> Column:
    """A column of several short texts, typed and shown with semicolons between them."""
    return Column(
        key=key,
        title=title,
        editable=True,
        parse=read_list,
        format="; ".join,
        **more,
    )


def read_list(text: str) -> tuple[str, ...] | None:
    """Texts typed with semicolons between them; None for blank."""
    parts = tuple(" ".join(part.split()) for part in text.split(";") if part.strip())
    return parts or None


def typed(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """A reader of the domain as a column or field wants it: its refusal in one sentence, blank as None."""

    def reading(text: str) -> Any:
        try:
            return read(text) or None
        except UserFixable as error:
            raise Unreadable(f"{error.what} {error.remedy}".strip()) from error

    return reading


read_partial = typed(read_partial_date)


def partial_label(value: PartialDate) -> str:
    """A date with what is known of it."""
    return value.label
