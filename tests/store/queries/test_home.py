from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import care_area as commands
from stewardship_desktop.application.commands import record, star, workshop
from stewardship_desktop.application.commands.care_area import NewStatus
from stewardship_desktop.application.commands.workshop import Verdict
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport, LineMapping, LineRole
from stewardship_desktop.domain.care_area import (
    CareArea,
    CareAreaState,
    DataRequest,
    ScopeItem,
    ScopeSide,
)
from stewardship_desktop.domain.due import DueKind
from stewardship_desktop.domain.system import ServiceLine
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.store.queries.care_areas import care_area_rows
from stewardship_desktop.store.queries.data_requests import organisation_choices, request_rows
from stewardship_desktop.store.queries.home import area_home, changes_since, programme_home
from tests.support.workspaces import act, open_new

TODAY = date(2023, 3, 16)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with open_new(tmp_path) as made:
        yield made


def areas(opened: OpenedWorkspace, *names: str) -> list[str]:
    given = [{"name": name, "cohort": at % 2 + 1, "cohort_year": "2021/22"} for at, name in enumerate(names)]
    found: list[str] = act(opened, commands.add_care_areas, given, date(2022, 1, 1))
    for row_id in found:
        status = NewStatus(state=CareAreaState.ACTIVE, since=date(2022, 2, 1))
        act(opened, commands.change_status, row_id, status)
    return found


def ask(
    opened: OpenedWorkspace, area: str, row_id: str, due_on: date | None, came: date | None = None
) -> None:
    request = DataRequest(
        id=row_id, scope=area, care_area_id=area, what=f"Data {row_id}", asked_on=date(2022, 1, 1),
        due_on=due_on, received_on=came,
    )  # fmt: skip
    act(opened, record.add, [request])


def test_an_empty_workspace_has_an_empty_home(opened: OpenedWorkspace) -> None:
    home = opened.read(programme_home, TODAY)
    assert (home.areas, home.cohorts, home.due, home.all_questions) == (0, (), (), 0)
    assert opened.read(area_home, "nowhere", TODAY) is None
    assert opened.read(care_area_rows, TODAY) == []
    assert opened.read(request_rows, TODAY) == []
    assert opened.read(organisation_choices) == []


def test_the_programme_sees_every_area(opened: OpenedWorkspace) -> None:
    stroke, eyes = areas(opened, "Stroke", "Eyes")
    pause = NewStatus(state=CareAreaState.PAUSED, since=date(2022, 9, 1), reason="led elsewhere")
    act(opened, commands.change_status, eyes, pause)
    ask(opened, stroke, "late", date(2023, 3, 1))
    ask(opened, eyes, "later", date(2023, 1, 1))
    home = opened.read(programme_home, TODAY)
    assert home.by_state == ((CareAreaState.ACTIVE, 1), (CareAreaState.PAUSED, 1))
    assert [(line.cohort, line.areas) for line in home.cohorts] == [(1, 1), (2, 1)]
    assert [(item.record_id, item.care_area) for item in home.due[:2]] == [
        ("later", "Eyes"),
        ("late", "Stroke"),
    ]
    assert (home.open_requests, home.overdue_requests) == (2, 2)


def test_sessions_near_and_steps_agreed_are_due_in_their_own_area(opened: OpenedWorkspace) -> None:
    stroke, eyes = areas(opened, "Stroke", "Eyes")
    session = act(opened, star.start_session, stroke, "Beds", held_on=date(2023, 3, 20))
    act(opened, workshop.add_next_step, session, {"what": "Write it up", "due_on": date(2023, 3, 1)})
    far = act(opened, star.start_session, eyes, "Later", held_on=date(2023, 6, 1))

    def found(area: str) -> list[tuple[DueKind, str]]:
        home = opened.read(area_home, area, TODAY)
        assert home is not None
        wanted = (DueKind.STEP, DueKind.SESSION)
        return [(item.kind, item.record_id) for item in home.due if item.kind in wanted]

    assert found(stroke) == [(DueKind.STEP, session), (DueKind.SESSION, session)]
    assert found(eyes) == []
    act(opened, star.edit_session, far, {"held_on": date(2023, 3, 30)})
    assert found(eyes) == [(DueKind.SESSION, far)]
    everywhere = opened.read(programme_home, TODAY).due
    assert {item.care_area for item in everywhere if item.kind is DueKind.SESSION} == {"Stroke", "Eyes"}
    verdict = Verdict(scenario_id=None, outcome=Outcome.NO_DECISION, reason="No time")
    act(opened, workshop.lock, session, verdict, TODAY)
    assert found(stroke) == [(DueKind.STEP, session)]


def test_the_list_says_what_is_next(opened: OpenedWorkspace) -> None:
    stroke, _ = areas(opened, "Stroke", "Eyes")
    ask(opened, stroke, "late", date(2023, 3, 1))
    ask(opened, stroke, "came", date(2023, 3, 1), date(2023, 3, 2))
    row = opened.read(care_area_rows, TODAY)[0]
    assert (row.open_requests, row.overdue_requests) == (1, 1)
    assert row.next_due == "Data not received: Data late, 15 days overdue"
    assert row.next_due_on == date(2023, 3, 1)
    assert [each.id for each in opened.read(request_rows, TODAY)] == ["late", "came"]


def test_an_area_home_counts_its_own(opened: OpenedWorkspace) -> None:
    stroke, eyes = areas(opened, "Stroke", "Eyes")
    items = [
        ScopeItem(id=f"s{n}", scope=area, care_area_id=area, side=side, item=f"Item {n}")
        for n, (area, side) in enumerate(
            [(stroke, ScopeSide.IN), (stroke, ScopeSide.IN), (stroke, ScopeSide.OUT), (eyes, ScopeSide.IN)]
        )
    ]
    act(opened, record.add, items)
    home = opened.read(area_home, stroke, TODAY)
    assert home is not None
    assert (home.scope_in, home.scope_out) == (2, 1)
    assert home.resources.main_pence is None


def test_main_lines_are_summed_from_the_newest_book_and_nothing_is_split(opened: OpenedWorkspace) -> None:
    stroke, _ = areas(opened, "Stroke", "Eyes")
    lines = [ServiceLine(id=f"l{n}", name=f"Line {n}") for n in range(3)]
    act(opened, record.add, lines)
    for version, factor in ((1, 1), (2, 10)):
        book = BudgetImport(
            id=f"b{version}", kind="budget-book", period="2020/21", unit="thousand", version=version,
            file_name="b.csv", file_sha256="", imported_on=TODAY,
        )  # fmt: skip
        figures = [
            BudgetFigure(
                id=f"f{version}{n}", budget_import_id=book.id, row_no=n + 2, row_type="line", label=line.name,
                measure="spend", printed="x", value=Decimal(n + 1), pence=(n + 1) * 100 * factor,
                service_line_id=line.id,
            )
            for n, line in enumerate(lines)
        ]  # fmt: skip
        act(opened, record.add, [book, *figures])
    half = {"percent": Decimal(50), "evidence": "bed days"}
    mappings = [
        LineMapping(id="m0", service_line_id="l0", care_area_id=stroke, role=LineRole.MAIN),
        LineMapping(id="m1", service_line_id="l1", care_area_id=stroke, role=LineRole.MAIN),
        LineMapping(id="m2", service_line_id="l2", care_area_id=stroke, role=LineRole.CONTRIBUTES, **half),  # type: ignore[arg-type]
    ]
    act(opened, record.add, mappings)
    home = opened.read(area_home, stroke, TODAY)
    assert home is not None
    assert home.resources.main_pence == 3000
    assert (home.resources.main_lines, home.resources.contributing_lines) == (2, 1)
    assert home.resources.book == "2020/21"


def test_only_the_newest_file_about_a_mapped_line_waits_for_a_note(opened: OpenedWorkspace) -> None:
    stroke, eyes = areas(opened, "Stroke", "Eyes")
    act(opened, record.add, [ServiceLine(id="l", name="Stroke"), ServiceLine(id="m", name="Other")])
    act(
        opened,
        record.add,
        [LineMapping(id="x", service_line_id="l", care_area_id=stroke, role=LineRole.MAIN)],
    )
    files = [
        BudgetImport(
            id=f"b{version}{line}", kind="staffing", period="2020/21", unit="", version=version,
            file_name=f"{line}{version}.csv", file_sha256="", imported_on=TODAY, service_line_id=line,
            mismatches=3, checks_note=note,
        )
        for version, line, note in ((1, "l", ""), (2, "l", ""), (1, "m", ""))
    ]  # fmt: skip
    act(opened, record.add, files)
    due = opened.read(area_home, stroke, TODAY)
    assert due is not None
    assert "Budget file l2.csv has 3 mismatches without a note" in [item.what for item in due.due]
    assert sum(item.kind is DueKind.BUDGET for item in due.due) == 1
    act(opened, record.edit, [record.FieldEdit(BudgetImport, "b2l", "checks_note", "Half a year")])
    for area in (stroke, eyes):
        home = opened.read(area_home, area, TODAY)
        assert home is not None
        assert all(item.kind is not DueKind.BUDGET for item in home.due)


def test_changes_of_one_area_since_a_moment(opened: OpenedWorkspace) -> None:
    stroke, eyes = areas(opened, "Stroke", "Eyes")
    # The record's clock never stands still, so its own last reading is the moment.
    since = opened.read(_newest_ms) + 1
    while time.time_ns() // 1_000_000 <= since:
        pass
    assert opened.read(changes_since, since, stroke).words == ""
    act(opened, record.edit, [record.FieldEdit(CareArea, stroke, "lead_note", "a lead")])
    ask(opened, stroke, "one", None)
    ask(opened, eyes, "two", None)
    ask(opened, stroke, "gone", None)
    opened.undo().result()
    found = opened.read(changes_since, since, stroke)
    assert found.words == "1 care area, 1 data request"
    assert [each.label for each in found.acts] == ["Add data request: Data one", "Set lead note of Stroke"]
    assert {each.who for each in found.acts} == {"Robin Example"}
    assert found.act_count == 2
    assert opened.read(changes_since, since).words == "2 data requests, 1 care area"


def test_a_large_import_is_counted_in_part_and_says_so(
    opened: OpenedWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stewardship_desktop.store.queries.home.LOOKED_AT", 3)
    act(opened, record.add, [ServiceLine(id=f"l{n}", name=f"Line {n}") for n in range(5)])
    found = opened.read(changes_since, 0)
    assert (found.words, found.cut) == ("3 service lines", True)


def _newest_ms(connection: object) -> int:
    from sqlalchemy import func, select

    from stewardship_desktop.store import tables

    newest: int = connection.execute(select(func.max(tables.change.c.hlc))).scalar_one()  # type: ignore[attr-defined]
    return newest >> 16
