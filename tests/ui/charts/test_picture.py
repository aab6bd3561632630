"""Charts as bitmaps, and their file names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.chart_picture import ChartPicture
from stewardship_desktop.domain.palette import LIGHT
from stewardship_desktop.ui.charts.picture import image_of, png_of
from tests.reports.chart_examples import EXAMPLES


def test_a_png_is_twice_the_size_and_has_the_charts_colours_and_words(qapp: QApplication) -> None:
    spec = EXAMPLES["bars"]()
    image = QImage.fromData(png_of(ChartPicture(spec=spec)))
    assert image.width() == 1920
    assert image.text("Title") == spec.title
    assert image.text("Description") == spec.alternative_text
    seen = {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(0, image.width(), 9)
        for y in range(0, image.height(), 9)
    }
    assert {LIGHT["primary"], LIGHT["surface"]} <= seen


def test_the_scale_is_the_callers(qapp: QApplication) -> None:
    assert image_of(ChartPicture(spec=EXAMPLES["empty"]()), 1.0).width() == 960


def test_a_file_name_is_the_finding_without_what_file_systems_refuse() -> None:
    spec = replace(EXAMPLES["bars"](), title='A/B: "half" of <it>?')
    assert ChartPicture(spec=spec).file_name("svg") == "A B half of it.svg"
    assert ChartPicture(spec=replace(spec, title="???")).file_name(".png") == "Chart.png"
    assert len(ChartPicture(spec=replace(spec, title="x" * 300)).file_name("svg")) == 84
