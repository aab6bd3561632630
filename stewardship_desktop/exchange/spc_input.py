"""Reads the two files of the batch verb `spc`: observations and options. Every problem is told, none guessed.

Works nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from stewardship_desktop.domain.budget.table import ReadRow
from stewardship_desktop.domain.spc.engine import LARGEST, LEAST_BASELINE, Options
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.exchange.star_cells import CellProblem, StarTable, quoted, read_table

OBSERVATION_COLUMNS = ("series_id", "date", "value")
OPTION_COLUMNS = (
    "series_id", "improvement_direction", "target", "rebase_dates", "fix_after_n_points", "screen_outliers",
)  # fmt: skip
MOST_ROWS = 1_000_000
DIRECTIONS = {"increase": Direction.UP, "decrease": Direction.DOWN, "neutral": Direction.NEITHER}

# Programs write large and small numbers with an exponent, as R does with 1e+05.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# Workbooks and data frames hold a day as its midnight; a time that is another is no day's.
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_POINTS = re.compile(r"([0-9]{1,6})(?:\.0*)?")
_MARKS = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}


@dataclass(frozen=True, kw_only=True)
class GivenSeries:
    """One series in the order of the file. A value of None is a gap; `rows`: the row of each date."""

    dates: list[date] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    rows: dict[date, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ObservationsFile:
    """The series by id, in order of first appearance. With any problem they are not to be worked with."""

    series: Mapping[str, GivenSeries]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OptionsFile:
    """How to read the series named, by id. With any problem they are not to be worked with."""

    options: Mapping[str, Options] = field(default_factory=dict)
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()


def read_observations(path: Path) -> ObservationsFile:
    """Read the observations, an observation a row; an empty value is a gap."""
    table = _table(path, OBSERVATION_COLUMNS)
    problems = list(table.problems)
    if table.places and not table.rows and not problems:
        text = "There are headings and no observations. Give the file a row for each."
        problems.append(CellProblem(file=table.file, rows=(2,), column="series_id", text=text))
    series: dict[str, GivenSeries] = {}
    for row in table.rows:
        series_id = _series_id(table, row, problems)
        day = _date(table, row, problems)
        value = _value(table, row, "value", problems)
        if not series_id:
            continue
        given = series.setdefault(series_id, GivenSeries())
        if day is None:
            continue
        if day in given.rows:
            problems.append(
                CellProblem(
                    file=table.file, rows=(row.row_no, given.rows[day]), column="date",
                    text=f"{quoted(series_id)} has more than one value for {day.isoformat()}. Keep one.",
                )
            )  # fmt: skip
            continue
        given.rows[day] = row.row_no
        given.dates.append(day)
        given.values.append(value)
    return ObservationsFile(
        series=series, problems=tuple(problems), notes=(*table.notes, *_left_aside(table))
    )


def read_options(path: Path, series: Mapping[str, GivenSeries]) -> OptionsFile:
    """Read the options, a series a row; an empty cell or a missing column leaves what holds without it."""
    table = _table(path, OPTION_COLUMNS[:1])
    problems = list(table.problems)
    if table.places and not any(column in table.places for column in OPTION_COLUMNS[1:]):
        text = f"No column says how to read the series. Give the file one of {', '.join(OPTION_COLUMNS[1:])}."
        problems.append(CellProblem(file=table.file, rows=(1,), text=text))
    options: dict[str, Options] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        series_id = _series_id(table, row, problems)
        if series_id in seen:
            text = f"{quoted(series_id)} is in row {seen[series_id]} too. Give each series one row."
            problems.append(table.problem(row, "series_id", text))
        elif series_id and series and series_id not in series:
            text = f"No observation is of {quoted(series_id)}. Check its name, or take the row out."
            problems.append(table.problem(row, "series_id", text))
        if series_id:
            seen.setdefault(series_id, row.row_no)
        found = Options(
            direction=_direction(table, row, problems),
            target=_value(table, row, "target", problems),
            rebase_dates=_rebase_dates(table, row, problems),
            baseline_points=_baseline_points(table, row, problems),
            screen_outliers=_screening(table, row, problems),
        )
        options.setdefault(series_id, found)
    return OptionsFile(options=options, problems=tuple(problems), notes=(*table.notes, *_left_aside(table)))


def _table(path: Path, columns: tuple[str, ...]) -> StarTable:
    known = (*OBSERVATION_COLUMNS, *OPTION_COLUMNS)
    return read_table(path, columns, also=bool, most_rows=MOST_ROWS, any_case=known)


def _left_aside(table: StarTable) -> tuple[str, ...]:
    known = {*OBSERVATION_COLUMNS, *OPTION_COLUMNS}
    aside = [column for column in table.places if column not in known]
    return (f"{table.file}: left aside {', '.join(aside)}.",) if aside else ()


def _series_id(table: StarTable, row: ReadRow, problems: list[CellProblem]) -> str:
    found = table.cell(row, "series_id")
    if found == "":
        text = "The series is missing. Write its name."
        problems.append(table.problem(row, "series_id", text))
    return found or ""


def _date(table: StarTable, row: ReadRow, problems: list[CellProblem]) -> date | None:
    text = table.cell(row, "date")
    if text is None:
        return None
    day = _iso(text)
    if day is None:
        said = f"{quoted(text)} isn't a date." if text else "The date is missing."
        problems.append(table.problem(row, "date", f"{said} Write it as 2023-03-16."))
    return day


def _iso(text: str) -> date | None:
    written = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(written[1]) if written else None
    except ValueError:
        return None


def _value(table: StarTable, row: ReadRow, column: str, problems: list[CellProblem]) -> float | None:
    """A number, or None for an empty cell and for one that holds none, which is told."""
    text = table.cell(row, column)
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        words = (
            f"{quoted(text)} isn't a plain number. Write digits, a point for decimals and no separators, "
            "units or signs but a minus; leave the cell empty if there is none."
        )
        problems.append(table.problem(row, column, words))
        return None
    value = float(text)
    if abs(value) > LARGEST:
        problems.append(table.problem(row, column, f"{quoted(text)} is too large. Check it."))
        return None
    # So that -0 isn't written back.
    return value + 0.0


def _direction(table: StarTable, row: ReadRow, problems: list[CellProblem]) -> Direction:
    text = table.cell(row, "improvement_direction") or ""
    if text and text.casefold() not in DIRECTIONS:
        words = f"{quoted(text)} isn't a direction. Write {', '.join(DIRECTIONS)} or nothing."
        problems.append(table.problem(row, "improvement_direction", words))
    return DIRECTIONS.get(text.casefold(), Direction.UP)


def _rebase_dates(table: StarTable, row: ReadRow, problems: list[CellProblem]) -> tuple[date, ...]:
    days: list[date] = []
    for text in (table.cell(row, "rebase_dates") or "").split(";"):
        text = text.strip()
        if not text:
            continue
        day = _iso(text)
        if day is None:
            words = f"{quoted(text)} isn't a date. Write dates as 2023-03-16, with ; between them."
            problems.append(table.problem(row, "rebase_dates", words))
        else:
            days.append(day)
    return tuple(days)


def _baseline_points(table: StarTable, row: ReadRow, problems: list[CellProblem]) -> int | None:
    text = table.cell(row, "fix_after_n_points")
    if not text:
        return None
    whole = _POINTS.fullmatch(text)
    if whole is None or int(whole[1]) < LEAST_BASELINE:
        said = f"{quoted(text)} isn't a number of points" if whole is None else f"{text} points are too few"
        words = f"{said}. Write {LEAST_BASELINE} or more, or nothing for all points."
        problems.append(table.problem(row, "fix_after_n_points", words))
        return None
    return int(whole[1])


def _screening(table: StarTable, row: ReadRow, problems: list[CellProblem]) -> bool | None:
    text = table.cell(row, "screen_outliers") or ""
    if text and text.casefold() not in _MARKS:
        words = f"{quoted(text)} is neither TRUE nor FALSE. Write one of them, or nothing for TRUE."
        problems.append(table.problem(row, "screen_outliers", words))
    return _MARKS.get(text.casefold())
