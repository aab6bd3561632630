"""How gains for the most deprived fifth are weighed, and at which weight that tips the answer.

The slider shows what a weight would do before it is kept; off unless the group asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from PySide6.QtWidgets import QComboBox, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star.equity import (
    TippingPoint,
    funded_tips_at,
    order_tips_at,
    weight_for,
    weighted,
)
from stewardship_desktop.domain.star.model import core20_shares, equity_weight
from stewardship_desktop.domain.star.option import ONE, Option
from stewardship_desktop.domain.star.order import priority_order
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import Equity
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.number_slider import NumberSlider
from stewardship_desktop.ui.widgets import Card, Field, PropertyForm, label
from stewardship_desktop.ui.widgets.typed_text import parse_decimal
from stewardship_desktop.ui.widgets.words import show_if

CHOICES = (
    (Equity.OFF, "Every gain counts the same"),
    (Equity.WEIGHT, "A plain weight for the most deprived fifth"),
    (Equity.ATKINSON, "Atkinson: by how unequal health is"),
)
TENTH = Decimal("0.1")


class EquityCard(Card):
    """`show_session(reckoning)`, `show_tips(tipping point of the best plan or None)`."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__("Fairness: does it matter who gains?", parent=parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self.choice_box = QComboBox()
        self.choice_box.setAccessibleName("How gains of the most deprived fifth are weighed")
        for _, words in CHOICES:
            self.choice_box.addItem(words)
        self.choice_box.activated.connect(self._choose)
        self.weight = NumberSlider(
            "Weight of the most deprived fifth", Decimal(1), Decimal(10), TENTH,
            unit="times", box_high=Decimal(100),
        )  # fmt: skip
        self.epsilon = NumberSlider(
            "Aversion to inequality, epsilon",
            Decimal(0),
            Decimal(15),
            TENTH,
            unit="epsilon",
            box_high=Decimal(30),
        )
        self.weight.moved.connect(self._moved)
        self.epsilon.moved.connect(self._moved)
        self.weight.settled.connect(self._keep_weight)
        self.epsilon.settled.connect(self._keep_epsilon)
        self.health = PropertyForm(
            [
                Field("core20_health", "Health of the most deprived fifth", "decimal", unit="years",
                      help="Healthy life expectancy"),
                Field("rest_health", "Health of everybody else", "decimal", unit="years"),
            ],
            columns=2,
        )  # fmt: skip
        self.population = PropertyForm(
            [
                Field(
                    "core20_population", "Share of the population in the most deprived fifth",
                    parse=_share, format=_percent,
                    help="Keeps weighted gains comparable; no order depends on it",
                )
            ]
        )  # fmt: skip
        for form in (self.health, self.population):
            form.committed.connect(self._keep)
        self.effect_label = label("")
        self.tips_label = label("")
        self.unknown_label = label("", "caption")
        self._best_tip: TippingPoint | None = None
        self._best_known = False
        for part in (
            self.choice_box, self.weight, self.epsilon, self.health, self.population, self.effect_label,
            self.tips_label, self.unknown_label,
        ):  # fmt: skip
            self.add(part)

    def show_session(self, reckoning: Reckoning) -> None:
        """Show how the session weighs, and where the order would tip."""
        self._reckoning = reckoning
        session = reckoning.records.session
        self.choice_box.setCurrentIndex([each for each, _ in CHOICES].index(session.equity))
        self.weight.set_value(session.equity_weight)
        self.epsilon.set_value(session.equity_epsilon)
        self.health.set_values({"core20_health": session.core20_health, "rest_health": session.rest_health})
        self.population.set_values({"core20_population": session.core20_population})
        show_if(self.weight, session.equity is Equity.WEIGHT)
        show_if(self.epsilon, session.equity is Equity.ATKINSON)
        show_if(self.health, session.equity is Equity.ATKINSON)
        show_if(self.population, session.equity is not Equity.OFF)
        for part in (self.choice_box, self.weight, self.epsilon, self.health, self.population):
            part.setEnabled(not reckoning.records.locked)
        unknown = [each.name for each in reckoning.records.active if each.core20_share is None]
        self.unknown_label.setText(
            f"Nobody said how many of those reached live there, so they count as the population: "
            f"{', '.join(unknown)}."
            if unknown
            else ""
        )
        show_if(self.unknown_label, bool(unknown))
        self._say_effect(equity_weight(session))
        self._say_tips()

    def show_tips(self, tip: TippingPoint | None) -> None:
        """The weight at which the best plan changes, once that is worked out; None where none does."""
        self._best_tip, self._best_known = tip, True
        self._say_tips()

    # ---- saying
    @property
    def _population(self) -> Fraction | None:
        assert self._reckoning is not None
        share = self._reckoning.records.session.core20_population
        return None if share is None else Fraction(share)

    def _moved(self, value: Decimal) -> None:
        """What the weight under the slider would do, before it is kept."""
        if self._reckoning is None:
            return
        session = self._reckoning.records.session
        weight: Fraction | None = Fraction(value)
        if session.equity is Equity.ATKINSON:
            if not session.core20_health or not session.rest_health:
                return
            weight = weight_for(
                Fraction(value),
                core20_health=Fraction(session.core20_health),
                rest_health=Fraction(session.rest_health),
            )
        self._say_effect(weight)

    def _say_effect(self, weight: Fraction | None) -> None:
        reckoning = self._reckoning
        assert reckoning is not None
        session = reckoning.records.session
        if weight is None:
            lacks = session.equity is Equity.ATKINSON
            self.effect_label.setText(
                "Type both health figures, in years of healthy life; until then nothing is weighted."
                if lacks
                else "A gain counts the same, whoever has it."
            )
            return
        success = session.apply_success
        plain = _plain(tuple(reckoning.options.values()))
        now = weighted(plain, core20_shares(reckoning.records), weight, population_share=self._population)
        before = [place.option.id for place in priority_order(plain, apply_success=success)]
        after = [place.option for place in priority_order(now, apply_success=success)]
        moved = [
            f"{option.name} from {before.index(option.id) + 1} to {place}"
            for place, option in enumerate(after, 1)
            if option.id in before and before.index(option.id) + 1 != place
        ]
        said = f"A gain in the most deprived fifth counts {float(weight):.2f} times that of anybody else. "
        said += f"In the order that moves {'; '.join(moved)}." if moved else "The order stays as it is."
        self.effect_label.setText(said)

    def _say_tips(self) -> None:
        reckoning = self._reckoning
        if reckoning is None:
            return
        success = reckoning.records.session.apply_success
        options, shares = _plain(tuple(reckoning.options.values())), core20_shares(reckoning.records)
        found = [
            ("the order", order_tips_at(
                options, shares, population_share=self._population, apply_success=success)),
            ("what the order funds", funded_tips_at(
                options, shares, reckoning.budget, population_share=self._population,
                apply_success=success)),
        ]  # fmt: skip
        if self._best_known:
            found.append(("the best plan", self._best_tip))
        self.tips_label.setText("\n".join(tip_words(what, tip) for what, tip in found))

    # ---- keeping
    def _choose(self, at: int) -> None:
        self._keep("equity", CHOICES[at][0])

    def _keep_weight(self, value: Decimal) -> None:
        self._keep("equity_weight", value)

    def _keep_epsilon(self, value: Decimal) -> None:
        self._keep("equity_epsilon", value)

    def _keep(self, key: str, value: object) -> None:
        if self._reckoning is not None:
            self._context.bridge.act(star.edit_session, self._reckoning.records.session.id, {key: value})


def tip_words(what: str, tip: TippingPoint | None) -> str:
    """ "A weight above 2.5 changes the order." or that none does."""
    if tip is None:
        return f"No weight changes {what}."
    bound = f"above {float(tip.weight):.2f}" if tip.beyond else f"of {float(tip.weight):.2f} or more"
    return f"A weight {bound} changes {what}."


def _plain(options: Sequence[Option]) -> tuple[Option, ...]:
    return tuple(replace(option, weight=ONE) for option in options)


def _share(text: str) -> Decimal | None:
    """ "10.5%" or "0.105" as 0.105."""
    per_cent = text.strip().endswith("%")
    value = parse_decimal(text.strip().removesuffix("%"))
    return value / 100 if value is not None and per_cent else value


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
