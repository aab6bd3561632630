"""The cells of a file of values as texts, and the periods and names in them as a file may write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from stewardship_desktop.domain.dashboard.period_text import WrittenPeriod, read_period
from stewardship_desktop.domain.dashboard.table_shape import DateOrder
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.value_framework import Frequency

_NUMERIC_DAY = re.compile(r"\s*(\d{1,2})([/.\- ])(\d{1,2})([/.\- ])(\d{4}|\d{2})\s*")
_TOTALS = ("total", "totals", "grand total", "sum", "average", "mean", "ytd", "year to date")


class FileCell(NamedTuple):
    """A cell of a file with what stands beside it, all as texts. Row and column count from 1."""

    row: int
    column: int
    name: str
    when: str
    text: str
    numerator: str = ""
    denominator: str = ""
    qualifier: str = ""
    kind: str = ""
    cut: str = ""
    category: str = ""
    unit: str = ""
    source: str = ""
    note: str = ""


def read_when(text: str, order: DateOrder) -> WrittenPeriod:
    """Read a period or date of a file. Raises UserFixable for anything else."""
    said = text.strip()
    if order is DateOrder.DAY_NUMBERS and re.fullmatch(r"\d{4,6}(?:\.\d+)?", said):
        # Spreadsheets count days from the end of 1899, with a 29 February 1900 that never was.
        day = date(1899, 12, 30) + timedelta(days=int(said.split(".")[0]))
        return WrittenPeriod(first=day, length=Frequency.NONE)
    if order is DateOrder.MONTH_FIRST and (found := _NUMERIC_DAY.fullmatch(said)):
        month, one, day_text, two, year = found.groups()
        try:
            return read_period(f"{day_text}{one}{month}{two}{year}")
        except UserFixable:
            raise UserFixable(
                f"There is no such day as '{said}' with the month first.", "Check the order of day and month."
            ) from None
    if said.casefold().rstrip(":") in _TOTALS:
        raise UserFixable(f"'{said}' is a sum or an average of other rows, not a period.", "It is left out.")
    return read_period(said)


def series_key(name: str) -> str:
    """A name of a series for comparing."""
    return " ".join(name.split()).casefold()
