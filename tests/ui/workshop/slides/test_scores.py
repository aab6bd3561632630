"""The slide of the reveal: it says what "split" means where something is split, in the session's own band."""

from __future__ import annotations

from dataclasses import replace

from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.workshop import Reveal, Seat, SeatScore
from stewardship_desktop.ui.workshop.showing import Showing, What
from stewardship_desktop.ui.workshop.slides.scores import reveal
from tests.support.session_values import option, session

SHOWING = Showing(step=3, what=What.REVEAL, option_ids=("ward",))


def scored(*scores: int) -> SessionRecords:
    places = range(len(scores))
    return replace(
        session({option("ward"): 10}, {}, values={"band": 15}),
        seats=tuple(Seat(id=f"{at}", session_id="session", number=at, role="Nurse") for at in places),
        scores=tuple(
            SeatScore(id=f"{at}", seat_id=f"{at}", option_id="ward", round=1, score=scores[at])
            for at in places
        ),
        reveals=(Reveal(id="r", option_id="ward", round=1),),
    )


def hints(records: SessionRecords) -> str:
    return " ".join(part.words for part in reveal(SHOWING, records).hints)


def test_a_split_is_explained_where_there_is_one() -> None:
    assert "Split: a third or more lie over 15 points away from the median." in hints(scored(10, 20, 60))
    assert "Split" not in hints(scored(10, 20, 25))
