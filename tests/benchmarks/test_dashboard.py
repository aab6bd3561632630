"""From entering the dashboard room to its first paint with figures, for 60 metrics of 60 values each.

Reading the workspace, every chart's limits and the painted table are part of it. Beside it what reading
the store alone takes, and one frame of scrolling.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.commands import dashboard, value_framework
from stewardship_desktop.application.commands.dashboard import ValueEntry
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.application.settings import Settings
from stewardship_desktop.domain.rhythm import starts
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, Scale
from stewardship_desktop.store.queries.dashboard import framework
from stewardship_desktop.ui.bridge import Bridge
from stewardship_desktop.ui.dashboard.page import DashboardPage
from stewardship_desktop.ui.page import RoomContext
from tests.benchmarks.conftest import Against
from tests.support.care_areas import two_areas
from tests.support.workspaces import open_new

PAINTED = 150.0
FRAME = 16.0
LONGEST = 10.0
METRICS, VALUES = 60, 60
FIRST, LAST = date(2018, 2, 1), date(2023, 1, 1)


class Watch(QObject):
    """Notes that a widget was painted."""

    def __init__(self, watched: Any) -> None:
        super().__init__(watched)
        self.painted = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False


class Filled:
    """A workspace with a framework of many metrics, whose values and names are invented."""

    def __init__(self, opened: OpenedWorkspace, metrics: int) -> None:
        self.opened = opened
        self.area, _ = two_areas(self)
        made = random.Random(20230316)
        outcomes = [
            self.act(value_framework.add_outcome, self.area, column, f"An outcome, {column.value}")
            for column in ValueColumn
        ]
        for number in range(metrics):
            values = {"name": f"Metric {number:02} of the dashboard", "priority": number < 9}
            definition = {
                "definition": "People seen of those who came", "numerator": "Seen", "denominator": "Came",
                "scale": Scale.PROPORTION, "unit": "%",
            }  # fmt: skip
            self.act(value_framework.add_metric, outcomes[number % 3], values, definition)
        found = opened.read(framework, self.area)
        assert found is not None
        entries = []
        for records in found.metrics:
            self.act(value_framework.set_target, records.definition.id, FIRST, {"value": Decimal(85)})
            for on in starts(Frequency.MONTHLY, FIRST, LAST):
                seen, came = made.randrange(560, 680), 750
                fields = {"value": Decimal(seen * 100) / came, "numerator": Decimal(seen),
                          "denominator": Decimal(came)}  # fmt: skip
                entries.append(ValueEntry(definition_id=records.definition.id, on=on, values=fields))
        self.act(dashboard.enter_values, entries)

    def act(self, command: Any, *arguments: Any, **named: Any) -> Any:
        return self.opened.act(command, *arguments, **named).result().result


class Remembered:
    """What a page remembers, for as long as it lives."""

    def get(self, key: str, default: Any = None) -> Any:
        return default

    def set(self, key: str, value: Any) -> None:
        return None


@pytest.fixture
def filled(tmp_path: Path, timed: bool) -> Iterator[Filled]:
    with open_new(tmp_path) as opened:
        yield Filled(opened, METRICS if timed else 3)


@pytest.fixture(autouse=True)
def as_in_the_shell() -> Iterator[None]:
    """The shell collects garbage between events, never in the midst of one."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def context(filled: Filled, tmp_path: Path) -> Iterator[RoomContext]:
    bridge = Bridge(filled.opened)
    nothing: Any = lambda *_, **__: None  # noqa: E731
    yield RoomContext(
        bridge=bridge, ask=nothing, remember=Remembered(), settings=Settings(tmp_path / "settings.json"),
        go=nothing, notify=nothing, start_job=nothing,
    )  # fmt: skip
    bridge.detach()


def opened_in(qtbot: Any, context: RoomContext, area: str) -> tuple[float, DashboardPage]:
    """Milliseconds from making the page to its table's first paint."""
    start = time.perf_counter()
    page = DashboardPage(context)
    qtbot.addWidget(page)
    page.resize(1176, 620)
    page.show_care_area(area)
    page.show()
    watch = Watch(page._panel("summary").table.viewport())
    while not watch.painted and time.perf_counter() - start < LONGEST:
        QApplication.processEvents()
    assert watch.painted
    return (time.perf_counter() - start) * 1000, page


def test_the_dashboard_opens(
    qtbot: Any, filled: Filled, context: RoomContext, against: Against, timed: bool
) -> None:
    took = []
    for _ in range(7 if timed else 1):
        opening, page = opened_in(qtbot, context, filled.area)
        assert page.readings
        assert page._panel("summary").table.rows.reading_at(1) is not None
        took.append(opening)
        page.close()
    against("the dashboard of 60 metrics painted", median(took), PAINTED, "ms")
    reading = []
    for _ in range(5 if timed else 1):
        start = time.perf_counter()
        context.bridge.read(framework, filled.area)
        reading.append((time.perf_counter() - start) * 1000)
    against("of which reading the store", median(reading), PAINTED / 2, "ms")


def test_a_frame_of_scrolling(
    qtbot: Any, filled: Filled, context: RoomContext, against: Against, timed: bool
) -> None:
    _, page = opened_in(qtbot, context, filled.area)
    table = page._panel("summary").table
    bar, took = table.verticalScrollBar(), []
    for step in range(40 if timed else 2):
        start = time.perf_counter()
        bar.setValue(step * 60)
        table.viewport().repaint()
        QApplication.processEvents()
        took.append((time.perf_counter() - start) * 1000)
    against("a frame of scrolling the summary", sorted(took)[-3 if timed else -1], FRAME, "ms")
