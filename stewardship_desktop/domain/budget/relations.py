"""Which printed figures should follow from which others: the arithmetic of a budget table, as data.

Every relation is linear: a printed figure equals a signed sum of other printed figures. They are
built from row types, the order of rows and the roles of measures; no label of a particular file
decides anything. `checks` judges them and `diagnosis` explains those that fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from stewardship_desktop.domain.budget.kinds import Role
from stewardship_desktop.domain.budget.row_types import LineRole, line_role
from stewardship_desktop.domain.budget.table import ImportTable, Measure, RowType, TableRow


class Family(StrEnum):
    """What sort of arithmetic a relation is; the value says why a slip in it matters."""

    COLUMN = "A total that isn't the sum of its lines makes every share of it wrong."
    ROW = "A row whose parts don't make its total leaves somebody's figure wrong."
    NET = "Money passed between organisations is counted twice if the net isn't gross less intragroup."
    VARIANCE = "A variance that isn't plan less actual points attention to the wrong place."
    BALANCE = "The surplus or deficit is what decisions are taken on."
    SECTIONS = "The total over the sections is what gets quoted outside."


class Term(NamedTuple):
    """`sign` times the figure of a measure in a row; `row` is the row itself."""

    row: TableRow
    measure: str
    sign: int

    @property
    def value(self) -> Decimal | None:
        """The signed figure, None where the cell is blank."""
        value = self.row.value(self.measure)
        return None if value is None else self.sign * value


@dataclass(frozen=True)
class Relation:
    """`row`'s figure for `measure` should be the sum of `terms`."""

    name: str
    family: Family
    row: TableRow
    measure: str
    terms: tuple[Term, ...]

    @property
    def along_row(self) -> bool:
        """True when the terms stand in the figure's own row, False when in its column."""
        return self.family in (Family.ROW, Family.NET, Family.VARIANCE)


def relations(table: ImportTable) -> Iterator[Relation]:
    """Every relation of a table, in the order of its rows and columns."""
    for measure in table.measures:
        if measure.role is not Role.SHARE:
            yield from _down(table, measure)
    yield from _across_parts(table)
    yield from _net(table)
    yield from _variances(table)


@dataclass
class _Walk:
    """What a column's totals may add up, as the rows go by.

    `lines` are lines since the last total or subtotal, `subtotals` the subtotals since the last
    total, `sections` what each finished section brings to a total over sections, `reimbursed` what
    came back beside it. A reimbursement printed above its section's total (`fresh`) is part of that.
    """

    lines: list[Term] = field(default_factory=list)
    subtotals: list[Term] = field(default_factory=list)
    sections: list[Term] = field(default_factory=list)
    limits: list[Term] = field(default_factory=list)
    open_limits: list[Term] = field(default_factory=list)
    open_spending: list[Term] = field(default_factory=list)
    reimbursed: list[Term] = field(default_factory=list)
    fresh_reimbursed: list[Term] = field(default_factory=list)
    begun: bool = False


def _down(table: ImportTable, measure: Measure) -> Iterator[Relation]:
    """Totals, subtotals and balances of one column."""
    walk = _Walk()
    for index, row in enumerate(table.rows):
        if row.row_type is RowType.PERCENT:
            continue
        first, walk.begun = not walk.begun, True
        term = Term(row, measure.name, 1)
        role = line_role(row.label, row.row_type) if table.kind.balances else LineRole.SPENDING
        if row.row_type is RowType.LINE:
            _take_line(walk, table, term, role, measure)
        elif row.row_type is RowType.SUBTOTAL:
            yield _sum(row, measure, walk.lines, "")
            walk.lines = []
            walk.subtotals.append(term)
        elif row.row_type is RowType.TOTAL:
            yield from _total(walk, table, index, measure, role, first)
        else:
            yield from _balance(walk, row, measure)


def _take_line(walk: _Walk, table: ImportTable, term: Term, role: LineRole, measure: Measure) -> None:
    if role is LineRole.LIMIT:
        limit = _limit_term(table, term.row, measure)
        walk.limits.append(limit)
        walk.open_limits.append(limit)
    elif role is LineRole.REIMBURSEMENT:
        value = term.row.value(measure.name)
        # Money back lowers spending, whichever sign it is printed with; a variance follows its own column.
        sign = 1 if measure.role is Role.VARIANCE or value is None or value <= 0 else -1
        walk.fresh_reimbursed.append(Term(term.row, measure.name, sign))
    else:
        walk.lines.append(term)


def _limit_term(table: ImportTable, row: TableRow, measure: Measure) -> Term:
    """A limit printed only under plan stands for actual as well."""
    if measure.role is Role.ACTUAL and row.value(measure.name) is None:
        for plan in table.of_role(Role.PLAN, measure.stretch):
            return Term(row, plan.name, 1)
    return Term(row, measure.name, 1)


def _total(
    walk: _Walk, table: ImportTable, index: int, measure: Measure, role: LineRole, first: bool
) -> Iterator[Relation]:
    row = table.rows[index]
    term = Term(row, measure.name, 1)
    if role is LineRole.LIMIT:
        yield Relation(
            f"{row.label} v limits of the sections: {measure.heading}",
            Family.SECTIONS,
            row,
            measure.name,
            tuple(t for t in walk.limits if t.measure == measure.name),
        )
        walk.open_limits = [_limit_term(table, row, measure)]
        return
    parts = walk.subtotals + walk.lines
    if parts:
        yield _sum(row, measure, parts + walk.fresh_reimbursed, "")
    elif first:
        yield _sum(row, measure, list(_below(table, index, measure)), " below")
    else:
        yield Relation(
            f"{row.label} v sections above: {measure.heading}",
            Family.SECTIONS,
            row,
            measure.name,
            (*walk.sections, *walk.open_spending, *walk.reimbursed, *walk.fresh_reimbursed),
        )
        walk.sections, walk.reimbursed, walk.fresh_reimbursed = [], [], []
        walk.open_spending = [term]
        return
    walk.lines, walk.subtotals, walk.fresh_reimbursed = [], [], []
    walk.sections.extend(walk.open_spending)
    walk.open_spending = [term]


def _below(table: ImportTable, index: int, measure: Measure) -> Iterator[Term]:
    """Lines under a total that stands on top of them."""
    for row in table.rows[index + 1 :]:
        if row.row_type is RowType.LINE:
            yield Term(row, measure.name, 1)
        elif row.row_type is not RowType.PERCENT:
            return


def _balance(walk: _Walk, row: TableRow, measure: Measure) -> Iterator[Relation]:
    """A balance closes a section: limit, spending and what came back for it."""
    spending = walk.open_spending + walk.subtotals + walk.lines
    inside = walk.fresh_reimbursed
    if measure.role is not Role.VARIANCE:
        # With limits printed positive the balance is what is left over; printed negative, it is added up.
        positive = any((v := t.row.value(t.measure)) is not None and v > 0 for t in walk.open_limits)
        way = -1 if positive else 1
        terms = (
            *walk.open_limits,
            *(Term(t.row, t.measure, t.sign * way) for t in (*spending, *inside)),
        )
        words = "limit + spending" if not positive else "limit - spending"
        back = " + reimbursement" if any(t.value for t in inside) else ""
        yield Relation(
            f"{row.label} v {words}{back}: {measure.heading}", Family.BALANCE, row, measure.name, terms
        )
    walk.sections.extend(spending)
    walk.reimbursed.extend(inside)
    walk.fresh_reimbursed = []
    walk.open_limits, walk.open_spending, walk.lines, walk.subtotals = [], [], [], []


def _sum(row: TableRow, measure: Measure, terms: list[Term], where: str) -> Relation:
    kinds = {t.row.row_type for t in terms}
    word = (
        "lines"
        if kinds <= {RowType.LINE}
        else "printed subtotals"
        if kinds <= {RowType.SUBTOTAL}
        else "printed subtotals and lines"
    )
    name = f"{row.label} v sum of {len(terms)} {word}{where}: {measure.heading}"
    return Relation(name, Family.COLUMN, row, measure.name, tuple(terms))


def _across_parts(table: ImportTable) -> Iterator[Relation]:
    """Row sums: the parts of a row against its total column."""
    parts = table.of_role(Role.PART)
    for total in table.of_role(Role.ROW_TOTAL):
        if not parts:
            return
        for row in table.rows:
            if row.row_type is not RowType.PERCENT:
                yield Relation(
                    f"row sum: {row.label}",
                    Family.ROW,
                    row,
                    total.name,
                    tuple(Term(row, p.name, 1) for p in parts),
                )


def _net(table: ImportTable) -> Iterator[Relation]:
    """Net is gross and intragroup, which is added where it is printed as a minus."""
    for net in table.of_role(Role.NET):
        gross, inside = table.of_role(Role.GROSS), table.of_role(Role.INTRAGROUP)
        if not gross or not inside:
            return
        signs = [v < 0 for r in table.rows if r.row_type is RowType.LINE and (v := r.value(inside[0].name))]
        sign = -1 if signs and sum(signs) * 2 < len(signs) else 1
        for row in table.rows:
            if row.row_type is not RowType.PERCENT:
                yield Relation(
                    f"net = total {'+' if sign > 0 else '-'} intragroup: {row.label}",
                    Family.NET,
                    row,
                    net.name,
                    (Term(row, gross[0].name, 1), Term(row, inside[0].name, sign)),
                )


def _variances(table: ImportTable) -> Iterator[Relation]:
    """Variance is plan less actual, or actual less plan where most lines of the table are printed so."""
    for variance in table.of_role(Role.VARIANCE):
        plans = table.of_role(Role.PLAN, variance.stretch)
        actuals = table.of_role(Role.ACTUAL, variance.stretch)
        if not plans or not actuals:
            continue
        plan, actual = plans[0].name, actuals[0].name
        way = _variance_way(table, plan, actual, variance.name)
        words = "plan - actual" if way > 0 else "actual - plan"
        for row in table.rows:
            if row.row_type is not RowType.PERCENT:
                yield Relation(
                    f"variance = {words}, {variance.stretch}: {row.label}",
                    Family.VARIANCE,
                    row,
                    variance.name,
                    (Term(row, plan, way), Term(row, actual, -way)),
                )


def _variance_way(table: ImportTable, plan: str, actual: str, variance: str) -> int:
    votes = 0
    for row in table.rows:
        p, a, v = row.value(plan), row.value(actual), row.value(variance)
        if row.row_type is RowType.LINE and p is not None and a is not None and v and p != a:
            votes += 1 if (p - a > 0) == (v > 0) else -1
    return -1 if votes < 0 else 1
