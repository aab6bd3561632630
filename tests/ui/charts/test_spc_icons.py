"""Signs in table cells: sign and word, cut where they must be, in every theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from stewardship_desktop.domain.chart.icons import IconKind
from stewardship_desktop.ui.charts.spc_icons import LEAST, icon_size, paint_icon
from stewardship_desktop.ui.theme import apply

BOX = QRectF(4, 4, 150, 24)


@pytest.fixture(params=["light", "dark", "contrast"])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    apply.apply_theme(qapp, request.param)
    yield request.param
    apply.apply_theme(qapp, "light")


def painted(kind: IconKind, word: str = "", box: QRectF = BOX) -> QImage:
    image = QImage(160, 32, QImage.Format.Format_RGB32)
    image.fill(apply.colour("surface"))
    painter = QPainter(image)
    paint_icon(painter, box, kind, word)
    painter.end()
    return image


def inked(image: QImage, left: int, right: int) -> set[tuple[int, int]]:
    ground = QColor(apply.colour("surface")).rgb()
    across = range(left, right)
    return {(x, y) for x in across for y in range(image.height()) if image.pixel(x, y) != ground}


def test_every_sign_is_another_picture_in_every_theme(theme: str) -> None:
    images = [painted(kind) for kind in IconKind]
    for place, one in enumerate(images):
        assert inked(one, 0, 160)
        assert all(one != other for other in images[:place])


def test_sign_and_word_stay_in_their_box(qapp: QApplication) -> None:
    long = painted(IconKind.CONCERN_LOW, "a word that is far too long for any cell of a table")
    places = inked(long, 0, 160)
    assert min(x for x, _ in places) >= 4
    assert max(x for x, _ in places) < 154
    assert inked(long, 60, 150)
    assert not inked(painted(IconKind.CONCERN_LOW), 30, 160)


def test_a_low_cell_shrinks_the_sign(qapp: QApplication) -> None:
    places = inked(painted(IconKind.PASS, box=QRectF(0, 8, 100, 16)), 0, 160)
    assert {y for _, y in places} <= set(range(8, 24))
    assert max(x for x, _ in places) <= 16


def test_signs_grow_with_the_type(qapp: QApplication) -> None:
    assert icon_size() == LEAST
    apply.apply_theme(qapp, "light", 2.0)
    try:
        assert icon_size() == 2 * LEAST
    finally:
        apply.apply_theme(qapp, "light")
