from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from stewardship_desktop.application.importing import accept, prepare
from stewardship_desktop.domain.budget.book import BudgetFigure, BudgetImport
from stewardship_desktop.domain.budget.meaning import PriceBase, Recurrence
from stewardship_desktop.domain.system import OrganisationAlias
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.ui.budget.book_page import BudgetBookPage
from stewardship_desktop.ui.budget.import_wizard import ACCEPT, CHECK, COLUMNS, FILE, MEANING, ImportWizard
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.widgets.data_table import Edit
from tests.support import budget_files as files
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.conftest import Surroundings

SAID = {
    "price_base": PriceBase.NOT_STATED.value,
    "recurrent": Recurrence.NOT_STATED.value,
}


def press(wizard: ImportWizard) -> None:
    """The step's own button, by keyboard."""
    wizard.stepper.next_button.setFocus()
    QTest.keyClick(wizard.stepper.next_button, Qt.Key.Key_Space)


def answer(wizard: ImportWizard, **answers: str) -> None:
    form = wizard.meaning_step.form
    assert form is not None
    form.set_values({**({} if "unit" not in form.rows else SAID), **answers})


def checked(wizard: ImportWizard, path: Path, **answers: str) -> None:
    """From the file to its check report."""
    wizard.begin_with(path)
    for _ in (FILE, COLUMNS):
        press(wizard)
    answer(wizard, **answers)
    press(wizard)


@pytest.fixture
def page(surroundings: Surroundings) -> Any:
    return surroundings.show(BudgetBookPage)


def test_the_budget_book_is_imported_by_keyboard(surroundings: Surroundings) -> None:
    surroundings.ask = ScriptedAsk(files.FOLDER / files.BOOK)
    page = surroundings.show(BudgetBookPage)
    page.header.action_button.setFocus()
    QTest.keyClick(page.header.action_button, Qt.Key.Key_Space)
    wizard = page.wizard
    assert page.on_show(page.wizard_page)
    assert not wizard.stepper.next_button.isEnabled()
    QTest.keyClick(wizard.file_step.choose_button, Qt.Key.Key_Space)
    assert wizard.file_step.name_label.text() == files.BOOK
    press(wizard)
    assert [row.meaning for row in wizard.columns_step.table.rows()] == [
        "line_no", "row_type", "service_line", "spend", "source"
    ]  # fmt: skip
    press(wizard)
    form = wizard.meaning_step.form
    assert form.rows["unit"].typed() == "thousand"
    QTest.keyClicks(form.rows["period"].box, "2020/21")
    answer(wizard)
    press(wizard)
    assert wizard.stepper.current_step() == CHECK
    assert wizard.report.chips["rounding"].accessibleName() == "1 rounding"
    assert wizard.report.panel.tabs.current_key() == "rounding"
    assert wizard.report.sheet.table.current_id() == "60"
    press(wizard)
    assert wizard.stepper.current_step() == ACCEPT
    assert wizard.stepper.next_button.text() == "Accept 58 lines with 1 rounding"
    assert "58 new service lines" in wizard.accept_step.stored_label.text()
    QTest.keyClicks(wizard.accept_step.notes_form.rows["notes"].box, "Two thousand short by rounding")
    press(wizard)
    surroundings.settle()
    [kept] = surroundings.opened.read(records, BudgetImport)
    assert (kept.version, kept.checks_note) == (1, "Two thousand short by rounding")
    assert page.on_show(page.home)
    assert page.files.table.current_id() == kept.id
    assert surroundings.notices[-1][0].startswith(files.BOOK)
    surroundings.undo()
    assert surroundings.opened.read(records, BudgetFigure) == []
    assert page.files.table.rows() == []


def test_nothing_is_chosen_for_the_person(page: Any) -> None:
    wizard = page.wizard
    wizard.begin_with(files.FOLDER / files.BOOK)
    press(wizard)
    press(wizard)
    form = wizard.meaning_step.form
    form.set_values({"period": "2020/21"})
    press(wizard)
    assert wizard.stepper.current_step() == MEANING
    assert not wizard.stepper.why_label.isHidden()
    assert not form.rows["price_base"].error_label.isHidden()
    form.set_values(SAID)
    form.rows["period"].box.setText("2020/22")
    press(wizard)
    assert wizard.stepper.current_step() == MEANING
    assert "2020/21" in form.rows["period"].error_label.text()


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "is empty"),
        (b"%PDF-1.4 something", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Excel format"),
    ],
)
def test_a_bad_file_is_one_line_and_another_can_be_chosen(
    page: Any, tmp_path: Path, content: bytes, said: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    wizard = page.wizard
    wizard.begin_with(bad)
    assert said in wizard.file_step.error_label.text()
    assert not wizard.stepper.next_button.isEnabled()
    assert wizard.file_step.choose_button.isEnabled()
    wizard.begin_with(files.FOLDER / files.STAFFING)
    assert wizard.stepper.next_button.isEnabled()
    assert wizard.file_step.error_label.isHidden()


def test_a_file_that_goes_while_it_is_looked_at(page: Any, tmp_path: Path) -> None:
    copy = files.changed_copy(tmp_path, files.BOOK)
    wizard = page.wizard
    wizard.begin_with(copy)
    press(wizard)
    press(wizard)
    copy.unlink()
    answer(wizard, period="2020/21")
    press(wizard)
    assert wizard.stepper.current_step() == MEANING
    assert "can't be read any more" in wizard.stepper.why_label.text()


def test_a_wrong_unit_is_refused_until_it_is_put_right(page: Any) -> None:
    wizard = page.wizard
    checked(wizard, files.FOLDER / files.BOOK, period="2020/21", unit="million")
    assert wizard.stepper.current_step() == CHECK
    assert not wizard.stepper.next_button.isEnabled()
    assert wizard.report.panel.tabs.current_key() == "also"
    assert "keeps this file out" in wizard.report.summary.text()
    wizard.stepper.back()
    answer(wizard, unit="thousand")
    press(wizard)
    assert wizard.stepper.next_button.isEnabled()


def test_a_cell_that_is_no_number_is_ringed_where_it_stands(page: Any, tmp_path: Path) -> None:
    copy = files.changed_copy(tmp_path, files.BOOK, ("22493", "224l3"))
    wizard = page.wizard
    checked(wizard, copy, period="2020/21")
    table = wizard.report.sheet.table
    row = next(row for row in table.rows() if row.row_no == 51)
    ring = table.model._rings(row, "spend")
    assert ring is not None
    assert ring[0] == "bad"
    assert "224l3" in ring[1]
    assert "Keeps it out" in wizard.report.panel.problems.model.index(0, 0).data()


def test_an_unknown_organisation_becomes_another_name(surroundings: Surroundings) -> None:
    files.add_organisations(surroundings.opened)
    page = surroundings.show(BudgetBookPage)
    wizard = page.wizard
    checked(wizard, files.FOLDER / files.RESOURCES, period="2020/21-H1")
    names = wizard.report.panel.names
    [row] = names.rows()
    assert row.printed == "System (Mid Essex hosted)"
    choices = [words for _, words in names.columns[2].choices]
    assert choices[:2] == ["Leave as printed", "Mid Essex CCG"]
    chosen = names.columns[2].choices[1][0]
    names.edits_requested.emit([Edit(row_id=row.id, key="means", value=chosen)])
    press(wizard)
    assert "1 other name: System (Mid Essex hosted)" in wizard.accept_step.stored_label.text()
    assert wizard.stepper.next_button.text() == "Accept 10 lines with 9 roundings"
    press(wizard)
    surroundings.settle()
    [alias] = surroundings.opened.read(records, OrganisationAlias)
    assert (alias.alias, alias.organisation_id) == (row.printed, chosen)


def test_imported_again_it_is_version_two_and_can_be_compared(
    surroundings: Surroundings, tmp_path: Path
) -> None:
    files.keep(surroundings.opened, files.BOOK)
    page = surroundings.show(BudgetBookPage)
    copy = files.changed_copy(tmp_path, files.BOOK, ("22493", "22500"))
    wizard = page.wizard
    wizard.begin_with(copy)
    assert "before" in wizard.file_step.told_label.text()
    press(wizard)
    press(wizard)
    answer(wizard, period="2020/21")
    press(wizard)
    press(wizard)
    assert "version 2" in wizard.accept_step.stored_label.text()
    press(wizard)
    surroundings.settle()
    assert page.files.compare_button.isEnabled()
    page.files.compare_button.click()
    assert page.on_show(page.compare_page)
    [row] = page.compare.table.rows()
    assert (row.label, row.before, row.after) == ("Stroke", 22493, 22500)
    QTest.keyClick(page.compare.table.grid, Qt.Key.Key_Escape)
    assert page.on_show(page.home)


def test_leaving_and_coming_back_loses_nothing(page: Any) -> None:
    wizard = page.wizard
    page.open_wizard()
    wizard.begin_with(files.FOLDER / files.BOOK)
    press(wizard)
    press(wizard)
    QTest.keyClicks(wizard.meaning_step.form.rows["period"].box, "2020/2")
    QTest.keyClick(wizard.meaning_step.form.rows["source"].box, Qt.Key.Key_Escape)
    assert page.on_show(page.home)
    assert page.header.action_button.text() == f"Go on importing {files.BOOK}"
    page.header.action_button.click()
    assert wizard.stepper.current_step() == MEANING
    assert wizard.meaning_step.form.rows["period"].box.text() == "2020/2"


def test_a_changed_answer_is_checked_anew_before_it_can_be_accepted(page: Any) -> None:
    wizard = page.wizard
    checked(wizard, files.FOLDER / files.BOOK, period="2020/21")
    press(wizard)
    assert wizard.stepper.current_step() == ACCEPT
    wizard.stepper.step_buttons[MEANING].click()
    answer(wizard, period="2021/22")
    wizard.stepper.step_buttons[ACCEPT].click()
    assert wizard.stepper.current_step() == CHECK
    assert wizard._prepared.table.period.year_text == "2021/22"


def test_a_column_can_be_said_to_mean_something_else(page: Any, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Thing,Wobble (£000)\nStroke,10\nPain,5\nTotal,15\n", encoding="utf-8")
    wizard = page.wizard
    wizard.begin_with(odd)
    press(wizard)
    assert wizard.stepper.why_label.text() == "Choose the kind of table."
    wizard.file_step.kinds.setCurrentIndex(1)
    wizard.file_step.kinds.activated.emit(1)
    press(wizard)
    press(wizard)
    assert wizard.stepper.current_step() == COLUMNS
    assert "service_line" in wizard.stepper.why_label.text()
    edits = [
        Edit(row_id="0", key="meaning", value="service_line"),
        Edit(row_id="1", key="meaning", value="spend"),
    ]
    wizard.columns_step.table.edits_requested.emit(edits)
    press(wizard)
    answer(wizard, period="2020/21")
    press(wizard)
    assert wizard.report.chips["ok"].accessibleName() == "1 fine"
    wizard.stepper.step_buttons[COLUMNS].click()
    wizard.columns_step.table.edits_requested.emit([Edit(row_id="0", key="meaning", value="spend")])
    assert [row.meaning for row in wizard.columns_step.table.rows()] == ["spend", ""]
    swapped = [Edit(row_id=at, key="meaning", value=to) for at, to in (("0", "service_line"), ("1", "spend"))]
    wizard.columns_step.table.edits_requested.emit(swapped)
    assert [row.meaning for row in wizard.columns_step.table.rows()] == ["service_line", "spend"]


def test_a_choice_that_cannot_be_leaves_the_others(page: Any, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Thing,Wobble,Wobble,\nStroke,10,11,12\nTotal,10,11,12\n", encoding="utf-8")
    wizard = page.wizard
    wizard.begin_with(odd)
    wizard.file_step.kinds.setCurrentIndex(1)
    wizard.file_step.kinds.activated.emit(1)
    press(wizard)
    table = wizard.columns_step.table
    table.edits_requested.emit([Edit(row_id="0", key="meaning", value="service_line")])
    for row_id, says in (("1", "2 times"), ("3", "without a heading")):
        table.edits_requested.emit([Edit(row_id=row_id, key="meaning", value="spend")])
        assert says in table.notice.text_label.text()
        assert [row.meaning for row in table.rows()] == ["service_line", "", "", ""]


def test_a_sheet_of_a_workbook_is_chosen(page: Any, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Cover"
    first.append(["Nothing", "here"])
    first.append(["to", "see"])
    second = book.create_sheet("Lines")
    for row in (["service line", "spend (£000)"], ["Stroke", 10], ["Total", 10]):
        second.append(row)
    path = tmp_path / "book.xlsx"
    book.save(path)
    wizard = page.wizard
    wizard.begin_with(path)
    sheets = wizard.file_step.sheets
    assert [sheets.itemText(at) for at in range(sheets.count())] == ["Cover", "Lines"]
    sheets.setCurrentIndex(1)
    sheets.activated.emit(1)
    assert wizard.file_step.kinds.currentData() == "budget-book"


def test_a_file_can_be_dropped(page: Any) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(files.FOLDER / files.STAFFING))])
    drop = page.wizard.file_step.drop
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop.dropEvent(event)
    assert page.wizard.file_name == files.STAFFING
    assert page.wizard.file_step.kinds.currentData() == "staffing"


@dataclass
class HeldJob:
    """A job that goes on when the test says so."""

    work: Callable[..., Any]
    then: Callable[[Any], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True

    def finish(self) -> None:
        self.then(self.work(lambda *_: None))


def test_checking_can_be_stopped_and_what_it_still_brings_is_passed_over(surroundings: Surroundings) -> None:
    held: list[HeldJob] = []

    def start(_words: str, work: Any, then: Any, _otherwise: Any) -> HeldJob:
        held.append(HeldJob(work, then))
        return held[-1]

    def make(context: RoomContext) -> BudgetBookPage:
        return BudgetBookPage(replace(context, start_job=start))

    page = surroundings.show(make)
    wizard = page.wizard
    page.open_wizard()
    wizard.begin_with(files.FOLDER / files.BOOK)
    assert not wizard.stepper.next_button.isEnabled()
    held[0].finish()
    press(wizard)
    press(wizard)
    answer(wizard, period="2020/21")
    press(wizard)
    assert wizard.progress.isVisible()
    assert not wizard.stepper.next_button.isEnabled()
    wizard.progress.cancel_button.click()
    assert held[1].cancelled
    assert wizard.stepper.current_step() == MEANING
    assert "stopped" in wizard.stepper.why_label.text()
    held[1].finish()
    assert wizard._prepared is None
    press(wizard)
    held[2].finish()
    assert wizard.stepper.next_button.isEnabled()
    wizard.begin_with(files.FOLDER / files.STAFFING)
    wizard.file_step.progress.cancel_button.click()
    assert held[3].cancelled
    assert "Nothing was stored" in wizard.file_step.error_label.text()
    assert surroundings.opened.read(records, BudgetImport) == []


def test_the_version_is_counted_when_it_is_written(surroundings: Surroundings) -> None:
    """Somebody else's acceptance between the check and the button takes the number first."""
    page = surroundings.show(BudgetBookPage)
    wizard = page.wizard
    checked(wizard, files.FOLDER / files.BOOK, period="2020/21")
    press(wizard)
    prepared = prepare(surroundings.opened, files.FOLDER / files.BOOK, None, None, files.meaning(files.BOOK))
    accept(surroundings.opened, prepared).result()
    press(wizard)
    surroundings.settle()
    assert sorted(v.version for v in surroundings.opened.read(records, BudgetImport)) == [1, 2]
