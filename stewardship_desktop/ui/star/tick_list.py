"""A short list of names to tick, for a rule over a group. Space turns a tick, arrows move."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import apply

MOST_SHOWN = 8


class TickList(QWidget):
    """`show_items((key, name), ...)`, `ticked()`, `clear_ticks()` -> `changed()`."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.itemChanged.connect(self._changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def show_items(self, items: Iterable[tuple[str, str]]) -> None:
        """Offer these; what was ticked and is still there stays ticked."""
        before = set(self.ticked())
        self.list.blockSignals(True)
        self.list.clear()
        for key, name in items:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Checked if key in before else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        rows = max(2, min(MOST_SHOWN, self.list.count()))
        self.list.setFixedHeight(rows * apply.current().sizes.row + 2 * self.list.frameWidth())

    def ticked(self) -> tuple[str, ...]:
        """The keys that are ticked, from the top."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def clear_ticks(self) -> None:
        """Take all ticks away."""
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(Qt.CheckState.Unchecked)

    def _changed(self) -> None:
        self.changed.emit()
