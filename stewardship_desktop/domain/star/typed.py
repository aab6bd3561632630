"""Reads a figure of an option as people type it, and shows it as they say it.

"1,200", "£1.2m", "60k", "20%" and "0.2" are all read; what comes back is exact. It holds no figure.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from stewardship_desktop.domain.amount import read_number
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.flip_words import figure_words
from stewardship_desktop.domain.star.session import Measure

SHARES = frozenset({Measure.SHARE, Measure.SUCCESS})
MONEY = frozenset({Measure.COST, Measure.IN_YEAR_COST})


def read_figure(measure: Measure, text: str) -> Decimal | None:
    """The value of a typed figure, None for blank. Raises UserFixable in words.

    Of a share both "20%" and "0.2" are a fifth; a plain number above 1 is refused, for it may be
    meant either way.
    """
    read = read_number(text)
    if read.value is None:
        return None
    if read.percent and measure not in SHARES:
        raise UserFixable(
            f"{measure.heading} can't be a per cent.", f"Type a number of {measure.unit.lstrip('£ ')}."
        )
    if read.pound and measure not in MONEY:
        raise UserFixable(f"{measure.heading} isn't money.", f"Type a number of {measure.unit}.")
    value = read.value / 100 if read.percent else read.value * read.scale
    if measure in SHARES and value > 1:
        raise UserFixable(
            f"“{text.strip()}” is more than all.", f"Type {text.strip().removesuffix('%')}% or a share to 1."
        )
    return value


def shown_figure(measure: Measure, value: Decimal | None) -> str:
    """A figure for a table: "£60,000", "1,200", "20%"; blank for None. It is read back as it was."""
    if value is None:
        return ""
    if measure in SHARES:
        return f"{(value * 100).normalize():f}%"
    if measure in MONEY:
        return figure_words(Measure.COST, Fraction(value))
    number = value.normalize()
    return f"{number:,f}".replace("-", "\N{MINUS SIGN}")
