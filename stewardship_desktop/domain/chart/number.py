"""How a chart writes a number: short on the picture, in words for the readout.

Holds `NumberFormat` and its roundings. Rounds half up in decimal arithmetic, as people do by hand;
it never changes a figure that is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from stewardship_desktop.domain.amount import short_money

Number = int | float | Decimal

MINUS = "\N{MINUS SIGN}"
MISSING = "not available"


class NumberStyle(StrEnum):
    """What a number is. Money values are pounds; the style says how they are shown."""

    PLAIN = "plain"
    PERCENT = "percent"
    POUNDS = "pounds"
    THOUSANDS = "thousands of pounds"
    MILLIONS = "millions of pounds"


MONEY_STYLES = frozenset({NumberStyle.POUNDS, NumberStyle.THOUSANDS, NumberStyle.MILLIONS})

_SCALES = {NumberStyle.THOUSANDS: 3, NumberStyle.MILLIONS: 6}
_SHORT = {NumberStyle.PERCENT: "%", NumberStyle.THOUSANDS: "k", NumberStyle.MILLIONS: "m"}
_WORDS = {
    NumberStyle.PERCENT: " per cent",
    NumberStyle.THOUSANDS: " thousand",
    NumberStyle.MILLIONS: " million",
}


def exact(value: Number) -> Decimal:
    """The number as it is written down: 0.1 is 0.1, not the nearest binary fraction."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


@dataclass(frozen=True, kw_only=True)
class NumberFormat:
    """A style, its decimals (0 to 6) and, for plain numbers, the unit said after them."""

    style: NumberStyle = NumberStyle.PLAIN
    decimals: int = 0
    unit: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= 6:
            raise ValueError(f"Number format: {self.decimals} decimals. Use 0 to 6.")
        if self.unit and self.style is not NumberStyle.PLAIN:
            raise ValueError(
                f"Number format: '{self.unit}' cannot follow {self.style}. Leave the unit empty."
            )

    @property
    def is_money(self) -> bool:
        return self.style in MONEY_STYLES

    def _rounded(self, value: Number, decimals: int) -> tuple[bool, str]:
        scaled = exact(value).scaleb(-_SCALES.get(self.style, 0))
        rounded = scaled.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return rounded < 0, f"{abs(rounded):,f}"

    def _short(self, value: Number, decimals: int) -> str:
        negative, digits = self._rounded(value, decimals)
        pound = "£" if self.is_money else ""
        return f"{MINUS if negative else ''}{pound}{digits}{_SHORT.get(self.style, '')}"

    def _near(self, value: Number) -> NumberFormat:
        """This format, or the next finer one for an amount that it would round away to nothing."""
        finer = {NumberStyle.MILLIONS: THOUSANDS, NumberStyle.THOUSANDS: POUNDS}.get(self.style)
        if finer is None or self._rounded(value, self.decimals)[1].strip("0."):
            return self
        return finer._near(value)

    def text(self, value: Number | None) -> str:
        """The number as a label: "£171.3m", "61.4%", "1,234". None says "not available".

        An amount too small for its scale is said in the next one: £30,000 among millions is "£30.0k".
        """
        if value is None:
            return MISSING
        near = self._near(value)
        return near._short(value, near.decimals)

    def tick(self, value: Number, step: Number) -> str:
        """The number on an axis whose neighbours are `step` apart: as few decimals as tell them apart."""
        if value == 0 and self.is_money:
            return "£0"
        scaled = exact(step).scaleb(-_SCALES.get(self.style, 0)).normalize()
        exponent = scaled.as_tuple().exponent
        decimals = min(6, max(0, -exponent)) if isinstance(exponent, int) else 0
        return self._short(value, decimals)

    def words(self, value: Number | None) -> str:
        """The number as it is said: "£171.3 million", "61.4 per cent", "minus 3 beds"."""
        if value is None:
            return MISSING
        near = self._near(value)
        if near is not self:
            return near.words(value)
        negative, digits = self._rounded(value, self.decimals)
        pound = "£" if self.is_money else ""
        unit = _WORDS.get(self.style, f" {self.unit}" if self.unit else "")
        return f"{'minus ' if negative else ''}{pound}{digits}{unit}"


PLAIN = NumberFormat()
PERCENT = NumberFormat(style=NumberStyle.PERCENT, decimals=1)
POUNDS = NumberFormat(style=NumberStyle.POUNDS)
THOUSANDS = NumberFormat(style=NumberStyle.THOUSANDS, decimals=1)
MILLIONS = NumberFormat(style=NumberStyle.MILLIONS, decimals=1)


def money_format(values: Iterable[Number | None]) -> NumberFormat:
    """£m with one decimal when the largest amount (in pounds) reaches a million, otherwise £k."""
    largest = max((abs(exact(value)) for value in values if value is not None), default=Decimal(0))
    return MILLIONS if largest >= 1_000_000 else THOUSANDS


def money_text(value: Number | None) -> str:
    """An amount in pounds by itself, as `short_money` says it everywhere: "£1.83m", "£60k", "£950"."""
    return MISSING if value is None else short_money(exact(value))


def one_decimal(value: Number | None) -> str:
    """ "43.2"."""
    return NumberFormat(decimals=1).text(value)


def signed(value: Number, text: str) -> str:
    """`text`, which says `value`, with a plus where that is above nought."""
    return f"+{text}" if value > 0 else text
