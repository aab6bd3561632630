"""One option as the engine sees it, the three products of STAR, and what an option's figures make of it.

Exact numbers only: a share of 12/100 is a Fraction, so that no order is decided by rounding.
Formulas: people who benefit n = N x r; gain = n x (u / 100) x p; value for money = gain / cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

ONE = Fraction(1)


@dataclass(frozen=True, kw_only=True)
class Option:
    """One whole option with one value a figure; None where the figure is missing.

    `people` reached a year; `share` who benefit and `success` probability, 0 to 1; `benefit` to the
    average person who benefits, -100 to 100 with 0 "no benefit"; `cost` a year in the budget's unit,
    below nought where it saves; `cost_not_done` what leaving it out costs; `cost_stays` where leaving
    it out frees no cash. `rows` are further resources it takes (wte, beds), in the order of the
    problem's limits. `weight` multiplies the gain (equity; 1 leaves it). `service` names the service
    of which this is one level: at most one of them.
    """

    id: str
    name: str
    people: Fraction | None
    share: Fraction | None = ONE
    benefit: Fraction | None
    success: Fraction | None = ONE
    cost: Fraction | None
    current: bool = False
    cost_not_done: Fraction = Fraction(0)
    cost_stays: bool = False
    rows: tuple[Fraction, ...] = ()
    weight: Fraction = ONE
    service: str = ""


class Standing(StrEnum):
    """What an option's figures make of it (edge rules of the method)."""

    RANKED = "ranked"
    FREE = "free"
    COST_SAVING = "cost-saving"
    NO_GAIN = "no gain"
    NEGATIVE = "does harm"
    TRADE_OFF = "saves at a loss"
    MISSING = "missing figures"


STANDING_WORDS = {
    Standing.RANKED: "In the order by value for money.",
    Standing.FREE: "Gains at no cost: first in the order, its value for money has no limit.",
    Standing.COST_SAVING: "Saves money without a loss: before all that costs money.",
    Standing.NO_GAIN: "No gain for what it costs: a candidate to stop, never on the frontier.",
    Standing.NEGATIVE: "The benefit is below nought: a candidate to stop, never on the frontier.",
    Standing.TRADE_OFF: "Saves money but loses gain: a trade-off for the group, not ranked.",
    Standing.MISSING: "Figures are missing: left out of order and totals.",
}


def people_who_benefit(option: Option) -> Fraction | None:
    """n = N x r, people a year; None while either is missing."""
    if option.people is None or option.share is None:
        return None
    return option.people * option.share


def gain(option: Option, *, apply_success: bool = True) -> Fraction | None:
    """Population health gain a year in full-benefit equivalents, weighted; None while a figure is missing.

    Without `apply_success` the probability of success is taken as 1, missing or not.
    """
    reached = people_who_benefit(option)
    success = option.success if apply_success else ONE
    if reached is None or option.benefit is None or success is None:
        return None
    return reached * option.benefit / 100 * success * option.weight


def value_for_money(option: Option, *, apply_success: bool = True) -> Fraction | None:
    """Gain for each unit of cost; None where cost or gain is not above nought or a figure is missing."""
    gained = gain(option, apply_success=apply_success)
    if gained is None or option.cost is None or gained <= 0 or option.cost <= 0:
        return None
    return gained / option.cost


def missing(option: Option, *, apply_success: bool = True) -> tuple[str, ...]:
    """The figures that are not there yet, in words and the method's order."""
    figures = (
        ("people", option.people),
        ("share who benefit", option.share),
        ("benefit", option.benefit),
        ("success", option.success if apply_success else ONE),
        ("cost", option.cost),
    )
    return tuple(words for words, value in figures if value is None)


def standing(option: Option, *, apply_success: bool = True) -> Standing:
    """Which of the method's edge rules holds for this option."""
    gained = gain(option, apply_success=apply_success)
    if gained is None or option.cost is None:
        return Standing.MISSING
    if gained > 0:
        if option.cost > 0:
            return Standing.RANKED
        return Standing.COST_SAVING if option.cost < 0 else Standing.FREE
    if option.cost < 0:
        return Standing.TRADE_OFF if gained < 0 else Standing.COST_SAVING
    return Standing.NEGATIVE if gained < 0 else Standing.NO_GAIN


def complete(options: Sequence[Option], *, apply_success: bool = True) -> tuple[Option, ...]:
    """The options that can be counted: no figure missing."""
    return tuple(one for one in options if not missing(one, apply_success=apply_success))
