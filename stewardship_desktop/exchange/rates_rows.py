"""Reads what the batch verb `rates` is given: counts with their denominators, or age bands of areas.

Every problem is told with its row and column, and no figure is guessed at. Works nothing out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from stewardship_desktop.domain.budget.table import ReadRow
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.exchange.star_cells import CellProblem, StarTable, plain_number, quoted, read_table

MOST_ROWS = 1_000_000
# R writes 100000 as 1e+05.
_ROUND = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?(?:0?[0-9]|1[0-5])")


class Method(StrEnum):
    """The methods of the verb."""

    WILSON = "wilson"
    BYAR = "byar"
    DSR = "dsr"


COLUMNS = {
    Method.WILSON: ("x", "n"),
    Method.BYAR: ("x", "n"),
    Method.DSR: ("area", "agegroup", "stdpop", "x", "n"),
}


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One row: `x` events of `n`; `stdpop` is the weight of its age band, 0 where there is none."""

    x: int
    n: Fraction
    stdpop: Fraction = Fraction(0)


@dataclass(frozen=True, kw_only=True)
class RatesFile:
    """What a file holds. With any problem it is not to be worked with.

    `rows`: of `wilson` and `byar`, in the file's order; `areas`: of `dsr`, in the order in which they
    first appear.
    """

    rows: tuple[Counted, ...] = ()
    areas: dict[str, tuple[Counted, ...]] = field(default_factory=dict)
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()


def read_rates(path: Path, method: Method) -> RatesFile:
    """Read a file for a method. Columns that the method has no use for are named in a note."""
    needed = COLUMNS[method]
    table = read_table(path, needed, also=lambda _column: True, most_rows=MOST_ROWS, any_case=needed)
    problems = list(table.problems)
    if table.places and not table.rows and not problems:
        words = "There are headings and no figures. Give the file at least one row."
        problems.append(CellProblem(file=table.file, rows=(2,), column=needed[0], text=words))
    rows: list[Counted] = []
    bands: dict[str, dict[str, tuple[int, Counted]]] = {}
    for row in table.rows:
        counted = _counted(table, row, method, problems)
        rows.append(counted)
        if method is Method.DSR:
            _place(table, row, counted, bands, problems)
    unused = [column for column in table.places if column not in needed]
    notes = [*table.notes, *_lacking(bands)]
    if unused:
        notes.append(f"{table.file}: not used: {', '.join(unused)}.")
    return RatesFile(
        rows=tuple(rows),
        areas={area: tuple(each for _, each in found.values()) for area, found in bands.items()},
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _counted(table: StarTable, row: ReadRow, method: Method, problems: list[CellProblem]) -> Counted:
    """The figures of a row; a figure that is wrong is told and replaced, so that reading can go on."""
    before = len(problems)
    stdpop = Fraction(0)
    if method is Method.DSR:
        stdpop = _figure(table, row, "stdpop", problems, is_count=False, is_above_0=True)
    x = _figure(table, row, "x", problems, is_count=True, is_above_0=False)
    n = _figure(table, row, "n", problems, is_count=method is Method.WILSON, is_above_0=True)
    if method is Method.WILSON and len(problems) == before and not table.problems and x > n:
        words = f"{x} is more than n, {n}. A part can't be more than its whole."
        problems.append(table.problem(row, "x", words))
    return Counted(x=int(x), n=n, stdpop=stdpop)


def _figure(
    table: StarTable, row: ReadRow, column: str, problems: list[CellProblem], *, is_count: bool,
    is_above_0: bool,
) -> Fraction:  # fmt: skip
    text = table.cell(row, column)
    if text is None:
        return Fraction(1)
    try:
        value = Fraction(Decimal(text)) if _ROUND.fullmatch(text) else plain_number(text)
    except UserFixable as error:
        # The remedy for a blank elsewhere is a nought; here a blank is something that isn't known.
        remedy = error.remedy if text else "Write a plain number, or delete the row."
        problems.append(table.problem(row, column, f"{error.what} {remedy}"))
        return Fraction(1)
    if value < 0 or (is_above_0 and value == 0):
        least = "above 0" if is_above_0 else "0 or more"
        problems.append(table.problem(row, column, f"{quoted(text)} must be {least}. Check the figure."))
    elif is_count and value.denominator != 1:
        words = f"{quoted(text)} isn't whole. Events and people are counted, not measured: give a count."
        problems.append(table.problem(row, column, words))
    return value


def _place(
    table: StarTable, row: ReadRow, counted: Counted, bands: dict[str, dict[str, tuple[int, Counted]]],
    problems: list[CellProblem],
) -> None:  # fmt: skip
    """Put a row with its area, told if it can't be."""
    area, band = table.cell(row, "area"), table.cell(row, "agegroup")
    for column, text in (("area", area), ("agegroup", band)):
        if text == "":
            problems.append(table.problem(row, column, f"The {column} is missing. Write which it is."))
    if not area or not band:
        return
    found = bands.setdefault(area, {})
    if band in found:
        words = (
            f"{quoted(band)} of {quoted(area)} is in row {found[band][0]} too. "
            "Give each age group of an area once."
        )
        problems.append(table.problem(row, "agegroup", words))
        return
    found[band] = (row.row_no, counted)


def _lacking(bands: dict[str, dict[str, tuple[int, Counted]]]) -> list[str]:
    """Areas that lack age groups of others: their rates stand, but for another standard population."""
    every = dict.fromkeys(band for found in bands.values() for band in found)
    notes = []
    for area, found in bands.items():
        missing = [band for band in every if band not in found]
        if missing:
            notes.append(
                f"{quoted(area)} lacks age groups that others have ({', '.join(missing)}); "
                "its rate isn't comparable with theirs."
            )
    return notes
