"""The frontier: the budget, the plan at it, the order beside it, prices, and a search that takes long."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star.model import chosen_ids
from stewardship_desktop.domain.star.reckoning import reckon
from stewardship_desktop.ui.star.frontier_panel import FrontierPanel
from stewardship_desktop.ui.widgets import Popover
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings

Opened = tuple[Any, SmallSession]


@pytest.fixture
def panel(surroundings: Surroundings) -> Opened:
    room = small_session(surroundings)

    def make(context: Any) -> Any:
        made = FrontierPanel(context)
        made.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: made.show_session(room.reckoning()))
        return made

    return surroundings.show(make, 640, 600), room


def test_the_plan_at_the_session_s_budget_is_said_with_the_order_beside_it(panel: Opened) -> None:
    made, _ = panel
    assert made.chosen_label.text() == (
        "At £110k: Clinic, Guided self-help, Carer support; gain 203.8 a year."
    )
    assert made.order_label.text() == "The priority order funds the same options as the best plan."
    assert made.view.spec.current is not None
    assert made.view.spec.title == "The money spent now could gain 113.8 more a year"


def test_the_slider_moves_budget_plan_and_picture_without_solving(panel: Opened) -> None:
    made, _ = panel
    before = made.view.spec
    made.slider.box.setText("£55k")
    made.slider.box.editingFinished.emit()
    assert made.view.spec.budget == Decimal(55_000)
    assert made.view.spec.points is before.points
    assert made.chosen_label.text() == "At £55k: Guided self-help; gain 108 a year, £15k unspent."
    assert made.order_label.text().startswith("The priority order")


def test_the_budget_looked_at_stays_when_a_figure_changes(panel: Opened, surroundings: Surroundings) -> None:
    made, room = panel
    made.slider.box.setText("60k")
    made.slider.box.editingFinished.emit()
    surroundings.act(star.edit_options, room.session_id, [_cost(room, "carers", 30_000)])
    assert made.slider.budget == 60_000
    made.slider.home_button.click()
    surroundings.act(star.edit_session, room.session_id, {"envelope": 40_000})
    assert made.slider.budget == 150_000


def _cost(room: SmallSession, name: str, pounds: int) -> star.OptionEdit:
    return star.OptionEdit(room.options[name], "cost", Decimal(pounds))


def test_the_plan_goes_into_scenario_a(panel: Opened, surroundings: Surroundings) -> None:
    made, room = panel
    assert made.use_button.text() == "Use this plan in A"
    made.use_button.click()
    surroundings.settle()
    records = room.reckoning().records
    assert set(chosen_ids(records, records.scenarios[0])) == set(made.chosen.members)
    assert surroundings.notices[-1][0] == "Plan A is now the plan at this budget."


def test_prices_are_for_the_budget_that_is_looked_at(panel: Opened) -> None:
    made, room = panel
    made.prices.ask_button.click()
    rows = {row.id: row for row in made.prices.table.rows()}
    assert rows[room.options["clinic"]].chosen == "yes"
    assert rows[room.options["clinic"]].loss.endswith("if stopped")
    assert rows[room.options["ward"]].loss.endswith("if kept")
    assert made.prices.table.isVisible()
    made.slider.box.setText("60k")
    made.slider.box.editingFinished.emit()
    assert not made.prices.table.isVisible()


def test_a_frontier_too_large_for_the_merge_is_looked_for_in_a_job(
    panel: Opened, surroundings: Surroundings
) -> None:
    made, room = panel
    whole = room.reckoning()
    assert whole.frontier is not None
    large = reckon(whole.records, work=1)
    assert large.frontier is None
    made.show_session(large)
    # The job of this harness ran at once: what it found is what the merge finds.
    assert surroundings.jobs == ["Looking for the best portfolios"]
    assert made._frontier.points == whole.frontier.points
    assert made._frontier.convex == whole.frontier.convex
    assert not made.search.isVisible()
    assert made.chosen_label.text().startswith("At £110k: Clinic, Guided self-help")


def test_what_was_looked_for_stays_while_anything_else_changes(surroundings: Surroundings) -> None:
    room = small_session(surroundings)

    def make(context: Any) -> Any:
        return FrontierPanel(context)

    made = surroundings.show(make, 640, 600)
    made._context = made.search._context = replace(surroundings.context, start_job=lambda *_: None)
    made.show_session(reckon(room.reckoning().records, work=1))
    whole = room.reckoning().frontier
    assert whole is not None
    search, points = made.search._run, whole.points
    surroundings.act(star.edit_session, room.session_id, {"question": "What now"})
    made.show_session(reckon(room.reckoning().records, work=1))
    assert made.search._run is search
    # Its points are those of the session as it is now, though it began before.
    search.arrived.emit(points[-2:])
    surroundings.qtbot.waitUntil(lambda: len(made.view.spec.points) == 2)
    made.search.halt()
    made.show_session(reckon(room.reckoning().records, work=1))
    assert len(made.view.spec.points) == 2
    assert made.search.again_button.isVisible()
    surroundings.act(star.edit_options, room.session_id, [_cost(room, "carers", 30_000)])
    made.show_session(reckon(room.reckoning().records, work=1))
    assert made.view.spec.points == ()
    assert made.search._run is not None


def test_nothing_to_count_teaches_what_to_type(surroundings: Surroundings) -> None:
    room = small_session(surroundings)
    surroundings.act(star.remove_options, room.session_id, list(room.options.values()))

    def make(context: Any) -> Any:
        return FrontierPanel(context)

    made = surroundings.show(make, 640, 600)
    made.show_session(room.reckoning())
    assert made.view.spec.is_empty
    assert made.slider.budget == Fraction(0)


def test_the_keyboard_reaches_the_slider_and_moves_it(panel: Opened, surroundings: Surroundings) -> None:
    made, _ = panel
    surroundings.qtbot.keyClick(made.slider.slider, Qt.Key.Key_PageDown)
    assert made.slider.budget < 110_000
    assert made.view.spec.budget == Decimal(int(made.slider.budget))


def mouse(plot: Any, kind: QEvent.Type, x: float, y: float, held: bool = True) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    place = QPointF(x, y)
    at = plot.mapToGlobal(place)
    changed = none if kind == QEvent.Type.MouseMove else left
    event = QMouseEvent(kind, place, at, changed, left if held else none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(plot, event)


def test_the_budget_s_line_is_pulled_as_the_slider_is(panel: Opened) -> None:
    made, _ = panel
    plot = made.view.plot
    frame = plot.drawing.frame
    x, y = frame.key(float(made.view.spec.budget)), frame.top + frame.height * 0.1
    mouse(plot, QEvent.Type.MouseMove, x, y, held=False)
    assert plot.cursor().shape() == Qt.CursorShape.SizeHorCursor
    mouse(plot, QEvent.Type.MouseButtonPress, x, y)
    # A hand that shakes moves nothing.
    mouse(plot, QEvent.Type.MouseMove, x + 2, y)
    assert made.view.spec.budget == 110_000
    mouse(plot, QEvent.Type.MouseMove, frame.key(60_000), y)
    pulled = made.view.spec.budget
    assert abs(pulled - 60_000) <= made.slider._step
    assert made.slider.budget == pulled
    assert made.slider.box.text() == f"£{int(pulled):,}"
    mouse(plot, QEvent.Type.MouseMove, -500, y)
    assert made.slider.slider.value() == round((frame.key_range[0] - made.slider._low) / made.slider._step)
    mouse(plot, QEvent.Type.MouseButtonRelease, -500, y, held=False)
    mouse(plot, QEvent.Type.MouseMove, frame.key(90_000), y, held=False)
    assert made.slider.slider.value() == round((frame.key_range[0] - made.slider._low) / made.slider._step)
    assert plot.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_click_on_the_budget_s_line_still_chooses_what_lies_there(panel: Opened) -> None:
    made, _ = panel
    plot, budget = made.view.plot, made.view.spec.budget
    frame = plot.drawing.frame
    today = made.view.spec.current
    said: list[str] = []
    plot.pressed.connect(said.append)
    x, y = frame.at(float(today.cost), float(today.gain))
    for kind, held in ((QEvent.Type.MouseButtonPress, True), (QEvent.Type.MouseButtonRelease, False)):
        mouse(plot, kind, x, y, held=held)
    assert len(said) == 1
    assert made.view.spec.budget == budget


def test_the_plan_at_the_budget_shows_its_working(panel: Opened) -> None:
    made, _ = panel
    made.working_button.click()
    popover = made.window().findChild(Popover)
    words = [each.text() for each in popover.findChildren(QLabel)]
    assert "= £110,000 a year" in words
    assert words[-1] == "= 203.8 full-benefit equivalents a year"
    popover.close_popover()
