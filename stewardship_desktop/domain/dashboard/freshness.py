"""Whether a metric's newest value is the one that should be there by now. Today is for the caller to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.due import SOON_DAYS, days_words
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.rhythm import due_on, newest_due, next_start, period_start, period_words
from stewardship_desktop.domain.value_framework import Metric


class FreshnessState(StrEnum):
    """How the newest value stands to what is due."""

    CURRENT = "up to date"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    NEVER = "no values yet"
    NO_RHYTHM = "no fixed rhythm"


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """`words` say the state with its period; `start` is the first day of the period that is asked for."""

    state: FreshnessState
    words: str
    start: date | None = None
    due_on: date | None = None


def freshness_of(metric: Metric, newest: date | None, today: date) -> Freshness:
    """How the newest value's day (None for no value) stands to the metric's rhythm."""
    wanted = newest_due(metric.frequency, metric.due_after_days, today)
    if newest is None:
        return Freshness(state=FreshnessState.NEVER, words="no values yet", start=wanted)
    if wanted is None:
        return Freshness(state=FreshnessState.NO_RHYTHM, words=FreshnessState.NO_RHYTHM.value)
    held = period_start(metric.frequency, newest)
    if held < wanted:
        start = next_start(metric.frequency, held)
        due = due_on(metric.frequency, start, metric.due_after_days)
        words = f"{period_words(metric.frequency, start)} {'' if due is None else days_words(due, today)}"
        return Freshness(state=FreshnessState.OVERDUE, words=words.strip(), start=start, due_on=due)
    start = next_start(metric.frequency, held)
    due = due_on(metric.frequency, start, metric.due_after_days)
    if due is not None and next_start(metric.frequency, start) <= today and (due - today).days <= SOON_DAYS:
        words = f"{period_words(metric.frequency, start)} {days_words(due, today)}"
        return Freshness(state=FreshnessState.DUE_SOON, words=words, start=start, due_on=due)
    words = "up to date" if due is None else f"up to date, next due {date_words(due)}"
    return Freshness(state=FreshnessState.CURRENT, words=words, start=start, due_on=due)
