"""A metric's page with a thousand points: opening it, and one step along them by the arrow keys.

A step is the key pressed, the point ringed and read out, the table's row chosen, and both painted.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.settings import Settings
from stewardship_desktop.ui.bridge import Bridge
from stewardship_desktop.ui.dashboard.chart_page import ChartPage
from stewardship_desktop.ui.page import RoomContext
from tests.benchmarks.conftest import Against
from tests.support.metrics import whole_metric
from tests.support.workspaces import open_new

OPENED, FRAME = 1000.0, 16.7
MANY, FEW = 1000, 40


class Remembered:
    """What a page remembers, for as long as it lives."""

    def get(self, key: str, default: Any = None) -> Any:
        return default

    def set(self, key: str, value: Any) -> None:
        return None


@pytest.fixture(autouse=True)
def as_in_the_shell() -> Iterator[None]:
    """The shell collects garbage between events, never in the midst of one."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def context(tmp_path: Any) -> Iterator[RoomContext]:
    nothing: Any = lambda *_, **__: None  # noqa: E731
    with open_new(tmp_path) as opened:
        bridge = Bridge(opened)
        yield RoomContext(
            bridge=bridge, ask=nothing, remember=Remembered(), settings=Settings(tmp_path / "settings.json"),
            go=nothing, notify=nothing, start_job=nothing,
        )  # fmt: skip
        bridge.detach()


def press(widget: Any, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def test_a_walk_along_many_points(qtbot: Any, context: RoomContext, against: Against, timed: bool) -> None:
    count = MANY if timed else FEW
    records = whole_metric([50 + at * 7 % 17 for at in range(count)], target=55, first=date(1940, 1, 1))
    start = time.perf_counter()
    page = ChartPage(context)
    qtbot.addWidget(page)
    page.resize(1176, 640)
    page.show_metric(records, date(2023, 3, 16))
    page.show()
    qtbot.waitExposed(page)
    page.repaint()
    against("a chart page of 1,000 points opened", (time.perf_counter() - start) * 1000, OPENED, "ms")
    assert page.board is not None
    plot, took = page.board.chart.plot, []
    press(plot, Qt.Key.Key_Home)
    QApplication.processEvents()
    for step in range(60 if timed else 3):
        start = time.perf_counter()
        press(plot, Qt.Key.Key_Right)
        QApplication.processEvents()
        took.append((time.perf_counter() - start) * 1000)
        row = page.board.chosen_row()
        assert row is not None
        assert row.index == step + 1
    against("a step along 1,000 points by key", median(took), FRAME, "ms")
