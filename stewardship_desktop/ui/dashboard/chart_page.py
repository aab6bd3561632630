"""The page of one metric: the finding, its chart and table, what people mark, its parts and its peers."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from stewardship_desktop.domain.chart.number import exact
from stewardship_desktop.domain.dashboard.chart_table import ChartRow
from stewardship_desktop.domain.dashboard.figures import shown
from stewardship_desktop.domain.dashboard.part_pictures import capital, part_readings, parts_in_order
from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.standardised import standardised
from stewardship_desktop.domain.dashboard.views import MetricView, ViewKind, views_of
from stewardship_desktop.domain.observation import Cut
from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.spc.suggest import Suggestion, suggested_rebase
from stewardship_desktop.domain.value_framework import Scale
from stewardship_desktop.ui.dashboard.chart_benchmark import ChartBenchmark
from stewardship_desktop.ui.dashboard.chart_board import ChartBoard
from stewardship_desktop.ui.dashboard.chart_head import ChartHead
from stewardship_desktop.ui.dashboard.chart_parts import ChartParts
from stewardship_desktop.ui.dashboard.chart_sheets import ChartSheets
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import EmptyState, ScrollingPage, button, hairline, label
from stewardship_desktop.ui.widgets.words import show_if
from stewardship_desktop.ui.widgets.wrap_row import WrapRow

ADD, MARK, NOTE, LIMITS, TARGET, FORM = "add", "mark", "note", "limits", "target", "form"
LOW = 500
"""A page lower than this (logical pixels at 100 % text) says less above its chart."""


class ChartPage(QWidget):
    """`ChartPage(context)`: `show_metric(records, today)`.

    -> `closed()` by Esc or the button at the top left, `enter_asked(metric_id, None)` for the entry grid.
    """

    closed = Signal()
    enter_asked = Signal(str, object)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self._context = context
        self._records: MetricRecords | None = None
        self._today = date.min
        self._views: tuple[MetricView, ...] = ()
        self._category = ""
        self._suggested: Suggestion | None = None
        self.reading: MetricReading | None = None
        self.board: ChartBoard | None = None
        self.head = ChartHead()
        self.head.back_button.clicked.connect(self.closed)
        self.sheets = ChartSheets(context, self)
        self.suggestion_label = label("", "body")
        self.suggestion_button = button("", "quiet", clicked=self._take_suggestion)
        self.suggestion = _Line(self.suggestion_label, self.suggestion_button)
        self.tabs = _Tabs()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("What the chart shows")
        self.tabs.currentChanged.connect(self._tab_changed)
        tools = self._make_tools()
        self.note_label = label("", "muted")
        self.part_box = QComboBox()
        self.part_box.setAccessibleName("Part shown")
        self.part_box.activated.connect(self._part_picked)
        self.parts: ChartParts | None = None
        self.empty = EmptyState("", icon="chart")
        self.empty.acted.connect(self._add_value)
        self.benchmark: ChartBenchmark | None = None
        # No stack of pages: it would be as high as its highest page, whichever is shown.
        self._seat = QVBoxLayout()
        self._seat.addWidget(self.empty, 1)
        self.shown: QWidget = self.empty
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        inside.setSpacing(SPACE_2)
        inside.addWidget(self.head)
        inside.addWidget(self.suggestion)
        inside.addWidget(tools)
        inside.addWidget(hairline())
        inside.addWidget(self.note_label)
        inside.addWidget(self.part_box, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(self._seat, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = ScrollingPage(body, sideways=False)
        layout.addWidget(self._area)

    def _make_tools(self) -> WrapRow:
        row = WrapRow()
        row.add(self.tabs)
        self.act_buttons = {
            key: button(words, "quiet", icon=icon, clicked=act, shortcut=keys)
            for key, words, icon, keys, act in (
                (ADD, "Add value", "plus", "Alt+A", self.add_value),
                (MARK, "Mark an event", "flag", "Alt+M", self.open_mark),
                (NOTE, "Note on this point", "comment", "Alt+N", self.open_note),
                (LIMITS, "New limits", "chart", "Alt+L", self.open_limits),
                (TARGET, "Set target", "target", "Alt+T", self.open_target),
                (FORM, "Open in Value", "open", "Alt+V", self.open_form),
            )
        }
        for each in self.act_buttons.values():
            each.setToolTip(each.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            row.add(each)
        return row

    # ---- showing
    def show_metric(self, records: MetricRecords, today: date) -> None:
        """Show a metric, or what became of it: the tab, the chosen point and half-typed drafts stay."""
        is_other = self._records is None or self._records.id != records.id
        self._records, self._today = records, today
        before = "" if is_other else self.view().key
        self._category = "" if is_other else self._category
        self._views = views_of(records, today)
        keys = [each.key for each in self._views]
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(keys):
            self.tabs.removeTab(self.tabs.count() - 1)
        for at, each in enumerate(self._views):
            if at >= self.tabs.count():
                self.tabs.addTab(each.title)
            else:
                self.tabs.setTabText(at, each.title)
        self.tabs.setCurrentIndex(keys.index(before) if before in keys else 0)
        self.tabs.blockSignals(False)
        self._show_view()

    def view(self) -> MetricView:
        """The view that is chosen."""
        return self._views[max(0, self.tabs.currentIndex())]

    def take_focus(self) -> None:
        """Put the keyboard on the chart; with no values on the button that begins them."""
        if isinstance(self.shown, ChartBoard | ChartParts | ChartBenchmark):
            self.shown.take_focus()
        else:
            self.empty.action_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A low window keeps its height for the chart."""
        is_low = self.height() < apply.current().sizes.px(LOW)
        self.head.set_low(is_low)
        show_if(self.suggestion, self._suggested is not None and not is_low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._category:
                self.open_part("")
            else:
                self.closed.emit()
            return
        super().keyPressEvent(event)

    def _tab_changed(self, at: int) -> None:
        if 0 <= at < len(self._views):
            self._category = ""
            self._show_view()

    def _show_view(self) -> None:
        if self._records is None:
            return
        view = self.view()
        cut = view.cut if self._category else Cut.WHOLE
        reading = read_metric(
            self._records, self._today, definition=view.definition, cut=cut, category=self._category
        )
        self.reading = reading
        self.head.show_reading(reading)
        self.sheets.show_reading(reading)
        self._offer(view, reading)
        note = view.note
        if view.cut is Cut.AGE and (found := standardised(self._records, view.definition)) is not None:
            note = found.sentence
        self.note_label.setText(note)
        show_if(self.note_label, bool(note))
        self._offer_parts(view)
        if view.kind is ViewKind.CUT and not self._category:
            self._show_parts(reading, view)
        elif view.kind is ViewKind.BENCHMARK:
            self._show_benchmark(reading)
        elif not reading.points and not reading.forecasts:
            self.empty.set_texts(*_nothing(reading))
            self._seat_part(self.empty)
        else:
            self._show_board(reading, view)

    def _seat_part(self, part: QWidget) -> None:
        """Show a part in place of the one before."""
        if self._seat.indexOf(part) < 0:
            self._seat.addWidget(part, 1)
        held = self.shown.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        is_other, self.shown = part is not self.shown, part
        for each in (self.empty, self.board, self.parts, self.benchmark):
            if each is not None:
                show_if(each, each is part)
        if held and is_other:
            self.take_focus()

    def _show_benchmark(self, reading: MetricReading) -> None:
        if self.benchmark is None:
            self.benchmark = ChartBenchmark(self._context)
        self.benchmark.show_reading(reading)
        self._seat_part(self.benchmark)

    def _keep_in_sight(self) -> None:
        """Whoever walks along the points in a low window sees them."""
        if self.board is not None and self.board.chart.isAncestorOf(self.focusWidget()):
            self._area.ensureWidgetVisible(self.board.chart, 0, 0)

    # ---- parts
    def _offer_parts(self, view: MetricView) -> None:
        """Fill the picker of parts: all side by side, or one."""
        show_if(self.part_box, view.kind is ViewKind.CUT)
        if view.kind is not ViewKind.CUT or self._records is None:
            return
        parts = parts_in_order(self._records, view)
        self.part_box.clear()
        self.part_box.addItem("All parts side by side", "")
        for each in parts:
            self.part_box.addItem(capital(each), each)
        self.part_box.setCurrentIndex(parts.index(self._category) + 1 if self._category else 0)

    def _part_picked(self, at: int) -> None:
        self.open_part(str(self.part_box.itemData(at)))

    def open_part(self, category: str) -> None:
        """Show the chart of one part of the cut; "" shows all parts side by side."""
        self._category = category
        self._show_view()
        self.take_focus()

    def _show_parts(self, whole: MetricReading, view: MetricView) -> None:
        assert self._records is not None
        if self.parts is None:
            self.parts = ChartParts(self._context)
            self.parts.part_chosen.connect(self.open_part)
        self.parts.show_parts(whole, part_readings(self._records, view, self._today))
        self._seat_part(self.parts)

    def _show_board(self, reading: MetricReading, view: MetricView) -> None:
        if self.board is None:
            self.board = ChartBoard(self._context, reading)
            self.board.row_chosen.connect(self._keep_in_sight)
        self.board.show_reading(reading, self._today, can_add=view.kind is not ViewKind.EARLIER)
        self._seat_part(self.board)

    def _offer(self, view: MetricView, reading: MetricReading) -> None:
        """Show the acts that this view has, and what the rules suggest."""
        has_points = bool(reading.points)
        is_overview = view.kind is ViewKind.CUT and not self._category
        has_board = has_points and not is_overview and view.kind is not ViewKind.BENCHMARK
        offered = {
            ADD: has_board and view.kind is not ViewKind.EARLIER,
            MARK: True,
            NOTE: has_board,
            LIMITS: has_points and reading.definition.scale is not Scale.ORDINAL,
            TARGET: view.kind is not ViewKind.EARLIER,
            FORM: True,
        }
        for key, wanted in offered.items():
            show_if(self.act_buttons[key], wanted)
        found = None
        if view.kind is ViewKind.WHOLE and reading.analysis is not None and not reading.hidden_stretches:
            found = suggested_rebase(reading.analysis)
        self._suggested = found
        self._fit()
        if found is not None:
            when = partial(period_words, reading.records.metric.frequency)
            self.suggestion_label.setText(found.sentence(partial(_shown, reading), when))
            self.suggestion_button.setText(f"New limits from {when(found.start)}...")

    # ---- acts
    def add_value(self) -> None:
        """Put the cursor where the next value is typed."""
        if self.board is not None and self.shown is self.board:
            self.board.begin_value()

    def open_mark(self) -> None:
        """Ask what happened and when, first on the day of the chosen point."""
        row = self._chosen()
        self.sheets.open_mark(self._today if row is None else row.on)

    def open_note(self) -> None:
        """Ask for a note on the chosen point."""
        row = self._chosen()
        if row is not None:
            self.sheets.open_note(row)

    def open_limits(self) -> None:
        """Ask from when on and why, first from the chosen point."""
        row = self._chosen()
        why = "" if self._suggested is None else self.suggestion_label.text()
        self.sheets.open_limits(self._today if row is None else row.on, why=why)

    def open_target(self) -> None:
        """Ask for a target."""
        self.sheets.open_target(self._today)

    def open_form(self) -> None:
        """Go to the metric in the room where it is agreed."""
        if self._records is not None:
            self._context.go("value", self._records.id)

    def _take_suggestion(self) -> None:
        if self._suggested is not None:
            self.sheets.open_limits(self._suggested.start, why=self.suggestion_label.text())

    def _chosen(self) -> ChartRow | None:
        return self.board.chosen_row() if self.board is not None else None

    def _add_value(self) -> None:
        if self._records is not None:
            self.enter_asked.emit(self._records.id, None)


class _Tabs(QTabBar):
    """Tabs in a row with other things: wide enough for whichever is in bold."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(SPACE_5, 0)


class _Line(QWidget):
    """What the rules suggest, and the one button that opens its form."""

    def __init__(self, words: QWidget, act: QWidget) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words, 1)
        layout.addWidget(act)


def _shown(reading: MetricReading, value: float) -> str:
    return shown(reading.definition, exact(value))


def _nothing(reading: MetricReading) -> tuple[str, str, str]:
    """What stands where there are no values: what is awaited, why it matters, and the button to begin."""
    what = f"{reading.awaiting}." if reading.awaiting else "No values yet"
    why = (
        "Two values make a chart begin, thirteen make its limits firm. Type those there are,"
        " or paste them from a spreadsheet."
    )
    return what[:1].upper() + what[1:], why, "Enter values"
