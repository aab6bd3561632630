"""The column of parts that a step of the import is, scrolled where the window is low."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.ui.widgets import ScrollingPage


def scrolled_column(step: QWidget, gap: int) -> QVBoxLayout:
    """Fill `step` with a scrolling page; answers the layout that its parts go into, `gap` pixels apart."""
    body = QWidget()
    whole = QVBoxLayout(step)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(ScrollingPage(body))
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return column
