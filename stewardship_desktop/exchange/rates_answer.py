"""The answer of the batch verb `rates` as the text of its file. Works nothing out, opens nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from stewardship_desktop.domain.rates.limits import Interval, Level
from stewardship_desktop.exchange.rates_rows import Method
from stewardship_desktop.exchange.star_answers import plain

_LIMITS = ("value", "lower95_0cl", "upper95_0cl", "lower99_8cl", "upper99_8cl")
_MEANING = ("confidence", "statistic", "method")


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One row of the answer. `intervals`: one for each level, None where there is no rate."""

    x: int
    n: Fraction
    area: str = ""
    intervals: tuple[Interval, Interval] | None
    statistic: str
    method: str


def rates_text(method: Method, rows: Sequence[Answered]) -> str:
    """The file: what was given, the value with its limits at 95 and 99.8%, and what they are.

    Values have the digits that bring back the same double.
    """
    given = ("area", "total_count", "total_pop") if method is Method.DSR else ("x", "n")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*given, *_LIMITS, *_MEANING))
    confidence = " ".join(level.words for level in Level)
    for row in rows:
        counts = (str(row.x), plain(row.n))
        first = (row.area, *counts) if method is Method.DSR else counts
        writer.writerow((*first, *_figures(row.intervals), confidence, row.statistic, row.method))
    return text.getvalue()


def _figures(intervals: tuple[Interval, Interval] | None) -> tuple[str, ...]:
    if intervals is None:
        return ("",) * len(_LIMITS)
    usual, strict = intervals
    values = (usual.value, usual.lower, usual.upper, strict.lower, strict.upper)
    return tuple(repr(value).removesuffix(".0") for value in values)
