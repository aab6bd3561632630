"""The line at the foot of a metric's table that takes its next value."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.entry import EntryRow
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rhythm import (
    next_start,
    period_start,
    period_words,
    previous_start,
    short_period,
)
from stewardship_desktop.domain.value_framework import Frequency, Scale
from stewardship_desktop.ui.dashboard.entry_grid_cells import entry_for, typed_value
from stewardship_desktop.ui.dashboard.entry_grid_foot import how_to_type
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import show_if

PERIODS_BACK = 36
LONGEST_WORDS = 16
"""Letters of a period that the box has room for: "October to December 2026" is said in short."""


class AddValue(QWidget):
    """`AddValue()`: `show_entry(entry, today)` -> `entered(ValueEntry)`. Enter keeps what is typed."""

    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: EntryRow | None = None
        self._today = date.min
        self.period_box = QComboBox()
        self.period_box.setAccessibleName("Period of the value")
        # As wide as it is given: its longest entry would leave no room to type in.
        self.period_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.period_box.setMinimumContentsLength(12)
        self.value_box = QLineEdit()
        self.value_box.setAccessibleName("Value to add")
        self.value_box.returnPressed.connect(self.keep)
        self.value_box.textEdited.connect(self._clear)
        self.keep_button = button("Add value", "secondary", clicked=self.keep)
        self.error_label = label("", "error")
        self.error_label.hide()
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.period_box, 3)
        line.addWidget(self.value_box, 3)
        line.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addLayout(line)
        layout.addWidget(self.error_label)

    def show_entry(self, entry: EntryRow, today: date) -> None:
        """Offer the periods of this line, the one where entering goes on first chosen."""
        same = self._entry is not None and self._entry.id == entry.id
        self._entry, self._today = entry, today
        starts = _starts(entry, today)
        wanted = _goes_on(entry, today)
        kept = self.period_box.currentData() if same and self.value_box.text() else wanted
        self.period_box.clear()
        for start in starts:
            words = period_words(entry.frequency, start)
            if len(words) > LONGEST_WORDS:
                words = short_period(entry.frequency, start)
            held = entry.held(start)
            said = words[:1].upper() + words[1:]
            self.period_box.addItem(f"{said} (has a value)" if held and not held.is_gap else said, start)
        self.period_box.setCurrentIndex(starts.index(kept) if kept in starts else 0)
        if not same:
            self.value_box.clear()
            self._clear()
        self.value_box.setPlaceholderText(_example(entry))
        self.value_box.setToolTip(how_to_type(entry.definition_at(wanted)))

    def begin(self) -> None:
        """Put the cursor in the value."""
        self.value_box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.value_box.selectAll()

    def keep(self) -> None:
        """Send what is typed, or say in words why it can't be kept."""
        start = self.period_box.currentData()
        if self._entry is None or start is None:
            return
        text = " ".join(self.value_box.text().split())
        try:
            if not text:
                raise UserFixable("No value is typed.", how_to_type(self._entry.definition_at(start)))
            typed = typed_value(self._entry, start, text, self._today)
        except UserFixable as error:
            self.refuse(error)
            return
        self.entered.emit(entry_for(self._entry, start, typed, source=self._entry.last_source(), as_at=None))

    def kept(self) -> None:
        """What was sent is on disk."""
        self.value_box.clear()
        self._clear()

    def refuse(self, error: UserFixable) -> None:
        """Say why a value was not kept."""
        said = f"{self.period_box.currentText()}: {error.what} {error.remedy}".strip()
        self.error_label.setText(said)
        show_if(self.error_label, True)
        announce(self.value_box, said, urgent=True)
        self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.value_box.text():
            self.kept()
            return
        super().keyPressEvent(event)

    def _clear(self) -> None:
        self.error_label.hide()


def _goes_on(entry: EntryRow, today: date) -> date:
    """The period to enter: the newest due, else the first after the newest value that has begun."""
    due = entry.due(today)
    if due:
        return entry.goes_on(today)
    days = [each.on for each in entry.observations if not each.is_gap]
    if not days or entry.frequency is Frequency.NONE:
        return period_start(entry.frequency, today)
    after = next_start(entry.frequency, period_start(entry.frequency, days[-1]))
    return min(after, period_start(entry.frequency, today))


def _starts(entry: EntryRow, today: date) -> list[date]:
    """The periods on offer, the newest first."""
    start = period_start(entry.frequency, today)
    if entry.frequency is Frequency.NONE:
        return sorted({start, *(each.on for each in entry.observations)}, reverse=True)
    found = [start]
    while len(found) < PERIODS_BACK:
        found.append(previous_start(entry.frequency, found[-1]))
    goes_on = _goes_on(entry, today)
    return found if goes_on in found else [*found, goes_on]


def _example(entry: EntryRow) -> str:
    """What a value looks like, short and plainly no value: in high contrast it has the colour of one."""
    definition = entry.records.definition
    if definition.scale is Scale.ORDINAL:
        return f"e.g. {definition.levels[-1]}"
    examples = {Scale.PROPORTION: "81.4", Scale.MONEY: "12500", Scale.RATE: "14.2"}
    return f"e.g. {examples.get(definition.scale, '64')}"
