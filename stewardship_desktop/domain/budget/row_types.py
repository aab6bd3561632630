"""What a row is, from its row_type text or its label; and what a line of a month report stands for.

The words are data in this module; a row type taken from a label is always reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.budget.findings import HALF, Problem, step
from stewardship_desktop.domain.budget.kinds import Kind
from stewardship_desktop.domain.budget.table import RowType, TableRow, shown_decimals

_WRITTEN: dict[str, RowType] = {
    "": RowType.LINE,
    "line": RowType.LINE,
    "detail": RowType.LINE,
    "subtotal": RowType.SUBTOTAL,
    "subtotal printed": RowType.SUBTOTAL,
    "sub total": RowType.SUBTOTAL,
    "total": RowType.TOTAL,
    "total printed": RowType.TOTAL,
    "grand total": RowType.TOTAL,
    "balance": RowType.BALANCE,
    "balance printed": RowType.BALANCE,
    "percent": RowType.PERCENT,
    "percent printed": RowType.PERCENT,
}
_PERCENT = re.compile(r"^(%|per\s?cent|percentage|pct)\b|^%")
_BALANCE = re.compile(r"\b(surplus|deficit|balance|under\s?spend|over\s?spend)\b")
_TOTAL = re.compile(r"^(grand |overall |system |sub-?\s?)?totals?\b|\btotals?$|^(gross|net) (?!zero)")
_SUBTOTAL = re.compile(r"^sub-?\s?total|^gross\b|\bsub-?\s?total$")


class LineRole(StrEnum):
    """What a row of a table with limits and balances stands for."""

    LIMIT = "limit"
    REIMBURSEMENT = "reimbursement"
    SPENDING = "spending"


_ROLES: tuple[tuple[re.Pattern[str], LineRole], ...] = (
    (
        re.compile(r"\b(resource limit|allocations?|funding limit|revenue limit|budget limit|cash limit)\b"),
        LineRole.LIMIT,
    ),
    (
        re.compile(r"\b(reimburse(ment|ments|d)|funding (due|outside|anticipated)|recharge income)\b"),
        LineRole.REIMBURSEMENT,
    ),
)


def written_row_type(text: str) -> RowType | None:
    """The row type that a row_type cell states, None when it is not a known one. Blank means line."""
    return _WRITTEN.get(re.sub(r"[\s_\-]+", " ", text.casefold()).strip())


def line_role(label: str, row_type: RowType) -> LineRole:
    """What a row of a month report stands for, by the words of its label."""
    words = " ".join(label.casefold().split())
    if row_type in (RowType.LINE, RowType.TOTAL, RowType.SUBTOTAL):
        for pattern, role in _ROLES:
            if pattern.search(words):
                return role
    return LineRole.SPENDING


def label_row_type(label: str, *, balances: bool) -> RowType:
    """The row type that a label's words suggest. Balances are looked for only where the kind has them."""
    words = " ".join(label.casefold().split())
    if _PERCENT.search(words):
        return RowType.PERCENT
    if balances and _BALANCE.search(words):
        return RowType.BALANCE
    if _SUBTOTAL.search(words):
        return RowType.SUBTOTAL
    return RowType.TOTAL if _TOTAL.search(words) else RowType.LINE


def infer_row_types(kind: Kind, rows: Sequence[TableRow]) -> tuple[tuple[TableRow, ...], tuple[Problem, ...]]:
    """Settle the row types of a file without a row_type column, and report each that is not a line.

    `rows` come with the types that their labels suggest one by one (`label_row_type`).
    In a table without balances, totals before the last one are subtotals of the lines above them;
    the last one is the total of everything, unless its figures agree only with the lines since the
    total before it.
    """
    typed = list(rows)
    if not kind.balances:
        totals = [i for i, r in enumerate(typed) if r.row_type in (RowType.TOTAL, RowType.SUBTOTAL)]
        for i in totals[:-1]:
            # Two totals one below the other, and no other: which of them counts is for a person to say.
            if len(totals) > 2 or any(r.row_type is RowType.LINE for r in typed[i:]):
                typed[i] = replace(typed[i], row_type=RowType.SUBTOTAL)
        if totals and typed[totals[-1]].row_type is RowType.SUBTOTAL and len(totals) == 1:
            typed[totals[0]] = replace(typed[totals[0]], row_type=RowType.TOTAL)
        if len(totals) > 1 and _closes_its_block_only(typed, totals):
            typed[totals[-1]] = replace(typed[totals[-1]], row_type=RowType.SUBTOTAL)
    found = [r for r in typed if r.row_type is not RowType.LINE]
    problems: tuple[Problem, ...] = ()
    if found:
        named = "; ".join(f"row {r.row_no} '{r.label}' as {_WORDS[r.row_type]}" for r in found[:8])
        more = f"; and {len(found) - 8} more" if len(found) > 8 else ""
        problems = (
            Problem(
                text=f"The file has no row_type column, so totals were told by their names: {named}{more}.",
                severity="note",
            ),
        )
    return tuple(typed), problems


_WORDS = {
    RowType.SUBTOTAL: "a subtotal",
    RowType.TOTAL: "a total",
    RowType.BALANCE: "a balance",
    RowType.PERCENT: "percentages",
    RowType.LINE: "a line",
}


def _closes_its_block_only(rows: Sequence[TableRow], totals: Sequence[int]) -> bool:
    """True when the last total agrees with the lines since the total before it and not with everything."""
    last, before = totals[-1], totals[-2]
    block = [r for r in rows[before + 1 : last] if r.row_type is RowType.LINE]
    every = [r for r in rows[:last] if r.row_type is RowType.LINE]
    agree_block = agree_every = 0
    for measure in rows[last].cells:
        printed = rows[last].value(measure)
        if printed is None:
            continue
        shown = step(shown_decimals(rows, measure))
        for lines, weight in ((block, 0), (every, 1)):
            values = [v for r in lines if (v := r.value(measure)) is not None]
            if values and abs(sum(values, Decimal(0)) - printed) <= HALF * shown * len(values):
                agree_block += 1 - weight
                agree_every += weight
    return agree_block > agree_every
