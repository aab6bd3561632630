"""The choice of the plan that a panel is about, by its letter and name. It holds nothing else."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from stewardship_desktop.domain.star.model import letter
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import StarScenario
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import label


def scenario_title(scenario: StarScenario, records: SessionRecords) -> str:
    """The letter and the name, "B: Close fewer beds"; a name that only says its letter stands alone."""
    sign = letter(scenario, records)
    said = scenario.name == f"Plan {sign}" or re.match(rf"{sign}\b", scenario.name)
    return scenario.name if said else f"{sign}: {scenario.name}"


class ScenarioPicker(QWidget):
    """`show_scenarios(records)`, `choose(id)`, `scenario()`; `chosen(id)` when a person takes another."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: SessionRecords | None = None
        self.box = QComboBox()
        self.box.setAccessibleName("Scenario")
        self.box.setMinimumContentsLength(12)
        self.box.activated.connect(self._activated)
        words = label("Scenario", "label", wrap=False)
        words.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(words)
        row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def show_scenarios(self, records: SessionRecords) -> None:
        """Offer these; the one that was chosen stays chosen as long as it is there, else the first is."""
        before = self.scenario_id()
        self._records = records
        self.box.blockSignals(True)
        self.box.clear()
        for each in records.scenarios:
            self.box.addItem(scenario_title(each, records), each.id)
        self.box.setCurrentIndex(max(0, self.box.findData(before)))
        self.box.blockSignals(False)

    def choose(self, scenario_id: str) -> bool:
        """Take this one; False if it isn't offered or is taken already. Sends nothing."""
        at = self.box.findData(scenario_id)
        if at < 0 or at == self.box.currentIndex():
            return False
        self.box.setCurrentIndex(at)
        return True

    def scenario_id(self) -> str:
        """The id of the one chosen, "" where there is none."""
        return str(self.box.currentData(Qt.ItemDataRole.UserRole) or "")

    def scenario(self) -> StarScenario | None:
        """The one chosen."""
        here = self._records.scenarios if self._records is not None else ()
        return next((each for each in here if each.id == self.scenario_id()), None)

    def _activated(self) -> None:
        self.chosen.emit(self.scenario_id())
