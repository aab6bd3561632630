"""What a solver must offer to stand in where the exact merge would take too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from stewardship_desktop.domain.star.problem import Portfolio, Problem


class Solver(Protocol):
    """Finds portfolios of most gain. Answers must pass the checker before they are returned."""

    def best(self, problem: Problem, budget: int | None) -> Portfolio | None:
        """The portfolio of most gain within a scaled budget (None: any); None where nothing fits.

        Ties: lower cost, then fewest members, then first in the order of ids.
        """
        ...

    def efficient(self, problem: Problem) -> Iterator[Portfolio]:
        """Every efficient portfolio, dearest first, one by one as they are found."""
        ...
