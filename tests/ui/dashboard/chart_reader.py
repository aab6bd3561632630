"""A metric's page in its room, used as a person at the keyboard does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from stewardship_desktop.domain.dashboard.views import ViewKind
from tests.support.metrics import SmallFramework
from tests.ui.conftest import Surroundings


class Reader:
    """The page of a metric in its room."""

    def __init__(self, room: Any, small: SmallFramework, surroundings: Surroundings) -> None:
        self.room, self.small, self.surroundings = room, small, surroundings

    def open(self, short: str) -> Any:
        self.room.show_record(self.small.metrics[short])
        self.surroundings.settle()
        return self.chart

    @property
    def chart(self) -> Any:
        return self.room._chart

    def press(self, part: QWidget, *keys: Qt.Key) -> None:
        for key in keys:
            self.surroundings.qtbot.keyClick(part, key)
        self.surroundings.settle()

    def form(self) -> Any:
        return self.chart.sheets.part.draft.form

    def fill(self, **typed: str) -> None:
        for key, text in typed.items():
            box = self.form().rows[key].box
            box.setFocus()
            if hasattr(box, "setPlainText"):
                box.setPlainText(text)
            else:
                box.setText(text)

    def send(self) -> None:
        self.chart.sheets.part.draft.send_button.click()
        self.surroundings.settle()

    def tab(self, kind: ViewKind) -> None:
        kinds = [each.kind for each in self.chart._views]
        self.chart.tabs.setCurrentIndex(kinds.index(kind))
