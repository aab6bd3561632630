"""The checks of one table: `check_table`. Those across files are in `across`.

Pure functions: a table goes in, a report comes out, and no figure is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from stewardship_desktop.domain.amount import format_number
from stewardship_desktop.domain.budget.across import check_across
from stewardship_desktop.domain.budget.diagnosis import crossings, digits_word, explain, rounding_words
from stewardship_desktop.domain.budget.findings import (
    CellRef,
    Check,
    Problem,
    judge,
    step,
    tolerance,
)
from stewardship_desktop.domain.budget.kinds import Role
from stewardship_desktop.domain.budget.names import KnownNames
from stewardship_desktop.domain.budget.problems import find_problems
from stewardship_desktop.domain.budget.relations import Family, Relation, Term, relations
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.domain.budget.table import ImportTable, RowType, TableRow

__all__ = ["check_across", "check_table"]

_WHY_SHARE = "The share says how much of the spending is for our own population."
_WHY_CROSSING = "One cell explains two differences, so it is the first to compare with the source."
# A table that fails this often has one cause for all of it (a wrong column, unit or period).
_MOST_EXPLAINED = 200
_TOO_MANY = "Very many figures of this file don't agree: check that the columns are the right ones."
_THOUSANDTH = Decimal("0.001")


def check_table(table: ImportTable, known: KnownNames | None = None) -> CheckReport:
    """Check one table by itself: its arithmetic and whatever else is worth saying.

    Every printed total, net, variance and balance is held against the figures it is made of under
    the one tolerance rule of `findings.tolerance`. A blank part counts as nothing, and a figure
    none of whose parts is printed isn't checked.
    """
    checks, unsupported = _arithmetic(table)
    checks += _shares(table)
    problems = [*find_problems(table, known or KnownNames()), *unsupported]
    return CheckReport(rows=table.line_count, checks=tuple(checks), problems=tuple(problems))


def _arithmetic(table: ImportTable) -> tuple[list[Check], list[Problem]]:
    """The checks of all linear relations, and notes on figures that have no parts to be checked against."""
    checks: list[Check] = []
    failing: list[tuple[Relation, Decimal, Decimal]] = []
    places: list[int] = []
    computed_balances: dict[CellRef, Decimal] = {}
    unsupported: list[CellRef] = []
    for relation in relations(table):
        printed = relation.row.value(relation.measure)
        if printed is None:
            continue
        terms = [t for t in relation.terms if t.value is not None]
        if not terms and (printed or not relation.terms):
            if printed:
                unsupported.append((relation.row.row_no, relation.measure))
            continue
        computed, name = _total(terms), relation.name
        allowed = _allowed(table, relation, terms)
        result = judge(printed, computed, allowed)
        if result == "mismatch" and relation.family is Family.VARIANCE:
            # A balance that is itself wrong must not make its variance wrong too.
            mended = [computed_balances.get((t.row.row_no, t.measure)) for t in terms]
            if any(m is not None for m in mended):
                pairs = zip(terms, mended, strict=True)
                computed = sum(
                    (t.sign * m if m is not None else t.value or Decimal(0) for t, m in pairs), Decimal(0)
                )
                name = f"{name} (balances as computed)"
                result = judge(printed, computed, allowed)
        cause = ""
        cells: tuple[CellRef, ...] = ((relation.row.row_no, relation.measure),)
        if result == "rounding":
            cause = rounding_words(len(terms), _widest_step(table, relation, terms), allowed)
        elif result == "mismatch":
            if len(failing) < _MOST_EXPLAINED:
                guess = explain(table, relation, printed, computed, terms)
                cause, cells = guess.text, (*cells, *guess.cells)
            else:
                cause = _TOO_MANY
            failing.append((relation, printed - computed, allowed))
            places.append(len(checks))
            if relation.family is Family.BALANCE:
                computed_balances[(relation.row.row_no, relation.measure)] = computed
        checks.append(
            Check(
                check=name,
                printed=printed,
                computed=computed,
                result=result,
                likely_cause=cause,
                cells=cells,
                unit=table.unit_text(table.measure(relation.measure)),
                why_it_matters="" if result == "ok" else relation.family.value,
            )
        )
    _add_crossings(table, checks, failing, places)
    return checks, _nothing_to_compare(unsupported)


def _total(terms: list[Term]) -> Decimal:
    return sum((v for t in terms if (v := t.value) is not None), Decimal(0))


def _step_of(table: ImportTable, row: TableRow, measure: str) -> Decimal:
    """The unit a cell is shown in: its column's, or its own where a suffix such as bn makes it coarser."""
    cell = row.cells.get(measure)
    own = cell.decimals if cell is not None else 0
    return step(own if own < 0 else table.measure(measure).decimals)


def _allowed(table: ImportTable, relation: Relation, terms: list[Term]) -> Decimal:
    steps = {m.name: step(m.decimals) for m in table.measures}
    return tolerance(
        (
            step(cell.decimals) if (cell := t.row.cells[t.measure]).decimals < 0 else steps[t.measure]
            for t in terms
        ),
        _step_of(table, relation.row, relation.measure),
    )


def _widest_step(table: ImportTable, relation: Relation, terms: list[Term]) -> Decimal:
    return max(
        (_step_of(table, t.row, t.measure) for t in terms),
        default=_step_of(table, relation.row, relation.measure),
    )


def _add_crossings(
    table: ImportTable,
    checks: list[Check],
    failing: list[tuple[Relation, Decimal, Decimal]],
    places: list[int],
) -> None:
    """Name the cell that would put right a row and a column at once; the two checks then point at it."""
    found: dict[CellRef, Check] = {}
    for crossing in crossings(failing):
        row, measure = crossing.term.row, table.measure(crossing.term.measure)
        printed = row.value(measure.name)
        change = crossing.change if crossing.term.sign in (1, -1) else Decimal(0)
        wanted = (printed or Decimal(0)) + change
        where = f"{row.label}, {measure.heading}"
        ring = (row.row_no, measure.name)
        shown = "a blank cell" if printed is None else format_number(printed)
        slip = "" if printed is None else digits_word(printed, wanted)
        cause = (
            f"{format_number(wanted)} in '{where}' would balance both row and column; "
            f"{shown} is printed{slip}."
        )
        for place in (places[crossing.row_relation], places[crossing.column_relation]):
            old = checks[place]
            checks[place] = Check(
                check=old.check,
                printed=old.printed,
                computed=old.computed,
                result=old.result,
                likely_cause=cause,
                cells=tuple(dict.fromkeys((old.cells[0], ring))),
                unit=old.unit,
                why_it_matters=old.why_it_matters,
            )
        if printed is not None and ring not in found:
            found[ring] = Check(
                check=f"value that would balance row and column: {where}",
                printed=printed,
                computed=wanted,
                result="mismatch",
                likely_cause=cause,
                cells=(ring,),
                unit=table.unit_text(measure),
                why_it_matters=_WHY_CROSSING,
            )
    checks.extend(found.values())


def _nothing_to_compare(cells: list[CellRef]) -> list[Problem]:
    if not cells:
        return []
    rows = sorted({row for row, _ in cells})
    named = ", ".join(map(str, rows[:5])) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")
    return [
        Problem(
            text=f"{len(cells)} printed figures (rows {named}) have no printed parts to be checked against.",
            row_no=rows[0],
            measure=cells[0][1],
            severity="note",
        )
    ]


def _shares(table: ImportTable) -> Iterator[Check]:
    """Percentages of totals, as the average of their lines' percentages weighted by net spend.

    Averaging shown percentages can be off by half a unit shown and no more, so one figure's
    allowance holds however many lines there are.
    """
    weights = table.of_role(Role.NET) or table.of_role(Role.GROSS)
    if not weights:
        return
    weight = weights[0]
    for share in table.of_role(Role.SHARE):
        every: list[TableRow] = []
        block: list[TableRow] = []
        for row in table.rows:
            if row.row_type is RowType.LINE:
                every.append(row)
                block.append(row)
            elif row.row_type in (RowType.SUBTOTAL, RowType.TOTAL):
                covered = block if row.row_type is RowType.SUBTOTAL else every
                check = _share_check(table, row, covered, share.name, weight.name)
                if check is not None:
                    yield check
                block = []


def _share_check(
    table: ImportTable, row: TableRow, covered: list[TableRow], share: str, weight: str
) -> Check | None:
    printed = row.value(share)
    pairs = [
        (w, s) for r in covered if (w := r.value(weight)) is not None and (s := r.value(share)) is not None
    ]
    base = sum((w for w, _ in pairs), Decimal(0))
    if printed is None or not base:
        return None
    measure = table.measure(share)
    computed = (sum((w * s for w, s in pairs), Decimal(0)) / base).quantize(_THOUSANDTH, ROUND_HALF_UP)
    shown = step(measure.decimals)
    allowed = tolerance((shown,), shown)
    result = judge(printed, computed, allowed)
    cause = ""
    if result == "rounding":
        cause = rounding_words(1, shown, allowed)
    elif result == "mismatch":
        plain = sum((s for _, s in pairs), Decimal(0)) / len(pairs)
        cause = (
            "It is the plain average of the lines, not weighted by what each spends."
            if abs(plain - printed) <= allowed
            else "Weighted by what each spends the lines give another share; compare them with the source."
        )
    return Check(
        check=f"{row.label} v share of {len(pairs)} lines weighted by "
        f"{table.measure(weight).heading}: {measure.heading}",
        printed=printed,
        computed=computed,
        result=result,
        likely_cause=cause,
        cells=((row.row_no, share),),
        unit="percent",
        why_it_matters="" if result == "ok" else _WHY_SHARE,
    )
