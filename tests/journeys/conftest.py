"""The program as it is started and closed: own settings, own files, the real window and its real dialogs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.locations import settings_path, workspace_folder
from stewardship_desktop.application.settings import Settings
from stewardship_desktop.ui.ask import QtAsk
from stewardship_desktop.ui.shell.look import Look
from stewardship_desktop.ui.shell.main_window import MainWindow
from stewardship_desktop.ui.shell.session import Session
from tests.journeys.keyboard import CTRL, Keyboard
from tests.support.example import copy_example


class Program:
    """One run of the program after another, over the files of the test's own home."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self.qtbot, self._app = qtbot, app
        self.keys = Keyboard(qtbot)
        self.window: MainWindow
        self.session: Session
        self.settings: Settings
        self._look: Look | None = None

    def start(self, path: Path | None = None) -> None:
        """Start as `stewardship-desktop [WORKSPACE]` does, and wait for the first room."""
        self.settings = Settings(settings_path())
        self._look = Look(self._app, self.settings)
        self._look.attend()
        self.window = MainWindow()
        self.qtbot.addWidget(self.window)
        self.session = Session(self.window, self.settings, QtAsk(self.window, workspace_folder()))
        self.window.painted.connect(lambda: self.session.begin(path))
        self.window.resize(1280, 720)
        with self.qtbot.waitSignal(self.session.usable, timeout=20_000):
            self.window.show()
            self.window.activateWindow()
        self.settled()

    def end(self) -> None:
        """Close the window, as Alt+F4 does."""
        if self._look is None:
            return
        self.qtbot.waitUntil(self._idle)
        self.window.close()
        self._look.detach()
        self._look = None
        self.settings.flush()

    def settled(self) -> None:
        """Wait until nothing is being written or worked on."""
        self.qtbot.waitUntil(self._idle, timeout=20_000)

        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def _idle(self) -> bool:
        bridge = self.session.bridge
        return not self.window.jobs.running and (bridge is None or not bridge.busy)

    # ---- what a person does from anywhere
    def open_by_palette(self, typed: str) -> None:
        """Ctrl+K, some letters, Enter."""
        self.keys.press(Qt.Key.Key_K, CTRL)
        self.keys.type_in(typed)
        self.keys.press(Qt.Key.Key_Return)
        self.settled()

    def done(self, words: str) -> None:
        """Wait until the Undo button names an act with these words and the status line calls it saved."""
        self.keys.wait(lambda: words in self.undo_name())
        self.settled()
        assert self.window.status.saved.text().startswith("Saved ")

    def undo(self) -> None:
        """Ctrl+Z, waited for."""
        self._turn(Qt.Key.Key_Z)

    def redo(self) -> None:
        """Ctrl+Y, waited for."""
        self._turn(Qt.Key.Key_Y)

    def _turn(self, key: Qt.Key) -> None:
        bridge = self.session.bridge
        assert bridge is not None
        with self.qtbot.waitSignal(bridge.changed):
            self.keys.press(key, CTRL)
        self.settled()

    def name_file(self, path: Path) -> None:
        """Type a path into the open file dialog and take it."""
        self.keys.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        self.keys.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        self.keys.write(str(path))
        if QApplication.activePopupWidget() is not None:
            # The dialog's own suggestions take the first Enter.
            self.keys.press(Qt.Key.Key_Escape)
        self.keys.press(Qt.Key.Key_Return)
        self.keys.wait(lambda: QApplication.activeModalWidget() is None)
        self.keys.back_in(self.window)
        self.settled()

    # ---- what a person sees
    def notice(self) -> str:
        """The notice on show."""
        return self.window.notices.current_text()

    def sees(self, words: str) -> bool:
        """Whether a label on show holds these words."""
        return any(words in text for text in self.words())

    def words(self) -> list[str]:
        """The texts of all labels on show."""
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]

    def undo_name(self) -> str:
        """What the Undo button says it undoes."""
        return self.window.top_bar.undo.accessibleName()

    def redo_name(self) -> str:
        """What the Redo button says it does again."""
        return self.window.top_bar.redo.accessibleName()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screen of the tests says of every list that opens that it can't hold the keyboard for it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """The program, not started yet."""
    made = Program(qtbot, qapp)
    yield made
    made.end()


@pytest.fixture
def introduced(program: Program) -> Program:
    """The program of somebody who has said who they are."""
    Settings(settings_path()).introduce("Robin Example", "Finance partner")
    return program


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """An example workspace of the test's own."""
    return copy_example(tmp_path)


def ask_file(path: Path, query: str, *arguments: Any) -> list[tuple[Any, ...]]:
    """What the file says, to a reader that knows nothing of the program."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query, arguments).fetchall()
