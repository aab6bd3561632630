"""Drawing, flips and the tornado for 40 options, beside doing the same by trying or sorting draw by draw."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from stewardship_desktop.application.star_solver import HighsSolver
from stewardship_desktop.domain.star.draws import FUNDED_DRAWS, RANK_DRAWS, funded_draws, rank_draws
from stewardship_desktop.domain.star.estimate import MEASURES, Estimate, Estimates, value_of, with_value
from stewardship_desktop.domain.star.flips import best_set_flips, funded_flips, order_flips
from stewardship_desktop.domain.star.frontier import budgeted
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.problem import Portfolio, Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from stewardship_desktop.domain.star.sensitivity import bars, best_gain
from stewardship_desktop.domain.star.session import Measure
from tests.benchmarks.conftest import Against

OPTIONS = 40
SEED = 20230316


@dataclass(frozen=True)
class Session:
    """Forty invented options, every figure with a range, and rules between some of them."""

    options: list[Option]
    estimates: Estimates
    rules: list[Rule]
    budget: Fraction


@pytest.fixture(scope="module")
def session() -> Session:
    made = random.Random(SEED)
    options = [
        Option(
            id=f"o{number:02}",
            name=f"Option {number}",
            people=Fraction(made.randrange(50, 3_000)),
            share=Fraction(made.randrange(5, 90), 100),
            benefit=Fraction(made.randrange(5, 95)),
            success=Fraction(made.randrange(50, 100), 100),
            cost=Fraction(made.randrange(5_000, 400_000)),
        )
        for number in range(OPTIONS)
    ]
    estimates = {}
    for option in options:
        for measure in MEASURES:
            best = value_of(option, measure) or Fraction(0)
            most = measure.bounds[1]
            high = best * 13 / 10
            estimates[option.id, measure] = Estimate(
                low=best * 7 / 10, best=best, high=high if most is None else min(high, Fraction(most))
            )
    pairs = [
        Rule(kind=kind, members=(f"o{at:02}", f"o{at + 1:02}"))
        for at, kind in ((0, RuleKind.NEEDS), (2, RuleKind.NEEDS), (4, RuleKind.BOTH), (6, RuleKind.EXCLUDES))
    ]
    groups = [
        Rule(kind=RuleKind.AT_MOST, members=tuple(f"o{at + add:02}" for add in range(3)), quantity=1)
        for at in (10, 20, 30)
    ]
    rules = [*pairs, *groups, Rule(kind=RuleKind.MUST, members=("o15",))]
    return Session(
        options, estimates, rules, sum((one.cost or Fraction(0) for one in options), Fraction(0)) * 42 / 100
    )


def seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def drawn_one_by_one(session: Session, draws: int) -> None:
    """The peer: the exact order of each draw, sorted as the editor sorts it."""
    stream = random.Random(SEED)
    for _ in range(draws):
        drawn = []
        for option in session.options:
            for measure in MEASURES:
                estimate = session.estimates[option.id, measure]
                low, best, high = (float(one or 0) for one in (estimate.low, estimate.best, estimate.high))
                option = with_value(option, measure, Fraction(stream.triangular(low, high, best)))
            drawn.append(option)
        priority_order(drawn)


def test_ranks_drawn(benchmark: Any, against: Against, timed: bool, session: Session) -> None:
    draws = RANK_DRAWS if timed else 50
    benchmark.pedantic(
        rank_draws,
        (session.options, session.estimates),
        {"seed": SEED, "draws": draws},
        rounds=5 if timed else 1,
    )
    few = 50
    peer = seconds(lambda: drawn_one_by_one(session, few)) / few * draws
    if timed:
        against("10,000 rank draws, 40 options", benchmark.stats.stats.median, 1.0, "s")
        against("the same beside an exact sort draw by draw", benchmark.stats.stats.median, peer, "s")


def test_funded_sets_drawn(benchmark: Any, against: Against, timed: bool, session: Session) -> None:
    draws = FUNDED_DRAWS if timed else 3
    solver = HighsSolver()
    compared: list[tuple[Problem, Portfolio | None]] = []

    def exact(problem: Problem) -> Portfolio | None:
        found = budgeted(problem, problem.scaled_budget(session.budget))
        if len(compared) < 10:
            compared.append((problem, found))
        return found

    def all_draws() -> None:
        for _ in funded_draws(
            session.options, session.rules, session.estimates, exact, seed=SEED, draws=draws
        ):
            pass

    benchmark.pedantic(all_draws, rounds=3 if timed else 1)

    def by_solver() -> None:
        for problem, found in compared:
            assert solver.best(problem, problem.scaled_budget(session.budget)) == found

    peer = seconds(by_solver) / len(compared) * draws
    if timed:
        against("500 exact funded-set draws, 40 options", benchmark.stats.stats.median, 10.0, "s")
        against("the same beside HiGHS draw by draw", benchmark.stats.stats.median, peer, "s")


def test_flips_and_tornado(benchmark: Any, against: Against, timed: bool, session: Session) -> None:
    some = session.options if timed else session.options[:3]

    def every_flip() -> None:
        for option in some:
            for measure in MEASURES:
                order_flips(session.options, option, measure)
                funded_flips(session.options, option, measure, session.budget)
        if timed:
            list(best_set_flips(session.options, session.rules, session.budget))

    benchmark.pedantic(every_flip, rounds=1)
    headline = best_gain(session.budget, session.rules)
    whole = list(bars(some, session.estimates, headline))
    costs = [one for one in whole if one.measure is Measure.COST]
    assert len(costs) == len(some)
    # The peer finds one flip of one figure by trying: a hundred values each way, solved one by one.
    tried = seconds(
        lambda: [
            best_gain(session.budget, session.rules)(
                [with_value(one, Measure.COST, (one.cost or Fraction(0)) * step / 100) for one in some[:1]]
                + session.options[1:]
            )
            for step in range(100, 0 if timed else 97, -1)
        ]
    )
    if timed:
        inputs = len(session.options) * len(MEASURES)
        against("all flips of 200 figures", benchmark.stats.stats.median, tried * inputs * 2, "s")
