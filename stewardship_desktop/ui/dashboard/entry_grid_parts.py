"""A line for a part of a metric that has no value yet: one sex, one age, one deprivation fifth.

The line is the grid's only until a value is typed in it; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.entry import Part
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Cut
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.words import show_if

USUAL = {
    Cut.DEPRIVATION: (
        "most deprived fifth", "second most deprived fifth", "middle fifth", "second least deprived fifth",
        "least deprived fifth",
    ),
    Cut.SEX: ("women", "men"),
}  # fmt: skip
"""Parts offered before anybody has named any, so that they are written alike."""

_WIDEST = 320
NAMELESS = "Type which part it is, such as women or 75 and over, then press Enter."


class PartForm(QWidget):
    """`show_metric(records, metrics)` -> `part_given(cut, name of the part)` for the metric shown."""

    part_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[Cut, list[str]] = {}
        self.about_label = label("", "label", wrap=False)
        self.cut = QComboBox()
        self.cut.setAccessibleName("By what it is cut")
        for cut in Cut:
            if cut is not Cut.WHOLE:
                self.cut.addItem(f"By {cut.value}", cut.value)
        self.cut.currentIndexChanged.connect(self._offer)
        self.part = QComboBox()
        self.part.setEditable(True)
        self.part.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.part.setAccessibleName("Which part")
        self.part.setMinimumContentsLength(8)
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.part.setMaximumWidth(apply.current().sizes.px(_WIDEST))
        self.about_label.setBuddy(self.cut)
        line = self.part.lineEdit()
        assert isinstance(line, QLineEdit)
        self.line = line
        self.line.installEventFilter(self)
        self.add_button = button("Add line", icon="plus", clicked=self.give)
        self.error_label = label("", "error")
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        for each in (self.about_label, self.cut, self.part, self.add_button):
            row.addWidget(each, 4 if each is self.part else 0)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(row)
        column.addWidget(self.error_label)
        show_if(self.error_label, False)

    def show_metric(self, shown: MetricRecords, metrics: Iterable[MetricRecords]) -> None:
        """Offer a line for this metric, with the parts that any of the metrics has."""
        self.about_label.setText("Add a part")
        self.setToolTip(f"A line for a part of {shown.metric.name}")
        self.setAccessibleName(self.toolTip())
        known = {cut: dict.fromkeys(USUAL.get(cut, ())) for cut in Cut}
        for metric in metrics:
            for each in metric.observations:
                if each.category:
                    known[each.cut].setdefault(each.category)
        found = {cut: list(parts) for cut, parts in known.items()}
        if found != self._known:
            self._known = found
            self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter gives the part, once: the list would hand the key to its line a second time."""
        if watched is not self.line or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
            return True
        return super().eventFilter(watched, event)

    def give(self) -> None:
        """Tell the part that is typed, spelt as it is known; ask for it where there is none."""
        cut = Cut(self.cut.currentData())
        typed = " ".join(self.line.text().split())
        show_if(self.error_label, not typed)
        self.error_label.setText("" if typed else NAMELESS)
        if not typed:
            self.line.setFocus()
            return
        alike = [each for each in self._known.get(cut, ()) if each.casefold() == typed.casefold()]
        self.line.clear()
        self.part_given.emit(Part(cut, alike[0] if alike else typed))

    def _offer(self) -> None:
        typed = self.line.text()
        self.part.clear()
        self.part.addItems(self._known.get(Cut(self.cut.currentData()), []))
        self.part.setCurrentIndex(-1)
        self.line.setText(typed)
