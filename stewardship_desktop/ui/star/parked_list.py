"""The options put aside for another day, each with its reason and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.star.session import StarOption
from stewardship_desktop.domain.star.wording import listed
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.words import show_if


class ParkedList(QWidget):
    """`show_options(parked, locked)` -> `take_up_asked(option id)`.

    One option stands in a line of its own; of more only the names, until a person asks for the lines.
    """

    take_up_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, _ParkedLine] = {}
        self._shown: tuple[object, ...] = ()
        self._open = False
        self.title_label = label("")
        self.open_button = button("Show them", "quiet", clicked=self._turn)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.title_label, 1)
        head.addWidget(self.open_button)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_1)
        self._rows.addLayout(head)

    def show_options(self, parked: Sequence[StarOption], *, locked: bool) -> None:
        """Show these parked options."""
        if (tuple(parked), locked) == self._shown:
            return
        self._shown = (tuple(parked), locked)
        for line in self.lines.values():
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = {}
        for option in parked:
            line = _ParkedLine(option, "Parked, " if len(parked) == 1 else "", locked=locked)
            line.take_up_asked.connect(self.take_up_asked)
            self.lines[option.id] = line
            self._rows.addWidget(line)
        self.title_label.setText(f"{len(parked)} parked: {listed([option.name for option in parked])}")
        self._fit()

    def _turn(self) -> None:
        self._open = not self._open
        self._fit()

    def _fit(self) -> None:
        many = len(self.lines) > 1
        show_if(self.title_label, many)
        show_if(self.open_button, many)
        self.open_button.setText("Hide them" if self._open else "Show them")
        for line in self.lines.values():
            show_if(line, self._open or not many)


class _ParkedLine(QWidget):
    take_up_asked = Signal(str)

    def __init__(self, option: StarOption, before: str, *, locked: bool) -> None:
        super().__init__()
        self._id = option.id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        reason = f": {option.parked_reason}" if option.parked_reason.strip() else ""
        row.addWidget(label(f"{before}{option.name}{reason}"), 1)
        self.take_up_button = button("Take up again", "quiet", clicked=self._ask)
        self.take_up_button.setAccessibleName(f"Take up {option.name} again")
        row.addWidget(self.take_up_button)
        show_if(self.take_up_button, not locked)

    def _ask(self) -> None:
        self.take_up_asked.emit(self._id)
