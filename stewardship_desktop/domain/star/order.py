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


def priority_order(options: Sequence[Option], *, apply_success: bool = True) -> tuple[Ranked, ...]:
    """Options with a gain above nought by value for money, the best first.

    Those that cost nought or less come first. Ties go by lower cost, then name, then id. Options
    without a gain or with a figure missing have no place.
    """
    counted = []
    for option in options:
        gained = gain(option, apply_success=apply_success)
        if gained is not None and option.cost is not None and gained > 0:
            value = gained / option.cost if option.cost > 0 else None
            counted.append((option, gained, option.cost, value))
    counted.sort(key=lambda one: (one[3] is not None, -(one[3] or 0), one[2], one[0].name, one[0].id))
    found = []
    total_cost = total_gain = Fraction(0)
    for rank, (option, gained, cost, value) in enumerate(counted, 1):
        total_cost += cost
        total_gain += gained
        found.append(
            Ranked(
                rank=rank, option=option, gain=gained, cost=cost, value_for_money=value,
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
