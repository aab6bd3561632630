"""A small frame of words beside what it explains: the working of a number, the history of a field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets.words import LinkButton, label


class Popover(QFrame):
    """`Popover(title, parts, more="")`: `open_at(widget, place=None)`; Esc or leaving it closes it.

    It lies inside the window of `widget`, as a part of it, and is gone once closed.

    `more` is the words of a link at the foot; `more_asked` when it is pressed.
    """

    more_asked = Signal()

    def __init__(
        self, title: str, parts: Sequence[QWidget], *, more: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._opener: QWidget | None = None
        self.setProperty("part", "popover")
        self.setAccessibleName(title)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(SPACE_5)
        shadow.setOffset(0, SPACE_1)
        shadow.setColor(apply.shadow())
        self.setGraphicsEffect(shadow)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        outer.setSpacing(SPACE_2)
        outer.addWidget(label(title, "heading"))
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(SPACE_2, SPACE_1, SPACE_2, SPACE_1)
        rows.setSpacing(SPACE_1)
        for part in parts:
            rows.addWidget(part)
        rows.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setAccessibleName(title)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.viewport().setAutoFillBackground(False)
        self.scroller.setWidget(inside)
        inside.setAutoFillBackground(False)
        outer.addWidget(self.scroller, 1)
        if more:
            link = LinkButton(more)
            link.clicked.connect(self._more)
            outer.addWidget(link)
        size = apply.current().sizes
        self.setFixedWidth(size.px(360))
        room = self.width() - 2 * SPACE_4 - 2 * SPACE_2
        frame = self.sizeHint().height() - self.scroller.sizeHint().height()
        self.setFixedHeight(min(size.px(420), frame + rows.totalHeightForWidth(room) + SPACE_4))

    def open_at(self, widget: QWidget, place: QRect | None = None) -> None:
        """Show it below `widget`, or a place in it, kept inside the window, and take the focus."""
        place = place or widget.rect()
        window = widget.window()
        self.setParent(window)
        self._opener = QApplication.focusWidget()
        self.setMaximumHeight(window.height() - 2 * SPACE_2)
        at = widget.mapTo(window, QPoint(place.right() + 1 - self.width(), place.bottom() + 1 + SPACE_1))
        at.setX(max(SPACE_2, min(at.x(), window.width() - self.width() - SPACE_2)))
        if at.y() + self.height() > window.height():
            top = widget.mapTo(window, place.topLeft()).y()
            at.setY(max(SPACE_2, top - self.height() - SPACE_1))
        self.move(at)
        self.show()
        self.raise_()
        self.scroller.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def close_popover(self) -> None:
        """Close it and give the focus back to whatever opened it."""
        inside = QApplication.focusWidget()
        opener, self._opener = self._opener, None
        self._leave()
        if opener is not None and inside is not None and self.isAncestorOf(inside):
            opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def _leave(self) -> None:
        QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
        self.hide()
        self.deleteLater()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and not self.isAncestorOf(new):
            self._opener = None
            self._leave()

    def _more(self) -> None:
        self.close_popover()
        self.more_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
            return
        super().keyPressEvent(event)
