"""The step of the decision: once locked, that it is and the way to its page are in sight together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from stewardship_desktop.application.commands import workshop
from tests.ui.workshop.conftest import Room


@pytest.mark.parametrize("height", [600, 420])
def test_after_the_lock_the_confirmation_and_the_sheet_button_are_in_view(room: Room, height: int) -> None:
    for at in range(12):
        room.surroundings.act(workshop.add_dissent, room.session.session_id, f"Role {at}", "Too fast")
    page = room.open(1080, height)
    page.go_to(7)
    step, area = page.panel, page.stack.currentWidget()
    room.type(step.form.rows["reason"].box, "It helps more people.")
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    step.lock_button.setFocus()
    step.lock_button.click()
    room.settle()
    QApplication.processEvents()
    assert room.records().locked
    assert step.sheet_button.hasFocus()
    assert step.locked_card.title_label.text().startswith("Locked: agreed on ")
    view = area.viewport()

    def seen(part: QWidget) -> bool:
        return bool(view.rect().contains(QRect(part.mapTo(view, QPoint()), part.size())))

    assert seen(step.locked_card.title_label)
    assert seen(step.sheet_button)
