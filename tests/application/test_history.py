"""Undo and redo: named, per person, newest first, and refused in words where something has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.history import UndoState
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Organisation, Place
from tests.support.stores import ME, OTHER, bring, contents, created, differences, lines_of, working


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with working(tmp_path) as one:
        yield one
        assert differences(one) == []


def add(workspace: OpenedWorkspace, *records: Any) -> None:
    workspace.act(record.add, list(records)).result()


def edit(workspace: OpenedWorkspace, **values: Any) -> None:
    edits = [record.FieldEdit(Organisation, "o", name, value) for name, value in values.items()]
    workspace.act(record.edit, edits).result()


def organisation(workspace: OpenedWorkspace) -> dict[str, Any]:
    from stewardship_desktop.store.inverse import current_row

    with workspace.workspace.reading() as connection:
        return dict(current_row(connection, "organisation", "o") or {})


def test_the_buttons_are_named_and_a_new_act_ends_redo(workspace: OpenedWorkspace) -> None:
    assert workspace.undo_state() == UndoState(None, None)
    add(workspace, Organisation(id="o", name="Trust"))
    edit(workspace, name="The trust")
    assert workspace.undo_state() == UndoState("Set name of The trust", None)
    done = workspace.undo().result()
    assert done.notice is not None
    assert (done.notice.kind, done.notice.label) == ("undo", "Undo Set name of The trust")
    assert done.notice.ids("organisation") == {"o"}
    assert workspace.undo_state() == UndoState("Add organisation Trust", "Set name of The trust")
    edit(workspace, level="x")
    assert workspace.undo_state() == UndoState("Set level of Trust", None)
    with pytest.raises(UserFixable, match="nothing to redo"):
        workspace.redo().result()


def test_each_person_has_their_own(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust"))
    workspace.become(OTHER)
    assert workspace.undo_state() == UndoState(None, None)
    with pytest.raises(UserFixable, match="nothing to undo"):
        workspace.undo().result()
    edit(workspace, level="theirs")
    workspace.become(ME)
    edit(workspace, name="The trust")
    workspace.become(OTHER)
    workspace.undo().result()
    row = organisation(workspace)
    assert (row["level"], row["name"]) == ("", "The trust")


def test_what_somebody_changed_since_stays_and_what_lies_below_can_be_undone(
    workspace: OpenedWorkspace,
) -> None:
    add(workspace, Organisation(id="o", name="Trust"))
    edit(workspace, level="mine")
    edit(workspace, name="Mine")
    workspace.become(OTHER)
    edit(workspace, name="Theirs")
    workspace.become(ME)
    with pytest.raises(UserFixable, match="Name of the organisation 'Theirs' was changed since"):
        workspace.undo().result()
    assert workspace.undo_state().undo == "Set level of Trust"
    workspace.undo().result()
    assert (organisation(workspace)["level"], organisation(workspace)["name"]) == ("", "Theirs")
    with pytest.raises(UserFixable, match="was changed since"):
        workspace.undo().result()


def test_a_value_that_somebody_else_has_set_again_is_theirs(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust"))
    edit(workspace, name="Mine")
    workspace.become(OTHER)
    edit(workspace, name="Other")
    edit(workspace, name="Mine")
    workspace.become(ME)
    with pytest.raises(UserFixable, match="changed since"):
        workspace.undo().result()
    assert organisation(workspace)["name"] == "Mine"


def test_what_somebody_else_did_and_undid_is_no_hindrance(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust"))
    edit(workspace, name="Mine")
    workspace.become(OTHER)
    edit(workspace, name="Other")
    workspace.undo().result()
    workspace.become(ME)
    workspace.undo().result()
    assert organisation(workspace)["name"] == "Trust"


def test_an_open_disagreement_is_not_settled_by_undo(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust"))
    seen = (str(lines_of(workspace, "organisation", "o")[0]["change_id"]),)
    edit(workspace, name="Mine")
    # Mine is newer by the clock, so it is what is shown meanwhile.
    bring(workspace, "organisation", "o", {"name": "Theirs"}, parents=seen, author=ME.person_id, hlc=1)
    before = contents(workspace)
    assert before["conflict"]
    with pytest.raises(UserFixable, match="changed since"):
        workspace.undo().result()
    assert contents(workspace) == before


def test_a_creation_that_others_have_built_on_stays(workspace: OpenedWorkspace) -> None:
    add(workspace, Place(id="p", name="P"))
    workspace.become(OTHER)
    add(workspace, Organisation(id="o", name="Trust", place_id="p"))
    workspace.become(ME)
    with pytest.raises(UserFixable, match="the place to which the organisation refers would not be there"):
        workspace.undo().result()
    assert len(contents(workspace)["place"]) == 1


def test_a_record_does_not_come_back_to_refer_to_what_is_gone(workspace: OpenedWorkspace) -> None:
    add(workspace, Place(id="p", name="P"))
    add(workspace, Organisation(id="o", name="Trust", place_id="p"))
    edit(workspace, place_id=None)
    workspace.become(OTHER)
    workspace.act(record.remove, {Place: ["p"]}).result()
    workspace.become(ME)
    with pytest.raises(UserFixable, match="would not be there"):
        workspace.undo().result()
    assert organisation(workspace)["place_id"] is None


def test_a_creation_with_its_own_reference_is_undone_in_one(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust"))

    def move(writer: Any) -> None:
        writer.insert(Place(id="p", name="P"))
        writer.update(Organisation, "o", place_id="p")
        writer.name_act("Move")

    workspace.act(move).result()
    workspace.undo().result()
    assert contents(workspace)["place"] == []
    workspace.redo().result()
    assert organisation(workspace)["place_id"] == "p"


def test_undo_does_not_make_what_the_rules_forbid(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust", opened_on=date(2020, 1, 1)))
    edit(workspace, opened_on=date(2010, 1, 1))
    workspace.become(OTHER)
    edit(workspace, closed_on=date(2015, 1, 1))
    workspace.become(ME)
    with pytest.raises(UserFixable, match="doesn't go with it"):
        workspace.undo().result()
    assert organisation(workspace)["opened_on"] == "2010-01-01"


def test_a_removal_is_not_undone_over_a_record_that_is_back(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust"))
    workspace.act(record.remove, {Organisation: ["o"]}).result()
    workspace.become(OTHER)
    add(workspace, Organisation(id="o", name="Theirs"))
    workspace.become(ME)
    with pytest.raises(UserFixable, match="is back already"):
        workspace.undo().result()
    assert organisation(workspace)["name"] == "Theirs"


def test_a_removal_is_not_done_again_over_what_others_wrote_since(workspace: OpenedWorkspace) -> None:
    add(workspace, Organisation(id="o", name="Trust"))
    workspace.act(record.remove, {Organisation: ["o"]}).result()
    workspace.undo().result()
    workspace.become(OTHER)
    edit(workspace, level="theirs")
    workspace.become(ME)
    with pytest.raises(UserFixable, match="changed since"):
        workspace.redo().result()
    assert organisation(workspace)["level"] == "theirs"
    assert created({})["_alive"] == 1
