"""Directly standardised rates with Dobson's limits, and the European Standard Population of 2013.

Works on one area at a time; which rows belong to it is for the caller.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rates.limits import Interval, Level, byar

LEAST_EVENTS = 10
"""Fewer events than this in all bands together give no standardised rate."""

ESP2013: tuple[tuple[str, int], ...] = (
    ("0-4", 5000), ("5-9", 5500), ("10-14", 5500), ("15-19", 5500), ("20-24", 6000), ("25-29", 6000),
    ("30-34", 6500), ("35-39", 7000), ("40-44", 7000), ("45-49", 7000), ("50-54", 7000), ("55-59", 6500),
    ("60-64", 6000), ("65-69", 5500), ("70-74", 5000), ("75-79", 4000), ("80-84", 2500), ("85-89", 1500),
    ("90 and over", 1000),
)  # fmt: skip
"""The 19 age bands of the European Standard Population 2013 with their weights, 100,000 in all."""


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """One age band of an area: its weight in the standard population, its events and its population."""

    stdpop: float
    x: int
    n: float

    def __post_init__(self) -> None:
        if not (self.stdpop > 0 and self.n > 0 and self.x >= 0):
            raise UserFixable(
                "An age band can't be standardised.",
                "Give it a standard population and a population above 0, and a count from 0 up.",
            )


def dsr(bands: Sequence[AgeBand], level: Level = Level.P95, per: float = 100_000) -> Interval | None:
    """The rate that the standard population would have with the area's rates; None under 10 events.

    Limits after Dobson and others (Statistics in Medicine 1991; 10: 457-62), upon Byar's for the count.
    With few events in a small band of much weight the lower limit can fall below 0; it is left so.
    """
    events = sum(band.x for band in bands)
    if events < LEAST_EVENTS:
        return None
    weights = math.fsum(band.stdpop for band in bands)
    value = math.fsum(band.x * band.stdpop / band.n for band in bands) / weights
    variance = math.fsum(band.x * (band.stdpop / band.n) ** 2 for band in bands) / weights**2
    count = byar(events, level)
    stretch = math.sqrt(variance / events)
    return Interval(
        value=value * per,
        lower=(value + stretch * (count.lower - events)) * per,
        upper=(value + stretch * (count.upper - events)) * per,
    )
