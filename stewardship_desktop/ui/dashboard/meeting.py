"""The Meeting tab: up to four charts that fill it, the day it is held, and the one thing it is to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.commands.dashboard import choose_meeting_charts
from stewardship_desktop.application.dashboard_files import meeting_name, save_meeting_page
from stewardship_desktop.domain.dashboard.meeting import (
    MeetingPage,
    chosen,
    meeting_page,
    offered,
    suggested,
)
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import MEETING_CHARTS
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.ui.dashboard.meeting_window import MeetingGrid, MeetingWindow
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import (
    EmptyState,
    Field,
    PropertyForm,
    ScrollingPage,
    SideSheet,
    ToolbarRow,
    button,
    label,
)
from stewardship_desktop.ui.widgets.announce import announce

PDF = (("PDF files", ("*.pdf",)),)
SHEET_WIDTH = 440


class MeetingPanel(QWidget):
    """`MeetingPanel(context)`: `show_framework(...)` -> `metric_chosen(id)`, `enter_asked(id, day)`."""

    metric_chosen = Signal(str)
    enter_asked = Signal(str, object)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._framework: Framework | None = None
        self._readings: tuple[MetricReading, ...] = ()
        self._today = date.min
        self._opened = ""
        self.page: MeetingPage | None = None
        self.window_open: MeetingWindow | None = None
        self.state_label = label("", "muted")
        self.choose_button = button("Choose charts", "secondary", icon="chart", clicked=self.open_choice)
        self.save_button = button("Save page", "quiet", icon="export", clicked=self.save)
        self.large_button = button("Show large", "secondary", icon="open", clicked=self.show_large)
        self.large_button.setToolTip("Fills the screen for a room (F11); Esc comes back")
        tools = ToolbarRow()
        tools.add_left(self.state_label, 1)
        for part in (self.choose_button, self.save_button, self.large_button):
            tools.add_right(part)
        self.grid = MeetingGrid()
        self.grid.opened.connect(self._open_chart)
        self.form = PropertyForm(
            [
                Field("decision", "The one decision that these charts are for"),
                Field("held_on", "Held on", "date"),
            ],
            columns=2,
        )
        self.form.committed.connect(self._commit)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_3)
        inside.addWidget(tools)
        inside.addWidget(self.grid, 1)
        inside.addWidget(self.form)
        self.empty = EmptyState("No charts are chosen for the next meeting", icon="chart")
        self.empty.acted.connect(self._begin)
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(self.stack, sideways=False))
        self.sheet = SideSheet(self, "Charts for the meeting", width=SHEET_WIDTH)
        self.boxes: list[QCheckBox] = []
        self.choice_label = label("", "muted")

    # ---- Panel
    def show_framework(self, framework: Framework, readings: Sequence[MetricReading], today: date) -> None:
        """Show the meeting as it stands; a draft of the decision stays."""
        if self._framework is not None and self._framework.area.id != framework.area.id:
            self._close_large()
        self._framework, self._readings, self._today = framework, tuple(readings), today
        self.page = meeting_page(framework.area.name, framework.meeting, readings)
        self.form.set_values({"decision": self.page.decision, "held_on": self.page.held_on})
        self._fill_choice()
        if not self.page.charts:
            self._show_empty()
            return
        self.stack.setCurrentIndex(0)
        count = len(self.page.charts)
        self.state_label.setText(
            f"{count} of {MEETING_CHARTS} charts. Enter on a chart opens it."
            if count > 1
            else f"1 of {MEETING_CHARTS} charts. Enter on it opens it."
        )
        self.grid.show_page(self.page)
        before: QWidget = self.large_button
        for chart in self.grid.charts:  # made late, and yet Tab comes to them before what stands below
            QWidget.setTabOrder(before, chart)
            before = chart
        if self.window_open is not None:
            self.window_open.show_page(self.page)

    def take_focus(self) -> None:
        """Put the keyboard on the chart opened last, else on the first, or on the button that begins."""
        charts = self.grid.charts if self.stack.currentIndex() == 0 else []
        opened = (each for each in charts if each.metric_id == self._opened)
        part = next(opened, charts[0] if charts else None)
        (part or self.empty.action_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        self.stack.setCurrentIndex(1)
        count = len(suggested(self._readings))
        why = "A meeting looks at four charts at most and decides one thing."
        if count:
            some = "the first priority metric" if count == 1 else f"the first {count} metrics"
            self.empty.set_texts("No charts are chosen for the next meeting", why, f"Show {some}")
        else:
            self.empty.set_texts("No metric has a value yet", f"{why} Enter values first.", "Enter values")

    def _begin(self) -> None:
        ids = suggested(self._readings)
        if ids:
            self._set(metrics=ids)
        else:
            self.enter_asked.emit("", None)

    def _open_chart(self, metric_id: str) -> None:
        self._opened = metric_id
        self.metric_chosen.emit(metric_id)

    # ---- choosing
    def open_choice(self) -> None:
        """Open the list of metrics to tick."""
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_2)
        self.choice_label = label("", "muted")
        rows.addWidget(self.choice_label)
        self.boxes = []
        listed = ""
        for each in offered(self._readings):
            second = _list_of(each)
            if second != listed:
                rows.addWidget(label(second, "label"))
                listed = second
            name = each.records.metric.name
            box = QCheckBox(
                self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self._name_room())
            )
            box.setToolTip(name)
            box.setProperty("metric", each.id)
            box.setAccessibleName(f"{name}, {second}")
            box.clicked.connect(self._ticked)
            self.boxes.append(box)
            rows.addWidget(box)
        rows.addStretch(1)
        self._fill_choice()
        self.sheet.open_with(body, "Charts for the meeting")

    def _fill_choice(self) -> None:
        if not self.boxes or self._framework is None:
            return
        ids = [each.id for each in chosen(self._framework.meeting, self._readings)]
        for box in self.boxes:
            box.setChecked(str(box.property("metric")) in ids)
        full = len(ids) >= MEETING_CHARTS
        said = f"{len(ids)} of {MEETING_CHARTS} chosen, priority metrics first."
        self.choice_label.setText(f"{said} Take one off before you add another." if full else said)

    def _ticked(self) -> None:
        ids = list(self._chosen_ids())
        box = self.sender()
        assert isinstance(box, QCheckBox)
        metric_id = str(box.property("metric"))
        if box.isChecked():
            ids.append(metric_id)
        else:
            ids = [each for each in ids if each != metric_id]
        self._set(metrics=tuple(ids))

    def _chosen_ids(self) -> tuple[str, ...]:
        if self._framework is None:
            return ()
        return tuple(each.id for each in chosen(self._framework.meeting, self._readings))

    @staticmethod
    def _name_room() -> int:
        """Pixels that a name has on the sheet beside its box, which does not wrap."""
        return SHEET_WIDTH - apply.current().sizes.px(120)

    # ---- acts
    def _commit(self, key: str, value: object) -> None:
        self._set(**{key: value if key == "held_on" else value or ""})

    def _set(self, **values: object) -> None:
        if self._framework is not None:
            self._context.bridge.act(
                choose_meeting_charts, self._framework.area.id, values, otherwise=self._refuse
            )

    def _refuse(self, error: UserFixable) -> None:
        self._fill_choice()
        words = f"{error.what} {error.remedy}".strip()
        if self.sheet.isVisible():
            self.choice_label.setText(words)
            announce(self.choice_label, words, urgent=True)
        else:
            self._context.notify(words)

    def save(self) -> None:
        """Ask for a file and write the meeting's page into it."""
        if self.page is None:
            return
        name = meeting_name(self.page.care_area, self.page.held_on)
        self._context.ask.choose_file_to_save("Save the meeting's page", PDF, name, self._save)

    def _save(self, path: Path) -> None:
        page, today = self.page, self._today
        assert page is not None
        self._context.start_job(
            f"Saving {path.name}",
            lambda _report: save_meeting_page(path, page, today),
            partial(self._saved, path),
        )

    def _saved(self, path: Path, _result: object) -> None:
        self._context.notify(f"The meeting's page is in {path}.", "", None, "good")

    # ---- for a room
    def show_large(self) -> None:
        """Fill the screen with the charts and the decision."""
        if self.page is None or not self.page.charts:
            return
        if self.window_open is None:
            self.window_open = MeetingWindow(self)
            self.window_open.closed.connect(self._large_closed)
        self.window_open.show_page(self.page)
        self.window_open.setScreen(self.screen())
        self.window_open.showFullScreen()
        self.window_open.activateWindow()
        # Not on a chart: a room need not see where the keyboard is before it is used.
        self.window_open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _large_closed(self) -> None:
        if self.window_open is not None:
            self.window_open.deleteLater()
            self.window_open = None
        self.large_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_large(self) -> None:
        """Take the large window away: a room must not see another group's figures by surprise."""
        if self.window_open is not None:
            self.window_open.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self.show_large()
            return
        super().keyPressEvent(event)


def _list_of(reading: MetricReading) -> str:
    if not reading.points:
        return "Without values"
    return "Priority" if reading.records.metric.priority else "Watch list"
