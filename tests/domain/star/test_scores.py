"""Blind scores: who counts in which round, who is excluded, and what is split."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.scores import (
    answers_of,
    newest_round,
    split_options,
    spread_of,
    spreads_by_category,
)
from stewardship_desktop.domain.workshop import Reveal, Seat, SeatCategory, SeatInterest, SeatScore
from tests.support.session_values import option, session

SEATS = tuple(
    Seat(
        id=f"seat {number}", session_id="session", number=number, role="Role",
        category=SeatCategory.RESIDENT if number > 3 else SeatCategory.MEMBER,
    )
    for number in range(1, 6)
)  # fmt: skip


def score(number: int, value: int | None, round_: int = 1, option_id: str = "ward") -> SeatScore:
    return SeatScore(
        id=f"{number}/{option_id}/{round_}", seat_id=f"seat {number}", option_id=option_id, round=round_,
        score=value, no_view=value is None,
    )  # fmt: skip


def room(*scores: SeatScore, revealed: tuple[tuple[str, int], ...] = ()) -> SessionRecords:
    return replace(
        session({option("ward"): 100, option("clinic"): 100, option("later", parked=True): 100}, {}),
        seats=SEATS,
        scores=scores,
        reveals=tuple(Reveal(id=f"{one}{at}", option_id=one, round=at) for one, at in revealed),
    )


FIRST = (score(1, 20), score(2, 25), score(3, None), score(4, 80), score(5, 30))


def values(records: SessionRecords, round_: int) -> dict[str, object]:
    return {each.who: each.value for each in answers_of(records, "ward", round_)}


def test_no_view_is_an_answer_and_not_nought() -> None:
    spread = spread_of(room(*FIRST), "ward", 1)
    assert (spread.n, spread.no_view) == (4, 1)
    assert spread.median == Decimal("27.5")


def test_the_second_round_takes_first_scores_where_none_is_new() -> None:
    records = room(*FIRST, score(4, 40, 2), score(3, 35, 2))
    assert values(records, 2) == {"seat 1": 20, "seat 2": 25, "seat 3": 35, "seat 4": 40, "seat 5": 30}
    assert values(records, 1)["seat 4"] == 80


def test_who_has_left_counts_in_the_first_round_only() -> None:
    left = replace(SEATS[0], present=False)
    records = replace(room(*FIRST, score(4, 40, 2)), seats=(left, *SEATS[1:]))
    assert "seat 1" in values(records, 1)
    assert "seat 1" not in values(records, 2)


def test_who_came_late_counts_from_when_they_scored() -> None:
    records = room(score(1, 20), score(5, 50, 2))
    assert values(records, 1) == {"seat 1": 20}
    assert values(records, 2) == {"seat 1": 20, "seat 5": 50}


def test_a_withdrawn_seat_is_shown_and_not_counted() -> None:
    def interest(*, withdrawn: bool) -> SessionRecords:
        declared = SeatInterest(id="i", seat_id="seat 4", option_id="ward", withdrawn=withdrawn)
        return replace(room(*FIRST), interests=(declared,))

    out = interest(withdrawn=True)
    assert [each.who for each in answers_of(out, "ward", 1) if each.excluded] == ["seat 4"]
    assert spread_of(out, "ward", 1).highest == 30
    assert spread_of(interest(withdrawn=False), "ward", 1).highest == 80


def test_categories_in_the_order_of_the_seats() -> None:
    found = spreads_by_category(room(*FIRST), "ward", 1)
    assert [(category, spread.n) for category, spread in found.items()] == [("member", 2), ("resident", 2)]


def test_only_what_the_room_has_seen_is_split() -> None:
    far = (score(1, 0), score(2, 50), score(3, 100), score(4, 0), score(5, 100))
    later = tuple(replace(each, id=f"{each.id} later", option_id="later") for each in far)
    assert split_options(room(*far)) == ()
    assert split_options(room(*far, revealed=(("ward", 1),))) == ("ward",)
    assert split_options(room(*far, *later, revealed=(("later", 1),))) == ()
    near = tuple(score(number, 50, 2) for number in range(1, 6))
    assert split_options(room(*far, *near, revealed=(("ward", 1),))) == ("ward",)
    after = room(*far, *near, revealed=(("ward", 1), ("ward", 2)))
    assert (newest_round(after, "ward"), newest_round(after, "clinic")) == (2, 0)
    assert split_options(after) == ()


def test_the_sessions_band_decides() -> None:
    records = room(score(1, 40), score(2, 50), score(3, 61), revealed=(("ward", 1),))
    narrow = replace(records, session=replace(records.session, band=10))
    assert split_options(records) == ()
    assert split_options(narrow) == ("ward",)
