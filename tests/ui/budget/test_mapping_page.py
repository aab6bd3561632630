from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.domain.budget.book import LineMapping, LineRole
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.system import ServiceLine
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.ui.budget.mapping_page import MappingPage
from stewardship_desktop.ui.widgets.data_table import Edit
from tests.support import budget_files as files
from tests.ui.conftest import Surroundings

STROKE, THERAPIES = ServiceLine.id_for("Stroke"), ServiceLine.id_for("Therapies")


@pytest.fixture
def page(surroundings: Surroundings) -> Any:
    files.keep(surroundings.opened, files.BOOK)
    files.add_care_areas(surroundings.opened, "Stroke", "Ageing Well")
    return surroundings.show(MappingPage)


def test_an_empty_room_leads_to_the_book(surroundings: Surroundings) -> None:
    page = surroundings.show(MappingPage)
    assert page.bar.isVisible()
    page.table.empty.action_button.click()
    assert surroundings.gone == [("budget", None)]


def test_the_unmapped_rest_is_in_sight_in_pounds_and_per_cent(surroundings: Surroundings, page: Any) -> None:
    assert page.bar.labels["unmapped"].text() == "Unmapped rest: £2,620.2m, 100.0%, 58 lines"
    surroundings.act(commands.map_line, STROKE, CareArea.id_for("Stroke"), LineRole.MAIN)
    assert page.bar.labels["main"].text() == "Main lines of a care area: £22.5m, 0.9%, 1 line"
    assert page.bar.labels["unmapped"].text() == "Unmapped rest: £2,597.7m, 99.1%, 57 lines"
    assert page.filter_buttons["unmapped"].text() == "Not mapped 57"
    page.choose_filter("main")
    assert [line.name for line in page.table.rows()] == ["Stroke"]
    page.choose_filter("unmapped")
    assert len(page.table.rows()) == 57


def test_a_line_is_mapped_beside_the_table(surroundings: Surroundings, page: Any) -> None:
    page.table.select(THERAPIES)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert page.sheet.isVisible()
    editor = page.editor
    editor.table.rows_pasted.emit([{"care_area_id": CareArea.id_for("Stroke"), "role": LineRole.CONTRIBUTES}])
    surroundings.settle()
    [mapping] = surroundings.opened.read(records, LineMapping)
    assert [row.care_area_id for row in editor.table.rows()] == [CareArea.id_for("Stroke")]
    editor.table.edits_requested.emit([Edit(row_id=mapping.id, key="percent", value=Decimal(40))])
    surroundings.settle()
    assert "no evidence" in editor.table.notice.text_label.text()
    editor.table.edits_requested.emit([Edit(row_id=mapping.id, key="evidence", value="caseload")])
    surroundings.settle()
    editor.table.edits_requested.emit([Edit(row_id=mapping.id, key="percent", value=Decimal(40))])
    surroundings.settle()
    [mapping] = surroundings.opened.read(records, LineMapping)
    assert (mapping.percent, mapping.evidence) == (Decimal(40), "caseload")
    assert "40% put down with evidence" in editor.state.text()
    editor.table.rows_pasted.emit(
        [{"care_area_id": CareArea.id_for("Ageing Well"), "role": LineRole.MAIN, "percent": Decimal(70),
          "evidence": "guess"}]
    )  # fmt: skip
    surroundings.settle()
    assert "at most 60" in editor.table.notice.text_label.text()
    editor.table.delete_requested.emit([mapping.id])
    surroundings.settle()
    assert surroundings.opened.read(records, LineMapping) == []
    QTest.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()


def test_a_lines_area_is_changed_for_another(surroundings: Surroundings, page: Any) -> None:
    surroundings.act(commands.map_line, STROKE, CareArea.id_for("Stroke"), LineRole.MAIN)
    page.show_record(STROKE)
    [row] = page.editor.table.rows()
    edit = Edit(row_id=row.id, key="care_area_id", value=CareArea.id_for("Ageing Well"))
    page.editor.table.edits_requested.emit([edit])
    surroundings.settle()
    [mapping] = surroundings.opened.read(records, LineMapping)
    assert (mapping.care_area_id, mapping.role) == (CareArea.id_for("Ageing Well"), LineRole.MAIN)


def test_a_lines_own_page_is_one_button_away(surroundings: Surroundings, page: Any) -> None:
    assert not page.page_button.isEnabled()
    page.table.select(STROKE)
    page.page_button.click()
    assert surroundings.gone == [("budget", STROKE)]
