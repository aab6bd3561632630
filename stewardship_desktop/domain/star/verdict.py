"""What a plan's ledger comes to in words: one sentence for the room, and what to look at.

Plain sentences, no colour; every amount is pounds a year.
"""

from __future__ import annotations

from decimal import Decimal

from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.star.moves import Ledger, OrganisationNet
from stewardship_desktop.domain.star.plans import in_year_change
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
    # With it the parts add up to the balance: moves that nobody is named for, synergies, costs of not doing.
    nobody = ledger.net - sum(each.net for each in moved)
    sums = [f"{signed_money(each.net)} {each.name}" for each in moved]
    if nobody:
        sums.append(f"{signed_money(nobody)} not placed with an organisation")
    if sums:
        parts.append(", ".join(sums))
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
    found += _unfunded(records, ledger)
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
    beside = ledger.synergy + ledger.not_done
    if beside > 0:
        found.append(
            f"{short_money(beside)} that leaving options out or joining them costs is not placed with an "
            "organisation."
        )
    if ledger.uncounted:
        names = ", ".join(option.name for option in ledger.uncounted)
        found.append(f"Moved without a cost, so not counted: {names}.")
    shift = _shift(ledger)
    if shift is not None and shift[1] > shift[0]:
        found.append("Money moves to higher acuity, not lower.")
    return tuple(found)


def _unfunded(records: SessionRecords, ledger: Ledger) -> list[str]:
    """Pressure that a balance doesn't show: money that isn't there, or isn't there when it is needed."""
    found = []
    payers = ", ".join(each.name for each in ledger.organisations if each.net > 0)
    if ledger.moved is None and ledger.left < 0 and payers:
        found.append(
            f"{short_money(-ledger.left)} of the plan has no funding and would be left with {payers}."
        )
    if ledger.moved is not None and ledger.moved > ledger.envelope:
        more = short_money(ledger.moved - ledger.envelope)
        found.append(f"The funding moved to organisations is {more} more than there is to move.")
    lasting = min(ledger.recurrent - ledger.envelope, -ledger.non_recurrent)
    if lasting > 0:
        found.append(
            f"{short_money(lasting)} of recurrent cost is met from money that doesn't recur: a cost pressure "
            "from next year."
        )
    this_year = in_year_change(records, ledger)
    if this_year is not None and ledger.left >= 0 and this_year > ledger.envelope:
        found.append(
            f"The plan costs {short_money(this_year - ledger.envelope)} more than the envelope this year, "
            "though not in a full year."
        )
    return found


def shift_words(ledger: Ledger) -> str:
    """Whether money moves to lower acuity, in a sentence."""
    shift = _shift(ledger)
    if shift is None:
        return "Acuity is missing for what is less or what is more: no shift can be told."
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
