"""The STAR engine without a window: two files in, four files out, all of them or none."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from stewardship_desktop.application.result_files import refuse_odd_folder, write_files
from stewardship_desktop.application.star_solver import HighsSolver
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.frontier import CurrentStanding, Frontier, frontier_of, standing_of
from stewardship_desktop.domain.star.order import Ranked, priority_order
from stewardship_desktop.domain.star.prices import loss_if_stopped
from stewardship_desktop.domain.star.problem import Portfolio, problem_of
from stewardship_desktop.exchange.star_answers import (
    frontier_text,
    plain,
    portfolio_text,
    priority_text,
    summary_text,
)
from stewardship_desktop.exchange.star_cells import CellProblem, plain_number, quoted
from stewardship_desktop.exchange.star_options import OptionsFile, read_options
from stewardship_desktop.exchange.star_rules import RulesFile, read_rules

NAMES = ("priority.csv", "frontier.csv", "portfolio.csv", "summary.json")
TELL_EVERY = 5.0
"""Seconds between two words on how far a long run has come."""

Tell = Callable[[str], None]


class BadInputError(Exception):
    """What was given can't be worked with; every problem is told."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        super().__init__("\n".join(problem.line() for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, kw_only=True)
class StarRequest:
    """What was asked for, as typed. `limits`: texts NAME=N; `current`: compare with today's allocation."""

    options: Path
    rules: Path | None
    budget: str
    limits: Sequence[str]
    current: bool
    out: Path


@dataclass(frozen=True, kw_only=True)
class StarAnswer:
    """What the engine found. `ids`: in the file's order; `losses`: the replacement cost of each chosen."""

    ids: tuple[str, ...]
    order: tuple[Ranked, ...]
    frontier: Frontier
    best: Portfolio
    standing: CurrentStanding
    losses: Mapping[str, Fraction | None]
    is_compared: bool

    def summary(self) -> dict[str, Fraction | Mapping[str, Fraction | None] | None]:
        """The keys of summary.json. Without comparison the four differences are None."""
        problem, standing = self.frontier.problem, self.standing
        differences = {
            "gain_at_same_cost": standing.gain_at_same_cost,
            "cost_at_same_gain": standing.cost_at_same_gain,
            "gain_at_same_cost_whole": standing.gain_at_same_cost_whole,
            "cost_at_same_gain_whole": standing.cost_at_same_gain_whole,
        }
        return {
            "cost": problem.cost_of(self.best.cost),
            "gain": problem.gain_of(self.best.gain),
            "current_cost": standing.cost,
            "current_gain": standing.gain,
            **{key: value if self.is_compared else None for key, value in differences.items()},
            "replacement_cost": self.losses,
        }

    def files(self) -> dict[str, str]:
        """The four files as texts, by name."""
        return {
            "priority.csv": priority_text(self.order),
            "frontier.csv": frontier_text(self.frontier),
            "portfolio.csv": portfolio_text(self.ids, frozenset(self.best.members)),
            "summary.json": summary_text(self.summary()),
        }

    def sentence(self) -> str:
        """The answer in one line."""
        problem, count = self.frontier.problem, len(self.frontier.points)
        chosen = "+".join(self.best.members) or "no option"
        cost, gained = plain(problem.cost_of(self.best.cost)), plain(problem.gain_of(self.best.gain))
        return (
            f"{count} efficient {'portfolio' if count == 1 else 'portfolios'}; the best within the budget "
            f"costs {cost} and gains {gained}: {chosen}"
        )


def work_out(request: StarRequest, tell: Tell) -> StarAnswer:
    """Read the files and work everything out; writes nothing.

    `tell` gets remarks on how the files were read and how far a long run has come. Raises
    BadInputError for what is wrong with the input, `UserFixable` where nothing fits or `out` is no folder.
    """
    refuse_odd_folder(request.out, NAMES, (request.options, request.rules))
    given = read_options(request.options)
    written = RulesFile() if request.rules is None else read_rules(request.rules, given.ids)
    problems = [*given.problems, *written.problems]
    budget = _number("--budget", request.budget, problems)
    limits = _limits(request.limits, given, problems)
    if problems:
        raise BadInputError(problems)
    for note in (*given.notes, *written.notes):
        tell(note)
    problem = problem_of(given.options, written.rules, limits=[limits.get(name) for name in given.row_names])
    solver = HighsSolver()
    since = _Since(tell)

    def found(point: Portfolio) -> bool:
        since.tell(f"Efficient portfolios, the dearest first: at {plain(problem.cost_of(point.cost))} ...")
        return False

    frontier = frontier_of(problem, solver, found=found)
    scaled = problem.scaled_budget(budget)
    best = frontier.at(scaled)
    if best is None:
        raise _nothing_fits(frontier, request.budget, given, written)
    losses: dict[str, Fraction | None] = {}
    for done, member in enumerate(best.members):
        since.tell(f"Replacement costs: {done} of {len(best.members)} ...")
        losses[member] = loss_if_stopped(problem, best, scaled, member, solver).loss
    return StarAnswer(
        ids=tuple(option.id for option in given.options),
        order=priority_order(given.options),
        frontier=frontier,
        best=best,
        standing=standing_of(frontier, [option.id for option in given.options if option.current]),
        losses=losses,
        is_compared=request.current,
    )


class _Since:
    """Lets a word through when nothing has been told for a while."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._last = time.monotonic()

    def tell(self, words: str) -> None:
        now = time.monotonic()
        if now - self._last >= TELL_EVERY:
            self._last = now
            self._tell(words)


def _number(argument: str, text: str, problems: list[CellProblem]) -> Fraction:
    try:
        return plain_number(text.strip())
    except UserFixable as error:
        problems.append(CellProblem(file=argument, text=f"{error.what} {error.remedy}"))
        return Fraction(0)


def _limits(texts: Sequence[str], given: OptionsFile, problems: list[CellProblem]) -> dict[str, Fraction]:
    """The most of each row by name."""
    found: dict[str, Fraction] = {}
    for text in texts:
        name, mark, number = text.rpartition("=")
        name = name.strip()
        argument = f"--limit {text}"
        if not mark or not name:
            words = "This isn't a limit. Write the name of a row and the most of it, such as wte=5."
            problems.append(CellProblem(file=argument, text=words))
            continue
        if name in found:
            words = f"{quoted(name)} has a limit already. Give each row one limit."
            problems.append(CellProblem(file=argument, text=words))
        elif given.ids is not None and name not in given.row_names:
            words = f"The options file has no column row:{name}. Add it or leave the limit out."
            problems.append(CellProblem(file=argument, text=words))
        found[name] = _number(argument, number, problems)
    return found


def _nothing_fits(frontier: Frontier, budget: str, given: OptionsFile, written: RulesFile) -> UserFixable:
    if frontier.points:
        least = plain(frontier.problem.cost_of(frontier.points[0].cost))
        return UserFixable(
            f"Nothing fits the budget of {budget.strip()}: the cheapest portfolio within the rules and "
            f"limits costs {least}.",
            "Raise the budget or loosen a rule or limit.",
        )
    both = "the rules and limits together" if written.rules else "the limits"
    rows = ", ".join(given.row_names)
    return UserFixable(f"Nothing fits {both} at any budget (rows: {rows}).", "Loosen a rule or a limit.")


def write_answer(answer: StarAnswer, out: Path) -> None:
    """Write the four files, all or none. Raises `UserFixable` where the folder can't be written."""
    write_files(answer.files(), out)
