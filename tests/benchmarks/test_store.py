"""Editing, importing, opening, checking, rebuilding: in a small workspace and in one of 150,000 changes."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.store.rebuild import derive, replace_derived
from tests.benchmarks.conftest import Against
from tests.support.large_store import figures, make_large, observations
from tests.support.stores import ME, opened

AREA = CareArea.id_for("Area 3")


def silent(_words: str, _share: float) -> None:
    pass


@pytest.fixture
def mine(large: Path, tmp_path: Path) -> Path:
    """The large workspace, to write in."""
    return Path(shutil.copyfile(large, tmp_path / "mine.stewardship"))


def stopwatch(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that passed, and that this process computed."""
    wall, computed = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - computed) * 1000


def edit_repeatedly(workspace: OpenedWorkspace, benchmark: Any) -> Callable[[], object]:
    numbers = itertools.count()

    def edit() -> object:
        change = record.FieldEdit(CareArea, AREA, "lead_note", f"note {next(numbers)}")
        return workspace.act(record.edit, [change]).result()

    benchmark.pedantic(edit, rounds=40, warmup_rounds=3)
    return edit


def test_one_field_edit_in_a_small_workspace(benchmark: Any, against: Against, tmp_path: Path) -> None:
    path = make_large(tmp_path / "small.stewardship", 600)
    with opened(path) as workspace:
        edit = edit_repeatedly(workspace, benchmark)
        against("one-field edit, small workspace", median(stopwatch(edit)[0] for _ in range(25)), 10, "ms")


def test_one_field_edit_in_a_large_workspace(benchmark: Any, against: Against, mine: Path) -> None:
    with opened(mine) as workspace:
        edit = edit_repeatedly(workspace, benchmark)
        against("one-field edit, large workspace", median(stopwatch(edit)[0] for _ in range(25)), 25, "ms")


def test_bulk_import_its_undo_and_redo(benchmark: Any, against: Against, timed: bool, tmp_path: Path) -> None:
    rows = 50_000 if timed else 100
    path = make_large(tmp_path / "bulk.stewardship", 100)
    with opened(path) as workspace:
        batch = figures("bulk", rows)
        took: dict[str, tuple[float, float]] = {}

        def everything() -> None:
            took["import"] = stopwatch(lambda: workspace.act(record.add, batch).result())
            took["undo"] = stopwatch(lambda: workspace.undo().result())
            took["redo"] = stopwatch(lambda: workspace.redo().result())

        benchmark.pedantic(everything, rounds=1)
        against("import of 50,000 figures into the store, computed", took["import"][1] / 1000, 2, "s")
        against("undo of it, computed", took["undo"][1] / 1000, 3, "s")
        against("redo of it, computed", took["redo"][1] / 1000, 3, "s")


def test_import_of_observations_its_undo_and_redo(
    benchmark: Any, against: Against, timed: bool, tmp_path: Path
) -> None:
    rows = 100_000 if timed else 200
    path = make_large(tmp_path / "observations.stewardship", 100)
    with opened(path) as workspace:
        definitions, batch = observations(AREA, rows)
        workspace.act(record.add, definitions).result()
        took: dict[str, tuple[float, float]] = {}

        def everything() -> None:
            took["import"] = stopwatch(lambda: workspace.act(record.add, batch).result())
            took["undo"] = stopwatch(lambda: workspace.undo().result())
            took["redo"] = stopwatch(lambda: workspace.redo().result())

        benchmark.pedantic(everything, rounds=1)
        against("100,000 observations into the store, computed", took["import"][1] / 1000, 2.5, "s")
        against("undo of it, computed", took["undo"][1] / 1000, 6, "s")
        against("redo of it, computed", took["redo"][1] / 1000, 6, "s")


def test_opening_after_a_clean_close(benchmark: Any, against: Against, mine: Path) -> None:
    took: list[float] = []

    def open_and_close() -> None:
        workspace = open_for(ME, mine)
        took.append(0.0)
        assert workspace.ready
        workspace.close()

    benchmark.pedantic(open_and_close, rounds=5)
    took = [stopwatch(open_and_close)[0] for _ in range(5)]
    against("large workspace ready to edit after a clean close", median(took) / 1000, 2, "s")


def test_opening_after_an_unclean_close(benchmark: Any, against: Against, timed: bool, mine: Path) -> None:
    with closing(sqlite3.connect(mine)) as raw, raw:
        raw.execute("UPDATE store_meta SET value = '0' WHERE key = 'clean_close'")
    took: list[tuple[float, float]] = []
    with widest_gap() as gap, opened(mine) as workspace:

        def check() -> None:
            took.append(stopwatch(lambda: workspace.check(silent)))

        assert not workspace.ready
        benchmark.pedantic(check, rounds=1)
        assert workspace.ready
    against("checks of the large workspace after an unclean close", took[0][0] / 1000, 6, "s")
    against("longest stand-still of other threads meanwhile", gap() * 1000, 100, "ms")


def test_rebuild(benchmark: Any, against: Against, mine: Path) -> None:
    took: list[tuple[float, float]] = []
    with opened(mine) as workspace:

        def rebuild(inner: Any) -> None:
            with inner.writing() as connection:
                right = derive(connection)
                took.append(stopwatch(lambda: replace_derived(connection, right)))

        def whole() -> None:
            took.append(stopwatch(lambda: workspace.runner.upkeep(rebuild).result()))

        benchmark.pedantic(whole, rounds=1)
    against("tables of the large workspace rebuilt, computed", took[-1][1] / 1000, 20, "s")


@contextmanager
def widest_gap() -> Iterator[Callable[[], float]]:
    """The longest time, in seconds, that a thread which wakes every millisecond was kept from running."""
    stop = threading.Event()
    gaps = [0.0]

    def watch() -> None:
        last = time.perf_counter()
        while not stop.wait(0.001):
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield lambda: max(gaps)
    finally:
        stop.set()
        watcher.join()
