"""Checks across files: `check_across`, over the newest version of each table in a workspace.

Tables meet when they are about the same financial year and the same service line. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from stewardship_desktop.domain.amount import Unit, format_number
from stewardship_desktop.domain.budget.diagnosis import digit_slip, sign_flipped, unit_slip
from stewardship_desktop.domain.budget.findings import Check, judge, step, tolerance
from stewardship_desktop.domain.budget.headers import name_key
from stewardship_desktop.domain.budget.kinds import (
    ACTIVITY_BY_COMMISSIONER,
    ACTIVITY_BY_TYPE,
    BUDGET_BOOK,
    CATEGORY_SPEND,
    ORGANISATION_RESOURCES,
    STAFFING,
    Kind,
    Role,
)
from stewardship_desktop.domain.budget.names import index, service_line_of_file
from stewardship_desktop.domain.budget.table import ImportTable, Measure, RowType, TableRow

# A year reckoned as twice a half is an estimate: the second half never repeats the first exactly.
TWICE_ALLOWED = Decimal("0.01")
_HUNDREDTH = Decimal("0.01")
_WHY_PAGE = (
    "A page and the book about one service line must be of one period before they are compared or added."
)
_WHY_SHARE = "A share of the system is quoted far from its table; it must be of the total it names."
_WHY_PAGES = "Two tables of one page that don't agree can't both be used."


def check_across(tables: Iterable[ImportTable], about: ImportTable | None = None) -> list[Check]:
    """Compare the tables of a workspace with each other.

    `tables` are the newest version of each kind, period and service line; with `about` (which
    must be one of them, or equal to one) only checks that this table takes part in are returned.
    Money in different units is compared in the printed figure's own unit.
    """
    every = list(tables)
    found: list[Check] = []
    for page in _of(every, ORGANISATION_RESOURCES):
        for book in _of(every, BUDGET_BOOK):
            if _meant(about, page, book) and _same_year(page, book):
                found += _page_and_book(page, book)
        for other in _of(every, CATEGORY_SPEND):
            if _meant(about, page, other) and _same_page(every, page, other):
                found += _totals(page, other, Role.NET, Role.NET, "net spend by organisation", "categories")
        for other in _of(every, STAFFING):
            if _meant(about, page, other) and _same_page(every, page, other):
                found += _totals(
                    page, other, Role.AMOUNT, Role.AMOUNT, "staff by organisation", "staff groups"
                )
    for by_type in _of(every, ACTIVITY_BY_TYPE):
        for by_commissioner in _of(every, ACTIVITY_BY_COMMISSIONER):
            if _meant(about, by_type, by_commissioner) and _same_page(every, by_type, by_commissioner):
                found += _activity(by_type, by_commissioner)
    return found


def _of(tables: Sequence[ImportTable], kind: Kind) -> list[ImportTable]:
    return [t for t in tables if t.kind.name == kind.name]


def _meant(about: ImportTable | None, *pair: ImportTable) -> bool:
    return about is None or any(
        t is about
        or (t.kind.name, t.period, t.service_line, t.file_name)
        == (about.kind.name, about.period, about.service_line, about.file_name)
        for t in pair
    )


def _same_year(one: ImportTable, other: ImportTable) -> bool:
    return one.period.year == other.period.year


def _same_page(every: Sequence[ImportTable], one: ImportTable, other: ImportTable) -> bool:
    """Same year and service line; a page without one goes with the only page of the other kind."""
    if not _same_year(one, other):
        return False
    if one.service_line and other.service_line:
        return name_key(one.service_line) == name_key(other.service_line)
    return all(
        sum(_same_year(one, t) for t in every if t.kind.name == page.kind.name) == 1 for page in (one, other)
    )


def _total_of(table: ImportTable, role: Role) -> tuple[TableRow | None, Measure, Decimal] | None:
    """A table's total for a role: printed where it prints one, else the sum of its lines."""
    for measure in table.of_role(role):
        printed = table.grand_total(measure.name)
        if printed is not None:
            return printed[0], measure, printed[1]
        computed = table.lines_total(measure.name)
        if computed is not None:
            return None, measure, computed
    return None


def _in_unit(value: Decimal, unit: Unit | None, wanted: Unit | None) -> Decimal:
    """An amount of one table in the unit of another."""
    if unit is None or wanted is None or unit is wanted:
        return value
    return value * unit.pounds / wanted.pounds


def _page_and_book(page: ImportTable, book: ImportTable) -> Iterator[Check]:
    """The book's line for the page's service line, against the page's net and against twice it; the share."""
    net = _total_of(page, Role.NET)
    spend = book.of_role(Role.AMOUNT)
    if net is None or not spend:
        return
    _, net_measure, net_value = net
    measure = spend[0]
    yield from _share_of_system(page, book, net_measure, net_value, measure)
    line = _line_of_book(page, book)
    if line is None:
        return
    name, rows = line
    printed = sum((r.value(measure.name) or Decimal(0) for r in rows), Decimal(0))
    computed = _in_unit(net_value, page.unit, book.unit)
    shown = max(step(measure.decimals), _in_unit(step(net_measure.decimals), page.unit, book.unit))
    allowed = tolerance((shown,), shown)
    ratio = printed / computed if computed else Decimal(0)
    twice = abs(ratio - 2) <= 2 * TWICE_ALLOWED
    result = judge(printed, computed, allowed)
    cells = tuple((r.row_no, measure.name) for r in rows[:12])
    yield Check(
        check=f"'{name}' line of the budget book v net spend of its page",
        printed=printed,
        computed=computed,
        result=result,
        likely_cause=_page_cause(page, book, printed, computed, twice=twice) if result == "mismatch" else "",
        cells=cells,
        unit=book.unit_text(measure),
        why_it_matters="" if result == "ok" else _WHY_PAGE,
        file=book.file_name,
    )
    if twice and result == "mismatch":
        yield Check(
            check=f"'{name}' line of the budget book v twice the net spend of its page",
            printed=printed,
            computed=computed * 2,
            result="ok" if printed == computed * 2 else "rounding",
            likely_cause=""
            if printed == computed * 2
            else "Twice a half year is an estimate of the year, so 1 per cent is "
            "allowed here and nowhere else. It supports reading the page as half a year.",
            cells=cells,
            unit=book.unit_text(measure),
            why_it_matters=_WHY_PAGE,
            file=book.file_name,
        )


def _page_cause(
    page: ImportTable, book: ImportTable, printed: Decimal, computed: Decimal, *, twice: bool
) -> str:
    told = (
        f" The periods given differ: the page is for {page.period.label}, the book for {book.period.label}."
        if page.period != book.period
        else ""
    )
    if twice:
        return (
            f"Different periods: the book's figure is about twice the page's, so the page reads as "
            f"half a year and the book as a full year.{told}"
        )
    slip = sign_flipped(printed, computed) or unit_slip(printed, computed) or digit_slip(printed, computed)
    if slip is not None:
        return slip.text + told
    if told:
        return told.strip()
    gap = format_number(abs(printed - computed))
    return f"They differ by {gap}: another definition, version or period of the same service line?"


def _line_of_book(page: ImportTable, book: ImportTable) -> tuple[str, list[TableRow]] | None:
    """The book's line rows for the page's service line, told by the page or else by its file name."""
    lines = [r for r in book.rows if r.row_type is RowType.LINE]
    name = page.service_line
    if not name:
        name = service_line_of_file(page.file_name, index(dict.fromkeys(r.label for r in lines)))
    if not name:
        return None
    rows = [r for r in lines if name_key(r.label) == name_key(name)]
    return (rows[0].label, rows) if rows else None


def _share_of_system(
    page: ImportTable, book: ImportTable, net: Measure, net_value: Decimal, spend: Measure
) -> Iterator[Check]:
    """A printed "percent of the system" under net spend, against the book's printed total."""
    total = book.grand_total(spend.name)
    base = total[1] if total is not None else book.lines_total(spend.name)
    if not base:
        return
    for row in page.rows:
        cell = row.cells.get(net.name)
        if row.row_type is not RowType.PERCENT or cell is None or cell.value is None:
            continue
        exact = 100 * _in_unit(net_value, page.unit, book.unit) / base
        computed = exact.quantize(_HUNDREDTH, ROUND_HALF_UP)
        shown = step(_percent_decimals(row))
        allowed = tolerance((shown,), shown)
        result = judge(cell.value, computed, allowed)
        cause = ""
        if result == "rounding":
            cause = f"Rounding: shown to the nearest {shown:f}."
        elif result == "mismatch":
            twice = abs(cell.value / 2 - exact) <= allowed / 2 if exact else False
            cause = (
                "The printed share is about twice what this page is of the book's total: the page reads as "
                "half a year held against half of the system's year, while the book is a full year."
                if twice
                else f"The share isn't of the book's total, {format_number(base)}: "
                "another total or period was meant."
            )
        yield Check(
            check=f"{row.label}, net spend v printed system total {format_number(base)}",
            printed=cell.value,
            computed=computed,
            result=result,
            likely_cause=cause,
            cells=((row.row_no, net.name),),
            unit="percent",
            why_it_matters="" if result == "ok" else _WHY_SHARE,
            file=page.file_name,
        )


def _percent_decimals(row: TableRow) -> int:
    return max((c.decimals for c in row.cells.values() if c.value is not None), default=0)


def _totals(
    page: ImportTable,
    other: ImportTable,
    page_role: Role,
    other_role: Role,
    page_words: str,
    other_words: str,
) -> Iterator[Check]:
    """The total of a second table of a page against the same total of the page."""
    one, two = _total_of(page, page_role), _total_of(other, other_role)
    if one is None or two is None:
        return
    row, measure, printed = two
    computed = _in_unit(one[2], page.unit, other.unit)
    yield _pages(
        f"total of {other_words} v {page_words}", other, row, measure, printed, computed, page, one[1]
    )


def _activity(by_type: ImportTable, by_commissioner: ImportTable) -> Iterator[Check]:
    """Totals by type against totals by commissioner: each provider's column, and all of it."""
    theirs = {name_key(m.heading): m for m in by_commissioner.measures}
    theirs.update({name_key(m.name): m for m in by_commissioner.measures})
    for measure in by_type.measures:
        match = theirs.get(name_key(measure.name)) or theirs.get(name_key(measure.heading))
        mine = by_type.grand_total(measure.name)
        other = by_commissioner.grand_total(match.name) if match is not None else None
        if match is None or mine is None or other is None:
            continue
        name = f"total activity by type v by commissioner: {measure.heading}"
        yield _pages(name, by_type, mine[0], measure, mine[1], other[1], by_commissioner, match)


def _pages(
    name: str,
    table: ImportTable,
    row: TableRow | None,
    measure: Measure,
    printed: Decimal,
    computed: Decimal,
    other: ImportTable,
    other_measure: Measure,
) -> Check:
    shown = max(step(measure.decimals), _in_unit(step(other_measure.decimals), other.unit, table.unit))
    result = judge(printed, computed, tolerance((shown,), shown))
    cause = ""
    if result == "rounding":
        cause = "Rounding: the two tables show different numbers of digits."
    elif result == "mismatch":
        slip = (
            sign_flipped(printed, computed) or unit_slip(printed, computed) or digit_slip(printed, computed)
        )
        cause = (
            f"The periods given differ: {table.period.label} and {other.period.label}."
            if table.period != other.period
            else slip.text
            if slip is not None
            else f"The two tables of the page differ by {format_number(abs(printed - computed))}."
        )
    return Check(
        check=name,
        printed=printed,
        computed=computed,
        result=result,
        likely_cause=cause,
        cells=() if row is None else ((row.row_no, measure.name),),
        unit=table.unit_text(measure),
        why_it_matters="" if result == "ok" else _WHY_PAGES,
        file=table.file_name,
    )
