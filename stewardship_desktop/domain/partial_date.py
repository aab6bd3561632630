"""A date as people know it: a day, or only a month, a season, a year or a financial year.

Holds how such words are read into the first day they can mean. It never makes them more exact:
the words stay beside the day. It must not know today's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stewardship_desktop.domain.errors import UserFixable

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_REMEDY = "Type it as 16 March 2023, March 2023, autumn 2022, 2022 or 2022/23."


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """The first day meant, and the words where less than a day is known; `words` is "" for a whole date."""

    first: date
    words: str = ""

    @property
    def label(self) -> str:
        """For people: the words as given, else "16 March 2023"."""
        return self.words or date_words(self.first)


def date_words(day: date) -> str:
    """ "16 March 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_partial_date(text: str) -> PartialDate | None:
    """Read a date that may lack its day or month; None for blank.

    Takes "16 March 2023", "16/3/2023" (day first), "2023-03-16", "March 2023", "2023-03",
    "autumn 2022", "2022", "2022/23". Raises UserFixable for anything else.
    """
    words = " ".join(text.split())
    if not words:
        return None
    plain = words.casefold().replace(",", "")
    whole = _whole_date(plain)
    if whole is not None:
        return PartialDate(first=_day(*whole, words))
    if found := re.fullmatch(r"(?:in |early |mid |late )?([a-z]+)\.? (\d{4})", plain):
        name, year = found[1], int(found[2])
        month = _SEASONS.get(name) or month_named(name)
        if month is not None:
            return PartialDate(first=_day(year, month, 1, words), words=words)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", plain):
        year, month = int(found[1]), int(found[2])
        if 1 <= month <= 12:
            return PartialDate(first=_day(year, month, 1, words), words=f"{MONTHS[month - 1]} {year}")
    if found := re.fullmatch(r"(\d{4})/(\d{2})", plain):
        year = int(found[1])
        if (year + 1) % 100 == int(found[2]):
            return PartialDate(first=_day(year, 4, 1, words), words=words)
    if re.fullmatch(r"\d{4}", plain):
        return PartialDate(first=_day(int(plain), 1, 1, words), words=words)
    raise UserFixable(f"'{words}' isn't a date.", _REMEDY)


def _whole_date(plain: str) -> tuple[int, int, int] | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", plain):
        return int(found[3]), int(found[2]), int(found[1])
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.? (\d{4})", plain):
        month = month_named(found[2])
        if month is not None:
            return int(found[3]), month, int(found[1])
    return None


def month_named(name: str) -> int | None:
    """1 to 12: the month whose name begins so, in three small letters or more; None if none or two do."""
    if len(name) < 3:
        return None
    matches = [at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)]
    if name == "sept":
        return 9
    return matches[0] if len(matches) == 1 else None


def _day(year: int, month: int, day: int, words: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UserFixable(f"There is no such day as '{words}'.", "Type the day before the month.") from None
