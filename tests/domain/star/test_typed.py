"""Figures as people type them, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.domain.star.typed import read_figure, shown_figure


@pytest.mark.parametrize(
    "measure, text, value",
    [
        (Measure.COST, "60k", "60000"),
        (Measure.COST, "£1.2m", "1200000"),
        (Measure.COST, "(300)", "-300"),
        (Measure.PEOPLE, "1,200", "1200"),
        (Measure.SHARE, "20%", "0.2"),
        (Measure.SHARE, "0.2", "0.2"),
        (Measure.SUCCESS, "1", "1"),
    ],
)
def test_a_figure_is_read_as_typed(measure: Measure, text: str, value: str) -> None:
    assert read_figure(measure, text) == Decimal(value)


def test_blank_is_no_figure() -> None:
    assert read_figure(Measure.COST, "  ") is None
    assert shown_figure(Measure.COST, None) == ""


@pytest.mark.parametrize(
    "measure, text, remedy",
    [
        (Measure.SHARE, "20", "20%"),
        (Measure.PEOPLE, "20%", "people"),
        (Measure.PEOPLE, "£20", "people"),
        (Measure.COST, "1,2oo", "1,200"),
    ],
)
def test_what_may_be_meant_either_way_is_refused_with_what_to_type(
    measure: Measure, text: str, remedy: str
) -> None:
    with pytest.raises(UserFixable) as refused:
        read_figure(measure, text)
    assert remedy in str(refused.value)


@pytest.mark.parametrize(
    "measure, value, text",
    [
        (Measure.COST, "60000", "£60,000"),
        (Measure.PEOPLE, "1200", "1,200"),
        (Measure.SHARE, "0.125", "12.5%"),
        (Measure.SHARE, "1", "100%"),
        (Measure.WTE, "2.50", "2.5"),
    ],
)
def test_a_shown_figure_is_read_back_as_it_was(measure: Measure, value: str, text: str) -> None:
    assert shown_figure(measure, Decimal(value)) == text
    assert read_figure(measure, text) == Decimal(value)
