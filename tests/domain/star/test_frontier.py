"""The frontier: published examples to the digit, look-ups, where the current allocation stands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.star.frontier import Frontier, budgeted, frontier_of, standing_of
from stewardship_desktop.domain.star.merge import TooLargeError
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.order import funded_in_order, priority_order
from stewardship_desktop.domain.star.problem import Item, Portfolio, Problem, problem_of
from stewardship_desktop.domain.star.rules import Rule, RuleKind
from tests.support.portfolios import best_by_force, frontier_by_force, problems


def option(name: str, gained: int, cost: int, service: str = "") -> Option:
    """An option with so many people who benefit in full."""
    people, full = Fraction(gained), Fraction(100)
    return Option(id=name, name=name, people=people, benefit=full, cost=Fraction(cost), service=service)


# Lourenço, Morton and Bana e Costa (2012), four projects: (project, benefit, cost).
PROJECTS = [option("1", 3, 4), option("2", 4, 8), option("3", 3, 10), option("4", 2, 8)]

# Colorectal screening, Australia and New Zealand Health Policy 2:10, table 7: strategy, cost, life years.
SCREENING = [
    ("FOBT2", 140_117_791, 3_551),
    ("DCBE5", 248_112_291, 6_023),
    ("DCBE3", 304_301_903, 6_720),
    ("FOBT1+DCBE5", 370_181_240, 7_076),
    ("FOBT1+DCBE3", 422_777_702, 7_299),
]


def test_seven_efficient_portfolios_as_published() -> None:
    frontier = frontier_of(problem_of(PROJECTS))
    assert [("".join(one.members), one.cost, one.gain) for one in frontier.points] == [
        ("", 0, 0), ("1", 4, 3), ("2", 8, 4), ("12", 12, 7), ("124", 20, 9), ("123", 22, 10),
        ("1234", 30, 12),
    ]  # fmt: skip
    marks = zip(frontier.points, frontier.convex, strict=True)
    assert ["".join(one.members) for one, is_on in marks if not is_on] == ["2", "124"]


@pytest.mark.parametrize(
    "budget, in_order, optimum",
    [
        (3, "", ""), (4, "1", "1"), (11, "1", "2"), (12, "12", "12"), (20, "12", "124"), (21, "12", "124"),
        (22, "123", "123"), (29, "123", "123"), (30, "1234", "1234"), (99, "1234", "1234"),
    ],
)  # fmt: skip
def test_priority_order_and_optimum_as_published(budget: int, in_order: str, optimum: str) -> None:
    funded = funded_in_order(priority_order(PROJECTS), Fraction(budget))
    assert "".join(one.option.id for one in funded) == in_order
    problem = problem_of(PROJECTS)
    best = frontier_of(problem).at(budget)
    assert best is not None
    assert "".join(best.members) == optimum
    assert budgeted(problem, budget) == best


def test_levels_of_one_service_have_the_published_ratios() -> None:
    levels = [option(name, gained, cost, "Screening") for name, cost, gained in SCREENING]
    frontier = frontier_of(problem_of(levels))
    assert [one.members for one in frontier.points] == [(), *((name,) for name, _, _ in SCREENING)]
    assert all(frontier.convex)
    steps = zip(frontier.points, frontier.points[1:], strict=False)
    ratios = [Fraction(b.cost - a.cost, b.gain - a.gain) for a, b in steps]
    assert [round(one) for one in ratios] == [39_459, 43_687, 80_616, 185_054, 235_859]
    averages = [Fraction(one.cost, one.gain) for one in frontier.points[1:]]
    assert [round(one) for one in averages] == [39_459, 41_194, 45_283, 52_315, 57_923]


def test_where_the_current_allocation_stands() -> None:
    frontier = frontier_of(problem_of(PROJECTS))
    found = standing_of(frontier, ["3", "4", "unknown"])
    assert [found.cost, found.gain] == [18, 5]
    # Smooth at 18: {1,2} at 12 gains 7, then project 3 at 3/10; at a gain of 5: 4 + 2 x 8/4.
    assert found.gain_at_same_cost == 7 + 6 * Fraction(3, 10) - 5
    assert found.cost_at_same_gain == 18 - 8
    assert found.gain_at_same_cost_whole == 2
    assert found.cost_at_same_gain_whole == 18 - 12
    assert found.better_at_same_cost == found.cheaper_at_same_gain == Portfolio(("1", "2"), 12, 7)
    assert found.broken == ()


def test_current_allocation_outside_of_the_frontier() -> None:
    must = Rule(kind=RuleKind.MUST, members=("2",))
    never = Rule(kind=RuleKind.EXCLUDES, members=("1", "2"))
    frontier = frontier_of(problem_of(PROJECTS, [must, never]))
    cheap = standing_of(frontier, ["1"])
    assert cheap.broken == (must,)
    assert cheap.gain_at_same_cost is None
    assert cheap.gain_at_same_cost_whole is None
    assert cheap.cost_at_same_gain == cheap.cost_at_same_gain_whole == 4 - 8
    rich = standing_of(frontier, ["1", "2", "3", "4"])
    assert rich.broken == (never,)
    assert rich.cost_at_same_gain is None
    assert rich.cost_at_same_gain_whole is None
    assert rich.gain_at_same_cost == rich.gain_at_same_cost_whole == 9 - 12


def test_current_allocation_above_a_limit() -> None:
    items = (Item("a", 1, 1, (2, 1)), Item("b", 1, 2, (2, 1)))
    frontier = frontier_of(Problem(items=items, limits=(3, 2)))
    found = standing_of(frontier, ["a", "b"])
    assert found.exceeded == (0,)
    assert found.gain_at_same_cost == -1
    assert standing_of(frontier, ["b"]).exceeded == ()


def test_points_on_a_straight_line_are_convex() -> None:
    items = (Item("a", 2, 2), Item("b", 4, 4), Item("c", 10, 5))
    frontier = frontier_of(Problem(items=items))
    assert [(one.cost, one.gain) for one in frontier.points] == [
        (0, 0), (2, 2), (4, 4), (6, 6), (12, 7), (14, 9), (16, 11),
    ]  # fmt: skip
    assert frontier.convex == (True, True, True, True, False, False, True)


def test_smooth_frontier_and_its_inverse() -> None:
    options = [option("a", 3, 4), option("b", 1, 4)]
    frontier = frontier_of(problem_of(options))
    assert frontier.smooth_gain(Fraction(-1, 2)) is None
    assert frontier.smooth_gain(Fraction(0)) == 0
    assert frontier.smooth_gain(Fraction(1)) == Fraction(3, 4)
    assert frontier.smooth_gain(Fraction(6)) == Fraction(7, 2)
    assert frontier.smooth_gain(Fraction(100)) == 4
    assert frontier.smooth_cost(Fraction(-1)) == 0
    assert frontier.smooth_cost(Fraction(7, 2)) == 6
    assert frontier.smooth_cost(Fraction(4)) == 8
    assert frontier.smooth_cost(Fraction(5)) is None


def test_nothing_feasible_has_no_frontier() -> None:
    out = Rule(kind=RuleKind.AT_LEAST, members=("1", "2"), quantity=2)
    frontier = frontier_of(problem_of(PROJECTS, [out, Rule(kind=RuleKind.MUST_NOT, members=("1",))]))
    assert frontier.points == ()
    assert frontier.at(100) is None
    standing = standing_of(frontier, ["1"])
    assert standing.gain_at_same_cost is standing.cost_at_same_gain_whole is None


class EverySet:
    """A solver that tries every set."""

    def best(self, problem: Problem, budget: int | None) -> Portfolio | None:
        return best_by_force(problem, budget)

    def efficient(self, problem: Problem) -> Iterator[Portfolio]:
        return reversed(frontier_by_force(problem))


def test_the_solver_takes_over_where_the_merge_gives_up() -> None:
    problem = problem_of(PROJECTS)
    told: list[Portfolio] = []
    with pytest.raises(TooLargeError):
        frontier_of(problem, work=10)

    def tell(point: Portfolio) -> bool:
        told.append(point)
        return False

    by_solver = frontier_of(problem, EverySet(), found=tell, work=10)
    assert by_solver == frontier_of(problem)
    assert told == list(reversed(by_solver.points))
    dear_end = frontier_of(problem, EverySet(), found=lambda point: point.gain < 10, work=10)
    assert dear_end.points == by_solver.points[-3:]


def _between(frontier: Frontier, budget: Fraction) -> Fraction | None:
    """The smooth gain by its definition: the best mix of any two points that costs the budget."""
    points = [(frontier.problem.cost_of(p.cost), frontier.problem.gain_of(p.gain)) for p in frontier.points]
    found = [gained for cost, gained in points if cost <= budget]
    for cost, gained in points:
        for dearer, more in points:
            if cost <= budget < dearer:
                found.append(gained + (budget - cost) * (more - gained) / (dearer - cost))
    return max(found, default=None)


@settings(max_examples=80, deadline=None)
@given(problem=problems(most=6), budget=st.integers(-10, 60))
def test_lookups_by_their_definitions(problem: Problem, budget: int) -> None:
    frontier = frontier_of(problem)
    assert frontier.at(budget) == best_by_force(problem, budget)
    smooth = frontier.smooth_gain(Fraction(budget))
    assert smooth == _between(frontier, Fraction(budget))
    if smooth is not None and smooth < frontier.points[-1].gain:
        assert frontier.smooth_cost(smooth) == budget
    reaching = frontier.reaching(budget)
    enough = [one for one in frontier.points if one.gain >= budget]
    assert reaching == (enough[0] if enough else None)
