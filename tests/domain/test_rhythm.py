"""Periods of a metric: they partition time, follow each other, have names, and fall due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.rhythm import (
    due_on,
    newest_due,
    next_start,
    period_start,
    period_words,
    previous_start,
    short_period,
    starts,
)
from stewardship_desktop.domain.value_framework import Frequency

RHYTHMS = st.sampled_from([each for each in Frequency if each is not Frequency.NONE])
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(RHYTHMS, DAYS)
def test_every_day_lies_in_one_period(frequency: Frequency, day: date) -> None:
    start = period_start(frequency, day)
    after = next_start(frequency, start)
    assert start <= day < after
    assert period_start(frequency, start) == start
    assert period_start(frequency, after - timedelta(days=1)) == start
    assert period_start(frequency, after) == after


@given(RHYTHMS, DAYS)
def test_the_one_before_the_next_is_the_same(frequency: Frequency, day: date) -> None:
    start = period_start(frequency, day)
    assert next_start(frequency, previous_start(frequency, start)) == start
    assert previous_start(frequency, next_start(frequency, start)) == start


@given(RHYTHMS, DAYS, st.integers(0, 900))
def test_starts_leave_no_day_out_and_take_none_twice(frequency: Frequency, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(starts(frequency, first, last))
    assert found == sorted(set(found))
    assert found[0] == period_start(frequency, first)
    assert found[-1] == period_start(frequency, last)
    assert [next_start(frequency, each) for each in found[:-1]] == found[1:]


@given(RHYTHMS, DAYS)
def test_no_two_periods_have_one_name(frequency: Frequency, day: date) -> None:
    start = period_start(frequency, day)
    after = next_start(frequency, start)
    for words in (period_words, short_period):
        assert words(frequency, start)
        assert words(frequency, start) != words(frequency, after)


@given(RHYTHMS, DAYS, st.integers(0, 200))
def test_the_newest_due_period_is_the_last_whose_day_has_come(
    frequency: Frequency, today: date, lag: int
) -> None:
    newest = newest_due(frequency, lag, today)
    assert newest is not None
    assert newest == period_start(frequency, newest)
    falls = due_on(frequency, newest, lag)
    later = due_on(frequency, next_start(frequency, newest), lag)
    assert falls is not None
    assert later is not None
    assert falls <= today < later


@given(RHYTHMS, DAYS, st.integers(0, 200))
def test_a_value_is_never_due_before_its_period_ends(frequency: Frequency, day: date, lag: int) -> None:
    start = period_start(frequency, day)
    falls = due_on(frequency, start, lag)
    assert falls is not None
    assert falls - (next_start(frequency, start) - timedelta(days=1)) == timedelta(days=lag)


@pytest.mark.parametrize(
    "frequency, day, start, words, short",
    [
        (Frequency.WEEKLY, date(2023, 3, 8), date(2023, 3, 6), "week of 6 March 2023", "6 Mar 2023"),
        (Frequency.MONTHLY, date(2023, 3, 31), date(2023, 3, 1), "March 2023", "Mar 2023"),
        (
            Frequency.QUARTERLY, date(2023, 3, 31), date(2023, 1, 1), "January to March 2023",
            "Jan-Mar 2023",
        ),
        (
            Frequency.HALF_YEARLY, date(2023, 3, 31), date(2022, 10, 1), "October 2022 to March 2023",
            "Oct-Mar 2023",
        ),
        (
            Frequency.HALF_YEARLY, date(2022, 9, 30), date(2022, 4, 1), "April to September 2022",
            "Apr-Sep 2022",
        ),
        (Frequency.YEARLY, date(2023, 3, 31), date(2022, 4, 1), "2022/23", "2022/23"),
        (Frequency.YEARLY, date(2023, 4, 1), date(2023, 4, 1), "2023/24", "2023/24"),
        (Frequency.NONE, date(2023, 3, 16), date(2023, 3, 16), "16 March 2023", "16 Mar 2023"),
    ],
)  # fmt: skip
def test_periods_are_financial_and_have_names(
    frequency: Frequency, day: date, start: date, words: str, short: str
) -> None:
    assert period_start(frequency, day) == start
    assert (period_words(frequency, start), short_period(frequency, start)) == (words, short)


def test_without_a_rhythm_nothing_is_due() -> None:
    day = date(2023, 3, 16)
    assert due_on(Frequency.NONE, day, 30) is None
    assert newest_due(Frequency.NONE, 30, day) is None
    assert next_start(Frequency.NONE, day) == date(2023, 3, 17)


def test_a_month_is_due_so_many_days_after_it_ends() -> None:
    assert due_on(Frequency.MONTHLY, date(2023, 1, 1), 30) == date(2023, 3, 2)
    assert newest_due(Frequency.MONTHLY, 30, date(2023, 3, 2)) == date(2023, 1, 1)
    assert newest_due(Frequency.MONTHLY, 30, date(2023, 3, 1)) == date(2022, 12, 1)
    assert newest_due(Frequency.MONTHLY, 0, date(2023, 3, 31)) == date(2023, 3, 1)
