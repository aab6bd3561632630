"""One column of value: its question, its outcomes with their metrics, what is waited for, its watch list.

It stays on the page whatever it holds: an empty one says what data it waits for, or that nobody was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import RADIUS, SPACE_1, SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.value_framework.items import Item, MetricItem, OutcomeItem, RequestItem
from stewardship_desktop.ui.value_framework.wording import TEACHES
from stewardship_desktop.ui.widgets import button, hairline, icon_button, label
from stewardship_desktop.ui.widgets.words import show_if

STRIPE = 4
NOT_ASKED = "No data yet, and nobody has been asked for any."
Readings = Mapping[str, MetricReading]


class ColumnPanel(QFrame):
    """`show_column(framework, readings, today)`.

    -> `outcome_opened(id)`, `metric_opened(id)`, `request_opened(id)`, `outcome_moved(id, by)`,
    `metric_moved(id, by)`, `outcome_removal(id)`, `metric_removal(id)`, `request_removal(id)`,
    `outcome_wanted()`, `metric_wanted(outcome id)`, `data_wanted()`, `side_asked(columns)`
    """

    outcome_opened = Signal(str)
    metric_opened = Signal(str)
    request_opened = Signal(str)
    outcome_moved = Signal(str, int)
    metric_moved = Signal(str, int)
    outcome_removal = Signal(str)
    metric_removal = Signal(str)
    request_removal = Signal(str)
    outcome_wanted = Signal()
    metric_wanted = Signal(str)
    data_wanted = Signal()
    side_asked = Signal(int)

    def __init__(self, column: ValueColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.setProperty("part", "card")
        self.setAccessibleName(f"{column.heading} value")
        self.items: dict[str, Item] = {}
        self._keys: list[tuple[str, str]] = []
        self._on_sheet = ""
        self._icon = QLabel()
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self._icon)
        head.addWidget(label(column.heading, "heading"), 1)
        self.question_label = label(column.question, "muted")
        self.question_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.teaching_label = label(TEACHES[column], "muted")
        self.nothing_label = label("", "label")
        self.ask_button = button(
            "Ask for data", "secondary", icon="data-request", clicked=self.data_wanted.emit
        )
        self.ask_button.setAccessibleName(f"Ask for data of the {column.value} column")
        self.add_button = button("Add outcome", "quiet", icon="plus", clicked=self.outcome_wanted.emit)
        self.add_button.setAccessibleName(f"Add {column.value} outcome")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3 + STRIPE, SPACE_3, SPACE_3)
        layout.setSpacing(SPACE_2)
        layout.addLayout(head)
        layout.addWidget(self.question_label)
        layout.addWidget(hairline())
        layout.addWidget(self.teaching_label)
        layout.addWidget(self.nothing_label)
        layout.addWidget(self.ask_button)
        self._place = QVBoxLayout()
        layout.addLayout(self._place)
        self._body = QWidget()
        self._place.addWidget(self._body)
        layout.addWidget(self.add_button)
        layout.addStretch(1)
        self._paint_icon()
        apply.notifier().changed.connect(self._paint_icon)

    # ---- filling
    def show_column(self, framework: Framework, readings: Readings, today: date) -> None:
        """Show this column of the framework; what has the keyboard keeps it."""
        outcomes = framework.outcomes_of(self.column)
        metrics = [each for outcome in outcomes for each in framework.metrics_of(outcome.id)]
        waiting = framework.waiting_for(self.column)
        keys = [("request", each.id) for each in waiting]
        for outcome in outcomes:
            keys.append(("outcome", outcome.id))
            keys += [
                ("priority", each.id) for each in framework.metrics_of(outcome.id) if each.metric.priority
            ]
        keys += [("watch", each.id) for each in metrics if not each.metric.priority]
        if keys != self._keys:
            self._build(keys)
        for request in waiting:
            item = self.items[request.id]
            assert isinstance(item, RequestItem)
            item.show_request(request, framework.asked_of, today)
        for outcome in outcomes:
            shown = self.items[outcome.id]
            assert isinstance(shown, OutcomeItem)
            shown.show_outcome(outcome, len(framework.metrics_of(outcome.id)))
        for metric in metrics:
            block = self.items[metric.id]
            assert isinstance(block, MetricItem)
            block.show_reading(readings[metric.id])
        self._say_what_is_missing(framework, readings, metrics)
        show_if(self.teaching_label, not outcomes)
        # In a framework with nothing in it the page has the one button to begin with.
        show_if(self.add_button, bool(framework.outcomes))
        self.set_on_sheet(self._on_sheet)

    def _say_what_is_missing(
        self, framework: Framework, readings: Readings, metrics: Sequence[MetricRecords]
    ) -> None:
        """Without a value in the resource column: that nobody was asked, or that what came isn't entered."""
        mine = {each.id for each in metrics}
        asked = [each for each in framework.requests if each.column is self.column or each.metric_id in mine]
        has_data = any(readings[each.id].latest is not None for each in metrics)
        missing = not has_data and self.column is ValueColumn.RESOURCE
        came = max((each.received_on for each in asked if each.received_on is not None), default=None)
        all_came = bool(asked) and all(each.received_on is not None for each in asked)
        words = ""
        if missing and not asked:
            words = NOT_ASKED
        elif missing and all_came and came is not None:
            words = f"Data came on {date_words(came)}; no value of it is entered yet."
        self.nothing_label.setText(words)
        show_if(self.nothing_label, bool(words))
        show_if(self.ask_button, words == NOT_ASKED)

    def set_on_sheet(self, record_id: str) -> None:
        """Let the block stand out whose record the side sheet shows; "" for none."""
        self._on_sheet = record_id
        for each in self.items.values():
            each.set_on_sheet(each.record_id == record_id)

    def stops(self) -> Iterator[QWidget]:
        """What Tab goes to from the top, and every block that it may stop at once the arrows were there."""
        yield self.ask_button
        for child in self._body.findChildren(QWidget):
            if child.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                yield child
        yield self.add_button

    def focus_item(self, at: int) -> bool:
        """Put the keyboard on the block at a place from the top, the last one at most; False without any."""
        found = list(self.items.values())
        if not found:
            return False
        found[max(0, min(at, len(found) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focused_at(self) -> int:
        """The place of the block that Tab comes to."""
        return next((at for at, each in enumerate(self.items.values()) if _is_stop(each)), 0)

    def _build(self, keys: list[tuple[str, str]]) -> None:
        focused = next((each.record_id for each in self.items.values() if each.hasFocus()), "")
        self._keys = keys
        old, self._body = self._body, QWidget()
        self.items = {}
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_1)
        watch: QVBoxLayout | None = None
        for kind, record_id in keys:
            if kind == "request":
                rows.addWidget(
                    self._wired(RequestItem(record_id), self.request_opened, None, self.request_removal)
                )
            elif kind == "outcome":
                rows.addLayout(self._outcome_line(record_id))
            elif kind == "priority":
                indented = QHBoxLayout()
                indented.setContentsMargins(SPACE_4, 0, 0, 0)
                indented.addWidget(self._metric(record_id, watched=False))
                rows.addLayout(indented)
            else:
                if watch is None:
                    watch = self._watch_list(rows)
                watch.addWidget(self._metric(record_id, watched=True))
        self._place.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        if self.items:
            self._let_tab_stop_at(next(iter(self.items)))
        if focused in self.items:
            self.items[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _metric(self, record_id: str, *, watched: bool) -> Item:
        made = MetricItem(record_id, watched=watched)
        return self._wired(made, self.metric_opened, self.metric_moved, self.metric_removal)

    def _outcome_line(self, record_id: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, SPACE_2, 0, 0)
        line.setSpacing(SPACE_1)
        item = self._wired(
            OutcomeItem(record_id), self.outcome_opened, self.outcome_moved, self.outcome_removal
        )
        line.addWidget(item, 1)
        add = icon_button(
            "plus", "Add a metric to this outcome", clicked=partial(self.metric_wanted.emit, record_id)
        )
        line.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _watch_list(self, rows: QVBoxLayout) -> QVBoxLayout:
        well = QFrame()
        well.setProperty("part", "well")
        inside = QVBoxLayout(well)
        inside.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, SPACE_2)
        inside.setSpacing(SPACE_1)
        inside.addWidget(label("Watch list", "section"))
        rows.addSpacing(SPACE_2)
        rows.addWidget(well)
        return inside

    def _wired(
        self, item: Item, opened: SignalInstance, moved: SignalInstance | None, removal: SignalInstance
    ) -> Item:
        self.items[item.record_id] = item
        item.opened.connect(opened)
        if moved is not None:
            item.moved.connect(moved)
        item.removal_asked.connect(removal)
        item.stepped.connect(self._step)
        item.entered.connect(self._let_tab_stop_at)
        return item

    # ---- going about
    @Slot(int, int)
    def _step(self, columns: int, rows: int) -> None:
        if columns:
            self.side_asked.emit(columns)
        else:
            self.focus_item(self.focused_at() + rows)

    @Slot(str)
    def _let_tab_stop_at(self, record_id: str) -> None:
        # One stop of Tab a column; the arrows go on from there.
        for each in self.items.values():
            here = each.record_id == record_id
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    # ---- look
    def _paint_icon(self) -> None:
        side = apply.current().sizes.px(20)
        picture = icons.pixmap(self.column.value, side, self.column.value, self.devicePixelRatioF())
        self._icon.setPixmap(picture)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with the column's colour along its top."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(0, 0, self.width(), STRIPE, apply.colour(self.column.value))
        painter.end()


def _is_stop(item: Item) -> bool:
    return bool(item.focusPolicy() & Qt.FocusPolicy.TabFocus)
