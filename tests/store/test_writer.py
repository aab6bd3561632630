"""Each primitive keeps table, record and state in step, and refuses in words what cannot stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.change import ALIVE, DELETE, canonical
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Organisation, OrganisationAlias, OrganisationStatus, Place
from stewardship_desktop.store.writer import Writer
from tests.support.stores import bring, contents, created, differences, lines_of, opened, working


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with working(tmp_path) as opened_one:
        yield opened_one


def do(workspace: OpenedWorkspace, act: Any) -> Any:
    """Run what the test writes as one act."""

    def command(writer: Writer) -> object:
        writer.name_act("Try")
        return act(writer)

    done = workspace.act(command).result()
    assert differences(workspace) == []
    return done


PLACE = Place(id="p", name="P")
TRUST = Organisation(id="o", name="O", place_id="p")
ALIAS = OrganisationAlias(id="a", alias="A", organisation_id="o")


def test_what_is_inserted_is_in_the_record(workspace: OpenedWorkspace) -> None:
    done = do(workspace, lambda writer: writer.insert_many([ALIAS, TRUST, PLACE]))
    assert {(change.entity, change.row_id) for change in done.notice.changes} == {
        ("organisation_alias", "a"),
        ("organisation", "o"),
        ("place", "p"),
    }
    (line,) = lines_of(workspace, "place", "p")
    assert line["op"] == "put"
    assert line["parents"] == "[]"
    assert '"_alive":1' in line["patch"]
    assert "transfer_of_care_hubs" not in line["patch"], "a first creation leaves out what is empty"


def test_an_edit_that_changes_nothing_writes_nothing(workspace: OpenedWorkspace) -> None:
    do(workspace, lambda writer: writer.insert(PLACE))
    assert do(workspace, lambda writer: writer.update(Place, "p", name="P")).notice is None
    assert do(workspace, lambda writer: writer.put(PLACE)).notice is None
    assert len(lines_of(workspace, "place", "p")) == 1


def test_fields_of_a_unit_travel_together(workspace: OpenedWorkspace) -> None:
    do(workspace, lambda writer: writer.insert_many([PLACE, TRUST]))
    do(workspace, lambda writer: writer.update(Organisation, "o", closed_on=date(2022, 7, 1)))
    patch = lines_of(workspace, "organisation", "o")[-1]["patch"]
    assert patch == canonical({"status": "current", "status_words": "", "closed_on": "2022-07-01"})


def test_many_are_updated_all_or_none(workspace: OpenedWorkspace) -> None:
    do(workspace, lambda writer: writer.insert_many([PLACE, TRUST]))
    before = contents(workspace)
    with pytest.raises(UserFixable, match="Name of the organisation is empty"):
        do(workspace, lambda w: w.update_many(Organisation, {"o": {"short_name": "x", "name": " "}}))
    with pytest.raises(UserFixable, match="no longer here"):
        do(workspace, lambda w: w.update_many(Organisation, {"o": {"name": "x"}, "none": {"name": "y"}}))
    assert contents(workspace) == before
    with pytest.raises(TypeError, match="never change"):
        do(workspace, lambda writer: writer.update(Organisation, "o", scope="elsewhere"))


def test_a_delete_takes_what_hangs_on_it_and_empties_the_rest(workspace: OpenedWorkspace) -> None:
    heir = Organisation(id="heir", name="H", successor_id="o", place_id="p")
    do(workspace, lambda writer: writer.insert_many([PLACE, TRUST, ALIAS, heir]))
    do(workspace, lambda writer: writer.delete(Organisation, "o"))
    held = contents(workspace)
    assert [row[0] for row in held["organisation"]] == ["heir"]
    assert held["organisation_alias"] == []
    last = [lines_of(workspace, *key)[-1] for key in (("organisation_alias", "a"), ("organisation", "o"))]
    assert [line["op"] for line in last] == [DELETE, DELETE]
    assert last[0]["hlc"] < last[1]["hlc"], "children go first"
    assert lines_of(workspace, "organisation", "heir")[-1]["patch"] == canonical({"successor_id": None})


def test_records_that_refer_to_each_other_in_a_ring_go_together(workspace: OpenedWorkspace) -> None:
    one = Organisation(id="1", name="One", successor_id="2")
    two = Organisation(id="2", name="Two", successor_id="1")
    do(workspace, lambda writer: writer.insert_many([one, two]))
    do(workspace, lambda writer: writer.delete_many(Organisation, ["1", "2"]))
    assert contents(workspace)["organisation"] == []


def test_a_reference_to_what_is_not_there_is_refused_in_words(workspace: OpenedWorkspace) -> None:
    do(workspace, lambda writer: writer.insert(PLACE))
    with pytest.raises(UserFixable, match="The other name of an organisation refers to an organisation that"):
        do(workspace, lambda writer: writer.insert(ALIAS))
    with pytest.raises(UserFixable, match="refers to a place that is no longer here"):
        do(workspace, lambda writer: (writer.insert(TRUST), writer.update(Organisation, "o", place_id="q")))

    def add_and_remove(writer: Writer) -> None:
        writer.insert(TRUST)
        writer.delete(Organisation, "o")
        writer.delete(Place, "p")

    do(workspace, add_and_remove)
    assert contents(workspace)["place"] == []


def test_an_id_that_is_there_is_refused_and_one_that_was_returns_with_its_history(
    workspace: OpenedWorkspace,
) -> None:
    do(workspace, lambda writer: writer.insert(Place(id="p", name="P", level="x", transfer_of_care_hubs=3)))
    with pytest.raises(UserFixable, match="is here already"):
        do(workspace, lambda writer: writer.insert(PLACE))
    with pytest.raises(UserFixable, match="is here already"):
        do(workspace, lambda writer: writer.insert_many([TRUST, TRUST, PLACE]))
    do(workspace, lambda writer: writer.delete(Place, "p"))
    do(workspace, lambda writer: writer.insert(PLACE))
    lines = lines_of(workspace, "place", "p")
    assert len(lines) == 3
    assert '"transfer_of_care_hubs":null' in lines[-1]["patch"], "what was must not shine through"


@pytest.mark.parametrize("text", ["a\x00b", "half a pair \ud800"])
def test_text_that_no_database_keeps_is_refused(workspace: OpenedWorkspace, text: str) -> None:
    with pytest.raises(UserFixable, match="can't be kept"):
        do(workspace, lambda writer: writer.insert(Place(id="p", name=text)))
    do(workspace, lambda writer: writer.insert(Place(id="p", name="the text \\u0000 itself")))
    with pytest.raises(UserFixable, match="larger than the workspace can keep"):
        do(workspace, lambda writer: writer.update(Place, "p", transfer_of_care_hubs=2**63))


def first_line(workspace: OpenedWorkspace, entity: str, row_id: str) -> tuple[str, ...]:
    return (str(lines_of(workspace, entity, row_id)[0]["change_id"]),)


def test_an_unsettled_field_is_not_written_over_and_others_are(workspace: OpenedWorkspace) -> None:
    do(workspace, lambda writer: writer.insert_many([PLACE, TRUST]))
    seen = first_line(workspace, "organisation", "o")
    do(workspace, lambda writer: writer.update(Organisation, "o", name="Mine"))
    bring(workspace, "organisation", "o", {"name": "Theirs"}, parents=seen)
    before = contents(workspace)
    assert [row[2] for row in before["conflict"]] == ["name"]
    for act in (
        lambda writer: writer.update(Organisation, "o", name="Third"),
        lambda writer: writer.delete(Organisation, "o"),
    ):
        with pytest.raises(UserFixable, match="Two people gave Name different values"):
            do(workspace, act)
    assert contents(workspace) == before
    do(workspace, lambda writer: writer.update(Organisation, "o", level="x"))
    assert contents(workspace)["conflict"] != []


def test_a_kept_record_goes_with_the_last_that_refers_to_it(workspace: OpenedWorkspace) -> None:
    do(workspace, lambda writer: writer.insert_many([PLACE, TRUST]))
    do(workspace, lambda writer: writer.delete(Organisation, "o"))
    for each in ("a", "b"):
        patch = created({"organisation_id": "o", "alias": each, "source": ""})
        bring(workspace, "organisation_alias", each, patch, parents=())
    held = contents(workspace)
    assert [row[0] for row in held["organisation"]] == ["o"], "kept for the sake of the two names"
    do(workspace, lambda writer: writer.delete(OrganisationAlias, "a"))
    assert contents(workspace)["organisation"] != []
    done = do(workspace, lambda writer: writer.delete(OrganisationAlias, "b"))
    assert contents(workspace)["organisation"] == []
    assert done.notice.ids("organisation") == {"o"}


def test_a_kept_record_that_is_edited_lives_on_by_itself(workspace: OpenedWorkspace) -> None:
    do(workspace, lambda writer: writer.insert_many([PLACE, TRUST]))
    do(workspace, lambda writer: writer.delete(Organisation, "o"))
    patch = created({"organisation_id": "o", "alias": "A", "source": ""})
    bring(workspace, "organisation_alias", "a", patch, parents=())
    do(workspace, lambda writer: writer.update(Organisation, "o", status=OrganisationStatus.CLOSED))
    do(workspace, lambda writer: writer.delete(OrganisationAlias, "a"))
    assert [row[0] for row in contents(workspace)["organisation"]] == ["o"]


def test_a_record_that_two_edits_have_made_break_its_rules_can_still_be_read(
    workspace: OpenedWorkspace,
) -> None:
    opening = Organisation(id="o", name="O", opened_on=date(2010, 1, 1))
    do(workspace, lambda writer: writer.insert(opening))
    seen = first_line(workspace, "organisation", "o")
    do(workspace, lambda writer: writer.update(Organisation, "o", opened_on=date(2020, 1, 1)))
    closed: dict[str, Any] = {"status": "closed", "status_words": "", "closed_on": "2015-01-01", ALIVE: 1}
    bring(workspace, "organisation", "o", closed, parents=seen)
    shown = do(workspace, lambda writer: writer.get(Organisation, "o")).result
    assert (shown.opened_on, shown.closed_on) == (date(2020, 1, 1), date(2015, 1, 1))
    do(workspace, lambda writer: writer.update(Organisation, "o", opened_on=date(2011, 1, 1)))


def test_a_file_remembers_across_a_restart(tmp_path: Path) -> None:
    from tests.support.stores import fresh

    path = fresh(tmp_path)
    with opened(path) as workspace:
        do(workspace, lambda writer: writer.insert(PLACE))
        do(workspace, lambda writer: writer.update(Place, "p", name="Q"))
        last = lines_of(workspace, "place", "p")[-1]["hlc"]
    with opened(path) as workspace:
        workspace.undo().result()
        assert lines_of(workspace, "place", "p")[-1]["hlc"] > last
        assert contents(workspace)["place"][0][2] == "P"
        assert workspace.undo_state().redo == "Try"
    with opened(path) as workspace:
        workspace.redo().result()
        assert contents(workspace)["place"][0][2] == "Q"
