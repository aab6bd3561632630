from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import care_area as commands
from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands.care_area import NewStatus
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.application.starter_questions import starter_questions
from stewardship_desktop.domain.care_area import (
    AdoptionState,
    Blueprint,
    BlueprintSource,
    CareArea,
    CareAreaState,
    CareAreaStatus,
    DataQuality,
    DataRequest,
    Objective,
    SpecificationAnswer,
    SpecificationPart,
    Standard,
)
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.store.queries.care_area import CareAreaView, care_area_view
from stewardship_desktop.store.queries.care_areas import care_area_rows
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.rebuild import derive, stored
from tests.support.workspaces import act, open_new

TODAY = date(2023, 3, 16)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with open_new(tmp_path) as made:
        yield made


@pytest.fixture
def stroke(opened: OpenedWorkspace) -> str:
    added: list[str] = act(opened, commands.add_care_areas, [{"name": "Stroke"}], TODAY)
    return added[0]


def view(opened: OpenedWorkspace, care_area_id: str) -> CareAreaView:
    found = opened.read(care_area_view, care_area_id, TODAY)
    assert found is not None
    return found


def undone_is(opened: OpenedWorkspace, label: str) -> None:
    """Undo the newest act, which has this name, and find the tables as a rebuild would have them."""
    assert opened.undo_state().undo == label
    opened.undo().result()
    with opened.workspace.reading() as connection:
        assert not derive(connection).differences(stored(connection))


def test_added_areas_are_numbered_on_and_proposed(opened: OpenedWorkspace, stroke: str) -> None:
    more = [{"name": "Eyes", "number": 11, "also_called": ("Ophthalmology",)}, {"name": "Diabetes"}]
    act(opened, commands.add_care_areas, more, TODAY)
    found = opened.read(care_area_rows, TODAY)
    assert [(row.number, row.name, row.state) for row in found] == [
        (1, "Stroke", CareAreaState.PROPOSED),
        (11, "Eyes", CareAreaState.PROPOSED),
        (12, "Diabetes", CareAreaState.PROPOSED),
    ]
    undone_is(opened, "Add 2 care areas")


def test_a_status_belongs_to_its_care_area(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, commands.change_status, stroke, NewStatus(state=CareAreaState.ACTIVE, since=TODAY))
    history = opened.read(records, CareAreaStatus)
    assert [each.scope for each in history] == [stroke, stroke]
    assert [row.name for row in opened.read(care_area_rows, TODAY)] == ["Stroke"]


@pytest.mark.parametrize("name", ["stroke", " STROKE ", "Brain  attack", ""])
def test_a_name_means_one_area(opened: OpenedWorkspace, stroke: str, name: str) -> None:
    act(opened, record.edit, [record.FieldEdit(CareArea, stroke, "also_called", ("Brain attack",))])
    with pytest.raises(UserFixable):
        act(opened, commands.add_care_areas, [{"name": "Eyes"}, {"name": name}], TODAY)
    assert len(opened.read(care_area_rows, TODAY)) == 1


def test_the_first_name_of_a_renamed_area_can_be_used_again(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, record.edit, [record.FieldEdit(CareArea, stroke, "name", "Stroke and TIA")])
    act(opened, commands.add_care_areas, [{"name": "Stroke"}], TODAY)
    assert [row.name for row in opened.read(care_area_rows, TODAY)] == ["Stroke and TIA", "Stroke"]


def test_pausing_keeps_every_step_and_undoes(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, commands.change_status, stroke, NewStatus(state=CareAreaState.ACTIVE, since=TODAY))
    pause = NewStatus(
        state=CareAreaState.PAUSED, since=TODAY, since_words="spring 2023", reason="Work led elsewhere",
        review_on=date(2023, 9, 1), interim_lead_role="Programme manager",
    )  # fmt: skip
    act(opened, commands.change_status, stroke, pause)
    found = view(opened, stroke)
    assert [step.state.value for step in found.history] == ["paused", "active", "proposed"]
    assert found.status is not None
    assert found.status.reason == "Work led elsewhere"
    act(opened, commands.change_status, stroke, NewStatus(state=CareAreaState.ACTIVE, since=TODAY))
    undone_is(opened, "Resume Stroke")
    undone_is(opened, "Pause Stroke")
    assert [step.state.value for step in view(opened, stroke).history] == ["active", "proposed"]


def test_a_pause_needs_a_reason_and_a_change(opened: OpenedWorkspace, stroke: str) -> None:
    with pytest.raises(UserFixable, match="no reason"):
        act(opened, commands.change_status, stroke, NewStatus(state=CareAreaState.PAUSED, since=TODAY))
    with pytest.raises(UserFixable, match="proposed already, since 16 March 2023"):
        act(opened, commands.change_status, stroke, NewStatus(state=CareAreaState.PROPOSED, since=TODAY))
    backwards = NewStatus(state=CareAreaState.PAUSED, since=TODAY, reason="x", review_on=date(2023, 3, 15))
    with pytest.raises(UserFixable, match="before the first"):
        act(opened, commands.change_status, stroke, backwards)
    assert len(view(opened, stroke).history) == 1


def test_history_can_be_filled_in_backwards(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, commands.change_status, stroke, NewStatus(state=CareAreaState.ACTIVE, since=date(2021, 4, 1)))
    found = view(opened, stroke)
    assert [step.since for step in found.history] == [TODAY, date(2021, 4, 1)]


def answer(opened: OpenedWorkspace, area: str, prompt_id: str, **values: Any) -> None:
    act(opened, commands.answer_prompt, area, prompt_id, values)


def test_answers_are_made_changed_and_go_when_empty(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, commands.add_questions, starter_questions())
    first = view(opened, stroke).prompts[0].prompt
    answer(opened, stroke, first.id, answer="Adults after a first stroke")
    answer(opened, stroke, first.id, figure=Decimal("1234567890.0001"), unit="people", source="Register")
    population = view(opened, stroke).parts[0]
    assert (population.answered, population.complete) == (1, 1)
    (kept,) = opened.read(records, SpecificationAnswer)
    assert kept.figure == Decimal("1234567890.0001")
    assert kept.scope == stroke
    answer(opened, stroke, first.id, answer="", figure=None, unit="", source="")
    assert opened.read(records, SpecificationAnswer) == []
    undone_is(opened, f"Answer {first.prompt!r}")
    assert opened.read(records, SpecificationAnswer) == [kept]


def test_a_figure_without_a_unit_is_refused_whole(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, commands.add_questions, starter_questions())
    first = view(opened, stroke).prompts[0].prompt
    with pytest.raises(UserFixable, match="no unit"):
        answer(opened, stroke, first.id, answer="half said", figure=Decimal(3))
    assert opened.read(records, SpecificationAnswer) == []


def test_nothing_typed_is_no_answer(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, commands.add_questions, starter_questions())
    before = opened.undo_state().undo
    answer(opened, stroke, view(opened, stroke).prompts[0].prompt.id, answer="")
    assert opened.undo_state().undo == before


def test_starter_questions_cover_the_five_parts_and_are_added_once(opened: OpenedWorkspace) -> None:
    questions = starter_questions()
    counts = {part: sum(each.part is part for each in questions) for part in SpecificationPart}
    assert all(4 <= count <= 6 for count in counts.values()), counts
    assert all(each.guidance for each in questions)
    assert act(opened, commands.add_questions, questions) == len(questions)
    assert act(opened, commands.add_questions, questions) == 0


def test_adoption_is_set_changed_and_taken_back(opened: OpenedWorkspace, stroke: str) -> None:
    trust = Organisation(id="trust", name="Trust A", short_name="TA")
    standard = Standard(id="nice", scope=stroke, care_area_id=stroke, name="Rehabilitation standard")
    act(opened, record.add, [trust])
    act(opened, record.add, [standard])
    act(opened, commands.set_adoption, "nice", "trust", AdoptionState.PARTLY, TODAY)
    (row,) = view(opened, stroke).standards
    assert row.state("trust") is AdoptionState.PARTLY
    assert row.by_organisation["trust"].as_at == TODAY
    act(opened, commands.set_adoption, "nice", "trust", AdoptionState.NOT_ASKED, None)
    assert view(opened, stroke).standards[0].by_organisation == {}
    undone_is(opened, "Set Rehabilitation standard at TA: not asked yet")
    assert view(opened, stroke).standards[0].state("trust") is AdoptionState.PARTLY


def test_a_new_year_starts_from_the_last(opened: OpenedWorkspace, stroke: str) -> None:
    first = act(opened, commands.start_blueprint, stroke, "2023/24")
    edit = record.FieldEdit
    act(
        opened,
        record.edit,
        [edit(Blueprint, first, "how_it_works", "One door"), edit(Blueprint, first, "agreed_on", TODAY)],
    )
    source = BlueprintSource(id="s", scope=stroke, blueprint_id=first, kind="evidence", citation="A review")
    act(opened, record.add, [source])
    act(opened, commands.start_blueprint, stroke, "2024-25", from_year="2023/24")
    newest, oldest = view(opened, stroke).blueprints
    assert (newest.blueprint.year, newest.blueprint.how_it_works) == ("2024/25", "One door")
    assert newest.blueprint.agreed_on is None
    assert [each.citation for each in newest.sources] == ["A review"]
    assert oldest.sources == (source,)
    undone_is(opened, "Start blueprint 2024/25 from 2023/24")
    assert len(view(opened, stroke).blueprints) == 1


@pytest.mark.parametrize("year", ["2023", "2023/25", "2023/24-H1", "next", ""])
def test_a_blueprint_needs_a_financial_year(opened: OpenedWorkspace, stroke: str, year: str) -> None:
    with pytest.raises(UserFixable):
        act(opened, commands.start_blueprint, stroke, year)
    assert view(opened, stroke).blueprints == ()


def test_a_year_is_started_once(opened: OpenedWorkspace, stroke: str) -> None:
    act(opened, commands.start_blueprint, stroke, "2023/24")
    with pytest.raises(UserFixable, match="already"):
        act(opened, commands.start_blueprint, stroke, "2023/2024")


def test_received_data_keeps_its_note(opened: OpenedWorkspace, stroke: str) -> None:
    request = DataRequest(
        id="r", scope=stroke, care_area_id=stroke, what="Spend", asked_on=date(2023, 2, 1), note="by ward"
    )
    act(opened, record.add, [request])
    with pytest.raises(UserFixable, match="before the first"):
        act(opened, commands.receive_data, "r", date(2023, 1, 1), DataQuality.GOOD)
    act(opened, commands.receive_data, "r", TODAY, DataQuality.USABLE)
    (kept,) = opened.read(records, DataRequest)
    assert (kept.received_on, kept.quality, kept.note) == (TODAY, DataQuality.USABLE, "by ward")
    undone_is(opened, "Receive Spend")
    assert opened.read(records, DataRequest) == [request]


def test_objectives_move_within_their_list(opened: OpenedWorkspace, stroke: str) -> None:
    for row_id in "abc":
        act(
            opened,
            record.add,
            [Objective(id=row_id, scope=stroke, care_area_id=stroke, objective=row_id.upper())],
        )
    act(opened, commands.move, Objective, "c", -1)
    act(opened, commands.move, Objective, "a", -1)
    assert [each.id for each in view(opened, stroke).objectives] == ["a", "c", "b"]
    undone_is(opened, "Move C up")
    assert [each.id for each in view(opened, stroke).objectives] == ["a", "b", "c"]
