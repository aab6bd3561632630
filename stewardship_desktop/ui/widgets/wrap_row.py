"""A row of controls that goes on in further lines where its window is narrow or its type large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2


class WrapRow(QWidget):
    """`WrapRow()`: `add(widget)` at its end. Hidden parts take no room."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = SPACE_2) -> None:
        super().__init__(parent)
        self._flow = _Flow(self, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._flow.addWidget(widget)


class _Flow(QLayout):
    """Items from the left, each line as high as its highest."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        shown = [each.sizeHint() for each in self._items if not each.isEmpty()]
        wide = sum(each.width() for each in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(wide, max((each.height() for each in shown), default=0))

    def minimumSize(self) -> QSize:
        least = QSize()
        for each in self._items:
            if not each.isEmpty():
                least = least.expandedTo(each.minimumSize())
        return least

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        self._place(box, moves=True)

    def _place(self, box: QRect, *, moves: bool) -> int:
        """Place the items, or only reckon; returns the height needed."""
        x, y, line = box.x(), box.y(), 0
        row: list[tuple[QLayoutItem, int, QSize]] = []

        def settle() -> None:
            for item, at, size in row:
                if moves:
                    item.setGeometry(QRect(QPoint(at, y + (line - size.height()) // 2), size))
            row.clear()

        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(box.width(), 1), 1 << 20))
            if row and x + size.width() > box.x() + box.width():
                settle()
                x, y, line = box.x(), y + line + SPACE_1, 0
            row.append((item, x, size))
            x += size.width() + self._gap
            line = max(line, size.height())
        settle()
        return y + line - box.y()
