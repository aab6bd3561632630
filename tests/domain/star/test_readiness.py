"""What a session lacks before its room, in sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from stewardship_desktop.domain.star.readiness import readiness, seats_by_setting
from stewardship_desktop.domain.star.reckoning import reckon
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import Measure, StarEffect, StarEstimate, StarOption, StarSession
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.domain.workshop import Seat

SESSION = StarSession(
    id="s", scope="a", care_area_id="a", name="Stroke", question="What less of?", anchor="Back to life"
)


def option(number: int, *, current: bool = False, setting: str = "") -> StarOption:
    return StarOption(
        id=f"o{number}", scope="a", session_id="s", name=f"Option {number}", current=current, setting=setting
    )


def figures(option_id: str, *without: Measure) -> dict[Measure, StarEstimate]:
    values = {
        Measure.PEOPLE: 100, Measure.SHARE: 1, Measure.BENEFIT: 10, Measure.SUCCESS: 1, Measure.COST: 1000,
    }  # fmt: skip
    return {
        measure: StarEstimate(
            id=f"{option_id}-{measure}", scope="a", option_id=option_id, measure=measure,
            low=Decimal(value), best=Decimal(value), high=Decimal(value),
        )
        for measure, value in values.items()
        if measure not in without
    }  # fmt: skip


def seat(number: int, setting: str, *, organisation: str | None = None, present: bool = True) -> Seat:
    return Seat(
        id=f"p{number}", scope="a", session_id="s", number=number, role="Nurse", setting=setting,
        organisation_id=organisation, present=present,
    )  # fmt: skip


READY = SessionRecords(
    session=SESSION,
    options=(option(1, current=True, setting="Ward"), option(2)),
    estimates={"o1": figures("o1"), "o2": figures("o2")},
    seats=(seat(1, "ward"), seat(2, "home")),
)


def said(records: SessionRecords, *, conflicts_asked: bool = True) -> tuple[str, ...]:
    return readiness(reckon(records), conflicts_asked=conflicts_asked)


def test_a_session_with_everything_is_ready() -> None:
    assert said(READY) == ()


def test_each_gap_is_a_sentence() -> None:
    assert said(replace(READY, session=replace(SESSION, question=" "))) == (
        "The question that the room is asked is not written yet.",
    )
    assert said(replace(READY, session=replace(SESSION, anchor=""))) == (
        "Nobody has said what a benefit of 100 means.",
    )
    assert said(READY, conflicts_asked=False) == ("The room has not been asked for conflicts of interest.",)
    assert said(replace(READY, seats=())) == ("No seat is taken: add the roles of those in the room.",)


def test_missing_figures_are_named_but_a_benefit_is_the_rooms_own() -> None:
    lacking = figures("o2", Measure.PEOPLE, Measure.COST, Measure.BENEFIT)
    assert said(replace(READY, estimates={**READY.estimates, "o2": lacking})) == (
        "Option 2 has no people and no cost.",
    )


def test_a_benefit_without_a_range_is_asked_for() -> None:
    bare = figures("o2")
    bare[Measure.BENEFIT] = replace(bare[Measure.BENEFIT], low=None)
    assert said(replace(READY, estimates={**READY.estimates, "o2": bare})) == (
        "No range is given for the benefit of Option 2.",
    )


def test_without_a_current_option_there_is_nothing_to_shift() -> None:
    wishes = tuple(replace(each, current=False) for each in READY.options)
    assert said(replace(READY, options=wishes)) == (
        "No option is spent on today, so there is nothing to shift money from.",
    )


def test_more_than_eight_options_are_too_many_until_some_are_parked() -> None:
    many = tuple(option(number, current=True) for number in range(1, 10))
    records = replace(READY, options=many, estimates={each.id: figures(each.id) for each in many})
    assert said(records) == ("9 options are more than 8: two hours won't do. Park some.",)
    fewer = (replace(many[0], parked=True), *many[1:])
    assert said(replace(records, options=fewer)) == ()


def test_an_affected_organisation_and_a_setting_need_a_seat_that_is_here() -> None:
    trust = Organisation(id="t", name="Trust")
    effect = StarEffect(id="e", scope="a", option_id="o1", organisation_id="t", saves=1)
    records = replace(READY, effects={"o1": (effect,)}, organisations={"t": trust})
    assert said(records) == ("Trust is affected by an option and has no seat in the room.",)
    seated = replace(records, seats=(seat(1, "ward", organisation="t"), seat(2, "home")))
    assert said(seated) == ()
    away = replace(records, seats=(seat(1, "ward", organisation="t", present=False), seat(2, "home")))
    assert said(away) == (
        "Trust is affected by an option and has no seat in the room.",
        "Nobody in the room works in: Ward.",
    )


def test_seats_are_counted_by_setting_so_that_a_bias_is_seen() -> None:
    records = replace(
        READY,
        seats=(seat(1, "home"), seat(2, "Ward "), seat(3, "ward"), seat(4, ""), seat(5, "x", present=False)),
    )
    assert seats_by_setting(records) == (("Ward", 2), ("home", 1), ("with no setting stated", 1))
