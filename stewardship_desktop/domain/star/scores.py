"""The blind scores of a session as answers of the one scoring module: who counts, who is excluded.

Nobody's name is in here; a seat is known by its id only.
"""

from __future__ import annotations

from collections.abc import Mapping

from stewardship_desktop.domain.scoring import Answer, Spread, by_category, summarise_answers
from stewardship_desktop.domain.star.records import SessionRecords


def answers_of(records: SessionRecords, option_id: str, round_: int) -> tuple[Answer, ...]:
    """What the seats answered on an option, in the order of the seats; "no view" is a value of None.

    In the second round a seat that is present and did not score again keeps its first score, and one
    that has left no longer counts. A seat that withdrew from the option is kept but excluded.
    """
    given = {(score.seat_id, score.round): score for score in records.scores if score.option_id == option_id}
    withdrawn = {each.seat_id for each in records.interests if each.option_id == option_id and each.withdrawn}
    found = []
    for seat in records.seats:
        score = given.get((seat.id, round_))
        if round_ > 1:
            if not seat.present:
                continue
            score = score or given.get((seat.id, 1))
        if score is not None:
            found.append(
                Answer(
                    who=seat.id,
                    value=None if score.no_view else score.score,
                    category=seat.category.value,
                    excluded=seat.id in withdrawn,
                )
            )
    return tuple(found)


def spread_of(records: SessionRecords, option_id: str, round_: int) -> Spread:
    """How an option's scores of a round lie together, by the session's band."""
    return summarise_answers(answers_of(records, option_id, round_), band=records.session.band)


def spreads_by_category(records: SessionRecords, option_id: str, round_: int) -> Mapping[str, Spread]:
    """The same for each category of seat, in the order of the seats."""
    return by_category(answers_of(records, option_id, round_), band=records.session.band)


def newest_round(records: SessionRecords, option_id: str) -> int:
    """The newest round of an option that the room has seen; 0 for none."""
    return max((each.round for each in records.reveals if each.option_id == option_id), default=0)


def split_options(records: SessionRecords) -> tuple[str, ...]:
    """The options whose newest revealed scores are split, in the order of the list: what to talk about."""
    found = []
    for option in records.active:
        round_ = newest_round(records, option.id)
        if round_ and spread_of(records, option.id, round_).split:
            found.append(option.id)
    return tuple(found)
