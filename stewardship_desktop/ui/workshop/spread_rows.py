"""How the scores of an option lie, in words for a row of the facilitator's tables. Plain values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from stewardship_desktop.domain.amount import format_number
from stewardship_desktop.domain.scoring import Spread
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.scores import (
    answers_of,
    newest_round,
    spread_of,
    spreads_by_category,
)
from stewardship_desktop.domain.star.session_pictures import AGREED, SPLIT
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.domain.workshop import SeatCategory

NOT_SHOWN = "not shown yet"


@dataclass(frozen=True, kw_only=True)
class SpreadRow:
    """One option: before and after the talk in words, blank where the room has not seen them."""

    id: str
    name: str
    state: str
    before: str
    after: str
    members: str
    residents: str
    guests: str


def spread_words(spread: Spread, excluded: int = 0) -> str:
    """ "median 40, middle half 30 to 55, 12 scores, 1 no view, 1 left out for an interest"."""
    if spread.median is None or spread.lower_quartile is None or spread.upper_quartile is None:
        return "nobody whose score counts"
    words = (
        f"median {format_number(spread.median.normalize())}, middle half "
        f"{format_number(spread.lower_quartile.normalize())} to "
        f"{format_number(spread.upper_quartile.normalize())}, {counted(spread.n, 'score')}"
    )
    words += f", {spread.no_view} no view" if spread.no_view else ""
    return words + (f", {excluded} left out for an interest" if excluded else "")


def _median_words(spread: Spread) -> str:
    """A category's median and how many gave it; of one seat alone it would be that seat's own score."""
    if spread.median is None:
        return "none"
    return "one seat" if spread.n == 1 else f"{format_number(spread.median.normalize())} ({spread.n})"


def spread_row(records: SessionRecords, option_id: str, name: str) -> SpreadRow:
    """The row of an option. What was not revealed is not in it."""
    newest = newest_round(records, option_id)
    state = NOT_SHOWN
    categories: dict[str, str] = {}
    if newest:
        spread = spread_of(records, option_id, newest)
        state = SPLIT if spread.split else AGREED
        categories = {
            key: _median_words(each) for key, each in spreads_by_category(records, option_id, newest).items()
        }
    return SpreadRow(
        id=option_id,
        name=name,
        state=state,
        before=_words_of(records, option_id, 1) if newest else "",
        after=_words_of(records, option_id, 2) if newest > 1 else "",
        members=categories.get(SeatCategory.MEMBER.value, ""),
        residents=categories.get(SeatCategory.RESIDENT.value, ""),
        guests=categories.get(SeatCategory.GUEST.value, ""),
    )


def _words_of(records: SessionRecords, option_id: str, round_: int) -> str:
    excluded = sum(each.excluded for each in answers_of(records, option_id, round_))
    return spread_words(spread_of(records, option_id, round_), excluded)


def split_in_first(records: SessionRecords) -> tuple[str, ...]:
    """The options that were split when they were first shown: what the talk and round 2 are about."""
    return tuple(
        option.id
        for option in records.active
        if newest_round(records, option.id) and spread_of(records, option.id, 1).split
    )
