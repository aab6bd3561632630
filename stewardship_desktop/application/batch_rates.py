"""Rates without a window: one file in, one file out, or none if anything is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from stewardship_desktop.application.batch_star import BadInputError
from stewardship_desktop.application.result_files import write_files
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rates.dsr import LEAST_EVENTS, AgeBand, dsr
from stewardship_desktop.domain.rates.limits import EXACT_BELOW, Interval, Level, rate, wilson
from stewardship_desktop.exchange.rates_answer import Answered, rates_text
from stewardship_desktop.exchange.rates_rows import Counted, Method, RatesFile, read_rates

Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class RatesRequest:
    """What was asked for."""

    given: Path
    method: Method
    out: Path


def work_out_rates(request: RatesRequest, tell: Tell) -> tuple[Answered, ...]:
    """Read the file and work out every row; writes nothing.

    `tell` gets remarks on how the file was read. Raises BadInputError for what is wrong with the input
    and `UserFixable` where the answer can't go to `out`.
    """
    _refuse_odd_place(request)
    found = read_rates(request.given, request.method)
    if found.problems:
        raise BadInputError(found.problems)
    for note in found.notes:
        tell(note)
    return _answers(found, request.method)


def _answers(found: RatesFile, method: Method) -> tuple[Answered, ...]:
    if method is Method.WILSON:
        return tuple(_proportion(row) for row in found.rows)
    if method is Method.BYAR:
        return tuple(_rate(row) for row in found.rows)
    return tuple(_standardised(area, rows) for area, rows in found.areas.items())


def _proportion(row: Counted) -> Answered:
    usual, strict = (wilson(row.x, float(row.n), level) for level in Level)
    return Answered(x=row.x, n=row.n, intervals=(usual, strict), statistic="proportion of 1", method="Wilson")


def _rate(row: Counted) -> Answered:
    usual, strict = (rate(row.x, float(row.n), level) for level in Level)
    return Answered(
        x=row.x, n=row.n, intervals=(usual, strict), statistic="rate per 100000",
        method="Exact" if row.x < EXACT_BELOW else "Byars",
    )  # fmt: skip


def _standardised(area: str, rows: tuple[Counted, ...]) -> Answered:
    bands = [AgeBand(stdpop=float(row.stdpop), x=row.x, n=float(row.n)) for row in rows]
    usual, strict = (dsr(bands, level) for level in Level)
    both: tuple[Interval, Interval] | None = None if usual is None or strict is None else (usual, strict)
    return Answered(
        area=area, x=sum(row.x for row in rows), n=sum((row.n for row in rows), start=rows[0].n * 0),
        intervals=both,
        statistic=f"dsr NA for total count < {LEAST_EVENTS}" if both is None else "dsr per 100000",
        method="Dobson",
    )  # fmt: skip


def _refuse_odd_place(request: RatesRequest) -> None:
    """Refuse, before the work is done, a place that can't take the answer or is the input itself."""
    out = request.out
    try:
        if out.is_dir():
            raise UserFixable(f"{out} is a folder.", "Name a file for the results.")
        if out.exists() and not out.is_file():
            raise UserFixable(f"{out} is a pipe or a device, not a file.", "Name a file for the results.")
        if out.exists() and request.given.exists() and out.samefile(request.given):
            raise UserFixable(
                f"{request.given} would be overwritten by the results.", "Name another file for them."
            )
    except OSError as error:
        raise UserFixable(
            f"The results can't be written to {out} ({error.strerror or error}).",
            "Close the file in other programs or name another.",
        ) from error


def write_rates(method: Method, rows: tuple[Answered, ...], out: Path) -> None:
    """Write the answer, over that of an earlier run; on any fault what was there stays.

    Raises `UserFixable` where it can't be written.
    """
    write_files({out.name: rates_text(method, rows)}, out.parent)
