"""What people type is read tolerantly, refused in words, and shown in one form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.ui.widgets.typed_text import (
    Unreadable,
    format_number,
    parse_check,
    parse_date,
    parse_decimal,
    parse_integer,
)


@pytest.mark.parametrize(
    "text",
    ["16 March 2023", "16 mar 2023", "16th March, 2023", "16/3/2023", "16.03.23", "2023-03-16", "16-Mar-23",
     "Thursday 16 March 2023", " 16 / 3 / 2023 ".replace(" / ", "/"), "2023-03-16 00:00:00"],
)  # fmt: skip
def test_a_day_in_many_forms(text: str) -> None:
    assert parse_date(text) == date(2023, 3, 16)


@pytest.mark.parametrize("text", ["31 February 2023", "3/16/2023", "soon", "16 Ma 2023", "2023", "16 March"])
def test_no_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(Unreadable, match=r"Type "):
        parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert parse_date(date_words(day)) == day


@pytest.mark.parametrize(
    "text,value",
    [("1,200", 1200), ("£1,833,000", 1833000), ("(300)", -300), ("−5", -5), ("-5", -5), ("£-5", -5),
     ("1200.50", Decimal("1200.50")), ("12%", 12), (".5", Decimal("0.5")), ("1 200", 1200),
     ("-", None), ("", None)],
)  # fmt: skip
def test_numbers(text: str, value: object) -> None:
    assert parse_decimal(text) == value


@pytest.mark.parametrize("text", ["1,2oo", "12,34", "1.2.3", "five", "1e5", "--3-", "nan", "£"])
def test_no_number_is_refused_in_words(text: str) -> None:
    with pytest.raises(Unreadable, match="ype it as"):
        parse_decimal(text)


def test_a_whole_number_has_no_decimals() -> None:
    assert parse_integer("12.0") == 12
    with pytest.raises(Unreadable, match="whole number"):
        parse_integer("12.5")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2))
def test_a_shown_number_reads_back(number: Decimal) -> None:
    assert parse_decimal(format_number(number)) == number


def test_yes_and_no() -> None:
    assert parse_check("Yes") is True
    assert parse_check("n") is False
    assert parse_check("") is None
    with pytest.raises(Unreadable):
        parse_check("maybe")
