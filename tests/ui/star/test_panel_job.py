"""Long work of a panel: told on the GUI thread, dropped when it is out of date, stopped by its button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.ui.star.panel_job import PanelJob, Step
from tests.ui.conftest import Surroundings


class Waiting:
    """Jobs that start when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]] = []

    def start(self, _words: str, work: Any, then: Any, otherwise: Any) -> None:
        self.asked.append((work, then, otherwise))

    def do(self, at: int) -> Any:
        """Run the work and hand its result on, as the window does."""
        work, then, _ = self.asked[at]
        result = work(lambda *_: None)
        then(result)
        return result


def made(surroundings: Surroundings) -> tuple[PanelJob, Waiting, list[Any]]:
    waiting = Waiting()
    job = PanelJob(replace(surroundings.context, start_job=waiting.start), "Stop it")
    surroundings.qtbot.addWidget(job)
    got: list[Any] = []
    job.finished.connect(got.append)
    return job, waiting, got


def test_only_the_newest_work_is_told(surroundings: Surroundings) -> None:
    job, waiting, got = made(surroundings)
    job.run("One", lambda _step: "old")
    job.run("Two", lambda _step: "new")
    assert waiting.do(0) == "old"
    assert got == []
    assert job.is_running
    waiting.do(1)
    assert got == ["new"]
    assert not job.is_running


def test_work_given_up_stops_at_its_next_step(surroundings: Surroundings) -> None:
    job, waiting, got = made(surroundings)
    steps: list[int] = []

    def work(step: Step) -> str:
        for at in range(3):
            step(at / 3, f"{at} of 3")
            steps.append(at)
            if at == 0:
                job.progress.cancel_button.click()
        return "done"

    job.run("Working", work)
    with surroundings.qtbot.waitSignal(job.halted):
        assert waiting.do(0) is None
    assert steps == [0]
    assert got == []


def test_a_job_stopped_elsewhere_is_stopped_here(surroundings: Surroundings) -> None:
    job, waiting, _ = made(surroundings)
    job.run("Working", lambda _step: None)
    with surroundings.qtbot.waitSignal(job.halted):
        waiting.asked[0][2](UserFixable("Working was stopped."))
    assert not job.is_running


def test_progress_is_shown_as_it_comes(surroundings: Surroundings) -> None:
    job, waiting, _ = made(surroundings)
    job.run("Working", lambda step: step(0.5, "Half way"))
    waiting.asked[0][0](lambda *_: None)
    surroundings.qtbot.waitUntil(lambda: job.progress.words_label.text() == "Half way")
    assert job.progress.bar.value() == 500
