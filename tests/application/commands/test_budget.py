from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport, LineMapping, LineRole
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Confidence, ServiceLine
from stewardship_desktop.store.queries.budget.lines import line_page
from stewardship_desktop.store.queries.records import record, records
from tests.support import budget_files as files
from tests.support.workspaces import act, open_new

STROKE = ServiceLine.id_for("Stroke")
TODAY = date(2023, 3, 16)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedWorkspace]:
    with open_new(tmp_path) as made:
        files.keep(made, files.BOOK)
        yield made


def test_a_line_is_mapped_changed_and_unmapped(opened: OpenedWorkspace) -> None:
    [area] = files.add_care_areas(opened, "Stroke")
    act(opened, commands.map_line, STROKE, area, LineRole.CONTRIBUTES)
    act(opened, commands.map_line, STROKE, area, LineRole.MAIN, Decimal(60), " coding audit ")
    [mapping] = opened.read(records, LineMapping)
    assert (mapping.role, mapping.percent, mapping.evidence) == (LineRole.MAIN, Decimal(60), "coding audit")
    assert mapping.scope == area
    assert opened.undo_state().undo == "Map Stroke to Stroke"
    act(opened, commands.unmap_line, mapping.id)
    assert opened.read(records, LineMapping) == []


def test_a_per_cent_needs_evidence_and_room(opened: OpenedWorkspace) -> None:
    first, second = files.add_care_areas(opened, "Ageing Well", "Stroke")
    with pytest.raises(UserFixable, match="no evidence"):
        act(opened, commands.map_line, STROKE, first, LineRole.MAIN, Decimal(60))
    with pytest.raises(UserFixable, match="not a share"):
        act(opened, commands.map_line, STROKE, first, LineRole.MAIN, Decimal(101), "audit")
    act(opened, commands.map_line, STROKE, first, LineRole.MAIN, Decimal(60), "audit")
    with pytest.raises(UserFixable, match="at most 40"):
        act(opened, commands.map_line, STROKE, second, LineRole.CONTRIBUTES, Decimal("40.5"), "audit")
    act(opened, commands.map_line, STROKE, second, LineRole.CONTRIBUTES, Decimal(40), "audit")
    act(opened, commands.map_line, STROKE, first, LineRole.MAIN, Decimal(55), "audit")
    with pytest.raises(UserFixable, match="no longer here"):
        act(opened, commands.map_line, "gone", first, LineRole.MAIN)


def test_a_version_is_removed_with_its_figures_and_comes_back(opened: OpenedWorkspace) -> None:
    [kept] = opened.read(records, BudgetImport)
    before = opened.read(records, BudgetFigure)
    act(opened, commands.note_on_import, kept.id, " asked finance ")
    act(opened, commands.remove_import_version, kept.id)
    assert opened.read(records, BudgetFigure) == []
    assert len(opened.read(records, ServiceLine)) == 58
    opened.undo().result()
    assert opened.read(records, BudgetFigure) == before
    again = opened.read(record, BudgetImport, kept.id)
    assert again is not None
    assert again.checks_note == "asked finance"


def test_confidence_and_comments_are_part_of_a_lines_page(opened: OpenedWorkspace) -> None:
    act(opened, commands.set_confidence, STROKE, Confidence.FOR_DISCUSSION, "scope is open")
    made = act(opened, commands.comment, STROKE, " Is rehabilitation in it? ", TODAY)
    page = opened.read(line_page, STROKE)
    assert (page.confidence, page.confidence_reason) == (Confidence.FOR_DISCUSSION, "scope is open")
    assert [c.comment for c in page.comments] == ["Is rehabilitation in it?"]
    assert page.open_comments == 1
    with pytest.raises(UserFixable, match="before it was made"):
        act(opened, commands.settle_comment, made.id, date(2023, 3, 1))
    act(opened, commands.settle_comment, made.id, TODAY)
    assert opened.read(line_page, STROKE).open_comments == 0
    act(opened, commands.settle_comment, made.id, None)
    assert opened.read(line_page, STROKE).open_comments == 1
    with pytest.raises(UserFixable, match="empty"):
        act(opened, commands.comment, STROKE, "  ", TODAY)
