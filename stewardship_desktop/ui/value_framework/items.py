"""The blocks that a column is made of: an outcome, a metric, a data request. Each opens its record.

A block takes the keyboard whole. It says what a person asks for and changes nothing itself.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.dashboard.freshness import FreshnessState
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.data_request import asked_ago_words, state_words, waiting_words
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.value_framework import Outcome
from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import RADIUS, SPACE_1, SPACE_2
from stewardship_desktop.ui.value_framework.wording import measured_words
from stewardship_desktop.ui.widgets import Chip, IllustrativeMark, label
from stewardship_desktop.ui.widgets.chip import ChipKind
from stewardship_desktop.ui.widgets.words import Type, show_if

FRESHNESS: dict[FreshnessState, ChipKind] = {
    FreshnessState.CURRENT: "good",
    FreshnessState.DUE_SOON: "info",
    FreshnessState.OVERDUE: "warn",
    FreshnessState.NEVER: "neutral",
    FreshnessState.NO_RHYTHM: "neutral",
}
NARROW = 280
"""Logical pixels of a block under which its marks go below its words."""
_KEYS_HELP = "Enter opens it. Alt+Shift+Up or Down moves it, Delete removes it."
_STEPS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class _Beside(QBoxLayout):
    """Words with a small mark at their right, or below them where the block is narrow."""

    def __init__(self, words: QLabel, mark: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(SPACE_1)
        self.addWidget(words, 1)
        self.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def fit(self, *, narrow: bool) -> None:
        """Lay them out for the width that the block has now."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self.direction():
            self.setDirection(way)


class Item(QAbstractButton):
    """A block with words in it. `opened(id)`, `moved(id, by)`, `removal_asked(id)`,
    `stepped(columns, rows)`, `entered(id)` when the keyboard comes to it.
    """

    opened = Signal(str)
    moved = Signal(str, int)
    removal_asked = Signal(str)
    stepped = Signal(int, int)
    entered = Signal(str)

    movable = True

    def __init__(self, record_id: str) -> None:
        super().__init__()
        self.record_id = record_id
        self._on_sheet = False
        self._pairs: list[_Beside] = []
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(SPACE_2, SPACE_1 + 2, SPACE_2, SPACE_1 + 2)
        self.rows.setSpacing(2)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(self._open)

    def set_on_sheet(self, on_sheet: bool) -> None:
        """Let the block stand out whose record the side sheet shows."""
        if on_sheet != self._on_sheet:
            self._on_sheet = on_sheet
            self.update()

    def add_beside(self, pair: _Beside, line: QBoxLayout | None = None) -> None:
        """Add words with their mark to a line, or as a row of their own."""
        self._pairs.append(pair)
        if line is None:
            self.rows.addLayout(pair)
        else:
            line.addLayout(pair, 1)

    def words(self, type: Type = "body") -> QLabel:  # noqa: A002
        """A label that leaves the mouse to the block."""
        made = label("", type)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _open(self) -> None:
        self.opened.emit(self.record_id)

    # ---- Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for pair in self._pairs:
            pair.fit(narrow=self.width() < apply.current().sizes.px(NARROW))

    def sizeHint(self) -> QSize:
        return self.rows.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.rows.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to another block, Enter opens, Alt+Shift with up or down moves, Delete removes."""
        key = Qt.Key(event.key())
        turned = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif (
            self.movable and event.modifiers() & turned == turned and key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.moved.emit(self.record_id, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit(self.record_id)
        elif key in _STEPS and not event.modifiers() & turned:
            self.stepped.emit(*_STEPS[key])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.record_id)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        token = "selection" if self._on_sheet or self.isDown() else "hover" if self.underMouse() else ""
        if not token:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(apply.colour(token))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.end()


class OutcomeItem(Item):
    """What a group wants to be true, and who would notice."""

    def __init__(self, outcome_id: str) -> None:
        super().__init__(outcome_id)
        self.name_label = self.words("label")
        self.caption_label = self.words("caption")
        self.mark = _mark()
        self.add_beside(_Beside(self.name_label, self.mark))
        self.rows.addWidget(self.caption_label)
        self.setToolTip(_KEYS_HELP)

    def show_outcome(self, outcome: Outcome, metrics: int) -> None:
        """Show it with the number of its metrics."""
        noticed = f"Would notice: {outcome.noticed_by}" if outcome.noticed_by else ""
        count = "no metric yet" if not metrics else "1 metric" if metrics == 1 else f"{metrics} metrics"
        caption = ". ".join(part for part in (noticed, "" if metrics else count.capitalize()) if part)
        self.name_label.setText(outcome.outcome)
        self.caption_label.setText(caption)
        show_if(self.caption_label, bool(caption))
        show_if(self.mark, outcome.illustrative)
        self.setAccessibleName(f"Outcome: {outcome.outcome}, {count}")
        self.setAccessibleDescription(". ".join(part for part in (noticed, _KEYS_HELP) if part))


class MetricItem(Item):
    """A metric with its newest value. One of the watch list is quieter and names its outcome."""

    def __init__(self, metric_id: str, *, watched: bool) -> None:
        super().__init__(metric_id)
        self.watched = watched
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE_2)
        self.flag = QLabel()
        self.flag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.name_label = self.words("muted" if watched else "label")
        self.mark = _mark()
        self.value_label = self.words("muted" if watched else "body")
        self.chip = Chip("")
        self.chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.about_label = self.words("caption")
        if not watched:
            self._head.addWidget(self.flag, 0, Qt.AlignmentFlag.AlignTop)
            self._paint_flag()
            apply.notifier().changed.connect(self._paint_flag)
        self.add_beside(_Beside(self.name_label, self.mark), self._head)
        self.rows.addLayout(self._head)
        self.rows.addWidget(self.value_label)
        self.add_beside(_Beside(self.about_label, self.chip))

    def show_reading(self, reading: MetricReading) -> None:
        """Show what the dashboard says of it too: value, as at, target, how fresh."""
        metric = reading.records.metric
        if reading.latest is None:
            value = reading.awaiting or no_values_words(reading)
        else:
            value = f"{reading.latest_text}, {reading.as_at_text}"
        target = f"Target {reading.target_text}" if reading.target_text else "No target"
        about = measured_words(metric, reading.definition)
        if reading.records.shared_with:
            about += f", shared with {reading.records.shared_with}"
        if self.watched:
            about = f"{reading.records.outcome.display_name}: {about}"
        self.name_label.setText(metric.name)
        value = value[:1].upper() + value[1:]
        self.value_label.setText(f"{value}. {target}.")
        self.about_label.setText(about[:1].upper() + about[1:])
        self.chip.set_status(reading.freshness.state.value, FRESHNESS[reading.freshness.state])
        self.chip.setAccessibleName(reading.freshness.words)
        # Where there are none the line of the value says it already.
        show_if(self.chip, reading.latest is not None)
        show_if(self.mark, reading.illustrative)
        kind = "Watched metric" if self.watched else "Priority metric"
        said = (f"{value}. {target}", f"{reading.freshness.words}", about, _KEYS_HELP)
        self.setAccessibleName(f"{kind}: {metric.name}")
        self.setAccessibleDescription(". ".join(said))
        self.setToolTip(f"{reading.freshness.words[:1].upper()}{reading.freshness.words[1:]}. {_KEYS_HELP}")

    def _paint_flag(self) -> None:
        side = apply.current().sizes.px(16)
        self.flag.setPixmap(icons.pixmap("flag", side, "primary", self.devicePixelRatioF()))


class RequestItem(Item):
    """Data that was asked for and has not come."""

    movable = False

    def __init__(self, request_id: str) -> None:
        super().__init__(request_id)
        self.waiting_label = self.words("label")
        self.what_label = self.words("caption")
        self.chip = Chip("")
        self.chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark = _mark()
        self.add_beside(_Beside(self.waiting_label, self.mark))
        self.rows.addWidget(self.what_label)
        self.rows.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.setToolTip("Enter opens it, to note that it came or to ask again. Delete removes it.")

    def show_request(self, request: DataRequest, asked_of: dict[str, str], today: date) -> None:
        """Show what is waited for, and since when."""
        waiting = waiting_words(request, asked_of)
        ago = asked_ago_words(request, today)
        late = state_words(request, today)
        self.waiting_label.setText(waiting)
        self.what_label.setText(f"{request.display_name} ({late})")
        self.chip.set_status(ago, "warn")
        show_if(self.mark, request.illustrative)
        self.setAccessibleName(f"{waiting}, {ago}")
        self.setAccessibleDescription(f"{request.display_name}, {late}. {self.toolTip()}")


def no_values_words(reading: MetricReading) -> str:
    """Why a metric shows no value: none yet, or none since it counts something else."""
    begun = reading.definition.begins_on
    return (
        "No values yet" if begun is None else f"No values since its definition changed on {date_words(begun)}"
    )


def _mark() -> IllustrativeMark:
    made = IllustrativeMark()
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
