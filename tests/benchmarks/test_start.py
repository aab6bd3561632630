"""From the start of the process to a painted window and a usable page, beside a bare window.

The program says itself when it has painted and when its page holds the workspace's figures:
`python -m stewardship_desktop --time-start` prints both and ends. The two are started in turn, so
that a busy moment of the machine falls on both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.benchmarks.conftest import Against
from tests.support.stores import fresh

MOMENTS = ("painted", "usable")
ROOT = Path(__file__).resolve().parents[2]
BARE = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
OURS = [sys.executable, "-m", "stewardship_desktop", "--time-start"]


def start(command: list[str], home: Path) -> dict[str, float]:
    """One start to its end: what it printed last, its moments in ms since the process was asked for."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STEWARDSHIP_DESKTOP_HOME": str(home)}
    # As a program that has been installed: Qt's and SQLAlchemy's modules are compiled, and so are ours after
    # the first start, which isn't counted, also where the environment says to keep no compiled modules.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(home.parent / "compiled")
    asked = time.time() * 1000
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return {what: value - asked if what in MOMENTS else value for what, value in told.items()}


def in_turn(times: int, home: Path, *commands: list[str]) -> list[list[dict[str, float]]]:
    """Each command started so often, one after the other; the first start of each is not counted."""
    rounds = [[start(command, home) for command in commands] for _ in range(times + 1)]
    return [[each[number] for each in rounds[1:]] for number in range(len(commands))]


def middle(starts: list[dict[str, float]], what: str) -> float:
    return median(each[what] for each in starts)


@pytest.fixture
def times(timed: bool) -> int:
    return 7 if timed else 1


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example workspace, built once by the program's own verb."""
    path = tmp_path / "example.stewardship"
    command = [sys.executable, "-m", "stewardship_desktop", "example", "--out", str(path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    return path


def test_start(benchmark: Any, against: Against, times: int, example: Path, home: Path) -> None:
    measured: list[list[dict[str, float]]] = []

    def run() -> None:
        measured[:] = in_turn(times, home, BARE, [*OURS, str(example)])

    benchmark.pedantic(run, rounds=1)
    bare, ours = measured
    reference = middle(bare, "painted")
    against("painted shell, beside a bare window", middle(ours, "painted"), 1.5 * reference, "ms")
    against("usable page with the example's figures", middle(ours, "usable"), 5 * reference, "ms")
    against("longest the window did not answer till then", middle(ours, "stall"), 100, "ms")
    if all("memory" in each for each in ours):
        bare_memory = middle(bare, "memory") / 2**20
        against("memory with the example open", middle(ours, "memory") / 2**20, 2.5 * bare_memory, "MiB")


def test_start_with_a_large_workspace(
    benchmark: Any, against: Against, times: int, large: Path, tmp_path: Path, home: Path
) -> None:
    empty = fresh(tmp_path)
    measured: list[list[dict[str, float]]] = []

    def run() -> None:
        measured[:] = in_turn(times, home, [*OURS, str(empty)], [*OURS, str(large)])

    benchmark.pedantic(run, rounds=1)
    with_empty, with_large = measured
    # No later than with an empty one: within what two rounds of the same start differ by.
    against(
        "painted shell, large workspace beside an empty one",
        middle(with_large, "painted"),
        max(each["painted"] for each in with_empty),
        "ms",
    )
