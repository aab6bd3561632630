"""Numbers of the results in plain digits: exact where their decimals end, 17 digits where they don't."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from stewardship_desktop.exchange.star_answers import plain, portfolio_text, summary_text


@pytest.mark.parametrize(
    "value,text",
    [
        (Fraction(0), "0"),
        (Fraction(-5), "-5"),
        (Fraction(432, 10), "43.2"),
        (Fraction(-1, 20), "-0.05"),
        (Fraction(1, 1024), "0.0009765625"),
        (Fraction(10**30 + 1, 10), "100000000000000000000000000000.1"),
        (Fraction(1, 3), "0." + "3" * 34),
        (Fraction(-200000, 3), "-66666." + "6" * 28 + "7"),
        (Fraction(1, 3 * 10**9), "0.000000000" + "3" * 34),
    ],
)
def test_numbers_are_plain(value: Fraction, text: str) -> None:
    assert plain(value) == text


def test_a_quotient_read_as_a_double_is_the_nearest_one() -> None:
    for number in range(1, 2_000):
        value = Fraction(number, 4_757)
        assert float(plain(value)) == number / 4_757


def test_the_summary_is_json_with_exact_numbers() -> None:
    text = summary_text({"gain": Fraction("0.1"), "lost": None, "each": {'a"é': Fraction(2), "b": None}})
    assert json.loads(text, parse_float=str) == {"gain": "0.1", "lost": None, "each": {'a"é': 2, "b": None}}


def test_ids_with_commas_are_quoted() -> None:
    assert portfolio_text(["x, y", "b"], {"b"}) == 'id,chosen\n"x, y",0\nb,1\n'
