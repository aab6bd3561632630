"""The balance: shift before wish, funding that doesn't move with the work, and the workings as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from stewardship_desktop.application.commands import star_plan
from stewardship_desktop.ui.star.balance_panel import BalancePanel
from stewardship_desktop.ui.widgets import Edit, Popover
from tests.support.scripted_ask import ScriptedAsk
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings


def opened(surroundings: Surroundings) -> tuple[Any, SmallSession]:
    room = small_session(surroundings)
    chosen = {room.options["ward"]: False, room.options["self-help"]: True}
    surroundings.act(star_plan.choose, room.session_id, room.scenario_id, chosen)

    def make(context: Any) -> Any:
        panel = BalancePanel(context)
        panel.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: panel.show_session(room.reckoning()))
        return panel

    return surroundings.show(make, 560, 600), room


def test_what_is_released_stands_before_what_is_added(surroundings: Surroundings) -> None:
    panel, _ = opened(surroundings)
    assert [(move.words, move.cost) for move in panel.released.rows()] == [("Ward beds", -60_000)]
    assert [(move.words, move.cost) for move in panel.added.rows()] == [("Guided self-help", 40_000)]
    kind = panel.released.columns[2]
    assert kind.read(panel.released.rows()[0]) == "cash, recurrent"
    assert panel.released.mapTo(panel, panel.released.rect().topLeft()).y() < (
        panel.added.mapTo(panel, panel.added.rect().topLeft()).y()
    )
    assert "£20k left to spend" in panel.verdict_label.text()
    assert "TA is left with a cost pressure of £10k" in panel.warnings_label.text()
    assert panel.chart.spec.released == 60_000
    assert panel.chart.spec.spent == 40_000
    assert "Full year \N{MINUS SIGN}£20k, this year as a full year." in panel.facts.text()


def test_funding_is_typed_and_blank_moves_with_the_work(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    funding = next(each for each in panel.organisations.columns if each.key == "funding")
    panel.organisations.edits_requested.emit(
        [Edit(row_id="trust", key="funding", value=funding.from_text("(75k)"))]
    )
    surroundings.settle()
    (row,) = panel.organisations.rows()
    # Costs fall by 60k, funding by 75k; 10k of stranded cost is not covered.
    assert (row.funding, row.pressure) == (-75_000, 25_000)
    panel.organisations.edits_requested.emit([Edit(row_id="trust", key="funding", value=None)])
    surroundings.settle()
    assert panel.organisations.rows()[0].funding is None
    assert room.reckoning().ledgers[room.scenario_id].organisations[0].pressure == 10_000


def test_the_workings_go_into_a_file(surroundings: Surroundings, tmp_path: Path) -> None:
    target = tmp_path / "workings.csv"
    surroundings.ask = ScriptedAsk(target)
    panel, _ = opened(surroundings)
    panel.export()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "section,item,detail,amount,unit,note"
    assert any(line.startswith('released,Ward beds,cost,-60000,£ a year,"recurrent, cash"') for line in lines)
    assert surroundings.notices == [(f"The workings are in {target}.", "", None, "good")]


def test_another_scenario_is_shown_when_it_is_chosen_elsewhere(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    surroundings.act(star_plan.add_scenario, room.session_id, "Plan B")
    panel.show_scenario(room.plans()["B"])
    assert panel.verdict_label.text() == "Nothing moves: this is today's allocation."
    assert panel.released.rows() == []
    assert not panel.warnings_card.isVisible()


def test_a_move_chosen_is_told_by_its_option(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    with surroundings.qtbot.waitSignal(panel.option_chosen) as told:
        panel.added.select(panel.added.model.id_at(0))
    assert told.args == [room.options["self-help"]]
    with surroundings.qtbot.assertNotEmitted(panel.option_chosen):
        panel.highlight(room.options["ward"])
    assert panel.released.selected_ids() == [room.options["ward"]]


def test_no_option_chosen_elsewhere_chooses_no_move(surroundings: Surroundings) -> None:
    panel, _ = opened(surroundings)
    panel.highlight("")
    assert panel.released.selected_ids() == panel.added.selected_ids() == []


def working_of(panel: Any) -> list[str]:
    """The words of the popover on show."""
    popover = panel.window().findChildren(Popover)[-1]
    words = [each.text() for each in popover.findChildren(QLabel)]
    popover.close_popover()
    return words


def test_every_figure_shows_its_working(surroundings: Surroundings) -> None:
    panel, _ = opened(surroundings)
    panel.organisations.select("trust", "net")
    panel.organisations.grid.setFocus()
    surroundings.qtbot.keyClick(panel.organisations.grid, Qt.Key.Key_Return)
    words = working_of(panel)
    assert words[0] == "Working of TA"
    assert words[-1] == "= \N{MINUS SIGN}£60,000 a year"
    (move,) = panel.released.rows()
    panel.released.opened.emit(move.before.id)
    assert working_of(panel)[-1].startswith("Change of gain \N{MINUS SIGN}")
    for table in (panel.settings, panel.categories):
        for row in table.rows():
            table.opened.emit(f"{row.acuity}:{row.name}")
            assert working_of(panel)[-1].startswith("= ")
    panel.working_button.click()
    words = working_of(panel)
    assert "Left of the envelope" in words
    assert "= £20,000 a year" in words


def test_enter_on_the_funding_types_it(surroundings: Surroundings) -> None:
    panel, _ = opened(surroundings)
    panel.organisations.select("trust", "funding")
    panel.organisations.grid.setFocus()
    surroundings.qtbot.keyClick(panel.organisations.grid, Qt.Key.Key_Return)
    assert panel.window().findChild(Popover) is None
    assert panel.organisations.grid.findChild(QLineEdit) is not None
