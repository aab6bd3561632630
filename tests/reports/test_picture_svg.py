"""Pictures as SVG: well formed, the same figures as laid out, in every scheme."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from stewardship_desktop.application.chart_picture import ChartPicture
from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.picture_reading import description_of
from stewardship_desktop.domain.palette import SCHEMES
from stewardship_desktop.reports.chart_svg import svg
from tests.reports import spc_examples
from tests.support.star_pictures import pictures

PICTURES = pictures() | {name: make() for name, make in spc_examples.PICTURES.items()}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_picture_is_written_whole(name: str, scheme: str) -> None:
    spec = PICTURES[name]
    text = svg(spec, 960, 560, scheme)
    root = ET.fromstring(text)
    assert root.findtext(f"{SVG}title") == spec.title
    assert root.findtext(f"{SVG}desc") == description_of(spec)
    assert ("Illustrative" in text) is spec.illustrative
    drawing = arrange(spec, 928, 400)
    for part in ("block", "triangle", "dot", "efficient", "convex", "budget-line", "chosen-ring", "scenario"):
        drawn = sum(one.part == part for one in drawing.everything)
        assert bool(text.count(f'class="{part}"')) is bool(drawn), part


def test_print_uses_greys_only() -> None:
    for spec in PICTURES.values():
        colours = {part[:7] for part in svg(spec, 960, 560, "print").split('"') if part.startswith("#")}
        assert colours
        assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)


def test_a_picture_is_saved_as_charts_are() -> None:
    picture = ChartPicture(spec=PICTURES["balance"], scheme="print")
    assert picture.svg().startswith("<svg")
    assert picture.file_name("svg") == "The plan spends £60k too much.svg"
