"""The Dashboard room: its tabs over one value framework, read once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.observation import MeetingView
from stewardship_desktop.store.queries.dashboard import Framework, framework
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import EmptyState, PageHeader, SectionTabs
from stewardship_desktop.ui.widgets.first_stop import first_stop

SUMMARY, ENTRY, IMPORT, MEETING = "summary", "entry", "import", "meeting"
CHART = "chart_page:ChartPage"
"""The page of a metric's chart: `show_metric(records, today)`, `take_focus()`.

-> `closed()`, `enter_asked(metric_id, first day)`.
"""


@dataclass(frozen=True)
class Panel:
    """One tab: `place` is "module:Class" in this package; it is imported when its tab is first chosen.

    A panel has `show_framework(framework, readings, today)` and, where it has them, the signals
    `metric_chosen(metric_id)`, `enter_asked(metric_id, first day)` and `framework_asked()`.
    """

    key: str
    title: str
    place: str


PANELS: tuple[Panel, ...] = (
    Panel(SUMMARY, "Summary", "summary:SummaryPanel"),
    Panel(ENTRY, "Enter values", "entry_grid:EntryGrid"),
    Panel(IMPORT, "Import", "import_panel:ImportPanel"),
    Panel(MEETING, "Meeting", "meeting:MeetingPanel"),
)


class DashboardPage(Page):
    """Summary, entry of values and meeting of a care area's metrics; Enter opens a metric's chart."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "outcome", "metric", "metric_definition", "target", "observation", "rebase", "chart_mark",
            "comparator", "meeting_view", "data_request", "organisation", "care_area",
        }
    )  # fmt: skip

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("part", "page")
        self.framework: Framework | None = None
        self.readings: tuple[MetricReading, ...] = ()
        self._chart: Any = None
        self._chart_of = ""
        self._panels: dict[str, Any] = {}
        self._shown: dict[str, int] = {}
        self._version = 0
        self.header = PageHeader("Dashboard", slim=True)
        self.header.acted.connect(self._enter_values)
        self._seats = {panel.key: _seat() for panel in PANELS}
        self.tabs = SectionTabs(
            [(panel.key, panel.title, self._seats[panel.key]) for panel in PANELS], "Parts of the dashboard"
        )
        self.tabs.chosen.connect(self._fill_tab)
        self.empty = EmptyState("", icon="chart")
        self.empty.acted.connect(self._open_framework)
        self.empty.other_acted.connect(self._import_first)
        self._full = QStackedWidget()
        self._full.addWidget(self.tabs)
        self._full.addWidget(self.empty)
        room = QWidget()
        inside = QVBoxLayout(room)
        inside.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        inside.setSpacing(SPACE_2)
        inside.addWidget(self.header)
        inside.addWidget(self._full, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def today(self) -> date:
        """Today, where the person is."""
        return local_today()

    # ---- Page
    def refresh(self) -> None:
        found = None
        if self.care_area_id is not None:
            found = self.context.bridge.read(framework, self.care_area_id)
        today = self.today()
        self.framework = found
        self.readings = () if found is None else tuple(read_metric(each, today) for each in found.metrics)
        self._version += 1
        if found is None:
            self._show_empty(
                "No care area is chosen",
                "Choose one at the top left; its metrics and their charts stand here.",
            )
        elif not self.readings and self.tabs.current_key() == IMPORT:
            self._show_import()
        elif not self.readings:
            self._show_empty(
                f"{found.area.name} has no metrics yet",
                "A dashboard shows whether what the group changed made things better. First agree what"
                " matters and what would show it.",
                "Open the value framework",
                "Import values from a spreadsheet",
            )
        else:
            self._full.setCurrentWidget(self.tabs)
            self.header.set_title(f"Dashboard of {found.area.name}")
            self._tell_state()
            self._fill_tab(self.tabs.current_key())
        if self._chart_of:
            self._show_chart(self._chart_of)

    def show_care_area(self, care_area_id: str | None) -> None:
        if care_area_id != self.care_area_id:
            self.close_chart()
        super().show_care_area(care_area_id)

    def show_record(self, record_id: str) -> None:
        """Open the chart of a metric, or of the metric that a record hangs on; a tab by its key.

        "entry:" and a metric's id lead to the metric's cell that is due.
        """
        self._catch_up()
        metric_id = self._metric_of(record_id)
        tab, _, wanted = record_id.partition(":")
        if tab == ENTRY and self._metric_of(wanted):
            self.enter_value(wanted)
        elif metric_id:
            self.open_chart(metric_id)
        elif record_id == IMPORT and self.framework is not None and not self.readings:
            self._import_first()
        elif record_id in self._seats:
            self.close_chart()
            self.tabs.choose(record_id)
            self.take_focus()
        elif self.framework is not None and record_id == MeetingView.id_for(self.framework.area.id):
            self.close_chart()
            self.tabs.choose(MEETING)
            self.take_focus()

    def take_focus(self) -> None:
        if self._chart_of:
            _give_focus(self._chart)
        elif self._full.currentWidget() is self.empty:
            self.empty.action_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            _give_focus(self._panel(self.tabs.current_key()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody else wanted goes back from the chart."""
        if event.key() == Qt.Key.Key_Escape and self._chart_of:
            self.close_chart()
            return
        super().keyPressEvent(event)

    # ---- showing
    def _show_empty(self, what: str, why: str, action: str = "", other: str = "") -> None:
        self.empty.set_texts(what, why, action)
        self.empty.set_other_action(other)
        self.header.set_title("Dashboard")
        self.header.set_state("")
        self.header.set_action("")
        self._full.setCurrentWidget(self.empty)

    def _show_import(self) -> None:
        """The tabs of a framework without metrics: the file that is imported brings them."""
        assert self.framework is not None
        self.header.set_title(f"Dashboard of {self.framework.area.name}")
        self.header.set_state("No metrics yet. The names in the file become the first ones.")
        self.header.set_action("")
        self._full.setCurrentWidget(self.tabs)
        self._fill_tab(IMPORT)

    def _tell_state(self) -> None:
        without = all(each.latest is None for each in self.readings)
        priority = sum(each.records.metric.priority for each in self.readings)
        rest = len(self.readings) - priority
        self.header.set_state(
            "No values yet. Enter the first ones: two make a chart begin, thirteen make its limits firm."
            if without
            else f"{priority} priority {'metric' if priority == 1 else 'metrics'}, {rest} on the watch list"
        )
        self.header.set_action("Enter values" if ENTRY in self._seats else "")

    @Slot(str)
    def _fill_tab(self, key: str) -> None:
        """Give a tab's panel what was read last, if it hasn't got it yet."""
        if self.framework is None or self._shown.get(key) == self._version:
            return
        if not self.readings and key != IMPORT:
            # Only a file can bring something to show here; what else there is to do is said instead.
            if self._full.currentWidget() is self.tabs:
                self.refresh()
                self.take_focus()
            return
        self._shown[key] = self._version
        panel = self._panel(key)
        panel.show_framework(self.framework, self.readings, self.today())
        if self._seats[key].hasFocus():
            # The tab that went had the keyboard, and the new one was still empty when it came.
            _give_focus(panel)

    def _panel(self, key: str) -> Any:
        """A tab's panel, made when it is first wanted."""
        if key not in self._panels:
            place = next(panel.place for panel in PANELS if panel.key == key)
            made = _load(place)(self.context)
            for name, slot in (
                ("metric_chosen", self.open_chart),
                ("enter_asked", self.enter_value),
                ("framework_asked", self._open_framework),
            ):
                signal = getattr(made, name, None)
                if signal is not None:
                    signal.connect(slot)
            seat = self._seats[key].layout()
            assert seat is not None
            seat.addWidget(made)
            self._panels[key] = made
        return self._panels[key]

    # ---- a metric's chart
    @Slot(str)
    def open_chart(self, metric_id: str) -> None:
        """Show a metric's chart in place of the tabs."""
        self._show_chart(metric_id)
        self.take_focus()

    def _show_chart(self, metric_id: str) -> None:
        records = next((each for each in self.framework.metrics if each.id == metric_id), None) if (
            self.framework is not None
        ) else None  # fmt: skip
        if records is None:
            self.close_chart()
            return
        if self._chart is None:
            self._chart = _load(CHART)(self.context)
            self._chart.closed.connect(self.close_chart)
            self._chart.enter_asked.connect(self.enter_value)
            self.stack.addWidget(self._chart)
        self._chart_of = metric_id
        self._chart.show_metric(records, self.today())
        self.stack.setCurrentWidget(self._chart)

    @Slot()
    def close_chart(self) -> None:
        """Go back to the tab, in the summary to the row of the chart that was open."""
        before, self._chart_of = self._chart_of, ""
        if not before:
            return
        self.stack.setCurrentIndex(0)
        if self.tabs.current_key() == SUMMARY:
            self._panel(SUMMARY).select_metric(before)
        if self.isVisible():
            self.take_focus()

    def _metric_of(self, record_id: str) -> str:
        """The metric that a record is or hangs on; "" where there is none."""
        for records in self.framework.metrics if self.framework is not None else ():
            own = (records.definitions, records.observations, records.targets, records.rebases,
                   records.comparators)  # fmt: skip
            if record_id == records.id or any(each.id == record_id for some in own for each in some):
                return records.id
            if any(each.id == record_id and each.metric_id == records.id for each in records.marks):
                return records.id
        return ""

    # ---- going about
    @Slot(str, object)
    def enter_value(self, metric_id: str, on: date | None = None) -> None:
        """Open the entry grid, on a metric's cell where one is named."""
        self.close_chart()
        self.tabs.choose(ENTRY)
        panel = self._panel(ENTRY)
        if metric_id:
            panel.focus_metric(metric_id, on)
        else:
            _give_focus(panel)

    @Slot()
    def _enter_values(self) -> None:
        self.enter_value("")

    @Slot()
    def _import_first(self) -> None:
        """Begin with a file where there is no metric yet."""
        self.tabs.choose(IMPORT)
        self._show_import()
        self.take_focus()

    @Slot()
    def _open_framework(self) -> None:
        self.context.go("value")


def _seat() -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    return made


def _load(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"stewardship_desktop.ui.dashboard.{module}"), name)


def _give_focus(part: Any) -> None:
    """Put the keyboard where a part wants it, else on the first of it that takes keys."""
    if hasattr(part, "take_focus"):
        part.take_focus()
    elif (first := first_stop(part)) is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)
