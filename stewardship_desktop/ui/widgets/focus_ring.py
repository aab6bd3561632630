"""The focus ring: yellow with a dark line outside, round whatever has the keyboard. Never removed.

One ring per program. A widget that shows its own focus (the current cell of a table) sets the
property `ownFocus` to True and is left alone.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import FOCUS_OUTSIDE, FOCUS_WIDTH, RADIUS

MARGIN = FOCUS_WIDTH + FOCUS_OUTSIDE
_MOVES = {
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange, QEvent.Type.LayoutRequest,
}  # fmt: skip


class _Ring(QWidget):
    """The picture: a transparent sheet over the window that only draws a line."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        half = FOCUS_OUTSIDE / 2
        painter.setPen(QPen(apply.colour("focus_outside"), FOCUS_OUTSIDE))
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), RADIUS + 3, RADIUS + 3)
        inset = FOCUS_OUTSIDE + FOCUS_WIDTH / 2
        painter.setPen(QPen(apply.colour("focus"), FOCUS_WIDTH))
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), RADIUS + 1, RADIUS + 1)
        painter.end()


class FocusRing(QObject):
    """`FocusRing(app)`: keep one for as long as the program runs."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        for each in self._watched:
            try:
                each.removeEventFilter(self)
            except RuntimeError:  # deleted meanwhile: its filter went with it
                continue
        self._watched = []
        self._target = new
        if new is None or new.property("ownFocus") or new.property("part") == "cell":
            self._target = None
            self._drop()
            return
        step: QWidget | None = new
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            if step.isWindow():
                break
            step = step.parentWidget()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is not self._ring:
            self._follow()
        return False

    def _follow(self) -> None:
        target = self._target
        if target is None:
            return
        try:
            if not target.isVisible() or target.isWindow():
                self._drop()
                return
        except RuntimeError:  # the focused widget was deleted
            self._target = None
            return
        window = target.window()
        seen = target.visibleRegion().boundingRect()
        if seen.isEmpty():
            self._drop()
            return
        place = QRect(target.mapTo(window, seen.topLeft()), seen.size())
        place = place.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).intersected(window.rect())
        if self._ring is None or self._ring.parentWidget() is not window:
            self._drop()
            self._ring = _Ring(window)
            self._ring.destroyed.connect(self._forget)
        self._ring.setGeometry(place)
        if not self._ring.isVisible():
            self._ring.show()
        self._ring.raise_()

    def _forget(self) -> None:
        self._ring = None

    def _drop(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None:
            try:
                ring.destroyed.disconnect(self._forget)
                ring.hide()
                ring.deleteLater()
            except RuntimeError:  # its window took it along
                return
