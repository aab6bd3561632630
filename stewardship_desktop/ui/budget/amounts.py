"""How the budget rooms write money and figures: short on the screen, exact in the tool tip."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from stewardship_desktop.application.settings import NEGATIVES, Negatives, Settings
from stewardship_desktop.domain.amount import Unit, format_money, format_number

_MILLION_PENCE = 100_000_000


class Amounts:
    """Writes amounts by the person's own setting for what is below nought."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def _negative(self) -> Literal["minus", "brackets"]:
        return "brackets" if self._settings.get(NEGATIVES) is Negatives.BRACKETS else "minus"

    def short(self, pence: int | None) -> str:
        """ "£26.3m" from a million pounds up, else "£410.0k"; blank for None."""
        if pence is None:
            return ""
        if not pence:
            return "£0"
        unit = Unit.MILLION if abs(pence) >= _MILLION_PENCE else Unit.THOUSAND
        return format_money(pence, unit, negative=self._negative)

    def exact(self, pence: int | None) -> str:
        """ "£26,285,000", with pence where there are any; blank for None."""
        if pence is None:
            return ""
        return format_money(pence, decimals=2 if pence % 100 else 0, negative=self._negative)

    def figure(self, value: Decimal | None) -> str:
        """A figure in its table's own unit: thousands separators, the sign by the setting."""
        if value is None:
            return ""
        text = format_number(value)
        if value < 0 and self._negative == "brackets":
            return f"({format_number(-value)})"
        return text


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 line", "58 lines"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
