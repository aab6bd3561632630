"""The filter of the history: words, person, kind of record, care area, time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.history import day_starts_ms
from stewardship_desktop.store.queries.history import ActFilter, FilterChoices
from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.typed_text import Unreadable, parse_date

ANY_TIME, BETWEEN = "any", "between"
_TIMES = (
    (ANY_TIME, "Any time"),
    ("0", "Today"),
    ("6", "Last 7 days"),
    ("29", "Last 30 days"),
    ("364", "Last year"),
    (BETWEEN, "Between two days"),
)
_TYPING_MS = 250
_ONE_ROW = 900
"""Logical pixels at 100 % text from which everything stands in one row."""


class FilterBar(QWidget):
    """`FilterBar()`: `changed` when another choice holds; `wanted()` is what it asks for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find in acts, reasons and values")
        self.words.setAccessibleName("Words to find in the history")
        self.words.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.person = _combo("Person")
        self.kind = _combo("Kind of record")
        self.scope = _combo("Care area")
        self.time = _combo("Time")
        for key, title in _TIMES:
            self.time.addItem(title, key)
        self.clear_button = button("Clear", "quiet", icon="close", clicked=self.clear)
        self.first, self.last = _day("First day"), _day("Last day")
        self.days_error = label("", "error")
        self._narrow: bool | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self._lay_out()
        self.words.textChanged.connect(self._typed)
        for combo in (self.person, self.kind, self.scope):
            combo.activated.connect(self._tell)
        self.time.activated.connect(self._time_chosen)
        for day in (self.first, self.last):
            day.editingFinished.connect(self._tell)
        self._sent = self.wanted()

    def set_choices(self, choices: FilterChoices) -> None:
        """Offer these people, kinds and care areas; what is chosen stays chosen."""
        _refill(self.person, "Anybody", choices.people)
        _refill(self.kind, "All kinds", choices.kinds)
        _refill(self.scope, "All care areas", choices.scopes)

    def wanted(self) -> ActFilter:
        """What is asked for. A day that cannot be read counts as none, and is said."""
        since, until = self._span()
        return ActFilter(
            author=self.person.currentData(),
            entity=self.kind.currentData(),
            scope=self.scope.currentData(),
            text=self.words.text().strip(),
            since_ms=None if since is None else day_starts_ms(since),
            until_ms=None if until is None else day_starts_ms(until + timedelta(days=1)),
        )

    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self.wanted() != ActFilter()

    def clear(self) -> None:
        """Ask for everything again."""
        self.words.clear()
        for combo in (self.person, self.kind, self.scope, self.time):
            combo.setCurrentIndex(0)
        self.first.clear()
        self.last.clear()
        self._time_chosen()
        self.words.setFocus()

    def _span(self) -> tuple[date | None, date | None]:
        choice = self.time.currentData()
        if choice == BETWEEN:
            return self._days()
        if choice in (None, ANY_TIME):
            return None, None
        return local_today() - timedelta(days=int(choice)), None

    def _days(self) -> tuple[date | None, date | None]:
        found: list[date | None] = []
        fault = ""
        for box in (self.first, self.last):
            try:
                found.append(parse_date(box.text()))
            except Unreadable as error:
                found.append(None)
                fault = str(error)
        first, last = found
        if first is not None and last is not None and last < first:
            fault = "The last day lies before the first. Change one of them."
        self.days_error.setText(fault)
        return first, last

    def _typed(self) -> None:
        self._typing.start()

    def _time_chosen(self) -> None:
        self._days_row.setVisible(self.time.currentData() == BETWEEN)
        self._tell()

    def _tell(self) -> None:
        self._typing.stop()
        wanted = self.wanted()
        self.clear_button.setEnabled(wanted != ActFilter())
        if wanted != self._sent:
            self._sent = wanted
            self.changed.emit()

    def _lay_out(self) -> None:
        size = apply.current().sizes
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_2)
        self._grid.setVerticalSpacing(SPACE_2)
        self.words.setMinimumWidth(size.px(120))
        self.clear_button.setEnabled(False)
        self._place(narrow=False)
        self._days_row = QWidget()
        days = QHBoxLayout(self._days_row)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(SPACE_2)
        for title, box in (("From", self.first), ("to", self.last)):
            box.setFixedWidth(size.px(160))
            words = label(title, "muted", wrap=False)
            words.setBuddy(box)
            days.addWidget(words)
            days.addWidget(box)
        days.addWidget(self.days_error, 1)
        self._days_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(self._grid)
        column.addWidget(self._days_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row where there is room, else the words above the choices."""
        super().resizeEvent(event)
        self._place(narrow=self.width() < apply.current().sizes.px(_ONE_ROW))

    def _place(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        choices = (self.person, self.kind, self.scope, self.time)
        for part in (self.words, *choices, self.clear_button):
            self._grid.removeWidget(part)
        if narrow:
            self._grid.addWidget(self.words, 0, 0, 1, 4)
            self._grid.addWidget(self.clear_button, 0, 4)
            for at, combo in enumerate(choices):
                self._grid.addWidget(combo, 1, at, 1, 2 if at == 3 else 1)
        else:
            self._grid.addWidget(self.words, 0, 0)
            for at, combo in enumerate(choices, 1):
                self._grid.addWidget(combo, 0, at)
            self._grid.addWidget(self.clear_button, 0, 5)
        for at in range(6):
            self._grid.setColumnStretch(at, (1 if at < 4 else 0) if narrow else (2, 1, 1, 1, 1, 0)[at])


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(4)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made


def _day(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText("16 March 2023")
    return made


def _refill(combo: QComboBox, everything: str, choices: Sequence[tuple[str, str]]) -> None:
    chosen = combo.currentData()
    combo.clear()
    combo.addItem(everything, None)
    for value, words in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
