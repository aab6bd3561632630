"""What a metric counts now, and where it stood before the work began: corrected in place.

Another meaning is not a correction: that begins a new series, in `series_part`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands import value_framework
from stewardship_desktop.domain.dashboard.figures import read_value, refuse_share
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.value_framework.definition_fields import (
    FIELDS,
    SCALE_UNIT,
    fit_to_scale,
    scale_of,
    shown_definition,
    typed_scale,
)
from stewardship_desktop.ui.value_framework.wording import plain_value
from stewardship_desktop.ui.widgets import Field, HistoryEntry, PropertyForm, label
from stewardship_desktop.ui.widgets.draft_form import line_of
from stewardship_desktop.ui.widgets.typed_text import Unreadable

CORRECT = (
    "Correct slips of words here. If it is to count something else, change the definition below: values "
    "before and after would mean different things."
)
BASELINE_FIELDS = (
    Field("baseline", "Baseline", help="Before the work began, in the metric's unit: 81.4, about 1,000, B"),
    Field("baseline_period", "Period of the baseline", help="As 2019/20 or March 2022"),
    Field("baseline_source", "Source of the baseline"),
)


class DefinitionPart(QWidget):
    """`show_metric(records)`; each field is saved as it is left."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._definition: MetricDefinition | None = None
        self.form = PropertyForm(FIELDS, columns=2, history=self._history)
        self.form.committed.connect(self._commit)
        self.baseline = PropertyForm(BASELINE_FIELDS, columns=2, history=self._history)
        self.baseline.committed.connect(self._commit_baseline)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(label(CORRECT, "muted"))
        layout.addWidget(self.form)
        layout.addWidget(self.baseline)

    def show_metric(self, found: MetricRecords) -> None:
        """Show the definition that holds last."""
        self._definition = shown = found.definition
        self.form.set_values(shown_definition(shown))
        self.baseline.set_values(
            {
                "baseline": plain_value(shown.baseline, shown.baseline_level, shown.baseline_qualifier)
                or None,
                "baseline_period": shown.baseline_period or None,
                "baseline_source": shown.baseline_source or None,
            }
        )
        fit_to_scale(self.form, scale_of(self.form))

    def _history(self, key: str) -> list[HistoryEntry]:
        if self._definition is None:
            return []
        return field_entries(self._context.bridge, "metric_definition", self._definition.id, key)

    def _commit(self, key: str, value: object) -> None:
        if key == "scale":
            fit_to_scale(self.form, scale_of(self.form))
        if key not in SCALE_UNIT:
            self._edit(self.form, key, {key: blank_to_default(MetricDefinition, key, value)})
            return
        try:
            values = typed_scale(self.form)
        except Unreadable:
            # A grade waits for its levels; both are written together.
            return
        self._edit(self.form, key, values)

    def _commit_baseline(self, key: str, value: object) -> None:
        if self._definition is None:
            return
        values: dict[str, Any] = {key: value or ""}
        if key == "baseline":
            try:
                typed = read_value(self._definition, str(value or ""))
                refuse_share(self._definition, str(value or ""), typed)
            except UserFixable as error:
                self.baseline.show_error(key, line_of(error))
                return
            values = {
                "baseline": typed.value, "baseline_level": typed.level,
                "baseline_qualifier": typed.qualifier.value,
            }  # fmt: skip
        self._edit(self.baseline, key, values)

    def _edit(self, form: PropertyForm, key: str, values: dict[str, Any]) -> None:
        definition = self._definition
        if definition is None:
            return

        def refused(error: UserFixable) -> None:
            if key == "scale":
                form.rows[key].revert()
                fit_to_scale(form, definition.scale)
            form.show_error(key, line_of(error))

        self._context.bridge.act(value_framework.edit_definition, definition.id, values, otherwise=refused)
