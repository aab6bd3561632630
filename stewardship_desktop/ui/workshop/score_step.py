"""Step 4: everybody scores alone; the sheets go in unseen, then all dots are shown together."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session_pictures import SPLIT
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Card, Column, DataTable, EmptyState
from stewardship_desktop.ui.widgets.words import button, label
from stewardship_desktop.ui.workshop.entry_panel import EntryPanel
from stewardship_desktop.ui.workshop.progress import Progress
from stewardship_desktop.ui.workshop.sheets import ask_for_score_sheets
from stewardship_desktop.ui.workshop.showing import Showing, What, revealed_options
from stewardship_desktop.ui.workshop.spread_rows import NOT_SHOWN, SpreadRow, spread_row
from stewardship_desktop.ui.workshop.step_panel import StepPanel, row_of


def state_chip(state: str) -> tuple[str, str]:
    """The state of an option's scores as a chip: a shape and its word."""
    if state == NOT_SHOWN:
        return state, "neutral"
    return state, "warn" if state == SPLIT else "good"


class ScoreStep(StepPanel):
    """The entry of round 1, and how what was revealed lies."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.sheets_button = button(
            "Save score sheets", "secondary", icon="export", clicked=self._save_sheets
        )
        self.sheets_button.setToolTip("A sheet to print for each seat in the room, as a PDF file")
        self.entry = EntryPanel(context, 1, beside=(self.sheets_button,))
        self.entry.revealed.connect(self._revealed)
        self.entry.grid.option_changed.connect(self._look)
        self.column.addWidget(self.entry)
        self.categories_box = QCheckBox("Project members, residents and guests apart")
        self.categories_box.clicked.connect(self._look)
        self.alone_box = QCheckBox("Project one option at a time")
        self.alone_box.clicked.connect(self._look)
        self.summary = label("", "muted")
        self.table = DataTable(
            (
                Column("name", "Option", width=180, wrap=True),
                Column("state", "Scores", "chip", chip=state_chip, width=150),
                Column("before", "How they lie", wrap=True),
                Column("members", "Members", width=92, help="Median and number of scores"),
                Column("residents", "Residents", width=92, help="Median and number of scores"),
                Column("guests", "Guests", width=92, help="Median and number of scores"),
            ),
            "How the scores lie", tools=False, empty=EmptyState("No options yet"),
        )  # fmt: skip
        self.table.selection_changed.connect(self._chosen)
        self.card = Card("Shown to the room", self.summary)
        self.card.add(row_of(self.alone_box, self.categories_box))
        self.card.add(self.table)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self._dwell = ""

    def show_session(self, reckoning: Reckoning, progress: Progress) -> None:
        self.entry.show_session(reckoning, progress)
        super().show_session(reckoning, progress)

    def set_one_screen(self, on: bool) -> None:
        self.entry.set_one_screen(on)

    def fill(self) -> None:
        rows: list[SpreadRow] = [
            spread_row(self.records, option.id, option.name) for option in self.records.active
        ]
        self.sheets_button.setEnabled(any(seat.present for seat in self.records.seats) and bool(rows))
        self.table.set_rows(rows)
        self.table.fit_height(10)
        shown = [row for row in rows if row.state != NOT_SHOWN]
        split = [row for row in shown if row.state == SPLIT]
        self.summary.setText(
            f"{len(shown)} of {counted(len(rows), 'option')} shown, {len(split)} split."
            if shown
            else "Nothing is shown yet. Enter the sheets, then reveal."
        )

    def showing(self) -> Showing:
        revealed = revealed_options(self.reckoning) if self.reckoning is not None else ()
        if not revealed:
            return self.make_showing(What.SCORING)
        one = self._dwell if self.alone_box.isChecked() and self._dwell in revealed else None
        return self.make_showing(
            What.REVEAL, option_ids=revealed, option_id=one, by_category=self.categories_box.isChecked()
        )

    @Slot()
    def _save_sheets(self) -> None:
        if self.reckoning is not None:
            ask_for_score_sheets(self.context, self.reckoning)

    @Slot(list)
    def _revealed(self, option_ids: list[str]) -> None:
        if len(option_ids) == 1:
            self._dwell = option_ids[0]
        self.showing_changed.emit()

    @Slot(list)
    def _chosen(self, option_ids: list[str]) -> None:
        if len(option_ids) == 1:
            self._dwell = option_ids[0]
            self._look()

    @Slot()
    def _look(self) -> None:
        if self.reckoning is not None:
            self.showing_changed.emit()
