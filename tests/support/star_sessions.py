"""A small STAR session in a workspace: two services of today, two wishes, two organisations. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star.model import letter
from stewardship_desktop.domain.star.reckoning import Reckoning, reckon
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.store.queries.star import session_records
from tests.support.care_areas import two_areas


class Workspace(Protocol):
    """Whatever runs commands in a workspace and waits, and reads it."""

    opened: Any

    def act(self, command: Any, *arguments: Any, **named: Any) -> Any:
        """Run one command."""


@dataclass(frozen=True)
class SmallSession:
    """The ids of the session, its options by their short names, and its first scenario."""

    session_id: str
    options: dict[str, str]
    scenario_id: str
    workspace: Workspace

    def reckoning(self) -> Reckoning:
        """The session as it stands, worked out."""
        records = self.workspace.opened.read(session_records, self.session_id)
        assert records is not None
        return reckon(records)

    def plans(self) -> dict[str, str]:
        """Ids of scenarios by letter."""
        records = self.reckoning().records
        return {letter(each, records): each.id for each in records.scenarios}


ROWS = (
    ("Ward beds", 400, "10", "0.9", 60_000, {"current": True, "setting": "hospital", "acuity": 4}),
    ("Clinic", 300, "20", "0.9", 50_000, {"current": True, "setting": "clinic", "acuity": 3}),
    ("Guided self-help", 400, "30", "0.9", 40_000, {"setting": "home", "acuity": 1}),
    ("Carer support", 220, "20", "0.95", 20_000, {"setting": "home", "acuity": 1}),
)


def small_session(workspace: Workspace, **values: Any) -> SmallSession:
    """Make it. The trust saves what the ward costs and pays for none of the wishes."""
    area, _ = two_areas(workspace)
    session_id = workspace.act(star.start_session, area, "Stroke at home", **values)
    ids = workspace.act(
        star.add_options,
        session_id,
        [
            {
                "name": name, "people": people, "share": 1, "benefit": Decimal(benefit),
                "success": Decimal(success), "cost": cost, **more,
            }
            for name, people, benefit, success, cost, more in ROWS
        ],
    )  # fmt: skip
    options = dict(zip(("ward", "clinic", "self-help", "carers"), ids, strict=True))
    effect = {"pays": 60_000, "stranded": 15_000, "stranded_covered": 5_000}
    workspace.act(star.set_effect, session_id, options["ward"], "trust", effect)
    workspace.act(
        star.set_estimate, session_id, options["ward"], Measure.COST,
        {"low": Decimal(50_000), "high": Decimal(90_000), "source": "Finance"},
    )  # fmt: skip
    made = SmallSession(session_id, options, "", workspace)
    return SmallSession(session_id, options, made.plans()["A"], workspace)
