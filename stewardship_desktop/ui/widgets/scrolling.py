"""The page that scrolls where its window can't hold it: nothing but its parts shows or takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollingPage(QScrollArea):
    """`ScrollingPage(body, *, sideways=True)`: `body` without frame, ground or a stop of Tab of its own.

    Without `sideways` no bar stands at the foot: the body is as wide as the page and wraps its words.
    """

    def __init__(self, body: QWidget, *, sideways: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The parts inside take the focus; the area itself would only be one more stop of Tab.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)
        # A scroll area makes its widget paint a ground; the page has its own.
        body.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
