"""Figures of a session as people type and read them: "£1.2m", "60k", "20%", "1,200". Holds no figure.

Each reader gives an exact value or raises `NoFigure` with what to type; blank is None.
"""

from __future__ import annotations

from decimal import Decimal

from stewardship_desktop.domain.amount import MINUS, PrintedNumber, format_number, read_number
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.session import Measure

_SHARES = frozenset({Measure.SHARE, Measure.SUCCESS})
_MONEY = frozenset({Measure.COST, Measure.IN_YEAR_COST})


class NoFigure(UserFixable, ValueError):
    """A typed text that is no figure of its kind. A ValueError too, which tables and forms say in words."""


def read_figure(measure: Measure, text: str) -> Decimal | None:
    """The value of a typed figure of an option."""
    if measure in _SHARES:
        return read_share(text)
    if measure in _MONEY:
        return read_pounds(text)
    if measure is Measure.PEOPLE:
        return read_people(text)
    return read_points(text) if measure is Measure.BENEFIT else read_amount(text)


def shown_figure(measure: Measure, value: Decimal | None) -> str:
    """A figure for a table: "£60,000", "1,200", "20%"; blank for None. It is read back as it was."""
    if value is None:
        return ""
    if measure in _SHARES:
        return percent_text(value)
    return pounds_text(value) if measure in _MONEY else plain_text(value)


def read_people(text: str) -> Decimal | None:
    """People a year: "1,200" or "1.2k"."""
    value = _plain(text, "people", "1,200")
    if value is not None and value < 0:
        raise NoFigure(f"“{text.strip()}” is below nought.", "Type how many people a year, 0 or more.")
    return value


def read_share(text: str) -> Decimal | None:
    """A share or a probability, 0 to 1: "20%" or "0.2"."""
    read = _read(text)
    if read.value is None:
        return None
    if read.pound or read.scale != 1:
        raise NoFigure(f"“{text.strip()}” is not a share.", "Type 20% or 0.2.")
    value = read.value / 100 if read.percent else read.value
    if not 0 <= value <= 1:
        raise NoFigure(f"“{text.strip()}” is not between 0% and 100%.", "Type 20% or 0.2.")
    return value


def read_points(text: str) -> Decimal | None:
    """Benefit per person, -100 to 100: "12"."""
    value = _plain(text, "points of 100", "12")
    if value is not None and not -100 <= value <= 100:
        raise NoFigure(f"“{text.strip()}” is out of range.", "Type a number from -100 to 100.")
    return value


def read_pounds(text: str) -> Decimal | None:
    """Whole pounds: "60k", "£1.2m", "62,450", "(300)" for minus 300."""
    read = _read(text)
    if read.value is None:
        return None
    value = read.value * read.scale
    if read.percent:
        raise NoFigure(f"“{text.strip()}” is a per cent, not money.", "Type pounds, as 60k or £1.2m.")
    if value != value.to_integral_value():
        raise NoFigure(f"“{text.strip()}” has pence.", "Type whole pounds, as 60k or £1.2m.")
    return value.to_integral_value()


def read_whole_pounds(text: str) -> int | None:
    """As `read_pounds`, as a whole number."""
    value = read_pounds(text)
    return None if value is None else int(value)


def read_amount(text: str) -> Decimal | None:
    """A plain amount of a resource: "2.4"."""
    return _plain(text, "an amount", "2.4")


def pounds_text(value: Decimal | int) -> str:
    """ "£62,450", exact, with a minus sign."""
    return f"{MINUS if value < 0 else ''}£{abs(value):,.0f}"


def percent_text(value: Decimal) -> str:
    """ "12.5%" of 0.125."""
    return f"{plain_text(value * 100)}%"


def plain_text(value: Decimal) -> str:
    """ "1,500", "12.5": no more decimals than it has."""
    return format_number(value.normalize() + 0 if value else Decimal(0))


def _plain(text: str, what: str, example: str) -> Decimal | None:
    read = _read(text)
    if read.value is not None and (read.percent or read.pound):
        raise NoFigure(f"“{text.strip()}” is not {what}.", f"Type a number such as {example}.")
    return None if read.value is None else read.value * read.scale


def _read(text: str) -> PrintedNumber:
    try:
        return read_number(text)
    except UserFixable as error:
        raise NoFigure(error.what, error.remedy) from error
