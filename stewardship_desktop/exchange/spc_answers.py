"""The answers of the batch verb `spc` as the texts of its two files. Opens no file, works nothing out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from math import floor, log10

from stewardship_desktop.domain.chart.number import MINUS, NumberFormat
from stewardship_desktop.domain.spc.engine import Analysis
from stewardship_desktop.domain.spc.words import day_words, month_words, sentence

POINT_COLUMNS = (
    "series_id", "date", "value", "segment", "mean", "lower_limit", "upper_limit", "rule", "point_type",
)  # fmt: skip
SUMMARY_COLUMNS = ("series_id", "variation", "assurance", "sentence")
_MOST_DECIMALS = 6


def plain_float(value: float | None) -> str:
    """A number in the fewest digits that read back to the same float, without an exponent; None is ""."""
    if value is None:
        return ""
    text = repr(value)
    if "e" in text:
        text = f"{Decimal(text):f}"
    return text.removesuffix(".0")


def points_text(analyses: Mapping[str, Analysis]) -> str:
    """points.csv: every point of every series. A gap has an empty value and rule."""
    return _csv(POINT_COLUMNS, (row for each in analyses.items() for row in _points(*each)))


def _points(series_id: str, analysis: Analysis) -> Iterable[tuple[str, ...]]:
    lines = [
        (str(number), plain_float(segment.mean), plain_float(segment.lower), plain_float(segment.upper))
        for number, segment in enumerate(analysis.segments)
    ]
    for place, day in enumerate(analysis.dates):
        yield (
            series_id, day.isoformat(), plain_float(analysis.values[place]),
            *lines[analysis.segment[place]],
            analysis.rule[place], analysis.point_type[place].value,
        )  # fmt: skip


def summary_rows(analyses: Mapping[str, Analysis]) -> list[dict[str, str]]:
    """A row of summary.csv for each series, by column; "" where there is nothing to say."""
    return [
        {
            "series_id": series_id,
            "variation": "" if analysis.variation is None else analysis.variation.word,
            "assurance": "" if analysis.assurance is None else analysis.assurance.word,
            "sentence": _sentence(analysis),
        }
        for series_id, analysis in analyses.items()
    ]


def summary_text(rows: Iterable[Mapping[str, str]]) -> str:
    """summary.csv, of its rows."""
    return _csv(SUMMARY_COLUMNS, ([row[column] for column in SUMMARY_COLUMNS] for row in rows))


def _sentence(analysis: Analysis) -> str:
    months = {(day.year, day.month) for day in analysis.dates}
    is_monthly = len(months) == len(analysis.dates)
    return sentence(analysis, _show(analysis), month_words if is_monthly else day_words)


def _show(analysis: Analysis) -> Callable[[float], str]:
    """Values and the target as they were given; means and limits to about a hundredth of their width."""
    given = {value for value in (*analysis.values, analysis.options.target) if value is not None}
    most = max(map(_decimals, given), default=0)
    current = analysis.current
    fine = most
    if current is not None and current.lower is not None and current.upper is not None:
        width = current.upper - current.lower
        needed = max(0, 2 - floor(log10(width))) if width else most
        fine = max(needed, min(most, needed + 1))

    def show(value: float) -> str:
        decimals = _decimals(value) if value in given else fine
        if min(fine, decimals) > _MOST_DECIMALS:
            # So small that they would all be written as 0.
            return f"{value:.{min(fine, decimals)}f}".replace("-", MINUS)
        return NumberFormat(decimals=min(_MOST_DECIMALS, decimals)).text(value)

    return show


def _decimals(value: float) -> int:
    return len(plain_float(value).partition(".")[2])


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
