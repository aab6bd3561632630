"""Slides of words: the question and the ground rules, the options, scoring alone, people and cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import Measure, StarEstimate, StarOption
from stewardship_desktop.domain.star.typed import shown_figure
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.workshop.agenda import GROUND_RULES
from stewardship_desktop.ui.workshop.showing import Showing
from stewardship_desktop.ui.workshop.slides.paper import HEAD, QUESTION, TITLE
from stewardship_desktop.ui.workshop.slides.parts import Row, Rows, Words
from stewardship_desktop.ui.workshop.slides.scales import RangeRow, ScoreScale
from stewardship_desktop.ui.workshop.slides.slide import Part, Slide

NO_QUESTION = "What do we do less of, so that something of greater value can be done?"
LOWEST, HIGHEST = "no benefit", "the most benefit we can think of"


def options_shown(showing: Showing, records: SessionRecords) -> list[StarOption]:
    """The options that the showing is about; parked ones take no part in it."""
    return [option for option in records.active if option.id in showing.option_ids]


def anchor(records: SessionRecords) -> str:
    """What a benefit of 100 means to this group."""
    return records.session.anchor.strip() or HIGHEST


def scale_words(records: SessionRecords) -> str:
    """What the ends of the scale mean, in a line."""
    return f"100 means: {anchor(records).removesuffix('.')}. 0 means: {LOWEST}."


def purpose(records: SessionRecords) -> Slide:
    """The question in the largest letters, what 100 means, and how the group works today."""
    question = records.session.question.strip() or NO_QUESTION
    rules = tuple(Row(name=rule, mark=str(number), bold=False) for number, rule in enumerate(GROUND_RULES, 1))
    return Slide(
        body=(
            Words(text=question, points=QUESTION, bold=True),
            Words(text=scale_words(records), points=HEAD),
            Rows(rows=rules),
        )
    )


def options(showing: Showing, records: SessionRecords) -> Slide:
    """A line an option, and whether money goes to it today."""
    shown = options_shown(showing, records)
    if not shown:
        return Slide(body=(Words(text="Which options are there?", points=QUESTION, bold=True),))
    rows = tuple(
        Row(
            name=option.name,
            mark=str(number),
            detail=option.description or option.typical_patient,
            end="today" if option.current else "new",
            names=0.42,
            end_room=4.0,
            highlight=option.id == showing.option_id,
        )
        for number, option in enumerate(shown, 1)
    )
    return Slide(
        head=(Words(text=f"Our {counted(len(shown), 'option')}", points=TITLE, bold=True),),
        body=(Rows(rows=rows),),
    )


def scoring(showing: Showing, records: SessionRecords) -> Slide:
    """The scale, and how many sheets are in: nothing of what is on them."""
    again = showing.round > 1
    seats = sum(seat.present for seat in records.seats)
    found = sheets_in(records, [each.id for each in options_shown(showing, records)], showing.round)
    body: list[Part] = [
        Words(text="Score again, alone" if again else "Score alone, in silence", points=QUESTION, bold=True),
        Words(text="How much does it help the average person who benefits from it?", points=HEAD),
        ScoreScale(low=LOWEST, high=anchor(records)),
    ]
    if seats:
        body.append(Words(text=f"{found} of {counted(seats, 'sheet is', 'sheets are')} in", points=TITLE))
    return Slide(body=tuple(body))


def sheets_in(records: SessionRecords, option_ids: Sequence[str], round_: int) -> int:
    """How many seats in the room have answered every option they may score."""
    given = {
        (score.seat_id, score.option_id)
        for score in records.scores
        if score.round == round_ and (score.score is not None or score.no_view)
    }
    withdrawn = {(each.seat_id, each.option_id) for each in records.interests if each.withdrawn}
    return sum(
        all((seat.id, each) in given or (seat.id, each) in withdrawn for each in option_ids)
        for seat in records.seats
        if seat.present and option_ids
    )


def figures(showing: Showing, records: SessionRecords, measure: Measure) -> Slide:
    """People or cost of each option as bars with their ranges, in words, with their sources."""
    shown = options_shown(showing, records)
    found = [(option, records.estimate(option.id, measure)) for option in shown]
    values = [
        float(value)
        for _, each in found
        if each is not None
        for value in (each.low, each.best, each.high)
        if value is not None
    ]
    least, most = min([0.0, *values]), max([0.0, *values])
    rows = tuple(
        RangeRow(
            name=option.name,
            said=_said(measure, each),
            source=_source(each),
            value=None if each is None else _number(each.best),
            low=None if each is None else _number(each.low),
            high=None if each is None else _number(each.high),
            least_value=least,
            most_value=most,
            highlight=option.id == showing.option_id,
        )
        for option, each in found
    )
    title = "How many people a year?" if measure is Measure.PEOPLE else "What does it cost a year?"
    head = (Words(text=title, points=TITLE, bold=True),)
    if not rows:
        return Slide(head=head, body=(Words(text="There are no options yet.", points=HEAD),))
    hint = "Bar: our best figure. Line: from the lowest to the highest it may be."
    return Slide(head=head, body=(Rows(rows=rows),), hints=(Words(text=hint, colour="muted"),))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _figure(measure: Measure, value: Decimal | None) -> str:
    if value is None:
        return ""
    return short_money(value) if measure is Measure.COST else shown_figure(measure, value)


def _said(measure: Measure, estimate: StarEstimate | None) -> str:
    """ "620 (560 to 660)", "£480k"."""
    if estimate is None or estimate.best is None:
        return "not known yet"
    best, *ends = (_figure(measure, value) for value in (estimate.best, estimate.low, estimate.high))
    return f"{best} ({' to '.join(ends)})" if all(ends) else best


def _source(estimate: StarEstimate | None) -> str:
    if estimate is None or estimate.best is None:
        return ""
    return f"{estimate.source} ({estimate.evidence.value})" if estimate.source else estimate.evidence.value
