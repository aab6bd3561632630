"""The definitions of a metric, each with its days and its reason, and the form that begins a new series."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import value_framework
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.value_framework.definition_fields import (
    FIELDS,
    fit_to_scale,
    scale_of,
    shown_definition,
    typed_definition,
)
from stewardship_desktop.ui.value_framework.wording import definition_since
from stewardship_desktop.ui.widgets import Field, button, label
from stewardship_desktop.ui.widgets.draft_form import DraftForm
from stewardship_desktop.ui.widgets.typed_text import Unreadable

NEW_SERIES = (
    "This begins a new series. Values so far stay with the old definition, and nothing is compared across "
    "the two: limits, targets and the baseline begin again."
)
BEGINS = Field("begins_on", "First day it holds", "date", required=True)
REASON = Field("change_reason", "Why it changes", "long", lines=2, required=True)


class SeriesPart(QWidget):
    """`show_metric(records)`; "Change the definition" opens a form below the list."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._metric_id = ""
        self._definition: MetricDefinition | None = None
        self.lines: list[QLabel] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_2)
        self.change_button = button(
            "Change the definition...", "secondary", icon="edit", clicked=self.begin, shortcut="Alt+D"
        )
        self.change_button.setToolTip("Alt+D")
        self.warning_label = label(NEW_SERIES, "label")
        self._draft: DraftForm | None = None
        self._rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addLayout(self._list)
        layout.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.warning_label)
        self.warning_label.hide()

    @property
    def draft(self) -> DraftForm:
        """The form of a change, made when it is first wanted: most sheets are opened without."""
        if self._draft is None:
            fields = [BEGINS, REASON, *FIELDS]
            self._draft = DraftForm(fields, "Begin the new series", columns=2, cancel=True)
            self._draft.left.connect(self._left)
            self._draft.sent.connect(self.change)
            self._draft.ended.connect(self._ended)
            self._rows.addWidget(self._draft)
            self._draft.tab_after(self.change_button)
        return self._draft

    def show_metric(self, found: MetricRecords) -> None:
        """Show the definitions, the newest first."""
        self._metric_id, self._definition = found.id, found.definition
        ends = [each.begins_on for each in found.definitions[1:]] + [None]
        lines = [
            definition_words(
                definition, end, sum(each.definition_id == definition.id for each in found.observations)
            )
            for definition, end in zip(found.definitions, ends, strict=True)
        ]
        self._show_lines(lines[::-1])

    def _show_lines(self, lines: list[str]) -> None:
        while len(self.lines) > len(lines):
            spare = self.lines.pop()
            spare.hide()
            spare.deleteLater()
        while len(self.lines) < len(lines):
            self.lines.append(label(""))
            self._list.addWidget(self.lines[-1])
        for shown, words in zip(self.lines, lines, strict=True):
            shown.setText(words)

    def begin(self) -> None:
        """Open the form of a change, filled with the definition that holds now."""
        if self._definition is None:
            return
        self.warning_label.show()
        shown = shown_definition(self._definition)
        self.draft.begin({"begins_on": None, "change_reason": None, **shown}, "begins_on")
        fit_to_scale(self.draft.form, self._definition.scale)

    def change(self) -> None:
        """Begin the new series, or say in words what is missing."""
        form = self.draft.form
        try:
            begins_on, reason = (form.rows[key].typed() for key in ("begins_on", "change_reason"))
            values = typed_definition(form)
        except Unreadable:
            return
        self._context.bridge.act(
            value_framework.change_definition, self._metric_id, begins_on, reason, values,
            then=self._changed, otherwise=self.draft.refuse,
        )  # fmt: skip

    def _changed(self, definition_id: str) -> None:
        del definition_id
        self.draft.end()
        bridge = self._context.bridge
        self._context.notify("A new series begins. Earlier values are not compared.", "Undo", bridge.undo)

    def _ended(self) -> None:
        self.warning_label.hide()
        self.change_button.setFocus()

    def _left(self, key: str, value: object) -> None:
        del value
        if key == "scale":
            fit_to_scale(self.draft.form, scale_of(self.draft.form))


def definition_words(definition: MetricDefinition, next_begins: date | None, values: int) -> str:
    """ "From 1 April 2022: minutes from arrival. Changed because ... 12 values." `next_begins` ends it."""
    days = definition_since(definition)
    if next_begins is not None:
        days += f" to {date_words(next_begins - timedelta(days=1))}"
    said = f"{days}: {definition.definition.strip().rstrip('.') or 'not described yet'}."
    if definition.change_reason:
        said += f" Why: {definition.change_reason.strip().rstrip('.')}."
    return f"{said} {_values_words(values)}."


def _values_words(count: int) -> str:
    return "1 value" if count == 1 else f"{count or 'No'} values"
