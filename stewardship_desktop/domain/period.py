"""The stretch of a financial year that a figure is about.

Holds `Period` and how it is written. It must not know today's date: what is current is for the
caller to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import MONTHS

_WRITTEN = re.compile(
    r"^\s*(?:FY\s*)?(?P<start>\d{4})\s*[/\-\u2013]\s*(?P<end>\d{4}|\d{2})"
    r"(?:\s*[-\u2013 ]\s*(?P<part>[A-Za-z]\d{1,2}))?\s*$",
    re.IGNORECASE | re.ASCII,
)
_MONTHS_IN = {"": 12, "H": 6, "Q": 3, "M": 1}
_ORDINALS = ("first", "second", "third", "fourth")
_REMEDY = (
    "Write a financial year such as 2020/21, a half 2020/21-H1, a quarter 2020/21-Q3 or a month 2022/23-M10."
)


@total_ordering
@dataclass(frozen=True, eq=True)
class Period:
    """A financial year (April to March) or its half, quarter or month.

    `year` is the calendar year in which the financial year begins. `part` is "" for the whole
    year, else H1-H2, Q1-Q4 or M1-M12, where M1 is April. Periods sort by their first month, and the
    longer one first where they begin together.
    """

    year: int
    part: str = ""

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2199:
            raise UserFixable(f"{self.year} isn't a year the program can hold.", _REMEDY)
        kind, number = self.part[:1], self.part[1:]
        if self.part and (
            kind not in ("H", "Q", "M")
            or not number.isdecimal()
            or str(int(number)) != number
            or not 1 <= int(number) <= 12 // _MONTHS_IN[kind]
        ):
            raise UserFixable(f"'{self.part}' isn't a part of a financial year.", _REMEDY)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2020/21", "2020/21-H1", "2022/23-M10"; "2020-21", "2020/2021" and "FY2020/21" too.

        Raises `UserFixable` for anything else, such as 2020/22, whose years don't follow each other.
        """
        found = _WRITTEN.match(text)
        if found is None:
            raise UserFixable(f"'{text.strip()}' isn't a period.", _REMEDY)
        start, end = int(found["start"]), found["end"]
        follows = start + 1
        if (len(end) == 2 and int(end) != follows % 100) or (len(end) == 4 and int(end) != follows):
            raise UserFixable(
                f"'{text.strip()}' isn't a financial year: {start} is followed by {follows % 100:02d}.",
                f"Write {start}/{follows % 100:02d} if that is the year meant.",
            )
        part = (found["part"] or "").upper()
        if part:
            part = part[0] + str(int(part[1:]))
        return cls(start, part)

    def __str__(self) -> str:
        return f"{self.year_text}-{self.part}" if self.part else self.year_text

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.year, self._first, -len(self.months)) < (other.year, other._first, -len(other.months))

    @property
    def year_text(self) -> str:
        """The financial year alone, "2020/21"."""
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    @property
    def whole_year(self) -> Period:
        """The financial year this period lies in."""
        return Period(self.year)

    @property
    def is_whole_year(self) -> bool:
        """True for twelve months."""
        return not self.part

    @property
    def months(self) -> tuple[int, ...]:
        """Numbers of the months covered, 1 for April to 12 for March."""
        return tuple(range(self._first, self._first + _MONTHS_IN[self.part[:1]]))

    @property
    def _first(self) -> int:
        return (int(self.part[1:]) - 1) * _MONTHS_IN[self.part[0]] + 1 if self.part else 1

    @property
    def starts(self) -> date:
        """First day, for instance 1 April 2020."""
        return _first_day(self.year, self._first)

    @property
    def ends(self) -> date:
        """Last day, for instance 31 March 2021."""
        return _first_day(self.year, self.months[-1] + 1) - timedelta(days=1)

    @property
    def label(self) -> str:
        """For people: "2020/21", "first half of 2020/21", "January 2023 (month 10 of 2022/23)"."""
        if not self.part:
            return self.year_text
        kind, number = self.part[0], int(self.part[1:])
        if kind == "M":
            return f"{MONTHS[self.starts.month - 1]} {self.starts.year} (month {number} of {self.year_text})"
        return f"{_ORDINALS[number - 1]} {'half' if kind == 'H' else 'quarter'} of {self.year_text}"

    def contains(self, other: Period) -> bool:
        """True when every month of `other` lies in this period (a period contains itself)."""
        return self.year == other.year and set(other.months) <= set(self.months)

    def overlaps(self, other: Period) -> bool:
        """True when the two share a month."""
        return self.year == other.year and not set(self.months).isdisjoint(other.months)


def _first_day(year: int, month: int) -> date:
    """First day of month 1 (April) to 13 (the next April) of the financial year beginning in `year`."""
    return date(year, month + 3, 1) if month <= 9 else date(year + 1, month - 9, 1)
