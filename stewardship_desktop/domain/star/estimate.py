"""Low, best and high of an option's figures, and an option with one of its figures changed.

The best value that counts is the one in the option; an estimate adds how far it may lie off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.session import Measure

MEASURES = (Measure.PEOPLE, Measure.SHARE, Measure.BENEFIT, Measure.SUCCESS, Measure.COST)
"""The figures that make gain and cost, in the method's order."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """One figure: the least, the likeliest and the most it may be; None where nobody said."""

    low: Fraction | None = None
    best: Fraction | None = None
    high: Fraction | None = None


Estimates = Mapping[tuple[str, Measure], Estimate]
"""Estimates by (option id, measure); a figure without an entry has no range."""


def checked(estimate: Estimate, *, figure: str) -> Estimate:
    """The estimate, if low, best and high are in order. `figure` names it: "Carer support, cost".

    Raises `UserFixable` naming the figure otherwise.
    """
    known = [value for value in (estimate.low, estimate.best, estimate.high) if value is not None]
    if known != sorted(known):
        raise UserFixable(
            f"{figure}: low, best and high are not in order.", "Type low first, then best, then high."
        )
    return estimate


def value_of(option: Option, measure: Measure) -> Fraction | None:
    """The option's figure of this measure, one of `MEASURES`; None where it is missing."""
    value: Fraction | None = getattr(option, measure.value)
    return value


def with_value(option: Option, measure: Measure, value: Fraction) -> Option:
    """The option with this figure changed."""
    changes = {measure.value: value}
    return replace(option, **changes)  # type: ignore[arg-type]


def changed(options: Sequence[Option], option_id: str, measure: Measure, value: Fraction) -> list[Option]:
    """All options, with one figure of one of them changed."""
    return [with_value(one, measure, value) if one.id == option_id else one for one in options]


def span(
    option: Option, measure: Measure, estimates: Estimates
) -> tuple[Fraction, Fraction, Fraction] | None:
    """Low, best and high of a figure; a missing end is the best value. None where there is no range.

    Raises `UserFixable` where the option's own value does not lie between the ends.
    """
    estimate = estimates.get((option.id, measure))
    best = value_of(option, measure)
    if estimate is None or best is None:
        return None
    low = best if estimate.low is None else estimate.low
    high = best if estimate.high is None else estimate.high
    checked(Estimate(low=low, best=best, high=high), figure=f"{option.name}, {measure.heading.lower()}")
    return None if low == high else (low, best, high)
