"""The list of acts, what each changed, and the life of one record, from a real workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands import system as commands
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.care_area import CareArea, DataRequest, Objective
from stewardship_desktop.domain.change import PUT, Change
from stewardship_desktop.domain.identity import PROGRAMME, new_id
from stewardship_desktop.domain.system import Organisation, Person, Place
from stewardship_desktop.store import tables
from stewardship_desktop.store.queries import history, record_life
from stewardship_desktop.store.queries.history import Act, ActCursor, ActFilter
from stewardship_desktop.store.queries.record_life import FieldLine
from stewardship_desktop.store.workspace import Workspace, create

Do = Callable[..., Any]
ALL = ActFilter()


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


def all_acts(opened: OpenedWorkspace, wanted: ActFilter = ALL, limit: int = 100) -> list[Act]:
    found: list[Act] = []
    after: ActCursor | None = ActCursor()
    while after is not None:
        page = opened.read(history.acts, wanted, after, limit)
        assert len(page.acts) <= limit
        found += page.acts
        after = page.more
    return found


def labels(opened: OpenedWorkspace, wanted: ActFilter = ALL, limit: int = 100) -> list[str]:
    return [act.label for act in all_acts(opened, wanted, limit)]


def organisation(do: Do, name: str, **cells: Any) -> str:
    (row_id,) = do(commands.save_organisations, [], [{"name": name, **cells}])
    return str(row_id)


def test_acts_come_newest_first_and_page_without_gaps(opened: OpenedWorkspace, do: Do) -> None:
    for number in range(11):
        organisation(do, f"Trust {number}")
    expected = [f"Add organisation Trust {number}" for number in reversed(range(11))]
    expected.append("Introduce A. Steward")
    for limit in (1, 4, 12, 100):
        assert labels(opened, limit=limit) == expected
    assert opened.read(history.count_acts) == 12


def test_an_act_says_who_how_many_and_why(opened: OpenedWorkspace, do: Do) -> None:
    rows = [{"name": "A", "also_known_as": "Alpha; Ay"}, {"name": "B"}]
    opened.act(commands.save_organisations, [], rows, reason="list of March").result()
    act = all_acts(opened)[0]
    assert (act.who, act.why, act.records, act.here) == ("A. Steward", "list of March", 4, True)
    assert act.what == "2 organisations, 2 other names of an organisation"


def test_undone_acts_are_marked_and_the_undo_is_an_act(opened: OpenedWorkspace, do: Do) -> None:
    organisation(do, "A")
    opened.undo().result()
    newest, before, _ = all_acts(opened)
    assert (newest.label, newest.kind, newest.undone) == ("Undo Add organisation A", "undo", False)
    assert (before.label, before.undone) == ("Add organisation A", True)


def test_filters_by_person_kind_care_area_text_and_day(opened: OpenedWorkspace, do: Do) -> None:
    area = CareArea(id=new_id(), name="Stroke")
    do(record.add, [area])
    do(
        record.add,
        [Objective(id=new_id(), care_area_id=area.id, objective='Halve the "wait"', scope=area.id)],
    )
    trust = organisation(do, "Trust")
    opened.act(
        commands.save_organisations, [commands.CellEdit(trust, "level", "100%_x")], reason="as agreed"
    ).result()
    opened.become(Author("person-2", "B. Analyst"))
    organisation(do, "Council")
    assert labels(opened, ActFilter(author="person-2")) == [
        "Add organisation Council",
        "Introduce B. Analyst",
    ]
    assert labels(opened, ActFilter(entity="objective")) == ['Add objective Halve the "wait"']
    assert labels(opened, ActFilter(scope=area.id)) == ['Add objective Halve the "wait"']
    assert len(labels(opened, ActFilter(scope=PROGRAMME))) == 6
    assert labels(opened, ActFilter(text="AGREED")) == ["Edit Trust"]
    assert labels(opened, ActFilter(text="100%_X")) == ["Edit Trust"]
    assert labels(opened, ActFilter(text="10_%")) == []
    assert labels(opened, ActFilter(text='"wait"')) == ['Add objective Halve the "wait"']
    assert labels(opened, ActFilter(text="trust", entity="person")) == []
    now = all_acts(opened)[0].at_ms
    assert len(labels(opened, ActFilter(since_ms=now - 3_600_000, until_ms=now + 1))) == 7
    assert labels(opened, ActFilter(until_ms=now - 3_600_000)) == []
    assert labels(opened, ActFilter(since_ms=now + 1)) == []


def test_the_choices_of_the_filters(opened: OpenedWorkspace, do: Do) -> None:
    do(record.add, [CareArea(id="area-b", name="stroke"), CareArea(id="area-a", name="Cancer")])
    choices = opened.read(history.filter_choices)
    assert choices.people == (("person-1", "A. Steward"),)
    assert choices.kinds == (("care_area", "Care area"), ("person", "Person"))
    assert choices.scopes == ((PROGRAMME, "Shared by all"), ("area-a", "Cancer"), ("area-b", "stroke"))


def test_an_erased_person_has_no_name_and_keeps_the_acts(opened: OpenedWorkspace, do: Do) -> None:
    organisation(do, "A")
    opened.become(Author("person-2", "B. Analyst"))
    do(record.remove, {Person: ["person-1"]})
    oldest = all_acts(opened)[-1]
    assert oldest.who == "a person since removed"
    assert ("person-1", "a person since removed") in opened.read(history.filter_choices).people


def elsewhere(opened: OpenedWorkspace, *names: str, at_ms: int, author: str = "nobody here knows") -> str:
    """Write the changes of an act that another copy of the workspace made, without an entry in our list."""
    txn_id = new_id()

    def write(workspace: Workspace) -> None:
        lines = [
            Change(
                txn_id=txn_id,
                scope=PROGRAMME,
                entity="organisation",
                row_id=new_id(),
                op=PUT,
                patch={"_alive": 1, "name": name},
                parents=(),
                hlc=(at_ms << 16) + number,
                replica="another",
                author=author,
                author_role="",
                reason="",
                schema_v=1,
            ).row()
            for number, name in enumerate(names)
        ]
        with workspace.writing() as connection:
            connection.execute(insert(tables.change), lines)

    opened.runner.upkeep(write).result()
    return txn_id


def test_acts_from_another_copy_stand_between_ours(opened: OpenedWorkspace, do: Do) -> None:
    organisation(do, "Ours")
    now = all_acts(opened)[0].at_ms
    elsewhere(opened, "Old one", "Old two", at_ms=now - 86_400_000)
    newest = elsewhere(opened, "From tomorrow", at_ms=now + 86_400_000)
    expected = [
        "From another copy: 1 organisation",
        "Add organisation Ours",
        "Introduce A. Steward",
        "From another copy: 2 organisations",
    ]
    for limit in (1, 2, 3, 100):
        assert labels(opened, limit=limit) == expected
    first = all_acts(opened)[0]
    assert (first.who, first.here, first.txn_id) == ("somebody unknown here", False, newest)
    assert labels(opened, ActFilter(text="tomorrow")) == ["From another copy: 1 organisation"]
    assert labels(opened, ActFilter(since_ms=now + 1)) == ["From another copy: 1 organisation"]
    assert labels(opened, ActFilter(until_ms=now - 1000)) == ["From another copy: 2 organisations"]
    assert labels(opened, ActFilter(author="nobody here knows", entity="place")) == []


def test_an_act_tells_each_field_from_and_to_with_names(opened: OpenedWorkspace, do: Do) -> None:
    (place,) = do(commands.save_rows, Place, [], [{"name": "North"}])
    old = organisation(do, "Old", place_id=place)
    new = organisation(do, "New")
    do(commands.close_organisation, old, date(2022, 7, 1), new, "closed July 2022")
    records = opened.read(record_life.act_records, all_acts(opened)[0].txn_id)
    assert records.total == 1
    (change,) = records.records
    assert (change.kind, change.name, change.what, change.here) == ("organisation", "Old", "changed", True)
    assert [(line.title, line.before, line.after) for line in change.lines] == [
        ("Status", "current", "closed"),
        ("Status words", "", "closed July 2022"),
        ("Closed on", "", "1 July 2022"),
        ("Successor", "", "New"),
    ]
    added = opened.read(record_life.act_records, all_acts(opened)[2].txn_id).records[0]
    assert added.what == "added"
    assert FieldLine(field="place_id", title="Place", before="", after="North") in added.lines


def test_a_figure_and_a_removed_name_are_resolved(opened: OpenedWorkspace, do: Do) -> None:
    area = CareArea(id=new_id(), name="Stroke")
    do(record.add, [area])
    trust = organisation(do, "Trust")
    request = DataRequest(
        id=new_id(),
        care_area_id=area.id,
        scope=area.id,
        what="Bed days",
        asked_of_id=trust,
        asked_on=date(2023, 3, 4),
    )
    do(record.add, [request])
    asked = all_acts(opened)[0].txn_id
    do(commands.remove_rows, Organisation, [trust])
    told = opened.read(record_life.act_records, asked).records[0]
    assert told.scope_name == "Stroke"
    shown = {line.title: line.after for line in told.lines}
    assert shown["Asked of"] == "Trust (removed)"
    assert shown["Asked on"] == "4 March 2023"


def test_a_large_act_is_told_a_page_at_a_time(opened: OpenedWorkspace, do: Do) -> None:
    do(commands.save_rows, Place, [], [{"name": f"Place {number}"} for number in range(25)])
    txn_id = all_acts(opened)[0].txn_id
    names: list[str] = []
    for offset in (0, 10, 20):
        page = opened.read(record_life.act_records, txn_id, offset, 10)
        assert page.total == 25
        names += [each.name for each in page.records]
    assert names == [f"Place {number}" for number in range(25)]


def test_the_life_of_a_removed_record(opened: OpenedWorkspace, do: Do) -> None:
    trust = organisation(do, "Trust", short_name="T")
    do(commands.rename_organisation, trust, "Trust renamed", keep_old=False)
    opened.act(commands.remove_rows, Organisation, [trust], reason="entered twice").result()
    life = opened.read(record_life.record_life, "organisation", trust)
    assert life is not None
    assert (life.name, life.kind, life.here) == ("Trust renamed", "organisation", False)
    assert [(entry.what, entry.label, entry.who) for entry in life.entries] == [
        ("added", "Add organisation Trust", "A. Steward"),
        ("changed", "Rename Trust to Trust renamed", "A. Steward"),
        ("removed", "Remove Trust renamed", "A. Steward"),
    ]
    assert life.entries[2].why == "entered twice"
    assert life.entries[2].role == "clinical lead"
    assert {line.title: line.before for line in life.entries[2].lines}["Short name"] == "T"
    opened.undo().result()
    back = opened.read(record_life.record_life, "organisation", trust)
    assert back is not None
    assert back.here
    assert (back.entries[3].what, back.entries[3].label) == ("brought back", "Undo Remove Trust renamed")
    assert opened.read(record_life.record_life, "organisation", "never was") is None


def test_two_changes_of_a_record_in_one_act_are_one_line(opened: OpenedWorkspace, do: Do) -> None:
    trust = organisation(do, "Trust")

    def twice(writer: Any) -> None:
        writer.update(Organisation, trust, level="place")
        writer.update(Organisation, trust, level="system")
        writer.name_act("Set twice")

    do(twice)
    (told,) = opened.read(record_life.act_records, all_acts(opened)[0].txn_id).records
    assert [(line.before, line.after) for line in told.lines] == [("", "system")]


def test_the_history_of_one_field_newest_first(opened: OpenedWorkspace, do: Do) -> None:
    trust = organisation(do, "Trust")
    for level in ("place", "system"):
        do(commands.save_organisations, [commands.CellEdit(trust, "level", level)])
    do(commands.save_organisations, [commands.CellEdit(trust, "source", "a list")])
    found = opened.read(record_life.field_history, "organisation", trust, "level")
    assert [(each.before, each.after, each.who) for each in found] == [
        ("place", "system", "A. Steward"),
        ("", "place", "A. Steward"),
    ]
    assert opened.read(record_life.field_history, "organisation", "never was", "level") == ()


def test_a_kind_of_a_newer_version_is_still_told(opened: OpenedWorkspace, do: Do) -> None:
    organisation(do, "A")
    line = Change(
        txn_id="t",
        scope=PROGRAMME,
        entity="wall_chart",
        row_id="s1",
        op=PUT,
        patch={"_alive": 1, "name": "Morning", "seats": 12},
        parents=(),
        hlc=1 << 16,
        replica="another",
        author="x",
        author_role="",
        reason="",
        schema_v=9,
    ).row()

    def write(workspace: Workspace) -> None:
        with workspace.writing() as connection:
            connection.execute(insert(tables.change), [line])

    opened.runner.upkeep(write).result()
    assert labels(opened)[-1] == "From another copy: 1 wall chart"
    (told,) = opened.read(record_life.act_records, "t").records
    assert (told.kind, told.name, told.here) == ("wall chart", "Morning", False)
    assert [(each.title, each.after) for each in told.lines] == [("Name", "Morning"), ("Seats", "12")]
