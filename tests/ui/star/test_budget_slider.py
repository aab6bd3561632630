"""The budget by slider, by box and by portfolio."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.star.budget_slider import BudgetSlider, nice_step

COSTS = [Fraction(0), Fraction(60_000), Fraction(93_001), Fraction(183_000)]


@pytest.fixture
def slider(qtbot: QtBot) -> BudgetSlider:
    made = BudgetSlider()
    qtbot.addWidget(made)
    made.set_range(COSTS, Fraction(93_500))
    made.set_budget(Fraction(93_500))
    made.show()
    return made


def test_left_and_right_go_a_step_and_say_so(slider: BudgetSlider, qtbot: QtBot) -> None:
    told: list[Fraction] = []
    slider.moved.connect(told.append)
    assert slider.box.text() == "£93,500"
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Left)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Left)
    assert [int(each) for each in told] == [94_000, 93_000, 92_000]
    assert slider.box.text() == "£92,000"


def test_the_page_keys_go_to_the_next_efficient_portfolio(slider: BudgetSlider, qtbot: QtBot) -> None:
    qtbot.keyClick(slider.slider, Qt.Key.Key_PageDown)
    assert slider.budget == 93_001
    qtbot.keyClick(slider.slider, Qt.Key.Key_PageDown)
    assert slider.budget == 60_000
    qtbot.keyClick(slider.slider, Qt.Key.Key_PageUp)
    qtbot.keyClick(slider.slider, Qt.Key.Key_PageUp)
    assert slider.budget == 183_000
    qtbot.keyClick(slider.slider, Qt.Key.Key_PageUp)
    assert slider.budget == 183_000


def test_the_box_takes_money_as_people_write_it_and_refuses_the_rest(
    slider: BudgetSlider, qtbot: QtBot
) -> None:
    slider.box.selectAll()
    qtbot.keyClicks(slider.box, "£0.12m")
    qtbot.keyClick(slider.box, Qt.Key.Key_Return)
    assert slider.budget == 120_000
    assert slider.box.text() == "£120,000"
    slider.box.selectAll()
    qtbot.keyClicks(slider.box, "lots")
    qtbot.keyClick(slider.box, Qt.Key.Key_Return)
    assert slider.budget == 120_000
    assert slider.error_label.text().startswith("Budget: ")
    assert slider.error_label.isVisible()


def test_a_budget_between_two_steps_is_kept_to_the_pound(slider: BudgetSlider) -> None:
    slider.set_budget(Fraction(93_777))
    assert slider.budget == 93_777
    slider.home_button.click()
    assert slider.budget == 93_500


def test_steps_are_round() -> None:
    assert [nice_step(span) for span in (1, 400, 183_000, 1_833_000, 90_000_000)] == [
        1, 2, 1_000, 10_000, 500_000,
    ]  # fmt: skip
