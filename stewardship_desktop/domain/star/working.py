"""The working of an option's gain and value for money in one line each, so that a room can check it by hand.

Words only: numbers are those of the engine, said exactly where they end and to two decimals with
"about" where they don't.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from stewardship_desktop.domain.amount import format_number, short_money
from stewardship_desktop.domain.star.option import (
    ONE,
    STANDING_WORDS,
    Option,
    gain,
    missing,
    standing,
    value_for_money,
)

MOST_DECIMALS = 6
PER = 100_000
"""Value for money is said as gain for each £100,000 a year."""
_CENT, _TENTH = Decimal("0.01"), Decimal("0.1")


def number_words(value: Fraction) -> str:
    """ "43.2", "1,500", "about 0.33" for a number that doesn't end within six decimals."""
    scaled = value * 10**MOST_DECIMALS
    if scaled.denominator == 1:
        return format_number(Decimal(scaled.numerator).scaleb(-MOST_DECIMALS).normalize() + 0)
    rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP)
    return f"about {format_number(rounded)}"


def rounded_words(value: Fraction) -> str:
    """At most one decimal: "312.9", "7"; exact where one decimal would say nought of something."""
    rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_TENTH, ROUND_HALF_UP)
    if value and not rounded:
        return number_words(value)
    return format_number(rounded.normalize() + 0)


def gain_working(option: Option, *, apply_success: bool = True) -> str:
    """ "400 x 12/100 x 0.90 = 43.2 full-benefit equivalents a year".

    The share who benefit and the weight stand in it where they are not 1, the probability of success
    where it is applied. A missing figure is named instead.
    """
    lacks = [words for words in missing(option, apply_success=apply_success) if words != "cost"]
    gained = gain(option, apply_success=apply_success)
    if lacks or gained is None or option.people is None or option.benefit is None:
        return f"Not worked out: {' and '.join(lacks)} missing."
    parts = [number_words(option.people)]
    if option.share is not None and option.share != ONE:
        parts.append(number_words(option.share))
    benefit = number_words(option.benefit)
    parts.append(f"({benefit}/100)" if option.benefit < 0 else f"{benefit}/100")
    if apply_success and option.success is not None:
        parts.append(_two_decimals(option.success))
    if option.weight != ONE:
        parts.append(f"{number_words(option.weight)} (weight)")
    return f"{' x '.join(parts)} = {number_words(gained)} full-benefit equivalents a year"


def value_working(option: Option, *, apply_success: bool = True) -> str:
    """ "43.2 / £60k = 72 per £100k; £1.4k for each full-benefit equivalent", or why there is no ratio."""
    gained, value = (
        gain(option, apply_success=apply_success),
        value_for_money(option, apply_success=apply_success),
    )
    if value is None or gained is None or option.cost is None:
        return STANDING_WORDS[standing(option, apply_success=apply_success)]
    return (
        f"{number_words(gained)} / {short_money(option.cost)} = {number_words(value * PER)} per £100k; "
        f"{short_money(1 / value)} for each full-benefit equivalent"
    )


def working(option: Option, *, apply_success: bool = True) -> tuple[str, ...]:
    """Every line of an option's working, with the meaning of its factors and whether success was applied."""
    factors = ["people"]
    if option.share is not None and option.share != ONE:
        factors.append("share who benefit")
    factors.append("benefit per person of 100")
    if apply_success:
        factors.append("probability of success")
    if option.weight != ONE:
        factors.append("weight")
    said = "Probability of success is applied." if apply_success else "Probability of success is not applied."
    return (
        f"{' x '.join(factors).capitalize()} = gain",
        gain_working(option, apply_success=apply_success),
        value_working(option, apply_success=apply_success),
        said,
    )


def _two_decimals(share: Fraction) -> str:
    words = number_words(share)
    whole, point, digits = words.partition(".")
    if "about" in words or share in (0, 1):
        return words
    return f"{whole}{point}{digits.ljust(2, '0')}" if point else words
