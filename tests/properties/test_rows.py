"""Every table's row mapping gives back what it was given, whatever that was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from stewardship_desktop.domain.kinds import KINDS, RecordKind
from stewardship_desktop.store import tables
from stewardship_desktop.store.connection import insert_rows
from stewardship_desktop.store.rows import from_row, plan_of, to_row, to_values
from tests.support.records import records


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.entity)
@settings(max_examples=15)
@given(data=st.data())
def test_a_record_comes_back_from_its_row(kind: RecordKind, data: st.DataObject) -> None:
    record = data.draw(records(kind.record_type))
    tables.derived()  # a table can be created once those it refers to are known
    table = tables.RECORD_TABLES[kind.entity]
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            table.create(connection)
            insert_rows(connection, table, [plan_of(kind.record_type).row(record)])
            row = connection.execute(select(table)).mappings().one()
            assert from_row(kind.record_type, row) == record
            assert to_row(from_row(kind.record_type, row)) == dict(row)
    finally:
        engine.dispose()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.entity)
@settings(max_examples=10)
@given(data=st.data())
def test_fields_one_by_one_are_the_row(kind: RecordKind, data: st.DataObject) -> None:
    record = data.draw(records(kind.record_type))
    row = to_row(record)
    assert to_values(kind.record_type, {name: getattr(record, name) for name in row}) == row
    plan = plan_of(kind.record_type)
    assert plan.complete(record.id, record.scope, row) == plan.row(record)
