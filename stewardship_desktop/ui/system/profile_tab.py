"""The profile of the integrated care system: its name, its people, and what the lists need looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import system as commands
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import SYSTEM_ID, OrganisationStatus
from stewardship_desktop.store.queries.system import SystemProfile
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import Card, Field, FigureTile, PropertyForm, label

_FIELDS = (
    Field("name", "Name of the system", required=True, help="As it stands on board papers"),
    Field("short_name", "Short name", help="For headings and charts"),
    Field("population", "Population", kind="integer", unit="people"),
    Field("population_as_at", "Population as at", help="A date or a period, as the source has it"),
    Field("population_source", "Source of the population"),
    Field(
        "profile_as_at",
        "This profile describes the system as at",
        kind="date",
        help="Names, boundaries and bodies change; say which day these were right",
    ),
)
_MOST_SHARED = 5


class ProfileTab(QScrollArea):
    """`ProfileTab(context)`; `show_profile(SystemProfile)`."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form = PropertyForm(_FIELDS, columns=2, history=self._history)
        self.form.committed.connect(self._set)
        self.tiles = {
            "organisations": FigureTile("Organisations", ""),
            "closed": FigureTile("Of them closed", ""),
            "places": FigureTile("Places", ""),
            "lines": FigureTile("Service lines", ""),
            "terms": FigureTile("Terms", ""),
        }
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, 0)
        column.setSpacing(SPACE_4)
        tiles = QHBoxLayout()
        tiles.setSpacing(SPACE_4)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        column.addLayout(tiles)
        self.shared_label = label("")
        self.shared_card = Card("Names that mean more than one organisation", self.shared_label)
        self.shared_card.set_caption(
            "An import can't tell which is meant. Take the name off all but one, or remove the double."
        )
        column.addWidget(self.shared_card)
        column.addWidget(Card("The system", self.form))
        column.addStretch(1)
        body.setAutoFillBackground(False)
        self.setWidget(body)
        self.viewport().setAutoFillBackground(False)

    def show_profile(self, profile: SystemProfile) -> None:
        """Show the profile's fields, the size of its lists and what is wrong with them."""
        system = profile.system
        values = {field.key: getattr(system, field.key) if system else None for field in _FIELDS}
        self.form.set_values({key: None if value == "" else value for key, value in values.items()})
        closed = sum(row.state is OrganisationStatus.CLOSED for row in profile.organisations)
        for key, number in (
            ("organisations", len(profile.organisations)),
            ("closed", closed),
            ("places", len(profile.places)),
            ("lines", len(profile.service_lines)),
            ("terms", len(profile.terms)),
        ):
            self.tiles[key].set_figure(f"{number:,}")
        shared = profile.shared_names
        lines = [f"“{each.name}”: {', '.join(each.organisations)}" for each in shared[:_MOST_SHARED]]
        if len(shared) > _MOST_SHARED:
            lines.append(f"and {len(shared) - _MOST_SHARED} more")
        self.shared_label.setText("\n".join(lines))
        self.shared_card.setVisible(bool(shared))

    def _set(self, key: str, value: Any) -> None:
        def refused(error: UserFixable) -> None:
            self.form.show_error(key, f"{error.what} {error.remedy}".strip())

        self._context.bridge.act(commands.set_profile, {key: value}, otherwise=refused)

    def _history(self, key: str) -> Any:
        return field_entries(self._context.bridge, "system", SYSTEM_ID, key)
