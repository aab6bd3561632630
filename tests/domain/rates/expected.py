"""The published package's answers, and how close ours must come to them."""

from __future__ import annotations

import csv
from pathlib import Path

from stewardship_desktop.domain.rates.limits import Interval, Level

LIMITS = {Level.P95: ("lower95_0cl", "upper95_0cl"), Level.P998: ("lower99_8cl", "upper99_8cl")}


def rows(name: str) -> list[dict[str, str]]:
    """A file beside this one, made with PHEindicatormethods 2.1.0."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def is_near(found: float, expected: float) -> bool:
    """Within a thousand-millionth of the figure, or of 1 where that is more."""
    return abs(found - expected) <= 1e-9 * max(1.0, abs(expected))


def agrees(found: Interval, row: dict[str, str], level: Level) -> bool:
    """Whether value and limits are those of a row."""
    lower, upper = LIMITS[level]
    return all(
        is_near(mine, float(row[column]))
        for mine, column in ((found.value, "value"), (found.lower, lower), (found.upper, upper))
    )
