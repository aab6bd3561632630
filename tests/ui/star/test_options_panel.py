"""The table of options: typing, pasting from a spreadsheet, parking, merging, moving, workings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star.session import BenefitScale, Measure, OptionKind
from stewardship_desktop.ui.star.options_panel import PARK_REASON, OptionsPanel
from stewardship_desktop.ui.widgets import Popover
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings


@pytest.fixture
def panel(surroundings: Surroundings) -> tuple[Any, SmallSession]:
    room = small_session(surroundings)

    def make(context: Any) -> Any:
        made = OptionsPanel(context)
        made.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: made.show_session(room.reckoning()))
        return made

    return surroundings.show(make), room


Panel = tuple[Any, SmallSession]


def said(panel: Any) -> str:
    return str(panel.table.notice.text_label.text())


def test_a_block_from_a_spreadsheet_lands_in_one_act(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    made.table.select(room.options["ward"], "people")
    made.table.paste_text("1,200\t20%\t12\t0.9\t£1.2m\n500\t0.5\t8\t80%\t60k")
    surroundings.settle()
    best = room.reckoning().records.best
    assert best(room.options["ward"], Measure.COST) == 1_200_000
    assert best(room.options["ward"], Measure.SHARE) == Decimal("0.2")
    assert best(room.options["clinic"], Measure.SUCCESS) == Decimal("0.8")
    assert best(room.options["clinic"], Measure.COST) == 60_000
    surroundings.undo()
    assert room.reckoning().records.best(room.options["ward"], Measure.COST) == 60_000
    assert room.reckoning().records.best(room.options["clinic"], Measure.COST) == 50_000


def test_rows_below_the_last_become_options(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    made.table.grid.setCurrentIndex(made.table.model.index(made.table.model.rowCount() - 1, 0))
    made.table.paste_text("Option\tPeople\tCost\tKind\nScans\t90\t£30k\tstop\nHotline\t1,000\t5k\tgrow")
    surroundings.settle()
    added = room.reckoning().records.active[-2:]
    assert [(each.name, each.kind) for each in added] == [
        ("Scans", OptionKind.STOP), ("Hotline", OptionKind.GROW),
    ]  # fmt: skip
    assert room.reckoning().records.best(added[1].id, Measure.COST) == 5_000
    assert "figures missing: Scans, Hotline" in made.said_label.text()


def test_a_bad_cell_is_refused_by_row_and_column_and_nothing_lands(
    panel: Panel, surroundings: Surroundings
) -> None:
    made, room = panel
    made.table.select(room.options["clinic"], "people")
    made.table.paste_text("900\t20%\n900\t140%")
    surroundings.settle()
    assert "Row 3, Share: “140%” is not between 0% and 100%. Type 20% or 0.2." in said(made)
    assert room.reckoning().records.best(room.options["clinic"], Measure.PEOPLE) == 300


def test_a_name_that_is_taken_is_refused_in_a_line(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    made.table.select(room.options["clinic"], "name")
    made.table.paste_text("Ward beds")
    surroundings.settle()
    assert said(made) == "There is an option Ward beds already. Use another name."


def test_more_than_eight_options_ask_to_be_parked_and_come_back(
    panel: Panel, surroundings: Surroundings
) -> None:
    made, room = panel
    assert not made.too_many.isVisible()
    surroundings.act(star.add_options, room.session_id, [{"name": f"Idea {n}"} for n in range(6)])
    assert made.too_many.text_label.text().startswith("10 options: more than 8")
    made.too_many.action_button.click()
    surroundings.settle()
    assert not made.too_many.isVisible()
    parked = room.reckoning().records.parked
    assert [(each.name, each.parked_reason) for each in parked] == [
        ("Idea 4", PARK_REASON), ("Idea 5", PARK_REASON),
    ]  # fmt: skip
    assert made.parked.title_label.text() == "2 parked: Idea 4 and Idea 5"
    made.parked.open_button.click()
    assert made.parked.lines[parked[0].id].isVisible()
    made.parked.lines[parked[0].id].take_up_button.click()
    surroundings.settle()
    assert [each.name for each in room.reckoning().records.parked] == ["Idea 5"]


def test_options_move_by_keyboard(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    made.table.select(room.options["clinic"])
    made.table.grid.setFocus()
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    surroundings.qtbot.keyClick(made.table.grid, Qt.Key.Key_Up, keys)
    surroundings.settle()
    assert [each.name for each in room.reckoning().records.active][:2] == ["Clinic", "Ward beds"]
    assert made.table.current_id() == room.options["clinic"]


def test_two_options_merge_into_the_upper_one(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    made.table.select(room.options["self-help"])
    made.merge_chosen()
    assert said(made) == "Choose two options to merge: the upper one stays."
    made.table.grid.selectionModel().select(
        made.table.model.index(3, 0), made.table.grid.selectionModel().SelectionFlag.Select
    )
    made.merge_chosen()
    surroundings.settle()
    kept = room.reckoning().records.active[-1]
    assert (kept.id, kept.description) == (room.options["self-help"], "Takes in Carer support.")
    assert surroundings.notices[-1][:2] == ("Merged two options.", "Undo")


def test_enter_on_a_gain_shows_its_working(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    made.table.select(room.options["ward"], "gain")
    surroundings.qtbot.keyClick(made.table.grid, Qt.Key.Key_Return)
    popover = made.window().findChild(Popover)
    lines = [each.text() for each in popover.scroller.widget().findChildren(type(made.said_label))]
    assert "400 x 10/100 x 0.90 = 36 full-benefit equivalents a year" in lines
    assert "36 / £60k = 60 per £100k; £1.7k for each full-benefit equivalent" in lines
    surroundings.qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_enter_on_the_name_asks_for_the_sheet_and_on_a_figure_types(
    panel: Panel, surroundings: Surroundings
) -> None:
    made, room = panel
    asked: list[str] = []
    made.details_asked.connect(asked.append)
    made.table.select(room.options["ward"], "name")
    surroundings.qtbot.keyClick(made.table.grid, Qt.Key.Key_Return)
    assert asked == [room.options["ward"]]
    made.table.select(room.options["ward"], "cost")
    surroundings.qtbot.keyClick(made.table.grid, Qt.Key.Key_Return)
    assert made.table.grid.state() == made.table.grid.State.EditingState
    assert asked == [room.options["ward"]]


def test_the_switch_of_success_is_said_in_the_header_and_above(
    panel: Panel, surroundings: Surroundings
) -> None:
    made, room = panel
    titles = [column.title for column in made.table.columns]
    assert "Success" in titles
    assert made.count_label.text() == "4 of 8 options"
    assert made.success_box.isChecked()
    made.success_box.click()
    surroundings.settle()
    assert not room.reckoning().records.session.apply_success
    assert "Success (not applied)" in [column.title for column in made.table.columns]
    assert not made.success_box.isChecked()


def test_the_choice_is_sent_once_and_a_highlight_from_elsewhere_is_not(panel: Panel) -> None:
    made, room = panel
    told: list[str] = []
    made.option_chosen.connect(told.append)
    made.highlight(room.options["carers"])
    assert made.table.current_id() == room.options["carers"]
    assert told == []
    made.table.select(room.options["clinic"])
    assert told[-1] == room.options["clinic"]


def test_a_benefit_that_criteria_make_is_not_typed(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    surroundings.act(star.edit_session, room.session_id, {"benefit_scale": BenefitScale.CRITERIA})
    made.table.select(room.options["clinic"], "benefit")
    made.table.paste_text("50")
    surroundings.settle()
    assert said(made).startswith("Benefit comes from the weighted criteria here.")
    assert room.reckoning().records.best(room.options["clinic"], Measure.BENEFIT) == 20


def test_removing_offers_the_way_back(panel: Panel, surroundings: Surroundings) -> None:
    made, room = panel
    made.table.select(room.options["carers"])
    made.remove_chosen()
    surroundings.settle()
    assert room.reckoning().records.option(room.options["carers"]) is None
    assert surroundings.notices[-1][:2] == ("Removed 1 option.", "Undo")
