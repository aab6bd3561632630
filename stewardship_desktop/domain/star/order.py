"""The priority order: options by value for money, and what they come to one after another.

Rules between options play no part here; the order is stable as the budget changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.star.option import Option, gain


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One place in the order. `value_for_money` None stands for no limit (cost nought or less)."""

    rank: int
    option: Option
    gain: Fraction
    cost: Fraction
    value_for_money: Fraction | None
    cumulative_cost: Fraction
    cumulative_gain: Fraction


Place = tuple[bool, Fraction, Fraction, str, str]


def place_of(option: Option, *, apply_success: bool = True) -> Place | None:
    """What an option is sorted by in the order, the least first; None where it has no place in it."""
    gained = gain(option, apply_success=apply_success)
    if gained is None or option.cost is None or gained <= 0:
        return None
    if option.cost > 0:
        return True, -gained / option.cost, option.cost, option.name, option.id
    return False, Fraction(0), option.cost, option.name, option.id


def priority_order(options: Sequence[Option], *, apply_success: bool = True) -> tuple[Ranked, ...]:
    """Options with a gain above nought by value for money, the best first.

    Those that cost nought or less come first. Ties go by lower cost, then name, then id. Options
    without a gain or with a figure missing have no place.
    """
    placed = []
    for option in options:
        place = place_of(option, apply_success=apply_success)
        if place is not None:
            placed.append((place, option))
    placed.sort(key=lambda one: one[0])
    found = []
    total_cost = total_gain = Fraction(0)
    for rank, ((is_limited, negated, cost, _, _), option) in enumerate(placed, 1):
        gained = gain(option, apply_success=apply_success) or Fraction(0)
        total_cost += cost
        total_gain += gained
        found.append(
            Ranked(
                rank=rank, option=option, gain=gained, cost=cost,
                value_for_money=-negated if is_limited else None,
                cumulative_cost=total_cost, cumulative_gain=total_gain,
            )
        )  # fmt: skip
    return tuple(found)


def funded_in_order(order: Sequence[Ranked], budget: Fraction) -> tuple[Ranked, ...]:
    """What the order funds at a budget: from the top until the first that no longer fits."""
    taken = []
    for place in order:
        if place.cumulative_cost > budget:
            break
        taken.append(place)
    return tuple(taken)
