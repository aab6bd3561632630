"""Step 2: the options, one line each; merging what is the same and parking what is for another day."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.application.commands.star import OptionEdit
from stewardship_desktop.domain.star.session import MOST_OPTIONS, OptionKind
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Card, Column, DataTable, Edit, EmptyState
from stewardship_desktop.ui.widgets.words import button, label, show_if
from stewardship_desktop.ui.workshop.drafts import DRAFT_KEY
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.step_panel import AddLine, Picker, StepPanel, row_of

_KINDS = [(kind, kind.value.capitalize()) for kind in OptionKind]


class OptionsStep(StepPanel):
    """The cards of the options as a table of one line each, and the park list below it."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.warning = label("", "error")
        self.warning.hide()
        self.column.addWidget(self.warning)
        self.add_line = AddLine("Name of another option", "Add option", "option")
        self.add_line.added.connect(self._add)
        self.table = DataTable(
            (
                Column("name", "Option", editable=True, required=True, width=210, wrap=True),
                Column("description", "In one line", "long", editable=True, wrap=True),
                Column("kind", "Kind", "choice", editable=True, required=True, choices=_KINDS, width=130),
                Column("current", "Now", "check", editable=True, width=70, help="Spent on today"),
            ),
            "Options", tools=False,
            empty=EmptyState("No options yet", "Type a name above for each thing the group could do."),
        )  # fmt: skip
        self.table.edits_requested.connect(self._edit)
        self.table.selection_changed.connect(self._chosen)
        self.reason_line = QLineEdit()
        self.reason_line.setAccessibleName("Reason for parking")
        self.reason_line.setPlaceholderText("Reason for parking")
        self.reason_line.setProperty(DRAFT_KEY, "park")
        self.reason_line.returnPressed.connect(self._park)
        self.park_button = button("Park", "secondary", clicked=self._park)
        self.merge_picker = Picker("Option to merge it into")
        self.merge_button = button("Merge into", "secondary", clicked=self._merge)
        card = Card("Options")
        card.add(self.table)
        card.add(self.add_line)
        card.add(row_of(self.park_button, self.reason_line, self.merge_button, self.merge_picker, stretch=1))
        self.column.addWidget(card)
        self.parked = DataTable(
            (
                Column("name", "Option", width=210, wrap=True),
                Column("parked_reason", "Why it waits", editable=True, wrap=True),
            ),
            "Parked options", tools=False, empty=EmptyState("Nothing is parked"),
        )  # fmt: skip
        self.parked.edits_requested.connect(self._edit)
        self.take_up_button = button("Take up again", "secondary", clicked=self._take_up)
        self.parked_card = Card("Park list", self.parked)
        self.parked_card.add(row_of(self.take_up_button))
        self.column.addWidget(self.parked_card)
        self.writing += [
            self.add_line, self.reason_line, self.park_button, self.merge_button, self.merge_picker,
            self.take_up_button,
        ]  # fmt: skip
        self.column.addStretch(1)

    def fill(self) -> None:
        records = self.records
        many = len(records.active) - MOST_OPTIONS
        self.warning.setText(
            f"{len(records.active)} options are too many for two hours: "
            f"park {counted(many, 'option')}, or merge some."
            if many > 0
            else ""
        )
        show_if(self.warning, many > 0)
        self.table.set_rows(records.active)
        self.table.fit_height(10)
        self.parked.set_rows(records.parked)
        self.parked.fit_height(6)
        show_if(self.parked_card, bool(records.parked))
        self._chosen([])

    def showing(self) -> Showing:
        return self.make_showing(What.OPTIONS, option_id=self._current())

    def _current(self) -> str | None:
        chosen = self.table.selected_ids()
        return chosen[0] if len(chosen) == 1 else None

    @Slot(list)
    def _chosen(self, _ids: list[str]) -> None:
        chosen = [] if self.records.locked else self.table.selected_ids()
        self.park_button.setEnabled(bool(self.records.active) and not self.records.locked)
        self.park_button.setText(f"Park {len(chosen)}" if len(chosen) > 1 else "Park")
        others = [(option.id, option.name) for option in self.records.active if [option.id] != chosen]
        self.merge_picker.set_choices(others)
        for part in (self.merge_button, self.merge_picker):
            part.setEnabled(len(chosen) < 2 and len(self.records.active) > 1 and not self.records.locked)
        self.showing_changed.emit()

    @Slot(str)
    def _add(self, text: str) -> None:
        self.act(star.add_options, [{"name": text}])

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        blank = {"description", "parked_reason"}
        self.act(
            star.edit_options,
            [
                OptionEdit(each.row_id, each.key, each.value or "" if each.key in blank else each.value)
                for each in edits
            ],
        )

    def _rows(self) -> list[str]:
        """The options to act on: the chosen rows, else the one the keyboard stands on. Says so for none."""
        current = self.table.current_id()
        found = self.table.selected_ids() or ([current] if current else [])
        if not found:
            self.say("Choose a row first.")
        return found

    @Slot()
    def _park(self) -> None:
        chosen = self._rows()
        if not chosen:
            return
        reason = self.reason_line.text().strip()
        self.reason_line.clear()
        self.act(star.park, chosen, reason)

    @Slot()
    def _merge(self) -> None:
        chosen, into = self._rows(), self.merge_picker.chosen()
        if chosen == [into]:
            self.say("Choose another option to merge it into.")
        elif len(chosen) == 1 and into:
            self.act(star.merge_options, into, chosen[0])

    @Slot()
    def _take_up(self) -> None:
        chosen = self.parked.selected_ids()
        if not chosen and self.records.parked:
            chosen = [self.records.parked[0].id]
        self.act(star.take_up, chosen)
