"""What every step of the facilitator's page is, and the small parts that several steps are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import DataTable
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import button, label, show_if
from stewardship_desktop.ui.workshop.drafts import DRAFT_KEY
from stewardship_desktop.ui.workshop.progress import Progress
from stewardship_desktop.ui.workshop.showing import Showing, What

LOCKED = "The session is locked and read-only. The last step unlocks it."


class StepPanel(QWidget):
    """A step's work. Subclasses build their parts in __init__ and fill them in `fill`.

    `showing_changed` when something else is to be projected; `progressed(Progress)` when the panel
    moved the workshop on. `private` are parts that one-screen mode hides, `writing` those that can't be
    used while the session is locked, its tables and theirs aside.
    """

    showing_changed = Signal()
    progressed = Signal(object)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.reckoning: Reckoning | None = None
        self.progress = Progress()
        self.private: list[QWidget] = []
        self.writing: list[QWidget] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_3)
        self.problem = label("", "error")
        self.column.addWidget(self.problem)
        self.problem.hide()

    def show_session(self, reckoning: Reckoning, progress: Progress) -> None:
        """Fill from plain values; selection and half-typed drafts stay."""
        self.reckoning, self.progress = reckoning, progress
        locked = reckoning.records.locked
        for part in self.writing:
            part.setEnabled(not locked)
        for table in self.closed_tables():
            table.set_read_only(LOCKED if locked else "")
        self.fill()
        if locked:
            for part in self.writing:
                part.setEnabled(False)

    def closed_tables(self) -> Sequence[DataTable]:
        """The tables that a lock makes read-only."""
        return self.findChildren(DataTable)

    def fill(self) -> None:
        """Show `reckoning` and `progress`."""
        raise NotImplementedError

    def showing(self) -> Showing:
        """What the projector is to show for this step."""
        raise NotImplementedError

    def set_one_screen(self, on: bool) -> None:
        """Hide what the room must not see, for a projector that mirrors this screen."""
        for part in self.private:
            show_if(part, not on)

    @property
    def records(self) -> SessionRecords:
        """The session on show. Only once there is one."""
        assert self.reckoning is not None
        return self.reckoning.records

    @property
    def session_id(self) -> str:
        return self.records.session.id

    def act(
        self, command: Callable[..., Any], *arguments: Any, then: Callable[[Any], None] | None = None,
        **named: Any,
    ) -> None:  # fmt: skip
        """Do something with the session; a refusal is said in this step, above its work."""
        self.say("")
        self.context.bridge.act(
            command, self.session_id, *arguments, then=then, otherwise=self.refuse, **named
        )

    def refuse(self, error: UserFixable) -> None:
        """Say what was not possible and what to do."""
        self.say(str(error))

    def say(self, words: str) -> None:
        """An error in a line, or "" to take it away."""
        self.problem.setText(words)
        show_if(self.problem, bool(words))
        if words:
            announce(self, words, urgent=True)

    def move_on(self, **values: Any) -> None:
        """Change fields of the progress."""
        self.progress = replace(self.progress, **values)
        self.progressed.emit(self.progress)

    def make_showing(self, what: What, **values: Any) -> Showing:
        """A showing of this step, about all options that take part unless `values` say otherwise."""
        base: dict[str, Any] = {"option_ids": tuple(option.id for option in self.records.active)}
        return Showing(step=self.progress.step, what=what, **{**base, **values})


class AddLine(QWidget):
    """`AddLine(name, words, key)`: a line and a button; `added(text)`. Its unfinished text is a draft."""

    added = Signal(str)

    def __init__(self, name: str, words: str, key: str, *, hint: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint or name)
        self.line.setProperty(DRAFT_KEY, key)
        self.line.returnPressed.connect(self._add)
        self.add_button = button(words, "secondary", clicked=self._add)
        row.addWidget(self.line, 1)
        row.addWidget(self.add_button)

    @Slot()
    def _add(self) -> None:
        text = self.line.text().strip()
        if text:
            self.line.clear()
            self.added.emit(text)


class Picker(QComboBox):
    """A choice of (id, words) pairs that keeps its place when they change. `picked(id)` by a person."""

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.activated.connect(self._picked)

    def set_choices(self, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """Offer these; `chosen` is made the current one, else what is current stays where it can."""
        wanted = chosen if chosen is not None else self.chosen()
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] != list(choices):
            self.clear()
            for value, words in choices:
                self.addItem(words, value)
        at = self.findData(wanted)
        self.setCurrentIndex(at if at >= 0 else 0 if self.count() else -1)

    def chosen(self) -> str:
        """The id of the current choice; "" for none."""
        return str(self.currentData() or "")

    @Slot()
    def _picked(self) -> None:
        self.picked.emit(self.chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
        else:
            super().keyPressEvent(event)


def row_of(*parts: QWidget, stretch: int = -1) -> QWidget:
    """Parts side by side; the one at `stretch` takes the room, without one the end does."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_2)
    for at, part in enumerate(parts):
        layout.addWidget(part, 1 if at == stretch else 0)
    if stretch < 0:
        layout.addStretch(1)
    return made


def bullets(lines: Sequence[str]) -> QLabel:
    """Lines as one text with a bullet each."""
    return label("\n".join(bullet(line) for line in lines))


def bullet(line: str) -> str:
    return f"\N{BULLET} {line}"
