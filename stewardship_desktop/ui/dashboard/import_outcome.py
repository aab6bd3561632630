"""The outcome that the new metrics of a file show: one that there is, or one that is added on the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.words import show_if

_NOT_CHOSEN = "not chosen"
_WORDS = "What the group wants to be true"


class OutcomeLine(QWidget):
    """`outcome_chosen(id)`, `outcome_written(ValueColumn, words)` for one to be added, `leave_asked()`."""

    outcome_chosen = Signal(str)
    outcome_written = Signal(object, str)
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome_label = label("Outcome of new ones", "label", wrap=False)
        self.outcomes = QComboBox()
        self.outcomes.setAccessibleName("Outcome that new metrics show")
        self.outcomes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.outcomes.setMinimumContentsLength(16)
        self.outcomes.activated.connect(self._choose)
        self.add_button = button("Add an outcome", "quiet", clicked=self._open)
        self.leave_button = button("Leave out all new ones", "quiet", clicked=self.leave_asked.emit)
        self.columns = QComboBox()
        self.columns.setAccessibleName("Column of the new outcome")
        for each in ValueColumn:
            self.columns.addItem(each.heading, each.value)
        self.columns.setCurrentIndex(self.columns.findData(ValueColumn.POPULATION.value))
        self.words = QLineEdit()
        self.words.setAccessibleName(f"New outcome: {_WORDS.lower()}")
        self.words.setPlaceholderText(_WORDS)
        self.words.returnPressed.connect(self._write)
        self.keep_button = button("Add", "secondary", clicked=self._write)
        self._choice = _row(self.outcome_label, self.outcomes, self.add_button, self.leave_button)
        self._new = _row(
            label("New outcome", "label", wrap=False), self.columns, self.words, self.keep_button
        )
        self._new.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE_2)
        lines.addWidget(self._choice)
        lines.addWidget(self._new)
        self._without = True

    def set_outcomes(self, outcomes: Sequence[tuple[str, str]]) -> None:
        """The outcomes that there are, as (id, words). Without any, the first one is asked for at once."""
        self.outcomes.clear()
        self.outcomes.addItem("Choose an outcome", _NOT_CHOSEN)
        for outcome_id, words in outcomes:
            self.outcomes.addItem(words, outcome_id)
        self._without = not outcomes
        for part in (self.outcome_label, self.outcomes, self.add_button):
            show_if(part, not self._without)
        show_if(self._new, self._without)

    def show_chosen(self, outcome_id: str) -> None:
        """The outcome of the new metrics; "" where none is chosen yet."""
        self.outcomes.setCurrentIndex(max(0, self.outcomes.findData(outcome_id)))

    def chosen(self) -> str:
        """The outcome that is chosen for new metrics; "" for none."""
        chosen = self.outcomes.currentData()
        return "" if chosen in (None, _NOT_CHOSEN) else str(chosen)

    def take_focus(self) -> None:
        """Put the keyboard where the outcome is said."""
        wanted = self.words if self._without else self.outcomes
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, _at: int) -> None:
        self.outcome_chosen.emit(self.chosen())

    def _open(self) -> None:
        self._new.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        words = self.words.text().strip()
        if not words:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.words.clear()
        self.outcome_written.emit(ValueColumn(str(self.columns.currentData())), words)


def _row(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_3)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QLineEdit) else 0)
    if not any(isinstance(part, QLineEdit) for part in parts):
        row.addStretch(1)
    return line
