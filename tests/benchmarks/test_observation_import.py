"""A file of 100,000 values, from its choice to the disk, behind an open window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.observation_import import look_at, prepare, take_values
from stewardship_desktop.domain.dashboard.pasting import Change
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.ui.bridge import Bridge
from stewardship_desktop.ui.jobs import Jobs
from tests.benchmarks.conftest import Against
from tests.benchmarks.window_watch import window_watched
from tests.support.metrics import SmallFramework, framework_open
from tests.ui.dashboard.conftest import TODAY

SERIES, MONTHS = 1_000, 100
FEW_SERIES, FEW_MONTHS = 20, 10


@pytest.fixture
def size(timed: bool) -> tuple[int, int]:
    return (SERIES, MONTHS) if timed else (FEW_SERIES, FEW_MONTHS)


@pytest.fixture
def file(tmp_path: Path, size: tuple[int, int]) -> Path:
    """A long file: plain numbers and ISO days, as an extract has them."""
    series, months = size
    days = [f"{2014 + at // 12}-{at % 12 + 1:02}-01" for at in range(months)]
    lines = [
        f"Series {number},{day},{(number * 37 + at * 11) % 9_000 / 10}"
        for number in range(series)
        for at, day in enumerate(days)
    ]
    path = tmp_path / "extract.csv"
    path.write_text("\n".join(["metric,date,value", *lines, ""]), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallFramework]:
    with framework_open(tmp_path) as small:
        yield small


def test_import_of_100_000_values_behind_a_window(
    benchmark: Any, against: Against, qtbot: QtBot, qapp: QApplication, small: SmallFramework, file: Path,
    size: tuple[int, int],
) -> None:  # fmt: skip
    bridge, jobs = Bridge(small.workspace.opened), Jobs()
    framework = small.whole()
    outcome = small.outcomes[ValueColumn.POPULATION]
    ended: list[Any] = []
    told: list[float | None] = []
    gaps: list[float] = []
    computed = 0.0
    jobs.progressed.connect(lambda _job, share, _words: told.append(share))

    def ready(report: Any) -> Any:
        found = look_at(bridge.opened, framework, file)
        goals = [replace(each, new=replace(each.new, outcome_id=outcome)) for each in found.goals]
        assert found.shape is not None
        return prepare(framework, found.table, found.shape, goals, TODAY, step=report)

    def keep(prepared: Any) -> None:
        bridge.act(take_values, prepared, (Change.NEW,), then=ended.append)

    def everything() -> None:
        nonlocal computed
        before = time.process_time()
        jobs.start("Comparing", ready, keep)
        qtbot.waitUntil(lambda: bool(ended), timeout=120_000)
        computed = time.process_time() - before

    try:
        with window_watched(gaps):
            started = time.perf_counter()
            benchmark.pedantic(everything, rounds=1)
            took = time.perf_counter() - started
    finally:
        jobs.close()
        bridge.detach()
    series, months = size
    assert (ended[0].new, ended[0].metrics) == (series * months, series)
    assert told[-1] == 1.0
    against("100,000 values from a file to the disk", took, 5, "s")
    against("of it computed", computed, 5, "s")
    against("longest that the window did not answer meanwhile", max(gaps), 150, "ms")
