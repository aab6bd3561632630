"""Turns what people type into values, and values into what people read.

Tolerant in, one form out: "16/3/2023" and "2023-03-16" are read, "16 March 2023" is shown. Every
function that reads raises `Unreadable`, whose text says what to type instead. Knows no Qt.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from stewardship_desktop.domain.partial_date import month_named

MINUS: Final = "\N{MINUS SIGN}"


class Unreadable(ValueError):
    """Typed text that has no value. Its text is a sentence or two for the person who typed it."""


def parse_integer(text: str) -> int | None:
    """A whole number, or None for blank. Takes thousands separators, brackets and a real minus sign."""
    number = parse_decimal(text)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise Unreadable(f"“{text.strip()}” is not a whole number. Type it without a decimal part.")
    return int(number)


def parse_decimal(text: str) -> Decimal | None:
    """A number, or None for blank. Takes "£1,200.50", "(300)" for minus 300, "12%" and a real minus sign."""
    shown = text.strip()
    plain = shown.replace("\N{NO-BREAK SPACE}", " ").replace(MINUS, "-").strip()
    if plain in {"", "-", "–", "—"}:
        return None
    negative = plain.startswith("(") and plain.endswith(")")
    if negative:
        plain = plain[1:-1].strip()
    if plain.startswith("-"):
        negative, plain = not negative, plain[1:].strip()
    plain = plain.removeprefix("£").removesuffix("%").strip()
    if plain.startswith("-"):
        negative, plain = not negative, plain[1:].strip()
    if "," in plain and not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d*)?", plain):
        raise Unreadable(f"“{shown}” is not a number. Check the commas: type it as 1,200 or 1200.")
    plain = plain.replace(",", "").replace(" ", "")
    if not re.fullmatch(r"(\d+\.?\d*|\.\d+)", plain):
        raise Unreadable(f"“{shown}” is not a number. Type it as 1200 or 1,200.50.")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise Unreadable(f"“{shown}” is not a number. Type it as 1200 or 1,200.50.") from None
    return -number if negative else number


def parse_date(text: str) -> date | None:
    """A day, or None for blank: "16 March 2023", "16 Mar 23", "16/3/2023", "16.3.23", "2023-03-16".

    Day before month, as in Britain; two-digit years are 20xx.
    """
    shown = text.strip()
    if not shown:
        return None
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", shown.casefold()).replace(",", " ")
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([ t]00:00(:00)?)?", plain.strip())
    british = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", plain.strip())
    worded = re.fullmatch(r"(?:[a-z]+day\s+)?(\d{1,2})[-\s]*([a-z]{3,})\.?[-\s]*(\d{4}|\d{2})", plain.strip())
    if iso:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    elif british:
        day, month, year = int(british[1]), int(british[2]), _year(british[3])
    elif worded:
        named = month_named(worded[2])
        if named is None:
            raise Unreadable(f"“{shown}” has no month that we know. Type it as 16 March 2023.")
        day, month, year = int(worded[1]), named, _year(worded[3])
    else:
        raise Unreadable(f"“{shown}” is not a date. Type it as 16 March 2023 or 16/3/2023.")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(
            f"There is no such day as “{shown}”. Type the day before the month: 16/3/2023."
        ) from None


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def parse_check(text: str) -> bool | None:
    """Yes or no, or None for blank."""
    plain = text.strip().casefold()
    if not plain:
        return None
    if plain in {"yes", "y", "true", "1", "x", "✓", "✔"}:
        return True
    if plain in {"no", "n", "false", "0"}:
        return False
    raise Unreadable(f"“{text.strip()}” is neither yes nor no. Type yes or no.")


def format_number(value: Decimal | int | float, decimals: int | None = None) -> str:
    """A number with thousands separators and a real minus sign; `decimals` None keeps its own places."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if decimals is not None:
        number = round(number, decimals)
    text = f"{abs(number):,f}"
    return f"{MINUS}{text}" if number < 0 else text


def format_check(value: bool) -> str:
    """ "Yes" or "No"."""
    return "Yes" if value else "No"
