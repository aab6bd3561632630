"""What a session's answers hang on, step by step, and drawn by its seed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from stewardship_desktop.application.commands import star
from stewardship_desktop.application.star_sensitivity import BEST, IN_ORDER, answers_of, draw, inputs_of
from stewardship_desktop.domain.star.draws import FUNDED_DRAWS, RANK_DRAWS
from stewardship_desktop.domain.star.flips import Altered
from stewardship_desktop.domain.star.session import Measure
from tests.support.star_sessions import SmallSession, small_session
from tests.support.workspaces import act, open_new


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SmallSession]:
    with open_new(tmp_path) as opened:
        yield small_session(
            SimpleNamespace(opened=opened, act=lambda command, *a, **n: act(opened, command, *a, **n))
        )


def quiet(_share: float | None, _words: str) -> None:
    pass


def test_flips_of_all_three_answers_and_a_bar_for_the_only_range(room: SmallSession) -> None:
    reckoning = room.reckoning()
    told: list[float | None] = []
    answers = answers_of(reckoning, lambda share, _words: told.append(share))
    assert {one.altered for one in answers.flips} == set(Altered)
    assert [one.change for one in answers.flips] == sorted(one.change for one in answers.flips)
    (bar,) = answers.bars[BEST]
    assert (bar.option_id, bar.measure) == (room.options["ward"], Measure.COST)
    # The budget is fixed at today's 110k: without the ward the best plan takes all three others.
    assert reckoning.best is not None
    assert answers.at_best[BEST] == reckoning.problem.gain_of(reckoning.best.gain)
    assert answers.at_best[IN_ORDER] == sum(one.gain for one in reckoning.in_order(reckoning.budget))
    shares = [share for share in told if share is not None]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] < 1


def test_draws_repeat_by_their_seed(room: SmallSession) -> None:
    first, again = (draw(room.reckoning(), quiet) for _ in range(2))
    assert first == again
    assert first.ranks.draws == RANK_DRAWS
    assert first.funded is not None
    assert first.funded.done == FUNDED_DRAWS
    act_ = room.workspace.act
    act_(star.edit_session, room.session_id, {"seed": 2})
    other = draw(room.reckoning(), quiet)
    assert other.ranks.seed == 2
    self_help = room.options["self-help"]
    assert other.ranks.share(self_help, 1) == 1


def test_answers_stay_good_while_what_they_come_from_does(room: SmallSession) -> None:
    before = inputs_of(room.reckoning())
    act_ = room.workspace.act
    act_(star.edit_session, room.session_id, {"name": "Another name", "seed": 7})
    assert inputs_of(room.reckoning()) == before
    high = {"high": Decimal(95_000)}
    act_(star.set_estimate, room.session_id, room.options["ward"], Measure.COST, high)
    assert inputs_of(room.reckoning()) != before
