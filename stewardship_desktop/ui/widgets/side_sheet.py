"""A sheet that comes in over the right of a page to show one record. Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import MOTION_MS, SPACE_2, SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets.first_stop import tab_after
from stewardship_desktop.ui.widgets.words import icon_button, label


class SideSheet(QFrame):
    """`SideSheet(host, title="", width=420)`: lies over the right of `host`; `open_with(body, title)`.

    Changes inside are already saved, so closing asks nothing. `closed` is sent after it went away
    and the focus is back where it was. The sheet keeps the last body until the next one.
    """

    closed = Signal()

    def __init__(self, host: QWidget, title: str = "", *, width: int = 420) -> None:
        super().__init__(host)
        self.setProperty("part", "sheet")
        self._host, self._width = host, width
        self._opener: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_4)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        self.title_label = label(title, "title")
        head.addWidget(self.title_label, 1)
        self.close_button = icon_button("close", "Close", clicked=self.close_sheet)
        self.close_button.setToolTip("Close (Esc)")
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        layout.addWidget(self._scroll, 1)
        esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        esc.activated.connect(self.close_sheet)
        self._motion = QPropertyAnimation(self, b"pos", self)
        self._motion.setDuration(MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        host.installEventFilter(self)
        self.hide()

    def body(self) -> QWidget | None:
        """What the sheet shows."""
        return self._scroll.widget()

    def open_with(self, body: QWidget, title: str = "") -> None:
        """Show `body` under `title` and move the focus to its first field; the sheet owns the body then."""
        old = self.body()
        self._scroll.takeWidget()
        if old is not None and old is not body:
            old.deleteLater()
        self._scroll.setWidget(body)
        # A scroll area makes its widget paint the page's ground; a sheet has its own.
        body.setAutoFillBackground(False)
        if title:
            self.title_label.setText(title)
        self.setAccessibleName(self.title_label.text())
        if not self.isVisible():
            self._opener = QApplication.focusWidget()
        self._place()
        tab_after(body, self.close_button)
        self.raise_()
        self.show()
        end = self.pos()
        if apply.current().motion and self._host.isVisible():
            self._motion.stop()
            self._motion.setStartValue(end + QPoint(SPACE_5, 0))
            self._motion.setEndValue(end)
            self._motion.start()
        first = next((each for each in (body, *body.findChildren(QWidget)) if _takes_keys(each, body)), None)
        (first or self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Close it and give the focus back to whatever opened it."""
        if not self.isVisible():
            return
        # Leaving a field is what commits it, so the focus goes before the field does.
        opener, self._opener = self._opener, None
        try:
            back = opener if opener is not None and opener.isVisible() else self._host
        except RuntimeError:  # the opener was deleted meanwhile
            back = self._host
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The host's last events come when this object is already being taken down.
        host = self.__dict__.get("_host")
        if watched is host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._motion.stop()
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        wanted = apply.current().sizes.px(self._width)
        width = min(wanted, self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())


def _takes_keys(child: QWidget, body: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return child.focusPolicy() & by_tab == by_tab and child.isEnabled() and child.isVisibleTo(body)
