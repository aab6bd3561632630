"""Paints the cells of a data table and holds their editors, with errors in words under the editor."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.data_table.cell_paint import mark_room, paint_cell
from stewardship_desktop.ui.widgets.data_table.column import Column
from stewardship_desktop.ui.widgets.data_table.model import NEW_ROLE, VALUE_ROLE, Index, RowsModel
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import restyle

_LEAVES = {
    Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1),
}  # fmt: skip
# Leaving for these reasons is not the person leaving the cell.
_NOT_LEFT = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class CellDelegate(QStyledItemDelegate):
    """One for each view. `moved(rows, columns)` says where the person went on from an editor."""

    moved = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._problem: QLabel | None = None

    # ---- painting
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_cell(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = apply.current().sizes
        column = _column(index)
        if not column.wrap or index.data(NEW_ROLE):
            return QSize(size.px(80), size.row)
        view = option.widget
        width = view.columnWidth(index.column()) if hasattr(view, "columnWidth") else option.rect.width()
        metrics = option.fontMetrics
        marked = column.mark(self._model().row_at(index.row())) is not None
        box = metrics.boundingRect(
            QRect(0, 0, max(20, width - 2 * column.pad - (mark_room() if marked else 0)), 100_000),
            int(Qt.TextFlag.TextWordWrap), str(index.data() or ""),
        )  # fmt: skip
        return QSize(width, max(size.row, box.height() + 2 * SPACE_2))

    # ---- editing
    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        column = _column(index)
        if column.kind == "check":
            # A tick box is turned where it stands.
            return None
        editor: QWidget
        if column.choices:
            editor = self._choice_editor(parent, column)
        elif column.kind == "long":
            editor = _LongEditor(parent)
        else:
            line = QLineEdit(parent)
            if column.right:
                line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.textEdited.connect(self._clear_problem)
            editor = line
        editor.setProperty("part", "cell")
        editor.setProperty("column", index.column())
        editor.setProperty("row", self._model().id_at(index.row()))
        editor.setFont(font(apply.current().sizes.body))
        editor.setAccessibleName(column.title)
        editor.setAccessibleDescription(column.help)
        return editor

    def _choice_editor(self, parent: QWidget, column: Column) -> QComboBox:
        combo = _ChoiceEditor(parent)
        combo.addItems([words for _, words in _offered(column)])
        combo.activated.connect(self._chosen)
        return combo

    def _chosen(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self._leave(editor, (0, 0))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor once: what arrives while somebody types must not wipe what they typed."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        if isinstance(editor, QComboBox):
            model = self._model()
            fresh = model.draft.get(_column(index).key)
            value = fresh if model.is_new(index.row()) else model.value_at(index.row(), index.column())
            known = [each for each, _ in _offered(_column(index))]
            editor.setCurrentIndex(known.index(value) if value in known else -1)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        try:
            value = self._value(editor)
        except Unreadable:
            return
        model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            size = apply.current().sizes
            box.setHeight(max(box.height(), 4 * size.row))
            box.setWidth(max(box.width(), size.px(280)))
            host = editor.parentWidget()
            if host is not None:
                box.moveBottom(min(box.bottom(), max(box.height(), host.height()) - 1))
                box.moveRight(min(box.right(), max(box.width(), host.width()) - 1))
        editor.setGeometry(box)

    def _value(self, editor: QWidget) -> Any:
        model = self._model()
        column = model.columns[int(editor.property("column"))]
        if isinstance(editor, QComboBox):
            # By place: on its way through the box an enumeration would become a plain text.
            at = editor.currentIndex()
            return _offered(column)[at][0] if at >= 0 else None
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
        return column.read_text(model.row_at(model.place_of(str(editor.property("row")))), text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                way = _LEAVES.get(Qt.Key(event.key()))
                newline = isinstance(watched, QPlainTextEdit) and event.modifiers() & (
                    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
                )
                if way is not None and way[0] and newline and isinstance(watched, QPlainTextEdit):
                    watched.insertPlainText("\n")
                    return True
                if way is not None:
                    self._leave(watched, way)
                    return True
                if event.key() == Qt.Key.Key_Escape:
                    self._clear_problem()
            elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                return self._focus_left(watched, event)
        return super().eventFilter(watched, event)

    def _focus_left(self, editor: QWidget, event: QFocusEvent) -> bool:
        if event.reason() in _NOT_LEFT or isinstance(editor, QComboBox):
            return super().eventFilter(editor, event)
        if self._readable(editor):
            self._clear_problem()
            return super().eventFilter(editor, event)
        QTimer.singleShot(0, editor, editor.setFocus)
        return True

    def _leave(self, editor: QWidget, way: tuple[int, int]) -> None:
        if not self._readable(editor):
            return
        self._clear_problem()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.moved.emit(*way)

    def _readable(self, editor: QWidget) -> bool:
        try:
            self._value(editor)
        except Unreadable as fault:
            self._show_problem(editor, str(fault))
            return False
        return True

    def _model(self) -> RowsModel:
        view = self.parent()
        model = view.model() if view is not None and hasattr(view, "model") else None
        assert isinstance(model, RowsModel)
        return model

    def problem_text(self) -> str:
        """The error on show under the open editor, or ""."""
        return self._problem.text() if self._problem is not None else ""

    def _show_problem(self, editor: QWidget, words: str) -> None:
        words = f"{words} Esc keeps the old value."
        self._clear_problem()
        host = editor.parentWidget()
        if host is None:
            return
        size = apply.current().sizes
        shown = QLabel(words, host)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setWordWrap(True)
        shown.setMargin(SPACE_2)
        shown.setAutoFillBackground(True)
        shown.setStyleSheet(
            f"background: {apply.current().palette.raised}; color: {apply.current().palette.bad};"
            f" border: 1px solid {apply.current().palette.bad};"
        )
        width = min(max(editor.width(), size.px(280)), host.width())
        height = shown.heightForWidth(width)
        left = max(0, min(editor.x(), host.width() - width))
        below = editor.y() + editor.height() + SPACE_1
        top = below if below + height <= host.height() else max(0, editor.y() - height - SPACE_1)
        shown.setGeometry(left, top, width, height)
        shown.show()
        shown.raise_()
        editor.setProperty("state", "error")
        restyle(editor)
        editor.setAccessibleDescription(words)
        editor.destroyed.connect(self._clear_problem)
        self._problem = shown
        announce(editor, words, urgent=True)

    def _clear_problem(self) -> None:
        shown, self._problem = self._problem, None
        if shown is not None:
            try:
                shown.hide()
                shown.deleteLater()
            except RuntimeError:  # the view went first
                return

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on a tick box turns it, if the column may be edited."""
        column = _column(index)
        if (
            column.kind == "check"
            and column.editable
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and QRectF(option.rect).contains(event.position())
        ):
            at = event.position().x() - option.rect.x()
            if at <= apply.current().sizes.px(28):
                return model.setData(index, not index.data(VALUE_ROLE))
        return False


class _LongEditor(QPlainTextEdit):
    """Several lines; Enter is done, Shift+Enter is a new line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setToolTip("Enter when done, Shift+Enter for a new line")


class _ChoiceEditor(QComboBox):
    """A list of choices. Letters and arrows look for one in the open list; only Enter or a click takes it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        letters = event.text() if plain and event.text().strip() and event.text().isprintable() else ""
        if letters or (plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)):
            self.showPopup()
            if letters:
                self.view().keyboardSearch(letters)
            return
        super().keyPressEvent(event)


def _column(index: Index | QPersistentModelIndex) -> Column:
    model = index.model()
    assert isinstance(model, RowsModel)
    return model.columns[index.column()]


def _offered(column: Column) -> list[tuple[Any, str]]:
    """The choices of a column, with a blank one where it may be blank."""
    return [*([] if column.required else [(None, "")]), *column.choices]
