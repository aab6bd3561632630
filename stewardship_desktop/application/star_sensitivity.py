"""What a session's answers hang on, worked out step by step so that a job can report and be stopped.

Puts the engine's pieces together with the solver; it changes nothing and draws no picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from stewardship_desktop.application.star_solver import HighsSolver
from stewardship_desktop.domain.star.draws import (
    FUNDED_DRAWS,
    RANK_DRAWS,
    FundedDraws,
    RankDraws,
    funded_draws,
    rank_draws,
)
from stewardship_desktop.domain.star.equity import TippingPoint, best_set_tips_at
from stewardship_desktop.domain.star.estimate import MEASURES
from stewardship_desktop.domain.star.flips import (
    Flip,
    best_set_flips,
    easiest_first,
    funded_flips,
    order_flips,
)
from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.model import core20_shares, estimates_of, limits_of, rules_of
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.sensitivity import (
    Bar,
    Headline,
    bars,
    best_gain,
    gain_in_order,
    widest_first,
)

Report = Callable[[float | None, str], None]
BEST, IN_ORDER = "best", "order"
"""The headlines of a tornado: the best gain at the budget, and the gain that the order alone funds."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the answers hang on. `flips`: easiest first; `bars` and `at_best` by headline.

    `tips` is the weight of the most deprived fifth at which the best set changes, None where none does.
    """

    flips: tuple[Flip, ...]
    bars: Mapping[str, tuple[Bar, ...]]
    at_best: Mapping[str, Fraction | None]
    tips: TippingPoint | None


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """How often each option takes each rank, and is in the best set, when figures are drawn by a seed."""

    ranks: RankDraws
    funded: FundedDraws | None


def answers_of(reckoning: Reckoning, report: Report) -> Answers:
    """Flips of order, funding and best set, the tornados, and where equity tips the best set."""
    records = reckoning.records
    options = tuple(reckoning.options.values())
    success = records.session.apply_success
    rules, limits, solver = rules_of(records), limits_of(records), HighsSolver()
    flips: list[Flip] = []
    for at, option in enumerate(options):
        report(at / (3 * len(options)), f"What could change the order: {option.name}")
        for measure in MEASURES:
            flips += order_flips(options, option, measure, apply_success=success)
            flips += funded_flips(options, option, measure, reckoning.budget, apply_success=success)
    found = best_set_flips(
        options, rules, reckoning.budget, solver=solver, limits=limits, apply_success=success
    )
    for at, some in enumerate(found):
        report(1 / 3 + at / (3 * len(options)), "What could change the best plan")
        flips += some
    headlines: dict[str, Headline] = {
        BEST: best_gain(reckoning.budget, rules, solver=solver, limits=limits, apply_success=success),
        IN_ORDER: gain_in_order(reckoning.budget, apply_success=success),
    }
    shown: dict[str, tuple[Bar, ...]] = {}
    for key, headline in headlines.items():
        told: list[Bar] = []
        for bar in bars(options, estimates_of(records), headline, apply_success=success):
            report(2 / 3 + min(len(told), 99) / 300, f"Low and high: {bar.option_name}")
            told.append(bar)
        shown[key] = widest_first(told)
    report(0.99, "What a weight for the most deprived fifth would change")
    return Answers(
        flips=easiest_first(flips),
        bars=shown,
        at_best={key: headline(options) for key, headline in headlines.items()},
        tips=_tips(reckoning, options, solver),
    )


def _tips(reckoning: Reckoning, options: Sequence[Option], solver: HighsSolver) -> TippingPoint | None:
    records = reckoning.records
    population = records.session.core20_population
    return best_set_tips_at(
        options,
        core20_shares(records),
        rules_of(records),
        reckoning.budget,
        solver=solver,
        limits=limits_of(records),
        population_share=None if population is None else Fraction(population),
        apply_success=records.session.apply_success,
    )


def draw(reckoning: Reckoning, report: Report) -> Drawn:
    """Draw every figure with a range by the session's seed: ranks from many draws, funding from fewer."""
    records = reckoning.records
    options = tuple(reckoning.options.values())
    seed, success = records.session.seed, records.session.apply_success
    estimates, solver = estimates_of(records), HighsSolver()
    report(0.0, f"{RANK_DRAWS:,} draws of the order, seed {seed}")
    ranks = rank_draws(options, estimates, seed=seed, apply_success=success)
    last: FundedDraws | None = None
    for last in funded_draws(
        options, rules_of(records), estimates,
        lambda problem: budgeted(problem, problem.scaled_budget(reckoning.budget), solver),
        seed=seed, limits=limits_of(records), apply_success=success,
    ):  # fmt: skip
        report(last.done / FUNDED_DRAWS, f"{last.done} of {FUNDED_DRAWS} draws of the best plan, seed {seed}")
    return Drawn(ranks=ranks, funded=last)


def inputs_of(reckoning: Reckoning) -> tuple[object, ...]:
    """What the answers are worked out from: while this is the same, they are."""
    records = reckoning.records
    session = replace(records.session, name="x", question="", anchor="", facilitator_role="", seed=1)
    return (
        session, reckoning.options, rules_of(records), estimates_of(records), core20_shares(records),
        reckoning.budget,
    )  # fmt: skip
