"""Rules in words: added by the form, contradictions and rules without effect said, removed again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from stewardship_desktop.application.commands import star, star_plan
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.ui.star.rules_panel import KINDS, RulesPanel
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings


def opened(surroundings: Surroundings) -> tuple[Any, SmallSession]:
    room = small_session(surroundings)

    def make(context: Any) -> Any:
        panel = RulesPanel(context)
        panel.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: panel.show_session(room.reckoning()))
        return panel

    return surroundings.show(make, 560, 700), room


def choose_kind(panel: Any, kind: RuleKind) -> None:
    panel.kind_box.setCurrentIndex([each for each, _ in KINDS].index(kind))


def tick(panel: Any, *names: str) -> None:
    for at in range(panel.members.list.count()):
        item = panel.members.list.item(at)
        if item.text() in names:
            item.setCheckState(Qt.CheckState.Checked)


def add(surroundings: Surroundings, room: SmallSession, kind: RuleKind, *names: str, **more: Any) -> str:
    values = {"kind": kind, "members": tuple(room.options[name] for name in names), **more}
    made: str = surroundings.act(star_plan.add_rule, room.session_id, values)
    return made


def test_a_pair_is_added_in_words(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    panel.first_box.setCurrentText("Carer support")
    panel.second_box.setCurrentText("Guided self-help")
    assert panel.preview.text() == "It will say: Carer support needs Guided self-help."
    panel.reason_form.rows["reason"].box.setText("Carers hear of it there")
    panel.add_rule()
    surroundings.settle()
    (row,) = panel.table.rows()
    assert (row.said, row.state) == ("Carer support needs Guided self-help.", "applied")
    assert room.reckoning().records.rules[0].reason == "Carers hear of it there"
    assert panel.reason_form.rows["reason"].box.text() == ""


def test_a_group_asks_how_many(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    choose_kind(panel, RuleKind.AT_MOST)
    assert panel.members.isVisible()
    assert not panel.first_box.isVisible()
    tick(panel, "Guided self-help", "Carer support")
    panel.add_rule()
    assert panel.fault.text() == "Type how many of the group."
    quantity = panel.quantity_form.rows["quantity"].box
    assert isinstance(quantity, QLineEdit)
    quantity.setText("1")
    assert panel.preview.text() == "It will say: At most 1 of Guided self-help, Carer support."
    panel.add_rule()
    surroundings.settle()
    assert panel.table.rows()[0].words == "At most 1 of Guided self-help, Carer support"
    assert panel.members.ticked() == ()
    assert room.reckoning().records.rules[0].quantity == 1


def test_working_together_takes_cost_and_gain(surroundings: Surroundings) -> None:
    panel, _ = opened(surroundings)
    choose_kind(panel, RuleKind.SYNERGY)
    tick(panel, "Guided self-help", "Carer support")
    panel.bonus_form.rows["cost"].box.setText("(5k)")
    panel.bonus_form.rows["gain"].box.setText("4")
    panel.add_rule()
    surroundings.settle()
    assert panel.table.rows()[0].words == (
        "Guided self-help, Carer support work together: \N{MINUS SIGN}£5k a year, gain +4"
    )


def test_what_a_command_refuses_is_said_under_the_form(surroundings: Surroundings) -> None:
    panel, _ = opened(surroundings)
    panel.first_box.setCurrentText("Clinic")
    panel.second_box.setCurrentText("Clinic")
    panel.add_rule()
    surroundings.settle()
    assert panel.fault.text() == "The rule names an option twice. Name each option once."


def test_rules_that_cannot_hold_together_are_named(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    add(surroundings, room, RuleKind.MUST, "ward")
    add(surroundings, room, RuleKind.EXCLUDES, "ward", "clinic")
    add(surroundings, room, RuleKind.MUST_NOT, "carers")
    assert panel.clash_label.text() == ""
    add(surroundings, room, RuleKind.MUST, "clinic")
    assert "can't all hold" in panel.clash_label.text()
    assert "Ward beds must be in" in panel.clash_label.text()
    states = {row.words: row.state for row in panel.table.rows()}
    assert states["Carer support must be left out"] == "applied"
    assert states["Ward beds must be in"] == "can't hold"
    assert list(states.values()).count("can't hold") == 3


def test_a_rule_without_effect_says_why(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    add(surroundings, room, RuleKind.NEEDS, "carers", "self-help")
    surroundings.act(star.park, room.session_id, [room.options["self-help"]], "Another day")
    (row,) = panel.table.rows()
    assert (row.state, row.why) == ("void", "Guided self-help is parked.")
    surroundings.act(star.take_up, room.session_id, [room.options["self-help"]])
    edit = star.OptionEdit(room.options["self-help"], "cost", None)
    surroundings.act(star.edit_options, room.session_id, [edit])
    (row,) = panel.table.rows()
    assert (row.state, row.why) == ("void", "Figures are missing for Guided self-help.")


def test_the_chosen_rule_is_removed_and_tells_its_option(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    first = add(surroundings, room, RuleKind.MUST, "ward")
    add(surroundings, room, RuleKind.MUST_NOT, "carers")
    assert not panel.remove_button.isEnabled()
    with surroundings.qtbot.waitSignal(panel.option_chosen) as told:
        panel.table.select(first)
    assert told.args == [room.options["ward"]]
    panel.remove_chosen()
    surroundings.settle()
    assert [row.words for row in panel.table.rows()] == ["Carer support must be left out"]


def test_an_option_chosen_elsewhere_begins_the_form(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    panel.highlight(room.options["carers"])
    assert panel.first_box.currentText() == "Carer support"
