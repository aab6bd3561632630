"""A new metric, asking little first: its name, what is counted, what a value is, which way, how often.

Everything else is asked on its sheet, once it is there.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record, value_framework
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import MOST_PRIORITIES, Frequency, Metric, Outcome, Scale
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.theme.tokens import SPACE_4
from stewardship_desktop.ui.value_framework.definition_fields import (
    DEFINITION,
    DENOMINATOR,
    LEVELS,
    NUMERATOR,
    PER,
    SCALE,
    UNIT,
    fit_to_scale,
    scale_of,
    typed_definition,
)
from stewardship_desktop.ui.value_framework.wording import DIRECTIONS
from stewardship_desktop.ui.widgets import Field, label
from stewardship_desktop.ui.widgets.draft_form import DraftForm
from stewardship_desktop.ui.widgets.typed_text import Unreadable

DIRECTION = Field(
    "direction", "Which way is better", "choice", required=True,
    choices=[(each, words[:1].upper() + words[1:]) for each, words in DIRECTIONS.items()],
)  # fmt: skip
FREQUENCY = Field(
    "frequency", "How often", "choice", required=True,
    choices=[(each, each.value[:1].upper() + each.value[1:]) for each in Frequency],
)  # fmt: skip
NAME = Field("name", "Name", required=True, help="As people say it in a meeting: Door to needle")
NOTICED = Field(
    "noticed_by", "Who would notice?", help="If the outcome came true. Kept with the outcome"
)  # fmt: skip
PRIORITY = Field(
    "priority", "One of the priority metrics", "check", help="Otherwise it goes on the watch list"
)
PROMPT = (
    "Who would notice if this got better? If it is only easy to count and nobody would notice, "
    "choose another metric, or put it on the watch list."
)


class NewMetricForm(QWidget):
    """`NewMetricForm(context, framework, outcome_id)` -> `added(metric id)` once it is written."""

    added = Signal(str)

    def __init__(
        self, context: RoomContext, framework: Framework, outcome_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._outcomes = {each.id: each for each in framework.outcomes}
        priorities = sum(each.metric.priority for each in framework.metrics)
        outcome = Field(
            "outcome_id", "Shows the outcome", "choice", required=True, choices=outcome_choices(framework)
        )
        # In pairs for two columns; what the scale doesn't ask for leaves no gap.
        self.draft = DraftForm(
            [
                NAME, NOTICED, DEFINITION, SCALE, UNIT, PER, LEVELS, NUMERATOR, DENOMINATOR, DIRECTION,
                FREQUENCY, outcome, PRIORITY,
            ],
            "Add the metric", columns=2,
        )  # fmt: skip
        self.form = self.draft.form
        self.form.set_values(
            {
                "outcome_id": outcome_id, "scale": Scale.NUMBER, "direction": Direction.UP,
                "frequency": Frequency.MONTHLY, "priority": priorities < MOST_PRIORITIES,
                "noticed_by": self._outcomes[outcome_id].noticed_by or None,
            }
        )  # fmt: skip
        fit_to_scale(self.form, Scale.NUMBER)
        self.draft.left.connect(self._field_left)
        self.draft.sent.connect(self.add)
        self.prompt_label = label(PROMPT, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.prompt_label)
        layout.addWidget(self.draft)
        layout.addStretch(1)

    def add(self) -> None:
        """Write the metric, or say in words what is missing."""
        try:
            definition = typed_definition(self.form)
            values = {
                key: blank_to_default(Metric, key, self.form.rows[key].typed())
                for key in ("name", "direction", "frequency", "priority")
            }
            outcome = self._outcomes[self.form.rows["outcome_id"].typed()]
            noticed = self.form.rows["noticed_by"].typed() or ""
        except Unreadable:
            return
        self._context.bridge.act(
            value_framework.add_metric, outcome.id, values, definition,
            then=lambda metric_id: self._added(metric_id, outcome, noticed), otherwise=self.draft.refuse,
        )  # fmt: skip

    def _added(self, metric_id: str, outcome: Outcome, noticed: str) -> None:
        if noticed != outcome.noticed_by:
            edit = record.FieldEdit(Outcome, outcome.id, "noticed_by", noticed)
            self._context.bridge.act(record.edit, [edit])
        self.added.emit(metric_id)

    def _field_left(self, key: str, value: Any) -> None:
        if key == "scale":
            fit_to_scale(self.form, scale_of(self.form))
        elif key == "outcome_id" and value in self._outcomes:
            self.form.set_values({"noticed_by": self._outcomes[value].noticed_by or None})


def outcome_choices(framework: Framework) -> list[tuple[str, str]]:
    """(id, "Personal: I am treated in time") of each outcome, by column."""
    return [
        (each.id, f"{column.heading}: {each.display_name}")
        for column in ValueColumn
        for each in framework.outcomes_of(column)
    ]
