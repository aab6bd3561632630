"""Rectangles and triangles of a session's options, each redrawn from the reckoning."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.chart.picture import PictureSpec
from stewardship_desktop.domain.star.drawn import rectangles_of, triangles_of
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import Card
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

Drawn = Callable[[Reckoning], PictureSpec]


class PicturePanel(QWidget):
    """`PicturePanel(context, draw)`: `show_session(reckoning)`, `highlight(id)` -> `option_chosen(id)`."""

    option_chosen = Signal(str)

    def __init__(self, context: RoomContext, draw: Drawn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        del context
        self._draw, self._highlighted = draw, ""
        self.view: ChartView | None = None
        self.card = Card()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(self.card))

    def show_session(self, reckoning: Reckoning) -> None:
        """Draw the session as it is now."""
        spec = self._draw(reckoning)
        if self.view is None:
            self.view = ChartView(spec)
            self.view.chosen.connect(self.option_chosen)
            self.card.add(self.view, 1)
        else:
            self.view.set_spec(spec)
        self.view.highlight(self._highlighted)

    def highlight(self, option_id: str) -> None:
        """Let an option stand out; sends nothing."""
        self._highlighted = option_id
        if self.view is not None:
            self.view.highlight(option_id)


class RectanglesPanel(PicturePanel):
    """The rectangles."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, rectangles_of, parent)


class TrianglesPanel(PicturePanel):
    """The triangles."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, triangles_of, parent)
