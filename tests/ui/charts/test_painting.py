"""Primitives painted in the theme that is on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from stewardship_desktop.domain.chart.primitives import Lines, Primitive
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply


@pytest.fixture
def contrast(qapp: QApplication) -> Iterator[None]:
    apply.apply_theme(qapp, "contrast")
    yield
    apply.apply_theme(qapp, "light")


def down(one: Primitive) -> list[QColor]:
    """The colours of a column of pixels across what was painted on white."""
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, [one])
    painter.end()
    colours = [QColor(image.pixel(10, y)) for y in range(20)]
    return [colour for colour in colours if colour != QColor(Qt.GlobalColor.white)]


def stroke(part: str) -> Lines:
    return Lines(((0.0, 10.5, 20.0, 10.5),), part, "line", 1.0)


def test_high_contrast_thickens_lines_but_keeps_gridlines_faint_and_there(contrast: None) -> None:
    assert len(down(stroke("base"))) > 1
    assert max(colour.lightness() for colour in down(stroke("grid"))) > 150
    assert len(down(stroke("grid"))) == len(down(stroke("pattern"))) == 1


def test_other_themes_draw_as_laid_out(qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light")
    assert [colour.name() for colour in down(stroke("grid"))] == [apply.colour("line").name()]
