"""Benefit by weighted criteria: the matrix, swings, weights that sum to 100, scores with their bands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.criteria_set import Criterion
from stewardship_desktop.domain.star.session import BenefitScale
from stewardship_desktop.ui.star.criteria_panel import SCALES, CriteriaPanel
from stewardship_desktop.ui.widgets import Edit
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings


def opened(surroundings: Surroundings, *, matrix: bool = True) -> tuple[Any, SmallSession]:
    room = small_session(surroundings)

    def make(context: Any) -> Any:
        panel = CriteriaPanel(context)
        panel.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: panel.show_session(room.reckoning()))
        return panel

    panel = surroundings.show(make, 560, 700)
    if matrix:
        panel.use_matrix()
        surroundings.settle()
    return panel, room


def score_rows(panel: Any) -> list[Any]:
    return list(panel.scoring.rows.values())


def test_one_scale_shows_no_criteria_until_they_are_chosen(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings, matrix=False)
    assert not panel.criteria_card.isVisible()
    panel._choose_scale([each for each, _ in SCALES].index(BenefitScale.CRITERIA))
    surroundings.settle()
    assert panel.start_label.isVisible()
    assert not panel.scoring.isVisible()
    panel.matrix_button.click()
    surroundings.settle()
    assert [row.name for row in panel.table.rows()][:2] == ["Strategic fit", "Addressing health inequalities"]
    assert panel.scoring.isVisible()
    assert not panel.start_label.isVisible()
    assert len(room.reckoning().records.criteria) == 5


def test_the_band_is_said_while_scoring(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    first = score_rows(panel)[0]
    assert first.words_label.text().startswith("Not scored yet.")
    assert first.slider.box.text() == "\N{EN DASH}"
    first.slider.slider.setSliderDown(True)
    first.slider.slider.setValue(5)
    assert (
        first.words_label.text() == "4 to 7: Part of one or more objectives addressed; some harm if dropped"
    )
    assert room.reckoning().records.criterion_scores == {}
    first.slider.slider.setSliderDown(False)
    surroundings.settle()
    (kept,) = room.reckoning().records.criterion_scores[room.options["ward"]].values()
    assert kept.score == 5
    assert first.zero_button.isVisible() is False
    first.reason_box.setFocus()
    surroundings.qtbot.keyClicks(first.reason_box, "Board aim 2")
    surroundings.qtbot.keyClick(first.reason_box, Qt.Key.Key_Return)
    surroundings.settle()
    (kept,) = room.reckoning().records.criterion_scores[room.options["ward"]].values()
    assert kept.reason == "Board aim 2"
    first.clear_button.click()
    surroundings.settle()
    assert room.reckoning().records.criterion_scores == {}


def test_nought_is_a_score_of_its_own_and_results_are_sorted(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    for row in score_rows(panel):
        row.zero_button.click()
        surroundings.settle()
    assert [score_rows(panel)[0].slider.box.text()] == ["0"]
    panel.scoring.next_option()
    assert panel.scoring.option_id == room.options["clinic"]
    for row in score_rows(panel)[:4]:
        row.slider.box.setValue(5)
        surroundings.settle()
    rows = {row.name: row for row in panel.results.rows()}
    assert rows["Ward beds"].score == "0 of 10, benefit 0"
    assert rows["Clinic"].missing == "Cost effectiveness"
    score_rows(panel)[4].slider.box.setValue(10)
    surroundings.settle()
    # 5 x 80% + 10 x 20%
    assert (panel.results.rows()[0].name, panel.results.rows()[0].score) == ("Clinic", "6 of 10, benefit 60")
    assert panel.results.rows()[-1].missing == "none scored yet"


def test_swings_become_weights(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    weights = panel.weights
    assert not weights.use_button.isEnabled()
    weights.way_box.setCurrentIndex(0)
    sliders = list(weights.sliders.values())
    assert [slider.value for slider in sliders] == [100, 60, 80, 80, 80]
    sliders[0].box.setValue(50)
    assert "No swing has 100 points." in weights.sum_label.text()
    assert not weights.use_button.isEnabled()
    for slider, points in zip(sliders, (100, 50, 50, 25, 25), strict=True):
        slider.box.setValue(points)
    assert weights.sum_label.text() == "They sum to 100%."
    weights.use_button.click()
    surroundings.settle()
    assert [each.weight for each in room.reckoning().records.criteria] == [40, 20, 20, 10, 10]


def test_per_cents_have_to_sum_to_100(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    sliders = list(panel.weights.sliders.values())
    sliders[0].box.setValue(20.5)
    assert panel.weights.sum_label.text() == "They sum to 95.5%: 4.5 still to give."
    assert not panel.weights.use_button.isEnabled()
    sliders[1].box.setValue(19.5)
    panel.weights.use_button.click()
    surroundings.settle()
    kept = [each.weight for each in room.reckoning().records.criteria]
    assert kept[:2] == [Decimal("20.5"), Decimal("19.5")]


def test_criteria_of_ones_own(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings, matrix=False)
    panel._choose_scale(1)
    surroundings.settle()
    for name in ("Reach", "Ease"):
        panel.name_box.setText(name)
        panel.add_criterion()
        surroundings.settle()
    assert panel.name_box.text() == ""
    first, second = panel.table.rows()
    assert (first.weight, second.weight) == (100, 0)
    panel.table.edits_requested.emit([Edit(row_id=first.id, key="low", value="Few people")])
    surroundings.settle()
    assert room.reckoning().records.criteria[0].low == "Few people"
    panel.table.select(second.id)
    panel.remove_chosen()
    surroundings.settle()
    assert [row.name for row in panel.table.rows()] == ["Reach"]


def test_the_option_chosen_elsewhere_is_the_one_to_score(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    with surroundings.qtbot.assertNotEmitted(panel.option_chosen):
        panel.highlight(room.options["carers"])
    assert panel.scoring.option_id == room.options["carers"]
    with surroundings.qtbot.waitSignal(panel.option_chosen) as told:
        panel.scoring.next_option()
    assert told.args == [room.options["ward"]]


def test_criteria_that_do_not_sum_to_100_are_said_and_stop_nothing(surroundings: Surroundings) -> None:
    panel, room = opened(surroundings)
    # As two workspaces brought together may leave them: one criterion gone without the others knowing.
    gone = room.reckoning().records.criteria[0].id
    surroundings.act(record.remove, {Criterion: [gone]})
    assert "sum to 75 per cent" in panel.results.rows()[0].missing
    assert panel.weights.sum_label.text() == "They sum to 75%: 25 still to give."
