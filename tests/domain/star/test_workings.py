"""The workings of a plan add up, and say where each figure comes from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from stewardship_desktop.domain.star.reckoning import reckon
from stewardship_desktop.domain.star.workings import HEADER, cash_words, workings
from tests.domain.star.test_plans import RECORDS


def test_every_amount_of_the_balance_is_there() -> None:
    reckoning = reckon(RECORDS)
    rows = workings(reckoning, RECORDS.scenarios[1])
    assert {len(row) for row in rows} == {len(HEADER)}
    found = {row[:3]: row[3] for row in rows}
    assert found["released", "Ward", "cost"] == "-60000"
    assert found["added", "Home", "cash"] == "50000"
    assert found["total", "left of the envelope", ""] == "10000"
    assert found["organisation", "TA", "cost pressure"] == "10000"
    assert found["option", "Home", "Gain"] == "30"
    assert ("session", "probability of success", "applied") in found
    moves = [row for row in rows if row[0] in ("released", "added") and row[2] == "cash"]
    assert sum(Decimal(row[3]) for row in moves) == Decimal(found["total", "change of spend, full year", ""])
    assert any(row[0] == "warning" and "cost pressure" in row[1] for row in rows)
    gain = next(row for row in rows if row[:3] == ("option", "Home", "Gain"))
    assert gain[5] == "100 x 30/100 x 1 = 30 full-benefit equivalents a year"


def test_a_saving_that_is_not_cash_says_so() -> None:
    held = replace(RECORDS, options=(replace(RECORDS.options[0], cash_releasing=False), RECORDS.options[1]))
    ledger = reckon(held).ledgers["b"]
    assert [cash_words(move) for move in ledger.released] == ["frees time, not cash"]
    assert [cash_words(move) for move in ledger.added] == ["cash"]
