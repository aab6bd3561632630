"""Scenarios side by side: what each plan comes to beside today, line by line, and which lines differ.

Holds values as people read them; it decides nothing and changes nothing. Money is pounds a year unless
a line says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.chart.number import one_decimal
from stewardship_desktop.domain.star.check import broken_rules
from stewardship_desktop.domain.star.model import chosen_ids, current_ids
from stewardship_desktop.domain.star.moves import Ledger, OrganisationNet, Share
from stewardship_desktop.domain.star.option import people_who_benefit
from stewardship_desktop.domain.star.problem import Portfolio, evaluate
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import rule_words
from stewardship_desktop.domain.star.session import ACUITY_WORDS, Measure, StarOption

RESOURCES = (
    (Measure.WTE, "wte", "wte_limit"),
    (Measure.SESSIONS, "Sessions a week", "sessions_limit"),
    (Measure.BEDS, "Beds", "beds_limit"),
)


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One thing to compare. `today` and `values` (one a scenario, in their order) are words.

    `differs`: the plans are not all alike. `changed`: they are alike, and another thing than today.
    """

    id: str
    name: str
    today: str
    values: tuple[str, ...]
    differs: bool
    changed: bool

    @property
    def mark(self) -> str | None:
        """ "differs", "changed", or None."""
        return "differs" if self.differs else "changed" if self.changed else None


def plan_lines(reckoning: Reckoning) -> tuple[PlanLine, ...]:
    """Money, gain, people, resources, organisations, settings and rules of every scenario."""
    records = reckoning.records
    scenarios = records.scenarios
    ledgers = [reckoning.ledgers[each.id] for each in scenarios]
    plans = [evaluate(reckoning.problem, chosen_ids(records, each)) for each in scenarios]
    now = evaluate(reckoning.problem, current_ids(records))
    problem = reckoning.problem
    found = [
        _amounts(
            "cost", "Cost a year", problem.cost_of(now.cost), [problem.cost_of(each.cost) for each in plans]
        ),
        _of("net", "Change of spend a year", "", ledgers, lambda each: signed_money(each.net)),
        _of("left", "Left of the envelope", "", ledgers, left_words),
        _of("freed", "Cash released a year", "", ledgers, lambda each: short_money(each.freed)),
        _of("spent", "Cash spent a year", "", ledgers, lambda each: short_money(each.spent)),
        _of("time", "Frees time, not cash", "", ledgers, lambda each: short_money(each.productivity)),
        _of("once", "of which not recurrent", "", ledgers, lambda each: signed_money(each.non_recurrent)),
        _of("in_year", "Change of spend this year", "", ledgers, lambda each: in_year_words(records, each)),
        _of("stranded", "Stranded cost not covered", "", ledgers, lambda each: short_money(each.uncovered)),
        _gains(reckoning, now, plans),
        _people(reckoning),
    ]
    found += _resources(reckoning)
    found += _organisations(ledgers)
    found += _settings(ledgers)
    found.append(_rules(reckoning, now, plans))
    return tuple(found)


def left_words(ledger: Ledger) -> str:
    """ "£12k left", "£5k over" or "balanced"."""
    if not ledger.left:
        return "balanced"
    return f"{short_money(abs(ledger.left))} {'left' if ledger.left > 0 else 'over'}"


def in_year_change(records: SessionRecords, ledger: Ledger) -> int | None:
    """What the plan changes of this year's spend, whole pounds; None where none moved has an in-year cost.

    An option without one counts with its full year. Cash counts as in the ledger: a saving that is not
    cash-releasing frees nothing.
    """
    moved = [side for move in ledger.moves for side in (move.before, move.after) if side is not None]
    if all(records.best(option.id, Measure.IN_YEAR_COST) is None for option in moved):
        return None

    def amount(option: StarOption | None) -> Decimal:
        if option is None:
            return Decimal(0)
        best = records.best(option.id, Measure.IN_YEAR_COST)
        full = records.best(option.id, Measure.COST)
        found = best if best is not None else full or Decimal(0)
        return found if option.current or option.cash_releasing else max(found, Decimal(0))

    total = Decimal(0)
    for move in ledger.moves:
        old, fresh = amount(move.before), amount(move.after)
        held = move.before is not None and not move.before.cash_releasing and old > 0
        total += fresh - (max(Decimal(0), min(fresh, old)) if held else old)
    return int(total) + ledger.synergy + ledger.not_done


def in_year_words(records: SessionRecords, ledger: Ledger) -> str:
    """ "−£20k", or that no in-year cost is known, so that a full year counts."""
    change = in_year_change(records, ledger)
    return "as a full year" if change is None else signed_money(change)


def pressure_words(each: OrganisationNet) -> str:
    """ "cost pressure £60k", or nothing where the organisation is left with none."""
    return f"cost pressure {short_money(each.pressure)}" if each.pressure > 0 else ""


def setting_words(share: Share) -> str:
    """ "Community clinic (2, primary and community care)"."""
    return share.name if share.acuity is None else f"{share.name} ({ACUITY_WORDS[share.acuity]})"


def _line(line_id: str, name: str, today: str, values: Iterable[str]) -> PlanLine:
    told = tuple(values)
    differs = len(set(told)) > 1
    changed = bool(today) and not differs and any(value != today for value in told)
    return PlanLine(id=line_id, name=name, today=today, values=told, differs=differs, changed=changed)


def _of(
    line_id: str, name: str, today: str, ledgers: Sequence[Ledger], words: Callable[[Ledger], str]
) -> PlanLine:
    return _line(line_id, name, today, (words(each) for each in ledgers))


def _amounts(line_id: str, name: str, today: Fraction, values: Sequence[Fraction]) -> PlanLine:
    return _line(line_id, name, short_money(today), (short_money(value) for value in values))


def _number(value: Fraction) -> str:
    return one_decimal(Decimal(value.numerator) / Decimal(value.denominator))


def _gains(reckoning: Reckoning, now: Portfolio, plans: Sequence[Portfolio]) -> PlanLine:
    gains = (_number(reckoning.problem.gain_of(each.gain)) for each in plans)
    return _line("gain", "Gain a year", _number(reckoning.problem.gain_of(now.gain)), gains)


def _people(reckoning: Reckoning) -> PlanLine:
    def reached(ids: Iterable[str]) -> str:
        known = (people_who_benefit(reckoning.options[each]) for each in ids)
        return _number(sum((each for each in known if each is not None), Fraction(0)))

    records = reckoning.records
    values = (reached(chosen_ids(records, each)) for each in records.scenarios)
    return _line("people", "People who benefit a year", reached(current_ids(records)), values)


def _resources(reckoning: Reckoning) -> list[PlanLine]:
    """wte, sessions and beds where any option takes some or the session limits them."""
    records = reckoning.records
    found = []
    for measure, name, field in RESOURCES:
        limit: Decimal | None = getattr(records.session, field)
        known = {each.id: records.best(each.id, measure) for each in records.active}
        if limit is None and not any(known.values()):
            continue
        values = (_used(chosen_ids(records, each), known, limit) for each in records.scenarios)
        today = _used(current_ids(records), known, None)
        found.append(_line(measure.value, name, today, values))
    return found


def _used(ids: Iterable[str], known: dict[str, Decimal | None], limit: Decimal | None) -> str:
    used = sum((known[each] or Decimal(0) for each in ids), Decimal(0))
    words = f"{used.normalize():f}"
    if limit is None:
        return words
    over = ", over the limit" if used > limit else ""
    return f"{words} of {limit.normalize():f}{over}"


def _organisations(ledgers: Sequence[Ledger]) -> list[PlanLine]:
    names = {each.organisation_id: each.name for ledger in ledgers for each in ledger.organisations}

    def words(ledger: Ledger, organisation_id: str) -> str:
        for each in ledger.organisations:
            if each.organisation_id == organisation_id:
                said = [signed_money(each.net), pressure_words(each)]
                return "; ".join(part for part in said if part)
        return "£0"

    return [
        _line(f"organisation:{key}", f"{name}, net", "", (words(each, key) for each in ledgers))
        for key, name in sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))
    ]


def _settings(ledgers: Sequence[Ledger]) -> list[PlanLine]:
    keys: dict[tuple[int, str], str] = {}
    for ledger in ledgers:
        for share in ledger.settings:
            acuity = "" if share.acuity is None else f" (acuity {share.acuity})"
            keys[(share.acuity or 9, share.name)] = f"{share.name}{acuity}"

    def net(ledger: Ledger, key: tuple[int, str]) -> str:
        return signed_money(sum(each.net for each in ledger.settings if (each.acuity or 9, each.name) == key))

    return [
        _line(f"setting:{key[0]}:{key[1]}", f"{words}, net", "", [net(each, key) for each in ledgers])
        for key, words in sorted(keys.items(), key=lambda one: one[0])
    ]


def _rules(reckoning: Reckoning, now: Portfolio, plans: Sequence[Portfolio]) -> PlanLine:
    names: dict[str, Any] = {each.id: each.name for each in reckoning.records.options}

    def broken(portfolio: Portfolio) -> str:
        rules = broken_rules(reckoning.problem, portfolio)
        return "; ".join(rule_words(each, lambda one: names.get(one, one)) for each in rules) or "none"

    return _line("rules", "Rules it breaks", broken(now), (broken(each) for each in plans))


def option_words(chosen: Sequence[bool], *, current: bool) -> str:
    """Whether the plans part over an option: "differs", "changed" (all alike, unlike today) or ""."""
    if len(set(chosen)) > 1:
        return "differs"
    return "changed" if chosen and chosen[0] is not current else ""
