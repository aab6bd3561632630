"""The forms of the Value room: what they ask first, what they refuse, and what they write."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QGuiApplication

from stewardship_desktop.domain.care_area import DataQuality
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, Scale
from tests.ui.value_framework.conftest import TODAY, Room

PERSONAL, POPULATION, RESOURCE = ValueColumn


def test_a_new_outcome_needs_its_words(room: Room) -> None:
    room.page.panels[POPULATION].add_button.click()
    form = room.sheet()
    assert form.question_label.text() == POPULATION.question
    room.press(form.draft.send_button)
    assert form.draft.form.rows["outcome"].error_label.text().startswith("Outcome cannot be blank")
    room.choose(form.draft.form, "column", "Resource")
    assert form.question_label.text() == RESOURCE.question
    room.type_into(form.draft.form, "outcome", "Beds are free")
    room.type_into(form.draft.form, "noticed_by", "ward staff")
    room.press(form.draft.send_button)
    made = room.small.whole().outcomes_of(RESOURCE)[-1]
    assert (made.outcome, made.noticed_by) == ("Beds are free", "ward staff")
    assert room.page.sheet.title_label.text() == "Resource outcome"
    shown = room.page.panels[RESOURCE].items[made.id]
    assert shown.caption_label.text() == "Would notice: ward staff. No metric yet"


def test_an_outcome_is_edited_on_its_sheet(room: Room) -> None:
    outcome = room.small.outcomes[PERSONAL]
    room.page.open_outcome(outcome)
    sheet = room.sheet()
    blank = room.type_into(sheet.form, "outcome", "  ")
    assert blank.error_label.text().startswith("Outcome cannot be blank")
    blank.revert()
    room.type_into(sheet.form, "noticed_by", "patients")
    shown = room.page.panels[PERSONAL].items[outcome]
    assert shown.caption_label.text() == "Would notice: patients"
    room.choose(sheet.form, "column", "Population")
    assert outcome in room.page.panels[POPULATION].items
    assert room.page.sheet.title_label.text() == "Population outcome"
    room.press(sheet.metric_button)
    assert room.sheet().form.rows["outcome_id"].typed() == outcome


def test_a_new_metric_asks_little_first_and_who_would_notice(room: Room) -> None:
    room.page.header.action_button.click()
    form = room.sheet()
    assert form.prompt_label.text().startswith("Who would notice")
    asked = [key for key, row in form.form.rows.items() if row.isVisibleTo(form)]
    assert asked == [
        "name", "noticed_by", "definition", "scale", "unit", "direction", "frequency", "outcome_id",
        "priority",
    ]  # fmt: skip
    room.press(form.draft.send_button)
    assert form.form.rows["name"].error_label.text().startswith("Name cannot be blank")
    room.type_into(form.form, "name", "door to NEEDLE")
    room.press(form.draft.send_button)
    assert form.draft.error_label.text() == "There is a metric door to NEEDLE already. Use another name."
    room.type_into(form.form, "name", "Home within a week")
    assert not form.draft.error_label.isVisible()
    room.choose(form.form, "scale", "Per cent of a denominator")
    assert form.form.rows["denominator"].isVisibleTo(form)
    room.type_into(form.form, "definition", "People home within seven days")
    room.type_into(form.form, "numerator", "People home")
    room.type_into(form.form, "denominator", "All discharged")
    room.choose(form.form, "frequency", "Quarterly")
    room.type_into(form.form, "noticed_by", "carers")
    room.press(form.draft.send_button)
    made = next(each for each in room.small.whole().metrics if each.metric.name == "Home within a week")
    assert made.metric.priority
    assert (made.metric.direction, made.metric.frequency) == (Direction.UP, Frequency.QUARTERLY)
    assert (made.definition.scale, made.definition.unit) == (Scale.PROPORTION, "%")
    assert (made.definition.numerator, made.definition.denominator) == ("People home", "All discharged")
    assert made.outcome.noticed_by == "carers"
    assert room.page.sheet.title_label.text() == "Home within a week"


def test_a_new_grade_needs_levels_and_a_rate_is_per_so_many(room: Room) -> None:
    room.page.add_metric_to(room.small.outcomes[POPULATION])
    form = room.sheet()
    room.type_into(form.form, "name", "Graded")
    room.choose(form.form, "scale", "A grade, such as E to A")
    room.press(form.draft.send_button)
    assert form.form.rows["levels"].error_label.text().startswith("A grade needs its levels")
    room.type_into(form.form, "levels", "one")
    assert form.form.rows["levels"].error_label.text().startswith("A grade needs its levels")
    room.type_into(form.form, "levels", "C; B; A")
    room.press(form.draft.send_button)
    room.page.add_metric_to(room.small.outcomes[POPULATION])
    form = room.sheet()
    room.type_into(form.form, "name", "Rated")
    room.choose(form.form, "scale", "A rate for a population")
    room.press(form.draft.send_button)
    found = {each.metric.name: each.definition for each in room.small.whole().metrics}
    assert found["Graded"].levels == ("C", "B", "A")
    assert (found["Rated"].per, found["Rated"].levels) == (100_000, ())


def test_a_request_due_before_it_was_asked_is_refused(room: Room) -> None:
    room.page.ask_for_data(metric_id=room.small.metrics["needle"])
    form = room.sheet()
    room.type_into(form.draft.form, "due_on", "1 October 2023")
    room.press(form.draft.send_button)
    assert form.draft.error_label.text().startswith("Data asked for and due: the second date lies before")
    room.type_into(form.draft.form, "due_on", "1 December 2023")
    room.choose(form.draft.form, "asked_of_id", "Trust A")
    room.press(form.draft.send_button)
    (made,) = room.small.metric("needle").requests
    assert (made.metric_id, made.column) == (room.small.metrics["needle"], PERSONAL)
    assert (made.asked_on, made.due_on) == (TODAY, date(2023, 12, 1))
    assert made.id in room.page.panels[PERSONAL].items


def test_a_request_is_chased_received_and_judged(room: Room) -> None:
    room.page.open_request(room.small.request_id)
    sheet = room.sheet()
    assert sheet.state_label.text() == ("Awaiting data from TA, asked on 4 March 2023 (34 weeks ago).")
    sheet.chase_button.click()
    assert QGuiApplication.clipboard().text().startswith("Subject: Stroke stewardship group")
    early = room.type_into(sheet.received, "received_on", "1 March 2023")
    assert early.error_label.text().startswith("Data asked for and received: the second date lies before")
    early.revert()
    room.press(sheet.came_button)
    room.choose(sheet.received, "quality", "Usable with care")
    (request,) = room.small.metric("cost").requests
    assert (request.received_on, request.quality) == (TODAY, DataQuality.USABLE)
    assert not sheet.chase_button.isEnabled()
    assert sheet.state_label.text() == "Received 7 months late."
    panel = room.page.panels[RESOURCE]
    assert room.small.request_id not in panel.items
    assert panel.nothing_label.text() == "Data came on 30 October 2023; no value of it is entered yet."
    assert not panel.ask_button.isVisible()
    room.press(sheet.remove_button)
    assert not room.page.sheet.isVisible()
