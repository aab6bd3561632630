"""Scenarios side by side: ticks by keyboard, the best plan, adding and removing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from stewardship_desktop.application.commands import star_plan
from stewardship_desktop.domain.star.model import chosen_ids
from stewardship_desktop.ui.star.scenario_picker import scenario_title
from stewardship_desktop.ui.star.scenarios_panel import ScenariosPanel
from stewardship_desktop.ui.widgets import Popover
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings


def opened(surroundings: Surroundings, width: int = 900) -> tuple[Any, SmallSession]:
    room = small_session(surroundings)

    def make(context: Any) -> Any:
        panel = ScenariosPanel(context)
        panel.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: panel.show_session(room.reckoning()))
        return panel

    return surroundings.show(make, width, 600), room


def members(room: SmallSession, scenario_id: str) -> set[str]:
    records = room.reckoning().records
    scenario = next(each for each in records.scenarios if each.id == scenario_id)
    here = {key: name for name, key in room.options.items()}
    return {here[each] for each in chosen_ids(records, scenario)}


def test_space_puts_an_option_into_a_scenario(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    panel.options.select(room.options["self-help"], room.scenario_id)
    panel.options.grid.setFocus()
    surroundings.qtbot.keyClick(panel.options.grid, Qt.Key.Key_Space)
    surroundings.settle()
    assert members(room, room.scenario_id) == {"ward", "clinic", "self-help"}
    row = next(each for each in panel.options.rows() if each.name == "Guided self-help")
    assert row.mark == "changed"
    assert "Over the envelope by £40k" in panel.verdict_label.text()
    surroundings.qtbot.keyClick(panel.options.grid, Qt.Key.Key_Space)
    surroundings.settle()
    assert members(room, room.scenario_id) == {"ward", "clinic"}


def test_the_best_plan_goes_into_the_scenario(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    assert panel.best_button.text() == "Put the best plan into A"
    panel.take_best()
    surroundings.settle()
    best = room.reckoning().best
    assert best is not None
    assert members(room, room.scenario_id) == {"clinic", "self-help", "carers"}
    assert {room.options[each] for each in members(room, room.scenario_id)} == set(best.members)


def test_a_copy_differs_only_where_it_is_changed(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    panel.take_best()
    surroundings.settle()
    panel.name_box.setText("Keep the ward")
    panel.copy_box.setCurrentIndex(1)
    panel.add_scenario()
    surroundings.settle()
    plans = room.plans()
    assert panel.chosen_scenario == plans["B"]
    assert {each.mark for each in panel.options.rows()} == {"changed", None}
    surroundings.act(star_plan.choose, room.session_id, plans["B"], {room.options["ward"]: True})
    assert [each.name for each in panel.options.rows() if each.mark == "differs"] == ["Ward beds"]
    differing = {each.id for each in panel.lines.rows() if each.mark == "differs"}
    assert {"cost", "gain", "left"} <= differing
    assert "rules" not in differing


def test_renaming_noting_and_removing(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    panel.form.committed.emit("name", "Beds to home")
    surroundings.settle()
    panel.form.committed.emit("note", "What speaks for it")
    surroundings.settle()
    scenario = room.reckoning().records.scenarios[0]
    assert (scenario.name, scenario.note) == ("Beds to home", "What speaks for it")
    assert not panel.remove_button.isEnabled()
    panel.add_scenario()
    surroundings.settle()
    panel.remove_scenario()
    surroundings.settle()
    assert list(room.plans()) == ["A"]


def test_a_narrow_panel_says_after_the_name_that_plans_differ(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings, 420)
    surroundings.act(star_plan.add_scenario, room.session_id, "Plan B")
    surroundings.act(star_plan.choose, room.session_id, room.plans()["B"], {room.options["carers"]: True})
    assert panel.options.hidden() == ["today", "mark"]
    shown = [panel.options.columns[0].read(row) for row in panel.options.rows()]
    assert shown[3] == "Carer support \N{MIDDLE DOT} differs"
    assert shown[0] == "Ward beds"


def test_choosing_an_option_is_told_and_followed(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    with surroundings.qtbot.waitSignal(panel.option_chosen) as told:
        panel.options.select(room.options["clinic"])
    assert told.args == [room.options["clinic"]]
    with surroundings.qtbot.assertNotEmitted(panel.option_chosen):
        panel.highlight(room.options["carers"])
    assert panel.options.selected_ids() == [room.options["carers"]]


def test_a_name_that_begins_with_its_letter_stands_alone(surroundings: Surroundings) -> None:
    room = small_session(surroundings)
    records = room.reckoning().records
    assert scenario_title(records.scenarios[0], records) == "Plan A"
    for name, title in (("Fewer beds", "A: Fewer beds"), ("A, fewer beds", "A, fewer beds")):
        surroundings.act(star_plan.edit_scenario, room.session_id, room.scenario_id, {"name": name})
        records = room.reckoning().records
        assert scenario_title(records.scenarios[0], records) == title


def test_a_figure_of_a_scenario_shows_its_working(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    panel.lines.select("cost", room.scenario_id)
    panel.lines.grid.setFocus()
    surroundings.qtbot.keyClick(panel.lines.grid, Qt.Key.Key_Return)
    popover = panel.window().findChild(Popover)
    words = [each.text() for each in popover.findChildren(QLabel)]
    assert words[0] == "Cost a year, Plan A"
    total = Fraction(room.reckoning().budget)
    assert words[-1] == f"= £{int(total):,} a year"
    popover.close_popover()
    for line in panel.lines.rows():
        panel.show_line_working(line.id)
        shown = panel.window().findChildren(Popover)[-1]
        assert len(shown.findChildren(QLabel)) > 1, line.id
        shown.close_popover()
