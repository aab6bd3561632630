"""Random acts on a session: it can always be worked out, and undo and redo lead there and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.application.commands import star, star_plan, workshop
from stewardship_desktop.application.commands.star import OptionEdit
from stewardship_desktop.application.commands.workshop import ScoreEntry, Verdict
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.plans import plan_lines
from stewardship_desktop.domain.star.readiness import readiness
from stewardship_desktop.domain.star.reckoning import AT_ONCE, Reckoning, reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.scores import split_options, spread_of
from stewardship_desktop.domain.star.session import BenefitScale, Equity, Measure, Mode, OptionKind
from stewardship_desktop.domain.star.verdict import absent, shift_words, verdict, warnings
from stewardship_desktop.domain.star.working import working
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.store.queries.star import session_records
from tests.support.star_sessions import small_session
from tests.support.stores import contents, differences
from tests.support.stores import working as new_workspace

NAMES = ("", "Clinic", "clinic ", "a+b", "=1+1", "x" * 10_000, "two\nlines", "\u05e9\u05dc\u05d5\u05dd", "9")
FIGURES = (None, *map(Decimal, ("0", "-1", "0.2", "1", "100", "-100", "101", "-60000", "1E5", "1E30", "0.5")))
POUNDS = (0, 1, -1, 50_000, 10**20)
DAY = date(2023, 3, 16)


class Room:
    """Draws an act on what is there and does it; what is refused is refused whole, in words."""

    def __init__(self, opened: OpenedWorkspace, session_id: str) -> None:
        self.opened, self.session_id = opened, session_id

    def records(self) -> SessionRecords:
        found = self.opened.read(session_records, self.session_id)
        assert found is not None
        return found

    def act(self, data: st.DataObject) -> None:
        """One act; a refused one leaves everything as it was."""
        found = self.records()
        before = contents(self.opened)
        pick = Picks(data, found)
        what = data.draw(st.sampled_from(sorted(ACTS)))
        try:
            self.opened.act(ACTS[what], self.session_id, *ARGUMENTS[what](pick), reason=pick.word()).result()
        except UserFixable:
            assert contents(self.opened) == before


class Picks:
    """Options, seats and scenarios that are there, or now and then one that has gone."""

    def __init__(self, data: st.DataObject, records: SessionRecords) -> None:
        self._data = data
        self.options = [each.id for each in records.options] + ["gone"]
        self.seats = [each.id for each in records.seats] + ["gone"]
        self.scenarios = [each.id for each in records.scenarios]
        self.rules = [each.id for each in records.rules] + ["gone"]

    def one(self, things: Any) -> Any:
        return self._data.draw(st.sampled_from(list(things)))

    def some(self, things: list[str], most: int = 3) -> list[str]:
        return self._data.draw(st.lists(st.sampled_from(things), max_size=most, unique=True))

    def word(self) -> str:
        return str(self.one(("", "Because")))

    def option_row(self) -> dict[str, Any]:
        figures = {each.value: self.one(FIGURES) for each in Measure}
        return {
            **figures, "name": self.one(NAMES), "kind": self.one(OptionKind),
            "current": self.one((True, False)),
            "service": self.one(("", "S")), "cash_releasing": self.one((True, False)),
            "cost_not_done": self.one(POUNDS), "acuity": self.one((None, 1, 5, 6)),
        }  # fmt: skip

    def score(self) -> ScoreEntry:
        return ScoreEntry(
            seat_id=self.one(self.seats), option_id=self.one(self.options), round=self.one((1, 2, 3)),
            score=self.one((None, 0, 40, 100, -100, 101)), no_view=self.one((True, False)),
        )  # fmt: skip

    def settings(self) -> dict[str, Any]:
        return dict(
            [
                self.one(
                    (
                        ("envelope", -50_000), ("envelope", 10**20), ("mode", Mode.GROWTH), ("band", 1),
                        ("mode", Mode.REALLOCATE), ("band", 100), ("band", 101), ("apply_success", False),
                        ("in_year_limit", 0), ("wte_limit", Decimal("0.5")), ("beds_limit", Decimal(-1)),
                        ("equity", Equity.WEIGHT), ("equity", Equity.ATKINSON),
                        ("core20_health", Decimal(51)),
                        ("rest_health", Decimal(63)), ("benefit_scale", BenefitScale.CRITERIA),
                        ("benefit_scale", BenefitScale.SINGLE), ("name", "x" * 500), ("seed", -1),
                    )
                )
            ]
        )  # fmt: skip


ACTS: Mapping[str, Callable[..., Any]] = {
    "add": star.add_options, "edit": star.edit_options, "range": star.set_estimate, "pay": star.set_effect,
    "park": star.park, "take up": star.take_up, "move": star.move_option, "merge": star.merge_options,
    "remove": star.remove_options, "rule": star_plan.add_rule, "no rule": star_plan.remove_rules,
    "plan": star_plan.add_scenario, "no plan": star_plan.remove_scenario, "choose": star_plan.choose,
    "fund": star_plan.set_funding, "set": star.edit_session, "seat": workshop.add_seats,
    "no seat": workshop.remove_seats, "withdraw": partial(workshop.declare_interest, withdrawn=True),
    "score": workshop.give_scores,
    "reveal": workshop.reveal, "agree": workshop.agree_benefits, "lock": workshop.lock,
    "unlock": workshop.unlock,
}  # fmt: skip
ARGUMENTS: Mapping[str, Callable[[Picks], tuple[Any, ...]]] = {
    "add": lambda p: ([p.option_row()],),
    "edit": lambda p: ([OptionEdit(p.one(p.options), p.one(Measure), p.one(FIGURES)) for _ in range(2)],),
    "range": lambda p: (
        p.one(p.options), p.one(Measure), {end: p.one(FIGURES) for end in ("low", "best", "high")},
    ),
    "pay": lambda p: (
        p.one(p.options), "trust", {"pays": p.one(POUNDS), "stranded": 9, "stranded_covered": p.one(POUNDS)},
    ),
    "park": lambda p: (p.some(p.options), "later"),
    "take up": lambda p: (p.some(p.options),),
    "move": lambda p: (p.one(p.options), p.one((-1, 1, 99))),
    "merge": lambda p: (p.one(p.options), p.one(p.options)),
    "remove": lambda p: (p.some(p.options, 2),),
    "rule": lambda p: (
        {"kind": p.one(RuleKind), "members": tuple(p.some(p.options)), "quantity": p.one((0, 1, 2)),
         "cost": p.one(POUNDS)},
    ),
    "no rule": lambda p: (p.some(p.rules, 2),),
    "plan": lambda p: (p.one(NAMES), p.one((None, *p.scenarios))),
    "no plan": lambda p: (p.one(p.scenarios),),
    "choose": lambda p: (p.one(p.scenarios), {each: p.one((True, False)) for each in p.some(p.options)}),
    "fund": lambda p: (p.one(p.scenarios), p.one(("trust", "gone")), p.one((None, *POUNDS))),
    "set": lambda p: (p.settings(),),
    "seat": lambda p: ([{"role": p.one(NAMES)} for _ in range(3)],),
    "no seat": lambda p: (p.some(p.seats, 2),),
    "withdraw": lambda p: (p.one(p.seats), p.one(p.options), "Runs it"),
    "score": lambda p: ([p.score() for _ in range(3)],),
    "reveal": lambda p: (p.some(p.options, 2), p.one((1, 2))),
    "agree": lambda p: (p.some(p.options, 2),),
    "lock": lambda p: (
        Verdict(
            scenario_id=p.one((None, *p.scenarios)), outcome=p.one(Outcome), reason=p.word(),
            balance_reason=p.word(),
        ),
        DAY,
    ),
    "unlock": lambda p: (),
}  # fmt: skip


def read_everywhere(reckoning: Reckoning) -> None:
    """What tables, panels and sheets ask of a session: none of it may fail."""
    found, applied = reckoning.records, reckoning.records.session.apply_success
    plan_lines(reckoning)
    readiness(reckoning, conflicts_asked=True)
    split_options(found)
    assert {option.id for option, _ in reckoning.missing} <= {option.id for option in found.active}
    assert reckoning.best is None or reckoning.best.gain >= 0
    for ledger in reckoning.ledgers.values():
        assert verdict(ledger)
        warnings(found, ledger)
        shift_words(ledger)
        absent(found, ledger)
    for option in found.active:
        assert working(reckoning.options[option.id], apply_success=applied)
        for round_ in (1, 2):
            spread = spread_of(found, option.id, round_)
            assert (spread.median is None) == (spread.n == 0)


@settings(max_examples=20)
@given(data=st.data())
def test_a_session_holds_whatever_is_done_to_it(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with new_workspace(tmp_path_factory.getbasetemp()) as opened:
        made = small_session(
            SimpleNamespace(opened=opened, act=lambda c, *a, **n: opened.act(c, *a, **n).result().result)
        )
        room = Room(opened, made.session_id)
        start, before = contents(opened), opened.undo_state()
        for _ in range(data.draw(st.integers(1, 12))):
            room.act(data)
            read_everywhere(reckon(room.records(), work=AT_ONCE))
        end, steps = contents(opened), 0
        while contents(opened) != start and opened.undo_state() != before:
            opened.undo().result()
            read_everywhere(reckon(room.records(), work=AT_ONCE))
            steps += 1
        assert contents(opened) == start
        for _ in range(steps):
            opened.redo().result()
        assert contents(opened) == end
        assert differences(opened) == []
