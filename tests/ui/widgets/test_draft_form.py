"""A form that is sent whole: by its button, and by Enter where a person's hand is already."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.ui.widgets import Field, SideSheet
from stewardship_desktop.ui.widgets.draft_form import DraftForm

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(qtbot: Any) -> DraftForm:
    made = DraftForm(
        [Field("name", "Name", required=True), Field("why", "Why", "long"), Field("new", "New", "check")],
        "Add it",
        quick=True,
    )
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key, modifiers", [("name", None), ("new", None), ("why", CTRL), ("name", CTRL)])
def test_enter_in_any_field_sends_the_form_once(
    form: DraftForm, qtbot: Any, key: str, modifiers: Qt.KeyboardModifier | None
) -> None:
    came: list[dict[str, Any]] = []
    form.form.set_values({"name": "First", "why": None, "new": False})
    form.sent.connect(lambda: came.append(form.form.drafts()))
    box = form.form.rows["why"].box
    qtbot.keyClicks(box, "Because")
    box = form.form.rows[key].box
    qtbot.keyClick(box, Qt.Key.Key_Return, modifiers or Qt.KeyboardModifier.NoModifier)
    assert came == [{"name": "First", "why": "Because", "new": False}]


def test_enter_in_a_longer_text_begins_its_next_line(form: DraftForm, qtbot: Any) -> None:
    came: list[bool] = []
    form.sent.connect(lambda: came.append(True))
    box = form.form.rows["why"].box
    qtbot.keyClicks(box, "One")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "Two")
    assert form.form.rows["why"].typed() == "One\nTwo"
    assert came == []


def test_a_long_form_is_sent_by_enter_with_ctrl_only(qtbot: Any) -> None:
    came: list[bool] = []
    made = DraftForm([Field("name", "Name", required=True), Field("unit", "Unit")], "Add it")
    qtbot.addWidget(made)
    made.show()
    made.sent.connect(lambda: came.append(True))
    box = made.form.rows["name"].box
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert came == []
    qtbot.keyClick(box, Qt.Key.Key_Return, CTRL)
    assert came == [True]


def test_esc_takes_back_a_field_then_puts_the_form_away_then_closes_the_sheet(qtbot: Any) -> None:
    host, body = QWidget(), QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    inside = QVBoxLayout(body)
    made = DraftForm([Field("name", "Name"), Field("why", "Why", "long")], "Add it", cancel=True)
    inside.addWidget(made)
    sheet = SideSheet(host)
    sheet.open_with(body, "Sheet")
    made.begin({"name": None, "why": None}, "why")
    ended: list[bool] = []
    made.ended.connect(lambda: ended.append(True))
    box = made.form.rows["why"].box
    qtbot.keyClicks(box, "Because")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert made.form.rows["why"].typed() is None
    assert (ended, made.isVisible()) == ([], True)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (ended, made.isVisible()) == ([True], False)
    assert sheet.isVisible()
    sheet.close_button.setFocus()
    qtbot.keyClick(sheet.close_button, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
