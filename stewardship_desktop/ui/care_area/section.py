"""What every section of a care area's page is: shown the whole view, acting through the context."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.store.queries.care_area import CareAreaView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_3


class Section(QWidget):
    """One tab of the care area page. `show_view` fills it; `reveal(record_id)` brings a record into view."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self.context = context
        self.view: CareAreaView | None = None
        self.today = date.min
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(SPACE_3)

    def fit_tables(self) -> None:
        """Give the tables inside a scrolling section the height that their rows need at this width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_tables()

    def show_view(self, view: CareAreaView, today: date) -> None:
        """Show this care area. Keeps selection and half-typed drafts."""
        self.view, self.today = view, today
        self.fill(view)

    def fill(self, view: CareAreaView) -> None:
        """Fill the parts from the view."""
        raise NotImplementedError

    def reveal(self, record_id: str) -> bool:
        """Bring a record of this section into view; False if it is not one of its."""
        return False

    def owned(self) -> dict[str, Any]:
        """The fields every new record of this care area starts with: a fresh id, its scope and its area."""
        assert self.view is not None, "a section acts only once it shows a care area"
        area_id = self.view.area.id
        return {"id": new_id(), "scope": area_id, "care_area_id": area_id}
