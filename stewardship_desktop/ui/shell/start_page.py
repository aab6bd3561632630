"""What shows while no workspace is open: recent ones, open, new, example. Chooses; opens nothing itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_5, SPACE_6
from stewardship_desktop.ui.widgets.card import Card
from stewardship_desktop.ui.widgets.words import LinkButton, button, label


class StartPage(QWidget):
    """`open_asked()`, `new_asked()`, `example_asked()`, `recent_asked(path text)`."""

    open_asked = Signal()
    new_asked = Signal()
    example_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        outer.setSpacing(SPACE_3)
        outer.addWidget(label("Stewardship Desktop", "display"))
        outer.addWidget(
            label(
                "One file holds a care area's value, money and decisions. It stays on this computer.", "lead"
            )
        )
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        self.example_button = button("Open the example system", "primary", clicked=self.example_asked.emit)
        self.open_button = button("Open a workspace ...", icon="open", clicked=self.open_asked.emit)
        self.new_button = button("Make a new workspace ...", icon="plus", clicked=self.new_asked.emit)
        for each in (self.example_button, self.open_button, self.new_button):
            row.addWidget(each)
        row.addStretch(1)
        outer.addSpacing(SPACE_3)
        outer.addLayout(row)
        outer.addSpacing(SPACE_5)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(SPACE_2)
        body = QWidget()
        body.setLayout(self._recent)
        self._card = Card("Opened lately", body)
        self._card.setMaximumWidth(720)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        self.show_recent([])

    def show_recent(self, paths: list[Path]) -> None:
        """List the workspaces opened lately, newest first; those that are gone are left out."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        there = [path for path in paths if path.exists()]
        for path in there:
            link = LinkButton(path.stem)
            link.setToolTip(str(path))
            link.setAccessibleDescription(str(path))
            link.setObjectName(str(path))
            link.clicked.connect(self._choose)
            self._recent.addWidget(link)
        self._card.setVisible(bool(there))

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, LinkButton):
            self.recent_asked.emit(sender.objectName())
