"""A budget file of 50,000 rows, read, checked and accepted behind an open window."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.importing import accept_prepared, prepare
from stewardship_desktop.application.prepared import Meaning, Prepared
from stewardship_desktop.application.settings import Settings
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.period import Period
from stewardship_desktop.ui.shell.garbage import GarbageTimer
from stewardship_desktop.ui.shell.look import Look
from stewardship_desktop.ui.shell.main_window import MainWindow
from stewardship_desktop.ui.shell.session import Session
from tests.benchmarks.conftest import Against
from tests.benchmarks.window_watch import window_watched
from tests.support.example import copy_example
from tests.support.scripted_ask import ScriptedAsk

ROWS, SOME = 50_000, 500
LINES = 500
HEADINGS = "row_type,service_line,organisation,spend_gbp_thousand"


@pytest.fixture
def rows(timed: bool) -> int:
    return ROWS if timed else SOME


@pytest.fixture
def book(tmp_path: Path, rows: int) -> Path:
    """A budget book of so many rows, 500 lines over as many bodies as it takes, with a total one out."""
    path = tmp_path / "large_book.csv"
    lines = [
        f"line,Service {number % LINES},Body {number // LINES},{1000 + number % 977}"
        for number in range(rows)
    ]
    total = sum(1000 + number % 977 for number in range(rows)) + 1
    path.write_text(
        "\n".join([HEADINGS, *lines, f"total_printed,Total,,{total}", ""]),
        encoding="utf-8",
    )
    return path


def test_import_behind_an_open_window(
    benchmark: Any, against: Against, qtbot: QtBot, qapp: QApplication, tmp_path: Path, book: Path, rows: int
) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.introduce("Robin Example")
    look = Look(qapp, settings)
    window = MainWindow()
    qtbot.addWidget(window)
    session = Session(window, settings, ScriptedAsk())
    garbage = GarbageTimer(session.is_busy)
    window.show()
    with qtbot.waitSignal(session.usable, timeout=60_000):
        session.open_file(copy_example(tmp_path))
    qtbot.waitUntil(lambda: not session.is_busy(), timeout=60_000)
    bridge = session.bridge
    assert bridge is not None
    meaning = Meaning(period=Period.parse("2021/22"), unit=Unit.THOUSAND)
    took: list[float] = []
    gaps: list[float] = [0.0]

    def keep(prepared: Prepared) -> None:
        assert prepared.report.rows == rows
        assert prepared.report.count("rounding") == 1
        bridge.act(accept_prepared, prepared, "", {})

    def whole() -> None:
        started = time.perf_counter()
        with window_watched(gaps), qtbot.waitSignal(bridge.changed, timeout=120_000):
            window.start_job(
                "Reading", lambda _report: prepare(bridge, book, "budget-book", None, meaning), keep
            )
        took.append(time.perf_counter() - started)

    benchmark.pedantic(whole, rounds=1)
    against("import of 50,000 budget rows with checks", took[0], 5, "s")
    against("longest the window did not answer meanwhile", max(gaps), 100, "ms")
    qtbot.waitUntil(lambda: not session.is_busy(), timeout=60_000)
    session.leave()
    window.close()
    garbage.stop()
    look.detach()
