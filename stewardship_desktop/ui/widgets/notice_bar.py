"""Notices: what just happened, with the way back (Undo) beside it. One at a time, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import button, icon_button, label, restyle, show_if

Tone = Literal["info", "good", "warn", "bad"]
GOOD_NEWS_MS = 6000


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A message, how it is meant, and at most one action with its words. `note` tells notices apart."""

    text: str
    tone: Tone = "info"
    action: str = ""
    act: Callable[[], object] | None = None
    note: int = 0


class NoticeBar(QFrame):
    """`NoticeBar(parent=None)`: `show_notice(text, tone="info", action="", act=None)`.

    Only good news goes away by itself, and not while the pointer or the focus is on it; everything
    else stays until it is closed or acted upon. Further notices wait in a queue; good news makes
    room for what comes next.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, good_news_ms: int = GOOD_NEWS_MS) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self._queue: deque[Notice] = deque()
        self._now: Notice | None = None
        self._good_news_ms = good_news_ms
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_1, SPACE_1, SPACE_1)
        row.setSpacing(SPACE_2)
        self._picture = QLabel(self)
        row.addWidget(self._picture)
        self.text_label = label("", "body")
        row.addWidget(self.text_label, 1)
        self._waiting = label("", "caption", wrap=False)
        row.addWidget(self._waiting)
        self.action_button = button("", "link", clicked=self._act)
        row.addWidget(self.action_button)
        self.close_button = icon_button("close", "Close this notice", clicked=self.close_notice)
        row.addWidget(self.close_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_out)
        apply.notifier().changed.connect(self._paint_icon)
        self.hide()

    def show_notice(
        self, text: str, tone: Tone = "info", *, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a notice now, or after those before it. `act` is called when the action is pressed."""
        notice = Notice(text=text, tone=tone, action=action, act=act)
        if self._now is None or self._now.tone == "good":
            self._show(notice)
        else:
            self._queue.append(notice)
            self._count()

    def current_text(self) -> str:
        """The words on show, or "" when none are."""
        return self._now.text if self._now else ""

    def waiting(self) -> int:
        """How many notices wait."""
        return len(self._queue)

    def withdraw(self, action: str) -> None:
        """Take away the notices with an action of these words, shown or waiting: it would now do another."""
        self._queue = deque(each for each in self._queue if each.action != action)
        self._count()
        if self._now is not None and self._now.action == action:
            self.close_notice()

    def close_notice(self) -> None:
        """Close the one on show; the next comes up."""
        self._timer.stop()
        if self._queue:
            self._show(self._queue.popleft())
            return
        self._now = None
        self.hide()
        self.closed.emit()

    def _show(self, notice: Notice) -> None:
        self._now = notice
        self.setProperty("tone", notice.tone)
        restyle(self)
        self.text_label.setText(notice.text)
        self.action_button.setText(notice.action)
        show_if(self.action_button, bool(notice.action))
        self.setAccessibleName(notice.text)
        self._paint_icon()
        self._count()
        self.show()
        announce(self, notice.text, urgent=notice.tone in ("warn", "bad"))
        self._timer.stop()
        if notice.tone == "good":
            self._timer.start(self._good_news_ms)

    def _time_out(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start(self._good_news_ms)
        else:
            self.close_notice()

    def _act(self) -> None:
        act = self._now.act if self._now else None
        self.close_notice()
        if act is not None:
            act()

    def _count(self) -> None:
        self._waiting.setText(f"{len(self._queue)} more" if self._queue else "")

    def _paint_icon(self) -> None:
        if self._now is not None:
            token = {"info": "primary"}.get(self._now.tone, self._now.tone)
            side = apply.current().sizes.px(20)
            self._picture.setPixmap(icons.pixmap(self._now.tone, side, token, self.devicePixelRatioF()))
