"""From an arrow key to the painted frame on a long chart, a chart painted cold, and a table of sparklines.

A shown window and its event loop are part of what is measured; pyqtgraph is imported before.
"""

from __future__ import annotations

import time
from statistics import quantiles
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stewardship_desktop.domain.chart.icons import IconKind
from stewardship_desktop.domain.chart.spec import Mark, Shape
from stewardship_desktop.ui.charts.sparkline import Sparkline, Stretch, paint_sparkline
from stewardship_desktop.ui.charts.spc_icons import paint_icon
from stewardship_desktop.ui.charts.view import ChartView
from tests.benchmarks.conftest import Against
from tests.reports.spc_examples import long_xmr

FRAME = 16.0
"""Milliseconds that a screen gives each frame."""
COLD = 60.0
ROWS = 60
SPARKLINES = 20.0


@pytest.fixture
def view(qtbot: Any) -> ChartView:
    made = ChartView(long_xmr(120))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_arrow_keys(view: ChartView, benchmark: Any, against: Against, timed: bool) -> None:
    drawn = view.plot.drawing
    took = []
    QTest.keyClick(view.plot, Qt.Key.Key_Home)
    for _ in range(119 if timed else 3):
        start = time.perf_counter()
        QTest.keyClick(view.plot, Qt.Key.Key_Right)
        view.plot.viewport().repaint()
        QApplication.processEvents()
        took.append((time.perf_counter() - start) * 1000)
    assert view.reading_label.text().startswith("Dec 2023" if timed else "Apr 2014")
    assert view.plot.drawing is drawn, "the chart was laid out anew"
    against("arrow key to painted frame, p95 (120 points)", quantiles(took, n=20)[-1], FRAME, "ms")
    benchmark.pedantic(lambda: QTest.keyClick(view.plot, Qt.Key.Key_Left), rounds=20 if timed else 1)


def test_a_chart_painted_cold(
    view: ChartView, qtbot: Any, benchmark: Any, against: Against, timed: bool
) -> None:
    def open_one() -> None:
        start = time.perf_counter()
        made = ChartView(long_xmr(60))
        qtbot.addWidget(made)
        made.resize(1280, 720)
        made.show()
        QApplication.processEvents()
        made.plot.viewport().repaint()
        took.append((time.perf_counter() - start) * 1000)
        made.hide()

    took: list[float] = []
    benchmark.pedantic(open_one, rounds=9 if timed else 1)
    against("a chart of 60 points opened and painted, median", sorted(took)[len(took) // 2], COLD, "ms")


def test_a_table_of_sparklines_and_signs(
    qapp: QApplication, benchmark: Any, against: Against, timed: bool
) -> None:
    lines = [
        Sparkline(
            values=tuple(70 + (row * 31 + month * 17) % 23 / 2 for month in range(60)),
            stretches=(Stretch(start=0, low=66, high=80), Stretch(start=36, low=64, high=78)),
            target=82,
            last=Mark(shape=Shape.DIAMOND, colour="concern"),
        )
        for row in range(ROWS)
    ]
    kinds = list(IconKind)
    image = QImage(800, ROWS * 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)

    def paint_lines() -> None:
        painter = QPainter(image)
        start = time.perf_counter()
        for row, line in enumerate(lines):
            paint_sparkline(painter, QRectF(0, row * 32, 160, 32), line)
        middle = time.perf_counter()
        for row in range(ROWS):
            for column in range(2):
                box = QRectF(200 + column * 200, row * 32, 190, 32)
                paint_icon(painter, box, kinds[(row + column) % len(kinds)], "concern, low")
        end = time.perf_counter()
        painter.end()
        took.append((middle - start) * 1000)
        signs.append((end - middle) * 1000)

    took: list[float] = []
    signs: list[float] = []
    benchmark.pedantic(paint_lines, rounds=15 if timed else 1)
    against("60 sparklines of 60 points, median", sorted(took)[len(took) // 2], SPARKLINES, "ms")
    against("120 signs with their words, median", sorted(signs)[len(signs) // 2], SPARKLINES, "ms")
