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
    "star_session": "star",
    "star_option": "star",
    "star_estimate": "star",
    "star_effect": "star",
    "star_rule": "star",
    "star_scenario": "star",
    "star_choice": "star",
    "star_funding": "star",
    "criterion_score": "star",
    "seat": "workshop",
    "seat_interest": "workshop",
    "reveal": "workshop",
    "star_decision": "workshop",
    "dissent": "workshop",
    "next_step": "workshop",
    "outcome": "value",
    "metric": "value",
    "metric_definition": "value",
    "target": "value",
    "observation": "dashboard",
    "rebase": "dashboard",
    "chart_mark": "dashboard",
    "comparator": "dashboard",
    "meeting_view": "dashboard",
}
"""A blind score is in none of them: to go to it would tell what was scored."""


def room_of(entity: str, scope: str) -> str | None:
    """The room that shows such a record, None if none does."""
    if entity == "care_area" and scope == PROGRAMME:
        return "home"
    return _ROOMS.get(entity)
