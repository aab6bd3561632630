"""Printed numbers, pence and money for the screen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.amount import (
    PrintedNumber,
    Unit,
    format_money,
    format_number,
    nearest_pence,
    read_number,
    to_pence,
)
from stewardship_desktop.domain.errors import UserFixable

figures = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    "text, value, decimals",
    [
        ("1234", "1234", 0),
        ("1,234", "1234", 0),
        ("1 234", "1234", 0),
        ("1\u00a0234.5", "1234.5", 1),
        ("£1,234.50", "1234.50", 2),
        ("(1,234)", "-1234", 0),
        ("(£5)", "-5", 0),
        ("£(5)", None, 0),
        ("-5", "-5", 0),
        ("\u22125", "-5", 0),
        ("5-", "-5", 0),
        ("-£5", "-5", 0),
        ("£-5", "-5", 0),
        ("+5", "5", 0),
        (".5", "0.5", 1),
        ("-0", "0", 0),
        ("\ufeff7", "7", 0),
    ],
)
def test_plain_figures(text: str, value: str | None, decimals: int) -> None:
    if value is None:
        with pytest.raises(UserFixable):
            read_number(text)
        return
    number = read_number(text)
    assert number.value == Decimal(value)
    assert number.decimals == decimals
    assert str(number.value) != "-0"


@pytest.mark.parametrize("text", ["", "  ", None, "\u00a0"])
def test_blank_is_nothing(text: str | None) -> None:
    assert read_number(text) == PrintedNumber(None)


@pytest.mark.parametrize("text", ["-", "\u2013", "n/a", "N/A", "*", ".."])
def test_marks_for_nothing_are_told_apart_from_blank(text: str) -> None:
    number = read_number(text)
    assert number.value is None
    assert number.nil_mark == text


@pytest.mark.parametrize(
    "text, value, scale",
    [("£2.6bn", "2.6", 10**9), ("2.6m", "2.6", 10**6), ("12k", "12", 10**3), ("(3 million)", "-3", 10**6)],
)
def test_scale_suffixes_are_reported(text: str, value: str, scale: int) -> None:
    number = read_number(text)
    assert (number.value, number.scale) == (Decimal(value), scale)


def test_percentages() -> None:
    assert read_number("81%") == PrintedNumber(Decimal(81), percent=True)
    assert read_number("(1.5 %)") == PrintedNumber(Decimal("-1.5"), 1, percent=True)


@pytest.mark.parametrize(
    "text, says",
    [
        ("1,2oo", "1,200"),
        ("l5", "15"),
        ("12,34", "comma"),
        ("1.234,56", "comma"),
        ("1,23,456", "isn't a number"),
        ("1.2E+06", "scientific"),
        ("#REF!", "spreadsheet"),
        ("#DIV/0!", "spreadsheet"),
        ("--5", "isn't a number"),
        ("(5", "isn't a number"),
        ("5)", "isn't a number"),
        ("-(5)", "isn't a number"),
        ("abc", "isn't a number"),
        ("£", "isn't a number"),
        ("1 2", "isn't a number"),
        ("\u0661\u0662", "isn't a number"),
        ("nan", "isn't a number"),
        ("inf", "isn't a number"),
    ],
)
def test_what_could_mean_two_numbers_is_refused(text: str, says: str) -> None:
    with pytest.raises(UserFixable) as refused:
        read_number(text)
    assert says in str(refused.value)
    assert refused.value.remedy


@given(figures)
def test_every_way_of_printing_a_figure_reads_back(value: Decimal) -> None:
    size = abs(value)
    minus = value < 0
    for body in (f"{size:f}", f"{size:,f}", f"£{size:,f}", f"{size:,f}".replace(",", "\u00a0")):
        for text in (
            (f"({body})", f"-{body}", f"\u2212{body}", f"{body}-")
            if minus
            else (body, f" {body} ", f"+{body}")
        ):
            assert read_number(text).value == value
            assert read_number(text).decimals == 2


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        number = read_number(text)
    except UserFixable:
        return
    assert number.value is None or number.value.is_finite()


def test_pence_are_exact() -> None:
    assert to_pence(Decimal(26285), Unit.THOUSAND) == 2_628_500_000
    assert to_pence(Decimal("-1786.1"), Unit.MILLION) == -178_610_000_000
    assert to_pence(Decimal("0.01"), Unit.POUND) == 1
    with pytest.raises(UserFixable, match="fraction of a penny"):
        to_pence(Decimal("0.005"), Unit.POUND)
    assert nearest_pence(Decimal("0.005"), Unit.POUND) == (0, False)


@given(st.integers(-(10**15), 10**15), st.sampled_from(list(Unit)))
def test_pence_go_round(pence: int, unit: Unit) -> None:
    assert to_pence(Decimal(pence) / (unit.pounds * 100), unit) == pence


def test_money_for_the_screen() -> None:
    assert format_money(2_628_500_000) == "£26,285,000"
    assert format_money(2_628_500_000, Unit.THOUSAND) == "£26,285.0k"
    assert format_money(2_628_500_000, Unit.MILLION) == "£26.3m"
    assert format_money(-42_000_000, Unit.THOUSAND) == "\u2212£420.0k"
    assert format_money(-42_000_000, Unit.THOUSAND, negative="brackets") == "(£420.0k)"
    assert format_money(-40) == "£0"
    assert format_money(12_345, decimals=2) == "£123.45"
    assert format_number(Decimal("-1922.9")) == "\u22121,922.9"
