"""The foot of the editor: what a scenario spends of the envelope, what is left or over, whom it touches."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.star.moves import Ledger
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.verdict import verdict, warnings
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import label
from stewardship_desktop.ui.widgets.words import show_if

BAR_HEIGHT = 14


class BalanceLine(QWidget):
    """`show_session(reckoning)`, `show_scenario(id)` -> `scenario_chosen(id)`; the first until then."""

    scenario_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reckoning: Reckoning | None = None
        self._scenario_id = ""
        self._brief = False
        self.box = QComboBox()
        self.box.setAccessibleName("Scenario whose balance is shown")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(self._chosen)
        self.bar = EnvelopeBar()
        self.words_label = label("", "label", wrap=False)
        self.verdict_label = label("")
        self.warning_label = label("", "caption")
        top = QHBoxLayout()
        top.setSpacing(SPACE_3)
        top.addWidget(label("Balance of", "label", wrap=False))
        top.addWidget(self.box)
        top.addWidget(self.bar, 1)
        top.addWidget(self.words_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_2, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addLayout(top)
        layout.addWidget(self.verdict_label)
        layout.addWidget(self.warning_label)

    def show_session(self, reckoning: Reckoning) -> None:
        """Show the balance as it is now."""
        self._reckoning = reckoning
        scenarios = reckoning.records.scenarios
        ids = [each.id for each in scenarios]
        if self._scenario_id not in ids:
            self._scenario_id = ids[0] if ids else ""
        self.box.clear()
        for each in scenarios:
            self.box.addItem(each.name, each.id)
        self.box.setMinimumContentsLength(min(28, max((len(each.name) for each in scenarios), default=14)))
        if ids:
            self.box.setCurrentIndex(ids.index(self._scenario_id))
        self._fill()

    def show_scenario(self, scenario_id: str) -> None:
        """Show the balance of another scenario; sends nothing."""
        at = self.box.findData(scenario_id)
        if at >= 0:
            self._scenario_id = scenario_id
            self.box.setCurrentIndex(at)
            self._fill()

    def set_brief(self, brief: bool) -> None:
        """Only the bar, where the page above says the rest."""
        self._brief = brief
        self._fill()

    def _chosen(self, at: int) -> None:
        self._scenario_id = str(self.box.itemData(at))
        self._fill()
        self.scenario_chosen.emit(self._scenario_id)

    def _fill(self) -> None:
        reckoning = self._reckoning
        if reckoning is None:
            return
        ledger = reckoning.ledgers.get(self._scenario_id)
        here = ledger is not None and bool(reckoning.records.active)
        self.setVisible(here)
        if ledger is None:
            return
        spend = reckoning.budget - ledger.left
        self.bar.show_amounts(spend, reckoning.budget)
        # While an option of today's can't be counted the budget is without it: only what changes is known.
        known = not any(option.current for option, _ in reckoning.missing)
        show_if(self.bar, known)
        words = balance_words(spend, reckoning.budget, ledger) if known else change_words(ledger)
        self.words_label.setText(words)
        self.bar.setAccessibleName(self.words_label.text())
        self.verdict_label.setText(verdict(ledger))
        found = warnings(reckoning.records, ledger)
        more = f" ({len(found) - 1} more under Balance)" if len(found) > 1 else ""
        self.warning_label.setText(f"{found[0]}{more}" if found else "")
        self.warning_label.setVisible(bool(found) and not self._brief)
        self.verdict_label.setVisible(not self._brief)


def balance_words(spend: Fraction, budget: Fraction, ledger: Ledger) -> str:
    """ "£1.83m of £1.83m, nothing left", with the change from today where there is one."""
    return f"{short_money(spend)} of {short_money(budget)}, {change_words(ledger)}"


def change_words(ledger: Ledger) -> str:
    """ "£65k over, +£65k on today"."""
    rest = "nothing left"
    if ledger.left > 0:
        rest = f"{short_money(ledger.left)} left"
    elif ledger.left < 0:
        rest = f"{short_money(-ledger.left)} over"
    change = f", {signed_money(ledger.net)} on today" if ledger.net else ""
    return f"{rest}{change}"


class EnvelopeBar(QWidget):
    """What is spent as a filled bar against what may be spent; the part over it is crossed through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spend, self._budget = 0.0, 0.0
        keeps = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keeps.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keeps)

    def show_amounts(self, spend: Fraction, budget: Fraction) -> None:
        """Pounds a year."""
        self._spend, self._budget = float(spend), float(budget)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(apply.current().sizes.px(80), apply.current().sizes.px(BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        most = max(self._spend, self._budget, 1.0)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setPen(QPen(apply.colour("edge"), apply.current().palette.edge_width))
        painter.setBrush(apply.colour("surface"))
        painter.drawRect(box)
        within = QRectF(box)
        within.setWidth(box.width() * max(0.0, min(self._spend, self._budget)) / most)
        painter.fillRect(within, apply.colour("primary"))
        line = box.left() + box.width() * max(0.0, self._budget) / most
        if self._spend > self._budget:
            over = QRectF(line, box.top(), box.right() - line, box.height())
            painter.fillRect(over, apply.colour("bad"))
            painter.setPen(QPen(apply.colour("surface"), 1))
            painter.drawLine(over.topLeft(), over.bottomRight())
        painter.setPen(QPen(apply.colour("text"), 2))
        painter.drawLine(int(line), int(box.top()), int(line), int(box.bottom()))
        painter.end()
