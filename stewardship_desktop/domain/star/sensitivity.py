"""The tornado: what one headline figure is at the low and the high end of each uncertain figure.

One figure moves at a time, all others stay at their best. Which change would alter an answer is `flips`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.star.estimate import MEASURES, Estimates, changed, span
from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.option import Option, value_for_money
from stewardship_desktop.domain.star.order import funded_in_order, priority_order
from stewardship_desktop.domain.star.problem import problem_of
from stewardship_desktop.domain.star.rules import Rule
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.domain.star.solver import Solver

Headline = Callable[[Sequence[Option]], Fraction | None]
"""One number that options come to; None where there is none."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One figure with a range, and the headline at its low end, its best value and its high end."""

    option_id: str
    option_name: str
    measure: Measure
    low: Fraction
    best: Fraction
    high: Fraction
    at_low: Fraction | None
    at_best: Fraction | None
    at_high: Fraction | None

    @property
    def width(self) -> Fraction:
        """How far the headline moves from one end to the other, the best value included."""
        known = [one for one in (self.at_low, self.at_best, self.at_high) if one is not None]
        return max(known) - min(known) if known else Fraction(0)


def bars(
    options: Sequence[Option], estimates: Estimates, headline: Headline, *, apply_success: bool = True
) -> Iterator[Bar]:
    """A bar for every figure with a range, one by one for progress, in the order of the options.

    `widest_first` sorts them. Success has no bar where it is not applied.
    """
    at_best = headline(options)
    for option in options:
        for measure in MEASURES:
            ends = span(option, measure, estimates)
            if ends is None or (measure is Measure.SUCCESS and not apply_success):
                continue
            low, best, high = ends
            yield Bar(
                option_id=option.id,
                option_name=option.name,
                measure=measure,
                low=low,
                best=best,
                high=high,
                at_low=headline(changed(options, option.id, measure, low)),
                at_best=at_best,
                at_high=headline(changed(options, option.id, measure, high)),
            )


def widest_first(found: Iterable[Bar]) -> tuple[Bar, ...]:
    """Bars as a tornado stands, ties by name and the method's order of figures."""
    return tuple(
        sorted(
            found, key=lambda one: (-one.width, one.option_name, one.option_id, MEASURES.index(one.measure))
        )
    )


def value_of_one(option_id: str, *, apply_success: bool = True) -> Headline:
    """The headline "value for money of this option", gain for each unit of cost."""

    def headline(options: Sequence[Option]) -> Fraction | None:
        option = next((one for one in options if one.id == option_id), None)
        return None if option is None else value_for_money(option, apply_success=apply_success)

    return headline


def gain_in_order(budget: Fraction, *, apply_success: bool = True) -> Headline:
    """The headline "gain of what the priority order funds at a budget"."""

    def headline(options: Sequence[Option]) -> Fraction:
        funded = funded_in_order(priority_order(options, apply_success=apply_success), budget)
        return funded[-1].cumulative_gain if funded else Fraction(0)

    return headline


def best_gain(
    budget: Fraction,
    rules: Sequence[Rule] = (),
    *,
    solver: Solver | None = None,
    limits: Sequence[Fraction | None] = (),
    apply_success: bool = True,
) -> Headline:
    """The headline "best gain at a budget", exact; None where nothing keeps to budget, rules and limits."""

    def headline(options: Sequence[Option]) -> Fraction | None:
        problem = problem_of(options, rules, limits=limits, apply_success=apply_success)
        best = budgeted(problem, problem.scaled_budget(budget), solver)
        return None if best is None else problem.gain_of(best.gain)

    return headline
