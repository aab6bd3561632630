"""The rows of a data table as Qt sees them: sorted, filtered, keyed by id.

The model never changes its own rows. An edit is sent out as `edits_requested` and shows once
`set_rows` brings the changed row back. `set_rows` tells Qt the least that changed, so the
selection, the scroll position and an open editor stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from stewardship_desktop.ui.widgets.data_table.column import Column, Edit, Row

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROOT = int(Qt.ItemDataRole.UserRole)
ID_ROLE, KEY_ROLE, VALUE_ROLE, SORT_ROLE, ILLUSTRATIVE_ROLE, NEW_ROLE, RING_ROLE = range(ROOT + 1, ROOT + 8)
Ring = tuple[str, str]
"""A ring round a cell: its colour token ("bad", "warn", "primary") and, in words, what raised it."""
# More separate insertions and removals than this are told as one reset: Qt is quicker so.
_MOST_STEPS = 300
NEW_ROW_WORDS = "Add a row: type here or paste"


class RowsModel(QAbstractTableModel):
    """`RowsModel(columns, row_id)`; `row_id` is the name of a row's id or a function of the row."""

    edits_requested = Signal(list)
    new_row_filled = Signal(dict)

    def __init__(
        self,
        columns: Sequence[Column],
        row_id: str | Callable[[Row], str] = "id",
        *,
        allow_new: bool = False,
        illustrative: Callable[[Row, str], bool] | None = None,
        rings: Callable[[Row, str], Ring | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self._row_id, self._illustrative, self._rings = row_id, illustrative, rings
        self.allow_new = self._may_add = allow_new
        self._editable = {column.key for column in columns if column.editable}
        self._rows: dict[str, Row] = {}
        self._haystacks: dict[str, str] = {}
        self._shown: list[str] = []
        self._places: dict[str, int] = {}
        self._sort: tuple[int, bool] | None = None
        self._filter: tuple[str, ...] = ()
        self.draft: dict[str, Any] = {}

    # ---- what the table asks
    def all_rows(self) -> list[Row]:
        """Every row, filtered out or not, in the order they were given."""
        return list(self._rows.values())

    def shown_rows(self) -> list[Row]:
        """The rows that pass the filter, in the order shown."""
        return [self._rows[key] for key in self._shown]

    def id_at(self, row: int) -> str:
        """The id of a shown row; "" for the line that adds one."""
        return self._shown[row] if 0 <= row < len(self._shown) else ""

    def ids(self) -> list[str]:
        """The ids of the shown rows, from the top."""
        return list(self._shown)

    def row_at(self, row: int) -> Row | None:
        return self._rows[self._shown[row]] if 0 <= row < len(self._shown) else None

    def value_at(self, row: int, column: int) -> Any:
        """A shown value as the row has it. Through Qt an enumeration would become a plain text."""
        found = self.row_at(row)
        return None if found is None else self.columns[column].read(found)

    def place_of(self, row_id: str) -> int:
        """Where a row is shown; -1 if it is not."""
        return self._places.get(row_id, -1)

    def is_new(self, row: int) -> bool:
        """Whether this is the line that adds a row."""
        return self.allow_new and row == len(self._shown)

    def is_illustrative(self, row: Row, key: str) -> bool:
        """Whether a value of a row is an invented one."""
        return self._illustrative is not None and self._illustrative(row, key)

    def sorting(self) -> tuple[int, bool] | None:
        """(column, descending), or None for the order given."""
        return self._sort

    # ---- what the table tells
    def set_title(self, key: str, title: str) -> None:
        """Another title for a column."""
        at = next(place for place, column in enumerate(self.columns) if column.key == key)
        if self.columns[at].title != title:
            changed = replace(self.columns[at], title=title)
            self.columns = (*self.columns[:at], changed, *self.columns[at + 1 :])
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)

    def set_read_only(self, on: bool) -> None:
        """Whether nothing may be typed and no row added, whatever the columns say."""
        self.beginResetModel()
        self.allow_new = self._may_add and not on
        self.columns = tuple(
            replace(column, editable=column.key in self._editable and not on) for column in self.columns
        )
        self.draft = {}
        self.endResetModel()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Take these rows for the old ones. Ids must differ: ValueError otherwise."""
        fresh: dict[str, Row] = {}
        for row in rows:
            key = self._id_of(row)
            if key in fresh:
                raise ValueError(f"two rows have the id {key!r}")
            fresh[key] = row
        old = self._rows
        changed = {key for key, row in fresh.items() if key in old and old[key] != row}
        for key in changed | (old.keys() - fresh.keys()):
            self._haystacks.pop(key, None)
        self._show(fresh, changed)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 goes back to the order given."""
        self._sort = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._show(self._rows, set())

    def set_filter(self, text: str) -> None:
        """Show the rows that hold every word of `text`, in any column."""
        self._filter = tuple(text.casefold().split())
        self._show(self._rows, set())

    def _id_of(self, row: Row) -> str:
        if callable(self._row_id):
            return str(self._row_id(row))
        return str(row[self._row_id] if isinstance(row, Mapping) else getattr(row, self._row_id))

    def _arranged(self, rows: Mapping[str, Row]) -> list[str]:
        keys = [key for key, row in rows.items() if self._passes(key, row)] if self._filter else list(rows)
        if self._sort is not None:
            column, descending = self.columns[self._sort[0]], self._sort[1]
            values = {key: column.read(rows[key]) for key in keys}
            known = [key for key in keys if values[key] not in (None, "")]
            known.sort(key=lambda key: column.sort_key(values[key]), reverse=descending)
            # Blanks come last whichever way, so that turning the order round shows figures first.
            keys = known + [key for key in keys if values[key] in (None, "")]
        return keys

    def _passes(self, key: str, row: Row) -> bool:
        hay = self._haystacks.get(key)
        if hay is None:
            hay = "\n".join(column.show(column.read(row)) for column in self.columns).casefold()
            self._haystacks[key] = hay
        return all(word in hay for word in self._filter)

    def _show(self, rows: dict[str, Row], changed: set[str]) -> None:
        target = self._arranged(rows)
        wanted = set(target)
        gone = _runs([at for at, key in enumerate(self._shown) if key not in wanted])
        kept = [key for key in self._shown if key in wanted]
        have = set(kept)
        come = _runs([at for at, key in enumerate(target) if key not in have])
        if len(gone) + len(come) > _MOST_STEPS or (not kept and self._shown):
            self.beginResetModel()
            self._rows, self._shown = dict(rows), target
            self._places = {key: at for at, key in enumerate(target)}
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        order = [key for key in target if key in have]
        if order != self._shown:
            self._reorder(order)
        merged = {**self._rows, **rows}
        self._rows = merged
        for first, last in come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._shown[first:first] = target[first : last + 1]
            self.endInsertRows()
        self._rows = dict(rows)
        self._places = {key: at for at, key in enumerate(self._shown)}
        touched = [self._places[key] for key in changed if key in have and key in self._places]
        for first, last in _runs(sorted(touched)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _reorder(self, order: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = list(self._shown)
        places = {key: at for at, key in enumerate(order)}
        before = self.persistentIndexList()
        after = [
            self.index(places[old[index.row()]], index.column()) if index.row() < len(old) else index
            for index in before
        ]
        self._shown, self._places = order, places
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # ---- Qt's side
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown) + int(self.allow_new)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self.row_at(index.row())
        if row is None:
            return self._new_data(index, column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.show(column.read(row))
        if role in (Qt.ItemDataRole.EditRole, VALUE_ROLE):
            value = column.read(row)
            return column.to_edit(value) if role == Qt.ItemDataRole.EditRole else value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(column))
        if role == SORT_ROLE:
            return column.sort_key(column.read(row))[1]
        if role == ID_ROLE:
            return self._shown[index.row()]
        if role == KEY_ROLE:
            return column.key
        if role == ILLUSTRATIVE_ROLE:
            return self.is_illustrative(row, column.key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = f"{column.title}: {column.show(column.read(row)) or 'blank'}"
            marked = self._illustrative is not None and self._illustrative(row, column.key)
            ring = self.ring_of(row, column)
            words = f"{words}, {ring[1]}" if ring else words
            return f"{words}, illustrative" if marked else words
        if role == RING_ROLE:
            return self.ring_of(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    def ring_of(self, row: Row, column: Column) -> Ring | None:
        """The ring round a value of a row, or None."""
        return None if self._rings is None else self._rings(row, column.key)

    def _tip(self, row: Row, column: Column) -> str | None:
        ring = self.ring_of(row, column)
        said = column.tip(row) if column.tip is not None else ""
        if not said and column.kind in ("text", "long", "link"):
            said = column.show(column.read(row))
        return "\n".join(words for words in (said, ring[1] if ring else "") if words) or None

    def _new_data(self, index: Index, column: Column, role: int) -> Any:
        value = self.draft.get(column.key)
        if role == Qt.ItemDataRole.DisplayRole:
            if value is None and not self.draft and index.column() == 0:
                return NEW_ROW_WORDS
            return column.show(value)
        if role == Qt.ItemDataRole.EditRole:
            return column.show(value)
        if role == VALUE_ROLE:
            return value
        if role == NEW_ROLE:
            return True
        if role == ID_ROLE:
            return ""
        if role == KEY_ROLE:
            return column.key
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (
                int(alignment(column)) if self.draft or index.column() else int(Qt.AlignmentFlag.AlignVCenter)
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"New row, {column.title}: {column.show(value) or 'blank'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            column = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return column.title
            if role == Qt.ItemDataRole.ToolTipRole:
                return column.help or None
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(alignment(column))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()]
        if column.editable or (self.is_new(index.row()) and column.required):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change: `value` is already of the column's kind. True if it was sent on."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        column = self.columns[index.column()]
        row = self.row_at(index.row())
        if row is None:
            return self._fill_draft(index, column, value)
        if column.read(row) == value:
            return False
        self.edits_requested.emit([Edit(row_id=self._shown[index.row()], key=column.key, value=value)])
        return True

    def _fill_draft(self, index: Index, column: Column, value: Any) -> bool:
        if value is None:
            self.draft.pop(column.key, None)
        else:
            self.draft[column.key] = value
        if self.draft and all(self.draft.get(each.key) is not None for each in self.columns if each.required):
            filled, self.draft = self.draft, {}
            self.new_row_filled.emit(filled)
        last = self.rowCount() - 1
        self.dataChanged.emit(self.index(last, 0), self.index(last, len(self.columns) - 1))
        return True

    def drop_draft(self) -> None:
        """Forget a half-filled new row."""
        self.draft = {}
        last = self.rowCount() - 1
        self.dataChanged.emit(self.index(last, 0), self.index(last, len(self.columns) - 1))


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Where a column's text stands: numbers at the right unless the column says otherwise."""
    if column.align == "centre":
        return Qt.AlignmentFlag.AlignCenter
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted places as (first, last) stretches without gaps."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
