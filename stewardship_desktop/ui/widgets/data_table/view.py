"""The grid of a data table: keys, selection, the column that stays, and where editors open.

It knows rows and columns, no values: what a key asks for is sent out as a signal.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets.data_table.delegate import CellDelegate
from stewardship_desktop.ui.widgets.data_table.header import ColumnHeader
from stewardship_desktop.ui.widgets.data_table.model import VALUE_ROLE, Index, RowsModel

_EDITS = (
    QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed
)  # fmt: skip


class GridView(QTableView):
    """The scrolling grid, with its first column laid over it again once it scrolls sideways."""

    copy_asked = Signal(bool)
    paste_asked = Signal()
    delete_asked = Signal()
    filter_asked = Signal()
    menu_asked = Signal(int, QPoint)
    opened_at = Signal(int)
    resized = Signal()

    def __init__(self, model: RowsModel, name: str, *, opens: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._opens = model, opens
        self.setProperty("ownFocus", True)
        self.setAccessibleName(name)
        self.setHorizontalHeader(ColumnHeader(self))
        self.setModel(model)
        self.delegate = CellDelegate(self)
        self.delegate.moved.connect(self._move_on)
        self.setItemDelegate(self.delegate)
        self.frozen = _FrozenColumn(self, model)
        _dress(self)
        self.setEditTriggers(_EDITS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.horizontalScrollBar().valueChanged.connect(self._place_frozen)
        self.horizontalHeader().sectionResized.connect(self._place_frozen)
        self.horizontalHeader().geometriesChanged.connect(self._place_frozen)
        self.verticalHeader().sectionResized.connect(self._row_resized)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(self._header_menu)
        apply.notifier().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take row heights from the theme again."""
        _dress(self)
        _dress(self.frozen)
        self.horizontalHeader().updateGeometry()
        self._place_frozen()
        self.viewport().update()

    def choose(self, index: QModelIndex) -> None:
        """Make a cell the current and only chosen one, whatever key somebody holds at the time.

        `setCurrentIndex` would extend or toggle the selection while Ctrl or Shift is down.
        """
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_ids(self) -> list[str]:
        """The ids of the rows with a selected cell, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self._rows.id_at(row) for row in rows if self._rows.id_at(row)]

    def shown_columns(self) -> list[int]:
        return [at for at in range(self._rows.columnCount()) if not self.isColumnHidden(at)]

    def edit_current(self) -> None:
        """Open an editor on the current cell, if it may be edited."""
        index = self.currentIndex()
        if index.isValid() and self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index, QAbstractItemView.EditTrigger.AllEditTriggers, QEvent(QEvent.Type.None_))

    # ---- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit(False)
        elif key == Qt.Key.Key_C and modifiers == (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.copy_asked.emit(True)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.filter_asked.emit()
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.delete_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._enter(index)
        elif key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            column = max(0, index.column())
            left = self.columnViewportPosition(column)
            self.menu_asked.emit(column, self.mapToGlobal(QPoint(left, self.horizontalHeader().height())))
        elif key == Qt.Key.Key_Space and modifiers == Qt.KeyboardModifier.ShiftModifier and index.isValid():
            self.selectionModel().select(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        elif key == Qt.Key.Key_Space and not modifiers and self._is_check(index):
            self._rows.setData(index, not index.data(VALUE_ROLE))
        elif key == Qt.Key.Key_Escape and self._rows.draft:
            self._rows.drop_draft()
        else:
            super().keyPressEvent(event)

    def _enter(self, index: QModelIndex) -> None:
        if self._opens and self._rows.id_at(index.row()):
            self.opened_at.emit(index.row())
        elif self._is_check(index):
            self._rows.setData(index, not index.data(VALUE_ROLE))
        else:
            self.edit_current()

    def _is_check(self, index: QModelIndex) -> bool:
        return (
            index.isValid()
            and self._rows.columns[index.column()].kind == "check"
            and bool(self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable)
        )

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what can be edited, open the rest."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_check(index):
            return
        if self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit_current()
        elif self._opens and self._rows.id_at(index.row()):
            self.opened_at.emit(index.row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if (
            index.isValid()
            and self._opens
            and self._rows.columns[index.column()].kind == "link"
            and event.button() == Qt.MouseButton.LeftButton
            and not event.modifiers()
            and self._rows.id_at(index.row())
        ):
            self.opened_at.emit(index.row())

    def edit(self, index: Index, *how: Any) -> Any:
        """Open an editor; a first column that is scrolled away is brought back before."""
        if index.isValid() and how and self.frozen.isVisible() and index.column() == self.frozen.column():
            self.horizontalScrollBar().setValue(0)
        return super().edit(index, *how)

    def _move_on(self, rows: int, columns: int) -> None:
        index = self.currentIndex()
        shown = self.shown_columns()
        if not index.isValid() or index.column() not in shown:
            return
        row, at = index.row() + rows, shown.index(index.column()) + columns
        if at >= len(shown):
            row, at = row + 1, 0
        elif at < 0:
            row, at = row - 1, len(shown) - 1
        row = max(0, min(row, self._rows.rowCount() - 1))
        self.setCurrentIndex(self._rows.index(row, shown[at]))

    def _header_menu(self, at: QPoint) -> None:
        header = self.horizontalHeader()
        self.menu_asked.emit(max(0, header.logicalIndexAt(at)), header.mapToGlobal(at))

    # ---- the first column that stays
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_frozen()
        self.resized.emit()

    def _row_resized(self, at: int, old: int, new: int) -> None:
        self.frozen.setRowHeight(at, new)

    def _place_frozen(self) -> None:
        self.frozen.place()

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        # What Qt calls visible may lie under the column that stays.
        if self.frozen.isVisible() and index.isValid() and index.column() != self.frozen.column():
            hidden = self.frozen.width() - self.columnViewportPosition(index.column())
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)


class _FrozenColumn(QTableView):
    """The first column once more, lying over the grid while that is scrolled sideways. Shows, never edits."""

    def __init__(self, grid: GridView, model: RowsModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setHorizontalHeader(ColumnHeader(self))
        self.setModel(model)
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(grid)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(f"{grid.accessibleName()}, first column")
        _dress(self)
        self.horizontalHeader().setSectionsClickable(True)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.hide()

    def column(self) -> int:
        """The column that stays: the first that is shown."""
        shown = self._grid.shown_columns()
        return shown[0] if shown else 0

    def place(self) -> None:
        """Lie where the grid's first column would be; hide while that is in sight anyway."""
        grid = self._grid
        wide = grid.columnWidth(self.column())
        # On a narrow window a column that stays would leave no room for the others.
        if grid.horizontalScrollBar().value() <= 0 or wide > grid.viewport().width() * 0.6:
            self.hide()
            return
        for at in range(self.model().columnCount()):
            self.setColumnHidden(at, at != self.column())
        self.setColumnWidth(self.column(), wide)
        head = grid.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(head)
        self.setGeometry(0, 0, wide + 1, head + grid.viewport().height())
        if not self.isVisible():
            self.show()
            self.raise_()
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over this column turns the grid."""
        QApplication.sendEvent(self._grid.viewport(), event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._grid.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._grid.horizontalScrollBar().setValue(0)
            self._grid.setCurrentIndex(index)
            self._grid.edit_current()


def _dress(view: QTableView) -> None:
    size = apply.current().sizes
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setMinimumSectionSize(size.row)
    view.verticalHeader().setDefaultSectionSize(size.row)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalScrollBar().setSingleStep(size.row)
    view.setCornerButtonEnabled(False)
