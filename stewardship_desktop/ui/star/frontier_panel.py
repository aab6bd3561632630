"""The frontier with a budget to move along it: the best plan at that budget and the priority order beside it.

A move of the slider is a look-up in the frontier; nothing is solved for it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star_plan
from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.chart.picture import FrontierSpec
from stewardship_desktop.domain.star import pictures
from stewardship_desktop.domain.star.compare import difference_words
from stewardship_desktop.domain.star.drawn import frontier_drawn
from stewardship_desktop.domain.star.frontier import Frontier
from stewardship_desktop.domain.star.model import letter
from stewardship_desktop.domain.star.plan_working import cost_of_options, gain_of_options
from stewardship_desktop.domain.star.problem import Portfolio
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.working import rounded_words
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.budget_slider import BudgetSlider
from stewardship_desktop.ui.star.frontier_search import FrontierSearch
from stewardship_desktop.ui.star.prices_part import PricesPart
from stewardship_desktop.ui.star.steady_label import SteadyLabel
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Card, EmptyState, Popover, button, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.words import show_if

PICTURE = 420
"""The least height of the picture with its words, in pixels at 100 % text; the panel scrolls below that."""


NOTHING_TO_COUNT = (
    "No frontier yet",
    (
        "It shows the most gain that each amount of money can buy. An option counts once it has people, "
        "share, benefit, success where it is applied, and cost; the workshop gives the benefits."
    ),
)


class FrontierPanel(QWidget):
    """`show_session(reckoning)`, `highlight(id)` -> `option_chosen(id)`."""

    option_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._frontier: Frontier | None = None
        self._budget: Fraction | None = None
        self._highlighted = ""
        self.search = FrontierSearch(context)
        self.search.found.connect(self._found)
        self.view: ChartView | None = None
        self.card = Card()
        self.card.setMinimumHeight(apply.current().sizes.px(PICTURE))
        self.slider = BudgetSlider()
        self.slider.moved.connect(self._moved)
        self.chosen_label = SteadyLabel()
        self.order_label = SteadyLabel()
        self.use_button = button("Use this plan", "secondary", clicked=self.use_plan)
        self.working_button = button("Show the working", "quiet", clicked=self.show_working)
        said = QHBoxLayout()
        said.setSpacing(SPACE_3)
        said.addWidget(self.chosen_label, 1)
        said.addWidget(self.working_button)
        said.addWidget(self.use_button)
        self.prices = PricesPart(context)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_2)
        inside.addWidget(self.search)
        inside.addWidget(self.slider)
        inside.addWidget(self.card, 1)
        inside.addLayout(said)
        inside.addWidget(self.order_label)
        inside.addWidget(self.prices)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(ScrollingPage(body, sideways=False))
        self.empty = EmptyState(*NOTHING_TO_COUNT, icon="chart")
        self.pages.addWidget(self.empty)
        layout.addWidget(self.pages)

    # ---- what the page tells
    def show_session(self, reckoning: Reckoning) -> None:
        """Show a session as it is now. The budget looked at stays, but follows one of the session's own."""
        before = self._reckoning
        same = before is not None and before.records.session.id == reckoning.records.session.id
        if not same:
            self.chosen_label.forget()
            self.order_label.forget()
        if before is None or not same or self._budget == before.budget:
            self._budget = reckoning.budget
        if reckoning.frontier is not None:
            self._frontier = reckoning.frontier
        elif self._frontier is not None and self._frontier.problem != reckoning.problem:
            self._frontier = None
        self._reckoning = reckoning
        if reckoning.frontier is None:
            self.search.look(reckoning.problem)
        else:
            self.search.stop()
        self.pages.setCurrentIndex(0 if reckoning.problem.items else 1)
        records = reckoning.records
        first = records.scenarios[0] if records.scenarios else None
        self.use_button.setText(f"Use this plan in {'A' if first is None else letter(first, records)}")
        self.use_button.setToolTip("" if first is None else first.name)
        self.use_button.setEnabled(first is not None and not records.locked)
        self._draw()

    def highlight(self, option_id: str) -> None:
        """Let the step of an option stand out; sends nothing."""
        self._highlighted = option_id
        if self.view is not None:
            self.view.highlight(option_id)

    @property
    def chosen(self) -> Portfolio | None:
        """The best portfolio at the budget looked at."""
        if self._reckoning is None or self._frontier is None or self._budget is None:
            return None
        return self._frontier.at(self._reckoning.problem.scaled_budget(self._budget))

    def use_plan(self) -> None:
        """Put the portfolio at this budget into the first scenario."""
        if self._reckoning is None or self.chosen is None or not self._reckoning.records.scenarios:
            return
        records, members = self._reckoning.records, set(self.chosen.members)
        scenario = records.scenarios[0]
        chosen = {option.id: option.id in members for option in records.active}
        bridge, notify = self._context.bridge, self._context.notify
        bridge.act(
            star_plan.choose,
            records.session.id,
            scenario.id,
            chosen,
            then=lambda _: notify(f"{scenario.name} is now the plan at this budget.", "Undo", bridge.undo),
        )

    def show_working(self) -> None:
        """What the portfolio at this budget costs and gains, part by part."""
        reckoning, best = self._reckoning, self.chosen
        if reckoning is None or best is None:
            return
        parts: list[QWidget] = []
        for words, found in (
            ("Cost", cost_of_options(reckoning, best.members)),
            ("Gain", gain_of_options(reckoning, best.members)),
        ):
            parts.append(label(words, "label"))
            parts += [label(line) for line in found.lines]
        Popover("Working of the plan at this budget", parts, parent=self).open_at(self.working_button)

    # ---- showing
    def _draw(self) -> None:
        reckoning, budget = self._reckoning, self._budget
        if reckoning is None or budget is None:
            return
        points = () if self._frontier is None else self._frontier.points
        problem = reckoning.problem
        self.slider.set_range([problem.cost_of(point.cost) for point in points], reckoning.budget)
        self.slider.set_budget(budget)
        spec = frontier_drawn(reckoning, self._frontier, budget, self._highlighted)
        if self._frontier is None:
            spec = replace(spec, title="The best portfolios are being looked for")
        self._show_spec(spec)
        self._say()

    def _show_spec(self, spec: FrontierSpec) -> None:
        if self.view is None:
            self.view = ChartView(spec, drag=self.slider.pull_to)
            self.view.chosen.connect(self._picked)
            self.card.add(self.view, 1)
        else:
            self.view.set_spec(spec)

    def _say(self) -> None:
        """The plan at the budget and why the order differs, in words."""
        reckoning, budget = self._reckoning, self._budget
        assert reckoning is not None
        assert budget is not None
        names = {option.id: option.name for option in reckoning.options.values()}
        best = self.chosen
        self.chosen_label.setText(plan_words(reckoning, best, budget, names, self._frontier is not None))
        show_if(self.order_label, self._frontier is not None)
        if self._frontier is not None:
            self.order_label.setText(
                difference_words(reckoning.problem, reckoning.order, best, budget, names)
            )
        self.use_button.setVisible(best is not None)
        self.working_button.setVisible(best is not None)
        self.prices.show_budget(reckoning, budget, known=best is not None)

    @Slot(object)
    def _moved(self, budget: Fraction) -> None:
        self._budget = budget
        if self.view is not None and isinstance(self.view.spec, FrontierSpec):
            self._show_spec(pictures.with_budget(self.view.spec, budget))
        self._say()

    @Slot(object)
    def _found(self, frontier: Frontier) -> None:
        """More of the frontier came in from the search."""
        if self._reckoning is not None and frontier.problem == self._reckoning.problem:
            self._frontier = frontier
            self._draw()

    @Slot(str)
    def _picked(self, key: str) -> None:
        if self._reckoning is not None and key in self._reckoning.options:
            self.option_chosen.emit(key)


def plan_words(
    reckoning: Reckoning, best: Portfolio | None, budget: Fraction, names: dict[str, str], known: bool
) -> str:
    """ "At £1.83m: A, B and D; gain 182, £12k unspent." """
    if not known:
        return "The best plan at this budget is not known yet."
    at = short_money(budget)
    if best is None:
        return f"At {at}: nothing keeps to the rules and limits."
    problem = reckoning.problem
    left = budget - problem.cost_of(best.cost)
    chosen = ", ".join(name for each, name in names.items() if each in best.members) or "no option"
    rest = f", {short_money(left)} unspent" if left > 0 else ""
    return f"At {at}: {chosen}; gain {rounded_words(problem.gain_of(best.gain))} a year{rest}."
