"""Icons are drawn from their files in a colour of the theme that is on, sharp at every ratio."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

from stewardship_desktop.ui.theme import apply, icons


@pytest.fixture(autouse=True)
def _light(qapp: QApplication):
    yield
    apply.apply_theme(qapp, "light")


def inks(image: QImage) -> set[str]:
    seen = set()
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            if colour.alpha() == 255:
                seen.add(colour.name().upper())
    return seen


def marked(image: QImage) -> bool:
    return any(
        image.pixelColor(x, y).alpha() > 100 for x in range(image.width()) for y in range(image.height())
    )


def test_every_icon_draws_something(qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light")
    assert len(icons.names()) >= 40
    blank = [name for name in icons.names() if not marked(icons.pixmap(name, 24).toImage())]
    assert blank == []


def test_an_icon_follows_the_theme_without_being_made_again(qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light")
    made = icons.icon("plus")
    light = inks(made.pixmap(QSize(24, 24)).toImage())
    apply.apply_theme(qapp, "dark")
    dark = inks(made.pixmap(QSize(24, 24)).toImage())
    assert apply.current().palette.text in dark
    assert light.isdisjoint(dark)


def test_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    apply.apply_theme(qapp, "light")
    made = icons.icon("plus")
    off = made.pixmap(QSize(24, 24), QIcon.Mode.Disabled)
    assert apply.current().palette.text not in inks(off.toImage())


def test_an_icon_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    made = icons.icon("plus").pixmap(QSize(16, 16), 2.0)
    assert made.devicePixelRatio() == 2.0
    assert made.width() == 32


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no such icon")
