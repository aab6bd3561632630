"""The example: what hangs on a care area's record belongs to that care area, so that it travels with it."""

from __future__ import annotations

from pathlib import Path

from stewardship_desktop.application.opened import open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.identity import PROGRAMME
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.domain.record import Record, references
from stewardship_desktop.store.queries.records import records
from tests.support.example import copy_example


def test_every_record_has_the_scope_of_what_it_hangs_on(tmp_path: Path) -> None:
    opened = open_for(Author("p", "P"), copy_example(tmp_path), read_only=True)
    try:
        every: list[Record] = [each for kind in KINDS for each in opened.read(records, kind.record_type)]
    finally:
        opened.close()
    scopes = {each.id: each.scope for each in every}
    checked = 0
    for each in every:
        for name, (target, required) in references(type(each)).items():
            row_id = getattr(each, name)
            wanted = row_id if target == "care_area" else scopes.get(row_id, PROGRAMME)
            if required and wanted != PROGRAMME:
                assert each.scope == wanted, each
                checked += 1
    assert checked > 50
