"""What needs us: one line a thing, most urgent first, each with its one action. Shows what it is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stewardship_desktop.domain.due import DueItem, Urgency
from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import LinkButton, button, hairline, label

FEW = 5
MANY = 14
_ICONS = {
    Urgency.OVERDUE: ("bad", "bad"),
    Urgency.SOON: ("clock", "warn"),
    Urgency.STANDING: ("neutral", "muted"),
}


class DueList(QFrame):
    """`DueList(name)`; `acted(DueItem)` when a button is pressed. Shows some lines until asked for all."""

    acted = Signal(object)
    refilled = Signal()

    def __init__(self, name: str, *, with_area: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._with_area, self._all, self._most = with_area, False, FEW
        self._items: tuple[DueItem, ...] = ()
        self._nothing = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.rows: list[DueRow] = []
        self.more_button: QPushButton | None = None

    def show_items(self, items: Sequence[DueItem], nothing: str) -> None:
        """Show these; `nothing` is said where there is none. The focus stays on the line it was on."""
        self._items, self._nothing = tuple(items), nothing
        self._fill()

    def set_room(self, *, tall: bool) -> None:
        """Show more lines at first where the window is tall."""
        most = MANY if tall else FEW
        if most != self._most:
            self._most = most
            self._fill()

    def show_all(self) -> None:
        """Show every line."""
        self._all = True
        place = len(self.rows)
        self._fill()
        if place < len(self.rows):
            self.rows[place].action_button.setFocus()

    def _fill(self) -> None:
        had = next((row.item for row in self.rows if row.action_button.hasFocus()), None)
        while (taken := self._layout.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self.more_button = [], None
        shown = self._items if self._all else self._items[: self._most]
        for at, item in enumerate(shown):
            if at:
                self._layout.addWidget(hairline())
            row = DueRow(item, with_area=self._with_area)
            row.acted.connect(self.acted)
            self.rows.append(row)
            self._layout.addWidget(row)
            # At once, not with the next turn of events: the keyboard may be given to it now.
            row.show()
        if not self._items and self._nothing:
            self._layout.addWidget(label(self._nothing, "muted"))
        if len(shown) < len(self._items):
            self.more_button = LinkButton(f"Show all {len(self._items)}")
            self.more_button.clicked.connect(self.show_all)
            self._layout.addSpacing(SPACE_1)
            self._layout.addWidget(self.more_button)
        if had is not None:
            self._focus_on(had)
        self.refilled.emit()

    def _focus_on(self, item: DueItem) -> None:
        for row in self.rows:
            if (row.item.kind, row.item.record_id) == (item.kind, item.record_id):
                row.action_button.setFocus()
                return


class DueRow(QWidget):
    """One line: a shape, what it is, when or why, and its button."""

    acted = Signal(object)

    def __init__(self, item: DueItem, *, with_area: bool) -> None:
        super().__init__()
        self.item = item
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_1, 0, SPACE_1)
        row.setSpacing(SPACE_3)
        self._picture = QLabel(self)
        self._picture.setAccessibleName(item.urgency.value)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        what = f"{item.care_area}: {item.what[:1].lower()}{item.what[1:]}" if with_area else item.what
        words.addWidget(label(what))
        detail = label(item.detail, "error" if item.urgency is Urgency.OVERDUE else "caption")
        words.addWidget(detail)
        row.addLayout(words, 1)
        self.action_button = button(item.action, "secondary", clicked=self._act)
        self.action_button.setAccessibleName(f"{item.action}: {what}")
        row.addSpacing(SPACE_2)
        row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._paint_icon()
        apply.notifier().changed.connect(self._paint_icon)

    def _act(self) -> None:
        self.acted.emit(self.item)

    def _paint_icon(self) -> None:
        name, token = _ICONS[self.item.urgency]
        side = apply.current().sizes.icon
        self._picture.setPixmap(icons.pixmap(name, side, token, self.devicePixelRatioF()))
