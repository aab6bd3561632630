"""The Value room: what a group agrees value means, in three columns side by side, and what shows it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import record, value_framework
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.dashboard.reading import read_metric
from stewardship_desktop.domain.data_request import debt_words
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Metric, Outcome
from stewardship_desktop.store.queries.dashboard import Framework, framework
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from stewardship_desktop.ui.value_framework.column_panel import ColumnPanel, Readings
from stewardship_desktop.ui.value_framework.metric_sheet import MetricSheet
from stewardship_desktop.ui.value_framework.new_metric_form import NewMetricForm
from stewardship_desktop.ui.value_framework.outcome_sheet import NewOutcomeForm, OutcomeSheet
from stewardship_desktop.ui.value_framework.request_sheet import NewRequestForm, RequestSheet
from stewardship_desktop.ui.value_framework.standing import StandingLines
from stewardship_desktop.ui.value_framework.wording import priority_words, shared_words, watch_words
from stewardship_desktop.ui.widgets import (
    Card,
    EmptyState,
    PageHeader,
    ScrollingPage,
    SideSheet,
    button,
    label,
)
from stewardship_desktop.ui.widgets.first_stop import first_stop
from stewardship_desktop.ui.widgets.words import show_if

NARROWEST_COLUMN = 232
"""Logical pixels under which a column's lines become hard to read: the columns stack instead."""

TEACH = (
    "Value has three columns: what matters to each person, what matters for everybody, and what it takes. "
    "Agree an outcome or two in each, then choose 3 to 9 metrics that would show whether it came true; "
    "the rest go on a watch list. The resource column counts as much as the other two."
)


class SheetBody(Protocol):
    """What the side sheet shows of a record."""

    def show_framework(self, framework: Framework, readings: Readings, today: date) -> bool:
        """Show the record as it is now; False when it is no longer here."""


class ValueFrameworkPage(Page):
    """Three columns; Enter opens an outcome, a metric or a data request on the side sheet."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "care_area", "outcome", "metric", "metric_definition", "target", "observation", "rebase",
            "data_request", "organisation",
        }
    )  # fmt: skip

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.setProperty("part", "page")
        self.framework: Framework | None = None
        self.readings: Readings = {}
        self._open: tuple[str, str] = ("", "")
        self.header = PageHeader("Value", "", "Add metric", action_icon="plus")
        self.header.acted.connect(self.add_metric)
        self.standing = StandingLines()
        self.teaching = Card("Agree what value means here", label(TEACH))
        self.begin_button = button("Add the first outcome", "primary", icon="plus", clicked=self._begin)
        self.teaching.add(self.begin_button)
        self.panels = {column: ColumnPanel(column) for column in ValueColumn}
        for panel in self.panels.values():
            self._wire(panel)
        self.nothing = EmptyState(
            "No care area chosen",
            "Choose one at the top left; what its group agreed value means stands here.",
            icon="target",
        )
        self._lay_out()
        self.sheet = SideSheet(self, width=560)
        self.sheet.closed.connect(self._sheet_closed)

    def _lay_out(self) -> None:
        work = QWidget()
        rows = QVBoxLayout(work)
        rows.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        rows.setSpacing(SPACE_3)
        rows.addWidget(self.header)
        rows.addWidget(self.standing)
        rows.addWidget(self.teaching)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(SPACE_3)
        for panel in self.panels.values():
            self._columns.addWidget(panel, 1)
        rows.addLayout(self._columns)
        rows.addStretch(1)
        self.scroller = ScrollingPage(work, sideways=False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.scroller)
        self.stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _wire(self, panel: ColumnPanel) -> None:
        panel.outcome_opened.connect(self.open_outcome)
        panel.metric_opened.connect(self.open_metric)
        panel.request_opened.connect(self.open_request)
        panel.outcome_moved.connect(self._move_outcome)
        panel.metric_moved.connect(self._move_metric)
        panel.outcome_removal.connect(self._remove_outcome)
        panel.metric_removal.connect(self._remove_metric)
        panel.request_removal.connect(self._remove_request)
        panel.outcome_wanted.connect(self._add_outcome_here)
        panel.metric_wanted.connect(self.add_metric_to)
        panel.data_wanted.connect(self._ask_here)
        panel.side_asked.connect(self._step_sideways)

    # ---- Page
    def today(self) -> date:
        """Today, where the person is."""
        return local_today()

    def refresh(self) -> None:
        area = self.care_area_id
        self.framework = None if area is None else self.context.bridge.read(framework, area)
        found = self.framework
        self.stack.setCurrentWidget(self.nothing if found is None else self.scroller)
        if found is None:
            self.sheet.close_sheet()
            return
        today = self.today()
        self.readings = {each.id: read_metric(each, today) for each in found.metrics}
        for panel in self.panels.values():
            panel.show_column(found, self.readings, today)
        self._show_standing(found, today)
        self._show_sheet()
        self._order_stops()

    def show_care_area(self, care_area_id: str | None) -> None:
        if care_area_id != self.care_area_id:
            self.sheet.close_sheet()
        super().show_care_area(care_area_id)

    def show_record(self, record_id: str) -> None:
        """Open an outcome, a metric or a data request, or the metric of a definition or a target.

        A column's name asks for its data, where nobody did.
        """
        self._catch_up()
        if self.framework is None:
            return
        if record_id in tuple(ValueColumn):
            self._show_column(ValueColumn(record_id))
        elif any(each.id == record_id for each in self.framework.outcomes):
            self.open_outcome(record_id)
        elif any(each.id == record_id for each in self.framework.requests):
            self.open_request(record_id)
        for each in self.framework.metrics:
            hanging = (*each.definitions, *each.targets)
            if each.id == record_id or any(part.id == record_id for part in hanging):
                self.open_metric(each.id)

    def _show_column(self, column: ValueColumn) -> None:
        panel = self.panels[column]
        if panel.ask_button.isVisible():
            self.ask_for_data(column=column)
        else:
            panel.focus_item(0)

    def take_focus(self) -> None:
        """Put the keyboard on the sheet or the first block, or on what there is to begin with."""
        stop = first_stop(self.sheet) if self.sheet.isVisible() else None
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.begin_button.isVisible():
            self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not any(panel.focus_item(panel.focused_at()) for panel in self.panels.values()):
            super().take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * SPACE_5 - 2 * SPACE_3
        stacked = room < 3 * apply.current().sizes.px(NARROWEST_COLUMN)
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        # Side by side the questions take the same height, so that the columns begin on one line.
        width = room if stacked else room // 3
        questions = [panel.question_label for panel in self.panels.values()]
        inside = width - 2 * SPACE_3
        highest = max(each.heightForWidth(inside) for each in questions)
        for each in questions:
            each.setMinimumHeight(0 if stacked else highest)

    def _show_standing(self, found: Framework, today: date) -> None:
        began = bool(found.outcomes)
        show_if(self.teaching, not began)
        self.header.set_action("Add metric" if began else "")
        self.header.set_state(_counts(found))
        priorities = sum(each.metric.priority for each in found.metrics)
        waiting = [each for column in ValueColumn for each in found.waiting_for(column)]
        words, enough = priority_words(priorities)
        watched = watch_words(len(found.metrics) - priorities)
        if watched and enough:
            words = f"{words}, {watched}"
        elif watched:
            words = f"{words} Now {watched}."
        self.standing.show_standing(
            words if began else "", debt_words(waiting, today), shared_words(found.shared_here), enough=enough
        )

    def _order_stops(self) -> None:
        stops = [stop for panel in self.panels.values() for stop in panel.stops()]
        before: QWidget = self.begin_button
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    # ---- the sheet
    def _show(self, kind: str, record_id: str, body: QWidget, title: str) -> None:
        self._open = (kind, record_id)
        self.sheet.open_with(body, title)
        self._mark_open()

    def _show_sheet(self) -> None:
        """Bring what the sheet shows up to date; a record that is gone takes its sheet along."""
        body: Any = self.sheet.body()
        if not self.sheet.isVisible() or self.framework is None or not hasattr(body, "show_framework"):
            return
        shown: SheetBody = body
        if not shown.show_framework(self.framework, self.readings, self.today()):
            self.sheet.close_sheet()
            return
        self.sheet.title_label.setText(self._title())
        self._mark_open()

    def _title(self) -> str:
        kind, record_id = self._open
        assert self.framework is not None
        if kind == "outcome":
            return next(
                f"{each.column.heading} outcome" for each in self.framework.outcomes if each.id == record_id
            )
        if kind == "metric":
            return next(each.metric.name for each in self.framework.metrics if each.id == record_id)
        return "Data request"

    def _mark_open(self) -> None:
        shown = self._open[1] if self.sheet.isVisible() else ""
        for panel in self.panels.values():
            panel.set_on_sheet(shown)

    @Slot()
    def _sheet_closed(self) -> None:
        record_id = self._open[1]
        self._open = ("", "")
        self._mark_open()
        focused = QApplication.focusWidget()
        if focused is not None and focused is not self:
            return
        # What opened the sheet is gone, or came from another room: go on where its record stands.
        for panel in self.panels.values():
            if record_id in panel.items:
                panel.items[record_id].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.isVisible():
            self.take_focus()

    def _open_record(self, kind: str, record_id: str, body: Any) -> None:
        if self.framework is not None and body.show_framework(self.framework, self.readings, self.today()):
            self._open = (kind, record_id)
            self._show(kind, record_id, body, self._title())

    @Slot(str)
    def open_outcome(self, outcome_id: str) -> None:
        """Open an outcome on the sheet."""
        body = OutcomeSheet(self.context, outcome_id)
        body.metric_wanted.connect(self.add_metric_to)
        body.removal_asked.connect(self._remove_outcome)
        self._open_record("outcome", outcome_id, body)

    @Slot(str)
    def open_metric(self, metric_id: str) -> None:
        """Open a metric on the sheet."""
        if self.framework is None:
            return
        body = MetricSheet(self.context, self.framework, metric_id)
        body.removal_asked.connect(self._remove_metric)
        body.data_wanted.connect(self._ask_for_metric)
        body.request_opened.connect(self.open_request)
        self._open_record("metric", metric_id, body)

    @Slot(str)
    def open_request(self, request_id: str) -> None:
        """Open a data request on the sheet."""
        body = RequestSheet(self.context, request_id)
        body.removal_asked.connect(self._remove_request)
        self._open_record("request", request_id, body)

    # ---- adding
    @Slot()
    def _begin(self) -> None:
        self.add_outcome(ValueColumn.PERSONAL)

    @Slot()
    def _add_outcome_here(self) -> None:
        self.add_outcome(self._asking_column())

    def add_outcome(self, column: ValueColumn) -> None:
        """Open the form of a new outcome."""
        if self.care_area_id is not None:
            form = NewOutcomeForm(self.context, self.care_area_id, column)
            form.added.connect(self._added)
            self._show("", "", form, "New outcome")

    @Slot()
    def add_metric(self) -> None:
        """Open the form of a new metric, for the outcome on the sheet or the first one."""
        if self.framework is not None and self.framework.outcomes:
            kind, record_id = self._open
            first = next(each for column in ValueColumn for each in self.framework.outcomes_of(column))
            self.add_metric_to(record_id if kind == "outcome" else first.id)

    @Slot(str)
    def add_metric_to(self, outcome_id: str) -> None:
        """Open the form of a new metric of an outcome."""
        if self.framework is not None:
            form = NewMetricForm(self.context, self.framework, outcome_id)
            form.added.connect(self._added)
            self._show("", "", form, "New metric")

    @Slot()
    def _ask_here(self) -> None:
        self.ask_for_data(column=self._asking_column())

    @Slot(str)
    def _ask_for_metric(self, metric_id: str) -> None:
        self.ask_for_data(metric_id=metric_id)

    def ask_for_data(self, *, column: ValueColumn | None = None, metric_id: str = "") -> None:
        """Open the form of a data request."""
        if self.framework is not None:
            form = NewRequestForm(
                self.context, self.framework, self.today(), column=column, metric_id=metric_id
            )
            form.asked.connect(self._added)
            self._show("", "", form, "Ask for data")

    @Slot(str)
    def _added(self, record_id: str) -> None:
        self._stale = True
        self.show_record(record_id)

    def _asking_column(self) -> ValueColumn:
        panel = self.sender()
        return panel.column if isinstance(panel, ColumnPanel) else ValueColumn.PERSONAL

    # ---- moving and removing
    @Slot(str, int)
    def _move_outcome(self, outcome_id: str, by: int) -> None:
        self.context.bridge.act(value_framework.move_outcome, outcome_id, by)

    @Slot(str, int)
    def _move_metric(self, metric_id: str, by: int) -> None:
        self.context.bridge.act(value_framework.move_metric, metric_id, by)

    @Slot(str)
    def _remove_outcome(self, outcome_id: str) -> None:
        count = 0 if self.framework is None else len(self.framework.metrics_of(outcome_id))
        hanging = "" if not count else " with its metric" if count == 1 else f" with its {count} metrics"
        self._remove_record(Outcome, outcome_id, f"Removed the outcome{hanging}.")

    @Slot(str)
    def _remove_metric(self, metric_id: str) -> None:
        self._remove_record(Metric, metric_id, "Removed the metric with its values.")

    @Slot(str)
    def _remove_request(self, request_id: str) -> None:
        self._remove_record(DataRequest, request_id, "Removed the data request.")

    def _remove_record(self, kind: type[Record], record_id: str, words: str) -> None:
        bridge, notify = self.context.bridge, self.context.notify
        bridge.act(record.remove, {kind: [record_id]}, then=lambda _: notify(words, "Undo", bridge.undo))

    # ---- going about
    @Slot(int)
    def _step_sideways(self, by: int) -> None:
        panels = list(self.panels.values())
        here = self.sender()
        at = next((at for at, panel in enumerate(panels) if panel is here), 0)
        place = panels[at].focused_at()
        for to in range(at + by, len(panels) if by > 0 else -1, by):
            if panels[to].focus_item(place):
                return


def _counts(found: Framework) -> str:
    """ "Personal 3, Population 2, Resource 1: outcomes of Stroke"."""
    if not found.outcomes:
        return f"{found.area.name} has no value framework yet."
    counts = ", ".join(
        f"{column.heading} {len(found.outcomes_of(column)) or 'none'}" for column in ValueColumn
    )
    return f"Outcomes of {found.area.name}: {counts}."
