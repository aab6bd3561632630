"""The periods in which a metric's values come: where each begins, the next one, its name, when it is due.

Years and halves are financial (from April), weeks begin on Monday. Today's date is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stewardship_desktop.domain.partial_date import MONTHS, date_words
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.value_framework import Frequency

_MONTHS_IN = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}


def period_start(frequency: Frequency, day: date) -> date:
    """First day of the period that holds `day`; the day itself without a rhythm."""
    if frequency is Frequency.NONE:
        return day
    if frequency is Frequency.WEEKLY:
        return day - timedelta(days=day.weekday())
    length = _MONTHS_IN[frequency]
    # Months counted from April of year 0, so that halves and years are financial ones.
    number = day.year * 12 + day.month - 4
    return _month(number - number % length)


def next_start(frequency: Frequency, start: date) -> date:
    """First day of the period after the one that begins on `start`. Without a rhythm: the next day."""
    if frequency is Frequency.NONE:
        return start + timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        return start + timedelta(days=7)
    return _month(start.year * 12 + start.month - 4 + _MONTHS_IN[frequency])


def previous_start(frequency: Frequency, start: date) -> date:
    """First day of the period before the one that begins on `start`."""
    return period_start(frequency, start - timedelta(days=1))


def starts(frequency: Frequency, first: date, last: date) -> Iterator[date]:
    """First days of the periods from the one with `first` to the one with `last`."""
    start = period_start(frequency, first)
    while start <= last:
        yield start
        start = next_start(frequency, start)


def _month(number: int) -> date:
    return date((number + 3) // 12, (number + 3) % 12 + 1, 1)


def period_words(frequency: Frequency, start: date) -> str:
    """For sentences: "March 2023", "January to March 2023", "2022/23", "week of 6 March 2023"."""
    if frequency is Frequency.NONE:
        return date_words(start)
    if frequency is Frequency.WEEKLY:
        return f"week of {date_words(start)}"
    if frequency is Frequency.MONTHLY:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if frequency is Frequency.YEARLY:
        return Period(start.year if start.month >= 4 else start.year - 1).year_text
    end = next_start(frequency, start) - timedelta(days=1)
    first = MONTHS[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
    return f"{first} to {MONTHS[end.month - 1]} {end.year}"


def short_period(frequency: Frequency, start: date) -> str:
    """For headings: "Mar 2023", "Jan-Mar 2023", "2022/23", "6 Mar 2023"."""
    month = MONTHS[start.month - 1][:3]
    if frequency in (Frequency.NONE, Frequency.WEEKLY):
        return f"{start.day} {month} {start.year}"
    if frequency is Frequency.MONTHLY:
        return f"{month} {start.year}"
    if frequency is Frequency.YEARLY:
        return period_words(frequency, start)
    end = next_start(frequency, start) - timedelta(days=1)
    return f"{month}-{MONTHS[end.month - 1][:3]} {end.year}"


def due_on(frequency: Frequency, start: date, due_after_days: int) -> date | None:
    """When the value of the period that begins on `start` is due; None without a rhythm."""
    if frequency is Frequency.NONE:
        return None
    return next_start(frequency, start) - timedelta(days=1) + timedelta(days=due_after_days)


def newest_due(frequency: Frequency, due_after_days: int, today: date) -> date | None:
    """First day of the newest period whose value should be there today; None without a rhythm."""
    if frequency is Frequency.NONE:
        return None
    # The period that holds the day after (today - lag) has not ended by then; the one before it has.
    return previous_start(frequency, period_start(frequency, today - timedelta(days=due_after_days - 1)))
