"""HiGHS as the solver for portfolios that the exact merge can't do: several rows, large components.

HiGHS reckons in doubles: its answers are rounded to whole options, reckoned again in whole numbers and
held against the checker; one that fails is cut off and the next is asked for. What doubles can't tell
apart it can't either: where a scaled gain or cost passes 2**40 (lower digits then are left to the
checker), or two portfolios differ by less than a thousand-millionth of the total, the portfolio
returned keeps to every rule but another may be better by that much. It prints nothing, and lets other
threads run while it works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd, inf
from typing import Any

from stewardship_desktop.domain.star.check import WrongAnswerError, faults
from stewardship_desktop.domain.star.problem import Portfolio, Problem, evaluate
from stewardship_desktop.domain.star.rules import Rule, RuleKind

TOLERANCE = 1e-9
WRONG_AT_MOST = 50
BITS = 40
"""What a coefficient may have: HiGHS refuses 1e15 and more, and works better well below."""

CHUNK = 20
"""Ids put in order by one solve: powers of two that doubles hold beside each other."""


@dataclass(frozen=True)
class Row:
    """low <= sum of coefficient x column <= high."""

    terms: Mapping[int, int]
    low: float = -inf
    high: float = inf


class SolverFailedError(Exception):
    """HiGHS ended without an answer and without finding that there is none."""


class HighsSolver:
    """Portfolios of most gain by mixed-integer programming, gap nought."""

    def best(self, problem: Problem, budget: int | None) -> Portfolio | None:
        """The portfolio of most gain within a scaled budget (None: any); None where nothing fits.

        Ties: lower cost, then fewest members, then first in the order of ids.
        """
        return _Model(problem).best(budget)

    def efficient(self, problem: Problem) -> Iterator[Portfolio]:
        """Every efficient portfolio, dearest first: each is the best below the cost of the last."""
        model = _Model(problem)
        point = model.best(None)
        while point is not None:
            yield point
            point = model.best(point.cost - 1)


class _Model:
    """A problem as columns (options, then synergies) and rows."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        items = problem.items
        self.count = len(items)
        self.place = {item.id: at for at, item in enumerate(items)}
        self.columns = self.count + len(problem.synergies)
        bonuses = list(enumerate(problem.synergies, self.count))
        self.gain = {at: item.gain for at, item in enumerate(items)}
        self.gain |= {at: one.gain for at, one in bonuses}
        self.cost = {at: item.cost - item.cost_not_done for at, item in enumerate(items)}
        self.cost |= {at: one.cost for at, one in bonuses}
        self.base_cost = sum(item.cost_not_done for item in items)
        self.rows = [self._rule(rule) for rule in problem.rules]
        for number, limit in enumerate(problem.limits):
            if limit is not None:
                self.rows.append(_at_most({at: one.rows[number] for at, one in enumerate(items)}, limit))
        for at, bonus in bonuses:
            members = sorted({self.place[member] for member in bonus.members})
            self.rows += [Row({at: 1, member: -1}, high=0) for member in members]
            self.rows.append(Row({at: -1, **dict.fromkeys(members, 1)}, high=len(members) - 1))

    def _rule(self, rule: Rule) -> Row:
        members = [self.place[member] for member in rule.members]
        each = dict.fromkeys(members, 1)
        match rule.kind:
            case RuleKind.MUST:
                return Row(each, low=len(each))
            case RuleKind.MUST_NOT:
                return Row(each, high=0)
            case RuleKind.NEEDS | RuleKind.BOTH if len(each) == 1:
                return Row({})
            case RuleKind.NEEDS:
                return Row({members[0]: 1, members[1]: -1}, high=0)
            case RuleKind.BOTH:
                return Row({members[0]: 1, members[1]: -1}, low=0, high=0)
            case RuleKind.EXCLUDES:
                return Row(each, high=1)
            case RuleKind.AT_LEAST:
                return Row(each, low=rule.quantity)
            case RuleKind.AT_MOST:
                return Row(each, high=rule.quantity)
            case _:
                return Row(each, low=rule.quantity, high=rule.quantity)

    def best(self, budget: int | None) -> Portfolio | None:
        within = [] if budget is None else [_at_most(self.cost, budget - self.base_cost)]
        found = self._solve({at: -gain for at, gain in self.gain.items()}, within, budget)
        if found is None:
            return None
        same_gain = _at_least(self.gain, found.gain)
        other = self._solve({}, [*within, same_gain, self._not(found)], budget)
        if other is None:
            return found
        found = _better(_better(found, other), self._solve(self.cost, [*within, same_gain], budget))
        # Another may have turned up with more gain than doubles could tell: it sets the mark from here.
        same = [_at_least(self.gain, found.gain), _at_most(self.cost, found.cost - self.base_cost)]
        counts = dict.fromkeys(range(self.count), 1)
        found = _better(found, self._solve(counts, same, budget))
        same.append(_at_most(counts, len(found.members)))
        other = self._solve({}, [*same, self._not(found)], budget)
        return found if other is None else self._first_in_order(_better(found, other), same, budget)

    def _first_in_order(self, found: Portfolio, rows: Sequence[Row], budget: int | None) -> Portfolio:
        """Among equals the set that is first in id order, some ids at a time."""
        fixed: list[Row] = []
        for begin in range(0, self.count, CHUNK):
            places = range(begin, min(begin + CHUNK, self.count))
            wish = {at: -(1 << (places.stop - 1 - at)) for at in places}
            found = _better(found, self._solve(wish, [*rows, *fixed], budget))
            chosen = set(found.members)
            for at in places:
                is_in = self.problem.items[at].id in chosen
                fixed.append(Row({at: 1}, low=int(is_in), high=int(is_in)))
        return found

    def _not(self, portfolio: Portfolio) -> Row:
        """Any other set of options than this one."""
        chosen = set(portfolio.members)
        terms = {at: -1 if item.id in chosen else 1 for at, item in enumerate(self.problem.items)}
        return Row(terms, low=1 - len(chosen))

    def _solve(
        self, objective: Mapping[int, int], rows: Sequence[Row], budget: int | None
    ) -> Portfolio | None:
        """The feasible portfolio of least objective; None where there is none. Rules always hold."""
        rows = [*self.rows, *rows]
        for _ in range(WRONG_AT_MOST):
            chosen = _run(self.columns, self.count, objective, rows)
            if chosen is None:
                return None
            portfolio = evaluate(self.problem, [self.problem.items[at].id for at in chosen])
            if not faults(self.problem, portfolio, budget):
                return portfolio
            rows.append(self._not(portfolio))
        raise WrongAnswerError("The solver's answers keep failing the checker.")


def _worth(portfolio: Portfolio) -> tuple[int, int, int, tuple[str, ...]]:
    return -portfolio.gain, portfolio.cost, len(portfolio.members), portfolio.members


def _better(first: Portfolio, second: Portfolio | None) -> Portfolio:
    return first if second is None or _worth(first) <= _worth(second) else second


def _smaller(terms: Mapping[int, int]) -> tuple[int, int]:
    """The common divisor of the coefficients, and how many bits are too many after dividing by it."""
    by = gcd(*terms.values()) or 1
    most = max(map(abs, terms.values()), default=0) // by
    return by, max(0, most.bit_length() - BITS)


def _at_most(terms: Mapping[int, int], most: int) -> Row:
    """A row in the smallest whole numbers that say the same, or if they are too large slightly less."""
    by, bits = _smaller(terms)
    return Row({at: value // by >> bits for at, value in terms.items()}, high=-(-(most // by) >> bits))


def _at_least(terms: Mapping[int, int], least: int) -> Row:
    opposite = _at_most({at: -value for at, value in terms.items()}, -least)
    return Row({at: -value for at, value in opposite.terms.items()}, low=-opposite.high)


def _run(columns: int, options: int, objective: Mapping[int, int], rows: Sequence[Row]) -> list[int] | None:
    """The options (by place) of the best solution; None where there is no solution."""
    import highspy

    if not columns:
        return None if any(row.low > 0 or row.high < 0 for row in rows) else []
    by, bits = _smaller(objective)
    model: Any = highspy.HighsLp()
    model.num_col_ = columns
    model.num_row_ = len(rows)
    model.col_cost_ = [float(objective.get(at, 0) // by >> bits) for at in range(columns)]
    model.col_lower_ = [0.0] * columns
    model.col_upper_ = [1.0] * columns
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    model.row_lower_ = [float(row.low) for row in rows]
    model.row_upper_ = [float(row.high) for row in rows]
    starts, index, value = [0], list[int](), list[float]()
    for row in rows:
        for at, coefficient in row.terms.items():
            if coefficient:
                index.append(at)
                value.append(float(coefficient))
        starts.append(len(index))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, index, value
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, setting in (
        ("output_flag", False), ("log_to_console", False), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0),
        ("mip_feasibility_tolerance", TOLERANCE), ("random_seed", 0), ("threads", 1),
    ):  # fmt: skip
        solver.setOptionValue(name, setting)
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise SolverFailedError(f"The solver stopped: {solver.modelStatusToString(status)}.")
    values = list(solver.getSolution().col_value)
    return [at for at in range(options) if values[at] > 0.5]
