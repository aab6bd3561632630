"""A thousand series of five years read whole, beside what the issue allows."""

from __future__ import annotations

import random
import time
from statistics import median
from typing import Any

from stewardship_desktop.domain.spc.engine import Options, analyse
from tests.benchmarks.conftest import Against
from tests.support.spc_series import months

SEED = 20230316
POINTS = 60


def test_a_thousand_series_are_read_at_once(benchmark: Any, against: Against, timed: bool) -> None:
    made = random.Random(SEED)
    days = months(POINTS)
    series: list[list[float | None]] = [
        [made.gauss(100, 10) + (30 if at > POINTS - 10 else 0) for at in range(POINTS)]
        for _ in range(1000 if timed else 10)
    ]
    options = Options(target=110)
    took: list[float] = []

    def read() -> int:
        started = time.perf_counter()
        changed = sum(analyse(days, values, options).deciding is not None for values in series)
        took.append((time.perf_counter() - started) * 1000)
        return changed

    assert 0 < benchmark.pedantic(read, rounds=5 if timed else 1) <= len(series)
    against("1,000 series of 60 points analysed", median(took), 250, "ms")
