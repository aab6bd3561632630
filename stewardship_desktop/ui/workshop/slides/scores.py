"""Slides of scores: dots of what was revealed, what to talk about, and before and after the talk.

Asks the records themselves what was revealed, whatever the showing says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stewardship_desktop.domain.amount import format_number
from stewardship_desktop.domain.star.drawn import reveal_of
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.scores import newest_round, spread_of
from stewardship_desktop.domain.star.session import StarOption
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.workshop.showing import Showing
from stewardship_desktop.ui.workshop.slides.paper import HEAD, QUESTION, TITLE
from stewardship_desktop.ui.workshop.slides.parts import Picture, Row, Rows, Words
from stewardship_desktop.ui.workshop.slides.room import options_shown, scale_words
from stewardship_desktop.ui.workshop.slides.slide import Part, Slide

NOTHING = "No scores are shown yet"


def reveal(showing: Showing, records: SessionRecords) -> Slide:
    """Dots, median and the middle half of each option, all at once."""
    shown = _revealed(showing, records, 1)
    return _dots(showing, records, shown, round_=1, by_category=showing.by_category)


def before_and_after(showing: Showing, records: SessionRecords) -> Slide:
    """The scores before the talk as rings over those after it as dots."""
    shown = _revealed(showing, records, 2)
    return _dots(showing, records, shown, round_=2, by_category=False)


def splits(showing: Showing, records: SessionRecords) -> Slide:
    """What there is to talk about, by name, and who speaks next."""
    shown = [
        option
        for option in _revealed(showing, records, 1)
        if spread_of(records, option.id, newest_round(records, option.id)).split
    ]
    if not shown:
        text = "No option is split" if any(records.reveals) else NOTHING
        return Slide(body=(Words(text=text, points=QUESTION, bold=True),))
    rows = tuple(
        Row(
            name=option.name,
            detail=_apart(records, option.id),
            names=0.5,
            points=HEAD,
            highlight=option.id == showing.option_id,
        )
        for option in shown
    )
    return Slide(
        head=(Words(text="Let us talk about these", points=QUESTION, bold=True),),
        body=(Rows(rows=rows),),
        tail=_speaking(showing),
        hints=(Words(text="What did you have in mind when you gave your score?", points=HEAD),),
    )


def _revealed(showing: Showing, records: SessionRecords, round_: int) -> list[StarOption]:
    """The options of the showing whose scores of this round the room has seen; one alone to dwell on."""
    shown = [each for each in options_shown(showing, records) if newest_round(records, each.id) >= round_]
    alone = [each for each in shown if each.id == showing.option_id]
    return alone or ([] if showing.option_id in showing.option_ids else shown)


def _dots(
    showing: Showing,
    records: SessionRecords,
    shown: Sequence[StarOption],
    *,
    round_: int,
    by_category: bool,
) -> Slide:
    if not shown:
        return Slide(body=(Words(text=NOTHING, points=QUESTION, bold=True),))
    spec = reveal_of(records, shown, round_, by_category=by_category)
    title = f"{shown[0].name}: before and after" if round_ > 1 and len(shown) == 1 else spec.title
    if round_ > 1 and len(shown) > 1:
        title = "Before and after the talk"
    # On the axis a long anchor would be cut; a count that stands beside the dots already would be said twice.
    rows = tuple(row if "," in row.note else replace(row, note="") for row in spec.rows)
    spec = replace(spec, rows=rows, low_name="", high_name="")
    hint = "A dot a person, n of them" if round_ == 1 else "Rings: before. Dots: after. n: how many scored"
    split = any(lane.is_split for row in rows for lane in row.rounds)
    return Slide(
        head=(Words(text=title, points=TITLE, bold=True),),
        body=(Picture(spec=spec),),
        tail=_speaking(showing),
        hints=(
            Words(text=scale_words(records)),
            Words(text=f"{hint}. Tall line: median. Bar: the middle half.", colour="muted"),
            *((Words(text=_split_means(records), colour="muted"),) if split else ()),
        ),
    )


def _split_means(records: SessionRecords) -> str:
    return f"Split: a third or more lie over {records.session.band} points away from the median."


def _speaking(showing: Showing) -> tuple[Part, ...]:
    if not showing.speaking:
        return ()
    return (Words(text=f"Speaks now: {showing.speaking}", points=HEAD, bold=True),)


def _apart(records: SessionRecords, option_id: str) -> str:
    """ "median 45; 4 of 11 scores lie more than 20 away"."""
    spread = spread_of(records, option_id, newest_round(records, option_id))
    if spread.median is None:
        return ""
    median = format_number(spread.median.normalize())
    of = counted(spread.n, "score")
    return f"median {median}; {spread.outside} of {of} lie more than {records.session.band} away"
