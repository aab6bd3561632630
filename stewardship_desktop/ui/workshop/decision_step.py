"""Step 8: the decision is read back, reasons and different views are written down, and it is locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.application.commands.record import FieldEdit
from stewardship_desktop.application.commands.workshop import Verdict
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.star.verdict import verdict
from stewardship_desktop.domain.workshop import Dissent, NextStep, Outcome, StarDecision
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Card, Column, DataTable, Edit, EmptyState, Field, PropertyForm
from stewardship_desktop.ui.widgets.words import button, label, show_if
from stewardship_desktop.ui.workshop.sheets import ask_for_decision_sheet
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.step_panel import AddLine, Picker, StepPanel, row_of

_AGREED, _NONE = Outcome.AGREED.name, Outcome.NO_DECISION.name


class DecisionStep(StepPanel):
    """The decision while it is written and once it is locked, who differs, and who does what."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.column.addWidget(self._open_card())
        self.column.addWidget(self._locked_card())
        self.sheet_button = button(
            "Save the decision sheet", "secondary", icon="export", clicked=self._save_sheet
        )
        # Right below "Locked": after the lock both are to be seen at once.
        self.column.addWidget(row_of(self.sheet_button))
        self.column.addWidget(self._dissent_card())
        self.column.addWidget(self._steps_card())
        self.column.addStretch(1)

    def today(self) -> date:
        """Today, where the person is."""
        return local_today()

    # ---- parts
    def _open_card(self) -> Card:
        self.outcome_picker, self.plan_picker = Picker("Outcome"), Picker("Plan that was agreed")
        self.outcome_picker.set_choices([(each.name, each.value.capitalize()) for each in Outcome], _AGREED)
        self.outcome_picker.picked.connect(self._pick_outcome)
        self.plan_picker.picked.connect(self._pick_plan)
        self.verdict_label = label("", "heading")
        self.form = PropertyForm(
            [
                Field("reason", "Reason, in the group's words", "long", lines=3, help="Read it back aloud"),
                Field(
                    "how", "How it was decided", help="As “by consensus”, or “9 for, 2 against, 1 abstained”"
                ),
                Field("balance_reason", "Why it is locked over the envelope"),
            ]
        )
        self.form.committed.connect(self._prepare)
        self.lock_button = button("Lock the decision", "primary", icon="lock", clicked=self._lock)
        self.open_card = Card("The decision")
        self.open_card.add(row_of(self.outcome_picker, self.plan_picker))
        for part in (self.verdict_label, self.form, row_of(self.lock_button)):
            self.open_card.add(part)
        self.open_card.add(
            label(
                "Locking makes the session read-only: options, scores and plans then stay as they are.",
                "caption",
            )
        )
        return self.open_card

    def _locked_card(self) -> Card:
        self.locked_label = label("")
        self.unlock_line = AddLine("Why it is opened again", "Unlock the decision", "unlock")
        self.unlock_line.added.connect(self._unlock)
        self.locked_card = Card("Locked", self.locked_label)
        self.locked_card.add(self.unlock_line)
        return self.locked_card

    def _dissent_card(self) -> Card:
        self.role_picker = Picker("Role of who differs")
        self.view_line = AddLine("A different view", "Record the view", "view")
        self.view_line.added.connect(self._add_view)
        self.dissents = DataTable(
            (
                Column("role", "Role", editable=True, required=True, width=180, wrap=True),
                Column("view", "View", "long", editable=True, required=True, wrap=True),
            ),
            "Different views", allow_delete=True, tools=False, empty=EmptyState("Nobody differs, so far"),
        )  # fmt: skip
        self.dissents.edits_requested.connect(self._edit_views)
        self.dissents.delete_requested.connect(self._drop_views)
        card = Card("Different views", caption="By role, never by name")
        self.view_row = row_of(self.role_picker, self.view_line, stretch=1)
        card.add(self.view_row)
        card.add(self.dissents)
        return card

    def _steps_card(self) -> Card:
        self.step_line = AddLine("What happens next", "Add next step", "next_step")
        self.step_line.added.connect(self._add_step)
        self.steps = DataTable(
            (
                Column("what", "What", "long", editable=True, required=True, wrap=True),
                Column("owner_role", "Who (role)", editable=True, width=180, wrap=True),
                Column("due_on", "By when", "date", editable=True, width=150),
            ),
            "Next steps", allow_delete=True, tools=False,
            empty=EmptyState("No next step yet", "Each with an owner by role and a day."),
        )  # fmt: skip
        self.steps.edits_requested.connect(self._edit_steps)
        self.steps.delete_requested.connect(self._drop_steps)
        card = Card("Next steps")
        card.add(self.step_line)
        card.add(self.steps)
        return card

    def closed_tables(self) -> Sequence[DataTable]:
        """What follows goes on after the lock, the views don't."""
        return [self.dissents]

    # ---- filling
    def fill(self) -> None:
        records = self.records
        decision = records.decision
        show_if(self.open_card, not records.locked)
        show_if(self.locked_card, records.locked)
        show_if(self.view_row, not records.locked)
        self._fill_open(decision)
        if records.locked and decision is not None:
            self.locked_card.set_title(
                f"Locked: {decision.outcome.value} on {date_words(decision.decided_on)}"
            )
            self.locked_label.setText(self._locked_words(decision))
        self.role_picker.set_choices([(seat.id, seat.role) for seat in records.seats])
        self.dissents.set_rows(records.dissents)
        self.dissents.fit_height(6)
        self.steps.set_rows(records.next_steps)
        self.steps.fit_height(8)
        self.sheet_button.setToolTip(
            f"The {'decision' if records.locked else 'draft of the decision'} on one side, as a PDF file"
        )

    def _fill_open(self, decision: StarDecision | None) -> None:
        records = self.records
        outcome = _AGREED if decision is None else decision.outcome.name
        self.outcome_picker.set_choices([(each.name, each.value.capitalize()) for each in Outcome], outcome)
        prepared = None if decision is None else decision.scenario_id
        self.plan_picker.set_choices(
            [(each.id, each.name) for each in records.scenarios],
            prepared or self.progress.scenario_id,
        )
        agreed = outcome == _AGREED
        show_if(self.plan_picker, agreed)
        over = self._over() if agreed else 0
        self.verdict_label.setText(self._verdict() if agreed else "No decision is a result, too: say why.")
        self.form.set_values(
            {
                "reason": "" if decision is None else decision.reason,
                "how": "" if decision is None else decision.how,
                "balance_reason": "" if decision is None else decision.balance_reason,
            }
        )
        show_if(self.form.rows["balance_reason"], over > 0)
        self.form.rows["balance_reason"].label.setText(
            f"Why it is locked {short_money(over)} over the envelope" if over > 0 else ""
        )
        self.lock_button.setText("Lock the decision" if agreed else "Lock: no decision reached")

    def _verdict(self) -> str:
        assert self.reckoning is not None
        ledger = self.reckoning.ledgers.get(self.plan_picker.chosen())
        return "" if ledger is None else verdict(ledger)

    def _over(self) -> int:
        """How many pounds a year the chosen plan is over the envelope."""
        assert self.reckoning is not None
        ledger = self.reckoning.ledgers.get(self.plan_picker.chosen())
        return 0 if ledger is None else max(0, -ledger.left)

    def _locked_words(self, decision: StarDecision) -> str:
        assert self.reckoning is not None
        lines = []
        scenario = next((each for each in self.records.scenarios if each.id == decision.scenario_id), None)
        if scenario is not None:
            lines.append(f"{scenario.name}. {verdict(self.reckoning.ledgers[scenario.id])}")
        lines.append(f"Reason: {decision.reason}")
        if decision.how:
            lines.append(f"How: {decision.how}")
        if decision.balance_reason:
            lines.append(f"Over the envelope because: {decision.balance_reason}")
        return "\n".join(lines)

    def showing(self) -> Showing:
        decision = self.records.decision
        agreed = self.outcome_picker.chosen() == _AGREED
        scenario_id = self.plan_picker.chosen() if agreed else None
        if self.records.locked and decision is not None:
            scenario_id = decision.scenario_id
        return self.make_showing(What.DECISION, scenario_id=scenario_id or None)

    # ---- acts
    @Slot(str, object)
    def _prepare(self, key: str, value: Any) -> None:
        self.act(workshop.prepare_decision, {key: value or ""}, self.today())

    @Slot(str)
    def _pick_outcome(self, name: str) -> None:
        self.act(workshop.prepare_decision, {"outcome": Outcome[name]}, self.today())

    @Slot(str)
    def _pick_plan(self, scenario_id: str) -> None:
        self.act(workshop.prepare_decision, {"scenario_id": scenario_id}, self.today())

    @Slot()
    def _lock(self) -> None:
        texts = {key: str(value or "") for key, value in self.form.drafts().items()}
        agreed = self.outcome_picker.chosen() == _AGREED
        self.act(
            workshop.lock,
            Verdict(
                scenario_id=self.plan_picker.chosen() or None if agreed else None,
                outcome=Outcome.AGREED if agreed else Outcome.NO_DECISION,
                **texts,
            ),
            self.today(),
            then=self._locked,
        )

    def _locked(self, _result: object) -> None:
        # The button that was pressed is gone; what the room wants now is its page.
        self.sheet_button.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            # What stood above has given way to fewer lines: the top is where they are.
            area.verticalScrollBar().setValue(0)

    @Slot()
    def _save_sheet(self) -> None:
        if self.reckoning is not None:
            chosen = self.plan_picker.chosen()
            plan = next((each for each in self.records.scenarios if each.id == chosen), None)
            ask_for_decision_sheet(self.context, self.reckoning, None if self.records.locked else plan)

    @Slot(str)
    def _unlock(self, reason: str) -> None:
        self.act(workshop.unlock, reason=reason)

    @Slot(str)
    def _add_view(self, text: str) -> None:
        role = self.role_picker.currentText()
        self.act(workshop.add_dissent, role or "A seat", text)

    @Slot(str)
    def _add_step(self, text: str) -> None:
        self.act(workshop.add_next_step, {"what": text})

    @Slot(list)
    def _edit_views(self, edits: list[Edit]) -> None:
        self.act(
            workshop.edit_room, [FieldEdit(Dissent, each.row_id, each.key, each.value) for each in edits]
        )

    @Slot(list)
    def _edit_steps(self, edits: list[Edit]) -> None:
        self.act(
            workshop.edit_room,
            [
                FieldEdit(
                    NextStep, each.row_id, each.key,
                    each.value or "" if each.key == "owner_role" else each.value,
                )
                for each in edits
            ],
        )  # fmt: skip

    @Slot(list)
    def _drop_views(self, row_ids: list[str]) -> None:
        self.act(workshop.remove_from_room, {Dissent: row_ids})

    @Slot(list)
    def _drop_steps(self, row_ids: list[str]) -> None:
        self.act(workshop.remove_from_room, {NextStep: row_ids})
