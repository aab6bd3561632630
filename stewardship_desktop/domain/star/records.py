"""A session whole, as the store hands it over, and the engine's values made of it.

Holds the one reading of records into options, rules, limits and budget; it changes nothing. Parked
options take no part in any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from stewardship_desktop.domain.criteria_set import CriteriaSet, Criterion, CriterionScore
from stewardship_desktop.domain.star.session import (
    Measure,
    StarChoice,
    StarEffect,
    StarEstimate,
    StarFunding,
    StarOption,
    StarRule,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.domain.workshop import (
    Dissent,
    NextStep,
    Reveal,
    Seat,
    SeatInterest,
    SeatScore,
    StarDecision,
)

Figures = Mapping[Measure, Decimal | None]
"""Values that stand in for an option's best figures: a low or high end, a what-if."""


@dataclass(frozen=True, kw_only=True)
class SessionRecords:
    """Every record of one session, each list in the order people see it."""

    session: StarSession
    options: tuple[StarOption, ...] = ()
    estimates: Mapping[str, Mapping[Measure, StarEstimate]] = field(default_factory=dict)
    effects: Mapping[str, tuple[StarEffect, ...]] = field(default_factory=dict)
    rules: tuple[StarRule, ...] = ()
    scenarios: tuple[StarScenario, ...] = ()
    choices: Mapping[str, Mapping[str, StarChoice]] = field(default_factory=dict)
    funding: Mapping[str, tuple[StarFunding, ...]] = field(default_factory=dict)
    seats: tuple[Seat, ...] = ()
    interests: tuple[SeatInterest, ...] = ()
    scores: tuple[SeatScore, ...] = ()
    reveals: tuple[Reveal, ...] = ()
    decision: StarDecision | None = None
    dissents: tuple[Dissent, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    criteria_set: CriteriaSet | None = None
    criteria: tuple[Criterion, ...] = ()
    criterion_scores: Mapping[str, Mapping[str, CriterionScore]] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)

    @property
    def active(self) -> tuple[StarOption, ...]:
        """The options that take part."""
        return tuple(option for option in self.options if not option.parked)

    @property
    def parked(self) -> tuple[StarOption, ...]:
        return tuple(option for option in self.options if option.parked)

    @property
    def locked(self) -> bool:
        return self.decision is not None and self.decision.locked

    def option(self, option_id: str) -> StarOption | None:
        """The option with this id, parked or not."""
        return next((each for each in self.options if each.id == option_id), None)

    def estimate(self, option_id: str, measure: Measure) -> StarEstimate | None:
        """The figure with its range and source, or None where nobody has given it."""
        return self.estimates.get(option_id, {}).get(measure)

    def best(self, option_id: str, measure: Measure) -> Decimal | None:
        """The best value of a figure, None where there is none."""
        found = self.estimate(option_id, measure)
        return None if found is None else found.best
