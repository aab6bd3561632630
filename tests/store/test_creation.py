"""The patch of a first creation: what it leaves out comes back, and means no disagreement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.change import ALIVE, canonical
from stewardship_desktop.domain.kinds import KINDS, RecordKind
from stewardship_desktop.domain.system import Organisation, Place
from stewardship_desktop.store.creation import first_patch
from stewardship_desktop.store.rows import plan_of, to_row
from tests.support.records import records
from tests.support.stores import bring, contents, differences, lines_of, working


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.entity)
@settings(max_examples=20)
@given(data=st.data())
def test_what_it_leaves_out_comes_back(kind: RecordKind, data: st.DataObject) -> None:
    plan = plan_of(kind.record_type)
    row = plan.row(data.draw(records(kind.record_type)))
    [patch] = first_patch(kind)([row])
    told = json.loads(patch)
    assert patch == canonical(told), "it is hashed as it stands"
    assert told.pop(ALIVE) == 1
    assert plan.complete(str(row[0]), str(row[1]), told) == row


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.entity)
@settings(max_examples=10)
@given(data=st.data())
def test_many_at_once_are_as_one_by_one(kind: RecordKind, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(records(kind.record_type), max_size=4))
    rows = list(map(plan_of(kind.record_type).row, drawn))
    first = first_patch(kind)
    assert first(rows) == [patch for row in rows for patch in first([row])]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.entity)
@settings(max_examples=10)
@given(data=st.data())
def test_only_what_is_empty_is_left_out(kind: RecordKind, data: st.DataObject) -> None:
    row = to_row(data.draw(records(kind.record_type)))
    [patch] = first_patch(kind)([tuple(row.values())])
    told = json.loads(patch)
    together = {name for unit in kind.units for name in unit}
    for name in set(row) - {"id", "scope"} - set(told):
        assert row[name] is None or (row[name] == "" and name not in together)


def test_two_who_make_the_same_record_disagree_on_what_both_said(tmp_path: Path) -> None:
    trust = Organisation(id="o", name="Trust", place_id="p")
    with working(tmp_path) as workspace:
        workspace.act(record.add, [Place(id="p", name="P"), trust]).result()
        (line,) = lines_of(workspace, "organisation", "o")
        assert '"short_name"' not in line["patch"]
        assert '"status_words":""' in line["patch"], "a blank goes with its unit"
        theirs = json.loads(line["patch"]) | {"short_name": "T", "status": "closed"}
        bring(workspace, "organisation", "o", theirs, parents=())
        held = contents(workspace)
        assert [name for _, _, name, _ in held["conflict"]] == ["status"]
        (row,) = held["organisation"]
        assert dict(zip(plan_of(Organisation).names, row, strict=True))["short_name"] == "T"
        assert differences(workspace) == []
