"""Slides of value and of the plan: triangles, the frontier in words, the balance, the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.chart.number import money_text, one_decimal
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.star.drawn import balance_of, frontier_drawn, success_foot, triangles_of
from stewardship_desktop.domain.star.model import letter
from stewardship_desktop.domain.star.moves import Ledger, Move
from stewardship_desktop.domain.star.pictures import decimal
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import StarScenario
from stewardship_desktop.domain.star.verdict import verdict, warnings
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.ui.workshop.showing import Showing
from stewardship_desktop.ui.workshop.slides.paper import BODY, HEAD, QUESTION, TITLE
from stewardship_desktop.ui.workshop.slides.parts import Beside, Picture, Row, Rows, Words
from stewardship_desktop.ui.workshop.slides.slide import Part, Slide


def triangles(showing: Showing, reckoning: Reckoning) -> Slide:
    """Value triangles side by side, the steepest first."""
    spec = replace(triangles_of(reckoning), highlight=showing.option_id or "")
    hint = "Base: cost a year, to the left where it saves. Height: gain a year. Steeper is better value."
    return Slide(
        head=(Words(text=spec.title, points=TITLE, bold=True),),
        body=(Picture(spec=spec),),
        tail=(Words(text=success_foot(reckoning), colour="muted"),),
        hints=(Words(text=hint, colour="muted"),),
    )


def frontier(showing: Showing, reckoning: Reckoning) -> Slide:
    """The most gain for each amount of money, and how far today's allocation lies from it."""
    spec = frontier_drawn(reckoning, reckoning.frontier, reckoning.budget, showing.option_id or "")
    sentences = standing_words(reckoning)
    return Slide(
        head=(Words(text="Where do we stand?" if sentences else spec.title, points=TITLE, bold=True),),
        body=(
            *(Words(text=sentence, points=HEAD) for sentence in sentences),
            Picture(spec=spec),
        ),
        tail=(Words(text=success_foot(reckoning), colour="muted"),),
        hints=(Words(text="The line: the most gain that each amount of money can buy.", colour="muted"),),
    )


def standing_words(reckoning: Reckoning) -> tuple[str, ...]:
    """What today's money could gain more, and what today's gain could cost less, a sentence each."""
    standing = reckoning.standing
    if standing is None or not standing.portfolio.members:
        return ()
    found = []
    more, less = standing.gain_at_same_cost, standing.cost_at_same_gain
    if more is not None:
        found.append(
            f"Same cost, more gain: {one_decimal(decimal(more))} more a year for the money of today."
            if more > 0
            else "Same cost: no other use of the money of today gains more."
        )
    if less is not None:
        found.append(
            f"Same gain, less cost: {money_text(decimal(less))} less a year for the gain of today."
            if less > 0
            else "Same gain: it can't be had for less than today."
        )
    return tuple(found)


def plan_name(records: SessionRecords, scenario: StarScenario) -> str:
    """ "Plan A, fewer beds"; a name that begins with its letter does not say it twice."""
    own, name = letter(scenario, records), scenario.name
    return f"Plan {name}" if name.startswith((f"{own},", f"{own}:", f"{own} ")) else f"Plan {own}, {name}"


def balance(showing: Showing, reckoning: Reckoning) -> Slide:
    """What there is less of before what there is more of, what that comes to, and for whom."""
    records = reckoning.records
    scenario = next((each for each in records.scenarios if each.id == showing.scenario_id), None)
    if scenario is None:
        return Slide(body=(Words(text="No plan is chosen yet", points=QUESTION, bold=True),))
    ledger = reckoning.ledgers[scenario.id]
    lists = (
        Words(text="Less of", points=HEAD, bold=True, centred=False),
        _moves(ledger.released, "nothing yet"),
        Words(text="More of", points=HEAD, bold=True, centred=False),
        _moves(ledger.added, "nothing yet"),
    )
    head = (
        Words(text=plan_name(records, scenario), points=TITLE, bold=True),
        Words(text=verdict(ledger), points=HEAD),
    )
    if not ledger.moves:
        return Slide(head=head, body=lists)
    flags = tuple(Words(text=f"! {line}", bold=True) for line in warnings(records, ledger))
    drawn = Picture(spec=balance_of(reckoning, scenario), tallest=0.8)
    return Slide(head=head, body=(Beside(left=lists, right=(drawn,), share=0.42), *flags))


def _moves(moves: Sequence[Move], none: str) -> Rows:
    if not moves:
        return Rows(rows=(Row(name=none, bold=False),))
    return Rows(
        rows=tuple(
            Row(name=move.words, end=signed_money(move.cost), end_room=4.6, bold=False) for move in moves
        )
    )


def decision(showing: Showing, reckoning: Reckoning) -> Slide:
    """What the group decided and why, who sees it differently, and who does what next."""
    records = reckoning.records
    made = records.decision
    chosen = showing.scenario_id if made is None else made.scenario_id
    scenario = next((each for each in records.scenarios if each.id == chosen), None)
    agreed = made is None or made.outcome is Outcome.AGREED
    title = "No decision was reached" if not agreed else "What do we decide?"
    if agreed and scenario is not None:
        title = plan_name(records, scenario)
    head: list[Part] = [Words(text=title, points=TITLE, bold=True)]
    if not records.locked:
        head.insert(0, Words(text="Not locked yet", colour="muted"))
    if agreed and scenario is not None:
        head.append(Words(text=_verdict(reckoning.ledgers[scenario.id]), points=BODY))
    body: list[Part] = []
    if made is not None and made.reason.strip():
        body.append(Words(text=made.reason, points=HEAD))
    if made is not None and made.how.strip():
        body.append(Words(text=made.how, colour="muted"))
    if made is not None and made.balance_reason.strip():
        body.append(Words(text=f"Over the envelope, because: {made.balance_reason}"))
    body.append(Beside(left=_views(records), right=_next_steps(records), share=0.42))
    return Slide(head=tuple(head), body=tuple(body))


def _verdict(ledger: Ledger) -> str:
    gained = one_decimal(decimal(ledger.gain))
    more = f"Gain against today: {'+' if ledger.gain > 0 else ''}{gained} a year."
    return f"{verdict(ledger)} {more} Released: {short_money(ledger.freed)}."


def _views(records: SessionRecords) -> tuple[Part, ...]:
    head = Words(text="Different views", points=HEAD, bold=True, centred=False)
    if not records.dissents:
        return head, Words(text="None was recorded.", centred=False)
    return head, Rows(
        rows=tuple(Row(name=f"{each.role}: {each.view}", bold=False) for each in records.dissents)
    )


def _next_steps(records: SessionRecords) -> tuple[Part, ...]:
    head = Words(text="Next steps", points=HEAD, bold=True, centred=False)
    if not records.next_steps:
        return head, Words(text="None yet.", centred=False)
    rows = []
    for number, each in enumerate(records.next_steps, 1):
        owner = each.owner_role or "no owner yet"
        when = "done" if each.done_on else date_words(each.due_on) if each.due_on else "no date yet"
        rows.append(Row(name=f"{each.what}: {owner}, {when}", mark=str(number), bold=False))
    return head, Rows(rows=tuple(rows))
