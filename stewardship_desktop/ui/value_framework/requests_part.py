"""The data requests of one metric, and asking for its data."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.care_area import DataQuality
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.data_request import state_words, waiting_words
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_3
from stewardship_desktop.ui.widgets import LinkButton, button, label
from stewardship_desktop.ui.widgets.words import show_if

NOT_ASKED = "Nobody has been asked for its data."


class RequestsPart(QWidget):
    """`show_metric(records, today)` -> `data_wanted()`, `request_opened(request id)`."""

    data_wanted = Signal()
    request_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.none_label = label(NOT_ASKED, "muted")
        self.links: dict[str, LinkButton] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_1)
        self.ask_button = button(
            "Ask for data", "secondary", icon="data-request", clicked=self.data_wanted.emit, shortcut="Alt+R"
        )
        self.ask_button.setToolTip("Alt+R")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.none_label)
        layout.addLayout(self._list)
        layout.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_metric(self, found: MetricRecords, today: date) -> None:
        """Show its requests, those that wait first."""
        wanted = {each.id: each for each in found.requests}
        for gone in self.links.keys() - wanted.keys():
            link = self.links.pop(gone)
            link.hide()
            link.deleteLater()
        for request_id, request in wanted.items():
            if request_id not in self.links:
                made = LinkButton("")
                made.clicked.connect(partial(self.request_opened.emit, request_id))
                self.links[request_id] = made
                self._list.addWidget(made)
            if request.received_on is None:
                words = f"{waiting_words(request, found.asked_of)}, {state_words(request, today)}"
            else:
                quality = "" if request.quality is DataQuality.NOT_JUDGED else f", {request.quality.value}"
                words = f"{request.display_name}: {state_words(request, today)}{quality}"
            self.links[request_id].setText(words)
        show_if(self.none_label, not wanted)
