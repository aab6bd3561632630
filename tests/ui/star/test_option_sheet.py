"""One option whole: its working, ranges and sources, organisations, and its own fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star.session import Evidence, Measure, OptionKind
from stewardship_desktop.ui.star.option_sheet import OptionSheet
from stewardship_desktop.ui.widgets import HistoryPopover
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings

Opened = tuple[Any, SmallSession]


@pytest.fixture
def sheet(surroundings: Surroundings) -> Opened:
    room = small_session(surroundings)

    def make(context: Any) -> Any:
        made = OptionSheet(context, room.options["ward"])
        made.show_session(room.reckoning())
        surroundings.bridge.changed.connect(lambda _: made.show_session(room.reckoning()))
        return made

    return surroundings.show(make, 640, 900), room


def test_the_working_and_the_questions_stand_on_top(sheet: Opened) -> None:
    made, _ = sheet
    assert "400 x 10/100 x 0.90 = 36 full-benefit equivalents a year" in made.working_label.text()
    assert made.questions_label.text().splitlines()[0] == (
        "Is Carer support really worth twice Ward beds to one person? (20 against 10)"
    )


def test_a_range_and_its_source_are_typed_and_refused_in_words(
    sheet: Opened, surroundings: Surroundings
) -> None:
    made, room = sheet
    table = made.figures.table
    table.select("people", "low")
    table.paste_text("300\t400\t1,200\tdata\tWard register")
    surroundings.settle()
    found = room.reckoning().records.estimate(room.options["ward"], Measure.PEOPLE)
    assert found is not None
    assert (found.low, found.best, found.high) == (Decimal(300), Decimal(400), Decimal(1200))
    assert (found.evidence, found.source) == (Evidence.DATA, "Ward register")
    table.select("share", "high")
    table.paste_text("140%")
    surroundings.settle()
    assert table.notice.text_label.text().startswith("Share who benefit, High: “140%” is not between")
    table.select("people", "low")
    table.paste_text("900")
    surroundings.settle()
    assert "low, best and high are not in order" in table.notice.text_label.text()


def test_a_block_over_several_figures_is_one_act(sheet: Opened, surroundings: Surroundings) -> None:
    made, room = sheet
    made.figures.table.select("people", "best")
    made.figures.table.paste_text("500\n50%\n12")
    surroundings.settle()
    best = room.reckoning().records.best
    measures = (Measure.PEOPLE, Measure.SHARE, Measure.BENEFIT)
    assert [best(room.options["ward"], each) for each in measures] == [500, Decimal("0.5"), 12]
    surroundings.undo()
    records = room.reckoning().records
    assert [records.best(room.options["ward"], each) for each in measures] == [400, 1, 10]


def test_the_history_of_a_figure_opens(sheet: Opened, surroundings: Surroundings) -> None:
    made, room = sheet
    surroundings.act(
        star.edit_options, room.session_id, [star.OptionEdit(room.options["ward"], "people", Decimal(450))]
    )
    made.figures.table.select("people", "best")
    made.figures.history_button.click()
    popover = made.window().findChild(HistoryPopover)
    assert popover.accessibleName() == "History of people"
    popover.close_popover()


def test_organisations_are_added_edited_and_removed(sheet: Opened, surroundings: Surroundings) -> None:
    made, room = sheet
    table = made.effects.table
    row = next(iter(table.rows()))
    table.select(row.id, "pays")
    table.paste_text("£70k")
    surroundings.settle()
    assert room.reckoning().records.effects[room.options["ward"]][0].pays == 70_000
    table.delete_requested.emit([row.id])
    surroundings.settle()
    assert room.reckoning().records.effects.get(room.options["ward"], ()) == ()
    organisation = next(iter(room.reckoning().records.organisations))
    table.rows_pasted.emit([{"organisation_id": organisation, "saves": 5_000}])
    surroundings.settle()
    effect = room.reckoning().records.effects[room.options["ward"]][0]
    assert (effect.organisation_id, effect.saves, effect.pays) == (organisation, 5_000, 0)


def test_a_field_is_saved_as_it_is_left(sheet: Opened, surroundings: Surroundings) -> None:
    made, room = sheet
    made.form.committed.emit("kind", "scale back")
    made.form.committed.emit("cost_not_done", 4_000)
    made.form.committed.emit("service", None)
    surroundings.settle()
    option = room.reckoning().records.option(room.options["ward"])
    assert option is not None
    assert (option.kind, option.cost_not_done, option.service) == (OptionKind.SCALE_BACK, 4_000, "")
    made.form.committed.emit("name", "Clinic")
    surroundings.settle()
    assert "There is an option Clinic already." in made.form.rows["name"].error_label.text()


def test_an_option_that_goes_says_so(sheet: Opened, surroundings: Surroundings) -> None:
    made, room = sheet
    surroundings.act(star.park, room.session_id, [room.options["ward"]], "Another day")
    assert made.working_label.text() == "Parked: it takes no part."
    surroundings.act(star.remove_options, room.session_id, [room.options["ward"]])
    assert made.gone_label.isVisible()
