"""Figures as people type them, and back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star import typed
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.domain.star.typed import NoFigure, read_figure, shown_figure


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


@pytest.mark.parametrize(
    "read, text, value",
    [
        (typed.read_people, "1,200", Decimal(1200)),
        (typed.read_people, " 1.5k ", Decimal(1500)),
        (typed.read_people, "", None),
        (typed.read_share, "20%", Decimal("0.2")),
        (typed.read_share, "0.2", Decimal("0.2")),
        (typed.read_share, "12.5%", Decimal("0.125")),
        (typed.read_share, "n/a", None),
        (typed.read_points, "12", Decimal(12)),
        (typed.read_points, "-5", Decimal(-5)),
        (typed.read_pounds, "£1.2m", Decimal(1_200_000)),
        (typed.read_pounds, "60k", Decimal(60_000)),
        (typed.read_pounds, "62,450", Decimal(62_450)),
        (typed.read_pounds, "(300)", Decimal(-300)),
        (typed.read_whole_pounds, "£60k", 60_000),
        (typed.read_amount, "2.4", Decimal("2.4")),
    ],
)
def test_figures_are_read_as_people_write_them(read: Callable[[str], Any], text: str, value: Any) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    "read, text, said",
    [
        (typed.read_share, "20", "“20” is not between 0% and 100%. Type 20% or 0.2."),
        (typed.read_share, "£0.2", "“£0.2” is not a share. Type 20% or 0.2."),
        (typed.read_people, "-3", "“-3” is below nought."),
        (typed.read_people, "20%", "“20%” is not people."),
        (typed.read_points, "101", "“101” is out of range."),
        (typed.read_pounds, "1.5", "“1.5” has pence."),
        (typed.read_pounds, "20%", "“20%” is a per cent, not money."),
        (typed.read_pounds, "1,2oo", "isn't a number"),
    ],
)
def test_what_cannot_be_read_says_what_to_type(read: Callable[[str], Any], text: str, said: str) -> None:
    with pytest.raises(NoFigure) as refused:
        read(text)
    assert said in str(refused.value)


def test_figures_are_shown_with_every_digit_they_have() -> None:
    assert typed.pounds_text(Decimal(62_450)) == "£62,450"
    assert typed.pounds_text(-300) == "\N{MINUS SIGN}£300"
    assert typed.percent_text(Decimal("0.125")) == "12.5%"
    assert typed.percent_text(Decimal("0.20")) == "20%"
    assert typed.plain_text(Decimal("1500.0")) == "1,500"
    assert typed.plain_text(Decimal(0)) == "0"
