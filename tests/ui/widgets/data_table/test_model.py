"""The model changes nothing itself, tells Qt the least that changed, and sorts values as what they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from stewardship_desktop.ui.widgets.data_table.column import Column, Edit
from stewardship_desktop.ui.widgets.data_table.model import RowsModel


@dataclass(frozen=True, kw_only=True)
class Line:
    id: str
    name: str
    cost: int | None = None


COLUMNS = (
    Column("name", "Name", editable=True, required=True),
    Column("cost", "Cost", "integer", editable=True),
)


def lines(*costs: int | None) -> list[Line]:
    return [Line(id=f"r{at}", name=f"Line {at}", cost=cost) for at, cost in enumerate(costs)]


def ids(model: RowsModel) -> list[str]:
    return [model.id_at(row) for row in range(len(model.shown_rows()))]


@pytest.mark.parametrize("allow_new", [False, True])
def test_qt_finds_no_fault_with_the_model(qtmodeltester, allow_new: bool) -> None:
    model = RowsModel(COLUMNS, allow_new=allow_new)
    qtmodeltester.check(model)
    model.set_rows(lines(3, None, 1))
    qtmodeltester.check(model)


def test_numbers_sort_as_numbers_and_blanks_come_last_both_ways() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(lines(100, None, 9, -1))
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert ids(model) == ["r3", "r2", "r0", "r1"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert ids(model) == ["r0", "r2", "r3", "r1"]
    model.sort(-1)
    assert ids(model) == ["r0", "r1", "r2", "r3"]


def test_text_sorts_the_way_people_count() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows([Line(id="a", name="Line 10"), Line(id="b", name="line 9"), Line(id="c", name="Line")])
    model.sort(0)
    assert ids(model) == ["c", "b", "a"]


def test_the_filter_finds_every_word_in_any_column() -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(lines(100, 20, 3))
    model.set_filter("LINE 20")
    assert ids(model) == ["r1"]
    model.set_filter("nothing like it")
    assert ids(model) == []
    model.set_filter("")
    assert ids(model) == ["r0", "r1", "r2"]


def test_an_edit_is_asked_for_and_not_done(qtbot) -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(lines(1))
    with qtbot.waitSignal(model.edits_requested) as asked:
        assert model.setData(model.index(0, 1), 7)
    assert asked.args == [[Edit(row_id="r0", key="cost", value=7)]]
    assert model.index(0, 1).data() == "1"
    with qtbot.assertNotEmitted(model.edits_requested):
        assert not model.setData(model.index(0, 1), 1)


def test_a_new_row_waits_for_what_it_needs(qtbot) -> None:
    model = RowsModel(COLUMNS, allow_new=True)
    model.set_rows(lines(1))
    with qtbot.assertNotEmitted(model.new_row_filled):
        model.setData(model.index(1, 1), 5)
    with qtbot.waitSignal(model.new_row_filled) as filled:
        model.setData(model.index(1, 0), "New")
    assert filled.args == [{"cost": 5, "name": "New"}]
    assert model.draft == {}


def test_ids_that_repeat_are_refused() -> None:
    with pytest.raises(ValueError, match="'r0'"):
        RowsModel(COLUMNS).set_rows([*lines(1), *lines(2)])


def test_only_changed_rows_are_told(qtbot) -> None:
    model = RowsModel(COLUMNS)
    rows = lines(1, 2, 3)
    model.set_rows(rows)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([rows[0], replace(rows[1], cost=9), rows[2]])
    assert told == [(1, 1)]


@given(
    st.lists(st.integers(0, 30), unique=True, max_size=20),
    st.lists(st.integers(0, 30), unique=True, max_size=20),
    st.sampled_from([-1, 0, 1]),
)
def test_a_mark_on_a_row_stays_on_it_whatever_arrives(old: list[int], new: list[int], column: int) -> None:
    model = RowsModel(COLUMNS)
    model.set_rows([Line(id=f"r{n}", name=f"n{n}", cost=-n) for n in old])
    model.sort(column)
    marks = {model.id_at(row): QPersistentModelIndex(model.index(row, 1)) for row in range(len(old))}
    reset: list[bool] = []
    model.modelReset.connect(lambda: reset.append(True))
    model.set_rows([Line(id=f"r{n}", name=f"n{n}", cost=-n) for n in new])
    fresh = RowsModel(COLUMNS)
    fresh.set_rows([Line(id=f"r{n}", name=f"n{n}", cost=-n) for n in new])
    fresh.sort(column)
    assert ids(model) == ids(fresh)
    assert [model.place_of(row_id) for row_id in ids(model)] == list(range(len(new)))
    if not reset:
        for row_id, mark in marks.items():
            assert mark.isValid() == (int(row_id[1:]) in new)
            if mark.isValid():
                assert model.id_at(mark.row()) == row_id
