"""Ranges of figures and options with one figure changed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.estimate import (
    MEASURES,
    Estimate,
    changed,
    checked,
    span,
    value_of,
    with_value,
)
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.session import Measure

CARERS = Option(
    id="a", name="Carer support", people=Fraction(400), share=Fraction(1, 2), benefit=Fraction(30),
    success=Fraction(9, 10), cost=Fraction(33_000),
)  # fmt: skip


def test_every_figure_of_the_method_can_be_changed() -> None:
    for measure in MEASURES:
        other = with_value(CARERS, measure, Fraction(1, 7))
        assert value_of(other, measure) == Fraction(1, 7)
        assert [one for one in MEASURES if value_of(other, one) != value_of(CARERS, one)] == [measure]


def test_only_the_named_option_changes() -> None:
    other = with_value(CARERS, Measure.COST, Fraction(5))
    assert changed([CARERS, CARERS], "b", Measure.COST, Fraction(5)) == [CARERS, CARERS]
    assert changed([CARERS], "a", Measure.COST, Fraction(5)) == [other]


def test_low_best_and_high_must_be_in_order() -> None:
    fine = Estimate(low=Fraction(1), high=Fraction(2))
    assert checked(fine, figure="A, cost") is fine
    with pytest.raises(UserFixable, match="Carer support, cost: low, best and high"):
        checked(Estimate(low=Fraction(3), best=Fraction(2)), figure="Carer support, cost")
    with pytest.raises(UserFixable, match="Carer support, cost: low, best and high"):
        span(CARERS, Measure.COST, {("a", Measure.COST): Estimate(low=Fraction(40_000))})


def test_a_missing_end_is_the_best_value() -> None:
    known = {("a", Measure.COST): Estimate(high=Fraction(50_000))}
    assert span(CARERS, Measure.COST, known) == (Fraction(33_000), Fraction(33_000), Fraction(50_000))
    assert span(CARERS, Measure.PEOPLE, known) is None
    assert span(CARERS, Measure.COST, {("a", Measure.COST): Estimate()}) is None
    nobody = Option(id="a", name="A", people=None, benefit=Fraction(1), cost=Fraction(1))
    assert span(nobody, Measure.PEOPLE, {("a", Measure.PEOPLE): Estimate(low=Fraction(1))}) is None
