"""Shows how a figure of a table came about, beside the cell it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from stewardship_desktop.ui.widgets import DataTable, Popover, label


def show_working(table: DataTable, title: str, lines: Sequence[str], parent: QWidget) -> None:
    """Open the lines below the table's current cell; Esc or going elsewhere closes them."""
    popover = Popover(title, [label(line) for line in lines], parent=parent)
    popover.open_at(table.grid.viewport(), table.grid.visualRect(table.grid.currentIndex()))
