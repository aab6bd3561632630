"""The life of one field: who changed it, when, from what to what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets.words import LinkButton, hairline, label


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One change, all texts as they are to be read. `why` may be blank."""

    when: str
    who: str
    before: str
    after: str
    why: str = ""


class HistoryPopover(QFrame):
    """`HistoryPopover(title, entries, more="")`: `open_at(widget)`; Esc or a click outside closes it.

    `more` is the words of a link at the foot; `more_asked` when it is pressed.
    """

    more_asked = Signal()

    def __init__(
        self, title: str, entries: Sequence[HistoryEntry], *, more: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "popover")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        outer.setSpacing(SPACE_2)
        outer.addWidget(label(title, "heading"))
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, SPACE_2, 0)
        rows.setSpacing(SPACE_1)
        if not entries:
            rows.addWidget(label("Nothing has changed here since it was first entered.", "muted"))
        for at, entry in enumerate(entries):
            if at:
                rows.addWidget(hairline())
            rows.addWidget(label(f"{entry.when}, {entry.who}", "caption"))
            rows.addWidget(
                label(f"{entry.before or 'blank'}  \N{RIGHTWARDS ARROW}  {entry.after or 'blank'}")
            )
            if entry.why:
                rows.addWidget(label(entry.why, "muted"))
        rows.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setAccessibleName(title)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.scroller.setWidget(inside)
        outer.addWidget(self.scroller, 1)
        if more:
            link = LinkButton(more)
            link.clicked.connect(self._more)
            outer.addWidget(link)
        size = apply.current().sizes
        self.setFixedWidth(size.px(360))
        wanted = inside.sizeHint().height() + size.px(110)
        self.setFixedHeight(min(size.px(420), max(size.px(140), wanted)))

    def open_at(self, widget: QWidget) -> None:
        """Show it below `widget`, kept on the screen, and take the focus."""
        at = widget.mapToGlobal(QPoint(0, widget.height() + SPACE_1))
        screen = widget.screen().availableGeometry()
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        if at.y() + self.height() > screen.bottom():
            at.setY(max(screen.top(), widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - SPACE_1))
        self.move(at)
        self.show()
        self.scroller.setFocus(Qt.FocusReason.PopupFocusReason)

    def _more(self) -> None:
        self.close()
        self.more_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)
