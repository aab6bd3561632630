"""The head of a page: its name, one line on its state, and at most one primary action."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets.words import label, set_icon, show_if


class PageHeader(QWidget):
    """`PageHeader(title, state="", action="", action_icon="")`; `acted` by the primary button.

    `slim`: for a page that needs its height, a smaller title and the state on one line, cut where it must.
    """

    acted = Signal()

    def __init__(
        self,
        title: str,
        state: str = "",
        action: str = "",
        *,
        action_icon: str = "",
        slim: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        words = QVBoxLayout()
        words.setSpacing(0 if slim else SPACE_1)
        self.title_label = label(title, "title" if slim else "display")
        self.state_label = _OneLine(state) if slim else label(state, "muted")
        show_if(self.state_label, bool(state))
        words.addWidget(self.title_label)
        words.addWidget(self.state_label)
        row.addLayout(words, 1)
        self._extra = QHBoxLayout()
        self._extra.setSpacing(SPACE_2)
        row.addLayout(self._extra)
        self.action_button = QPushButton(action, self)
        self.action_button.setProperty("kind", "primary")
        show_if(self.action_button, bool(action))
        self.action_button.clicked.connect(self._act)
        if action_icon:
            set_icon(self.action_button, action_icon, "on_primary")
        row.addWidget(self.action_button)
        self.setAccessibleName(title)

    def _act(self) -> None:
        self.acted.emit()

    def set_title(self, title: str) -> None:
        self.title_label.setText(title)
        self.setAccessibleName(title)

    def set_state(self, state: str) -> None:
        """The one line below the title; blank hides it."""
        self.state_label.setText(state)
        show_if(self.state_label, bool(state))

    def set_action(self, words: str, *, enabled: bool = True, why_not: str = "") -> None:
        """The primary button's words; blank hides it. `why_not` is shown on a disabled one."""
        self.action_button.setText(words)
        show_if(self.action_button, bool(words))
        self.action_button.setEnabled(enabled)
        self.action_button.setToolTip("" if enabled else why_not)

    def lead_with(self, widget: QWidget) -> None:
        """The way back, left of the title."""
        self._row.insertWidget(0, widget)

    def add_secondary(self, widget: QWidget) -> None:
        """A quiet button at the left of the primary one."""
        self._extra.addWidget(widget)


class _OneLine(QLabel):
    """Muted words on one line, cut with three dots; the tool tip has all of them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(apply.colour("muted"))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.end()
