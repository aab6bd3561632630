"""Long work off the GUI thread: reading a file, checking it, building the example. Jobs write nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from stewardship_desktop.domain.errors import UserFixable

Report = Callable[[float | None, str], None]
"""Given to the work: how far it is (0 to 1, None when unknown) and what it is doing, in words."""


class Cancelled(Exception):
    """Raised inside a job's work by its report function, once the person has cancelled it."""


@dataclass(eq=False)
class Job:
    """One running piece of work. `words` says what it is."""

    words: str
    then: Callable[[Any], None] | None
    otherwise: Callable[[UserFixable], None] | None
    discard: Callable[[Any], None] | None = None
    stopped: Event = field(default_factory=Event)
    future: Future[Any] | None = None

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next report. `then` is not called, `otherwise` is."""
        self.stopped.set()


class Jobs(QObject):
    """Runs jobs and tells of them on the GUI thread.

    `progressed(job, share or None, words)`, `ended(job)`, `refused(UserFixable)`, `broken(exception)`.
    """

    progressed = Signal(object, object, str)
    ended = Signal(object)
    refused = Signal(object)
    broken = Signal(object)

    _reported = Signal(object, object, str)
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
        self.running: list[Job] = []
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        words: str,
        work: Callable[[Report], Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[UserFixable], None] | None = None,
        *,
        discard: Callable[[Any], None] | None = None,
    ) -> Job:
        """Run `work(report)` on a thread of its own; `then(result)` follows on the GUI thread.

        A UserFixable goes to `otherwise` if given, else to `refused`; other exceptions to `broken`.
        A job that was stopped goes to `otherwise` too, or ends in silence; a result that it had by
        then goes to `discard`, which lets go of what it holds.
        """
        job = Job(words, then, otherwise, discard)
        self.running.append(job)

        def report(share: float | None, doing: str) -> None:
            if job.stopped.is_set():
                raise Cancelled
            self._reported.emit(job, share, doing)

        job.future = self._threads.submit(work, report)
        job.future.add_done_callback(lambda done: self._finished.emit(job, done))
        return job

    def stop(self, job: Job) -> None:
        """Cancel a job and wait until its work has let go of what it uses."""
        job.cancel()
        if job.future is not None:
            wait([job.future])

    def close(self) -> None:
        """Ask every job to stop and wait for it; nobody is told any more."""
        for job in self.running:
            job.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for job in self.running:
            _let_go(job)
        self.running.clear()

    @Slot(object, object, str)
    def _pass_on(self, job: Job, share: float | None, words: str) -> None:
        if job in self.running:
            self.progressed.emit(job, share, words)

    @Slot(object, object)
    def _settle(self, job: Job, future: Future[Any]) -> None:
        if job not in self.running:
            # The window is closing and has let go of it.
            return
        self.running.remove(job)
        self.ended.emit(job)
        if job.stopped.is_set():
            _let_go(job)
            if job.otherwise is not None:
                job.otherwise(UserFixable(f"{job.words} was stopped."))
            return
        error = future.exception()
        if error is None:
            if job.then is not None:
                job.then(future.result())
        elif isinstance(error, UserFixable):
            if job.otherwise is not None:
                job.otherwise(error)
            else:
                self.refused.emit(error)
        else:
            self.broken.emit(error)


def _let_go(job: Job) -> None:
    """Let go of what a stopped job brought nevertheless."""
    future = job.future
    if job.discard is None or future is None or not future.done() or future.cancelled():
        return
    if future.exception() is None:
        job.discard(future.result())
