"""What the records of a session refuse, and the sentence that says how to mend it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import (
    RULE_WORDS,
    Measure,
    StarEffect,
    StarEstimate,
    StarRule,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.workshop import new_code
from tests.support.session_values import option


@pytest.mark.parametrize(
    "values, words",
    [
        ({"name": " "}, "Name of the session is empty"),
        ({"band": 0}, "band of 0"),
        ({"band": 101}, "band of 101"),
        ({"equity_weight": Decimal("0.5")}, "weight of 0.5"),
        ({"equity_epsilon": Decimal(31)}, "epsilon of 31"),
        ({"core20_population": Decimal(10)}, "not a share"),
        ({"core20_health": Decimal(0)}, "not above nought"),
        ({"wte_limit": Decimal(-1)}, "limit of wte"),
    ],
)
def test_a_session_refuses(values: dict[str, Any], words: str) -> None:
    with pytest.raises(UserFixable, match=words):
        StarSession(**{"id": "s", "care_area_id": "a", "name": "S", **values})


@pytest.mark.parametrize(
    "values, words",
    [
        ({"acuity": 6}, "Type 1 to 5"),
        ({"cost_not_done": -1}, "cost of not doing"),
        ({"core20_share": Decimal(15)}, "not a share"),
    ],
)
def test_an_option_refuses(values: dict[str, Any], words: str) -> None:
    with pytest.raises(UserFixable, match=words):
        option("ward", **values)


def estimate(measure: Measure, **values: Any) -> StarEstimate:
    return StarEstimate(id="e", option_id="o", measure=measure, **values)


@pytest.mark.parametrize(
    "measure, value, fits",
    [
        (Measure.PEOPLE, "-1", False), (Measure.PEOPLE, "0", True), (Measure.SHARE, "1.01", False),
        (Measure.SHARE, "0.12", True), (Measure.BENEFIT, "-100", True), (Measure.BENEFIT, "-100.5", False),
        (Measure.COST, "-20000", True), (Measure.COST, "10.5", False), (Measure.IN_YEAR_COST, "0.01", False),
        (Measure.WTE, "2.5", True),
    ],
)  # fmt: skip
def test_a_figure_has_its_bounds(measure: Measure, value: str, *, fits: bool) -> None:
    if fits:
        assert estimate(measure, best=Decimal(value)).best == Decimal(value)
        return
    with pytest.raises(UserFixable):
        estimate(measure, best=Decimal(value))


def test_low_best_and_high_are_in_order() -> None:
    estimate(Measure.COST, low=Decimal(1), best=Decimal(1), high=Decimal(2))
    estimate(Measure.COST, low=Decimal(1), high=Decimal(2))
    with pytest.raises(UserFixable, match="not in order"):
        estimate(Measure.COST, low=Decimal(3), best=Decimal(2))
    with pytest.raises(UserFixable, match="not in order"):
        estimate(Measure.COST, low=Decimal(3), high=Decimal(2))


def test_an_effect_covers_no_more_than_is_stranded() -> None:
    with pytest.raises(UserFixable, match="below nought"):
        StarEffect(id="e", option_id="o", organisation_id="t", pays=-1)
    with pytest.raises(UserFixable, match="than there is"):
        StarEffect(id="e", option_id="o", organisation_id="t", stranded=1, stranded_covered=2)


@pytest.mark.parametrize("kind", RuleKind)
def test_every_rule_has_words_and_a_number_of_members(kind: RuleKind) -> None:
    assert RULE_WORDS[kind]
    with pytest.raises(UserFixable, match="takes"):
        StarRule(id="r", session_id="s", kind=kind, members=())
    members = ("a",) if kind in (RuleKind.MUST, RuleKind.MUST_NOT) else ("a", "b")
    assert StarRule(id="r", session_id="s", kind=kind, members=members).members == members


def test_a_scenario_has_a_name() -> None:
    with pytest.raises(UserFixable, match="Name of the scenario"):
        StarScenario(id="p", session_id="s", name="")


def test_every_measure_has_a_heading_and_a_unit() -> None:
    assert len({each.heading for each in Measure}) == len(Measure)
    assert all(each.unit for each in Measure)


def test_a_seats_code_is_its_own_and_easy_to_read() -> None:
    codes: list[str] = []
    for number in range(200):
        codes.append(new_code(codes, f"seat {number}"))
    assert len(set(codes)) == 200
    assert not set("".join(codes)) & set("IO01")
    assert new_code((), "seat 1") == codes[1]


def test_a_figure_beyond_any_health_system_is_refused() -> None:
    assert StarEstimate(id="e", option_id="o", measure=Measure.COST, best=Decimal(10**15)).best == 10**15
    for value in (Decimal(10**15 + 1), Decimal("-1E30")):
        with pytest.raises(UserFixable, match="too large"):
            StarEstimate(id="e", option_id="o", measure=Measure.COST, best=value)
