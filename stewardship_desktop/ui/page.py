"""What every room is: a page that reads through queries, acts through commands and refreshes on notices.

A page that isn't on screen only remembers that it is out of date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from stewardship_desktop.application.notices import ChangeNotice
from stewardship_desktop.application.settings import Settings
from stewardship_desktop.ui.ask import Ask
from stewardship_desktop.ui.bridge import Bridge
from stewardship_desktop.ui.widgets.first_stop import first_stop
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage


class Remembers(Protocol):
    """Where a page keeps small things for its user: widths, sort order, the last tab."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under this key."""

    def set(self, key: str, value: Any) -> None:
        """Keep a value (text, number, flag, or a list of them)."""


@dataclass(frozen=True)
class RoomContext:
    """What a page is given. `go(room_id, record_id)` opens a room, on a record if given.

    `notify(message, action words, action)` shows a notice; `start_job(words, work, then)` runs
    `work(report)` on a thread of its own, `report(share, words)` moving its progress line, and calls
    `then(result)` on the GUI thread; faults it raises are shown.
    """

    bridge: Bridge
    ask: Ask
    remember: Remembers
    settings: Settings
    go: Callable[..., None]
    notify: Callable[..., None]
    start_job: Callable[..., object]


class Page(QWidget):
    """A room. Subclasses build their parts in __init__ and fill them in `refresh`."""

    shows: ClassVar[frozenset[str]] = frozenset()
    """The kinds of record (entities) whose change makes this page out of date."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.care_area_id: str | None = None
        self._stale = True
        context.bridge.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read again and show. Keeps selection, scroll and half-typed drafts."""
        raise NotImplementedError

    def show_care_area(self, care_area_id: str | None) -> None:
        """The care area chosen in the top bar, or None where none is."""
        if care_area_id != self.care_area_id:
            self.care_area_id = care_area_id
            self._outdate()

    def show_record(self, record_id: str) -> None:
        """Bring one record of this room into view (from search, history or a link)."""

    def take_focus(self) -> None:
        """Put the keyboard on the work: the first table on show, else the first thing that takes keys."""
        stop = first_stop(self)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_top(self) -> None:
        """Begin at the page's head, once it is laid out: taking the focus may have scrolled past it."""
        QTimer.singleShot(0, self._scroll_up)

    @Slot()
    def _scroll_up(self) -> None:
        for area in self.findChildren(ScrollingPage):
            area.verticalScrollBar().setValue(0)
            focused = self.focusWidget()
            if area.isAncestorOf(focused):
                area.ensureWidgetVisible(focused)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was away."""
        super().showEvent(event)
        self._catch_up()

    @Slot(object)
    def _on_changed(self, notice: ChangeNotice) -> None:
        if notice.touches(self.shows):
            self._outdate()

    def _outdate(self) -> None:
        self._stale = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
