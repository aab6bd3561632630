"""What the room may read, and that it can: nothing private, nothing cut, nothing under 18 pt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.commands import star, star_plan, workshop
from stewardship_desktop.application.commands.record import FieldEdit
from stewardship_desktop.domain.chart.primitives import Circle, Text
from stewardship_desktop.domain.chart.text import ELLIPSIS, width_of
from stewardship_desktop.domain.star.reckoning import Reckoning, reckon
from stewardship_desktop.domain.workshop import Seat, SeatCategory
from stewardship_desktop.store.queries.star import session_records, sessions
from stewardship_desktop.store.workspace import open_workspace
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.workshop.projector_stage import ProjectorStage
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.slides.paper import Paper
from stewardship_desktop.ui.workshop.slides.parts import Words
from stewardship_desktop.ui.workshop.slides.plan import decision
from tests.support.example import copy_example
from tests.support.star_sessions import SmallSession, small_session
from tests.ui.conftest import Surroundings

SIZES = (QSize(853, 480), QSize(1280, 720), QSize(1920, 1080))
PRIVATE = "Runs the ward", "only for the facilitator", "said over coffee"
HIDDEN = (83, 87, 91, 71)
"""Scores that were not revealed: no figure of the session is one of these."""


@dataclass(frozen=True)
class Scored:
    """A session with four seats: every option scored, only the ward's first round revealed."""

    session: SmallSession
    codes: tuple[str, ...]
    roles: tuple[str, ...]

    def reckoning(self) -> Reckoning:
        return self.session.reckoning()


@pytest.fixture
def scored(surroundings: Surroundings) -> Scored:
    session = small_session(surroundings, anchor="a life as before")
    here = session.session_id
    roles = ("Nurse", "Therapist", "Resident with experience", "Practice manager")
    seats = surroundings.act(workshop.add_seats, here, [{"role": role} for role in roles])
    given = {"ward": (20, 25, 30, 60), "clinic": HIDDEN, "self-help": HIDDEN, "carers": HIDDEN}
    for round_, options in ((1, given), (2, {"ward": HIDDEN})):
        entries = [
            workshop.ScoreEntry(
                seat_id=seat, option_id=session.options[name], round=round_, score=value
            )
            for name, values in options.items()
            for seat, value in zip(seats, values, strict=True)
        ]  # fmt: skip
        if round_ == 2:
            surroundings.act(workshop.reveal, here, [session.options["ward"]], 1)
        surroundings.act(workshop.give_scores, here, entries)
    surroundings.act(
        workshop.declare_interest, here, seats[0], session.options["carers"], PRIVATE[0], withdrawn=True
    )
    surroundings.act(star_plan.edit_scenario, here, session.scenario_id, {"note": PRIVATE[1]})
    surroundings.act(star.set_effect, here, session.options["ward"], "trust", {"note": PRIVATE[2]})
    surroundings.act(star_plan.choose, here, session.scenario_id, {session.options["self-help"]: True})
    codes = tuple(seat.code for seat in session.reckoning().records.seats)
    return Scored(session, codes, roles)


def showings(reckoning: Reckoning) -> Iterator[Showing]:
    """Every kind of showing at its worst: about all options, revealed or not, in either round."""
    records = reckoning.records
    option_ids = tuple(option.id for option in records.options)
    for what in What:
        for round_ in (1, 2):
            for option_id in (None, *option_ids):
                for by_category in (False, True):
                    yield Showing(
                        step=3, what=what, option_ids=option_ids, option_id=option_id, round=round_,
                        by_category=by_category, scenario_id=records.scenarios[0].id,
                    )  # fmt: skip


def said(stage: ProjectorStage) -> str:
    """Every word that a person can read or have read out, on every page."""
    found = []
    while True:
        found += [one.text for one in stage.drawn() if isinstance(one, Text)]
        found += [one.tip for one in stage.drawn() if isinstance(one, Circle)]
        for widget in (stage, *stage.findChildren(QWidget)):
            found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if not stage.next_page():
            return "\n".join(found)


def dots(stage: ProjectorStage) -> int:
    return sum(isinstance(one, Circle) and one.part == "dot" for one in stage.drawn())


@pytest.fixture
def stage(qtbot: QtBot) -> ProjectorStage:
    made = ProjectorStage()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    return made


def test_no_slide_says_what_is_private(scored: Scored, stage: ProjectorStage) -> None:
    reckoning = scored.reckoning()
    for showing in showings(reckoning):
        stage.present(showing, reckoning)
        words = said(stage)
        for private in (*scored.codes, *scored.roles, *PRIVATE):
            assert private not in words, (showing, private)
        for value in HIDDEN:
            assert str(value) not in words, (showing, value)


def test_scores_are_dots_only_once_they_are_revealed(
    scored: Scored, stage: ProjectorStage, surroundings: Surroundings
) -> None:
    session = scored.session
    ward, clinic = session.options["ward"], session.options["clinic"]
    showing = Showing(step=3, what=What.REVEAL, option_ids=(ward, clinic))
    stage.present(showing, scored.reckoning())
    assert dots(stage) == 4
    stage.present(replace(showing, option_id=clinic), scored.reckoning())
    assert dots(stage) == 0
    assert "No scores are shown yet" in said(stage)
    stage.present(replace(showing, what=What.BEFORE_AND_AFTER, round=2), scored.reckoning())
    assert dots(stage) == 0
    surroundings.act(workshop.reveal, session.session_id, [ward], 2)
    stage.present(replace(showing, what=What.BEFORE_AND_AFTER, round=2), scored.reckoning())
    assert dots(stage) == 8


def test_a_category_of_one_seat_does_not_stand_alone(
    scored: Scored, stage: ProjectorStage, surroundings: Surroundings
) -> None:
    session = scored.session
    alone = session.reckoning().records.seats[2]
    edit = FieldEdit(Seat, alone.id, "category", SeatCategory.RESIDENT)
    surroundings.act(workshop.edit_seats, session.session_id, [edit])
    showing = Showing(step=3, what=What.REVEAL, option_ids=(session.options["ward"],), by_category=True)
    stage.present(showing, session.reckoning())
    assert dots(stage) == 4
    assert "members and residents" in said(stage)


def test_the_room_sees_how_many_sheets_are_in(scored: Scored, stage: ProjectorStage) -> None:
    reckoning = scored.reckoning()
    every = tuple(scored.session.options.values())
    stage.present(Showing(step=3, what=What.SCORING, option_ids=every), reckoning)
    assert "4 of 4 sheets are in" in said(stage)
    stage.present(Showing(step=4, what=What.SCORING, option_ids=every, round=2), reckoning)
    assert "0 of 4 sheets are in" in said(stage)


def test_blank_shows_the_ground_and_nothing_else(scored: Scored, stage: ProjectorStage) -> None:
    reckoning = scored.reckoning()
    options = tuple(scored.session.options.values())
    stage.show()
    stage.present(Showing(step=0, what=What.PURPOSE, option_ids=options), reckoning)
    assert len(colours(stage)) > 1
    stage.set_blank(True)
    assert colours(stage) == {apply.colour("ground").name()}
    stage.present(Showing(step=1, what=What.OPTIONS, option_ids=options), reckoning)
    assert colours(stage) == {apply.colour("ground").name()}
    assert (stage.accessibleName(), stage.accessibleDescription()) == ("Projector, blank", "")
    stage.set_blank(False)
    assert "Ward beds" in said(stage)
    assert len(colours(stage)) > 1


def colours(stage: ProjectorStage) -> set[str]:
    """The colours of a grid of points."""
    image = stage.grab().toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 5)
    }


def test_the_clock_shows_only_when_asked(scored: Scored, stage: ProjectorStage) -> None:
    reckoning = scored.reckoning()
    showing = Showing(step=0, what=What.PURPOSE)
    stage.present(showing, reckoning)
    assert "minutes" not in said(stage)
    stage.present(replace(showing, clock="4 of 10 minutes"), reckoning)
    assert "4 of 10 minutes" in said(stage)


def test_the_page_is_kept_while_the_same_thing_is_shown(scored: Scored, stage: ProjectorStage) -> None:
    stage.resize(853, 480)
    stage.show()
    reckoning = scored.reckoning()
    options = tuple(scored.session.options.values())
    showing = Showing(step=0, what=What.PURPOSE, option_ids=options)
    stage.present(showing, reckoning)
    assert len(stage.pages) == 2
    assert stage.next_page()
    stage.present(replace(showing, clock="5 of 10 minutes"), reckoning)
    assert stage.page == 2
    assert not stage.next_page()
    stage.present(Showing(step=1, what=What.OPTIONS, option_ids=options), reckoning)
    assert stage.page == 1


def test_a_preview_says_what_its_screen_says(scored: Scored, qtbot: QtBot, stage: ProjectorStage) -> None:
    preview = ProjectorStage(laid_out_for=QSize(1280, 720))
    qtbot.addWidget(preview)
    preview.resize(320, 180)
    reckoning = scored.reckoning()
    showing = Showing(step=1, what=What.OPTIONS, option_ids=tuple(scored.session.options.values()))
    for each in (stage, preview):
        each.present(showing, reckoning)
    assert preview.drawn() == stage.drawn()
    preview.lay_out_for(QSize(853, 480))
    small = ProjectorStage(laid_out_for=QSize(853, 480))
    qtbot.addWidget(small)
    small.present(showing, reckoning)
    assert preview.drawn() == small.drawn()


# ------------------------------------------------------------------------------ the worked session


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Reckoning:
    """The example's worked session."""
    workspace = open_workspace(copy_example(Path(tmp_path_factory.mktemp("worked"))))
    with workspace.reading() as connection:
        area = connection.exec_driver_sql("select distinct care_area_id from star_session").scalar_one()
        found = sessions(connection, str(area))
        records = [session_records(connection, each.id) for each in found]
    workspace.close()
    return reckon(next(each for each in records if each is not None and each.decision is not None))


@pytest.fixture(params=SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def fitted(request: pytest.FixtureRequest, qtbot: QtBot) -> ProjectorStage:
    made = ProjectorStage()
    qtbot.addWidget(made)
    made.resize(request.param)
    return made


def worked_showings(reckoning: Reckoning) -> Iterator[Showing]:
    records = reckoning.records
    option_ids = tuple(option.id for option in records.active)
    for what in What:
        for clock in ("", "3 minutes over the 25 planned"):
            yield Showing(
                step=3, what=what, option_ids=option_ids, round=2 if what is What.BEFORE_AND_AFTER else 1,
                scenario_id=records.scenarios[0].id, clock=clock,
            )  # fmt: skip
    yield Showing(step=3, what=What.REVEAL, option_ids=option_ids, by_category=True)
    yield Showing(
        step=4, what=What.REVEAL, option_ids=option_ids[:1], option_id=option_ids[0], speaking="Ward manager"
    )


def box_of(one: Text) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the letters, without the air of the line."""
    wide = width_of(one.text, one.size, one.bold)
    left = one.x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    hangs = 0.2 if set(one.text) & set("gjpqy,;()") else 0.02
    return left, one.y - one.size * 0.72, left + wide, one.y + one.size * hangs


def test_every_slide_can_be_read_from_the_back(worked: Reckoning, fitted: ProjectorStage) -> None:
    for showing in worked_showings(worked):
        fitted.present(showing, worked)
        more = True
        while more:
            texts = [one for one in fitted.drawn() if isinstance(one, Text) and one.text]
            boxes = [(one, box_of(one)) for one in texts]
            for one, (left, top, right, bottom) in boxes:
                told = (showing.what, fitted.page, one.text)
                assert one.size >= 24, told
                assert not one.text.endswith(ELLIPSIS), told
                assert left >= 0 and top >= 0, told  # noqa: PT018 - one place
                assert right <= fitted.width() and bottom <= fitted.height(), told  # noqa: PT018
            for (one, a), (other, b) in combinations(boxes, 2):
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (showing.what, fitted.page, one.text, other.text)
            more = fitted.next_page()


def test_eight_options_stand_on_one_page(worked: Reckoning, stage: ProjectorStage) -> None:
    option_ids = tuple(option.id for option in worked.records.active)
    assert len(option_ids) == 8
    for what in (What.OPTIONS, What.PEOPLE, What.COST):
        stage.present(Showing(step=1, what=what, option_ids=option_ids), worked)
        assert len(stage.pages) == 1, what
    words = said(stage)
    assert all(option.name not in words for option in worked.records.parked)


def test_the_mark_of_invented_figures_is_on_every_page(worked: Reckoning, fitted: ProjectorStage) -> None:
    assert worked.records.session.illustrative
    for showing in worked_showings(worked):
        fitted.present(showing, worked)
        more = True
        while more:
            foot = [one.text for one in fitted.drawn() if isinstance(one, Text) and one.part == "foot"]
            assert any("illustrative" in text for text in foot), showing.what
            more = fitted.next_page()


def test_the_frontier_says_both_ways_to_do_better(worked: Reckoning, stage: ProjectorStage) -> None:
    stage.present(Showing(step=5, what=What.FRONTIER), worked)
    words = said(stage)
    assert "Same cost, more gain: 117.7 more a year with whole options, 118.6 with part funding" in words
    assert "Same gain, less cost: £215k less a year" in words


def test_the_decision_names_views_and_next_steps(worked: Reckoning, stage: ProjectorStage) -> None:
    stage.present(Showing(step=7, what=What.DECISION), worked)
    words = " ".join(said(stage).split())
    records = worked.records
    assert records.decision is not None
    assert records.dissents[0].role in words
    assert records.next_steps[0].owner_role in words
    assert "Probability of success: applied." in words
    assert ("Not locked yet" in words) is not records.locked


@pytest.mark.parametrize("step", [0, 1, 2])
def test_the_plan_decided_on_is_the_largest_type(worked: Reckoning, step: int) -> None:
    slide = decision(Showing(step=7, what=What.DECISION), worked)
    paper = Paper(width=1280, height=720, step=step)
    sizes = {
        part.text: paper.px(part.points) for part in (*slide.head, *slide.body) if isinstance(part, Words)
    }
    (title,) = (text for text in sizes if "lan " in text[:20])
    assert all(size < sizes[title] for text, size in sizes.items() if text != title)


def test_another_theme_is_put_on_at_once(scored: Scored, stage: ProjectorStage, qapp: QApplication) -> None:
    stage.show()
    stage.present(Showing(step=0, what=What.PURPOSE), scored.reckoning())
    light = colours(stage)
    try:
        apply.apply_theme(qapp, "contrast")
        assert apply.colour("surface").name() in colours(stage)
        apply.apply_theme(qapp, "dark")
        assert colours(stage) != light
    finally:
        apply.apply_theme(qapp, "light")


def test_a_frontier_that_is_too_large_to_find_at_once_is_said_in_words(
    scored: Scored, stage: ProjectorStage
) -> None:
    found = replace(scored.reckoning(), frontier=None, standing=None)
    stage.present(Showing(step=5, what=What.FRONTIER), found)
    assert "too many options" in said(stage)
