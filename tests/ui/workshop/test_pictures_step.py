"""The step of pictures: an option that is clicked shows how it was worked out."""

from __future__ import annotations

from tests.ui.workshop.conftest import Room


def test_a_clicked_option_shows_its_working(room: Room) -> None:
    page = room.open()
    page.go_to(5)
    room.settle()
    step = page.panel
    assert step.working_label.text().startswith("Click an option in a picture")
    step.triangles.chosen.emit(room.session.options["clinic"])
    assert step.working_card.title_label.text() == "How Clinic is worked out"
    assert " per £100k" in step.working_label.text()
    assert "Probability of success is applied." in step.working_label.text()
    step.success_box.click()
    room.settle()
    assert "Probability of success is not applied." in step.working_label.text()
