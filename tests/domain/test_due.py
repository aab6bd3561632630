from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.care_area import (
    CareArea,
    CareAreaState,
    CareAreaStatus,
    DataRequest,
    Objective,
    SpecificationPart,
)
from stewardship_desktop.domain.due import (
    DueItem,
    DueKind,
    PartCount,
    SessionAhead,
    UnnotedFile,
    Urgency,
    ValueDue,
    current_status,
    days_words,
    has_lead,
    span_words,
    what_is_due,
)
from stewardship_desktop.domain.workshop import NextStep

TODAY = date(2023, 3, 16)
AREA = CareArea(id="stroke", name="Stroke", lead_note="chair agreed")
PARTS = [PartCount(part=part, questions=5, answered=2) for part in SpecificationPart]


def step(state: CareAreaState, since: date, position: int = 0, **more: Any) -> CareAreaStatus:
    return CareAreaStatus(
        id=f"{since}-{position}", care_area_id="stroke", state=state, since=since, position=position, **more
    )


def request(due_on: date | None, received_on: date | None = None, row_id: str = "r") -> DataRequest:
    return DataRequest(
        id=row_id, care_area_id="stroke", what="Spend by ward", asked_on=date(2022, 1, 1), due_on=due_on,
        received_on=received_on,
    )  # fmt: skip


def due(
    state: CareAreaState = CareAreaState.ACTIVE,
    *,
    area: CareArea = AREA,
    status: CareAreaStatus | None = None,
    parts: list[PartCount] | None = None,
    objectives: tuple[Objective, ...] = (),
    requests: tuple[DataRequest, ...] = (),
) -> list[DueItem]:
    return what_is_due(
        area,
        status=status or step(state, date(2022, 1, 1), reason="why"),
        parts=PARTS if parts is None else parts,
        objectives=objectives,
        requests=requests,
        today=TODAY,
    )


def test_a_group_in_order_has_nothing_due() -> None:
    assert due() == []


def test_requests_are_due_two_weeks_ahead_and_never_once_received() -> None:
    late, soon, far = (request(TODAY + timedelta(days), row_id=str(days)) for days in (-5, 14, 15))
    found = due(requests=(far, soon, late, request(None), request(TODAY - timedelta(9), TODAY, "came")))
    assert [(item.record_id, item.urgency, item.detail, item.action) for item in found] == [
        ("-5", Urgency.OVERDUE, "5 days overdue", "Chase"),
        ("14", Urgency.SOON, "due in 14 days", "Open the request"),
    ]


def test_a_pause_asks_for_its_review_and_for_nothing_else() -> None:
    paused = step(CareAreaState.PAUSED, date(2022, 9, 1), reason="led elsewhere")
    none = [PartCount(part=part, questions=5, answered=0) for part in SpecificationPart]
    found = due(status=paused, area=CareArea(id="stroke", name="Stroke"), parts=none)
    assert [(item.what, item.detail) for item in found] == [("Paused with no review date", "led elsewhere")]
    dated = step(CareAreaState.PAUSED, date(2022, 9, 1), reason="x", review_on=date(2023, 3, 10))
    assert [(item.kind, item.detail) for item in due(status=dated)] == [(DueKind.REVIEW, "6 days overdue")]
    later = step(CareAreaState.PAUSED, date(2022, 9, 1), reason="x", review_on=date(2023, 9, 10))
    assert due(status=later) == []


def test_closed_needs_nothing() -> None:
    assert due(CareAreaState.CLOSED, requests=(request(date(2022, 2, 1)),)) == []


def test_specification_is_one_line_until_it_is_begun() -> None:
    none = [PartCount(part=part, questions=5, answered=0) for part in SpecificationPart]
    assert [item.what for item in due(parts=none)] == ["The specification is not begun"]
    assert due(parts=none)[0].detail == "25 questions in five parts"
    begun = [PartCount(part=SpecificationPart.POPULATION, questions=5, answered=1), *none[1:3]]
    (item,) = due(parts=begun)
    assert (item.what, item.detail) == (
        "Burden and resources have no answers",
        "10 questions of the specification",
    )
    assert (item.action, item.part) == ("Answer burden", SpecificationPart.BURDEN)
    assert due(parts=begun[:2])[0].what == "Burden has no answers"
    empty = [PartCount(part=part, questions=0, answered=0) for part in SpecificationPart]
    assert [item.kind for item in due(parts=empty)] == [DueKind.QUESTIONS]


def test_a_budget_file_with_mismatches_asks_for_a_note() -> None:
    file = UnnotedFile(import_id="i", name="cardiology.csv", mismatches=2)
    found = what_is_due(
        AREA, status=None, parts=PARTS, objectives=(), requests=(), today=TODAY, files=(file,)
    )
    assert [(item.kind, item.record_id, item.what) for item in found] == [
        (DueKind.BUDGET, "i", "Budget file cardiology.csv has 2 mismatches without a note")
    ]


def next_step(due_on: date | None, done_on: date | None = None, owner: str = "Finance partner") -> NextStep:
    return NextStep(
        id=f"n{due_on}", session_id="room", what="Write the proposal", owner_role=owner, due_on=due_on,
        done_on=done_on,
    )  # fmt: skip


def ahead(days: int | None, *lacks: str) -> SessionAhead:
    held_on = None if days is None else TODAY + timedelta(days)
    return SessionAhead(
        session_id=f"s{days}", care_area_id="stroke", name="Beds", held_on=held_on, lacks=lacks
    )


def of_sessions(
    state: CareAreaState = CareAreaState.ACTIVE,
    *,
    steps: tuple[NextStep, ...] = (),
    sessions: tuple[SessionAhead, ...] = (),
) -> list[DueItem]:
    return what_is_due(
        AREA, status=step(state, date(2022, 1, 1), reason="why", review_on=date(2024, 1, 1)), parts=PARTS,
        objectives=(), requests=(), today=TODAY, steps=steps, sessions=sessions,
    )  # fmt: skip


def test_next_steps_are_due_with_their_owner_until_they_are_done() -> None:
    late, soon = next_step(TODAY - timedelta(3)), next_step(TODAY + timedelta(14), owner=" ")
    found = of_sessions(steps=(soon, late, next_step(None), next_step(TODAY + timedelta(15))))
    assert [(item.kind, item.record_id, item.urgency, item.detail) for item in found] == [
        (DueKind.STEP, "room", Urgency.OVERDUE, "Finance partner, 3 days overdue"),
        (DueKind.STEP, "room", Urgency.SOON, "no owner, due in 14 days"),
    ]
    assert found[0].what == "Agreed next step: Write the proposal"
    assert of_sessions(steps=(next_step(TODAY - timedelta(3), TODAY),)) == []
    assert len(of_sessions(CareAreaState.PAUSED, steps=(late,))) == 1
    assert of_sessions(CareAreaState.CLOSED, steps=(late,)) == []


def test_a_session_near_that_is_not_ready() -> None:
    found = of_sessions(
        sessions=(
            ahead(14, "no seat is taken"), ahead(1, "2 options lack figures", "no seat is taken"),
            ahead(0, "x"), ahead(15, "x"), ahead(-1, "x"), ahead(3), ahead(None, "x"),
        )
    )  # fmt: skip
    assert [(item.record_id, item.detail) for item in found] == [
        ("s0", "held today: x"),
        ("s1", "held tomorrow: 2 options lack figures, no seat is taken"),
        ("s14", "held in 14 days: no seat is taken"),
    ]
    assert (found[0].kind, found[0].what) == (DueKind.SESSION, "STAR session Beds isn't ready")
    assert of_sessions(CareAreaState.PAUSED, sessions=(ahead(1, "x"),)) == []


def test_an_objective_past_its_refresh_date() -> None:
    past = Objective(id="o", care_area_id="stroke", objective="Fewer falls", refresh_on=date(2023, 3, 15))
    later = Objective(id="p", care_area_id="stroke", objective="Later", refresh_on=date(2024, 1, 1))
    assert [item.detail for item in due(objectives=(past, later))] == ["1 day overdue"]


@pytest.mark.parametrize(
    "note, lead", [("", False), ("no lead at stocktake", False), ("No lead", False), ("chair agreed", True)]
)
def test_a_note_that_says_there_is_no_lead_is_no_lead(note: str, lead: bool) -> None:
    assert has_lead(CareArea(id="x", name="X", lead_note=note)) is lead
    found = due(area=CareArea(id="x", name="X", lead_note=note))
    assert [item.kind for item in found] == ([] if lead else [DueKind.LEAD])


def test_the_newest_step_that_has_begun_holds() -> None:
    first = step(CareAreaState.ACTIVE, date(2022, 1, 1))
    paused = step(CareAreaState.PAUSED, TODAY)
    resumed = step(CareAreaState.ACTIVE, TODAY, position=1)
    planned = step(CareAreaState.CLOSED, TODAY + timedelta(1))
    assert current_status([planned, resumed, paused, first], TODAY) == resumed
    assert current_status([planned], TODAY) == planned
    assert current_status([], TODAY) is None


def test_days_in_words() -> None:
    assert days_words(TODAY, TODAY) == "due today"
    assert days_words(TODAY + timedelta(1), TODAY) == "due tomorrow"
    assert days_words(TODAY - timedelta(1), TODAY) == "1 day overdue"
    assert span_words(99) == "99 days"
    assert span_words(400) == "13 months"
    assert span_words(1500) == "4 years"


@given(st.permutations(list(range(-6, 7))))
def test_the_order_does_not_hang_on_the_order_given(days: list[int]) -> None:
    requests = tuple(request(TODAY + timedelta(each), row_id=f"r{each}") for each in days)
    found = due(requests=requests)
    assert [item.due_on for item in found] == sorted(TODAY + timedelta(each) for each in days)


def value(name: str, days: int, owner: str = "Ward manager") -> ValueDue:
    return ValueDue(
        metric_id=f"m {name}", metric=name, period="February 2023", due_on=TODAY + timedelta(days),
        owner_role=owner,
    )  # fmt: skip


def of_metrics(
    *values: ValueDue, state: CareAreaState = CareAreaState.ACTIVE, unasked: bool = False
) -> list[DueItem]:
    return what_is_due(
        AREA, status=step(state, date(2022, 1, 1), reason="why", review_on=date(2024, 1, 1)), parts=PARTS,
        objectives=(), requests=(), today=TODAY, values=values, resource_unasked=unasked,
    )  # fmt: skip


def test_two_values_have_a_line_each_and_more_share_one() -> None:
    found = of_metrics(value("Falls", 14, owner=" "), value("Needle", -2), value("Far", 15))
    assert [(item.kind, item.record_id, item.what, item.detail, item.urgency) for item in found] == [
        (
            DueKind.VALUE, "m Needle", "Value due: Needle, February 2023", "Ward manager, 2 days overdue",
            Urgency.OVERDUE,
        ),
        (DueKind.VALUE, "m Falls", "Value due: Falls, February 2023", "due in 14 days", Urgency.SOON),
    ]  # fmt: skip
    (line,) = of_metrics(value("Falls", 14), value("Needle", -2), value("Beds", 0), value("Far", 15))
    assert (line.what, line.detail) == (
        "3 values are due", "first Needle, February 2023, 2 days overdue",
    )  # fmt: skip
    assert (line.record_id, line.due_on, line.action) == ("m Needle", TODAY - timedelta(2), "Enter values")


def test_who_has_been_silent_for_a_year_is_asked_to_decide_not_reminded() -> None:
    old, older = value("Falls", -366), value("Beds", -900)
    (late, line) = of_metrics(old, value("Needle", -365))
    assert (late.urgency, late.what) == (Urgency.OVERDUE, "Value due: Needle, February 2023")
    assert (line.what, line.detail, line.urgency, line.due_on) == (
        "No value of Falls for over a year", "enter it, or put it on the watch list", Urgency.STANDING, None,
    )  # fmt: skip
    (line,) = of_metrics(old, older)
    assert (line.what, line.record_id) == ("No value of 2 metrics for over a year", "m Beds")


def test_a_pause_asks_for_no_values_and_no_resource_data() -> None:
    for state in (CareAreaState.PAUSED, CareAreaState.PROPOSED, CareAreaState.CLOSED):
        assert of_metrics(value("Needle", -2), state=state, unasked=True) == []


def test_an_empty_resource_column_that_nobody_was_asked_for_is_to_do() -> None:
    (line,) = of_metrics(unasked=True)
    assert (line.kind, line.urgency, line.record_id) == (DueKind.COLUMN, Urgency.STANDING, AREA.id)
    assert (line.what, line.action) == ("The resource column is empty", "Ask for data")
