"""Small lines in table cells."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from stewardship_desktop.domain.chart.spec import Mark, Shape
from stewardship_desktop.ui.charts.sparkline import Sparkline, Stretch, paint_sparkline
from stewardship_desktop.ui.theme import apply


def painted(line: Sparkline) -> QImage:
    image = QImage(120, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sparkline(painter, QRectF(0, 0, 120, 24), line)
    painter.end()
    return image


def inked(image: QImage, left: int, right: int) -> bool:
    white = QColor(Qt.GlobalColor.white).rgb()
    return any(image.pixel(x, y) != white for x in range(left, right) for y in range(image.height()))


def test_a_gap_stays_a_gap(qapp: Any) -> None:
    image = painted(Sparkline(values=(1, 2, None, None, 3, 2)))
    assert inked(image, 5, 24)
    assert not inked(image, 30, 84)
    assert inked(image, 90, 115)


def test_the_last_value_has_its_mark(qapp: Any) -> None:
    image = painted(Sparkline(values=(5, 5, 5), last=Mark(shape=Shape.SQUARE, colour="concern")))
    assert QColor(image.pixel(112, 12)).name() == apply.colour("concern").name()


def test_nothing_is_painted_for_nothing(qapp: Any) -> None:
    assert not inked(painted(Sparkline(values=(None, None))), 0, 120)
    assert not inked(painted(Sparkline(values=())), 0, 120)


def test_limits_and_a_target_are_drawn_even_for_one_value(qapp: Any) -> None:
    image = painted(Sparkline(values=(5,), stretches=(Stretch(start=0, low=4, high=6),), target=7))
    assert inked(image, 60, 100)


def test_each_stretch_has_its_own_limits(qapp: Any) -> None:
    stretches = (Stretch(start=0, low=0, high=4), Stretch(start=3, low=6, high=10))
    image = painted(Sparkline(values=(None,) * 6, stretches=stretches))
    band = apply.colour("selection").name()
    first = [y for y in range(24) if QColor(image.pixel(20, y)).name() == band]
    second = [y for y in range(24) if QColor(image.pixel(100, y)).name() == band]
    assert first
    assert second
    assert max(second) < min(first)
    middle = 4 + 2.5 * (120 - 12) / 5
    assert [QColor(image.pixel(int(middle) - 2, y)).name() for y in first] == [band] * len(first)
    assert all(QColor(image.pixel(int(middle) + 2, y)).name() != band for y in first)


def test_limits_beyond_what_can_be_do_not_flatten_the_line(qapp: Any) -> None:
    stretches = (Stretch(start=0, low=-500, high=5),)
    line = Sparkline(values=(0, 10, 0), stretches=stretches, bounds=(0, 100), target=0)
    free = Sparkline(values=(0, 10, 0), stretches=stretches, target=0)

    def rows(image: QImage) -> set[int]:
        ink = range(24)
        white = QColor(Qt.GlobalColor.white).rgb()
        return {y for y in ink if image.pixel(58, y) != white}

    assert min(rows(painted(line))) <= 7
    assert rows(painted(line)) != rows(painted(free))
