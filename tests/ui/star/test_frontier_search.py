"""A search that goes on beside the work: its points come in, it can be stopped and taken up again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.frontier import Frontier
from stewardship_desktop.ui.jobs import Jobs
from stewardship_desktop.ui.star.frontier_search import FrontierSearch
from tests.support.star_sessions import small_session
from tests.ui.conftest import Surroundings

Started = tuple[Any, Any, list[Any], list[Frontier]]


@pytest.fixture
def search(surroundings: Surroundings) -> Started:
    """A search whose jobs are noted and not run, the whole frontier, the jobs, and what it found."""
    whole = small_session(surroundings).reckoning().frontier
    jobs: list[Any] = []
    context = replace(surroundings.context, start_job=lambda *job: jobs.append(job))
    made = FrontierSearch(context)
    surroundings.qtbot.addWidget(made)
    found: list[Frontier] = []
    made.found.connect(found.append)
    assert whole is not None
    made.look(whole.problem)
    return made, whole, jobs, found


def test_points_stream_in_the_dearest_first(search: Started, surroundings: Surroundings) -> None:
    made, whole, _, found = search
    assert made.isVisible()
    made._run.arrived.emit(whole.points[-2:])
    surroundings.qtbot.waitUntil(lambda: bool(found))
    assert found[0].points == whole.points[-2:]
    assert found[0].convex == (True, True)
    assert made.progress.words_label.text().startswith("2 efficient portfolios so far, down to £")


def test_the_same_problem_is_not_looked_for_twice_and_another_takes_its_place(search: Started) -> None:
    made, whole, jobs, _ = search
    made.look(whole.problem)
    assert len(jobs) == 1
    first = made._run
    made.look(replace(whole.problem, items=whole.problem.items[:2]))
    assert len(jobs) == 2
    assert first.stopped.is_set()
    first.done(whole)
    assert made._run is not first


def test_a_search_that_is_stopped_keeps_what_it_found_and_goes_on_when_asked(search: Started) -> None:
    made, _, jobs, found = search
    stopped = made._run
    made.halt()
    assert stopped.stopped.is_set()
    assert made.again_button.isVisible()
    assert stopped.work(lambda *_: pytest.fail("looked on")) is None
    made.again_button.click()
    assert len(jobs) == 2
    assert found == []


def test_a_job_that_is_stopped_elsewhere_offers_to_go_on(search: Started) -> None:
    made, *_ = search
    made._run.ended(UserFixable("Looking for the best portfolios was stopped."))
    assert made.again_button.isVisible()
    assert not made.progress.isVisible()


def test_on_a_thread_of_its_own_the_whole_frontier_comes_back(surroundings: Surroundings) -> None:
    whole = small_session(surroundings).reckoning().frontier
    assert whole is not None
    jobs = Jobs()
    made = FrontierSearch(replace(surroundings.context, start_job=jobs.start))
    surroundings.qtbot.addWidget(made)
    found: list[Frontier] = []
    made.found.connect(found.append)
    made.look(whole.problem)
    surroundings.qtbot.waitUntil(lambda: bool(found))
    assert found[-1].points == whole.points
    assert not made.isVisible()
    jobs.close()
