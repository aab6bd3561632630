"""What the projector shows, as plain values, and what the facilitator's page asks of a projector.

The facilitator's page makes a `Showing` from its step and the reckoning; whatever draws it decides
nothing. A `Showing` never names an option's scores before they were revealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.scores import newest_round


class What(StrEnum):
    """The one thing on the projector."""

    PURPOSE = "the question, what 100 means and the ground rules"
    OPTIONS = "the options, one line each"
    PEOPLE = "people reached, as bars with their sources"
    COST = "cost, as bars with their sources"
    SCORING = "score alone, in silence"
    REVEAL = "the scores as dots"
    SPLITS = "the options whose scores are split"
    BEFORE_AND_AFTER = "the scores before and after the talk"
    TRIANGLES = "value triangles"
    FRONTIER = "the frontier and where we stand"
    BALANCE = "the plan: shift, wish, balance and organisations"
    DECISION = "the decision, different views and next steps"


@dataclass(frozen=True, kw_only=True)
class Showing:
    """What is projected.

    `step` counts from 0. `option_ids` are the options it is about, in the order of the list (for the
    scores: only revealed ones). `option_id` is the one to dwell on: alone on the picture for REVEAL and
    BEFORE_AND_AFTER, highlighted elsewhere; None for all of them. `round` is the newest round to draw.
    `by_category` splits dots into members, residents and guests. `scenario_id` is the plan. `speaking`
    is the role whose turn it is to speak, blank for none. `clock` is shown as it is, blank for no clock.
    """

    step: int
    what: What
    option_ids: tuple[str, ...] = ()
    option_id: str | None = None
    round: int = 1
    by_category: bool = False
    scenario_id: str | None = None
    speaking: str = ""
    clock: str = ""


class Screen(Protocol):
    """A projector: one that shows what it is told, and black when it is told so."""

    def present(self, showing: Showing, reckoning: Reckoning) -> None:
        """Show this from now on. While blank it is drawn when the blank is lifted."""

    def set_blank(self, blank: bool) -> None:
        """Show nothing at all (True), or what was presented last (False)."""


def revealed_options(reckoning: Reckoning, *, round_: int = 1) -> tuple[str, ...]:
    """The options whose scores of this round, or a later one, the room has seen, in the list's order."""
    records = reckoning.records
    return tuple(option.id for option in records.active if newest_round(records, option.id) >= round_)
