"""Rows of scores in words: who counts, who doesn't, and nothing before the reveal."""

from __future__ import annotations

from dataclasses import replace

from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.workshop import Reveal, Seat, SeatInterest, SeatScore
from stewardship_desktop.ui.workshop.spread_rows import NOT_SHOWN, spread_row
from tests.support.session_values import option, session

WARD = option("ward")


def scored(*scores: int) -> SessionRecords:
    return replace(
        session({WARD: 10}, {}),
        seats=tuple(
            Seat(id=f"{at}", session_id="session", number=at, role="Nurse") for at in range(len(scores))
        ),
        scores=tuple(
            SeatScore(id=f"{at}", seat_id=f"{at}", option_id="ward", round=1, score=score)
            for at, score in enumerate(scores)
        ),
        interests=(SeatInterest(id="i", seat_id="0", option_id="ward", withdrawn=True),),
    )


def test_a_seat_that_withdrew_is_said_beside_the_scores_that_count() -> None:
    seen = replace(scored(99, 20, 40), reveals=(Reveal(id="r", option_id="ward", round=1),))
    assert spread_row(seen, "ward", "Ward").before == (
        "median 30, middle half 20 to 40, 2 scores, 1 left out for an interest"
    )


def test_what_was_not_shown_is_not_said() -> None:
    row = spread_row(scored(99, 20, 40), "ward", "Ward")
    assert (row.state, row.before, row.after) == (NOT_SHOWN, "", "")
