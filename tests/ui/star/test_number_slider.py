"""A slider and its box say the same, and settle once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.star.number_slider import NumberSlider


def made(qtbot: QtBot) -> tuple[NumberSlider, list[Any], list[Any]]:
    slider = NumberSlider("Weight", Decimal(1), Decimal(10), Decimal("0.1"), box_high=Decimal(100))
    qtbot.addWidget(slider)
    moved: list[Any] = []
    settled: list[Any] = []
    slider.moved.connect(moved.append)
    slider.settled.connect(settled.append)
    slider.show()
    return slider, moved, settled


def test_a_key_on_the_slider_moves_both_and_settles(qtbot: QtBot) -> None:
    slider, moved, settled = made(qtbot)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert slider.value == Decimal("1.1")
    assert slider.box.value() == 1.1
    assert moved == settled == [Decimal("1.1")]


def test_the_box_takes_more_than_the_slider_has(qtbot: QtBot) -> None:
    slider, _, settled = made(qtbot)
    slider.box.setValue(42.5)
    assert settled == [Decimal("42.5")]
    assert slider.slider.value() == slider.slider.maximum()


def test_while_the_slider_is_held_nothing_settles_and_nothing_moves_it(qtbot: QtBot) -> None:
    slider, moved, settled = made(qtbot)
    slider.slider.setSliderDown(True)
    slider.slider.setValue(15)
    slider.slider.setValue(20)
    slider.set_value(Decimal(1))
    assert moved == [Decimal("2.5"), Decimal(3)]
    assert settled == []
    assert slider.value == 3
    slider.slider.setSliderDown(False)
    assert settled == [Decimal(3)]


def test_showing_a_value_sends_nothing(qtbot: QtBot) -> None:
    slider, moved, settled = made(qtbot)
    slider.set_value(Decimal("7.3"))
    assert (slider.slider.value(), slider.box.value()) == (63, 7.3)
    assert moved == settled == []
