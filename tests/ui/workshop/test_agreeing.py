"""Agreeing what is shown: the next act after a reveal, said in words once done, and again in step 6."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.domain.star.session import Measure
from stewardship_desktop.ui.workshop.agreeing import AGREE, medians_shown
from tests.ui.workshop.conftest import Room


def reveal(room: Room, round_: int, *names: str) -> None:
    ids = [room.session.options[name] for name in names]
    room.surroundings.act(workshop.reveal, room.session.session_id, ids, round_)


def test_after_a_reveal_agree_is_the_next_act_and_then_says_what_is_agreed(room: Room) -> None:
    room.score(1, ward=(10, 12, 60, 62), clinic=(40, 41, 42, 43))
    page = room.open()
    page.go_to(3)
    entry = page.panel.entry
    agree = entry.agree_button
    assert (agree.text(), agree.isEnabled(), agree.property("kind")) == (AGREE, False, "secondary")
    entry.reveal_all_button.setFocus()
    room.key(Qt.Key.Key_Space)
    assert agree.hasFocus()
    assert (agree.text(), agree.isEnabled(), agree.property("kind")) == (AGREE, True, "primary")
    room.key(Qt.Key.Key_Space)
    assert (agree.text(), agree.isEnabled()) == ("Agreed: 2 benefits", False)
    assert agree.property("kind") == "secondary"
    assert entry.grid.hasFocus()
    # Of round 2 the new median is open, and it alone.
    page.go_to(4)
    second = page.panel.entry.agree_button
    assert (second.text(), second.isEnabled()) == ("Agreed: 1 benefit", False)
    room.score(2, ward=(30, 32, 34, 36))
    reveal(room, 2, "ward")
    assert (second.text(), second.isEnabled()) == (AGREE, True)
    second.click()
    room.settle()
    assert (second.text(), second.isEnabled()) == ("Agreed: 1 benefit", False)
    assert room.records().best(room.session.options["ward"], Measure.BENEFIT) == 33


def test_a_reveal_from_the_grid_leaves_the_keyboard_there(room: Room) -> None:
    page = room.open()
    page.go_to(3)
    room.type(page.panel.entry.grid, "40")
    room.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.round for each in room.records().reveals] == [1]
    assert page.panel.entry.agree_button.isEnabled()
    assert page.panel.entry.grid.hasFocus()


def test_the_pictures_say_what_is_shown_and_not_agreed_and_agree_it(room: Room) -> None:
    room.score(1, ward=(10, 12, 60, 62), clinic=(40, 41, 42, 43))
    page = room.open()
    page.go_to(5)
    step = page.panel
    assert not step.agree_row.isVisible(), "nothing is shown yet"
    reveal(room, 1, "ward", "clinic")
    assert step.agree_label.text() == "2 benefits are shown but not agreed"
    assert step.agree_button.isVisible()
    assert page.next_button.isEnabled()
    step.agree_button.click()
    room.settle()
    assert step.agree_label.text() == "Agreed: 2 benefits"
    assert step.agree_label.isVisible()
    assert not step.agree_button.isVisible()
    assert medians_shown(room.records())[0] == ()
