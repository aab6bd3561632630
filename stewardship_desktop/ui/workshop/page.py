"""The facilitator's page: one step at a time, one key to go on, the clock, and the projector's reins.

What is done in a step is the step's; this holds the session, where the workshop stands, and the screens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.notices import ChangeNotice
from stewardship_desktop.domain.star.reckoning import AT_ONCE, Reckoning, reckon
from stewardship_desktop.store.queries.star import session_records, sessions
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets import ScrollingPage, SideSheet
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.first_stop import first_stop
from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
from stewardship_desktop.ui.widgets.words import label, show_if
from stewardship_desktop.ui.workshop.agenda import STEPS
from stewardship_desktop.ui.workshop.clock import WorkshopClock
from stewardship_desktop.ui.workshop.decision_step import DecisionStep
from stewardship_desktop.ui.workshop.drafts import DRAFT_KEY, DraftKeeper
from stewardship_desktop.ui.workshop.figures_step import FiguresStep
from stewardship_desktop.ui.workshop.foot import Foot
from stewardship_desktop.ui.workshop.notes_panel import DRAFT, TITLE, NotesPanel
from stewardship_desktop.ui.workshop.options_step import OptionsStep
from stewardship_desktop.ui.workshop.pictures_step import PicturesStep
from stewardship_desktop.ui.workshop.plan_step import PlanStep
from stewardship_desktop.ui.workshop.presenting import MakeScreen, Presenting
from stewardship_desktop.ui.workshop.progress import Progress, ProgressKeeper
from stewardship_desktop.ui.workshop.projector import ProjectorWindow
from stewardship_desktop.ui.workshop.projector_stage import ProjectorStage
from stewardship_desktop.ui.workshop.purpose_step import PurposeStep
from stewardship_desktop.ui.workshop.room_view import RoomView
from stewardship_desktop.ui.workshop.score_step import ScoreStep
from stewardship_desktop.ui.workshop.seats_panel import SeatsPanel
from stewardship_desktop.ui.workshop.session_choice import SessionChoice
from stewardship_desktop.ui.workshop.splits_step import SplitsStep
from stewardship_desktop.ui.workshop.step_panel import LOCKED, StepPanel, row_of
from stewardship_desktop.ui.workshop.step_strip import StepStrip

_TICK_MS = 5000
_LOW = 520
_ROOM_ONLY = frozenset(
    {"seat", "seat_interest", "seat_score", "reveal", "star_decision", "dissent", "next_step"}
)
"""Kinds of record that order, frontier and ledgers don't hang on."""


SCREENS: tuple[MakeScreen, MakeScreen] = (ProjectorWindow, ProjectorStage)
"""What makes the projector's window, and the slide over this one."""


class WorkshopPage(Page):
    """The room "workshop"."""

    shows: ClassVar[frozenset[str]] = _ROOM_ONLY | {
        "star_session", "star_option", "star_estimate", "star_effect", "star_rule", "star_scenario",
        "star_choice", "star_funding", "criteria_set", "criterion", "criterion_score", "organisation",
    }  # fmt: skip

    def __init__(self, context: RoomContext, screens: tuple[MakeScreen, MakeScreen] = SCREENS) -> None:
        super().__init__(context)
        self.setProperty("part", "page")
        self.session_id = ""
        self.progress = Progress()
        self.reckoning: Reckoning | None = None
        self._keeper: ProgressKeeper | None = None
        self._room_only = False
        self._under_slide: QWidget | None = None
        self.view = RoomView()
        self.presenting = Presenting(self, self.view, *screens)
        self.panels: list[StepPanel] = [
            made(context)
            for made in (
                PurposeStep, OptionsStep, FiguresStep, ScoreStep, SplitsStep, PicturesStep, PlanStep,
                DecisionStep,
            )
        ]  # fmt: skip
        self.seats = SeatsPanel(context)
        self.notes = NotesPanel(context)
        for panel in (*self.panels, self.seats):
            panel.progressed.connect(self._progressed)
            panel.showing_changed.connect(self._present)
        self._lay_out()
        self.choice.begin_asked.connect(partial(context.go, "star"))
        self.sheet = SideSheet(self, "Seats", width=860)
        self.drafts = DraftKeeper(self)
        self.drafts.drafted.connect(self._drafted)
        self.notes.drafted.connect(self._drafted)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_clock)
        self._keys()

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    # ---- parts
    def _lay_out(self) -> None:
        self.strip = StepStrip()
        self.strip.asked.connect(self.go_to)
        self.clock = WorkshopClock()
        self.clock.pressed.connect(self._toggle_clock)
        self.clock_shown_button = QCheckBox("Clock to the room")
        self.clock_shown_button.setToolTip("Show the clock on the projector")
        self.clock_shown_button.toggled.connect(self._present)
        self.title_label = label("", "title")
        self.mark = IllustrativeMark()
        self.prompt_label = label("", "muted")
        self.title_row = row_of(self.title_label, self.mark, stretch=0)
        left = QVBoxLayout()
        left.setSpacing(SPACE_2)
        left.addWidget(self.title_row)
        left.addWidget(row_of(self.strip, self.clock, stretch=0))
        left.addWidget(row_of(self.prompt_label, self.clock_shown_button, stretch=0))
        left.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_4)
        head.addLayout(left, 1)
        head.addWidget(self.view)
        self.stack = QStackedWidget()
        for panel in self.panels:
            self.stack.addWidget(ScrollingPage(panel, sideways=False))
        self.work = QWidget()
        work = QVBoxLayout(self.work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(SPACE_3)
        work.addLayout(head)
        work.addWidget(self.stack, 1)
        work.addWidget(self._foot())
        self.choice = SessionChoice()
        self.choice.chosen.connect(self.show_record)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        layout.addWidget(self.work)
        layout.addWidget(self.choice)

    def _foot(self) -> Foot:
        foot = self.foot = Foot()
        self.back_button, self.next_button = foot.back, foot.next
        self.one_screen_button, self.window_button = foot.one_screen, foot.window_button
        self.blank_button = foot.blank
        for pressed, done in (
            (foot.back, self.back), (foot.next, self.advance), (foot.seats, self.open_seats),
            (foot.notes, self.open_notes), (foot.slide, self._toggle_slide),
            (foot.window_button, self.presenting.toggle_window), (foot.blank, self._toggle_blank),
        ):  # fmt: skip
            pressed.clicked.connect(done)
        foot.one_screen.toggled.connect(self._one_screen)
        self.presenting.changed.connect(self._screens_changed)
        self.presenting.step_asked.connect(self._step_asked)
        return foot

    def _keys(self) -> None:
        self._esc = self._key(Qt.Key.Key_Escape, self._toggle_slide)
        self._esc.setEnabled(False)
        for key, done in (
            (Qt.Key.Key_F8, self.advance), (Qt.Key.Key_PageDown, self._page_on),
            (Qt.Key.Key_PageUp, self._page_back), (Qt.Key.Key_F5, self._toggle_slide),
            (Qt.Key.Key_F9, self._toggle_blank), (Qt.Key.Key_F6, self.open_seats),
            (Qt.Key.Key_F7, self.open_notes),
        ):  # fmt: skip
            self._key(key, done)
        self._key(Qt.Modifier.SHIFT | Qt.Key.Key_F8, self.back)

    def _key(self, key: Any, done: Callable[[], object]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self)
        made.activated.connect(done)
        return made

    # ---- what is shown
    def show_care_area(self, care_area_id: str | None) -> None:
        if care_area_id != self.care_area_id:
            self._open(str(self.context.remember.get(f"workshop.of.{care_area_id}", "") or ""))
        super().show_care_area(care_area_id)

    def show_record(self, record_id: str) -> None:
        """Run this session."""
        self._open(record_id)
        self.context.remember.set(f"workshop.of.{self.care_area_id}", record_id)
        self._outdate()
        if self.isVisible():
            self.take_focus()

    def refresh(self) -> None:
        found = self.context.bridge.read(session_records, self.session_id) if self.session_id else None
        show_if(self.work, found is not None)
        show_if(self.choice, found is None)
        if found is None:
            self.reckoning = None
            rows = self.context.bridge.read(sessions, self.care_area_id) if self.care_area_id else []
            self.choice.show_sessions(rows)
            return
        if self._room_only and self.reckoning is not None:
            self.reckoning = replace(self.reckoning, records=found)
        else:
            self.reckoning = reckon(found, work=AT_ONCE)
        self._room_only = True
        self.title_label.setText(found.session.name)
        show_if(self.mark, found.session.illustrative)
        self._show_step()

    @Slot(object)
    def _on_changed(self, notice: ChangeNotice) -> None:
        if notice.touches(self.shows - _ROOM_ONLY):
            self._room_only = False
        super()._on_changed(notice)

    def _open(self, session_id: str) -> None:
        if session_id == self.session_id:
            return
        self.session_id, self._room_only, self.reckoning = session_id, False, None
        self._keeper = ProgressKeeper(self.context, session_id) if session_id else None
        self.progress = Progress() if self._keeper is None else self._keeper.load()
        for line in (*self.findChildren(QLineEdit), *self.seats.findChildren(QLineEdit)):
            key = line.property(DRAFT_KEY)
            if key:
                line.setText(self.progress.drafts.get(str(key), ""))
        if not session_id:
            self.presenting.close_all()

    def _show_step(self) -> None:
        assert self.reckoning is not None
        at = self.progress.step
        self.strip.show_step(at)
        self.stack.setCurrentIndex(at)
        self.back_button.setEnabled(at > 0)
        self.next_button.setEnabled(at < len(STEPS) - 1)
        self.next_button.setText(f"Next: {STEPS[at + 1].word}" if at < len(STEPS) - 1 else "Last step")
        locked = self.reckoning.records.locked and at < len(STEPS) - 1
        self.prompt_label.setText(LOCKED if locked else STEPS[at].prompt)
        self.panel.show_session(self.reckoning, self.progress)
        if self.sheet.isVisible():
            self.seats.show_session(self.reckoning, self.progress)
        self._show_clock()
        self._present()

    @property
    def panel(self) -> StepPanel:
        """The step on show."""
        return self.panels[self.progress.step]

    # ---- going on
    @Slot(int)
    def go_to(self, step: int) -> None:
        """Show a step, counted from 0, and put the keyboard on its work."""
        if self.reckoning is None or not 0 <= step < len(STEPS) or step == self.progress.step:
            return
        # Leaving a field is what commits it.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clearFocus()
        self._keep(self.progress.at_step(step, self.now()))
        self._show_step()
        announce(self, self.strip.buttons[step].accessibleName())
        if not self.presenting.slide_is_open():
            self.take_focus()

    @Slot()
    def advance(self) -> None:
        """On to the next step."""
        self.go_to(self.progress.step + 1)

    @Slot()
    def back(self) -> None:
        """Back to the step before."""
        self.go_to(self.progress.step - 1)

    @Slot()
    def _page_on(self) -> None:
        """A presenter's remote: the slide's next page, after its last one the next step."""
        if not self.presenting.turn(1):
            self.advance()

    @Slot()
    def _page_back(self) -> None:
        if not self.presenting.turn(-1):
            self.back()

    @Slot(int)
    def _step_asked(self, by: int) -> None:
        self.go_to(self.progress.step + by)

    def take_focus(self) -> None:
        """Put the keyboard on the step's work."""
        stop = first_stop(self.panel) if self.reckoning is not None else first_stop(self.choice)
        (stop or self.next_button).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def open_seats(self) -> None:
        """The seats, over whatever step is on."""
        if self.reckoning is not None:
            self.seats.show_session(self.reckoning, self.progress)
            self.sheet.open_with(self.seats, "Seats")
            self.seats.table.fit_height(14)

    @Slot()
    def open_notes(self) -> None:
        """The private notes, unless the room sees this screen."""
        if self.reckoning is not None and not self.one_screen_button.isChecked():
            self.notes.show_notes(self.session_id, self.progress.drafts.get(DRAFT, ""))
            self.sheet.open_with(self.notes, TITLE)

    def _keep(self, progress: Progress) -> None:
        self.progress = progress
        if self._keeper is not None:
            self._keeper.save(progress)

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        # A panel knows its own part only: place, clock and drafts are this page's.
        self._keep(
            replace(
                progress, step=self.progress.step, started_at=self.progress.started_at,
                entered=self.progress.entered, drafts=self.progress.drafts,
            )
        )  # fmt: skip
        for panel in self.panels:
            panel.progress = self.progress
        if self.reckoning is not None and self.panel is self.panels[0]:
            self.panel.show_session(self.reckoning, self.progress)

    @Slot(str, str)
    def _drafted(self, key: str, text: str) -> None:
        drafts = {each: kept for each, kept in self.progress.drafts.items() if each != key}
        if text:
            drafts[key] = text
        if drafts != dict(self.progress.drafts):
            self._keep(replace(self.progress, drafts=drafts))

    # ---- the clock
    @Slot()
    def _toggle_clock(self) -> None:
        running = self.progress.started_at is not None
        self._keep(self.progress.stopped() if running else self.progress.started(self.now()))
        self._show_clock()
        self._present()

    @Slot()
    def _show_clock(self) -> None:
        self.clock.show_progress(self.progress, self.now())
        if self.clock_shown_button.isChecked() and self.reckoning is not None:
            self._present()

    # ---- what the room sees
    @Slot()
    def _present(self) -> None:
        if self.reckoning is None:
            return
        showing = self.panel.showing()
        if self.clock_shown_button.isChecked():
            showing = replace(showing, clock=self.progress.step_words(self.now()))
        self.presenting.present(showing, self.reckoning)

    @Slot(bool)
    def _one_screen(self, on: bool) -> None:
        if on and self.notes.isVisible():
            self.sheet.close_sheet()
        self.foot.notes.setEnabled(not on)
        for panel in (*self.panels, self.seats):
            panel.set_one_screen(on)
        self.presenting.set_mirrored(on)

    @Slot()
    def _toggle_slide(self) -> None:
        if self.reckoning is None:
            return
        self.presenting.toggle_slide()
        if self.presenting.slide_is_open():
            # Nothing under the slide may take what is typed, nor show its focus ring through it.
            self._under_slide = self.focusWidget()
            if self._under_slide is not None:
                self._under_slide.clearFocus()
        elif self._under_slide is not None and self._under_slide.isVisible():
            self._under_slide.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    @Slot()
    def _toggle_blank(self) -> None:
        self.presenting.set_blank(not self.presenting.blank)

    @Slot()
    def _screens_changed(self) -> None:
        self._esc.setEnabled(self.presenting.slide_is_open())
        self.foot.show_screens(blank=self.presenting.blank, projecting=self.presenting.is_open())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """B or a full stop blanks, as presenters' remotes send it, unless somebody types."""
        if event.text() in ("b", "B", ".") and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._toggle_blank()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.height() >= apply.current().sizes.px(_LOW)
        show_if(self.title_row, tall)
        self.view.fit(self.height())
