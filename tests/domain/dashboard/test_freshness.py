"""When a metric's next value is due, and in what words."""

from __future__ import annotations

from datetime import date

import pytest

from stewardship_desktop.domain.dashboard.freshness import FreshnessState, freshness_of
from stewardship_desktop.domain.value_framework import Frequency, Metric

TODAY = date(2023, 3, 16)


def metric(frequency: Frequency = Frequency.MONTHLY, due_after_days: int = 30) -> Metric:
    return Metric(
        id="m", scope="area", outcome_id="o", name="Door to needle", frequency=frequency,
        due_after_days=due_after_days,
    )  # fmt: skip


@pytest.mark.parametrize(
    "newest, state, words",
    [
        (None, FreshnessState.NEVER, "no values yet"),
        (date(2022, 12, 1), FreshnessState.OVERDUE, "January 2023 14 days overdue"),
        (date(2023, 1, 1), FreshnessState.DUE_SOON, "February 2023 due in 14 days"),
        (date(2023, 2, 1), FreshnessState.CURRENT, "up to date, next due 30 April 2023"),
    ],
)
def test_a_monthly_value_is_due_thirty_days_after_its_month(
    newest: date | None, state: FreshnessState, words: str
) -> None:
    found = freshness_of(metric(), newest, TODAY)
    assert (found.state, found.words) == (state, words)


def test_a_value_in_mid_period_counts_for_the_whole_of_it() -> None:
    assert freshness_of(metric(), date(2023, 2, 17), TODAY).state is FreshnessState.CURRENT


def test_without_a_rhythm_nothing_is_ever_due() -> None:
    found = freshness_of(metric(Frequency.NONE), date(2019, 1, 1), TODAY)
    assert (found.state, found.due_on) == (FreshnessState.NO_RHYTHM, None)


def test_a_yearly_value_is_asked_for_after_the_financial_year() -> None:
    late = freshness_of(metric(Frequency.YEARLY), date(2021, 4, 1), date(2023, 5, 2))
    assert (late.state, late.start, late.due_on) == (
        FreshnessState.OVERDUE, date(2022, 4, 1), date(2023, 4, 30),
    )  # fmt: skip
    assert late.words.startswith("2022/23")
