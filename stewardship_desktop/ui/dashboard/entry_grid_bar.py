"""What stands above the entry grid: its rhythm and kind, and where what is typed now comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.entry import EntryRow
from stewardship_desktop.domain.observation import ValueKind
from stewardship_desktop.domain.value_framework import Frequency
from stewardship_desktop.ui.dashboard.entry_grid_parts import PartForm
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Field, PropertyForm, ToolbarRow, button, label
from stewardship_desktop.ui.widgets.typed_text import Unreadable, parse_date
from stewardship_desktop.ui.widgets.words import show_if

FORECASTS = (
    "You are entering forecasts. They are drawn apart from what has happened and never count as values."
)


class EntryBar(QWidget):
    """`changed` when another rhythm, kind or the parts are chosen; `earlier_asked`, `paste_asked`;
    `day_given(date)` for another day of a metric without a rhythm; `source_given(str)`, `as_at_given(date)`.
    """

    changed = Signal()
    earlier_asked = Signal()
    paste_asked = Signal()
    day_given = Signal(object)
    source_given = Signal(str)
    spread_asked = Signal()
    as_at_given = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rhythm = QComboBox()
        self.rhythm.setAccessibleName("Rhythm of the metrics shown")
        self.rhythm.activated.connect(self.changed)
        self.kind = QComboBox()
        self.kind.setAccessibleName("What you enter")
        self.kind.addItem("Values", ValueKind.ACTUAL.value)
        self.kind.addItem("Forecasts", ValueKind.FORECAST.value)
        self.kind.activated.connect(self.changed)
        self.parts = QCheckBox("Show parts")
        self.parts.setToolTip("Lines for deprivation fifths, sexes, ages and other parts, and to add one")
        self.parts.toggled.connect(self.changed)
        self.part_form = PartForm()
        self.day = QLineEdit()
        self.day.setAccessibleName("Another day")
        self.day.setPlaceholderText("3 May 2023")
        self.day.setToolTip("Type another day and press Enter: it becomes a column")
        self.day.returnPressed.connect(self._give_day)
        self.earlier = button(
            "Earlier periods", "quiet", icon="chevron-left", clicked=self.earlier_asked.emit
        )
        self.paste = button("Paste from Excel", icon="paste", clicked=self.paste_asked.emit)
        self.paste.setToolTip(
            "Shows where each cell would land before anything is written (Ctrl+V in the grid)"
        )
        tools = ToolbarRow()
        self.day_label = label("Another day", "label", wrap=False)
        self.day_label.setBuddy(self.day)
        for part in (self.rhythm, self.kind, self.parts, self.day_label, self.day):
            tools.add_left(part)
        tools.add_right(self.earlier)
        tools.add_right(self.paste)
        self.forecast_label = label(FORECASTS, "label")
        self.form = PropertyForm(
            [
                Field("source", "Source of what you enter"),
                Field("as_at", "As at", "date"),
            ],
            columns=2,
        )
        self.form.committed.connect(self._committed)
        self.form.rows["source"].box.setToolTip("Kept with each value you type and remembered for the metric")
        self.spread = button("Same source for all", "quiet", clicked=self.spread_asked.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(tools)
        column.addWidget(self.part_form)
        column.addWidget(self.forecast_label)
        origin = QHBoxLayout()
        origin.setSpacing(SPACE_2)
        origin.addWidget(self.form, 1)
        origin.addWidget(self.spread, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(origin)
        show_if(self.forecast_label, False)
        show_if(self.part_form, False)
        self.wide = True

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for whole words on the buttons."""
        self.wide = wide
        for part, words, short in (
            (self.earlier, "Earlier periods", "Earlier"),
            (self.paste, "Paste from Excel", "Paste"),
            (self.spread, "Same source for all", "Source for all"),
        ):
            part.setText(words if wide else short)
            part.setAccessibleName(words)

    @property
    def frequency(self) -> Frequency:
        """The rhythm chosen; monthly where nothing can be."""
        return Frequency(self.rhythm.currentData() or Frequency.MONTHLY.value)

    @property
    def value_kind(self) -> ValueKind:
        return ValueKind(self.kind.currentData())

    def choose(self, frequency: Frequency, kind: ValueKind) -> None:
        """Choose a rhythm and a kind; tells nobody."""
        self.rhythm.setCurrentIndex(max(0, self.rhythm.findData(frequency.value)))
        self.kind.setCurrentIndex(self.kind.findData(kind.value))

    def show_rows(self, rows: Sequence[EntryRow], today: date) -> None:
        """Say which rhythms there are, with what is due in each, and which controls have a use."""
        kept = self.frequency
        self.rhythm.clear()
        for frequency in Frequency:
            found = [row for row in rows if row.frequency is frequency]
            if found:
                due = sum(bool(row.due(today)) for row in found)
                count = "1 metric" if len(found) == 1 else f"{len(found)} metrics"
                words = frequency.value[:1].upper() + frequency.value[1:]
                said = f"{due} of {len(found)} due" if due else count
                self.rhythm.addItem(f"{words}: {said}", frequency.value)
        self.choose(kept, self.value_kind)
        self.show_use()

    def show_use(self) -> None:
        """Show the controls that what is chosen has a use for."""
        show_if(self.forecast_label, self.value_kind is ValueKind.FORECAST)
        show_if(self.part_form, self.parts.isChecked())
        for part in (self.day_label, self.day):
            show_if(part, self.frequency is Frequency.NONE)
        show_if(self.earlier, self.frequency is not Frequency.NONE)

    def show_origin(self, source: str, as_at: date | None) -> None:
        """Where what is typed for the chosen metric comes from."""
        self.form.set_values({"source": source, "as_at": as_at})

    def _committed(self, key: str, value: object) -> None:
        if key == "source":
            self.source_given.emit(str(value or ""))
        else:
            self.as_at_given.emit(value)

    def _give_day(self) -> None:
        try:
            given = parse_date(self.day.text())
        except Unreadable as fault:
            self.refused.emit(str(fault))
            return
        if given is not None:
            self.day.clear()
            self.day_given.emit(given)
