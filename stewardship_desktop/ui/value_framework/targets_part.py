"""The targets of a metric: each with when it holds from, when it was set and why. None is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record, value_framework
from stewardship_desktop.domain.dashboard.figures import read_value, refuse_share, shown
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Qualifier
from stewardship_desktop.domain.value_framework import MetricDefinition, Target
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import Column, DataTable, Field, button, icon_button, label
from stewardship_desktop.ui.widgets.draft_form import DraftForm, line_of
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import show_if

NONE_YET = "No target yet. Set one with the day it holds from and why; it is kept when another follows."
FIELDS = (
    Field("value", "Target", required=True, help="In the metric's unit: 95, or a grade: A"),
    Field("holds_from", "Holds from", "date", required=True),
    Field("set_on", "Set on", "date", help="The day it was agreed"),
    Field("source", "Source", help="Where it is written: a plan, a standard, a meeting"),
    Field("reason", "Why", "long", lines=2),
)
MOST_ROWS = 6


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """One target as the table shows it."""

    id: str
    value: str
    holds_from: date
    set_on: date | None
    reason: str
    illustrative: bool


class TargetsPart(QWidget):
    """`show_metric(records, today)`; "Set a new target" opens a form below the table."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._definition: MetricDefinition | None = None
        self._today = date.min
        self.none_label = label(NONE_YET, "muted")
        self.table = DataTable(
            (
                Column("value", "Target", width=92),
                Column("holds_from", "Holds from", "date", width=118),
                Column("set_on", "Set on", "date", width=118),
                Column("reason", "Why and where", wrap=True, width=150),
            ),
            "Targets", allow_delete=True, tools=False,
            illustrative=lambda row, key: key == "value" and row.illustrative,
        )  # fmt: skip
        self.table.delete_requested.connect(self._remove)
        self.set_button = button(
            "Set a new target", "secondary", icon="plus", clicked=self.begin, shortcut="Alt+T"
        )
        self.set_button.setToolTip("Alt+T")
        self.remove_button = icon_button("trash", "Remove the chosen target", clicked=self._remove_chosen)
        self._draft: DraftForm | None = None
        line = QHBoxLayout()
        line.addWidget(self.set_button)
        line.addStretch(1)
        line.addWidget(self.remove_button)
        self._rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.none_label)
        layout.addWidget(self.table)
        layout.addLayout(line)

    @property
    def draft(self) -> DraftForm:
        """The form of a new target, made when it is first wanted: most sheets are opened without."""
        if self._draft is None:
            self._draft = DraftForm(FIELDS, "Set the target", columns=2, cancel=True, quick=True)
            self._draft.sent.connect(self.set_target)
            self._draft.ended.connect(self.set_button.setFocus)
            self._rows.addWidget(self._draft)
            self._draft.tab_after(self.remove_button)
        return self._draft

    def show_metric(self, found: MetricRecords, today: date) -> None:
        """Show the targets of all definitions, the newest first."""
        self._definition, self._today = found.definition, today
        named = {each.id: each for each in found.definitions}
        rows = [
            TargetRow(
                id=each.id,
                value=shown(named[each.definition_id], each.value, level=each.level),
                holds_from=each.holds_from,
                set_on=each.set_on,
                reason=_why(each, earlier=each.definition_id != found.definition.id),
                illustrative=each.illustrative,
            )
            for each in reversed(found.targets)
        ]
        self.table.set_rows(rows)
        show_if(self.table, bool(rows))
        show_if(self.remove_button, bool(rows))
        show_if(self.none_label, not rows)
        self.table.fit_height(MOST_ROWS)

    def begin(self) -> None:
        """Open the form of a new target."""
        self.draft.begin(
            {"value": None, "holds_from": self._today, "set_on": self._today, "reason": None, "source": None},
            "value",
        )

    def set_target(self) -> None:
        """Keep the target, or say in words what is wrong."""
        if self._definition is None:
            return
        try:
            drafts = self.draft.form.drafts()
            typed = read_value(self._definition, drafts["value"])
            refuse_share(self._definition, drafts["value"], typed)
            if typed.qualifier is not Qualifier.EXACT:
                raise UserFixable("A target is exact.", f"Leave out '{typed.qualifier.value}'.")
        except Unreadable:
            return
        except UserFixable as error:
            self.draft.form.show_error("value", line_of(error))
            return
        values = {
            "value": typed.value, "level": typed.level, "set_on": drafts["set_on"],
            "reason": drafts["reason"] or "", "source": drafts["source"] or "",
        }  # fmt: skip
        self._context.bridge.act(
            value_framework.set_target, self._definition.id, drafts["holds_from"], values,
            then=self._kept, otherwise=self.draft.refuse,
        )  # fmt: skip

    def _kept(self, target_id: str) -> None:
        self.draft.end()
        self.table.select(target_id)

    def _remove_chosen(self) -> None:
        if self.table.selected_ids():
            self._remove(self.table.selected_ids())

    @Slot(list)
    def _remove(self, ids: list[str]) -> None:
        bridge, notify = self._context.bridge, self._context.notify
        words = "the target" if len(ids) == 1 else f"{len(ids)} targets"
        bridge.act(
            record.remove, {Target: ids},
            then=lambda _: notify(f"Removed {words}.", "Undo", bridge.undo),
            otherwise=lambda error: self.table.say(line_of(error)),
        )  # fmt: skip


def _why(target: Target, *, earlier: bool) -> str:
    parts = [target.reason, target.source, "Of an earlier definition" if earlier else ""]
    return ". ".join(part.strip().rstrip(".") for part in parts if part)
