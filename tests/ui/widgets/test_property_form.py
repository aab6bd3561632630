"""A form sends each field as it is left, refuses in words, and never loses a half-typed draft."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets import Field, HistoryEntry, HistoryPopover, PropertyForm
from stewardship_desktop.ui.widgets.typed_text import Unreadable

FIELDS = (
    Field("name", "Name", required=True, help="As people say it.", most=20),
    Field("since", "Since", "date"),
    Field("people", "People", "integer", unit="people"),
    Field("rate", "Rate", "decimal"),
    Field("stage", "Stage", "choice", choices=[("c", "Crawl"), ("w", "Walk")]),
    Field("own", "Runs its own clinic", "check"),
    Field("why", "Why it matters", "long"),
    Field("by", "Changed by", read_only=True),
)
VALUES = {"name": "Stroke", "since": date(2023, 3, 16), "people": 1200, "rate": Decimal("1.5"), "stage": "c",
          "own": False, "why": "Because", "by": "Finance partner"}  # fmt: skip


@pytest.fixture
def form(qapp: QApplication, qtbot) -> PropertyForm:
    apply.apply_theme(qapp, "light", motion=False)
    made = PropertyForm(FIELDS, columns=2, history=lambda key: [])
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.set_values(VALUES)
    made.show()
    made.activateWindow()
    made.focus_field("name")
    qtbot.waitUntil(made.rows["name"].box.hasFocus)
    return made


def line(form: PropertyForm, key: str) -> QLineEdit:
    box = form.rows[key].box
    assert isinstance(box, QLineEdit)
    return box


def test_values_are_shown_the_way_people_read_them(form: PropertyForm) -> None:
    assert line(form, "since").text() == "16 March 2023"
    assert line(form, "people").text() == "1,200"
    assert line(form, "by").isReadOnly()
    assert form.values() == VALUES


def test_enter_sends_what_changed(form: PropertyForm, qtbot) -> None:
    line(form, "people").setText("1300")
    with qtbot.waitSignal(form.committed) as sent:
        qtbot.keyClick(line(form, "people"), Qt.Key.Key_Return)
    assert sent.args == ["people", 1300]
    assert line(form, "people").text() == "1,300"


def test_leaving_a_field_sends_it_and_an_unchanged_one_is_not_sent(form: PropertyForm, qtbot) -> None:
    with qtbot.assertNotEmitted(form.committed):
        form.focus_field("since")
    line(form, "since").setText("17/3/23")
    with qtbot.waitSignal(form.committed) as sent:
        form.focus_field("people")
    assert sent.args == ["since", date(2023, 3, 17)]


def test_a_sent_value_is_not_sent_twice_while_it_is_being_saved(form: PropertyForm, qtbot) -> None:
    line(form, "people").setText("5")
    sent: list[object] = []
    form.committed.connect(lambda key, value: sent.append(value))
    qtbot.keyClick(line(form, "people"), Qt.Key.Key_Return)
    form.focus_field("rate")
    form.focus_field("people")
    form.focus_field("rate")
    assert sent == [5]


def test_what_cannot_be_read_is_refused_in_words_and_kept(form: PropertyForm, qtbot) -> None:
    line(form, "people").setText("1,2oo")
    with qtbot.assertNotEmitted(form.committed):
        qtbot.keyClick(line(form, "people"), Qt.Key.Key_Return)
    row = form.rows["people"]
    assert "“1,2oo” is not a number" in row.error_label.text()
    assert row.error_label.isVisible()
    assert "not a number" in row.box.accessibleDescription()
    assert line(form, "people").text() == "1,2oo"
    qtbot.keyClick(row.box, Qt.Key.Key_Escape)
    assert line(form, "people").text() == "1,200"
    assert not row.error_label.isVisible()


def test_required_and_longest_are_held(form: PropertyForm, qtbot) -> None:
    line(form, "name").setText(" ")
    qtbot.keyClick(line(form, "name"), Qt.Key.Key_Return)
    assert "Name cannot be blank" in form.rows["name"].error_label.text()
    line(form, "name").setText("x" * 21)
    qtbot.keyClick(line(form, "name"), Qt.Key.Key_Return)
    assert "Shorten it to 20" in form.rows["name"].error_label.text()


def test_what_arrives_does_not_wipe_a_half_typed_draft(form: PropertyForm, qtbot) -> None:
    line(form, "name").setText("Stroke and hea")
    form.set_values({**VALUES, "name": "Stroke care", "people": 7})
    assert line(form, "name").text() == "Stroke and hea"
    assert "Stroke care" in form.rows["name"].elsewhere_label.text()
    assert line(form, "people").text() == "7"
    qtbot.keyClick(line(form, "name"), Qt.Key.Key_Escape)
    assert line(form, "name").text() == "Stroke care"


def test_a_draft_kept_over_an_arrival_can_be_sent(form: PropertyForm, qtbot) -> None:
    line(form, "name").setText("Mine")
    form.set_values({"name": "Theirs"})
    with qtbot.waitSignal(form.committed) as sent:
        qtbot.keyClick(line(form, "name"), Qt.Key.Key_Return)
    assert sent.args == ["name", "Mine"]
    form.set_values({"name": "Mine"})
    assert not form.rows["name"].elsewhere_label.isVisible()


def test_ticks_and_choices_are_sent_at_once(form: PropertyForm, qtbot) -> None:
    tick, stage = form.rows["own"].box, form.rows["stage"].box
    assert isinstance(tick, QCheckBox)
    assert isinstance(stage, QComboBox)
    with qtbot.waitSignal(form.committed) as sent:
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert sent.args == ["own", True]
    stage.setCurrentIndex(2)
    with qtbot.waitSignal(form.committed) as sent:
        stage.activated.emit(2)
    assert sent.args == ["stage", "w"]


def test_a_value_that_is_no_longer_offered_is_still_shown(form: PropertyForm) -> None:
    form.set_values({"stage": "gone"})
    box = form.rows["stage"].box
    assert isinstance(box, QComboBox)
    assert box.currentText() == "gone"


def test_a_refused_value_can_be_answered(form: PropertyForm) -> None:
    form.show_error("name", "Two care areas cannot have one name. Choose another.")
    assert form.rows["name"].error_label.isVisible()


def test_drafts_are_read_for_a_wizard(form: PropertyForm) -> None:
    line(form, "people").setText("12")
    assert form.drafts()["people"] == 12
    line(form, "people").setText("x")
    with pytest.raises(Unreadable):
        form.drafts()
    assert form.rows["people"].error_label.isVisible()


def test_every_box_has_its_label_and_the_tab_order_is_the_reading_order(form: PropertyForm, qtbot) -> None:
    for row in form.rows.values():
        assert row.box.accessibleName() == row.field.label
    long = form.rows["why"].box
    assert isinstance(long, QPlainTextEdit)
    assert long.tabChangesFocus()
    order = []
    for _ in range(2 * len(FIELDS)):
        focused = QApplication.focusWidget()
        order += [key for key, row in form.rows.items() if row.box is focused]
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order[: len(FIELDS)] == [field.key for field in FIELDS]


def test_history_opens_by_keyboard(qapp: QApplication, qtbot) -> None:
    entry = HistoryEntry(
        when="12 March 2023, 14:02", who="Finance partner", before="11", after="12", why="Recount"
    )
    form = PropertyForm(FIELDS[:1], history=lambda key: [entry])
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    form.focus_field("name")
    qtbot.waitUntil(form.rows["name"].box.hasFocus)
    qtbot.keyClick(form.rows["name"].box, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    opened = form.findChildren(HistoryPopover)
    assert len(opened) == 1
    assert opened[0].accessibleName() == "History of Name"
    assert opened[0].isVisible()
    qtbot.keyClick(opened[0].scroller, Qt.Key.Key_Escape)
    assert not opened[0].isVisible()
    assert form.rows["name"].box.hasFocus()


def test_a_narrow_form_has_one_column(form: PropertyForm) -> None:
    form.resize(300, 900)
    QApplication.processEvents()
    boxes = [row.geometry() for row in form.rows.values()]
    assert len({box.x() for box in boxes}) == 1
    assert all(above.bottom() < below.top() for above, below in pairwise(boxes))


class State(StrEnum):
    OPEN = "open"
    DONE = "done"


def test_an_enumeration_is_sent_as_itself(qapp: QApplication, qtbot) -> None:
    form = PropertyForm(
        [Field("state", "State", "choice", choices=[(each, each.name.title()) for each in State])]
    )
    qtbot.addWidget(form)
    form.set_values({"state": State.OPEN})
    box = form.rows["state"].box
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Open"
    box.setCurrentIndex(2)
    with qtbot.waitSignal(form.committed) as sent:
        box.activated.emit(2)
    assert sent.args[1] is State.DONE
