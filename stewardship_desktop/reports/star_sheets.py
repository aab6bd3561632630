"""The two sheets of a STAR session: score sheets before the room, the decision on one side after it.

Builds documents from a session that is worked out; it reads no table and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.chart.number import one_decimal
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.star.drawn import frontier_drawn, success_foot
from stewardship_desktop.domain.star.model import chosen_ids, letter, lettered
from stewardship_desktop.domain.star.moves import Ledger, Move
from stewardship_desktop.domain.star.pictures import decimal
from stewardship_desktop.domain.star.problem import evaluate
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import Evidence, StarScenario
from stewardship_desktop.domain.star.verdict import shift_words, verdict, warnings
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.domain.workshop import Outcome, Seat, StarDecision
from stewardship_desktop.reports.content import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    ScoreLine,
    ScoreLines,
    SideBySide,
    Single,
    Table,
    Tone,
)


def score_sheets(records: SessionRecords, care_area: str, printed_on: date) -> Document:
    """A sheet for each present seat: every option that takes part on a line from 0 to 100, to score alone.

    The sheet bears the seat's code and role. An option that the seat withdrew from is closed.
    """
    seats = [seat for seat in records.seats if seat.present]
    blocks: list[Block] = []
    for place, seat in enumerate(seats):
        if place:
            blocks.append(PageBreak())
        blocks += _sheet(records, seat)
    if not blocks:
        blocks.append(Paragraph(text="No seats are set yet. Add the seats, then print again."))
    return Document(
        title=f"{care_area}: score sheet",
        subtitle=records.session.name,
        printed_on=printed_on,
        illustrative=records.session.illustrative,
        one_page=True,
        blocks=tuple(blocks),
    )


def _sheet(records: SessionRecords, seat: Seat) -> list[Block]:
    withdrawn = {each.option_id for each in records.interests if each.seat_id == seat.id and each.withdrawn}
    question = records.session.question.strip()
    lines = tuple(
        ScoreLine(
            name=f"{number}. {option.name}",
            detail=option.typical_patient or option.description,
            closed="You declared an interest here. Leave it out." if option.id in withdrawn else "",
        )
        for number, option in enumerate(records.active, 1)
    )
    found: list[Block] = [Heading(text=f"Seat {seat.number}, code {seat.code}: {seat.role}")]
    if question:
        found.append(Paragraph(text=question))
    found.append(
        Paragraph(
            text="Score alone, without talking. How much does each option help the average person who "
            "benefits from it? Mark the line, then write the number in the box. A dash means no view."
        )
    )
    found.append(Paragraph(text=_suppose(records), quiet=True))
    if lines:
        found.append(
            ScoreLines(low="No benefit", high=records.session.anchor.strip() or "Most benefit", lines=lines)
        )
    else:
        found.append(Paragraph(text="No options take part yet."))
    return found


def _suppose(records: SessionRecords) -> str:
    """Whether the chance of success is counted beside the score: who scores must not count it twice."""
    if records.session.apply_success:
        return "Score as if it works. Probability of success: applied afterwards, for every option."
    return "Score as if it works. Probability of success: not applied."


PICTURE_HEIGHTS: tuple[float | None, ...] = (0.95, 0.75, 0.6, 0.48, None)
"""How high the decision sheet's picture may be, in shares of its width; None leaves it out."""


def decision_sheet(
    reckoning: Reckoning,
    care_area: str,
    printed_on: date,
    scenario: StarScenario | None = None,
    *,
    picture: float | None = PICTURE_HEIGHTS[0],
) -> Document:
    """The decision on one side. Before the lock it is a draft of the scenario given, and says so.

    `picture` is one of `PICTURE_HEIGHTS`: a sheet with much to say gives up its picture, no word.
    """
    records = reckoning.records
    decision = records.decision if records.locked else None
    if decision is not None:
        scenario = next((each for each in records.scenarios if each.id == decision.scenario_id), None)
    ledger = None if scenario is None else reckoning.ledgers[scenario.id]
    blocks: list[Block] = []
    if records.session.question.strip():
        blocks.append(Paragraph(text=records.session.question, quiet=True))
    blocks.append(_headline(decision, ledger))
    if ledger is not None:
        blocks += _plan(reckoning, ledger, picture)
    blocks += _reasons(records, decision)
    blocks += _next_steps(records)
    blocks.append(Paragraph(text=_base(reckoning), quiet=True))
    return Document(
        title=f"{care_area}: {'what the group decided' if decision else 'draft of a decision'}",
        subtitle=_subtitle(records, decision),
        author_role=records.session.facilitator_role,
        printed_on=printed_on,
        illustrative=records.session.illustrative,
        one_page=True,
        blocks=tuple(blocks),
    )


def _subtitle(records: SessionRecords, decision: StarDecision | None) -> str:
    parts = [records.session.name]
    day = decision.decided_on if decision else records.session.held_on
    if day is not None:
        parts.append(f"{'decided on' if decision else 'session of'} {date_words(day)}")
    if records.session.period:
        parts.append(f"pounds a year, {records.session.price_base or records.session.period}")
    return ", ".join(parts)


def _headline(decision: StarDecision | None, ledger: Ledger | None) -> Callout:
    if decision is not None and decision.outcome is Outcome.NO_DECISION:
        return Callout(tone=Tone.NOTE, word="No decision reached", text=decision.reason)
    if ledger is None:
        return Callout(tone=Tone.NOTE, word="Draft", text="No scenario is chosen yet.")
    over = ledger.left < 0
    head, _, rest = verdict(ledger).rstrip(".").partition(": ")
    word, _, more = head.partition(", ")
    if decision is None:
        word = f"Draft, {word[0].lower()}{word[1:]}"
    said = ": ".join(part for part in (more, rest) if part) or "No organisation's cost changes"
    said = f"{said[0].upper()}{said[1:]}."
    if decision is not None and over:
        said += f" Locked all the same: {decision.balance_reason}"
    return Callout(tone=Tone.WARN if over or ledger.uncovered else Tone.GOOD, word=word, text=said)


def _plan(reckoning: Reckoning, ledger: Ledger, picture: float | None) -> list[Block]:
    records = reckoning.records
    plan = evaluate(reckoning.problem, chosen_ids(records, ledger.scenario))
    today = None if reckoning.standing is None else reckoning.standing
    gained = one_decimal(decimal(reckoning.problem.gain_of(plan.gain)))
    tiles = [
        KeyFigure(
            label="Gain against today",
            value=f"{'+' if ledger.gain > 0 else ''}{one_decimal(decimal(ledger.gain))}",
            unit="a year",
            as_at="" if today is None else f"from {one_decimal(decimal(today.gain))} to {gained}",
        ),
        KeyFigure(label="Released as cash", value=short_money(ledger.freed), unit="a year"),
        KeyFigure(label="Spent anew", value=short_money(ledger.spent), unit="a year"),
        KeyFigure(
            label="Left to spend" if ledger.left >= 0 else "Over the envelope",
            value=short_money(abs(ledger.left)),
            unit="a year",
            as_at=(
                f"change of spend: recurrent {signed_money(ledger.recurrent)}, "
                f"once {signed_money(ledger.non_recurrent)}"
            ),
        ),
    ]
    found: list[Block] = [KeyFigures(tiles=tuple(tiles)), Heading(text=f"Plan {_name(records, ledger)}")]
    tables = _moves(ledger)
    found += tables
    effects = _organisations(ledger)
    notes = Bullets(items=tuple(dict.fromkeys([*warnings(records, ledger), shift_words(ledger)])))
    beside: tuple[Single, ...] = (notes,) if effects is None else (effects, notes)
    if picture is None:
        found += beside
    else:
        drawn = frontier_drawn(reckoning, reckoning.frontier, reckoning.budget, only=ledger.scenario)
        found.append(SideBySide(left=beside, right=(Figure(chart=drawn, height=picture),), left_share=0.48))
    return found


def _name(records: SessionRecords, ledger: Ledger) -> str:
    return lettered(letter(ledger.scenario, records), ledger.scenario.name)


def _moves(ledger: Ledger) -> tuple[Single, ...]:
    """What there is less of before what there is more of, always in this order."""
    rows = [("Less", *_row(move)) for move in ledger.released]
    rows += [("More", *_row(move)) for move in ledger.added]
    if not rows:
        return (Paragraph(text="Nothing moves: this is today's allocation."),)
    return (
        Table(
            caption="Shift list, then wish list, pounds a year",
            columns=(
                Column(heading="List"),
                Column(heading="Move"),
                Column(heading="Cost", numeric=True),
                Column(heading="Gain", numeric=True),
            ),
            rows=tuple(rows),
        ),
    )


def _row(move: Move) -> tuple[str, str, str]:
    marks = [] if move.recurrent else ["once"]
    if move.cost < 0 and move.cash == 0:
        marks.append("frees no cash")
    words = f"{move.words} ({', '.join(marks)})" if marks else move.words
    gained = one_decimal(decimal(move.gain))
    return words, signed_money(move.cost), f"+{gained}" if move.gain > 0 else gained


def _organisations(ledger: Ledger) -> Table | None:
    moved = [each for each in ledger.organisations if each.net or each.stranded or each.funding]
    if not moved:
        return None
    return Table(
        caption="Net effect by organisation, pounds a year",
        columns=(
            Column(heading="Organisation"),
            Column(heading="Cost", numeric=True),
            Column(heading="Stranded", numeric=True),
            Column(heading="Pressure", numeric=True),
        ),
        rows=tuple(
            (
                each.name,
                signed_money(each.net),
                short_money(each.stranded) if each.stranded else "none",
                short_money(each.pressure) if each.pressure else "none",
            )
            for each in moved
        ),
    )


def _reasons(records: SessionRecords, decision: StarDecision | None) -> list[Block]:
    found: list[Block] = [Heading(text="Reason and different views")]
    if decision is not None and decision.outcome is Outcome.AGREED:
        found.append(Paragraph(text=f"{_opening(decision.reason)} {_opening(decision.how)}".strip()))
    views = tuple(f"{each.role}: {_sentence(each.view)}" for each in records.dissents)
    found.append(Bullets(items=views) if views else Paragraph(text="No different view was recorded."))
    return found


def _opening(text: str) -> str:
    """As `_sentence`, with a capital letter: "consensus" is typed, "Consensus." is read."""
    said = _sentence(text)
    return f"{said[:1].upper()}{said[1:]}"


def _sentence(text: str) -> str:
    plain = text.strip()
    return plain if not plain or plain.endswith((".", "!", "?")) else f"{plain}."


def _next_steps(records: SessionRecords) -> list[Block]:
    found: list[Block] = [Heading(text="Next steps")]
    if not records.next_steps:
        found.append(Paragraph(text="No next step was recorded."))
        return found
    found.append(
        Table(
            caption="Who does what by when",
            columns=(Column(heading="Step"), Column(heading="Owner"), Column(heading="By")),
            rows=tuple(
                (
                    each.what,
                    each.owner_role or "no owner yet",
                    "done" if each.done_on else date_words(each.due_on) if each.due_on else "no date yet",
                )
                for each in records.next_steps
            ),
        )
    )
    return found


def _base(reckoning: Reckoning) -> str:
    """What stands behind the figures: seats, scores, and how gains were counted."""
    records = reckoning.records
    seats = [seat for seat in records.seats if seat.present]
    parts = [f"Agreed by {counted(len(seats), 'seat')}: {_categories(seats)}."] if seats else []
    parts.append(
        "Gain is in full-benefit equivalents: people who benefit x benefit per person / 100"
        + (" x probability of success." if records.session.apply_success else ".")
    )
    parts.append(success_foot(reckoning))
    parts.append(_evidence(records))
    parts.append("The figures are estimates to think with; the decision is the group's.")
    return " ".join(part for part in parts if part)


def _evidence(records: SessionRecords) -> str:
    """ "The figures rest on: data 12, literature 8, group judgement 20; 6 have no source"."""
    kept = [
        each
        for option in records.active
        for each in records.estimates.get(option.id, {}).values()
        if each.best is not None
    ]
    counts = {kind: sum(each.evidence is kind for each in kept) for kind in Evidence}
    said = ", ".join(f"{kind.value} {count}" for kind, count in counts.items() if count)
    if not said:
        return ""
    bare = sum(not each.source.strip() for each in kept)
    rest = f"; {bare} {'has' if bare == 1 else 'have'} no source" if bare else ""
    return f"The figures rest on: {said}{rest}."


def _categories(seats: Iterable[Seat]) -> str:
    counts: dict[str, int] = {}
    for seat in seats:
        counts[seat.category.value] = counts.get(seat.category.value, 0) + 1
    return ", ".join(counted(number, name) for name, number in counts.items())
