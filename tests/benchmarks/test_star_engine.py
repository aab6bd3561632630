"""The exact engines: a whole frontier beside HiGHS point by point and every set tried, and look-ups in it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import islice
from statistics import median
from typing import Any

import pytest

from stewardship_desktop.application.star_solver import HighsSolver
from stewardship_desktop.domain.star.frontier import Frontier, budgeted, frontier_of, standing_of
from stewardship_desktop.domain.star.prices import prices
from stewardship_desktop.domain.star.problem import Item, Portfolio, Problem
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from tests.benchmarks.conftest import Against
from tests.support.portfolios import frontier_by_force

SEED = 20230316
PARTS = (14, 14, 10, 8, 5)


def milliseconds(work: Callable[[], object], rounds: int = 1) -> float:
    """The median time of some work."""
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        took.append((time.perf_counter() - started) * 1000)
    return median(took)


def tangled(count: int, parts: tuple[int, ...]) -> Problem:
    """Invented options, figures to the pound; connected parts of so many options each, each of many rules."""
    made = random.Random(SEED)
    ids = [f"o{number:03}" for number in range(count)]
    items = tuple(Item(one, made.randrange(5_000, 400_000), made.randrange(1, 1_000_000)) for one in ids)
    rest = made.sample(ids, count)
    rules = []
    for size in parts:
        part, rest = rest[:size], rest[size:]
        for at in range(1, size):
            kind = made.choice([RuleKind.NEEDS, RuleKind.NEEDS, RuleKind.EXCLUDES])
            rules.append(Rule(kind=kind, members=(part[at], part[made.randrange(at)])))
        for kind, quantity in ((RuleKind.AT_MOST, size // 2), (RuleKind.AT_LEAST, 1), (RuleKind.AT_MOST, 2)):
            members = tuple(made.sample(part, size if quantity > 2 else min(4, size)))
            rules.append(Rule(kind=kind, members=members, quantity=quantity))
    return Problem(items=items, rules=tuple(rules))


def two_more_rows(count: int) -> tuple[Problem, int]:
    """Invented options whose staff and sessions go roughly with their cost, rules, and a budget for 43 %."""
    made = random.Random(SEED)
    ids = [f"o{number:03}" for number in range(count)]
    items = []
    for one in ids:
        cost = made.randrange(5, 400)
        wte, sessions = round(cost / 4.5 * made.uniform(0.4, 1.6)), round(cost * made.uniform(0.2, 3))
        gain = made.randrange(20, 2_000) * made.randrange(5, 60) * made.randrange(6, 10)
        items.append(Item(one, cost * 1_000, gain, (wte, sessions)))
    rules = [Rule(kind=RuleKind.NEEDS, members=tuple(made.sample(ids, 2))) for _ in range(count // 8)]
    for _ in range(count // 10):
        rules.append(Rule(kind=RuleKind.AT_MOST, members=tuple(made.sample(ids, 3)), quantity=1))
    limits = tuple(sum(one.rows[row] for one in items) * 42 // 100 for row in range(2))
    return Problem(items=tuple(items), rules=tuple(rules), limits=limits), sum(
        one.cost for one in items
    ) * 43 // 100


@pytest.fixture(scope="module")
def sixty() -> Problem:
    return tangled(60, PARTS)


@pytest.fixture(scope="module")
def frontier(sixty: Problem) -> Frontier:
    return frontier_of(sixty)


def test_whole_frontier_of_sixty_options(
    benchmark: Any, against: Against, timed: bool, sixty: Problem, frontier: Frontier
) -> None:
    benchmark.pedantic(frontier_of, (sixty,), rounds=5 if timed else 1)
    ours = milliseconds(lambda: frontier_of(sixty), 5)
    points = len(frontier.points)
    against(f"whole frontier, 60 options in parts of up to 14, {points} points", ours, 300, "ms")
    some = 20 if timed else 2
    found: list[Portfolio] = []
    theirs = milliseconds(lambda: found.extend(islice(HighsSolver().efficient(sixty), some)))
    assert tuple(reversed(found)) == frontier.points[-some:]
    against(f"all of it, beside {some} points of it by HiGHS", ours, theirs, "ms")


def test_whole_frontier_beside_every_set(benchmark: Any, against: Against, timed: bool) -> None:
    few = tangled(14 if timed else 6, (14 if timed else 6,))
    benchmark.pedantic(frontier_of, (few,), rounds=3)
    assert frontier_of(few).points == frontier_by_force(few)
    against(
        "whole frontier, one part of 14 options, beside every set",
        milliseconds(lambda: frontier_of(few), 5),
        milliseconds(lambda: frontier_by_force(few)),
        "ms",
    )


def test_look_ups_while_the_slider_moves(benchmark: Any, against: Against, frontier: Frontier) -> None:
    top = frontier.points[-1].cost
    current = [one.id for one in frontier.problem.items[::3]]

    def moves() -> None:
        for step in range(1_000):
            frontier.at(top * step // 1_000)

    benchmark.pedantic(moves, rounds=3)
    against("1,000 look-ups of a budget, 60 options", milliseconds(moves, 3), 16, "ms")
    standing = milliseconds(lambda: standing_of(frontier, current), 5)
    against("where the current allocation stands, 60 options", standing, 16, "ms")


def test_prices_of_sixty_options(
    benchmark: Any, against: Against, sixty: Problem, frontier: Frontier
) -> None:
    budget = frontier.points[len(frontier.points) // 2].cost
    found = benchmark.pedantic(lambda: list(prices(sixty, budget)), rounds=1)
    assert len(found) == 60
    ours = milliseconds(lambda: list(prices(sixty, budget)))
    theirs = milliseconds(lambda: [HighsSolver().best(sixty, budget) for _ in range(3)]) * 20
    against("prices of keeping and stopping, 60 options, beside HiGHS", ours, theirs, "ms")


def test_three_budget_rows_through_highs(benchmark: Any, against: Against, timed: bool) -> None:
    count = 200 if timed else 30
    problem, budget = two_more_rows(count)
    solver = HighsSolver()
    best = benchmark.pedantic(solver.best, (problem, budget), rounds=3 if timed else 1)
    assert best is not None
    ours = milliseconds(lambda: solver.best(problem, budget), 3 if timed else 1)
    against(f"best of {count} options, three budget rows, HiGHS, ties proved", ours, 1_000, "ms")
    chosen = milliseconds(lambda: budgeted(problem, budget, solver))
    against("the same where the merge is tried first", chosen, 1_500, "ms")
