"""Step 1: the question and its scale, ground rules, what is open before the room, conflicts of interest."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from stewardship_desktop.application.commands import star, workshop
from stewardship_desktop.domain.star.readiness import readiness
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.domain.workshop import SeatInterest
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Card, Column, DataTable, Edit, EmptyState, Field, PropertyForm
from stewardship_desktop.ui.widgets.words import button, label
from stewardship_desktop.ui.workshop.agenda import CHECKLIST, GROUND_RULES
from stewardship_desktop.ui.workshop.drafts import DRAFT_KEY
from stewardship_desktop.ui.workshop.seats_panel import settings_words
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.step_panel import Picker, StepPanel, bullet, bullets, row_of


class PurposeStep(StepPanel):
    """What is asked, by which rules, who is in the room, and who has an interest in what."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = PropertyForm(
            [
                Field("question", "The question to the room", help="Projected in large letters"),
                Field("anchor", "A benefit of 100 means", help="0 is always “no benefit”"),
            ],
            columns=2,
        )
        self.form.committed.connect(self._set)
        self.column.addWidget(Card("Purpose", self.form))
        self.ready_label = label("")
        self.ready_card = Card("Before the room", self.ready_label)
        self.column.addWidget(self.ready_card)
        self.seats_label = label("")
        self.column.addWidget(Card("Who is in the room", self.seats_label))
        self.column.addWidget(self._conflicts())
        self.column.addWidget(Card("Ground rules", bullets(GROUND_RULES)))
        self.column.addWidget(Card("The laptop, before people come", bullets(CHECKLIST)))
        self.column.addStretch(1)

    def _conflicts(self) -> QWidget:
        card = Card("Conflicts of interest")
        self.asked_box = QCheckBox("The room was asked for conflicts of interest")
        self.asked_box.clicked.connect(self._asked)
        card.add(self.asked_box)
        self.seat_picker, self.option_picker = Picker("Seat"), Picker("Option")
        self.interest_line = QLineEdit()
        self.interest_line.setAccessibleName("Interest")
        self.interest_line.setPlaceholderText("Interest, as “runs this service”")
        self.interest_line.setProperty(DRAFT_KEY, "interest")
        self.interest_line.returnPressed.connect(self._withdraw)
        declared = QWidget()
        row = QHBoxLayout(declared)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        for part in (self.seat_picker, self.option_picker, self.interest_line):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(part, 1)
        card.add(declared)
        self.withdraw_button = button("Withdraw from scoring it", "secondary", clicked=self._withdraw)
        self.note_button = button("Only note it", "secondary", clicked=self._note)
        card.add(row_of(self.withdraw_button, self.note_button))
        self.table = DataTable(
            (
                Column("seat", "Seat", width=180, wrap=True),
                Column("option", "Option", width=180, wrap=True),
                Column("interest", "Interest", editable=True, wrap=True),
                Column("withdrawn", "Withdrew", "check", editable=True, width=100),
            ),
            "Conflicts of interest", allow_delete=True, tools=False,
            empty=EmptyState("No conflict declared"),
        )  # fmt: skip
        self.table.edits_requested.connect(self._edit)
        self.table.delete_requested.connect(self._drop)
        card.add(self.table)
        self.private += [self.interest_line, self.table]
        self.writing += [
            self.form, self.asked_box, self.seat_picker, self.option_picker, self.interest_line,
            self.withdraw_button, self.note_button,
        ]  # fmt: skip
        return card

    def fill(self) -> None:
        assert self.reckoning is not None
        records = self.records
        self.form.set_values({"question": records.session.question, "anchor": records.session.anchor})
        asked = self.progress.conflicts_asked
        found = readiness(self.reckoning, conflicts_asked=asked or bool(records.interests))
        self.ready_card.set_title(
            f"Before the room: {counted(len(found), 'thing')} open" if found else "Ready for the room"
        )
        self.ready_label.setText(
            "\n".join(bullet(line) for line in found) or "Nothing that can be checked is missing."
        )
        here = sum(seat.present for seat in records.seats)
        self.seats_label.setText(
            f"{counted(here, 'seat')} in the room{settings_words(records)}."
            if here
            else "No seat is taken yet."
        )
        self.asked_box.setChecked(asked)
        self.seat_picker.set_choices([(seat.id, f"{seat.number}  {seat.role}") for seat in records.seats])
        self.option_picker.set_choices([(option.id, option.name) for option in records.active])
        for part in (self.withdraw_button, self.note_button):
            part.setEnabled(bool(records.seats and records.active))
        self.table.set_rows([self._row(each) for each in records.interests])
        self.table.fit_height(6)

    def _row(self, interest: SeatInterest) -> dict[str, Any]:
        seat = next((each for each in self.records.seats if each.id == interest.seat_id), None)
        option = self.records.option(interest.option_id)
        return {
            "id": interest.id,
            "seat": "a seat since removed" if seat is None else f"{seat.number}  {seat.role}",
            "option": "an option since removed" if option is None else option.name,
            "interest": interest.interest,
            "withdrawn": interest.withdrawn,
        }

    def showing(self) -> Showing:
        return self.make_showing(What.PURPOSE)

    @Slot(str, object)
    def _set(self, key: str, value: Any) -> None:
        self.act(star.edit_session, {key: value or ""})

    @Slot()
    def _asked(self) -> None:
        self.move_on(conflicts_asked=self.asked_box.isChecked())

    @Slot()
    def _withdraw(self) -> None:
        self._declare(withdrawn=True)

    @Slot()
    def _note(self) -> None:
        self._declare(withdrawn=False)

    def _declare(self, *, withdrawn: bool) -> None:
        seat_id, option_id = self.seat_picker.chosen(), self.option_picker.chosen()
        if not seat_id or not option_id:
            self.say("A conflict needs a seat and an option. Add them first.")
            return
        text = self.interest_line.text().strip()
        self.interest_line.clear()
        self.act(workshop.declare_interest, seat_id, option_id, text, withdrawn=withdrawn)
        if not self.progress.conflicts_asked:
            self.move_on(conflicts_asked=True)

    def _interest(self, row_id: str) -> SeatInterest:
        return next(each for each in self.records.interests if each.id == row_id)

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        for edit in edits:
            old = self._interest(edit.row_id)
            text = str(edit.value or "") if edit.key == "interest" else old.interest
            withdrawn = bool(edit.value) if edit.key == "withdrawn" else old.withdrawn
            self.act(workshop.declare_interest, old.seat_id, old.option_id, text, withdrawn=withdrawn)

    @Slot(list)
    def _drop(self, row_ids: list[str]) -> None:
        for row_id in row_ids:
            old = self._interest(row_id)
            self.act(workshop.drop_interest, old.seat_id, old.option_id)
