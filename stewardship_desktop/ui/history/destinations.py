"""In which room a record is shown. Ids of rooms only; the rooms themselves stay unknown."""

from __future__ import annotations

from stewardship_desktop.domain.identity import PROGRAMME

_ROOMS = {
    "system": "system",
    "place": "system",
    "organisation": "system",
    "service_line": "system",
    "term": "system",
    "care_area": "care_area",
    "care_area_status": "care_area",
    "specification_answer": "care_area",
    "scope_item": "care_area",
    "sub_pathway": "care_area",
    "objective": "care_area",
    "standard": "care_area",
    "standard_adoption": "care_area",
    "blueprint": "care_area",
    "blueprint_source": "care_area",
    "data_request": "requests",
    "budget_import": "budget",
    "budget_figure": "budget",
    "line_mapping": "mapping",
    "line_comment": "budget",
}


def room_of(entity: str, scope: str) -> str | None:
    """The room that shows such a record, None if none does."""
    if entity == "care_area" and scope == PROGRAMME:
        return "home"
    return _ROOMS.get(entity)
