"""The projector's window: its keys, its blank and the screens it opens on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.workshop.projector import ProjectorWindow, other_screen
from stewardship_desktop.ui.workshop.showing import Showing, What
from tests.support.star_sessions import small_session
from tests.ui.conftest import Surroundings


@pytest.fixture
def window(qtbot: QtBot) -> ProjectorWindow:
    made = ProjectorWindow()
    qtbot.addWidget(made)
    made.open_on(None)
    qtbot.waitExposed(made)
    return made


def test_with_one_screen_it_is_a_window_of_its_own(window: ProjectorWindow, qtbot: QtBot) -> None:
    assert window.isVisible()
    assert not window.isFullScreen()
    facilitator = QWidget()
    qtbot.addWidget(facilitator)
    assert other_screen(facilitator) is None


def test_it_fills_a_screen_and_leaves_the_keyboard_alone(qtbot: QtBot) -> None:
    made = ProjectorWindow()
    qtbot.addWidget(made)
    made.open_on(made.screen())
    assert made.isFullScreen()
    assert made.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_F9])
def test_a_key_blanks_it_and_tells(window: ProjectorWindow, qtbot: QtBot, key: Qt.Key) -> None:
    told: list[bool] = []
    window.blank_changed.connect(told.append)
    qtbot.keyClick(window, key)
    assert window.stage.is_blank
    qtbot.keyClick(window, key)
    assert not window.stage.is_blank
    assert told == [True, False]
    window.set_blank(True)
    assert told == [True, False]


def test_escape_closes_it_and_tells(window: ProjectorWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_f11_goes_to_full_screen_and_back(window: ProjectorWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_a_remote_turns_pages_before_it_asks_for_a_step(
    window: ProjectorWindow, qtbot: QtBot, surroundings: Surroundings
) -> None:
    session = small_session(surroundings)
    window.resize(853, 480)
    window.present(Showing(step=0, what=What.PURPOSE), session.reckoning())
    assert len(window.stage.pages) == 2
    asked: list[int] = []
    window.step_asked.connect(asked.append)
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert (window.stage.page, asked) == (2, [])
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert asked == [1]
    qtbot.keyClick(window, Qt.Key.Key_PageUp)
    qtbot.keyClick(window, Qt.Key.Key_PageUp)
    assert (window.stage.page, asked) == (1, [1, -1])
