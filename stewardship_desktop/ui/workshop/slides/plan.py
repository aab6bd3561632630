"""Slides of value and of the plan: triangles, the frontier in words, the balance, the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stewardship_desktop.domain.amount import signed_money
from stewardship_desktop.domain.chart.number import one_decimal
from stewardship_desktop.domain.chart.picture import TrianglesSpec
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.star.drawn import balance_of, frontier_drawn, success_foot, triangles_of
from stewardship_desktop.domain.star.model import letter, lettered
from stewardship_desktop.domain.star.moves import Ledger, Move
from stewardship_desktop.domain.star.pictures import better_cost, better_gain, decimal
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.session import StarScenario
from stewardship_desktop.domain.star.verdict import verdict, warnings
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.ui.workshop.showing import Showing
from stewardship_desktop.ui.workshop.slides.paper import HEAD, QUESTION, TITLE
from stewardship_desktop.ui.workshop.slides.parts import Beside, Picture, Row, Rows, Words
from stewardship_desktop.ui.workshop.slides.slide import Part, Slide

TOO_LARGE = (
    "There are too many options and rules to find every best plan while the room waits. "
    "Park some, or let the STAR room work it out beforehand."
)


def triangles(showing: Showing, reckoning: Reckoning) -> Slide:
    """Value triangles side by side, the steepest first."""
    made = triangles_of(reckoning)
    assert isinstance(made, TrianglesSpec)
    # Names in letters this large find no room at the tips: numbers do, and the names stand above in full.
    key = "; ".join(f"{number} {one.name}" for number, one in enumerate(made.triangles, 1))
    numbered = tuple(replace(one, name=str(number)) for number, one in enumerate(made.triangles, 1))
    spec = replace(made, triangles=numbered, highlight=showing.option_id or "")
    hint = "Base: cost a year, to the left where it saves. Height: gain a year. Steeper is better value."
    return Slide(
        head=(Words(text=spec.title, points=TITLE, bold=True), *((Words(text=f"{key}."),) if key else ())),
        body=(Picture(spec=spec),),
        tail=(Words(text=success_foot(reckoning), colour="muted"),),
        hints=(Words(text=hint, colour="muted"),),
    )


def frontier(reckoning: Reckoning) -> Slide:
    """The most gain for each amount of money, and how far today's allocation lies from it."""
    if reckoning.frontier is None:
        return Slide(
            head=(Words(text="Where do we stand?", points=TITLE, bold=True),),
            body=(Words(text=TOO_LARGE, points=HEAD),),
        )
    drawn = frontier_drawn(reckoning, reckoning.frontier, reckoning.budget)
    # The priority order has a place on the facilitator's screen; here its names would cover the arrows,
    # and plans go by their letters, with their names in full above.
    by_letter = tuple(replace(one, name="") for one in drawn.scenarios)
    spec = replace(drawn, steps=(), scenarios=by_letter)
    plans = "; ".join(lettered(each.letter, each.name) for each in drawn.scenarios)
    sentences = standing_words(reckoning)
    return Slide(
        head=(Words(text="Where do we stand?" if sentences else spec.title, points=TITLE, bold=True),),
        body=(
            *(Words(text=sentence, points=HEAD) for sentence in sentences),
            *((Words(text=f"Plans: {plans}.", colour="muted"),) if plans else ()),
            Picture(spec=spec, lowest=13),
        ),
        tail=(
            Words(text=f"The line: the most gain for the money. {success_foot(reckoning)}", colour="muted"),
        ),
    )


def standing_words(reckoning: Reckoning) -> tuple[str, ...]:
    """What today's money could gain more, and what today's gain could cost less, a sentence each.

    Two figures leave no room for more on the line that each sentence has: a second one takes the
    picture's words away.
    """
    standing = reckoning.standing
    if standing is None or not standing.portfolio.members:
        return ()
    found = []
    more = better_gain(standing.gain_at_same_cost, standing.gain_at_same_cost_whole)
    less = better_cost(standing.cost_at_same_gain, standing.cost_at_same_gain_whole)
    if more.line is not None:
        words = more.said("more a year")
        found.append(
            f"Same cost, more gain: {words}{'' if more.differs else ' for the money of today'}."
            if words
            else "Same cost: no other use of the money of today gains more."
        )
    if less.line is not None:
        words = less.said("less a year")
        found.append(
            f"Same gain, less cost: {words}{'' if less.differs else ' for the gain of today'}."
            if words
            else "Same gain: it can't be had for less than today."
        )
    return tuple(found)


def plan_name(records: SessionRecords, scenario: StarScenario) -> str:
    """ "Plan A, fewer beds"; a name that begins with its letter does not say it twice."""
    return f"Plan {lettered(letter(scenario, records), scenario.name)}"


def balance(showing: Showing, reckoning: Reckoning) -> Slide:
    """What there is less of before what there is more of, what that comes to, and for whom."""
    records = reckoning.records
    scenario = next((each for each in records.scenarios if each.id == showing.scenario_id), None)
    if scenario is None:
        return Slide(body=(Words(text="No plan is chosen yet", points=QUESTION, bold=True),))
    ledger = reckoning.ledgers[scenario.id]
    lists = _moves("Less of", ledger.released), _moves("More of", ledger.added)
    head = (
        Words(text=plan_name(records, scenario), points=TITLE, bold=True),
        Words(text=verdict(ledger), points=HEAD),
    )
    if not ledger.moves:
        return Slide(head=head, body=lists)
    flags = tuple(Words(text=f"! {line}", bold=True) for line in warnings(records, ledger))
    drawn = Picture(spec=balance_of(reckoning, scenario), tallest=0.8)
    return Slide(head=head, body=(Beside(left=lists, right=(drawn,), share=0.42), *flags))


def _moves(title: str, moves: Sequence[Move]) -> Rows:
    if not moves:
        return Rows(title=title, rows=(Row(name="nothing yet", bold=False),))
    return Rows(
        title=title,
        rows=tuple(
            Row(name=move.words, end=signed_money(move.cost), end_room=4.6, bold=False) for move in moves
        ),
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
        title = f"We agreed: {title[0].lower()}{title[1:]}" if records.locked else title
    # A size above other slides' titles: where much is said and all type shrinks, it stays the largest.
    head: list[Part] = [Words(text=title, points=QUESTION, bold=True)]
    if not records.locked:
        head.insert(0, Words(text="Not locked yet", colour="muted"))
    body: list[Part] = []
    if agreed and scenario is not None:
        ledger = reckoning.ledgers[scenario.id]
        if ledger.moves:
            body.append(Words(text=_moves_words(ledger), bold=True))
        body.append(Words(text=f"{_verdict(ledger)} {success_foot(reckoning)}"))
    if made is not None and made.reason.strip():
        body.append(Words(text=f"Why: {_sentence(made.reason)}", points=HEAD))
    if made is not None and (made.how.strip() or records.locked):
        day = f"Decided on {date_words(made.decided_on)}." if records.locked else ""
        body.append(Words(text=f"{day} {_opening(made.how)}".strip()))
    if made is not None and made.balance_reason.strip():
        body.append(Words(text=f"Over the envelope, because: {made.balance_reason}"))
    body.append(Beside(left=(_views(records),), right=(_next_steps(records),), share=0.42))
    return Slide(head=tuple(head), body=tuple(body))


def _verdict(ledger: Ledger) -> str:
    gained = one_decimal(decimal(ledger.gain))
    return f"{verdict(ledger)} Gain against today: {'+' if ledger.gain > 0 else ''}{gained} a year."


def _moves_words(ledger: Ledger) -> str:
    """ "Less: ... More: ..." in a line, always in this order."""
    sides = (("Less", ledger.released), ("More", ledger.added))
    return " ".join(
        f"{side}: {'; '.join(f'{move.words} ({signed_money(move.cost)})' for move in moves)}."
        for side, moves in sides
        if moves
    )


def _opening(text: str) -> str:
    """As `_sentence`, with a capital letter: "consensus" is typed, "Consensus." is read."""
    said = _sentence(text)
    return f"{said[:1].upper()}{said[1:]}"


def _sentence(text: str) -> str:
    plain = text.strip()
    return plain if not plain or plain.endswith((".", "!", "?")) else f"{plain}."


def _views(records: SessionRecords) -> Rows:
    found = [f"{each.role}: {each.view}" for each in records.dissents] or ["None was recorded."]
    return Rows(title="Different views", rows=tuple(Row(name=text, bold=False) for text in found))


def _next_steps(records: SessionRecords) -> Rows:
    rows = [] if records.next_steps else [Row(name="None yet.", bold=False)]
    for number, each in enumerate(records.next_steps, 1):
        owner = each.owner_role or "no owner yet"
        when = "done" if each.done_on else date_words(each.due_on) if each.due_on else "no date yet"
        rows.append(Row(name=f"{each.what}: {owner}, {when}", mark=str(number), bold=False))
    return Rows(title="Next steps", rows=tuple(rows))
