"""From a move of the budget slider to the painted frame, for sixty options and some hundred portfolios.

A shown window and its event loop are part of what is measured; beside it a frame in which everything
is laid out and painted anew, which is what the kept layer saves.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from statistics import quantiles
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.pictures import frontier, with_budget
from stewardship_desktop.ui.charts.view import ChartView
from tests.benchmarks.conftest import Against
from tests.support.star_pictures import efficient, many

FRAME = 16.0
"""Milliseconds that a screen gives each frame."""


@pytest.fixture
def view(qtbot: Any) -> ChartView:
    options = many(60)
    spec = frontier(
        efficient(options, 400), current=(Fraction(6_000_000), Fraction(5_000)),
        gain_at_same_cost=Fraction(2_500), cost_at_same_gain=Fraction(3_000_000),
        budget=Fraction(1_000_000), order=priority_order(options),
    )  # fmt: skip
    made = ChartView(spec)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    return made


def slowest_twentieth(move: Callable[[int], object], times: int) -> float:
    """Milliseconds that nineteen of twenty moves stay under."""
    took = []
    for number in range(times):
        start = time.perf_counter()
        move(number)
        QApplication.processEvents()
        took.append((time.perf_counter() - start) * 1000)
    return quantiles(took, n=20)[-1] if len(took) > 1 else took[0]


def test_the_budget_slider(view: ChartView, benchmark: Any, against: Against, timed: bool) -> None:
    frames = 0

    def move(number: int) -> None:
        nonlocal frames
        spec = view.spec
        view.set_spec(with_budget(spec, Fraction(1_000_000 + number * 40_000)))  # type: ignore[arg-type]
        view.plot.repaint()
        frames += 1

    def anew(number: int) -> None:
        view.plot.lay_out()
        view.plot.repaint()

    move(0)
    kept = view.plot.still
    times = 200 if timed else 2
    live = slowest_twentieth(move, times)
    assert view.plot.still is kept, "the picture was painted anew"
    assert frames == times + 1
    whole = slowest_twentieth(anew, 60 if timed else 2)
    against("budget slider to painted frame, p95 (60 options, 400 portfolios)", live, FRAME, "ms")
    against("the same beside a full redraw, p95", live, whole, "ms")
    benchmark.pedantic(lambda: move(3), rounds=20 if timed else 1)
