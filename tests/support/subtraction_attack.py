"""A reader who works out all that can be worked out of a shown table, by linear programming.

Knows nothing of how the program decides what to hide: it sees the marks and numbers, and that totals are
sums. The matrix of such a table has whole corners, so that its bounds are whole too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import highspy

from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.suppression import Hidden, Shown

ANY = 10_000.0
"""Stands for "no upper limit": far above any count in the tests; finite for the solver."""
Bounds = tuple[float, float]


@dataclass(frozen=True)
class Sight:
    """What is seen of parts, of the totals of rows and columns, and of all: bounds of each."""

    parts: Sequence[Sequence[Bounds]]
    rows: Sequence[Bounds]
    columns: Sequence[Bounds]
    whole: Bounds


def seen(policy: Policy, shown: Shown, *, least: int, most: float) -> Bounds:
    """What one mark or number says by itself; `least` and `most` of what is hidden."""
    if shown is None:
        return 0, ANY
    if isinstance(shown, Hidden):
        return least, most
    if policy is not Policy.HES or shown == 0:
        return shown, shown
    return max(8, shown - 2), shown + 2


class Attack:
    """The possible tables behind one sight, or behind several at once."""

    def __init__(self) -> None:
        self._model = highspy.Highs()
        self._model.silent()

    def look(self, sight: Sight) -> list[list[highspy.highs.highs_var]]:
        """The parts as unknowns that all that is seen holds for."""
        unknown = [[self._model.addVariable(*bounds) for bounds in row] for row in sight.parts]
        for row, bounds in zip(unknown, sight.rows, strict=True):
            self.hold(row, bounds)
        for column, bounds in zip(zip(*unknown, strict=True), sight.columns, strict=True):
            self.hold(column, bounds)
        self.hold(list(chain(*unknown)), sight.whole)
        return unknown

    def unknown(self) -> highspy.highs.highs_var:
        """A part of which nothing is seen yet."""
        return self._model.addVariable(0, ANY)

    def hold(self, unknown: Sequence[highspy.highs.highs_var], bounds: Bounds) -> None:
        """What is seen of some unknowns together."""
        total = sum(unknown[1:], start=1.0 * unknown[0])
        self._model.addConstr(total >= bounds[0])
        if bounds[1] < ANY:
            self._model.addConstr(total <= bounds[1])

    def possible(self, unknown: Sequence[highspy.highs.highs_var]) -> Bounds:
        """The least and the most that these can be together."""
        total = sum(unknown[1:], start=1.0 * unknown[0])
        found = []
        for turn in (self._model.minimize, self._model.maximize):
            # From scratch each time: from the last answer the solver now and then gives up.
            self._model.clearSolver()
            turn(total)
            assert self._model.getModelStatus() == highspy.HighsModelStatus.kOptimal
            found.append(round(self._model.getObjectiveValue()))
        return found[0], found[1]
