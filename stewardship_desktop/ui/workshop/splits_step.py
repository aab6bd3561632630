"""Step 5: talk about splits only, each seat once, then score those options again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.scores import newest_round
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.domain.workshop import Seat, SeatCategory
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import Card, Column, DataTable, EmptyState
from stewardship_desktop.ui.widgets.words import button, label, show_if
from stewardship_desktop.ui.workshop.entry_panel import EntryPanel
from stewardship_desktop.ui.workshop.progress import Progress
from stewardship_desktop.ui.workshop.score_step import state_chip
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.spread_rows import split_in_first, spread_row
from stewardship_desktop.ui.workshop.step_panel import StepPanel, row_of

_FIRST_TO_SPEAK = (SeatCategory.RESIDENT, SeatCategory.GUEST, SeatCategory.MEMBER)


def speaking_order(seats: Sequence[Seat], turn: int) -> tuple[Seat, ...]:
    """Who is in the room in the order of the speak round: residents first, then guests, then members.

    Scores play no part in it: to begin with whoever is furthest off would tell the room whose dot that
    is. `turn` moves the first to speak on by one from option to option, within each category.
    """
    found: list[Seat] = []
    for category in _FIRST_TO_SPEAK:
        group = [seat for seat in seats if seat.present and seat.category is category]
        at = turn % len(group) if group else 0
        found += group[at:] + group[:at]
    return tuple(found)


class SplitsStep(StepPanel):
    """The split options, the speak round on one of them, and the sheets of round 2."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.table = DataTable(
            (
                Column("name", "Option", width=180, wrap=True),
                Column("state", "Now", "chip", chip=state_chip, width=150),
                Column("before", "Before the talk", wrap=True),
                Column("after", "After it", wrap=True),
            ),
            "Split options", tools=False,
            empty=EmptyState("Nothing to talk about", "No option that was shown is split."),
        )  # fmt: skip
        self.table.selection_changed.connect(self._chosen)
        self.summary = label("", "muted")
        card = Card("Talk only about these", self.summary)
        card.add(self.table)
        self.column.addWidget(card)
        self.speakers = QListWidget()
        self.speakers.setAccessibleName("Speak round: tick who has spoken")
        self.speakers.itemChanged.connect(self._ticked)
        self.next_label = label("", "heading")
        self.again_button = button("Start the round again", "quiet", clicked=self._again)
        self.round_card = Card("Speak round", self.next_label)
        self.round_card.add(
            label("Ask: what did you have in mind when you gave your score? Nobody need say what it was.")
        )
        self.round_card.add(self.speakers)
        self.round_card.add(row_of(self.again_button))
        self.private.append(self.round_card)
        self.column.addWidget(self.round_card)
        self.entry = EntryPanel(context, 2)
        self.entry.revealed.connect(self._revealed)
        self.column.addWidget(self.entry)
        self.column.addStretch(1)
        self._filling = False

    def show_session(self, reckoning: Reckoning, progress: Progress) -> None:
        self.entry.only = split_in_first(reckoning.records)
        self.entry.show_session(reckoning, progress)
        super().show_session(reckoning, progress)

    def set_one_screen(self, on: bool) -> None:
        super().set_one_screen(on)
        self.entry.set_one_screen(on)

    def fill(self) -> None:
        splits = split_in_first(self.records)
        self.table.set_rows(
            spread_row(self.records, option.id, option.name)
            for option in self.records.active
            if option.id in splits
        )
        self.table.fit_height(8)
        self.summary.setText(
            f"{counted(len(splits), 'option was', 'options were')} split: a third or more of the scores lie "
            f"more than {self.records.session.band} points from the median. Leave the others alone."
            if splits
            else ""
        )
        show_if(self.entry, bool(splits))
        self._fill_round(splits)

    def _fill_round(self, splits: tuple[str, ...]) -> None:
        about = self.progress.speaking_on if self.progress.speaking_on in splits else (*splits, "")[0]
        option = self.records.option(about)
        show_if(self.round_card, option is not None)
        if option is None:
            return
        self.round_card.set_title(f"Speak round on {option.name}")
        order = speaking_order(self.records.seats, splits.index(about))
        self._filling = True
        here = self.speakers.currentRow()
        self.speakers.clear()
        for seat in order:
            item = QListWidgetItem(f"{seat.role} ({seat.category.value})")
            item.setData(Qt.ItemDataRole.UserRole, seat.id)
            done = seat.id in self.progress.spoken
            item.setCheckState(Qt.CheckState.Checked if done else Qt.CheckState.Unchecked)
            self.speakers.addItem(item)
        self.speakers.setCurrentRow(max(0, here))
        self.speakers.setFixedHeight(len(order) * apply.current().sizes.row + 4)
        self._filling = False
        speaking = self._speaking()
        self.next_label.setText(f"Next to speak: {speaking}" if speaking else "Everybody has spoken.")

    def _speaking(self) -> str:
        """The role of the next to speak; blank once all have."""
        splits = split_in_first(self.records)
        about = self.progress.speaking_on if self.progress.speaking_on in splits else (*splits, "")[0]
        if not about:
            return ""
        order = speaking_order(self.records.seats, splits.index(about))
        return next((seat.role for seat in order if seat.id not in self.progress.spoken), "")

    def showing(self) -> Showing:
        splits = split_in_first(self.records)
        about = self.progress.speaking_on if self.progress.speaking_on in splits else None
        again = [option_id for option_id in splits if newest_round(self.records, option_id) > 1]
        if about is None:
            if again:
                return self.make_showing(What.BEFORE_AND_AFTER, option_ids=tuple(again), round=2)
            return self.make_showing(What.SPLITS, option_ids=splits)
        round_ = newest_round(self.records, about)
        what = What.BEFORE_AND_AFTER if round_ > 1 else What.REVEAL
        return self.make_showing(
            what, option_ids=(about,), option_id=about, round=round_,
            speaking="" if round_ > 1 else self._speaking(),
        )  # fmt: skip

    @Slot(list)
    def _chosen(self, option_ids: list[str]) -> None:
        if len(option_ids) == 1 and option_ids[0] != self.progress.speaking_on:
            self.move_on(speaking_on=option_ids[0], spoken=())
            self.fill()
            self.showing_changed.emit()

    @Slot(QListWidgetItem)
    def _ticked(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        seat_id = str(item.data(Qt.ItemDataRole.UserRole))
        spoken = [each for each in self.progress.spoken if each != seat_id]
        if item.checkState() == Qt.CheckState.Checked:
            spoken.append(seat_id)
        self.move_on(spoken=tuple(spoken))
        speaking = self._speaking()
        self.next_label.setText(f"Next to speak: {speaking}" if speaking else "Everybody has spoken.")
        self.showing_changed.emit()

    @Slot()
    def _again(self) -> None:
        self.move_on(spoken=())
        self.fill()
        self.showing_changed.emit()

    @Slot(list)
    def _revealed(self, option_ids: list[str]) -> None:
        self.move_on(speaking_on=option_ids[0] if len(option_ids) == 1 else "", spoken=())
        self.showing_changed.emit()
