"""The rooms in the order of the navigation. A page's module is imported when its room is first entered."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stewardship_desktop.ui.page import Page, RoomContext


@dataclass(frozen=True)
class Room:
    """One entry of the navigation: `place` is "module:Class" below `stewardship_desktop.ui`."""

    room_id: str
    title: str
    icon: str
    section: str
    place: str
    purpose: str
    needs_care_area: bool = False

    def load(self) -> type[Page]:
        """Import the room's module, on whatever thread, and return its page's class."""
        module, _, name = self.place.partition(":")
        found: type[Page] = getattr(import_module(f"stewardship_desktop.ui.{module}"), name)
        return found

    def build(self, context: RoomContext) -> Page:
        """Make the room's page. On the GUI thread."""
        return self.load()(context)


PROGRAMME = "Programme"
CARE_AREA = "Care area"
FOOT = "Workspace"

ROOMS: tuple[Room, ...] = (
    Room("care_areas", "Care areas", "care-area", PROGRAMME, "care_area.list_page:CareAreasPage",
         "All care areas with cohort, status and completeness"),
    Room("budget", "Budget book", "budget", PROGRAMME, "budget.book_page:BudgetBookPage",
         "Imported files, versions, and three views of one pound"),
    Room("mapping", "Line mapping", "link", PROGRAMME, "budget.mapping_page:MappingPage",
         "Which service lines serve which care areas, and the unmapped rest"),
    Room("home", "Home", "home", CARE_AREA, "home.page:HomePage",
         "What needs us and what changed"),
    Room("care_area", "Specification", "specification", CARE_AREA, "care_area.page:CareAreaPage",
         "Specification, scope, pathways, objectives, standards and blueprint", needs_care_area=True),
    Room("value", "Value", "columns", CARE_AREA, "value_framework.page:ValueFrameworkPage",
         "What a group agrees value means in three columns, and the metrics that show it",
         needs_care_area=True),
    Room("dashboard", "Dashboard", "chart", CARE_AREA, "dashboard.page:DashboardPage",
         "Whether it got better: each metric's chart, what is due, and the meeting's four charts",
         needs_care_area=True),
    Room("resources", "Resources", "resources", CARE_AREA, "budget.resources_page:ResourcesPage",
         "The service lines mapped to this care area and their figures", needs_care_area=True),
    Room("star", "STAR", "target", CARE_AREA, "star.page:StarPage",
         "Sessions that compare options by cost and gain, and move money between them",
         needs_care_area=True),
    Room("workshop", "Workshop", "group", CARE_AREA, "workshop.page:WorkshopPage",
         "Run a session with a group in the room: scores, splits, a plan, a decision", needs_care_area=True),
    Room("requests", "Data requests", "data-request", CARE_AREA, "care_area.requests_page:DataRequestsPage",
         "What was asked for, of whom, and whether it came", needs_care_area=True),
    Room("system", "System", "system", FOOT, "system.page:SystemPage",
         "Organisations, Alliances, service lines and terms"),
    Room("history", "History", "history", FOOT, "history.page:HistoryPage",
         "Who changed what, when and why"),
    Room("settings", "Settings", "settings", FOOT, "settings.page:SettingsPage",
         "Who I am, theme, text size"),
)  # fmt: skip

BY_ID: dict[str, Room] = {room.room_id: room for room in ROOMS}
