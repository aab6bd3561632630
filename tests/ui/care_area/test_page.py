from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.care_area import (
    AdoptionState,
    CareArea,
    Objective,
    ScopeSide,
    SpecificationAnswer,
    SpecificationPart,
    SpecificationPrompt,
    Standard,
)
from stewardship_desktop.ui.care_area.answer_form import AnswerForm
from stewardship_desktop.ui.care_area.list_sections import ObjectivesSection, ScopeSection
from stewardship_desktop.ui.care_area.page import CareAreaPage
from stewardship_desktop.ui.care_area.standards_section import StandardsSection
from stewardship_desktop.ui.widgets import Edit
from tests.support.care_areas import QUESTIONS, TODAY, two_areas
from tests.ui.conftest import Surroundings


class AreaInMarch(CareAreaPage):
    def today(self) -> date:
        return TODAY


def open_stroke(surroundings: Surroundings) -> AreaInMarch:
    stroke, _ = two_areas(surroundings)
    page: AreaInMarch = surroundings.show(AreaInMarch)
    page.show_care_area(stroke)
    return page


def type_and_leave(form: AnswerForm, key: str, text: str) -> None:
    """Type into a field and go on from it."""
    row = form.form.rows[key]
    if isinstance(row.box, QPlainTextEdit):
        row.box.setPlainText(text)
    else:
        assert isinstance(row.box, QLineEdit)
        row.box.setText(text)
    row.commit()


def answer(page: CareAreaPage, prompt_id: str) -> SpecificationAnswer | None:
    assert page.view is not None
    return next(each.answer for each in page.view.prompts if each.prompt.id == prompt_id)


def test_no_area_leads_to_the_list(surroundings: Surroundings) -> None:
    page = surroundings.show(AreaInMarch)
    page.nothing.action_button.click()
    assert surroundings.gone == [("care_areas", None)]


def test_no_questions_offers_the_starters(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    surroundings.act(record.remove, {SpecificationPrompt: [each.id for each in QUESTIONS]})
    spec = page.specification
    assert spec.stack.currentIndex() == 1
    spec.nothing.action_button.click()
    surroundings.qtbot.waitUntil(lambda: spec.stack.currentIndex() == 0)
    assert spec.picker.buttons[SpecificationPart.OUTCOMES].accessibleName() == "Outcomes: none of 6 answered"


def test_an_answer_is_saved_field_by_field_and_undone(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    form = page.specification.form
    assert form.prompt_id == "population-1"
    type_and_leave(form, "answer", "Adults")
    type_and_leave(form, "source", "The group")
    surroundings.qtbot.waitUntil(lambda: form.missing_label.text() == "Complete.")
    button = page.specification.picker.buttons[SpecificationPart.POPULATION]
    assert button.accessibleName() == "Population: 1 of 2 complete"
    surroundings.undo()
    assert form.missing_label.text() == "Add a source."


def test_a_figure_waits_for_its_unit_and_keeps_its_digits(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    form = page.specification.form
    type_and_leave(form, "figure", "1,234.50")
    surroundings.settle()
    assert answer(page, "population-1") is None
    assert "needs its unit" in form.form.rows["figure"].error_label.text()
    type_and_leave(form, "unit", "people")
    surroundings.qtbot.waitUntil(lambda: answer(page, "population-1") is not None)
    kept = answer(page, "population-1")
    assert kept is not None
    assert (kept.figure, kept.unit) == (Decimal("1234.50"), "people")
    assert form.form.rows["figure"].error_label.text() == ""


def test_a_figure_without_a_unit_is_not_left_behind(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    form = page.specification.form
    type_and_leave(form, "figure", "5")
    page.specification.step(1)
    assert form.prompt_id == "population-1"
    box = form.form.rows["figure"].box
    assert isinstance(box, QLineEdit)
    assert box.text() == "5"


def test_what_is_no_number_is_said_and_stays(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    form = page.specification.form
    type_and_leave(form, "figure", "12oo")
    assert "12oo" in form.form.rows["figure"].error_label.text()
    page.specification.show_part(SpecificationPart.BURDEN)
    assert form.prompt_id == "population-1"
    assert page.specification.part is SpecificationPart.POPULATION


def test_partial_dates_stay_in_words(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    form = page.specification.form
    type_and_leave(form, "answer", "Adults")
    type_and_leave(form, "as_at", "March 2022")
    surroundings.qtbot.waitUntil(
        lambda: (kept := answer(page, "population-1")) is not None and kept.as_at is not None
    )
    kept = answer(page, "population-1")
    assert kept is not None
    assert (kept.as_at, kept.as_at_words) == (date(2022, 3, 1), "March 2022")
    box = form.form.rows["as_at"].box
    assert isinstance(box, QLineEdit)
    assert box.text() == "March 2022"


def test_the_keyboard_goes_through_questions_over_the_ends_of_parts(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    spec = page.specification
    spec.form.begin()
    box = spec.form.form.rows["answer"].box
    for expected in ("population-2", "burden-1"):
        surroundings.qtbot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert spec.form.prompt_id == expected
    assert spec.part is SpecificationPart.BURDEN
    surroundings.qtbot.keyClick(box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert spec.form.prompt_id == "population-2"
    surroundings.qtbot.keyClick(spec.picker.buttons[SpecificationPart.ACTIVITY], Qt.Key.Key_Space)
    assert spec.form.prompt_id == "activity-1"
    spec.table.grid.setFocus()
    surroundings.qtbot.keyClick(spec.table.grid, Qt.Key.Key_Down)
    assert spec.form.prompt_id == "activity-2"


def test_a_half_typed_answer_outlives_a_change_from_elsewhere(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    page.activateWindow()
    page.specification.form.begin()
    box = page.specification.form.form.rows["answer"].box
    assert isinstance(box, QPlainTextEdit)
    surroundings.qtbot.waitUntil(box.hasFocus)
    surroundings.qtbot.keyClicks(box, "Half")
    assert page.view is not None
    surroundings.act(
        record.edit, [record.FieldEdit(CareArea, page.view.area.id, "lead_note", "another lead")]
    )
    assert box.toPlainText() == "Half"


def test_scope_takes_rows_and_refuses_none_of_them_halfway(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    scope = page.sections["scope"][1]
    assert isinstance(scope, ScopeSection)
    page.tabs.choose("scope")
    assert scope.state_label.text().startswith("Nothing agreed yet.")
    scope.table.rows_pasted.emit(
        [
            {"item": "Acute stroke", "side": "in scope", "reason": "core"},
            {"item": "Surgery", "side": "out of scope"},
        ]
    )
    surroundings.qtbot.waitUntil(lambda: len(scope.table.rows()) == 2)
    assert [row.side for row in scope.table.rows()] == [ScopeSide.IN, ScopeSide.OUT]
    assert scope.state_label.text() == "1 in scope, 1 out of scope. 2 without a date or a reason."
    scope.table.rows_pasted.emit([{"item": "Fine", "side": "in scope"}, {"item": " ", "side": "in scope"}])
    surroundings.settle()
    assert len(scope.table.rows()) == 2
    surroundings.undo()
    assert scope.table.rows() == []


def test_objectives_keep_their_order_and_aims(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    objectives = page.sections["objectives"][1]
    assert isinstance(objectives, ObjectivesSection)
    page.tabs.choose("objectives")
    for words in ("First", "Second"):
        objectives.table.rows_pasted.emit([{"objective": words, "aims": ("health",)}])
        surroundings.settle()
    surroundings.qtbot.waitUntil(lambda: len(objectives.table.rows()) == 2)
    objectives.table.select(objectives.table.rows()[1].id)
    objectives.up_button.click()
    surroundings.qtbot.waitUntil(lambda: objectives.table.rows()[0].objective == "Second")
    row_id = objectives.table.rows()[0].id
    objectives.table.edits_requested.emit([Edit(row_id=row_id, key="aims", value=None)])
    surroundings.qtbot.waitUntil(lambda: objectives.table.rows()[0].aims == ())
    late = record.FieldEdit(Objective, row_id, "refresh_on", date(2023, 3, 1))
    surroundings.act(record.edit, [late])
    assert "1 past the date" in objectives.state_label.text()


def test_adoption_is_chosen_in_the_grid_and_dated_today(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    standards = page.sections["standards"][1]
    assert isinstance(standards, StandardsSection)
    page.tabs.choose("standards")
    standards.table.rows_pasted.emit([{"name": "Rehabilitation"}])
    surroundings.qtbot.waitUntil(lambda: len(standards.table.rows()) == 1)
    standard: Standard = standards.table.rows()[0]
    assert standards.grid is not None
    chosen = Edit(row_id="trust", key=standard.id, value=str(AdoptionState.ADOPTED.value))
    standards.grid.edits_requested.emit([chosen])
    surroundings.qtbot.waitUntil(
        lambda: standards.state_label.text() == "1 standard; 1 of 1 answer says adopted."
    )
    assert standards.grid.rows()[0]["as_at"] == "16 March 2023"
    surroundings.undo()
    assert standards.grid.rows()[0][standard.id] is AdoptionState.NOT_ASKED


def test_a_blueprint_is_started_written_and_compared(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    blueprint = page.blueprint
    page.tabs.choose("blueprint")
    assert blueprint.new_year.text() == "2022/23"
    blueprint.new_year.setText("2023")
    blueprint.start_button.click()
    surroundings.qtbot.waitUntil(lambda: "2023" in blueprint.error_label.text())
    blueprint.new_year.setText("2022/23")
    blueprint.start_button.click()
    surroundings.qtbot.waitUntil(lambda: blueprint.year_box.count() == 1)
    row = blueprint.form.rows["how_it_works"]
    assert isinstance(row.box, QPlainTextEdit)
    row.box.setPlainText("One door")
    row.commit()
    blueprint.sources.rows_pasted.emit([{"kind": "evidence", "citation": "A review"}])
    surroundings.qtbot.waitUntil(lambda: len(blueprint.sources.rows()) == 1)
    surroundings.qtbot.waitUntil(lambda: blueprint.start_button.text() == "Start from 2022/23")
    blueprint.start_button.click()
    surroundings.qtbot.waitUntil(lambda: blueprint.year_box.currentText() == "2023/24")
    row.box.setPlainText("One door, one call")
    row.commit()
    surroundings.settle()
    blueprint.compare_box.setCurrentIndex(1)
    blueprint.compare_box.activated.emit(1)
    changes = {each["what"]: each["state"] for each in blueprint.comparison.rows()}
    assert changes["How the area works at its best"] == ("Changed", "info")
    assert changes["Sources"] == ("Same", "neutral")


def test_the_areas_own_fields_and_a_step_of_its_history(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    page.show_record("lead")
    assert page.tabs.current_key() == "about"
    row = page.about.form.rows["also_called"]
    assert isinstance(row.box, QLineEdit)
    row.box.setText("Brain attack; CVA")
    row.commit()
    surroundings.qtbot.waitUntil(lambda: "also called Brain attack, CVA" in page.header.state_label.text())
    name = page.about.form.rows["name"]
    assert isinstance(name.box, QLineEdit)
    name.box.setText("")
    name.commit()
    assert "cannot be blank" in name.error_label.text()


def test_links_from_elsewhere_open_the_right_section(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    page.show_record("scope")
    assert page.tabs.current_key() == "scope"
    page.show_record("burden-2")
    assert (page.tabs.current_key(), page.specification.form.prompt_id) == ("specification", "burden-2")
    page.show_record("questions")
    assert page.questions_sheet.isVisible()
    assert len(page.questions.table.rows()) == len(QUESTIONS)


def test_an_area_removed_elsewhere_is_no_longer_shown(surroundings: Surroundings) -> None:
    page = open_stroke(surroundings)
    assert page.view is not None
    surroundings.act(record.remove, {CareArea: [page.view.area.id]})
    assert page.nothing.isVisible()
    surroundings.undo()
    assert page.header.title_label.text() == "Stroke"
