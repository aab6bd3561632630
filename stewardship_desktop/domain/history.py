"""How a past value and a moment read to a person. Knows no table and no screen.

A value comes in its own type (`date`, `Decimal`, an enumeration), as a record holds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Final

from stewardship_desktop.domain.amount import format_money, format_number
from stewardship_desktop.domain.partial_date import date_words

UNKNOWN_PERSON: Final = "somebody unknown here"
"""Shown for an author of whom this workspace never had a person record."""
REMOVED_PERSON: Final = "a person since removed"
"""Shown for an author whose person record was erased: the act stays, the name does not."""
SHARED: Final = "Shared by all"
"""Shown for the scope of records that belong to no one care area."""

_PER_CENT: Final = frozenset({"percent", "most_deprived_fifth"})
_POUNDS: Final = frozenset(
    {"envelope", "in_year_limit", "cost_not_done", "pays", "saves", "stranded", "stranded_covered", "amount"}
)
_COSTS: Final = frozenset({"cost", "in_year_cost"})
"""Measures of an option whose low, best and high are pounds; also the field of a rule that is."""


def moment_words(at_ms: int, zone: tzinfo | None = None) -> str:
    """ "16 March 2023 14:02" in the computer's own time zone, or in `zone`; `at_ms` is UTC ms since 1970."""
    moment = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)
    return f"{date_words(moment.date())} {moment:%H:%M}"


def day_starts_ms(day: date, zone: tzinfo | None = None) -> int:
    """The first moment of a day, in the computer's own time zone or in `zone`, as UTC ms since 1970."""
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a local day; astimezone() reads it so
    placed = start.astimezone() if zone is None else start.replace(tzinfo=zone)
    return int(placed.timestamp() * 1000)


def value_words(field: str, value: object, beside: Mapping[str, object] | None = None) -> str:
    """One value as people read it, with its unit; blank for nothing.

    `beside` holds the other fields of the record: a `figure` or `baseline` takes its `unit` from there, an
    estimate its `measure`.
    """
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    if isinstance(value, int) and (field == "pence" or field.endswith("_pence")):
        return format_money(value, decimals=2 if value % 100 else 0)
    if isinstance(value, int | Decimal):
        return _number_words(field, Decimal(value), beside or {})
    return str(value)


def _number_words(field: str, value: Decimal, beside: Mapping[str, object]) -> str:
    if field in _PER_CENT:
        return f"{format_number(value)}%"
    in_pounds = field in ("low", "best", "high") and beside.get("measure") in _COSTS
    if in_pounds or field in _POUNDS or field in _COSTS:
        return format_money(int(value) * 100, decimals=0)
    if field == "population":
        return f"{format_number(value)} people"
    unit = beside.get("unit")
    # A line's number and a version are names made of digits; only a figure has a unit.
    has_unit = field in ("figure", "baseline") and unit
    return f"{format_number(value)} {unit}" if has_unit else format_number(value)


def count_words(number: int, noun: str, plural: str = "") -> str:
    """ "1 organisation", "3 organisations", "2 people" (with `plural`)."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or plural_of(noun)}"


def plural_of(title: str) -> str:
    """The plural of a kind's title: "status of a care area" becomes "statuses of a care area"."""
    head, link, rest = title, "", ""
    for word in (" of ", " on "):
        if word in title:
            head, link, rest = title.partition(word)
            break
    if head.endswith(("us", "ss", "x", "ch", "sh")):
        many = f"{head}es"
    elif head.endswith("s"):
        many = head
    elif head == "person":
        many = "people"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        many = f"{head[:-1]}ies"
    else:
        many = f"{head}s"
    return many + link + rest
