"""The list of rooms at the left. Knows the rooms' titles and icons, not their pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from stewardship_desktop.ui.rooms import CARE_AREA, FOOT, ROOMS, Room
from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import NAVIGATION_WIDTH, SPACE_1, SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets.words import hairline, label


class Navigation(QFrame):
    """`room_chosen(room_id)` when a person chooses a room. Up and Down walk the list."""

    room_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "nav")
        self.setAccessibleName("Rooms")
        self._narrow = False
        self._headings: dict[str, QLabel] = {}
        self._items: dict[str, QToolButton] = {}
        inner = QWidget()
        inner.setProperty("part", "nav")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(SPACE_2, SPACE_3, SPACE_2, SPACE_3)
        self._column.setSpacing(2)
        self._fill()
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._size()
        apply.notifier().changed.connect(self._size)

    def show_room(self, room_id: str) -> None:
        """Fill the bar of the room that is open."""
        for each, item in self._items.items():
            item.setChecked(each == room_id)

    def show_care_area(self, name: str) -> None:
        """Head the care area's rooms with its name; without one they can't be entered."""
        heading = self._headings[CARE_AREA]
        heading.setText(name.upper() if name else CARE_AREA.upper())
        heading.setToolTip(name)
        for room in ROOMS:
            if room.needs_care_area:
                self._items[room.room_id].setEnabled(bool(name))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, with the titles as tool tips; or icons and titles."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move between the rooms."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        items = [item for item in self._items.values() if item.isEnabled()]
        focused = [place for place, item in enumerate(items) if item.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        items[(focused[0] + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        section = ""
        for room in ROOMS:
            if room.section != section:
                section = room.section
                if section == FOOT:
                    self._column.addStretch(1)
                    self._column.addWidget(hairline())
                else:
                    self._column.addSpacing(SPACE_1)
                heading = label(section.upper(), "section", wrap=False)
                heading.setContentsMargins(SPACE_3, SPACE_2, 0, SPACE_1)
                self._headings[section] = heading
                self._column.addWidget(heading)
            self._column.addWidget(self._item(room))

    def _item(self, room: Room) -> QToolButton:
        item = QToolButton()
        item.setProperty("part", "nav-item")
        item.setText(f"\u2002{room.title}")
        item.setAccessibleName(room.title)
        item.setAccessibleDescription(room.purpose)
        item.setIcon(icons.icon(room.icon))
        item.setCheckable(True)
        item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        item.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        item.setObjectName(room.room_id)
        item.clicked.connect(self._choose)
        item.toggled.connect(self._paint_icon)
        self._items[room.room_id] = item
        return item

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, QToolButton):
            sender.setChecked(True)
            self.room_chosen.emit(sender.objectName())

    def _paint_icon(self, checked: bool) -> None:
        sender = self.sender()
        if isinstance(sender, QToolButton):
            room = next(each for each in ROOMS if each.room_id == sender.objectName())
            sender.setIcon(icons.icon(room.icon, "on_primary" if checked else "text"))

    def _size(self) -> None:
        sizes = apply.current().sizes
        width = sizes.px(48) if self._narrow else max(NAVIGATION_WIDTH, sizes.px(NAVIGATION_WIDTH))
        self.setFixedWidth(width + SPACE_2)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if self._narrow
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for room in ROOMS:
            item = self._items[room.room_id]
            item.setToolButtonStyle(style)
            item.setToolTip(f"{room.title}: {room.purpose}")
        for section, heading in self._headings.items():
            heading.setVisible(not self._narrow and section != FOOT)
