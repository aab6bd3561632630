"""Where a workshop stands: the clock in words, and that it survives a restart."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from stewardship_desktop.application.settings import Settings
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.workshop.agenda import PLANNED_MINUTES, STEPS
from stewardship_desktop.ui.workshop.progress import Progress, ProgressKeeper
from tests.ui.conftest import Surroundings

NINE = datetime(2023, 3, 16, 9, 0, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def test_the_steps_fill_two_hours() -> None:
    assert PLANNED_MINUTES == 120
    assert [step.minutes for step in STEPS] == [10, 15, 15, 25, 15, 10, 20, 10]


def test_the_clock_stands_until_somebody_starts_it() -> None:
    progress = Progress().at_step(1, NINE)
    assert progress.step_words(after(30)) == "15 minutes planned"
    assert progress.session_words(after(30)) == ""
    assert not progress.is_over(after(30))


@pytest.mark.parametrize(
    "minutes, words",
    [
        (0, "0 of 10 minutes"),
        (4.9, "4 of 10 minutes"),
        (10.5, "10 of 10 minutes"),
        (11, "1 minute over the 10 planned"),
        (13, "3 minutes over the 10 planned"),
    ],
)
def test_a_step_says_how_long_it_has_been(minutes: float, words: str) -> None:
    assert Progress().started(NINE).step_words(after(minutes)) == words


def test_a_step_keeps_the_moment_of_its_first_entry() -> None:
    progress = Progress().started(NINE).at_step(1, after(8)).at_step(0, after(12)).at_step(1, after(13))
    assert progress.step_words(after(18)) == "10 of 15 minutes"


def test_the_session_says_how_far_it_is_behind() -> None:
    progress = Progress().started(NINE)
    assert progress.session_words(after(9)) == "session 9 of 120"
    assert progress.session_words(after(14)) == "session 14 of 120, 4 behind the plan"
    assert progress.session_words(after(125)) == "session 5 minutes over its 120"


def test_a_clock_that_was_set_back_counts_no_time() -> None:
    assert Progress().started(NINE).step_words(after(-60)) == "0 of 10 minutes"


def test_everything_is_on_disk_before_save_returns(surroundings: Surroundings) -> None:
    settings = surroundings.settings
    context: RoomContext = replace(surroundings.context, remember=settings.remembered("rooms"))
    progress = replace(
        Progress().started(NINE).at_step(3, after(40)),
        conflicts_asked=True, speaking_on="o1", spoken=("p1",), scenario_id="x",
        drafts={"view": "half a sent"},
    )  # fmt: skip
    keeper = ProgressKeeper(context, "s1")
    for step in range(3):  # the settings' own quiet time must not hold the last one back
        keeper.save(progress.at_step(step, after(1)))
    keeper.save(progress)
    again = Settings(settings.path)
    assert ProgressKeeper(replace(context, remember=again.remembered("rooms")), "s1").load() == progress
    assert ProgressKeeper(context, "another").load() == Progress()


def test_what_cannot_be_read_is_a_beginning(surroundings: Surroundings) -> None:
    context = surroundings.context
    for kept in ("text", {"step": "x"}, {"entered": {"0": "no day"}}, {"started_at": 4}, [1]):
        context.remember.set("workshop.s1", json.loads(json.dumps(kept)))
        assert ProgressKeeper(context, "s1").load() == Progress()
    context.remember.set("workshop.s1", {"step": 99})
    assert ProgressKeeper(context, "s1").load().step == 7
