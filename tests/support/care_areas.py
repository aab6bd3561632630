"""A small programme to try pages on: two care areas, questions, an organisation."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from stewardship_desktop.application.commands import care_area as commands
from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands.care_area import NewStatus
from stewardship_desktop.domain.care_area import (
    CareAreaState,
    DataRequest,
    SpecificationPart,
    SpecificationPrompt,
)
from stewardship_desktop.domain.system import Organisation

TODAY = date(2023, 3, 16)
TRUST = Organisation(id="trust", name="Trust A", short_name="TA")
QUESTIONS = tuple(
    SpecificationPrompt(id=f"{part.value}-{n}", part=part, prompt=f"{part.value} {n}?", position=n)
    for part in SpecificationPart
    for n in (1, 2)
)


class Acts(Protocol):
    """Whatever runs commands in a workspace and waits for them."""

    def act(self, command: Any, *arguments: Any, **named: Any) -> Any:
        """Run one command."""


def two_areas(workspace: Acts) -> tuple[str, str]:
    """Stroke, active, and Respiratory, paused without a review date; both with ten questions to answer."""
    workspace.act(record.add, [TRUST])
    workspace.act(commands.add_questions, QUESTIONS)
    rows = [
        {"name": "Stroke", "cohort": 1, "cohort_year": "2021/22", "lead_note": "a lead"},
        {"name": "Respiratory", "cohort": 1, "cohort_year": "2021/22"},
    ]
    stroke, respiratory = workspace.act(commands.add_care_areas, rows, date(2021, 4, 1))
    for row_id in (stroke, respiratory):
        active = NewStatus(state=CareAreaState.ACTIVE, since=date(2021, 9, 1))
        workspace.act(commands.change_status, row_id, active)
    pause = NewStatus(
        state=CareAreaState.PAUSED, since=date(2022, 9, 1), since_words="autumn 2022", reason="Led elsewhere"
    )
    workspace.act(commands.change_status, respiratory, pause)
    return stroke, respiratory


def ask(workspace: Acts, area: str, what: str, due_on: date | None) -> str:
    """A data request of an area to Trust A; returns its id."""
    row_id = f"request {what}"
    request = DataRequest(
        id=row_id, scope=area, care_area_id=area, what=what, asked_of_id="trust", asked_of_role="Analyst",
        asked_on=date(2023, 1, 1), due_on=due_on,
    )  # fmt: skip
    workspace.act(record.add, [request])
    return row_id
