"""What it costs to insist: for each option the gain lost if it is stopped, or kept in, at a budget.

Worked out in a job when asked for, since each option needs a plan of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.star.prices import Price, prices
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.working import rounded_words
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Column, DataTable, button, label
from stewardship_desktop.ui.widgets.words import show_if


@dataclass(frozen=True, kw_only=True)
class _Row:
    id: str
    name: str
    chosen: str
    loss: str


class PricesPart(QWidget):
    """`show_budget(reckoning, budget, known)`: prices of another budget are taken away."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: tuple[Any, Fraction] | None = None
        self._shown: tuple[Any, Fraction] | None = None
        self._names: dict[str, str] = {}
        self.ask_button = button("Price of keeping or stopping each option", "quiet", clicked=self.work_out)
        self.words_label = label("", "caption")
        self.table = DataTable(
            [
                Column("name", "Option"),
                Column("chosen", "In the plan", width=100),
                Column("loss", "Price of insisting", width=220, wrap=True),
            ],
            "Prices",
            tools=False,
        )
        self.table.fit_height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.ask_button)
        layout.addWidget(self.words_label)
        layout.addWidget(self.table)
        self.words_label.hide()
        self.table.hide()

    def show_budget(self, reckoning: Reckoning, budget: Fraction, *, known: bool) -> None:
        """The budget that prices would be for."""
        self._asked = (reckoning.problem, budget)
        self._names = {option.id: option.name for option in reckoning.options.values()}
        show_if(self.ask_button, known)
        holds = self._shown is not None and self._shown == self._asked
        show_if(self.words_label, holds)
        show_if(self.table, holds)

    def work_out(self) -> None:
        """Work the prices out at the budget shown."""
        if self._asked is None:
            return
        asked = problem, budget = self._asked

        def work(report: Any) -> tuple[Any, list[Price]]:
            from stewardship_desktop.application.star_solver import HighsSolver

            told: list[Price] = []
            for price in prices(problem, problem.scaled_budget(budget), HighsSolver()):
                told.append(price)
                report(len(told) / len(problem.items), f"{len(told)} of {len(problem.items)}")
            return asked, told

        self._context.start_job("Working out what each option's place is worth", work, self._priced)

    def _priced(self, result: tuple[Any, list[Price]]) -> None:
        asked, found = result
        if asked != self._asked:
            return
        self._shown = asked
        self.words_label.setText(
            f"At {short_money(asked[1])}: the gain a year that the best plan loses if an option in it is "
            "stopped, or one outside it is kept."
        )
        places = list(self._names)
        found.sort(key=lambda price: places.index(price.id))
        self.table.set_rows([_row(price, self._names) for price in found])
        self.words_label.show()
        self.table.show()


def _row(price: Price, names: dict[str, str]) -> _Row:
    verb = "if stopped" if price.chosen else "if kept"
    loss = f"no plan is possible {verb}"
    if price.loss is not None:
        loss = f"{rounded_words(price.loss)} {verb}" if price.loss else f"nothing {verb}"
    return _Row(
        id=price.id, name=names.get(price.id, price.id), chosen="yes" if price.chosen else "no", loss=loss
    )
