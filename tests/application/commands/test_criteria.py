"""A session's criteria: taken from the matrix, weighed, scored, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stewardship_desktop.application.commands import criteria as commands
from stewardship_desktop.application.commands import record, star
from stewardship_desktop.application.criteria_templates import investment_matrix
from stewardship_desktop.domain.criteria_set import Criterion
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.session import BenefitScale
from stewardship_desktop.store.queries.records import records
from tests.support.star_sessions import SmallSession, small_session
from tests.support.workspaces import act, open_new


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SmallSession]:
    with open_new(tmp_path) as opened:
        yield small_session(
            SimpleNamespace(opened=opened, act=lambda command, *a, **n: act(opened, command, *a, **n))
        )


def do(room: SmallSession, command: Any, *arguments: Any) -> Any:
    return room.workspace.act(command, room.session_id, *arguments)


def weights(room: SmallSession) -> dict[str, Decimal]:
    return {each.name: each.weight for each in room.reckoning().records.criteria}


def ids(room: SmallSession) -> list[str]:
    return [each.id for each in room.reckoning().records.criteria]


def test_the_matrix_is_copied_for_this_session(room: SmallSession) -> None:
    do(room, commands.use_template, investment_matrix())
    found = room.reckoning().records
    assert found.session.benefit_scale is BenefitScale.CRITERIA
    assert [each.weight for each in found.criteria] == [25, 15, 20, 20, 20]
    assert all(each.low and each.middle and each.high for each in found.criteria)
    before = ids(room)
    do(room, commands.use_template, investment_matrix())
    assert len(ids(room)) == 5
    assert not set(before) & set(ids(room))


def test_scores_make_the_benefit_once_all_are_there(room: SmallSession) -> None:
    do(room, commands.use_template, investment_matrix())
    ward = room.options["ward"]
    for criterion in ids(room)[:4]:
        do(room, commands.set_score, ward, criterion, {"score": 8})
    assert room.reckoning().options[ward].benefit is None
    do(room, commands.set_score, ward, ids(room)[4], {"score": 3})
    # 8 x 80% + 3 x 20% = 7 of 10
    assert room.reckoning().options[ward].benefit == 70
    do(room, commands.set_score, ward, ids(room)[4], {"reason": "No evidence yet"})
    kept = room.reckoning().records.criterion_scores[ward][ids(room)[4]]
    assert kept.score == 3
    assert kept.reason == "No evidence yet"
    do(room, commands.set_score, ward, ids(room)[4], {"score": None})
    assert room.reckoning().options[ward].benefit is None
    with pytest.raises(UserFixable, match="has no score yet"):
        do(room, commands.set_score, ward, ids(room)[4], {"reason": "Why"})


def test_weights_are_set_together_and_sum_to_100(room: SmallSession) -> None:
    do(room, commands.start_criteria, "Reach")
    assert weights(room) == {"Reach": 100}
    second = do(room, commands.add_criterion, "Ease")
    assert weights(room) == {"Reach": 100, "Ease": 0}
    first = ids(room)[0]
    with pytest.raises(UserFixable, match="sum to 90 per cent"):
        do(room, commands.set_weights, {first: Decimal(60), second: Decimal(30)})
    do(room, commands.set_weights, {first: Decimal(60), second: Decimal(40)})
    with pytest.raises(UserFixable, match="can't be set alone"):
        do(room, commands.edit_criteria, [record.FieldEdit(Criterion, first, "weight", Decimal(50))])
    with pytest.raises(UserFixable, match="a criterion ease already"):
        do(room, commands.add_criterion, " ease ")
    do(room, commands.edit_criteria, [record.FieldEdit(Criterion, second, "name", "Ease of change")])
    assert weights(room) == {"Reach": 60, "Ease of change": 40}


def test_a_removed_criterion_leaves_weights_that_sum_to_100(room: SmallSession) -> None:
    do(room, commands.use_template, investment_matrix())
    do(room, commands.remove_criterion, ids(room)[0])
    assert sum(weights(room).values()) == 100
    assert list(weights(room).values()) == [20, Decimal("26.7"), Decimal("26.7"), Decimal("26.6")]
    for criterion in ids(room)[1:]:
        do(room, commands.remove_criterion, criterion)
    with pytest.raises(UserFixable, match="only criterion"):
        do(room, commands.remove_criterion, ids(room)[0])


def test_no_more_than_eight(room: SmallSession) -> None:
    do(room, commands.use_template, investment_matrix())
    for number in range(3):
        do(room, commands.add_criterion, f"Further {number}")
    with pytest.raises(UserFixable, match="8 at most"):
        do(room, commands.add_criterion, "One too many")


def test_a_session_takes_its_criteria_with_it(room: SmallSession) -> None:
    do(room, commands.use_template, investment_matrix())
    assert len(room.workspace.opened.read(records, Criterion)) == 5
    do(room, star.remove_session)
    assert room.workspace.opened.read(records, Criterion) == []


def test_without_a_set_there_is_nothing_to_weigh(room: SmallSession) -> None:
    with pytest.raises(UserFixable, match="has no criteria"):
        do(room, commands.add_criterion, "Reach")
