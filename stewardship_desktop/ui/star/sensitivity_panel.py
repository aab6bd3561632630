"""What the answers hang on: which figure would change them, how much each moves the result, and chance.

Everything is worked out in jobs from the reckoning it is shown; nothing here is stored but the seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.star_sensitivity import BEST, IN_ORDER, Answers, answers_of, inputs_of
from stewardship_desktop.domain.chart.picture import RangesSpec
from stewardship_desktop.domain.star.closest_calls import call_verdict, call_words, closest_calls, percent_of
from stewardship_desktop.domain.star.estimate import Estimates
from stewardship_desktop.domain.star.flip_words import figure_words, flip_words, within_range
from stewardship_desktop.domain.star.flips import Altered, Flip
from stewardship_desktop.domain.star.model import estimates_of
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.sensitivity import Bar
from stewardship_desktop.domain.star.session_pictures import InputRange, tornado
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.draws_card import DrawsCard
from stewardship_desktop.ui.star.equity_card import EquityCard
from stewardship_desktop.ui.star.panel_job import PanelJob
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import Card, Column, DataTable, EmptyState, button, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.words import show_if

ALTERED = (
    (Altered.ORDER, "Would the order change?"),
    (Altered.FUNDED, "Would the order fund something else?"),
    (Altered.BEST_SET, "Would the best plan change?"),
)
HEADLINES = ((BEST, "Best gain at the budget"), (IN_ORDER, "Gain that the order funds"))
FIRST = 3
"""Closest calls shown before a person asks for every figure."""
NO_ORDER = "There is no order yet: no option has all its figures."
MOST_ROWS = 60
MOST_BARS = 10


@dataclass(frozen=True)
class FlipRow:
    """One sentence, the size of the change in it, and whether it may well come: "within its range"."""

    id: str
    option_id: str
    words: str
    change: str
    likely: str | None


class SensitivityPanel(QWidget):
    """`show_session(reckoning)`, `highlight(option id)` -> `option_chosen(id)`."""

    option_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._inputs: object = None
        self._answers: Answers | None = None
        self._all = self._quiet = False
        self.job = PanelJob(context, "Stop working it out")
        self.job.finished.connect(self._worked_out)
        self.job.halted.connect(self._stopped)
        self.again_button = button("Work it out", clicked=self.work_out)
        self.flips_card = self._make_flips()
        self.tornado_card = self._make_tornado()
        self.draws = DrawsCard(context)
        self.draws.option_chosen.connect(self.option_chosen)
        self.equity = EquityCard(context)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_4)
        for part in (
            self.job, self.again_button, self.flips_card, self.tornado_card, self.draws, self.equity,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        self.again_button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))

    # ---- building
    def _make_flips(self) -> Card:
        self.question_box = QComboBox()
        self.question_box.setAccessibleName("Which answer")
        for _, words in ALTERED:
            self.question_box.addItem(words)
        self.question_box.currentIndexChanged.connect(self._fill_flips)
        self.verdict_label = label("", "lead")
        self.flips = DataTable(
            [
                Column("words", "The closest calls", wrap=True, width=240),
                Column("change", "Change", align="right", tight=True, width=64),
                Column("likely", "", "chip", width=132, chip=lambda word: (word, "warn")),
            ],
            "What would change the answer",
            tools=False,
            empty=EmptyState("No figure changes this answer"),
        )
        self.flips.fit_height(MOST_ROWS)
        self.flips.selection_changed.connect(self._selected)
        self.all_button = button("Show all", "quiet", clicked=self._show_all)
        card = Card("What the answer hangs on")
        card.add(self.question_box)
        card.add(self.verdict_label)
        card.add(self.flips)
        card.add(self.all_button)
        return card

    def _make_tornado(self) -> Card:
        self.headline_box = QComboBox()
        self.headline_box.setAccessibleName("Which result")
        for _, words in HEADLINES:
            self.headline_box.addItem(words)
        self.headline_box.currentIndexChanged.connect(self._draw)
        self.chart: ChartView | None = None
        self._chart_place = QVBoxLayout()
        self._chart_place.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._chart_place)
        card = Card("Which figure moves the result most")
        row = QHBoxLayout()
        row.addWidget(self.headline_box)
        row.addStretch(1)
        head = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        head.setLayout(row)
        card.add(head)
        card.add(holder)
        return card

    # ---- showing
    def show_session(self, reckoning: Reckoning) -> None:
        """Show the session; what it hangs on is worked out anew where a figure or a rule changed."""
        self._reckoning = reckoning
        self.draws.show_session(reckoning)
        self.equity.show_session(reckoning)
        inputs = inputs_of(reckoning)
        if inputs != self._inputs:
            self._inputs = inputs
            self.work_out()

    def work_out(self) -> None:
        """Work out what the answers hang on; what is shown meanwhile is marked as from before."""
        self.again_button.hide()
        if self._reckoning is not None:
            self.job.run("What the answers hang on", partial(answers_of, self._reckoning))

    def _worked_out(self, answers: Answers | None) -> None:
        if answers is None:
            return
        self._answers = answers
        self._fill_flips()
        self._draw()
        self.equity.show_tips(answers.tips)

    def _stopped(self) -> None:
        self.verdict_label.setText("Stopped: what is shown is from before the last change.")
        show_if(self.again_button, True)

    def _fill_flips(self) -> None:
        reckoning, answers = self._reckoning, self._answers
        if reckoning is None or answers is None:
            return
        altered, _ = ALTERED[self.question_box.currentIndex()]
        options, estimates = tuple(reckoning.options.values()), estimates_of(reckoning.records)
        known = [one for one in answers.flips if one.option_id in reckoning.options]
        calls = closest_calls(known, options, estimates, altered)
        said = call_verdict(calls, options, estimates, altered)
        self.verdict_label.setText(said if reckoning.order else NO_ORDER)
        mine = [one for one in known if one.altered is altered]
        if self._all:
            likely = [within_range(one, reckoning.options[one.option_id], estimates) for one in mine]
            rows = [
                _row(one, flip_words(one, options), inside=inside)
                for one, inside in zip(mine, likely, strict=True)
            ]
            rows.sort(key=lambda row: row.likely is None)
        else:
            rows = [_row(each.flip, call_words(each, options), inside=each.inside) for each in calls[:FIRST]]
        self._quiet = True
        self.flips.set_title("words", "Every figure that would" if self._all else "The closest calls")
        self.flips.set_rows(rows)
        self._quiet = False
        self.all_button.setText(
            "Show the closest calls" if self._all else f"Show all {counted(len(mine), 'change')}"
        )
        show_if(self.all_button, len(mine) > len(rows) or self._all)

    def _show_all(self) -> None:
        self._all = not self._all
        self._fill_flips()

    def _draw(self) -> None:
        reckoning, answers = self._reckoning, self._answers
        if reckoning is None or answers is None:
            return
        key, words = HEADLINES[self.headline_box.currentIndex()]
        spec = _tornado(reckoning, words, answers.at_best[key], answers.bars[key])
        if self.chart is None:
            self.chart = ChartView(spec)
            self.chart.chosen.connect(self._bar_chosen)
            self._chart_place.addWidget(self.chart)
        else:
            self.chart.set_spec(spec)

    def highlight(self, option_id: str) -> None:
        """Show where the option that was chosen elsewhere stands."""
        self._quiet = True
        row = next((each for each in self.flips.rows() if each.option_id == option_id), None)
        if row is not None and not any(each.startswith(option_id) for each in self.flips.selected_ids()):
            self.flips.select(row.id)
        self._quiet = False
        self.draws.highlight(option_id)

    def _selected(self, ids: list[str]) -> None:
        if len(ids) == 1 and not self._quiet:
            self.option_chosen.emit(ids[0].partition(":")[0])

    def _bar_chosen(self, key: str) -> None:
        self.option_chosen.emit(key.partition(":")[0])


def _row(flip: Flip, words: str, *, inside: bool) -> FlipRow:
    return FlipRow(
        f"{flip.option_id}:{flip.measure.value}:{flip.rises}", flip.option_id, words,
        percent_of(flip.change), "within its range" if inside else None,
    )  # fmt: skip


def _tornado(reckoning: Reckoning, words: str, at_best: Fraction | None, bars: tuple[Bar, ...]) -> RangesSpec:
    """The picture of the bars whose both ends have a result; the others are named at its foot."""
    estimates: Estimates = estimates_of(reckoning.records)
    inputs = [
        InputRange(
            key=f"{one.option_id}:{one.measure.value}",
            name=f"{one.option_name}, {one.measure.heading.lower()}",
            low_words=figure_words(one.measure, one.low),
            high_words=figure_words(one.measure, one.high),
            at_low=one.at_low,
            at_high=one.at_high,
        )
        for one in bars
        if one.at_low is not None and one.at_high is not None and (one.option_id, one.measure) in estimates
    ]
    without = [one for one in bars if one.at_low is None or one.at_high is None]
    still = len(inputs) - len([one for one in inputs if one.at_low != one.at_high])
    inputs = [one for one in inputs if one.at_low != one.at_high]
    foot = "One figure moves at a time, all others stay at their best."
    if len(inputs) > MOST_BARS:
        foot += f" {len(inputs) - MOST_BARS} more move it less."
    if still:
        foot += f" {counted(still, 'figure')} with a range {'moves' if still == 1 else 'move'} nothing."
    if without:
        names = ", ".join(f"{one.option_name}, {one.measure.heading.lower()}" for one in without)
        foot += f" Not drawn, since nothing fits the budget and the rules at one end: {names}."
    return tornado(
        words, at_best or Fraction(0), inputs[:MOST_BARS],
        illustrative=reckoning.records.session.illustrative, foot=foot,
    )  # fmt: skip
