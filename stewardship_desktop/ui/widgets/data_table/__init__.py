"""The data table. Pages import `Column`, `DataTable` and `Edit` from here."""

from __future__ import annotations

from stewardship_desktop.ui.widgets.data_table.column import Column, Edit
from stewardship_desktop.ui.widgets.data_table.table import DataTable

__all__ = ["Column", "DataTable", "Edit"]
