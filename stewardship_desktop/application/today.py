"""Today's date where the person is: the one place that asks the computer's clock for it."""

from __future__ import annotations

from datetime import UTC, date, datetime


def local_today() -> date:
    """The calendar day on the wall."""
    return datetime.now(UTC).astimezone().date()
