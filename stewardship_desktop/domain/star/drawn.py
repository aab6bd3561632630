"""The pictures of a session as it is worked out: one making of each for editor, projector and sheets.

What each picture says is in `pictures` and `session_pictures`; here the reckoning's values go in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from stewardship_desktop.domain.chart.picture import (
    BalanceSpec,
    DotRound,
    DotRow,
    DotsSpec,
    FrontierSpec,
    PictureSpec,
)
from stewardship_desktop.domain.scoring import Answer, Spread, summarise_answers
from stewardship_desktop.domain.star import pictures, session_pictures
from stewardship_desktop.domain.star.frontier import Frontier, standing_of
from stewardship_desktop.domain.star.model import chosen_ids, current_ids, letter
from stewardship_desktop.domain.star.order import Ranked
from stewardship_desktop.domain.star.problem import Portfolio, evaluate
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.scores import answers_of, spread_of
from stewardship_desktop.domain.star.session import StarOption, StarScenario
from stewardship_desktop.domain.star.wording import counted, listed
from stewardship_desktop.domain.workshop import SeatCategory


def success_foot(reckoning: Reckoning) -> str:
    """Whether success was applied, and how gains are weighted, for the foot of a picture."""
    session = reckoning.records.session
    applied = "applied" if session.apply_success else "not applied"
    weighted = any(option.weight != 1 for option in reckoning.options.values())
    return f"Probability of success: {applied}." + (
        f" Gains weighted for the most deprived fifth: {session.equity.value}." if weighted else ""
    )


def rectangles_of(reckoning: Reckoning) -> PictureSpec:
    """Few people and much benefit beside many people and little."""
    session = reckoning.records.session
    return pictures.rectangles(
        list(reckoning.options.values()), apply_success=session.apply_success,
        illustrative=session.illustrative, foot=success_foot(reckoning),
    )  # fmt: skip


def triangles_of(reckoning: Reckoning) -> PictureSpec:
    """Cost and gain of each option, the steepest first."""
    session = reckoning.records.session
    return pictures.triangles(
        list(reckoning.options.values()), apply_success=session.apply_success,
        illustrative=session.illustrative, foot=success_foot(reckoning),
    )  # fmt: skip


def frontier_drawn(
    reckoning: Reckoning,
    frontier: Frontier | None,
    budget: Fraction,
    highlight: str = "",
    *,
    only: StarScenario | None = None,
) -> FrontierSpec:
    """The picture of a frontier (or of what is known of it), today, the scenarios and a budget.

    With `only` it is the plain picture for a sheet: that scenario, no other and no priority order.
    """
    problem, records = reckoning.problem, reckoning.records
    counted = bool(problem.items)
    points: Sequence[Portfolio] = () if frontier is None or not counted else frontier.points
    convex = () if frontier is None or not counted else frontier.convex
    today = evaluate(problem, current_ids(records))
    place = (problem.cost_of(today.cost), problem.gain_of(today.gain))
    standing = None if frontier is None or not counted else standing_of(frontier, current_ids(records))
    lettered = []
    for scenario in () if not counted else records.scenarios if only is None else (only,):
        plan = evaluate(problem, chosen_ids(records, scenario))
        lettered.append(
            (letter(scenario, records), scenario.name, problem.cost_of(plan.cost), problem.gain_of(plan.gain))
        )
    spec = pictures.frontier(
        [
            (problem.cost_of(point.cost), problem.gain_of(point.gain), on)
            for point, on in zip(points, convex, strict=True)
        ],
        current=place if counted else None,
        gain_at_same_cost=None if standing is None else standing.gain_at_same_cost,
        cost_at_same_gain=None if standing is None else standing.cost_at_same_gain,
        gain_at_same_cost_whole=None if standing is None else standing.gain_at_same_cost_whole,
        cost_at_same_gain_whole=None if standing is None else standing.cost_at_same_gain_whole,
        budget=budget,
        scenarios=lettered,
        order=() if only is not None else _steps(reckoning, points),
        highlight=highlight,
        illustrative=records.session.illustrative,
        foot=success_foot(reckoning),
    )
    if frontier is None:
        spec = replace(spec, title="Too many options and rules to draw every best plan here")
    return spec


def _steps(reckoning: Reckoning, points: Sequence[Portfolio]) -> tuple[Ranked, ...]:
    """The priority order as far as the frontier reaches: what lies beyond would only squeeze it."""
    if not points:
        return ()
    most = reckoning.problem.cost_of(points[-1].cost)
    return tuple(place for place in reckoning.order if place.cumulative_cost <= most)


def balance_of(reckoning: Reckoning, scenario: StarScenario) -> BalanceSpec:
    """Money that a scenario releases against what it spends, and each organisation's net effect."""
    ledger = reckoning.ledgers[scenario.id]
    moved = [each for each in ledger.organisations if each.net or each.pressure]
    return session_pictures.balance(
        Fraction(ledger.freed - min(0, ledger.synergy + ledger.not_done)),
        Fraction(ledger.spent + max(0, ledger.synergy + ledger.not_done)),
        Fraction(ledger.envelope),
        by_organisation=[(each.organisation_id, each.name, Fraction(each.net)) for each in moved],
        notes=["a cost pressure" if each.pressure else "" for each in moved],
        illustrative=reckoning.records.session.illustrative,
    )


def reveal_of(
    records: SessionRecords, options: Sequence[StarOption], round_: int, *, by_category: bool = False
) -> DotsSpec:
    """The scores of options in a round as dots; of round 2 with the first round's as rings.

    `by_category` draws members, residents and guests apart. A category of one score goes with the next
    smallest: it would be known by name. The caller passes revealed options only.
    """
    rows = [
        DotRow(
            key=option.id,
            name=option.name,
            rounds=_by_category(records, option.id, round_)
            if by_category
            else tuple(_lane(records, option.id, each, round_) for each in range(1, round_ + 1)),
            note=base_words(records, option.id, round_),
        )
        for option in options
    ]
    return session_pictures.reveal(
        rows, high_name=records.session.anchor or "most benefit", illustrative=records.session.illustrative
    )


def base_words(records: SessionRecords, option_id: str, round_: int) -> str:
    """Who is behind the dots: "11 scores, 1 without a view, 1 left out for an interest"."""
    answers = answers_of(records, option_id, round_)
    excluded = sum(each.excluded for each in answers)
    spread = spread_of(records, option_id, round_)
    parts = [counted(spread.n, "score")]
    if spread.no_view:
        parts.append(f"{spread.no_view} without a view")
    if excluded:
        parts.append(f"{excluded} left out for an interest")
    return ", ".join(parts)


def _lane(records: SessionRecords, option_id: str, round_: int, newest: int) -> DotRound:
    answers = [each for each in answers_of(records, option_id, round_) if not each.excluded]
    values = [Fraction(each.value) for each in answers if each.value is not None]
    label = f"round {round_}" if newest > 1 else ""
    return _dots(values, spread_of(records, option_id, round_), label, before=round_ < newest)


def _by_category(records: SessionRecords, option_id: str, round_: int) -> tuple[DotRound, ...]:
    groups: list[tuple[list[str], list[Answer]]] = []
    for category in SeatCategory:
        given = [
            each
            for each in answers_of(records, option_id, round_)
            if each.category == category and each.value is not None and not each.excluded
        ]
        if given:
            groups.append(([f"{category.value}s"], given))
    while len(groups) > 1 and (alone := next((each for each in groups if len(each[1]) == 1), None)):
        # Left out, it would be known all the same: the dot that all together have and the lanes lack.
        groups.remove(alone)
        fewest = min(groups, key=lambda each: len(each[1]))
        fewest[0].extend(alone[0])
        fewest[1].extend(alone[1])
    band = records.session.band
    return tuple(
        _dots(
            [Fraction(each.value) for each in given if each.value is not None],
            summarise_answers(given, band=band),
            listed(names),
            before=False,
        )
        for names, given in groups
        if len(given) > 1
    )


def _dots(values: Sequence[Fraction], spread: Spread, label: str, *, before: bool) -> DotRound:
    low, high = spread.lower_quartile, spread.upper_quartile
    return session_pictures.dot_round(
        values,
        median=None if spread.median is None else Fraction(spread.median),
        quartiles=None if low is None or high is None else (Fraction(low), Fraction(high)),
        split=spread.split,
        label=label,
        before=before,
    )
