"""Numbers on charts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.chart import MILLIONS, PERCENT, PLAIN, POUNDS, THOUSANDS, money_format
from stewardship_desktop.domain.chart.number import Number, NumberFormat, NumberStyle, money_text


@pytest.mark.parametrize(
    "style, value, text, words",
    [
        (MILLIONS, 171_326_000, "£171.3m", "£171.3 million"),
        (MILLIONS, -1_250_000, "−£1.3m", "minus £1.3 million"),
        (MILLIONS, 50_000, "£0.1m", "£0.1 million"),
        (MILLIONS, 30_000, "£30.0k", "£30.0 thousand"),
        (MILLIONS, Decimal("-12.4"), "−£12", "minus £12"),
        (MILLIONS, 0, "£0", "£0"),
        (THOUSANDS, 9_551_000, "£9,551.0k", "£9,551.0 thousand"),
        (POUNDS, 1234, "£1,234", "£1,234"),
        (PERCENT, 61.35, "61.4%", "61.4 per cent"),
        (PERCENT, -0.04, "0.0%", "0.0 per cent"),
        (PLAIN, 1234.5, "1,235", "1,235"),
        (NumberFormat(unit="beds", decimals=1), -2, "−2.0", "minus 2.0 beds"),
        (PLAIN, None, "not available", "not available"),
    ],
)
def test_a_number_is_short_on_the_chart_and_whole_in_words(
    style: NumberFormat, value: Number | None, text: str, words: str
) -> None:
    assert style.text(value) == text
    assert style.words(value) == words


@pytest.mark.parametrize(
    "style, value, step, text",
    [
        (MILLIONS, 2_500_000, 500_000, "£2.5m"),
        (MILLIONS, 2_000_000, 1_000_000, "£2m"),
        (MILLIONS, 0, 500_000, "£0"),
        (PERCENT, 50.0, 10.0, "50%"),
        (PERCENT, 0.25, 0.05, "0.25%"),
        (PLAIN, 2000.0, 500.0, "2,000"),
    ],
)
def test_a_tick_has_the_decimals_that_tell_it_from_the_next(
    style: NumberFormat, value: Number, step: Number, text: str
) -> None:
    assert style.tick(value, step) == text


def test_money_is_in_millions_when_one_amount_reaches_a_million() -> None:
    assert money_format([999_999, None]) is THOUSANDS
    assert money_format([1, Decimal(-1_000_000)]) is MILLIONS
    assert money_format([]) is THOUSANDS


def test_a_format_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="Use 0 to 6"):
        NumberFormat(decimals=7)
    with pytest.raises(ValueError, match="'beds' cannot follow"):
        NumberFormat(style=NumberStyle.PERCENT, unit="beds")


@pytest.mark.parametrize(
    "pounds, said",
    [(2_685_000, "£2.69m"), (2_655_000.0, "£2.66m"), (60_000, "£60k"), (Decimal(62500), "£62.5k"),
     (999_960, "£1m"), (49, "£49"), (-420_000, "\N{MINUS SIGN}£420k"), (0, "£0"), (None, "not available")],
)  # fmt: skip
def test_money_in_words_on_a_picture_is_what_the_page_says(pounds: Number | None, said: str) -> None:
    assert money_text(pounds) == said
    if pounds is not None:
        assert money_text(pounds) == short_money(Decimal(pounds))
