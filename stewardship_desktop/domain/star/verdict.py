"""What a plan's ledger comes to in words: one sentence for the room, and what to look at.

Plain sentences, no colour; every amount is pounds a year.
"""

from __future__ import annotations

from decimal import Decimal

from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.star.moves import Ledger, OrganisationNet
from stewardship_desktop.domain.star.records import SessionRecords


def verdict(ledger: Ledger) -> str:
    """ "Balanced: −£420k Trust A, +£300k Trust B; £60k of stranded cost is not covered." """
    if not ledger.moves and ledger.left == 0:
        return "Nothing moves: this is today's allocation."
    if ledger.left == 0:
        head = "Balanced"
    elif ledger.left > 0:
        head = f"Within the envelope, {short_money(ledger.left)} left to spend"
    else:
        head = f"Over the envelope by {short_money(-ledger.left)}"
    moved = [each for each in ledger.organisations if each.net]
    parts = [] if ledger.moves else ["nothing moves"]
    if moved:
        parts.append(", ".join(f"{signed_money(each.net)} {each.name}" for each in moved))
    if ledger.uncounted:
        many = len(ledger.uncounted)
        parts.append(f"{many} option{'s' if many > 1 else ''} without a cost not counted")
    if ledger.uncovered:
        parts.append(f"{short_money(ledger.uncovered)} of stranded cost is not covered")
    return f"{head}: {'; '.join(parts)}." if parts else f"{head}."


def warnings(records: SessionRecords, ledger: Ledger) -> tuple[str, ...]:
    """What the group should see before it agrees a plan, the gravest first; each one sentence."""
    found = [
        f"{each.name} is left with a cost pressure of {short_money(each.pressure)} a year by this plan."
        for each in ledger.organisations
        if each.pressure > 0
    ]
    found += [
        f"{each.name} is affected by this plan and has no seat in the room."
        for each in absent(records, ledger)
    ]
    if ledger.productivity:
        found.append(
            f"{short_money(ledger.productivity)} of what is released frees time or capacity, not cash."
        )
    if ledger.not_placed:
        found.append(f"{short_money(ledger.not_placed)} of the moves is not placed with an organisation.")
    if ledger.uncounted:
        names = ", ".join(option.name for option in ledger.uncounted)
        found.append(f"Moved without a cost, so not counted: {names}.")
    shift = _shift(ledger)
    if shift is not None and shift[1] > shift[0]:
        found.append("Money moves to higher acuity, not lower.")
    return tuple(found)


def shift_words(ledger: Ledger) -> str:
    """Whether money moves to lower acuity, in a sentence."""
    shift = _shift(ledger)
    if shift is None:
        return "The plan names no acuity for money on both sides."
    before, after = shift
    if before == after:
        return f"Money stays at the same acuity ({before})."
    where = "lower" if after < before else "higher"
    return f"Money moves to {where} acuity: from step {before} to {after} on average."


def _shift(ledger: Ledger) -> tuple[Decimal, Decimal] | None:
    """Both sides of the shift as they are read, so that nothing is said of a difference nobody sees."""
    if ledger.shift is None:
        return None
    lost, won = (
        (Decimal(side.numerator) / Decimal(side.denominator)).quantize(Decimal("0.1"))
        for side in ledger.shift
    )
    return lost, won


def absent(records: SessionRecords, ledger: Ledger) -> tuple[OrganisationNet, ...]:
    """The organisations that the plan affects and that have no present seat."""
    here = {seat.organisation_id for seat in records.seats if seat.present}
    return tuple(
        each
        for each in ledger.organisations
        if (each.pays or each.saves or each.stranded) and each.organisation_id not in here
    )
