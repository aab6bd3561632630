"""The aims that something serves, to tick. Knows no record: it shows a list and says what is ticked."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.aims import Aim
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_4
from stewardship_desktop.ui.widgets import label


class AimsTicks(QWidget):
    """`show_aims(aims)` -> `ticked(tuple of aims)` when a person turned one."""

    ticked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Aims it serves")
        self.boxes = {aim: QCheckBox(aim.value.capitalize()) for aim in Aim}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(label("Aims it serves", "label"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(0)
        for at, box in enumerate(self.boxes.values()):
            box.clicked.connect(self._turned)
            box.setAccessibleDescription("Aim that this metric serves")
            grid.addWidget(box, at // 2, at % 2)
        layout.addLayout(grid)

    def show_aims(self, aims: Collection[str]) -> None:
        """Tick these and no others."""
        for aim, box in self.boxes.items():
            box.setChecked(aim.value in aims)

    def _turned(self) -> None:
        self.ticked.emit(tuple(aim.value for aim, box in self.boxes.items() if box.isChecked()))
