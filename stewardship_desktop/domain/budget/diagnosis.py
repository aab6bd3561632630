"""Why a printed figure may differ from what the others make of it: general guesses, never repairs.

Each function looks at numbers only. A guess is worded as one, and says which figure would agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from stewardship_desktop.domain.amount import format_number
from stewardship_desktop.domain.budget.findings import CellRef, step
from stewardship_desktop.domain.budget.relations import Relation, Term
from stewardship_desktop.domain.budget.table import ImportTable, RowType

# Below this many digits a repeated or one-digit-off figure is likely to be chance.
_LEAST_DIGITS = 3
# Up to this many parts a part left out is looked for within rounding; beyond, only exactly.
_FEW_TERMS = 5
_ONE_PER_CENT = Decimal("0.01")


class Guess(NamedTuple):
    """A likely cause in a sentence, and the cells that it points at."""

    text: str
    cells: tuple[CellRef, ...] = ()


def rounding_words(count: int, shown: Decimal, allowed: Decimal) -> str:
    """Why a small difference is expected."""
    figures = "figure" if count == 1 else "figures"
    return (
        f"Rounding: {count} {figures} shown to the nearest {shown:f}, "
        f"so up to {allowed.normalize():f} either way is expected."
    )


def explain(
    table: ImportTable, relation: Relation, printed: Decimal, computed: Decimal, terms: Sequence[Term]
) -> Guess:
    """The likeliest cause of a mismatch in a table. `terms` are those with a figure."""
    shown = step(table.measure(relation.measure).decimals)
    for guess in (
        sign_flipped(printed, computed),
        _repeated(table, relation, printed),
        _one_term(relation, printed, computed, terms, shown),
        unit_slip(printed, computed),
        half_or_double(printed, computed),
        digit_slip(printed, computed),
        _blank_part(relation, terms),
        _multiple_of_nine(printed - computed, shown),
    ):
        if guess is not None:
            return guess
    gap = format_number(abs(printed - computed))
    return Guess(f"No single slip explains the difference of {gap}; compare the row with its source.")


def sign_flipped(printed: Decimal, computed: Decimal) -> Guess | None:
    """The same figure with the other sign."""
    if printed and printed == -computed:
        return Guess(f"The sign is the other way round: {format_number(computed)} would agree.")
    return None


def unit_slip(printed: Decimal, computed: Decimal) -> Guess | None:
    """One figure is a thousand times the other, give or take half a per cent."""
    if not printed or not computed:
        return None
    ratio = printed / computed
    for factor, words in ((1000, "a thousand"), (1_000_000, "a million")):
        for found, way in ((ratio / factor, "too large"), (ratio * factor, "too small")):
            if abs(found - 1) <= Decimal("0.005"):
                return Guess(f"The printed figure is {words} times {way}: a slip between units.")
    return None


def half_or_double(printed: Decimal, computed: Decimal) -> Guess | None:
    """One figure is twice the other within one per cent: often two periods."""
    if not printed or not computed:
        return None
    ratio = printed / computed
    if abs(ratio - 2) <= 2 * _ONE_PER_CENT:
        return Guess("The printed figure is about twice the other: half a year against a full year?")
    if abs(ratio - Decimal("0.5")) <= _ONE_PER_CENT / 2:
        return Guess("The printed figure is about half the other: half a year against a full year?")
    return None


def digit_slip(printed: Decimal, computed: Decimal) -> Guess | None:
    """Two neighbouring digits swapped, or one digit different."""
    kind = _digits_differ(printed, computed)
    if kind:
        return Guess(f"{kind}: {format_number(printed)} for {format_number(computed)}.")
    return None


def digits_word(printed: Decimal, other: Decimal) -> str:
    """ ", one digit differs" or the like to follow a figure; "" when neither slip fits."""
    kind = _digits_differ(printed, other)
    return f" ({kind[0].lower()}{kind[1:]})" if kind else ""


def _digits_differ(one: Decimal, other: Decimal) -> str:
    decimals = max(_places(one), _places(other))
    a, b = (f"{abs(v).scaleb(decimals):.0f}" for v in (one, other))
    if len(a) != len(b) or len(a) < _LEAST_DIGITS or (one < 0) != (other < 0):
        return ""
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) == 1:
        return "One digit differs"
    if (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and a[apart[0]] == b[apart[1]]
        and a[apart[1]] == b[apart[0]]
    ):
        return "Two digits are swapped"
    return ""


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _repeated(table: ImportTable, relation: Relation, printed: Decimal) -> Guess | None:
    """The same figure stands in a row above it in the column, as when a cell was copied down by mistake."""
    if len(printed.normalize().as_tuple().digits) < _LEAST_DIGITS:
        return None
    for row in table.rows:
        if row is relation.row:
            break
        if row.value(relation.measure) == printed and (
            row.row_type is not RowType.LINE or relation.row.row_type is RowType.BALANCE
        ):
            return Guess(
                f"The cell repeats the figure of row {row.row_no}, '{row.label}'.",
                ((row.row_no, relation.measure),),
            )
    return None


def _one_term(
    relation: Relation, printed: Decimal, computed: Decimal, terms: Sequence[Term], shown: Decimal
) -> Guess | None:
    """One part left out, with its sign turned, or in another unit, would make the sum agree."""
    near = shown * (len(terms) - 1) / 2 if len(terms) <= _FEW_TERMS else Decimal(0)
    gap = computed - printed
    for wording, factor in (
        ("{total} agrees if '{label}' (row {row}, {value}) is left out", 1),
        ("{total} agrees if '{label}' (row {row}, {value}) has the other sign", 2),
        (
            "{total} agrees if '{label}' (row {row}, {value}) is a thousand times too small, a slip of units",
            -999,
        ),
        (
            "{total} agrees if '{label}' (row {row}, {value}) is a thousand times too large, a slip of units",
            Decimal("0.999"),
        ),
    ):
        hits = [t for t in terms if t.value and abs(gap - t.value * factor) <= near]
        if factor == 1 and len(terms) == 2:
            # Leaving out one of two parts only says that the figure repeats the other.
            hits = []
        if 1 <= len(hits) <= 2:
            # What the sum comes to then, which may be the printed figure or a rounding away from it.
            first = hits[0]
            total = computed - (first.value or Decimal(0)) * factor
            sentence = wording.format(
                total=_agrees(printed, total),
                label=first.row.label if not relation.along_row else first.measure,
                row=first.row.row_no,
                value=format_number(first.row.value(first.measure) or Decimal(0)),
            )
            return Guess(sentence + ".", tuple((t.row.row_no, t.measure) for t in hits))
    return None


def _agrees(printed: Decimal, total: Decimal) -> str:
    return "It" if printed == total else f"Within rounding ({format_number(total)}) it"


def _blank_part(relation: Relation, terms: Sequence[Term]) -> Guess | None:
    blank = [t for t in relation.terms if t.value is None]
    if not blank or len(terms) == len(relation.terms):
        return None
    return Guess(
        f"{len(blank)} of the {len(relation.terms)} cells that make it up are blank and count as nothing.",
        tuple((t.row.row_no, t.measure) for t in blank[:12]),
    )


def _multiple_of_nine(gap: Decimal, shown: Decimal) -> Guess | None:
    steps = gap / shown
    if steps == steps.to_integral_value() and steps % 9 == 0:
        return Guess("The difference is a multiple of 9, as when two digits of one figure are swapped.")
    return None


class Crossing(NamedTuple):
    """A cell whose change by `change` would put right both a row and a column that don't agree."""

    term: Term
    change: Decimal
    row_relation: int
    column_relation: int


def crossings(failing: Sequence[tuple[Relation, Decimal, Decimal]]) -> Iterable[Crossing]:
    """Cells that would balance a failing row and a failing column at once.

    Each entry is a relation, its difference (printed less computed) and what is allowed as
    rounding. A cell that counts k times in a relation closes a difference d when it changes by d/k.
    """
    columns: dict[CellRef, list[tuple[int, int]]] = {}
    for number, (relation, _, _) in enumerate(failing):
        if not relation.along_row:
            for term in _with_printed(relation):
                columns.setdefault((term.row.row_no, term.measure), []).append((number, term.sign))
    for number, (relation, gap, _) in enumerate(failing):
        if not relation.along_row or not columns:
            continue
        for term in _with_printed(relation):
            for other, sign in columns.get((term.row.row_no, term.measure), ()):
                change = gap / term.sign
                _, other_gap, allowed = failing[other]
                if abs(other_gap - change * sign) <= min(allowed, abs(change) / 10):
                    yield Crossing(term, change, number, other)


def _with_printed(relation: Relation) -> Iterable[Term]:
    yield from relation.terms
    yield Term(relation.row, relation.measure, -1)
