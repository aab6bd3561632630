"""Entering the score sheets of one round and showing them: the grid, by seat or by code, and Reveal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QWidget

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.application.commands.workshop import ScoreEntry
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.scores import newest_round
from stewardship_desktop.domain.star.session import BenefitScale
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Card, EmptyState
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import button, label, show_if
from stewardship_desktop.ui.workshop.agreeing import AGREE, agreed_words, medians_shown, show_agreeing
from stewardship_desktop.ui.workshop.score_grid import ScoreGrid
from stewardship_desktop.ui.workshop.score_sheet import sheet_of
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.step_panel import StepPanel, row_of

_HOW = "Type a score, then Enter. A minus sign is “no view”, Delete empties, Ctrl+Enter reveals the option."
_ROOMY, _LONGEST = 300, 36
_BY_CRITERIA = (
    "This session's benefits come from weighted criteria, scored in the STAR room: "
    "scores entered here are kept and shown, but change no benefit."
)


class EntryPanel(StepPanel):
    """The sheets of one round. `revealed(option ids)` once the room may see them.

    `beside` are further parts of the row above the grid.
    """

    revealed = Signal(list)

    def __init__(
        self, context: RoomContext, round_: int, *, beside: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(context, parent)
        self.round = round_
        self.only: tuple[str, ...] | None = None
        self.grid = ScoreGrid()
        self.grid.given.connect(self._give)
        self.grid.refused.connect(self.say)
        self.grid.sheet_done.connect(self._next_sheet)
        self.grid.option_changed.connect(self._name_option)
        self.grid.reveal_asked.connect(self._reveal_one)
        self.grid.selectionModel().currentChanged.connect(self._bring)
        self.grid.installEventFilter(self)
        self._area: QScrollArea | None = None
        self.seat_line = QLineEdit()
        self.seat_line.setAccessibleName("Seat number or code of the sheet")
        self.seat_line.setPlaceholderText("Seat or code")
        self.seat_line.returnPressed.connect(self._find_seat)
        self.across_box = QCheckBox("Enter goes across")
        self.across_box.clicked.connect(self._turn)
        self.shown_box = QCheckBox("Show while typing")
        self.shown_box.setToolTip("Only where nobody else sees this screen")
        self.shown_box.clicked.connect(self._show_typed)
        self.private.append(self.shown_box)
        self.seat_line.setMaximumWidth(220)
        self.tools = row_of(self.seat_line, self.across_box, self.shown_box, *beside)
        self.reveal_button = button("Reveal this option", "secondary", clicked=self._reveal_one)
        self.reveal_all_button = button("Reveal all", "secondary", clicked=self._reveal_all)
        self.agree_button = button(AGREE, "secondary", clicked=self._agree)
        self._agree_next = False
        self.writing += [self.reveal_button, self.reveal_all_button, self.agree_button]
        self.hint = label(_HOW, "caption")
        self.empty = EmptyState(
            "Nothing to score yet", "It takes at least one seat and one option: add them first."
        )
        self.card = Card(f"Score sheets, round {round_}")
        for part in (self.empty, self.tools, self.grid, self.hint):
            self.card.add(part)
        self.reveal_row = row_of(self.reveal_button, self.reveal_all_button, self.agree_button)
        self.card.add(self.reveal_row)
        self.column.addWidget(self.card)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not self._area:
            self._area = above
            if above is not None:
                above.viewport().installEventFilter(self)
        self._give_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is self.grid:
            self._bring()
        elif event.type() == QEvent.Type.Resize and watched is not self.grid:
            self._give_room()
        return super().eventFilter(watched, event)

    def _give_room(self) -> None:
        """The grid with its buttons fills the window; a low window it fills alone."""
        if self._area is None:
            return
        room = self._area.viewport().height() - 2 * SPACE_2
        below = self.hint.sizeHint().height() + self.reveal_row.sizeHint().height() + 3 * SPACE_3
        roomy = room - below >= apply.current().sizes.px(_ROOMY)
        self.grid.set_room(room - below if roomy else room)

    @Slot()
    def _bring(self) -> None:
        """Scroll the step so that the cell that is typed into is in sight, heads and all."""
        if self._area is not None and self.grid.hasFocus():
            body = self._area.widget() or self
            # Not ensureWidgetVisible: of a table that shows the current cell alone.
            for part, at in ((self.reveal_row, 1), (self.grid, 1), (self.grid, 0)):
                place = part.mapTo(body, QPoint(0, at * part.height()))
                self._area.ensureVisible(0, place.y(), 0, SPACE_2)

    def fill(self) -> None:
        sheet = sheet_of(self.records, self.round, self.only)
        self.grid.set_sheet(sheet)
        some = bool(sheet.seats and sheet.options)
        for part in (self.tools, self.grid, self.hint):
            show_if(part, some)
        show_if(self.empty, not some)
        self.hint.setText(_BY_CRITERIA if self._by_criteria() else _HOW)
        self._name_option("")

    def _by_criteria(self) -> bool:
        return self.records.session.benefit_scale is BenefitScale.CRITERIA

    def showing(self) -> Showing:
        return self.make_showing(What.SCORING, round=self.round)

    def set_one_screen(self, on: bool) -> None:
        """Numbers go back to dots before the room sees the screen."""
        super().set_one_screen(on)
        if on:
            self.shown_box.setChecked(False)
            self.grid.set_shown(False)

    def scored(self) -> list[str]:
        """The options that have a score of this round and are not shown yet."""
        here = {score.option_id for score in self.records.scores if score.round == self.round}
        return [
            option.id
            for option in self.records.active
            if option.id in here
            and (self.only is None or option.id in self.only)
            and newest_round(self.records, option.id) < self.round
        ]

    @Slot(str)
    def _name_option(self, _option_id: str) -> None:
        if self.reckoning is None or self.records.locked:
            return
        option = self.records.option(self.grid.option_id())
        waiting = self.scored()
        # First: the keyboard of a button that is done with goes on to the next one that can be pressed.
        show_agreeing(self.agree_button, *medians_shown(self.records, self.only))
        if self._agree_next and self.agree_button.isEnabled():
            self._agree_next = False
            self.agree_button.setFocus(Qt.FocusReason.OtherFocusReason)
        name = "" if option is None else option.name
        self.reveal_button.setText(f"Reveal {shorten(name, _LONGEST)}" if name else "Reveal")
        self.reveal_button.setAccessibleName(f"Reveal {name}".strip())
        self.reveal_button.setToolTip("Show its dots to the room, all at once (Ctrl+Enter in the grid)")
        self.reveal_button.setEnabled(option is not None and option.id in waiting)
        self.reveal_all_button.setText(f"Reveal all ({len(waiting)})" if waiting else "Reveal all")
        self.reveal_all_button.setEnabled(bool(waiting))

    @Slot(list)
    def _give(self, entries: list[ScoreEntry]) -> None:
        self.context.bridge.act(workshop.give_scores, self.session_id, entries, otherwise=self._give_refused)

    def _give_refused(self, error: UserFixable) -> None:
        self.grid.forget()
        self.refuse(error)

    @Slot()
    def _find_seat(self) -> None:
        wanted = self.seat_line.text().strip()
        if not self.grid.go_to_seat(wanted):
            self.say(f"No seat has the number or code “{wanted}”. Look at the head of the sheet.")
            self.seat_line.selectAll()
            return
        self.say("")
        self.seat_line.clear()
        # A sheet holds all options of one seat: going on means going across.
        self.across_box.setChecked(True)
        self._turn()
        self.grid.setFocus()

    @Slot()
    def _next_sheet(self) -> None:
        self.seat_line.setFocus()
        announce(self.seat_line, "This sheet is in. Type the next seat number or code.")

    @Slot()
    def _turn(self) -> None:
        self.grid.across = self.across_box.isChecked()

    @Slot()
    def _show_typed(self) -> None:
        self.grid.set_shown(self.shown_box.isChecked())

    @Slot()
    def _reveal_one(self) -> None:
        option_id = self.grid.option_id()
        # A score that was just typed is on its way: the act itself refuses where there is none.
        if option_id and newest_round(self.records, option_id) < self.round:
            self._reveal([self.grid.option_id()])

    @Slot()
    def _reveal_all(self) -> None:
        self._reveal(self.scored())

    def _reveal(self, option_ids: list[str]) -> None:
        self.grid.commit()
        # From the grid one goes on typing; from a button the next act is to agree.
        self._agree_next = self.reveal_button.hasFocus() or self.reveal_all_button.hasFocus()

        def shown(_result: object) -> None:
            self.revealed.emit(option_ids)

        self.act(workshop.reveal, option_ids, self.round, then=shown)

    @Slot()
    def _agree(self) -> None:
        unagreed, agreed = medians_shown(self.records, self.only)

        def done(_result: object) -> None:
            # The button is done with; what it stood for is said, and the keyboard is back on the scores.
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.grid, agreed_words((*agreed, *unagreed)))

        if unagreed:
            self.act(workshop.agree_benefits, unagreed, then=done)


def shorten(name: str, most: int) -> str:
    """A name in at most so many letters, its end in three dots where it is longer."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip(' ,')}\N{HORIZONTAL ELLIPSIS}"
