"""Looks for a frontier that the exact merge can't do at once: a job whose points come in one by one.

It shows how far it is, can be stopped, and starts anew when the problem changes.
"""

from __future__ import annotations

from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.frontier import Frontier, convex_marks, frontier_of
from stewardship_desktop.domain.star.problem import Portfolio, Problem
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets import ProgressLine, button

EVERY = 10
"""Points between two redrawings while the search goes on."""


class FrontierSearch(QWidget):
    """`look(problem)`, `stop()` -> `found(Frontier)`, while it looks the dear end only. On the GUI thread."""

    found = Signal(object)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._run: _Run | None = None
        self.progress = ProgressLine("Looking for the best portfolios", cancel="Stop looking")
        self.progress.cancelled.connect(self.halt)
        self.again_button = button("Look for the rest", "secondary", clicked=self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.progress)
        layout.addWidget(self.again_button)
        self.again_button.hide()
        self._problem: Problem | None = None
        self.hide()

    def look(self, problem: Problem) -> None:
        """Look for the frontier of a problem; of the same one what was found, or is being found, stays."""
        if self._problem == problem:
            return
        self.stop()
        self._problem = problem
        self.again()

    def again(self) -> None:
        """Start the search for the problem shown."""
        if self._problem is None:
            return
        run = self._run = _Run(self._problem, self)
        run.arrived.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self.progress.set_progress("Looking for the best portfolios", None)
        self.progress.show()
        self.again_button.hide()
        self.show()
        self._context.start_job("Looking for the best portfolios", run.work, run.done, run.ended)

    def stop(self) -> None:
        """Give up what is being looked for: it isn't wanted any more."""
        if self._run is not None:
            self._run.stopped.set()
        self._run = self._problem = None
        self.hide()

    @Slot()
    def halt(self) -> None:
        """Stop looking and keep what was found."""
        if self._run is not None:
            self._run.stopped.set()
        self._run = None
        self.progress.hide()
        self.again_button.show()

    @Slot(object)
    def _arrived(self, points: tuple[Portfolio, ...]) -> None:
        run = self._run
        if run is None or run is not self.sender():
            return
        cheapest = short_money(run.problem.cost_of(points[0].cost))
        self.progress.set_progress(f"{len(points)} efficient portfolios so far, down to {cheapest}", None)
        self.found.emit(Frontier(run.problem, points, convex_marks(points)))

    def finish(self, run: _Run, frontier: Frontier) -> None:
        """The whole frontier is there."""
        if run is self._run:
            self._run = None
            self.hide()
            self.found.emit(frontier)

    def give_up(self, run: _Run, error: UserFixable) -> None:
        """The job was stopped elsewhere, or refused."""
        if run is self._run:
            self.progress.set_progress(f"{error.what} {error.remedy}".strip(), None)
            self.halt()


class _Run(QObject):
    """One search. `work` runs on a thread of its own and only sends."""

    arrived = Signal(object)

    def __init__(self, problem: Problem, search: FrontierSearch) -> None:
        super().__init__(search)
        self.problem, self._search = problem, search
        self.stopped = Event()

    def work(self, report: Any) -> Frontier | None:
        """Find the points, the dearest first; None where it was stopped."""
        from stewardship_desktop.application.star_solver import HighsSolver

        if self.stopped.is_set():
            # It waited behind another search; even its first point may take seconds.
            return None
        told: list[Portfolio] = []

        def found(point: Portfolio) -> bool:
            told.append(point)
            if len(told) % EVERY == 1:
                self.arrived.emit(tuple(reversed(told)))
            report(None, f"{len(told)} portfolios")
            return self.stopped.is_set()

        frontier = frontier_of(self.problem, HighsSolver(), found=found)
        return None if self.stopped.is_set() else frontier

    def done(self, frontier: Frontier | None) -> None:
        """On the GUI thread: hand on what was found."""
        if frontier is not None:
            self._search.finish(self, frontier)

    def ended(self, error: UserFixable) -> None:
        """On the GUI thread: it came to nothing."""
        self._search.give_up(self, error)
