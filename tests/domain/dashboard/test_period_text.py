"""Periods as spreadsheets head them, and what is refused because it could be two."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.dashboard.period_text import is_period, read_period
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rhythm import period_start, period_words, short_period
from stewardship_desktop.domain.value_framework import Frequency

MONTH, QUARTER, HALF, YEAR = (
    Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY, Frequency.YEARLY,
)  # fmt: skip


@pytest.mark.parametrize(
    "text, first, length",
    [
        ("Mar 2023", date(2023, 3, 1), MONTH),
        ("Mar-23", date(2023, 3, 1), MONTH),
        ("2023 Mar", date(2023, 3, 1), MONTH),
        ("2022/23 Mar", date(2023, 3, 1), MONTH),
        ("2022-23 October", date(2022, 10, 1), MONTH),
        ("  March   2023 ", date(2023, 3, 1), MONTH),
        ("Sept 22", date(2022, 9, 1), MONTH),
        ("2023-03", date(2023, 3, 1), MONTH),
        ("03/2023", date(2023, 3, 1), MONTH),
        ("2022-12", date(2022, 12, 1), MONTH),
        ("01/03/2023", date(2023, 3, 1), Frequency.NONE),
        ("31.3.23", date(2023, 3, 31), Frequency.NONE),
        ("2023-03-01 00:00:00", date(2023, 3, 1), Frequency.NONE),
        ("6th March 2023", date(2023, 3, 6), Frequency.NONE),
        ("w/c 08/03/2023", date(2023, 3, 6), Frequency.WEEKLY),
        ("Week ending 12/03/2023", date(2023, 3, 6), Frequency.WEEKLY),
        ("Mar-23 (p)", date(2023, 3, 1), MONTH),
        ("Q4 2022/23*", date(2023, 1, 1), QUARTER),
        ("Q4 2022/23", date(2023, 1, 1), QUARTER),
        ("2022/23 Q4", date(2023, 1, 1), QUARTER),
        ("2022/23-Q1", date(2022, 4, 1), QUARTER),
        ("Jan-Mar 2023", date(2023, 1, 1), QUARTER),
        ("Oct 2022 – Mar 2023", date(2022, 10, 1), HALF),
        ("H2 2022/23", date(2022, 10, 1), HALF),
        ("2022/23", date(2022, 4, 1), YEAR),
        ("FY22/23", date(2022, 4, 1), YEAR),
        ("2022-23", date(2022, 4, 1), YEAR),
        ("April 2022 to March 2023", date(2022, 4, 1), YEAR),
    ],
)
def test_periods_are_read_as_spreadsheets_write_them(text: str, first: date, length: Frequency) -> None:
    found = read_period(text)
    assert (found.first, found.length) == (first, length)


@pytest.mark.parametrize(
    "text, words",
    [
        ("2023", "Write 2023/24"),
        ("44986", "looks like a date that is shown as a number"),
        ("March", "doesn't say which year"),
        ("2009-10", "Write 2009/10 or Oct 2009"),
        ("Q4", "which financial year"),
        ("Feb-Apr 2022", "no quarter, half or financial year"),
        ("30/02/2023", "no such day"),
        ("22/23", "is no period"),
        ("612/750", "is no period"),
        ("81.4", "is no period"),
        ("2022/24", "is no period"),
        ("Target", "is no period"),
        ("", "is no period"),
    ],
)
def test_what_could_be_two_periods_or_none_is_refused_with_what_to_write(text: str, words: str) -> None:
    assert not is_period(text)
    with pytest.raises(UserFixable) as refused:
        read_period(text)
    assert words in str(refused.value)


def test_a_shorter_period_stands_for_the_one_that_holds_it() -> None:
    assert read_period("Mar 2023").start_in(QUARTER) == date(2023, 1, 1)
    assert read_period("31/03/2023").start_in(YEAR) == date(2022, 4, 1)
    assert read_period("8 March 2023").start_in(Frequency.WEEKLY) == date(2023, 3, 6)
    assert read_period("Mar 2023").start_in(Frequency.NONE) == date(2023, 3, 1)


@pytest.mark.parametrize(
    "text, rhythm", [("Q4 2022/23", MONTH), ("2022/23", QUARTER), ("May 22", Frequency.WEEKLY)]
)
def test_a_longer_period_has_no_place_in_a_shorter_rhythm(text: str, rhythm: Frequency) -> None:
    with pytest.raises(UserFixable, match=f"values come {rhythm.value}"):
        read_period(text).start_in(rhythm)


@given(day=st.dates(date(1950, 1, 1), date(2150, 1, 1)), rhythm=st.sampled_from(Frequency))
def test_the_programs_own_words_are_read_back(day: date, rhythm: Frequency) -> None:
    start = period_start(rhythm, day)
    for words in (short_period(rhythm, start), period_words(rhythm, start)):
        assert read_period(words).start_in(rhythm) == start
