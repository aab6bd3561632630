"""What a person must say about money before it means anything: prices, and whether it comes again.

The period and unit have types of their own; "not stated" is an answer, a blank is none.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from stewardship_desktop.domain.errors import UserFixable

E = TypeVar("E", bound=StrEnum)


class PriceBase(StrEnum):
    """At which prices money is given. Amounts at different prices don't compare."""

    AS_PAID = "prices of the period itself"
    PLAN = "prices of the plan, before inflation"
    CONSTANT = "constant prices of another year"
    NOT_STATED = "not stated in the source"


class Recurrence(StrEnum):
    """Whether money comes again every year."""

    RECURRENT = "recurrent"
    NON_RECURRENT = "non-recurrent"
    BOTH = "both together"
    NOT_STATED = "not stated in the source"


def price_base_named(text: str) -> PriceBase:
    """The price base of that wording; a blank is "not stated"."""
    return _named(PriceBase, text, PriceBase.NOT_STATED)


def recurrence_named(text: str) -> Recurrence:
    """The recurrence of that wording; a blank is "not stated"."""
    return _named(Recurrence, text, Recurrence.NOT_STATED)


def _named(kinds: type[E], text: str, blank: E) -> E:
    if not text.strip():
        return blank
    for each in kinds:
        if text.strip().casefold() in (each.value, each.name.casefold().replace("_", "-")):
            return each
    raise UserFixable(f"'{text}' isn't known here.", f"Use one of: {', '.join(e.value for e in kinds)}.")
