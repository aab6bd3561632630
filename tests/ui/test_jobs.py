"""Jobs: what comes back reaches whoever asked, and what was stopped is let go of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def held() -> tuple[Event, Event, Callable[[Any], str]]:
    """Work that says when it runs and brings "result" once it may go on, without looking whether to stop."""
    begun, may_end = Event(), Event()

    def work(_report: Any) -> str:
        begun.set()
        may_end.wait(5)
        return "result"

    return begun, may_end, work


def test_a_stopped_job_is_said_so_and_its_result_let_go_of(jobs: Jobs, qtbot: QtBot) -> None:
    begun, may_end, work = held()
    brought: list[str] = []
    said: list[UserFixable] = []
    gone: list[str] = []
    job = jobs.start("Opening a file", work, brought.append, said.append, discard=gone.append)
    begun.wait(5)
    job.cancel()
    with qtbot.waitSignal(jobs.ended):
        may_end.set()
    assert (brought, gone) == ([], ["result"])
    assert [str(each) for each in said] == ["Opening a file was stopped."]


def test_a_job_stopped_at_its_report_has_nothing_to_let_go_of(jobs: Jobs, qtbot: QtBot) -> None:
    begun, may_end = Event(), Event()
    said: list[UserFixable] = []
    gone: list[str] = []

    def work(report: Any) -> str:
        begun.set()
        may_end.wait(5)
        report(0.5, "half")
        return "result"

    job = jobs.start("Checking", work, None, said.append, discard=gone.append)
    begun.wait(5)
    job.cancel()
    with qtbot.waitSignal(jobs.ended):
        may_end.set()
    assert gone == []
    assert len(said) == 1


def test_closing_tells_nobody_and_lets_go_of_what_came(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, may_end, work = held()
    told: list[Any] = []
    gone: list[str] = []
    jobs.start("Opening a file", work, told.append, told.append, discard=gone.append)
    begun.wait(5)
    may_end.set()
    jobs.close()
    assert jobs.running == []
    # What was on its way to this thread finds nobody waiting.
    qtbot.wait(0)
    assert (told, gone) == ([], ["result"])
