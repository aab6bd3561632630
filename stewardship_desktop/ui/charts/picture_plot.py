"""A picture on the screen: the laid out primitives, painted from a still layer and a live one.

Knows neither pyqtgraph nor what a picture means. All but the live part is painted once into a pixmap,
so that a slider can move the live part with every frame.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from stewardship_desktop.domain.chart.frontier_live import live, same_but_live
from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.picture import FrontierSpec, PictureSpec
from stewardship_desktop.domain.chart.primitives import Drawing, Target
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply

REACH = 16.0  # pixels from a figure within which the mouse finds it
GRIP = 12.0  # pixels to either side of a line that can be pulled: a target of 24
STEADY = 3.0  # pixels that a hand moves while it clicks


class PicturePlot(QWidget):
    """`pointed(key)` while the mouse is over a figure, `pressed(key)` when it is clicked, `needs(pixels)`
    when the picture needs another height at least.

    `drag` is given each budget that a frontier's line is pulled to; without it the line is not to be pulled.
    Whoever gives it has a twin of the drag for the keyboard.
    """

    pointed = Signal(str)
    pressed = Signal(str)
    needs = Signal(int)

    def __init__(
        self,
        letters: int,
        parent: QWidget | None = None,
        *,
        drag: Callable[[float], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._drag = drag
        self._gripped: float | None = None  # where the mouse took hold of the line
        self._pulled = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._spec: PictureSpec | None = None
        self._drawing: Drawing | None = None
        self._still: QPixmap | None = None
        self._ringed = ""
        self._needed = 0  # the height last asked for
        self._letters = letters

    @property
    def drawing(self) -> Drawing | None:
        return self._drawing

    @property
    def still(self) -> QPixmap | None:
        """What is kept from one frame to the next; None where it has to be painted anew."""
        return self._still

    def set_letters(self, pixels: int) -> None:
        """Another type size."""
        self._letters = pixels
        self.lay_out()

    def show_spec(self, spec: PictureSpec) -> None:
        """Show a picture; where only the live part differs the rest is kept as it is."""
        before, self._spec = self._spec, spec
        if (
            self._drawing is not None
            and isinstance(spec, FrontierSpec)
            and isinstance(before, FrontierSpec)
            and not spec.is_empty
            and same_but_live(spec, before)
        ):
            self._drawing = live(spec, self._drawing, Lettering(float(self._letters)))
            self.update()
            return
        self.setMinimumHeight(0)
        self.lay_out()

    def ring(self, key: str) -> None:
        """Mark the figure that the keyboard is on."""
        self._ringed = key
        self.update()

    def lay_out(self) -> None:
        """Lay the picture out for this size and this theme."""
        if self._spec is None:
            return
        letters = Lettering(float(self._letters))
        if self.minimumHeight():  # what was the least at another width
            least = arrange(self._spec, self.width(), 0.0, lettering=letters, grow=False).height
            self.setMinimumHeight(math.ceil(least))
        self._drawing = arrange(self._spec, self.width(), self.height(), lettering=letters, grow=False)
        self._still = None
        if self.isVisible() and self._drawing.height > self.height() + 0.5:
            self.setMinimumHeight(math.ceil(self._drawing.height))
        if self.minimumHeight() != self._needed:
            self._needed = self.minimumHeight()
            self.needs.emit(self._needed)
        self.update()

    def target(self, key: str) -> Target | None:
        """Where a figure lies."""
        drawn = self._drawing.targets if self._drawing is not None else ()
        return next((one for one in drawn if one.key == key), None)

    def key_at(self, place: QPointF) -> str:
        """The key of the figure under a place: the smallest that holds it, else the nearest in reach."""
        if self._drawing is None:
            return ""
        x, y = place.x(), place.y()
        held, near, reach = [], "", REACH
        for one in self._drawing.targets:
            across = max(one.x - x, 0.0, x - one.x - one.width)
            down = max(one.y - y, 0.0, y - one.y - one.height)
            away = math.hypot(across, down)
            if away == 0.0:
                middle = math.hypot(one.x + one.width / 2 - x, one.y + one.height / 2 - y)
                held.append((one.width * one.height, middle, one.key))
            elif away < reach:
                near, reach = one.key, away
        return min(held)[2] if held else near

    # ------------------------------------------------------------------------ paint and events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawing is None:
            painter.fillRect(self.rect(), apply.colour("surface"))
            painter.end()
            return
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = self._painted(ratio)
        painter.drawPixmap(0, 0, self._still)
        paint(painter, self._drawing.live)
        target = self.target(self._ringed)
        if target is not None and self.hasFocus():
            box = QRectF(target.x, target.y, target.width, target.height).adjusted(-3, -3, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in (("focus-outside", 5.0), ("focus", 3.0)):
                painter.setPen(QPen(apply.colour(colour), width))
                painter.drawRoundedRect(box, 4, 4)
        painter.end()

    def _painted(self, ratio: float) -> QPixmap:
        assert self._drawing is not None
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(apply.colour("surface"))
        painter = QPainter(made)
        paint(painter, self._drawing.inside)
        paint(painter, self._drawing.outside)
        painter.end()
        return made

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the view that owns the plot reads the keys

    def _on_line(self, place: QPointF) -> bool:
        """Whether a place is on a budget line that can be pulled."""
        spec, drawing = self._spec, self._drawing
        if self._drag is None or drawing is None or not isinstance(spec, FrontierSpec) or spec.budget is None:
            return False
        frame = drawing.frame
        at = min(max(frame.key(float(spec.budget)), frame.left), frame.right)
        return abs(place.x() - at) <= GRIP and frame.top - REACH <= place.y() <= frame.bottom

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gripped is not None and self._drag is not None and self._drawing is not None:
            x = event.position().x()
            self._pulled = self._pulled or abs(x - self._gripped) > STEADY
            if self._pulled:
                self._drag(self._drawing.frame.key_of(x))
            return
        if self._on_line(event.position()):
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()
        if key := self.key_at(event.position()):
            self.pointed.emit(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            if self._on_line(event.position()):
                self._gripped, self._pulled = event.position().x(), False
            elif key := self.key_at(event.position()):
                self.pressed.emit(key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        gripped, self._gripped = self._gripped, None
        # A click on the line that pulls nothing is for the figure that lies there.
        if gripped is not None and not self._pulled and (key := self.key_at(event.position())):
            self.pressed.emit(key)
