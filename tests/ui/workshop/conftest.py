"""A workshop's page over a small session, with screens that only note what they are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.ui.shell.look import Look
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.workshop.page import WorkshopPage
from stewardship_desktop.ui.workshop.showing import Showing, What
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings

NINE = datetime(2023, 3, 16, 9, 0, tzinfo=UTC)
ROLES = ("Nurse", "Therapist", "General practitioner", "Resident with experience")


class NotedScreen(QWidget):
    """A screen that keeps what it was told."""

    made: list[NotedScreen] = []
    blank_changed = Signal(bool)
    turned = Signal()
    step_asked = Signal(int)
    closed = Signal()
    pages = 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.showings: list[Showing] = []
        self.page = 1
        self.blank = False
        NotedScreen.made.append(self)

    def present(self, showing: Showing, reckoning: Reckoning) -> None:
        self.showings.append(showing)
        self.page = 1

    def now(self) -> What:
        """What it shows."""
        return self.showings[-1].what

    def set_blank(self, blank: bool) -> None:
        self.blank = blank

    def next_page(self) -> bool:
        self.page += 1
        return self.page <= self.pages

    def previous_page(self) -> bool:
        self.page -= 1
        return self.page >= 1

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def open_on(self, screen: Any) -> None:
        self.show()


class TimedPage(WorkshopPage):
    """The page with a clock that the test moves."""

    minutes = 0.0

    def now(self) -> datetime:
        return NINE + timedelta(minutes=self.minutes)


@dataclass
class Room:
    """A page that runs a small session with four seats."""

    surroundings: Surroundings
    session: SmallSession
    seats: list[str] = field(default_factory=list)
    page: Any = None

    def open(self, width: int = 1080, height: int = 600) -> Any:
        """The page anew, as after a restart."""
        self.page = self.surroundings.show(
            lambda context: TimedPage(context, (NotedScreen, NotedScreen)), width, height
        )
        self.page.show_care_area(self.records().session.care_area_id)
        self.page.show_record(self.session.session_id)
        self.page.activateWindow()
        self.surroundings.qtbot.waitUntil(self.page.isActiveWindow)
        self.page.take_focus()
        return self.page

    def records(self) -> SessionRecords:
        return self.session.reckoning().records

    def settle(self) -> None:
        self.surroundings.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on whatever has the keyboard."""
        self.surroundings.qtbot.keyClick(self.focus(), key, modifiers)
        self.settle()

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def type(self, box: QLineEdit | QPlainTextEdit | QWidget, text: str) -> None:
        """Type into a box without leaving it."""
        box.setFocus()
        self.surroundings.qtbot.keyClicks(box, text)

    def enter(self, box: QLineEdit, text: str) -> None:
        """Type into a line and press Enter."""
        self.type(box, text)
        self.key(Qt.Key.Key_Return)

    def score(self, round_: int, **scores: Sequence[int | None]) -> None:
        """Scores of the seats in their order by option, from elsewhere; None for none."""
        entries = [
            workshop.ScoreEntry(
                seat_id=seat, option_id=self.session.options[name.replace("_", "-")], round=round_,
                score=value,
            )
            for name, values in scores.items()
            for seat, value in zip(self.seats, values, strict=True)
            if value is not None
        ]  # fmt: skip
        self.surroundings.act(workshop.give_scores, self.session.session_id, entries)


@pytest.fixture
def room(surroundings: Surroundings) -> Room:
    NotedScreen.made.clear()
    session = small_session(surroundings)
    rows = [{"role": role, "setting": "home"} for role in ROLES]
    seats = surroundings.act(workshop.add_seats, session.session_id, rows)
    return Room(surroundings, session, seats)


@pytest.fixture
def look(surroundings: Surroundings, qapp: QApplication) -> Iterator[Look]:
    """The program's theme on what is shown, following the settings."""
    made = Look(qapp, surroundings.settings)
    made.attend()
    yield made
    made.detach()
    apply.apply_theme(qapp, "light", motion=False)  # large text would make every later page a narrow one
