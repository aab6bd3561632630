"""Periods: reading, writing, dates, order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period

PARTS = ["", "H1", "H2", *(f"Q{n}" for n in range(1, 5)), *(f"M{n}" for n in range(1, 13))]
periods = st.builds(Period, st.integers(1900, 2199), st.sampled_from(PARTS))


@given(periods)
def test_what_is_written_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods)
def test_days_and_months_agree(period: Period) -> None:
    days = (period.ends - period.starts).days + 1
    assert round(days / 30.4) == len(period.months)
    assert period.starts.day == 1
    assert period.whole_year.contains(period)
    assert period.contains(period)


@given(periods, periods)
def test_overlap_goes_by_the_calendar(one: Period, other: Period) -> None:
    share_a_day = one.starts <= other.ends and other.starts <= one.ends
    assert one.overlaps(other) == share_a_day == other.overlaps(one)
    if one.contains(other):
        assert one.starts <= other.starts
        assert other.ends <= one.ends


@given(st.lists(periods, max_size=12))
def test_order_follows_the_first_day(some: list[Period]) -> None:
    starts = [p.starts for p in sorted(some)]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text, written",
    [
        ("2020/21", "2020/21"),
        (" 2020-21 ", "2020/21"),
        ("2020/2021", "2020/21"),
        ("FY2020/21", "2020/21"),
        ("1999/00", "1999/00"),
        ("2020/21-H1", "2020/21-H1"),
        ("2020/21 q3", "2020/21-Q3"),
        ("2022/23-m10", "2022/23-M10"),
        ("2022/23-M01", "2022/23-M1"),
    ],
)
def test_accepted_spellings(text: str, written: str) -> None:
    assert str(Period.parse(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020",
        "2020/22",
        "2020/20",
        "20/21",
        "2020/21-H3",
        "2020/21-Q0",
        "2020/21-M13",
        "2020/21-X1",
        "March 2021",
    ],
)
def test_nonsense_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(UserFixable) as refused:
        Period.parse(text)
    assert refused.value.remedy


def test_dates_and_labels() -> None:
    half = Period.parse("2020/21-H1")
    assert (half.starts, half.ends) == (date(2020, 4, 1), date(2020, 9, 30))
    assert half.label == "first half of 2020/21"
    month = Period.parse("2022/23-M10")
    assert (month.starts, month.ends) == (date(2023, 1, 1), date(2023, 1, 31))
    assert month.label == "January 2023 (month 10 of 2022/23)"
    assert Period(2020).label == "2020/21"
    assert Period.parse("2023/24-Q4").ends == date(2024, 3, 31)


def test_the_year_comes_before_its_parts() -> None:
    texts = ["2021/22", "2020/21-M1", "2020/21-H1", "2020/21", "2020/21-H2", "2020/21-Q1"]
    assert [str(p) for p in sorted(Period.parse(t) for t in texts)] == [
        "2020/21",
        "2020/21-H1",
        "2020/21-Q1",
        "2020/21-M1",
        "2020/21-H2",
        "2021/22",
    ]
