"""The step of the options: parking and merging act on the chosen rows, or on the one the keyboard is on."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex

from tests.ui.workshop.conftest import Room


def test_without_a_row_it_says_to_choose_one(room: Room) -> None:
    page = room.open()
    page.go_to(1)
    step = page.panel
    step.table.grid.selectionModel().clear()
    assert step.table.current_id() == ""
    for pressed in (step.park_button, step.merge_button):
        step.say("")
        assert pressed.isEnabled()
        pressed.click()
        room.settle()
        assert step.problem.text() == "Choose a row first."
    assert len(room.records().active) == 4


def test_the_row_of_the_keyboard_is_parked_and_merged_without_being_selected(room: Room) -> None:
    page = room.open()
    page.go_to(1)
    step = page.panel

    def stand_on(name: str) -> None:
        step.table.select(room.session.options[name])
        here: QModelIndex = step.table.grid.currentIndex()
        step.table.grid.selectionModel().clear()
        keep = QItemSelectionModel.SelectionFlag.NoUpdate
        step.table.grid.selectionModel().setCurrentIndex(here, keep)
        assert step.table.selected_ids() == []

    stand_on("carers")
    step.merge_picker.setCurrentIndex(step.merge_picker.findData(room.session.options["carers"]))
    step.merge_button.click()
    room.settle()
    assert step.problem.text() == "Choose another option to merge it into."
    step.merge_picker.setCurrentIndex(step.merge_picker.findData(room.session.options["self-help"]))
    step.merge_button.click()
    room.settle()
    assert "Carer support" not in [option.name for option in room.records().active]
    stand_on("clinic")
    step.park_button.click()
    room.settle()
    assert [option.name for option in room.records().parked] == ["Clinic"]
