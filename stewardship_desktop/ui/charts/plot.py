"""The plot on the screen: a pyqtgraph view for pan and zoom, with the laid out chart painted over it.

pyqtgraph is imported when the first plot is made and not before. Its axes are not used: what is shown
is what `domain.chart.layout` lays out for the part looked at, so screen and export agree.
"""

from __future__ import annotations

import math
import weakref
from functools import cache
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from stewardship_desktop.domain.chart.figures import bar_rect
from stewardship_desktop.domain.chart.layout import arrange, full_view
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.plan import HORIZONTAL, Point, points
from stewardship_desktop.domain.chart.primitives import Drawing, View
from stewardship_desktop.domain.chart.spec import ChartSpec, Kind
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply

REACH = 28.0  # pixels from a point within which the mouse reads it
CLOSEST = 3.0  # keys that the closest zoom still shows


class PlotOwner(Protocol):
    """Who is told what the mouse found and what was zoomed."""

    def point_under_mouse(self, point: Point | None) -> None: ...

    def zoom_changed(self, zoomed: bool) -> None: ...


@cache
def _plot_class() -> Any:
    import pyqtgraph

    class Plot(pyqtgraph.GraphicsView):
        """One chart. Keys along one axis can be panned and zoomed; values keep their whole axis."""

        # On the class, because the parent's own start resizes the view before ours has run.
        _spec: ChartSpec | None = None
        _drawing: Drawing | None = None
        _laying_out = False
        _still: QPixmap | None = None

        def __init__(self, owner: PlotOwner, parent: QWidget | None = None) -> None:
            super().__init__(parent=parent, background=None)
            self.setAntialiasing(True)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            # Weak: a ring of references through Qt objects is broken by Python in an order Qt cannot bear.
            self._owner_of = weakref.ref(owner)
            self._points: tuple[Point, ...] = ()
            self._chosen: Point | None = None
            # Without borders or menus: they would speak pyqtgraph's words, not ours.
            self.box = pyqtgraph.ViewBox(enableMenu=False, defaultPadding=0.0)
            # pyqtgraph's own empty middle has to go: with two graphics widgets in its scene a view that is
            # deleted after the style sheet changed crashes in Qt (6.11.3, tests/ui/charts/test_view.py).
            self.setCentralItem(None)
            self.addItem(self.box)
            self.box.sigRangeChanged.connect(self._view_moved)
            self.scene().sigMouseMoved.connect(self._mouse_moved)

        # ------------------------------------------------------------------ what is shown

        @property
        def drawing(self) -> Drawing | None:
            return self._drawing

        def show_spec(self, spec: ChartSpec) -> None:
            """Show a chart in place of the one before, whole."""
            self._spec, self._chosen = spec, None
            self._points = points(spec)
            across = spec.kind in HORIZONTAL
            self._laying_out = True
            self.box.setMouseEnabled(x=not across and not spec.is_empty, y=across and not spec.is_empty)
            self.box.invertY(across)
            whole = full_view(spec)
            low, high = whole.key_range
            least = min(CLOSEST, len(spec.keys)) * (high - low) / max(len(spec.keys), 1)
            axis = "y" if across else "x"
            self.box.setLimits(xMin=None, xMax=None, yMin=None, yMax=None)
            self.box.setLimits(minXRange=None, maxXRange=None, minYRange=None, maxYRange=None)
            self._set_range(whole)
            limits = {f"{axis}Min": low, f"{axis}Max": high, f"min{axis.upper()}Range": least}
            self.box.setLimits(**limits)
            self._laying_out = False
            self.lay_out()

        def _set_range(self, view: View) -> None:
            across = self._spec is not None and self._spec.kind in HORIZONTAL
            keys, values = view.key_range, view.value_range
            self.box.setRange(xRange=values if across else keys, yRange=keys if across else values, padding=0)

        @property
        def zoomed(self) -> bool:
            if self._spec is None or self._spec.is_empty:
                return False
            low, high = self._keys_seen()
            whole = full_view(self._spec).key_range
            return (high - low) < (whole[1] - whole[0]) * 0.999

        def _keys_seen(self) -> tuple[float, float]:
            assert self._spec is not None
            across, along = self.box.viewRange()
            low, high = along if self._spec.kind in HORIZONTAL else across
            return float(low), float(high)

        def show_whole(self) -> None:
            if self._spec is not None:
                self._set_range(full_view(self._spec))

        def zoom(self, factor: float) -> None:
            """Show `factor` times as many keys, around the chosen point or the middle."""
            if self._spec is None or self._spec.is_empty:
                return
            low, high = self._keys_seen()
            centre = self._chosen.key if self._chosen else (low + high) / 2
            whole = full_view(self._spec)
            width = min((high - low) * factor, whole.key_range[1] - whole.key_range[0])
            start = min(max(centre - width / 2, whole.key_range[0]), whole.key_range[1] - width)
            self._set_range(View((start, start + width), whole.value_range))

        def choose(self, point: Point | None) -> None:
            """Ring one figure, and bring it into view."""
            self._chosen = point
            if point is not None and self._spec is not None:
                low, high = self._keys_seen()
                if not low <= point.key <= high:
                    width, whole = high - low, full_view(self._spec)
                    start = min(max(point.key - width / 2, whole.key_range[0]), whole.key_range[1] - width)
                    self._set_range(View((start, start + width), whole.value_range))
            self.viewport().update()

        # ------------------------------------------------------------------ layout and paint

        def lay_out(self) -> None:
            """Lay the chart out for this size, this part and this theme."""
            if self._spec is None or self._laying_out:
                return
            self._laying_out = True
            letters = Lettering(float(apply.current().sizes.caption))
            view = None
            if self.zoomed:
                view = View(self._keys_seen(), full_view(self._spec).value_range)
            size = self.viewport().size()
            self._drawing = arrange(
                self._spec, size.width(), size.height(), lettering=letters, view=view, grow=False
            )
            self._still = None
            frame = self._drawing.frame
            self.box.setGeometry(QRectF(frame.left, frame.top, frame.width, frame.height))
            self.viewport().update()
            self._laying_out = False

        def _view_moved(self, *_: object) -> None:
            if not self._laying_out:
                self.lay_out()
                if (owner := self._owner_of()) is not None:
                    owner.zoom_changed(self.zoomed)

        def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802 - Qt's name
            # No item of our own in the scene: Qt and Python would quarrel over who deletes it.
            super().drawForeground(painter, rect)
            if self._drawing is None:
                return
            painter.resetTransform()
            ratio = self.devicePixelRatioF()
            if self._still is None or self._still.devicePixelRatio() != ratio:
                self._still = self._painted(ratio)
            painter.drawPixmap(0, 0, self._still)
            if self._chosen is not None:
                self._ring(painter, self._chosen)

        def _painted(self, ratio: float) -> QPixmap:
            """All but the ring, kept from one frame to the next: a walk by keys moves nothing else."""
            assert self._drawing is not None
            made = QPixmap(self.viewport().size() * ratio)
            made.setDevicePixelRatio(ratio)
            # Patterns and plates are filled with the surface: the chart brings its own.
            made.fill(apply.colour("surface"))
            painter = QPainter(made)
            frame = self._drawing.frame
            around = QRectF(frame.left, frame.top, frame.width, frame.height)
            if not self.zoomed:  # or marks at the rim of the frame are cut in two
                around = around.adjusted(-8, -8, 8, 8)
            painter.save()
            painter.setClipRect(around)
            paint(painter, self._drawing.inside)
            painter.restore()
            paint(painter, self._drawing.outside)
            painter.end()
            return made

        def _ring(self, painter: QPainter, point: Point) -> None:
            assert self._drawing is not None
            assert self._spec is not None
            frame = self._drawing.frame
            if point.end is None:
                shape = QRectF(0, 0, 18, 18)
                low = min(max(0.0, frame.value_range[0]), frame.value_range[1])
                shape.moveCenter(QPointF(*frame.at(point.key, low)))
            elif point.half and self._spec.kind is not Kind.ORDINAL:
                rect = bar_rect(point, frame)
                shape = QRectF(rect.x, rect.y, rect.width, rect.height).adjusted(-2, -2, 2, 2)
            else:
                shape = QRectF(0, 0, 20, 20)
                shape.moveCenter(QPointF(*frame.at(point.key, point.end)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in (("focus-outside", 5.0), ("focus", 3.0)):
                painter.setPen(QPen(apply.colour(colour), width))
                painter.drawRoundedRect(shape, 4, 4)

        # ------------------------------------------------------------------ events

        def resizeEvent(self, event: QResizeEvent | None) -> None:
            super().resizeEvent(event)
            self.lay_out()

        def wheelEvent(self, event: QWheelEvent) -> None:
            # A wheel without Ctrl belongs to the page that the chart stands on.
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                super().wheelEvent(event)
            else:
                event.ignore()

        def keyPressEvent(self, event: QKeyEvent) -> None:
            event.ignore()  # the view that owns the plot reads the keys

        def leaveEvent(self, event: Any) -> None:
            super().leaveEvent(event)
            self._tell(None)

        def _mouse_moved(self, place: QPointF) -> None:
            self._tell(self.point_at(place))

        def _tell(self, point: Point | None) -> None:
            if (owner := self._owner_of()) is not None:
                owner.point_under_mouse(point)

        def point_at(self, place: QPointF) -> Point | None:
            """The bar under a place, or the nearest point within reach."""
            if self._drawing is None or self._spec is None or self._spec.is_empty:
                return None
            frame, best, reach = self._drawing.frame, None, REACH
            for point in self._points:
                if point.end is None:
                    continue
                if point.half and self._spec.kind is not Kind.ORDINAL:
                    rect = bar_rect(point, frame)
                    box = QRectF(rect.x, rect.y, rect.width, rect.height).adjusted(-3, -3, 3, 3)
                    if box.contains(place):
                        return point
                    continue
                x, y = frame.at(point.key, point.end)
                away = math.hypot(place.x() - x, place.y() - y)
                if away <= reach:
                    best, reach = point, away
            return best

    return Plot


def make_plot(owner: PlotOwner, parent: QWidget) -> Any:
    """A plot that tells `owner`. The first call imports pyqtgraph (about 0.4 s)."""
    return _plot_class()(owner, parent)
