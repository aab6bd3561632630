"""What people do to the system profile, and how it reads afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands import system as commands
from stewardship_desktop.application.commands.system import CellEdit, Removed
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.care_area import CareArea, Standard, StandardAdoption
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.system import (
    Organisation,
    OrganisationAlias,
    OrganisationStatus,
    Place,
    ServiceLine,
    Term,
)
from stewardship_desktop.store.queries.system import OrganisationRow, SystemProfile, system_profile
from stewardship_desktop.store.rebuild import derive, stored
from stewardship_desktop.store.workspace import create
from stewardship_desktop.store.writer import Writer

Do = Callable[..., Any]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    path = tmp_path / "a.stewardship"
    create(path)
    workspace = open_for(Author("person-1", "A. Steward", "clinical lead"), path)
    yield workspace
    workspace.close()


@pytest.fixture
def do(opened: OpenedWorkspace) -> Do:
    def run(command: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        return opened.act(command, *arguments, **named).result().result

    return run


@pytest.fixture
def shown(opened: OpenedWorkspace) -> Callable[[], SystemProfile]:
    return lambda: opened.read(system_profile)


def named(profile: SystemProfile, name: str) -> OrganisationRow:
    return next(row for row in profile.organisations if row.name == name)


def test_new_rows_and_edits_are_one_act(opened: OpenedWorkspace, do: Do, shown: Do) -> None:
    (trust,) = do(commands.save_organisations, [], [{"name": "A Trust", "short_name": "AT"}])
    do(
        commands.save_organisations,
        [CellEdit(trust, "level", "system"), CellEdit(trust, "also_known_as", "The Trust; AT ; the  trust")],
        [{"name": "B Council", "status": "other partner", "short_name": None}, {"name": "C", "status": None}],
    )
    assert opened.undo_state().undo == "Add 2 organisations and edit 1 organisation"
    row = named(shown(), "A Trust")
    # Its own short name needs no second record, and one name counts once.
    assert (row.level, row.also_known_as) == ("system", "The Trust")
    partner = named(shown(), "B Council")
    assert (partner.state, partner.status) == (OrganisationStatus.PARTNER, "other partner")
    assert named(shown(), "C").status == "current"
    opened.undo().result()
    assert [row.name for row in shown().organisations] == ["A Trust"]
    assert named(shown(), "A Trust").also_known_as == ""


def test_a_bad_row_leaves_nothing_of_the_paste(do: Do, shown: Do) -> None:
    with pytest.raises(UserFixable, match="is not a status"):
        do(commands.save_organisations, [], [{"name": "A"}, {"name": "B", "status": "somewhere"}])
    with pytest.raises(UserFixable, match="Name of the organisation is empty"):
        do(commands.save_organisations, [], [{"name": "A"}, {"name": None}])
    assert shown().organisations == ()


def test_the_words_of_a_status_are_kept_as_printed(do: Do, shown: Do) -> None:
    (ccg,) = do(commands.save_organisations, [], [{"name": "CCG", "status": "closed July 2022"}])
    row = named(shown(), "CCG")
    assert (row.state, row.status, row.closed_on) == (OrganisationStatus.CLOSED, "closed July 2022", None)
    do(commands.save_organisations, [CellEdit(ccg, "status", "Current")])
    assert (named(shown(), "CCG").state, named(shown(), "CCG").status) == (
        OrganisationStatus.CURRENT,
        "current",
    )


def test_words_that_mean_no_status_take_the_one_settled_before(do: Do, shown: Do) -> None:
    hospice = Organisation(
        id=new_id(), name="Hospice", status=OrganisationStatus.PARTNER, status_words="named in minutes"
    )
    do(record.add, [hospice])
    do(commands.save_organisations, [], [{"name": "Another", "status": "named in minutes"}])
    assert named(shown(), "Another").state is OrganisationStatus.PARTNER


def test_closing_keeps_the_body_with_date_and_successor(opened: OpenedWorkspace, do: Do, shown: Do) -> None:
    old, new = do(commands.save_organisations, [], [{"name": "Old"}, {"name": "New"}])
    do(commands.close_organisation, old, date(2022, 7, 1), new, "closed July 2022")
    row = named(shown(), "Old")
    assert (row.closed_on, row.successor, row.status) == (date(2022, 7, 1), "New", "closed July 2022")
    assert opened.undo_state().undo == "Close Old"
    with pytest.raises(UserFixable, match="second date lies before the first"):
        do(commands.save_organisations, [CellEdit(old, "opened_on", date(2023, 1, 1))])
    with pytest.raises(UserFixable, match="can't succeed itself"):
        do(commands.close_organisation, old, None, old)


def test_one_name_means_one_organisation(do: Do, shown: Do) -> None:
    a, b = do(commands.save_organisations, [], [{"name": "A", "also_known_as": "Shared"}, {"name": "B"}])
    with pytest.raises(UserFixable, match="“shared” is another name of A already"):
        do(commands.set_aliases, b, ["shared"])
    # In one act a name may move from one to the other.
    do(
        commands.save_organisations,
        [CellEdit(b, "also_known_as", "Shared"), CellEdit(a, "also_known_as", None)],
    )
    assert (named(shown(), "A").also_known_as, named(shown(), "B").also_known_as) == ("", "Shared")


def test_an_import_adds_another_name_once(opened: OpenedWorkspace, do: Do, shown: Do) -> None:
    (a,) = do(commands.save_organisations, [], [{"name": "A Trust", "short_name": "AT"}])
    do(commands.add_alias, a, "Trust of A", "budget book 2020/21")
    do(commands.add_alias, a, "Trust of A", "another book")
    do(commands.add_alias, a, "at")
    assert named(shown(), "A Trust").also_known_as == "Trust of A"
    with opened.workspace.reading() as connection:
        aliases = Writer(connection, opened.runner._stamp).all(OrganisationAlias)
    assert [(each.alias, each.source) for each in aliases] == [("Trust of A", "budget book 2020/21")]
    for bad in ("", " ; ", "one; two"):
        with pytest.raises(UserFixable, match="empty or holds a semicolon"):
            do(commands.add_alias, a, bad)


def test_a_renamed_body_is_still_known_by_its_old_name(do: Do, shown: Do) -> None:
    (a,) = do(commands.save_organisations, [], [{"name": "Old name"}])
    do(commands.rename_organisation, a, "New name")
    assert named(shown(), "New name").also_known_as == "Old name"
    do(commands.rename_organisation, a, "Newest name", keep_old=False)
    assert named(shown(), "Newest name").also_known_as == "Old name"


def test_shared_names_are_reported_not_refused(do: Do, shown: Do) -> None:
    do(
        commands.save_organisations,
        [],
        [
            {"name": "A Trust", "short_name": "AT"},
            {"name": "Another Trust", "short_name": "at"},
            {"name": "a trust"},
        ],
    )
    assert [(each.name, each.organisations) for each in shown().shared_names] == [
        ("A Trust", ("A Trust", "a trust")),
        ("AT", ("A Trust", "Another Trust")),
    ]


def test_a_removal_says_what_hung_on_it_and_comes_back(opened: OpenedWorkspace, do: Do, shown: Do) -> None:
    (place,) = do(commands.save_rows, Place, [], [{"name": "North"}])
    a, b = do(
        commands.save_organisations,
        [],
        [{"name": "A", "also_known_as": "Alpha; Ay", "place_id": place}, {"name": "B"}],
    )
    do(commands.close_organisation, b, None, a)

    area, standard = CareArea(id=new_id(), name="Stroke"), new_id()
    do(
        record.add,
        [
            area,
            Standard(id=standard, care_area_id=area.id, name="Door to needle", scope=area.id),
            StandardAdoption(
                id=StandardAdoption.id_for(standard, a),
                standard_id=standard,
                organisation_id=a,
                scope=area.id,
            ),
        ],
    )
    before = shown()
    removed = do(commands.remove_rows, Organisation, [a])
    assert removed == Removed(
        ("A",),
        (("other name of an organisation", 2), ("adoption of a standard", 1)),
        (("organisation", 1),),
    )
    assert [row.name for row in shown().organisations] == ["B"]
    assert named(shown(), "B").successor == ""
    opened.undo().result()
    assert shown().organisations == before.organisations
    with opened.workspace.reading() as connection:
        assert derive(connection).differences(stored(connection)) == []


def test_the_profile_begins_with_its_name(do: Do, shown: Do) -> None:
    with pytest.raises(UserFixable, match="Name of the system is empty"):
        do(commands.set_profile, {"population": 1_200_000})
    do(commands.set_profile, {"name": "A System"})
    do(commands.set_profile, {"population": 1_200_000, "population_as_at": "mid-2021", "short_name": None})
    system = shown().system
    assert system is not None
    assert (system.name, system.population, system.population_as_at, system.short_name) == (
        "A System",
        1_200_000,
        "mid-2021",
        "",
    )
    with pytest.raises(UserFixable, match="below zero"):
        do(commands.set_profile, {"population": -1})


def test_lists_take_edits_and_new_rows(opened: OpenedWorkspace, do: Do, shown: Do) -> None:
    (line,) = do(commands.save_rows, ServiceLine, [], [{"name": "Cardiology", "line_no": 9}])
    assert line == ServiceLine.id_for("cardiology")
    assert opened.undo_state().undo == "Add service line Cardiology"
    with pytest.raises(UserFixable, match="is here already"):
        do(commands.save_rows, ServiceLine, [], [{"name": "CARDIOLOGY"}])
    do(commands.save_rows, ServiceLine, [CellEdit(line, "confidence_reason", "by the finance lead")])
    assert opened.undo_state().undo == "Edit Cardiology"
    do(commands.save_rows, ServiceLine, [CellEdit(line, "line_no", None)])
    assert shown().service_lines[0].line_no is None
    one, _ = do(commands.save_rows, Term, [], [{"term": "PTL", "meaning": None}, {"term": "SSNAP"}])
    assert [each.term for each in shown().terms] == ["PTL", "SSNAP"]
    do(commands.remove_rows, Term, [one])
    assert [each.term for each in shown().terms] == ["SSNAP"]


def test_removing_what_is_gone_already_is_no_act(opened: OpenedWorkspace, do: Do) -> None:
    (term,) = do(commands.save_rows, Term, [], [{"term": "PTL"}])
    do(commands.remove_rows, Term, [term])
    before = opened.undo_state()
    assert do(commands.remove_rows, Term, [term]) == Removed(())
    assert opened.undo_state() == before


def test_who_changed_the_profile_last_is_said(do: Do, shown: Do) -> None:
    assert shown().last_change is None
    do(commands.save_rows, Term, [], [{"term": "PTL"}])
    last = shown().last_change
    assert last is not None
    assert last.who == "A. Steward"
