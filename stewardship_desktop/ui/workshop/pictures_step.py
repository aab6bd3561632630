"""Step 6: value triangles and the frontier, the chance of success, and whether the order would change."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star, workshop
from stewardship_desktop.domain.star.drawn import frontier_drawn, triangles_of
from stewardship_desktop.domain.star.estimate import MEASURES
from stewardship_desktop.domain.star.flip_words import flip_words, range_verdict, within_range
from stewardship_desktop.domain.star.flips import Altered, easiest_first, order_flips
from stewardship_desktop.domain.star.model import estimates_of
from stewardship_desktop.domain.star.option import complete
from stewardship_desktop.domain.star.pictures import frontier, triangles
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.domain.star.working import working
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import Card, SectionTabs
from stewardship_desktop.ui.widgets.words import button, label, show_if
from stewardship_desktop.ui.workshop.agreeing import AGREE, agreed_words, medians_shown
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.slides.plan import TOO_LARGE
from stewardship_desktop.ui.workshop.step_panel import StepPanel, bullet, row_of

_MOST_FLIPS = 3
_LEAST = 420
_PICTURES = {"triangles": What.TRIANGLES, "frontier": What.FRONTIER}


@dataclass(frozen=True, kw_only=True)
class OrderAnswer:
    """ "Would the order change?" in a sentence, and the figures it hangs on most, a sentence each."""

    verdict: str
    flips: tuple[str, ...]


def order_answer(reckoning: Reckoning) -> OrderAnswer:
    """The answer for the room, in words. Options with a figure missing play no part."""
    success = reckoning.records.session.apply_success
    options = complete(tuple(reckoning.options.values()), apply_success=success)
    estimates = estimates_of(reckoning.records)
    flips = [
        flip
        for option in options
        for measure in MEASURES
        for flip in order_flips(options, option, measure, apply_success=success)
    ]
    by_id = {option.id: option for option in options}
    inside = [flip for flip in easiest_first(flips) if within_range(flip, by_id[flip.option_id], estimates)]
    return OrderAnswer(
        verdict=range_verdict(flips, options, estimates, Altered.ORDER),
        flips=tuple(flip_words(flip, options, estimates) for flip in inside[:_MOST_FLIPS]),
    )


class PicturesStep(StepPanel):
    """Two pictures as the projector has them, a switch, and an answer in words."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.success_box = QCheckBox("Count the chance of success")
        self.success_box.clicked.connect(self._switch)
        self.writing.append(self.success_box)
        self.verdict_label = label("", "heading")
        self.flips_label = label("")
        self.agree_label = label("", "heading", wrap=False)
        self.agree_button = button(AGREE, "primary", clicked=self._agree)
        self.agree_row = row_of(self.agree_label, self.agree_button)
        self.writing.append(self.agree_button)
        self.column.addWidget(self.agree_row)
        self._agreed_in = ""
        card = Card("Would the order change?", self.verdict_label)
        card.add(self.flips_label)
        card.add(self.success_box)
        self.column.addWidget(card)
        self.triangles = ChartView(triangles(()))
        self.frontier = ChartView(frontier(()))
        for view in (self.triangles, self.frontier):
            view.chosen.connect(self._highlight)
        self.large_label = label(TOO_LARGE)
        frontier_page = QWidget()
        column = QVBoxLayout(frontier_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.large_label)
        column.addWidget(self.frontier, 1)
        self.tabs = SectionTabs(
            [
                ("triangles", "Project triangles", self.triangles),
                ("frontier", "Project the frontier", frontier_page),
            ],
            "Picture on the projector",
        )
        self.tabs.chosen.connect(self._turned)
        self.tabs.setMinimumHeight(apply.current().sizes.px(_LEAST))
        self.column.addWidget(Card("", self.tabs))
        self.working_label = label("")
        self.working_card = Card("How that is worked out", self.working_label)
        self.column.addWidget(self.working_card)
        self.column.addStretch(1)
        self._option = ""
        self._answered: Reckoning | None = None

    def fill(self) -> None:
        assert self.reckoning is not None
        found, session = self.reckoning, self.records.session
        self.success_box.setChecked(session.apply_success)
        self._say_agreed()
        self.triangles.set_spec(triangles_of(found))
        self.frontier.set_spec(frontier_drawn(found, found.frontier, found.budget))
        show_if(self.large_label, found.frontier is None)
        show_if(self.frontier, found.frontier is not None)
        for view in (self.triangles, self.frontier):
            view.highlight(self._option)
        self._say_working()
        if self.isVisible():
            self.answer()

    def _say_agreed(self) -> None:
        """Pictures of benefits that nobody agreed would mislead: say so, with the way out beside it."""
        unagreed, agreed = medians_shown(self.records)
        open_ = bool(unagreed) and not self.records.locked
        if open_:
            self._agreed_in = ""
            are = counted(len(unagreed), "benefit is", "benefits are")
            self.agree_label.setText(f"{are} shown but not agreed")
        elif agreed:
            self.agree_label.setText(agreed_words(agreed))
        show_if(self.agree_button, open_)
        show_if(self.agree_row, open_ or (bool(agreed) and self._agreed_in == self.session_id))

    @Slot()
    def _agree(self) -> None:
        unagreed, _agreed = medians_shown(self.records)
        if unagreed:
            self._agreed_in = self.session_id
            self.act(workshop.agree_benefits, unagreed)

    def answer(self) -> None:
        """Work out, on a thread of its own, whether the order would change."""
        found = self.reckoning
        if found is None or found is self._answered:
            return
        self._answered = found
        self.verdict_label.setText("Looking at every figure ...")
        self.flips_label.setText("")

        def show(answer: OrderAnswer) -> None:
            if self.reckoning is found:
                self.verdict_label.setText(answer.verdict)
                self.flips_label.setText("\n".join(bullet(line) for line in answer.flips))

        self.context.start_job("Would the order change?", lambda _report: order_answer(found), show)

    def showing(self) -> Showing:
        return self.make_showing(_PICTURES[self.tabs.current_key()], option_id=self._option or None)

    @Slot()
    def _switch(self) -> None:
        self.act(star.edit_session, {"apply_success": self.success_box.isChecked()})

    @Slot(str)
    def _turned(self, _key: str) -> None:
        if self.reckoning is not None:
            self.showing_changed.emit()

    @Slot(str)
    def _highlight(self, option_id: str) -> None:
        if self.records.option(option_id) is not None:
            self._option = option_id
            self._say_working()
            self.showing_changed.emit()

    def _say_working(self) -> None:
        """The working of the option that was clicked, for who doubts the arithmetic."""
        worked = None if self.reckoning is None else self.reckoning.options.get(self._option)
        if worked is None:
            self.working_card.set_title("How a figure is worked out")
            self.working_label.setText("Click an option in a picture, or walk to it by the arrow keys.")
            return
        self.working_card.set_title(f"How {worked.name} is worked out")
        applied = self.records.session.apply_success
        self.working_label.setText("\n".join(working(worked, apply_success=applied)))
