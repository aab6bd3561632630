"""Where a workshop stands: its step, its clock, who has spoken. Kept so that a restart goes on.

Plain values and their words; when it is kept, and where, is for whoever holds a `ProgressKeeper`.
Nothing of the group's own work is in here save entry lines that were not finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.workshop.agenda import PLANNED_MINUTES, STEPS, planned_until


@dataclass(frozen=True, kw_only=True)
class Progress:
    """`step` counts from 0. `started_at` is when somebody started the clock, in UTC; None while it stands.

    `entered` holds when each step was first entered with the clock running, by its number. `spoken` are
    ids of seats that have spoken in the round on the option `speaking_on`. `drafts` are texts of entry
    lines not finished yet, by the line's key.
    """

    step: int = 0
    started_at: datetime | None = None
    entered: Mapping[int, datetime] = field(default_factory=dict)
    conflicts_asked: bool = False
    speaking_on: str = ""
    spoken: tuple[str, ...] = ()
    scenario_id: str = ""
    drafts: Mapping[str, str] = field(default_factory=dict)

    def at_step(self, step: int, now: datetime) -> Progress:
        """The same at another step; its time begins when it is first entered."""
        step = max(0, min(step, len(STEPS) - 1))
        entered = dict(self.entered)
        if self.started_at is not None:
            entered.setdefault(step, now)
        return replace(self, step=step, entered=entered)

    def started(self, now: datetime) -> Progress:
        """The clock set going at the step on show."""
        return replace(self, started_at=now, entered={self.step: now})

    def stopped(self) -> Progress:
        """The clock taken off; steps keep no times."""
        return replace(self, started_at=None, entered={})

    def step_words(self, now: datetime) -> str:
        """ "4 of 10 minutes", "3 minutes over"; the planned time alone while the clock stands."""
        planned = STEPS[self.step].minutes
        since = self.entered.get(self.step)
        if self.started_at is None or since is None:
            return f"{planned} minutes planned"
        gone = _minutes(since, now)
        if gone > planned:
            return f"{counted(gone - planned, 'minute')} over the {planned} planned"
        return f"{gone} of {counted(planned, 'minute')}"

    def session_words(self, now: datetime) -> str:
        """ "42 of 120 minutes, 5 behind the plan"; blank while the clock stands."""
        if self.started_at is None:
            return ""
        gone = _minutes(self.started_at, now)
        if gone > PLANNED_MINUTES:
            return f"session {counted(gone - PLANNED_MINUTES, 'minute')} over its {PLANNED_MINUTES}"
        behind = gone - planned_until(self.step)
        words = f"session {gone} of {PLANNED_MINUTES}"
        return f"{words}, {behind} behind the plan" if behind > 0 else words

    def is_over(self, now: datetime) -> bool:
        """Whether the step has taken longer than planned."""
        since = self.entered.get(self.step)
        return since is not None and _minutes(since, now) > STEPS[self.step].minutes


class ProgressKeeper:
    """Keeps the progress of one session in what the program remembers, on disk before it returns."""

    def __init__(self, context: RoomContext, session_id: str) -> None:
        self._context, self._key = context, f"workshop.{session_id}"

    def load(self) -> Progress:
        """What was kept last; the beginning where there is nothing, or nothing that can be read."""
        kept = self._context.remember.get(self._key, {})
        try:
            return _from_plain(kept)
        except (AttributeError, KeyError, TypeError, ValueError):
            return Progress()

    def save(self, progress: Progress) -> None:
        """Keep it at once: a battery may go at any moment."""
        self._context.remember.set(self._key, _to_plain(progress))
        self._context.settings.flush()


def _minutes(since: datetime, now: datetime) -> int:
    """Whole minutes begun between two moments; a clock set back counts as none."""
    return max(0, int((now - since).total_seconds() // 60))


def _to_plain(progress: Progress) -> dict[str, Any]:
    return {
        "step": progress.step,
        "started_at": None if progress.started_at is None else progress.started_at.isoformat(),
        "entered": {str(step): moment.isoformat() for step, moment in progress.entered.items()},
        "conflicts_asked": progress.conflicts_asked,
        "speaking_on": progress.speaking_on,
        "spoken": list(progress.spoken),
        "scenario_id": progress.scenario_id,
        "drafts": dict(progress.drafts),
    }


def _from_plain(kept: Mapping[str, Any]) -> Progress:
    started = kept.get("started_at")
    return Progress(
        step=max(0, min(int(kept.get("step", 0)), len(STEPS) - 1)),
        started_at=None if not started else _moment(started),
        entered={int(step): _moment(moment) for step, moment in kept.get("entered", {}).items()},
        conflicts_asked=bool(kept.get("conflicts_asked", False)),
        speaking_on=str(kept.get("speaking_on", "")),
        spoken=tuple(str(each) for each in kept.get("spoken", ())),
        scenario_id=str(kept.get("scenario_id", "")),
        drafts={str(key): str(text) for key, text in kept.get("drafts", {}).items()},
    )


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
