from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.application.importing import accept_prepared, prepare
from stewardship_desktop.application.settings import NEGATIVES, Negatives
from stewardship_desktop.domain.budget.book import BudgetImport, LineComment
from stewardship_desktop.domain.budget.views import NOT_GIVEN
from stewardship_desktop.domain.system import Confidence, ServiceLine
from stewardship_desktop.store.queries.records import record, records
from stewardship_desktop.ui.budget.book_page import BudgetBookPage
from stewardship_desktop.ui.widgets.data_table import Edit
from tests.support import budget_files as files
from tests.ui.conftest import Surroundings

CARDIOLOGY = ServiceLine.id_for("Cardiology")


@pytest.fixture
def page(surroundings: Surroundings) -> Any:
    files.add_organisations(surroundings.opened)
    files.keep(surroundings.opened, *files.PERIODS)
    return surroundings.show(BudgetBookPage)


def test_an_empty_room_teaches_and_leads_to_the_import(surroundings: Surroundings) -> None:
    page = surroundings.show(BudgetBookPage)
    assert page.header.state_label.text() == "Nothing imported yet."
    assert page.views.empty.isVisible()
    page.views.empty.action_button.click()
    assert page.on_show(page.wizard_page)


def test_the_room_opens_on_what_is_due_and_the_common_total(page: Any) -> None:
    state = page.header.state_label.text()
    assert "7 files" in state
    assert "3 files have mismatches that nobody has noted on" in state
    assert "£2,620.2m printed" in state
    assert page.views.total_label.text() == "The same £2,620.2m in every view"
    assert page.views.total_label.toolTip() == "£2,620,154,000"
    assert "£2,000 less" in page.views.basis_label.text()
    rows = page.views.table.rows()
    assert (len(rows), rows[0].name, rows[0].percent) == (58, "Primary Care", "8.4%")
    assert page.views.chart.spec.title.startswith("Primary Care is the largest service: £219.6m")


def test_what_the_source_does_not_say_has_its_row_in_each_view(page: Any) -> None:
    for by in ("organisation", "place"):
        page.views.choose(by)
        assert [row.name for row in page.views.table.rows()] == [NOT_GIVEN]
        assert page.views.total_label.text() == "The same £2,620.2m in every view"
    resources = next(f for f in page._files if f.kind == "organisation-resources")
    page.views.files.setCurrentIndex(page.views.files.findData(resources.import_id))
    page.views.files.activated.emit(page.views.files.currentIndex())
    page.views.choose("organisation")
    assert page.views.table.rows()[0].name == "MSEFT"
    assert page.views.total_label.text() == "The same £13.1m in every view"


def test_files_say_what_the_checks_found_and_can_be_noted_on(surroundings: Surroundings, page: Any) -> None:
    page.tabs.choose("files")
    rows = {row.kind: row for row in page.files.table.rows()}
    assert rows["activity-by-type"].mismatches == 3
    by_type = rows["activity-by-type"].import_id
    page.files.table.edits_requested.emit([Edit(row_id=by_type, key="notes", value="Day case asked for")])
    surroundings.settle()
    kept = surroundings.opened.read(record, BudgetImport, by_type)
    assert kept is not None
    assert kept.checks_note == "Day case asked for"
    assert "2 files have mismatches" in page.header.state_label.text()


def test_a_check_report_is_opened_again_and_left_by_escape(page: Any) -> None:
    page.tabs.choose("files")
    by_type = next(f for f in page._files if f.kind == "activity-by-type")
    page.files.table.select(by_type.import_id)
    QTest.keyClick(page.files.table.grid, Qt.Key.Key_Return)
    assert page.on_show(page.report_page)
    assert page.report.chips["mismatch"].accessibleName() == "3 mismatches"
    panel = page.report.panel
    assert "5,392" in panel.detail_lines["cause"].text()
    assert "Kept as printed: 70,886" in panel.detail_lines["stored"].text()
    table = page.report.sheet.table
    assert (table.current_id(), table.grid.currentIndex().data()) == ("5", "5592")
    assert "row and column" in table.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(panel.tables["mismatch"].grid, Qt.Key.Key_Escape)
    assert page.on_show(page.home)


def test_a_version_is_removed_with_a_way_back(surroundings: Surroundings, page: Any) -> None:
    staffing = next(f for f in page._files if f.kind == "staffing")
    page.files.table.select(staffing.import_id)
    QTest.keyClick(page.files.table.grid, Qt.Key.Key_Delete)
    surroundings.settle()
    assert len(page.files.table.rows()) == 6
    _message, action, act = surroundings.notices[-1]
    assert action == "Undo"
    act()
    surroundings.settle()
    assert len(page.files.table.rows()) == 7


def test_a_lines_page_shows_its_files_and_their_pictures(page: Any) -> None:
    page.show_record(CARDIOLOGY)
    assert page.on_show(page.line_page)
    assert page.line_page.header.title_label.text() == "Cardiology"
    assert "£26.3m in 2020/21" in page.line_page.header.state_label.text()
    cards = page.line.cards
    assert len(cards) == 5
    assert all(card.chart is not None for card in cards)
    title = cards[0].chart.spec.title
    assert title.startswith("£14.4m is passed between these organisations; £13.1m is left")
    assert [s.name for s in cards[0].chart.spec.series] == ["Net", "Intragroup"]
    assert cards[4].chart.spec.title.startswith("MSEFT provides")
    cards[0].report_asked.emit(cards[0].import_id)
    assert page.on_show(page.report_page)


def test_a_line_is_questioned_and_judged(surroundings: Surroundings, page: Any) -> None:
    page.open_line(CARDIOLOGY)
    comments = page.line.comments
    QTest.keyClicks(comments.box, "Half a year?")
    QTest.keyClick(comments.box, Qt.Key.Key_Return)
    surroundings.settle()
    [made] = surroundings.opened.read(records, LineComment)
    assert made.comment == "Half a year?"
    assert "1 open comment" in page.line_page.header.state_label.text()
    comments.settled.emit(made.comment and made.id, True)
    surroundings.settle()
    assert "0 comments open, 1 settled" in comments.caption_label.text()
    page.line.trust.committed.emit("confidence", Confidence.FOR_DISCUSSION)
    surroundings.settle()
    line = surroundings.opened.read(record, ServiceLine, CARDIOLOGY)
    assert line is not None
    assert line.confidence is Confidence.FOR_DISCUSSION


def test_a_line_removed_elsewhere_sends_back_home(surroundings: Surroundings, page: Any) -> None:
    from stewardship_desktop.application.commands import record as generic

    page.open_line(CARDIOLOGY)
    surroundings.act(generic.remove, {ServiceLine: [CARDIOLOGY]})
    assert page.on_show(page.home)
    assert "no longer here" in surroundings.notices[-1][0]


def test_negatives_follow_the_persons_setting(surroundings: Surroundings, page: Any) -> None:
    assert page._amounts.short(-42_000_000) == "\u2212£420.0k"
    surroundings.settings.set(NEGATIVES, Negatives.BRACKETS)
    assert page._amounts.short(-42_000_000) == "(£420.0k)"
    assert page._amounts.exact(-42_000_050) == "(£420,000.50)"
    assert page._amounts.exact(None) == ""


def test_an_import_elsewhere_shows_at_once(surroundings: Surroundings, tmp_path: Path) -> None:
    page = surroundings.show(BudgetBookPage)
    prepared = prepare(surroundings.opened, files.FOLDER / files.BOOK, None, None, files.meaning(files.BOOK))
    surroundings.act(accept_prepared, prepared, "", {})
    assert len(page.files.table.rows()) == 1
    surroundings.act(commands.note_on_import, page._files[0].import_id, "seen")
    assert page._files[0].notes == "seen"
