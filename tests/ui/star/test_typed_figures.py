"""Figures as people type them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.ui.star import typed_figures as typed
from stewardship_desktop.ui.widgets.typed_text import Unreadable


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
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert said in str(refused.value)


def test_figures_are_shown_with_every_digit_they_have() -> None:
    assert typed.pounds_text(Decimal(62_450)) == "£62,450"
    assert typed.pounds_text(-300) == "\N{MINUS SIGN}£300"
    assert typed.percent_text(Decimal("0.125")) == "12.5%"
    assert typed.percent_text(Decimal("0.20")) == "20%"
    assert typed.plain_text(Decimal("1500.0")) == "1,500"
    assert typed.plain_text(Decimal(0)) == "0"
