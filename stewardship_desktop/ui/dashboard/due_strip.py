"""What is due, on top of the summary: a few lines, each with its one button. Shows what it is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from stewardship_desktop.domain.due import Urgency
from stewardship_desktop.ui.dashboard.due_lines import CHASE, DueLine, due_title
from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.words import show_if

FEW, FEWEST, NONE = 3, 1, 0
"""Lines shown before somebody asks for all, in a low window, and in one with room for few metrics."""
MOST_AT_ONCE, MOST_WHEN_LOW = 7, 4
"""All of them scroll within the height of so many lines."""
_ICONS = {
    Urgency.OVERDUE: ("bad", "bad"),
    Urgency.SOON: ("clock", "warn"),
    Urgency.STANDING: ("neutral", "muted"),
}


class DueStrip(QFrame):
    """`show_lines(lines, nothing)` -> `enter_asked(metric_id, date)`, `chase_asked(request_id)`."""

    enter_asked = Signal(str, object)
    chase_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setAccessibleName("What is due")
        self._lines: tuple[DueLine, ...] = ()
        self._all, self._few = False, FEW
        self.rows: list[DueRow] = []
        self.title_label = label("", "heading")
        self.all_button = button("", "link", clicked=self._turn)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.title_label, 1)
        head.addWidget(self.all_button)
        self._body = QWidget()
        self._list = QVBoxLayout(self._body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        layout.setSpacing(SPACE_1)
        layout.addLayout(head)
        layout.addWidget(self.scroller)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        apply.notifier().changed.connect(self._fill)

    def show_lines(self, lines: Sequence[DueLine], nothing: str) -> None:
        """Show these; `nothing` is said where there is none. The focus stays on the line it was on."""
        self._lines = tuple(lines)
        self.title_label.setText(due_title(lines) if lines else nothing)
        self._fill()

    def set_low(self, low: bool, *, lowest: bool = False) -> None:
        """In a low window fewer lines show before somebody asks for all, in the lowest only the title."""
        few = NONE if lowest else FEWEST if low else FEW
        if few != self._few:
            self._few = few
            self._fill()

    def _turn(self) -> None:
        self._all = not self._all
        self._fill()
        if self._all and len(self.rows) > self._few:
            self.rows[self._few].action_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        had = next((row.line.key for row in self.rows if row.action_button.hasFocus()), "")
        while (taken := self._list.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        before: QWidget = self.all_button
        for line in self._lines if self._all else self._lines[: self._few]:
            row = DueRow(line)
            row.acted.connect(self._act)
            self.rows.append(row)
            self._list.addWidget(row)
            row.show()
            QWidget.setTabOrder(before, row.action_button)  # made late: else behind the table below
            before = row.action_button
            if line.key == had:
                row.action_button.setFocus(Qt.FocusReason.OtherFocusReason)
        more = len(self._lines) > self._few
        show_if(self.all_button, more)
        self.all_button.setText("Show fewer" if self._all else f"Show all {len(self._lines)}")
        # One width, so that what is beside the buttons stands in columns.
        widest = max((row.action_button.sizeHint().width() for row in self.rows), default=0)
        for row in self.rows:
            row.action_button.setMinimumWidth(widest)
        size = apply.current().sizes
        high = size.control + SPACE_2
        most = MOST_AT_ONCE if self._few == FEW else MOST_WHEN_LOW
        self.scroller.setVisible(bool(self.rows))
        self.scroller.setFixedHeight(min(len(self.rows), most) * high)

    def _act(self, line: DueLine) -> None:
        if line.action == CHASE:
            self.chase_asked.emit(line.request_id)
        else:
            self.enter_asked.emit(line.metric_id, line.on)


class DueRow(QWidget):
    """One line: a shape, what it is, how late, and its button."""

    acted = Signal(object)

    def __init__(self, line: DueLine) -> None:
        super().__init__()
        self.line = line
        size = apply.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_1, 0, SPACE_1)
        row.setSpacing(SPACE_3)
        picture = QLabel(self)
        name, token = _ICONS[line.urgency]
        picture.setPixmap(icons.pixmap(name, size.icon, token, self.devicePixelRatioF()))
        picture.setAccessibleName(line.urgency.value)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(_Cut(line.what, "text"), 3)
        row.addWidget(_Cut(line.detail, "bad" if line.urgency is Urgency.OVERDUE else "muted"), 2)
        self.action_button = button(line.action, "secondary", clicked=self._act)
        self.action_button.setAccessibleName(f"{line.action}: {line.what}, {line.detail}")
        row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(size.control + SPACE_2)

    def _act(self) -> None:
        self.acted.emit(self.line)


class _Cut(QLabel):
    """Words on one line, cut with three dots; the tool tip has all of them."""

    def __init__(self, words: str, token: str) -> None:
        super().__init__(words)
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(apply.colour(self._token))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()
