"""Would the order change, which figure matters, how sure is a rank, and does it matter who gains."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star.equity import TippingPoint
from stewardship_desktop.domain.star.session import Equity, Measure
from stewardship_desktop.ui.star.draws_card import ordinal, percent
from stewardship_desktop.ui.star.equity_card import CHOICES, tip_words
from stewardship_desktop.ui.star.sensitivity_panel import SensitivityPanel
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings


def opened(surroundings: Surroundings, **values: Any) -> tuple[Any, SmallSession]:
    room = small_session(surroundings, **values)

    def make(context: Any) -> Any:
        panel = SensitivityPanel(context)
        panel.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: panel.show_session(room.reckoning()))
        return panel

    return surroundings.show(make, 560, 700), room


def test_the_answer_comes_before_the_figures(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    assert surroundings.jobs == ["What the answers hang on"]
    assert panel.verdict_label.text().startswith("Not within the ranges given. One figure would")
    assert len(panel.flips.rows()) == 3
    panel.all_button.click()
    assert len(panel.flips.rows()) > 6
    panel.all_button.click()
    assert len(panel.flips.rows()) == 3
    edit = {"high": Decimal(30)}
    surroundings.act(
        star.set_estimate, room.session_id, room.options["ward"], Measure.BENEFIT, {**edit, "low": Decimal(5)}
    )
    assert panel.verdict_label.text().startswith("Yes: within the ranges given, the order can change.")
    assert panel.flips.rows()[0].likely == "within its range"
    assert panel.flips.rows()[0].option_id == room.options["ward"]
    panel.question_box.setCurrentIndex(2)
    assert "the best plan" in panel.verdict_label.text()


def test_nothing_is_worked_out_anew_for_a_new_name(surroundings: Surroundings) -> None:
    _, room = opened(surroundings)
    surroundings.act(star.edit_session, room.session_id, {"name": "Another name"})
    assert len(surroundings.jobs) == 1
    surroundings.act(star.edit_session, room.session_id, {"envelope": 20_000})
    assert len(surroundings.jobs) == 2


def test_the_tornado_shows_ranges_that_move_the_result(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    assert panel.chart.spec.is_empty
    assert "1 figure with a range moves nothing" in panel.chart.spec.foot
    low_high = {"low": Decimal(10), "high": Decimal(50)}
    surroundings.act(star.set_estimate, room.session_id, room.options["carers"], Measure.BENEFIT, low_high)
    (bar,) = panel.chart.spec.bars
    assert bar.name == "Carer support, benefit per person"
    with surroundings.qtbot.waitSignal(panel.option_chosen) as told:
        panel.chart.chosen.emit(bar.key)
    assert told.args == [room.options["carers"]]


def test_another_seed_draws_again(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    draws = panel.draws
    assert "Seed 1" in draws.seed_label.text()
    draws.draw()
    rows = {row.name: row for row in draws.table.rows()}
    assert rows["Guided self-help"].ranks == "1st 100%"
    assert (rows["Ward beds"].core.name, rows["Ward beds"].index) == ("EXTERIOR", "0%")
    assert (rows["Clinic"].core.name, rows["Clinic"].index) == ("CORE", "100%")
    draws.draw_anew()
    surroundings.settle()
    assert room.reckoning().records.session.seed == 2
    assert "Seed 2" in draws.seed_label.text()
    assert len(draws.table.rows()) == 4
    # Another figure: what was drawn no longer holds, and is not shown.
    surroundings.act(
        star.set_estimate, room.session_id, room.options["ward"], Measure.COST, {"high": Decimal(95_000)}
    )
    assert draws.table.rows() == []


def test_a_weight_shows_its_effect_before_it_is_kept(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    edits = [
        star.OptionEdit(room.options[name], "core20_share", Decimal(share))
        for name, share in (("ward", "0.9"), ("clinic", "0.1"), ("self-help", "0"), ("carers", "0"))
    ]
    surroundings.act(star.edit_options, room.session_id, edits)
    equity = panel.equity
    assert equity.effect_label.text() == "A gain counts the same, whoever has it."
    equity._choose([each for each, _ in CHOICES].index(Equity.WEIGHT))
    surroundings.settle()
    assert equity.weight.isVisible()
    equity.weight.moved.emit(Decimal(5))
    assert "counts 5.00 times" in equity.effect_label.text()
    assert "Ward beds from 4 to 1" in equity.effect_label.text()
    assert room.reckoning().records.session.equity_weight == 1
    equity.weight.box.setValue(5)
    surroundings.settle()
    assert room.reckoning().records.session.equity_weight == 5
    assert equity.weight.slider.value() == 40
    assert "changes the order." in equity.tips_label.text()
    assert "the best plan" in equity.tips_label.text()


def test_atkinson_asks_for_both_health_figures(surroundings: Surroundings) -> None:
    panel, _ = opened(surroundings, equity=Equity.ATKINSON)
    equity = panel.equity
    assert equity.effect_label.text().startswith("Type both health figures")
    for key, years in (("core20_health", Decimal(52)), ("rest_health", Decimal(63))):
        equity.health.committed.emit(key, years)
        surroundings.settle()
    # (63 / 52) to the power of 1
    assert "counts 1.21 times" in equity.effect_label.text()


@pytest.mark.parametrize(
    "share, words",
    [("0", "0%"), ("1/1000", "under 1%"), ("0.5", "50%"), ("999/1000", "over 99%"), ("1", "100%")],
)
def test_never_and_always_are_said_only_where_they_hold(share: str, words: str) -> None:
    assert percent(Fraction(share)) == words


def test_places_and_tipping_points_in_words() -> None:
    assert [ordinal(place) for place in (1, 2, 3, 4, 11, 21)] == ["1st", "2nd", "3rd", "4th", "11th", "21st"]
    tip = TippingPoint(weight=Fraction(5, 2), beyond=True, before=("a",), after=("b",))
    assert tip_words("the order", tip) == "A weight above 2.50 changes the order."
    assert tip_words("the order", None) == "No weight changes the order."
