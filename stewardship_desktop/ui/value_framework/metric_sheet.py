"""A metric whole on the side sheet: what it is, what it counts, targets, definitions, data asked for.

Every field is saved as it is left. The parts are modules of their own; this one holds them together.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import value_framework
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.profile import PROFILES, ProfileKey
from stewardship_desktop.domain.value_framework import Metric
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.record_values import blank_to_default
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.value_framework.aims_ticks import AimsTicks
from stewardship_desktop.ui.value_framework.column_panel import Readings
from stewardship_desktop.ui.value_framework.definition_part import DefinitionPart
from stewardship_desktop.ui.value_framework.items import no_values_words
from stewardship_desktop.ui.value_framework.new_metric_form import (
    DIRECTION,
    FREQUENCY,
    NAME,
    outcome_choices,
)
from stewardship_desktop.ui.value_framework.requests_part import RequestsPart
from stewardship_desktop.ui.value_framework.series_part import SeriesPart
from stewardship_desktop.ui.value_framework.targets_part import TargetsPart
from stewardship_desktop.ui.widgets import (
    Field,
    HistoryEntry,
    PropertyForm,
    button,
    hairline,
    icon_button,
    label,
)
from stewardship_desktop.ui.widgets.draft_form import line_of
from stewardship_desktop.ui.widgets.words import show_if

READ_FIELDS = (
    Field(
        "profile", "Rules", "choice", required=True, help="Named on every chart that is read by them",
        choices=[(key, PROFILES[key].title) for key in ProfileKey],
    ),
    Field("baseline_points", "Limits fixed on the first", "integer", unit="points",
          help="12 or more; blank takes all points of a stretch"),
    Field("small_numbers", "Small numbers", "choice", required=True,
          choices=[(each, each.value[:1].upper() + each.value[1:]) for each in Policy],
          help="On screen and in exports; the limits are worked out from all values"),
)  # fmt: skip


class MetricSheet(QWidget):
    """`MetricSheet(context, framework, metric_id)`: `show_framework(...)`.

    -> `removal_asked(metric id)`, `data_wanted(metric id)`, `request_opened(request id)`
    """

    removal_asked = Signal(str)
    data_wanted = Signal(str)
    request_opened = Signal(str)

    def __init__(
        self, context: RoomContext, framework: Framework, metric_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._metric_id = context, metric_id
        self._metric: Metric | None = None
        self.said_label = label("")
        self.error_label = label("", "error")
        self.chart_button = button(
            "Open the chart", "secondary", icon="chart", clicked=self._go_to_chart, shortcut="Alt+C"
        )
        self.chart_button.setToolTip("Alt+C")
        self.list_button = button("", "secondary", clicked=self._change_list)
        self.up_button = icon_button("chevron-up", "Move up in its list", clicked=self._move_up)
        self.down_button = icon_button("chevron-down", "Move down in its list", clicked=self._move_down)
        self.remove_button = icon_button("trash", "Remove this metric", clicked=self._remove)
        self.form = PropertyForm(_about(context, framework), columns=2, history=self._history)
        self.form.committed.connect(self._commit)
        self.aims = AimsTicks()
        self.aims.ticked.connect(self._set_aims)
        self.reading_form = PropertyForm(READ_FIELDS, columns=2, history=self._history)
        self.reading_form.committed.connect(self._commit)
        self.definition = DefinitionPart(context)
        self.targets = TargetsPart(context)
        self.series = SeriesPart(context)
        self.requests = RequestsPart()
        self.requests.data_wanted.connect(self._want_data)
        self.requests.request_opened.connect(self.request_opened)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        for part in (self.chart_button, self.list_button):
            line.addWidget(part)
        line.addStretch(1)
        for small in (self.up_button, self.down_button, self.remove_button):
            line.addWidget(small)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.said_label)
        layout.addLayout(line)
        layout.addWidget(self.error_label)
        for title, *parts in (
            ("What we watch", self.form, self.aims),
            ("What it counts", self.definition),
            ("Targets", self.targets),
            ("Definitions", self.series),
            ("How its chart is read", self.reading_form),
            ("Data asked for", self.requests),
        ):
            layout.addSpacing(SPACE_2)
            layout.addWidget(hairline())
            layout.addWidget(label(str(title), "heading"))
            for each in parts:
                assert isinstance(each, QWidget)
                layout.addWidget(each)
        layout.addSpacing(SPACE_4)
        layout.addStretch(1)
        self.error_label.hide()

    def show_framework(self, framework: Framework, readings: Readings, today: date) -> bool:
        """Show the metric as it is now; False when it is no longer here."""
        found = next((each for each in framework.metrics if each.id == self._metric_id), None)
        if found is None:
            return False
        self._metric = metric = found.metric
        self.said_label.setText(_said(readings[metric.id]))
        self.list_button.setText("Put on the watch list" if metric.priority else "Make it a priority")
        for form in (self.form, self.reading_form):
            form.set_values({key: _blank(getattr(metric, key)) for key in form.rows})
        self.aims.show_aims(metric.aims)
        self._show_parts(found, today)
        return True

    def _show_parts(self, found: MetricRecords, today: date) -> None:
        self.definition.show_metric(found)
        self.targets.show_metric(found, today)
        self.series.show_metric(found)
        self.requests.show_metric(found, today)

    # ---- acts
    def _history(self, key: str) -> list[HistoryEntry]:
        return field_entries(self._context.bridge, "metric", self._metric_id, key)

    def _commit(self, key: str, value: object) -> None:
        form = self.form if key in self.form.rows else self.reading_form
        self._edit(
            {key: blank_to_default(Metric, key, value)},
            lambda error: form.show_error(key, line_of(error)),
        )

    def _set_aims(self, aims: tuple[str, ...]) -> None:
        self._edit({"aims": aims}, self._refused)

    def _edit(self, values: dict[str, Any], otherwise: Any) -> None:
        show_if(self.error_label, False)
        self._context.bridge.act(value_framework.edit_metric, self._metric_id, values, otherwise=otherwise)

    def _change_list(self) -> None:
        if self._metric is None:
            return
        show_if(self.error_label, False)
        self._context.bridge.act(
            value_framework.set_priority, [self._metric_id], not self._metric.priority,
            otherwise=self._refused,
        )  # fmt: skip

    def _refused(self, error: UserFixable) -> None:
        self.error_label.setText(line_of(error))
        self.error_label.show()

    def _go_to_chart(self) -> None:
        self._context.go("dashboard", self._metric_id)

    def _move_up(self) -> None:
        self._context.bridge.act(value_framework.move_metric, self._metric_id, -1)

    def _move_down(self) -> None:
        self._context.bridge.act(value_framework.move_metric, self._metric_id, 1)

    def _remove(self) -> None:
        self.removal_asked.emit(self._metric_id)

    def _want_data(self) -> None:
        self.data_wanted.emit(self._metric_id)


def _about(context: RoomContext, framework: Framework) -> list[Field]:
    areas = sorted(
        ((each.id, each.name) for each in context.bridge.read(records, CareArea)
         if each.id != framework.area.id),
        key=lambda each: each[1].casefold(),
    )  # fmt: skip
    return [
        NAME,
        Field("outcome_id", "Shows the outcome", "choice", required=True, choices=outcome_choices(framework),
              help="Choose another to move it there"),
        DIRECTION,
        FREQUENCY,
        Field("due_after_days", "Due after", "integer", unit="days", required=True,
              help="From the end of the period it is about"),
        Field("owner_role", "Owner (role)", help="Who sees to its values"),
        Field("source", "Source", help="Where its values come from"),
        Field("shared_with_id", "Shared with", "choice", choices=areas,
              help="Another care area that works on it too"),
        Field("illustrative", "Invented", "check", help="Marked as illustrative wherever it stands"),
    ]  # fmt: skip


def _said(reading: MetricReading) -> str:
    """The newest value with its finding, its baseline left to the form."""
    if reading.latest is None:
        return f"{reading.awaiting or no_values_words(reading)}."
    return f"{reading.latest_text}, {reading.as_at_text}. {reading.sentence}"


def _blank(value: Any) -> Any:
    return None if value == "" else value
