"""The workings of a plan as one table for a finance partner: what every amount on the balance is made of.

Rows of (section, item, detail, amount, unit, note); amounts are plain digits with a minus sign, so that
a spreadsheet adds them up. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from stewardship_desktop.domain.star.model import chosen_ids, equity_weight, letter, lettered
from stewardship_desktop.domain.star.moves import Ledger, Move
from stewardship_desktop.domain.star.option import gain, people_who_benefit
from stewardship_desktop.domain.star.plans import in_year_change, setting_words
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import Measure, StarScenario
from stewardship_desktop.domain.star.verdict import shift_words, verdict, warnings
from stewardship_desktop.domain.star.working import gain_working, value_working

HEADER = ("section", "item", "detail", "amount", "unit", "note")
POUNDS = "£ a year"
Row = tuple[str, str, str, str, str, str]


def workings(reckoning: Reckoning, scenario: StarScenario) -> tuple[Row, ...]:
    """Every amount of a scenario's balance: session, options with figures and sources, moves, net effects."""
    ledger = reckoning.ledgers[scenario.id]
    return (
        *_session(reckoning, scenario),
        *_options(reckoning, scenario),
        *_moves("released", ledger.released),
        *_moves("added", ledger.added),
        *_totals(reckoning, ledger),
        *_net_effects(ledger),
        *(("warning", words, "", "", "", "") for words in warnings(reckoning.records, ledger)),
    )


def _session(reckoning: Reckoning, scenario: StarScenario) -> Iterable[Row]:
    records = reckoning.records
    session = records.session
    yield "session", "name", session.name, "", "", _illustrative(reckoning)
    yield "session", "plan", lettered(letter(scenario, records), scenario.name), "", "", scenario.note
    yield "session", "period", session.period, "", "", session.price_base
    applied = "applied" if session.apply_success else "not applied"
    yield "session", "probability of success", applied, "", "", ""
    weight = equity_weight(session)
    if weight is not None:
        yield "session", "weight of the most deprived fifth", session.equity.value, _plain(weight), "", ""
    yield "session", "verdict", verdict(reckoning.ledgers[scenario.id]), "", "", ""


def _illustrative(reckoning: Reckoning) -> str:
    return "illustrative figures" if reckoning.records.session.illustrative else ""


def _options(reckoning: Reckoning, scenario: StarScenario) -> Iterable[Row]:
    records = reckoning.records
    chosen = set(chosen_ids(records, scenario))
    success = records.session.apply_success
    for option in records.active:
        now, plan = ("yes" if held else "no" for held in (option.current, option.id in chosen))
        yield "option", option.name, f"today: {now}; plan: {plan}", "", "", option.kind.value
        for measure in Measure:
            estimate = records.estimate(option.id, measure)
            if estimate is None or estimate.best is None:
                continue
            ends = [_plain(end) for end in (estimate.low, estimate.high) if end is not None]
            said = [f"range {' to '.join(ends)}"] if ends else []
            said += [estimate.evidence.value, estimate.source]
            yield (
                "option", option.name, measure.heading, _plain(estimate.best), measure.unit,
                "; ".join(part for part in said if part.strip()),
            )  # fmt: skip
        one = reckoning.options[option.id]
        reached, gained = people_who_benefit(one), gain(one, apply_success=success)
        if reached is not None:
            yield "option", option.name, "People who benefit", _plain(reached), "people a year", ""
        if gained is not None:
            words = gain_working(one, apply_success=success)
            yield "option", option.name, "Gain", _plain(gained), "full-benefit equivalents a year", words
        yield "option", option.name, "Value for money", "", "", value_working(one, apply_success=success)


def _moves(section: str, moves: Iterable[Move]) -> Iterable[Row]:
    for move in moves:
        yield section, move.words, "cost", str(move.cost), POUNDS, _kind(move)
        yield section, move.words, "cash", str(move.cash), POUNDS, ""
        yield section, move.words, "gain", _plain(move.gain), "full-benefit equivalents a year", ""


def _kind(move: Move) -> str:
    return f"{recurrent_words(move)}, {cash_words(move)}"


def recurrent_words(move: Move) -> str:
    """ "recurrent" or "not recurrent"."""
    return "recurrent" if move.recurrent else "not recurrent"


def cash_words(move: Move) -> str:
    """Whether a move is money: "cash", "frees time, not cash", "part cash"."""
    if move.cash == move.cost:
        return "cash"
    return "part cash" if move.cash < 0 else "frees time, not cash"


def _totals(reckoning: Reckoning, ledger: Ledger) -> Iterable[Row]:
    change = in_year_change(reckoning.records, ledger)
    for name, amount in (
        ("envelope", ledger.envelope), ("cash released", ledger.freed), ("cash spent", ledger.spent),
        ("change by synergies", ledger.synergy), ("change by costs of not doing", ledger.not_done),
        ("change of spend, full year", ledger.net), ("left of the envelope", ledger.left),
        ("frees time, not cash", ledger.productivity), ("of the change: recurrent", ledger.recurrent),
        ("of the change: not recurrent", ledger.non_recurrent),
        ("stranded cost not covered", ledger.uncovered),
        ("not placed with an organisation", ledger.not_placed),
    ):  # fmt: skip
        yield "total", name, "", str(amount), POUNDS, ""
    if change is not None:
        yield "total", "change of spend, this year", "", str(change), "£ this year", ""
    yield "total", "change of gain", "", _plain(ledger.gain), "full-benefit equivalents a year", ""
    yield "total", "acuity", shift_words(ledger), "", "", ""


def _net_effects(ledger: Ledger) -> Iterable[Row]:
    for each in ledger.organisations:
        for detail, amount in (
            ("pays", each.pays), ("saves", each.saves), ("net", each.net), ("stranded", each.stranded),
            ("stranded, not covered", each.uncovered), ("cost pressure", each.pressure),
        ):  # fmt: skip
            yield "organisation", each.name, detail, str(amount), POUNDS, ""
        moved = "" if each.funding is None else str(each.funding)
        note = "moves with the work" if each.funding is None else ""
        yield "organisation", each.name, "funding moved to it", moved, POUNDS, note
    for share in ledger.settings:
        yield "setting", setting_words(share), "net", str(share.net), POUNDS, ""
    for share in ledger.categories:
        yield "category", share.name, "net", str(share.net), POUNDS, ""


def _plain(value: Decimal | Fraction) -> str:
    """Plain digits, six decimals at most."""
    exact = Fraction(value)
    digits = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{digits.quantize(Decimal('0.000001'), ROUND_HALF_UP).normalize():f}"
