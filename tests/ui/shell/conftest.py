"""The whole window over an example workspace of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.settings import Settings
from stewardship_desktop.ui.shell.look import Look
from stewardship_desktop.ui.shell.main_window import MainWindow
from stewardship_desktop.ui.shell.session import Session
from stewardship_desktop.ui.theme import apply
from tests.support.example import copy_example
from tests.support.scripted_ask import ScriptedAsk

STILL = 3
"""Looks in a row at which nothing has moved, after which a page counts as laid out."""


@dataclass
class Desk:
    """The window, its session and what a test needs around them."""

    qtbot: QtBot
    window: MainWindow
    session: Session
    settings: Settings
    ask: ScriptedAsk

    def open(self, path: Path) -> None:
        """Open a workspace and wait until its first room shows and its file is checked."""
        with self.qtbot.waitSignal(self.session.usable):
            self.session.open_file(path)
        self.qtbot.waitUntil(lambda: not self.window.jobs.running)

    def settled(self) -> None:
        """Wait until nothing is being written or worked on, and everything shown has its place."""
        self.qtbot.waitUntil(self._idle)
        seen: list[list[object]] = []

        def still() -> bool:
            places: list[object] = [
                w.geometry().getRect() for w in self.window.findChildren(QWidget) if w.isVisible()
            ]
            seen.append(places)
            return len(seen) > STILL and all(each == places for each in seen[-STILL:])

        # The first look comes before Qt has laid anything out, so it doesn't count.
        self.qtbot.waitUntil(still)

    def _idle(self) -> bool:
        bridge = self.session.bridge
        return not self.window.jobs.running and (bridge is None or not bridge.busy)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """An open window with no workspace."""
    settings = Settings(tmp_path / "settings.json")
    settings.introduce("Robin Example", "Steward")
    look = Look(qapp, settings)
    look.attend()
    window = MainWindow()
    qtbot.addWidget(window)
    ask = ScriptedAsk()
    session = Session(window, settings, ask)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    desk = Desk(qtbot, window, session, settings, ask)
    yield desk
    # Its widgets may be gone by now; its threads must not be.
    qtbot.waitUntil(desk._idle)
    window.close()
    look.detach()
    apply.apply_theme(qapp, "light", motion=False)  # as the next test's page expects it


@pytest.fixture
def example(tmp_path: Path) -> Callable[[], Path]:
    """Makes an example workspace of the test's own."""
    return lambda: copy_example(tmp_path)
