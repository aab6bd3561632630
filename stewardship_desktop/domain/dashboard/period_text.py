"""Periods as people write them over their figures: "Mar-23", "Q4 2022/23", "April 2022 to March 2023".

Years are financial ones, and two-digit years are of this century. Nothing is guessed: what could be two
periods is refused with what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import MONTHS, month_named
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.rhythm import next_start, period_start, period_words
from stewardship_desktop.domain.value_framework import Frequency

REMEDY = "Write it as Mar 2023, 2023-03, 01/03/2023, Q4 2022/23 or 2022/23."

_DASHES = str.maketrans(dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}", "-"))
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_FINANCIAL = r"(?:fy ?)?(?P<start>\d{4}|\d{2})[/-](?P<end>\d{4}|\d{2})"
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]0?0:00(?::00(?:\.0+)?)?)?")
_DAY = re.compile(r"(?:[a-z]+day )?(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
_WORDED_DAY = re.compile(r"(?:[a-z]+day )?(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})\.?[- ](\d{4}|\d{2})")
_MONTH = re.compile(rf"(?P<month>[a-z]{{3,9}})\.?(?:[- /]| of )?{_YEAR}")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/](\d{4}|\d{2}))?,?[- /]([a-z]{3,9})\.?")
_ISO_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_MONTH_NUMBER = re.compile(r"(\d{1,2})[-/](\d{4})")
_SPAN = re.compile(
    rf"(?P<first>[a-z]{{3,9}})\.?(?: (?P<from>\d{{4}}|'?\d{{2}}))? ?(?:-|to|until) ?"
    rf"(?P<last>[a-z]{{3,9}})\.?[- ]?{_YEAR}"
)
_PART = re.compile(
    rf"(?P<part>q ?[1-4]|h ?[12]|quarter [1-4]|half [12])(?: of|,)?[ -]?{_FINANCIAL}"
    rf"|{_FINANCIAL.replace('start', 'start2').replace('end', 'end2')},?[ -]?"
    r"(?P<part2>q ?[1-4]|h ?[12]|quarter [1-4]|half [12])"
)
_WHOLE_YEAR = re.compile(_FINANCIAL)
_WEEK_ENDING = ("w/e ", "week ending ", "week to ")
_FOOTNOTE = re.compile(r" ?(?:\*+|\[\w+\]|\((?:p|r|provisional|revised|final)\))$")
_SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
"""A day of 1982 to 2050 as a spreadsheet counts it."""
_LONE_PART = re.compile(r"(?:q|quarter|h|half) ?\d(?:[ -]\d{2,4})?")

_BY_MONTHS = {1: Frequency.MONTHLY, 3: Frequency.QUARTERLY, 6: Frequency.HALF_YEARLY, 12: Frequency.YEARLY}
_LENGTHS = tuple(_BY_MONTHS.values())
_ARTICLES = {
    Frequency.WEEKLY: "a week",
    Frequency.MONTHLY: "a month",
    Frequency.QUARTERLY: "a quarter",
    Frequency.HALF_YEARLY: "a half year",
    Frequency.YEARLY: "a year",
}


@dataclass(frozen=True, kw_only=True)
class WrittenPeriod:
    """A period as it was written: its first day and how long it is. A single day has the length NONE."""

    first: date
    length: Frequency

    def start_in(self, frequency: Frequency) -> date:
        """First day of the period of this rhythm that it names.

        A day or a week stands for the period that holds it, and so does a shorter period: a quarter is often
        headed by its last month. Raises UserFixable for one that is longer than the rhythm.
        """
        if frequency is self.length or self.length is Frequency.NONE:
            return period_start(frequency, self.first)
        if frequency is Frequency.NONE:
            return self.first
        if self.length is Frequency.WEEKLY or frequency is Frequency.WEEKLY:
            longer = frequency is Frequency.WEEKLY
        else:
            longer = _LENGTHS.index(self.length) > _LENGTHS.index(frequency)
        if longer:
            raise UserFixable(
                f"{period_words(self.length, self.first)} is {_ARTICLES[self.length]}, and values come "
                f"{frequency.value}.",
                f"Head the column with {_ARTICLES[frequency]}.",
            )
        return period_start(frequency, self.first)


def read_period(text: str) -> WrittenPeriod:
    """Read a period or a day. Raises UserFixable, in words, for anything else and for what could be two."""
    seen = " ".join(text.split())
    plain = seen.translate(_DASHES).casefold().removeprefix("week of ").removeprefix("week commencing ")
    plain = plain.removeprefix("w/c ")
    for ending in _WEEK_ENDING:
        plain = plain.removeprefix(ending)
    by_week = len(plain) < len(seen)
    plain = _FOOTNOTE.sub("", plain)
    for read in (_day, _part, _year, _span, _month):
        found = read(plain, seen)
        if found is not None:
            if by_week and found.length is Frequency.NONE:
                return WrittenPeriod(
                    first=period_start(Frequency.WEEKLY, found.first), length=Frequency.WEEKLY
                )
            return found
    if _SERIAL.fullmatch(plain):
        raise UserFixable(
            f"'{seen}' looks like a date that is shown as a number.",
            "Format it as a date in the spreadsheet and copy it again.",
        )
    if month_named(plain.removesuffix(".")) is not None:
        raise UserFixable(f"'{seen}' doesn't say which year.", f"Write {seen} 2023 if that is the one meant.")
    if re.fullmatch(r"\d{4}", plain):
        year = Period(int(plain)).year_text if 1900 <= int(plain) <= 2199 else "2022/23"
        raise UserFixable(f"'{seen}' is no financial year.", f"Write {year} if that is the year meant.")
    if _LONE_PART.fullmatch(plain):
        raise UserFixable(
            f"'{seen}' doesn't say which financial year.", "Write Q4 2022/23 for January to March 2023."
        )
    raise UserFixable(f"'{seen}' is no period.", REMEDY)


def is_period(text: str) -> bool:
    """Whether a text can be read as a period or a day."""
    try:
        read_period(text)
    except UserFixable:
        return False
    return True


def _day(plain: str, seen: str) -> WrittenPeriod | None:
    if found := _ISO_DAY.fullmatch(plain):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY.fullmatch(plain):
        year, month, day = _full(found[3]), int(found[2]), int(found[1])
    elif (found := _WORDED_DAY.fullmatch(plain)) and (named := month_named(found[2])) is not None:
        year, month, day = _full(found[3]), named, int(found[1])
    else:
        return None
    return WrittenPeriod(first=_date(year, month, day, seen), length=Frequency.NONE)


def _month(plain: str, seen: str) -> WrittenPeriod | None:
    if found := _MONTH.fullmatch(plain):
        named = month_named(found["month"])
        year = _full(found["year"])
    elif found := _ISO_MONTH.fullmatch(plain):
        named, year = int(found[2]), int(found[1])
    elif found := _YEAR_FIRST.fullmatch(plain):
        # A month under its year, or under its financial year: "2022/23 Mar" is in 2023.
        named, year = month_named(found[3]), int(found[1])
        if found[2]:
            if not _follows(found[1], found[2]):
                return None
            year += named is not None and named < 4
    elif found := _MONTH_NUMBER.fullmatch(plain):
        named, year = int(found[1]), int(found[2])
    else:
        return None
    if named is None or not 1 <= named <= 12:
        return None
    return WrittenPeriod(first=_date(year, named, 1, seen), length=Frequency.MONTHLY)


def _year(plain: str, seen: str) -> WrittenPeriod | None:
    found = _WHOLE_YEAR.fullmatch(plain)
    if found is None or not _follows(found["start"], found["end"]):
        return None
    if len(found["start"]) == 2 and not plain.startswith("fy"):
        return None  # 22/23 may as well be 22 of 23
    if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", plain):
        start, month = int(found["start"]), MONTHS[int(found["end"]) - 1][:3]
        raise UserFixable(
            f"'{seen}' can be a year or a month.", f"Write {Period(start).year_text} or {month} {start}."
        )
    return WrittenPeriod(first=_date(_full(found["start"]), 4, 1, seen), length=Frequency.YEARLY)


def _part(plain: str, seen: str) -> WrittenPeriod | None:
    found = _PART.fullmatch(plain)
    if found is None:
        return None
    part = found["part"] or found["part2"]
    start, end = found["start"] or found["start2"], found["end"] or found["end2"]
    if not _follows(start, end):
        return None
    length = Frequency.QUARTERLY if part.startswith("q") else Frequency.HALF_YEARLY
    first = _date(_full(start), 4, 1, seen)
    for _ in range(int(part[-1]) - 1):
        first = next_start(length, first)
    return WrittenPeriod(first=first, length=length)


def _span(plain: str, seen: str) -> WrittenPeriod | None:
    """ "Jan-Mar 2023": a quarter, half or financial year named by its first and last month."""
    found = _SPAN.fullmatch(plain)
    if found is None:
        return None
    first, last = month_named(found["first"]), month_named(found["last"])
    if first is None or last is None:
        return None
    end = _full(found["year"])
    begin = _full(found["from"]) if found["from"] else end - (first > last)
    months = (end - begin) * 12 + last - first + 1
    length = _BY_MONTHS.get(months)
    start = _date(begin, first, 1, seen)
    if length is None or period_start(length, start) != start:
        raise UserFixable(
            f"'{seen}' is no quarter, half or financial year.", "Years begin in April and quarters with them."
        )
    return WrittenPeriod(first=start, length=length)


def _follows(start: str, end: str) -> bool:
    """Whether two years of a financial year follow each other, both of two digits or the first of four."""
    after = _full(start) + 1
    if len(start) == 2 and len(end) != 2:
        return False
    return int(end) == (after if len(end) == 4 else after % 100)


def _full(year: str) -> int:
    plain = year.removeprefix("'")
    return 2000 + int(plain) if len(plain) == 2 else int(plain)


def _date(year: int, month: int, day: int, seen: str) -> date:
    try:
        made = date(year, month, day)
    except ValueError:
        raise UserFixable(f"There is no such day as '{seen}'.", "Write the day before the month.") from None
    if not 1900 <= year <= 2199:
        raise UserFixable(f"'{seen}' is no year of ours.", REMEDY)
    return made
